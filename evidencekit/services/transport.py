"""Why a request got no reply, in words for an editor."""

import re

from evidencekit.services.outcome import Failure


def no_reply(error: Exception) -> Failure:
    """Return what an error of httpx2, or of making a client, comes to."""
    import httpx2

    match error:
        case httpx2.ConnectTimeout() | httpx2.PoolTimeout():
            return Failure("no connection in time")
        case httpx2.TimeoutException():
            return Failure("no answer in time")
        case httpx2.UnsupportedProtocol() | httpx2.InvalidURL():
            return Failure(f"not a usable address: {error}", passing=False)
        case httpx2.ProxyError():
            return Failure(f"the proxy lets nothing through: {_line(error)}")
        case httpx2.ConnectError():
            return insecure(error) or Failure("no connection")
        case httpx2.TransportError() | httpx2.DecodingError():
            return Failure("the connection broke off")
        case httpx2.TooManyRedirects():
            return Failure("redirects without end", passing=False, refused=True)
        case _:
            detail = f"{type(error).__name__}: {_line(error)}"
            return Failure(detail, passing=False, refused=True)


def unusable(error: Exception) -> Failure:
    """Return why no client could be made: a proxy or certificates that do not exist."""
    detail = f"no connection can be made: {type(error).__name__}: {_line(error)}"
    return Failure(detail, passing=False)


def insecure(error: Exception) -> Failure | None:
    """Return what is wrong with the other side's certificate, if that is it."""
    # "[SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: self-signed
    # certificate (_ssl.c:1006)", within more of the client's own words.
    detail = re.search(r"\[SSL[^]]*\] *(.+?) *(?:\(_ssl\.c:\d+\)|$)", _line(error))
    if detail is None:
        return None
    # A certificate does not get better within seconds.
    return Failure(f"no secure connection: {detail[1]}", passing=False)


def _line(error: Exception) -> str:
    return re.sub(r"\s+", " ", str(error))[:500]
