"""Printed text to data: reference lists, references, identifiers, names, dates."""

from evidencekit.parse.find_list import ReferenceList, find_references
from evidencekit.parse.reference import parse_reference
from evidencekit.parse.references import references_in
from evidencekit.parse.segment import Entry, split_references

__all__ = [
    "Entry",
    "ReferenceList",
    "find_references",
    "parse_reference",
    "references_in",
    "split_references",
]
