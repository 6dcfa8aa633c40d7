"""The bytes of a log -> its bytes with one change."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC

import pytest
import yaml

from mkdocs_reciprocity.core.dates import When
from mkdocs_reciprocity.core.editing import log as log_edit
from mkdocs_reciprocity.core.editing import rename as editing_rename
from mkdocs_reciprocity.core.editing.edits import Edit
from mkdocs_reciprocity.core.editing.layout import NotWritten
from mkdocs_reciprocity.core.log import reader as log_reader
from mkdocs_reciprocity.core.model import KINDS
from mkdocs_reciprocity.core.yaml import nodes
from mkdocs_reciprocity.core.yaml.spans import Spot

RULES = log_reader.Rules(KINDS, UTC, When("2026-11-23"))
ROW = {"date": "2026-11-20", "gave": "like", "url": "https://ada.example/?p=1"}
FLOW = '{date: 2026-11-20, gave: like, url: "https://ada.example/?p=1"}'
BLOCK = ("date: 2026-11-20", "gave: like", "url: https://ada.example/?p=1")
ADA, BEN = "{date: 2026-11-02, gave: share, peer: ada}", "{date: 2026-11-03, gave: share, peer: ben}"

Change = Callable[[bytes], bytes]


def add(body: bytes) -> bytes:
    return log_edit.with_rows(body, "l.yml", [ROW], RULES)


def add_peer(body: bytes) -> bytes:
    nora = {"name": "Nora: so", "home": "https://nora.example/", "tags": ["a", "b"]}
    return log_edit.with_peers(body, "l.yml", [("no", nora)])


def rename(old: str, new: str) -> Change:
    return lambda body: editing_rename.with_peer_renamed(body, "l.yml", old, new)


def remove(*lines: int) -> Change:
    return lambda body: log_edit.without(body, "l.yml", rows=lines)


def forget(id_: str) -> Change:
    return lambda body: log_edit.without(body, "l.yml", peer=id_)


def refusal(change: Change, text: str | bytes) -> str:
    with pytest.raises(NotWritten) as caught:
        change(text if isinstance(text, bytes) else text.encode())
    assert str(caught.value) == str(caught.value.problem)
    return str(caught.value)


# --- adding rows

BELOW = [
    "interactions:\n- {ada}\n+ - {flow}\n",
    "interactions:\n  - {ada}\n+   - {flow}\n",
    "interactions:\n-   {ada}\n+ -   {flow}\n",
    "interactions:\n- {ada}  # so\n# and so\n+ - {flow}\n",
    "interactions:\n- {ada}\n+ - {flow}\n\n# the end\n",
    "interactions:\n- {ada}\n+ - {flow}\n# people\npeers:\n  ada:\n    name: Ada\n",
    "interactions:\n- {ada}\n+ - {flow}\n\n# people\npeers:\n  ada:\n    name: Ada\n",
    "interactions:\n  - {ada}\n  # of Ada\n+   - {flow}\n# people\npeers:\n  ada:\n",
    "interactions:\n- {ada}\n+ - {flow}\n...\n",
    "--- # one\n# two\ninteractions:\n- {ada}\n+ - {flow}\n",
    "interactions:\n- {ada}\n+ - {flow}\n\n\n\npeers: {}\n",
    "interactions:\n- {ada}\n+ - {flow}\nignore:\n- {peer: ben}\nother:\n  x: 1\n",
    "interactions:\n- {date: 2026,\n   gave: share, peer: ada}\n+ - {flow}\n",
    "interactions:\n- {date: 2026, gave: shrae, peer: ada}\n+ - {flow}\n",
    "interactions:\n- date: 2026\n  gave: share\n  peer: ada\n+ - {0}\n+   {1}\n+   {2}\n",
    "interactions:\n - date: 2026\n   gave: share\n   peer: ada\n   # so\n+  - {0}\n+    {1}\n+    {2}\n\n",
    "interactions:\n-   date: 2026\n    gave: share\n    peer: ada\n+ -   {0}\n+     {1}\n+     {2}\n",
    "interactions:\n-\n  # so\n  date: 2026\n  gave: share\n  peer: ada\n+ - {0}\n+   {1}\n+   {2}\n",
    "interactions:\n- date: 2026\n  note: |\n    a\n\n    # b\n+ - {0}\n+   {1}\n+   {2}\n\n#c\n",
    "interactions:\n- date: 2026\n  note: |+\n    a\n\n\n+ - {0}\n+   {1}\n+   {2}\npeers:\n",
    "interactions:\n- date: 2026\n  gave: share\n  peer: ada\n  tags:\n  - a\n  - b\n+ - {0}\n+   {1}\n+   {2}\n",
    "interactions:\n- date: 2026\n  gave: share\n  peer: 'ada\n\n    x'\n+ - {0}\n+   {1}\n+   {2}\n",
    "interactions:\n+ - {0}\n+   {1}\n+   {2}\n",
    "interactions:  # so\n# and so\n+ - {0}\n+   {1}\n+   {2}\n\n# x\n",
    "interactions:\n+ - {0}\n+   {1}\n+   {2}\n# people\npeers:\n",
    "+ interactions:\n+ - {0}\n+   {1}\n+   {2}\n",
    "# so\n\n+ interactions:\n+ - {0}\n+   {1}\n+   {2}\n",
    "peers:\n  ada:\n    note: |\n      x\n+ interactions:\n+ - {0}\n+   {1}\n+   {2}\n",
    "peers: {}\n+ interactions:\n+ - {0}\n+   {1}\n+   {2}\n...\n",
]


def filled(text: str) -> str:
    for name, said in [("ada", ADA), ("flow", FLOW), *((str(n), line) for n, line in enumerate(BLOCK))]:
        text = text.replace(f"{{{name}}}", said)
    return text


def drawn(text: str) -> tuple[bytes, bytes]:
    """The log without and with the lines that have a plus."""
    lines = filled(text).splitlines(keepends=True)
    before = "".join(line for line in lines if not line.startswith("+"))
    return before.encode(), "".join(line.removeprefix("+ ") for line in lines).encode()


@pytest.mark.parametrize("text", BELOW)
@pytest.mark.parametrize("ends", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_a_row_is_written_below_the_last_one_and_like_it(text: str, ends: str, mark: bytes) -> None:
    before, after = (mark + body.replace(b"\n", ends.encode()) for body in drawn(text))
    if before == mark:
        after = after.replace(b"\r\n", b"\n")  # an empty file ends no line
    assert add(before) == after
    assert yaml.safe_load(after)["interactions"][-1]["url"] == ROW["url"]


@pytest.mark.parametrize("text", BELOW)
def test_a_file_without_a_last_line_end_has_none_afterwards(text: str) -> None:
    before, after = drawn(text)
    if before.endswith(b"\n") and not before.endswith(b"\n\n"):
        assert add(before[:-1]) == after[:-1]


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be"])
def test_other_encodings_stay(codec: str) -> None:
    before, after = (("\ufeff" + body.decode()).encode(codec) for body in drawn(BELOW[0]))
    assert add(before) == after


def test_old_line_ends_stay_and_new_ones_are_like_the_first() -> None:
    mixed = (
        b"interactions:\r- {date: 2026, gave: share, peer: ada}\r\n- {date: 2026, gave: share, peer: \xe2\x80\xa8a}\n"
    )
    assert add(mixed) == mixed + b"- " + FLOW.encode() + b"\r"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("interactions: []\n", "interactions:\n- {0}\n  {1}\n  {2}\n"),
        ("interactions: [ ] # so\npeers:\n", "interactions: # so\n- {0}\n  {1}\n  {2}\npeers:\n"),
        ("interactions: null", "interactions:\n- {0}\n  {1}\n  {2}"),
        ("interactions: ~\n\n", "interactions:\n- {0}\n  {1}\n  {2}\n\n"),
        ("interactions: [\n # so\n]\n", "interactions: [{flow}\n # so\n]\n"),
        ("interactions: [{ada}]\n", "interactions: [{ada}, {flow}]\n"),
        ("interactions: [{ada}, {ada}] # so\n", "interactions: [{ada}, {ada}, {flow}] # so\n"),
        ("interactions: [{ada},]\n", "interactions: [{ada}, {flow},]\n"),
        ("interactions: [\n  {ada}\n]\n", "interactions: [\n  {ada},\n  {flow}\n]\n"),
        ("interactions: [\n  {ada} # so\n  # x\n]\n", "interactions: [\n  {ada}, # so\n  {flow}\n  # x\n]\n"),
        ("interactions:\n [{ada},\n  {ada}, # so\n ]\n", "interactions:\n [{ada},\n  {ada}, # so\n  {flow},\n ]\n"),
        ("interactions: [\n  {ada} # so\n  , # x\n]\n", "interactions: [\n  {ada} # so\n  , # x\n  {flow},\n]\n"),
        ("interactions: [{ada},\n  {ada}]\n", "interactions: [{ada},\n  {ada}, {flow}]\n"),
    ],
)
def test_lists_in_brackets(before: str, after: str) -> None:
    assert add(filled(before).encode()).decode() == filled(after)


def test_a_list_in_brackets_over_several_lines_grows_too() -> None:
    text = b"interactions: [\n  {date: 2026, gave: like, url: https://a.example/0},\n]\n"
    for number in range(1, 5):
        text = log_edit.with_rows(text, "x.yml", [{**ROW, "url": f"https://a.example/{number}"}], RULES)
    assert [row.url for row in log_reader.parse(text, "x.yml", RULES).records.interactions] == [
        f"https://a.example/{number}" for number in range(5)
    ]


def test_blank_lines_that_belong_to_a_text_stay_in_it() -> None:
    before = "interactions:\n- date: 2026\n  note: |+\n    a"
    for end in ("", "\n", "\n\n", "\n\n\n"):
        new = "\n  ".join(("- " + BLOCK[0], *BLOCK[1:]))
        expected = f"{before}{end}{new}\n" if end else f"{before}\n{new}"
        assert add(f"{before}{end}".encode()).decode() == expected


def test_without_libyaml_a_row_that_it_cannot_read_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(nodes, "fastest_parser", yaml.SafeLoader)
    assert refusal(add, f"interactions:\n- {{date: 2026, {FLOW[19:-1]}, note: x}}\n".replace('"', "")).startswith(
        "l.yml:2: "
    )
    before = f"interactions:\n- {FLOW}\n".encode()
    assert add(before) == before + f"- {FLOW}\n".encode()


def test_several_rows_at_once() -> None:
    rows = [ROW, ROW | {"note": "so"}]
    before = f"interactions:\n- {ADA}\n".encode()
    assert (
        log_edit.with_rows(before, "l.yml", rows, RULES) == before + f"- {FLOW}\n- {FLOW[:-1]}, note: so}}\n".encode()
    )
    in_brackets = f"interactions: [\n{ADA}]\n".encode()
    assert log_edit.with_rows(in_brackets, "l.yml", rows, RULES).count(FLOW[:-1].encode()) == 2
    assert log_edit.with_rows(before, "l.yml", [], RULES) == before


def test_ripples_have_a_list_of_their_own() -> None:
    before = b"interactions:\n- {date: 2026, gave: like, peer: ada}\n"
    entry = {"date": "2026-11-06", "peer": "nora", "url": "https://ada.example/x/"}
    first = log_edit.with_ripples(before, "l.yml", [entry], RULES)
    said = b"- date: 2026-11-06\n  peer: nora\n  url: https://ada.example/x/\n"
    assert first == b"ripples:\n" + said + before
    second = log_edit.with_ripples(first, "l.yml", [entry], RULES)
    assert second == b"ripples:\n" + said + said + before
    assert log_edit.without(second, "l.yml", ripples=[2]) == first
    with pytest.raises(NotWritten, match="a ripple needs a `peer`"):
        log_edit.with_ripples(before, "l.yml", [{**entry, "peer": ""}], RULES)


def test_what_is_ignored_has_a_list_of_its_own() -> None:
    entry = {"got": "link", "evidence": "https://ben.example/post/"}
    before = f"interactions:\n- {ADA}\n".encode()
    first = log_edit.with_ignored(before, "l.yml", [entry], RULES)
    assert first == b"ignore:\n- got: link\n  evidence: https://ben.example/post/\n" + before
    second = log_edit.with_ignored(first, "l.yml", [entry], RULES)
    assert second == first.replace(before, b"- got: link\n  evidence: https://ben.example/post/\n" + before)
    assert "nothing was written: unknown kind" in refusal(
        lambda body: log_edit.with_ignored(body, "l.yml", [{"got": "x", "peer": "a"}], RULES), ""
    )


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("interactions:\n- {ada}\n- date: 2026\n  note: asked her: why\n", "l.yml:4: `note` has a colon"),
        ("interactions:\n- {ada}\n\t- {ada}\n", "l.yml:3: a tab stands before the text"),
        ("interactions:\n- {ada}\npeers:\n  ada: {name: 'x\n", "l.yml:4:"),
        ("interactions:\n- {ada}\nother: 'x\n", "l.yml:3:"),
        ("interactions:\n- {ada}\nzzz: 'x\n", "l.yml:3: the quotation mark that opens `zzz` is never closed"),
        ("interactions: []\npeers:\n  ada:\n    name: A\n ben:\n    name: B\n", "l.yml:5:"),
        ("interactions:\n- {ada}\n- ada\n", "l.yml:3: a row is a mapping behind a dash"),
        ("interactions:\n- {date: 2026, gave: share, peer: *ada}\n", 'l.yml:2: "*ada" is an alias to YAML'),
        ("interactions:\n- {date: 2026, date: 2026}\n", 'l.yml:2: "date" stands here a second time'),
        ("interactions:\n- {ada}\n---\ninteractions:\n", "l.yml:3: a second YAML document begins here"),
        ("interactions:\n- {ada}\ninteractions:\n- {ada}\n", "l.yml:3: `interactions:` stands here a second time"),
        ("intractions:\n- {ada}\n", 'l.yml:1: unknown key "intractions"; did you mean "interactions"?'),
        ("# so\n- {ada}\n", "l.yml:2: this stands below no key"),
        ("interactions:\n- {ada}\nx: y\n- {ada}\n", "l.yml:4: this stands below no key"),
        ("interactions: {}\n", "l.yml:1: `interactions` is a list"),
        ("peers: []\n", "l.yml:1: `peers` is a mapping"),
        (b"interactions:\n- {note: \xff}\n", "l.yml:2: this is not UTF-8; save the file as UTF-8"),
    ],
)
def test_a_log_that_is_no_sound_yaml_is_left_alone(text: str | bytes, says: str) -> None:
    said = refusal(add, text.replace("{ada}", ADA) if isinstance(text, str) else text)
    assert said.startswith(says)
    assert said.endswith(" (nothing was changed)")


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"date": "2026-11-20", "gave": "shrae", "peer": "ada"}, 'unknown kind "shrae"; did you mean "share"?'),
        ({"date": "2027", "gave": "share", "peer": "ada"}, '"2027" lies in the future'),
        ({"date": "2026", "gave": "share"}, "a row needs a `peer` or a `url`"),
        ({"date": "2026", "gave": "share", "peer": "ada", "private": "maybe"}, "`private` is"),
        ({"date": "2026", "gave": "share", "peer": "ada", "note": "\ud83d"}, "has half a character in it"),
        ({"date": "2026", "gave": "share", "peer": "ada", "tags": ["a", "\udc11"]}, "has half a character in it"),
    ],
)
def test_a_row_that_is_not_right_is_not_written(fields: dict[str, str], says: str) -> None:
    said = refusal(lambda body: log_edit.with_rows(body, "l.yml", [ROW, fields], RULES), "")
    assert said.startswith("l.yml: nothing was written: ")
    assert says in said


# --- peers

NORA = ['name: "Nora: so"', "home: https://nora.example/", "tags: [a, b]"]
NORA_FLOW = '{name: "Nora: so", home: "https://nora.example/", tags: [a, b]}'.replace(
    '"https://nora.example/"', "https://nora.example/"
)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", "peers:\n  'no':\n    {0}\n    {1}\n    {2}\n"),
        ("peers:\n", "peers:\n  'no':\n    {0}\n    {1}\n    {2}\n"),
        ("peers: {} # so\n", "peers: # so\n  'no':\n    {0}\n    {1}\n    {2}\n"),
        ("peers:\n ada:\n    name: A\n", "peers:\n ada:\n    name: A\n 'no':\n    {0}\n    {1}\n    {2}\n"),
        ("peers:\n  ada:\n", "peers:\n  ada:\n  'no':\n    {0}\n    {1}\n    {2}\n"),
        ("peers:\n  ada: { name: A }", "peers:\n  ada: { name: A }\n  'no': { {flow} }"),
        ("peers:\n  ada: {}\n  # so\n\n", "peers:\n  ada: {}\n  # so\n  'no': {{flow}}\n\n"),
        ("peers: {ada: {name: A}}\n", "peers: {ada: {name: A}, 'no': {{flow}}}\n"),
        ("peers: {\n  ada: {name: A},\n}\n", "peers: {\n  ada: {name: A},\n  'no': {{flow}},\n}\n"),
        ("interactions: []\n", "peers:\n  'no':\n    {0}\n    {1}\n    {2}\ninteractions: []\n"),
        ("# so\ninteractions: []\n", "# so\npeers:\n  'no':\n    {0}\n    {1}\n    {2}\ninteractions: []\n"),
        (
            "# so\n\n# x\ninteractions: []\n",
            "# so\n\npeers:\n  'no':\n    {0}\n    {1}\n    {2}\n# x\ninteractions: []\n",
        ),
        (
            "peers:\n  ada:\n    name: A\n# rows\ninteractions: []\n",
            "peers:\n  ada:\n    name: A\n  'no':\n    {0}\n    {1}\n    {2}\n# rows\ninteractions: []\n",
        ),
    ],
)
def test_a_peer_is_written_below_the_last_one_and_like_it(before: str, after: str) -> None:
    for number, line in enumerate(NORA):
        after = after.replace(f"{{{number}}}", line)
    after = after.replace("{flow}", NORA_FLOW[1:-1]).replace("'no'", '"no"')
    assert add_peer(before.encode()).decode() == after
    assert yaml.safe_load(after)["peers"]["no"]["name"] == "Nora: so"


def test_a_peer_that_is_not_right_is_not_written() -> None:
    def of(id_: str, **fields: str) -> Change:
        return lambda body: log_edit.with_peers(body, "l.yml", [(id_, fields)])

    assert "unknown key" in refusal(of("ada", nam="Ada"), "")
    assert "a peer needs an id" in refusal(of(" ", name="Ada"), "")
    assert "half a character" in refusal(of("\ud83d"), "")
    assert "l.yml:1: a change here would change more than it should" in refusal(of("ada"), "peers: {ada: {}}\n")
    assert "l.yml:1: a change here" in refusal(of("a" * 2000, name="A"), "")


# --- removing

LONG = """\
peers:
  ada:  # hers
    name: Ada
  # of Ben
  ben: {name: Ben}

