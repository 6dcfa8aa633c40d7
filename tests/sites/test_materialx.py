"""The sample in MaterialX, under each of its two hosts, and what its search knows."""

from __future__ import annotations

import gzip
import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

from tests import hosts
from tests.sites import sample

SECRET = ("lars.example", "Lars Kvistrud", "reciprocity.private", "At sea from March")


@pytest.fixture(scope="module", params=["mkdocs", "properdocs"])
def built(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site, built by this host's own command."""
    hosts.need("materialx")
    folder = sample.copied(tmp_path_factory.mktemp(request.param))
    command = [
        sys.executable,
        "-m",
        request.param,
        "build",
        "--strict",
        "-f",
        sample.THEMES["materialx"],
        "-d",
        "built",
    ]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "WARNING" not in done.stderr
    return folder / "built"


def searched(site: Path) -> dict[str, str]:
    """What Pagefind finds: the texts of pages by their address. A fragment is JSON behind a word, compressed."""
    texts = [gzip.decompress(path.read_bytes()).decode() for path in site.glob("search/fragment/*.pf_fragment")]
    documents = [json.loads(text[text.index("{") :]) for text in texts]
    return {document["url"]: document["content"] for document in documents}


def test_both_pages_are_full(built: Path) -> None:
    for page, selector in {"shared": ".h-entry", "shared/2026": ".h-entry", "pay-it-forward": ".h-card"}.items():
        tree = LexborHTMLParser((built / page / "index.html").read_text("utf-8"))
        assert len(tree.css(f".md-content .reciprocity {selector}")) > 3, page
        assert tree.css(".md-nav--secondary a"), "they have a table of contents"


def test_search_has_what_is_public_and_lacks_what_is_private(built: Path) -> None:
    found = searched(built)
    page = (built / "shared/2026/index.html").read_text("utf-8")
    titles = [node.text(strip=True) for node in LexborHTMLParser(page).css(".reciprocity .h-entry[id] .p-name")]
    assert len(titles) > 3
    words = " ".join(found["/shared/2026/index.html"].split())
    assert [title for title in titles if " ".join(title.split()) not in words] == []
    everything = json.dumps(found, ensure_ascii=False)
    assert [secret for secret in SECRET if secret in everything] == []


def test_nothing_of_the_site_is_private(built: Path) -> None:
    said = b"\n".join(path.read_bytes() for path in built.rglob("*") if path.is_file())
    assert [secret for secret in SECRET if re.search(re.escape(secret.encode()), said)] == []
