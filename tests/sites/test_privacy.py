"""What is private is in nothing that a build writes, and in nothing that it logs."""

from __future__ import annotations

import html
import os
from collections.abc import Mapping
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

from mkdocs_reciprocity.cache.store import Store
from tests.sites.drawing import Built, draw, entry, make, rss, site

MARK = "zq7"
"""Every private string below has this in it, and nothing else has."""

PUBLIC = """\
peers:
  ada:
    name: Ada Example
    home: https://ada.example/
    feed: [feeds/ada.xml]
    note: zq7peernote
    tags: [looms]
    call: Zq7 Call
    contact: zq7@zq7contact.example
  zq7hidden:
    name: Zq7 Hidden
    home: https://zq7hidden.example/
    also: [https://social.example/@zq7also]
    feed: [feeds/zq7hidden.xml, feeds/zq7missing.xml]
    avatar: people/zq7face.png
    private: true
    note: zq7hiddennote
  zq7broken: {name: zq7 Broken, home: https://zq7broken.example/, hom: zq7slip}
  zq7script: {name: zq7 Script, home: https://zq7script.example/, contact: "javascript:zq7"}
ripples:
- {date: 2026-11-05, peer: zq7hidden, url: https://ada.example/engines/, title: zq7ripple, evidence: https://zq7hidden.example/r/}
- {date: 2026-11-05, peer: zq7unknown, url: https://ada.example/engines/}
- {date: 2026-11-05, peer: ada, url: https://ada.example/engines/, zq7rippleslip: x}
interactions:
- {date: 2026-11-02, gave: share, url: https://ada.example/engines/, title: On engines}
- {date: 2026-11-03, gave: share, url: https://ada.example/zq7a/, title: zq7title, via: zq7via, private: true}
- {date: 2026-11-03, gave: share, url: https://ada.example/zq7b/, tags: [zq7tag], note: zq7note, private: true}
- {date: 2026-11-03, gave: share, url: https://stranger-zq7.example/x/, private: yes}
- {date: 2026-11-04, gave: like, url: https://ada.example/zq7like/, title: zq7liked}
- {date: 2026-11-04, gave: bookmark, url: https://zq7bookmark.example/}
- {date: 2026-11-04, gave: follow, peer: ada, via: zq7follow}
- {date: 2026-11-05, asked: testimonial, peer: ada, note: zq7asked, answer: declined}
- {date: 2026-11-05, got: ask, peer: ada, note: zq7gotask, answer: granted}
- {date: 2026-11-05, gave: thank, peer: ada, url: https://ada.example/zq7thank/, note: zq7thanks}
- {date: 2026-11-05, gave: advice, peer: ada, title: zq7advice}
- {date: 2026-11-06, got: share, peer: ada, url: https://me.example/looms/, note: zq7gotnote}
- {date: 2026-11-06, got: comment, peer: ada, url: https://me.example/looms/, via: e-mail, evidence: https://ada.example/zq7mail/}
- {date: 2026-11-06, gave: share, url: https://ada.example/zq7mailed/, title: zq7mailed, via: e-mail}
- {date: 2026-11-06, gave: recommend, url: https://ada.example/zq7dm/, via: Direct Message}
- {date: 2026-11-06, got: praise, peer: ada, url: https://me.example/looms/, note: zq7praise}
- {date: 2026-11-07, gave: share, peer: zq7hidden, url: https://zq7hidden.example/post/, title: zq7hiddenpost}
- {date: 2026-11-07, got: comment, peer: zq7hidden, url: https://me.example/looms/, evidence: https://zq7hidden.example/c/}
- {date: 2026-11-07, gave: share, peer: zq7broken, url: https://zq7broken.example/x/}
- {date: 2026-11-08, gave: comment, peer: ada, note: zq7unlinkedcomment}
"""

PRIVATE = """\
peers:
  zq7secret: {name: Zq7 Secret, home: https://zq7secret.example/, avatar: ./people/zq7missing.png}
interactions:
- {date: 2026-11-02, gave: share, peer: zq7secret, url: https://zq7secret.example/post/, title: zq7filetitle}
- {date: 2026-11-02, gave: share, url: https://ada.example/zq7infile/, private: false}
- {date: 2026-11-02, gave: share, peer: zq7nobody, url: https://ada.example/x/}
- {date: zq7date, gave: zq7kind, url: zq7url, zq7key: zq7value}
- {date: 2026-11-02, gave: share, note: "zq7unclosed}
- {date: 2026-11-02, gave: share, note: asked: zq7colon}
- {date: 2026-11-02, gave: share, note: *zq7alias}
- {date: 2026-11-02, gave: share, note: !zq7tag x}
- {date: 2026-11-02, gave: share, note: #zq7comment}
- {date: 2026-11-02, gave: share, url: https://ada.example/zq7infile/}
"""

