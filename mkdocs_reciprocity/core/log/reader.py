"""The bytes of a log or peers file -> what the author wrote down, with a problem for each mistake."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence

from msgspec.structs import replace

from mkdocs_reciprocity.core.log import ignored, stray_fields
from mkdocs_reciprocity.core.log import sections as log_sections
from mkdocs_reciprocity.core.log.columns import Columns
from mkdocs_reciprocity.core.log.contents import Ignored, Log, Ripple
from mkdocs_reciprocity.core.log.fields import swallowed, text_of
from mkdocs_reciprocity.core.log.peer import broken_peer, cut, entries, peer_of
from mkdocs_reciprocity.core.log.row import Rules, interaction_of, may_be_quoted, text_is_public
from mkdocs_reciprocity.core.log.sections import Broken, Raw
from mkdocs_reciprocity.core.log.simple_row import simple_rows
from mkdocs_reciprocity.core.log.text import decoded, one_document, with_our_line_breaks
from mkdocs_reciprocity.core.log_keys import PEER_FIELDS, SECTIONS
from mkdocs_reciprocity.core.model import Interaction, Peer
from mkdocs_reciprocity.core.problem import Parsed, Problem, Where, did_you_mean, nearest, quoted
from mkdocs_reciprocity.core.yaml.nodes import words

__all__ = ["Rules", "parse"]

FAULTS = 20
"""At most so many mistakes of one row or peer are named: each is searched for private names, with the row's text."""

_BESIDE = {"ignore": "what is ignored", "ripples": "a ripple"}
"""The sections beside rows and peers, each with what an entry is called."""

_OF_ROWS = {"ignore": {"date", "asked"}, "ripples": {"gave", "got", "asked"}}
"""Fields that only a row below ``interactions:`` has."""

_AND_MORE = "{} more mistakes follow from here on; mend those above first"
_WHERE_TO_PUT = "; a log has `peers:` and `interactions:`, and what belongs to a row is indented below it"


def parse(
    body: bytes, file: str, rules: Rules, *, private: bool = False, sections: Collection[str] = SECTIONS
) -> Parsed[Log]:
    """Reads one file. Nothing is raised: what cannot be read is a problem, and all the rest is there.

    Args:
        body: the file as it is on disk: UTF-8 or UTF-16, any line ends, with or without a byte order mark.
        file: its name for the problems.
        rules: see `Rules`.
        private: whether all that stands in this file is private.
        sections: only what stands below these keys is read.
    """
    text, undecoded = decoded(body)
    text, markers = one_document(with_our_line_breaks(text))
    reader = _Reader(text, file, rules, private=private)
    for fault in (*undecoded, *markers):
        reader.problem(fault.line, fault.message, private=False, column=fault.column)
    for section in log_sections.sections(text):
        if section.name in sections or section.name not in SECTIONS:
            reader.section(section)
    log = Log(tuple(reader.peers), tuple(reader.interactions), tuple(reader.ignored), tuple(reader.ripples))
    return Parsed(log, tuple(reader.problems))


