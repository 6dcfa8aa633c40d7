"""What of an own page visitors see: what the finished page does not show is not used.

A password, an audience, a template that leaves the content out: whatever hides something, the finished HTML tells.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from mkdocs_reciprocity.core import url as urls
from mkdocs_reciprocity.core.links import Anchor, anchors, concealing, in_small_letters
from mkdocs_reciprocity.core.model import Link, OwnPage
from mkdocs_reciprocity.core.own_page.reader import is_recommended
from mkdocs_reciprocity.core.own_page.unlisted import is_for_nobody
from mkdocs_reciprocity.core.url import Url, UrlKey

_MARKERS = re.compile(r"(?:<p>\s*+)?<!--[^<>]*+(?<=--)>(?:\s*+</p>)?")
_BEGINNING = 40  # characters
_AROUND = re.compile(rb"<(?!(?:img|input|link|meta)\b)(dialog(?=>)|[a-z][a-z0-9-]*(?=\s))")
_WITHOUT_LINKS = re.compile(rb"<(iframe|noscript|script|style|template|textarea|title)")
"""Elements in which nothing is a link that browsers show, whatever stands there."""
_HALF, _SOME = 2, 10  # parts of a text
_NO_TEXT = "h1, h2, h3, h4, h5, h6, script, style, template"  # headings stand in tables of contents too


class Stages(Struct, frozen=True):
    """The HTML of a page at three stages: the content as it was made, as the template got it, and the finished page."""

    made: str
    rendered: str
    finished: str


def as_shown(page: OwnPage, stages: Stages, base: Callable[[], str]) -> OwnPage:
    """The page with only what is shown of it.

    Args:
        page: as it was read from the first stage.
        stages: its HTML.
        base: gives its absolute URL; empty if the site's is not known. It is seldom called.

    A link is shown if it is both in the content that the template got and in the finished page; it has the words that
    it has there. The title counts as shown if the content is. A page shows nothing that asks not to be listed (robots:
    noindex), or sends visitors elsewhere at once.
    """
    if is_for_nobody(stages.finished):
        return OwnPage(path=page.path, date=page.date, posted=page.posted)
    if _holds(stages.finished, stages.made) or _is_filled(stages):  # nearly always
        return page
    links, others = page.links, page.unrecommended
    if links or others:
        links, others = _left(page, stages, base())
    return replace(
        page,
        title=page.title if page.title and _is_shown(stages) else "",
        links=links,
        unrecommended=others,
        digest=page.digest if links or others else "",
    )


def still_shown(page: OwnPage, finished: str, base: str) -> OwnPage:
    """The page with only what is left in other HTML that was written instead of the finished page."""
    if not finished or is_for_nobody(finished):
        return OwnPage(path=page.path, date=page.date, posted=page.posted)
    links, others = _left(page, Stages("", finished, finished), base)
    digest, title = (page.digest, page.title) if links or others else ("", "")
    return replace(page, title=title, links=links, unrecommended=others, digest=digest)


def place_of(part: str, text: str, after: int = 0) -> int:
    """The same as ``text.find(part, after)``, but ten times as fast if the part is long."""
    beginning = part[:_BEGINNING]
    start = text.find(beginning, after)
    while start >= 0 and not text.startswith(part, start):
        start = text.find(beginning, start + 1)
    return start


def _holds(text: str, part: str) -> bool:
    start = _shown_at(text, part)
    return start >= 0 and not _may_be_hidden(text, start)


def _shown_at(text: str, part: str, after: int = 0, since: int = 0) -> int:
    """Where the part stands in the text, but -1 if it is in a comment. No comment is around the place ``since``."""
    start = place_of(part, text, after)
    since = max(0, since - 3)  # a comment may begin across it
    return start if start >= 0 and text.rfind("<!--", since, start) <= text.rfind("-->", since, start) else -1


def _may_be_hidden(html: str, place: int) -> bool:
    """Whether an element that is open at this place may not be shown, and so what stands there neither."""
    before = in_small_letters(html[:place])
    for name in {*_WITHOUT_LINKS.findall(before)}:
        if before.find(b"</%b" % name, before.rfind(b"<%b" % name)) < 0:
            return True
    return _is_any_open(before, _tags_around(before, sorted(concealing(before))))


def _tags_around(html: bytes, places: Iterable[int]) -> dict[int, bytes]:
    """The names of the tags in which something stands at these places, which are in order, by where they begin."""
    found, start, since = {}, -1, 0
    for at in places:
        start, since = max(start, html.rfind(b"<", since, at + 1)), at
        if start >= 0 and start not in found and (tag := _AROUND.match(html, start)):
            found[start] = tag[1]
    return found


def _is_any_open(html: bytes, tags: Mapping[int, bytes]) -> bool:
    """Whether one of the elements that these tags begin, each given by its place and name, is not closed at the end."""
    for name in {*tags.values()}:
        left = 0
        for tag in reversed([*re.finditer(rb"<(/?)%b(?![a-z0-9-])" % name, html)]):
            left += -1 if tag[1] else 1
            if left > 0 and tag.start() in tags:
                return True
    return False


def _is_filled(stages: Stages) -> bool:
    """Whether all that became of the content is that something was put in the place of comments, as markers are."""
    pieces = _MARKERS.split(stages.made)
    if len(pieces) == 1 or not any(map(str.strip, pieces)) or not _holds(stages.finished, stages.rendered):
        return False
    start = end = 0
    for piece in pieces:
        start = _shown_at(stages.rendered, piece, end, start)
        if start < 0:
            return False
        end = start + len(piece)
    return True


def _left(page: OwnPage, stages: Stages, base: str) -> tuple[tuple[Link, ...], tuple[Url, ...]]:
    """The links that are left, and of those, apart, the ones that are no recommendation."""
    rendered, finished = _by_place(stages.rendered, base), _by_place(stages.finished, base)
    links = []
    for link in page.links:
        place = _place(link.url)
        words = [anchor.text for anchor in finished.get(place, ()) if is_recommended(anchor) and not anchor.concealed]
        if words and place in rendered:
            there = [link.text, *(anchor.text for anchor in rendered[place])]
            links.append(Link(link.url, next((text for text in there if _is_among(text, words)), "")))
    there_too = rendered.keys() & finished.keys()
    return tuple(links), tuple(url for url in page.unrecommended if _place(url) in there_too)


def _is_among(text: str, words: Sequence[str]) -> bool:
    """Whether a link has these words. Something may follow them, such as an arrow that another plugin has added."""
    if text in words:
        return True
    return bool(text) and any(word.startswith(text) and not word[len(text)].isalnum() for word in words)


def _place(url: Url) -> tuple[UrlKey, str, bool]:
    """The part of an address that stays the same if a plugin makes it ``https``, or adds a tracking parameter."""
    return urls.key(url), url.partition("#")[2], urls.has_user_info(url)


def _by_place(html: str, base: str) -> dict[tuple[UrlKey, str, bool], list[Anchor]]:
    found: dict[tuple[UrlKey, str, bool], list[Anchor]] = {}
    for anchor in anchors(html):
        if (url := urls.linked(base, anchor.href)) is not None:
            found.setdefault(_place(url), []).append(anchor)
    return found


def _is_shown(stages: Stages) -> bool:
    """Whether the finished page has at least half of the content's text. If it has the heading, a tenth is enough."""
    made, rendered, finished = (_Text(html) for html in (stages.made, stages.rendered, stages.finished))
    titled = bool(made.titles & rendered.titles & finished.titles)
    if not made.pieces:
        return titled
    left = _length(made.pieces & rendered.pieces & finished.pieces)
    return left * (_SOME if titled else _HALF) >= _length(made.pieces)


class _Text:
    """The titles (``<h1>``) of some HTML, and its pieces of text, without headings."""

    def __init__(self, html: str) -> None:
        from selectolax.lexbor import LexborHTMLParser  # noqa: PLC0415 - the same

        from mkdocs_reciprocity.core import concealed  # noqa: PLC0415 - the same

        tree = LexborHTMLParser(html)
        for node in [*concealed.nodes(tree)]:
            node.decompose()
        self.titles = {_folded(node.text()) for node in tree.css("h1")}
        for node in tree.css(_NO_TEXT):
            node.decompose()
        nodes = tree.root.traverse(include_text=True) if tree.root else ()
        texts = (_folded(node.text(deep=False)) for node in nodes if node.tag == "-text")
        self.pieces = {text for text in texts if text}


def _folded(text: str) -> str:
    return " ".join(text.split())


def _length(texts: Iterable[str]) -> int:
    return sum(map(len, texts))
