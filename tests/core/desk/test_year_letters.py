"""The letters of a year."""

from __future__ import annotations

import re
from string import Formatter
from typing import Any

import pytest
from msgspec.structs import replace

from mkdocs_reciprocity.core.desk.file_names import plain_or_hashed
from mkdocs_reciprocity.core.desk.letter_words import words_in
from mkdocs_reciprocity.core.desk.year_letters import MOST, Letter, year_letters
from mkdocs_reciprocity.core.model import KINDS, Interaction, PeerId
from tests.core.ledger.making import ADA, BEN, account_of, asked, entry, feed, feeds, gave, got, options, page, peer

LOOMS = "https://me.example/looms/"
POST = "https://ada.example/p/"


def letters(*rows: Interaction, language: str = "en", year: str = "2026", **more: Any) -> tuple[Letter, ...]:
    account = account_of(rows, **{"peers": (ADA, BEN), **more})
    return year_letters(year, replace(account, language=language))


def items(*rows: Interaction, **more: Any) -> list[str]:
    (letter,) = letters(*rows, **more)
    return [line[2:] for line in letter.text.splitlines() if line.startswith("- ")]


def test_a_letter_from_its_first_word_to_its_last() -> None:
    rows = [
        got("comment", "http://me.example/looms?utm_source=rss#a", "2026-03-02", peer="ada"),
        got("advice", None, "2026", peer="ada"),
        gave("share", POST, "2026-11-02", title="On engines", note="The clearest account."),
        gave("share", "https://ada.example/q/", "2026-05-02", title="Looms"),
    ]
    (letter,) = letters(*rows, pages=[page("looms/", None, title="The loom")])
    assert (letter.name, letter.file) == ("Ada", "ada.private.md")
    assert letter.text == (
        "Dear Ada,\n\n"
        "Looking back on 2026, I want to thank you for this:\n\n"
        "- In March you commented on [The loom](https://me.example/looms/)\n"
        "- You gave me advice\n\n"
        "And this of yours I passed on to others, with what I said of it:\n\n"
        "- [Looms](https://ada.example/q/)\n"
        "- [On engines](https://ada.example/p/): “The clearest account.”\n\n\n\n"
        "All the best,\n"
    )


@pytest.mark.parametrize(
    "row",
    [
        gave("share", POST),
        got("like", LOOMS, peer="ada"),
        got("follow", None, peer="ada"),
        got("thank", None, peer="ada"),
        got("ask", None, peer="ada"),
        asked("review", peer="ada"),
        got("comment", LOOMS, "2025-12-31", peer="ada"),
        got("comment", LOOMS, None, peer="ada"),
        got("comment", None, evidence=["https://stranger.example/x/"], peer="stranger.example"),
    ],
)
def test_who_gave_nothing_gets_none(row: Interaction) -> None:
    assert letters(row) == ()


def test_nothing_says_that_nothing_was_passed_on() -> None:
    (letter,) = letters(got("comment", LOOMS, peer="ada"))
    assert letter.text.count("\n\n") == 4
    assert "passed" not in letter.text


def test_each_gets_their_own_by_name() -> None:
    people = (peer("ada", name="Zoe"), peer("ben", call="Benny"), peer("cleo", private=True))
    rows = [got("comment", LOOMS, peer=id_) for id_ in ("ada", "ben", "cleo")]
    found = letters(*rows, peers=people)
    assert [(one.name, one.file) for one in found] == [
        ("Ben", "ben.private.md"), ("Cleo", "cleo.private.md"), ("Zoe", "ada.private.md"),
    ]  # fmt: skip
    assert [one.text.partition("\n")[0] for one in found] == ["Dear Benny,", "Dear Cleo,", "Dear Zoe,"]


@pytest.mark.parametrize(
    ("name", "greeting"),
    [("Zoe Quill", "Dear Zoe,"), ("Zoe's Blog", "Dear Zoe's Blog,"), ("zoe.example", "Hello,")],
)
def test_a_letter_begins_as_notes_do(name: str, greeting: str) -> None:
    (letter,) = letters(got("comment", LOOMS, peer="ada"), peers=(peer("ada", name=name),))
    assert letter.text.startswith(f"{greeting}\n")


