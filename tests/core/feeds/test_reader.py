"""The strict reader: what it takes from each kind of feed."""

from __future__ import annotations

import json
from html import escape

import pytest

from mkdocs_reciprocity.core import url
from mkdocs_reciprocity.core.feeds.reader import EXTRACTOR, read
from mkdocs_reciprocity.core.model import Feed, FeedEntry, aside
from tests.core.feeds.making import BASE, atom, item, one, rss


def test_the_blogroll_that_a_channel_names() -> None:
    names = "xmlns:source='http://source.scripting.com/'"
    for said, found in (("/b.opml", "https://ada.example/b.opml"), ("javascript:x", ""), ("", "")):
        channel = f"<channel><source:blogroll>{said}</source:blogroll></channel>"
        feed = read(f"<rss version='2.0' {names}>{channel}</rss>".encode(), BASE)
        assert feed is not None
        assert feed.blogroll == found


def test_the_version_of_what_is_extracted_is_a_number() -> None:
    assert isinstance(EXTRACTOR, int)


def test_rss() -> None:
    feed = read(
        rss(
            "<title>Looms &amp;amp; <![CDATA[<em>gears</em>]]></title><link> https://ada.example/looms/ </link>"
            "<pubDate>Sat, 07 Nov 2026 10:00:00 +0100</pubDate><dc:creator>Ada</dc:creator>"
            "<description>Short.</description>"
            '<content:encoded><![CDATA[<p>One two <a href="https://me.example/">three</a>, four.</p>]]>'
            "</content:encoded>"
            "<media:content><media:title>Not this</media:title></media:content><category>x</category>",
            "<title>Ada&#8217;s</title><link>https://ada.example/</link>"
            "<image><title>Logo</title><link>https://no.example/</link></image>",
        ),
        BASE,
    )
    assert feed == Feed(
        title="Ada’s",
        home="https://ada.example/",
        entries=(
            FeedEntry(
                url=url.Url("https://ada.example/looms/"),
                title="Looms & gears",
                published="2026-11-07T09:00:00Z",
                words=4,
                aside=aside("Ada", "", "One two three, four."),
                outbound="https://me.example/",
            ),
        ),
    )


@pytest.mark.parametrize(
    "space", ["http://purl.org/rss/1.0/", "http://my.netscape.com/rdf/simple/0.9/", "http://PURL.org/RSS/1.0/"]
)
def test_rdf_has_its_items_beside_the_channel(space: str) -> None:
    rdf = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
    body = (
        f'<rdf:RDF xmlns:rdf="{rdf}" xmlns="{space}"><channel><title>T</title><items/></channel>'
        "<item><title>A</title><link>/a</link></item><item><title>B</title></item><title>not here</title></rdf:RDF>"
    )
    feed = read(body.encode(), BASE)
    assert feed is not None
    assert feed.title == "T"
    assert [(entry.title, entry.url) for entry in feed.entries] == [("A", "https://ada.example/a"), ("B", None)]


def test_rss_without_a_namespace_or_with_an_old_one() -> None:
    for attributes in ('version="0.91"', 'xmlns="http://backend.userland.com/rss2"'):
        body = f"<rss {attributes}><channel><title>T</title><item><title>A</title></item></channel></rss>"
        feed = read(body.encode(), "")
        assert feed is not None
        assert feed.entries[0].title == "A"


def test_atom_takes_the_feeds_author_where_an_entry_has_none() -> None:
    feed = read(
        atom(
            "<title>A</title><link rel='replies' href='/no'/><link rel='http://www.iana.org/assignments/relation/alternate'"
            " href='/a'/><updated>2026-11-07T10:00:00.5+01:00</updated><content>a &lt; b</content>",
            "<title type='html'>&lt;b&gt;T&lt;/b&gt;</title><link href='/'/><author><email>a@b.example</email>"
            "<name>Ada &amp; Co</name></author>",
        ),
        BASE,
    )
    assert feed is not None
    assert (feed.title, feed.home) == ("T", "https://ada.example/")
    assert feed.entries == (
        FeedEntry(
            url=url.Url("https://ada.example/a"),
            title="A",
            published="2026-11-07T09:00:00Z",
            words=3,
            aside=aside("Ada & Co"),
        ),
    )


