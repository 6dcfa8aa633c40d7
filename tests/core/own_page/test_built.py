"""Finished pages, as generators and people write them -> what they say."""

from __future__ import annotations

from datetime import UTC
from zoneinfo import ZoneInfo

import pytest
from msgspec.structs import replace

from mkdocs_reciprocity.core.own_page.built import Built, SiteFacts, read, stub
from mkdocs_reciprocity.core.url import Url

AROUND = SiteFacts(
    url=Url("https://me.example/"),
    aliases=(Url("https://old.example/blog/"),),
    name="Looms & Letters",
    zone=ZoneInfo("Europe/Berlin"),
    directory_urls=True,
)
ADA, BEN = "https://ada.example/engines/", "https://ben.example/cards/"
LINK = f'<p>See <a href="{ADA}">Engines</a>.</p>'
OTHER = f'<p>And <a href="{BEN}">Cards</a>.</p>'


def page(body: str, head: str = "", file: str = "posts/looms/index.html", around: SiteFacts = AROUND) -> Built:
    html = f"<!doctype html><html><head><title>The loom</title>{head}</head><body>{body}</body></html>"
    found = read(html, file, around)
    assert found is not None
    return found


def links(body: str, file: str = "posts/looms/index.html") -> list[str]:
    return [link.url for link in page(body, file=file).links]


MATERIAL = f"""
<header class="md-header"><a href="https://x.example/">x</a></header>
<main class="md-main"><div class="md-sidebar"><nav><a href="https://x.example/">x</a></nav></div>
<div class="md-content"><div class="md-sidebar md-sidebar--post"><nav><time datetime="2026-11-02 00:00:00+00:00">2 Nov
</time><a href="https://x.example/">x</a></nav></div>
<article class="md-content__inner md-typeset"><a class="md-content__button" rel="edit" href="https://x.example/">e</a>
<h1 id="x">The loom<a class="headerlink" href="#x">¶</a></h1>{LINK}
<aside class="md-source-file"><a href="https://x.example/">x</a></aside></article></div></main>
<footer><a href="https://x.example/">x</a></footer>
"""
HUGO = f"""
<header><h1><a href="/">Looms</a></h1></header><main><article class="post-single">
<header class="post-header"><h1 class="post-title">The loom</h1><div class="post-meta"><span title="2026-11-02 09:00:00
+0000 UTC">November 2, 2026</span></div></header>
<div class="post-content">{LINK}<div class="footnotes" role="doc-endnotes"><p>{OTHER}</p></div></div>
<footer class="post-footer"><ul class="share-buttons"><li><a href="https://x.com/intent/tweet?url=x">X</a></ul>
<nav class="paginav"><a href="/posts/cards/">Cards</a></nav></footer></article></main>
<footer><a href="https://gohugo.io/">Hugo</a></footer>
"""
JEKYLL = f"""
<main class="page-content"><div class="wrapper"><article class="post h-entry" itemscope
itemtype="http://schema.org/BlogPosting"><header class="post-header"><h1 class="post-title p-name">The loom</h1>
<p class="post-meta"><time class="dt-published" datetime="2026-11-02T23:30:00+00:00">Nov 2, 2026</time></p></header>
<div class="post-content e-content" itemprop="articleBody">{LINK}{OTHER}</div>
<a class="u-url" href="/posts/looms/" hidden></a></article></div></main>
<footer class="site-footer h-card"><a class="u-url" href="https://x.example/">x</a></footer>
"""
ELEVENTY = f"""<header><a href="/" class="home-link">Looms</a><nav><a href="https://x.example/">x</a></nav></header>
<main id="skip"><heading-anchors><h1>The loom</h1><ul class="post-metadata"><li><time datetime="2026-11-02">02 November
</time></li></ul>{LINK}<ul class="links-nextprev"><li>Previous: <a href="/posts/cards/">Cards</a></ul></heading-anchors>
</main><footer><a href="https://x.example/">x</a></footer>"""
BY_HAND = f"""<HEADER><A HREF="https://x.example/">x</A></HEADER><H2>The loom</H2>
{LINK.upper().replace(ADA.upper(), ADA)}
<div id=sidebar><a href="https://x.example/">x</a></div><aside><a href="https://x.example/">x</a></aside>
<blockquote>Words<footer><a href="{BEN}">Ben</a></footer></blockquote>
<footer><a href="https://x.example/">x</a></footer>"""
READTHEDOCS = f"""<div role="navigation"><a href="https://x.example/">x</a></div><div role="main" itemscope
itemtype="http://schema.org/Article"><div class="section" itemprop="articleBody"><h1>The loom</h1>{LINK}</div>
</div><footer><a href="https://x.example/">x</a></footer>"""
MKDOCS = f"""<div class="navbar"><a href="https://x.example/">x</a></div><div class="col-md-9" role="main">
<h1>The loom</h1>{LINK}<article>A card.<a href="{BEN}">Cards</a></article><p>{"Many words. " * 30}</p></div>"""


