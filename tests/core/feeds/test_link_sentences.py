"""The sentences in which entries lead to this site."""

from __future__ import annotations

import json
from html import escape
from io import BytesIO
from random import Random

import feedparser
import pytest

from mkdocs_reciprocity.core import lines
from mkdocs_reciprocity.core.feeds import facts, link_sentences, sentences
from mkdocs_reciprocity.core.feeds.link_sentences import in_entry
from mkdocs_reciprocity.core.feeds.reader import from_feedparser, read
from mkdocs_reciprocity.core.own_places import NOWHERE, own_places
from mkdocs_reciprocity.core.url import Url
from tests.core.feeds.making import BASE, atom, rss

OWN = own_places(map(Url, ["https://me.example/", "https://alias.example/"]))
LOOMS = "me.example/looms"
A = '<a href="https://me.example/looms/">On looms</a>'
HERE = Url("https://ada.example/a/")


def said(markup: str, description: str = "") -> str:
    """The sentence that leads to the page on looms; empty if there is none."""
    found = in_entry(HERE, "", "https://me.example/looms/", markup, description, HERE, OWN)
    assert set(found) <= {LOOMS}
    return "".join(found.values())


@pytest.mark.parametrize(
    ("markup", "sentence"),
    [
        (f"<p>One. I learned it from {A}, which I keep. Two.</p>", "I learned it from On looms, which I keep."),
        (f"I learned <em>it</em> from\n{A} &amp; kept\xa0it", "I learned it from On looms & kept it"),
        (f"<p>Dr. Mara says on 3. May in {A} why. End.</p>", "Dr. Mara says on 3. May in On looms why."),
        (f"<p>Is {A} the best? It is.</p>", "Is On looms the best?"),
        ('<p>So. <A HREF="HTTP://ME.EXAMPLE/looms"><b>On</b> looms</A> is good. No.</p>', "On looms is good."),
        (f"<ul><li>{A}</li><li>The best I know of wool: {A}</li></ul>", "The best I know of wool: On looms"),
        (f"<dl><dt>Wool</dt><dd>See {A} for wool.</dd></dl>", "See On looms for wool."),
        (f"<p>What a read!<br>{A}</p>", "What a read! On looms"),
        (f"<p>What a read! {A}</p>", "What a read! On looms"),
        (f"<p>Monday.<br/>{A}<br/>A lovely piece on weaving. More.</p>", "A lovely piece on weaving."),
        ('<p><a href="https://me.example/looms/">You should all read this.</a></p>', "You should all read this."),
        ('<p>\u8bfb\u4e86<a href="https://me.example/looms/">\u7ec7\u5e03\u673a</a>\u7684\u6587\u7ae0\uff0c\u5199\u5f97\u597d\u3002\u53e6\u3002</p>',
         "\u8bfb\u4e86\u7ec7\u5e03\u673a\u7684\u6587\u7ae0\uff0c\u5199\u5f97\u597d\u3002"),
        (f"<p>In <q>quotes</q> of {A} is <script>var x;</script>truth.</p>", "In quotes of On looms is truth."),
        (f"<blockquote>My own words in {A}.</blockquote><p>I like {A} very much.</p>", "I like On looms very much."),
        (f"<p>Read {A}</p><p>Read {A} some day.</p>", "Read On looms some day."),
        (f"<p>I love {A} and <a>nowhere</a>.</p>", "I love On looms and nowhere."),
        (f"<p>I love {A[:-4]}", "I love On looms"),
    ],
)  # fmt: skip
def test_the_sentence_around_a_link_is_kept(markup: str, sentence: str) -> None:
    assert said(markup) == sentence
    assert said("", markup) == sentence
    assert said("<p>Nothing here.</p>", markup) == sentence


@pytest.mark.parametrize(
    "markup",
    [
        f"<p>{A}</p>",
        f"<h2>A good read: {A}</h2>",
        f"<blockquote><p>It was a day like {A} for us.</p></blockquote>",
        f"<blockquote><p>One<blockquote>two</blockquote> It was a day like {A} for us.</p></blockquote>",
        f"<figure><figcaption>A picture that came from {A} once.</figcaption></figure>",
        f"<pre>as it says in {A} above.</pre>",
        f"<p>via {A}</p>",
        f"<p>{A} | {A}</p>",
        '<p>Some words here. <a href="https://me.example/looms/"><img src="x.png" alt="On looms"></a></p>',
        f"<p>Posted in {A} and weaving</p>",
        f"<p>The post {A} appeared first on Ada.</p>",
        f"<p>&lt;a href=&quot;x&quot;&gt;twice escaped&lt;/a&gt; is what {A} is</p>",
        "<p>Somebody else's <a href='https://you.example/'>page</a> is good to read.</p>",
        "",
    ],
)
def test_where_nobody_says_anything_there_is_no_sentence(markup: str) -> None:
    assert said(markup) == ""


