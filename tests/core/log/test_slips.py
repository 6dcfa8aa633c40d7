"""What is said of addresses, dates, words and rows that are nearly right: what was meant."""

from __future__ import annotations

from datetime import UTC

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_reciprocity.core.dates import When
from mkdocs_reciprocity.core.log import address_advice, date_advice, word_advice
from mkdocs_reciprocity.core.log import reader as log_reader
from mkdocs_reciprocity.core.log.contents import Log
from mkdocs_reciprocity.core.model import KINDS
from mkdocs_reciprocity.core.problem import Parsed

RULES = log_reader.Rules(KINDS, UTC, When("2026-11-29"))
MEANT = "https://a.example/x/"


def parse(text: str) -> Parsed[Log]:
    return log_reader.parse(text.encode(), "l.yml", RULES)


def said(text: str) -> list[str]:
    return [f"{problem.where.line}: {problem.message}" for problem in parse(text).problems]


def of_row(fields: str) -> str:
    """The one message on a row, which is lost for it, and no other is."""
    good = "- {date: 2026-11-02, gave: share, url: https://a.example/}\n"
    parsed = parse(f"interactions:\n{good}{fields}\n{good.replace('11-02', '11-03')}")
    assert len(parsed.records.interactions) == 2
    (problem,) = parsed.problems
    return problem.message


# --- addresses


@pytest.mark.parametrize(
    "text",
    [
        f"<{MEANT}>", f"[Three]({MEANT})", f'[Three]({MEANT} "a title")', f"![A loom]({MEANT})", f"[T]: {MEANT}",
        f"“{MEANT}”", f"„{MEANT}“", f"«{MEANT}»", f"‘{MEANT}’", f"‹{MEANT}›", f"({MEANT})", f"`{MEANT}`", f"{MEANT}>",
        f'<a href="{MEANT}">x</a>', f"Three {MEANT}", f"url: {MEANT}", f"view-source:{MEANT}", f"\u200b{MEANT}",
        f"{MEANT} (via Ben)", f"{MEANT} - a fine post", f"{MEANT} [pdf]", "https//a.example/x/", "https:/a.example/x/",
        "https:a.example/x/", "htps://a.example/x/", "htttps://a.example/x/", "a.example/x/", "//a.example/x/",
        "feed://a.example/x/", "https:// a.example/x/", "https\N{FULLWIDTH COLON}//a.example/x/", "ttps://a.example/x/",
        "https\u200d://a.example/x/", "https: //a.example/x/", f"**{MEANT}**", f"_{MEANT}_",
    ],
)  # fmt: skip
def test_the_address_in_what_was_pasted_is_meant(text: str) -> None:
    assert address_advice.advice(text).startswith(f'did you mean "{MEANT}"?')


def test_what_follows_an_address_is_to_be_left_out() -> None:
    assert address_advice.advice(f"{MEANT} (via Ben)") == f'did you mean "{MEANT}"? Leave out what follows the address'


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("www.a.example", 'did you mean "https://www.a.example"?'),
        ("http:a.example", 'did you mean "http://a.example"?'),
        ("@ada@social.example", 'did you mean "https://social.example/@ada"?'),
        ("ada@a.example", "that is for mail"),
        ("mailto:ada@a.example", "that is for mail"),
        ("looms.md", "that looks like the name of a file"),
        ("posts/looms.md", "that looks like the name of a file"),
        ("/looms/", "that is a part of an address"),
        ("../looms/", "that is a part of an address"),
        ("looms/", "that is a part of an address"),
        ("file:///home/x/", "an address begins with `https://`"),
        ("https://a.example/a b", "there is a space in it; write `%20` instead, or leave out what follows the address"),
        ("https://a b", "there is a slip in its host"),
        ("https://a..example/", "there is a slip in its host"),
        ("https://-a.example/", "there is a slip in its host"),
        ("https://a.example/a<b", "there is a slip in its host, or a character"),
        ("https://a.example\\x", "there is a slip in its host, or a character"),
        ("http://", "there is a slip in its host"),
        (f"{MEANT} https://b.example/", "several addresses stand here"),
        ("h ttp://[", "an address begins with `https://`"),
        ("", "an address begins with `https://`"),
        ("https://a/ b", "there is a space in it; write `%20` instead"),
        ("a" * 5000, "it has more than 4096 characters"),
    ],
)
def test_what_is_no_address_is_told_what_to_do(text: str, says: str) -> None:
    assert address_advice.advice(text).startswith(says)


