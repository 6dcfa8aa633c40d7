"""The log, typed: a problem with its line for all that is not right, and all the rest counted."""

from __future__ import annotations

from datetime import UTC
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from mkdocs_reciprocity.core.dates import When
from mkdocs_reciprocity.core.log import reader as log_reader
from mkdocs_reciprocity.core.log.contents import Log
from mkdocs_reciprocity.core.model import KINDS, Interaction, Peer
from mkdocs_reciprocity.core.problem import Parsed, Where
from tests.core.ledger.making import keyed

RULES = log_reader.Rules(KINDS, UTC, When("2026-11-23"))
GOOD = "- {{date: 2026-11-02, gave: share, url: https://a.example/{}}}\n"


def parse(text: str | bytes, *, private: bool = False, rules: log_reader.Rules = RULES) -> Parsed[Log]:
    return log_reader.parse(text if isinstance(text, bytes) else text.encode(), "l.yml", rules, private=private)


def row(text: str, **kwargs: Any) -> Interaction:
    """The one row below ``interactions:``, which is right."""
    parsed = parse(f"interactions:\n{text}\n", **kwargs)
    assert parsed.problems == ()
    (found,) = parsed.records.interactions
    return found


def wrong(text: str, *, first: str = "interactions:\n") -> list[tuple[int, str]]:
    """What is wrong with a row on line 3 and below, between two good ones, which are both there."""
    parsed = parse(first + GOOD.format(1) + text + "\n" + GOOD.format(2))
    found = [interaction.url for interaction in parsed.records.interactions]
    assert found == ["https://a.example/1", "https://a.example/2"]
    for problem in parsed.problems:
        assert str(problem).isprintable()
        assert problem.level == "error"
    return [(problem.where.line, problem.message) for problem in parsed.problems]


def peer(text: str, **kwargs: Any) -> Peer:
    (found,) = parse(f"peers:\n  ada:\n{text}", **kwargs).records.peers
    return found


def messages(text: str | bytes, **kwargs: Any) -> list[str]:
    return [str(problem) for problem in parse(text, **kwargs).problems]


# --- what a row may say


def test_a_row_with_everything() -> None:
    found = row(
        "- date: 2026-11-02\n  asked: testimonial\n  peer: ada\n  url: https://ada.example/x/\n  title: On X\n"
        "  via: mastodon\n  note: 'a: b'\n  tags: [one, two]\n  private: false\n  source: webmention\n"
        "  evidence: [https://b.example/, https://a.example/, https://b.example/]\n  answer: granted"
    )
    assert found == keyed(
        Interaction(
            date=When("2026-11-02"),
            direction="asked",
            kind="testimonial",
            reach="ask",
            peer=found.peer,
            url=found.url,
            title="On X",
            via="mastodon",
            note="a: b",
            tags=("one", "two"),
            said_private=False,
            source="webmention",
            evidence=found.evidence,
            answer="granted",
            where=Where("l.yml", 2),
        )
    )
    assert (found.peer, found.url) == ("ada", "https://ada.example/x/")
    assert found.evidence == ("https://a.example/", "https://b.example/")


@pytest.mark.parametrize(
    ("said", "direction", "kind", "reach"),
    [
        ("gave: share", "given", "share", "spread"),
        ("gave: reply", "given", "reply", "talk"),
        ("gave: like", "given", "like", "nod"),
        ("got: comment", "received", "comment", "talk"),
        ("got: ask", "received", "ask", "ask"),
        ("asked: share", "asked", "share", "ask"),
        ("got: ask, answer: declined", "received", "ask", "ask"),
    ],
)
def test_a_deed_has_a_direction_a_kind_and_a_reach(said: str, direction: str, kind: str, reach: str) -> None:
    found = row(f"- {{date: 2026-11-02, {said}, peer: ada}}")
    assert (found.direction, found.kind, found.reach) == (direction, kind, reach)


@pytest.mark.parametrize(
    ("written", "date"),
    [
        ("2026-11-22", "2026-11-22"),
        ("2026-11-23", "2026-11-23"),
        ("2026-11", "2026-11"),
        ("2026", "2026"),
        ("unknown", None),
        ("'2026-11-02'", "2026-11-02"),
        ("2026-11-02T23:30Z", "2026-11-03"),
        ("2026-11-02 23:30:00 +01:00", "2026-11-03"),
        ("2026-11-02T23:30", "2026-11-02"),
        ("2026-11-02 12:30", "2026-11-02"),
    ],
)
def test_a_date_is_a_day_a_month_a_year_a_time_or_unknown(written: str, date: str | None) -> None:
    rules = log_reader.Rules(KINDS, ZoneInfo("Asia/Tokyo"), When("2026-11-23"))
    assert row(f"- {{date: {written}, gave: share, peer: ada}}", rules=rules).date == date


