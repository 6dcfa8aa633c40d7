"""What we put into pages is valid HTML: html-validate says so, where it is installed (`.ci/run` does)."""

from __future__ import annotations

import html
import json
import shutil
import subprocess
from pathlib import Path

import pytest

from tests import needs
from tests.sites.drawing import ONE_GIFT, Built, entry, make, rss, site
from tests.sites.sample import ROOT, copied

CONFIG = {
    "root": True,
    "extends": ["html-validate:standard", "html-validate:a11y"],
    "rules": {"no-inline-style": "error", "require-csp-nonce": "off", "require-sri": "off"},
}


def validator() -> str | None:
    """Where html-validate is, if it is there: ``npm install --prefix build/node html-validate`` puts it here."""
    there = ROOT / "build" / "node" / "node_modules" / ".bin" / "html-validate"
    found = str(there) if there.exists() else shutil.which("html-validate")
    return found if found and shutil.which("node") else None


pytestmark = needs.marked("html-validate", there=validator() is not None)


THEME = """\
<!DOCTYPE html>
<html lang="en"><head><title>{{ page.title }}</title>
{% for path in config.extra_css %}<link rel="stylesheet" href="{{ path | url }}">{% endfor %}
</head>
<body><main>
{{ page.content }}
</main></body></html>
"""
"""A theme that nobody knows, with nothing of its own to find fault with."""

BARE = {"theme": {"name": None, "custom_dir": "theme"}}


def pages(built: Built) -> dict[str, str]:
    """The pages as they were written, by a name for a file."""
    return {path.replace("/", "-"): built.read(path) for path in built.files() if path.endswith("index.html")}


def faults(folder: Path, pages: dict[str, str]) -> list[str]:
    """What html-validate says, a line each."""
    folder.mkdir()
    (folder / ".htmlvalidate.json").write_text(json.dumps(CONFIG), "utf-8")
    for name, text in pages.items():
        (folder / name).write_text(text, "utf-8")
    command = [validator() or "", "--formatter", "json", "*.html"]
    run = subprocess.run(command, cwd=folder, capture_output=True, encoding="utf-8", timeout=120, check=False)
    assert run.returncode in {0, 1}, run.stderr
    return [
        f"{Path(of['filePath']).name}:{message['line']}: {message['ruleId']}: {message['message']}"
        for of in json.loads(run.stdout)
        for message in of["messages"]
    ]


def test_it_finds_faults(tmp_path: Path) -> None:
    head = '<!DOCTYPE html>\n<html lang="en"><head><title>x</title></head>'
    broken = f'{head}<body><p><div style="x"></div></p></body></html>'
    found = faults(tmp_path / "pages", {"broken.html": broken})
    assert {fault.split(": ")[1] for fault in found} >= {"no-inline-style", "close-order"}


def test_the_sample_is_valid(tmp_path: Path) -> None:
    sample = copied(tmp_path)
    (sample / "theme").mkdir()
    (sample / "theme" / "main.html").write_text(THEME, "utf-8")
    (sample / "bare.yml").write_text("INHERIT: mkdocs.yml\ntheme: {name: null, custom_dir: theme}\n", "utf-8")
    built = make(sample / "bare.yml", strict=True)
    assert not built.aborted, built.lines
    assert {"shared-2026-index.html", "pay-it-forward-index.html", "index.html"} <= pages(built).keys()
    assert faults(tmp_path / "pages", pages(built)) == []


@pytest.mark.parametrize("log", ["", "interactions: []\n", ONE_GIFT], ids=["none", "empty", "one gift"])
def test_pages_with_little_on_them_are_valid(tmp_path: Path, log: str) -> None:
    markers = "".join(
        f"<!-- reciprocity:{name} -->\n\n" for name in ("badge", "shared 5", "thanks 5", "ring 3", "lifts", "reactions")
    )
    files = {"docs/index.md": f"# Home\n\n{markers}", "theme/main.html": THEME}
    built = site(tmp_path, {**files, **({"reciprocity.yml": log} if log else {})}, BARE)
    assert built.tree("index.html").css(".reciprocity")
    assert faults(tmp_path / "pages", pages(built)) == []


def test_odd_titles_and_names_are_valid_and_every_link_has_a_text(tmp_path: Path) -> None:
    odd = ["x" * 5000, "\u202eevil", "👩‍👩‍👧 🤝", "\u200b\u200b", "<b>&amp;", "عربي (1) x", "\u00a0", "-"]
    log = "peers:\n" + "".join(
        f"  p{number}: {{name: {json.dumps(text)}, home: https://p{number}.example/, feed: feeds/{number}.xml}}\n"
        for number, text in enumerate(odd)
    )
    log += "interactions:\n" + "".join(
        f"- {{date: 2026-11-{number + 1:02}, {verb}: link, title: {json.dumps(text)}, {where}}}\n"
        for number, text in enumerate(odd)
        for verb, where in (
            ("gave", f"url: https://p{number}.example/1/, note: {json.dumps(text)}"),
            ("got", f"peer: p{number}, url: https://me.example/looms/"),
        )
    )
    feeds = {
        f"feeds/{number}.xml": rss(entry(html.escape(text), f"https://p{number}.example/2/"))
        for number, text in enumerate(odd)
    }
    files = {**feeds, "reciprocity.yml": log, "docs/looms.md": "# Looms\n\nText.\n", "theme/main.html": THEME}
    built = site(tmp_path, files, BARE)
    assert faults(tmp_path / "pages", pages(built)) == []
    links = [link for path in ("shared", "looms") for link in built.tree(f"{path}/index.html").css(".reciprocity a")]
    assert len(links) > 20
    for link in links:
        said = link.text() or link.attributes.get("aria-label") or ""
        assert any(char.isprintable() and not char.isspace() for char in said), link.html
        assert len(said) < 400
