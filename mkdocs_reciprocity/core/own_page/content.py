"""What of a finished page its author wrote: not the menu, the footer, our parts, nor what belongs to other pages.

An entry is what microformats, microdata or HTML (``<article>``) mark as one. An entry whose own link leads to another
page of the site is an excerpt of that page, as lists of posts have them, and counts there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING

from mkdocs_reciprocity.core.concealed import hides
from mkdocs_reciprocity.core.own_page.ancestry import ancestors, classes, ids, is_inside, outermost

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser, LexborNode

_NEVER = (
    "script, style, template, .reciprocity, a[rel~=edit], .md-content__button, .md-source-file, .headerlink, "
    "#comments, .comments, #webmentions, .webmentions, .u-comment, .p-comment, .h-cite.u-like, .h-cite.u-repost, "
    ".h-cite.u-mention, .sharedaddy"
)
"""Our parts; buttons of Material's and marks that lead to headings; what visitors wrote."""

_ENTRIES = ".h-entry, .hentry, article, [itemtype$='schema.org/BlogPosting'], [itemtype$='schema.org/Article']"
_TOLD = ".h-entry, .hentry, [itemtype]"
_OWN_LINK = "a.u-url[href], a[rel~=bookmark][href], a[itemprop=url][href]"
_MORE = "a.entry-link[href], a.more-link[href], a.post-link[href], a.read-more[href], a.readmore[href]"
"""The link to all of an excerpt, as themes call it."""

_WHOLE = frozenset(("html", "body"))
"""What no name of a class takes out: themes give these classes that tell how the page looks."""

_HEADINGS = "h1, h2, h3, h4, h5, h6"
_BODY = ".e-content, .entry-content, [itemprop~=articleBody]"
_PROPERTIES = [
    f".u-{name}"
    for name in (
        "bookmark-of follow-of in-reply-to like-of listen-of mention-of quotation-of read-of repost-of translation-of "
        "watch-of"
    ).split()
]
_ABOUT = ", ".join([f"a{name}, {name}.h-cite a" for name in _PROPERTIES])
"""The links to what an entry of microformats answers, passes on, likes and so on."""

_CHROME = "nav, [role=navigation], footer, form, .md-sidebar"
_CHROME_OF_MAIN = f"{_CHROME}, aside"
_CHROME_OF_BODY = (
    f"{_CHROME_OF_MAIN}, header, [role=banner], [role=contentinfo], [role=complementary], [role=search], .sidebar, "
    "#sidebar"
)
_KEPT = "blockquote, [class*=footnote], [role=doc-endnotes]"
"""Footers and asides that are of the text: who is quoted, and notes."""

_PLACES = ((".md-content", _CHROME), ("main", _CHROME_OF_MAIN), ("[role=main]", _CHROME_OF_MAIN))

_DEEPEST = 10  # entries in entries
_MOST_OWN_LINKS = 50

IsElsewhere = Callable[[str], bool]
"""Whether an ``href`` leads to another page of this site."""


class Content:
    """The content of a page.

    ``entry`` is the element that has its title and date: the entry, or all that is not taken for somebody else's.
    ``is_shown``: browsers show some of the content.
    """

    def __init__(self, tree: LexborHTMLParser, elsewhere: IsElsewhere) -> None:
        _drop(node for node in tree.css(_NEVER) if node.tag not in _WHOLE)
        entries = [_Entry(node) for node in _not_too_deep(tree.css(_ENTRIES))]
        _drop(entry.node for entry in entries if elsewhere(entry.own_link()))
        left = outermost(tree.css(_ENTRIES))
        self._parts: list[LexborNode] = []
        self._chrome = ""
        self.entry = self._of_entries(tree, left) if left else self._of_place(tree)
        self._parts = [part for part in self._parts if not any(map(hides, ancestors(part)))]
        self.is_shown = not all(map(hides, self._parts))

    def take(self) -> tuple[str, list[str]]:
        """It as HTML, and the ``href`` of each link in it. What surrounds it is dropped, so this is asked last."""
        if self._chrome:
            for part in self._parts:
                _drop(_chrome(part, self._chrome))
        hrefs = [node.attributes.get("href") or "" for part in self._parts for node in part.css("a[href]")]
        return "\n".join(part.html or "" for part in self._parts), hrefs

    def _of_entries(self, tree: LexborHTMLParser, entries: list[LexborNode]) -> LexborNode:
        bodies = [node for entry in entries for node in outermost(entry.css(_BODY)) if not _is_cited(node)]
        if bodies:
            about, inside = [node for entry in entries for node in entry.css(_ABOUT)], ids(bodies)
            self._parts = [*(node for node in about if not is_inside(node, inside)), *bodies]
        elif all(node.tag == "article" and not node.css_matches(_TOLD) for node in entries) and _are_few(tree, entries):
            return self._of_place(tree)
        else:
            self._parts, self._chrome = entries, _CHROME
        # Material has the date of a post beside the article.
        return next((above for above in ancestors(entries[0]) if "md-content" in classes(above)), entries[0])

    def _of_place(self, tree: LexborHTMLParser) -> LexborNode:
        found = _place(tree)
        node, self._chrome = found or (tree.body or tree.root, _CHROME_OF_BODY)  # with frames, there is no body
        assert node is not None  # noqa: S101 - lexbor makes an element for every page
        self._parts = [node]
        return node