@pytest.mark.parametrize(
    ("body", "title", "date", "targets"),
    [
        (MATERIAL, "The loom", "2026-11-02", [ADA]),
        (HUGO, "The loom", None, [ADA, BEN]),
        (JEKYLL, "The loom", "2026-11-03", [ADA, BEN]),
        (ELEVENTY, "The loom", "2026-11-02", [ADA]),
        (BY_HAND, "The loom", None, [ADA, BEN]),
        (READTHEDOCS, "The loom", None, [ADA]),
        (MKDOCS, "The loom", None, [ADA, BEN]),
    ],
)
def test_pages_of_generators(body: str, title: str, date: str | None, targets: list[str]) -> None:
    found = page(body)
    assert (found.title, found.date, [link.url for link in found.links]) == (title, date, targets)
    assert (found.path, found.place) == ("posts/looms/", "/posts/looms")


@pytest.mark.parametrize(
    "excerpt",
    [
        f'<article class="md-post--excerpt"><h2><a class="toclink" href="../looms/">The loom</a></h2>{LINK}</article>',
        f'<article><header><h2>The loom</h2></header>{LINK}<a rel="bookmark" href="/looms/">on</a></article>',
        f'<article><a href="https://me.example/looms/"><h2>The loom</h2></a>{LINK}</article>',
        f'<div class="h-entry">{LINK}<a class="u-url" href="https://old.example/blog/looms/">on</a></div>',
        f'<div itemscope itemtype="https://schema.org/BlogPosting"><a itemprop="url" href="/looms/">x</a>{LINK}</div>',
        f'<div class="h-feed"><article class="h-entry"><h3><a href="/looms/#x">The loom</a></h3>{LINK}</article></div>',
    ],
)
def test_an_excerpt_gives_nothing_and_has_no_date_for_its_list(excerpt: str) -> None:
    dated = excerpt.replace(LINK, f'<time datetime="2026-11-02" class="dt-published">2 Nov</time>{LINK}')
    for around in ("<main><h1>Blog</h1>{}{}</main>", "<div class=md-content><h1>Blog</h1>{}{}</div>", "{}{}"):
        found = page(around.format(dated, OTHER), file="posts/index.html")
        assert [link.url for link in found.links] == [BEN]
        assert found.date is None
        assert found.listed == ()


def test_an_entry_is_no_excerpt_where_its_link_leads_to_itself_or_away() -> None:
    for href in (
        "",
        "./",
        "#x",
        "/posts/looms/",
        "https://me.example/posts/looms/index.html",
        "https://ada.example/x/",
    ):
        assert ADA in links(f'<article><h1><a href="{href}">The loom</a></h1>{LINK}</article>')
    assert links(f'<article><h1>On <a href="/other/">that</a></h1>{LINK}</article>') == [ADA]
    assert links(f"<article><h2></h2>{LINK}</article>") == [ADA]
    quoted = f'<article><h1>x</h1><blockquote><h2><a href="/other/">y</a></h2></blockquote>{LINK}</article>'
    assert links(quoted) == [ADA]
    card = f'<div class="h-entry">{LINK}<p class="p-author h-card"><a class="u-url" href="/about/">me</a></p></div>'
    assert links(card) == [ADA]


