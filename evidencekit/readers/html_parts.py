"""Which parts of a page are the article, and which are its frame or hidden."""

import re
from collections.abc import Iterator
from html import unescape

from evidencekit.readers.elements import BLOCKS, Element, Run, Tree

_NEVER = frozenset(
    [
        *(
            "script",
            "style",
            "template",
            "head",
            "noscript",
            "svg",
            "iframe",
            "object",
            "audio",
        ),
        *("video", "canvas", "select", "textarea", "button", "datalist", "annotation"),
        *("annotation-xml", "xmp", "noembed", "noframes", "title"),
    ]
)
_FRAME = frozenset(["nav", "header", "footer", "aside", "form", "dialog", "menu"])
_ROLES = frozenset(
    [
        *("navigation", "banner", "complementary", "contentinfo", "search", "dialog"),
        *("alertdialog", "tooltip", "menu", "menubar", "toolbar", "alert"),
    ]
)
_HIDING = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
# Words in classes and ids of what stands around an article on pages of all kinds:
# WordPress, Drupal, MediaWiki, publishers' and magazines' own.
_OTHERS_TEXT = (
    r"comments?|commentlist|disqus|respond|repl(?:y|ies)|related|relatedposts|"
    r"recommend(?:ed|ations?)|recirc(?:ulation)?|read[-_]?(?:next|more)|more[-_]from|"
    r"popular|trending|breadcrumbs?|toc|table[-_]of[-_]contents|menu|navbar|navbox|nav|"
    r"navigation|pagination|pager|catlinks"
)
_FRAME_WORDS = (
    r"share|sharing|social|sharedaddy|newsletter|subscribe|subscription|sign[-_]?up|"
    r"sidebar|cookies?|consent|gdpr|promo|promotion|advert|advertisement|ads?|sponsored|"
    r"masthead|site[-_]header|site[-_]footer|byline|author[-_](?:bio|box|info)|"
    r"about[-_]author|tags|infobox|hatnote|editsection|noprint|metadata|ambox|"
    r"skip[-_]link|screen[-_]reader[-_]text|sr[-_]only|visually[-_]hidden|"
    r"visuallyhidden|tooltip|popover|modal|feedback|rating"
)


def _called(words: str) -> re.Pattern[str]:
    return re.compile(
        r"(?!(?:no|has|with|without|hide|show|is)[-_])(?:[a-z0-9]+[-_]{1,2}){0,4}?"
        rf"(?:{words})"
        r"(?:[-_]{1,2}(?:list|area|section|wrapper|wrap|container|block|box|posts?|"
        r"thread|articles?|stories|links?|items?|widget|bar|buttons?|icons?|title|form|"
        r"inner|body|module|card|panel|content)){0,3}"
    )


_OTHERS = _called(_OTHERS_TEXT)
_FRAMING = _called(f"{_OTHERS_TEXT}|{_FRAME_WORDS}")
_PLAIN_BLOCKS = ("p", "li", "blockquote", "dd")
# An element with this share of a page's paragraphs is no frame, whatever it is called.
_MOST_OF_IT = 0.5
_LOOKED_AT = 300  # elements and runs, of which the words of a thing are made


def words(tree: Tree, element: Element, most: int = 3000) -> str:
    """Return the text of an element in one line, up to about `most` characters.

    What is hidden is there, too; scripts and buttons inside it are not.
    """
    pieces: list[str] = []
    size = looked = 0
    stack = [(element, iter(element.children))]
    while stack and size < most and looked < _LOOKED_AT + most:
        inside, children = stack[-1]
        child = next(children, None)
        looked += 1
        if child is None:
            stack.pop()
            pieces.append(" " if inside.name in BLOCKS or inside.name == "br" else "")
        elif isinstance(child, Run):
            said = tree.text[child.start : min(child.end, child.start + most)]
            pieces.append(said if child.literal else unescape(said))
            size += len(said)
        elif child.name not in _NEVER and child.name != "#comment":
            pieces.append(" " if child.name in BLOCKS else "")
            stack.append((child, iter(child.children)))
    return " ".join("".join(pieces).split())


