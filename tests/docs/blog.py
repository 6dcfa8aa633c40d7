"""The small blog on which the examples of the documentation are tried."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

DAY = 1795953600
"""Sunday, 29 November 2026, 12:00 UTC, as POSIX seconds: the day on which the examples happen."""

EMPTY = {
    "mkdocs.yml": "site_name: Looms & Letters\nsite_url: https://me.example/\n",
    "docs/index.md": "# Looms & Letters\n",
}
"""A blog before it has the plugin."""

_LOG = """\
peers:
  ada:
    name: Ada Example
    home: https://ada.example/
    feed: ada.xml
  ben:
    name: Ben
    home: https://ben.example/
    feed: ben.xml
    checkin: 30 days
  dora:
    name: Dora Example
    home: https://dora.example/
    feed: dora.xml
interactions:
- {date: 2026-09-12, gave: share, peer: ben, url: https://ben.example/knots/, title: Knots, via: mastodon}
- {date: 2026-10-18, got: comment, peer: ben, url: https://me.example/looms/}
- {date: 2026-11-03, gave: like, url: https://ada.example/weaving/}
- {date: 2026-11-07, asked: testimonial, peer: dora, answer: granted}
- {date: 2026-11-09, gave: share, url: https://stranger.example/a-fine-post/, title: A fine post}
"""

_PRIVATE = """\
interactions:
- {date: 2026-11-11, got: praise, peer: ada, via: e-mail}
"""


def _feed(name: str, host: str, *posts: tuple[str, str, str, str]) -> str:
    """A feed in RSS; each post has its folder, its title, its day, and its HTML with ``<`` and ``>`` as they are."""
    items = "".join(
        f"<item><title>{title}</title><link>https://{host}/{folder}/</link><pubDate>{day} 09:00:00 GMT</pubDate>"
        f"<description><![CDATA[{html}]]></description></item>"
        for folder, title, day, html in posts
    )
    return f'<rss version="2.0"><channel><title>{name}</title><link>https://{host}/</link>{items}</channel></rss>'


_LOOMS = '<p>The best that I have read on <a href="https://me.example/looms/">looms</a>.</p>'
_LONG = "<p>" + "A knot holds because rope is rough. " * 120 + "</p>"

_OUTLINES = """\
<opml version="2.0"><body>
<outline text="Ada Example" htmlUrl="https://ada.example/" xmlUrl="https://ada.example/feed.xml"/>
<outline text="Quill" htmlUrl="https://quill.example/" xmlUrl="https://quill.example/feed.xml"/>
</body></opml>
"""

OPML = "plugins:\n- reciprocity:\n    peers: subscriptions.opml\n"
"""The plugin, with peers from what a feed reader has exported."""

BLOG: dict[str, str] = {
    **EMPTY,
    ".git/config": '[remote "origin"]\nurl = https://github.com/me/blog\n',
    "mkdocs.yml": EMPTY["mkdocs.yml"] + "plugins:\n- search\n- reciprocity\n",
    "docs/looms.md": "---\ndate: 2026-11-20\n---\n# Looms\n\n[On engines](https://ada.example/engines/)\n",
    "docs/people/ada.svg": '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"/>\n',
    "reciprocity.yml": _LOG,
    "reciprocity.private.yml": _PRIVATE,
    "ada.xml": _feed(
        "Ada Example", "ada.example",
        ("looms-revisited", "Looms revisited", "Tue, 24 Nov 2026", _LOOMS),
        ("engines", "On engines", "Mon, 2 Nov 2026", "<p>They compute.</p>"),
        ("weaving", "On weaving", "Thu, 15 Oct 2026", "<p>Over, under.</p>"),
    ),
    "ben.xml": _feed("Ben", "ben.example", ("knots-again", "Knots again", "Sat, 7 Nov 2026", _LONG)),
    "dora.xml": _feed("Dora Example", "dora.example", ("two", "Two", "Wed, 4 Nov 2026", _LONG * 3)),
    "mentions.jf2": '{"type": "feed", "children": []}',
    "old.jf2": '{"type": "feed", "children": []}',
    "subscriptions.opml": _OUTLINES,
}  # fmt: skip
"""A blog in use. The log ends with its interactions, so that an example may be written below."""


def write(folder: Path, files: Mapping[str, str]) -> Path:
    """The files, written into the folder."""
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return folder
