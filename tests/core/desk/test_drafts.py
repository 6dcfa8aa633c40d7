"""Notes that begin themselves: what they say, and what they do not."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from itertools import pairwise, product
from typing import Any

import pytest
from msgspec.structs import replace

from mkdocs_reciprocity.core import url as urls
from mkdocs_reciprocity.core.dates import When
from mkdocs_reciprocity.core.desk import drafts
from mkdocs_reciprocity.core.desk.account import Account, since_the_last_build
from mkdocs_reciprocity.core.desk.desk import desk
from mkdocs_reciprocity.core.desk.drafts import Draft, arabic, days, english, german
from mkdocs_reciprocity.core.desk.drafts.known import SENTENCE, TITLE, Done, Gift, Known
from mkdocs_reciprocity.core.desk.drafts.marks import Marks, closed
from mkdocs_reciprocity.core.log.contents import Ignored
from mkdocs_reciprocity.core.model import KINDS, Interaction, OwnPage, PeerId
from tests.core.ledger.making import (
    ADA,
    BEN,
    TODAY,
    account_of,
    address,
    asked,
    entry,
    feed,
    feeds,
    gave,
    got,
    page,
    peer,
)

LOOMS = "https://me.example/looms/"
REVISITED = "https://ada.example/looms-revisited/"
X = "https://ada.example/x/"
BETWEEN_TWO = {"advice", "praise", "help", "intro", "testimonial"}  # what is about no page
LANGUAGES = {"en": english, "de": german, "ar": arabic}
PAGES = [page("looms/", "2025-01-01", title="Looms")]
ADA_BY_NAME = replace(ADA, name="Ada Thornfield")


def linked(**more: Any) -> Interaction:
    """A link to the author's page, with the sentence in which it stands."""
    said = {"title": "Looms revisited", "sentence": "Mara changed my mind.", "evidence": [REVISITED], **more}
    return got("link", LOOMS, "2026-11-10", peer="ada", source="feed", **said)


def account(
    *rows: Interaction, language: str = "en", pages: Sequence[OwnPage] = PAGES, name: str = "", **more: Any
) -> Account:
    peers = more.pop("peers", (replace(ADA_BY_NAME, name=name) if name else ADA_BY_NAME, BEN))
    return replace(account_of(rows, more.pop("of", None), pages, peers=peers, **more), language=language)


def to_ada(*rows: Interaction, **more: Any) -> Draft:
    found = drafts.draft(PeerId("ada"), account(*rows, **more))
    assert found
    return found


def body(draft: Draft) -> str:
    return draft.text.split("\n\n", 1)[1]


# --- what is said


def test_thanks_say_what_was_written_where_and_in_which_words() -> None:
    draft = to_ada(linked())
    assert draft.text == (
        "Hi Ada,\n\nThank you for the link to “Looms” in “Looms revisited”. I like this line: “Mara changed my mind.”"
    )
    assert (draft.kind, draft.peer, draft.language) == ("thank", "ada", "en")
    assert draft.subject == "Thank you"


def test_the_link_with_a_sentence_goes_before_what_is_newer() -> None:
    newer = got("comment", LOOMS, "2026-11-12", peer="ada")
    answer = replace(got("reply", LOOMS, "2026-11-13", peer="ada"), sentence="So do I.")
    for rows in ([newer, linked()], [answer, linked(), newer]):
        assert "Looms revisited" in to_ada(*rows).text
    assert "“So do I.”" in to_ada(answer, newer).text
    assert "your comment on “Looms”" in to_ada(newer).text


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (replace(linked(sentence=""), source="webmention", note="I like it."), "I like this line: “I like it.”"),
        (replace(linked(sentence=""), source="account", said="I like it."), "I like this line: “I like it.”"),
        (replace(linked(sentence=""), source="log", note="She liked it."), "I was glad of it."),
        (linked(sentence="Looms!"), "I was glad of it."),
        (linked(sentence="LOOMS REVISITED"), "I was glad of it."),
    ],
)
def test_only_their_own_words_are_quoted_as_theirs(row: Interaction, words: str) -> None:
    assert words in to_ada(row).text
    assert "She liked it" not in to_ada(row).text