REMOTE = {
    "feed: [feeds/ada.xml": "https://ada.example/f, https://zq7hidden.example/f",
    "hom: zq7slip": "feed: https://zq7broken.example/f",
    "feeds/zq7missing.xml": "https://feeds.example/zq7hidden",
}
"""Feeds that others could read, behind what the log above has."""

SUBSCRIPTIONS = """\
<opml version="2.0"><body><outline text="zq7folder">
<outline text="zq7outline" xmlUrl="https://subscribed-zq7.example/feed.xml" htmlUrl="https://subscribed-zq7.example/"/>
<outline text="zq7 Ada" xmlUrl="https://ada.example/zq7feed" htmlUrl="https://ada.example/"/>
<outline text="zq7slip" xmlUrl="zq7nowhere"/>
<outline type="rss" text="zq7lacking"/>
</outline></body></opml>
"""

SLIPS = [
    "{date: zq7date, gave: like, url: https://ada.example/zq7/}",
    "{date: 2026-11-02, gave: like, url: zq7url}",
    "{date: 2026-11-02, gave: like, url: https://ada.example/zq7/, zq7key: x}",
    "{date: 2026-11-02, gave: lik, url: zq7url}",
    "{date: 2026-11-02, gvae: like, url: zq7url}",
    "{date: 2026-11-02, asked: zq7kind, peer: ada}",
    "{date: 2026-11-02, asked: intro, peer: zq7peer}",
    "{date: 2026-11-02, gave: like, peer: zq7peer}",
    "{date: 2026-11-02, got: ask, peer: ada, answer: zq7answer}",
    "{date: 2026-11-02, got: thank, peer: ada, evidence: zq7evidence}",
    "{date: 2026-11-02, gave: share, url: zq7url, private: true}",
    "{date: 2026-11-02, gave: share, url: https://ada.example/, private: zq7maybe}",
    "{date: 2026-11-02, gave: share, peer: zq7peer, private: true}",
    "{date: 2026-11-02, gave: share, peer: zq7hiden, url: https://ada.example/x/}",
    "{date: 2026-11-02, gave: share, url: https://ada.example/x/, via: zq7via, private: true, source: zq7source}",
    "{date: 2026-11-02, gave: share, url: https://ada.example/x/, via: e-mail, source: zq7source}",
    "{date: 2026-11-02, got: share, peer: ada, url: https://me.example/looms/, note: [zq7note]}",
    "{date: 2026-11-02, gave: like, peer: ada, note: *zq7alias}",
    "{date: 2026-11-02, gave: like, peer: ada, note: &zq7anchor x}",
    "{date: 2026-11-02, gave: like, peer: ada, note: !zq7tag x}",
    "{date: 2026-11-02, got: share, peer: ada, note: !zq7tag x}",
    "{date: 2026-11-02, asked: intro, peer: ada, note: #zq7comment}",
    "{date: 2026-11-02, gave: like, peer: ada, zq7key: 1, zq7key: 2}",
    '{date: 2026-11-02, gave: like, peer: ada, note: "zq7unclosed}',
    "{date: 2026-11-02, gave: like, peer: ada, note: asked: zq7colon}",
    "{date: 2026-11-02, gave: like, peer: ada, note: @zq7at}",
    "\n  date: 2026-11-02\n  got: share\n  peer: ada\n  note: #zq7comment",
    "\n  date: 2026-11-02\n  got: share\n  peer: ada\n  note: *zq7alias",
    '\n  date: 2026-11-02\n  gave: like\n  peer: ada\n  note: "zq7" she said',
    "\n  date: 2026-11-02\n  asked: intro\n  peer: ada\n\tnote: zq7tab",
    "zq7bare",
    "[zq7list]",
]

