"""The sentences of an article and the references that support them."""

from evidencekit.claims.link import link_claims, rankings

__all__ = ["link_claims", "rankings"]