@pytest.mark.parametrize("written", ["no", "on", "012", "12:30", "1e3", "null", "yes", "0x1f", "-", "- ada"])
def test_what_yaml_would_change_stays_as_it_was_written(written: str) -> None:
    if not written.startswith("-"):
        found = row(f"- {{date: 2026-11-02, gave: share, peer: {written}, via: {written}, title: {written}}}")
        assert (found.peer, found.via, found.title) == (written, written, written)
    found = row(f"- date: 2026-11-02\n  gave: share\n  peer: '{written}'\n  via: \"{written}\"")
    assert (found.peer, found.via) == (written, written)


def test_a_tilde_is_nothing_unless_it_is_quoted() -> None:
    assert row("- {date: 2026-11-02, gave: share, peer: ada, title: ~, tags: ~, url: ~}").title == ""
    assert row('- {date: 2026-11-02, gave: share, peer: ada, title: "~"}').title == "~"
    assert row('- {date: 2026-11-02, gave: share, peer: ada, title: "~" }').title == "~"


@pytest.mark.parametrize(
    ("written", "tags"),
    [
        ("one", ("one",)),
        ("[]", ()),
        ("[one, 'two three']", ("one", "two three")),
        ("", ()),
        ("\n  - one\n  - two", ("one", "two")),
    ],
)
def test_tags_are_a_word_or_a_list(written: str, tags: tuple[str, ...]) -> None:
    assert row(f"- date: 2026-11-02\n  gave: share\n  peer: ada\n  tags: {written}").tags == tags


@pytest.mark.parametrize(("said", "private"), [("", None), (", private: true", True), (", private: false", False)])
def test_what_a_row_says_of_itself(said: str, private: bool | None) -> None:
    text = f"- {{date: 2026-11-02, gave: share, peer: ada{said}}}"
    assert row(text).said_private is private
    assert row(text, private=True).said_private is True