def test_what_has_no_title_is_not_called_by_its_address() -> None:
    text = to_ada(linked(title=""), pages=()).text
    assert "Thank you for the link to my blog. I like" in text
    assert "example" not in text
    home = to_ada(got("recommend", "https://me.example/", peer="ada"))
    assert "Thank you for recommending my blog." in home.text
    standing = to_ada(
        got(
            "recommend",
            "https://me.example/",
            None,
            peer="ada",
            evidence=["https://ada.example/.well-known/recommendations.opml"],
        )
    )
    assert "recommendations" not in standing.text
    written = to_ada(
        got("review", None, peer="ada", title="A sum in good order", evidence=["https://ada.example/sum/"])
    )
    assert "Thank you for “A sum in good order”." in written.text


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "kind", [*(kind for kind, of in KINDS.items() if of.reach in {"spread", "talk"}), "zine", "chat"]
)
def test_every_kind_has_its_words(kind: str, language: str) -> None:
    reach = KINDS[kind].reach if kind in KINDS else "spread" if kind == "zine" else "talk"
    words = LANGUAGES[language]
    for deed in (
        Done(kind=kind, reach=reach, date=None, page="P", post="Q", sentence="S."),
        Done(kind=kind, reach=reach, date=None, post="Q"),
        Done(kind=kind, reach=reach, date=None, on_site=True),
        Done(kind=kind, reach=reach, date=None),
    ):
        notes = [words.thanks(Known(name="Ada", today=TODAY, deed=deed), deed, cell) for cell in range(4)]
        assert len({text for _, text in notes}) == 4
        for subject, text in notes:
            assert "{" not in text
            assert "None" not in text
            assert "  " not in text
            assert subject
            assert not deed.sentence or "S." in text
            assert kind in BETWEEN_TWO or not deed.page or "P" in text or reach == "talk"


def knowns() -> Iterator[Known]:
    """All that can be known of somebody to whom nothing is owed."""
    heard = Done(kind="comment", reach="talk", date=When("2026-05-02"), page="P")
    gifts = [
        None,
        Gift(kind="share", title="G", date=When("2026-06"), note="A find"),
        Gift(kind="link", title="G", date=When("2026-06-01")),
        Gift(kind="like", title="G", date=When("2026-06-01")),
    ]
    for spoken, wrote, last, gift, newest in product(
        ["Ada", ""], [None, When("2026-03-01"), When("2026-11-20")], [None, heard], gifts, ["", "N"]
    ):
        yield Known(name=spoken, today=TODAY, heard=last, wrote=wrote, gift=gift, newest=newest)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_hello_has_something_to_say_and_four_ways_to_say_it(language: str) -> None:
    for known in knowns():
        notes = [LANGUAGES[language].hello(known, cell) for cell in range(4)]
        assert len({text for _, text in notes}) == 4
        for subject, text in notes:
            assert subject
            greeting, _, said = text.partition("\n\n")
            assert (known.name in greeting) if known.name else len(greeting) < 12
            assert len(said) > 20
            assert "None" not in text
            assert "  " not in text
            assert "\n" not in said
            assert said[-1] in ".?؟"
        if known.gift and known.gift.note:
            assert any("A find" in text for _, text in notes)


@pytest.mark.parametrize(
    ("rows", "says"),
    [
        ([gave("comment", X, "2026-03-05", peer="ada")], "It has been a while: I last wrote to you in March."),
        ([gave("comment", X, "2026-11-20", peer="ada")], "Just a hello."),
        ([], "It has been quiet between us for a while."),
        ([gave("share", X, "2026-06-05", peer="ada", title="Oil")], "By the way, I shared your “Oil” in June."),
        ([gave("link", X, "2026-06-05", peer="ada", title="Oil")], "By the way, I linked to your “Oil” in June."),
        ([gave("like", X, "2026-06-05", peer="ada", title="Oil")], "By the way, I liked your “Oil”."),
    ],
)
def test_a_hello_says_what_the_log_knows(rows: list[Interaction], says: str) -> None:
    assert says in to_ada(*rows).text
    assert to_ada(*rows).kind == "checkin"


def test_the_last_of_theirs_is_said_only_where_it_is_the_authors_turn() -> None:
    heard = got("like", LOOMS, "2026-04-01", peer="ada")
    thanked = [got("comment", LOOMS, "2026-05-02", peer="ada"), gave("thank", None, "2026-05-02", peer="ada")]
    note = to_ada(*thanked, heard)
    assert "In May you commented on “Looms”, and I have not written to you since." in note.text
    later = to_ada(*thanked, gave("reply", "https://ada.example/x/", "2026-06-01", peer="ada"))
    assert "In May" not in later.text
    assert later.text.startswith("Hi Ada,\n\nA few lines from me, since it has been quiet for a while.")


