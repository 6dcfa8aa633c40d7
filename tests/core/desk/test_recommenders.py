"""Who recommends this site, on the desk."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest
from msgspec.structs import replace

from mkdocs_reciprocity.core import pipeline
from mkdocs_reciprocity.core.desk.commands import Commands
from mkdocs_reciprocity.core.desk.desk import desk, relation_with
from mkdocs_reciprocity.core.desk.relation_sentences import of_relation
from mkdocs_reciprocity.core.desk.sections import Row, Section
from mkdocs_reciprocity.core.desk.sentences import of_desk
from mkdocs_reciprocity.core.desk_account import desk_account
from mkdocs_reciprocity.core.model import Interaction, Mention, Peer, PeerId
from mkdocs_reciprocity.core.site_places import RECOMMENDATIONS_JSON
from mkdocs_reciprocity.core.url import Url
from tests.core.ledger.making import ME, TODAY, book, facts, got, options, peer

NORA = peer("nora")
FILE = f"https://nora.example/{RECOMMENDATIONS_JSON}"
STRANGERS = f"https://host.example/~zoe/{RECOMMENDATIONS_JSON}"


def mention(source: str = FILE, received: str = "2026-05-03") -> Mention:
    return Mention(source=Url(source), target=ME, kind="link", received=received)


def section(
    *mentions: Mention, who: Peer = NORA, rows: tuple[Interaction, ...] = (), site: str = ME, **said: Any
) -> Sequence[Row]:
    peers = (who,) if who.id else ()
    known = facts(book(rows, peers, (site,)), webmentions=mentions, settings=options(**said), site=Url(site))
    account = desk_account(pipeline.keep_ledger(known), known)
    return _rows(of_desk(desk(account, 20), Commands()))


def _rows(sections: tuple[Section, ...]) -> Sequence[Row]:
    return next((one.rows for one in sections if one.id == "recommended"), ())


def said(*rows: Row) -> list[tuple[str, str]]:
    return [(" ".join(line.text for line in row.lines), row.command) for row in rows]


@pytest.mark.parametrize(
    ("received", "since"),
    [("2026-05-03", " since May"), ("2025-12-31", " since December 2025"), ("", "")],
)
def test_a_peer_recommends_since_a_month_and_one_command_recommends_back(received: str, since: str) -> None:
    assert said(*section(mention(received=received))) == [
        (f"Nora recommends you{since}. Recommend back?", "mkdocs-reciprocity peers recommend nora")
    ]


def test_the_log_may_know_an_earlier_day_or_only_the_year() -> None:
    for date, since in (("2026-02", "February"), ("2024", "2024")):
        rows = (got("recommend", None, date, peer="nora"),)
        assert said(*section(mention(), rows=rows))[0][0] == f"Nora recommends you since {since}. Recommend back?"


def test_a_recommendation_of_a_page_counts_and_the_earliest_says_since_when() -> None:
    page = Mention(source=Url(FILE), target=Url("https://me.example/looms/"), kind="link", received="2026-03-01")
    for mentions in ([mention(), page], [page, mention()], [page, mention(received="")]):
        (row,) = section(*mentions)
        assert row.lines[0].text == "Nora recommends you since March. Recommend back?"


@pytest.mark.parametrize(
    ("who", "options_"),
    [
        (replace(NORA, recommend=True), {}),
        (replace(NORA, recommend=False), {}),
        (replace(NORA, private=True), {}),
        (replace(NORA, home=None, also=(Url("https://nora.example/"),)), {}),
        (NORA, {"recommend": "all"}),
        (NORA, {"files": {"recommendations": False}}),
        (NORA, {"site": "https://me.example/blog/"}),
    ],
)
def test_who_is_recommended_or_cannot_be_is_not_asked_about(who: Peer, options_: dict[str, Any]) -> None:
    target = Url(options_.get("site", ME))
    assert section(replace(mention(), target=target), who=who, **options_) == ()


def test_a_row_that_no_file_says_still_is_nothing_that_lasts() -> None:
    assert section(rows=(got("recommend", None, "2026-05", peer="nora"),)) == ()


@pytest.mark.parametrize("accepted", [False, True])
def test_a_stranger_is_listed_first(accepted: bool) -> None:
    row = got("recommend", ME, "2026-05-03", source="webmention", evidence=[STRANGERS])
    words = (
        "host.example recommends you since May, and is not one of your peers. "
        "To recommend them too, add them to your peers first."
    )
    assert said(*section(mention(STRANGERS), rows=(row,) if accepted else ())) == [
        (words, 'mkdocs-reciprocity peers add "https://host.example/~zoe/"')
    ]


def test_strangers_of_one_host_stand_by_their_sites_and_peers_by_name() -> None:
    found = section(*(mention(f"https://host.example/{n}/{RECOMMENDATIONS_JSON}") for n in "ba"), mention())
    assert [row.command.split()[-1] for row in found] == ["https://host.example/a/", "https://host.example/b/", "nora"]


def test_an_address_that_is_no_plain_word_for_a_shell_is_in_no_command() -> None:
    (row,) = section(mention(f"https://host.example/$(x)/{RECOMMENDATIONS_JSON}"))
    assert row.command == ""


def test_the_relation_with_a_peer_says_it_too() -> None:
    known = facts(book((), (NORA,)), webmentions=(mention(),))
    account = desk_account(pipeline.keep_ledger(known), known)
    relation = relation_with(PeerId("nora"), account)
    assert relation is not None
    assert len(_rows(of_relation(relation, TODAY, Commands()))) == 1


def test_where_it_was_seen_is_said_in_words() -> None:
    known = facts(book((), (NORA,)), webmentions=(mention(),))
    account = desk_account(pipeline.keep_ledger(known), known)
    (owed,) = desk(account, 20).thanks_owed
    assert owed.seen_at is not None
    assert (owed.seen_at.title, owed.seen_at.url) == ("their recommendations", FILE)
