from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from mkdocs_reciprocity.collect import gathering
from mkdocs_reciprocity.collect.docs import Front
from mkdocs_reciprocity.collect.gathering import Gathering
from mkdocs_reciprocity.collect.private_files import feed_files
from mkdocs_reciprocity.collect.round import user_agent
from mkdocs_reciprocity.collect.site import Site
from mkdocs_reciprocity.collect.sources import Reading, Sources
from mkdocs_reciprocity.core import options as declared
from mkdocs_reciprocity.core.model import PeerId
from mkdocs_reciprocity.core.own_places import OwnPlaces
from mkdocs_reciprocity.core.url import Url
from tests.conftest import NOON
from tests.server import page, server
from tests.sites.drawing import entry, rss

ADA = PeerId("ada")


def gathered(root: Path, log: str, *, fetch: bool = False, **options: Any) -> tuple[Sources, Reading]:
    (root / "reciprocity.yml").write_text(log, "utf-8")
    found = Sources(Gathering(Site(root, Url("https://me.example/"), declared.read(options).records)), fetch=fetch)
    return found, found.reading()


def titles(reading: Reading) -> list[str]:
    return [item.title for feed in reading.facts.feeds.get(ADA, []) for item in feed.entries]


def test_now_is_what_the_environment_says(monkeypatch: pytest.MonkeyPatch) -> None:
    assert gathering.now() == NOON
    assert gathering.today(declared.read({}).records.zone) == "2026-11-22"
    for said in ("", "soon", "-1", "\u0661"):
        monkeypatch.setenv("SOURCE_DATE_EPOCH", said)
        assert gathering.now() > 1_700_000_000


def test_several_feeds_of_one_peer(tmp_path: Path) -> None:
    (tmp_path / "a.xml").write_text(rss(entry("A", "https://ada.example/a/")), "utf-8")
    (tmp_path / "b.xml").write_text(rss(entry("B", "https://ada.example/b/")), "utf-8")
    found, reading = gathered(tmp_path, "peers:\n  ada: {home: https://ada.example/, feed: [a.xml, b.xml, none.xml]}\n")
    assert titles(reading) == ["A", "B"]
    (problem,) = reading.problems
    assert str(problem.where) == "none.xml"
    assert problem.level == "info"
    assert list(feed_files(found.gathering, private=False)) == [
        tmp_path / name for name in ("a.xml", "b.xml", "none.xml")
    ]


def test_what_was_read_is_not_parsed_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    log = "peers:\n  ada: {home: https://ada.example/, feed: [a.xml, bad.xml]}\n"
    (tmp_path / "a.xml").write_text(rss(entry("A", "https://ada.example/a/")), "utf-8")
    (tmp_path / "bad.xml").write_text("<html>no</html>", "utf-8")
    _, first = gathered(tmp_path, log)

    def never(body: bytes, base: str, own: OwnPlaces, told: object) -> None:
        raise AssertionError("it was parsed again")

    monkeypatch.setattr("mkdocs_reciprocity.core.feeds.reader.read", never)
    _, second = gathered(tmp_path, log)
    assert second == first
    with pytest.raises(AssertionError):
        gathered(tmp_path, log.replace("//ada.example/", "//elsewhere.example/"))


def test_a_private_peers_feed_is_not_named(tmp_path: Path) -> None:
    log = "peers:\n  ada: {home: https://ada.example/, private: true, feed: [secret.xml, ok.xml]}\n"
    log += "  ben: {home: https://b.example/, feed: ok.xml}\n"
    (tmp_path / "ok.xml").write_text(rss(), "utf-8")
    found, reading = gathered(tmp_path, log)
    (problem,) = reading.problems
    assert "secret" in str(problem)
    assert "secret" not in problem.in_public()
    assert problem.in_public().startswith("reciprocity.yml:2: ")
    assert set(feed_files(found.gathering, private=True).values()) == {"the feed that reciprocity.yml:2 names"}


def test_a_feed_with_a_key_in_its_address_is_not_named(tmp_path: Path) -> None:
    log = "peers:\n  ada: {home: https://ada.example/, feed: 'https://127.0.0.1/f?token=zq7'}\n"
    _, reading = gathered(tmp_path, log, fetch=True)
    (problem,) = reading.problems
    assert problem.in_public() == str(problem)
    assert str(problem) == (
        'reciprocity.yml:2: the feed of "ada": the address is not on the public internet (127.0.0.1); '
        "it is left out for now"
    )


