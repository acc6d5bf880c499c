"""Answers as plain JSON values and back: for the cache and the records file."""

from collections.abc import Mapping
from typing import Any, TypeAlias

from evidencekit.model import Candidates, Elsewhere, Found, NotFound, Unavailable

Answer: TypeAlias = Found | NotFound | Elsewhere | Candidates | Unavailable

_TYPES: dict[str, type[Answer]] = {
    "found": Found,
    "not-found": NotFound,
    "elsewhere": Elsewhere,
    "candidates": Candidates,
    "unavailable": Unavailable,
}
_OUTCOMES = {type_: outcome for outcome, type_ in _TYPES.items()}


def to_json(answer: Answer) -> dict[str, Any]:
    """Return the answer as JSON values; what is empty or not given is left out."""
    import msgspec

    fields = _without_empty(msgspec.to_builtins(answer))
    return {"outcome": _OUTCOMES[type(answer)], **fields}


def from_json(value: object) -> Answer:
    """Return the answer that `to_json` was given.

    Raises:
        ValueError: `value` does not come from `to_json`.
    """
    import msgspec

    if not isinstance(value, Mapping):
        raise ValueError("an answer has to be an object")
    fields = dict(value)
    type_ = _TYPES.get(str(fields.pop("outcome", None)))
    if type_ is None:
        known = ", ".join(_TYPES)
        raise ValueError(f"`outcome` has to be one of {known}")
    try:
        # mypy cannot see that the type is one of the union's.
        answer: Answer = msgspec.convert(fields, type_)
    except msgspec.ValidationError as error:
        raise ValueError(str(error)) from error
    return answer


def _without_empty(value: Any) -> Any:
    """Return `value` without the members that hold a field's default."""
    match value:
        case dict():
            kept = {key: _without_empty(member) for key, member in value.items()}
            return {k: v for k, v in kept.items() if v not in (None, False, [], {})}
        case list() | tuple():
            return [_without_empty(member) for member in value]
        case _:
            return value
