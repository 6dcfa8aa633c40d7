"""One raw row below ``interactions:`` -> an interaction."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import tzinfo

from msgspec import Struct
from msgspec.structs import replace

from mkdocs_reciprocity.core import dates
from mkdocs_reciprocity.core import url as urls
from mkdocs_reciprocity.core.dates import When
from mkdocs_reciprocity.core.log.fields import Fields, text_of
from mkdocs_reciprocity.core.log.sections import Raw
from mkdocs_reciprocity.core.log_keys import FIELDS
from mkdocs_reciprocity.core.model import ASK, SOURCES, Answer, Direction, Interaction, Kind, PeerId, Reach, Source
from mkdocs_reciprocity.core.problem import Where, did_you_mean, quoted
from mkdocs_reciprocity.core.public_ways import NO_WAYS, Ways, is_public
from mkdocs_reciprocity.core.yaml.nodes import Node

_GAVE = re.compile(r"\bgave:\s*[\"']?(\w+)")
_HINT = re.compile(r"\b(?:priv\w*|got|asked)\b", re.IGNORECASE)
_VIA = re.compile(r"\bvia\b[\"']?\s*:?([^,}\n]*)")
_KNOWN = frozenset(FIELDS)
_RARE = frozenset({"tags", "source", "evidence", "answer", "by", "gone"})
_DIRECTIONS: dict[str, Direction] = {"gave": "given", "got": "received", "asked": "asked"}
_ANSWERS: dict[str, Answer] = {"granted": "granted", "declined": "declined"}
_SOURCES: dict[str, Source] = {source: source for source in SOURCES}


class Rules(Struct, frozen=True):
    """What a log is read by: the kinds by name, the zone of times without one, the last day that is not the future.

    ``ways`` are those that are known to be public; names of peers are not among them yet.
    """

    kinds: Mapping[str, Kind]
    zone: tzinfo
    tomorrow: When
    ways: Ways = NO_WAYS


def interaction_of(
    raw: Raw, rules: Rules, file: str, *, private: bool = False
) -> tuple[Interaction | None, list[tuple[str, str]]]:
    """The interaction, and what is wrong with the row, by field. It is None for any mistake but one in `private`.

    ``private`` says whether the whole file is private.
    """
    row = _Row(raw)
    return row.interaction(rules, file, private=private), row.faults


class _Row(Fields):
    """Reads one row, field by field, and finds all of its mistakes."""

    __slots__ = ()

    def interaction(self, rules: Rules, file: str, *, private: bool) -> Interaction | None:
        fields = self.fields
        if not fields.keys() <= _KNOWN:
            self.known(FIELDS, "row")
        direction, kind, reach = self.deed(rules)
        date = date_in(self, rules)
        address = self.word("url")
        url = self.as_url("url", address) if address else None
        if url is not None:
            self.doubt("url", address)
        peer = self.word("peer")
        if not peer and url is None and not text_of(fields.get("url")):
            self.fault("", "a row needs a `peer` or a `url`")
        said = self.said_private()
        title, via, note = map(self.word, ("title", "via", "note"))
        rare = {} if _RARE.isdisjoint(fields) else self.rare(direction, kind, rules)
        if self.costly:
            return None
        # Few names make it fast: from the sixteenth on, each takes as long as ten before it.
        row = Interaction(
            date=date, direction=direction, kind=kind, reach=reach, peer=PeerId(peer) if peer else None, url=url,
            key=urls.key(url) if url else None, title=title, via=via, note=note,
            said_private=True if private else said, where=Where(file, self.raw.line, self.raw.column),
        )  # fmt: skip
        return replace(row, **rare) if rare else row

    def deed(self, rules: Rules) -> tuple[Direction, str, Reach]:
        """Direction, kind and reach; any of each where they are wrong."""
        fields = self.fields
        field = "gave" if "gave" in fields else "got" if "got" in fields else "asked"
        if ("gave" in fields) + ("got" in fields) + ("asked" in fields) != 1:
            said = [field for field in _DIRECTIONS if field in fields]
            found = " and ".join(f"`{field}`" for field in said) or "none"
            message = f"a row has exactly one of `gave`, `got` and `asked`; this has {found}"
            self.fault(said[1] if said else "", message)
            return "given", "", "nod"
        direction = _DIRECTIONS[field]
        name = self.word(field)
        kind = rules.kinds.get(name)
        if kind is not None:
            return direction, name, "ask" if direction == "asked" else kind.reach
        if name == ASK.name and field == "gave":
            self.fault(field, "`gave: ask` gives nothing; write what you asked for, as in `asked: testimonial`")
        elif (name == ASK.name and field == "got") or (not name and text_of(self.fields[field])):
            pass  # the author was asked; or it is a list or a mapping, and `word` has said so
        elif not name:
            self.fault(field, f"`{field}` needs a kind, as in `{field}: share`")
        else:
            from mkdocs_reciprocity.core.log import word_advice  # noqa: PLC0415 - where something is wrong

            self.fault(field, word_advice.kind(name, rules.kinds))
        return direction, name, "ask"

    def gone(self, direction: Direction, rules: Rules) -> When | None:
        """Since when the post is gone; None if the field is empty or wrong."""
        text = self.word("gone")
        day = dates.parse(text, rules.zone) if text else None
        if day is not None and day > rules.tomorrow:
            self.fault("gone", f"`gone` is {quoted(text)}, which lies in the future; log it when it has happened")
        elif text and (day is None or day < dates.FIRST_YEAR):
            self.fault("gone", f"`gone` is {quoted(text)}; write the day on which the post was gone: `2026-11-20`")
        elif text and not (direction == "given" and self.fields.get("url")):
            self.fault("gone", "only a gift with a `url` can be `gone`")
        return day

    def rare(self, direction: Direction, kind: str, rules: Rules) -> dict[str, object]:
        """The fields of an interaction that few rows have."""
        source = self.word("source") or "log"
        if source not in SOURCES:
            self.fault("source", f"unknown source {quoted(source)}{did_you_mean(source, SOURCES)}")
        evidence = self.urls("evidence")
        answer = self.word("answer")
        if answer and answer not in _ANSWERS:
            self.fault("answer", f"`answer` is {quoted(answer)}; write `granted` or `declined`")
        elif answer and not (direction == "asked" or kind == ASK.name):
            self.fault("answer", "only what was asked has an `answer`: a row with `asked:` or `got: ask`")
        return {
            "tags": self.texts("tags"),
            "source": _SOURCES.get(source, "log"),
            "evidence": tuple(sorted(set(evidence))),
            "answer": _ANSWERS.get(answer, ""),
            "by": self.word("by"),
            "gone": self.gone(direction, rules),
        }


def date_in(row: Fields, rules: Rules) -> When | None:
    """The date of a row, None where it is unknown or wrong."""
    text = row.word("date")
    if text == "unknown" or (not text and text_of(row.fields.get("date"))):
        return None
    if not text:
        row.fault("date", "a row needs a `date`: `2026-11-02`, `2026-11`, `2026` or `unknown`")
        return None
    date = dates.parse(text, rules.zone)
    if date is None:
        from mkdocs_reciprocity.core.log.date_advice import advice  # noqa: PLC0415 - where something is wrong

        row.fault("date", f"{quoted(text)} is no date; {advice(text, rules.tomorrow)}")
    elif date < dates.FIRST_YEAR:
        from mkdocs_reciprocity.core.log.date_advice import of_an_early_year  # noqa: PLC0415 - where something is wrong

        row.fault("date", f"{quoted(text)} lies before the web{of_an_early_year(date, rules.tomorrow)}")
    elif date > rules.tomorrow and dates.first_day(date) > rules.tomorrow:
        row.fault("date", f"{quoted(text)} lies in the future; log it when it has happened")
    return date


def may_be_quoted(fields: Mapping[str, str | Node], field: str, rules: Rules) -> bool:
    """Whether the messages of a build may quote a field of this row.

    Of a public gift with reach spread all fields may be quoted, of other gifts in public ways the kind only. Nothing
    may be quoted of what was got or asked, nor of a row that says that it is private.
    """
    if text_of(fields.get("private", "false")) != "false" or "got" in fields or "asked" in fields:
        return False
    via = text_of(fields.get("via"))
    is_spread = _is_spread(text_of(fields.get("gave")), rules)
    return (field == "gave" or is_spread) and (not via or is_public(via, rules.ways))


def text_is_public(text: str, rules: Rules) -> bool:
    """The same for a row that cannot be read: only a gift may be quoted, and only if no word in it hints at privacy."""
    gave, via = _GAVE.search(text), _VIA.search(text)
    is_spread = gave is not None and _is_spread(gave[1], rules)
    return is_spread and not _HINT.search(text) and (via is None or is_public(via[1].strip(" \t'\""), rules.ways))


def _is_spread(kind: str, rules: Rules) -> bool:
    return kind in rules.kinds and rules.kinds[kind].reach == "spread"