@pytest.mark.parametrize(
    ("feed", "says"),
    [
        ("ada.example/feed.xml", 'left out for now; did you mean "https://ada.example/feed.xml"?'),
        ("feeds/ada.xml", "No such file or directory); it is left out for now"),
        ("../ada.example", "No such file or directory); it is left out for now"),
        ("http://127.0.0.1/f", "; if 127.0.0.1 is in your own network, put it into `allow_hosts` below `feeds:`"),
    ],
)
def test_what_to_do_about_a_feed_that_is_no_file_or_is_in_a_network_at_home(
    tmp_path: Path, feed: str, says: str
) -> None:
    _, reading = gathered(tmp_path, f"peers:\n  ada: {{home: https://ada.example/, feed: '{feed}'}}\n", fetch=True)
    (problem,) = reading.problems
    assert str(problem).endswith(says)


def test_a_fresh_copy_is_not_asked_for_again(tmp_path: Path) -> None:
    with server({"/f": page(rss(entry("A", "https://ada.example/a/")).encode(), ETag='"1"')}) as peer:
        log = f"peers:\n  ada: {{home: https://ada.example/, feed: '{peer.url('/f')}'}}\n"
        options = {"allow_hosts": ["127.0.0.1"]}
        for _ in range(2):
            _, reading = gathered(tmp_path, log, fetch=True, feeds=options)
            assert titles(reading) == ["A"]
            assert reading.problems == ()
        assert len(peer.asked) == 1
        _, reading = gathered(tmp_path, log, fetch=True, feeds={**options, "max_age": "0s"})
        assert titles(reading) == ["A"]
        assert peer.asked[1].headers["if-none-match"] == '"1"'


def test_the_language_is_that_of_the_options_else_of_the_theme(tmp_path: Path) -> None:
    for said, language in (({}, "de"), ({"language": "ar"}, "ar")):
        settings = declared.read(said).records
        site = Site(tmp_path, None, settings, front=Front(language="de"))
        assert Sources(Gathering(site)).reading().facts.language == language


MOVED = 'I learned it from <a href="https://old.example/looms/">Mara</a>, who knows.'
SENTENCE = {"old.example/looms": "I learned it from Mara, who knows."}


def sentences(reading: Reading) -> dict[str, str]:
    return {
        key: said for feed in reading.facts.feeds[ADA] for one in feed.entries for key, said in one.sentences.items()
    }


def test_a_file_is_read_again_when_the_author_names_another_address(tmp_path: Path) -> None:
    log = "peers:\n  ada: {home: https://ada.example/, feed: a.xml}\n"
    (tmp_path / "a.xml").write_text(rss(entry("A", "https://ada.example/a/", html=MOVED)), "utf-8")
    _, before = gathered(tmp_path, log)
    assert sentences(before) == {}
    with_alias: dict[str, Any] = {"aliases": ["https://old.example/"]}
    for _ in range(2):
        _, warm = gathered(tmp_path, log, **with_alias)
        assert sentences(warm) == SENTENCE
    (tmp_path / "cold").mkdir()
    (tmp_path / "cold" / "a.xml").write_bytes((tmp_path / "a.xml").read_bytes())
    _, cold = gathered(tmp_path / "cold", log, **with_alias)
    assert warm.facts.feeds == cold.facts.feeds
    _, without = gathered(tmp_path, log)
    assert without.facts.feeds == warm.facts.feeds, "what leads nowhere here is not looked for"


def test_an_account_of_the_author_is_an_address_too(tmp_path: Path) -> None:
    html = 'As <a href="https://social.example/@me/17">Mara says</a>, looms are slow.'
    (tmp_path / "a.xml").write_text(rss(entry("A", "https://ada.example/a/", html=html)), "utf-8")
    log = "peers:\n  ada: {home: https://ada.example/, feed: a.xml}\n"
    _, reading = gathered(tmp_path, log, me=["https://social.example/@me"], feeds={"fetch": "never"})
    assert sentences(reading) == {"social.example/@me/17": "As Mara says, looms are slow."}


