"""Record the answers that the examples replay: `make example`, `make example-live`.

Without `--live`, our own client asks the stand-in of the tests, and the public
hosts are put back into the file afterwards: a reconstruction, see the README here.
"""

import sys
from contextlib import ExitStack
from pathlib import Path

from evidencekit import Config, check
from tests.standin.records import records
from tests.standin.server import StandIn

HERE = Path(__file__).parent
RECORDS = HERE / "records.json"
READ_FROM = (HERE / "article.txt", HERE / "article.md", HERE.parent / "references.bib")


def record(live: bool) -> None:
    """Write `records.json` anew; `live` asks the public services."""
    with ExitStack() as stack:
        config = Config(record=RECORDS, no_cache=True)
        if not live:
            standin = stack.enter_context(StandIn(records()))
            config = Config(
                record=RECORDS,
                no_cache=True,
                crossref_url=standin.url,
                doi_url=standin.url,
                datacite_url=standin.url,
                pubmed_url=f"{standin.url}/entrez/eutils",
                pmc_url=f"{standin.url}/tools/idconv/api/v1/articles",
            )
        report = check(READ_FROM, config)
    if report.unchecked:
        RECORDS.unlink()
        sys.exit(f"{RECORDS}: not written, for {report.unchecked[0].reason}")
    if not live:
        text = RECORDS.read_text("utf-8")
        text = text.replace(f"{standin.url}/doiRA/", "https://doi.org/doiRA/")
        ncbi = "https://eutils.ncbi.nlm.nih.gov/entrez/"
        text = text.replace(f"{standin.url}/entrez/", ncbi)
        text = text.replace(standin.url, "https://api.crossref.org")
        RECORDS.write_text(text, "utf-8")


if __name__ == "__main__":
    record(live="--live" in sys.argv[1:])
