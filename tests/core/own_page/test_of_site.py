"""All finished pages of a site -> its own pages."""

from __future__ import annotations

from msgspec.structs import replace

from mkdocs_reciprocity.core.dates import When
from mkdocs_reciprocity.core.model import Link, OwnPage
from mkdocs_reciprocity.core.own_page.built import Built
from mkdocs_reciprocity.core.own_page.of_site import own_pages, posts_of, unlisted, with_digests
from mkdocs_reciprocity.core.url import Url

ADA = Link(Url("https://ada.example/engines/"), "Engines")
BEN = Link(Url("https://ben.example/cards/"), "Cards")
DAY = When("2026-11-02")
LOOMS = Built(path="looms/", place="/looms", title="Looms", date=DAY, links=(ADA, BEN), digest="d1")


def paths(built: dict[str, Built]) -> list[str]:
    return [page.path for page in own_pages(built, {}, ())]


def test_what_the_author_wrote_into_the_source_comes_first() -> None:
    sources = {"looms/index.html": ("The loom", When("2026-11-01")), "cards/index.html": ("Cards", None)}
    cards = Built(path="cards/", place="/cards", title="x", date=DAY)
    built = {"looms/index.html": LOOMS, "cards/index.html": cards, "wheel/index.html": Built(path="wheel/", place="/w")}
    assert own_pages(built, sources, ()) == [
        OwnPage(path="cards/", title="Cards", date=DAY),
        OwnPage(path="looms/", title="The loom", date=When("2026-11-01"), posted=True, links=(ADA, BEN), digest="d1"),
        OwnPage(path="wheel/"),
    ]


def test_our_pages_are_none_of_the_author_s() -> None:
    assert own_pages({"looms/index.html": LOOMS}, {}, {"looms/index.html"}) == []


def test_of_an_unlisted_page_only_its_day_is_known() -> None:
    hidden = Built(path="x/", place="/x", date=DAY, links=(ADA,), unlisted=True)
    assert own_pages({"x/index.html": hidden}, {"x/index.html": ("Secret", None)}, ()) == [OwnPage(path="x/", date=DAY)]


def test_what_a_page_that_is_not_listed_gives_is_no_repetition() -> None:
    hidden = Built(path="x/", place="/x", date=DAY, links=(ADA,), unlisted=True)
    blog = Built(path="", place="", links=(ADA,), listed=("/x",))
    assert own_pages({"index.html": blog, "x/index.html": hidden}, {}, ())[0].links == (ADA,)


def test_whether_all_links_are_on_pages_that_are_not_listed() -> None:
    hidden = Built(path="x/", place="/x", links=(ADA,), unlisted=True)
    assert unlisted([hidden, Built(path="y/", place="/y")]) == [ADA.url]
    assert unlisted([hidden, LOOMS]) == []


def test_pages_that_send_visitors_on_are_former_paths() -> None:
    built = {
        "looms/index.html": LOOMS,
        "b/index.html": Built(path="b/", place="/b", sends=True, to="/looms"),
        "a.html": Built(path="a.html", place="/a.html", sends=True, to="/looms"),
        "self/index.html": Built(path="self/", place="/self", sends=True, to="/self"),
        "away/index.html": Built(path="away/", place="/away", sends=True),
        "nowhere/index.html": Built(path="nowhere/", place="/nowhere", sends=True, to="/none"),
    }
    (only,) = own_pages(built, {}, ())
    assert only.former == ("a.html", "b/")


def test_of_pages_that_say_they_are_one_that_counts_which_lies_there() -> None:
    second = Built(path="looms/", place="/looms", title="Print", links=(ADA,))
    for file in ("a/index.html", "z/index.html"):
        (only,) = own_pages({file: second, "looms/index.html": LOOMS}, {}, ())
        assert only.title == "Looms"
    assert [page.title for page in own_pages({"b/index.html": LOOMS, "a/index.html": second}, {}, ())] == ["Print"]
    home = Built(path="", place="", title="Home")
    assert paths({"index.html": home}) == [""]


def test_files_at_the_address_without_a_slash() -> None:
    there = Built(path="looms", place="/looms", title="Looms")
    other = Built(path="looms", place="/looms", title="Other")
    for file in ("looms.html", "looms/index.html", "looms"):
        (only,) = own_pages({"a.html": other, file: there}, {}, ())
        assert only.title == "Looms"


def test_a_list_does_not_repeat_what_the_listed_pages_give() -> None:
    home = Link(Url("https://ada.example/"), "Ada")
    blog = Built(path="", place="", links=(ADA, home), listed=("/looms", "/gone"), digest="d2")
    found = {page.path: page for page in own_pages({"index.html": blog, "looms/index.html": LOOMS}, {}, ())}
    assert found[""].links == (home,)
    assert found[""].digest == "d2"
    assert found["looms/"].links == (ADA, BEN)


def test_a_list_that_the_author_has_written_repeats_nothing() -> None:
    blog = Built(path="", place="", links=(ADA,), listed=("/looms",), digest="d2")
    built = {"index.html": blog, "looms/index.html": LOOMS}
    assert own_pages(built, {"index.html": ("", None)}, ())[0].links == (ADA,)


