"""Links in the ``<head>`` of a finished page: what is there, and the page with ours among them.

The text of a page is its bytes read as Latin-1: all that matters here is ASCII. Nothing but our links is changed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence

from msgspec import Struct

from mkdocs_reciprocity.core.references import unescape

MARK = "data-reciprocity"
"""The attribute that says that a link is ours, to be taken out or replaced by a later run."""

_ATTRIBUTES = r"""(?:[\s/]++|[^\s"'<>/=]++(?:\s*+=\s*+(?:"[^"]*+"|'[^']*+'|[^\s"'<>]++))?+)*+"""
_PIECE = re.compile(
    rf"""(?aix) \s*+ (?:
      (?P<comment> <!--(?:-?>|[^-]*+(?:-(?!-!?>)[^-]*+)*+--!?>) | <[!?](?!--)(?P<other>[^>]*+)> )
    | <(?P<name>/?[a-z][^\s/>"'<]*+)(?P<attributes>{_ATTRIBUTES})>
    )"""
)
"""What can follow in a head: a comment, a declaration or a tag, with the white space before it. A tag with a stray
quote, of which it is easy to miss the end, is none of them.
"""

_ATTRIBUTE = re.compile(r"""(?a)([^\s"'<>/=]++)(?:\s*+=\s*+(?:"([^"]*+)"|'([^']*+)'|([^\s"'<>]++)))?""")
_END = re.compile(rf"(?ai)(?=[\s/>]){_ATTRIBUTES}>")
_SCRIPT = re.compile(r"(?ai)(?P<opens><!--(?!-?>))|(?P<closes>-->)|<(?P<end>/?)script(?=[\s/>])")
_ALLOWED = frozenset("base basefont bgsound head html link meta noframes noscript script style title".split())
_ENDS = frozenset("/body /br /head /html".split())
_RAW = frozenset("noframes noscript script style title".split())
_OF_A_PAGE = frozenset("body frameset head html title".split())
_SPACES = " \t\n\r\f\v"  # not those that may be half of a letter
_BOM = "\xef\xbb\xbf"  # as Latin-1
_DOCTYPE = re.compile(r"(?ai)\s*doctype\s+html")
_XML = re.compile(r"(?ai)xml\s|doctype\s.*xhtml", re.S)
_STYLED = re.compile(r"""\sclass=(?:"[^"]*\breciprocity\b|'[^']*\breciprocity\b|reciprocity\b)""", re.I)

_REFRESH = re.compile(r"""\s*+[0-4]?(?:\.\d*+)?+\s*+[;,]\s*+(?:url\s*+=\s*+)?["']?([^"']+)""", re.I)

_ESCAPES = str.maketrans({"&": "&amp;", **{char: f"&#{ord(char)};" for char in "<>\"'{}"}})

Attributes = Mapping[str, str]


class Found(Struct, frozen=True):
    """A ``<link>``: its attributes, and where it stands in the text."""

    attributes: Attributes
    start: int
    end: int


class Head(Struct, frozen=True):
    """The links of a head, where it ends, and the ``href`` of its ``<base>``; empty if there is none.

    ``sent_to`` is the address to which it sends visitors at once; None if it does not. ``is_xml``: it may be read as
    XML.
    """

    links: tuple[Found, ...]
    end: int
    base: str = ""
    sent_to: str | None = None
    is_xml: bool = False


def read(text: str) -> Head | None:
    """The head of a page, whose tags HTML allows to leave out. None if the text is no page, or its head has no end."""
    links: list[Found] = []
    at, base, sent_to, is_page, is_xml = len(_BOM) if text.startswith(_BOM) else 0, "", None, False, False
    while piece := _PIECE.match(text, at):
        name, other = (piece["name"] or "").lower(), piece["other"] or ""
        is_page = is_page or name in _OF_A_PAGE or _DOCTYPE.match(other) is not None
        is_xml = is_xml or _XML.match(other) is not None
        if _DOCTYPE.match(other) and "[" in other:  # only XML knows where such a declaration ends
            return None
        if name in _ENDS or (name and name[0] != "/" and name not in _ALLOWED):
            break
        said = _attributes(piece)
        if name in _RAW and is_xml and piece["attributes"].endswith("/"):  # XML ends the element here, HTML does not
            break
        after = _behind(text, piece.end(), name) if name in _RAW else piece.end()
        if after is None:
            return None
        if name == "link":
            links.append(Found(said, piece.start("name") - 1, after))
        elif name == "base" and not base:
            base = said.get("href", "")
        elif name == "meta" and sent_to is None:
            sent_to = _sent_to(said)
        is_xml = is_xml or (name == "html" and "xmlns" in said)
        at = after
    end = piece.start("name") - 1 if piece else len(text) - len(text[at:].lstrip(_SPACES))
    return Head(tuple(links), end, base, sent_to, is_xml) if is_page else None


def _attributes(piece: re.Match[str]) -> dict[str, str]:
    """The attributes of a tag in bytes that were read as Latin-1. Nearly all pages are in UTF-8."""
    return attributes_of((piece["attributes"] or "").encode("latin-1").decode("utf-8", "replace"))


def _behind(text: str, at: int, name: str) -> int | None:
    """The place behind the end tag of an element in which there are no tags; None if there is none."""
    begins = _end_of_script(text, at) if name == "script" else re.compile(rf"(?ai)</{name}(?=[\s/>])").search(text, at)
    ends = _END.match(text, begins.end()) if begins else None
    return ends.end() if ends else None


def _end_of_script(text: str, at: int) -> re.Match[str] | None:
    """Where a script ends: not at the end of one that is written within a comment in it (HTML, section 13.2.5.17)."""
    is_comment = is_inside = False
    for found in _SCRIPT.finditer(text, at):
        if found["opens"]:
            is_comment = True
        elif found["closes"]:
            is_comment = is_inside = False
        elif not found["end"]:
            is_inside = is_comment
        elif not is_inside:
            return found
        else:
            is_inside = False
    return None


def _sent_to(meta: Attributes) -> str | None:
    """Where a ``<meta>`` sends visitors within a few seconds."""
    found = _REFRESH.match(meta.get("content", "")) if meta.get("http-equiv", "").lower() == "refresh" else None
    return found[1].strip() if found else None


def attributes_of(text: str) -> dict[str, str]:
    """The attributes of a tag by name in small letters. The first of each name counts."""
    found: dict[str, str] = {}
    for name, *values in _ATTRIBUTE.findall(text):
        found.setdefault(name.lower(), unescape("".join(values)))
    return found


def needs_style(text: str) -> bool:
    """Whether something in the page is ours, and looks right only with our stylesheet."""
    return "reciprocity" in text and _STYLED.search(text) is not None


def with_links(text: str, head: Head, wanted: str, key: Callable[[str], str]) -> str:
    """The page with these links at the end of its head, and no other ones of ours; those that it has stay as they are.

    Args:
        text: the page.
        head: its head.
        wanted: the links, as HTML.
        key: is the same for all spellings of an address that stands in this page.
    """
    ours = [link for link in head.links if MARK in link.attributes]
    theirs = [link.attributes for link in head.links if MARK not in link.attributes]
    added = [link for link in _links(wanted) if not any(_is_same(link, other, key) for other in theirs)]
    if [_bare(link.attributes) for link in ours] == added:
        return text
    written = [_written(link, head) for link in added]
    new_line = "\r\n" if "\r\n" in text[: head.end] else "\n"
    return _without(text[: head.end], ours) + "".join(f"{link}{new_line}" for link in written) + text[head.end :]


def _links(wanted: str) -> Iterator[dict[str, str]]:
    return (attributes_of(piece["attributes"]) for piece in _PIECE.finditer(wanted))


def _bare(attributes: Attributes) -> dict[str, str]:
    return {name: value for name, value in attributes.items() if name != MARK}


def _is_same(link: Attributes, other: Attributes, key: Callable[[str], str]) -> bool:
    """Whether two links say the same of one address."""
    rels = [{*one.get("rel", "").lower().split()} for one in (link, other)]
    return bool(rels[0] & rels[1]) and key(link.get("href", "")) == key(other.get("href", ""))


def _written(link: Attributes, head: Head) -> str:
    """A link as HTML in ASCII, which is the same in nearly all encodings."""
    end = " />" if head.is_xml else ">"
    said = "".join(f' {name}="{_escaped(value)}"' for name, value in {MARK: "", **link}.items())
    return f"<link{said}{end}".encode("ascii", "xmlcharrefreplace").decode("ascii")


def _escaped(value: str) -> str:
    return value.translate(_ESCAPES)


def _without(text: str, links: Sequence[Found]) -> str:
    """The text without these links, and without the line end that was put behind each."""
    for link in reversed(links):
        rest = text[link.end :]
        cut = 2 if rest.startswith("\r\n") else 1 if rest.startswith("\n") else 0
        text = text[: link.start] + rest[cut:]
    return text