def test_entries_deep_in_entries_are_looked_at_no_more() -> None:
    deep = "<div class='h-entry'>" * 30 + '<a class="u-url" href="/other/">x</a>' + LINK + "</div>" * 30
    assert links(deep) == [ADA]
    assert links(deep.replace(LINK, "").replace("<div class='h-entry'>", f"<div class='h-entry'>{LINK}", 1)) == [ADA]


def test_our_parts_and_what_visitors_wrote_do_not_count() -> None:
    ours = f'<ul class="reciprocity reciprocity-recent h-feed"><li class="h-entry">{OTHER}</li></ul>'
    for not_theirs in (
        ours,
        f'<section id="comments">{OTHER}</section>',
        f'<div class="webmentions">{OTHER}</div>',
        f'<div class="u-comment h-cite"><p>{OTHER}</p><div class="e-content">{OTHER}</div></div>',
        f"<script>document.write('{OTHER}')</script>",
        f"<template>{OTHER}</template>",
    ):
        for around in ("<article>{}</article>", '<div class="h-entry"><div>{}</div></div>', "<main>{}</main>", "{}"):
            assert links(around.format(f"<h1>x</h1>{LINK}{not_theirs}")) == [ADA]


def test_microformats_say_what_an_entry_is_about() -> None:
    reply = (
        f'<div class="h-entry"><a class="u-in-reply-to" href="{ADA}">re</a><div class="e-content">{OTHER}</div></div>'
    )
    cited = f'<p class="u-like-of h-cite"><a href="{ADA}">x</a></p>'
    cite = f'<div class="h-entry">{cited}<div class="e-content">Ha</div></div>'
    inside = (
        f'<div class="h-entry"><div class="e-content">{LINK}<a class="u-like-of" href="{ADA}">Engines</a></div></div>'
    )
    assert links(reply) == [ADA, BEN]
    assert links(cite) == [ADA]
    assert links(inside) == [ADA]
    quote = f'<div class="h-entry"><div class="h-cite"><div class="e-content">{LINK}</div></div>{OTHER}</div>'
    assert links(quote) == [ADA, BEN]


def test_articles_side_by_side_and_a_part_without_a_place() -> None:
    assert links(f"<article>{LINK}</article><article>{OTHER}</article>") == [ADA, BEN]
    assert links(f"<article>{LINK}</article>{OTHER}") == [ADA]
    assert links(f"<main>{LINK}<article>{OTHER}{'words ' * 50}</article></main>") == [BEN]
    assert links("") == []


def test_footers_and_asides_that_are_of_the_text_count() -> None:
    notes = f'<aside class="footnote-list"><p>{OTHER}</p></aside>'
    for kept in (
        notes,
        f"<blockquote>x<footer>{OTHER}</footer></blockquote>",
        f'<footer class="footnotes">{OTHER}</footer>',
    ):
        for around in ("<article>{}</article>", "<main>{}</main>", "{}"):
            assert links(around.format(LINK + kept)) == [ADA, BEN]
    assert links(f'<main>{LINK}<div class="footnotes"><nav>{OTHER}</nav></div></main>') == [ADA]
    assert links(f"<article>{LINK}<aside>{OTHER}</aside></article>") == [ADA, BEN]
    assert links(f"<main>{LINK}<aside>{OTHER}</aside></main>") == [ADA]


def test_links_without_recommendation_and_to_own_pages() -> None:
    found = page(f'<main><a rel="nofollow" href="{ADA}">x</a><a href="/cards/">c</a><a href="?x">q</a>{OTHER}</main>')
    assert [link.url for link in found.links] == [BEN]
    assert found.unrecommended == (ADA,)
    assert found.listed == ("/cards", "/posts/looms?x")
    assert page("<main>x</main>").digest == ""
    assert found.digest


