"""How a post begins, in its author's words."""

from __future__ import annotations

import random
import unicodedata
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_reciprocity.core.feeds import content, excerpt, facts, prose, sentences
from mkdocs_reciprocity.core.feeds.reader import read
from mkdocs_reciprocity.core.graphemes import graphemes
from tests.core.feeds.making import BASE, atom, item, one, rss

BOAT = "The boat is out of the water until March."
HANDS = "So I have hands, and no rope to hold."
PROSE = f"{BOAT} {HANDS}"


def of(content: str, title: str = "Knots again", description: str = "") -> str:
    return excerpt.of_post(title, description, content)


# --- what is taken


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        (f"<p>{PROSE}</p>", PROSE),
        (f"<P>{BOAT}</P>\n<P>{HANDS}</P>", PROSE),
        (f"{BOAT}<br><br>{HANDS}", PROSE),
        (f"{BOAT}<br>\n{HANDS}", PROSE),
        (f"{BOAT}\n\n  {HANDS}", PROSE),
        (f"{BOAT}\n\n  {HANDS}\n\n{'rope ' * 1000}<hr>", PROSE),
        (f"<div>{BOAT}<div>{HANDS}</div>", PROSE),
        (f"<p><em>The</em> b<b>oa</b>t is&nbsp;out of &#116;he water until March.</p>{HANDS}", PROSE),
        (f"<p>The boat is out of the <a href='/w'>water</a> until March. {HANDS}</p>", PROSE),
        (f"<h1>Knots again</h1><h2>One</h2><p>{PROSE}</p>", PROSE),
        (f"<p><b>Knots again!</b></p><p>{PROSE}</p>", PROSE),
        (f"<nav><p>Home. About. All of it.</p></nav><header><p>By Ben. In May.</p></header><p>{PROSE}</p>", PROSE),
        (f"<blockquote><p>Somebody else's words. Many of them.</p></blockquote><p>{PROSE}</p>", PROSE),
        (f"<figure><img src=x><figcaption>A boat. In ice.</figcaption></figure><p>{PROSE}</p>", PROSE),
        (f"<ul><li><ul><li>One.</li></ul></li><li>Two of them are here.</li></ul>{PROSE}", PROSE),
        (f"<p>{BOAT}</p><pre>rm -rf. Do not do it.</pre><p>{HANDS}</p>", PROSE),
        (f"<script>alert('It is. It was.')</script><style>p {{}}</style><p>{PROSE}</p>", PROSE),
        (f"<p>Ben Halyard, 7 November</p><p>{PROSE}</p>", PROSE),
        (f"<p><a href='/1'>A page about this and that.</a> <a href='/2'>Another page.</a></p><p>{PROSE}</p>", PROSE),
        (f"<p>{PROSE} <a href='/k'>Continue reading <span>Knots again</span> →</a></p>", PROSE),
        (f"<p>{PROSE}</p><p><a href='/k'>Read more</a></p>", PROSE),
        (f"<p>{PROSE}</p><p>The post Knots again appeared first on Slack Water.</p>", PROSE),
        (f"<p>{PROSE}</p><p>Der Beitrag Knots again erschien zuerst auf Slack Water.</p>", PROSE),
        (f"<p>{PROSE} [&#8230;]</p>", PROSE),
        (f"<p>{PROSE} And then I went and [...]</p>", PROSE),
        (f"<p>{PROSE} Here are the two that she lacks:</p><ul><li>x</li></ul><p>And that was all.</p>", PROSE),
        (f"<p>Here is what I do:</p><ul><li>x</li></ul><p>{PROSE}</p>", PROSE),
        (f"[caption id='1' width='200']{PROSE}[/caption]", PROSE),
        (f"<ruby>紙<rt>かみ</rt></ruby>: {PROSE}", f"紙: {PROSE}"),
        ("<p>Notes on rope, and on time</p>", "Notes on rope, and on time"),
        ("<p>I walked down to the pier and &hellip;</p>", "I walked down to the pier and…"),
        ("a < b and a > c, which is all of it. Nearly.", "a < b and a > c, which is all of it. Nearly."),
    ],
)  # fmt: skip
def test_what_the_author_tells(html: str, expected: str) -> None:
    assert of(html) == expected


