"""`cold`: a first build that reads 200 feeds, against the same site that reads them as pelican-webring does."""

from __future__ import annotations

import importlib.util
import json
import shutil
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median

from benchmarks import hosts, sites
from benchmarks.measure import ROUNDS, Figure, Report, Spent, build_process, in_turns, process
from mkdocs_reciprocity.cache.folder import FOLDER
from mkdocs_reciprocity.cache.store import Store

PAGES = 10
_OPTIONS = "{feeds: {allow_hosts: [127.0.0.1]}}"

_HOOK = '''\
"""As pelican-webring does it: each feed is fetched and parsed, one after the other, and the newest posts are shown."""

import json
from pathlib import Path
from urllib.request import Request, urlopen

import feedparser

POSTS = []


def on_pre_build(config):
    for url in json.loads(Path(__file__).with_name("feeds.json").read_text("utf-8")):
        with urlopen(Request(url, headers={"User-Agent": "webring"})) as answer:
            found = feedparser.parse(answer.read().decode("utf-8", "replace"))
        POSTS.extend(found.entries[:1])
    assert POSTS


def on_page_markdown(markdown, page, **_):
    if page.file.src_path == "index.md":
        newest = sorted(POSTS, key=lambda post: post.get("published_parsed") or (), reverse=True)[:3]
        return markdown + "".join(f"\\n- [{post.title}]({post.link})" for post in newest)
    return markdown
'''

_PELICAN = """\
SITENAME, SITEURL, PATH, TIMEZONE = "A small blog", "https://me.example", "docs", "UTC"
DEFAULT_METADATA = {{"category": "posts"}}
PLUGINS = {plugins!r}
WEBRING_FEED_URLS = {feeds!r}
"""
# The metadata of the pages is MkDocs' front matter, which Pelican's reader of Markdown takes as well.


def run(folder: Path, *, explain: bool) -> Report:
    """What reading 200 feeds, each of which answers after 100 ms, adds to a build on the clock. Nothing is kept.

    Our side and a build without feeds are measured in turns; what the others add takes a minute or two, in which no
    disturbance weighs much, and is measured once. The spread is that of our side.
    """
    has_plugin = bool(importlib.util.find_spec("pelican") and importlib.util.find_spec("pelican.plugins.webring"))
    with hosts.running() as feeds:
        bare, ours, theirs = _builds(folder, feeds)
        alone, mine = in_turns(lambda: bare().wall, lambda: ours().wall, rounds=ROUNDS)
        assert len(Store(folder / "ours").feeds(feeds)) == hosts.HOSTS
        one_by_one = theirs().wall - median(alone)
        by_plugin = [_added_to_pelican(folder, feeds)] if has_plugin else []
    added = tuple(with_feeds - without for with_feeds, without in zip(mine, alone, strict=True))
    return Report(
        figures=(
            Figure(key="ratio", rounds=tuple(one_by_one / one for one in added), at_least=10,
                   meaning="added by one feed after the other with feedparser / added by ours"),
            *(Figure(key="to_plugin", rounds=tuple(others / one for one in added),
                     meaning="added by pelican-webring itself / by ours") for others in by_plugin),
        ),
        notes=(
            f"a build without feeds {min(alone):.2f} s; ours adds {min(added):.2f} s",
            f"one after the other adds {one_by_one:.1f} s",
            *(f"pelican-webring, which asks several at once, adds {one:.1f} s" for one in by_plugin),
            *([] if has_plugin else ["pelican-webring is not installed: no `to_plugin`"]),
        ),
    )  # fmt: skip


def _builds(folder: Path, feeds: Sequence[str]) -> list[Callable[[], Spent]]:
    """Builds of one site: with nothing, with our plugin, with the hook."""
    bare, theirs = (sites.write(folder / name, pages=PAGES, plugin=False) for name in ("bare", "theirs"))
    ours = sites.write(folder / "ours", pages=PAGES, options=_OPTIONS)
    sites.write_peers(ours.parent, feeds)
    theirs.with_name("webring.py").write_text(_HOOK, "utf-8")
    theirs.with_name("feeds.json").write_text(json.dumps(feeds), "utf-8")
    theirs.write_text(theirs.read_text("utf-8") + "hooks: [webring.py]\n", "utf-8")
    for config in (bare, ours):
        build_process(config)  # writes the .pyc files

    def without_store() -> Spent:
        shutil.rmtree(ours.parent / FOLDER)
        return build_process(ours)

    return [lambda: build_process(bare), without_store, lambda: build_process(theirs)]


def _added_to_pelican(folder: Path, feeds: Sequence[str]) -> float:
    """What pelican-webring adds to a build of the same pages with Pelican, in seconds."""
    commands = []
    for name, plugins in (("pelican", []), ("webring", ["webring"])):
        root = sites.write(folder / name, pages=PAGES, plugin=False).parent
        (root / "pelicanconf.py").write_text(_PELICAN.format(plugins=plugins, feeds=list(feeds)), "utf-8")
        commands.append(([sys.executable, "-m", "pelican", "-q", "-s", "pelicanconf.py", "docs"], root))
    process(*commands[0])  # writes the .pyc files
    alone, with_feeds = (process(*command).wall for command in commands)
    return with_feeds - alone