def test_several_are_called_ihr_in_german() -> None:
    rows = [got("comment", LOOMS, peer="ada"), got("praise", None, peer="ada"), gave("share", POST, title="Du und ich")]
    (letter,) = letters(*rows, language="de", peers=(peer("ada", name="Trapdoor & Daughters"),))
    assert "möchte ich euch für das hier danken:" in letter.text
    assert "Im November habt ihr " in letter.text
    assert "- Ihr habt " in letter.text
    assert "Und das hier von euch habe ich" in letter.text
    assert "[Du und ich]" in letter.text
    (english,) = letters(*rows, peers=(peer("ada", name="Trapdoor & Daughters"),))
    assert english.text.startswith("Dear Trapdoor & Daughters,\n")


def test_several_are_called_you_in_arabic() -> None:
    rows = [got("comment", LOOMS, peer="ada"), got("advice", None, peer="ada"), gave("share", POST, title="مدونتك")]
    (letter,) = letters(*rows, language="ar", peers=(peer("ada", name="Trapdoor & Daughters"),))
    assert "أودّ أن أشكركم على كل هذا:" in letter.text
    assert "علّقتم على" in letter.text
    assert "نصحتموني" in letter.text
    assert "شاركتُه من مدونتكم مع غيري" in letter.text
    assert "[مدونتك]" in letter.text


def test_every_deed_of_several_is_theirs_in_arabic() -> None:
    one, several = words_in("ar"), words_in("ar", several=True)
    for kind, dids in (*one.did.items(), ("spread", one.spread), ("talk", one.talk)):
        found = several.did.get(kind) or {"spread": several.spread, "talk": several.talk}[kind]
        for before, after in zip(dids, found, strict=True):
            verb = after.partition(" ")[0]
            assert verb.endswith(("تم", "تموني")), verb
            assert after.partition(" ")[2] == before.partition(" ")[2]


def test_a_stranger_with_a_name_gets_one() -> None:
    rows = [
        got("comment", LOOMS, by="Zoë Quill", evidence=["https://host.example/1/"]),
        got("share", "https://host.example/2/", by="Zoë Quill"),
        got("comment", "https://host.example/3/", by="紙"),
        got("comment", "https://host.example/4/"),
        got("reply", LOOMS, by="Quincy"),
    ]
    quincy, *others = sorted(letters(*rows), key=lambda letter: letter.name)
    assert quincy.text.startswith("Dear Quincy,\n")
    assert re.fullmatch(r"quincy-[0-9a-f]{8}\.private\.md", quincy.file)
    first, second = others
    assert re.fullmatch(r"zoe-quill-[0-9a-f]{8}\.private\.md", first.file)
    assert first.text.startswith("Dear Zoë Quill,\n")
    assert first.text.count("\n- ") == 2
    assert re.fullmatch(r"_[0-9a-f]{8}\.private\.md", second.file)


@pytest.mark.parametrize("id_", ["con", "../x", "a/b", "Ada", "x" * 80, "", "a b", "\ud800"])
def test_no_id_is_a_dangerous_name(id_: str) -> None:
    assert re.fullmatch(r"_[0-9a-f]{16}", plain_or_hashed(PeerId(id_)))
    assert plain_or_hashed(PeerId("ada-2")) == "ada-2"


def test_where_it_was_is_named() -> None:
    of = feeds(ada=feed(entry(POST, "2026-04-05", LOOMS, title="Looms revisited")))
    (said,) = items(of=of)
    there = "[Looms revisited](https://ada.example/p/)"
    assert said == f"In April you linked to [me.example/looms](https://me.example/looms/) in {there}"
    hidden = got("share", LOOMS, peer="ada", evidence=["https://ada.example/?key=s3cr3tT0ken99"])
    assert items(hidden) == ["In November you shared [me.example/looms](https://me.example/looms/)"]


def test_the_blog_as_a_whole_is_no_page() -> None:
    assert items(got("recommend", "https://me.example/", peer="ada")) == ["In November you recommended my blog"]
    assert items(got("recommend", LOOMS, peer="ada"))[0].startswith("In November you recommended [me.example/looms]")
    nowhere = replace(account_of([got("recommend", LOOMS, peer="ada")]), address=lambda _: None)
    assert "[me.example/looms]" in year_letters("2026", nowhere)[0].text


