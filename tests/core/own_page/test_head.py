"""Links in the head of a finished page."""

from __future__ import annotations

from urllib.parse import urljoin

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_reciprocity.core.own_page import head
from mkdocs_reciprocity.core.own_page.head import MARK

LINKS = (
    '<link rel="alternate" type="application/atom+xml" title="Looms &amp; Letters" href="../shared.xml">\n'
    '<link rel="blogroll" type="text/xml" title="Blogs" href="../blogroll.opml">\n'
)
OURS = LINKS.replace("<link ", f'<link {MARK}="" ')


def put(text: str, wanted: str = LINKS, base: str = "https://me.example/a/") -> str:
    found = head.read(text)
    assert found is not None
    return head.with_links(text, found, wanted, lambda href: urljoin(base, href))


PAGES = [
    ("<!doctype html>\n<html><head>\n<title>x</title>\n", "</head><body>x</body></html>"),
    ("<!DOCTYPE html><html><head><title>x</title>", "</HEAD><body>x</body></html>"),
    ("<!doctype html><meta charset=utf-8><title>x</title>", "<p>minified</p>"),
    ("<!doctype html><title>x</title>\n", "bare text"),
    ("<!doctype html><title>x</title>", ""),
    ("<html>", "<body>x</body></html>"),
    ("<html><!-- </head> <head> --><head><script>'</head><body>'</script>", "</head>"),
    ("<html><head><!----><!--> <style>/* </head> */</style><title></head></title>", "</head>"),
    ("<html><head><noscript><link rel=x></noscript>", "<template></head></template></head>"),
    ("<html><head>", "<template><template></template><div></div></template></head>"),
    ("<html><head><script><!-- <script></script> --></script>", "</head>"),
    ("<html><head><script><!-- <script> --></script>", "</head>"),
    ("<html><head><script><!--> <script></script >", "</head><script></script>"),
    ("<html><head><script><!-- <script></script></script>", "</head>"),
    ("<html><head><script>x</script y='>'>", "</head><script></script>"),
    ("<html><head><title>x</title/>", "</head><title></title>"),
    ("<html><head><title>x</titles></title>", "</head>"),
    ("<html><head>", "<meta content=don't></head><p title='x'>it's></p>"),
    ("<html><head><meta content='a>b'content=\">\"/>", "</head>"),
    ("<html><head><title>x</title>", "\x85\x40 is one letter in Shift_JIS"),
    ("<html><head><title>x</title>", "\xa0is no space"),
    ("<html><head><!--[if lt IE 9]><script src=x></script></head><![endif]--><![x]>", "</head>"),
    ('<html><head><meta content="</head>"><base target=_top>', "</head>"),
    ("<html><head></x>", "</head>"),
    ("<html><head><title>x</title></head>"[:-7], "</head><frameset><frame src=x></frameset>"),
    ("<html><head><title>x</title>", "<div>an element that ends it</div></head>"),
]


@pytest.mark.parametrize(("before", "after"), PAGES)
def test_links_are_put_where_the_head_ends_and_can_be_taken_out_again(before: str, after: str) -> None:
    done = put(before + after)
    assert done == before + OURS + after
    assert put(done) == done
    assert put(done, "") == before + after
    one = LINKS.splitlines(keepends=True)[0]
    assert put(put(done, one)) == done
    assert put(done, one) == before + OURS.splitlines(keepends=True)[0] + after


@pytest.mark.parametrize(
    "text",
    [
        "", "google-site-verification: google1.html", "<p>a fragment</p>", "<!-- <html> -->x", "{{ x }}<html>",
        "<html><head><script>never closed </head>", "<html><head><script><!-- <script></script></head>",
        "<html><head><style>x</style y=don't></head>", '<!doctype html [<!ENTITY x "y">]><html><head></head></html>',
        "<html><head><title>x</head><body>", "<div><html>",
    ],
)  # fmt: skip
def test_what_is_no_page_or_has_no_head_that_ends(text: str) -> None:
    assert head.read(text) is None


def test_lines_end_as_the_others_of_the_head_do() -> None:
    text = "<html>\r\n<head>\r\n</head>\r\n<body>\n</body>"
    done = put(text)
    assert done == text.replace("</head>", OURS.replace("\n", "\r\n") + "</head>")
    assert put(done, "") == text


def test_in_xhtml_links_are_closed_and_the_text_is_ascii() -> None:
    link = '<link rel="alternate" title="Šířka &#34;1&#34;" href="../shared.xml">\n'
    for front in ('<?xml version="1.0"?><!DOCTYPE html>', '<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN">'):
        done = put(f"{front}<html><head><title>x</title></head></html>", link)
        wanted = f'<link {MARK}="" rel="alternate" title="&#352;&#237;&#345;ka &#34;1&#34;" href="../shared.xml" />\n'
        assert wanted in done
        assert put(done, link) == done


