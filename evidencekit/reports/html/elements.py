"""Builds elements; all text and all attributes are escaped when the page is written."""

from collections.abc import Iterable
from typing import TypeAlias
from xml.etree.ElementTree import Element

from evidencekit.inert import visible

Child: TypeAlias = "Element | str | None"


def e(
    tag: str, /, *children: "Child | Iterable[Child]", **attributes: object
) -> Element:
    """Return an element; `class_` and the like lose their underscore.

    Underscores within names become hyphens; an attribute that is None or False is left
    out, one that is True has no value.
    """
    element = Element(tag)
    for name, value in attributes.items():
        if value is not None and value is not False:
            written = "" if value is True else visible(str(value))
            element.set(name.strip("_").replace("_", "-"), written)
    add(element, *children)
    return element


def add(parent: Element, *children: "Child | Iterable[Child]") -> None:
    """Put children at the end of `parent`; None is none."""
    for child in children:
        match child:
            case None:
                continue
            case str():
                _add_text(parent, visible_text(child))
            case Element():
                parent.append(child)
            case _:
                add(parent, *child)


def visible_text(text: str) -> str:
    """Return `text` without what a reader would not see, but with its blanks."""
    shown = visible(text)
    before = " " if text[:1].isspace() else ""
    after = " " if text[-1:].isspace() and shown else ""
    return f"{before}{shown}{after}"


def _add_text(parent: Element, text: str) -> None:
    if len(parent):
        parent[-1].tail = (parent[-1].tail or "") + text
    else:
        parent.text = (parent.text or "") + text


def link(text: str, url: str | None) -> Child:
    """Return a link to a web address; other schemes are shown as text only."""
    if not url or not url.startswith(("https://", "http://")):
        return text
    return e("a", text, href=url, rel="noopener noreferrer")
