"""Writes an item as a reference in the style of the National Library of Medicine."""

from collections.abc import Iterator

from evidencekit.model import Item, Name

# Source: NLM, "Citing Medicine"; many journals list six authors and add "et al.".
_MOST_AUTHORS = 6


def printed(item: Item) -> str:
    """Return `item` as a printed reference, without what it lacks."""
    return " ".join(f"{part}{_stop(part)}" for part in _parts(item))


def _parts(item: Item) -> Iterator[str]:
    if authors := _authors(item):
        yield authors
    if item.title:
        yield item.title
    if item.container_title:
        yield item.container_title
    place = ": ".join(p for p in (item.publisher_place, item.publisher) if p)
    numbers = _numbers(item)
    if place and not item.volume:
        numbers = f"{place}; {numbers}" if numbers else place
    if numbers:
        yield numbers
    if item.doi:
        yield f"doi:{item.doi}"
    elif item.url:
        yield item.url


def _stop(part: str) -> str:
    return "" if part.endswith((".", "?", "!")) or "://" in part[:8] else "."


def _authors(item: Item) -> str:
    names = [_name(name) for name in item.author]
    more = item.et_al or len(names) > _MOST_AUTHORS
    return ", ".join([*names[:_MOST_AUTHORS], *(["et al"] if names and more else [])])


def _name(name: Name) -> str:
    if name.literal or not name.family:
        return str(name)
    return " ".join(
        part for part in (name.surname, _initials(name.given), name.suffix) if part
    )


def _initials(given: str | None) -> str:
    if not given:
        return ""
    if given.isupper() and len(given) < 4 and given.isalpha():
        return given
    words = given.replace("-", " ").replace(".", " ").split()
    return "".join(word[0] for word in words if word[0].isalpha())


def _numbers(item: Item) -> str:
    year = str(item.year or "")
    issue = f"({item.issue})" if item.issue else ""
    volume = f"{item.volume or ''}{issue}"
    page = f":{item.page}" if item.page else ""
    return f"{year};{volume}{page}" if volume or page else year