def test_atom_may_come_without_its_namespace() -> None:
    assert read(b"<feed><title>T</title><entry><title>A</title></entry></feed>", "") == Feed(
        title="T", entries=(FeedEntry(title="A"),)
    )


@pytest.mark.parametrize(
    ("content", "words", "links"),
    [
        ("<content type='html'>&lt;a href='/b'>b c&lt;/a></content>", 2, ("https://ada.example/b",)),
        ("<content type='text/html'><![CDATA[<a href='/b'>b c</a>]]></content>", 2, ("https://ada.example/b",)),
        ("<content type='text'>&lt;a href='/b'>b c&lt;/a></content>", 3, ()),
        ("<content type='text/plain'>b c</content>", 2, ()),
        ("<content type='image/png'>aGVs bG8=</content>", 0, ()),
        (
            (
                "<content type='xhtml'>x<div xmlns='http://www.w3.org/1999/xhtml'>&lt;a&gt; <p>b<br/>c</p>&amp; "
                "<a href='/b?c=1&amp;d'>d</a>e<iframe/> f</div></content>"
            ),
            8,
            ("https://ada.example/b?c=1&d",),
        ),
        (
            "<content type='xhtml' xml:base='/x/'><div><a href='y'>z</a></div></content>",
            1,
            ("https://ada.example/x/y",),
        ),
        (
            "<content xml:base='/x/'><p><a href='z'>z</a></p></content><content xml:base='y/'/>",
            1,
            ("https://ada.example/x/z",),
        ),
        ("<content type='xhtml' xml:base=''><div><a href='y'>z</a></div></content>", 1, ("https://ada.example/y",)),
        (
            "<content type='xhtml'><h:p xmlns:h='http://www.w3.org/1999/xhtml'><h:a href='/b'>é</h:a></h:p></content>",
            1,
            ("https://ada.example/b",),
        ),
        (
            "<content type='xhtml'>é<div><![CDATA[<a href='/no'> & ]]>b<a href='/c'/></div></content>",
            5,
            ("https://ada.example/c",),
        ),
        ("<content type='xhtml'><div><!-- <a href='/no'>no</a> --><p/>b<?no c?></div></content>", 1, ()),
        (
            (
                "<content type='xhtml'><div><!--> <![CDATA[ -->a <a href='/b'/>"
                "<?no <a href='/no'>?><![CDATA[c]]></div></content>"
            ),
            2,
            ("https://ada.example/b",),
        ),
        (
            "<content><div xmlns:h='http://www.w3.org/1999/xhtml'><p/><h:a href='/b'>é</h:a></div></content>",
            1,
            ("https://ada.example/b",),
        ),
    ],
)
def test_kinds_of_content(content: str, words: int, links: tuple[str, ...]) -> None:
    entry = one(atom(content))
    assert (entry.words, entry.links) == (words, links)


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        ("<title>a &lt;b> &amp;amp; c</title>", "a <b> &amp; c"),
        ("<title type='html'>a &lt;b>b&lt;/b> &amp;amp; c</title>", "a b & c"),
        ("<title type='xhtml'><div>a <b>b</b> &amp; &lt;c></div></title>", "a b & <c>"),
        ("<title type='html'>vector&lt;int> &lt;b>is&lt;/b> &lt;i>&lt;3</title>", "vector<int> is <i><3"),
        ("<title type='html'>The &lt;textarea> element</title>", "The <textarea> element"),
        ("<title type='html'>&lt;img src='x' alt='Loom &amp;lt; 3'/> a &lt;!-- b --></title>", "Loom < 3 a <!-- b -->"),
        ("<title type='html'>&lt;script>x &lt;b>y&lt;/b>&lt;/script>a&lt;style>b&lt;/style></title>", "a"),
        ("<title/>", ""),
        ("", ""),
    ],
)
def test_titles_in_atom(title: str, shown: str) -> None:
    assert one(atom(title)).title == shown


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        ("R&amp;D", "R&D"),
        ("R&amp;amp;D", "R&D"),
        ("vector&lt;int&gt;", "vector<int>"),
        ("a &lt;em class='x'&gt;b&lt;/em&gt;", "a b"),
        ("a &amp;lt;em&amp;gt; b", "a <em> b"),
        ("a\n <em>b</em>", "a b"),
        ("Using the &lt;b&gt; tag", "Using the <b> tag"),
        ("if a&lt;b and c&gt;d", "if a<b and c>d"),
        ("a&lt;br/&gt;b&lt;br&gt;c&lt;/p&gt;&lt;p&gt;d&lt;i/&gt;e", "a b c de"),
        ("&lt;p&gt;a &lt;u&gt;", "a <u>"),
        ("&lt;script&gt; and &lt;style&gt;", "<script> and <style>"),
        ("&lt;![CDATA[a &amp;amp; b]]&gt;", "a & b"),
        ("  ", ""),
    ],
)
def test_titles_in_rss(title: str, shown: str) -> None:
    assert one(rss(f"<title>{title}</title>")).title == shown


