"""What the stand-in can do wrong, by name."""

from dataclasses import dataclass
from enum import StrEnum


class Fault(StrEnum):
    """One way for a service to fail."""

    TOO_MANY = "429"
    TOO_MANY_RETRY_AFTER = "429-retry-after"  # Retry-After: 1
    TOO_MANY_RETRY_LONG = "429-retry-after-3600"
    TOO_MANY_EMPTY = "429-empty"
    TOO_MANY_HTML = "429-html"
    BLOCKED = "403"
    ERROR_JSON = "500"
    BAD_GATEWAY = "502"
    GATEWAY_TIMEOUT = "504"
    HTML_200 = "html-200"
    HTML_404 = "html-404"
    CUT = "cut"
    RESET = "reset"
    HOME = "redirect-home"  # to a port of the asking machine where nobody listens
    SLOW = "slow"  # the first byte takes longer than anybody waits
    DRIP = "drip"  # one byte at a time, for ever


# What a service that is up does now and then, and does not do when asked again.
PASSING = (
    Fault.ERROR_JSON,
    Fault.BAD_GATEWAY,
    Fault.GATEWAY_TIMEOUT,
    Fault.HTML_200,
    Fault.CUT,
    Fault.SLOW,
    Fault.RESET,
    Fault.TOO_MANY,
    Fault.TOO_MANY_RETRY_AFTER,
)


@dataclass(frozen=True, slots=True)
class Mix:
    """Faults of many kinds, in that share of all requests: as `seed` has it."""

    share: float
    kinds: tuple[Fault, ...]
    seed: int = 1


@dataclass(frozen=True, slots=True)
class Reply:
    """Status, headers and body as they go out, the last `cut` bytes held back."""

    status: int
    headers: dict[str, str]
    body: bytes
    cut: int = 0


_HTML = {"Content-Type": "text/html"}


def _page(title: str) -> bytes:
    return (
        f"<html>\r\n<head><title>{title}</title></head>\r\n<body>\r\n"
        f"<center><h1>{title}</h1></center>\r\n</body>\r\n</html>\r\n"
    ).encode()


# 429s as reported: with and without Retry-After, with an empty body, and the HTML page
# of CrossRef/rest-api-doc#159. 500, 504 and their bodies as recorded.
REPLIES = {
    Fault.TOO_MANY: Reply(
        429,
        {"Content-Type": "text/plain"},
        b"Too many requests.",
    ),
    Fault.TOO_MANY_RETRY_AFTER: Reply(
        429, {"Content-Type": "text/plain", "Retry-After": "1"}, b"Too many requests."
    ),
    Fault.TOO_MANY_RETRY_LONG: Reply(429, {"Retry-After": "3600"}, b""),
    Fault.TOO_MANY_EMPTY: Reply(429, {}, b""),
    Fault.TOO_MANY_HTML: Reply(429, _HTML, _page("429 Too Many Requests")),
    Fault.BLOCKED: Reply(403, _HTML, _page("403 Forbidden")),
    Fault.ERROR_JSON: Reply(
        500,
        {"Content-Type": "application/json"},
        b'{"status":"error","message-type":"exception","message-version":"1.0.0",'
        b'"message":{"name":"class clojure.lang.ExceptionInfo","message":'
        b'"Response Exception","stack":[]}}',
    ),
    Fault.BAD_GATEWAY: Reply(502, _HTML, _page("502 Bad Gateway")),
    Fault.GATEWAY_TIMEOUT: Reply(
        504, {**_HTML, "Server": "awselb/2.0"}, _page("504 Gateway Time-out")
    ),
    Fault.HTML_200: Reply(
        200, {"Content-Type": "text/html; charset=utf-8"}, _page("Sign in to the Wi-Fi")
    ),
    Fault.HTML_404: Reply(404, _HTML, _page("404 Not Found")),
    Fault.HOME: Reply(302, {"Location": "http://localhost:9/"}, b""),
}
