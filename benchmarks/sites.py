"""A blog on disk, as large as is wanted, with a log and with feeds that are in the store already."""

from __future__ import annotations

import time
from collections.abc import Sequence
from pathlib import Path

from benchmarks import writing
from benchmarks.links import outward
from mkdocs_reciprocity.cache.store import Kept, Store
from mkdocs_reciprocity.core.feeds.schedule import FeedState
from mkdocs_reciprocity.core.model import Feed, FeedEntry, aside
from mkdocs_reciprocity.core.own_places import own_places
from mkdocs_reciprocity.core.url import Url

ENTRIES = 20
"""Of each feed."""

_CONFIG = """\
site_name: A large blog
site_url: {site}
theme: mkdocs
nav:
- index.md
not_in_nav: |
  /posts/
plugins:
- search
"""


def write(root: Path, *, pages: int, plugin: bool = True, options: str = "{}") -> Path:
    """The pages and mkdocs.yml (which is returned). The navigation has one page, as a blog's has: that builds fastest.

    With a navigation of all pages the build takes several times as long, and the plugin's share is the smaller.
    """
    writer = writing.Writer(3)
    posts = root / "docs" / "posts"
    posts.mkdir(parents=True)
    (root / "docs" / "index.md").write_text("# Hello\n", "utf-8")
    for number in range(pages - 1):
        inside = [f"{writer.random.randrange(pages - 1)}.md" for _ in range(5)]
        outside = [outward(writer) for _ in range(writer.random.randint(3, 7))]
        body = writer.markdown(inside + outside, words=writer.random.randint(300, 900))
        front = f"---\ntitle: {writer.title()}\ndate: {writer.day()}\n---\n"
        (posts / f"{number}.md").write_text(front + body, "utf-8")
    config = root / "mkdocs.yml"
    text = _CONFIG.format(site=writing.SITE) + (f"- reciprocity: {options}\n" if plugin else "")
    config.write_text(text, "utf-8")
    return config


def write_log(root: Path, *, rows: int, names: Sequence[str]) -> None:
    """The log, with so many rows about so many peers."""
    (root / "reciprocity.yml").write_bytes(writing.log(rows, names))


def write_peers(root: Path, feeds: Sequence[str]) -> None:
    """A log whose peers have their homes where nobody asks, and their feeds at our hosts."""
    peers = [
        f"  peer-{number}:\n    name: Peer {number}\n    home: https://peer-{number}.example/\n    feed: {url}\n"
        for number, url in enumerate(feeds)
    ]
    (root / "reciprocity.yml").write_text("peers:\n" + "".join(peers), "utf-8")


def fill_store(root: Path, names: Sequence[str], entries: int = ENTRIES) -> None:
    """Puts a feed of every peer into the store, as fresh as if it had been read a moment ago."""
    writer = writing.Writer(4)
    now, own = time.time(), own_places([Url(writing.SITE)]).said()
    store = Store(root)
    for start in range(0, len(names), 1_000):
        kept = {}
        for name in names[start : start + 1_000]:
            ref = f"https://{name}.example/feed.xml"
            state = FeedState(url=Url(ref), etag='"1"', asked_at=now, good_at=now, not_before=now)
            kept[ref] = Kept(state=state, digest="0" * 32, feed=_feed(writer, name, entries), own=own)
        store.keep_feeds(kept)


def _feed(writer: writing.Writer, name: str, entries: int) -> Feed:
    home = f"https://{name}.example/"
    return Feed(title=name.title(), home=home, entries=tuple(_entry(writer, home) for _ in range(entries)))


def _entry(writer: writing.Writer, home: str) -> FeedEntry:
    """An entry with six links; one in fifty entries links to the site."""
    day, words = writer.day(), writer.random.randint(300, 1500)
    links = [outward(writer) for _ in range(6)]
    if writer.random.random() < 0.02:
        links[3] = f"{writing.SITE}posts/{writer.random.randrange(1999)}/"
    return FeedEntry(
        url=Url(f"{home}{day.year}/{writer.slug()}/"),
        title=writer.title(),
        published=f"{day}T{writer.random.randrange(24):02}:30:00Z",
        words=words,
        outbound="\n".join(links),
        aside=aside(writer.words(2).title(), " ".join(writer.sentences(50))[:280]),
    )
