"""What holds of every log, address, date and page, whatever stands in it. The same examples in every run."""

from __future__ import annotations

import re
import string
from collections.abc import Mapping
from datetime import UTC, date, timedelta
from typing import Any

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st
from msgspec.structs import replace
from selectolax.lexbor import LexborHTMLParser

from mkdocs_reciprocity.core import dates
from mkdocs_reciprocity.core import url as urls
from mkdocs_reciprocity.core.dates import When
from mkdocs_reciprocity.core.links import anchors
from mkdocs_reciprocity.core.log import reader as log_reader
from mkdocs_reciprocity.core.log import sections
from mkdocs_reciprocity.core.log.contents import Log
from mkdocs_reciprocity.core.log.sections import Raw, Section
from mkdocs_reciprocity.core.log.simple_row import simple_rows
from mkdocs_reciprocity.core.log_keys import FIELDS
from mkdocs_reciprocity.core.model import KINDS, Interaction
from mkdocs_reciprocity.core.problem import Parsed, Where, quoted
from mkdocs_reciprocity.core.url import Url, UrlKey
from mkdocs_reciprocity.core.yaml import nodes as yaml_nodes
from mkdocs_reciprocity.core.yaml.nodes import Node
from tests.laws.examples import laws

RULES = log_reader.Rules(KINDS, UTC, When("2026-11-23"))
NASTY = "abZ019:#'\",{}[]()?!&*@`%|>-_=~/\\ ;.+$^<\tüß羊🐑\u00a0\u0085\u2028\u3000\u200b\ufeff\x00\x7f"


# --- one bad row costs that row; the plain reading is YAML's

bits = st.sampled_from(
    [
        ": ",
        " #",
        "# ",
        ":",
        "#",
        ", ",
        ",",
        "?",
        " ?",
        ":?",
        "?:",
        "::",
        "- ",
        "--",
        "---",
        "...",
        "'",
        '"',
        "''",
        '""',
        "{",
        "}",
        "[",
        "]",
        "&x",
        "*x",
        "!x",
        "%",
        "@",
        "`",
        "|",
        ">",
        "~",
        "=",
        "<<",
        "  ",
        " ",
        "\\",
        "\\n",
        "https://a.example/?p=1&q=é#x",
        "a",
        "é",
        "羊",
        "🐑",
        "0",
        "2026-11-02",
        "null",
        "yes",
        "a b",
        "it's",
        '"Yes," she',
        "\u00a0",
        "\u3000",
        "\u2003",
        "\u200b",
        "\u0663",
        "ª",
    ]
)
escaping = st.sampled_from(["a", " ", "'", '\\"', "\\\\", "\\", "\\n", "n", ": ", ", "])
in_double_quotes = st.lists(escaping, max_size=6).map("".join)
raw_values = st.one_of(
    st.lists(bits, min_size=1, max_size=6).map("".join),
    st.text(NASTY, min_size=1, max_size=12),
    st.text(st.characters(codec="utf-8", exclude_characters="\n\r"), min_size=1, max_size=12),
)
words = st.one_of(st.text("ab-é09", max_size=4), raw_values.map("a".__add__), st.just("'a'"))
values = st.one_of(
    raw_values,
    raw_values.map(lambda text: f"a{text}"),
    raw_values.map(lambda text: f"a{text}z"),
    raw_values.map(lambda text: f'"{text}"'),
    raw_values.map(lambda text: f"'{text}'"),
    st.text("ab'\"\\ n,:#", max_size=8).map("'{}'".format),
    in_double_quotes.map('"{}"'.format),
    st.lists(words, max_size=3).map(", ".join).map("[{}]".format),
)
keys = st.one_of(st.sampled_from(FIELDS), st.text("abyno", min_size=1, max_size=4), st.just("null"), st.just("a" * 41))
pairs = st.lists(st.tuples(keys, values), min_size=1, max_size=4)
indents = st.sampled_from(["", " ", "  ", "    "])


def in_block(of: list[tuple[str, str]], indent: str) -> str:
    return f"{indent}- " + f"\n{indent}  ".join(f"{key}: {value}" for key, value in of) + "\n"


def in_flow(of: list[tuple[str, str]], indent: str) -> str:
    return f"{indent}- {{" + ", ".join(f"{key}: {value}" for key, value in of) + "}\n"