def test_a_real_summary_comes_before_the_first_words() -> None:
    assert (
        of(f"<p>{BOAT}</p>", description="Nine knots, and two of them are mine.")
        == "Nine knots, and two of them are mine."
    )


@pytest.mark.parametrize(
    "summary",
    [
        "", "Knots again", "knots, again!", "<img src=x>", "Read more", "Knots", "I walked down to the […]",
        "&lt;p>a&lt;/p> b c d e f",
    ],
)  # fmt: skip
def test_a_summary_that_is_none_does_not(summary: str) -> None:
    assert of(f"<p>{PROSE}</p>", description=summary) == PROSE


def test_a_summary_that_is_cut_is_better_than_nothing() -> None:
    assert of("<img src=x>", description="I walked down to the [&hellip;]") == "I walked down to the…"


@pytest.mark.parametrize("form", ["rss", "atom", "json"])
def test_it_is_kept_whatever_the_format(form: str) -> None:
    html = f"&lt;p&gt;{PROSE}&lt;/p&gt;"
    if form == "rss":
        entry = one(rss(f"<title>A</title><link>https://ada.example/a</link><description>{html}</description>"))
    elif form == "atom":
        entry = one(atom(f'<title>A</title><link href="https://ada.example/a"/><content type="html">{html}</content>'))
    else:
        entry = item(title="A", url="https://ada.example/a", content_text=PROSE)
    assert entry.excerpt == PROSE


# --- what is nothing


@pytest.mark.parametrize(
    "html",
    [
        "", " ", "<p></p>", "<img src=x alt='A boat in the ice. It is cold.'>", "<p>Rope</p>", "Still.", "Ha ha ha.",
        "<p>Knots again</p>", "<h1>Knots again</h1>", "Knots", "KNOTS… again?", "Read more",
        "<a href='/k'>Read more about this.</a>",
        "Continue reading “Knots again” →", "weiterlesen …", "続きを読む", "اقرأ المزيد", "Click here!",
        "The post Knots again appeared first on Slack Water.", "The post Knots again first appeared on Slack Water.",
        "<p>The post <a href='/k'>Knots again</a> appeared first on <a href='/'>Slack Water</a>.</p>",
        "Photo by Ada Example on Unsplash", "Image: Ada Example, 2026", "3 comments", "Tags: rope, tide, time",
        "submitted by /u/ada [link] [comments]",
        "<figure><figcaption>A boat in the ice. It is cold.</figcaption></figure>",
        "<ul><li>Home, and away.</li><li>About me.</li></ul>",
        "<table><tr><td>One is here. Two are there.</td></tr></table>",
        "&lt;p&gt;One is here.&lt;/p&gt; &amp;lt;p&amp;gt;", "&lt;img src='x'&gt; one two three four",
        "\x00\x01\x02", "\u202e\u2066\u200f", "1 2 3 4 5 6 7 8 9", "— — — — — — — —", "😀 😀 😀 😀 😀 😀",
        "<blockquote>Only somebody else's words. Nothing more.</blockquote>",
        "<blockquote>Never closed. It goes on. <p>And on.",
        "Z" * 5000, "z" * 100_000, "Za\u0300\u0301\u0302\u0303\u0304lgo comes for all of us.",
        "[gallery ids='1,2,3' size='large']", "<a href='/1'>One page.</a> <a href='/2'>Another page.</a> x",
    ],
)  # fmt: skip
def test_nothing_where_nothing_is_told(html: str) -> None:
    assert of(html) == ""


def test_who_passes_on_a_page_has_told_nothing_of_their_own() -> None:
    entry = item(url="https://ada.example/a", external_url="https://ben.example/b", content_text=PROSE)
    assert (entry.excerpt, entry.summary) == ("", PROSE)


