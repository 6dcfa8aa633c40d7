"""Addresses: what is one, when two are one, what lies below what."""

from __future__ import annotations

import sys
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_reciprocity.core import url as urls
from mkdocs_reciprocity.core.personal import as_title
from mkdocs_reciprocity.core.url import Url, UrlKey

HOSTS = [
    "www.", "www", "a", "b-c", ".", "-", "ada.example", ":80", ":81", "/", "?", "#", "@", "%41", "%C3%A9", "[::1]", "A",
    "index.html", "é", "_", "..", "//",
]  # fmt: skip


def key(text: str) -> str:
    url = urls.parse(text)
    assert url is not None, text
    return urls.key(url)


@pytest.mark.parametrize(
    "text",
    [
        "https://ada.example/", "http://ada.example", "HTTPS://Ada.Example/Engines/?a=1#b", "https://bücher.example/ü",
        "https://ada.example:8080/", "https://[::1]:8000/x", "https://ada@ada.example/", "https://a_b.example/(x)'y",
    ],
)  # fmt: skip
def test_a_url_stays_as_it_was_written(text: str) -> None:
    assert urls.parse(f"  {text}\n") == text


@pytest.mark.parametrize(
    "text",
    [
        "", "ada.example", "/engines/", "//ada.example/", "ftp://ada.example/", "javascript://ada.example/%0aalert(1)",
        "https://", "https:///x", "https://:80/", "https://ada.example:99999/", "https://ada.example:x/", "https://[::1/",
        "https://a b.example/", "https://ada.example/a b", "https://ada.example/\x00", "https://ada.example/\u2028x",
        'https://ada.example/"', "https://ada.example/<b>", "https://ada.example\\@evil.example/", "https://ada.example/\ud800",
        "https://ex%41mple.example/", "https://./", "https://../", "https://\uff05.example/", "https://a\u2100b.example/",
        "https://" + "ä" * 254 + ".example/", "mailto:ada@ada.example", "https://ada.example/" + "a" * 4096,
    ],
)  # fmt: skip
def test_what_is_no_absolute_web_address_is_no_url(text: str) -> None:
    assert urls.parse(text) is None


@pytest.mark.parametrize(
    "other",
    [
        "http://ada.example/engines",
        "https://www.ada.example/engines/",
        "https://www.www.ada.example/engines/",
        "https://ADA.Example/engines/",
        "https://ada.example:443/engines/",
        "http://ada.example:80/engines/",
        "https://ada.example./engines/",
        "https://ada.example/engines/#notes",
        "https://ada.example/engines/index.html",
        "https://ada.example/engines/index.html/",
        "https://ada.example/engines//",
        "https://ada.example/x/../engines/./",
        "https://ada.example/%65ngines/",
        "https://ada.example/engines/?utm_source=x&fbclid=y&mtm_a&pk_campaign=1",
        "https://ada.example/engines/?",
        "https://ada.example/engines/?&&",
        "https://ada.example//engines/",
        "https://ada.example/engines/?ref=some.newsletter.example",
        "https://ada.example/engines/?ref=producthunt&ref=",
        "https://ada.example/engines/?ref=t.co",
        "https://ada.example/engines/?ref=x.example",
        "https://ada.example/engines/?ref=7to9.news.example",
        "https://ada.example/engines?source=rss----0a1b2c3d---4",
        "https://ada.example/engines?source=friends_link",
        "https://ada.example/engines?source=email-0a1b-1700---------7",
        "https://ada.example/engines/?triedRedirect=true&isFreemail=false",
        "https://ada.example/engines/?ck_subscriber_id=12&UTM_Source=x&ss_email_id=1&dm_i=2&__cft__[0]=x",
        "https://ada.example/engines/?ref=https%3A%2F%2Fsome.example%2F",
        "https://ada.example/engines/?source=substack&via=mastodon&from=newsletter&share=reddit",
        "https://ada.example/engines/?feature=youtu.be&si=AbCdEfGhIjKlMnOp&cmp=rss-all",
        "https://ada.example/engines/#:~:text=leather",
        "https://somebody:secret@ada.example/engines/",
    ],
)
def test_spellings_of_one_address_have_one_key(other: str) -> None:
    assert key(other) == "ada.example/engines"