@pytest.mark.parametrize(
    "there",
    [
        LINKS,
        LINKS.replace('"', ""),
        '<link href="/shared.xml" rel="alternate"><link href=https://me.example/blogroll.opml rel=BLOGROLL>',
        "<link rel='feed alternate' href='../shared.xml'/><link rel='blogroll' href='../blogroll.opml' />",
    ],
)
def test_links_that_the_page_has_are_not_put_there_again(there: str) -> None:
    text = f"<html><head>{there}</head>"
    assert put(text) == text
    assert put(f"<html><head>{there}{OURS}</head>") == text


def test_another_link_to_the_same_or_another_address_is_none() -> None:
    text = '<html><head><link rel="preload" href="../shared.xml"><link rel="alternate" href="/feed.xml"></head>'
    assert put(text) == text.replace("</head>", f"{OURS}</head>")


def test_what_a_minifier_did_to_our_links_changes_nothing() -> None:
    text = (
        f"<html><head><link href=../shared.xml {MARK} rel=alternate type=application/atom+xml "
        f'title="Looms &amp; Letters"><link {MARK} rel=blogroll type=text/xml title=Blogs href=../blogroll.opml></head>'
    )
    assert put(text) == text


def test_where_a_page_is_seen_from_and_where_it_sends_visitors() -> None:
    found = head.read('<html><head><base><base href="/x/"><base href="/y/"></head>')
    assert found is not None
    assert (found.base, found.sent_to) == ("/x/", None)
    for content, to in [
        ("0; url=../new/", "../new/"), ("0;URL='/a b/'", "/a b/"), ("1.5, https://x.example/", "https://x.example/"),
        ("0", None), ("300; url=/later/", None), ("x", None), ("", None),
    ]:  # fmt: skip
        page = f'<html><head><meta charset=utf-8><meta http-equiv="Refresh" content="{content}"></head>'
        found = head.read(page)
        assert found is not None
        assert found.sent_to == to


PIECES = st.sampled_from([
    "<!doctype html>", "<html>", "<head>", "<title>", "x</title>", "</head>", "<body>", "<p>", "\n", "\r\n", " ",
    "text", "<!-- <head> -->", "<script>'</head>'</script>", "<style>", "</style>", "<link rel=icon href=x>",
    "<base href=/>",
    '<link rel="alternate" href="../shared.xml">', "<meta name=x content='>'>", "<", "</", "\xff", OURS, "<!--", '"',
])  # fmt: skip


@given(st.lists(PIECES, max_size=14).map("".join))
def test_whatever_a_page_is_a_second_run_changes_nothing_and_all_can_be_taken_out(text: str) -> None:
    before = head.read(text)
    if before is None:
        return
    bare = put(text, "")
    done = put(bare)
    assert put(done) == done
    assert put(done, "") == bare
    assert [link.attributes for link in before.links if MARK not in link.attributes] == [
        link.attributes for link in (head.read(bare) or before).links
    ]


def test_what_is_ours_needs_our_stylesheet() -> None:
    for yes in ('<p class="reciprocity">', "<p class='x reciprocity y'>", "<p\nclass=reciprocity-badge>"):
        assert head.needs_style(yes)
    for no in ("reciprocity", "<p class=x>", "<p id=reciprocity>", '<p class="x">reciprocity'):
        assert not head.needs_style(no)


@pytest.mark.parametrize("piece", ["<", "<!--", "<a ", '<a x="', "<meta x", " ", "<!--a", "<base ", "<![", "<link a='"])
def test_hostile_pages_are_read_in_time(piece: str) -> None:
    assert head.read("<html><head>" + piece * 200_000) is not None


def test_hostile_attributes_and_raw_elements() -> None:
    page = "<html><head>" + "<script></script>" * 50_000 + "<link " + "a=1 " * 50_000 + "></head>"
    found = head.read(page)
    assert found is not None
    assert len(found.links) == 1


@pytest.mark.parametrize(
    "front",
    [
        '\xef\xbb\xbf<?xml version="1.0"?><html>', '<!doctype html><!-- > --><html xmlns="http://www.w3.org/1999/xhtml">',
        '\n<!DOCTYPE html\nPUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN"><html>',
    ],
)  # fmt: skip
def test_what_may_be_read_as_xml_stays_well_formed(front: str) -> None:
    closed = OURS.replace(">\n", " />\n")
    assert put(f"{front}<head><title>x</title></head></html>") == f"{front}<head><title>x</title>{closed}</head></html>"
    empty = '<script src="x"/><title>y</title></head><body><script></script></body></html>'
    assert put(f"{front}<head>{empty}") == f"{front}<head>{closed}{empty}"


def test_references_to_characters_that_there_are_not() -> None:
    many = "1" * 5_000
    found = head.read(
        f'<html><head><base href="/a&#{many};b/"><meta http-equiv=refresh content="0;url=/&#8364;&#x{many};">'
    )
    assert found is not None
    assert (found.base, found.sent_to) == ("/ab/", "/\N{EURO SIGN}")


def test_addresses_are_read_as_utf_8() -> None:
    found = head.read('<html><head><base href="/caf\xc3\xa9/"><meta http-equiv=refresh content="0;url=\xc3\xa9\xe9">')
    assert found is not None
    assert (found.base, found.sent_to) == ("/caf\xe9/", "\xe9\ufffd")
