"""Which texts are near each other: on posts that were made up for this, in six languages, and on hostile feeds.

`posts.txt` has posts on a dozen subjects. Each peer of a language wrote one on each subject, so no feed is on one
subject, and each post has to be found by what others wrote on its subject in its language.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from msgspec import Struct

from mkdocs_reciprocity.core.terms import kept
from mkdocs_reciprocity.core.terms.index import Index
from mkdocs_reciprocity.core.terms.kept import FeedTerms, Told
from mkdocs_reciprocity.core.url import Url

AT = 5
SAME = {"hoshi": "stars", "xing": "stars", "jitensha": "bikes", "che": "bikes"}
"""Japanese and Chinese share most characters, so a post in the other language may be found: it is on the subject."""


class Post(Struct, frozen=True):
    language: str
    subject: str
    title: str
    text: str
    peer: int
    url: Url


def posts() -> list[Post]:
    found = []
    written: Counter[tuple[str, str]] = Counter()
    for block in Path(__file__).with_name("posts.txt").read_text("utf-8").split("# ")[1:]:
        head, text = block.split("\n", 1)
        kind, title = head.split(": ", 1)
        language, subject = kind.split()
        peer = written[language, subject]
        written[language, subject] += 1
        url = Url(f"https://{language}{peer}.example/{subject}/")
        found.append(Post(language, SAME.get(subject, subject), title, text, peer, url))
    return found


POSTS = posts()


def feed_of(some: list[Post]) -> FeedTerms:
    return kept.of_feed(Told(post.url, post.title, post.text) for post in some)


def index_without(page: Post) -> Index[str]:
    """An index of all that others wrote."""
    peers = {(post.language, post.peer) for post in POSTS} - {(page.language, page.peer)}
    feeds = [feed_of([post for post in POSTS if (post.language, post.peer) == peer]) for peer in sorted(peers)]
    return Index({url: bag for feed in feeds for url, bag in feed.entries.items()}, feeds)


BY_URL = {post.url: post for post in POSTS}


def test_there_are_enough_posts() -> None:
    assert len(POSTS) == len(BY_URL) == 92
    assert Counter(post.language for post in POSTS) == {"en": 32, "de": 20, "ja": 16, "zh": 9, "th": 6, "ar": 9}


@pytest.mark.no_cover
@pytest.mark.parametrize(
    ("language", "precision", "found"),
    [("en", 0.85, 26), ("de", 0.9, 5), ("ja", 0.9, 24), ("zh", 0.9, 8), ("th", 0.9, 12), ("ar", 0.9, 2)],
)
def test_what_is_listed_is_on_the_subject(language: str, precision: float, found: int) -> None:
    """Precision at 5: of all that is listed for all posts of a language, five for each at most."""
    right = listed = 0
    for page in POSTS:
        if page.language == language:
            near = [BY_URL[Url(url)] for url, _ in index_without(page).near(page.title, page.text)[:AT]]
            listed += len(near)
            right += sum(post.subject == page.subject for post in near)
    assert right >= precision * listed
    assert right >= found


def test_a_post_is_nearest_to_itself_and_shares_its_terms() -> None:
    page = next(post for post in POSTS if post.title == "Splicing three strand rope")
    feed = feed_of([page, *(post for post in POSTS if post.language == "en" and post.subject == "pens")])
    ((url, near), *_) = Index(feed.entries, [feed]).near(page.title, page.text)
    assert url == page.url
    assert near.nearness > 0.5
    assert {"splicing", "strand"} <= set(near.terms)


def test_nothing_is_near_to_a_text_without_words_nor_in_an_index_without_texts() -> None:
    feed = feed_of(POSTS)
    assert Index(feed.entries, [feed]).near("", "123 … !") == []
    assert Index[str]({}, []).near("Knots", "Rope and splices") == []
    assert Index({"x": "|"}, []).near("Knots", "Rope and splices") == []


def test_a_feed_that_puts_the_terms_of_a_page_into_each_entry_is_not_listed() -> None:
    page = next(post for post in POSTS if post.title == "Counting meteors")
    stuffed = [
        Told(Url(f"https://spam.example/{number}/"), f"{page.title} {name}", f"{page.text} {name} " + page.text * 3)
        for number, name in enumerate(["ounce", "button", "velvet", "copper", "marble", "lantern"])
    ]
    others = [feed_of([post for post in POSTS if (post.language, post.peer) == ("en", peer)]) for peer in range(3)]
    feeds = [kept.of_feed(stuffed), *others]
    index = Index({url: bag for feed in feeds for url, bag in feed.entries.items()}, feeds)
    assert not [url for url, _ in index.near(page.title, page.text) if "spam" in url]


def test_who_repeats_a_term_is_no_nearer_than_who_says_it_a_few_times() -> None:
    others = [post for post in POSTS if post.language == "en" and post.subject == "bees"]

    def nearness(times: int) -> float:
        feed = kept.of_feed([Told(Url("https://x.example/"), "", "sextant almanac " * times), *map(as_told, others)])
        return dict(Index(feed.entries, [feed]).near("Sextant", "almanac and sextant"))["https://x.example/"].nearness

    assert nearness(1_000) == pytest.approx(nearness(kept.OFTEN))


def as_told(post: Post) -> Told:
    return Told(post.url, post.title, post.text)


def test_what_all_own_pages_say_weighs_less() -> None:
    others = [post for post in POSTS if post.language == "en"]
    feed = feed_of(others)
    page = next(post for post in others if post.title == "The chain that skipped")
    alone = dict(Index(feed.entries, [feed]).near(page.title, page.text))
    usual = dict(Index(feed.entries, [feed], ["bike bikes chain worn"] * 8).near(page.title, page.text))
    few = dict(Index(feed.entries, [feed], ["bike bikes chain worn"] * 3).near(page.title, page.text))
    assert alone == few
    assert usual != alone


def test_many_texts_are_looked_at_only_where_they_have_a_term_in_common() -> None:
    """The work of a look-up grows with what is shared, not with all that there is."""
    looked: list[str] = []

    class Noted(dict[str, Any]):
        def get(self, key: str, default: Any = None) -> Any:
            looked.append(key)
            return super().get(key, default)

    feed = feed_of([post for post in POSTS if post.language == "en"])
    index = Index(feed.entries, [feed])
    index._where = Noted(index._where)
    index.near("Knots", " ".join(f"{first}{second}word" for first in "abcdefghij" for second in "klmnop") * 400)
    assert len(looked) <= 50


def test_a_word_that_is_found_whole_and_by_its_parts_is_one_word() -> None:
    said = {
        "Inkwell lanternfish": "", "Lantern of tin": "lantern", "Fish at noon": "fish stew", "A fishbone": "fish bone",
        "Bellows": "leather", "Anvil": "iron", "Tongs": "grip", "Hammer": "handle",
    }  # fmt: skip
    feed = kept.of_feed(
        Told(Url(f"https://x.example/{number}/"), title, text) for number, (title, text) in enumerate(said.items())
    )
    index = Index(feed.entries, [feed])
    assert dict(index._forms.of("lanternfish")) == {"lanternfish": 1.0, "lantern": 0.5, "fish": 0.5}
    assert "https://x.example/0/" not in dict(index.near("Lanternfish", "The lanternfish glows. " * 9))
    both = dict(index.near("Lanternfish", "The lanternfish glows by my inkwell; an inkwell of glass. " * 9))
    assert both["https://x.example/0/"].terms == ("lanternfish", "inkwell")


@pytest.mark.parametrize(("more", "listed"), [(20, True), (37, True), (50, False), (90, False)])
def test_the_more_a_page_says_the_more_has_to_be_in_common(more: int, listed: bool) -> None:
    others = [post for post in POSTS if post.language == "en" and post.subject == "bees"]
    theirs = Told(Url("https://x.example/"), "Almanac", "The almanac has no bearings.")
    feed = kept.of_feed([theirs, *map(as_told, others)])
    letters = "abcdefghijklmnopqrstuvwxyz"
    rest = " ".join(f"qq{letters[number // 26]}{letters[number % 26]}" for number in range(more))
    found = dict(Index(feed.entries, [feed]).near("Almanac", f"My bearings. {rest}"))
    assert ("https://x.example/" in found) is listed


@pytest.mark.parametrize(("title", "listed"), [("Notes", False), ("The sextant", True)])
def test_many_words_that_are_only_mentioned_make_no_long_page_near(title: str, listed: bool) -> None:
    others = [post for post in POSTS if post.language == "en" and post.subject == "bees"]
    said = "sextant almanac bearings horizon latitude meridian"
    feed = kept.of_feed([Told(Url("https://x.example/"), title, said), *map(as_told, others)])
    letters = "abcdefghijklmnopqrstuvwxyz"
    rest = " ".join(f"qq{letters[number // 26]}{letters[number % 26]}" for number in range(80))
    found = dict(Index(feed.entries, [feed]).near("Log", f"{said}. {rest}"))
    assert ("https://x.example/" in found) is listed
