"""`links`: finding the links in rendered pages, against BeautifulSoup."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC
from functools import partial
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urljoin, urlsplit

import markdown
from bs4 import BeautifulSoup

from benchmarks import writing
from benchmarks.measure import Figure, Report, cpu_of, in_turns, ratios
from mkdocs_reciprocity.core.dates import When
from mkdocs_reciprocity.core.ledger.identity import Directory, directory
from mkdocs_reciprocity.core.ledger.mentions import links_given
from mkdocs_reciprocity.core.model import Peer, PeerId
from mkdocs_reciprocity.core.own_page import reader as own_page
from mkdocs_reciprocity.core.url import Url

PAGES = 2_000
_CALLS = 3
LINKED = 1_000
"""As many blogs are linked to, some far oftener than others; the peers are the first of them."""

_SITE = Url(writing.SITE)
_TODAY = When("2026-11-22")
_EXTENSIONS = ["toc", "tables", "fenced_code", "codehilite"]


class Rendered(NamedTuple):
    """A page as MkDocs hands it over, its path and its date."""

    html: str
    path: str
    date: str


def run(folder: Path, *, explain: bool) -> Report:
    """CPU of finding the links to 100 peers in 2,000 pages, theirs against ours; and of 1,000 peers against 10.

    For `peers_growth` both find the same links: nobody links to the other 990. For `gifts_growth` many are linked to.
    """
    rendered = pages(PAGES)
    few, some, many = (peers(count) for count in (10, 100, LINKED))
    silent = directory_of([*writing.peer_names(10), *writing.peer_names(LINKED + 990)[LINKED:]])
    assert len(ours(rendered, silent)) == len(ours(rendered, few))
    hosts = {f"{name}.example": name for name in writing.peer_names(100)}
    assert len({link for _, link, _ in theirs(rendered, hosts)}) == len(ours(rendered, some))
    soup, mine = in_turns(lambda: cpu_of(lambda: theirs(rendered, hosts)), lambda: cpu_of(lambda: ours(rendered, some)))
    sides = [partial(_least, rendered, known) for known in (few, silent, many)]
    small, large, given = in_turns(*sides, rounds=11)
    found = [len(ours(rendered, known)) for known in (few, some, many)]
    size = sum(len(one.html) for one in rendered) / 1e6
    return Report(
        figures=(
            Figure(key="speedup", rounds=ratios(soup, mine), at_least=50, meaning="CPU of BeautifulSoup / ours"),
            Figure(key="peers_growth", rounds=ratios(large, small), at_most=1.1, meaning="990 silent peers more / 10"),
            Figure(key="gifts_growth", rounds=ratios(given, small), meaning="990 more who are linked to / 10"),
        ),
        notes=(
            f"{size:.1f} MB of HTML; ours {min(mine) * 1e3:.0f} ms, BeautifulSoup {min(soup):.1f} s",
            f"links given to 10, 100, 1,000 peers: {', '.join(map(str, found))}",
        ),
    )  # fmt: skip


def pages(count: int) -> list[Rendered]:
    """Posts of 400 to 1,200 words, rendered: permalinks, code in colours, about ten links, half of them own."""
    writer = writing.Writer(2)
    converter = markdown.Markdown(
        extensions=_EXTENSIONS, extension_configs={"toc": {"permalink": True}, "codehilite": {"guess_lang": False}}
    )
    found = []
    for number in range(count):
        text = "[TOC]\n\n" + writer.markdown(_links(writer, number, count), words=writer.random.randint(400, 1200))
        found.append(Rendered(converter.reset().convert(text), f"posts/{number}/", str(writer.day())))
    return found


def _links(writer: writing.Writer, number: int, count: int) -> list[str]:
    inside = [f"../{writer.random.randrange(count)}/" for _ in range(5)]
    outside = [outward(writer) for _ in range(writer.random.randint(3, 7))]
    return inside + outside


def outward(writer: writing.Writer) -> str:
    """The address of a post: one in five on a blog of nobody's, else on one of `LINKED`, the first of them oftenest."""
    if writer.random.random() < 0.2:
        return f"https://stranger-{writer.random.randrange(500)}.example/{writer.slug()}/"
    return f"https://peer-{int(LINKED * writer.random.random() ** 3)}.example/2026/{writer.slug()}/"


def peers(count: int) -> Directory:
    """So many peers, a host each."""
    return directory_of(writing.peer_names(count))


def directory_of(names: Sequence[str]) -> Directory:
    """Peers with these ids, a host each."""
    known = [
        Peer(
            id=PeerId(name),
            name=name,
            home=Url(f"https://{name}.example/"),
            feeds=(f"https://{name}.example/feed.xml",),
        )
        for name in names
    ]
    return directory(known, [_SITE]).records


def ours(rendered: Sequence[Rendered], known: Directory) -> list[object]:
    """The links given, as a build finds them."""
    read = [own_page.read(one.html, one.path, "", {"date": one.date}, writing.SITE + one.path, UTC) for one in rendered]
    return [*links_given(read, _SITE, known, _TODAY)]


def _least(rendered: Sequence[Rendered], known: Directory) -> float:
    """The least CPU of a few calls: the two sides differ by less than what else runs on a machine changes in one."""
    return min(cpu_of(lambda: ours(rendered, known)) for _ in range(_CALLS))


def theirs(rendered: Sequence[Rendered], hosts: dict[str, str]) -> list[tuple[str, str, str]]:
    """The same with BeautifulSoup: peer, address and words of each link that is a gift."""
    found = []
    for one in rendered:
        base = writing.SITE + one.path
        for anchor in BeautifulSoup(one.html, "html.parser").find_all("a", href=True):
            if not {"sponsored", "nofollow", "ugc"}.isdisjoint(anchor.get("rel") or ()):
                continue
            address = urljoin(base, str(anchor["href"]))
            peer = hosts.get((urlsplit(address).hostname or "").removeprefix("www."))
            if peer is not None:
                found.append((peer, address, anchor.get_text()))
    return found