@pytest.mark.parametrize(
    "body",
    [
        f"<main hidden>{LINK}</main>",
        f'<div style="display:none"><main>{LINK}</main></div>',
        f'<div hidden><article class="h-entry"><div class="e-content">{LINK}</div></article></div>',
    ],
)
def test_a_page_whose_content_is_hidden_gives_nothing_and_has_no_title(body: str) -> None:
    found = page(body)
    assert (found.title, found.links) == ("", ())


def test_a_hidden_link_for_machines_is_told_and_is_no_gift() -> None:
    found = page(f'<main>{LINK}<a class="u-bridgy-fed" href="https://fed.example/" hidden="from-humans"></a></main>')
    assert [link.url for link in found.links] == [ADA]
    assert found.unrecommended == (Url("https://fed.example/"),)
    assert found.title == "The loom"


def test_our_parts_and_comments_change_no_digest() -> None:
    bare = page(f"<article>{LINK}\n</article>").digest
    ours = f'<!-- more -->\n<section class="reciprocity">{OTHER}</section>'
    assert page(f"<article>{LINK}\n{ours}\n</article>").digest == bare
    assert page(f"<article>{LINK} more</article>").digest != bare


CANONICAL = '<link rel="canonical" href="{}">'


@pytest.mark.parametrize(
    ("href", "path"),
    [
        ("https://me.example/posts/looms/", "posts/looms/"),
        ("https://me.example/posts/looms", "posts/looms/"),
        ("http://www.me.example/posts/looms/index.html", "posts/looms/"),
        ("https://me.example/the-loom", "the-loom"),
        ("/the-loom/", "the-loom/"),
        ("https://old.example/blog/the-loom/", "the-loom/"),
        ("https://old.example/the-loom/", "posts/looms/"),
        ("https://me.example/", "posts/looms/"),
        ("https://ada.example/looms/", "posts/looms/"),
        ("javascript:x", "posts/looms/"),
        ("", "posts/looms/"),
    ],
)
def test_a_page_says_its_own_address_within_the_site(href: str, path: str) -> None:
    assert page(LINK, CANONICAL.format(href)).path == path


def test_an_alias_that_begins_like_the_site_is_another_address() -> None:
    around = replace(AROUND, url=Url("https://me.example/blog"), aliases=(Url("https://me.example/blog2/"),))
    for href, path in [
        ("https://me.example/blog/x/", "x/"),
        ("https://me.example/blog2/x/", "x/"),
        ("https://me.example/blog3/x/", "posts/looms/"),
    ]:
        assert page(LINK, CANONICAL.format(href), around=around).path == path


def test_paths_of_files() -> None:
    plain = replace(AROUND, directory_urls=False)
    for file, directory, bare in [
        ("index.html", "", "index.html"), ("a/index.html", "a/", "a/index.html"), ("a.html", "a.html", "a.html"),
        ("On looms/index.html", "On%20looms/", "On%20looms/index.html"), ("myindex.html",) * 3,
    ]:  # fmt: skip
        assert (AROUND.path(file), plain.path(file)) == (directory, bare)


def test_without_the_address_of_the_site() -> None:
    nowhere = replace(AROUND, url=None, aliases=())
    excerpt = f'<article><h2><a href="../looms/">x</a></h2>{LINK}</article>'
    found = page(f'{excerpt}<main>{OTHER}<a href="//ada.example/x/">x</a></main>', around=nowhere, file="a/index.html")
    assert [link.url for link in found.links] == [BEN]
    assert (found.path, found.listed) == ("a/", ())


def test_a_page_that_asks_not_to_be_listed() -> None:
    found = page(
        f"<main>{LINK}</main>", '<meta name="robots" content="noindex"><meta name="date" content="2026-11-02">'
    )
    assert (found.title, found.date, found.unlisted) == ("", "2026-11-02", True)


def test_a_page_that_sends_visitors_on() -> None:
    for href, to in [("../looms/", "/posts/looms"), ("https://ada.example/", None), ("/", "")]:
        found = stub("posts/old/index.html", href, AROUND)
        assert (found.path, found.sends, found.to) == ("posts/old/", True, to)


