"""Feeds that are not quite XML: what is mended, that feedparser reads them the same, and what is left to it."""

from __future__ import annotations

import re
import warnings
from io import BytesIO

import pytest

from mkdocs_reciprocity.core.feeds import elements, repair
from mkdocs_reciprocity.core.feeds.reader import from_feedparser, read
from mkdocs_reciprocity.core.model import Feed
from tests.core.feeds.making import BASE, atom, one, rss
from tests.core.feeds.samples import samples

FAULTS = {
    "a bare ampersand": lambda body: body.replace(b"<title>", b"<title>Q & A &1 &; &\xc3\xa4 "),
    "an unknown entity": lambda body: body.replace(b"<title>", b"<title>Q &nonsense; "),
    "an ampersand in a link": lambda body: body.replace(b"</link>", b"?a=1&b=2</link>"),
    "an ampersand in an attribute": lambda body: body.replace(b"/'/>", b"/?a=1&b=2&amp;c&=3'/>"),
    "an undeclared content": lambda body: body.replace(b"xmlns:content", b"xmlns:x"),
    "an undeclared dc": lambda body: body.replace(b"xmlns:dc", b"xmlns:x"),
    "an undeclared prefix": lambda body: body.replace(b"</title>", b"</title><a:b c:d='1'>x</a:b>"),
    "two faults": lambda body: body.replace(b"<title>", b"<title>Q & A ").replace(b"</title>", b"</title><a:b/>"),
    "a less-than": lambda body: body.replace(b"<title>", b"<title>1 < 2, i <3 you, <- "),
    "the end of no CDATA": lambda body: body.replace(b"<title>", b"<title>a ]]> "),
    "a comment with hyphens": lambda body: body.replace(b"</title>", b"</title><!-- a -- b & <c -->"),
    "rubbish before": lambda body: b"<br />\n<b>Warning</b>: x in y.php on line 3<br />\n" + body,
    "words before": lambda body: b"Notice: x\n" + body,
    "a comment before": lambda body: b"<!-- x -->" + body,
    "rubbish after": lambda body: body + b"<script>1 & 2</script><!-- x -- >",
    "words after": lambda body: body + b"\nNotice: x",
    "lengths of chunks": lambda body: b"1f4\r\n" + body + b"\r\n0\r\n",
    "no end": lambda body: body[: body.rindex(b"</")],
    "three faults": lambda body: body.replace(b"<title>", b"<title>Q & A <a:b/>", 1)[: body.rindex(b"</")],
    "no end of the content": lambda body: body[: body.rindex(b"<", 0, -80)],
    "half an end tag": lambda body: body[: body.rindex(b"</") + 4],
    "half a field": lambda body: body[: len(body) * 9 // 10 - 1],
}
"""Each fault of a whole feed, as a function of the bytes of one."""


def as_feedparser_reads(body: bytes, base: str) -> Feed:
    import feedparser

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        parsed = feedparser.parse(BytesIO(body), sanitize_html=False, resolve_relative_uris=False)
    return from_feedparser(parsed, base)


@pytest.mark.no_cover
@pytest.mark.parametrize("fault", FAULTS)
def test_feedparser_reads_what_is_mended_the_same(fault: str) -> None:
    mended = 0
    for sample in (sample for seed in range(8) for sample in samples(seed) if sample.kind != "json"):
        ascii_only = re.sub(rb"[\x80-\xff]+", b"x", sample.body)  # feedparser gets half a character wrong
        body = FAULTS[fault](ascii_only)
        feed = read(body, sample.base)
        if body != ascii_only and feed is not None:
            mended += 1
            assert feed == as_feedparser_reads(body, sample.base)
    assert mended >= 6


def test_an_end_tag_that_is_nearly_right_ends_what_it_was_meant_to_end() -> None:
    body = rss("<title>A</titel ><link>https://ada.example/a</lnik><description><![CDATA[<b>c</bb>]]></description>")
    entry = one(body)
    assert (entry.title, entry.url, entry.summary) == ("A", "https://ada.example/a", "c")


def test_an_ampersand_before_a_word_means_itself() -> None:
    """feedparser makes ``AT&T;`` of it."""
    assert one(rss("<title>AT&T, R&D; &#; &#x; &amp;amp; &copy;</title>")).title == "AT&T, R&D; &#; &#x; & ©"


def test_a_less_than_is_no_tag_where_none_could_be() -> None:
    assert one(rss("<title>a<b</title>")).title == "a<b"
    assert one(rss("<title>Ada <ada@ada.example></title>")).title == "Ada <ada@ada.example>"
    assert read(rss("<title>a <b c</title>"), BASE) is None


def test_references_to_what_xml_forbids_are_left_out() -> None:
    references = "&#0;&#x1F;&#xFFFE;&#55296;&#x110000;&#99999999;"
    assert one(rss(f"<title>a{references}&#9;b&#233;&#x1F9F5;</title>")).title == "a bé🧵"
    entry = one(
        rss(
            f"<title>a&#0;</title><link>https://ben.example/</link><description><![CDATA[b&#65;{references}]]></description>"
        )
    )
    assert (entry.title, entry.summary[:3]) == ("a", "bA\ufffd"), "in HTML they mean what HTML says"


def test_elements_of_html_need_no_end() -> None:
    entry = one(rss("<description>a<br>b<hr class='x' ><img src=\"a>b\" alt='c'><br/>d <br></br></description>"))
    assert (entry.summary, entry.words) == ("a b d", 0)
    assert (
        one(rss("<title>A</title><link>https://ben.example/</link><description>a<wbr>b</description>")).summary == "ab"
    )


def test_what_stands_around_a_feed_is_no_part_of_it() -> None:
    feed = b"<rss><channel><item><title>A</title></item></channel></rss>"
    for body in (feed + feed[:11] + b"x", b"<p>a</p>" + feed, b"<rss " + feed, feed + b"<rss/>"):
        found = read(body, BASE)
        assert found is None or [entry.title for entry in found.entries] == ["A"]
    assert one(b"0a\r\n" + atom("<title>A</title>") + b"\r\n0").title == "A"
    assert read(b"<html><body>x</body></html>", BASE) is None
    assert read(feed + feed, BASE) is None


@pytest.mark.parametrize(
    "page",
    [
        "<!DOCTYPE html>\n<title>How feeds look</title><pre>{}</pre>",
        "<html lang='en'><body><p>Like this:{}</body></html>",
        "<?xml version='1.0'?><html xmlns='http://www.w3.org/1999/xhtml'><body>{}</body></html>",
        "<HEAD><META charset='utf-8'></HEAD>{}",
        "<script>const feed = `{}`</script>",
        "<!-- {} --><p>a</p>",
        "<opml><body>{}</body></opml>",
    ],
)
def test_a_page_that_quotes_a_feed_is_none(page: str) -> None:
    for feed in (rss("<title>A</title>"), atom("<title>A</title>")):
        assert read(page.format(feed.decode()).encode(), BASE) is None


def test_an_address_is_read_as_it_was_meant() -> None:
    body = rss("<link>https://ada.example/?a=1&copy=2&amp;c=3</link><guid>https://ada.example/?a&b</guid>")
    assert one(body).url == "https://ada.example/?a=1&copy=2&c=3"
    assert one(atom("<link href='https://ada.example/?a=1&copy=2'/>")).url == "https://ada.example/?a=1&copy=2"
    assert one(rss("<guid>https://ada.example/?a&b=c</guid>")).url == "https://ada.example/?a&b=c"


@pytest.mark.parametrize("around", ["<![CDATA[{}]]>", "<!-- {} --><![CDATA[{}]]>", "<?x {} ?><![CDATA[{}]]>"])
def test_ampersands_are_left_alone_where_they_mean_themselves(around: str) -> None:
    content = around.format("a & b &amp;amp; c", "a & b &amp;amp; c")
    entry = one(rss(f"<title>Q & A</title><link>https://ben.example/</link><description>{content}</description>"))
    assert (entry.title, entry.summary) == ("Q & A", "a & b &amp; c")


def test_prefixes_of_addresses_that_matter_are_known() -> None:
    body = (
        b"<rss><channel><item><content:encoded>one two</content:encoded><dc:creator>Ada</dc:creator><x:y/>"
        b"<dcterms:issued>2026-11-07</dcterms:issued><feedburner:origLink>https://ada.example/a</feedburner:origLink>"
        b"</item></channel></rss>"
    )
    entry = one(body)
    assert (entry.words, entry.author, entry.published, entry.url) == (2, "Ada", "2026-11-07", "https://ada.example/a")
    rdf = b"<rdf:RDF xmlns='http://purl.org/rss/1.0/'><channel/><item><title>T</title></item></rdf:RDF>"
    assert one(rdf).title == "T"


def test_a_feed_that_breaks_off_has_the_fields_that_are_whole() -> None:
    body = rss("<title>A</title></item><item><title>B</title><description>one two")
    cut_off = body[: body.index(b" two")]
    feed = read(cut_off, BASE)
    assert feed is not None
    assert [(entry.title, entry.summary) for entry in feed.entries] == [("A", ""), ("B", "")]


@pytest.mark.parametrize(
    "body",
    [
        b"<rss><channel><title>x",
        b"<rss><channel><item><title>a<item><title>b</title></item>",
        b"<rss><channel><item><title>a</name></item></channel></rss>",
        b"<rss><channel><titel/><item><title>a</titel></item></channel></rss>",
        b"<rss><channel><item><title>a <b>b</b></titel></item></channel></rss>",
        b"<rss><channel><item><title>a <b c</title></item></channel></rss>",
        b"<rss><channel><item><title>a</title></item><item><description><p>b</p> c",
        b"<rss><channel><item><description>a<img src=b.png>c</description></item></channel></rss>",
        b"<rss><channel><item><description>a<p>b</description></item></channel></rss>",
        b"<a:b><channel><item/>",
    ],
)
def test_what_may_mean_several_things_is_left_to_feedparser(body: bytes) -> None:
    assert read(body, BASE) is None


def test_a_few_prefixes_are_declared_and_not_thousands() -> None:
    names = [b"<n%d:x/>" % number for number in range(repair.PREFIXES + 1)]
    start, end = b"<rss><channel><item><title>T</title>", b"</item></channel></rss>"
    assert one(start + b"".join(names[1:]) + end).title == "T"
    assert read(start + b"".join(names) + end, BASE) is None


@pytest.mark.no_cover
@pytest.mark.parametrize(
    "piece",
    [
        b"<",
        b"]]>",
        b"&#0;",
        b"<br ",
        b"<br>",
        b"<br x='",
        b"<!--",
        b"<!-- -- -->",
        b"</rss",
        b"<rss ",
        b"&",
        b"&;",
        b"<!--&",
        b"<![CDATA[&",
        b"<?x &",
        b"<a:b ",
        b'="https://x.example/&a',
        b">https://x.example/?&",
    ],
)
def test_hostile_faults_are_mended_in_linear_time(piece: bytes) -> None:
    """Reading these with time that grows with the square would not come back."""
    body = b"<rss><channel><item><title>&1</title>" + piece * 100_000
    feed = read(body, BASE)
    assert feed is None or [entry.title for entry in feed.entries] == ["&1"]


def test_a_few_ampersands_are_mended_and_not_millions(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(repair, "AMPERSANDS", 2)
    assert one(b"<rss><channel><item><title>a & b & c</title></item></channel></rss>").title == "a & b & c"
    assert read(b"<rss><channel><item><title>a & b & c & d</title></item></channel></rss>", BASE) is None


def test_a_few_end_tags_are_spelt_and_not_thousands() -> None:
    names = [b"<n%d>x</m%d>" % (number, number) for number in range(repair.MISSPELT + 1)]
    start, end = b"<rss><channel><item><title>T</title>", b"</item></channel></rss>"
    assert one(start + b"".join(names[1:]) + end).title == "T"
    assert read(start + b"".join(names) + end, BASE) is None


@pytest.mark.parametrize(
    "body",
    [
        b"<rss><channel><item><title>" + b"".join(b"&#" * deep + b"0;" * deep for deep in range(1, 50)),
        b"<rss><channel><item><title>" + b"<!-- -- " * 5_000 + b"-->" * 5_000,
        b"<!" * 5_000 + b"-->" * 5_000,
    ],
    ids=["references", "comments", "half comments"],
)
def test_a_fault_in_a_fault_is_not_taken_out_forever(body: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    rounds = []

    def counted(*document: bytes) -> elements.Elements:
        rounds.append(document)
        return elements.elements_of(*document)

    monkeypatch.setattr(repair, "elements_of", counted)
    read(body, BASE)
    assert len(rounds) <= repair.ROUNDS
