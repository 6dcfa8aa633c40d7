"""The bytes of a log or peers file -> peers and interactions, typed, with a problem for all that is not right."""

from __future__ import annotations

import re

from mkdocs_reciprocity.model import Interaction, Log, Peer
from mkdocs_reciprocity.problem import Parsed, Problem, Where, did_you_mean, nearest, quoted
from mkdocs_reciprocity.sources import log_row, rows
from mkdocs_reciprocity.sources.fields import text_of
from mkdocs_reciprocity.sources.log_peer import broken_peer, entries, peer_of
from mkdocs_reciprocity.sources.log_row import Row, Rules
from mkdocs_reciprocity.sources.rows import Broken, Raw

__all__ = ["Rules", "parse"]

_WHERE_TO_PUT = "; a log has `peers:` and `interactions:`, and what belongs to a row is indented below it"
_LINE_BREAKS = str.maketrans({"\r": "\n", "\x85": " ", "\u2028": " ", "\u2029": " "})
_MARKER = re.compile(r"^(?:---|\.\.\.)(?=\s|\Z)[^\n]*", re.M)
_PREAMBLE = re.compile(r"(?:[ \t]*\n|[ \t]*#[^\n]*\n|%[^\n]*\n)*\Z")


def parse(body: bytes, file: str, rules: Rules, *, private: bool = False) -> Parsed[Log]:
    """Reads one file. Nothing is raised: what cannot be read is a problem, and all the rest is there.

    Args:
        body: the file as it is on disk: UTF-8 or UTF-16, any line ends, with or without a byte order mark.
        file: its name for the problems.
        rules: see `Rules`.
        private: whether all that stands in this file is private.
    """
    text, problems = _decoded(body, file)
    reader = _Reader(file, rules, problems, private=private)
    text = reader.one_document(text)
    for section in rows.sections(text):
        reader.section(section)
    return Parsed(Log(tuple(reader.peers), tuple(reader.interactions)), tuple(reader.problems))


def _decoded(body: bytes, file: str) -> tuple[str, list[Problem]]:
    encoding = "utf-16" if body[:2] in {b"\xff\xfe", b"\xfe\xff"} else "utf-8"
    body = body.removeprefix(b"\xef\xbb\xbf")
    try:
        return _with_our_line_breaks(body.decode(encoding)), []
    except UnicodeDecodeError as error:
        line = _with_our_line_breaks(body[: error.start].decode(encoding, "replace")).count("\n") + 1
        problem = Problem(Where(file, line), f"this is not {encoding.upper()}; save the file as UTF-8")
        return _with_our_line_breaks(body.decode(encoding, "replace")), [problem]


def _with_our_line_breaks(text: str) -> str:
    """Lines end as editors end them; what only YAML 1.1 takes for a line break is a space."""
    if "\r" in text:
        text = text.replace("\r\n", "\n")
    return text.translate(_LINE_BREAKS) if any(mark in text for mark in "\r\x85\u2028\u2029") else text


class _Reader:
    """Gathers what one file holds."""

    def __init__(self, file: str, rules: Rules, problems: list[Problem], *, private: bool) -> None:
        self.file = file
        self.rules = rules
        self.private = private
        self.problems = problems
        self.peers: list[Peer] = []
        self.interactions: list[Interaction] = []
        self.sections_seen: set[str] = set()

    def problem(self, line: int, message: str, *, private: bool) -> None:
        """Notes a problem. What quotes nothing says nothing private."""
        hidden = (private or self.private) and '"' in message
        self.problems.append(Problem(Where(self.file, line), message, private=hidden))

    def one_document(self, text: str) -> str:
        """The text without the lines where YAML documents begin and end; all but a first and a last are problems."""
        if not text.startswith(("---", "...")) and "\n---" not in text and "\n..." not in text:
            return text
        line, start, last = 1, 0, len(text.rstrip())
        kept = []
        for match in _MARKER.finditer(text):
            before = text[start : match.start()]
            line += before.count("\n")
            begins = match[0].startswith("---")
            first = begins and start == 0 and _PREAMBLE.match(before) is not None
            kept += [before, match[0][3:] if first else ""]
            start = match.end()
            if not first and (begins or start < last):
                what = "a second YAML document begins here" if begins else "the YAML document ends here"
                self.problem(line, f"{what}; take the line `{match[0][:3]}` out", private=False)
        return "".join([*kept, text[start:]])

    def section(self, section: rows.Section) -> None:
        name = section.name if section.name in rows.SECTIONS else nearest(section.name, rows.SECTIONS)
        if not section.name:
            self.headless(section)
        elif section.name != name and not section.goes_on:
            message = f"unknown key {quoted(section.name)}{did_you_mean(section.name, rows.SECTIONS)}"
            self.problem(section.line, message + _WHERE_TO_PUT, private=False)
        elif name in self.sections_seen and not section.goes_on:
            message = f"`{name}:` stands here a second time; put its entries below the first one"
            self.problem(section.line, message, private=False)
        if name is None or rows.is_empty(section):
            return
        self.sections_seen.add(name)
        if name == "peers":
            for id_, entry in entries(section):
                self.peer(id_, entry)
        else:
            for row in rows.rows(section):
                self.row(row)

    def headless(self, section: rows.Section) -> None:
        """What stands before the first key: comments, or rows that lack their key."""
        for number, line in enumerate(section.text.split("\n"), section.line):
            bare = line.strip()
            if bare and bare[0] not in "#%":
                message = "a log begins with `peers:` or `interactions:`; put that line before the first entry"
                self.problem(number, message, private=False)
                break
        else:
            return
        for row in rows.rows(rows.Section("interactions", "\n" + section.text, section.line - 1)):
            if isinstance(row, Raw) or row.faults[0].line != number:  # one problem a line is enough
                self.row(row)

    def broken(self, broken: Broken) -> None:
        for fault in broken.faults:
            self.problem(fault.line, fault.message, private=not log_row.text_is_public(broken.text, self.rules))

    def peer(self, name: str, entry: Raw | Broken) -> None:
        if isinstance(entry, Broken):
            self.broken(entry)
            peer = broken_peer(name, entry, self.file)
            if peer.id or peer.also:
                self.peers.append(peer)
            return
        peer, faults = peer_of(name, entry, self.file, private=self.private)
        hidden = text_of(entry.fields.get("private", "false")) != "false"
        for field, message in faults:
            self.problem(entry.line_of(field), f"peer {quoted(name)}: {message}", private=hidden)
        self.peers.append(peer)

    def row(self, raw: Raw | Broken) -> None:
        if isinstance(raw, Broken):
            self.broken(raw)
            return
        row = Row(raw, self.rules)
        interaction = row.interaction(self.file, private=self.private)
        for field, message in row.faults:
            self.problem(raw.line_of(field), message, private=not row.may_be_quoted(field))
        if interaction is not None:
            self.interactions.append(interaction)
