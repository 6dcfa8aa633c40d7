"""Our pages as Markdown files, for generators that build a folder of Markdown and know no plugin of ours.

A heading is Markdown, so that it is in the table of contents. What stands between two headings is a block of HTML that
every reader of Markdown leaves as it is: it begins with an element that makes a block, no line of it is blank, and each
further line begins with a tag. So no text of somebody else's stands at the beginning of a line, where it could mean
something.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

from mkdocs_reciprocity.core.references import unescape
from mkdocs_reciprocity.publish.markup import no_pages, xml_text
from mkdocs_reciprocity.publish.renderer import HEADING

MARK = b"---\n# Made by `mkdocs-reciprocity generate`, which replaces it."
"""How each of these files begins."""

_TAG = re.compile(r"<!--.*?-->|<(/?)([a-zA-Z][\w-]*)((?:[^<>\"']|\"[^\"]*\"|'[^']*')*)>", re.S)
_VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())
_BLOCK = re.compile(r"<(?:div|section|article)[\s>]")
_WHITE = re.compile(r"\n(?!<)|[\r\t]")
_PUNCTUATION = re.compile(r"[!-/:-@\[-`{-~]")
_FEED = re.compile(r'\A(<div\b[^<>]*?) h-feed(?=[" ])')


def page(title: str, fragment: str, lower: int = 0, description: str = "") -> bytes:
    """The file of a page.

    Args:
        title: for the front matter.
        fragment: its content as HTML.
        lower: by how much its headings rank lower already; Markdown lowers them by itself.
        description: what it says of itself elsewhere.
    """
    head = (
        f"{MARK.decode()} `draft` keeps it out of feeds of posts; its text is no template.\n"
        f"title: {_front(title)}\ndescription: {_front(description)}\n"
        f"draft: true\nrender_macros: false\nreciprocity: false\n---\n"
    )
    return "\n".join((head, *_blocks(xml_text(fragment), lower))).encode()


def _front(text: str) -> str:
    """A text as it stands in front matter."""
    return msgspec.json.encode("".join(char for char in _in_one_line(text) if char.isprintable())).decode()


def _blocks(fragment: str, lower: int) -> Iterator[str]:
    """The blocks of Markdown, each with a line end."""
    open_: list[tuple[str, str]] = []  # the names and the tags of the elements around what comes
    at = 0
    for heading in HEADING.finditer(fragment):
        yield from _part(fragment[at : heading.start()], open_)
        level, id_, text = heading.groups()
        # Not every reader of Markdown lets a heading have an id; so links lead to the element before it.
        yield f'<div id="{id_}"></div>\n'
        yield f"{'#' * max(1, int(level) - lower)} {_text(text)}\n"
        at = heading.end()
    yield from _part(fragment[at:], open_)


def _part(between: str, open_: list[tuple[str, str]]) -> Iterator[str]:
    """What stands between two headings, with the elements around it. ``open_`` is then what is open behind it."""
    part = "".join(tag for _, tag in open_) + between.strip()
    for tag in _TAG.finditer(between):
        closes, name, rest = tag.groups()
        if name is None or name.lower() in _VOID or rest.endswith("/"):
            continue
        if not closes:
            open_.append((name.lower(), tag[0]))
        elif any(name.lower() == other for other, _ in open_):
            while open_.pop()[0] != name.lower():
                pass
    around = [*open_]
    while around and part.endswith(around[-1][1]):  # there is nothing in it before the heading
        part = part.removesuffix(around.pop()[1]).rstrip()
    if part:
        yield _kept(part + "".join(f"</{name}>" for name, _ in reversed(around)))


def _kept(part: str) -> str:
    """HTML in a form in which every reader of Markdown leaves it as it is."""
    part = _FEED.sub(r"\1", part)  # the entries stand in several parts, and a feed is one element
    if not _BLOCK.match(part):
        part = f"<div>{part}</div>"
    part = no_pages(part)
    return _WHITE.sub(lambda match: f"&#{ord(match[0])};", part) + "\n"


def _in_one_line(text: str) -> str:
    return " ".join(text.split())


def _text(heading: str) -> str:
    """The text of a heading, in which nothing means anything in Markdown."""
    plain = unescape(re.sub(r"<[^>]*>", "", heading))
    return _PUNCTUATION.sub(lambda match: f"&#{ord(match[0])};", _in_one_line(plain))
