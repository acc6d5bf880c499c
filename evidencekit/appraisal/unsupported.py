"""What is to be said of a claim that no reference is linked to."""

from collections.abc import Collection

from evidencekit.model import Claim


def without_reference(claims: Collection[Claim]) -> str:
    """Return that no reference matches a claim, or that no marker is in it.

    Where markers decide, as the other `claims` of the document tell, no title was
    compared with it.
    """
    bases = {link.basis for claim in claims for link in claim.links}
    compared = bases - {"marker"} or any(claim.runner_up for claim in claims)
    marked = "marker" in bases and not compared
    return "no marker cites a reference" if marked else "no listed reference matches"