def test_json_feed() -> None:
    feed = read(
        b"\xef\xbb\xbf"
        + json.dumps(
            {
                "version": "https://jsonfeed.org/version/1",
                "title": "T",
                "home_page_url": "https://ada.example/",
                "author": {"name": "Ada"},
                "items": [
                    {
                        "id": "1", "url": "/a", "title": "A <b>", "content_html": "<a href=/b>b c</a>",
                        "summary": "<s>",
                        "external_url": "https://me.example/", "date_published": "2026-02-30T00:00:00Z",
                        "date_modified": "2026-11-07", "authors": [{"name": " "}, {"name": "Ben"}],
                    },
                    {"id": "https://ada.example/2", "content_text": "<a> &amp; b", "author": "no"},
                    "no item",
                    {"id": 3, "url": 4, "title": None, "content_html": [], "authors": {}, "date_published": 5},
                ],
            }
        ).encode(),
        BASE,
    )  # fmt: skip
    assert feed is not None
    assert (feed.title, feed.home) == ("T", "https://ada.example/")
    assert feed.entries == (
        FeedEntry(
            url=url.Url("https://ada.example/a"),
            title="A <b>",
            published="2026-11-07",
            words=2,
            aside=aside("Ben", "<s>"),
            outbound="https://ada.example/b",
            about="https://me.example/",
        ),
        FeedEntry(
            url=url.Url("https://ada.example/2"), title="<a> &amp; b", words=3, aside=aside("Ada", "<a> &amp; b")
        ),
        FeedEntry(aside=aside("Ada")),
    )


