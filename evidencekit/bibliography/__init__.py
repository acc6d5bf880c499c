"""Reference lists for other programs: one module a format."""

from evidencekit.bibliography.entries import Entry as Entry
from evidencekit.bibliography.exported import Exported as Exported
from evidencekit.bibliography.exported import Outcome as Outcome
from evidencekit.bibliography.exported import exported as exported
from evidencekit.bibliography.lists import FORMATS as FORMATS
from evidencekit.bibliography.lists import written as written