FILES: dict[str, str | bytes] = {
    "feeds/ada.xml": rss(
        entry("New", "https://ada.example/new/"),
        entry("On wool", "https://ada.example/wool/", html=f"<p>{'Wool is good to have. ' * 40}</p><p>I learned it at "
              "<a href='https://me.example/looms/'>Looms</a> zq7sentence, as I wrote.</p>"),
    ),
    "feeds/zq7hidden.xml": rss(
        entry("zq7 feed title", "https://zq7hidden.example/one/", html='<a href="https://me.example/looms/">zq7words</a>'),
        title="zq7 feed", home="https://zq7hidden.example/",
    ),
    "docs/looms.md": "# Looms\n\n<!-- reciprocity:ring 9 -->\n\n<!-- reciprocity:lifts -->\n",
    "docs/people/zq7face.png": b"\x89PNG\r\n\x1a\n",
}  # fmt: skip


def leaks(built: Built) -> list[str]:
    """Where the mark is found: in file names, contents, and lines."""
    mark = MARK.encode()
    found = [name for name, content in built.files().items() if MARK in name.lower() or mark in content.lower()]
    return found + [line for line in built.lines if MARK in line.lower()]


@pytest.mark.parametrize("theme", ["mkdocs", "material"])
def test_no_byte_is_private(tmp_path: Path, theme: str) -> None:
    log = PUBLIC
    for file, url in REMOTE.items():
        assert file in log
        log = log.replace(file, f"{file}, {url}")
    files = {**FILES, "reciprocity.yml": log, "reciprocity.private.yml": PRIVATE, "x.private.opml": SUBSCRIPTIONS}
    options = {"badge": {"metric": "both"}, "peers": "x.private.opml", "feeds": {"fetch": "never"}}
    built = site(tmp_path, files, {"theme": {"name": theme}, "reciprocity": options})
    assert leaks(built) == []
    assert "On engines" in built.content("shared/index.html")
    assert "1 post by 1 person" in built.read("reciprocity/badge.svg")
    assert '"posts": 1' in built.read("reciprocity.json")
    assert [line for line in built.warnings() if "reciprocity.private.yml:" in line]
    assert "On engines" in built.read("shared.xml")
    assert 'category="looms"' in built.read("blogroll.opml")
    assert len([line for line in built.warnings() if "x.private.opml:" in line]) == 2
    again = make(tmp_path / "mkdocs.yml")  # with the store
    assert leaks(again) == []
    kept = Store(tmp_path).feeds(["feeds/ada.xml"])["feeds/ada.xml"].feed
    assert kept
    assert "zq7sentence" in repr([entry.sentences for entry in kept.entries]), "it was known"


LIFE = """\
- {date: 2026-09-01, got: comment, peer: ben, url: https://me.example/looms/, note: zq7ben}
- {date: 2026-10-05, asked: review, peer: ben, url: https://me.example/looms/, note: zq7review, answer: granted}
- {date: 2026-11-07, gave: advice, peer: zq7hidden, via: zq7landline}
"""


def desk_lines(desk: Mapping[str, str]) -> set[bytes]:
    """All that stands on the desk and on its pages of peers and nowhere else: sentences, figures, commands."""
    found: set[bytes] = set()
    for page in desk.values():
        for node in LexborHTMLParser(page).css(
            ".reciprocity-desk h2, .reciprocity-desk .reciprocity-opening, .reciprocity-private, .reciprocity-command, "
            ".reciprocity-desk .reciprocity-heading span, .reciprocity-desk li > p:not(.reciprocity-under)"
        ):
            said = " ".join(node.text().split())
            found |= {form.encode() for form in (said, html.escape(said))}
        for node in LexborHTMLParser(page).css(".reciprocity-desk textarea"):
            said_there = (" ".join(line.split()) for line in node.text().splitlines())
            found |= {form.encode() for line in said_there if line for form in (line, html.escape(line))}
        for node in LexborHTMLParser(page).css("#reciprocity-open"):
            found |= {(node.attributes[name] or "").encode() for name in ("href", "data-to", "data-empty")}
    return found