# --- what costs a row


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        (
            "- {date: 2026-02-30, gave: share, peer: ada}",
            3,
            '"2026-02-30" is no date; February 2026 has 28 days; did you mean "2026-02-28"?',
        ),
        (
            "- date: 2026-11-02\n  gave: share\n  peer: ada\n  url: ada",
            6,
            '`url`: "ada" is no URL; an address begins with `https://`',
        ),
        (
            '- {date: 2026-11-02, gave: share, url: "https://x.example/a b"}',
            3,
            '`url`: "https://x.example/a b" is no URL; there is a space in it; write `%20` instead',
        ),
        (
            '- {date: 2026-11-02, gave: share, url: "https://x.example/a<b"}',
            3,
            '"https://x.example/a<b" is no URL; there is a slip in its host, or a character that',
        ),
        ("- {date: 2026-11-24, gave: share, peer: ada}", 3, '"2026-11-24" lies in the future'),
        ("- {date: 2026-12, gave: share, peer: ada}", 3, '"2026-12" lies in the future'),
        ("- {date: 2027, gave: share, peer: ada}", 3, '"2027" lies in the future'),
        ("- {date: , gave: share, peer: ada}", 3, "a row needs a `date`"),
        ("- {gave: share, peer: ada}", 3, "a row needs a `date`"),
        (
            "- {date: [2026], gave: share, peer: ada}",
            3,
            '`date` stands in brackets, which make a list for YAML; did you mean "2026"?',
        ),
        ("- {date: 2026-11-02, gave: shrae, peer: ada}", 3, 'unknown kind "shrae"; did you mean "share"?'),
        ("- {date: 2026-11-02, gave: xyzzy, peer: ada}", 3, 'unknown kind "xyzzy"'),
        ("- {date: 2026-11-02, gave: , peer: ada}", 3, "`gave` needs a kind, as in `gave: share`"),
        (
            "- {date: 2026-11-02, gave: [share], peer: ada}",
            3,
            '`gave` stands in brackets, which make a list for YAML; did you mean "share"?',
        ),
        (
            "- {date: 2026-11-02, gave: ask, peer: ada}",
            3,
            "`gave: ask` gives nothing; write what you asked for, as in `asked:",
        ),
        ("- {date: 2026-11-02, asked: ask, peer: ada}", 3, 'unknown kind "ask"'),
        (
            "- date: 2026-11-02\n  gave: share\n  got: share\n  peer: ada",
            5,
            "exactly one of `gave`, `got` and `asked`; this has `gave` and `got`",
        ),
        ("- {date: 2026-11-02, peer: ada}", 3, "this has none"),
        ("- {date: 2026-11-02, gave: share}", 3, "a row needs a `peer` or a `url`"),
        ('- {date: 2026-11-02, gave: share, url: ""}', 3, "a row needs a `peer` or a `url`"),
        ("- {date: 2026-11-02, gave: share, url: , peer: ''}", 3, "a row needs a `peer` or a `url`"),
        ("- {date: 2026-11-02, gave: share, url: ada.example/x}", 3, 'did you mean "https://ada.example/x"?'),
        ("- {date: 2026-11-02, gave: share, url: 'ftp://ada.example/x'}", 3, "is no URL; an address begins with"),
        ("- {date: 2026-11-02, gave: share, url: 'https://ada.example/a b'}", 3, "is no URL"),
        ('- {date: 2026-11-02, gave: share, url: "x\\n::add-mask::a"}', 3, r'"x\n::add-mask::a" is no URL'),
        ("- {date: 2026-11-02, gave: share, peer: ada, titel: X}", 3, 'unknown key "titel"; did you mean "title"?'),
        ("- {date: 2026-11-02, gave: share, peer: ada, xyzzy: X}", 3, 'unknown key "xyzzy"'),
        (
            "- {date: 2026-11-02, gave: share, peer: ada, public: true}",
            3,
            'key "public"; what is public says `private: false`',
        ),
        (
            "- {date: 2026-11-02, gave: share, peer: ada, note: yes, really}",
            3,
            '"really"; if it belongs to `note`, put the whole of that in quotes',
        ),
        ("- {date: 2026-11-02, gave: share, peer: ada, note: [a]}", 3, "`note` is one value, not a list or a mapping"),
        ("- {date: 2026-11-02, gave: share, peer: ada, tags: {a: b}}", 3, "`tags` is a word or a list of words"),
        ("- {date: 2026-11-02, gave: share, peer: ada, tags: [[a]]}", 3, "`tags` is a word or a list of words"),
        ("- {date: 2026-11-02, gave: share, peer: ada, source: fed}", 3, 'unknown source "fed"; did you mean "feed"?'),
        ("- {date: 2026-11-02, gave: share, peer: ada, evidence: [x]}", 3, '`evidence`: "x" is no URL'),
        (
            "- {date: 2026-11-02, asked: share, peer: ada, answer: yes}",
            3,
            '`answer` is "yes"; write `granted` or `declined`',
        ),
        ("- {date: 2026-11-02, gave: share, peer: ada, answer: granted}", 3, "only what was asked has an `answer`"),
        # syntax
        (
            "- {date: 2026-11-02, gave: share, peer: ada, note: asked her: why}",
            3,
            "`note` has a colon followed by a space",
        ),
        ("- date: 2026-11-02\n  note: asked her: why\n  gave: share", 4, "`note` has a colon followed by a space"),
        ("- {date: 2026-11-02, gave: share, peer: ada, via: @me}", 3, "`via` begins with `@`"),
        (
            '- {date: 2026-11-02, gave: share, peer: ada, note: "Yes," she said}',
            3,
            "`note` goes on after its closing quotation",
        ),
        ("- date: 2026-11-02\n  gave: share\n  note: *great*", 5, "`note` begins with `*`"),
        ("- date: 2026-11-02\n  gave: share\n  note: *great", 5, '"*great" is an alias'),
        ("- date: 2026-11-02\n  gave: share\n  tags: #x\n  peer: ada", 5, 'YAML takes "#x" for a comment'),
        ("- date: 2026-11-02\n  gave: share\n  note: &x y\n  peer: ada", 5, '"&x" is an anchor'),
        ("- date: 2026-11-02\n  gave: share\n  note: !x y\n  peer: ada", 5, '"!x" is a tag'),
        ("- date: 2026-11-02\n  <<: *x\n  gave: share", 4, '"*x" is an alias'),
        ("- date: 2026-11-02\n  date: 2026-11-03\n  gave: share", 4, '"date" stands here a second time'),
        ('- {date: 2026-11-02, gave: share, note: "open', 3, "is never closed"),
        ("- {date: 2026-11-02, gave: share", 3, "a bracket that opens here is never closed"),
        ("- date: 2026-11-02\n\tgave: share", 4, "a tab stands before the text"),
        ("-\tdate: 2026-11-02\n  gave: share", 3, "a tab stands before the text"),
        ("- \tdate: 2026-11-02\n  gave: share", 3, "a tab stands before the text"),
        ("- date: 2026-11-02\n gave: share", 4, "this line does not go on with what stands above it"),
        ("- date:2026-11-02\n  gave: share", 3, "put a space behind `date:`"),
        ("- date: 2026-11-02\n  gave: share\ntitle: X", 5, "what stands at the margin here belongs to no row"),
        ("- date: 2026-11-02\n  gave: a\x07b", 4, "a character that cannot be printed"),
        ("- " + "[" * 100_000, 3, "nested more than 16 levels deep"),
        ("- " + "{a: " * 10_000, 3, "nested more than 16 levels deep"),
        ("- a:\n" + "\n".join(" " * depth + "a:" for depth in range(3, 40)), 18, "nested more than 16 levels deep"),
        ("- ada", 3, "a row is a mapping behind a dash"),
        ("-", 3, "a row is a mapping behind a dash"),
        ("- [date]", 3, "a row is a mapping behind a dash"),
    ],
)
def test_a_bad_row_costs_that_row_and_says_what_to_mend(text: str, line: int, says: str) -> None:
    found = wrong(text)
    assert [number for number, _ in found] == [line], found
    assert says in found[0][1]