@pytest.mark.parametrize("end", [",", ";", ")", "]", "”", "»", "’", "…", "`", ",)", ").", "\u200b", "\ufeff", "—"])
def test_what_was_pasted_along_at_the_end_is_asked_about_and_costs_the_row(end: str) -> None:
    message = of_row(f"- {{date: 2026-11-02, gave: share, url: '{MEANT}{end}'}}")
    assert f'did you mean "{MEANT}"?' in message


def test_an_address_twice_and_a_dot_behind_a_slash_are_asked_about() -> None:
    assert address_advice.doubt(f"https://{MEANT}") == f'did you mean "{MEANT}"?'
    assert address_advice.doubt(f"http://http:{MEANT}") == f'did you mean "{MEANT}"?'
    assert address_advice.doubt(f"{MEANT}.") == f'"." stands at its end; did you mean "{MEANT}"?'
    assert address_advice.doubt(f"{MEANT}?a=1&amp;b=2") == f'did you mean "{MEANT}?a=1&b=2"?'
    cut_off = f'stands at its end; did you mean "{MEANT}b"? If it was cut off there, paste the whole address'
    assert address_advice.doubt(f"{MEANT}b...") == f'"..." {cut_off}'
    assert address_advice.doubt(f"{MEANT}b\N{HORIZONTAL ELLIPSIS}") == f'"\N{HORIZONTAL ELLIPSIS}" {cut_off}'
    assert address_advice.doubt(f"{MEANT},").endswith("(where it belongs there, write it as `%2C`)")


@pytest.mark.parametrize(
    "url",
    [
        "https://en.example/wiki/Loom_(machine)", "https://a.example/Acme_Inc.", "https://a.example/?q=", "https://a.example",
        "https://a.example/x_", "https://a.example/a-", "https://a.example/#", "https://http.example/", "https://https.example/x!",
        "https://a.example/[x]", "https://web.example/web/2026/https://a.example/",
    ],
)  # fmt: skip
def test_addresses_that_end_oddly_and_are_right_are_left_alone(url: str) -> None:
    assert address_advice.doubt(url) == ""
    assert parse(f"interactions:\n- {{date: 2026-11-02, gave: share, url: '{url}'}}").problems == ()


def test_what_tools_have_written_stands_as_it_was_seen() -> None:
    row = f"- {{date: 2026-11-02, got: link, peer: ada, url: '{MEANT},', source: feed, evidence: '{MEANT};'}}"
    parsed = parse(f"peers:\n  ada: {{name: Ada}}\ninteractions:\n{row}\n")
    assert parsed.problems == ()


def test_addresses_of_peers_are_asked_about_too() -> None:
    text = f"peers:\n  ada:\n    home: {MEANT},\n    also: ['{MEANT};']\n    feed: <{MEANT}>\n"
    feed, home, also = said(text)
    assert home.startswith(f'3: peer "ada": `home`: "{MEANT},": "," stands at its end; did you mean')
    assert also.startswith(f'4: peer "ada": `also`: "{MEANT};": ";" stands at its end; did you mean')
    assert feed == f'5: peer "ada": `feed`: "<{MEANT}>" is no URL; did you mean "{MEANT}"?'


