"""The small blog that every cell of the matrix builds, and what has to be on its pages."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import yaml

Content = str | Callable[[], bytes]
Files = Mapping[str, Content]
"""What is in them, by path; SITE_URL stands in a text for the address of the site."""

SITE_URL = "https://me.example/"
LOG = """\
peers:
  ada: {name: Ada Example, home: https://ada.example/}
  ben: {name: Zqquill Feather, home: https://zqquill.example/, private: true}
interactions:
- {date: 2026-11-02, gave: share, url: https://ada.example/engines/, title: On engines, note: A clear account.}
- {date: 2026-11-03, gave: share, url: https://zqquill.example/novel/, title: A zqquill novel}
- {date: 2026-11-04, gave: advice, peer: ada, note: zqquill between us, private: true}
- {date: 2026-11-05, got: comment, peer: ada, url: SITE_URLlooms/}
"""
SECRET = "zqquill"
"""It stands in all that is private, and in nothing else; whatever the case of its letters."""

FILES: Files = {
    "docs/index.md": "# Home\n\nSee [looms](looms.md).\n",
    "docs/looms.md": (
        "---\ndate: 2026-11-01\n---\n# Looms and knots\n\nSee [a talk](https://ada.example/talk/).\n\n"
        "## Warp\n\nText.\n"
    ),
    "docs/about.md": "# About\n\n<!-- reciprocity:badge -->\n",
}
CONFIG: Mapping[str, Any] = {"site_name": "Looms", "site_url": SITE_URL, "site_author": "Mara", "strict": True}

TITLES = {"shared": "Who I've shared", "shared/2026": "Who I've shared in 2026", "pay-it-forward": "Pay it forward"}
SAID = {
    "shared": ["On engines", "A clear account."],
    "shared/2026": ["On engines", "A clear account."],
    "pay-it-forward": ["With thanks to", "Ada Example"],
}
"""What has to be on each page of ours, whoever builds it."""

FROM_POSTS = {"shared": ["a talk"], "shared/2026": ["a talk"], "looms": ["Ada Example", "commented"]}
"""What only the plugin knows or does: links of own posts, and what stands below them."""


def write(root: Path, files: Files, config: Mapping[str, Any]) -> Path:
    """Writes the blog with these files and settings beside its own; returns the path of its mkdocs.yml."""
    config = {**CONFIG, **config}
    site_url = str(config["site_url"])
    said = {"reciprocity.yml": LOG, **FILES, **files}
    for name, content in said.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.replace("SITE_URL", site_url).encode() if isinstance(content, str) else content())
    path = root / "mkdocs.yml"
    if "mkdocs.yml" not in said:
        path.write_text(yaml.safe_dump(config, sort_keys=False), "utf-8")
    return path
