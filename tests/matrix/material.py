"""The rows of what comes with Material, and with its fork."""

from __future__ import annotations

import importlib

from tests.matrix.blog import FILES, LOG, Files
from tests.matrix.cell import Cell, Look, Made
from tests.matrix.looks import text
from tests.matrix.more_looks import has, without_ours

POSTS = {
    "docs/blog/index.md": "# Blog\n",
    "docs/blog/posts/one.md": (
        "---\ndate: 2026-10-01\ncategories: [Threads]\ntags: [warp]\n---\n# First thread\n\nBegun.\n\n<!-- more -->\n\n"
        "See [a loom](https://ada.example/loom/).\n"
    ),
    "docs/blog/posts/two.md": "---\ndate: 2026-10-05\n---\n# Second thread\n\nShort [note](https://ada.example/note/).\n",
}
ADDRESSES = ("blog/2026/10/01/first-thread/", "blog/2026/10/05/second-thread/")
"""Of both posts; that of the second has no excerpt of its own, so index pages show all of it."""

TAGGED = {
    "docs/tags.md": "# Tags\n\n<!-- material/tags -->\n",
    "docs/looms.md": str(FILES["docs/looms.md"]).replace("---\ndate", "---\ntags: [warp]\ndate"),
}
BLOG_INDEX = ("blog/index.html", "blog/archive/2026/index.html", "blog/category/threads/index.html")

RSS = {"rss": {"use_git": False, "match_path": ".*", "date_from_meta": {"as_creation": "date", "as_update": "date"}}}
FEEDS = ("feed_rss_created.xml", "feed_rss_updated.xml", "feed_json_created.json", "feed_json_updated.json")


def answered(*posts: str) -> Files:
    """A log in which somebody has commented on these posts."""
    rows = (f"- {{date: 2026-11-07, got: comment, peer: ada, url: SITE_URL{post}}}\n" for post in posts)
    return {"reciprocity.yml": LOG + "".join(rows)}


def shows_who_answered(*posts: str) -> tuple[Look, ...]:
    return tuple(has(f"{post}index.html", "reciprocity-reactions", "commented") for post in posts)


def _posts_count(made: Made) -> None:
    found = text(made.tree("shared/2026/index.html"), ".reciprocity")
    assert "a loom" in found
    assert "note" in found


def _font() -> bytes:
    """The font that Pillow brings along, so that none is fetched."""
    image_font = importlib.import_module("PIL.ImageFont")
    font: bytes = image_font.load_default(12).font_bytes
    return font


def of(theme: str, whose: str) -> tuple[Cell, ...]:
    """Those that come with Material, and with its fork."""
    return (
        Cell(
            name=f"{whose} `blog`",
            quick=theme == "material",
            theme=theme,
            plugins=("blog",),
            options={"lifts": True},
            files={**POSTS, **answered(*ADDRESSES)},
            own=BLOG_INDEX,
            looks=(without_ours(*BLOG_INDEX), _posts_count, *shows_who_answered(*ADDRESSES)),
        ),
        Cell(
            name=f"{whose} `tags`",
            theme=theme,
            plugins=("tags",),
            files=TAGGED,
            own=("tags/index.html",),
            looks=(has("tags/index.html", "warp"),),
        ),
        Cell(name=f"{whose} `search`", theme=theme, plugins=(f"{theme}/search",)),
        Cell(
            name=f"{whose} `social`",
            theme=theme,
            plugins=({"social": {"cards": True}},),
            files={f".cache/plugin/social/fonts/Roboto/{style}.ttf": _font for style in ("Regular", "Bold")},
            looks=(has("shared/2026/index.html", "assets/images/social/shared/2026/index.png"),),
        ),
        Cell(
            name=f"{whose} `privacy`",
            theme={"name": theme, "font": False},
            plugins=("privacy",),
            warns="Couldn't retrieve",
            note="it warns of what it cannot fetch; offline, that ends a strict build",
            looks=(has("shared/index.html", "https://ada.example/engines/"),),
        ),
        Cell(
            name=f"{whose} `offline`",
            theme=theme,
            plugins=("offline",),
            config={"use_directory_urls": False},
            files={"reciprocity.yml": LOG.replace("looms/", "looms.html")},
        ),
        Cell(name=f"{whose} `meta`", theme=theme, plugins=("meta",), files={"docs/.meta.yml": "tags: [all]\n"}),
        Cell(
            name=f"{whose} `blog` and `tags` with mkdocs-rss-plugin",
            theme=theme,
            plugins=("blog", "tags", RSS),
            files={**POSTS, **TAGGED, **answered(*ADDRESSES)},
            own=(*BLOG_INDEX, "tags/index.html", *FEEDS),
            looks=(without_ours(*BLOG_INDEX), _posts_count, *shows_who_answered(*ADDRESSES)),
        ),
    )
