"""What our pages say of themselves: in the head, on cards, in front matter."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner

from mkdocs_reciprocity.cli import main
from tests.sites.drawing import Built, draw, entry, rss, site

LOG = """\
peers:
  ada: {name: 'Ada "<b>" & {{ 7*7 }}', home: https://ada.example/, feed: ada.xml}
  ben: {name: Ben, home: https://ben.example/}
  zq7: {name: Zq7, home: https://zq7.example/, private: true}
interactions:
- {date: 2026-11-02, gave: share, url: https://ada.example/x/}
- {date: 2026-11-01, gave: share, url: https://ben.example/x/}
- {date: 2026-11-03, gave: share, url: https://zq7.example/x/}
- {date: 2026-11-04, gave: share, url: https://zq7stranger.example/x/}
- {date: 2025-11-04, gave: share, url: https://zq7stranger.example/y/}
"""
FILES = {
    "reciprocity.yml": LOG,
    "ada.xml": rss(entry("New", "https://ada.example/new/")),
    "docs/index.md": "# Me\n\n[A talk](https://cleo.example/talk/)\n",
}
ADA = "Ada \u2033\u2039b\u203a\u2033 + (( 7*7 ))"
SENTENCES = {
    "shared/": f"This is my postroll: posts by others that I passed on. Lately by {ADA} and Ben.",
    "shared/2026/": f"In 2026 I passed on good posts by {ADA} and Ben.",
    "shared/2025/": "Good posts by others that I passed on in 2025.",
    "pay-it-forward/": f"Good posts by {ADA} that deserve more readers.",
}
CARDS = """\
import json
from mkdocs.plugins import BasePlugin, event_priority
SAID = {}
class Cards(BasePlugin):
    pass
def on_config(config):
    config.plugins[config.extra["cards"]] = Cards()
@event_priority(-100)
def on_page_markdown(markdown, page, config, files):
    said = page.meta.get("description")
    SAID[page.url] = said
    page.meta["meta"] = [{"property": "og:description", "content": said}, {"name": "x", "content": "y"}]
def on_post_page(output, page, config):
    SAID[page.url + "#"] = page.meta["meta"]
def on_post_build(config):
    with open(config.config_file_path + ".json", "w", encoding="utf-8") as file:
        json.dump(SAID, file)
"""


def said_in(built: Built, page: str) -> list[str | None]:
    return [node.attributes["content"] for node in built.tree(f"{page}index.html").css('meta[name="description"]')]


def test_each_page_has_one_description_which_names_people(tmp_path: Path) -> None:
    built = site(tmp_path, FILES, {"theme": {"name": "material"}})
    assert {page: said_in(built, page) for page in SENTENCES} == {page: [said] for page, said in SENTENCES.items()}
    assert "zq7" not in built.read("shared/index.html").lower().replace("zq7stranger.example", "")
    again = site(tmp_path, FILES, {"theme": {"name": "material"}})
    assert again.files() == built.files(), "with the cache"


@pytest.mark.parametrize("plugin", ["social", "material/social", "materialx/social"])
def test_cards_that_are_drawn_early_name_whom_the_log_names(tmp_path: Path, plugin: str) -> None:
    files = {**FILES, "hook.py": CARDS}
    config = {"theme": {"name": "material"}, "hooks": ["hook.py"], "extra": {"cards": plugin}}
    built = site(tmp_path, files, config)
    drawn = yaml.safe_load((tmp_path / "mkdocs.yml.json").read_text("utf-8"))
    assert drawn["shared/"] == SENTENCES["shared/"]
    assert drawn["shared/2026/"] == SENTENCES["shared/2026/"]
    assert drawn["pay-it-forward/"] == "Good things that deserve more readers. Take one, pass it on."
    known = {"property": "og:description", "content": SENTENCES["pay-it-forward/"]}
    assert drawn["pay-it-forward/#"] == [known, {"name": "x", "content": "y"}], "what is known by now"
    assert said_in(built, "pay-it-forward/") == [SENTENCES["pay-it-forward/"]]


def test_a_description_of_the_authors_stays(tmp_path: Path) -> None:
    hook = 'def on_page_markdown(markdown, page, config, files):\n    page.meta["description"] = "Mine"\n'
    first = "from mkdocs.plugins import event_priority\n@event_priority(50)\n"
    built = site(tmp_path, {**FILES, "hook.py": first + hook}, {"theme": {"name": "material"}, "hooks": ["hook.py"]})
    assert said_in(built, "shared/") == ["Mine"]


@pytest.mark.parametrize("log", ["", None])
def test_where_there_is_nobody_there_is_a_sentence(tmp_path: Path, log: str | None) -> None:
    files = {} if log is None else {"reciprocity.yml": log}
    built = site(tmp_path, files, {"theme": {"name": "material", "language": "de"}})
    assert said_in(built, "shared/") == ["Das ist meine Postroll: Beiträge anderer, die ich weitergegeben habe."]


def test_pages_that_are_generated_have_the_same_in_their_front_matter(tmp_path: Path) -> None:
    config = draw(tmp_path, FILES)
    done = CliRunner().invoke(main, ["generate", "-f", str(config)])
    assert done.exit_code == 0, done.output
    for page, said in SENTENCES.items():
        source = tmp_path / "docs" / f"{page.rstrip('/')}"
        text = (source / "index.md" if source.is_dir() else source.with_suffix(".md")).read_text("utf-8")
        assert next(yaml.safe_load_all(text))["description"] == said


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("👩\u200d👩\u200d👧 Ada", "👩\u200d👩\u200d👧 Ada"),  # what holds an emoji together stays
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("\u202eA\u2066da\ufeff", "Ada"),
        ("\u200d", None),
        ("👩\u200d👧" * 61, "👩\u200d👧" * 60 + "…"),
    ],
)
def test_names_are_as_visitors_see_them(tmp_path: Path, name: str, said: str | None) -> None:
    row = "- {date: 2026-11-02, gave: share, url: https://ada.example/x/}"
    log = f"peers:\n  ada: {{name: {name}, home: https://ada.example/}}\ninteractions:\n{row}\n"
    built = site(tmp_path, {"reciprocity.yml": log}, {"theme": {"name": "material"}})
    sentence = f" Lately by {said}." if said else ""
    assert said_in(built, "shared/") == [f"This is my postroll: posts by others that I passed on.{sentence}"]