def test_a_new_post_is_named_unless_something_was_done_with_it_or_it_leads_here() -> None:
    newest = feeds(ada=feed(entry("https://ada.example/new/", "2026-11-20", title="Brand new")))
    waits = "Your “Brand new” is waiting in my reader."
    assert waits in to_ada(of=newest).text
    assert waits not in to_ada(gave("like", "https://ada.example/new/", "2026-11-21", peer="ada"), of=newest).text
    leads = got("link", LOOMS, "2026-11-20", peer="ada", evidence=["https://ada.example/new/"])
    assert waits not in to_ada(leads, gave("thank", None, "2026-11-21", peer="ada"), of=newest).text
    linking = [*PAGES, page("news/", "2026-11-21", "https://ada.example/new/")]
    assert waits not in to_ada(of=newest, pages=linking, beside=[Ignored(kind="link", peer=PeerId("ada"))]).text
    old = feeds(ada=feed(entry("https://ada.example/new/", "2026-01-20", title="Brand new")))
    assert waits not in to_ada(of=old).text


def test_what_no_build_has_published_is_told_to_nobody() -> None:
    seen = [
        page("looms/", "2026-11-01", X, title="Looms"),
        page("draft/", "2026-11-02", X, f"{X}?utm_source=y", REVISITED),
    ]
    assert since_the_last_build(seen, seen) == frozenset()
    assert since_the_last_build(seen, seen[:1]) == {urls.key(address(REVISITED))}
    assert since_the_last_build(seen[1:], [page("looms/", "2026-11-01", "http://ada.example/x")]) == {
        urls.key(address(REVISITED))
    }
    known = account(pages=seen[1:], of=feeds(ada=feed(entry(X, title="Engines"))))
    told = drafts.draft(PeerId("ada"), known)
    hidden = drafts.draft(PeerId("ada"), replace(known, unpublished=since_the_last_build(seen[1:], ())))
    assert told
    assert hidden
    assert "Engines" in told.text or "Revisited" in told.text
    assert "linked" not in hidden.text


def test_pages_are_called_what_the_last_build_called_them() -> None:
    built, seen = page("looms/", "2026-11-01", title="Looms"), page("looms/", "2026-11-01", title="Secret plans")
    comment = got("comment", LOOMS, "2026-11-02", peer="ada")
    preview = account(comment, pages=[seen], published=[built])
    assert preview.words.title(address(LOOMS), "") == "Secret plans"
    told = drafts.draft(PeerId("ada"), preview)
    assert told
    assert "Looms" in told.text
    assert "Secret" not in told.text
    fresh = account(
        comment, pages=[seen, page("draft/", "2026-11-03", REVISITED, title="Looms revisited")], published=[]
    )
    unnamed = drafts.draft(PeerId("ada"), fresh)
    assert unnamed
    assert "Secret" not in unnamed.text


def test_what_is_private_is_told_to_nobody() -> None:
    hidden = [
        gave("share", "https://ada.example/x/", "2026-10-01", peer="ada", title="Secret", said_private=True),
        gave("like", "https://ada.example/x/", "2026-10-02", peer="ada", title="Secret"),
        gave("recommend", "https://ada.example/y/", "2026-10-01", peer="ada", title="Secret", via="e-mail"),
    ]
    assert "Secret" not in to_ada(*hidden).text
    noted = [*hidden, gave("share", "https://ada.example/z/", "2026-10-01", peer="ada", title="Open", note="Read it.")]
    assert "Open" in to_ada(*noted).text
    private = peer("ada", name="Ada Thornfield", private=True)
    row = gave("share", "https://ada.example/x/", "2026-10-01", peer="ada", title="Between us", note="Mine.")
    text = to_ada(row, peers=(private,)).text
    assert "Between us" in text
    assert "Mine." not in text


def test_the_authors_own_words_are_said_to_be_theirs() -> None:
    rows = [
        gave("checkin", None, "2025-01-01", peer="ada"),
        gave("share", "https://ada.example/oil/", "2026-06-05", peer="ada", title="Oil", note="I bought a brush"),
    ]
    found = account(
        *rows, got("comment", LOOMS, "2026-11-01", peer="ben"), peers=(replace(ADA_BY_NAME, checkin=30), BEN)
    )
    (_, draft) = drafts.drafts(found)
    assert draft == drafts.draft(PeerId("ada"), found)
    assert drafts.to_everybody(found) == {id_: drafts.draft(id_, found) for id_ in found.words.peers}
    assert draft.text == (
        "Hello Ada,\n\nWhen I shared your “Oil” in June, I wrote: “I bought a brush.”. "
        "In case you missed it, here it is, with a hello. How have you been?"
    ).replace("brush.”.", "brush”.")