@pytest.mark.parametrize(
    "other",
    [
        "https://ada.example/Engines/",
        "https://ada.example/engines/notes/",
        "https://ada.example/engines.html",
        "https://ada.example/engines/?p=1",
        "https://ada.example:8080/engines/",
        "https://ada.example.evil/engines/",
        "https://blog.ada.example/engines/",
        "https://ada.example/engines/?ref=x",
        "https://ada.example/engine%2Fs/",
        "https://ada.example/engines/?ref=17",
        "https://ada.example/engines/?ref=v1.2",
        "https://ada.example/engines/?ref=v1.2.beta",
        "https://ada.example/engines/?ref=17.beta",
        "https://ada.example/engines/?ref=refs/heads/main",
        "https://ada.example/engines/?reference=some.example",
        "https://ada.example/engines/?source=archive",
        "https://ada.example/engines/?r=1abcd",
        "https://ada.example/engines/?via=3",
        "https://ada.example/engines/?via=ada",
        "https://ada.example/engines/?from=2026-01-01",
        "https://ada.example/engines/?si=1",
        "https://ada.example/engines/?feature=search",
        "https://ada.example/engines/?m=1",
        "https://ada.example/engines/?v=abc",
        "https://ada.example/engines/?id=engines",
    ],
)
def test_other_addresses_have_other_keys(other: str) -> None:
    assert key(other) != "ada.example/engines"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("https://ada.example/", "ada.example"),
        ("https://ada.example/index.html", "ada.example"),
        ("https://ada.example/?b=2&utm_medium=x&a=1", "ada.example?b=2&a=1"),
        ("https://bücher.example/", "xn--bcher-kva.example"),
        ("https://BÜCHER.example/", "xn--bcher-kva.example"),
        ("https://bücher。example/", "xn--bcher-kva.example"),
        ("https://ｂlog.example/", "blog.example"),
        ("https://[::1]/x", "[::1]/x"),
        ("https://[::1]:8080/x", "[::1]:8080/x"),
        ("https://ada.example/ü", "ada.example/%C3%BC"),
        ("https://ada.example/%c3%bc", "ada.example/%C3%BC"),
        ("https://ada.example/a|ü", "ada.example/a|%C3%BC"),
        ("https://ada.example/a|%c3%bc", "ada.example/a|%C3%BC"),
        ("https://ada.example/a%7C%7bb%7D?c=%5e%60", "ada.example/a|{b}?c=^`"),
        ("https://ada.example/100%", "ada.example/100%"),
        ("https://ada.example/%2541", "ada.example/%2541"),
        ("https://ada.example/?q=ü&r=%c3%bc", "ada.example?q=%C3%BC&r=%C3%BC"),
        ("https://ada.example/../../x", "ada.example/x"),
        ("https://ada.example/Loom_%28weaving%29/it%27s%3a", "ada.example/Loom_(weaving)/it's:"),
        ("https://ada.example/%21%24%26%2a%2B%2C%3B%3D%40", "ada.example/!$&*+,;=@"),
        ("https://ada.example/a%2Fb%3Fc%23d%2528?q=%28%2B%26", "ada.example/a%2Fb%3Fc%23d%2528?q=%28%2B%26"),
        ("https://ada.example/~dora/a.b/c..d", "ada.example/~dora/a.b/c..d"),
        ("https://b%C3%BCcher.example/x", "xn--bcher-kva.example/x"),
        ("https://b%c3%bccher.example:8080/", "xn--bcher-kva.example:8080"),
        ("https://web.example/2020/https://ada.example//x/", "web.example/2020/https:/ada.example/x"),
        ("https://ada.example/p/belts?r=1abcd&utm_campaign=post&showWelcomeOnShare=true", "ada.example/p/belts"),
        ("https://ada.example/p/belts?publication_id=1&post_id=22&r=2&s=w&v=3", "ada.example/p/belts?v=3"),
        ("https://ada.example/p/belts/x?r=1abcd", "ada.example/p/belts/x?r=1abcd"),
        ("https://ada.example/2026/11/belts.html?m=1&showComment=17", "ada.example/2026/11/belts.html"),
        ("https://ada.example/2026/11/belts.html?m=11&p=1", "ada.example/2026/11/belts.html?m=11&p=1"),
        ("https://ada.example/x?amp=1&replytocom=4&share=mastodon&nb=1", "ada.example/x"),
        ("https://ada.example/x?amp&trk=public_post_reshare-text&src=rss&_bhlid=a&doing_wp_cron=1.2", "ada.example/x"),
        (
            "https://ada.example/x?a=1&amp;utm_source=rss&amp;amp;b=2&share=jetpack-mastodon",
            "ada.example/x?a=1&amp;amp;b=2",
        ),
        ("https://ada.example/x?referrer=social.example&WT.mc_id=7&shareToken=a&srnd=b", "ada.example/x"),
        ("https://ada.example/x?referrer=7&share=jet", "ada.example/x?referrer=7&share=jet"),
        ("https://ada.example/x?amp=marshall&trk=7&src=map&nb=2", "ada.example/x?amp=marshall&trk=7&src=map&nb=2"),
        ("https://x.example/ada/status/17?s=20&t=aB3-cdefgh_9", "x.example/ada/status/17"),
        ("https://ada.example/x?s=20&t=1m30s", "ada.example/x?s=20&t=1m30s"),
        ("https://ada.example/%40ada/Loom_%28weaving%29", "ada.example/@ada/Loom_(weaving)"),
        ("https://ada.example/a%2Cb%3a%27c%3f?d=%28%2C", "ada.example/a,b:'c%3F?d=%28%2C"),
    ],
)
def test_the_key_of(text: str, expected: str) -> None:
    assert key(text) == expected