def test_kinds_of_the_authors_own_have_words_too() -> None:
    kinds = {"zine": {"reach": "spread", "verb": "printed"}, "call": {"reach": "talk", "verb": "rang"}}
    rows = [
        replace(one, kind="zine" if one.reach == "spread" else "call")
        for kind in ("share", "comment")
        for one in (got(kind, LOOMS, peer="ada"), got(kind, None, peer="ada"))
    ]
    said = [one.replace("In November you", "You") for one in items(*rows, said=options(kinds=kinds))]
    assert sorted(said) == [
        "You brought [me.example/looms](https://me.example/looms/) to your readers",
        "You brought something of mine to your readers",
        "You got in touch",
        "You got in touch about [me.example/looms](https://me.example/looms/)",
    ]


def test_each_post_that_was_passed_on_stands_once_with_what_was_said_in_public() -> None:
    rows = [
        got("comment", LOOMS, peer="ada"),
        gave("share", POST, "2026-11-02", title="P", note="Hush.", via="e-mail"),
        gave("review", POST, "2026-11-03", title="P", note="Read it."),
        gave("quote", None, "2026-11-04", peer="ada", title="A book of hers"),
        gave("share", None, "2026-11-05", peer="ada"),
        gave("like", "https://ada.example/l/"),
    ]
    assert items(*rows)[1:] == ["[P](https://ada.example/p/): “Read it.”", "A book of hers"]


def test_what_was_passed_on_in_private_is_not_told() -> None:
    heard = got("comment", LOOMS, peer="ada")
    for private in (
        gave("share", POST, title="P", note="Hush.", said_private=True),
        gave("share", POST, title="P", via="e-mail"),
    ):
        assert len(items(heard, private)) == 1
    hidden = gave("share", POST, "2026-11-02", title="P", said_private=True)
    assert len(items(heard, hidden, gave("review", POST, "2026-11-03", title="P"))) == 1
    between_us = [heard, gave("share", POST, title="P", note="Mine.")]
    assert items(*between_us, peers=(replace(ADA, private=True),))[1:] == ["[P](https://ada.example/p/)"]


def test_the_heading_says_whose_words_stand_there() -> None:
    heard = got("comment", LOOMS, peer="ada")
    (silent,) = letters(heard, gave("share", POST, title="P"))
    assert "And this of yours I passed on to others:" in silent.text
    (noted,) = letters(heard, gave("share", POST, title="P", note="Read it."))
    assert "And this of yours I passed on to others, with what I said of it:" in noted.text


def test_a_month_is_named_once() -> None:
    said = items(
        got("comment", LOOMS, "2026-03-02", peer="ada"),
        got("advice", None, "2026-03-04", peer="ada"),
        got("help", None, "2026-05", peer="ada"),
        got("praise", None, "2026", peer="ada"),
    )
    assert said[1:] == ["You gave me advice", "In May you helped me", "You had kind words for me"]
    assert said[0].startswith("In March you commented on ")


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "In April you linked to {looms} and {knots} in {there}"),
        ("de", "Im April hast du {looms} und {knots} in {there} verlinkt"),
        ("ar", "في أبريل وضعت رابطًا إلى \u2068{looms}\u2069 و\u2068{knots}\u2069 في \u2068{there}\u2069"),
    ],
)
def test_what_was_done_in_one_post_is_one_thing(language: str, said: str) -> None:
    knots = "https://me.example/knots/"
    of = feeds(ada=feed(entry(POST, "2026-04-05", LOOMS, knots, title="Looms revisited")))
    pages = [page("looms/", None, title="Looms"), page("knots/", None, title="Knots")]
    (found,) = items(of=of, pages=pages, language=language)
    looms, there = f"[Looms]({LOOMS})", f"[Looms revisited]({POST})"
    assert found == said.format(looms=looms, knots=f"[Knots]({knots})", there=there)


def test_titles_and_names_in_another_direction_are_isolated() -> None:
    rows = [got("comment", LOOMS, peer="ada"), gave("share", POST, title="Why?", note="A find!")]
    (arabic,) = letters(*rows, language="ar", peers=(peer("ada", name="Ada Thornfield"),))
    assert arabic.text.startswith("مرحبًا \u2068Ada\u2069،\n")
    assert f"- \u2068[Why?]({POST})\u2069: «\u2068A find!\u2069»\n" in arabic.text
    (english,) = letters(*rows, peers=(peer("ada", name="سارة حداد"),))
    assert english.text.startswith("Dear \u2068سارة\u2069,\n")
    assert f"- [Why?]({POST}): “A find!”\n" in english.text