def test_a_link_in_an_own_page_comes_after_what_was_passed_on() -> None:
    rows = [
        gave("link", "https://ada.example/a/", "2026-10-05", peer="ada", title="Linked", source="page"),
        gave("share", "https://ada.example/b/", "2026-06-05", peer="ada", title="Shared"),
    ]
    assert "“Shared”" in to_ada(*rows).text
    assert "“Linked”" in to_ada(rows[0]).text
    assert "“https" not in to_ada(gave("share", "https://ada.example/b/", "2026-06-05", peer="ada")).text


@pytest.mark.parametrize(
    ("title", "said"),
    [
        ("Why weave?", "in “Why weave?”. I"),
        ("And then…", "in “And then…”. I"),
        ("And then...", "in “And then...”. I"),
        ("I was wrong about looms.", "in “I was wrong about looms”. I"),
        ("I was wrong. Twice!", "in “I was wrong. Twice!”. I"),
        ("On “warp”", "in “On ‘warp’”. I"),
        ("Home", "in “Home”. I"),
    ],
)
def test_odd_titles_stand_in_a_sentence(title: str, said: str) -> None:
    text = to_ada(linked(title=title)).text
    assert said in text
    assert "looms.”" not in text


def test_a_blog_as_a_whole_is_no_post() -> None:
    home = "https://ada.example/"
    on_home = to_ada(got("link", LOOMS, peer="ada", title="Home", evidence=[home]))
    assert on_home.text.endswith("Thank you for the link to “Looms”. I was glad of it.")
    row = gave("recommend", home, "2026-09-02", peer="ada", title="Ada's Engine Room")
    for language, says in {
        "en": "I recommended your blog in September.",
        "de": "Übrigens habe ich im September deinen Blog empfohlen.",
        "ar": "أوصيتُ بقراءة مدونتك في سبتمبر.",
    }.items():
        text = to_ada(row, language=language).text
        assert says in text
        assert "Engine Room" not in text
    for kind, says in {"quote": "aus deinem Blog zitiert", "like": "Übrigens hat mir dein Blog gefallen."}.items():
        assert says in to_ada(gave(kind, home, "2026-09-02", peer="ada"), language="de").text
    quoted = gave("quote", X, "2026-09-02", peer="ada", title="Oil")
    assert "aus deinem Beitrag „Oil“ zitiert" in to_ada(quoted, language="de").text


@pytest.mark.parametrize("language", LANGUAGES)
def test_thanks_are_not_balanced_with_what_the_author_gave(language: str) -> None:
    """And nobody reads that their post was declined: "I passed on it" may mean that."""
    given = gave("share", X, "2026-10-05", peer="ada", title="A gift", note="A find.")
    newest = feeds(ada=feed(entry("https://ada.example/new/", "2026-11-20", title="Brand new")))
    for deed in (linked(), got("comment", LOOMS, "2026-11-12", peer="ada"), got("advice", None, peer="ada")):
        for thanked in ([], [gave("thank", None, "2020-01-01", peer="ada")]):
            text = to_ada(deed, given, *thanked, language=language).text
            assert "gift" not in text
            assert "passed on" not in text
    comment = got("comment", LOOMS, "2026-11-12", peer="ada")
    texts = [
        to_ada(comment, *[gave("thank", None, "2020-01-01", peer="ada")] * sent, of=newest).text for sent in (0, 1)
    ]
    assert any("Your “Brand new” is waiting in my reader." in text for text in texts)