class _Reader:
    """Gathers what one file holds."""

    def __init__(self, text: str, file: str, rules: Rules, *, private: bool) -> None:
        self.file = file
        self.rules = rules
        self.private = private
        self.problems: list[Problem] = []
        self.peers: list[Peer] = []
        self.interactions: list[Interaction] = []
        self.ignored: list[Ignored] = []
        self.ripples: list[Ripple] = []
        self.sections_seen: dict[str, int] = {}  # their names, and the line of each
        self.above = False  # whether the row just above could be read, and so is the last of `interactions`
        self.hidden = False  # whether the line above may be the `private` of the next row
        self.columns = Columns(text)

    def problem(self, line: int, message: str, *, private: bool, about: str = "", column: int = 0) -> None:
        """Notes a problem. A message without quotes says nothing private."""
        hidden = (private or self.private) and '"' in message
        where = Where(self.file, line, column or self.columns.first(line))
        self.problems.append(Problem(where, message, private=hidden, about=about))

    def of_fields(
        self, raw: Raw, faults: Sequence[tuple[str, str]], is_private: Callable[[str], bool], about: str = ""
    ) -> None:
        """Notes the problems with a row or a peer, by field."""
        for number, (field, message) in enumerate(faults[: FAULTS + 1]):
            said = message if number < FAULTS else _AND_MORE.format(len(faults) - FAULTS)
            column = self.columns.of_field(raw, field)
            self.problem(raw.line_of(field), said, private=is_private(field), about=about, column=column)

    def section(self, section: log_sections.Section) -> None:
        name = section.name if section.name in SECTIONS else nearest(section.name, SECTIONS)
        if stray_fields.hides(section):
            self.hide_above()
            self.hidden = True
            self.peers[-1:] = [replace(peer, private=True) for peer in self.peers[-1:]]
        if not section.name:
            self.headless(section)
        elif section.name != name and not section.goes_on:
            hint = did_you_mean(section.name, SECTIONS) or _WHERE_TO_PUT
            self.problem(section.line, f"unknown key {quoted(section.name)}{hint}", private=False)
        elif name in self.sections_seen and not section.goes_on:
            message = f"`{name}:` stands here a second time; put its entries below the first one"
            self.problem(section.line, message, private=False)
        if name is None or log_sections.is_empty(section):
            return
        self.sections_seen.setdefault(name, section.line)
        if name == "peers":
            for id_, entry in entries(section):
                self.peer(id_, entry)
            return
        if name in _BESIDE:
            for entry in log_sections.rows(section):
                self.beside(name, entry)
        else:
            self.rows(section)

    def rows(self, section: log_sections.Section) -> None:
        simple = simple_rows(self.rules, self.file, private=self.private)
        for raw in log_sections.rows(section):
            row = simple(raw) if isinstance(raw, Raw) else None
            if row is None or self.hidden:
                self.row(raw)
            else:
                self.interactions.append(row)
                self.above = True

    def headless(self, section: log_sections.Section) -> None:
        """What stands before the first key: comments, or rows that lack their key."""
        for number, line in enumerate(section.text.split("\n"), section.line):
            bare = line.strip()
            if bare and bare[0] not in "#%":
                from mkdocs_reciprocity.core.log.key_advice import without_key  # noqa: PLC0415 - where something is wrong

                self.problem(number, without_key(bare), private=False)
                break
        else:
            return
        for row in log_sections.rows(log_sections.Section("interactions", "\n" + section.text, section.line - 1)):
            if isinstance(row, Raw) or row.faults[0].line != number:  # one problem a line is enough
                self.row(row)

    def broken(self, broken: Broken) -> None:
        hidden = not text_is_public(broken.text, self.rules)
        for number, fault in enumerate(broken.faults[: FAULTS + 1]):
            said = fault.message if number < FAULTS else _AND_MORE.format(len(broken.faults) - FAULTS)
            self.problem(fault.line, said, private=hidden, about=broken.text, column=fault.column)

    def peer(self, name: str, entry: Raw | Broken) -> None:
        if name in PEER_FIELDS and self.peers and (isinstance(entry, Broken) or not entry.fields):
            # A field that slipped out of the peer above. It may be the one that says `private`.
            above = self.peers[-1]
            self.peers[-1] = replace(above, private=True)
            message = f"`{name}` stands where a peer would; indent it as the fields of {quoted(above.id)} are"
            self.problem(entry.line, message, private=True)
            return
        if isinstance(entry, Broken):
            self.broken(entry)
            peer = broken_peer(name, entry, self.file)
            if peer.id or peer.also:
                self.peers.append(peer)
            return
        peer, faults = peer_of(name, entry, self.file, private=self.private)
        hidden = text_of(entry.fields.get("private", "false")) != "false"
        said = [
            (field, f"peer {quoted(name)}: {message}") for field, message in (*faults, *swallowed(entry), *cut(entry))
        ]
        self.of_fields(entry, said, lambda _: hidden)
        self.peers.append(peer)

    def beside(self, name: str, raw: Raw | Broken) -> None:
        """Reads an entry below ``ignore:`` or ``ripples:``. All of it is private, so a build quotes no problem with
        it.
        """
        if isinstance(raw, Broken):
            for fault in raw.faults:
                a_row = fault.message == log_sections.A_ROW
                message = _no_mapping(name) if a_row else fault.message
                self.problem(fault.line, message, private=True, column=fault.column)
            return
        if not _OF_ROWS[name].isdisjoint(raw.fields):
            line = self.sections_seen.get("interactions")
            at = f" (line {line})" if line else ""
            message = f"this row stands below `{name}:`; put it below `interactions:`{at}"
            self.problem(raw.line, message, private=True)
            return
        faults = self.ignore(raw) if name == "ignore" else self.ripple(raw)
        self.of_fields(raw, [*faults, *swallowed(raw)], lambda _: True)

    def ignore(self, raw: Raw) -> Sequence[tuple[str, str]]:
        found, faults = ignored.ignored_of(raw, self.rules, self.file)
        self.ignored += [found] if found else []
        return faults

    def ripple(self, raw: Raw) -> Sequence[tuple[str, str]]:
        from mkdocs_reciprocity.core.log.ripple import ripple_of  # noqa: PLC0415 - few logs keep any

        found, faults = ripple_of(raw, self.rules, self.file)
        self.ripples += [found] if found else []
        return faults

    def row(self, raw: Raw | Broken) -> None:
        hides = stray_fields.hides(raw)
        if hides:
            self.hide_above()
        self.above = self.read(raw)
        if self.above and self.hidden:
            self.hide_above()
        self.hidden = hides

    def hide_above(self) -> None:
        """Makes the row just above private, where it could be read."""
        if self.above:
            self.interactions[-1] = replace(self.interactions[-1], said_private=True)

    def read(self, raw: Raw | Broken) -> bool:
        """Returns whether it could be read."""
        if isinstance(raw, Broken):
            self.broken(raw)
            return False
        if part := stray_fields.from_a_row(raw):
            self.problem(raw.line, part, private=False)
            return False
        interaction, faults = interaction_of(raw, self.rules, self.file, private=self.private)
        if said := faults + swallowed(raw):
            about = " ".join(word for value in raw.fields.values() for word in words(value))
            self.of_fields(raw, said, lambda field: not may_be_quoted(raw.fields, field, self.rules), about)
        if interaction is None:
            return False
        self.interactions.append(interaction)
        return True


def _no_mapping(section: str) -> str:
    from mkdocs_reciprocity.core.log import ripple  # noqa: PLC0415 - where something is wrong

    example = ignored.AN_EXAMPLE if section == "ignore" else ripple.AN_EXAMPLE
    return f"{_BESIDE[section]} is a mapping behind a dash: {example}"