def test_all_that_is_wrong_with_a_row_is_said_at_once() -> None:
    found = wrong("- date: soon\n  gave: shrae\n  url: x\n  titel: y")
    assert [line for line, _ in found] == [6, 4, 3, 5]


def test_private_that_is_neither_true_nor_false_is_private_and_a_problem_that_costs_nothing() -> None:
    parsed = parse("interactions:\n- {date: 2026-11-02, gave: share, peer: ada, private: maybe}\n")
    assert parsed.records.interactions[0].said_private is True
    assert messages("interactions:\n- date: 2026-11-02\n  private: maybe\n  gave: share\n  peer: ada\n") == [
        'l.yml:3: `private` is "maybe"; write `true` or `false` (until then it counts as `true`)'
    ]
    assert (
        parse("interactions:\n- {date: 2026, gave: share, peer: ada, private: [x]}")
        .records.interactions[0]
        .said_private
        is True
    )


@pytest.mark.parametrize(
    "said",
    [
        "gave: like",
        "got: praise",
        "asked: share",
        "gave: share, private: true",
        "gave: share, private: maybe",
        "asked: x",
    ],
)
def test_a_build_does_not_quote_rows_that_are_not_public(said: str) -> None:
    problems = parse(f"interactions:\n- {{date: soon, {said}, peer: secret, url: secret}}\n").problems
    assert problems
    assert not [problem for problem in problems if "secret" in problem.in_public() or "soon" in problem.in_public()]


def test_a_build_quotes_rows_that_spread() -> None:
    (problem,) = parse("interactions:\n- {date: soon, gave: share, peer: ada}\n").problems
    assert '"soon"' in problem.in_public()
    (problem,) = parse("interactions:\n- {date: soon, gave: share, peer: ada}\n", private=True).problems
    assert "soon" not in problem.in_public()


def test_a_broken_row_that_says_private_is_not_quoted() -> None:
    text = "interactions:\n- {gave: share, private: true, note: *secret }\n- {gave: share,\n  note: *open }\n"
    assert [problem.private for problem in parse(text).problems] == [True, False]


# --- the file


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_line_ends_and_encodings_change_nothing(newline: str, encoding: str) -> None:
    text = "peers:\n  bö:\n    name: Bö\ninteractions:\n- date: 2026\n  gave: share\n  peer: bö\n- {date: x}\n"
    body = text.replace("\n", newline).encode(encoding)
    if encoding.startswith("utf-16-"):
        body = "\ufeff".encode(encoding) + body
    parsed = parse(body)
    assert parsed == parse(text)
    assert {problem.where.line for problem in parsed.problems} == {8}
    assert len(parsed.records.interactions) == 1


def test_line_breaks_that_only_old_yaml_knows_are_spaces() -> None:
    found = row("- {date: 2026-11-02, gave: share, peer: ada, note: a\u2028b\u2029c\x85d}")
    assert found.note == "a b c d"


@pytest.mark.parametrize("newline", [b"\n", b"\r\n", b"\r"])
def test_a_wrong_encoding_is_a_problem_and_costs_no_row(newline: bytes) -> None:
    text = (
        "interactions:\n"
        + GOOD.format(1)
        + "- {date: 2026-11-02, gave: share, peer: ada, note: für}\n"
        + GOOD.format(2)
    )
    parsed = parse(text.encode("latin-1").replace(b"\n", newline))
    assert [str(problem) for problem in parsed.problems] == ["l.yml:3: this is not UTF-8; save the file as UTF-8"]
    assert len(parsed.records.interactions) == 3


