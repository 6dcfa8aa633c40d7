"""What visitors get of an own page."""

from __future__ import annotations

from datetime import UTC
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_reciprocity.core.model import Link, OwnPage
from mkdocs_reciprocity.core.own_page import reader as own_page
from mkdocs_reciprocity.core.own_page import shown as reading
from mkdocs_reciprocity.core.own_page.shown import Stages, as_shown, still_shown
from mkdocs_reciprocity.core.own_page.unlisted import is_for_nobody, is_unlisted, nowhere_listed
from mkdocs_reciprocity.core.url import Url

SITE = "https://me.example/diary/"
ILLNESS, HOME = Url("https://ada.example/my-illness/"), Url("https://ada.example/")
MADE = (
    '<h1 id="told">What Ada told me</h1>\n'
    '<p>Nobody may know of <a href="https://ada.example/my-illness/">her illness</a>, '
    'says <a href="https://ada.example/">Ada</a>. <a rel="nofollow" href="https://shop.example/">A shop</a></p>'
)
FOOTER = '<footer><a href="https://ada.example/">My friend Ada</a></footer>'


def whole(content: str, head: str = "") -> str:
    """A page of a theme whose navigation has the page's title."""
    nav = "<nav><a href='../diary/'>What Ada told me</a></nav>"
    body = f"{nav}<main>{content}</main>{FOOTER}"
    return f"<html><head><title>What Ada told me</title>{head}</head><body>{body}</body></html>"


def shown(rendered: str, finished: str, made: str = MADE, title: str = "What Ada told me") -> OwnPage:
    read = own_page.read(made, "diary/", title, {"date": "2026-11-20"}, SITE, UTC)
    return as_shown(read, Stages(made, rendered, finished), lambda: SITE)


HIDDEN = OwnPage(path="diary/", date=own_page.date_of("2026-11-20", UTC), posted=True)


def test_what_the_theme_shows_as_it_was_made_is_shown() -> None:
    assert shown(MADE, whole(MADE)).links == (Link(ILLNESS, "her illness"), Link(HOME, "Ada"))
    assert shown(MADE, whole(MADE)).unrecommended == (Url("https://shop.example/"),)
    assert shown(MADE, whole(MADE)).title == "What Ada told me"
    drafted = f"<div>DRAFT</div>{MADE}<p>More at the foot</p>"
    assert shown(drafted, whole(drafted)) == shown(MADE, whole(MADE))


@pytest.mark.parametrize("tag", ["div hidden", "div style='display: none'", "section hidden", "template", "noscript"])
def test_what_stands_in_something_hidden_is_not_shown(tag: str) -> None:
    gate = f"<p>For members</p><{tag}>{MADE}</{tag.partition(' ')[0]}>"
    found = shown(MADE, whole(gate))
    assert (found.title, [link.url for link in found.links]) == ("", [HOME]), "the footer shows that one"
    assert ILLNESS not in [link.url for link in shown(gate, whole(gate)).links]


def test_what_is_hidden_before_the_content_hides_nothing_in_it() -> None:
    menu = "<div hidden><div>x</div></div><label hidden></label>"
    assert shown(MADE, whole(menu + MADE)) == shown(MADE, whole(MADE))
    opened = f'<div style="display:block">{MADE}</div>'
    assert shown(MADE, whole(opened)).links == shown(MADE, whole(MADE)).links


def test_what_begins_like_the_content_is_not_the_content() -> None:
    begun = f"{MADE[:60]}…</p>"
    assert shown(MADE, whole(begun + MADE)).links == shown(MADE, whole(MADE)).links
    assert ILLNESS not in [link.url for link in shown(MADE, whole(begun + begun)).links]


CIPHER = "<form><label>This content is protected</label><input></form>"


@pytest.mark.parametrize(
    ("rendered", "finished"),
    [
        (CIPHER, whole(CIPHER)),  # a password: the content is replaced before the template has it
        (MADE, whole(CIPHER)),  # the finished page is changed
        (MADE, whole("")),  # the template leaves the content out
        (MADE, whole("<h1>What Ada told me</h1><p>For members.</p>")),  # and has the title all the same
        ("", whole("<h1>What Ada told me</h1>")),  # as Material has where the content has no heading
        (CIPHER, whole(f"<h1>What Ada told me</h1>{CIPHER}")),
        (MADE, whole(f"<script>content = {MADE.replace('<', '&lt;')!r}</script>")),
    ],
)
def test_what_is_hidden_is_no_evidence(rendered: str, finished: str) -> None:
    found = shown(rendered, finished)
    assert ILLNESS not in [link.url for link in found.links]
    assert found.unrecommended == ()
    assert found.title == ""
    if rendered != MADE:
        assert found == HIDDEN, "the link in the footer is not that of the page"


