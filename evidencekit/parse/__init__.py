"""Printed text to data: reference lists, references, identifiers, names, dates."""