interactions:
# first
- {date: 2026-11-02, gave: share, peer: ada}
- date: 2026-11-03  # one
  gave: share
  # two
  peer: ben
  note: |
    x

    # y

# second
-
  date: 2026-11-04
  gave: share
  peer: 'ada'
- {date: 2026-11-05, gave: share, peer: "ben"}
ignore:
- {peer: ada}
"""


def without(text: str, *numbers: int) -> bytes:
    lines = text.splitlines(keepends=True)
    return "".join(line for number, line in enumerate(lines, 1) if number not in numbers).encode()


@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize(
    ("change", "lines"),
    [
        (remove(9), (9,)),
        (remove(10), tuple(range(10, 18))),
        (remove(21), tuple(range(20, 24))),
        (remove(24, 21, 24), tuple(range(20, 25))),
        (remove(9, 10, 21, 24), (*range(9, 18), *range(20, 25))),
        (remove(), ()),
        (forget("ada"), (2, 3)),
        (forget("ben"), (5,)),
    ],
)
def test_only_the_lines_of_what_is_removed_go(change: Change, lines: tuple[int, ...], ends: str) -> None:
    after = without(LONG, *lines).replace(b"\n", ends.encode())
    assert change(LONG.replace("\n", ends).encode()) == after


@pytest.mark.parametrize(
    ("text", "change", "after"),
    [
        (f"interactions:\n- {ADA}\n- {BEN}", remove(3), f"interactions:\n- {ADA}"),
        (f"interactions:\n- {ADA}\n- {BEN}", remove(2, 3), "interactions:"),
        (f"interactions:\n- {ADA}\n# so", remove(2), "interactions:\n# so"),
        ("peers:\n  ada:\n    name: A", forget("ada"), "peers:"),
    ],
)
def test_removing_at_an_end_without_a_line_end(text: str, change: Change, after: str) -> None:
    assert change(text.encode()).decode() == after


@pytest.mark.parametrize(
    ("text", "change", "says"),
    [
        (LONG, remove(9, 11), "l.yml:11: no row begins here"),
        ("", remove(1), "l.yml:1: no row begins here"),
        (f"interactions: [{ADA}]\n", remove(1), "l.yml:1: a row in brackets has no lines of its own"),
        ("peers: {ada: {}}\n", forget("ada"), "l.yml:1: a peer in braces has no lines of their own"),
    ],
)
def test_what_cannot_be_removed(text: str, change: Change, says: str) -> None:
    assert refusal(change, text).startswith(says)


def test_removing_nothing_from_nothing() -> None:
    assert remove()(b"") == b""


# --- renaming


def test_a_new_id_touches_only_the_scalars_that_name_the_peer() -> None:
    after = LONG.replace("  ada:  # hers", "  lovelace:  # hers").replace("peer: ada}", "peer: lovelace}")
    after = after.replace("    name: Ada\n", "    name: Ada\n    was: ada\n")
    after = after.replace("peer: 'ada'", "peer: 'lovelace'")
    assert rename("ada", "lovelace")(LONG.encode()).decode() == after
    assert rename("lovelace", "ada")(after.encode()).decode() == LONG
    assert rename("cleo", "dora")(LONG.encode()).decode() == LONG
    assert rename("ada", "ada")(LONG.encode()).decode() == LONG
    assert rename("ada", "x")(b"") == b""


def test_a_new_id_has_the_quotes_that_it_needs_and_no_more() -> None:
    after = (
        LONG.replace("  ben: {name: Ben}", '  "no, no": {name: Ben, was: ben}')
        .replace("peer: ben", "peer: no, no")
        .replace('"ben"', '"no, no"')
    )
    assert rename("ben", "no, no")(LONG.encode()).decode() == after.replace('"no, no":', "no, no:")
    needed = rename("ben", "on")(LONG.encode())
    assert b'\n  "on": {name: Ben, was: ben}\n' in needed
    assert b'\n  peer: "on"\n' in needed
    back = rename("on", "ben")(needed).decode()
    assert back == LONG.replace('"ben"', "ben")


def test_renaming_in_brackets() -> None:
    text = "peers: {ada: {}, 'b': {}}\ninteractions: [{date: 2026, gave: share, peer: ada},\n {peer: 'ada'}]\n"
    after = (
        text.replace("{ada: {}", '{"a, b": {was: ada}').replace("peer: ada", 'peer: "a, b"').replace("'ada'", "'a, b'")
    )
    assert rename("ada", "a, b")(text.encode()).decode() == after
    twice = 'peers: {ada: {}}\ninteractions:\n- {date: 2026, gave: share, peer: "a\\\n  da"} # so\n- date: 2026\n'
    assert rename("ada", "ben")(twice.encode()).decode() == (
        'peers: {ben: {was: ada}}\ninteractions:\n- {date: 2026, gave: share, peer: "ben"} # so\n- date: 2026\n'
    )


@pytest.mark.parametrize(
    ("before", "after", "back"),
    [
        ("ada:", "x: {was: ada}", "ada: {}"),
        ("ada: null # so", "x: {was: ada} # so", "ada: {} # so"),
        ("ada: {name: A, } # so", "x: {name: A, was: ada, } # so", ""),
        ("ada: { name: A }", "x: { name: A, was: ada }", ""),
        ("ada:\n    name: A # so\n    # and so", "x:\n    name: A # so\n    was: ada\n    # and so", ""),
        ("ada:\n    note: |\n      a\n\n      b", "x:\n    note: |\n      a\n\n      b\n    was: ada", ""),
        ("ada:\n    name: A\n    was: zoe", "x:\n    name: A\n    was: zoe", ""),
        ("ada:\n    was: x\n    name: A", "x:\n    was: x\n    name: A", ""),
        ("ada:\n    name: A\n    was: x # so", "x:\n    name: A\n    was: x # so", ""),
        ("ada:\n    was: x", "x:\n    was: x", ""),
    ],
)
@pytest.mark.parametrize("ends", ["\n", "\r\n"])
@pytest.mark.parametrize("last", ["", "\n", "\n  ben: {}\n"])
def test_a_peer_remembers_the_first_id(before: str, after: str, back: str, ends: str, last: str) -> None:
    texts = [f"peers:\n  {text}{last}".replace("\n", ends).encode() for text in (before, after, back or before)]
    assert rename("ada", "x")(texts[0]) == texts[1]
    assert rename("x", "ada")(texts[1]) == texts[2]


@pytest.mark.parametrize(
    ("text", "old", "new", "says"),
    [
        (LONG, "ada", "ben", 'l.yml:5: there is a peer "ben" already'),
        (LONG, "ada", " ", "l.yml: a peer needs an id"),
        (LONG, "ada", "\ud83d", "half a character"),
        ("interactions:\n- peer: >-\n    ada\n", "ada", "x", "l.yml:2: a peer is named in one line"),
    ],
)
def test_what_cannot_be_renamed(text: str, old: str, new: str, says: str) -> None:
    assert says in refusal(rename(old, new), text)


# --- what is written is read


@pytest.mark.parametrize(
    "text",
    [
        "- {date: 2026, gave: link, peer: x}\n",  # another row
        "  note: so\n",  # a field of the row above
        "interactions:\n",  # the key again
        "x: y\n",  # a new key
        "- {date: 2026\n",  # no YAML
        "",
    ],
)
def test_a_change_that_would_do_something_else_is_not_made(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever a mistake of ours would write."""
    spot = Spot(8, 0)
    monkeypatch.setattr(log_edit, "added", lambda *_: [Edit(spot, spot, text)])
    body = "interactions:\n" + "".join(f"- {ADA}\n" for _ in range(6)) + "peers:\n  ada: {}\n"
    assert refusal(add, body).startswith("l.yml:8: a change here would change more than it should")


def test_rows_at_odd_columns_are_read_from_the_top() -> None:
    rows = "".join(f"  - {ADA}\n" for _ in range(4)) + "".join(f"- {ADA}\n" for _ in range(4))
    before = f"interactions:\n{rows}".encode()
    assert add(before) == before + b"- " + FLOW.encode() + b"\n"


def test_nested_values_stay_as_they_are() -> None:
    before = f"interactions:\n- {{date: 2026, note: {{a: [b]}}}}\n- {ADA}\npeers:\n  ada: {{tags: [a, {{b: c}}]}}\n"
    assert add(before.encode()) == before.replace(f"{ADA}\n", f"{ADA}\n- {FLOW}\n").encode()
