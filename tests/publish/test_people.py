"""Those who are thanked, and the reactions to a page, as HTML."""

from __future__ import annotations

import re
from typing import Any

import mf2py
import pytest
from msgspec.structs import replace
from selectolax.lexbor import LexborHTMLParser, LexborNode

from mkdocs_reciprocity.core.dates import When
from mkdocs_reciprocity.core.views.places import NOWHERE, Place
from mkdocs_reciprocity.core.views.post import Reacted, Reactions
from mkdocs_reciprocity.core.views.thanks import Praise, Thanked, Thanks
from mkdocs_reciprocity.publish.language import language
from mkdocs_reciprocity.publish.renderer import Frame, Renderer
from mkdocs_reciprocity.publish.templates import overrides
from tests.publish.test_renderer import ADDRESSES

LOOMS = Place("Looms", "looms/", own=True)
HERE = "looms/"
PICTURES = {"people/ada.png": "people/ada.png"}


def renderer() -> Renderer:
    return Renderer(Frame(folders=(str(overrides()),), avatars=PICTURES), ADDRESSES, since="2025-12-01")


def deed(name: str, kind: str = "share", date: str | None = "2026-11-02", **more: Any) -> Thanks:
    home = f"https://{name.lower()}.example/"
    usual: dict[str, Any] = {
        "peer": Place(name, home), "reach": "spread", "avatar": "", "target": LOOMS,
        "where": Place("x.example", f"{home}post/"),
    }  # fmt: skip
    return Thanks(kind=kind, date=When(date) if date else None, **{**usual, "who": name, **more})


def reactions(*deeds: Thanks) -> LexborNode:
    """The section; each group of the view is given in the order of its first."""
    groups = tuple(
        Reacted(reach, found)
        for reach in ("spread", "talk", "nod")
        if (found := tuple(one for one in deeds if one.reach == reach))
    )
    return tree(renderer().fragment("reactions", HERE, reactions=Reactions(LOOMS, groups)).html, "section")


def thanked(*people: Thanked | Thanks) -> LexborNode:
    return tree(renderer().fragment("thanks", "", people=people).html, "div")


def tree(html: str, root: str) -> LexborNode:
    found = LexborHTMLParser(html).css_first(root)
    assert found is not None
    return found


def links(node: LexborNode, selector: str) -> list[str | None]:
    return [a.attributes["href"] for a in node.css(selector)]


def words(node: LexborNode | None) -> str:
    assert node is not None
    return " ".join(re.sub("[\u2066-\u2069]", "", node.text()).split())


# --- reactions: those who passed it on


@pytest.mark.parametrize(
    ("names", "sentence"),
    [
        (["Ada"], "Passed on by Ada"),
        (["Ada", "Ben"], "Passed on by Ada and Ben"),
        (["Ada", "ليلى حداد", "🧶🪡"], "Passed on by Ada, ليلى حداد and 🧶🪡"),
    ],
)
def test_those_who_passed_it_on_have_faces_and_stand_in_a_sentence(names: list[str], sentence: str) -> None:
    found = reactions(*(deed(name, peer=Place(name, f"https://s{n}.example/")) for n, name in enumerate(names)))
    assert len(found.css("h2")) == 1
    assert words(found.css_first(".reciprocity-row + p")) == sentence
    faces = found.css(".reciprocity-row > a")
    assert [(face.attributes["title"], face.attributes["aria-label"]) for face in faces] == [
        (name, name) for name in names
    ]
    assert words(found.css_first(".reciprocity-row")) == "", "initials are no text"
    assert not found.css("details, ul")


def test_a_face_leads_to_where_it_was_done_and_the_name_to_the_person() -> None:
    found = reactions(deed("Ada"))
    assert links(found, ".reciprocity-row a") == ["https://ada.example/post/"]
    assert links(found, ".reciprocity-row + p a") == ["https://ada.example/"]


def test_without_a_home_the_name_leads_to_where_it_was_done() -> None:
    found = reactions(deed("Ada", peer=Place("Ada")))
    assert links(found, "p a") == ["https://ada.example/post/"] * 2