# --- dates


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        *(
            (text, '"2026-11-05"')
            for text in (
                "2026-11-5", "5.11.2026", "05.11.2026", "2026/11/05", "2026.11.05", "20261105", "5 Nov 2026",
                "Nov 5 2026", "5. November 2026", "November 5th, 2026", "Thu, 5 Nov 2026",
                "5 de noviembre de 2026", "2026 11 05", "Donnerstag, 5. November 2026", "Do, 5.11.2026",
                "jeudi 5 novembre 2026", "jueves 5 de noviembre de 2026",
                "giovedì 5 novembre 2026", "donderdag 5 november 2026", "quinta-feira, 5 de novembro de 2026",
                "2026-11-5 10:30", "2026-11-05, 10:30", "2026-11-05T", "2026-11-05.", "“2026-11-05”", "5.11.26",
                "2026年11月5日", "2026-11-05 25:00",
            )
        ),
        ("25.11.2026", '"2026-11-25"'),
        ("11/25/2026", '"2026-11-25"'),
        ("25/11/2026", '"2026-11-25"'),
        ("11.25.2026", '"2026-11-25"'),
        ("2026-25-11", '"2026-11-25"'),
        ("5/11/2026", '"2026-11-05" or "2026-05-11"'),
        ("11/5/2026", '"2026-05-11" or "2026-11-05"'),
        ("05-11-2026", '"2026-11-05" or "2026-05-11"'),
        ("5/5/2026", '"2026-05-05"'),
        ("05-11-26", '"2026-11-05" or "2026-05-11" or "2005-11-26"'),
        ("11/12/2026", '"2026-11-12"'),
        ("2026 Nov 5", '"2026-11-05"'),
        ("Nov 2026", '"2026-11"'),
        ("2026 November", '"2026-11"'),
        ("11/2026", '"2026-11"'),
        ("2026-5", '"2026-05"'),
        ("2026-11-00", '"2026-11"'),
        ("2027-1-5", '"2027-01-05"'),
    ],
)  # fmt: skip
def test_the_day_that_was_meant(text: str, meant: str) -> None:
    assert date_advice.advice(text, When("2026-11-29")) == f"did you mean {meant}?"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("2026–11–05", 'the dashes of a date are hyphens; did you mean "2026-11-05"?'),
        ("2026\u201111\u221205", 'the dashes of a date are hyphens; did you mean "2026-11-05"?'),
        ("٢٠٢٦-١١-٠٥", 'the digits of a date are 0 to 9; did you mean "2026-11-05"?'),
        ("２０２６-１１-０５", 'the digits of a date are 0 to 9; did you mean "2026-11-05"?'),
        ("२०२६-११-०५", 'the digits of a date are 0 to 9; did you mean "2026-11-05"?'),
        ("yesterday", 'a log says the day itself; did you mean "2026-11-27"?'),
        ("2026-11-31", 'November 2026 has 30 days; did you mean "2026-11-30"?'),
        ("31.11.2026", 'November 2026 has 30 days; did you mean "2026-11-30"?'),
        ("2026-02-29", 'February 2026 has 28 days; did you mean "2026-02-28"?'),
        ("2024-02-30", 'February 2024 has 29 days; did you mean "2024-02-29"?'),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_date_is_said(text: str, says: str) -> None:
    assert date_advice.advice(text, When("2026-11-29")) == says


@pytest.mark.parametrize(
    "text",
    [
        "", "soon", "2026-13", "2026-00-00", "13/13/2026", "206-11-05", "20266-11-05", "5.11.", "Q4 2026",
        "2026-W45", "spring 2026",
        "2026-309", "Nov Dec 2026", "November", "Nov 5", "5 Nov 2026 2027", "2026-309-1", "5 Nov 26",
        "1.2.3.4", "0000-01-01", "5/555/2026",
    ],
)  # fmt: skip
def test_where_no_day_can_be_told_the_spellings_are_named(text: str) -> None:
    assert date_advice.advice(text, When("2026-11-29")) == "write `2026-11-02`, `2026-11`, `2026` or `unknown`"


@given(st.text())
def test_any_text_gets_an_advice_on_one_line(text: str) -> None:
    for advice in (
        address_advice.advice(text), date_advice.advice(text, When("2026-11-29")), word_advice.kind(text, KINDS),
        word_advice.key_hint(text, "", "row", KINDS), address_advice.doubt(f"https://a.example/{text}"),
    ):  # fmt: skip
        assert advice.isprintable()


# --- kinds and keys


@pytest.mark.parametrize(
    ("kind", "meant"),
    [
        ("boost", '"share"'), ("Share", '"share"'), ("“share”", '"share"'), ("favourite", '"like"'),
        ("thanks", '"thank"'), ("mention", '"link"'),
        ("boosted", '"share"'), ("retweeted", '"share"'), ("mentions", '"link"'), ("subscribed", '"follow"'),
        ("favourited", '"like"'), ("saved", '"bookmark"'), ("liked", '"like"'), ("shout-out", '"share"'),
        ("coment", '"comment"'), ("re", '"review" or "recommend" or "reply"'),
    ],
)  # fmt: skip
def test_a_kind_that_does_not_exist_names_those_that_are_near(kind: str, meant: str) -> None:
    message = word_advice.kind(kind, KINDS)
    assert message.endswith(f"; did you mean {meant}?")


