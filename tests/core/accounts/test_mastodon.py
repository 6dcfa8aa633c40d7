"""What servers with Mastodon's API say."""

from __future__ import annotations

from typing import Any

import pytest

from mkdocs_reciprocity.core.accounts import mastodon, values
from mkdocs_reciprocity.core.accounts.model import Person, Status
from mkdocs_reciprocity.core.url import Url
from tests.core.accounts.making import HOST, account, body, link, toot

ENGINES = "https://ada.example/engines/"


def read(**more: Any) -> Status:
    found = mastodon.statuses(body([toot(**more)]), HOST)
    assert found is not None
    return found.records[0]


def person(entry: dict[str, Any]) -> Person:
    found = mastodon.person(entry, HOST)
    assert found is not None
    return found


# --- accounts


def test_an_account_is_read() -> None:
    found = mastodon.account(
        body(account(display_name="Mara <b>Nets</b> :heart:", emojis=[{"shortcode": "heart"}])), HOST
    )
    assert found is not None
    assert (found.id, found.person.handle, found.person.name) == ("1", "mara@social.example", "Mara <b>Nets</b>")
    assert found.person.address == "https://social.example/@mara"
    assert found.person.also == ("https://social.example/users/mara",)
    assert not found.person.hidden
    assert found.moved_to is None


def test_an_account_that_has_moved_says_where_to() -> None:
    found = mastodon.account(body(account(moved=account("mara@new.example", "9"))), HOST)
    assert found is not None
    assert found.moved_to == "https://new.example/@mara"


@pytest.mark.parametrize(
    "changed", [{"acct": "a b"}, {"acct": ""}, {"acct": 5}, {"id": None}, {"acct": "a@b/c"}, {"acct": "a@%"}]
)
def test_who_has_no_handle_or_id_is_nobody(changed: dict[str, object]) -> None:
    assert mastodon.person({**account(), **changed}, HOST) is None


def test_a_name_is_one_line_that_turns_nothing_around() -> None:
    assert person(account(display_name="A\u202eda\n\x00 \u2066Lace")).name == "Ada Lace"
    assert person(account(display_name="")).name == "mara"
    assert len(person(account(display_name="A" * 5_000)).name) == 100


@pytest.mark.parametrize(
    ("acct", "url", "uri", "address"),
    [
        ("ada@ada.example", "https://ada.example/@ada", None, "https://ada.example/@ada"),
        ("ada@ada.example", "https://social.ada.example/@ada", None, "https://social.ada.example/@ada"),
        ("ada@ada.example", "https://fedi.example/@ada", "https://fedi.example/users/ada", "https://fedi.example/@ada"),
        ("eve@eve.example", "https://ada.example/@ada", "https://eve.example/users/eve", "https://eve.example/@eve"),
        ("eve@eve.example", "https://ada.example/", None, "https://eve.example/@eve"),
        ("eve@evil-ada.example", "https://ada.example/@ada", None, "https://evil-ada.example/@eve"),
        ("ada@ada.example", "https://evil-ada.example/@ada", None, "https://ada.example/@ada"),
        ("eve@eve.example", "javascript:alert(1)", None, "https://eve.example/@eve"),
        ("eve", "https://ada.example/@ada", "https://social.example/users/eve", "https://social.example/@eve"),
    ],
)
def test_an_address_is_believed_only_where_the_account_lives(
    acct: str, url: str, uri: str | None, address: str
) -> None:
    assert person(account(acct, url=url, uri=uri)).address == address


@pytest.mark.parametrize(
    ("acct", "also"),
    [
        ("ada.example@bsky.brid.gy", "https://bsky.app/profile/ada.example"),
        ("ada.example@web.brid.gy", "https://ada.example/"),
        ("ada.example@bsky.brid.gy.evil.example", ""),
        ("..@web.brid.gy", ""),
    ],
)
def test_who_came_over_a_bridge_is_who_they_were(acct: str, also: str) -> None:
    domain = acct.partition("@")[2]
    others = [url for url in person(account(acct)).also if domain not in url]
    assert others == [also] * bool(also)


def test_case_makes_no_difference_in_a_handle() -> None:
    assert "https://ada.example/@adab" in person(account("AdaB@ada.example")).also


# --- statuses


