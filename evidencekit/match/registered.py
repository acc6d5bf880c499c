"""What is registered of a work, each field in all its forms."""

import re

from evidencekit.match.numbers import same_volume
from evidencekit.match.pages import same_pages
from evidencekit.match.titles import Title, title
from evidencekit.model import Item, Work

# Before a title of some words: "3 rules" is a title.
_NUMBERED = re.compile(r"\s*[A-Z]{0,2}-?\d{1,4}[.:)]?\s+(?=[^\W\d_]\w*(?:\W+\w+){3})")
_NO_PAGE = re.compile(r"\W*(?:n/?a|no|0)\W*(?:(?:n/?a|no|0)\W*)?", re.I)


def registered_titles(work: Work) -> tuple[Title, ...]:
    """Return the registered titles of `work`, in every form and language."""
    forms = [form for form in (work.item.title, *work.titles) if form]
    # The number of a chapter or of an abstract at a meeting, which few print.
    forms += [form[cut.end() :] for form in forms if (cut := _NUMBERED.match(form))]
    return tuple(title(form) for form in forms if title(form).words)


def registered_years(work: Work) -> tuple[int, ...]:
    """Return the years of all registered dates, ascending."""
    dates = [*work.dates, *([work.item.issued] if work.item.issued else [])]
    return tuple(sorted({date.year for date in dates}))


def registered_containers(work: Work) -> tuple[str, ...]:
    """Return every registered form of the container's title."""
    item = work.item
    forms = (item.container_title, item.container_title_short, *work.containers)
    return tuple(dict.fromkeys(form for form in forms if form))


def registered_pages(work: Work) -> tuple[str, ...]:
    """Return the registered pages and article number, where they say something."""
    values = (work.item.page, work.article_number)
    kept = (value for value in values if value and not _NO_PAGE.fullmatch(value))
    return tuple(dict.fromkeys(kept))


def is_at(item: Item, work: Work) -> bool:
    """Say whether volume and page are printed, and are those registered of `work`."""
    if not (item.volume and item.page and work.item.volume):
        return False
    return same_volume(item.volume, work.item.volume) and any(
        same_pages(item.page, value) for value in registered_pages(work)
    )
