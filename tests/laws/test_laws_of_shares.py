"""What one site's feeds of shares say, the sites that were shared read: each gift is one received share."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta, timezone, tzinfo
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from mkdocs_reciprocity.core import dates, lines
from mkdocs_reciprocity.core import url as urls
from mkdocs_reciprocity.core.dates import When
from mkdocs_reciprocity.core.feeds import facts, reader
from mkdocs_reciprocity.core.ledger.mentions import mentions
from mkdocs_reciprocity.core.model import Feed, Interaction, Peer
from mkdocs_reciprocity.core.standing import forward
from mkdocs_reciprocity.core.views.shared import Item
from mkdocs_reciprocity.core.wording import ENGLISH, Wording
from mkdocs_reciprocity.publish import syndication
from mkdocs_reciprocity.publish.markup import filled
from mkdocs_reciprocity.publish.syndication import Shares
from tests.core.ledger.making import ADA, BEN, CLEO, ME, TODAY, feeds, gave, peer, views_of, who

law = settings(derandomize=True, max_examples=150, deadline=None, database=None)

MARA = peer("mara", ME)
"""The author of the site whose feeds are read, as the others know her."""
PEERS = (ADA, BEN, CLEO)
ZONES = [timezone(timedelta(hours=hours)) for hours in (-11, -5, 0, 1, 13)]
WORDS = ("", "", "Read it twice.", "Clear & <b>bold</b>.", " two\n lines ", "Looms", "{{ x }} ]]> \u202e", "word " * 90)
PLACES = ("a/", "a", "b/?p=1&q={2}", "müsli|^`x", "", "c/#end")


def gift(random: Random) -> Interaction:
    host = random.choice(("ada", "ada", "ben", "cleo", "stranger"))
    return gave(
        random.choice(("share", "link", "quote", "recommend", "comment", "like")),
        f"https://{host}.example/{random.choice(PLACES)}",
        random.choice(("2026-11-02", "2026-11-22", "2026-11-23", "2026-11", "2026", "2025-12-31", None)),
        peer=random.choice((None, "ada")) if host == "ada" else None,
        title=random.choice(WORDS),
        note=random.choice(WORDS),
        via=random.choice(("", "blog", "mastodon", "e-mail", "https://ben.example/links/")),
        said_private=random.choice((None, None, None, True, False)),
    )


def gifts(random: Random) -> list[Interaction]:
    return [gift(random) for _ in range(random.randint(0, 8))]


def written(rows: Iterable[Interaction], zone: tzinfo) -> Shares:
    items = views_of(rows, peers=PEERS).feed
    pages = {f"{year:04d}": f"{ME}shared/{year:04d}/" for year in range(2000, 2030)}
    return Shares(
        title="Who I've shared", author="Mara", site=ME, page=f"{ME}shared/", pages=pages, items=items, zone=zone,
        wording=Wording(ENGLISH, filled), today=TODAY,
    )  # fmt: skip


def read_back(shares: Shares) -> list[Feed]:
    """Both of the feeds, as the reader understands them."""
    found = (
        reader.read(syndication.atom(shares, f"{ME}shared.xml"), f"{ME}shared.xml"),
        reader.read(syndication.json_feed(shares, f"{ME}shared.json"), f"{ME}shared.json"),
    )
    return [feed for feed in found if feed is not None]


def of_site(owner: Peer, items: Iterable[Item]) -> list[Item]:
    people = who(*PEERS)
    return [item for item in items if people.owner(urls.parse(item.post.href) or ME) == owner.id]


def words(item: Item) -> str:
    said = lines.line(item.note, facts.SUMMARY)
    return "" if said == lines.line(item.post.text, facts.SUMMARY) else said


def day(item: Item) -> When:
    return When(dates.first_day(item.date or When("")))


@law
@given(st.integers(0, 2**48).map(lambda seed: gifts(Random(seed))), st.sampled_from(ZONES), st.sampled_from(ZONES))
def test_each_gift_is_one_received_share_with_its_date_and_words(
    rows: list[Interaction], zone: tzinfo, theirs: tzinfo
) -> None:
    """What was given twice in a year is at one place of that year's page, so it is one, of the first day."""
    shares = written(rows, zone)
    every = read_back(shares)
    for owner in (ADA, BEN):
        meant: dict[tuple[str | None, str], list[Item]] = {}
        for item in of_site(owner, shares.items):
            if day(item) <= TODAY:
                meant.setdefault((urls.key(urls.parse(item.post.href) or ME), day(item)[:4]), []).append(item)
        for of in (every[:1], every[1:], every, every[::-1]):
            found = mentions(feeds(mara=of), who(MARA, own=[str(owner.home)]), theirs, TODAY)
            shared = {(row.key, (row.date or "")[:4]): row for row in found if row.kind == "share"}
            assert shared.keys() == meant.keys()
            assert len(shared) == sum(row.kind == "share" for row in found)
            assert all(row.key == "ben.example/links" for row in found if row.kind != "share")
            for said, row in shared.items():
                first = min(meant[said], key=lambda item: (day(item), item.id))
                assert row.date == day(first)
                assert (row.title, row.note) == (lines.line(first.post.text, facts.TITLE), words(first))
                assert row.evidence == (shares.permalink(first),)
                assert (row.peer, row.reach) == ("mara", "spread")


@law
@given(st.integers(0, 2**48).map(lambda seed: gifts(Random(seed))))
def test_none_of_it_is_a_post_of_the_one_who_shared(rows: list[Interaction]) -> None:
    of = feeds(mara=read_back(written(rows, ZONES[2])))
    posts = forward.posts(of, who(MARA, own=["https://ada.example/"]).claimant, ZONES[2], TODAY)
    assert posts == {"mara": {}}


@law
@given(st.integers(0, 2**48).map(lambda seed: gifts(Random(seed))))
def test_what_is_private_is_in_neither_feed(rows: list[Interaction]) -> None:
    secret = [gave("share", f"https://ada.example/secret-{n}/", said_private=True, note="hush") for n in range(2)]
    secret += [gave("share", "https://cleo.example/secret/"), gave("share", "https://ben.example/secret/", via="DM")]
    shares = written([*rows, *secret], ZONES[2])
    for body in (syndication.atom(shares, ME), syndication.json_feed(shares, ME)):
        assert b"secret" not in body
        assert b"hush" not in body
    for owner in PEERS:
        found = mentions(feeds(mara=read_back(shares)), who(MARA, own=[str(owner.home)]), ZONES[2], TODAY)
        assert not [row for row in found if row.url and ("secret" in row.url or owner is CLEO)]