def test_a_post_is_their_own_only_where_it_is_known_to_be() -> None:
    """A translation is no text that they wrote, and what they printed of the author's is not either."""
    there = Done(kind="translate", reach="spread", date=None, post="Tinte")
    known = Known(name="Ada", today=TODAY)
    assert "translating a post of mine as “Tinte”" in english.thanks(known, there, 0)[1]
    assert "dass du etwas von mir als „Tinte“ übersetzt hast" in german.thanks(known, there, 0)[1]
    zine = Done(kind="zine", reach="spread", date=None, post="Pierhead")
    assert "bringing my blog to your readers in “Pierhead”" in english.thanks(known, zine, 0)[1]
    asked_after = Done(kind="checkin", reach="talk", date=None)
    assert "Thank you for asking after me." in english.thanks(known, asked_after, 0)[1]
    assert "dass du nach mir gefragt hast" in german.thanks(known, asked_after, 0)[1]
    review = Done(kind="review", reach="spread", date=None, page="Looms", post="In order")
    assert "du „Looms“ in „In order“ besprochen hast" in german.thanks(known, review, 0)[1]


# --- who


def test_those_who_wait_stand_as_on_the_desk_and_nobody_else() -> None:
    rows = [
        got("comment", LOOMS, "2026-11-01", peer="ben"),
        got("comment", LOOMS, "2026-11-02", peer="stranger.example"),
        got("like", LOOMS, "2026-11-02", peer="cleo"),
        asked("review", "2026-11-02", peer="cleo"),
    ]
    peers = (replace(ADA_BY_NAME, checkin=30), BEN, peer("cleo"))
    found = account(*rows, peers=peers)
    assert [(one.peer, one.kind) for one in drafts.drafts(found)] == [("ben", "thank"), ("ada", "checkin")]
    assert drafts.draft(PeerId("stranger.example"), found) is None
    cleo = drafts.draft(PeerId("cleo"), found)
    assert cleo
    assert cleo.kind == "checkin"


def test_the_order_is_that_of_the_desk() -> None:
    peers = [peer(f"p{number}", checkin=10) for number in range(8)]
    rows = [got("comment", LOOMS, f"2026-0{9 - number}-01", peer=f"p{number}") for number in range(1, 7)]
    found = account(*rows, gave("thank", None, "2026-09-01", peer="p6"), peers=peers)
    shown = desk(found, 20)
    people = [deed.peer for deed in shown.thanks_owed] + [greeting.peer for greeting in shown.greetings_due]
    assert [one.peer for one in drafts.drafts(found)] == list(dict.fromkeys(people))


# --- never the same twice running


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_next_note_has_other_words_and_neighbours_too(language: str) -> None:
    peers = [peer(f"p{number}", checkin=20) for number in range(6)]
    rows: list[Interaction] = []
    before: dict[str, str] = {}
    for month in range(1, 12):
        day = f"2026-{month:02d}-02"
        rows += [got("comment", LOOMS, day, peer=one.id) for one in peers[:3]]
        found = drafts.drafts(account(*rows, peers=peers, language=language, today=When(f"2026-{month:02d}-27")))
        assert len(found) == 6
        said = [body(one) for one in found]
        assert all(one[:25] != other[:25] for one, other in pairwise(said))
        for one in found:
            assert before.get(one.peer) != body(one)
            before[one.peer] = body(one)
            rows.append(gave(one.kind, None, f"2026-{month:02d}-27", peer=one.peer))
        assert drafts.drafts(account(*rows, peers=peers, today=When(f"2026-{month:02d}-27"))) == ()


def test_the_same_log_gives_the_same_words() -> None:
    rows = [linked(), got("comment", LOOMS, "2026-11-12", peer="ben")]
    assert drafts.drafts(account(*rows)) == drafts.drafts(account(*reversed(rows)))


# --- languages


@pytest.mark.parametrize(
    ("language", "begins", "code"),
    [
        ("de", "Hallo Ada,\n\ndanke, dass du in „Looms revisited“ auf „Looms“ verlinkt hast!", "de"),
        ("de-AT", "Hallo Ada,\n\ndanke, dass du", "de"),
        ("de_CH", "Hallo Ada,\n\ndanke, dass du", "de"),
        ("ar", "مرحبًا \u2068Ada\u2069،\n\nشكرًا على إشارتك إلى «\u2068Looms\u2069»", "ar"),
        ("fr", "Hi Ada,\n\nThank you for the link", "en"),
        ("", "Hi Ada,\n\nThank you for the link", "en"),
    ],
)
def test_the_note_is_in_the_language_of_the_author(language: str, begins: str, code: str) -> None:
    draft = to_ada(linked(), language=language)
    assert draft.text.startswith(begins)
    assert draft.language == code