@pytest.mark.parametrize(
    ("fields", "found"),
    [
        ("<link>/a</link><guid>https://ada.example/no</guid>", "https://ada.example/a"),
        ("<link>/a</link><feedburner:origLink>https://ada.example/b</feedburner:origLink>", "https://ada.example/b"),
        ("<link>/a</link><feedburner:origLink>mailto:x</feedburner:origLink>", "https://ada.example/a"),
        ("<atom:link href='/no'/><link>/a</link>", "https://ada.example/a"),
        ("<atom:link href='/a'/>", "https://ada.example/a"),
        ("<atom:link rel='enclosure' href='/no'/>", None),
        ("<link/><guid>https://ada.example/a</guid>", "https://ada.example/a"),
        ("<guid isPermaLink='TRUE'>https://ada.example/a</guid>", "https://ada.example/a"),
        ("<guid isPermaLink='false'>https://ada.example/no</guid>", None),
        ("<guid>123</guid>", None),
        ("<link>javascript:alert(1)</link>", None),
        ("<link>https://[</link>", None),
        ("<link>ftp://ada.example/</link><link>/a</link>", "https://ada.example/a"),
        ("<atom:link rel='enclosure'>https://ada.example/no.jpg</atom:link>", None),
        (
            "<atom:link rel='enclosure'>https://ada.example/no.jpg</atom:link><atom:link href='/a'/>",
            "https://ada.example/a",
        ),
        ("<atom:link rel='via'>/no</atom:link><link>/a</link>", "https://ada.example/a"),
        ("<atom:link rel='alternate'>/a</atom:link>", "https://ada.example/a"),
        ("<link rel=''>/no</link>", None),
        ("<link rel='http://www.iana.org/assignments/relation/alternate' href='/a'/>", "https://ada.example/a"),
        ("<atom:id>https://ada.example/a</atom:id>", "https://ada.example/a"),
        ("<atom:id> HTTP://ada.example/a </atom:id><link/>", "HTTP://ada.example/a"),
        ("<atom:id>https://ada.example/no</atom:id><link>/a</link>", "https://ada.example/a"),
        ("<atom:id>tag:ada.example,2026:1</atom:id>", None),
        ("<atom:id>ada.example/1</atom:id>", None),
        ("<link>/a#atom-everything</link>", "https://ada.example/a"),
        ("<link>/a#notes</link>", "https://ada.example/a#notes"),
        ("", None),
    ],
)
def test_the_entrys_own_link(fields: str, found: str | None) -> None:
    assert one(rss(fields)).url == found


@pytest.mark.parametrize(
    ("named", "fields", "found"),
    [
        ("https://ada.example/a", "", "https://ada.example/a"),
        ("https://ada.example/a", "<link></link>", "https://ada.example/a"),
        ("https://ada.example/no", "<link>https://ada.example/a</link>", "https://ada.example/a"),
        ("urn:uuid:1225c695-cfb8-4ebb-aaaa-80da344efa6a", "", None),
        ("17", "", None),
    ],
)
def test_an_item_of_rss_1_is_at_its_name_where_that_is_its_only_address(
    named: str, fields: str, found: str | None
) -> None:
    text = (
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/">'
        f'<channel><link>https://ada.example/</link></channel><item rdf:about="{named}"><title>T</title>{fields}</item>'
        "</rdf:RDF>"
    )
    assert one(text.encode()).url == found


@pytest.mark.parametrize(
    ("fields", "url_", "about"),
    [
        ("<link>https://x.example/</link><guid>https://ada.example/a</guid>", "https://ada.example/a",
         "https://x.example/"),
        ("<link>https://x.example/</link><guid isPermaLink='false'>https://ada.example/a</guid>", "https://x.example/",
         ""),
        ("<link>https://x.example/</link><guid>https://y.example/a</guid>", "https://x.example/", ""),
        ("<link>https://x.example/</link><atom:link rel='related' href='/a'/>", "https://ada.example/a",
         "https://x.example/"),
        ("<atom:link href='https://x.example/'/><atom:link rel='related' href='https://l.ada.example/a'/>",
         "https://l.ada.example/a", "https://x.example/"),
        ("<atom:link href='/a'/><atom:link rel='related' href='https://x.example/'/>", "https://ada.example/a",
         "https://x.example/"),
        ("<atom:link href='/a'/><atom:link rel='via' href='https://x.example/#atom-everything'/>",
         "https://ada.example/a", "https://x.example/"),
        ("<link>/a</link><atom:link rel='http://www.iana.org/assignments/relation/via' href='https://x.example/'/>",
         "https://ada.example/a", "https://x.example/"),
        ("<atom:link href='/a'/><atom:link rel='via' href='/a/'/><atom:link rel='via' href='javascript:x'/>",
         "https://ada.example/a", ""),
        (("<atom:link href='/a'/><atom:link rel='via' href='https://x.example/'/><atom:link rel='related' "
         "href='https://y.example/'/><atom:link rel='via' href='https://x.example/'/>"),
         "https://ada.example/a", "https://x.example/ https://y.example/"),
        ("<atom:link rel='via' href='https://x.example/'/>", None, "https://x.example/"),
        ("<link>https://b.ada.example/a</link><guid>https://ada.example/?p=1</guid>", "https://b.ada.example/a", ""),
        ("<atom:link rel='related' href='/a'/>", None, "https://ada.example/a"),
        ("<link>https://notada.example/</link><atom:link rel='related' href='https://x.example/'/>",
         "https://notada.example/", "https://x.example/"),
    ],
)  # fmt: skip
def test_in_a_blog_of_links_the_entry_is_at_its_own_address(fields: str, url_: str | None, about: str) -> None:
    entry = one(rss(fields))
    assert (entry.url, " ".join(entry.subjects)) == (url_, about)