# Links that publishers put behind a reference, and say nothing of it.
_SERVICE = re.compile(
    r"\W*(?:(?:view|read|search|find|see|get|check|open|go to|export|download)\b.{0,40}"
    r"|google(?: scholar)?|cross\s?ref(?: full text)?|medline|scopus|isi|cas|ads"
    r"|pub\s?med(?: (?:abstract|central))?|pmc(?: free)?(?: article)?"
    r"|(?:free )?full[- ]text(?: .{0,20})?"
    r"|web of science\W*|abstract|article|pdf|link|doi|semantic scholar|chemport"
    r"|europe ?pmc|publisher(?: full text)?|mathscinet|openurl|find it|\W*)\W*",
    re.IGNORECASE,
)
_APART = re.compile(r"[|·]|\]\s*\[")


def is_service(said: str) -> bool:
    """Say whether text is nothing but the names of services, as behind a reference."""
    return all(_SERVICE.fullmatch(part) for part in _APART.split(said))


class Parts:
    """The article of a page, and what of it is shown."""

    def __init__(self, tree: Tree) -> None:
        self._sizes = _paragraphs(tree)
        self._all = self._sizes.get(tree.root, 0)
        self.main = self._main(tree)

    def is_frame(self, element: Element) -> bool:
        """Say whether an element is never shown, hidden, or no part of the article."""
        if element.name in _NEVER or _is_hidden(element):
            return True
        framing = (
            element.name in _FRAME
            or element.attributes.get("role", "").lower() in _ROLES
            or _is_called(element, _FRAMING)
        )
        return framing and not self._is_most(element)

    def _is_most(self, element: Element) -> bool:
        if element.name in ("html", "body", "main") or element is self.main:
            return True
        return 0 < _MOST_OF_IT * self._all <= self._sizes.get(element, 0)

    def _main(self, tree: Tree) -> Element:
        """Return the one element that is marked as the article, or the whole page."""
        found = tree.root
        for is_one in (_is_main, _is_article):
            marked = [e for e in found.descendants() if is_one(e)]
            least = _MOST_OF_IT * self._sizes.get(found, 0)
            whole = [e for e in marked if self._sizes.get(e, 0) >= least]
            if marked and whole:
                found = whole[0]
        return found


def _is_main(element: Element) -> bool:
    return element.name == "main" or element.attributes.get("role") == "main"


def _is_article(element: Element) -> bool:
    return element.name == "article" or element.attributes.get("itemprop") in (
        "articleBody",
        "mainEntityOfPage",
    )


def _is_hidden(element: Element) -> bool:
    given = element.attributes
    if not given:
        return False
    return (
        ("hidden" in given and given["hidden"] != "until-found")
        or given.get("aria-hidden", "").lower() == "true"
        or _HIDING.search(given.get("style", "")) is not None
    )


def called(element: Element) -> Iterator[str]:
    """Yield the id and the classes of an element, in small letters."""
    yield element.attributes.get("id", "").lower()
    yield from element.attributes.get("class", "").lower().split()[:20]


def is_others(element: Element) -> bool:
    """Say whether an element is about other pages, or by readers."""
    return element.name == "nav" or _is_called(element, _OTHERS)


def _is_called(element: Element, words: re.Pattern[str]) -> bool:
    if not element.attributes or element.name in ("html", "body", "article", "main"):
        return False
    return any(words.fullmatch(name[:80]) for name in called(element) if name)


def _paragraphs(tree: Tree) -> dict[Element, int]:
    """Return how many characters in paragraphs each element has, where it has any."""
    sizes: dict[Element, int] = {}
    for element in reversed(list(tree.root.descendants())):
        size = sizes.get(element, 0)
        if element.name in _PLAIN_BLOCKS:
            size += sum(c.end - c.start for c in element.children if type(c) is Run)
        if size and element.parent is not None:
            sizes[element] = size
            sizes[element.parent] = sizes.get(element.parent, 0) + size
    return sizes
