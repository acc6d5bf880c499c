"""Where a service may send us on to: not from the open network into a private one.

Who answers in place of a service, or has broken into it, could otherwise make us ask
the machines behind our user's firewall.
"""

import ipaddress
from collections.abc import Callable, Collection
from urllib.parse import urlsplit

MOST_REDIRECTS = 5

Addresses = Callable[[str], Collection[str]]


def refusal(source: str, target: str, addresses: Addresses | None = None) -> str | None:
    """Return why a redirect from one URL to another is not followed; None if it is.

    It may lead to another host of the open network; not from HTTPS to HTTP, and to an
    address that only our user's machine or network reaches from there alone.

    Args:
        source: the absolute URL that was asked for.
        target: the absolute URL that the reply names.
        addresses: the IP addresses of a host; by default, those that the system knows.
    """
    here, there = urlsplit(source), urlsplit(target)
    if there.scheme not in ("http", "https") or not there.hostname:
        return "it redirects to what is no web address"
    if here.scheme == "https" != there.scheme:
        return f"it redirects from HTTPS to HTTP, at {there.hostname}"
    if there.hostname == here.hostname:
        return None
    addresses = addresses or _addresses
    if all(map(_is_public, addresses(there.hostname))):
        return None
    if not all(map(_is_public, addresses(here.hostname or ""))):
        return None
    return f"it redirects to {there.hostname}, which is in a private network"


def _is_public(address: str) -> bool:
    ip = ipaddress.ip_address(address.partition("%")[0])
    inner = getattr(ip, "ipv4_mapped", None) or getattr(ip, "sixtofour", None)
    return (inner or ip).is_global


def _addresses(host: str) -> Collection[str]:
    """Return the addresses of `host`; none where only a proxy can tell."""
    import socket

    try:
        return {str(entry[4][0]) for entry in socket.getaddrinfo(host, None)}
    except (OSError, UnicodeError):
        return ()