def test_a_blog_of_links_in_json() -> None:
    entry = item(url="https://x.example/", id="https://ada.example/1", title="T")
    assert (entry.url, entry.about) == ("https://ada.example/1", "https://x.example/")
    entry = item(id="1", external_url="https://x.example/", title="T")
    assert (entry.url, entry.about) == (None, "https://x.example/")
    entry = item(url="https://ada.example/1", external_url="https://ada.example/1/", title="T")
    assert (entry.url, entry.about) == ("https://ada.example/1", "")


X = "<a href='https://y.example/1'>y</a> <a href='https://x.example/1'>x</a> <a href='https://x.example/2'>x</a>"


@pytest.mark.parametrize(
    ("source", "about"),
    [
        ("<source url='https://x.example/feed.xml'>X</source>", "https://x.example/1"),
        ("<source url='https://z.example/feed.xml'>Z</source>", "https://z.example/feed.xml"),
        ("<source url='/other.xml'>Ada</source>", ""),
        ("<source url='https://ada.example/feed.xml'>Ada</source>", ""),
        ("<source>X</source>", ""),
        ("<source url='javascript:x'/>", ""),
        ("<source url='https://x.example/f'/><source url='https://z.example/f'/>", "https://x.example/1"),
        ("<source url='https://z.example/f'/><atom:link rel='via' href='https://v.example/'/>", "https://v.example/"),
    ],
)
def test_an_item_that_came_from_another_feed(source: str, about: str) -> None:
    assert one(rss(f"<link>/a</link>{source}<description>{escape(X)}</description>")).about == about


@pytest.mark.parametrize(
    ("inside", "about"),
    [
        ("<link rel='self' href='https://z.example/feed'/><link href='https://x.example/'/>", "https://x.example/1"),
        ("<id>tag:z</id><title>Z</title><link rel='self' href='https://z.example/feed'/>", "https://z.example/feed"),
        ("<id>tag:z</id><link rel='self'/>", ""),
        ("<link href='https://ada.example/'/>", ""),
        ("", ""),
    ],
)
def test_an_entry_that_came_from_another_feed(inside: str, about: str) -> None:
    fields = f"<link href='/a'/><source>{inside}</source><content type='html'>{escape(X)}</content>"
    assert one(atom(fields)).about == about


