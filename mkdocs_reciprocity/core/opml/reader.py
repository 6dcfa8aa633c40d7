"""The bytes of an OPML file, as feed readers export their subscriptions -> peers (OPML 2.0, http://opml.org/spec2.opml).

Names of attributes may be in any case. Folders and categories become tags. Entities that the document declares are not
expanded, and other documents are not included.
"""

from __future__ import annotations

import re
from html.entities import html5
from xml.parsers import expat

from msgspec import Struct

from mkdocs_reciprocity.core import lines
from mkdocs_reciprocity.core import url as urls
from mkdocs_reciprocity.core.feeds.encoding import text_of
from mkdocs_reciprocity.core.log.address_advice import advice
from mkdocs_reciprocity.core.log_keys import ABOUT
from mkdocs_reciprocity.core.model import Peer
from mkdocs_reciprocity.core.opml import attributes, slips
from mkdocs_reciprocity.core.opml.peers import MOST_TAGS, Outline, peers_of
from mkdocs_reciprocity.core.problem import Level, Parsed, Problem, Where, quoted
from mkdocs_reciprocity.core.url import Url

DEEPEST = 50
"""How deep folders may be nested. No feed reader writes more."""

_NAME_ONE = "name a file that a feed reader exported"
_REFERENCE = re.compile(r"&(?:(#[0-9]{1,7};|#x[0-9a-fA-F]{1,6};|(?:amp|lt|gt|quot|apos);)|([A-Za-z0-9]{2,31};))?")
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_NOWHERE = frozenset(("none", "null", "undefined", "http://", "https://", "#"))
"""What programs write where they know no address."""
_PROGRAM = re.compile(r"(?:exec|file|query):", re.I)
"""How Newsboat begins what only the reader's own machine can answer."""
_FILTERED = re.compile(r"\Afilter:[^\s]*?:(?=https?://)", re.I)
"""What it writes before a feed that a program of its owner's changes."""
_FEED_SCHEME = re.compile(r"feed:(?://)?(?=https?:)|feed(?=://)", re.I)


class _Refused(Exception):
    """Reading ends here: the document, or the rest of it, is not read. The message says why."""


class _Begun(Struct, frozen=True):
    """An open outline that has no address and, so far, nothing in it. If an outline follows inside, it is a folder.

    ``lacks`` is the message if nothing follows. ``typed``: by its type, it is a feed or another file.
    """

    line: int
    typed: bool
    lacks: str


def parse(body: bytes, file: str, *, private: bool = False) -> Parsed[tuple[Peer, ...]]:
    """Reads one file. It raises nothing: what cannot be read is a problem, and what stands above it is read.

    A peer's id is made from the name; if two have the same name, their hosts are added. Outlines with the same
    ``htmlUrl``, or the same feed, are one peer.

    Args:
        body: the file as it is on disk, in any encoding that XML may be in.
        file: its name for the problems.
        private: whether all peers in this file are private.
    """
    text = text_of(body)
    cut = len(body) - len(body.lstrip(b"\xef\xbb\xbf\0 \t\r\n"))
    reader = _Reader(file, body[:cut].count(b"\n"), private=private)
    reader.read(_NOT_XML.sub("", _REFERENCE.sub(_reference, _from_the_root(text))))
    if reader.broken:
        reader = reader.mended(_NOT_XML.sub("", text)) or reader
    return Parsed(tuple(peers_of(reader.outlines, file, private=private)), tuple(reader.problems))


def _from_the_root(text: str) -> str:
    """The text without what stands before the root: declarations, instructions, warnings of a server. Lines stay.

    A document type stays too, because it may declare entities. In a page of HTML the root is only quoted.
    """
    root = text.find("<opml")
    before = text[: max(root, 0)]
    if "<!DOCTYPE" in before or "<html" in before.lower():
        return text
    return "\n" * before.count("\n") + text[len(before) :]


def _reference(match: re.Match[str]) -> str:
    """References of XML stay. HTML's become numbers. An ampersand that begins no reference becomes ``&amp;``."""
    if match[1]:
        return match[0]
    if match[2] in html5:
        return "".join(f"&#{ord(char)};" for char in html5[match[2]])
    return f"&amp;{match[2] or ''}"


