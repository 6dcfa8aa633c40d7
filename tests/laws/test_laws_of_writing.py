"""What is written is what is read, and nothing else changes. The same examples in every run."""

from __future__ import annotations

from datetime import UTC
from typing import Any

import pytest
import yaml
from hypothesis import assume, example, given
from hypothesis import strategies as st

from mkdocs_reciprocity.core.dates import When
from mkdocs_reciprocity.core.editing import edits, layout, rename
from mkdocs_reciprocity.core.editing import log as log_edit
from mkdocs_reciprocity.core.editing.layout import NotWritten
from mkdocs_reciprocity.core.log import reader as log_reader
from mkdocs_reciprocity.core.model import KINDS
from mkdocs_reciprocity.core.problem import Where
from mkdocs_reciprocity.core.yaml import quoting
from tests.laws.examples import laws

RULES = log_reader.Rules(KINDS, UTC, When("2026-11-23"))
NASTY = "abZ019:#'\",{}[]()?!&*@`%|>-_=~/\\ ;.+$^<\n\r\t羊🐑\u00a0\u0085\u2028\u200b\u202e\ufeff\x00\x7f"


words = st.sampled_from(
    [
        "",
        "no",
        "~",
        "null",
        "12:30",
        "012",
        "1e3",
        "0x1f",
        ".inf",
        "=",
        "<<",
        "2026-11-02",
        "a: b",
        "a #b",
        "@me",
        "- a",
    ]
)
texts = st.one_of(words, st.text(NASTY, max_size=12), st.text(st.characters(codec="utf-8"), max_size=12))
extras = st.fixed_dictionaries(
    {}, optional={"title": texts, "via": texts, "note": texts, "tags": st.lists(texts.filter(bool), max_size=3)}
)

ROWS = [
    "- {date: 2026-11-02, gave: share, peer: ada}\n",
    "- { date: 2026-11-02, gave: shrae, peer: ada } # so\n",
    "- date: 2026-11-02\n  gave: share\n  peer: 'ada'\n",
    "-   date: 2026-11-02\n    note: |+\n      a\n\n    # so\n",
    "- {date: 2026-11-02,\n   tags: [a, b], peer: no}\n# so\n",
    '-\n  # so\n  peer: "ben"\n  note: >\n    x\n\n    # y\n\n',
]
PEERS = ["", "peers:\n  ada: {name: A}\n  ben:\n    name: B\n", "# people\npeers:\n  ada:\n\n"]
ENDS = ["", "# so\n", "\n\n# so\n", "...\n", "ignore:\n- {peer: ada}\n"]


@st.composite
def logs(draw: st.DrawFn) -> tuple[bytes, int]:
    """A log and its number of rows, at least one."""
    indent = draw(st.sampled_from(["", "  "]))
    rows = draw(st.lists(st.sampled_from(ROWS), min_size=1, max_size=5))
    text = "".join("".join(indent + line for line in row.splitlines(keepends=True)) for row in rows)
    before, after = draw(st.sampled_from([("", PEERS), (PEERS, "")])), draw(st.sampled_from(ENDS))
    first, last = (draw(st.sampled_from(part)) if part else "" for part in before)
    text = f"{first}interactions:\n{text}{last}{after}"
    text = text.removesuffix("\n") if draw(st.booleans()) else text
    ends, mark = draw(st.sampled_from(["\n", "\r\n", "\r"])), draw(st.sampled_from([b"", b"\xef\xbb\xbf"]))
    return mark + text.replace("\n", ends).encode(), len(rows)


def row_of(extra: dict[str, Any]) -> dict[str, Any]:
    return {"date": "2026-11-20", "gave": "share", "peer": "ada"} | extra


@pytest.mark.parametrize("style", [quoting.Style(), quoting.Style("  ", "   "), quoting.Style(flow=True)])
def test_every_reader_reads_what_is_written(style: quoting.Style) -> None:
    @laws(300)
    @given(extras)
    def law(extra: dict[str, Any]) -> None:
        text = "\n".join(["interactions:", *quoting.row(extra | {"peer": "ada"}, style), ""])
        for loader in (yaml.SafeLoader, yaml.CSafeLoader):
            assert yaml.load(text, loader) == {"interactions": [extra | {"peer": "ada"}]}

    law()


