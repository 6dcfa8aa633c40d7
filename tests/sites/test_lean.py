"""What a build of the sample costs at most: imports, and what it compiles. No time is taken."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from functools import cache
from pathlib import Path
from shutil import copytree, ignore_patterns
from tempfile import TemporaryDirectory
from typing import TypedDict

import pytest

from tests import hosts

SAMPLE = Path(__file__).parents[2] / "sample_site"
PACKAGE = "mkdocs_reciprocity"

BUILD = """
import json, sys
from re import _compiler, _parser
from jinja2 import Environment

ranges = {}
compile_pattern = _compiler.compile
def measured(pattern, flags=0):
    frame = sys._getframe(1)
    while frame.f_globals["__name__"] == "re":
        frame = frame.f_back
    if frame.f_globals["__name__"].startswith("mkdocs_reciprocity."):
        ranges[str(pattern)] = sum(in_ranges(_parser.parse(pattern, flags)))
    return compile_pattern(pattern, flags)
def in_ranges(parsed):
    for part in parsed:
        if isinstance(part, tuple) and part and str(part[0]) == "RANGE":
            yield max(0, min(part[1][1], 0xffff) - part[1][0])
        elif isinstance(part, (tuple, list, _parser.SubPattern)):
            yield from in_ranges(part)
_compiler.compile = measured

compiled = []
compile = Environment.compile
def counted(self, source, name=None, *rest, **more):
    compiled.append(name)
    return compile(self, source, name, *rest, **more)
Environment.compile = counted

from mkdocs.__main__ import cli
cli(["build", "-q"], standalone_mode=False)
print(json.dumps({"modules": sorted(sys.modules), "compiled": [name for name in compiled if name], "ranges": ranges}))
"""

NEEDLESS = {
    "no command runs": ["cli", "core.editing", "rich", "prompt_toolkit", "filelock"],
    "nothing is asked": ["network", "httpcore", "ssl", "core.feeds.discovery"],
    "no feed is read anew": [
        "core.feeds.reader", "core.feeds.content", "core.feeds.facts", "core.feeds.date_words", "core.webmention.jf2",
        "feedparser", "collect.lenient", "core.opml",
    ],
    "no place of one's own is named": [
        "core.my_places", "core.accounts", "collect.accounts", "collect.elsewhere", "collect.wishes", "cache.accounts",
    ],
    "nobody's surroundings are looked at": [
        "collect.surroundings", "collect.blogrolls", "core.blogroll", "core.ledger.shares",
    ],
    "nobody is told": ["publish.webmentions", "core.webmention.queue", "core.webmention.endpoint"],
    "no built site is finished": ["cache.built_site", "core.own_page.built"],
    "there is no preview": ["core.desk", "host.desk_door", "host.preview", "publish.desk_pages"],
    "no post has further reading": [
        "core.terms", "core.feeds.telling", "core.views.further", "publish.further_reading",
    ],
    "nothing is wrong": [
        "core.log.word_advice", "core.log.address_advice", "core.log.date_advice", "core.log.advice",
        "core.yaml.advice", "core.yaml.quoting", "core.ledger.peer_advice", "publish.template_faults",
    ],
    "it is in English": ["babel.messages"],
    "no page is odd": ["selectolax"],
}  # fmt: skip
"""By the reason why a warm build of the sample has no use for them: packages and modules, ours without our name."""


class Built(TypedDict):
    """What one build has imported, which templates it has compiled, and which patterns of ours: each with the number of
    characters in its ranges, up to U+FFFF. Python takes these one by one.
    """

    modules: list[str]
    compiled: list[str]
    ranges: dict[str, int]


@cache
def built(*, further: bool = False) -> tuple[Built, Built]:
    """A cold build and a warm one, each in a process of its own; with further reading or without it."""
    hosts.need("material")
    with TemporaryDirectory() as folder:
        site = copytree(SAMPLE, Path(folder, "site"), ignore=ignore_patterns("site", ".cache"))
        options = (site / "mkdocs.yml").read_text("utf-8")
        (site / "mkdocs.yml").write_text(options.replace("further: true", f"further: {str(further).lower()}"), "utf-8")
        more = {"PYTHONPYCACHEPREFIX": str(Path(folder, "kept")), "PYTHONDONTWRITEBYTECODE": ""}
        cold, warm = (_build(site, os.environ | more) for _ in range(2))
    return cold, warm


def _build(site: Path, environment: dict[str, str]) -> Built:
    done = subprocess.run(
        [sys.executable, "-c", hosts.IN_PROCESS + BUILD], cwd=site, env=environment, stdout=subprocess.PIPE, check=True
    )
    found: Built = json.loads(done.stdout.splitlines()[-1])
    return found


@pytest.mark.parametrize("why", NEEDLESS)
def test_a_warm_build_imports_nothing_that_it_does_not_need(why: str) -> None:
    there = {name.removeprefix(f"{PACKAGE}.") for name in built()[1]["modules"]}
    needless = [name for name in NEEDLESS[why] if any(one == name or one.startswith(f"{name}.") for one in there)]
    assert needless == []


def test_a_build_imports_few_modules_of_ours() -> None:
    ours = [name for name in built()[1]["modules"] if name.startswith(f"{PACKAGE}.")]
    assert 60 < len(ours) < 160  # with one that reads the contacts of peers, which most logs have none of


def test_a_warm_build_compiles_no_template_of_ours() -> None:
    cold, warm = ([name for name in one["compiled"] if name.startswith("reciprocity/")] for one in built())
    assert "reciprocity/shared.html" in cold
    assert warm == []


def test_a_warm_build_compiles_few_patterns_and_none_with_very_many_characters() -> None:
    patterns = built(further=True)[1]["ranges"]
    assert 80 < len(patterns) < 160
    assert sum(patterns.values()) < 20_000