def test_a_page_whose_tree_would_take_too_much_is_not_read() -> None:
    assert read("<html>" + "<div>" * 25_000 + "<hr>" * 12_000, "index.html", AROUND) is None


DATED = "<article><h1>x</h1><p>y</p></article>"


@pytest.mark.parametrize(
    ("head", "body", "date"),
    [
        ("", '<div class="h-entry"><time class="dt-published" datetime="2026-11-02">x</time></div>', "2026-11-02"),
        ("", '<div class="h-entry"><span class="dt-published">2026-11-02</span></div>', "2026-11-02"),
        ("", '<div class="h-entry"><abbr class="dt-published" title="2026-11-02">x</abbr></div>', "2026-11-02"),
        ("", '<div class="h-entry"><p class="h-cite"><i class="dt-published" title="2020-01-01"></i></p></div>', None),
        ('<script type="application/ld+json">{"@type": "Article", "datePublished": "2026-11-02T23:30:00Z"}</script>',
         DATED, "2026-11-03"),
        ('<script type="application/ld+json">{"@graph": [{"x": 1}, {"datePublished": "2026-11-02"}]}</script>',
         DATED, "2026-11-02"),
        ('<script type="application/ld+json">[{"@type": ["Blog"], "datePublished": "2020"}]</script>', DATED, None),
        ('<script type="application/ld+json">{"datePublished": 5, "dateModified": {}}</script>', DATED, None),
        ('<script type="application/ld+json">{</script>', DATED, None),
        (f'<script type="application/ld+json">{"[" * 50_000}</script>', DATED, None),
        (f'<script type="application/ld+json">{{"datePublished": "2026-11-02"}}{" " * 200_000}</script>', DATED, None),
        ('<script type="application/ld+json">"x"</script><meta name="date" content="2026-11-02">', DATED, "2026-11-02"),
        ("", '<article itemscope><meta itemprop="datePublished" content="2026-11-02"><p>x</p></article>', "2026-11-02"),
        ('<meta property="article:published_time" content="2026-11-02T00:00:00-05:00">', DATED, "2026-11-02"),
        ('<meta name="Date" content="2026-11-02"><meta name="date" content="2020-01-01">', DATED, "2026-11-02"),
        ('<meta name="DC.date" content="2026-11">', DATED, "2026-11"),
        ('<meta property="article:modified_time" content="2026-11-02">', DATED, "2026-11-02"),
        ('<meta name="last-modified" content="2026-11-09"><meta name="pubdate" content="2026-11">', DATED, "2026-11"),
        ('<meta name="date" content="2026-02-30">', DATED, None),
        ("", '<article><h1>x</h1><time datetime="2026-11-02T00:00">x</time><p>y</p></article>', "2026-11-02"),
        ("", '<p class="h-entry"><i class="dt-updated">2026-11-09</i><time datetime="2026-11"></time>', "2026-11"),
        ("", '<article><time class="dt-updated" datetime="2026-11-02">x</time></article>', "2026-11-02"),
        ("", f"<article><p>{'word ' * 90}</p><time datetime='2020-01-01'>then</time></article>", None),
        ("", f"<article>{'word ' * 90}<footer><time datetime='2026-11-02'>x</time></footer></article>", "2026-11-02"),
        ("", f"<article>{'word ' * 90}<blockquote><footer><time datetime='2020'></time></blockquote></article>", None),
        ("", "<article><time>2 November</time></article>", None),
        ("", "<article><blockquote><time datetime='2020-01-01'>x</time></blockquote></article>", None),
    ],
)  # fmt: skip
def test_the_day_of_a_page(head: str, body: str, date: str | None) -> None:
    assert page(body, head).date == date


@pytest.mark.parametrize("zone", [UTC, ZoneInfo("America/New_York"), ZoneInfo("Pacific/Auckland")])
@pytest.mark.parametrize("said", ["2026-11-02 00:00:00+00:00", "2026-11-02T00:00:00Z", "2026-11-02T00:00:00.000-05:00"])
def test_midnight_is_the_day_that_somebody_wrote(zone: ZoneInfo, said: str) -> None:
    body = f'<article><time datetime="{said}">x</time></article>'
    assert page(body, around=replace(AROUND, zone=zone)).date == "2026-11-02"