def test_a_kind_that_is_like_none_names_all() -> None:
    assert word_advice.kind("x", ["share", "zine"]) == (
        'unknown kind "x"; there are share, zine, and the option `kinds` adds more'
    )


@pytest.mark.parametrize(
    ("key", "meant"),
    [("link", "url"), ("given", "gave"), ("liked", "gave"), ("from", "peer"), ("“date”", "date"), ("titel", "title")],
)
def test_a_key_by_another_name_is_known(key: str, meant: str) -> None:
    hint = word_advice.key_hint(key, "", "row", ["url", "gave", "date", "title", "peer"])
    assert hint == f'; did you mean "{meant}"?'


@pytest.mark.parametrize(("key", "meant"), [("website", "home"), ("rss", "feed"), ("nam", "name")])
def test_a_key_of_a_peer_by_another_name_is_known(key: str, meant: str) -> None:
    assert said(f"peers:\n  ada:\n    {key}: x\n") == [f'3: peer "ada": unknown key "{key}"; did you mean "{meant}"?']


# --- rows


@pytest.mark.parametrize(
    ("row", "says"),
    [
        ("- {date: 2026-11-02, gave: share} - {date: 2026-11-02, gave: share}", "a second row stands on this line"),
        ("- {date: 2026-11-02, gave: share}, {date: 2026-11-02, gave: share}", "a second row stands on this line"),
        ("- {date: 2026-11-02, gave: share} {date: 2026-11-02, gave: share}", "a second row stands on this line"),
        ("- {date: 2026-11-02, gave: share},", '"," stands behind the row; delete it'),
        ("- date: 2026-11-02 gave: share", "`gave:` stands on the line of `date`; write each on a line of its own"),
        ("- date: 2026-11-02, gave: share", "`gave:` stands on the line of `date`; write each on a line of its own"),
        (
            "- date: 2026-11-02\n  note: [sic] a thing",
            "`note` begins with `[`, which begins a list or a mapping for YAML",
        ),
        (
            "- {date: 2026-11-02, note: [sic] a thing}",
            "`note` begins with `[`, which begins a list or a mapping for YAML",
        ),
        ("- date: 2026-11-02\n  note: {a} b", "`note` begins with `{`, which begins a list or a mapping"),
        (
            "- date: 2026-11-02\n  url: [T](https://a.example/)",
            'a link of Markdown; did you mean "https://a.example/"?',
        ),
        (
            "- {date: 2026-11-02, url: [T](https://a.example/)}",
            'a link of Markdown; did you mean "https://a.example/"?',
        ),
        ("- date: 2026-11-02\n  note: “Great: post”", "the quotation marks of `note` mean nothing to YAML"),
        ("– {date: 2026-11-02, gave: share}", '"–" is no hyphen; a row begins with `- `'),
        ("• date: 2026-11-02", '"•" is no hyphen; a row begins with `- `'),
        ("* {date: 2026-11-02, gave: share}", "`*` begins no row; a row begins with `- `"),
        ("-\u00a0{date: 2026-11-02, gave: share}", r'the space here is "\xa0", not the one of the keyboard'),
        ("- date: 2026-11-02\n\u00a0\u00a0gave: share", r'the space here is "\xa0", not the one of the keyboard'),
        ("- date: 2026-11-02\n  gave:\u00a0share", r'the space here is "\xa0", not the one of the keyboard'),
        ("- date: 2026-11-02\n  \u2009gave: share", r'"\u2009" in it is not the one of the keyboard'),
        ("- {date： 2026-11-02, gave: share}", '"：" in it is not the one of the keyboard'),
        ("- date: 2026-11-02\n  note: Oh\u00a0: «\u00a0ah\u00a0: b\n  gave: share", "`note` has a colon followed by"),
        ("- {date: 2026-11-02， gave: share, peer: ada}", '"，" means nothing to YAML'),
        ("- date： 2026-11-02\n  gave: share", '"：" means nothing to YAML; write the one of an English keyboard'),
        (
            "- {date: 2026-11-02, gave: share, peer: ada, tags: tea, loom}",
            "a list stands in brackets: `tags: [one, two]`",
        ),
        ("- {date: 2026-11-02, gave: share, peer: ada, note: a, b}", "if it belongs to `note`, put the whole"),
        ("- date: 2026-11-02\n  gave: share\n  peer: ada\n  tags: tea, loom", 'did you mean "[tea, loom]"?'),
        ("- date: 2026-11-02\n  gave: share\n  peer: ada\n  weblog:", 'unknown key "weblog"'),
        ("- {date: 2026-11-02, gave: share, url: https://a.example/?q=[x]}", "`url` has a bracket in it, which begins"),
        ("- {date: 2026-11-02 gave: share, url: https://a.example/}", "a comma is missing before `gave:`"),
        ("- {date: 2026-11-02, gave share, peer: ada}", 'unknown key "gave share"; put a colon behind `gave`'),
        ("- {date: 2026-11-02, gave:share, peer: ada}", 'unknown key "gave:share"; put a space behind `gave:`'),
        ("- date: 2026-11-02\n  gave share\n  peer: ada", "4: put a colon behind `gave`"),
        ("- date: 2026-11-02\n  note: a\n  and b\n  gave: share", "5: this line has no key; indent it further"),
        ("- date: 2026-11-02\n  title: - a\n  gave: share", "`title` begins with `- `"),
        ("- {date: 2026-11-02, share: https://a.example/}", 'unknown key "share"; did you mean "gave"?'),
        ("- {date: 2026-11-02, gave: share https://a.example/}", '; did you mean "share"?'),
        ("- - date: 2026-11-02\n    gave: share", "two dashes begin a list in a list; take one out"),
        ("- [ ] date: 2026-11-02\n  gave: share", "`[ ]` begins a list for YAML; take it out"),
        ("- [x] {date: 2026-11-02, gave: share}", "`[x]` begins a list for YAML; take it out"),
        ("1. date: 2026-11-02\n   gave: share", "`1.` begins no row; a row begins with `- `"),
        ("2) {date: 2026-11-02, gave: share}", "`2)` begins no row; a row begins with `- `"),
        ("- Date: 2026-11-02\n  Gave: share", 'unknown key "Gave"; did you mean "gave"?'),
        ("- {date:2026-11-02,gave:share}", 'unknown key "date:2026-11-02"; put a space behind `date:`'),
        ("- date:2026-11-02\n  gave:share", "3: put a space behind `date:`"),
        ("- date = 2026-11-02\n  gave = share", "3: put a colon behind `date`"),
        ("- {date: 2026-11-02\u060c gave: share}", '"\u060c" means nothing to YAML'),
        ("<<<<<<< HEAD", "3: git has left a mark"),
        ("=======", "3: git has left a mark"),
        (">>>>>>> main", "3: git has left a mark"),
        ("```yaml", "3: a fence of Markdown stands here; delete the line"),
        (
            "- {date: [[2026-11-02]], gave: share, peer: ada}",
            '`date` stands in brackets, which make a list for YAML; did you mean "2026',
        ),
        ("- {date: 2026-11-02, gave: [share, like], peer: ada}", "a row has one `gave`; write a row for each"),
        ("- {date: 2026-11-02, gave: share, url: {a: b}}", "`url` is one value, not a list or a mapping"),
        ("- {date: 2026-11-02, gave: share, url: []}", "`url` is one value, not a list or a mapping"),
        (
            "- date: 2026-11-02\n  gave: share\n  url: -",
            "`url` has a dash only, which begins a list for YAML; leave the key out",
        ),
        ("- {date: 2026-11-02, gave: share, url: n/a}", "where there is no address, leave the key out"),
        (
            "- {date: 2026-11-02, gave: share, url: 'https://www.google.com/url?q=https%3A%2F%2Fa.example%2F'}",
            'it only leads on, and tells who follows it; did you mean "https://a.example/"?',
        ),
    ],
)
def test_a_slip_in_a_row_is_said(row: str, says: str) -> None:
    good = "- {date: 2026-11-02, gave: share, url: https://a.example/}\n"
    found = said(f"interactions:\n{good}{row}\n")
    assert any(says in message for message in found)