def test_a_status_is_read() -> None:
    one = read(content=f"<p>The clearest account: {link(ENGINES)}</p><p>Read it.</p>", replies_count=2, reblogs_count=3)
    assert one.text == "The clearest account: Read it."
    assert one.links == (ENGINES,)
    assert (one.at, one.address) == ("2026-11-20T10:00:00Z", "https://social.example/@mara/100")
    assert (one.counts.replies, one.counts.boosts, one.counts.likes) == (2, 3, 0)
    assert not one.warning
    assert not one.unlisted


@pytest.mark.parametrize(
    ("content", "text"),
    [
        ("<p>@ben @ada@ada.example That knot holds</p>", "That knot holds"),
        ("<p>@ben</p>", ""),
        ("<p>Thanks, @ben</p>", "Thanks, @ben"),
        (f"<p>Look: {link(ENGINES)}</p>", "Look"),
        ("<p>a@b.example c</p>", "a@b.example c"),
    ],
)
def test_words_are_without_whom_they_answer_and_without_addresses(content: str, text: str) -> None:
    assert read(content=content).text == text


def test_links_to_people_and_tags_are_no_links() -> None:
    content = (
        '<p><a href="https://ada.example/@ada" class="u-url mention">@<span>ada</span></a> '
        '<a href="https://social.example/tags/looms" class="mention hashtag" rel="tag">#<span>looms</span></a> '
        '<a href="https://social.example/tags/nets" rel="tag">#nets</a> <a href="https://pl.example/ben">@ben</a> '
        f"{link(ENGINES)} {link(ENGINES)} <a>nothing</a></p>"
    )
    one = read(content=content, mentions=[{"id": "7", "acct": "ben@pl.example", "url": "https://pl.example/ben"}])
    assert one.links == (ENGINES,)
    assert one.text == "#looms #nets @ben nothing"


def test_a_card_counts_where_there_is_no_link_in_the_text() -> None:
    card = {"url": ENGINES, "title": "Engines", "author_name": "Ada"}
    assert read(card=card).links == (ENGINES,)
    assert read(card=card, content=link("https://short.example/1")).links == ("https://short.example/1",)


@pytest.mark.parametrize("visibility", ["private", "direct", "local", None, 5, "PUBLIC", ["public"], {"public": 1}])
def test_what_is_not_for_everybody_is_not_read(visibility: object) -> None:
    found = mastodon.statuses(body([toot(visibility=visibility)]), HOST)
    assert found is not None
    assert found.records == ()


def test_what_is_unlisted_or_behind_a_warning_says_so() -> None:
    assert read(visibility="unlisted").unlisted
    assert read(spoiler_text="Spiders").warning
    assert not read(spoiler_text="  ").warning


def test_a_boost_is_known_by_what_it_passes_on() -> None:
    by = account("ada@ada.example", "7")
    one = read(content="<p>RT</p>", reblog=toot("99", f"<p>New: {link(ENGINES)}</p>", by))
    assert one.boost_of is not None
    assert (one.text, one.links, one.author.id) == ("", (), "1")
    assert (one.boost_of.links, one.boost_of.author.address) == ((ENGINES,), "https://ada.example/@ada")
    assert one.boost_of.address == "https://ada.example/@ada/99"
    hidden = mastodon.statuses(body([toot(reblog=toot("99", visibility="private"))]), HOST)
    assert hidden is not None
    assert hidden.records == ()


@pytest.mark.parametrize(
    ("quote", "quoted"),
    [
        ({"state": "accepted", "quoted_status": toot("99")}, "99"),
        (toot("99"), "99"),
        ({"state": "pending", "quoted_status": None}, None),
        ({"state": "revoked", "quoted_status": toot("99")}, None),
        ({"state": "accepted", "quoted_status_id": "99"}, None),
        (None, None),
    ],
)
def test_a_quote_is_known_by_what_it_quotes(quote: object, quoted: str | None) -> None:
    one = read(quote=quote).quote_of
    assert (one and one.id) == quoted


