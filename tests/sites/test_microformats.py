"""What the pages say to machines: parsed back by mf2py, it is what the ledger says."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import mf2py
import pytest
from click.testing import CliRunner

from mkdocs_reciprocity.cli import main
from tests.sites.conftest import Samples
from tests.sites.drawing import Built, site
from tests.sites.sample import THEMES

ROOT = "https://me.example/"
OBJECT = {"share": "repost-of", "like": "like-of", "bookmark": "bookmark-of", "follow": "follow-of",
          "comment": "in-reply-to", "reply": "in-reply-to"}  # fmt: skip
"""As DESIGN says it of every kind; all others are `mention-of`."""


def items(built: Built, path: str, kind: str) -> Iterator[dict[str, Any]]:
    """The items of a kind that stand in a page, however deep."""
    address = ROOT + path.removesuffix("index.html")
    parsed = mf2py.parse(doc=built.read(path), url=address)

    def within(found: object) -> Iterator[dict[str, Any]]:
        if isinstance(found, dict):
            if kind in found.get("type", ()):
                yield found
            found = list(found.values())
        if isinstance(found, list):
            for inner in found:
                yield from within(inner)

    yield from within(parsed["items"])


def one(of: dict[str, Any], name: str) -> Any:
    (value,) = of["properties"].get(name, [None])
    return value


@pytest.fixture(params=["material"])
def sample(request: pytest.FixtureRequest, samples: Samples) -> Built:
    return samples(request.param)


def given(sample: Built) -> list[dict[str, Any]]:
    """The public rows that were given, as the ledger has them."""
    config = str(sample.folder.parent / THEMES["material"])
    said = CliRunner().invoke(main, ["ledger", "-f", config, "--format", "json"])
    rows = json.loads(said.stdout)
    return [row for row in rows if row["direction"] == "given" and not row["private"]]


def told(item: dict[str, Any]) -> tuple[str | None, str, str | None]:
    """Date, property and URL of what an entry tells."""
    (name,) = [name for name in item["properties"] if name.endswith("-of") or name == "in-reply-to"]
    return one(item, "published"), name, one(one(item, name), "url")


def _of_others(row: dict[str, Any]) -> str | None:
    """The post that was given to. An own page for which somebody is thanked is none."""
    url: str | None = row["url"]
    return None if row["kind"] == "thank" and url and url.startswith("https://me.example/") else url


def test_the_years_tell_what_the_ledger_has(sample: Built) -> None:
    rows = given(sample)
    pages = ["shared/2025/index.html", "shared/2026/index.html"]
    found = sorted(map(str, (told(item) for page in pages for item in items(sample, page, "h-entry"))))
    expected = [
        (row["date"] and row["date"][:10], OBJECT.get(row["kind"], "mention-of"), _of_others(row))
        for row in rows
        if row["date"]
    ]
    assert found == sorted(map(str, expected))
    assert len(found) > 30


def test_a_permanent_link_leads_to_the_entry_itself(sample: Built) -> None:
    for page in ("shared/index.html", "shared/2026/index.html"):
        (feed,) = items(sample, page, "h-feed")
        assert feed["properties"]["name"]
        for item in feed["children"]:
            if (published := one(item, "published")) is not None:
                assert one(item, "url") == f"{ROOT}shared/{published[:4]}/#{item['id']}"


def test_an_entry_has_its_post_its_author_and_the_note(sample: Built) -> None:
    (item,) = [
        item for item in items(sample, "shared/2026/index.html", "h-entry")
        if told(item) == ("2026-09-20", "repost-of", "https://ada.example/engines/")
    ]  # fmt: skip
    assert one(item, "content") == "The wage book is the hero of it."
    post = one(item, "repost-of")
    assert post["type"] == ["h-cite"]
    assert one(post, "name") == "The difference engine, without the hero"
    author = one(post, "author")
    assert (author["type"], one(author, "name"), one(author, "url")) == (
        ["h-card"], "Ada Thornfield", "https://ada.example/",
    )  # fmt: skip
    assert "name" not in item["properties"], "a note has no name of its own"


def test_reactions_hang_on_the_post(sample: Built) -> None:
    (post,) = items(sample, "posts/punched-cards/index.html", "h-entry")
    address = f"{ROOT}posts/punched-cards/"
    assert (one(post, "name"), one(post, "url")) == ("Reading a card with your fingers", address)
    (comment,) = post["properties"]["comment"]
    author = one(comment, "author")
    assert (one(author, "name"), one(author, "url")) == ("Ada Thornfield", "https://ada.example/")
    assert author["properties"]["photo"] == [{"value": f"{ROOT}people/ada.svg", "alt": ""}]
    assert one(comment, "published") == "2026-05-24"
    mentions = {one(mention, "url"): one(one(mention, "author"), "name") for mention in post["properties"]["mention"]}
    assert mentions["https://ada.example/cards/"] == "Ada Thornfield"
    assert all(mention["type"] == ["h-cite"] for mention in post["properties"]["mention"])


def test_offers_and_blogs_are_cited(sample: Built) -> None:
    cites = list(items(sample, "pay-it-forward/index.html", "h-cite"))
    offers = [cite for cite in cites if "name" in cite["properties"] and "author" in cite["properties"]]
    assert len(offers) >= 5
    assert {one(card, "name") for card in items(sample, "pay-it-forward/index.html", "h-card")} > {"Ada Thornfield"}


@pytest.mark.parametrize("theme", THEMES)
def test_every_kind_in_every_theme(tmp_path: Path, theme: str) -> None:
    kinds = ["share", "comment", "reply", "quote", "thank", "advice"]
    log = "peers:\n  ada: {name: Ada, home: https://ada.example/}\ninteractions:\n"
    log += "".join(
        f"- {{date: 2026-11-02, {verb}: {kind}, peer: ada, url: {url}, private: false}}\n"
        for kind in (*kinds, "like", "bookmark", "follow")
        for verb, url in (("gave", f"https://ada.example/{kind}/"), ("got", "https://me.example/looms/"))
    )
    files = {"reciprocity.yml": log, "docs/looms.md": "# Looms\n\nText.\n"}
    built = site(tmp_path, files, {"theme": {"name": theme}}, strict=True)
    given = {told(item)[1:] for item in items(built, "shared/2026/index.html", "h-entry")}
    assert given == {
        (OBJECT.get(kind, "mention-of"), f"https://ada.example/{kind}/")
        for kind in (*kinds, "like", "bookmark", "follow")
    }
    (post,) = items(built, "looms/index.html", "h-entry")
    found = {name: len(value) for name, value in post["properties"].items() if name not in {"name", "url"}}
    assert found == {"repost": 1, "comment": 2, "mention": 4, "like": 1, "bookmark": 1}