def test_a_post_that_leads_to_many_pages_is_no_inventory() -> None:
    many = [f"https://me.example/{number}/" for number in range(9)]
    (found,) = items(of=feeds(ada=feed(entry(POST, "2026-04-05", *many, title="Links"))))
    assert found.count("https://me.example/") == 5
    assert found.endswith("and more than fits here in [Links](https://ada.example/p/)")


def test_a_place_without_a_title_is_its_site() -> None:
    status = "https://social.example/@ada/1150"
    (found,) = items(got("reply", LOOMS, peer="ada", evidence=[status]))
    assert found == f"In November you replied to [me.example/looms]({LOOMS}) on [social.example]({status})"


def test_a_review_is_the_post_that_it_is() -> None:
    (found,) = items(got("review", None, peer="ada", title="In good order", evidence=["https://ada.example/sum/"]))
    assert found == "In November you reviewed something of mine: [In good order](https://ada.example/sum/)"


def test_notes_on_what_was_given_to_the_author_are_not_for_others() -> None:
    (letter,) = letters(got("comment", LOOMS, peer="ada", note="Rather rude."))
    assert "rude" not in letter.text


def test_what_happened_twice_stands_once_and_lists_end() -> None:
    row = got("comment", LOOMS, peer="ada")
    assert len(items(row, got("comment", LOOMS, "2026-11-04", peer="ada"))) == 1
    many = [got("comment", f"https://me.example/{n:03}/", peer="ada") for n in range(MOST + 5)]
    found = items(*many)
    assert len(found) == MOST + 1
    assert found[-1] == "and more than fits here"


def test_no_text_from_outside_is_more_than_text() -> None:
    evil = "{{ 7*7 }} {% raw %} [a](javascript:x) <b>\n# x \u202e`c`"
    people = (peer("ada", name=evil),)
    rows = [got("comment", LOOMS, peer="ada"), gave("share", POST, title=evil, note=evil)]
    (letter,) = letters(*rows, peers=people)
    assert "{" not in letter.text
    assert "<" not in letter.text
    assert "`" not in letter.text
    assert "\u202e" not in letter.text
    assert "\n#" not in letter.text
    assert len(re.findall(r"(?<!\\)\]\(", letter.text)) == 2


# --- words


@pytest.mark.parametrize("language", ["en", "de", "ar"])
def test_each_language_has_words_for_all_that_can_be_given(language: str) -> None:
    words = words_in(language)
    given = {name for name, kind in KINDS.items() if kind.reach in {"spread", "talk"}} - {"thank"}
    assert words.did.keys() == given
    for about, alone in (*words.did.values(), words.spread, words.talk):
        fields = [[name for _, name, _, _ in Formatter().parse(said) if name] for said in (about, alone)]
        assert fields in ([["page"], []], [["page", "there"], ["there"]])
    assert len(set(words.months)) == 12
    assert words.there.count("{place}") == words.at.count("{place}") == 1
    assert words.you.count("{did}") == words.dated.count("{did}") == words.dated.count("{month}") == 1
    (letter,) = letters(got("comment", LOOMS, peer="ada"), gave("share", POST, note="x"), language=language)
    assert "2026" in letter.text
    assert "Ada" in letter.text
    assert not re.search(r"[{}]", letter.text)
    digits = re.sub(r"\(https[^)]*\)|2026", "", letter.text)
    assert not re.search(r"\d", digits), "nothing that sounds like accounting"


@pytest.mark.parametrize(
    ("language", "begins"),
    [
        ("de", "Hallo Ada,"), ("de-AT", "Hallo Ada,"), ("de_CH", "Hallo Ada,"), ("AR", "مرحبًا \u2068Ada\u2069،"),
        ("fr", "Dear Ada,"), ("", "Dear Ada,"),
    ],
)  # fmt: skip
def test_the_authors_language(language: str, begins: str) -> None:
    (letter,) = letters(got("comment", LOOMS, peer="ada"), language=language)
    assert letter.text.startswith(f"{begins}\n")
