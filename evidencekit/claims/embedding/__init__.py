"""Meaning of sentences by a small language model, where one is installed."""

from evidencekit.claims.embedding.installed import Embedder, installed

__all__ = ["Embedder", "installed"]