def test_half_a_character_of_utf_16_is_a_problem() -> None:
    body = ("interactions:\n" + GOOD.format("\u0a0a")).encode("utf-16") + b"\n"
    assert messages(body) == ["l.yml:3: this is not UTF-16; save the file as UTF-8", messages(body)[1]]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n",
        "# nothing yet\n",
        "---\n",
        "--- # a log\n...\n",
        "%YAML 1.2\n---\n",
        "peers:\ninteractions:\n",
        "interactions: []\n",
        "interactions: # none yet\npeers: {}\n",
        "interactions: ~\n",
        "\ufeff",
    ],
)
def test_an_empty_log_is_no_problem(text: str) -> None:
    assert parse(text) == Parsed(Log())


def test_one_document_may_begin_and_end() -> None:
    parsed = parse("# log\n%YAML 1.2\n---\ninteractions:\n" + GOOD.format(1) + "...\n\n")
    assert parsed.problems == ()
    assert [row.where.line for row in parsed.records.interactions] == [5]


def test_each_further_document_is_a_problem_and_is_read() -> None:
    text = (
        "---\npeers:\n  ada:\n    name: A\n---\ninteractions:\n"
        + GOOD.format(1)
        + "--- # more\n"
        + GOOD.format(2)
        + "...\n"
        + GOOD.format(3)
    )
    parsed = parse(text)
    assert [str(problem) for problem in parsed.problems] == [
        "l.yml:5: a second YAML document begins here; take the line `---` out",
        "l.yml:8: a second YAML document begins here; take the line `---` out",
        "l.yml:10: the YAML document ends here; take the line `...` out",
    ]
    assert len(parsed.records.interactions) == 3
    assert [peer.id for peer in parsed.records.peers] == ["ada"]


def test_an_unknown_key_is_a_problem_and_its_rows_are_not_the_logs() -> None:
    parsed = parse("drafts:\n" + GOOD.format(1) + "interactions:\n" + GOOD.format(2))
    (problem,) = parsed.problems
    assert str(problem).startswith('l.yml:1: unknown key "drafts"; a log has `peers:` and `interactions:`')
    assert [row.where.line for row in parsed.records.interactions] == [4]


@pytest.mark.parametrize(
    ("key", "meant"),
    [("interaction", "interactions"), ("Interactions", "interactions"), ("intractions", "interactions")],
)
def test_rows_below_a_misspelt_key_are_read(key: str, meant: str) -> None:
    parsed = parse(f"{key}:\n" + GOOD.format(1))
    assert len(parsed.records.interactions) == 1
    assert [problem.where.line for problem in parsed.problems] == [1]
    assert f'unknown key "{key}"; did you mean "{meant}"?' in parsed.problems[0].message


def test_peers_below_a_misspelt_key_are_read() -> None:
    parsed = parse("peer:\n  ada:\n    home: https://ada.example/\n")
    assert [peer.id for peer in parsed.records.peers] == ["ada"]
    assert 'did you mean "peers"?' in parsed.problems[0].message


def test_a_line_astray_costs_no_row() -> None:
    parsed = parse("version: 1\ninteractions:\n" + GOOD.format(1) + "language: de\n" + GOOD.format(2))
    assert [problem.where.line for problem in parsed.problems] == [1, 4]
    assert len(parsed.records.interactions) == 2


def test_rows_before_any_key_are_read() -> None:
    parsed = parse("# mine\n" + GOOD.format(1) + GOOD.format(2) + "peers:\n  ada:\n")
    assert [str(problem) for problem in parsed.problems] == [
        "l.yml:2: this row stands below no key; write the line `interactions:` above it"
    ]
    assert [row.where.line for row in parsed.records.interactions] == [2, 3]
    assert len(parsed.records.peers) == 1


@pytest.mark.parametrize("text", ["hello\n", '{"peers": {}, "interactions": []}\n', "- hello\n"])
def test_what_is_no_log_is_one_problem(text: str) -> None:
    assert len(messages(text)) == 1


def test_rows_of_a_headless_list_have_problems_of_their_own() -> None:
    assert [problem.where.line for problem in parse(GOOD.format(1) + "- {date: *x}\n- {date: soon}\n").problems] == [
        1,
        2,
        3,
        3,
        3,
    ]


def test_a_key_that_stands_twice_is_a_problem_and_both_are_read() -> None:
    parsed = parse("interactions:\n" + GOOD.format(1) + "interactions:\n" + GOOD.format(2))
    assert [str(problem) for problem in parsed.problems] == [
        "l.yml:3: `interactions:` stands here a second time; put its entries below the first one"
    ]
    assert len(parsed.records.interactions) == 2


