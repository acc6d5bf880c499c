"""A stand-in for Crossref and doi.org on loopback, over published facts."""