@pytest.mark.parametrize(
    ("head", "body", "title"),
    [
        ("", '<article class="h-entry"><h1>Loom</h1><p class="p-name">The  <b>loom</b></p></article>', "The loom"),
        ("", '<article class="h-entry"><p class="e-content p-name">All of a note</p></article>', "Home page"),
        ("", '<article class="h-entry p-name"><p class="e-content">All of a note</p></article>', "Home page"),
        ("", '<p class="h-entry"><i class="h-cite"><b class="p-name">Other</b></i></p><h1>x</h1>', "Home page"),
        ('<script type="application/ld+json">{"headline": "The loom"}</script>', "<main><h1>x</h1></main>", "The loom"),
        ('<script type="application/ld+json">{"headline": ["x"]}</script>', "<h1>The loom</h1>", "The loom"),
        ('<meta property="og:title" content="The loom - Looms &amp; Letters">', "<main><h1>x</h1></main>", "The loom"),
        ("", '<main><h1 id="x">The loom<a class="headerlink" href="#x">¶</a></h1></main>', "The loom"),
        ("", "<header><h1>Looms</h1></header><main>x</main>", "Home page"),
        ("", f"<main><h1>{'long ' * 100}</h1></main>", ("long " * 60)),
    ],
)  # fmt: skip
def test_the_title_of_a_page(head: str, body: str, title: str) -> None:
    html = f"<!doctype html><title>Home page</title>{head}{body}"
    found = read(html, "index.html", AROUND)
    assert found is not None
    assert found.title == title


@pytest.mark.parametrize("between", [" - ", " | ", " – ", " — ", " · ", " • ", " :: ", " » "])
def test_the_name_of_the_site_is_no_part_of_a_title(between: str) -> None:
    for said in (f"The loom{between}Looms & Letters", f"Looms & Letters{between}The loom"):
        found = read(f"<!doctype html><title>{said}</title><main>x</main>", "index.html", AROUND)
        assert found is not None
        assert found.title == "The loom"


def test_titles_that_are_the_name_of_the_site_or_have_none() -> None:
    for said, name, title in [
        ("Looms & Letters", "Looms & Letters", "Looms & Letters"), ("Looms & Letters and more", "Looms & Letters",
         "Looms & Letters and more"), ("A - B", "", "A - B"), ("", "x", ""),
    ]:  # fmt: skip
        found = read(f"<!doctype html><title>{said}</title>x", "index.html", replace(AROUND, name=name))
        assert found is not None
        assert found.title == title
    found = read("<!doctype html><main>x</main>", "index.html", AROUND)
    assert found is not None
    assert found.title == ""


@pytest.mark.parametrize("name", ["comments", "reciprocity", "h-entry", "hentry webmentions"])
def test_classes_of_the_whole_page_take_nothing_out(name: str) -> None:
    html = f"<!doctype html><html class='{name}'><title>x</title><body class='{name}'><main>{LINK}</main></body></html>"
    found = read(html, "a/index.html", AROUND)
    assert found is not None
    assert [link.url for link in found.links] == [ADA]
    listed = read(html.replace("<main>", "<h1><a href=/b/>B</a></h1><main>"), "a/index.html", AROUND)
    assert listed is not None
    assert ("entry" in name) == (not listed.links)


def test_a_page_of_frames_says_nothing() -> None:
    frames = f"<frameset><frame src=/y/><noframes>{LINK}</noframes></frameset>"
    html = f"<!doctype html><html><head><title>x</title></head>{frames}</html>"
    found = read(html, "a/index.html", AROUND)
    assert found is not None
    assert (found.title, found.links) == ("x", ())


def test_a_reference_of_very_many_digits_leads_nowhere() -> None:
    html = f'<a href="https://x.example/&#{"1" * 5_000};">x</a> <a href="{ADA}">&#{"1" * 5_000};</a>'
    assert ADA in links(html)
