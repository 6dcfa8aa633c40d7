"""How the plugin may be listed below `plugins:`: twice by mistake, or in a group of Material's."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from tests import hosts
from tests.sites.drawing import ONE_GIFT, draw, make, site

LOG = {"reciprocity.yml": ONE_GIFT}


def test_the_first_one_counts(tmp_path: Path) -> None:
    config = {
        "plugins": [{"reciprocity": {"pages": {"shared": {"path": "given"}}}}],
        "reciprocity": {"window": "1 month"},
    }
    built = site(tmp_path, LOG, config)
    assert "On engines" in built.content("given/index.html")
    assert not built.has("shared")
    (said,) = built.ours()
    assert said.startswith("WARNING reciprocity: `reciprocity` is listed a second time below `plugins:`; take that out")


def grouped(root: Path, *, enabled: bool) -> Path:
    hosts.need("material")
    config_file = draw(root, LOG, {"theme": {"name": "material"}})
    config = yaml.safe_load(config_file.read_text("utf-8"))
    config["plugins"] = ["search", {"group": {"enabled": enabled, "plugins": [{"reciprocity": {}}]}}]
    config_file.write_text(yaml.safe_dump(config), "utf-8")
    return config_file


def test_in_a_group(tmp_path: Path) -> None:
    built = make(grouped(tmp_path, enabled=True), strict=True)
    assert "On engines" in built.content("shared/index.html")
    assert built.ours() == []


def test_in_a_group_that_is_switched_off(tmp_path: Path) -> None:
    with pytest.raises(StopIteration):  # there is no plugin that could be asked for a desk
        make(grouped(tmp_path, enabled=False))
    assert (tmp_path / "site/index.html").exists()
    assert not (tmp_path / "site/shared").exists()


def test_a_preview_of_a_group_goes_on_after_a_change(tmp_path: Path) -> None:
    config_file = grouped(tmp_path, enabled=True)
    first = make(config_file, command="serve")
    (tmp_path / "docs/index.md").write_text("# Changed\n", "utf-8")
    again = make(config_file, command="serve", again=True)
    assert first.desk.keys() == again.desk.keys() != set()
    assert [line for line in first.ours() if "your desk" in line] != []
    assert [line for line in again.ours() if "your desk" in line] == [], "the door is the same one"