@pytest.mark.parametrize(
    ("content", "text"),
    [
        (f'<p class="quote-inline">RE: {link(ENGINES)}</p><p>So true</p>', "So true"),
        (f'<p>So true<span class="quote-inline"><br/>RE: {link(ENGINES)}</span></p>', "So true"),
        (f'<p class="quote-inline">RE: {link(ENGINES)}</p>', ""),
        ("<p>RECALL THIS CORE</p>", "RECALL THIS CORE"),
    ],
)
def test_the_words_of_a_quote_are_without_what_stands_for_it_elsewhere(content: str, text: str) -> None:
    assert read(content=content, quote={"state": "accepted", "quoted_status": toot("99")}).text == text
    assert "RE" in read(content="<p>RE: your letter</p>").text


def test_a_status_that_answers_says_whom() -> None:
    mention = {"id": "7", "acct": "ada@ada.example", "url": "https://ada.example/@ada", "username": "ada"}
    one = read(in_reply_to_id="98", in_reply_to_account_id="7", mentions=[{"id": "8"}, mention]).reply_to
    assert one is not None
    assert one.author is not None
    assert (one.id, one.author_id, one.author.address) == ("98", "7", "https://ada.example/@ada")
    assert one.address == "https://social.example/@ada@ada.example/98"
    unknown = read(in_reply_to_id="98", in_reply_to_account_id="7").reply_to
    assert unknown is not None
    assert (unknown.address, unknown.author, unknown.author_id) == (None, None, "7")


@pytest.mark.parametrize(
    ("url", "uri", "address"),
    [
        ("https://eve.example/@eve/5", None, "https://eve.example/@eve/5"),
        ("https://ada.example/engines/", "https://eve.example/5", "https://eve.example/5"),
        ("https://ada.example/engines/", "https://ada.example/5", None),
        ("https://u:p@eve.example/5", "at://x", None),
        (None, 5, None),
    ],
)
def test_the_address_of_a_status_is_on_its_authors_server(url: object, uri: object, address: str | None) -> None:
    assert read(by=account("eve@eve.example", "6"), url=url, uri=uri).address == address


def test_a_status_with_very_many_links_keeps_the_first() -> None:
    many = "".join(link(f"https://ada.example/{number}") for number in range(500))
    found = mastodon.statuses(body([toot(content=many)]), HOST)
    assert found is not None
    assert len(found.records[0].links) == values.LINKS


def test_the_next_page_is_named_by_the_header() -> None:
    page = "https://social.example/api/v1/accounts/1/statuses?limit=40"
    header = f'<{page}&max_id=95>; rel="next", <{page}&min_id=99>; rel="prev"'
    assert mastodon.cursor(header) == "95"
    assert mastodon.cursor('<https://a.example/?max_id=3>; rel="prev"') == ""
    assert mastodon.cursor("") == ""
    assert mastodon.cursor("<" * 100_000) == ""
    assert mastodon.cursor("<" + "&max_id=1" * 100_000) == "", "in a time that grows with the length, not its square"


# --- reactions


def test_answers_stand_below_a_status() -> None:
    ben = account("ben@ben.example", "8")
    context = {
        "ancestors": [toot("90")],
        "descendants": [
            toot("101", "<p>How true</p>", ben, in_reply_to_id="100", in_reply_to_account_id="1"),
            toot("102", "<p>Psst</p>", ben, in_reply_to_id="100", visibility="direct"),
            toot("103", "<p>Hm</p>", ben, spoiler_text="x", visibility="unlisted"),
        ],
    }
    found = mastodon.answers(body(context), "100", HOST)
    assert found is not None
    assert [(one.id, one.kind, one.answers, one.text) for one in found.records] == [
        ("101", "reply", "100", "How true"),
        ("103", "reply", "", "Hm"),
    ]
    assert [(one.warning, one.unlisted) for one in found.records] == [(False, False), (True, True)]
    assert found.records[0].address == "https://ben.example/@ben/101"


def test_nods_are_accounts() -> None:
    header = '<https://social.example/x?max_id=7>; rel="next"'
    found = mastodon.nods(body([account("ben@ben.example", "8"), {"id": "9"}]), "100", "like", HOST, header)
    assert found is not None
    assert [(one.about, one.who.id, one.kind, one.at) for one in found.records] == [("100", "8", "like", "")]
    assert found.cursor == "7"


def test_an_address_of_a_card_is_one() -> None:
    assert read(card={"url": "data:,x"}).links == ()
    assert read(url=Url("https://social.example/@mara/1")).address == "https://social.example/@mara/1"
