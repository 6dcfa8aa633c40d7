"""What a build says of the author's files, `check` says too, in the same sentence."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from mkdocs_reciprocity.cli import main
from mkdocs_reciprocity.collect import marked_pages
from mkdocs_reciprocity.core.problem import Where
from mkdocs_reciprocity.core.views.post import MOST
from tests.sites.drawing import ONE_GIFT, Files, draw, make, rss

PNG = b"\x89PNG\r\n\x1a\n"
LOG = """\
peers:
  ada: {name: Ada, home: https://ada.example/, avatar: people/no.png, feed: docs/feeds/ada.xml}
  ben: {name: Ben, home: https://ben.example/, private: true, feed: docs/feeds/ben.xml, avatar: people/bne.png}
  cleo: {name: Cleo, home: https://cleo.example/, avatar: drafts/cleo.png}
  dora: {name: Dora, home: https://dora.example/, avatar: index.md, feed: feeds/none.xml}
interactions:
- {date: 2026-11-02, gave: share, url: https://ada.example/engines/}
- {date: 2026-11-02, gave: share, url: https://ada.example/engines/}
- {date: 2026-11-03, gave: shared, url: https://ada.example/x/}
- {date: 2026-11-31, gave: share, url: https://ada.example/x/}
- {date: 2026-11-04, gave: share, peer: adda, url: https://ada.example/y/}
- {date: 2027-03-01, gave: share, url: https://ada.example/z/}
- note: [sic] unclosed
- {date: 2026-11-05, got: comment, peer: ben, note: Great #linen post}
"""
MARKERS = """\
# Slips

<!-- Reciprocity:Badge -->

<!-- reciprocity:shard 3 -->

<!-- reciprocity:badge 5 6 -->

<!-- reciprocity:reactions -->

<!-- reciprocity:reactions -->

<!-- reciprocity:pay-it-forward 3 -->
"""
SHOWN = """\
---
title: <!-- reciprocity:shard -->
---
# Shown

`<!-- reciprocity:shard -->`

    <!-- reciprocity:shard -->

```html
<!-- reciprocity:shard -->
```

1. In a list

    ```html
    <!-- reciprocity:shard -->
    ```

&lt;!-- reciprocity:shard --&gt; <!-- a remark --> <!-- reciprocity:badge -->
"""
EVERY_SLIP: Files = {
    "docs/reciprocity.yml": LOG,
    "docs/feeds/ada.xml": rss(),
    "docs/feeds/ben.xml": rss(),
    "docs/copies/reciprocity.private.yml": "interactions: []\n",
    "docs/.reciprocity.yml.swp": "x",
    "docs/reciprocity.yml~": LOG,
    "docs/blogs.opml": "<opml version='2.0'><body><outline text='x' xmlUrl='nothing'/></body></opml>",
    "docs/mentions.jf2": '{"type": "feed", "children": [{}]}',
    "docs/people/ben.png": PNG,
    "docs/drafts/cleo.png": PNG,
    "docs/drafts/draft.md": MARKERS,
    "docs/left/out.md": MARKERS,
    "docs/slips.md": MARKERS,
    "docs/shown.md": SHOWN,
    "docs/shared.md": "# Mine\n\n`<!-- reciprocity:shared -->`\n",
    "docs/shared/2026/index.md": "# Mine too\n",
    "docs/pay-it-forward/index.md": "# And this\n\n<!-- reciprocity:pay-it-forward -->\n",
    "docs/shared.json": "{}",
    "docs/reciprocity/badge.svg": "<svg/>",
    "docs/README.md": MARKERS,
}
CONFIG: dict[str, Any] = {
    "exclude_docs": "left/\n",
    "draft_docs": "drafts/\n",
    "nav": ["index.md", "slips.md"],
    "markdown_extensions": ["pymdownx.superfences", {"toc": {"permalink": True}}],
    "reciprocity": {
        "log": ["docs/reciprocity.yml", "docs/copies/reciprocity.private.yml"],
        "peers": "docs/blogs.opml",
        "webmentions": "docs/mentions.jf2",
        "feeds": {"fetch": "never"},
    },
}
ONLY_CHECK_SAYS = ("no page of yours is at", "belongs to no listed peer", "has no `feed`", "and no more to")
"""It looks further than a build does, for information."""

PRIVATE = {
    "WARNING": "something private is not right here; `mkdocs-reciprocity check` says what",
    "INFO": "`mkdocs-reciprocity check` has a line about something private here",
}


def said(config_file: Path) -> tuple[set[str], set[str]]:
    """The lines of a build, with their levels, and those of `check` likewise."""
    of_build = {line.replace(" reciprocity: ", " ", 1) for line in make(config_file).ours()}
    result = CliRunner().invoke(main, ["check", "-f", str(config_file), "--format", "json"])
    of_check = {
        f"{'INFO' if one['level'] == 'info' else 'WARNING'} {Where(one['file'], one['line'] or 0)}: {one['message']}"
        for one in json.loads(result.stdout)
    }
    return of_build, of_check


def compare(config_file: Path) -> set[str]:
    """Finds both the same, and returns it."""
    of_build, of_check = said(config_file)
    hidden = {line for line in of_build if line.endswith(PRIVATE[line.partition(" ")[0]])}
    private = {line.removesuffix(PRIVATE[line.partition(" ")[0]]) for line in hidden}
    told = {line for line in of_check if not line.startswith(tuple(private))}
    assert of_build - hidden == {line for line in told if not any(words in line for words in ONLY_CHECK_SAYS)}
    assert all(any(line.startswith(spot) for line in of_check) for spot in private)
    return of_check


@pytest.mark.parametrize("directory_urls", [True, False])
@pytest.mark.parametrize("url", ["https://me.example/", "https://me.example/blog/", ""])
def test_every_slip(tmp_path: Path, url: str, directory_urls: bool) -> None:
    config = {**CONFIG, "site_url": url, "use_directory_urls": directory_urls}
    found = compare(draw(tmp_path, EVERY_SLIP, config))
    held = [line for line in found if "is not published; better move it out of docs/" in line]
    assert len(held) == 7
    assert len([line for line in found if "docs/slips.md:" in line]) == 5
    assert not [line for line in found if "shown.md" in line or "out.md" in line or "draft.md" in line]
    assert bool([line for line in found if "`site_url`" in line]) is not bool(url)
    assert bool([line for line in found if "docs/shared.json: this is a file of yours" in line]) is bool(url)
    assert bool([line for line in found if "docs/shared.md: this page" in line]) is directory_urls
    assert [line for line in found if "docs/shared/2026/index.md: this page of yours" in line]


@pytest.mark.parametrize(
    ("files", "config"),
    [
        ({}, {}),
        ({}, {"reciprocity": {"log": "log/*.yml"}}),
        ({"x.opml": "<opml/>"}, {"reciprocity": {"peers": "x.opml"}}),
        ({"reciprocity.yml": ""}, {"nav": ["index.md"]}),
        ({"reciprocity.yml": ONE_GIFT}, {"nav": ["index.md"], "exclude_docs": "/shared/\n"}),
        ({"reciprocity.yml": ONE_GIFT, "docs/shared.xml": "x"}, {"exclude_docs": "shared.xml\n"}),
        ({"reciprocity.yml": ONE_GIFT, "docs/shared.xml": "x", "docs/blogroll.opml": "x"}, {}),
        ({"reciprocity.yml": ONE_GIFT, "docs/a/shared.md": "x", "docs/README.md": MARKERS}, {}),
        ({"reciprocity.yml": ONE_GIFT, "docs/.hidden/a.md": MARKERS, "docs/templates/a.md": MARKERS}, {}),
        ({"reciprocity.yml": ONE_GIFT, "docs/.hidden/a.md": MARKERS}, {"exclude_docs": "!.hidden\n"}),
        ({"reciprocity.yml": ONE_GIFT, "pages/index.md": MARKERS}, {"docs_dir": "pages"}),
        ({"reciprocity.yml": ONE_GIFT, "docs/a.md": MARKERS}, {"markdown_extensions": ["attr_list", "md_in_html"]}),
        ({"docs/reciprocity.yml": ONE_GIFT}, {"reciprocity": {"enabled": False, "log": "docs/reciprocity.yml"}}),
        ({"docs/log/reciprocity.yml": ONE_GIFT, "reciprocity.yml": ONE_GIFT}, {}),
        ({"docs/reciprocity.yml": ONE_GIFT, "reciprocity.yml": ONE_GIFT}, {"draft_docs": "*.yml\n"}),
    ],
)
def test_other_sites(tmp_path: Path, files: Files, config: dict[str, Any]) -> None:
    compare(draw(tmp_path, files, config))


def test_more_reactions_than_are_shown(tmp_path: Path) -> None:
    days = [f"{2000 + n // 336}-{n // 28 % 12 + 1:02d}-{n % 28 + 1:02d}" for n in range(MOST + 7)]
    rows = "".join(f"- {{date: {day}, got: share, peer: ada, url: https://me.example/}}\n" for day in days)
    found = compare(draw(tmp_path, {"reciprocity.yml": ONE_GIFT + rows}))
    assert [line for line in found if "more than 500 reactions; the newest stand under it, and 7 are left out" in line]


@pytest.mark.parametrize(
    "extensions",
    [
        ["pymdownx.superfences", "pymdownx.inlinehilite"],
        [{"pymdownx.superfences": {"custom_fences": [{"name": "mermaid", "class": "mermaid"}]}}],
        [{"toc": {"permalink": True}}, "pymdownx.superfences", "admonition", "pymdownx.details"],
    ],
)
def test_what_is_shown_as_code_is_no_marker(tmp_path: Path, extensions: list[object]) -> None:
    text = SHOWN + "\n!!! note\n\n    ````\n    <!-- reciprocity:shard -->\n    ````\n"
    config = draw(tmp_path, {"reciprocity.yml": ONE_GIFT, "docs/shown.md": text}, {"markdown_extensions": extensions})
    assert not [line for line in compare(config) if "shown.md" in line]


def test_tags_of_python_objects_and_snippets_are_passed_over(tmp_path: Path) -> None:
    files = {"reciprocity.yml": ONE_GIFT, "docs/slips.md": MARKERS + '\n--8<-- "part.md"\n', "part.md": SHOWN}
    config = draw(tmp_path, files)
    fences = "custom_fences: [{name: a, class: a, format: !!python/name:pymdownx.superfences.fence_code_format }]"
    text = f"markdown_extensions:\n- pymdownx.superfences: {{{fences}}}\n- pymdownx.snippets\n"
    config.write_text(config.read_text("utf-8") + text, "utf-8")
    assert len([line for line in compare(config) if "docs/slips.md:" in line]) == 5


def test_extensions_that_cannot_be_used_are_told_of(tmp_path: Path) -> None:
    config = draw(tmp_path, {"reciprocity.yml": ONE_GIFT, "docs/slips.md": MARKERS, "docs/a.md": "# A\n"})
    config.write_text(config.read_text("utf-8") + "markdown_extensions: [no.such_module]\n", "utf-8")
    result = CliRunner().invoke(main, ["check", "-f", str(config)])
    assert result.exit_code == 0
    assert "docs/slips.md: `markdown_extensions` cannot be used here (ModuleNotFoundError: " in result.output
    assert "docs/a.md" not in result.output


def test_what_only_a_running_mkdocs_can_know(tmp_path: Path) -> None:
    """What plugins and hooks make of a page, and which pages they make; and what is wrong in a template."""
    hook = "def on_page_markdown(text, **more):\n    return text.replace('put in', '<!-- reciprocity:shred -->')\n"
    files = {"reciprocity.yml": ONE_GIFT, "docs/a.md": "# A\n\nput in\n", "hook.py": hook}
    of_build, of_check = said(draw(tmp_path, files, {"hooks": ["hook.py"]}))
    assert {line.split(": ")[0] for line in of_build - of_check} == {"WARNING docs/a.md"}


def test_pages_without_a_slip_are_not_made_into_html(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[str] = []
    real = marked_pages.html_of

    def html_of(text: str, extensions: marked_pages.Extensions) -> str:
        made.append(text)
        return real(text, extensions)

    monkeypatch.setattr(marked_pages, "html_of", html_of)
    files = {f"docs/{n}.md": f"# {n}\n\n<!-- more -->\n\n<!-- reciprocity:badge -->\n" for n in range(50)}
    draw(tmp_path, {"reciprocity.yml": ONE_GIFT, **files, "docs/slips.md": MARKERS})
    assert CliRunner().invoke(main, ["check", "-f", str(tmp_path / "mkdocs.yml")]).exit_code == 1
    assert made == [MARKERS]