@laws(300)
@example((b"interactions:\n- {date: 2026-11-02, gave: share, peer: ada}", 1), {"note": "a\n\nb"})
@given(logs(), extras)
def test_what_is_written_is_what_is_read_and_no_other_byte_changes(
    of: tuple[bytes, int], extra: dict[str, Any]
) -> None:
    before, rows = of
    after = log_edit.with_rows(before, "l.yml", [row_of(extra)], RULES)
    kept = next((n for n, (a, b) in enumerate(zip(before, after, strict=False)) if a != b), len(before))
    assert after.endswith(before[kept:])
    was, now = layout.read(before, "l.yml").parts, layout.read(after, "l.yml").parts
    assert len(now["interactions"].raws) == rows + 1
    old = [edits.said(raw) for raw in was["interactions"].raws]
    assert [edits.said(raw) for raw in now["interactions"].raws] == [*old, row_of(extra)]
    found = log_reader.parse(after, "l.yml", RULES).records.interactions[-1]
    assert (found.title, found.via, found.note, found.tags) == (
        extra.get("title", ""), extra.get("via", ""), extra.get("note", ""), tuple(extra.get("tags", ()))
    )  # fmt: skip


@laws(150)
@given(logs(), extras)
def test_removing_what_was_added_gives_the_old_bytes(of: tuple[bytes, int], extra: dict[str, Any]) -> None:
    before, rows = of
    after = log_edit.with_rows(before, "l.yml", [row_of(extra)] * 2, RULES)
    raws = layout.read(after, "l.yml").parts["interactions"].raws
    assert log_edit.without(after, "l.yml", rows=[raw.line for raw in raws[rows:]]) == before
    one = log_edit.without(after, "l.yml", rows=[raws[-1].line])
    assert log_edit.without(one, "l.yml", rows=[raws[rows].line]) == before


@laws(150)
@given(logs(), texts, st.sampled_from(["ada", "ben"]))
@example((b'interactions:\n- peer: "ben"\n', 1), 'b"', "ben")
def test_renaming_there_and_back_gives_the_old_bytes(of: tuple[bytes, int], new: str, old: str) -> None:
    before, _ = of
    assume(new.strip() and new not in {"ada", "ben", "no"} and not new.endswith("peer"))
    after = rename.with_peer_renamed(before, "l.yml", old, new)
    taste = [b"'ada'", b'"ben"']
    plain = not quoting.needs_quotes(new, flow=True) and not set("'\"\\").intersection(new)
    if plain or not any(quoted in before for quoted in taste):
        # Of needless quotes around the old id and other ones around the new, the latter are all that is known.
        back = rename.with_peer_renamed(after, "l.yml", new, old)
        assert back.replace(b"ada: {}", b"ada:") == before  # an entry that said nothing says so in braces
    names = [edits.said(raw).get("peer") for raw in layout.read(after, "l.yml").parts["interactions"].raws]
    assert old not in names
    assert before.count(b"peer: ") == after.count(b"peer: ") - new.count("peer: ") * names.count(new)


@laws(150)
@given(st.text(NASTY, min_size=1, max_size=12).filter(str.strip), extras, logs())
def test_a_peer_that_is_added_and_removed_leaves_the_old_bytes(id_: str, extra: dict[str, Any], of: Any) -> None:
    before, _ = of
    fields = {"name": "N"} | {name: extra[name] for name in ("note", "tags") if name in extra}
    after = log_edit.with_peers(before, "l.yml", [(id_, fields)])
    part = layout.read(after, "l.yml").parts["peers"]
    assert (part.names[-1], edits.said(part.raws[-1])) == (id_, fields)
    if "peers" in layout.read(before, "l.yml").parts:
        assert log_edit.without(after, "l.yml", peer=id_) == before


def added(before: bytes) -> tuple[bytes, Where | None]:
    """The log with one more row, or where it was refused."""
    try:
        return log_edit.with_rows(before, "l.yml", [row_of({})], RULES), None
    except NotWritten as refused:
        return before, refused.problem.where


@laws(300)
@given(logs(), st.integers(0, 400), st.text(NASTY, max_size=6))
def test_a_damaged_log_is_left_alone_or_loses_no_row(of: tuple[bytes, int], at: int, damage: str) -> None:
    before, _ = of
    text = before.decode()
    before = (text[: at % len(text)] + damage + text[at % len(text) :]).encode()
    after, refused = added(before)
    if refused is not None:
        assert 1 <= refused.line <= text.count("\n") + text.count("\r") + damage.count("\n") + damage.count("\r") + 1
        return
    was, now = log_reader.parse(before, "l.yml", RULES), log_reader.parse(after, "l.yml", RULES)
    assert len(now.records.interactions) == len(was.records.interactions) + 1
    assert len(now.problems) == len(was.problems)
    assert [peer.id for peer in now.records.peers] == [peer.id for peer in was.records.peers]
