"""What stands first within one day: the same in all places."""

from __future__ import annotations

import json
import re
from pathlib import Path

from click.testing import CliRunner

from mkdocs_reciprocity.cli import main
from tests.sites.drawing import ADA, Built, draw, entry, make, rss

BEN = "  ben: {home: https://ben.example/}\n"
FILES = {
    "reciprocity.yml": ADA + BEN + "interactions:\n"
    "- {date: 2026-11-02, gave: share, url: https://ben.example/z-mine/}\n"
    "- {date: 2026-11-02, gave: share, url: https://ada.example/a-mine/}\n",
    "docs/looms.md": "---\ndate: 2026-11-02\n---\n# Looms\n\n"
    "See [Z post](https://ada.example/z/), "
    "[Another post](https://ada.example/a/), [M post](https://ben.example/m/) and "
    "[Z post again](https://ada.example/z/).\n",
    "docs/cards.md": "---\ndate: 2026-11-02\n---\n# Cards\n\n"
    "See [Y post](https://ben.example/y/), [M post](https://ben.example/m/) and [B post](https://ada.example/b/).\n",
    "docs/index.md": "# Home\n\n<!-- reciprocity:shared 4 -->\n",
    "feeds/ada.xml": rss(
        entry("Late", "https://ada.example/1/", "2026-11-02T20:00:00Z", html='<a href="https://me.example/looms/">x</a>'),
        entry(
            "Early",
            "https://ada.example/2/",
            "2026-11-02T08:00:00Z",
            html='<a href="https://me.example/looms/">x</a> <a href="https://me.example/cards/">y</a>',
        ),
    ),
}  # fmt: skip
GIVEN = [
    *("https://ben.example/z-mine/", "https://ada.example/a-mine/"),
    *("https://ben.example/y/", "https://ben.example/m/", "https://ada.example/b/"),
    *("https://ada.example/z/", "https://ada.example/a/"),
]
GOT = [
    ("https://ada.example/2/", "https://me.example/looms/"),
    ("https://ada.example/2/", "https://me.example/cards/"),
    ("https://ada.example/1/", "https://me.example/looms/"),
]


def hrefs(built: Built, page: str, selector: str) -> list[str | None]:
    return [node.attributes["href"] for node in built.tree(page).css(selector)]


def test_what_was_given_on_one_day_stands_in_one_order_everywhere(tmp_path: Path) -> None:
    config_file = draw(tmp_path, FILES)
    built = make(config_file, strict=True)
    assert not built.aborted, built.lines
    for page in ("shared/index.html", "shared/2026/index.html"):
        assert hrefs(built, page, ".reciprocity-month .p-name") == GIVEN
    assert hrefs(built, "shared/index.html", ".reciprocity-last a") == GIVEN[:2]  # the last of each
    assert hrefs(built, "index.html", "ul.reciprocity-recent .p-name") == GIVEN[:4]
    assert re.findall(r'rel="via" href="([^"]+)"', built.read("shared.xml")) == GIVEN
    assert [item["external_url"] for item in json.loads(built.read("shared.json"))["items"]] == GIVEN
    ledger = CliRunner().invoke(main, ["ledger", "--format", "json", "-f", str(config_file)])
    rows = json.loads(ledger.stdout)
    assert [row["url"] for row in rows if row["direction"] == "given"] == GIVEN
    assert [(row["evidence"][0], row["url"]) for row in rows if row["direction"] == "received"] == GOT
    desk = CliRunner().invoke(main, ["desk", "--peer", "ada", "-f", str(config_file)]).stdout
    gave = desk.partition("You gave ")[2]
    assert re.findall(r"You \w+ (?:to )?“([^”]+)”", gave) == ["ada.example/a-mine", "B post", "Z post", "Another post"]
    assert make(config_file).files() == built.files()
