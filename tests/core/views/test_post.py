"""What stands under own posts: the reactions to them, and whom they lift."""

from __future__ import annotations

from msgspec.structs import replace

from mkdocs_reciprocity.core.model import Interaction, Peer
from mkdocs_reciprocity.core.views.places import Place
from mkdocs_reciprocity.core.views.post import MOST, left_out
from mkdocs_reciprocity.core.views.thanks import Thanks
from mkdocs_reciprocity.core.wording import PLAIN_ENGLISH
from tests.core.ledger.making import ADA, BEN, deeds, gave, got, options, page, peer, views_of

LOOMS = "https://me.example/looms/"
PAGES = [page("looms/", "2026-10-01", title="Looms")]


def said(one: Thanks) -> str:
    return f"{one.peer.text} {PLAIN_ENGLISH.did(one.kind, one.target.text or None, one.where.text or None)}"


def test_reactions_stand_under_the_page_that_received_them_for_all_time() -> None:
    rows = [
        got("link", LOOMS, "2019-01-01", peer="ben"),
        got("reply", "http://me.example/looms", None, peer="ada"),
        got("link", "https://me.example/gone/", peer="ben"),
        got("like", LOOMS, peer="ben"),
        got("link", None, peer="ben"),
        gave("share", LOOMS, peer="ben"),
    ]
    found = views_of(rows, {}, [*PAGES, page("b/", None)]).reactions
    assert list(found) == ["looms/"]
    assert found["looms/"].post == Place("Looms", "looms/", own=True)
    assert {of.reach: [said(one) for one in of.thanks] for of in found["looms/"].groups} == {
        "spread": ["Ben linked to Looms"],
        "talk": ["Ada answered Looms"],
    }


def test_a_page_with_nothing_to_show_has_no_reactions() -> None:
    assert views_of([got("like", LOOMS, peer="ben"), got("ask", LOOMS, peer="ben")], {}, PAGES).reactions == {}


def test_a_nod_stands_there_if_its_row_is_public() -> None:
    rows = [got("like", LOOMS, peer="ben", said_private=False), got("like", LOOMS, peer="ada")]
    (group,) = views_of(rows, {}, PAGES).reactions["looms/"].groups
    assert (group.reach, [one.peer.text for one in group.thanks]) == ("nod", ["Ben"])


def test_a_quote_whose_words_are_shown_stands_among_the_answers() -> None:
    rows = [got("quote", LOOMS, peer="ada", said="How true"), got("share", LOOMS, peer="ben")]
    for quotes, expected in (
        (False, [("spread", ["quote", "share"])]),
        (True, [("spread", ["share"]), ("talk", ["quote"])]),
    ):
        groups = views_of(rows, {}, PAGES, said=options(quotes=quotes)).reactions["looms/"].groups
        assert [(group.reach, sorted(one.kind for one in group.thanks)) for group in groups] == expected


def test_the_latest_reaction_comes_first_and_the_reach_that_spreads() -> None:
    rows = [
        got("reply", LOOMS, "2026-11-09", peer="ada"),
        got("link", LOOMS, "2026-11-01", peer="ada"),
        got("share", LOOMS, "2026-11-05", peer="ben"),
    ]
    spread, talk = views_of(rows, {}, PAGES).reactions["looms/"].groups
    assert (spread.reach, [one.kind for one in spread.thanks]) == ("spread", ["share", "link"])
    assert (talk.reach, [one.kind for one in talk.thanks]) == ("talk", ["reply"])


def test_under_one_post_the_newest_reactions_stand_and_a_line_counts_the_others() -> None:
    days = [f"{2000 + n // 336}-{n // 28 % 12 + 1:02d}-{n % 28 + 1:02d}" for n in range(MOST + 7)]
    rows = [got("link", LOOMS, day, peer="ada", evidence=[f"https://ada.example/{n}"]) for n, day in enumerate(days)]
    found = views_of(rows, {}, PAGES).reactions
    (group,) = found["looms/"].groups
    assert len(group.thanks) == MOST
    assert group.thanks[-1].date == sorted(days)[7]
    (line,) = left_out(found)
    assert str(line) == "looms/: more than 500 reactions; the newest stand under it, and 7 are left out"
    (line,) = left_out(views_of(rows[: MOST + 1], {}, PAGES).reactions)
    assert str(line).endswith("the newest stand under it, and 1 is left out")
    assert left_out(views_of(rows[:MOST], {}, PAGES).reactions) == ()


def test_a_reaction_has_the_picture_that_the_log_names() -> None:
    ada: Peer = replace(ADA, avatar="people/ada.png")
    rows = [got("share", LOOMS, peer="ada"), got("share", LOOMS, peer="ben")]
    (group,) = views_of(rows, {}, PAGES, peers=[ada, BEN]).reactions["looms/"].groups
    assert {one.peer.text: one.avatar for one in group.thanks} == {"Ada": "people/ada.png", "Ben": ""}


# --- whom a post lifts


def test_words_stand_with_a_reaction_only_where_the_author_wants_them() -> None:
    rows = [got("reply", LOOMS, peer="ada", said="How true", answered="Thanks")]
    assert [
        words_of(rows, quotes=quotes, answers=answers) for quotes in (False, True) for answers in (False, True)
    ] == [
        ("", ""),
        ("", "Thanks"),
        ("How true", ""),
        ("How true", "Thanks"),
    ]
    views = views_of(rows, {}, PAGES, said=options(quotes=True, answers=True))
    assert [(one.said, one.answered) for one in deeds(views)] == [("How true", "")]


def words_of(rows: list[Interaction], **said: bool) -> tuple[str, str]:
    (group,) = views_of(rows, {}, PAGES, said=options(**said)).reactions["looms/"].groups
    return group.thanks[0].said, group.thanks[0].answered


def test_a_post_lifts_everybody_whom_it_links_to_once_and_by_name() -> None:
    links = ("https://ben.example/a/", "https://ada.example/b/", "https://ada.example/c/", "https://stranger.example/")
    pages = [page("looms/", "2026-10-01", *links, title="Looms"), page("b/", None, "https://ben.example/a/")]
    found = views_of([], {}, pages).lifts
    ada, ben = Place("Ada", "https://ada.example/"), Place("Ben", "https://ben.example/")
    assert found == {"looms/": (ada, ben), "b/": (ben,)}
    assert len(found) == 2


def test_a_private_peer_is_not_lifted_in_public() -> None:
    pages = [page("looms/", "2026-10-01", "https://zoe.example/a/", title="Looms")]
    assert views_of([], {}, pages, peers=[peer("zoe", private=True)]).lifts == {}


def test_what_others_did_or_what_is_no_more_than_talk_lifts_nobody() -> None:
    rows = [gave("comment", "https://ada.example/b/"), got("link", LOOMS, peer="ada", evidence=(LOOMS,))]
    assert views_of(rows, {}, PAGES).lifts == {}


def test_a_place_that_is_no_page_of_this_site_lifts_nobody() -> None:
    rows = [gave("share", "https://ada.example/b/", evidence=("https://social.example/@mara/1",))]
    assert views_of(rows, {}, PAGES).lifts == {}