@pytest.mark.parametrize(
    ("fields", "title"),
    [
        ("<dc:title>T</dc:title>", "T"),
        ("<title>T</title><dc:title>no</dc:title>", "T"),
        ("<title/><dc:title>no</dc:title><description>It &lt;b&gt;begins&lt;/b&gt;.</description>", "It begins."),
        ("<title> </title><description>&lt;img src='x'&gt;</description>", ""),
        (
            "<content:encoded>&lt;p&gt;Read this: &lt;a href='/x'&gt;it&lt;/a&gt;&lt;/p&gt;</content:encoded>",
            "Read this: it",
        ),
        ("<title>(Untitled)</title><description>a</description>", "a"),
        ("<title>undefined</title><description>a</description>", "a"),
        ("<title>&#8203;</title><description>a</description>", "a"),
        ("<title>a&#8203;</title><description>b</description>", "a\u200b"),
        ("<title>http://www.a.example/b</title><link>https://a.example/b/</link><description>a</description>", "a"),
        ("<title>https://a.example/b</title><link>https://a.example/c/</link>", "https://a.example/b"),
        ("<title>https://a.example/b</title><description>a</description>", "https://a.example/b"),
        (f"<description>{'word ' * 40}</description>", f"{'word ' * 14}word…"),
        (f"<description>{'w' * 200}</description>", f"{'w' * 79}…"),
    ],
)
def test_where_there_is_no_title_the_beginning_stands_for_it(fields: str, title: str) -> None:
    assert one(rss(fields)).title == title


@pytest.mark.parametrize(
    "title",
    ["-", "\N{HORIZONTAL ELLIPSIS}", "#",
     "(kein Titel)", "Ohne Titel", "Sin título", "無題", "Без названия", "(başlıksız)",
     "Auto Draft", "None", "[object Object]", "{{ page.title }}", "\uff08无标题\uff09"],
)  # fmt: skip
def test_what_programs_write_for_a_title_is_none(title: str) -> None:
    assert one(rss(f"<title>{title}</title><link>/a</link><description>Hello</description>")).title == "Hello"
    assert (
        one(rss(f"<title>{title} two</title><link>/a</link><description>Hello</description>")).title == f"{title} two"
    )


@pytest.mark.parametrize(
    ("markup", "title"),
    [
        ('<img src="a.jpg" alt="A loom at work">', "A loom at work"),
        ('<img src="a.jpg" alt=""><img src="b.jpg" alt="Cards">', "Cards"),
        ('<img src="a.jpg" alt="a.jpg"><img src="b.jpg" alt="IMG_2041">', ""),
        ('<img src="a.jpg" alt="A loom"> at work', "at work"),
        ('<img src="a.jpg">', ""),
    ],
)
def test_a_picture_alone_is_called_what_its_text_says(markup: str, title: str) -> None:
    assert one(rss(f"<link>/a</link><description><![CDATA[{markup}]]></description>")).title == title


def test_a_title_in_json_may_be_escaped_as_for_html() -> None:
    said = {
        "R&amp;D": "R&D",
        "Ada&#8217;s": "Ada\u2019s",
        "a?b=1&copy=2": "a?b=1&copy=2",
        "AT&T; <b>x</b>": "AT&T; <b>x</b>",
    }
    assert {title: item(title=title).title for title in said} == said


def test_the_feeds_own_dc_title() -> None:
    feed = read(rss("", "<dc:title>T</dc:title>"), BASE)
    assert feed is not None
    assert feed.title == "T"


def test_relative_links_without_a_base_follow_the_feeds_home() -> None:
    body = rss("<link>/a</link>", "<link>https://ada.example/blog/</link>")
    assert one(body, "").url == "https://ada.example/a"
    assert one(rss("<link>/a</link>"), "").url is None
    assert one(rss("<link>//ada.example/a</link>"), "").url == "https://ada.example/a"


def test_xml_base() -> None:
    body = atom(
        "<link href='e'/><content type='html'>&lt;a href='f'></content>",
        "<link href='h'/>",
        "xml:base='https://ada.example/x/'",
    ).replace(b"<entry>", b"<entry xml:base='y/'>")
    feed = read(body, "")
    assert feed is not None
    assert feed.home == "https://ada.example/x/h"
    assert feed.entries[0].url == "https://ada.example/x/y/e"
    assert feed.entries[0].links == ("https://ada.example/x/y/f",)


def test_of_channels_beside_each_other_the_first_has_the_base() -> None:
    body = "<rss><channel xml:base='https://ada.example/x/'/><channel xml:base='y/'/><item><link>z</link></item></rss>"
    assert one(body.encode()).url == "https://ada.example/x/z"