def test_a_space_that_is_none_of_the_keyboards_in_a_key() -> None:
    first, *_ = said("interactions:\n- {date: 2026-11-02,\u00a0gave: share, url: https://a.example/}\n")
    assert first == r"""2: unknown key "\xa0gave"; "\xa0" in it is not the one of the keyboard; write that one"""


def test_a_slip_in_the_braces_of_a_peer_is_named() -> None:
    colon = said("peers:\n  ada: {name: Ada: weaver, home: https://a.example/}\n")
    assert colon == ["2: `name` has a colon followed by a space in it; put the value in quotes"]
    comma = said("peers:\n  ada: {name: Ada home: https://a.example/}\n")
    assert comma == ["2: a comma is missing before `home:`"]


def test_a_section_without_its_colon_is_named() -> None:
    found = said(
        "peers:\n  ada: {home: https://a.example/}\ninteractions\n- {date: 2026-11-02, gave: share, peer: ada}\n"
    )
    assert found[0] == "3: put a colon behind `interactions`"


def test_a_private_row_in_capitals_says_nothing_of_its_neighbours() -> None:
    row = "- {date: 2026-11-02, gave: share, url: https://a.example/}\n"
    parsed = parse(f"interactions:\n{row}- {{Date: 2026-11-02, Gave: share, Private: true}}\n{row}")
    assert [one.said_private for one in parsed.records.interactions] == [None, None]