@pytest.mark.parametrize(
    ("head", "hidden"),
    [
        ('<meta name="robots" content="noindex">', True),
        ("<META NAME=robots CONTENT='NoIndex, follow'>", True),
        ('<meta content="none" name="Robots"/>', True),
        ('<meta name="robots" content="index, follow">', False),
        ('<meta name="robots" content="noindexing">', False),
        ('<meta name="description" content="robots: noindex, and none of that">', False),
        ('<meta name="robots" content="max-image-preview:none">', False),
        ('<meta name="googlebot" content="noindex, nofollow">', True),
        ('<meta name="gptbot" content="noindex">', False),
    ],
)
def test_a_page_that_asks_not_to_be_listed_is_no_evidence(head: str, *, hidden: bool) -> None:
    finished = whole(MADE, head)
    assert is_unlisted(finished) is hidden
    assert is_unlisted(finished.replace("</head>", "</HEAD>")) is hidden
    assert (shown(MADE, finished) == HIDDEN) is hidden


@pytest.mark.parametrize(
    ("head", "elsewhere"),
    [
        ('<meta http-equiv="refresh" content="0; url=../login/">', True),
        ("<META CONTENT='0;URL=https://else.example/' HTTP-EQUIV=Refresh>", True),
        ('<link rel="icon" href="ü€.png"><meta http-equiv="refresh" content="1; url=/">', True),
        ('<meta http-equiv="refresh" content="600">', False),
        ('<meta http-equiv="refresh" content="600; url=../next/">', False),
        ('<noscript><meta http-equiv="refresh" content="0; url=/plain/"></noscript>', False),
        ('<!-- <meta http-equiv="refresh" content="0; url=/"> -->', False),
        ('<meta name="description" content="how to refresh">', False),
        ('<script>const refresh = "<meta http-equiv=refresh content=0;url=/>"</script>', False),
    ],
)
def test_a_page_that_sends_visitors_on_at_once_is_no_evidence(head: str, *, elsewhere: bool) -> None:
    finished = whole(MADE, head)
    for html in (finished, finished.replace("head>", "HEAD>")):
        assert is_for_nobody(html) is elsewhere
        assert (shown(MADE, html) == HIDDEN) is elsewhere
        assert not is_unlisted(html)


def test_what_a_page_says_of_such_tags_is_none() -> None:
    assert not is_unlisted(whole('<p><meta name="robots" content="noindex"></p>'))


def test_a_part_that_is_hidden_hides_its_links_only() -> None:
    rest = MADE.replace('<a href="https://ada.example/my-illness/">her illness</a>', "<form>locked</form>")
    found = shown(rest, whole(rest))
    assert found.links == (Link(HOME, "Ada"),)
    assert found.title == "What Ada told me"
    assert found.digest


def test_the_words_are_those_that_are_shown() -> None:
    renamed = MADE.replace(">her illness<", ">a post<")
    assert shown(renamed, whole(renamed)).links[0] == Link(ILLNESS, "a post")
    later = whole(MADE.replace(">her illness<", ">something else<"))
    assert shown(MADE, later).links[0] == Link(ILLNESS, ""), "others' words are not repeated"


def test_a_link_that_is_no_recommendation_any_more_is_no_gift() -> None:
    later = whole(MADE.replace('<a href="https://ada.example/my', '<a rel="sponsored" href="https://ada.example/my'))
    assert [link.url for link in shown(MADE, later).links] == [HOME]


def test_a_link_that_goes_nowhere_any_more_is_none() -> None:
    later = whole(MADE.replace("https://ada.example/my-illness/", "https://["))
    assert [link.url for link in shown(MADE, later).links] == [HOME]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("<a href", '<a target="_blank" rel="noopener" href'),
        ("/my-illness/", "/my-illness/?utm_source=me.example&amp;utm_medium=blog"),
        ("/my-illness/", "/my-illness"),
        ("https://ada", "HTTPS://www.Ada"),
        ("her illness", "<span>her illness</span> \u2197"),
        ("her illness", 'her illness<span class="hidden">(in a new tab)</span>'),
    ],
)
def test_what_plugins_add_to_links_hides_none(before: str, after: str) -> None:
    assert shown(MADE, whole(MADE.replace(before, after))).links == (Link(ILLNESS, "her illness"), Link(HOME, "Ada"))