@pytest.mark.parametrize(
    "text",
    ["https://b%FFcher.example/", "https://%C2%A0.example/", "https://b%C3%BC%2Fx.example/", "https://b%C3%.example/"],
)
def test_a_host_with_escapes_of_something_else_is_none(text: str) -> None:
    assert urls.parse(text) is None


def test_an_escaped_host_is_written_out() -> None:
    assert urls.parse("https://b%C3%BCcher.example/%C3%BC") == "https://bücher.example/%C3%BC"


@pytest.mark.parametrize(
    "fragment",
    ["#atom-everything", "#rss", "#feed_main", "#utm_source=rss", "#xtor=RSS-1", "#ref=rss", "#:~:text=leather,belts"],
)
def test_what_says_how_a_reader_came_is_no_part_of_a_page(fragment: str) -> None:
    assert urls.without_source(Url(f"https://ada.example/x{fragment}")) == "https://ada.example/x"


@pytest.mark.parametrize("end", ["#feeds-and-more", "#notes", "#2026-11-01", "#reference", "#", "?atom#a", ""])
def test_other_fragments_name_a_part_of_a_page(end: str) -> None:
    assert urls.without_source(Url(f"https://ada.example/x{end}")) == f"https://ada.example/x{end}"


@given(st.lists(st.sampled_from(HOSTS), min_size=1, max_size=7))
def test_a_host_is_what_the_key_begins_with(parts: list[str]) -> None:
    for scheme in ("http://", "https://"):
        if url := urls.parse(scheme + "".join(parts)):
            assert urls.host(url) == urls.host_of(urls.key(url))


def test_a_host_has_no_www_and_no_port_of_its_scheme() -> None:
    assert urls.host(Url("https://www.Ada.example:443/x?y")) == "ada.example"
    assert urls.host(Url("https://ada.example:8080?y/z")) == "ada.example:8080"


def test_user_info_is_seen() -> None:
    assert urls.has_user_info(Url("https://ada@ada.example/"))
    assert not urls.has_user_info(Url("https://ada.example/@ada"))


def test_prefixes_are_whole_segments_the_longest_first() -> None:
    assert list(urls.prefixes(UrlKey("pages.example/~dora/x?p=1/2"))) == [
        "pages.example/~dora/x?p=1/2", "pages.example/~dora/x", "pages.example/~dora", "pages.example",
    ]  # fmt: skip
    assert "pages.example/~dora" not in list(urls.prefixes(UrlKey("pages.example/~doraemon")))
    assert "me.example" not in list(urls.prefixes(UrlKey("me.example.evil/x")))


@pytest.mark.parametrize(
    ("reference", "expected"),
    [
        ("https://ada.example/", "https://ada.example/"),
        ("  HTTPS://ada.example/a b\n", "HTTPS://ada.example/a%20b"),
        ("https://ada.exam\nple/\tx", "https://ada.example/x"),
        ("/x/", "https://me.example/x/"),
        ("../y/", "https://me.example/posts/y/"),
        ("//ada.example/x", "https://ada.example/x"),
        ("#top", "https://me.example/posts/a/#top"),
        ("", "https://me.example/posts/a/"),
        ("mailto:a@b.example", None),
        ("javascript:alert(1)//x", None),
        ("data:text/html,https://ada.example/", None),
        ("https://[::1", None),
        ("//[::1", None),
        ("https://ada.example/" + "\n" * 9000 + "x", None),
    ],
)
def test_references_are_read_as_browsers_read_them(reference: str, expected: str | None) -> None:
    assert urls.resolve("https://me.example/posts/a/", reference) == expected