@pytest.mark.parametrize(
    ("markup", "sentence"),
    [
        ("See https://me.example/looms/ for more.\n\nBye.", "See https://me.example/looms/ for more."),
        ("Look\n- https://me.example/looms/ a good one\n- https://x.example/", "https://me.example/looms/ a good one"),
        ("* https://me.example/looms/ a great read", "https://me.example/looms/ a great read"),
        ("What a read!\nhttps://me.example/looms/", "What a read! https://me.example/looms/"),
        ("I liked it (https://me.example/looms/).", "I liked it (https://me.example/looms/)."),
        ("<p>So. I liked https://me.example/looms/ a lot.</p>", "I liked https://me.example/looms/ a lot."),
        ("<p>So &amp; so. I liked https://you.example/ and https://me.example/looms/ &amp; more.</p>",
         "I liked https://you.example/ and https://me.example/looms/ & more."),
        ("https://me.example/looms/", ""),
        ("<code>I liked https://me.example/looms/ a lot.</code>", ""),
    ],
)  # fmt: skip
def test_addresses_in_plain_text_are_links(markup: str, sentence: str) -> None:
    assert said(markup) == sentence


def test_one_sentence_for_each_page_and_few_of_an_entry() -> None:
    pages = [f"https://me.example/{name}/" for name in "abcde"]
    markup = "".join(f'<p>I like <a href="{page}">this one</a> best of all.</p>' for page in pages)
    found = in_entry(HERE, "", "\n".join(pages), markup, "", HERE, OWN)
    assert found == dict.fromkeys(["me.example/a", "me.example/b", "me.example/c"], "I like this one best of all.")
    markup = "<p>I like <a href='https://me.example/a/'>it</a> and <a href='https://alias.example/b'>that</a> too.</p>"
    assert list(in_entry(HERE, "", "https://me.example/a/", markup, "", HERE, OWN)) == [
        "me.example/a",
        "alias.example/b",
    ]


def test_a_relative_link_leads_here_from_a_feed_that_is_here() -> None:
    found = in_entry(
        None, "", "https://me.example/x", "I read <a href='/x'>this page</a> today.", "", "https://me.example/", OWN
    )
    assert found == {"me.example/x": "I read this page today."}
    assert in_entry(None, "", "https://me.example/x", "I read <a href='/x'>this page</a> today.", "", "", OWN) == {}


def test_an_entry_that_passes_a_page_on_is_about_it() -> None:
    """Then the first of the peer's own sentences stands for what they say of it."""
    markup = "<blockquote>Looms are machines, she says.</blockquote><p>What Mara says of looms is true. I agree.</p>"
    looms = Url("https://me.example/looms/")
    of_link = in_entry(looms, "", "", markup, "", HERE, OWN)
    assert of_link == in_entry(HERE, looms, "", markup, "", HERE, OWN) == {LOOMS: "What Mara says of looms is true."}
    linked = f"{markup}<p>Read {A} and be glad.</p>"
    assert in_entry(looms, "", "", linked, "", HERE, OWN) == {LOOMS: "Read On looms and be glad."}
    assert in_entry(looms, "", "", "<blockquote>Looms are machines, she says.</blockquote>", "", HERE, OWN) == {}
    assert in_entry(HERE, "https://you.example/", "", markup, "", HERE, OWN) == {}


@pytest.mark.parametrize("far", [0, 50, 100, 500, 3000])
def test_of_a_long_sentence_the_part_around_the_link_is_kept(far: int) -> None:
    found = said(f"<p>{'wort ' * far}<b>Lies</b> {A} {'word ' * 200}.</p>")
    assert "Lies On looms word" in found
    assert len(found) <= sentences.LONGEST + 1
    assert found.endswith("word\u2026")
    assert found.startswith("\u2026wort " if far >= 50 else "wort " if far else "Lies ")


def test_a_long_sentence_without_spaces_is_cut_between_characters() -> None:
    letters = "e\u0301\u0302" * 200
    found = said(f"<p>{letters}\u8bfb\u4e86\u6587\u7ae0\u5199\u5f97\u771f\u597d{A}</p>")
    assert found.startswith("\u2026e\u0301\u0302")
    assert found.endswith("On looms")


def test_hidden_characters_are_left_out() -> None:
    assert said(f"<p>It \u202eis\u2066 a&#8238; \x07good\ufeff {A} to have.</p>") == "It is a good On looms to have."