@pytest.mark.parametrize("after", ["/my-illness/#when", "/my-illness/?p=2", "/my-illnesses/"])
def test_another_place_is_another_link(after: str) -> None:
    later = whole(MADE.replace("/my-illness/", after))
    assert [link.url for link in shown(MADE, later).links] == [HOME]


def test_the_beginning_of_other_words_is_none_of_these() -> None:
    assert shown(MADE, whole(MADE.replace(">her illness<", ">her illnesses<"))).links[0] == Link(ILLNESS, "")
    pictured = MADE.replace("her illness", "<img src='x.png' alt=''>")
    assert shown(pictured, whole(pictured.replace("alt=''>", "alt=''> &#8599;")), pictured).links[0].text == ""


def test_what_stands_in_a_comment_is_not_shown() -> None:
    assert [link.url for link in shown(MADE, whole(f"<!-- later: {MADE} -->")).links] == [HOME], "that of the footer"
    assert shown(MADE, whole(f"<!-- a note -->{MADE}")).links == shown(MADE, whole(MADE)).links


@pytest.mark.parametrize(
    ("later", "links", "title"),
    [
        ("", 0, ""),
        (whole(MADE, '<meta name="robots" content="noindex">'), 0, ""),
        (whole(CIPHER), 1, "What Ada told me"),  # the footer's
        ("<p>For members</p>", 0, ""),
        (whole(MADE).replace("\n", " "), 2, "What Ada told me"),
    ],
)
def test_what_is_left_where_a_page_was_changed_afterwards(later: str, links: int, title: str) -> None:
    left = still_shown(shown(MADE, whole(MADE)), later, SITE)
    assert (len(left.links), left.title, bool(left.digest)) == (links, title, bool(links))
    assert ILLNESS not in [link.url for link in left.links] or links == 2


def test_a_page_that_was_made_smaller_is_shown() -> None:
    small = whole(MADE).replace('"', "").replace("</p>", "").replace("\n", " ")
    found = shown(MADE, small)
    assert found == shown(MADE, whole(MADE))


@pytest.mark.parametrize(
    ("made", "later", "title"),
    [
        ("<p>One long text.</p><p>Two</p>", "<p>One <b>long text.</b></p> <p>Two.</p>", ""),
        ("<p>One long text.</p><p>Two</p>", "<p> One long  text.</p><p>2</p>", "T"),
        ("<p>One long text.</p><p>Two</p>", "<p>One</p><p>Two</p>", ""),
        ("<h2>Two</h2>", "<h2>Two </h2>", ""),
        ("<h1>One</h1>", "<h1 class='x'>One</h1>", "T"),
        ("<h1>One</h1><p>Open</p><p>Locked away</p>", "<h1>One</h1><p>Open</p><form></form>", "T"),
        ("<h1>One</h1><p>Locked away</p>", "<h1>One</h1><form></form>", ""),
        ("<h1>One</h1><p>Text</p>", "<h1>1. One</h1><p>Text</p>!", "T"),
        ("", "<p>x</p>", "T"),
        ("<!-- a comment -->", "<p>x</p>", ""),
    ],
)
def test_a_title_is_shown_where_the_heading_or_half_of_the_text_is(made: str, later: str, title: str) -> None:
    assert shown(later, whole(later), made, "T").title == title


def test_a_page_without_title_has_none() -> None:
    assert shown("<p>x</p>!", whole("<p>x</p>!"), "<p>x</p>", "").title == ""


MARKED = f"{MADE}\n<p><!-- reciprocity:shared 5 --></p>\n<p>Of <!-- reciprocity:lifts -->\nlooms</p>"
FILLED = MARKED.replace("<p><!-- reciprocity:shared 5 --></p>", "<ul>5</ul>").replace(
    "<!-- reciprocity:lifts -->", "Ada"
)


def test_no_parser_looks_at_a_page_in_which_comments_were_replaced(monkeypatch: pytest.MonkeyPatch) -> None:
    def parse(*_: object) -> None:
        raise AssertionError

    read = own_page.read(MARKED, "diary/", "What Ada told me", {}, SITE, UTC)
    monkeypatch.setattr(reading, "anchors", parse)
    monkeypatch.setattr(reading, "_Text", parse)
    for rendered in (
        FILLED,
        MARKED,
        MARKED.replace("<!-- reciprocity:lifts -->", ""),
        f"<i></i>{FILLED}<footer></footer>",
    ):
        assert as_shown(read, Stages(MARKED, rendered, whole(rendered)), lambda: SITE) is read