def test_german_goes_on_in_lower_case_behind_the_comma_and_english_does_not() -> None:
    for known in knowns():
        deed = Done(kind="comment", reach="talk", date=None, page="P", sentence="Gut.")
        for cell in range(4):
            for _, text in (german.hello(known, cell), german.thanks(known, deed, cell)):
                said = text.split("\n\n")[1]
                assert said[0].islower()
                assert all(sentence[0].isupper() for sentence in said.replace("! ", ". ").split(". ")[1:])
            for _, text in (english.hello(known, cell), english.thanks(known, deed, cell)):
                assert text.split("\n\n")[1][0].isupper()


def test_german_says_when_they_were_last_heard_of_without_blame() -> None:
    heard = [got("comment", LOOMS, "2026-05-02", peer="ada"), gave("thank", None, "2026-05-02", peer="ada")]
    text = to_ada(*heard, language="de").text
    assert "im Mai hast du „Looms“ kommentiert, und ich habe dir seitdem nicht geschrieben." in text


@pytest.mark.parametrize("name", ["Trapdoor & Daughters", "Ada und Ben", "Ada and Ben", "Ada + Ben"])
def test_german_calls_several_ihr_and_leaves_the_words_of_others_alone(name: str) -> None:
    deed = Done(kind="link", reach="spread", date=None, page="Was du hast", post="Dein Zug", sentence="Du hast es dir.")
    quoted = {"Was du hast", "Dein Zug", "Du hast es dir.", "G", "A find", "N", "P"}
    for known in knowns():
        of = replace(known, name=name)
        for cell in range(4):
            for subject, text in (german.hello(of, cell), german.thanks(of, deed, cell)):
                own = f"{subject} {text}"
                for title in quoted:
                    own = own.replace(f"„{title}“", "")
                assert not {"du", "dir", "dich", "hast", "dein", "deinen", "deinem"} & set(own.lower().split())
                assert "Hallo " + name in own
    assert "„Dein Zug“ auf „Was du hast“ verlinkt habt" in german.thanks(of, deed, 0)[1]
    assert german.to_several("Dein „Deich“ und Duden, wie du") == "Euer „Deich“ und Duden, wie ihr"
    assert "dass du" in german.thanks(replace(of, name="Andrea"), deed, 0)[1]


def _to_one(text: str) -> list[str]:
    """The Arabic words that say you to one."""
    words = re.findall("[\u0621-\u0652]+", text)
    return [word for word in words if word == "كتبتها" or (word.endswith("ك") and not word.endswith(("ذلك", "هناك")))]


@pytest.mark.parametrize("name", ["Trapdoor & Daughters", "سارة و ليلى"])
def test_arabic_says_you_to_several_and_leaves_the_words_of_others_alone(name: str) -> None:
    quoted = {"مدونتك", "شكرك", "أمورك", "G", "A find", "N", "P"}
    for known, kind in product(knowns(), (*KINDS, "zine")):
        of = replace(known, name=name)
        reach = KINDS[kind].reach if kind in KINDS else "spread"
        deed = Done(kind=kind, reach=reach, date=None, page="مدونتك", post="شكرك", sentence="أمورك")
        for cell in range(4):
            for subject, text in (arabic.hello(of, cell), arabic.thanks(of, deed, cell)):
                own = f"{subject} {text}"
                for title in quoted:
                    own = own.replace(f"«{title}»", "")
                assert not _to_one(own)
    review = Done(kind="review", reach="spread", date=None, page="مدونتك")
    assert "على المراجعة التي كتبتموها عن «مدونتك»." in arabic.thanks(of, review, 0)[1]
    assert "أن أشكركم على" in arabic.thanks(of, review, 2)[1]
    assert _to_one(arabic.thanks(replace(of, name="Andrea"), review, 2)[1])
    both = to_ada(got("review", LOOMS, peer="ada"), language="ar", name="سارة و ليلى").text
    assert "سارة و ليلى" in both
    assert "التي كتبتموها عن «" in both
    assert arabic.to_several("ذلك «لك» وهناك، لك") == "ذلك «لك» وهناك، لكم"