def test_a_row_without_its_dash_is_not_to_be_deleted() -> None:
    (message,) = said("interactions:\ndate: 2026-11-02\ngave: share\n")
    assert message.endswith("belongs to no row; begin the row with `- `, and indent its other lines by two spaces")


@pytest.mark.parametrize("indent", ["", "  "])
def test_rows_among_peers_are_rows_without_their_key(indent: str) -> None:
    rows = f"{indent}- date: 2026-11-02\n{indent}  gave: share\n{indent}  peer: ada\n"
    parsed = parse(f"peers:\n  ada:\n    name: Ada\n\n{rows}{rows.replace('11-02', '11-03')}")
    assert [str(problem) for problem in parsed.problems] == [
        "l.yml:5: this row stands below no key; write the line `interactions:` above it"
    ]
    assert ([peer.id for peer in parsed.records.peers], len(parsed.records.interactions)) == (["ada"], 2)


def test_a_list_of_feeds_is_no_row() -> None:
    text = "peers:\n  ada:\n    feed:\n      - https://a.example/x?date:1\n    note: |\n      - gave: no\n"
    assert parse(text).problems == ()
    assert parse("peers:\n- gave: x\n").problems != ()


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("date: 2026-11-02", "1: a row begins with `- `, below a line `interactions:`"),
        ("interactions", "1: put a colon behind `interactions`"),
        ("interactions:- {date: 2026-11-02, gave: share}", "1: begin a new line behind `interactions:`"),
        ("interactions: - {date: 2026-11-02, gave: share}", "1: begin a new line behind `interactions:`"),
        ("hello", "1: a log begins with `peers:` or `interactions:`; put that line before the first entry"),
    ],
)
def test_a_line_without_its_key_says_what_is_missing(line: str, says: str) -> None:
    assert said(f"{line}\n") == [says]


@pytest.mark.parametrize(
    ("peer", "says"),
    [
        ("  ada：\n    name: Ada\n", '"：" means nothing to YAML'),
        ("  ada:\n\u00a0\u00a0\u00a0\u00a0name: Ada\n", r'the space here is "\xa0"'),
        ("  – ada: {name: Ada}\n", 'an id begins with no "–"; take it away'),
        ("  ada:\n    name: [sic] Ada\n", "`name` begins with `[`"),
        ("  ada:\n    home: [Ada](https://ada.example/)\n", 'did you mean "https://ada.example/"?'),
        ("  ada:\n    also: https://a.example/, https://b.example/\n", "several addresses stand here; keep one"),
    ],
)
def test_a_slip_in_a_peer_is_said(peer: str, says: str) -> None:
    assert any(says in message for message in said(f"peers:\n{peer}"))


