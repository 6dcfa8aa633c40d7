"""Links, words and authors: what is taken from the text of an entry."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from mkdocs_reciprocity.core import references
from mkdocs_reciprocity.core.feeds import content, facts
from tests.core.feeds.making import atom, links_in, one, rss


@pytest.mark.parametrize(
    ("html", "links"),
    [
        ("<a href=https://x.example/>x</a>", ["https://x.example/"]),
        ("<A class='q>' HREF = 'https://x.example/?a=1&amp;b=2'>", ["https://x.example/?a=1&b=2"]),
        ('<a href="https://x.example/">1</a><a href="https://x.example/">2</a>', ["https://x.example/"]),
        ('<a href="b">', ["https://ada.example/a/b"]),
        ('<a href="#note"><a href="https://www.ada.example/a#x"><a href="http://ada.example/a/?utm_source=x">', []),
        ('<a href="mailto:a@b.example"><a href="javascript:x"><a href="tel:1"><a href=""><a name="x"><a>', []),
        ('<a href><a href=><a data-href="https://no.example/">', []),
        ('<a title="href=https://no.example/" href="https://x.example/">', ["https://x.example/"]),
        ('<a href="https://x.example/" href="https://no.example/">', ["https://x.example/"]),
        ('<a href="https://x.example/"title="stuck">', ["https://x.example/"]),
        ('<a\nhref="https://x.example/\n1">', ["https://x.example/1"]),
        ('<abbr href="https://no.example/">', []),
        ('<!-- <a href="https://no.example/"> --><a href="https://x.example/">', ["https://x.example/"]),
        ('<!--><a href="https://x.example/"><!-- - -- --!><a href="https://y.example/">',
         ["https://x.example/", "https://y.example/"]),
        ('<!-- <a href="https://no.example/">', []),
        ('<script>"<a href=https://no.example/>"</SCRIPT ><a href="https://x.example/">', ["https://x.example/"]),
        ('<script src="x"/><a href="https://x.example/">', ["https://x.example/"]),
        ('<style><a href="https://no.example/">', []),
        ('<noscript><a href="https://x.example/">x</a></noscript>', ["https://x.example/"]),
        ('<img alt="<a href=https://no.example/>"><a href="https://x.example/">', ["https://x.example/"]),
        ('</ p></><?php ?><!x><a href="https://x.example/">', ["https://x.example/"]),
        ('a < b <a href="https://x.example/">', ["https://x.example/"]),
        ('<a href="https://x.example/">ok</a><a href="https://no.example/', ["https://x.example/"]),
        ("<a = = x=1 y= '2' href=//x.example/>", ["https://x.example/"]),
        ("</p title='<a href=https://no.example/>'>", []),
        (
            "<a href='https://x.example/?a&section=1&copy=2&reg_b&amp;copy=3&timestamp&copy;=&euro&#52;'>",
            ["https://x.example/?a&section=1&copy=2\u00ae_b&copy=3&timestamp\u00a9=&euro4"],
        ),
    ],
)  # fmt: skip
def test_links(html: str, links: list[str]) -> None:
    assert list(links_in(html)) == links


def test_links_of_content_and_description_in_this_order() -> None:
    entry = one(
        rss(
            '<description>&lt;a href="https://d.example/"&gt;</description>'
            '<content:encoded>&lt;a href="https://c.example/"&gt;</content:encoded>'
        )
    )
    assert entry.links == ("https://c.example/", "https://d.example/")


def test_elements_in_a_description_are_html_too() -> None:
    entry = one(rss('<description>A <p>b &amp;lt; c</p><a href="https://x.example/">d</a></description>'))
    assert entry.links == ("https://x.example/",)
    assert entry.summary == "A b &lt; c d"


def test_words_are_those_of_the_whole_post_only() -> None:
    assert one(rss("<description>one two</description>")).words == 0
    assert one(rss(f"<description>{'word ' * 400}</description>")).words == 400
    assert (
        one(rss("<content:encoded>a&lt;b&gt;b&lt;/b&gt;, c&amp;nbsp;d\u00a0e&lt;p&gt;f</content:encoded>")).words == 5
    )
    assert one(rss("<content:encoded>編み物 is fun 織物機械</content:encoded>")).words == 7
    assert one(rss("<content:encoded>x&lt;script&gt;a b c&lt;/script&gt;</content:encoded>")).words == 1
    assert one(rss(f"<description>{'織物' * 248}</description>")).words == 0
    assert one(rss(f"<description>{'織物' * 249}</description>")).words == 250
    assert one(rss(f"<description>{'字 ' * 167}.</description>")).words == 250  # hardly more characters than words
    assert one(rss("<description>a</description><content:encoded>&lt;img src='x'&gt;</content:encoded>")).words == 0


def test_the_summary_is_the_excerpt_or_the_beginning_of_the_post() -> None:
    assert one(rss("<description> </description><content:encoded>b &amp;mdash; c</content:encoded>")).summary == "b — c"
    long = one(rss(f"<content:encoded>{'word ' * 100}</content:encoded>")).summary
    assert len(long) <= facts.SUMMARY
    assert long.endswith("word…")
    for tags in (100, 1_000, 400_000):
        assert one(rss(f"<description>{'&lt;br>' * tags}b</description>")).summary == ("b" if tags < 400_000 else "")


@pytest.mark.parametrize(
    ("item", "summary"),
    [
        ("<title>A</title><link>https://ada.example/blog/a</link>", ""),
        ("<title>A</title>", ""),
        ("<link>https://ada.example/blog/a</link>", "Mine."),  # it stands for the title
        ("<title>A</title><link>https://ada.example/me/a</link>", "Mine."),
        ("<title>A</title><link>http://ada.example/blog/a</link>", "Mine."),
        ("<title>A</title><link>https://ben.example/a</link>", "Mine."),
        ("<title>A</title><guid>https://ada.example/blog/a</guid><link>https://ben.example/a</link>", "Mine."),
        (
            "<title>A</title><link>https://ada.example/blog/a</link><source url='https://ben.example/'>B</source>",
            "Mine.",
        ),
    ],
)
def test_a_summary_is_kept_where_an_entry_may_be_about_a_page_at_another_place(item: str, summary: str) -> None:
    body = rss(f"{item}<description>Mine.</description>", "<link>https://ada.example/blog/</link>")
    assert one(body).summary == summary


def test_words_of_a_description_count_only_where_the_content_has_none() -> None:
    description = f"<description>&lt;i>{'word ' * 400}&lt;a href='https://d.example/'></description>"
    both = one(rss(f"{description}<content:encoded>one two</content:encoded>"))
    assert (both.words, both.links) == (2, ("https://d.example/",))
    assert one(rss(f"{description}<content:encoded>&lt;p></content:encoded>")).words == 400
    odd = description.replace("&lt;i>", "&lt;style>b c&lt;/style>")
    assert one(rss(f"{odd}<content:encoded>one two</content:encoded>")).links == ("https://d.example/",)


@pytest.mark.parametrize(
    ("html", "words"),
    [
        ("", 0),
        ("<p>", 0),
        ("one", 1),
        (" one\n\ttwo\u00a0three ", 3),
        ("\u201cOne\u201d \u2014\u00a0two, three.", 4),
        ("<p>One, (two).</p><p>Three</p>\n<ul>\n<li>four</li>\n</ul>", 4),
        ('<p class="a b">one <a href="https://x.example/a" title="b c">two</a>, <em>three</em>.</p>', 3),
        ('<img src="a b.png" alt="a cat" />\n<!-- more to come -->one<br/>two', 2),
        ('<iframe src="https://x.example/" width="1"></iframe> one', 1),
        ("<iframe>said by nobody</iframe> one", 1),
        ("<h2 id=one class='a b'>one</h2>", 1),
        ('<p><a href="https://x.example/織物/">編み物</a>は楽しい。</p>', 6),
        ('<img src="a" alt="字"/>字', 1),
        ("<STYLE>a {b: c}</STYLE>one &amp; two", 3),
    ],
)
def test_words_are_counted_as_a_reader_would(html: str, words: int) -> None:
    assert content.skim(html).words == words


_PLAIN = [
    "<p>", "</p>", "<a href='https://x.example/1'>", '<a class="b" href=u>', "</a>", "<br/>", "<br />", "word ", "b, ",
    '<a href="https://x.example/?a=1&amp;b=2" rel="me">', "&amp;", "<!-- c d -->", "<b>", "</b>", "<em>", "<a>", "\n",
    '<img src="x" alt="a b">', '<div class="x">', "</div>", "<iframe src='x'></iframe>", "<h2>", "</h2>", "“Søren” ",
    '<a name="x"/>', "編み物 ",
]  # fmt: skip
_ODD = [
    "<script>1<2</script>", "<img src=x alt='>'>", "a < b", "<A HREF=z >", "<style>", "</style>", "<!-- <a href=x> -->",
    "<", "</p ", "</p class='x'>",
]  # fmt: skip


@settings(deadline=None)
@given(st.lists(st.sampled_from(_PLAIN), max_size=12), st.lists(st.sampled_from(_ODD), max_size=2))
def test_plain_tags_are_skimmed_as_odd_ones_are_read(plain: list[str], odd: list[str]) -> None:
    html = "".join(plain + odd)
    assert content.skim(html).hrefs == content.read(html).hrefs
    if not odd:
        text = "".join(piece if piece[0] != "<" else ">" for piece in plain)
        words = content.words_in(text)
        assert content.skim(html).words == words
        assert content.skim(html + "<script>alert(1)</script>").words == words


@pytest.mark.parametrize(("text", "words"), [("中文字 word", 3), ("字 a", 2), ("x“中” 文文", 3), ("a – b", 3)])
def test_two_characters_of_chinese_count_as_a_word(text: str, words: int) -> None:
    assert content.words_in(text) == words


@settings(deadline=None)
@given(st.text(alphabet="<>/a!-= '\"bscript&#x;\n", max_size=60))
def test_any_markup_is_read_the_same_with_text_after_it_that_closes_everything(text: str) -> None:
    markup = content.read(text)
    assert len(markup.text) <= len(text)
    assert all(href in references.unescape(text) for href in markup.hrefs)


@settings(deadline=None)
@given(st.lists(st.sampled_from(
    ["<p>", "</p>", "<a href='https://x.example/1'>", '<a class="b" href=u>', "</a>", "<br/>", "word ", "a<", "&amp;",
     "<!-- c -->", "<b>", "</b>", "<img src=x alt='>'>", "<div>", "</div>", "<script>1<2</script>", "<A HREF=z >"]
), max_size=12))  # fmt: skip
def test_a_tree_builder_finds_the_same_links_and_words(pieces: list[str]) -> None:
    html = "".join(pieces)
    tree = LexborHTMLParser(f"<div>{html}</div>")
    markup = content.read(html)
    assert list(dict.fromkeys(markup.hrefs)) == list(dict.fromkeys(a.attributes["href"] for a in tree.css("a[href]")))
    tree.strip_tags(["script"])
    assert tree.body is not None
    assert "".join(references.unescape(markup.text).split()) == "".join(tree.body.text().split())


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("Ada", "Ada"),
        ("ada@ada.example (Ada Example)", "Ada Example"),
        ("Ada &lt;ada@ada.example&gt;", "Ada"),
        ("ada@ada.example", ""),
        ("Ada (she/her)", "Ada (she/her)"),
        ("@ada@social.example", "@ada@social.example"),
        ("a" * 40_000, "a" * 99 + "…"),
    ],
)
def test_authors_are_names_and_never_addresses(written: str, shown: str) -> None:
    assert one(rss(f"<author>{written}</author>")).author == shown


def test_the_creator_goes_before_the_address() -> None:
    assert one(rss("<author>ada@ada.example</author><dc:creator>Ada</dc:creator>")).author == "Ada"
    assert one(atom("<author><uri>x</uri></author>")).author == ""


@pytest.mark.parametrize(
    "html",
    [
        "<a href=https://x.example/>x</a> <a href='/y?a=1&amp;b=2'> <a name=top> <b> <a href>",
        '<!-- <a href="https://no.example/"> --><script>"<a href=https://no.example/>"</script><a href="https://x.example/">',
        "no links",
    ],
)
def test_the_addresses_alone_are_those_that_reading_all_gives(html: str) -> None:
    assert list(content.hrefs(html)) == list(content.read(html).hrefs)
