"""Pages that load at once, however much was given."""

from __future__ import annotations

from pathlib import Path

from mkdocs_reciprocity.publish import templates
from tests.sites.drawing import site


def log(gifts: int, peers: int) -> str:
    rows = (
        f"- {{date: 2026-{number % 11 + 1:02}-{number % 20 + 1:02}, gave: share, via: mastodon, "
        f"url: https://p{number % peers}.example/posts/on-{number}/, title: A good post about the number {number}"
        f"{', note: The clearest account of it that I know.' if number % 3 == 0 else ''}}}\n"
        for number in range(gifts)
    )
    people = "".join(f"  p{n}: {{name: Peer {n}, home: https://p{n}.example/}}\n" for n in range(peers))
    return f"peers:\n{people}interactions:\n{''.join(rows)}"


def test_a_year_of_a_thousand_gifts(tmp_path: Path) -> None:
    built = site(tmp_path, {"reciprocity.yml": log(1000, 40)})
    page = built.read("shared/2026/index.html")
    assert page.count('class="h-entry"') == 1000
    assert len(page.encode()) < 500_000


def test_three_hundred_peers_and_one_of_five_thousand_gifts(tmp_path: Path) -> None:
    text = log(300, 300) + "".join(
        f"- {{date: 2026-11-20, gave: share, url: https://p7.example/{number}/}}\n" for number in range(5000)
    )
    built = site(tmp_path, {"reciprocity.yml": text})
    page = built.tree("shared/index.html")
    assert len(page.css(".reciprocity-cards > article")) == 300
    assert len(page.css("details.reciprocity-more > .reciprocity-cards > article")) == 288
    assert len(page.css(".reciprocity-timeline > li")) == 5300
    assert len(built.tree("pay-it-forward/index.html").css(".reciprocity-blogs > li")) == 300


def test_three_hundred_peers_with_faces_and_words(tmp_path: Path) -> None:
    about = "Writes about looms, and about whoever has to mend them afterwards; I have never been bored by it."
    people = "".join(
        f"  p{n}: {{home: https://p{n}.example/, avatar: p/{n}.svg, about: '{about}', tags: [t{n % 7}]}}\n"
        for n in range(300)
    )
    faces = {f"docs/p/{n}.svg": "<svg/>" + " " * 5000 for n in range(300)}
    page = site(tmp_path, {"reciprocity.yml": f"peers:\n{people}", **faces}).tree("pay-it-forward/index.html")
    blogs = page.css_first(".reciprocity-blogs")
    assert blogs is not None
    assert len(blogs.css("img[loading=lazy][width='32'][height='32']")) == 300
    assert len((blogs.html or "").encode()) < 150_000
    assert len(page.css(".reciprocity-filter input")) == 6


def test_the_stylesheet_and_the_script_are_small_and_nothing_moves() -> None:
    assets = templates.overrides() / "assets" / "reciprocity"
    sheet = (assets / "reciprocity.css").read_bytes()
    assert len(sheet) <= 9_050
    assert not [word for word in (b"transition", b"animation", b"@import", b"http:", b"https:") if word in sheet]
    assert len((assets / "reciprocity.js").read_bytes()) < 1000