@pytest.mark.parametrize(
    ("kind", "of_a_page", "of_none"),
    [
        ("share", "مشاركتك صفحتي «P»", "مشاركتك شيئًا من مدونتي"),
        ("translate", "ترجمتك صفحتي «P»", "ترجمتك شيئًا من مدونتي"),
        ("link", "إشارتك إلى «P»", "إشارتك إلى مدونتي"),
        ("review", "المراجعة التي كتبتها عن «P»", "المراجعة التي كتبتها عن مدونتي"),
        ("feature", "تسليطك الضوء على «P»", "تسليطك الضوء على مدونتي"),
        ("comment", "تعليقك على «P»", "تعليقك في مدونتي"),
        ("reply", "ردّك على «P»", "ردّك عليّ"),
    ],
)
def test_arabic_thanks_for_a_page_or_for_the_blog(kind: str, of_a_page: str, of_none: str) -> None:
    known = Known(name="", today=TODAY)
    for page_title, said in (("P", of_a_page), ("", of_none)):
        deed = Done(kind=kind, reach=KINDS[kind].reach, date=None, page=page_title)
        _, text = arabic.thanks(known, deed, 3)
        assert text.replace("\u2068", "").replace("\u2069", "").startswith(f"أهلًا،\n\nسُررتُ ب{said}. شكرًا جزيلًا!")
    on_site = Done(kind="share", reach="spread", date=None, on_site=True)
    assert "مشاركتك مدونتي." in arabic.thanks(known, on_site, 0)[1]


def test_arabic_news_of_a_new_post_goes_on_to_a_greeting() -> None:
    known = Known(name="", today=TODAY, newest="نول")
    _, text = arabic.hello(known, 1)
    assert text.startswith("أهلًا،\n\nتدوينتك «نول» تنتظرني في قارئ الخلاصات، فأحببتُ أن أسلّم عليك.")
    _, text = arabic.hello(replace(known, wrote=When("2026-03-01")), 1)
    assert "تنتظرني في قارئ الخلاصات، ولم أكتب إليك منذ مدة." in text


def test_german_does_not_need_to_know_what_was_quoted() -> None:
    text = german.thanks(Known(name="", today=TODAY), Done(kind="quote", reach="spread", date=None), 0)[1]
    assert text.startswith("Hallo,\n\ndanke, dass du mich zitiert hast!")


@pytest.mark.parametrize(
    ("date", "span", "said"),
    [
        ("2026-11-23", "today", "today"),
        ("2026-11-22", "today", "today"),
        ("2026-11-21", "days", "the other day"),
        ("2026-11-09", "days", "the other day"),
        ("2026-11-08", "weeks", "a few weeks ago"),
        ("2026-10-08", "weeks", "a few weeks ago"),
        ("2026-10-07", "months", "in October"),
        ("2026-11", "month", "this month"),
        ("2026-10", "months", "in October"),
        ("2025-12", "months", "in December"),
        ("2025-11-30", "last year", "in November last year"),
        ("2025-01", "last year", "in January last year"),
        ("2024-12-31", "years", "in 2024"),
        ("2026", "this year", "this year"),
        ("2025", "years", "in 2025"),
        (None, "", "once"),
    ],
)
def test_dates_are_said_as_friends_say_them(date: str | None, span: str, said: str) -> None:
    when = When(date) if date else None
    assert english.when(when, TODAY) == said
    if when:
        assert days.ago(when, TODAY).span == span
    for language in (german, arabic):
        words = language.when(when, TODAY)
        assert words
        assert not any(map(str.isdigit, words)) or span == "years"


@pytest.mark.parametrize("number", range(1, 13))
def test_each_month_has_its_name_in_each_language(number: int) -> None:
    at = When(f"2024-{number:02d}" if number < 12 else "2025-12")
    today = When("2025-11-30") if number < 12 else TODAY
    said = [language.when(at if number == 12 else When(f"2025-{number:02d}"), today) for language in LANGUAGES.values()]
    assert len(set(said)) == 3


# --- what comes from outside


HOSTILE = "Ev\u202eil <b>x</b> {{ 7*7 }} {page} %s\r\nBcc: a@b.example \x00\x1b[31m “q” " + "long " * 60


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_others_wrote_is_plain_text_in_one_line_within_bounds(language: str) -> None:
    hostile = [
        linked(title=HOSTILE, sentence=HOSTILE * 3),
        gave("share", "https://ada.example/x/", "2026-10-01", peer="ada", title=HOSTILE, note=HOSTILE),
    ]
    newest = feeds(ada=feed(entry("https://ada.example/n/", "2026-11-20", title=HOSTILE)))
    peers = (replace(ADA, name=HOSTILE, call=""), BEN)
    for rows in (hostile, hostile[1:], []):
        for more in ([], [gave("thank", None, "2020-01-01", peer="ada")]):
            draft = to_ada(
                *rows, *more, of=newest, peers=peers, language=language, pages=[page("looms/", None, title=HOSTILE)]
            )
            greeting, said = draft.text.split("\n\n")
            for line in (greeting, said, draft.subject):
                plain = line.replace("\u2068", "").replace("\u2069", "")
                assert plain.isprintable()
                assert "\u202e" not in line
                assert line.count("\u2068") == line.count("\u2069")
            assert len(draft.subject) < TITLE + 40
            assert len(said) < SENTENCE + 3 * TITLE + 300
            assert "49" not in said


