"""Who can be asked, by the names that the configuration knows them by, and where.

The addresses are those that each service's own documentation gives.
"""

from collections.abc import Mapping

ENDPOINTS: Mapping[str, str] = {
    "crossref": "https://api.crossref.org",
    "doi": "https://doi.org",
    "datacite": "https://api.datacite.org",
    "pubmed": "https://eutils.ncbi.nlm.nih.gov/entrez/eutils",
    "pmc": "https://pmc.ncbi.nlm.nih.gov/tools/idconv/api/v1/articles",
}
SERVICES = tuple(ENDPOINTS)
