"""Whatever was told to `add` is what the log then reads, wherever it is written."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from mkdocs_reciprocity.core.editing import new_row, same_row
from mkdocs_reciprocity.core.editing.new_row import Known, Told
from mkdocs_reciprocity.core.ledger.identity import directory
from mkdocs_reciprocity.core.log import reader as log_reader
from mkdocs_reciprocity.core.model import KINDS
from tests.core.ledger.making import ME, TODAY, peer
from tests.laws.examples import laws
from tests.laws.test_laws_of_writing import RULES, extras, logs

KNOWN = Known(directory([peer("ada"), peer("ben")], [ME]).records, {}, RULES, TODAY)
DIRECTIONS = {"gave": "given", "got": "received", "asked": "asked"}


@st.composite
def tellings(draw: st.DrawFn) -> Told:
    extra: dict[str, Any] = draw(extras)
    word = draw(st.sampled_from(new_row.WORDS))
    return Told(
        word=word,
        kind=draw(st.sampled_from(sorted(KINDS))),
        url=draw(
            st.sampled_from(["https://x.example/?p=12&q=%20#x", "https://ada.example/x", "http://ben.example/a,b/{c}"])
        ),
        date=draw(st.sampled_from(["today", "2026-11", "2025", "unknown", "2026-11-02T23:00:00-05:00"])),
        peer=draw(st.sampled_from(["", "ada"])),
        private=draw(st.sampled_from([None, True, False])),
        answer=draw(st.sampled_from(["", "granted"])) if word == "asked" else "",
        evidence=tuple(draw(st.lists(st.sampled_from(["https://e.example/?a=b", "https://f.example/"]), max_size=2))),
        **{**extra, "tags": tuple(extra.get("tags", ()))},
    )


@laws(200)
@given(st.one_of(logs(), st.just((b"", 0))), tellings())
def test_what_was_told_is_what_is_read(of: tuple[bytes, int], told: Told) -> None:
    before, rows = of
    entry = new_row.entry(new_row.read(told, KNOWN), KNOWN).records
    assert entry is not None
    body, (placed,) = same_row.placed(before, "l.yml", [entry], RULES)
    assert not placed.stood
    found = log_reader.parse(body, "l.yml", RULES).records.interactions
    new = found[-1]
    assert (new.where.line, new.direction, new.kind) == (placed.line, DIRECTIONS[told.word], told.kind)
    assert (new.title, new.via, new.note, new.tags) == (told.title, told.via, told.note, told.tags)
    assert (new.url, new.said_private, new.answer) == (told.url, told.private, told.answer)
    assert new.evidence == tuple(sorted(set(told.evidence)))
    assert placed.text.strip() in body.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    assert len(found) <= rows + 1
    after, (again,) = same_row.placed(body, "l.yml", [entry], RULES)
    assert (after, again.line, again.stood) == (body, placed.line, True)
    _, (one_more,) = same_row.placed(body, "l.yml", [entry], RULES, private=True)
    assert one_more.stood == (told.private is not False)


@laws(100)
@given(logs(), st.text("Zoë ab-_:#'\"{}羊1", min_size=1, max_size=8).filter(str.strip))
def test_a_new_peer_is_read_as_told(of: tuple[bytes, int], name: str) -> None:
    before, _ = of
    known = Known(directory([peer("ada"), peer("ben"), peer("no")], [ME]).records, {}, RULES, TODAY)
    entry = new_row.entry(
        new_row.read(Told(kind="share", url="https://new.example/p/", name=name), known), known
    ).records
    assert entry is not None
    body, _ = same_row.placed(before, "l.yml", [entry], RULES)
    parsed = log_reader.parse(body, "l.yml", RULES).records
    (new,) = [one for one in parsed.peers if one.id == entry.peer]
    assert (new.name, new.home, new.private) == (name.strip(), "https://new.example/", False)
    assert parsed.interactions[-1].peer == entry.peer