def test_a_listed_page_is_dated_by_its_source_or_lies_below_the_list() -> None:
    undated = Built(path="blog/looms/", place="/blog/looms", links=(ADA,))
    blog = Built(path="blog/", place="/blog", links=(ADA,), listed=("/blog/looms",))
    beside = Built(path="blogs/", place="/blogs", links=(ADA,), listed=("/blog/looms",))
    built = {"blog/index.html": blog, "blog/looms/index.html": undated, "blogs/index.html": beside}
    found = {page.path: page.links for page in own_pages(built, {}, ())}
    assert found == {"blog/": (), "blog/looms/": (ADA,), "blogs/": (ADA,)}
    found = {page.path: page.links for page in own_pages(built, {"blog/looms/index.html": ("", DAY)}, ())}
    assert found == {"blog/": (), "blog/looms/": (ADA,), "blogs/": ()}


def test_a_list_of_which_nothing_is_left_has_no_digest() -> None:
    blog = Built(path="", place="", links=(ADA,), listed=("/looms",), digest="d2")
    assert own_pages({"index.html": blog, "looms/index.html": LOOMS}, {}, ())[0] == OwnPage(path="")
    told = Built(path="", place="", links=(ADA,), unrecommended=(BEN.url,), listed=("/looms",), digest="d2")
    assert own_pages({"index.html": told, "looms/index.html": LOOMS}, {}, ())[0].digest == "d2"


def test_what_is_said_in_other_words_or_on_a_dated_page_is_no_repetition() -> None:
    words = Built(path="", place="", links=(Link(ADA.url, "Other words"),), listed=("/looms",))
    dated = Built(path="new/", place="/new", date=DAY, links=(ADA,), listed=("/looms",))
    about = Built(path="about/", place="/about", links=(ADA,), listed=("/cards",))
    cards = Built(path="cards/", place="/cards", links=(ADA,))
    every = {"index.html": words, "new/index.html": dated, "about/index.html": about, "cards/index.html": cards}
    found = {page.path: page.links for page in own_pages({**every, "looms/index.html": LOOMS}, {}, ())}
    assert found == {
        "": words.links, "about/": (ADA,), "cards/": (ADA,), "looms/": LOOMS.links, "new/": (ADA,),
    }  # fmt: skip


PAGE = OwnPage(path="looms/", title="Looms", links=(ADA,), digest="read")
OF_BUILD = OwnPage(path="looms/", title="Looms", links=(ADA,), digest="of a build")
CHANGED = OwnPage(path="looms/", title="Looms", links=(ADA,), digest="other")


def digest(page: OwnPage, before: list[OwnPage], last: dict[str, tuple[str, str]]) -> str:
    (found,) = with_digests([page], before, last)
    return found.digest


def test_what_was_told_of_is_not_told_of_again_unless_it_changes() -> None:
    assert digest(PAGE, [], {}) == "read"
    assert digest(PAGE, [OF_BUILD], {}) == "of a build"  # the plugin has read it before
    last = {"looms/": ("read", "of a build")}
    assert digest(PAGE, [OF_BUILD], last) == "of a build"
    assert digest(CHANGED, [OF_BUILD], last) == "other"
    assert digest(PAGE, [], last) == "of a build"
    titled = OwnPage(path="looms/", title="Other", links=(ADA,), digest="read")
    assert digest(titled, [OF_BUILD], last) == "of a build"
    again = OwnPage(path="looms/", title="Looms", links=(ADA,), digest="of the next build")
    assert digest(CHANGED, [again], last) == "of the next build"
    assert digest(CHANGED, [OF_BUILD], {}) == "of a build"
    other = OwnPage(path="looms/", title="Looms", links=(BEN,), digest="of a build")
    assert digest(PAGE, [other], {}) == "read"


POST = OwnPage(path="posts/looms/", title="Looms", date=DAY, posted=True)


def test_the_posts_of_a_site_that_nobody_has_gone_over_are_those_written() -> None:
    undated = OwnPage(path="about/", title="About")
    assert posts_of([], [POST, undated]) == [POST]


def test_a_post_lies_where_the_generator_has_put_it() -> None:
    moved = OwnPage(path="blog/2026/11/looms/", title="Looms", date=DAY)
    new = OwnPage(path="posts/cards/", title="Cards", date=DAY, posted=True)
    page = OwnPage(path="essays/wheel/", title="Wheel", date=DAY, posted=True)
    assert posts_of([moved], [POST, new, page]) == [replace(moved, posted=True), page]
    there = replace(POST, date=When("2026-11-03"), posted=False)
    assert posts_of([there], [POST, new]) == [POST, new]


def test_a_post_that_visitors_do_not_see_has_no_title() -> None:
    hidden = replace(POST, title="")
    assert posts_of([hidden], [POST]) == [hidden]
    unwritten = OwnPage(path="x/", title="From the menu", date=DAY, posted=True)
    assert posts_of([unwritten], []) == [unwritten]


def test_what_a_build_knew_of_the_day_stays_as_long_as_the_day_does() -> None:
    read = replace(POST, posted=False)
    assert with_digests([read], [POST], {}) == [POST]
    assert with_digests([read], [replace(POST, date=When("2026-11-03"))], {}) == [read]
    assert with_digests([read], [read], {}) == with_digests([read], [], {}) == [read]