@pytest.mark.parametrize("theme", ["mkdocs", "material"])
def test_a_build_has_nothing_that_the_desk_knows(tmp_path: Path, theme: str) -> None:
    log = PUBLIC.replace("interactions:", "  ben: {name: Ben, home: https://ben.example/, checkin: 30}\ninteractions:")
    letter = "# Dear Ada\n\nzq7letter\n"
    letters = {"letters/2026/ada.private.md": letter, "docs/letters/ada.private.md": letter}
    files = {**FILES, **letters, "reciprocity.yml": log + LIFE, "reciprocity.private.yml": PRIVATE}
    config_file = draw(tmp_path, files, {"theme": {"name": theme}})
    desk = make(config_file, command="serve")
    of_others = {b"New", b"On wool", b"Write"}  # titles of posts in a public feed, and the word on a button
    known = desk_lines(desk.desk) - of_others
    assert len(known) > 60
    assert b"Zq7 Hidden linked to" in b" ".join(known), "a ripple"
    marks = [node for node in desk.tree("desk/index.html").css(".reciprocity-desk li") if MARK in node.text().lower()]
    assert len(marks) > 10, "there is much that could leak"
    assert "zq7hiddennote" in desk.content("desk/zq7hidden/index.html")
    assert "Zq7 Call" in desk.content("desk/ada/note.html")
    assert "mailto:zq7@zq7contact.example" in desk.read("desk/ada/note.html")
    assert leaks(desk) == []
    in_the_sites_folder = make(config_file, command="serve", folder="")  # as a program may do it
    builds = [make(config_file, dirty=dirty) for dirty in (True, False, True)]
    for built in (desk, in_the_sites_folder, *builds):
        assert built.folder == tmp_path / ("preview" if built is desk else "site")
        assert leaks(built) == []
        everything = b" ".join(built.all_bytes().split())
        assert [line for line in known if line in everything] == []
        assert b"reciprocity-desk" not in everything
        assert not built.has("desk")
        assert "lately: Ada Example<" in built.read("reciprocity/badge.svg")


@pytest.mark.parametrize("row", SLIPS)
def test_mistakes_in_private_rows_are_not_quoted(tmp_path: Path, row: str) -> None:
    log = PUBLIC.split("interactions:", maxsplit=1)[0] + f"interactions:\n- {row}\n"
    built = site(tmp_path, {**FILES, "reciprocity.yml": log}, {"plugins": []})
    assert leaks(built) == []
    assert [line for line in built.warnings() if "reciprocity.yml:" in line]


@pytest.mark.parametrize(
    "peer",
    [
        "  ben: {name: zq7name, hom: https://b.example/, private: true}\n",
        "  ben: {name: zq7name, home: zq7home}\n",
        "  ben: {name: zq7name, home: https://ada.example/}\n",
        "  ben:\n    name: zq7name\n    private: true\n    note: zq7: colon\n",
        "  ben:\n    name: zq7name\n    note: *zq7alias\n",
        "  zq7id: zq7value\n",
        "  zq7id: {home: https://zq7.example/}\n  zq7id: {home: https://zq7.example/}\n",
        "  zq7id: {home: https://me.example/}\n",
    ],
)
def test_mistakes_in_peers_are_not_quoted(tmp_path: Path, peer: str) -> None:
    log = f"peers:\n  ada: {{home: https://ada.example/}}\n{peer}interactions:\n- {{date: 2026-11-02, gave: share, url: https://x.example/}}\n"
    built = site(tmp_path, {"reciprocity.yml": log}, {"plugins": []})
    assert leaks(built) == []
    assert [line for line in built.warnings() if "reciprocity.yml:" in line]


def test_duplicates_of_private_rows_are_not_quoted(tmp_path: Path) -> None:
    row = "- {date: 2026-11-02, gave: share, url: https://ada.example/zq7/, private: true}\n"
    built = site(tmp_path, {"reciprocity.yml": f"interactions:\n{row}{row}"})
    assert leaks(built) == []
    assert [line for line in built.ours() if "reciprocity.yml:3" in line]


def test_a_private_row_hides_what_it_joins(tmp_path: Path) -> None:
    log = (
        "peers:\n  ada: {home: https://ada.example/, feed: feeds/ada.xml}\ninteractions:\n"
        "- {date: 2026-11-02, gave: link, url: https://ada.example/talk/, private: true}\n"
        "- {date: 2026-11-02, got: link, peer: ada, url: https://me.example/looms/, private: true}\n"
    )
    files = {
        "reciprocity.yml": log,
        "feeds/ada.xml": rss(
            entry("Revisited", "https://ada.example/zq7/", html='<a href="https://me.example/looms/">x</a>')
        ),
        "docs/looms.md": "# Looms\n\n[a talk](https://ada.example/talk/)\n",
    }
    built = site(tmp_path, files)
    assert "talk" not in built.content("shared/index.html")
    assert "reciprocity-reactions" not in built.read("looms/index.html")
    assert "With thanks" not in built.content("pay-it-forward/index.html")