def test_a_list_in_brackets_is_read() -> None:
    parsed = parse(
        "interactions: [{date: 2026-11-02, gave: share, peer: ada},\n"
        "  {date: soon, gave: share, peer: ada},\n"
        "  {date: 2026-11-02, gave: like, peer: ada}]\n"
    )
    assert [row.kind for row in parsed.records.interactions] == ["share", "like"]
    assert [problem.where.line for problem in parsed.problems] == [2]


@pytest.mark.no_cover
def test_a_hundred_thousand_rows() -> None:
    row_of_two_lines = "- date: 2026-11-02\n  gave: share\n  url: https://a.example/x\n"
    parsed = parse("interactions:\n" + (row_of_two_lines + GOOD.format(2)) * 50_000)
    assert parsed.problems == ()
    assert len(parsed.records.interactions) == 100_000
    assert parsed.records.interactions[-1].where.line == 1 + 4 * 50_000


# --- peers


def test_a_peer_with_everything() -> None:
    text = (
        "    name: Ada Example\n    home: https://ada.example/\n    feed: [feeds/ada.xml, https://ada.example/feed]\n"
        "    also: https://fosstodon.org/@ada\n    checkin: 2 months\n    tags: one\n    private: true\n    lang: de\n"
        "    avatar: ada.png\n    note: x\n    call: Adali\n    contact: mailto:ada@ada.example\n"
    )
    found = peer(text)
    assert found == Peer(
        id=found.id,
        name="Ada Example",
        home=found.home,
        feeds=("feeds/ada.xml", "https://ada.example/feed"),
        also=found.also,
        checkin=60,
        tags=("one",),
        private=True,
        lang="de",
        avatar="ada.png",
        note="x",
        call="Adali",
        contact="mailto:ada@ada.example",
        where=found.where,
    )
    assert (found.id, found.home, found.also) == ("ada", "https://ada.example/", ("https://fosstodon.org/@ada",))
    assert found.where.line == 3


def test_a_peer_is_called_by_its_id_where_it_has_no_name() -> None:
    parsed = parse("peers:\n  no:\n  012: {}\n  12:30:\n    tags: []\n")
    assert parsed.problems == ()
    assert [(peer.id, peer.name, peer.private) for peer in parsed.records.peers] == [
        ("no", "no", False),
        ("012", "012", False),
        ("12:30", "12:30", False),
    ]


@pytest.mark.parametrize(
    ("written", "days"),
    [("60 days", 60), ("60", 60), ("1 day", 1), ("8 weeks", 56), ("3 Months", 90), ("1 year", 365), ("", None)],
)
def test_a_checkin_is_a_span_of_time(written: str, days: int | None) -> None:
    assert peer(f"    checkin: {written}\n").checkin == days


@pytest.mark.parametrize(
    ("written", "about"),
    [
        ("Machines and all.", "Machines and all."),
        ("'<b>x</b> {{ 7*7 }}'", "<b>x</b> {{ 7*7 }}"),
        ('"\\u202eone\\n  two"', "one two"),
        ("|\n      one\n      two", "one two"),
        ("no", "no"),
        ("", ""),
        ("word " * 1000, "word " * 58 + "word…"),
    ],
)
def test_what_is_said_about_a_peer_is_one_line_of_plain_text(written: str, about: str) -> None:
    assert peer(f"    about: {written}\n").about == about


@pytest.mark.parametrize(("characters", "said"), [(300, []), (301, ["l.yml:3"])])
def test_what_is_cut_is_said_and_the_peer_stays_public(characters: int, said: list[str]) -> None:
    parsed = parse(f"peers:\n  ada:\n    about: {'a' * characters}\n")
    assert [peer.private for peer in parsed.records.peers] == [False]
    assert [str(problem.where) for problem in parsed.problems] == said
    assert all("`about` is cut after 300 characters" in problem.message for problem in parsed.problems)


@pytest.mark.parametrize(
    ("written", "call"),
    [
        ("Ada", "Ada"),
        ("'<b>Ada</b>'", "<b>Ada</b>"),
        ('"\\u202eA\\nda"', "A da"),
        ("no", "no"),
        ("", ""),
        ("a" * 90, "a" * 79 + "…"),
    ],
)
def test_how_somebody_is_addressed_is_one_line_of_plain_text(written: str, call: str) -> None:
    assert peer(f"    call: {written}\n").call == call


def test_without_a_contact_there_is_none() -> None:
    assert peer("    contact:\n").contact == ""
    assert peer("    contact: ' @ada@social.example '\n").contact == "@ada@social.example"


