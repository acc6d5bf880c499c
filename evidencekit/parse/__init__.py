"""Printed text to data: reference lists, references, identifiers, names, dates."""

from evidencekit.parse.reference import parse_reference

__all__ = ["parse_reference"]
