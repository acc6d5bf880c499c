"""Printed text to data: identifiers, reference lists, references, names, dates, pages."""
