"""One module a rule; `registry` knows them all."""

from evidencekit.rules import duplicate_reference as duplicate_reference
from evidencekit.rules import impossible_date as impossible_date
from evidencekit.rules import impossible_pages as impossible_pages
from evidencekit.rules import incomplete_reference as incomplete_reference
from evidencekit.rules import malformed_doi as malformed_doi
from evidencekit.rules import misnumbered_doi as misnumbered_doi
from evidencekit.rules import misnumbered_list as misnumbered_list
from evidencekit.rules import missing_reference_list as missing_reference_list
from evidencekit.rules import placeholder_value as placeholder_value
from evidencekit.rules import uncited_reference as uncited_reference
from evidencekit.rules import undefined_citation as undefined_citation
from evidencekit.rules import unparsed_reference as unparsed_reference
from evidencekit.rules import unreadable_input as unreadable_input
from evidencekit.rules import unused_suppression as unused_suppression