def test_reactions_lifts_and_ring_know_nobody_private(tmp_path: Path) -> None:
    """What links to a private peer is the author's own page and stays; what is made of it says nothing."""
    log = PUBLIC + "- {date: 2026-11-09, got: share, peer: ada, url: https://me.example/looms/}\n"
    text = "[x](https://zq7hidden.example/talk/) [y](https://ada.example/talk/)\n\n"
    text += "<!-- reciprocity:lifts -->\n\n<!-- reciprocity:ring 9 -->\n\n<!-- reciprocity:reactions -->\n"
    built = site(tmp_path, {**FILES, "reciprocity.yml": log, "docs/looms.md": f"# Looms\n\n{text}"})
    ours = built.tree("looms/index.html").css(".reciprocity")
    assert [name for node in ours for name in (node.attributes["class"] or "").split() if name != "reciprocity"] == [
        "reciprocity-lifts", "reciprocity-ring", "reciprocity-reactions", "h-entry",
    ]  # fmt: skip
    for node in ours:
        assert "Ada Example" in node.text()
        assert MARK not in (node.html or "").lower()


@pytest.mark.parametrize("hidden", ["feeds/zq7hidden.xml", "https://zq7hidden.example/f"])
def test_what_somebody_private_links_to_changes_no_byte(tmp_path: Path, hidden: str) -> None:
    """A post that nobody has linked to comes first. Who is private is nobody, in that."""
    posts = [f"https://{id_}.example/{n}/" for id_ in ("ada", "ben") for n in range(3)]
    dates = ("Fri, 20 Nov 2026 08:00:00 GMT", "Fri, 02 Oct 2026 08:00:00 GMT", "Fri, 04 Sep 2026 08:00:00 GMT")
    theirs = [
        rss(*(entry(f"Post {url}", url, date) for url, date in zip(posts[start : start + 3], dates, strict=True)))
        for start in (0, 3)
    ]
    log = f"""\
peers:
  ada: {{name: Ada, home: https://ada.example/, feed: feeds/ada.xml}}
  ben: {{name: Ben, home: https://ben.example/, feed: feeds/ben.xml}}
  hidden: {{name: Hidden, home: https://zq7hidden.example/, feed: [feeds/hidden.xml, "{hidden}"], private: true}}
"""
    found = []
    for links in ([], posts, posts[:1]):
        said = "".join(f'<a href="{url}">x</a>' for url in links)
        hers = rss(entry("Links", "https://zq7hidden.example/x/", dates[0], html=said))
        root = tmp_path / str(len(links))
        root.mkdir()
        files = {
            "reciprocity.yml": log,
            "feeds/ada.xml": theirs[0],
            "feeds/ben.xml": theirs[1],
            "feeds/hidden.xml": hers,
        }
        built = site(root, {**files, "docs/index.md": "# Hello\n\n<!-- reciprocity:forward 5 -->\n"})
        assert "you would be the first" not in built.read("pay-it-forward/index.html")
        found.append(built.all_bytes())
    assert found[0] == found[1] == found[2]
    shown = log.replace(", private: true", "")
    (tmp_path / "1" / "reciprocity.yml").write_text(shown, "utf-8")
    assert "you would be the first" in make(tmp_path / "1" / "mkdocs.yml").read("pay-it-forward/index.html")


def test_the_picture_of_somebody_private_and_public_is_public(tmp_path: Path) -> None:
    log = (
        "peers:\n  ada: {home: https://ada.example/, avatar: a.png}\n"
        "  ben: {home: https://ben.example/, avatar: ./a.png, private: true}\n"
        "interactions:\n- {date: 2026-11-02, got: share, peer: ada, url: https://me.example/}\n"
    )
    built = site(tmp_path, {"reciprocity.yml": log, "docs/a.png": b"\x89PNG\r\n\x1a\n"})
    assert built.has("a.png")
    image = built.tree("index.html").css_first("img.reciprocity-face")
    assert image is not None
    assert image.attributes["src"] == "a.png"