@pytest.mark.parametrize("reference", ["/x/", "../y/", "//ada.example/x", "#top", "x"])
def test_without_a_base_only_absolute_references_lead_anywhere(reference: str) -> None:
    assert urls.resolve("", reference) is None
    assert urls.resolve("", "https://ada.example/") == "https://ada.example/"


INVISIBLE = (0xAD, 0x61C, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2070), 0xFEFF, 0xE0041)


@pytest.mark.parametrize("char", [*map(chr, INVISIBLE)], ids=[*map(hex, INVISIBLE)])
def test_no_url_has_an_invisible_character_in_it(char: str) -> None:
    said = f"https://ada.example/{char}a?b{char}#c"
    url = urls.parse(said)
    written = quote(char)
    assert url is not None
    assert url == f"https://ada.example/{written}a?b{written}#c"
    assert urls.parse(url) == url
    assert urls.parse(f"https://ada{char}.example/") is None
    assert urls.readable(url) == f"ada.example/{written}a"


@pytest.mark.parametrize("char", [*"\u200b\u2060\u3000\u3164\ufe0f\u034f\u2800"])
def test_other_characters_that_nobody_sees(char: str) -> None:
    url = urls.parse(f"https://ada.example/a{char}b")
    assert url is not None
    assert url.isascii()
    assert key(url) == key(f"https://ada.example/a{quote(char)}b")


def test_a_url_that_grows_too_long_is_none() -> None:
    assert urls.parse("https://ada.example/" + "\u200b" * 400)
    assert urls.parse("https://ada.example/" + "\u200b" * 4000) is None


def test_an_address_is_read_aloud_as_host_and_path() -> None:
    assert urls.readable(Url("HTTPS://www.ada.example/engines/?p=1#x")) == "ada.example/engines"


@pytest.mark.parametrize(
    ("url", "title"),
    [
        ("https://www.a.example/x/?id=4&utm_source=y#z", "a.example/x?id=4"),
        ("https://a.example/x/?utm_source=y", "a.example/x"),
        ("https://a.example/?q=%C3%A9", "a.example?q=é"),
        ("https://a.example/?q=%00", "a.example?q=%00"),
        ("https://a.example/?token=secret", "a.example"),
        (f"https://a.example/?q={'x' * 80}", f"a.example?q={'x' * 57}…"),
    ],
)
def test_an_address_as_a_title_has_its_query(url: str, title: str) -> None:
    assert as_title(Url(url)) == title


@pytest.mark.parametrize("letter", ["a", "%41", "ü", "\U0001f600"])
def test_the_keys_that_are_kept_take_no_more_memory_than_they_may(letter: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(urls, "KEPT_BYTES", 1 << 16)
    keys, most = urls.Keys(), 0
    for number in range(500):
        assert keys[Url(f"https://ada.example/{number}/{letter * 30}")].startswith(f"ada.example/{number}/")
        held = sys.getsizeof(keys) + sum(map(sys.getsizeof, (*keys, *keys.values())))
        most = max(most, held)
    assert 1 << 14 < most <= 1 << 16


def test_what_was_asked_for_before_is_not_made_again(monkeypatch: pytest.MonkeyPatch) -> None:
    keys, asked = urls.Keys(), Url("https://ada.example/a/")
    assert keys[asked] == "ada.example/a"
    monkeypatch.setattr(urls, "_key", lambda url: UrlKey("made again"))
    assert keys[asked] == "ada.example/a"
    assert keys[Url("https://ada.example/b/")] == "made again"


@pytest.mark.parametrize(
    "text",
    [
        "https://www.a.example/x/", "https://a.example/x/index.html", " https://A.example/?p=1#x ", "a.example", "",
        "https://a.example/" + "x" * 5000,
    ],
)  # fmt: skip
def test_a_url_and_its_key_are_found_together(text: str) -> None:
    url = urls.parse(text)
    assert urls.with_key(text) == (None if url is None else (url, urls.key(url)))


@given(st.text(alphabet="aB.:/%?#@& éA4", max_size=30))
def test_a_key_without_a_query_is_the_key_of_its_plain_address(text: str) -> None:
    found = urls.with_key(f"https://{text}")
    if found and "?" not in found[1]:
        assert urls.key(Url(f"https://{found[1]}/")) == urls.key(Url(f"https://{found[1]}")) == found[1]