class Counted(str):
    """Counts the characters in which comments are looked for from behind."""

    __slots__ = ()
    looked = 0

    def rfind(self, *given: Any) -> int:
        found = super().rfind(*given)
        Counted.looked += given[2] - max(found, given[1])
        return found


def test_a_page_of_many_markers_is_not_searched_from_its_beginning_for_each() -> None:
    made = "<p>a</p>\n<!-- reciprocity:badge -->\n" * 500 + "<p>z</p>"
    rendered = Counted(made.replace("<!-- reciprocity:badge -->", "<b>badge</b>"))
    read = own_page.read(made, "diary/", "Mine", {}, SITE, UTC)
    assert as_shown(read, Stages(made, rendered, f"<html>{rendered}</html>"), lambda: SITE) is read
    assert Counted.looked < 5 * len(rendered)


def test_where_a_piece_stood_is_known_to_be_in_no_comment(monkeypatch: pytest.MonkeyPatch) -> None:
    from_the_beginning, chance = reading._shown_at, Random(7)
    words = ["<!--", "-->", "<!-", "--", "-", ">", "<p>x</p>", "<p>y</p>", "<!-- reciprocity:lifts -->"]
    tried = []
    for _ in range(4000):
        made = "".join(chance.choices(words, k=6))
        rendered = made.replace(words[-1], chance.choice(words)) if chance.random() < 0.7 else made[::-1]
        tried.append(Stages(made, rendered, f"<html>{rendered}</html>"))
    near = list(map(reading._is_filled, tried))
    monkeypatch.setattr(reading, "_shown_at", lambda text, part, after=0, _=0: from_the_beginning(text, part, after))
    assert near == list(map(reading._is_filled, tried))
    assert 400 < sum(near) < 3600


def without_comments_replaced(stages: Stages) -> OwnPage:
    """What comes out if comments that were replaced are not looked for first."""
    read = own_page.read(stages.made, "diary/", "What Ada told me", {}, SITE, UTC)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(reading, "_is_filled", lambda _: False)
        return as_shown(read, stages, lambda: SITE)


_LINKS = [f'<p><a href="https://ada.example/{number}/">No. {number}</a></p>' for number in range(3)]
_PIECES = [
    *_LINKS,
    "<h1>What Ada told me</h1>",
    "<p>some words that stand here</p>",
    "<!-- more -->",
    "<!-- reciprocity:x -->",
]


@pytest.mark.no_cover
@given(st.lists(st.sampled_from(_PIECES), min_size=1, max_size=6), st.data())
def test_what_is_hidden_is_found_whatever_took_the_place_of_comments(made: list[str], data: st.DataObject) -> None:
    places = st.sampled_from(["same", "same", "gone", "comment", "filled"])

    def changed(pieces: list[str]) -> list[str]:
        into = {"same": "{}", "gone": "", "comment": "<!-- {} -->", "filled": "<ul>ours</ul>"}
        return [into[data.draw(places)].format(piece) for piece in pieces]

    rendered = "".join(changed(made))
    finished = whole(data.draw(st.sampled_from([rendered, f"<!-- {rendered} -->", "".join(changed(made))])))
    stages = Stages("".join(made), rendered, finished)
    read = own_page.read(stages.made, "diary/", "What Ada told me", {}, SITE, UTC)
    found = as_shown(read, stages, lambda: SITE)
    assert {link.url for link in found.links} <= {link.url for link in without_comments_replaced(stages).links}


def test_whatever_lacks_a_part_of_the_content_was_not_only_filled() -> None:
    made = f"{MADE}<!-- reciprocity:shared -->{FOOTER}"
    assert shown(f"{MADE}<ul>ours</ul>{FOOTER}", whole(f"{MADE}<ul>ours</ul>{FOOTER}"), made).links
    assert shown(f"{CIPHER}<ul>ours</ul>{FOOTER}", whole(f"{CIPHER}<ul>ours</ul>{FOOTER}"), made).title == ""


def test_where_no_page_is_listed_the_author_is_told_what_to_do() -> None:
    said = nowhere_listed("docs")
    assert said.level == "info", "it may be on purpose"
    assert str(said) == (
        "docs: every page that links to a peer asks not to be listed (robots: noindex), so none of these links counts "
        "as given; take that out of the pages' <head>, or write what you gave into the log"
    )