def _place(tree: LexborHTMLParser) -> tuple[LexborNode, str] | None:
    """The part of the page that its theme has for content, and what may surround it there."""
    return next(((node, chrome) for selector, chrome in _PLACES if (node := tree.css_first(selector))), None)


def _are_few(tree: LexborHTMLParser, articles: list[LexborNode]) -> bool:
    """Whether the articles are but a small part of the content, as cards in it are."""
    found = _place(tree)
    if found is None:
        return False
    (whole, chrome), inside = found, ids(articles)
    beside = sum(_length(node) for node in outermost(whole.css(chrome)) if not is_inside(node, inside))
    return 2 * sum(map(_length, articles)) < _length(whole) - beside


def _length(node: LexborNode) -> int:
    return len("".join(node.text().split()))


class _Entry:
    """An entry, and the link by which it says where it is."""

    def __init__(self, node: LexborNode) -> None:
        self.node = node

    def own_link(self) -> str:
        """Its ``href``; empty if there is none."""
        heading = self._first(_HEADINGS)
        said = self._first(_OWN_LINK) or (heading and _link_of(heading)) or self._first(_MORE)
        return (said.attributes.get("href") or "") if said else ""

    def _first(self, selector: str) -> LexborNode | None:
        return next(filter(self._is_own, self.node.css(selector)[:_MOST_OWN_LINKS]), None)

    def _is_own(self, node: LexborNode) -> bool:
        """Whether the node is not of another entry, person or quotation inside of this one."""
        for above in ancestors(node):
            if above.mem_id == self.node.mem_id:
                return True
            if {"h-entry", "hentry", "h-cite", "h-card"} & classes(above) or above.tag in {"article", "blockquote"}:
                return False
        return True  # pragma: no cover


def _link_of(heading: LexborNode) -> LexborNode | None:
    """The link that is all of the heading, or that it stands in."""
    around = next((node for node in ancestors(heading) if node.tag == "a"), None)
    inside = heading.css_first("a[href]")
    if inside and " ".join(inside.text().split()) == " ".join(heading.text().split()):
        return inside
    return around


def _is_cited(node: LexborNode) -> bool:
    return any("h-cite" in classes(above) for above in ancestors(node))


def _chrome(part: LexborNode, selector: str) -> list[LexborNode]:
    """What surrounds the content in this part of the page. Menus do so anywhere."""
    kept = ids(part.css(_KEPT))
    found = part.css(selector)
    return [node for node in found if node.tag == "nav" or not (node.mem_id in kept or is_inside(node, kept))]


def _not_too_deep(nodes: Iterable[LexborNode]) -> Iterator[LexborNode]:
    """Those that are not in many of the others, which come before them."""
    depths: dict[int, int] = {}
    for node in nodes:
        around = next((depths[above.mem_id] for above in ancestors(node) if above.mem_id in depths), 0)
        depths[node.mem_id] = around + 1
        if around < _DEEPEST:
            yield node


def _drop(nodes: Iterable[LexborNode]) -> None:
    for node in outermost(node for node in nodes if node.tag != "html"):  # those inside go with them
        node.decompose()