class _Reader:
    """Collects the outlines of one document. ``above`` is the number of lines that were cut off before it."""

    def __init__(self, file: str, above: int, *, private: bool) -> None:
        self.file = file
        self.above = above
        self.private = private
        self.problems: list[Problem] = []
        self.outlines: list[Outline] = []
        self.folders: list[str] = []
        self.begun: list[_Begun | None] = []  # the open outlines; None for those with an address, or something in them
        self.broken, self.fault = 0, ""  # the line where the document stops being XML, and the parser's message
        self.ended = 0  # outlines that count as closed, though their end tag may still come
        self.at = 0  # the line that is being read, if it is not the parser that reads
        self.depth = 0
        self.parser = expat.ParserCreate("utf-8")
        self.parser.StartElementHandler = self.start
        self.parser.EndElementHandler = self.end
        self.parser.EntityDeclHandler = self.declared

    def read(self, text: str) -> None:
        if not text:
            self.problem(0, "is empty; export the subscriptions of your feed reader as OPML again")
            return
        try:
            self.parser.Parse(text.encode(), True)
        except expat.ExpatError as error:
            self.broken, self.fault = self.above + error.lineno, expat.ErrorString(error.code)
            rest = "what stands above is read, all else is not: mend it here, or export the file again"
            broken = f"this is no well-formed XML ({self.fault}); {rest}"
            self.problem(self.broken, broken if self.depth else f"this is no OPML; {_NAME_ONE}")
        except _Refused as refused:
            self.problem(self.line(), str(refused))

    def mended(self, text: str) -> _Reader | None:
        """Reads the same document again, outline by outline. Returns the reader that did so, or None if it found no
        blog.
        """
        other = _Reader(self.file, self.above, private=self.private)
        other.depth = 1
        unread = []
        try:
            for tag in slips.tags(text):
                other.at = self.above + tag.line
                unread += [other.at] * (not other.takes(tag))
        except _Refused as refused:
            other.problem(other.at, str(refused))
        for line in sorted({*unread} - {self.broken}):
            other.problem(line, "an outline here cannot be read; mend it")
        is_lost = self.broken in unread
        what = "an outline here cannot be read; mend it" if is_lost else "each outline was read by itself"
        message = f"this is no well-formed XML ({self.fault}); {what}, or export the file again"
        other.problem(self.broken, message, mistake=is_lost)
        return other if other.outlines else None

    def takes(self, tag: slips.Tag) -> bool:
        """Reads a tag of an outline. Returns whether that went well: without an address, it may have lost one."""
        read, known = True, len(self.outlines)
        if tag.starts:
            self.start("outline", tag.attributes)
            if not tag.whole and self.begun[-1]:
                self.begun[-1], read = None, False
        a_blog = len(self.outlines) > known  # it ends here, because many are never closed
        if a_blog or (tag.ends and self.folders and not self.ended):
            self.end("outline")
        self.ended = max(0, self.ended + (a_blog and not tag.ends) - (tag.ends and not tag.starts))
        return read

    def line(self) -> int:
        return self.at or self.above + self.parser.CurrentLineNumber

    def problem(self, line: int, message: str, *, mistake: bool = True, about: str = "", private: bool = False) -> None:
        """Notes a problem. A message without a quotation says nothing private."""
        hidden = private or (self.private and '"' in message)
        level: Level = "error" if mistake else "info"
        self.problems.append(Problem(Where(self.file, line), message, level, hidden, about))

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self.depth += 1
        if self.depth == 1 and name.lower() != "opml":
            raise _Refused(f"is no OPML: it begins with {quoted(f'<{name}>')}; {_NAME_ONE}")
        if name.lower() == "outline":
            if len(self.folders) == DEEPEST:
                raise _Refused(f"outlines stand more than {DEEPEST} deep here; all below is not read")
            self.outline({key.lower(): value.strip() for key, value in attributes.items()})

    def end(self, name: str) -> None:
        self.depth -= 1
        if name.lower() == "outline":
            folder, begun = self.folders.pop(), self.begun.pop()
            if begun:
                message = f"the outline {quoted(folder)} {begun.lacks}; add the address, or take it out"
                self.problem(begun.line, message, mistake=begun.typed)

    def declared(self, name: str, *_: object) -> None:
        raise _Refused(f"declares the entity {quoted(name)}; write what it stands for where it is used")

    def outline(self, said: dict[str, str]) -> None:
        """Reads an outline: a blog if it has an address; else a folder, or nothing."""
        name = attributes.name_in(said)
        known = len(self.problems)
        feed = self.address(name, "xmlUrl", said)
        home = self.address(name, "htmlUrl", said)
        if not attributes.is_another_file(said):
            if feed is None and attributes.is_feed(said):
                feed = self.address(name, "url", said)
            elif home is None:
                home = self.address(name, "url", said)
        if address := home or feed:
            folders = dict.fromkeys((*self.folders, *attributes.categories(said)))
            tags = tuple(tag for tag in folders if tag and tag != name)[:MOST_TAGS]  # Thunderbird has a folder for each
            faulty = len(self.problems) > known
            name, about = name or urls.readable(address), lines.line(said.get("description", ""), ABOUT)
            self.outlines.append(Outline(name, home, feed, tags, self.line(), faulty, about))
        if self.begun:
            self.begun[-1] = None
        lacking = not address and len(self.problems) == known and not attributes.is_of_the_program(said)
        typed = attributes.is_feed(said) or attributes.is_another_file(said)
        self.begun.append(_Begun(self.line(), typed, attributes.lack(said)) if lacking else None)
        self.folders.append("" if address else name)

    def address(self, name: str, attribute: str, said: dict[str, str]) -> Url | None:
        text = said.get(attribute.lower(), "")
        if not text or text.lower() in _NOWHERE:
            return None
        if _PROGRAM.match(text):
            message = f"the outline {quoted(name)}: {quoted(text)} is known to its feed reader only, and left out"
            self.problem(self.line(), message, mistake=False, private=True)
            return None
        text = _FILTERED.sub("", text, count=1)
        url = urls.parse(_FEED_SCHEME.sub(lambda match: "https" if match[0][-1] in "dD" else "", text, count=1))
        if url is not None and not urls.has_user_info(url):
            return url
        wrong = "names a user before the host; leave that out" if url else f"is no URL; {advice(text)}"
        message = f"the outline {quoted(name)}: `{attribute}` {quoted(text)} {wrong}"
        may_hold_a_key = "?" in text or "@" in text
        self.problem(self.line(), message, about=" ".join(said.values()), private=may_hold_a_key)
        return None