def test_what_leads_nowhere_is_no_link() -> None:
    found = reactions(deed("Ada", peer=Place("Ada", "javascript:x"), where=Place("x", "data:x")))
    assert links(found, "p a") == []
    (face,) = found.css(".reciprocity-row > span")
    assert (face.attributes["role"], face.attributes["aria-label"]) == ("img", "Ada")


def test_a_picture_is_loaded_when_it_is_seen_and_is_no_part_of_the_page_about_which_it_stands() -> None:
    image = reactions(deed("Ada", avatar="people/ada.png")).css_first("img")
    assert image is not None
    assert image.attributes == {
        "class": "reciprocity-face", "src": "../people/ada.png", "alt": "", "width": "32", "height": "32",
        "loading": "lazy",
    }  # fmt: skip


def test_who_did_it_more_than_once_is_named_once_with_titles_and_days() -> None:
    found = reactions(
        deed("Ada", "link", "2026-11-09", where=Place("Looms again", "https://ada.example/2/"), titled=True),
        deed("Ben"),
        deed("Ada", date="2026-11-03", where=Place("ada.example/3", "https://ada.example/3/")),
        deed("Ada", date=None, where=Place("ada.example/4", "https://ada.example/4/")),
    )
    assert (
        words(found.css_first(".reciprocity-row + p")) == "Passed on by Ada (Looms again, 3 Nov, ada.example/4) and Ben"
    )
    assert len(found.css(".reciprocity-row > a")) == 2


def test_two_hundred_people_are_folded_and_all_are_named() -> None:
    found = reactions(*(deed(f"Person{n:03}") for n in range(200)))
    (folded,) = found.css("details")
    assert words(folded.css_first("summary")) == "188 more"
    assert [len(row.css("a")) for row in found.css(".reciprocity-row")] == [12, 188]
    named = [words(node) for node in found.css("p .h-card")]
    assert named == [f"Person{n:03}" for n in range(200)]
    assert len(found.html or "") < 150_000


def test_two_hundred_times_one_person_is_one_line_and_nothing_counts_them() -> None:
    found = reactions(*(deed("Ada", where=Place("x", f"https://ada.example/{n}/")) for n in range(200)))
    assert len(found.css(".reciprocity-row > a")) == 1
    assert words(found.css_first(".reciprocity-row + p")) == "Passed on by Ada (2 Nov, 2 Nov)"
    (folded,) = found.css("details")
    assert words(folded.css_first("summary")) == "More"
    assert len(folded.css("p a.u-url")) == 197 + 1, "the name, and all other places"
    assert not re.search("19[0-9]|200", words(found))
    assert len(found.html or "") < 60_000


# --- reactions: those who said something, and nods


def test_who_said_something_has_a_sentence_the_words_and_the_answer() -> None:
    answer = deed("Ben", "reply", reach="talk", said="How <b>true</b>", answered="Thank you")
    found = reactions(deed("Ada"), answer, deed("Cleo", "quote", said="A quote"))
    lines = found.css(".reciprocity-faces > li")
    assert sorted(words(line) for line in lines) == [
        "Ben answered this in x.example (2 Nov) How <b>true</b> My answer: Thank you",
        "Cleo quoted this in x.example (2 Nov) A quote",
    ]
    assert words(found.css_first(".reciprocity-row + p")) == "Passed on by Ada"


def test_nods_are_a_sentence_without_faces() -> None:
    found = reactions(deed("Ada", "like", reach="nod"), deed("Ben", "bookmark", reach="nod"))
    (sentence,) = found.css("p")
    assert words(sentence) == "Liked by Ada and Ben"
    assert not found.css(".reciprocity-face, ul")


# --- those who are thanked


def test_a_person_has_a_face_the_thanks_and_a_few_of_many_deeds() -> None:
    deeds = tuple(deed("Ada", "link", f"2026-11-{day:02}") for day in range(28, 0, -1))
    praise = (Praise("Your answer <saved> my loom.", Place("Knots", "https://ada.example/k/"), When("2026-11-03")),)
    found = thanked(
        Thanked(peer=Place("Ada", "https://ada.example/"), avatar="people/ada.png", deeds=deeds, praise=praise)
    )
    (person,) = found.css(".reciprocity-thanks > li")
    assert len(person.css("img")) == 1
    assert words(person.css_first(".reciprocity-words")) == "Your answer <saved> my loom. (Knots · 3 Nov)"
    open_ = [words(node) for node in person.css("li > .h-cite")]
    assert open_ == [f"linked to Looms in x.example ({day} Nov)" for day in (28, 27)]
    assert words(person.css_first("summary")) == "More"
    assert len(person.css("details .h-cite")) == 26
    assert "26" not in words(person).replace("26 Nov", "")