def test_a_feed_is_asked_for_at_once_when_the_author_names_an_address_to_which_it_leads(tmp_path: Path) -> None:
    feeds = {
        f"/{name}": page(rss(entry("A", "https://ada.example/a/", html=html)).encode(), ETag='"1"')
        for name, html in (("leads", MOVED), ("other", "Nothing."))
    }
    with server(feeds) as peer:
        urls = f"{peer.url('/leads')}, {peer.url('/other')}"
        log = f"peers:\n  ada: {{home: https://ada.example/, feed: [{urls}]}}\n"
        options: dict[str, Any] = {"feeds": {"allow_hosts": ["127.0.0.1"]}}
        gathered(tmp_path, log, fetch=True, **options)
        assert len(peer.asked) == 2
        _, offline = gathered(tmp_path, log, aliases=["https://old.example/"], **options)
        assert titles(offline) == ["A", "A"], "until then the copy is as good as before"
        for _ in range(2):
            _, reading = gathered(tmp_path, log, fetch=True, aliases=["https://old.example/"], **options)
            assert sentences(reading) == SENTENCE
        assert [one.path for one in peer.asked[2:]] == ["/leads"]
        assert "if-none-match" not in peer.asked[2].headers


def test_a_feed_that_cannot_be_read_again_is_not_asked_for_in_every_build(tmp_path: Path) -> None:
    with server({"/f": page(rss(entry("A", "https://ada.example/a/", html=MOVED)).encode())}) as peer:
        log = f"peers:\n  ada: {{home: https://ada.example/, feed: '{peer.url('/f')}'}}\n"
        options: dict[str, Any] = {"feeds": {"allow_hosts": ["127.0.0.1"]}}
        gathered(tmp_path, log, fetch=True, **options)
        peer.pages["/f"] = page(b"<html>")
        for _ in range(3):
            _, reading = gathered(tmp_path, log, fetch=True, aliases=["https://old.example/"], **options)
            assert titles(reading) == ["A"]
        assert len(peer.asked) == 2


def test_addresses_of_the_own_network_are_refused(tmp_path: Path) -> None:
    with server({"/f": page(rss().encode())}) as peer:
        log = f"peers:\n  ada: {{home: https://ada.example/, feed: '{peer.url('/f')}'}}\n"
        _, reading = gathered(tmp_path, log, fetch=True)
        assert peer.asked == []
        assert len(reading.problems) == 1


def test_who_asks() -> None:
    assert re.fullmatch(r"mkdocs-reciprocity/\d+\.\S+", user_agent())


def test_gathering_imports_no_network(tmp_path: Path) -> None:
    (tmp_path / "reciprocity.yml").write_text(
        "peers:\n  ada: {home: https://ada.example/, feed: https://ada.example/f}\n", "utf-8"
    )
    program = (
        "import sys\nfrom pathlib import Path\nfrom mkdocs_reciprocity.collect import gathering as gather, sources\n"
        "from mkdocs_reciprocity.core import options as declared\n"
        "g = gather.Gathering(gather.Site(Path(sys.argv[1]), None, declared.read({}).records))\n"
        "sources.Sources(g).reading()\n"
        "print({'mkdocs', 'httpcore', 'ssl', 'feedparser', 'mkdocs_reciprocity.network.fetch'} & set(sys.modules))\n"
    )
    ran = subprocess.run(
        [sys.executable, "-c", program, str(tmp_path)], check=True, timeout=60, capture_output=True, text=True
    )
    assert ran.stdout == "set()\n"


def test_what_may_have_a_key_in_its_address_is_named_without_it(tmp_path: Path) -> None:
    log = (
        "peers:\n  ada: {home: https://ada.example/, feed: 'https://127.0.0.1/f?jwt=zq7'}\n"
        "  ben: {home: 'https://ben.example/?u=zq7', feed: 'https://127.0.0.1/f?format=rss'}\n"
        "  cleo: {home: https://cleo.example/, feed: 'https://127.0.0.1/g?jwt=zq7', private: true}\n"
    )
    found, _ = gathered(tmp_path, log)
    end = "not published, because there may be a key in the address"
    assert [str(problem) for problem in found.findings.advice()] == [
        f'reciprocity.yml:2: the feed of "ada": {end}',
        f'reciprocity.yml:3: the home of "ben": {end}',
    ]