def feeds_of(markup: str) -> list[bytes]:
    """The same entry in each format; the last two are not well-formed."""
    described = f"<link>{HERE}</link><description>{escape(markup)}</description>"
    whole = atom(f'<link href="{HERE}"/><content type="html">{escape(markup)}</content>')
    items = {"version": "https://jsonfeed.org/version/1.1", "items": [{"url": HERE, "content_html": markup}]}
    return [
        rss(described),
        rss(described.replace("description", "content:encoded")),
        whole,
        json.dumps(items).encode(),
        rss(described).replace(b"</channel>", b"<unclosed></channel>"),
        whole.replace(b"</feed>", b"<unclosed></feed>"),
    ]


@pytest.mark.parametrize(
    "markup",
    [
        f"<p>One. I learned it from {A}, which I keep. Two.</p>",
        f"<ul><li>{A}</li><li>The best I know of wool: {A}</li></ul>",
        f"<blockquote>My own words in {A} here.</blockquote>",
        "See https://me.example/looms/ for more.",
        f"<p>R&amp;D &lt;3 {A} \u2013 na\u00efve.</p>",
    ],
)
def test_all_readers_keep_the_same(markup: str) -> None:
    expected = in_entry(HERE, "", "https://me.example/looms/", markup, "", HERE, OWN)
    for body in feeds_of(markup):
        feed = read(body, BASE, OWN)
        if feed is None:
            parsed = feedparser.parse(BytesIO(body), sanitize_html=False, resolve_relative_uris=False)
            feed = from_feedparser(parsed, BASE, OWN)
        assert [entry.sentences for entry in feed.entries] == [expected]
        assert feed.entries[0].links == ("https://me.example/looms/",)


def test_without_an_address_of_the_author_nothing_is_kept() -> None:
    body = feeds_of(f"<p>I learned it from {A}, which I keep.</p>")[0]
    for own in (NOWHERE, own_places([Url("https://you.example/")])):
        feed = read(body, BASE, own)
        assert feed
        assert feed.entries[0].sentences == {}
        assert feed == read(body, BASE)


def test_a_feed_keeps_the_sentences_of_its_newest_entries() -> None:
    items = "</item><item>".join(
        f"<link>https://ada.example/{day}/</link><pubDate>{day % 28 + 1} Nov {1990 + day // 28}</pubDate>"
        f"<description>{escape(f'I like {A} on day {day}.')}</description>"
        for day in range(facts.SENTENCES + 20)
    )
    feed = read(rss(items), BASE, OWN)
    assert feed
    kept = [bool(entry.sentences) for entry in feed.entries]
    assert kept == [False] * 20 + [True] * facts.SENTENCES


@pytest.mark.no_cover
def test_no_more_links_are_looked_at_than_may_be(monkeypatch: pytest.MonkeyPatch) -> None:
    looked_at = []

    def visible(text: str) -> str:
        looked_at.append(len(text))
        return lines.visible(text)

    monkeypatch.setattr(link_sentences, "visible", visible)
    work = []
    for number in (1_000, 20_000):
        looked_at.clear()
        assert said(f"<p>{A * number}</p>") == ""
        assert said(f"<p>{f'{A}<br>' * number}</p>") == ""
        work.append(sum(looked_at))
    assert work[0] == work[1]
    assert said(f"<p>{'a' * 500_000} is in {A}{'<b>' * 100_000}</p>").endswith("is in On looms")


PIECES = (
    "<p>|</p>|<li>|<ul>|</ul>|<br>|<blockquote>|</blockquote>|<a href='https://me.example/a/'>|</a>|<a href=/x>|<h2>"
    "|</h2>|<b>|<a href='https://me.example/b?x=1&amp;y=2'>|<pre>|</pre>|<script>|</script>|<!-- c -->|<|&lt;|&amp;"
    "|&#8238;|\u202e|word |Two words. |End! |Dr. |3. May |\u2026 |\n\n|\n- |https://me.example/c/ "
    "|(https://me.example/d).|via |{{ 7*7 }}|\u5199\u5f97\u771f\u597d\u3002|\u0642\u0631\u0623\u062a "
    "|e\u0301\u0302\u0303\u0304\u0305 |</| "
).split("|")


@pytest.mark.parametrize("seed", range(5))
def test_whatever_a_post_is_made_of_its_sentences_are_plain_and_the_same_in_all_readers(seed: int) -> None:
    random = Random(seed)
    there = 0
    for _ in range(60):
        markup = "".join(random.choices(PIECES, k=random.randint(1, 30)))
        found = []
        for body in feeds_of(markup)[0], feeds_of(markup)[3]:
            feed = read(body, BASE, OWN)
            assert feed
            found.append(feed.entries[0].sentences)
        assert found[0] == found[1]
        assert len(found[0]) <= link_sentences.MOST
        for sentence in found[0].values():
            there += 1
            assert sentence == lines.visible(sentence)
            assert len(sentence) <= sentences.LONGEST + 1
    assert there