def plainly(text: str, monkeypatch: pytest.MonkeyPatch) -> Raw | None:
    """The row, when it is read without the parser; else None."""

    def refuse(*_: object) -> tuple[None, list[yaml_nodes.Fault]]:
        return None, [yaml_nodes.Fault(0, "not plain")]

    with monkeypatch.context() as patched:
        patched.setattr(sections, "read", refuse)
        found = list(sections.rows(Section("interactions", "interactions:\n" + text, 0)))
    return found[0] if len(found) == 1 and isinstance(found[0], Raw) else None


def as_written(fields: Mapping[str, str | Node]) -> dict[str, Any]:
    """The fields without their lines."""

    def bare(value: str | Node) -> Any:
        if isinstance(value, str) or isinstance(value.value, str):
            return value if isinstance(value, str) else value.value
        assert isinstance(value.value, list)
        return [bare(item) for item in value.value]

    return {name: bare(value) for name, value in fields.items()}


def by_yaml(text: str) -> dict[str, Any]:
    node, faults = yaml_nodes.read(text, 1)
    assert not faults
    assert node is not None
    assert isinstance(node.value, list)
    (row,) = node.value
    assert isinstance(row.value, dict)
    return as_written(row.value)


@pytest.mark.parametrize("written", [in_block, in_flow])
def test_the_plain_reading_of_a_row_is_yamls(written: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    accepted = 0

    @laws(1500)
    @example([("url", "a:?b")], "")
    @example([("title", '"~"')], "")
    @example([("title", "''''"), ("note", "'it''s'")], "")
    @example([("title", r'"say \"no\" \\"'), ("note", r'"\\n"')], "")
    @example([("a" * 40, "b")], "  ")
    @given(pairs, indents)
    def law(of: list[tuple[str, str]], indent: str) -> None:
        nonlocal accepted
        text = written(of, indent)
        row = plainly(text, monkeypatch)
        if row is None:
            return
        accepted += 1
        assert as_written(row.fields) == by_yaml(text)
        height = text.count("\n")
        assert list(row.lines) == (list(range(1, height + 1)) if written is in_block else [1] * len(row.fields))

    law()
    assert accepted > 100, accepted


@laws(600)
@given(st.text("ab:#'\",{}[]?&- é", max_size=14), indents, st.booleans())
def test_what_one_row_says_does_not_depend_on_how_it_is_read(value: str, indent: str, flow: bool) -> None:
    """A trailing comment turns a plain row into one for the parser."""
    row = (in_flow if flow else in_block)(
        [("date", "2026-11-02"), ("gave", "share"), ("peer", "ada"), ("note", f"x{value}")], indent
    )
    plain, by_parser = parse("interactions:\n" + row), parse("interactions:\n" + row.rstrip("\n") + "  # so\n")
    assume(" #" not in value and "\\" not in value and not value.endswith("#"))
    assert plain.records == by_parser.records


def parse(text: str) -> Parsed[Log]:
    return log_reader.parse(text.encode("utf-8", "surrogatepass"), "l.yml", RULES)


simple_fields = {
    "date": st.sampled_from(
        ["2026-11-02"] * 6 + ["2026-11", "2026", "unknown", "2026-11-25", "1989", "2026-13", "'2025'"]
    ),
    "gave": st.sampled_from(["share"] * 4 + ["like", "ask", "shar", '"link"']),
    "got": st.sampled_from(["share", "comment", "ask"]),
    "asked": st.sampled_from(["advice", "ask"]),
    "peer": st.sampled_from(["ada"] * 4 + ["'ben'", '""', "[ada]"]),
    "url": st.sampled_from(
        [
            *["https://a.example/x/"] * 6,
            "https://a.example/index.html",
            '"https://www.a.example/?p=1"',
            "HTTPS://A.example/a%2fb",
            "a.example",
            "https://a.example/x).",
            "https://https://a.example/",
            "''",
            "https://a.example/" + "x" * 4096,
        ]
    ),
    "title": st.sampled_from(["Looms", "'It''s'", "[a, b]"]),
    "via": st.sampled_from(["mastodon", '"a: b"']),
    "note": st.sampled_from(["so it is", '"a, \\"b\\""']),
    "private": st.sampled_from(["true", "false", "yes", '"true"']),
    "tags": st.sampled_from(["[a, b]", "a"]),
    "source": st.just("feed"),
    "evidence": st.just("https://a.example/y"),
    "pirvate": st.just("true"),
}
ways = st.sampled_from([*[("gave",)] * 5, ("got",), ("asked",), ("gave", "got"), ()])
often = st.sets(st.sampled_from(["peer", "url", "title", "via", "note"]), max_size=4)
seldom = st.sets(st.sampled_from(["private", "tags", "source", "evidence", "pirvate"]), max_size=1)
simple_pairs = st.tuples(ways, often, seldom, st.booleans()).flatmap(
    lambda said: st.tuples(
        *(
            st.tuples(st.just(name), simple_fields[name])
            for name in (*(["date"] if said[3] or said[0] else []), *said[0], *sorted(said[1]), *sorted(said[2]))
        )
    )
)


@pytest.mark.parametrize("private", [False, True])
def test_a_row_that_is_read_in_a_short_way_says_the_same(private: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    short = 0

    def counted(*said: Any, **more: Any) -> Any:
        read = simple_rows(*said, **more)

        def of(raw: Raw) -> Interaction | None:
            nonlocal short
            row = read(raw)
            short += row is not None
            return row

        return of

    @laws(400)
    @example([(("date", "2026-11-02"), ("gave", "share"), ("peer", "ada"))], [False])
    @example([(("private", "true"),), (("date", "2026-11-02"), ("gave", "share"), ("peer", "ada"))], [False, False])
    @given(st.lists(simple_pairs.filter(bool), min_size=1, max_size=4), st.lists(st.booleans(), min_size=4, max_size=4))
    def law(rows: list[Any], flows: list[bool]) -> None:
        written = zip(rows, flows, strict=False)
        text = "interactions:\n" + "".join((in_flow if flow else in_block)(row, "") for row, flow in written)
        found = []
        for way in (counted, lambda *_, **__: lambda _: None):
            monkeypatch.setattr(log_reader, "simple_rows", way)
            found.append(log_reader.parse(text.encode(), "l.yml", RULES, private=private))
        assert found[0] == found[1]

    law()
    assert short > 25, short


GOOD = [
    "{indent}- {{date: 2026-11-02, gave: share, url: https://a.example/{n}}}\n",
    "{indent}- date: 2026-11\n{indent}  gave: link\n{indent}  url: https://a.example/{n}\n{indent}  note: plain\n",
    "{indent}- date: 2026 # x\n{indent}  got: link\n{indent}  note: >\n{indent}    x\n\n{indent}  url: https://a.example/{n}\n",
    '{indent}- {{date: 2026, asked: testimonial, url: https://a.example/{n},\n{indent}   note: "a: b"}}\n',
]
goods = st.lists(st.sampled_from(GOOD), max_size=3)
garbage_bits = st.lists(
    st.one_of(
        bits, st.sampled_from(["date: ", "gave: share", "\n", "\n  ", "\n    ", "\n\t", "url: x", "private: true"])
    ),
    max_size=8,
)
items = garbage_bits.map(lambda found: "- " + "".join(found))
strays = st.lists(st.sampled_from("<>=*%@`,.;!?$^+~\\()/&|:"), min_size=2, max_size=12).map("".join)
anything = garbage_bits.map("".join)


def urls_of(parsed: Parsed[Log]) -> set[Url | None]:
    return {row.url for row in parsed.records.interactions}


def around(before: list[str], garbage: str, after: list[str], indent: str) -> tuple[str, list[str]]:
    texts = [text.format(indent=indent, n=number) for number, text in enumerate([*before, *after])]
    whole = "interactions:\n" + "".join(texts[: len(before)]) + garbage + "\n" + "".join(texts[len(before) :])
    return whole, [f"https://a.example/{number}" for number in range(len(texts))]


def in_the_list(garbage: str, indent: str) -> str:
    """The garbage as one item, or as lines of it: what begins further left than its dash is another thing."""
    return indent + garbage.replace("\n", f"\n{indent} ")


@laws(800)
@given(goods, items, goods, indents)
def test_a_bad_row_costs_that_row_only(before: list[str], garbage: str, after: list[str], indent: str) -> None:
    text, expected = around(before, in_the_list(garbage, indent), after, indent)
    assert urls_of(parse(text)) >= set(expected)


@laws(500)
@given(goods, strays, goods, indents)
def test_a_line_that_can_be_in_no_row_costs_no_row(
    before: list[str], garbage: str, after: list[str], indent: str
) -> None:
    text, expected = around(before, garbage, after, indent)
    found = parse(text)
    assert urls_of(found) == set(expected)
    assert found.problems or garbage == "..."


@laws(800)
@given(goods, anything, goods, indents)
def test_any_text_costs_the_row_above_it_at_most(
    before: list[str], garbage: str, after: list[str], indent: str
) -> None:
    """A line at the margin may be part of the row above, and say that it is private; no row below is touched."""
    assume(not re.search(r"^(peers|interactions)\b", garbage, re.M))
    text, expected = around(before, in_the_list(garbage, ""), after, indent)
    found = urls_of(parse(text))
    assert found >= {*expected[: max(0, len(before) - 1)], *expected[len(before) :]}


@laws(300)
@given(
    anything,
    st.sampled_from(
        ["", "peers:\n", "interactions:\n", "interactions:\n  - {date: 2026, gave: share, peer: x}\n", "peers:\n  x:\n"]
    ),
)
def test_every_text_is_read_and_every_problem_is_one_line_in_it(text: str, before: str) -> None:
    parsed = parse(before + text)
    lines = (before + text).count("\n") + 1
    for problem in parsed.problems:
        assert 1 <= problem.where.line <= lines
        assert str(problem).isprintable()
    assert all(1 <= row.where.line <= lines for row in parsed.records.interactions)


@laws(300)
@given(st.binary(max_size=60), st.sampled_from([b"", b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf", b"interactions:\n- "]))
def test_every_file_is_read(body: bytes, before: bytes) -> None:
    for problem in log_reader.parse(before + body, "l.yml", RULES).problems:
        assert str(problem).isprintable()


@laws(100)
@given(st.permutations(range(6)), st.sampled_from(["", "  "]))
def test_the_order_of_rows_changes_no_row(order: list[int], indent: str) -> None:
    texts = [GOOD[number % len(GOOD)].format(indent=indent, n=number) for number in range(6)]

    def read(numbers: Any) -> set[Interaction]:
        found = parse("interactions:\n" + "".join(texts[number] for number in numbers)).records.interactions
        return {without_line(row) for row in found}

    assert read(order) == read(range(6))
    assert len(read(order)) == 6


def without_line(row: Interaction) -> Interaction:
    return replace(row, where=Where("l.yml"))


@laws(300)
@given(goods, st.sampled_from(["\r\n", "\r"]), st.sampled_from(["utf-8-sig", "utf-16"]))
def test_line_ends_and_byte_order_marks_change_nothing(texts: list[str], newline: str, encoding: str) -> None:
    text = "interactions:\n" + "".join(text.format(indent="", n=number) for number, text in enumerate(texts))
    assert log_reader.parse(text.replace("\n", newline).encode(encoding), "l.yml", RULES) == parse(text)


# --- addresses

hosts = st.one_of(
    st.from_regex(r"(www\.){0,2}[a-z0-9]{1,5}(-[a-z0-9]{1,3})?(\.[a-zA-Z]{1,5}){0,2}\.?", fullmatch=True),
    st.text("abüßÄ羊。ｗ.-_", min_size=1, max_size=8),
    st.sampled_from(["[::1]", "[2001:DB8::1]", "127.0.0.1"]),
)
ports = st.sampled_from(["", ":80", ":443", ":8080", ":"])
segments = st.one_of(
    st.text("abAB019-._~!$&'()*+,;=:@%|^é羊", max_size=6),
    st.sampled_from([".", "..", "index.html", "%41", "%2f", "%C3%A9", "%c3%a9", "%", "%zz", ""]),
)
paths = st.lists(segments, max_size=4).map(lambda found: "".join(f"/{segment}" for segment in found))
queries = st.one_of(st.just(""), st.text("ab=&?/%é;", max_size=10).map("?".__add__), st.just("?utm_source=a&b=1"))
fragments = st.sampled_from(["", "#", "#top", "#/a?b"])


@st.composite
def addresses(draw: st.DrawFn) -> Url:
    text = (
        draw(st.sampled_from(["http", "https", "HTTPS"]))
        + "://"
        + draw(st.sampled_from(["", "u@", "u:p@"]))
        + draw(hosts)
        + draw(ports)
    )
    url = urls.parse(text + draw(paths) + draw(queries) + draw(fragments))
    assume(url is not None)
    assert url is not None
    return url


@laws(600)
@example(Url("https://www.www.a.example/"))
@example(Url("http://a.example:443/"))
@example(Url("https://a.example../index.html/"))
@given(addresses())
def test_the_key_of_a_key_is_the_key(url: Url) -> None:
    key = urls.key(url)
    again = urls.parse(f"https://{key}")
    assert again is not None
    assert urls.key(again) == key
    assert urls.host(again) == urls.host(url)


@laws(200)
@given(addresses(), fragments)
def test_scheme_www_slash_and_fragment_make_no_difference(url: Url, fragment: str) -> None:
    bare = url.split("#", 1)[0]
    rest = bare.split("://", 1)[1]
    assume("@" not in rest.split("/", 1)[0] and not rest.startswith("["))
    slash = "" if "?" in rest else "/"
    for scheme in ("http", "https"):
        for www in ("", "www."):
            other = urls.parse(f"{scheme}://{www}{rest}{slash}{fragment}")
            assert other is not None
            assert urls.key(other) == urls.key(url)


plain_paths = st.lists(st.text("abAB01-_~", min_size=1, max_size=5), max_size=4).map(
    lambda found: "".join(f"/{segment}" for segment in found)
)


@laws(300)
@given(plain_paths, plain_paths)
def test_other_paths_are_other_addresses(path: str, other: str) -> None:
    one, two = (urls.key(Url(f"https://a.example{each}/")) for each in (path, other))
    assert (one == two) == (path == other)


@laws(500)
@given(addresses())
def test_prefixes_are_whole_segments_of_the_key(url: Url) -> None:
    key = urls.key(url)
    found = list(urls.prefixes(key))
    assert found[0] == key
    assert found[-1] == urls.host(url)
    assert len({*found}) == len(found)
    for prefix in found:
        assert key.startswith(prefix)
        assert key[len(prefix) : len(prefix) + 1] in {"", "/", "?"}
        assert set(urls.prefixes(prefix)) <= set(found)


@laws(300)
@given(plain_paths, st.text("ab", min_size=1, max_size=3))
def test_a_longer_last_segment_is_not_below(path: str, more: str) -> None:
    assert UrlKey(f"a.example{path}") not in set(urls.prefixes(UrlKey(f"a.example{path}{more}")))


# --- dates

days = st.dates(date(1, 1, 1), date(9999, 12, 31))
periods = st.builds(lambda day, length: When(day.isoformat()[:length]), days, st.sampled_from([4, 7, 10]))


@laws(300)
@given(periods)
def test_a_date_is_read_as_it_is_written(period: When) -> None:
    assert dates.parse(period, UTC) == period
    assert dates.first_day(period) <= dates.last_day(period)
    assert dates.first_day(period).startswith(period)
    assert dates.last_day(period).startswith(period)
    assert dates.parse(dates.first_day(period), UTC) == dates.first_day(period)
    assert dates.parse(dates.last_day(period), UTC) == dates.last_day(period)


@laws(300)
@given(st.datetimes(), st.sampled_from(["", "Z", "+00:00", "+14:00", "-11:30"]), st.sampled_from("T t"))
def test_a_time_is_its_day(instant: Any, zone: str, between: str) -> None:
    found = dates.parse(instant.isoformat().replace("T", between) + zone, UTC)
    assert found is None or abs(dates.ordinal(found) - instant.toordinal()) <= 1
    if zone in {"", "Z", "+00:00"}:
        assert found == instant.date().isoformat()


@laws(300)
@given(st.dates(date(200, 1, 1)), st.integers(1, 1200))
def test_a_window_of_n_months_has_n_months_and_all_of_their_days(today: date, months: int) -> None:
    window = dates.window(When(today.isoformat()), months)
    found = window.months()
    assert len(found) == len(set(found)) == months
    assert found == sorted(found)
    assert found[-1] == today.isoformat()[:7]
    assert When(today.isoformat()) in window
    assert all(When(month) in window and When(month[:4]) in window for month in found[:3])
    before = date.fromisoformat(f"{found[0]}-01") - timedelta(days=1)
    assert When(before.isoformat()) not in window


@laws(300)
@given(periods, periods)
def test_days_between_are_the_same_both_ways(one: When, other: When) -> None:
    assert dates.days_between(one, other) == dates.days_between(other, one) >= 0
    assert dates.days_between(one, one) == 0


# --- what comes from outside


@laws(500)
@given(st.text(st.characters(), max_size=100), st.integers(2, 80))
def test_quoted_text_is_one_printable_line(text: str, limit: int) -> None:
    shown = quoted(text, limit)
    assert shown.isprintable()
    assert shown[0] == shown[-1] == '"'
    assert not re.search(r'(?<!\\)(?:\\\\)*"', shown[1:-1])


texts = st.text(string.ascii_letters + "<>&\"'=/ éİ\n", max_size=8)
hrefs = st.sampled_from(
    [
        "https://a.example/",
        "//b.example/x",
        "/c/",
        "#d",
        "../e/",
        "",
        "mailto:f@g.example",
        " https://h.example/ ",
        "&#47;&#47;i.example/",
    ]
)
attributes = st.one_of(
    hrefs.map(lambda href: f' href="{href}"'),
    hrefs.map(lambda href: f" HREF='{href}'"),
    hrefs.map(lambda href: f"\nhref={href}"),
    texts.map(lambda text: f' title="{text}"'),
    texts.map(lambda text: f" title='{text}"),
    st.sampled_from([" rel=nofollow", ' rel="a b"', "/", " "]),
)
tags = st.sampled_from(
    [
        "a",
        "A",
        "abbr",
        "p",
        "b",
        "div",
        "table",
        "td",
        "svg",
        "select",
        "option",
        "template",
        "script",
        "textarea",
        "noembed",
        "h1",
        "article",
    ]
)
opened = st.builds(lambda tag, found: f"<{tag}{''.join(found)}>", tags, st.lists(attributes, max_size=3))
soup = st.lists(
    st.one_of(
        opened,
        opened,
        tags.map(lambda tag: f"</{tag}>"),
        texts,
        st.sampled_from(["<!--", "-->", "<![CDATA[", "<?", "<", "</", "<a "]),
    ),
    max_size=12,
).map("".join)


# as Markdown is rendered, with what authors write in it
bits_of_text = """a é / // https://a.example/ ?a=1&amp;b=2 &copy=1 &copy; &#47; &#x2f;&#47; &notit; &lt;a&gt; &#128;
    &#0; & &amp ' = =' =/ # &nbsp; &#39; &quot; `"""
said = st.lists(st.sampled_from([*bits_of_text.split(), " ", "\n", "\u3000"]), max_size=5).map("".join)
names = st.sampled_from(["href", "href", "href", "rel", "title", "class", "data-href", "id"])
orderly_attributes = st.lists(st.tuples(names, said), max_size=3).map(
    lambda found: "".join(f' {name}="{value}"' for name, value in found)
)
inline = st.sampled_from(["b", "em", "code", "span", "abbr", "article", "img", "br", "h2", "li", "td", "pre", "p"])


def element(tag: str, attributes: str, inner: str) -> str:
    return f"<{tag}{attributes} />" if tag in {"img", "br"} else f"<{tag}{attributes}>{inner}</{tag}>"


def inside(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.builds(element, inline, orderly_attributes, st.lists(inner, max_size=3).map("".join))


without_links = st.recursive(said, inside, max_leaves=4)
orderly_links = st.builds(element, st.just("a"), orderly_attributes, without_links)
orderly = st.recursive(st.one_of(orderly_links, without_links), inside, max_leaves=5)


def fully(html: str) -> list[tuple[str, str]]:
    found = [
        (node.attributes["href"] or "", node.attributes.get("rel") or "")
        for node in LexborHTMLParser(html).css("a[href]")
    ]
    return [link for link in found if re.match(r"\s*(?:https?:)?/", link[0])]


def away(html: str) -> list[tuple[str, str]]:
    return [(anchor.href, anchor.rel) for anchor in anchors(html) if re.match(r"\s*(?:https?:)?/", anchor.href)]


@laws(800)
@example('<a href="https://a.example/?a=1&copy=1">x</a>')
@example('<p title="=\'"><a href="https://a.example/">x</a></p>')
@example('<p title= "><a href="https://a.example/">x</a>">')
@given(st.lists(orderly, max_size=3).map("".join))
def test_links_in_rendered_markdown_are_those_that_a_full_parse_finds(html: str) -> None:
    assert away(html) == fully(html)


@laws(300)
@given(orderly_links)
def test_the_words_of_a_link_are_those_that_a_full_parse_finds(html: str) -> None:
    assume(not re.search(r"<(?:h2|li|td|p|pre|article)\b", html))
    nodes = [node.text() for node in LexborHTMLParser(html).css("a[href]")]
    assert [anchor.text for anchor in anchors(html, longest_text=10_000)] in (
        [],
        [" ".join(text.split()) for text in nodes],
    )


@laws(500)
@given(soup)
def test_links_in_any_soup_are_those_that_a_full_parse_finds(html: str) -> None:
    assert away(html) == fully(html)