def test_what_stands_below_no_key_behind_a_section() -> None:
    text = "peers:\n  ada: {name: Ada}\n- gave: share\nhello\n"
    assert said(text)[0] == "3: this row stands below no key; write the line `interactions:` above it"


def test_a_misspelt_section_is_said_in_one_sentence() -> None:
    assert said("intractions:\n") == ['1: unknown key "intractions"; did you mean "interactions"?']


@pytest.mark.parametrize(
    ("date", "meant"),
    [
        ("0206-11-05", '; did you mean "2026-11-05"?'),
        ("0026-11-05", '; did you mean "2026-11-05"?'),
        ("1026-11", '; did you mean "2026-11"?'),
        ("1925", '; did you mean "1995"?'),
        ("0202-12-24", "; write the year in four digits, or `unknown`"),  # to come
        ("0204-02-29", '; did you mean "2024-02-29"?'),
        ("0111-11-11", '; did you mean "2011-11-11"?'),
        ("1456-11-11", "; write the year in four digits, or `unknown`"),
        ("1989-12-31", '; did you mean "1999-12-31"?'),
    ],
)
def test_a_year_before_the_web_is_a_slip(date: str, meant: str) -> None:
    (fault,) = said(f"interactions:\n- {{date: {date}, gave: share, url: {MEANT}}}\n")
    assert fault == f'2: "{date}" lies before the web{meant}'


def test_the_first_year_of_the_web_is_a_year() -> None:
    assert said(f"interactions:\n- {{date: 1990, gave: share, url: {MEANT}}}\n") == []


def swallowed(fields: str) -> list[str]:
    row = f"interactions:\n- date: 2026-11-02\n  gave: share\n  url: {MEANT}\n{fields}"
    parsed = parse(row)
    assert len(parsed.records.interactions) == 1  # it costs nothing
    return [f"{problem.where.exactly()} {problem.message.partition(', which')[0]}" for problem in parsed.problems]


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ("  note: Great #linen post\n", ['l.yml:5:9 `note` ends before "#linen post"']),
        (
            "  note: \u00fcber\\t#gr\u00f6\u00dfe\n".replace("\\t", "\t"),
            ['l.yml:5:9 `note` ends before "#gr\u00f6\u00dfe"'],
        ),
        ("  via: mastodon #1\n", ['l.yml:5:8 `via` ends before "#1"']),
        ("  note: a\n    b #c\n", ['l.yml:5:9 `note` ends before "#c"']),
        ("  tags:\n  - a #b\n  - c #d\n", ['l.yml:6:3 `tags` ends before "#b"', 'l.yml:6:3 `tags` ends before "#d"']),
        ("  note: Great # linen post\n", []),
        ("  note: 'Great' #linen\n", []),
        ("  note: C# and F#sharp\n", []),
        ("  note: |\n    a #b\n", []),
        ("  tags: [a, b] #c\n", []),
        ("# so\n#so\n  note: Great\n", []),
    ],
)
def test_a_hashtag_that_is_a_comment_to_yaml_is_said_and_costs_nothing(fields: str, says: list[str]) -> None:
    assert sorted(swallowed(fields)) == says


def test_what_mends_a_hashtag_is_said() -> None:
    (problem,) = parse(
        "interactions:\n- date: 2026\n  gave: share\n  url: https://ada.example/\n  note: a #b\n"
    ).problems
    advice = "put the whole value in quotes, or a space behind the `#` if you mean a comment"
    assert problem.message == f'`note` ends before "#b", which YAML takes for a comment; {advice}'


def test_a_hashtag_is_quoted_in_public_where_its_row_is_public_only() -> None:
    public = parse(f"interactions:\n- date: 2026\n  gave: share\n  url: {MEANT}\n  note: a #b\n").problems
    private = parse(f"interactions:\n- date: 2026\n  gave: like\n  url: {MEANT}\n  note: a #b\n").problems
    peer = parse("peers:\n  ben:\n    name: Ben #b\n    private: true\n").problems
    ignored = parse("ignore:\n- gave: link\n  peer: ben #b\n").problems
    assert [problem.private for (problem,) in (public, private, peer, ignored)] == [False, True, True, True]
    (ben,) = parse("peers:\n  ben:\n    name: Ben #b\n    home: https://ben.example/\n").records.peers
    assert not ben.private