@pytest.mark.parametrize("language", LANGUAGES)
def test_titles_in_another_direction_are_isolated(language: str) -> None:
    hebrew, latin = "נול", "Looms"
    for title in (hebrew, latin, f"{latin} {hebrew}"):
        said = LANGUAGES[language].MARKS.quoted(title)
        other = {"L"} if language == "ar" else {"R", "AL"}
        assert ("\u2068" in said) is any(unicodedata.bidirectional(char) in other for char in title)


def test_marks_within_marks() -> None:
    marks = Marks("“", "”", "‘", "’")
    assert marks.quoted('The "new" loom') == "“The ‘new’ loom”"
    assert marks.quoted("On „Zeit“ and «temps»") == "“On ‘Zeit’ and ‘temps’”"
    assert marks.quoted('A 12" loom') == '“A 12" loom”'
    assert marks.quoted("A 12” loom") == '“A 12" loom”'
    assert closed("“Yes.”") == "“Yes.”"
    assert closed("“Yes”") == "“Yes”."
    assert closed("«\u2068Yes?\u2069»") == "«\u2068Yes?\u2069»"


@pytest.mark.parametrize(
    ("name", "call", "said"),
    [
        ("Ada Thornfield", "", "Ada"),
        ("Ada Thornfield", "Addie", "Addie"),
        ("Ada Thornfield", "Prof.\nAda", "Prof. Ada"),
        ("Dr. Ada Thornfield", "", "Ada"),
        ("Anne-Marie O'Neill", "", "Anne-Marie"),
        ("Ludwig van der Rohe", "", "Ludwig"),
        ("Åsa Öberg", "", "Åsa"),
        ("سارة حداد", "", "سارة"),
        ("عبد الرحمن حداد", "", "عبد الرحمن حداد"),
        ("小川 洋子", "", "小川 洋子"),
        ("Ada", "", "Ada"),
        ("ada thornfield", "", "ada thornfield"),
        ("ADA THORNFIELD", "", "ADA THORNFIELD"),
        ("J. R. Hartley", "", "J. R. Hartley"),
        ("Trapdoor & Daughters", "", "Trapdoor & Daughters"),
        ("The Daily Loom", "", "The Daily Loom"),
        ("Nora's Net", "", "Nora's Net"),
        ("Indigo Hours", "", "Indigo Hours"),
        ("Ada Maria Luise Anna Thornfield", "", "Ada Maria Luise Anna Thornfield"),
        ("Mr Ada", "", "Mr Ada"),
        ("Loom 2000", "", "Loom 2000"),
        ("", "", ""),
        ("\u202e\u200f", "", ""),
        ("***", "", ""),
        ("https://ada.example/", "", ""),
        ("ada.example", "", ""),
        ("ada.example/blog", "", ""),
        ("<b>Eve</b> {{ 7*7 }}", "", ""),
        ("J.R.Hartley", "", "J.R.Hartley"),
        ("AC/DC", "", "AC/DC"),
        ("@ada@social.example", "", ""),
        ("ada@ada.example", "", ""),
        ("ada", "", ""),
        ("Ada " + "Thornfield" * 20, "", "Ada"),
    ],
)
def test_a_peer_is_addressed_as_a_friend_would(name: str, call: str, said: str) -> None:
    titled = feeds(ada=replace(feed(), title="Indigo Hours"))
    greeting = to_ada(of=titled, peers=(replace(ADA, name=name, call=call),)).text.split("\n\n")[0]
    assert greeting.replace("\u2068", "").replace("\u2069", "") == f"Hi {said}".rstrip() + ","


def test_the_site_may_have_no_address() -> None:
    nowhere = replace(account(linked()), address=lambda _: None)
    found = drafts.draft(PeerId("ada"), nowhere)
    assert found
    assert "“Looms”" in found.text
    assert address(LOOMS)