def test_a_build_leaves_the_authors_files_alone(tmp_path: Path) -> None:
    log = PUBLIC.replace("\n", "\r\n").encode("utf-8-sig")
    files: dict[str, str | bytes] = {**FILES, "reciprocity.yml": log, "reciprocity.private.yml": PRIVATE}
    config_file = draw(tmp_path, files)
    before = {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in tmp_path.rglob("*") if path.is_file()}
    make(config_file)
    make(config_file)
    after = {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in before}
    assert after == before
    made = {
        path.relative_to(tmp_path).parts[0] for path in tmp_path.rglob("*") if path.is_file() and path not in before
    }
    assert made == {".cache", "site"}


def test_inputs_below_docs_are_not_published(tmp_path: Path) -> None:
    log = PUBLIC.replace("feeds/", "docs/feeds/")
    files = {
        **{name.replace("feeds/", "docs/feeds/"): content for name, content in FILES.items()},
        "docs/reciprocity.yml": log,
        "docs/more.private.yml": PRIVATE,
        "docs/kept.txt": "kept",
    }
    config = {"reciprocity": {"log": ["docs/reciprocity.yml", "docs/*.private.yml"]}}
    built = site(tmp_path, files, config)
    assert leaks(built) == []
    assert built.has("kept.txt")
    assert not built.has("reciprocity.yml")
    assert not built.has("feeds/ada.xml")
    said = [line for line in built.warnings() if "not published" in line]
    assert len(said) == 4
    for name in ("docs/reciprocity.yml", "docs/more.private.yml", "docs/feeds/ada.xml"):
        assert [line for line in said if name in line], name
    strict = make(tmp_path / "mkdocs.yml", strict=True)
    assert strict.aborted


def test_a_peers_file_below_docs_is_not_published(tmp_path: Path) -> None:
    files = {
        "docs/people.yml": "peers:\n  ada: {home: https://ada.example/}\n",
        "reciprocity.yml": "interactions: []\n",
    }
    built = site(tmp_path, files, {"reciprocity": {"peers": "docs/people.yml"}})
    assert not built.has("people.yml")
    assert len([line for line in built.warnings() if "people.yml: this is not published" in line]) == 1


@pytest.mark.skipif(not hasattr(os, "symlink"), reason="there are no symbolic links here")
def test_a_link_to_the_log_is_not_published(tmp_path: Path) -> None:
    config_file = draw(tmp_path, {"reciprocity.yml": PUBLIC})
    (tmp_path / "docs" / "log.txt").symlink_to(tmp_path / "reciprocity.yml")
    built = make(config_file)
    assert not built.has("log.txt")


def test_the_log_is_held_back_where_the_plugin_is_off(tmp_path: Path) -> None:
    config = {"reciprocity": {"enabled": False, "log": "docs/reciprocity.yml"}}
    built = site(tmp_path, {**FILES, "docs/reciprocity.yml": PUBLIC}, config)
    assert leaks(built) == []


ZOE = "peers:\n  zoe:\n    name: Zoe\n    home: https://zoe.example/\n    private: true\n"