def test_braces_and_overrides_stay_text_and_go() -> None:
    assert of(f"{BOAT} {{{{ 7*7 }}}} {{% raw %}} is no code.") == f"{BOAT} {{{{ 7*7 }}}} {{% raw %}} is no code."
    assert of(f"{BOAT[:8]}\u202e\x07{BOAT[8:]}") == BOAT


# --- how long it is


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"{PROSE} " * 2000, f"{PROSE} {PROSE} {PROSE}"),
        (f"{'word ' * 30}end. {'Word ' * 5000}", f"{'word ' * 30}end."),
        (f"Hm. {'word ' * 5000}", f"Hm. {'word ' * 55}".strip() + "…"),
        (f"{'word, ' * 5000}", f"{'word, ' * 46}".rstrip(", ") + "…"),
        (f"Look at this: https://ada.example/{'z' * 500} and wonder", "Look at this…"),
        (f"„{'Wort ' * 40}Presse.“ {'Wort ' * 500}", f"„{'Wort ' * 40}Presse.“"),
    ],
)  # fmt: skip
def test_it_ends_with_a_sentence_or_else_with_a_word(text: str, expected: str) -> None:
    assert of(f"<p>{text}</p>") == expected
    assert len(expected) <= sentences.LONGEST


@pytest.mark.parametrize(
    ("words", "more"),
    [
        ("Mr. Weaver and", 13),
        ("am 3. November", 13),
        ("by J. R. Weaver,", 12),
        ("see e.g. there", 13),
        ("Really?! yes,", 13),
    ],
)
def test_no_sentence_ends_with_an_abbreviation_or_before_a_small_letter(words: str, more: int) -> None:
    before = "word " * 40
    assert of(f"{before}{words} {'Word ' * 5000}") == f"{before}{words} {'Word ' * more}".strip() + "…"


@pytest.mark.parametrize(
    ("text", "end"),
    [
        ("今日の水は十一度。まだ少し早い。" * 50, "。"),  # Japanese
        ("今日の水は十一度まだ少し早い" * 50, "…"),
        ("我把绳子打了九个结。" * 50, "。"),  # Chinese
        ("오늘 물은 십일 도다. 아직 조금 이르다. " * 50, "."),  # Korean
        ("ปลาว่ายอยู่ในน้ำเย็นและเรือก็จอดนิ่ง" * 50, "…"),  # Thai, without any space
        ("ปลาว่ายอยู่ในน้ำเย็น และเรือก็จอดนิ่ง " * 50, "…"),
        ("रस्सी अब मेरे हाथ में है। नाव पानी से बाहर है। " * 50, "।"),  # Hindi
        ("क्षत्रियक्षत्रियक्षत्रिय शब्द " * 50, "…"),
        ("القارب خارج الماء حتى مارس. هل عندي حبل؟ " * 50, ("؟", ".")),  # Arabic
        ("کشتی پانی سے باہر ہے۔ " * 50, "۔"),  # Urdu
        ("נאָר אַ שיף אין װאַסער. " * 50, "."),  # Yiddish
        ("Лодка на берегу до марта. " * 50, "."),
        ("Bu ağaçlar güzeldir\u0307. " * 50, "."),
        ("ကျွန်ုပ်၏လှေသည်ရေပြင်ပေါ်တွင်ရှိသည်။ " * 50, "။"),  # Burmese
        ("👩‍👩‍👧‍👦🇩🇪👍🏽 at the sea " * 50, "…"),
    ],
)
def test_other_scripts(text: str, end: str | tuple[str, ...]) -> None:
    found = of(f"<p>{text}</p>")
    assert found.endswith(end)
    body = found.removesuffix("…")
    assert "".join(text.split()).startswith("".join(body.split()))
    assert 60 < sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in found) <= sentences.LONGEST
    whole = graphemes(text)
    ends = {len("".join(whole[:count]).rstrip()) for count in range(300)}
    assert len(body) in ends, "no character is cut in two"
    if " " in text.strip() and end == "…" and text[0] < "\u0e00":
        assert text[len(body)] == " ", "no word is"