def test_titles_have_the_marks_of_the_language_and_addresses_have_none() -> None:
    ours = Renderer(Frame(folders=(str(overrides()),)), ADDRESSES, language("ja"), since="2025-12-01")
    for titled, sentence in ((True, "「Reeds」で「Looms」をシェア"), (False, "Reedsで「Looms」をシェア")):
        one = deed("Ada", where=Place("Reeds", "https://ada.example/reeds/"), titled=titled)
        html = ours.fragment("thanks", "", people=(Thanked(peer=one.peer, avatar="", deeds=(one,)),)).html
        assert sentence in words(tree(html, "div"))


def test_somebody_who_is_only_thanked_is_there() -> None:
    found = thanked(
        Thanked(peer=Place("Ada"), avatar="", praise=(Praise("Thank you.", NOWHERE, When("2026-11-03")),)),
        Thanked(
            peer=Place("Ben"),
            avatar="",
            praise=(Praise("", Place("Knots", "https://ben.example/k/"), When("2026-11")),),
        ),
        Thanked(peer=Place("Cleo"), avatar="", praise=(Praise("", NOWHERE, When("2026-11-03")),)),
    )
    assert [words(line) for line in found.css("li")] == ["Ada Thank you. (3 Nov)", "Ben Knots (Nov)", "Cleo"]


def test_the_words_of_others_stand_below_what_they_did() -> None:
    found = thanked(Thanked(peer=Place("Ada"), avatar="", deeds=(deed("Ada", "reply", said="How true"),)))
    assert words(found.css_first(".h-cite")) == "answered Looms in x.example (2 Nov) How true"
    assert words(found.css_first(".h-cite > blockquote")) == "How true"


def test_nobody_yet() -> None:
    assert words(thanked()) == "Nothing yet."


# --- for machines


def properties(*deeds: Thanks) -> dict[str, list[dict[str, Any]]]:
    groups = (Reacted("spread", deeds),)
    html = renderer().fragment("reactions", HERE, reactions=Reactions(LOOMS, groups)).html
    (post,) = mf2py.parse(doc=html, url="https://me.example/looms/")["items"]
    found: dict[str, list[dict[str, Any]]] = post["properties"]
    return found


@pytest.mark.parametrize(
    ("kind", "reach", "name"),
    [
        ("share", "spread", "repost"),
        ("link", "spread", "mention"),
        ("like", "nod", "like"),
        ("reply", "talk", "comment"),
    ],
)
@pytest.mark.parametrize("titled", [True, False])
def test_each_reaction_has_its_author_day_and_address(kind: str, reach: str, name: str, titled: bool) -> None:
    every = [deed(who, kind, f"2026-11-{day:02}", reach=reach, titled=titled, avatar="people/ada.png",
                  where=Place("Post", f"https://{who}.example/{day}/"))
             for who in ("ada", "ben") for day in range(9, 3, -1)]  # fmt: skip
    found = properties(*every)
    assert set(found) == {"name", "url", name}, "no picture of theirs is one of the post"
    cites = found[name]
    assert {tuple(cite["type"]) for cite in cites} == {("h-cite",)}
    told = {(cite["properties"]["url"][0], cite["properties"]["published"][0]) for cite in cites}
    assert told == {(one.where.href, one.date) for one in every}
    for cite in cites:
        (author,) = cite["properties"]["author"]
        who = cite["properties"]["url"][0].split("/")[2].split(".")[0]
        assert author["type"] == ["h-card"]
        assert author["properties"]["name"] == [who]
        assert author["properties"]["url"] == [f"https://{who}.example/"]


def test_a_stranger_without_a_home_is_an_author_too() -> None:
    (cite,) = properties(replace(deed("Zed"), peer=Place("zed.example")))["repost"]
    assert cite["properties"]["author"][0]["properties"]["name"] == ["zed.example"]
    assert cite["properties"]["url"] == ["https://zed.example/post/"]
