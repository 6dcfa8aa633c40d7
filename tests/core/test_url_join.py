"""References on long bases: the same as `urljoin`, without its cost."""

from __future__ import annotations

import random
from collections.abc import Callable
from urllib.parse import urljoin

import pytest

from mkdocs_reciprocity.core import url_join

LONG = "a/" * 120
BASES = (
    f"https://e.example/{LONG}",
    f"https://e.example/{LONG}x",
    f"http://u:p@e.example:8080/{LONG}x?q=1/2#f",
    f"https://E.example/{LONG}../../y;z",
    f"https://e.example//{'b//c/./' * 40}x",
    f"HTTPS://e.example/{LONG}",
    f"https://e.example?{'q' * 300}",
    f"https://e.example/{'x' * 400}",
    f"https:{LONG}",
    f"ftp://e.example/{LONG}",
    f"https://e.example/{LONG};p",
    f"//e.example/{LONG}",
    LONG,
    "https://e.example/short/x",
)
PIECES = (*"ab./?#;[é", "..", "//", "x=1", "../", "./", "...", "https:", "HTTP:", "mailto:")


def _outcome(join: Callable[[str, str], str], base: str, reference: str) -> str:
    try:
        return join(base, reference)
    except ValueError:
        return "ValueError"


@pytest.mark.no_cover
@pytest.mark.parametrize("base", BASES)
def test_references_lead_where_urljoin_has_them_lead(base: str) -> None:
    chance = random.Random(base)
    references = {"".join(chance.choices(PIECES, k=chance.randint(0, 6))) for _ in range(2000)}
    references |= {"../" * climbs + "x" for climbs in range(0, 130, 7)}
    for reference in references:
        if not reference.lower().startswith(("http://", "https://")):  # these have a host of their own
            assert _outcome(url_join.joined, base, reference) == _outcome(urljoin, base, reference), reference


def test_many_references_on_a_long_base_do_not_cost_the_base_each(monkeypatch: pytest.MonkeyPatch) -> None:
    base = f"https://e.example/{'a/' * 2000}x"
    folders = 0

    def counted(base: str, reference: str) -> str:
        nonlocal folders
        folders += base.count("/")
        return urljoin(base, reference)

    monkeypatch.setattr(url_join, "urljoin", counted)
    url_join._folders.cache_clear()
    for number in range(1000):
        for reference in (f"{number}/../x", f"/{number}", f"https:{number}", f";{number}"):
            assert url_join.joined(base, reference).startswith("https://e.example/")
    assert folders < 2100 + 4000 * 6