@given(st.text(), st.text(), st.text())
def test_any_text_has_an_excerpt_or_none(title: str, description: str, content: str) -> None:
    found = excerpt.of_post(title, description, content)
    assert len(found) <= sentences.LONGEST + 1
    assert found == found.strip()
    assert found.isprintable() or not set(found) & set("\x00\x1b\u202e\ufeff\ud800")


PIECES = [
    "<p>", "</p>", "<br>", "<a href=x>", "</a>", "<ul>", "</ul>", "<h2>", "</h2>", "Word. ", "more ", "z" * 90, "<",
    "&lt;", "。", "…", "<blockquote>", "</blockquote>", "[a b=c]", "<!--", "-->", ":", "Read more", "<script>", "\n\n",
]  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=60))
def test_any_markup_has_an_excerpt_without_markup(parts: list[str]) -> None:
    found = of("".join(parts))
    assert len(found) <= sentences.LONGEST + 1
    assert "</p>" not in found
    assert "href" not in found


# --- what it costs


MORE = [
    "日本",
    ".",
    "=",
    "[a",
    "&lt;a ",
    "&amp;",
    "a. ",
    "[a b=",
    "the post ",
    "z",
    "(",
    "e.g. ",
    "a\u0301\u0301",
    "<a>b</a> ",
]


@pytest.mark.parametrize("piece", [*PIECES, *MORE])
def test_repetitions_are_read_as_fast_as_anything(piece: str) -> None:
    """A hundred thousand of them: whatever took the square of that would not end."""
    assert len(of(f"&lt;a {piece * 100_000}"[:300_000])) <= sentences.LONGEST


def test_however_long_a_post_is_a_bounded_part_is_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    looked_at: list[int] = []
    pieces = content.pieces

    def counted(markup: str) -> Iterator[tuple[str, str, str]]:
        looked_at.append(0)
        for piece in pieces(markup):
            looked_at[-1] += 1
            yield piece

    monkeypatch.setattr(content, "pieces", counted)
    assert of("<b>" * 1_100_000) == ""
    assert of(f"<p>{PROSE} " * 100_000).startswith(PROSE)
    assert of(f"<img src='data:{'z' * 500_000}'><p>{PROSE}</p>") == PROSE
    assert of(f"<p>{PROSE}</p>{'<b>' * 100_000}", "", f"<p>{PROSE}</p>{'<b>' * 100_000}") == PROSE
    assert looked_at == [prose.TAGS, 6, 4, prose.TAGS], "no more is read than needed"


def test_only_the_newest_posts_of_a_feed_keep_one() -> None:
    days = [f"2026-{month:02}-{day:02}" for month in range(1, 13) for day in range(1, 29)]
    random.Random(1).shuffle(days)
    items = [
        f"<item><title>A</title><link>https://ada.example/{day}</link><pubDate>{day}</pubDate><description>{PROSE}</description></item>"
        for day in days
    ]
    feed = read(f'<rss version="2.0"><channel>{"".join(items)}</channel></rss>'.encode(), BASE)
    assert feed is not None
    kept = [entry.published for entry in feed.entries if entry.excerpt]
    assert sorted(kept) == sorted(days)[-facts.EXCERPTS :]
    assert len(feed.entries) == len(days)


def test_what_passes_on_a_page_takes_no_place_of_a_post() -> None:
    link = f"<item><title>A</title><link>https://ada.example/l</link><source url='https://ben.example/'>B</source><description>{PROSE}</description></item>"
    post = f"<item><title>A</title><link>https://ada.example/p</link><description>{PROSE}</description></item>"
    feed = read(f'<rss version="2.0"><channel>{link * 20}{post * 20}</channel></rss>'.encode(), BASE)
    assert feed is not None
    assert [bool(entry.excerpt) for entry in feed.entries] == [False] * 20 + [True] * facts.EXCERPTS + [False] * 15