@pytest.mark.parametrize(("written", "fallow"), [("true", True), ("false", False), ("", False)])
def test_a_blog_is_gone_where_the_author_says_so(written: str, fallow: bool) -> None:
    assert peer(f"    fallow: {written}\n").fallow is fallow


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        ("    nmae: A\n", 3, 'peer "ada": unknown key "nmae"; did you mean "name"?'),
        ("    name: A\n    home: ada.example\n", 4, 'did you mean "https://ada.example"?'),
        ("    home: https://ada@ada.example/\n", 3, "names a user before the host"),
        ("    also: [https://x@ada.example/]\n", 3, "`also`:"),
        ("    lang: Deutsch!\n", 3, '`lang` is "Deutsch!"; write the code of a language, such as `de`'),
        ("    excerpt: short\n", 3, '`excerpt` is "short"; write `true` or `false`'),
        ("    recommend: yes\n", 3, '`recommend` is "yes"; write `true` or `false`'),
        ("    fallow: gone\n", 3, '`fallow` is "gone"; write `true` or `false`'),
        ("    about: Machines: all of them\n", 3, "`about` has a colon followed by a space"),
        ("    about: [x]\n", 3, "`about` is one value"),
        ("    gone: true\n", 3, 'unknown key "gone"; did you mean "fallow"?'),
        ("    contact: 'javascript:alert(1)'\n", 3, '`contact`: nobody can be written to at "javascript:alert(1)"; '),
        ("    contact: ada@ada.example?bcc=x\n", 3, 'the draft; did you mean "ada@ada.example"?'),
        ('    contact: "ada@ada.example\\nBcc: x"\n', 3, 'at "ada@ada.example\\nBcc: x"; there is a hidden character'),
        ("    contact: @ada@social.example\n", 3, "put the value in quotes"),
        ("    contact: [ada@ada.example, ben@ben.example]\n", 3, "`contact` is one value"),
        ("    contact: https://ada.example/hello/.\n", 3, "stands at its end"),
        ("    call: [Ada]\n", 3, "`call` is one value"),
        ("    email: ada@ada.example\n", 3, 'unknown key "email"; did you mean "contact"?'),
        ("    recommended: true\n", 3, 'unknown key "recommended"; did you mean "recommend"?'),
        ("    checkin: soon\n", 3, '`checkin` is "soon"; write it as `60 days`'),
        ("    checkin: 123456 days\n", 3, "`checkin` is"),
        ("    private: maybe\n", 3, "(until then it counts as `true`)"),
        ("    name: [A]\n", 3, "`name` is one value"),
        ("    feed: {a: b}\n", 3, "`feed` is a word or a list of words"),
        ("    tags: #x\n", 3, 'YAML takes "#x" for a comment'),
        ("    name: *x\n", 3, "is an alias"),
        ("    name: A\n    name: B\n", 4, '"name" stands here a second time'),
        ("    note: asked her: why\n", 3, "`note` has a colon followed by a space"),
        ("    - name\n", 3, "a peer is a mapping"),
        ("    name: A\n\n\n\tnote: b\n", 6, "a tab stands before the text"),
    ],
)
def test_a_peer_with_a_problem_is_kept_and_private_till_it_is_mended(text: str, line: int, says: str) -> None:
    parsed = parse(
        "peers:\n  ada:\n" + text + "  ben:\n    home: https://ben.example/\ninteractions:\n" + GOOD.format(1)
    )
    assert [(peer.id, peer.private) for peer in parsed.records.peers] == [("ada", True), ("ben", False)]
    assert [problem.where.line for problem in parsed.problems] == [line]
    assert says in parsed.problems[0].message
    assert len(parsed.records.interactions) == 1


def test_a_peer_needs_an_id() -> None:
    parsed = parse("peers:\n  '':\n    home: https://ada.example/\n")
    assert "a peer needs an id" in parsed.problems[0].message


def test_the_addresses_of_a_broken_peer_stay_private() -> None:
    addresses = "    home: https://ada.example/\n    also: [https://b.example/x, 'https://c.example'\n"
    text = f"peers:\n  ada:\n{addresses}    note: asked: why\n"
    (found,) = parse(text).records.peers
    assert found.private
    assert found.also == ("https://ada.example/", "https://b.example/x", "https://c.example")


def test_peers_that_are_no_mapping_leave_their_addresses_private() -> None:
    (found,) = parse("peers:\n- id: ada\n  home: https://ada.example/\n").records.peers
    assert (found.id, found.private, found.also) == ("", True, ("https://ada.example/",))
    assert parse("peers: [ada]\n").records.peers == ()


def test_the_peers_of_a_private_file_and_their_problems_are_private() -> None:
    parsed = parse("peers:\n  ada:\n    nmae: A\n", private=True)
    assert parsed.records.peers[0].private
    assert parsed.problems[0].private


