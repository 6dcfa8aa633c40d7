"""Pages as the themes of many generators write them, shortened: what their authors wrote is found, and nothing else."""

from __future__ import annotations

from datetime import UTC

import pytest

from mkdocs_reciprocity.core.own_page.built import SiteFacts, read
from mkdocs_reciprocity.core.url import Url

AROUND = SiteFacts(Url("https://me.example/"), (), "Looms", UTC, directory_urls=True)
WRITTEN = '<p>See <a href="https://ada.example/engines/">Engines</a>.</p>'
BESIDE = '<a href="https://x.example/">x</a>'

WORDPRESS = f"""<header id=masthead>{BESIDE}</header><div id=content><main>
<article id=post-1 class="post-1 post type-post hentry"><header class=entry-header>
<h1 class=entry-title>The loom</h1><div class=entry-meta><span class=posted-on>
<a href="https://me.example/the-loom/" rel=bookmark>
<time class="entry-date published" datetime="2026-11-02T10:00:00+00:00">2 Nov</time>
<time class=updated datetime="2026-11-09T10:00:00+00:00">9</time></a></span>
<span class="author vcard">
<a class="url fn n" href="https://me.example/author/me/">me</a></span></div></header>
<div class=entry-content>{WRITTEN}<div class="sharedaddy sd-sharing-enabled">
<a href="https://x.com/share">{BESIDE}</a></div></div>
<footer class=entry-footer>{BESIDE}</footer></article><nav class=post-navigation>{BESIDE}</nav>
<div id=comments class=comments-area>{BESIDE}</div></main></div><aside id=secondary>{BESIDE}</aside>"""
WP_INDEX = f"""<main><article class="hentry"><h2 class=entry-title>
<a href="https://me.example/the-loom/" rel=bookmark>The loom</a></h2>
<div class=entry-content>{WRITTEN}</div></article><article class="hentry"><h2 class=entry-title>
<a href="https://me.example/b/" rel=bookmark>B</a></h2>
<div class=entry-content>{WRITTEN}</div></article></main>"""
DOCUSAURUS = f"""<nav class=navbar>{BESIDE}</nav><div id=__docusaurus><main><div class=container>
<aside class=theme-doc-sidebar>{BESIDE}</aside>
<article itemscope itemtype="https://schema.org/BlogPosting"><header>
<h1 itemprop=headline>The loom</h1><div>
<time datetime="2026-11-02T00:00:00.000Z" itemprop=datePublished>2</time></div>
<div>{BESIDE}</div></header>
<div id=__blog-post-container class=markdown itemprop=articleBody>{WRITTEN}</div>
<footer>{BESIDE}</footer></article><nav>{BESIDE}</nav></div></main></div>"""
DOCUSAURUS_LIST = f"""<main><article itemprop=blogPost itemscope itemtype="https://schema.org/BlogPosting"><header>
<h2 itemprop=headline><a itemprop=url href="/blog/loom">The loom</a></h2>
<time datetime="2026-11-02T00:00:00.000Z" itemprop=datePublished></time></header>
<div itemprop=articleBody>{WRITTEN}</div></article></main>"""
STARLIGHT = f"""<header>{BESIDE}</header><nav>{BESIDE}</nav><div class=main-frame><div class=lg>
<aside class=right-sidebar-container>{BESIDE}</aside><div class=main-pane><main>
<div class=content-panel><h1 id=_top>The loom</h1></div><div class=content-panel>
<div class=sl-markdown-content>{WRITTEN}</div><footer class=sl-flex>{BESIDE}
<time datetime="2026-11-02T09:00:00.000Z">Nov 2</time></footer></div></main></div></div></div>"""
GHOST = f"""<script type="application/ld+json">{{"@type": "Article", "datePublished": "2026-11-02T08:00:00.000Z"}}
</script>
<header class=gh-head>{BESIDE}</header><main><article class="gh-article post tag-x">
<header class=gh-article-header><h1 class=gh-article-title>The loom</h1>
<time datetime="2026-11-02">2</time></header>
<div class="gh-content gh-canvas">{WRITTEN}</div></article><div class=gh-read-next>
<article class="gh-card post"><a class=gh-card-link href="/b/"><h2>B</h2></a></article></div></main>"""
PELICAN = f"""<header id=banner>{BESIDE}</header><nav id=menu>{BESIDE}</nav><section id=content class=body>
<article><header><h1 class=entry-title><a href="/loom.html" rel=bookmark>The loom</a></h1></header>
<div class=entry-content><footer class=post-info>
<abbr class=published title="2026-11-02T00:00:00+01:00">Mon</abbr></footer>{WRITTEN}</div></article></section>
<section id=extras><div class=blogroll>{BESIDE}</div></section>"""
NIKOLA = f"""<main id=content>
<article class="post-text h-entry hentry postpage" itemscope itemtype="http://schema.org/Article">
<header><h1 class="p-name entry-title" itemprop="headline name">
<a href="." class=u-url>The loom</a></h1><div class=metadata><a href="." rel=bookmark>
<time class="published dt-published" datetime="2026-11-02T09:00:00Z" itemprop=datePublished></time></a></div></header>
<div class="e-content entry-content" itemprop="articleBody text">{WRITTEN}</div>
<aside class=postpromonav>{BESIDE}</aside></article></main>"""
ZOLA = f"""<header>{BESIDE}</header><main><h1 class=title>The loom</h1><p class=subtitle>
<strong>2026-11-02</strong></p>{WRITTEN}</main>"""
MDBOOK = f"""<nav id=sidebar>{BESIDE}</nav><div id=page-wrapper><div id=menu-bar>{BESIDE}</div><div id=content>
<main><h1 id=x><a class=header href="#x">The loom</a></h1>{WRITTEN}</main>
<nav class=nav-wrapper>{BESIDE}</nav></div></div>"""
SPHINX = f"""<div class=related role=navigation>{BESIDE}</div><div class=document><div class=documentwrapper>
<div class=bodywrapper><div class=body role=main><section id=x><h1>The loom
<a class=headerlink href="#x">¶</a></h1>{WRITTEN}
<aside class="footnote-list brackets">n</aside></section></div></div></div>
<div class=sphinxsidebar role=navigation>{BESIDE}</div></div><div class=footer>{BESIDE}</div>"""
PAPERMOD_LIST = f"""<header class=header>{BESIDE}</header><main class=main><article class="post-entry">
<header class=entry-header><h2 class=entry-hint-parent>The loom</h2></header>
<div class=entry-content>{WRITTEN}</div><footer class=entry-footer>
<span title="2026-11-02">2</span></footer>
<a class=entry-link aria-label="post link to The loom" href="https://me.example/posts/loom/"></a></article></main>"""
INDIEKIT_NOTE = f"""<main><article class="h-entry"><div class="e-content p-name">A note {WRITTEN}</div>
<a class=u-url href="/notes/1/"><time class=dt-published datetime="2026-11-02T10:00Z">2</time></a>
<a class="u-syndication" href="https://social.example/@me/1">s</a><div class="h-card p-author">
<a class=u-url href="/">me</a></div></article></main>"""
MINIFIED = f"""<meta name=date content=2026-11-02><header>{BESIDE}</header><main><h1>The loom</h1><p>See
<a href=https://ada.example/engines/>Engines</a>.</main><footer>{BESIDE}</footer>"""


