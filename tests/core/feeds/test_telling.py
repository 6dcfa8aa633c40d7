"""What entries tell, in every format: the same terms, of posts only, within bounds."""

from __future__ import annotations

import json

import pytest
from msgspec import json as msgspec_json

from mkdocs_reciprocity.core.feeds import facts, reader, telling
from mkdocs_reciprocity.core.feeds.facts import Telling
from mkdocs_reciprocity.core.terms.kept import FeedTerms, bag_of
from tests.sites.drawing import entry, rss

HTML = "<p>Bowline &amp; <b>sp</b>lice<script>hidden</script></p><p>rope</p>"
RSS = rss(entry("On knots", "https://ada.example/knots/", html=HTML))
JSON = json.dumps({
    "version": "https://jsonfeed.org/version/1.1", "items": [
        {"id": "1", "url": "https://ada.example/knots/", "title": "On knots", "content_html": HTML},
    ],
})  # fmt: skip
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><entry><link href="https://ada.example/knots/"/>
<title>On knots</title><content type="html">&lt;p>Bowline &amp;amp; splice&lt;/p>rope</content></entry></feed>"""


def told_by(body: str) -> Telling:
    told: Telling = []
    assert reader.read(body.encode(), "https://ada.example/", told=told)
    return told


@pytest.mark.parametrize("body", [RSS, JSON, ATOM])
def test_the_terms_of_an_entry(body: str) -> None:
    feed = msgspec_json.decode(telling.terms(told_by(body)), type=FeedTerms)
    bag, title = bag_of(feed.entries["https://ada.example/knots/"])
    assert set(bag) == {"on", "knots", "bowline", "splice", "rope"}
    assert title == {"on", "knots"}


def test_what_passes_on_a_page_and_what_has_no_address_tells_nothing() -> None:
    passed_on = '<a class="u-bookmark-of" href="https://ben.example/x/">x</a>'
    body = rss(
        entry("On knots", "https://ada.example/knots/", html=HTML),
        entry("Passed on", "https://ada.example/x/", html=passed_on),
    ).replace("<item>", "<item><title>No address</title></item><item>", 1)
    assert [title for _, title, _ in told_by(body)] == ["On knots"]


def test_no_more_is_taken_than_is_looked_at() -> None:
    items = (entry(f"Post {number}", f"https://ada.example/{number}/", html="word " * 5_000) for number in range(99))
    told = told_by(rss(*items))
    assert len(told) == facts.TELLING
    assert max(len(text) for *_, text in told) == facts.TOLD


def test_nothing_is_told_where_nobody_asks() -> None:
    assert reader.read(RSS.encode(), "") == reader.read(RSS.encode(), "", told=[])