def test_a_problem_of_a_private_peer_is_not_quoted() -> None:
    (problem,) = parse("peers:\n  secret:\n    private: true\n    home: hidden\n").problems
    assert "secret" in str(problem)
    assert "secret" not in problem.in_public()


def test_a_feed_that_is_nearly_a_url_is_a_mistake() -> None:
    read = log_reader.parse(b"peers:\n  ada: {feed: 'htps://ada.example/feed.xml'}\n", "r.yml", RULES)
    assert "is no URL" in read.problems[0].message
    assert read.records.peers[0].private


def test_space_around_a_feed_is_not_part_of_it() -> None:
    read = log_reader.parse(b"peers:\n  ada: {feed: ' https://ada.example/feed.xml '}\n", "r.yml", RULES)
    assert read.records.peers[0].feeds == ("https://ada.example/feed.xml",)


def test_a_stray_key_alone_on_its_line_costs_no_row_below_it() -> None:
    rows = b"- {date: 2026-11-02, gave: share, url: https://x.example/1}\n"
    read = log_reader.parse(b"interactions:\n" + rows + b"oops:\n" + rows + rows, "r.yml", RULES)
    assert [row.where.line for row in read.records.interactions] == [2, 4, 5]
    assert [problem.where.line for problem in read.problems] == [3]


def test_a_list_that_is_none_of_ours_is_one_problem() -> None:
    text = b"interactions:\n- {date: 2026-11-02, gave: share, url: https://x.example/1}\nlinks:\n- one\n- two\n"
    read = log_reader.parse(text, "r.yml", RULES)
    assert len(read.records.interactions) == 1
    assert [problem.where.line for problem in read.problems] == [3]


# --- many mistakes in one place


def test_the_mistakes_of_one_row_are_named_up_to_a_number() -> None:
    many = log_reader.FAULTS + 5
    said = messages("interactions:\n- date: 2026-11-02\n" + "".join(f"  k{number}: v\n" for number in range(many)))
    assert len(said) == log_reader.FAULTS + 1
    assert said[-1].endswith("more mistakes follow from here on; mend those above first")
    assert said[0].startswith('l.yml:3: unknown key "k0"')


def test_the_mistakes_of_a_row_that_cannot_be_read_are_named_up_to_a_number() -> None:
    said = messages("interactions:\n- a: 1\n" + "  a: 1\n" * 8_000 + GOOD.format(1))
    assert len(said) == log_reader.FAULTS + 1
    assert said[0].startswith('l.yml:3: "a" stands here a second time')
    assert said[-1].startswith(f"l.yml:{3 + log_reader.FAULTS}: {8_000 - log_reader.FAULTS} more mistakes follow")


def test_rows_that_share_a_line_stand_in_their_order() -> None:
    rows = ", ".join(f"{{date: 2026, gave: share, url: https://ada.example/{name}/}}" for name in "zam")
    found = parse(f"interactions: [{rows}]\n").records.interactions
    places = [row.where for row in found]
    assert len(places) == len(set(places)) == 3
    assert places == sorted(places)


def test_a_list_without_a_key_costs_its_rows_and_no_more() -> None:
    for text in ('["",""]', "[{a: b}, {a: c}]", '[["", ""]]'):
        found = log_reader.parse(text.encode(), "l.yml", RULES)
        assert found.records.interactions == ()
        assert found.problems


@pytest.mark.parametrize(
    ("said", "wrong_with_it"),
    [
        ("gone: 2026-11-20", None),
        ("gone: ''", None),
        ("gone: yes", '`gone` is "yes"; write the day on which the post was gone: `2026-11-20`'),
        ("gone: 0001-01-01", '`gone` is "0001-01-01"; write the day on which the post was gone: `2026-11-20`'),
        ("gone: 2030-01-01", '`gone` is "2030-01-01", which lies in the future; log it when it has happened'),
    ],
)
def test_a_post_is_gone_since_a_day(said: str, wrong_with_it: str | None) -> None:
    text = f"- {{date: 2026-10-01, gave: share, url: https://a.example/, {said}}}\n"
    if wrong_with_it is None:
        assert row(text).gone == ("2026-11-20" if "2026" in said else None)
    else:
        assert wrong(text) == [(3, wrong_with_it)]


@pytest.mark.parametrize("deed", ["gave: share, peer: ada", "got: share, url: https://me.example/"])
def test_only_a_gift_with_an_address_is_gone(deed: str) -> None:
    assert wrong(f"- {{date: 2026-10-01, {deed}, gone: 2026-11-20}}\n") == [
        (3, "only a gift with a `url` can be `gone`")
    ]
