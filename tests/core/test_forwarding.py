"""Services that only lead readers on."""

from __future__ import annotations

from datetime import UTC
from urllib.parse import quote

import pytest

from mkdocs_reciprocity.core import forwarding
from mkdocs_reciprocity.core import url as urls
from mkdocs_reciprocity.core.log import address_advice
from mkdocs_reciprocity.core.own_page.reader import read as read_page
from tests.core.feeds.making import links_in, one, rss

POST = "https://ada.example/engines/?p=1"
WRAPPED = "https%3A%2F%2Fada.example%2Fengines%2F%3Fp%3D1"
LEADING_ON = [
    f"https://www.google.com/url?q={WRAPPED}&sa=D&source=editors&ust=1",
    f"https://www.google.co.uk/url?sa=t&rct=j&q=&esrc=s&url={WRAPPED}&usg=x",
    f"http://google.de/url?q={WRAPPED}",
    f"https://l.facebook.com/l.php?u={WRAPPED}%26fbclid%3Dx&h=AT0",
    f"https://lm.facebook.com/l.php?u={WRAPPED}",
    f"https://l.instagram.com/?u={WRAPPED}&e=AT",
    f"https://l.threads.net/?u={WRAPPED}",
    f"https://www.youtube.com/redirect?event=video_description&redir_token=x&q={WRAPPED}&v=y",
    f"https://out.reddit.com/t3_1?url={WRAPPED}&token=x",
    f"https://slack-redir.net/link?url={WRAPPED}",
    f"https://eur02.safelinks.protection.outlook.com/?url={WRAPPED}&data=05%7C02&reserved=0",
    f"https://nam12.safelinks.protection.outlook.com/ap/t-59584e83/?url={WRAPPED}&data=x",
    f"https://www.linkedin.com/safety/go?url={WRAPPED}&trk=x",
    f"https://vk.com/away.php?to={WRAPPED}&cc_key=",
    f"https://t.umblr.com/redirect?z={WRAPPED}&t=x",
    f"https://duckduckgo.com/l/?uddg={WRAPPED}&rut=x",
    f"https://medium.com/r/?url={WRAPPED}",
    f"https://steamcommunity.com/linkfilter/?u={WRAPPED}",
]
NOT_LEADING_ON = [
    "https://www.google.com/url?q=engines",
    f"https://www.google.com/search?q={WRAPPED}",
    f"https://www.google.com.evil.example/url?q={WRAPPED}",
    f"https://ada.example/url?q={WRAPPED}",
    f"https://translate.google.com/translate?u={WRAPPED}",
    f"https://web.archive.org/web/2026/{POST}",
    f"https://www.facebook.com/sharer/sharer.php?u={WRAPPED}",
    "https://t.co/abc",
    "https://www.google.com/url?q=https%3A%2F%2F",
    f"https://www.google.com/url#?q={WRAPPED}",
    "https://www.google.com/url?q=https://ada.example/caf%E9",
]


@pytest.mark.parametrize("url", LEADING_ON)
def test_where_a_service_leads_on_the_address_within_is_meant(url: str) -> None:
    found = urls.linked("", url)
    assert found is not None
    assert urls.key(found) == "ada.example/engines?p=1"
    assert [urls.key(urls.parse(one) or found) for one in links_in(f'<a href="{url}">x</a>')] == [urls.key(found)]
    assert address_advice.doubt(url).startswith(
        'it only leads on, and tells who follows it; did you mean "https://ada.'
    )


@pytest.mark.parametrize("url", NOT_LEADING_ON)
def test_all_other_addresses_stay_what_they_are(url: str) -> None:
    assert urls.linked("", url) == url
    assert address_advice.doubt(url) == ""


def test_an_address_need_not_be_escaped_and_a_space_in_it_stays_one() -> None:
    assert forwarding.address_in(f"https://www.google.com/url?q={POST}&sa=D") == POST
    assert (
        forwarding.address_in("https://vk.com/away.php?to=https%3A%2F%2Fa.example%2Fb%20c") == "https://a.example/b%20c"
    )


@pytest.mark.parametrize(
    ("added", "left"),
    [
        ("?fbclid=x", ""),
        ("?a=1&fbclid=x", "?a=1"),
        ("?fbclid=x&a=1#b", "?a=1#b"),
        ("?a=1&fbclid=x#b", "?a=1#b"),
        ("?afbclid=x", "?afbclid=x"),
    ],
)
def test_what_facebook_has_added_to_the_address_is_left_out(added: str, left: str) -> None:
    leading_on = f"https://l.facebook.com/l.php?u={quote(f'https://ada.example/{added}', safe='')}&h=AT0"
    assert urls.linked("", leading_on) == f"https://ada.example/{left}"


def test_the_entry_of_a_feed_that_watches_searches_is_at_the_post() -> None:
    link = f"https://www.google.com/url?rct=j&amp;sa=t&amp;url={WRAPPED}&amp;ct=ga"
    assert one(rss(f"<link>{link}</link>"), "https://www.google.com/alerts/feeds/1/2").url == POST


def test_an_own_page_leads_to_the_post() -> None:
    page = read_page(f'<a href="{LEADING_ON[0].replace("&", "&amp;")}">Engines</a>', "a/", "A", {}, "", UTC)
    assert [(link.url, link.text) for link in page.links] == [(POST, "Engines")]