@pytest.mark.parametrize(
    "log",
    [
        # A stray key at the margin, and the `private: true` of the row or peer above below it.
        "interactions:\n- date: 2026-11-02\n  gave: share\n  url: https://x.example/zq7\nSum: x\n  private: true\n",
        "interactions:\n- date: 2026-11-02\n  gave: share\n  url: https://x.example/zq7\noops:\n  private: true\n",
        (
            "peers:\n  zoe:\n    home: https://zq7.example/\n  private: true\n"
            "interactions:\n- {date: 2026-11-02, gave: share, url: https://zq7.example/x}\n"
        ),
        (
            "peers:\n  zoe:\n    home: https://zq7.example/\noops: x\n    private: true\n"
            "interactions:\n- {date: 2026-11-02, gave: share, url: https://zq7.example/x}\n"
        ),
        (
            "peers:\n  zoe:\n    home: https://zq7.example/\noops:\n    private: true\n"
            "interactions:\n- {date: 2026-11-02, gave: share, url: https://zq7.example/x}\n"
        ),
        # A peer with a wrong address: whatever may be meant by it is private.
        *(
            f"peers:\n  zoe: {{{address}, private: true}}\n"
            "interactions:\n- {date: 2026-11-02, gave: share, url: https://zq7.example/x}\n"
            for address in (
                "home: zq7.example",
                'homepage: "https://zq7.example/"',
                'home: "https://ok.example/", also: [zq7.example]',
                'home: "htps://zq7.example/"',
            )
        ),
        # A row that concerns a private peer is not quoted.
        *(
            f"{ZOE}interactions:\n{row}\n"
            for row in (
                '- {date: 2026-11-02, gave: share, peer: zoe, url: "htp:/zq7"}',
                '- {date: zq7, gave: share, peer: zoe, url: "https://zoe.example/x"}',
                "- {date: 2026-11-02, gave: share, peer: zoe, note: *zq7 }",
                '- {date: 2026-11-02, gave: share, source: zq7, url: "https://zoe.example/x"}',
                "- date: 2026-11-02\n  gave: share\n  peer: zoe\n  tags: #zq7",
                # Nor is its host published under another port, or with somebody's name before it.
                '- {date: 2026-11-02, gave: share, url: "https://x@zoe.example/zq7"}',
                '- {date: 2026-11-02, gave: share, url: "https://zoe.example:8443/zq7"}',
                # Nor a copy in an archive, whose address tells where it came from.
                '- {date: 2026-11-02, gave: share, url: "https://archive.example/2026/https://zoe.example/zq7"}',
                '- {date: 2026-11-02, gave: share, title: zq7, url: "https://go.example/?u=https%3A%2F%2Fzoe.example"}',
            )
        ),
        # What went by e-mail is not quoted either.
        "interactions:\n- {date: 2026-11-02, gave: share, peer: zq7, via: e-mail}\n",
        "interactions:\n- {date: 2026-11-02, gave: zq7, url: https://x.example/, via: email}\n",
        "interactions:\n- {date: 2026-11-02, gave: share, url: https://me.example/zq7, via: dm}\n",
        # Nor what went by a way that nobody knows, and the way itself is not.
        "interactions:\n- {date: 2026-11-02, gave: share, url: https://ada.example/x/, via: zq7}\n",
        "interactions:\n- {date: 2026-11-02, gave: share, url: https://ada.example/zq7/, via: Direktnachricht}\n",
        "interactions:\n- {date: 2026-11-02, gave: zq7, url: https://x.example/, via: Kontaktformular}\n",
        "interactions:\n- {date: 2026-11-02, gave: share, via: Kontaktformular, note: *zq7 }\n",
        "interactions:\n- {date: 2026-11-02, gave: share, note: *zq7 , via: >\n    blog}\n",
    ],
)
def test_what_was_meant_to_be_private_is(tmp_path: Path, log: str) -> None:
    built = site(tmp_path, {"reciprocity.yml": log}, {"plugins": []})
    assert leaks(built) == []


def test_a_feed_that_lies_with_somebody_private_is_not_named(tmp_path: Path) -> None:
    hidden = "peers:\n  zoe: {home: https://zq7.example/, private: true}\n"
    log = f"{hidden}  ada: {{home: https://ada.example/, feed: https://zq7.example/for-ada.xml}}\ninteractions: []\n"
    built = site(tmp_path, {"reciprocity.yml": log}, {"plugins": []})
    assert leaks(built) == []
    assert [line for line in built.ours() if "reciprocity.yml:3: `mkdocs-reciprocity check` has a line" in line]


def test_an_address_with_a_key_in_it_is_nowhere(tmp_path: Path) -> None:
    log = """\
peers:
  ada: {name: Ada, home: https://ada.example/, feed: [feeds/ada.xml, 'https://127.0.0.1/ada?token=zq7']}
  ben: {name: Ben, home: 'https://ben.example/?key=zq7', feed: https://ben.example/feed}
interactions:
- {date: 2026-11-02, gave: share, peer: ben, title: A talk}
- {date: 2026-11-03, got: comment, peer: ben, url: https://me.example/}
"""
    me = '<a href="https://me.example/">me</a>'
    feed = rss(entry("Keyed", "https://ada.example/a/?auth=zq7", html=me), entry("Open", "https://ada.example/b/"))
    built = site(tmp_path, {"reciprocity.yml": log, "feeds/ada.xml": feed})
    assert "Passed on by Ada" in built.content("index.html"), "what it says is no secret"
    assert "Ben commented on" in built.content("pay-it-forward/index.html")
    assert "Open" in built.content("pay-it-forward/index.html")
    assert b"zq7" not in built.all_bytes()
    assert "zq7" not in "".join(built.lines)
    public = {"reciprocity.yml": log.replace("127.0.0.1", "feeds.example"), "feeds/ada.xml": feed}
    listed = site(tmp_path / "listed", public, {"reciprocity": {"feeds": {"fetch": "never"}}})
    assert b"Ben" in listed.files()["blogroll.opml"]
    assert b"zq7" not in listed.all_bytes()


