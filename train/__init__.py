"""Rebuilds the weights that evidencekit ships; needs the `train` extra."""