@pytest.mark.parametrize(
    ("page", "file", "date", "gives"),
    [
        (WORDPRESS, "the-loom/index.html", "2026-11-02", True),
        (WP_INDEX, "index.html", None, False),
        (DOCUSAURUS, "blog/loom/index.html", "2026-11-02", True),
        (DOCUSAURUS_LIST, "blog/index.html", None, False),
        (STARLIGHT, "loom/index.html", "2026-11-02", True),
        (GHOST, "loom/index.html", "2026-11-02", True),
        (PELICAN, "loom.html", None, True),
        (NIKOLA, "posts/loom/index.html", "2026-11-02", True),
        (ZOLA, "loom/index.html", None, True),
        (MDBOOK, "loom.html", None, True),
        (SPHINX, "loom.html", None, True),
        (PAPERMOD_LIST, "posts/index.html", None, False),
        (INDIEKIT_NOTE, "notes/1/index.html", "2026-11-02", True),
        (MINIFIED, "loom/index.html", "2026-11-02", True),
    ],
)
def test_what_the_author_wrote_is_found(page: str, file: str, date: str | None, gives: bool) -> None:
    found = read(f"<!doctype html><html><title>The loom - Looms</title>{page}", file, AROUND)
    assert found is not None
    strangers = [link.url for link in found.links if not link.url.startswith(AROUND.url or "")]
    assert strangers == (["https://ada.example/engines/"] if gives else [])
    assert (found.title, found.date) == ("The loom", date)