PRINTED = """\
{{ config }} {{ config.plugins }} {{ config.plugins.reciprocity.config }} {{ config.watch }} {{ config.extra }}
{{ nav }} {{ nav.pages }} {{ pages }} {{ page }} {{ page.meta }} {{ page.file.__dict__ }} {{ config.theme.dirs }}
{{ config.plugins.reciprocity.__dict__ }} {{ config._Config__user_configs }} {{ self._TemplateReference__context }}
{{ page.content }}
"""

PRINTING = """\
import logging

log = logging.getLogger("mkdocs.plugins.printing")


def on_files(files, config):
    log.info("%r", config)
    return files


def on_env(env, config, files):
    log.info("%r", [(file.src_uri, file.abs_src_path, file.dest_uri) for file in files])
    log.info("%r %r %r", config, dict(config), env.globals)
    return env
"""


def test_who_prints_all_that_there_is_prints_nothing_private(tmp_path: Path) -> None:
    """As a page does with `macros_info()` of mkdocs-macros."""
    log = PUBLIC.replace("feeds/zq7", "docs/feeds/zq7")
    files = {
        **FILES, "reciprocity.yml": log, "docs/more.private.yml": PRIVATE, "theme/main.html": PRINTED,
        "docs/feeds/zq7hidden.xml": FILES["feeds/zq7hidden.xml"], "printing.py": PRINTING,
    }  # fmt: skip
    config = {
        "theme": {"name": "mkdocs", "custom_dir": "theme"}, "hooks": ["printing.py"],
        "reciprocity": {"log": ["reciprocity.yml", "docs/*.private.yml"]},
    }  # fmt: skip
    built = site(tmp_path, files, config)
    assert leaks(built) == []
    assert "MkDocsConfig" in built.read("index.html") or "site_name" in built.read("index.html")
    assert [line for line in built.lines if "looms.md" in line and "docs_dir" not in line]


KEYS = (
    "?feed=zq7a1b2c3d4e5f6a7", "?secret:zq7", "?accessToken=zq7", "?jwt=zq7", "?pwd=zq7", "?%74oken=zq7", "#token=zq7",
    "private/zq7a1b2c3/feed", ";jsessionid=zq7", "?u=zq7", "rss/zq7a1b2c3d4e5f6a7", "?k=zq7&format=rss",
)  # fmt: skip


def test_keys_by_other_names_are_nowhere_either(tmp_path: Path) -> None:
    peers = "".join(
        f"  p{number}: {{name: 'P {number}', home: 'https://p{number}.example/', feed: 'https://127.0.0.1/{key}'}}\n"
        for number, key in enumerate(KEYS)
    )
    homes = "".join(
        f"  h{number}: {{name: 'H {number}', home: 'https://h{number}.example/{key}'}}\n"
        for number, key in enumerate(KEYS)
        if "rss/" not in key
    )
    rows = "".join(
        f"- {{date: 2026-11-02, gave: share, peer: ada, url: 'https://ada.example/{key}'}}\n"
        for key in ("?jwt=zq7", "private/zq7a1b2c3/x", "?p=1&TOKEN=zq7", "#access_token=zq7")
    )
    ada = "  ada: {name: Ada, home: https://ada.example/, feed: feeds/ada.xml}\n"
    wrong = "  z: {home: 'https://me:zq7@z.example/'}\n  y: {home: 'https://y.example/?token=zq7', also: https://h1.example/}\n"
    log = f"peers:\n{ada}{peers}{homes}{wrong}interactions:\n{rows}"
    posts = (entry(f"About {key[:2]}", f"https://ada.example/{key}") for key in KEYS if "rss/" not in key)
    feed = rss(entry("Open", "https://ada.example/?p=17&cat=news"), *posts)
    built = site(tmp_path, {"reciprocity.yml": log, "feeds/ada.xml": feed})
    assert b"https://ada.example/?p=17&amp;cat=news" in built.all_bytes()
    assert b"zq7" not in built.all_bytes()
    assert "zq7" not in "".join(built.lines)
    public = {"reciprocity.yml": log.replace("127.0.0.1", "feeds.example"), "feeds/ada.xml": feed}
    listed = site(tmp_path / "listed", public, {"reciprocity": {"feeds": {"fetch": "never"}}})
    assert b"zq7" not in listed.all_bytes(), "nor where others could read the feed"
