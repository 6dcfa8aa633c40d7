"""OPML files, as feed readers export them -> peers."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_reciprocity.core.log.text import is_opml
from mkdocs_reciprocity.core.model import Peer
from mkdocs_reciprocity.core.opml import peers
from mkdocs_reciprocity.core.opml import reader as opml
from mkdocs_reciprocity.core.problem import Parsed


def parse(*lines: str, private: bool = False) -> Parsed[tuple[Peer, ...]]:
    """Reads a document whose first outline stands in line 3."""
    body = "\n".join(lines)
    text = f'<?xml version="1.0" encoding="UTF-8"?>\n<opml version="2.0"><head/><body>\n{body}\n</body></opm' + "l>"
    return opml.parse(text.encode(), "blogroll.opml", private=private)


def only(*lines: str) -> Peer:
    found = parse(*lines)
    assert found.problems == ()
    assert len(found.records) == 1
    return found.records[0]


def said(*lines: str) -> list[str]:
    return [str(problem) for problem in parse(*lines).problems]


ADA = '<outline type="rss" text="Ada Example" xmlUrl="https://ada.example/feed.xml" htmlUrl="https://ada.example/"/>'


def test_an_outline_is_a_peer() -> None:
    peer = only(ADA)
    assert (peer.id, peer.name, peer.home) == ("ada-example", "Ada Example", "https://ada.example/")
    assert peer.feeds == ("https://ada.example/feed.xml",)
    assert str(peer.where) == "blogroll.opml:3"
    assert not peer.private


@pytest.mark.parametrize("names", [("xmlUrl", "htmlUrl"), ("xmlurl", "htmlurl"), ("XMLURL", "HTMLURL")])
def test_the_case_of_attributes_and_elements_does_not_matter(names: tuple[str, str]) -> None:
    peer = only(f'<Outline Text="Ada" {names[0]}="https://ada.example/f" {names[1]}="https://ada.example/"></Outline>')
    assert (peer.name, peer.home, peer.feeds) == ("Ada", "https://ada.example/", ("https://ada.example/f",))


def test_folders_and_categories_become_tags() -> None:
    peer = only(
        '<outline text="Craft"><outline text="Looms"><outline text="Ada" xmlUrl="https://ada.example/f" '
        'category="/Boston/Weather,machines, Looms,"/></outline></outline>'
    )
    assert peer.tags == ("Craft", "Looms", "Boston", "Weather", "machines")


def test_a_blog_is_no_folder_for_what_stands_in_it() -> None:
    found = parse(ADA.replace("/>", ">") + '<outline text="Ben" htmlUrl="https://ben.example/"/></outline>').records
    assert [peer.tags for peer in found] == [(), ()]


def test_the_name_is_what_the_reader_shows_else_the_feeds_title_else_the_address() -> None:
    url = 'xmlUrl="https://ada.example/feed.xml"'
    assert only(f'<outline text=" Ada&#10; E. " title="Looms" {url}/>').name == "Ada E."
    assert only(f'<outline text="" title="Looms" {url}/>').name == "Looms"
    assert only(f"<outline {url}/>").name == "ada.example/feed.xml"


@pytest.mark.parametrize(
    ("name", "id_"),
    [
        ("Ada's Looms & Engines!", "adas-looms-engines"),
        ("Café Ünicode", "café-ünicode"),
        ("机器", "机器"),
        ("***", "ada-example-x"),
        ("A Very Long Name of a Blog That Never Seems to End", "a-very-long-name-of-a-blog-that-never"),
        ("x" * 50, "x" * 40),
    ],
)
def test_ids_are_made_from_names(name: str, id_: str) -> None:
    escaped = name.replace("&", "&amp;")
    peer = only(f'<outline text="{escaped}" htmlUrl="https://ada.example/x/"/>')
    assert peer.id == id_ or (name == "***" and peer.id == "ada.example")


def test_two_of_one_name_are_told_apart_by_their_hosts_whatever_the_order() -> None:
    lines = [
        f'<outline text="Weblog" xmlUrl="https://{host}/f" htmlUrl="https://{host}/"/>'
        for host in ("ada.example", "ben.example", "cleo.example/a", "cleo.example/b")
    ]
    ids = {peer.home: peer.id for peer in parse(*lines).records}
    assert sorted(ids.values()) == [
        "weblog-ada.example",
        "weblog-ben.example",
        "weblog-cleo.example-cleo.example/a",
        "weblog-cleo.example-cleo.example/b",
    ]
    assert {peer.home: peer.id for peer in parse(*reversed(lines)).records} == ids


def test_outlines_with_one_home_or_one_feed_are_one_peer() -> None:
    peer = only(
        '<outline text="One">' + ADA + "</outline>",
        '<outline text="Two">' + ADA + "</outline>",
        '<outline text="Notes" xmlUrl="https://ada.example/notes.xml" htmlUrl="http://www.ada.example"/>',
        '<outline text="Comments" xmlUrl="https://ada.example/comments.xml"/>',
        '<outline text="Again" xmlUrl="https://ada.example/feed.xml"/>',
    )
    assert peer.name == "Ada Example"
    assert peer.tags == ("One", "Two")
    assert peer.feeds == tuple(f"https://ada.example/{name}.xml" for name in ("feed", "notes", "comments"))


def test_feeds_on_a_host_that_many_share_are_somebodys_each() -> None:
    found = parse(
        '<outline text="Ada" xmlUrl="https://feeds.example/ada"/>',
        '<outline text="Ben" xmlUrl="https://feeds.example/ben"/>',
        '<outline text="Cleo" xmlUrl="https://cleo.example/feed"/>',
    ).records
    assert [(peer.name, peer.home) for peer in found] == [
        ("Ada", "https://feeds.example/ada"),
        ("Ben", "https://feeds.example/ben"),
        ("Cleo", None),
    ]


def test_a_feed_on_a_host_of_many_people_is_that_of_an_account() -> None:
    found = parse(
        '<outline text="Mo" xmlUrl="https://social.example/@mo.rss"/>',
        '<outline text="Nel" xmlUrl="https://social.example/users/nel.rss"/>',
        '<outline text="Mo again" xmlUrl="https://social.example/@mo" htmlUrl="https://social.example/@mo"/>',
        '<outline text="Vic" xmlUrl="https://www.youtube.com/feeds/videos.xml?channel_id=UC1"/>',
    ).records
    assert [(peer.name, peer.home) for peer in found] == [
        ("Mo", "https://social.example/@mo"),
        ("Nel", "https://social.example/users/nel/"),
        ("Vic", None),
    ]


MO = '<outline text="Mo" xmlUrl="https://social.example/@mo.rss"/>'
NEL = '<outline text="Nel" xmlUrl="https://social.example/users/nel.rss"/>'


@pytest.mark.parametrize(
    ("lines", "private", "home"),
    [
        ((MO,), False, "https://social.example/@mo/"),
        ((MO,), True, None),
        ((MO.replace("/>", ' htmlUrl="nowhere at all"/>'),), False, None),
        ((MO, NEL), True, "https://social.example/@mo/"),
    ],
)
def test_of_somebody_private_who_is_alone_on_a_host_no_account_stands_for_it(
    lines: tuple[str, ...], private: bool, home: str | None
) -> None:
    mo = parse(*lines, private=private).records[0]
    assert (mo.home, mo.private) == (home, private or home is None)


@pytest.mark.parametrize(
    ("address", "advice"),
    [
        (
            "https://ada.example/a b",
            "is no URL; there is a space in it; write `%20` instead, or leave out what follows the address",
        ),
        ("ada.example/feed", 'is no URL; did you mean "https://ada.example/feed"?'),
        ("ftp://ada.example/feed", "is no URL; an address begins with `https://`"),
        ("https://ada@ada.example/feed", "names a user before the host; leave that out"),
    ],
)
def test_a_slip_in_an_address_is_said_as_in_the_log(address: str, advice: str) -> None:
    (problem,) = parse(f'<outline text="Ada" xmlUrl="{address}"/>').problems
    assert problem.message == f'the outline "Ada": `xmlUrl` "{address}" {advice}'


@pytest.mark.parametrize("address", ["ftp://ada.example/?token=zq7", "https://me:zq7@ada.example/feed"])
def test_a_slip_in_an_address_that_may_hold_a_key_is_no_line_of_a_build(address: str) -> None:
    (problem,) = parse(f'<outline text="Ada" xmlUrl="{address}"/>').problems
    assert "zq7" in str(problem)
    assert "zq7" not in problem.in_public()


@pytest.mark.parametrize(
    ("address", "url"),
    [
        ("feed://ada.example/f", "https://ada.example/f"),
        ("feed:https://ada.example/f", "https://ada.example/f"),
        ("FEED:http://ada.example/f", "http://ada.example/f"),
        (" https://ada.example/f?a=1&amp;b=2 ", "https://ada.example/f?a=1&b=2"),
        ("https://ada.example/f?a=1&b=2", "https://ada.example/f?a=1&b=2"),
    ],
)
def test_addresses_as_readers_write_them(address: str, url: str) -> None:
    assert only(f'<outline text="Ada" xmlUrl="{address}"/>').feeds == (url,)


def test_a_link_without_a_feed_is_a_home() -> None:
    peer = only('<outline type="link" text="Ada" url="https://ada.example/"/>')
    assert (peer.home, peer.feeds) == ("https://ada.example/", ())


def test_an_outline_without_an_address_is_a_problem() -> None:
    assert said(ADA, '<outline type="rss" text="Ben"/>') == [
        'blogroll.opml:4: the outline "Ben" has no `xmlUrl`; add the address, or take it out'
    ]
    assert "includes another file" in said('<outline type="include" text="x" url="https://x.example/all"/>')[0]
    assert "includes another file" in said('<outline type="link" text="x" url="https://x.example/all.opml"/>')[0]


def test_an_empty_folder_is_for_information_only() -> None:
    problems = parse(ADA, '<outline text="Later"></outline>', '<outline text="Now">' + ADA + "</outline>").problems
    assert [(problem.level, problem.where.line) for problem in problems] == [("info", 4)]
    assert 'the outline "Later" has neither `xmlUrl` nor `htmlUrl`' in problems[0].message


@pytest.mark.parametrize(
    "address", ["feeds/ada.xml", "javascript:alert(1)", "file:///etc/passwd", "https://me:x@a.example/"]
)
def test_an_address_that_is_none_is_a_problem_and_the_peer_private(address: str) -> None:
    assert len(said(f'<outline type="rss" text="Ada" xmlUrl="{address}"/>')) == 1
    found = parse(f'<outline text="Ada" xmlUrl="https://ada.example/f" htmlUrl="{address}"/>')
    assert len(found.problems) == 1
    assert [(peer.feeds, peer.private) for peer in found.records] == [(("https://ada.example/f",), True)]


def test_all_in_a_private_file_is_private_and_so_is_what_quotes_it() -> None:
    found = parse(ADA, '<outline type="rss" text="Ben"/>', private=True)
    assert found.records[0].private
    assert "Ben" not in found.problems[0].in_public()


# --- what is not quite XML, or not OPML


def test_ampersands_and_the_names_of_html_are_what_was_meant() -> None:
    peer = only('<outline text="Ada & Ben &eacute;&nbsp;&#233;&amp;lt;&nosuch; AT&T" xmlUrl="https://a.example/?a&b"/>')
    assert peer.name == "Ada & Ben é é<&nosuch; AT&T"
    assert peer.feeds == ("https://a.example/?a&b",)


def test_names_are_what_was_meant_though_they_were_escaped_twice() -> None:
    peer = only('<outline text="Ben&amp;#8217;s &amp;amp; &lt;i>Ada&lt;/i>&amp;#39;s" xmlUrl="https://a.example/f"/>')
    assert (peer.name, peer.id) == ("Ben’s & Ada's", "bens-adas")


@pytest.mark.parametrize("nowhere", ["None", "null", "http://", "https://", "#"])
def test_what_programs_write_where_they_know_no_address_is_none(nowhere: str) -> None:
    found = parse(f'<outline text="Ada" type="rss" xmlUrl="https://a.example/f" htmlUrl="{nowhere}"/>')
    assert found.problems == ()
    assert [(peer.home, peer.private) for peer in found.records] == [(None, False)]


@pytest.mark.parametrize(
    ("said", "home", "feed"),
    [
        ('type="rss" url="https://a.example/f"', None, "https://a.example/f"),
        (
            'type="RSS" url="https://a.example/f" htmlUrl="https://a.example/"',
            "https://a.example/",
            "https://a.example/f",
        ),
        (
            'type="rss" url="https://a.example/" xmlUrl="https://a.example/f"',
            "https://a.example/",
            "https://a.example/f",
        ),
        ('type="link" url="https://a.example/"', "https://a.example/", None),
        ('url="https://a.example/"', "https://a.example/", None),
    ],
)
def test_the_url_of_a_feed_is_its_feed(said: str, home: str | None, feed: str | None) -> None:
    peer = only(f'<outline text="Ada" {said}/>')
    assert (peer.home, peer.feeds) == (home, (feed,) if feed else ())


def test_an_address_at_which_the_file_ends_is_not_taken() -> None:
    text = f'<opml version="2.0"><body>{ADA}<outline text="Ben" type="rss" xmlUrl="https://ben.exam'
    found = opml.parse(text.encode(), "x.opml")
    assert [peer.name for peer in found.records] == ["Ada Example"]
    assert ["an outline here cannot be read" in str(problem) for problem in found.problems] == [True]


@pytest.mark.parametrize("kind", ["folder", "category"])
def test_an_empty_folder_that_says_that_it_is_one_is_for_information_only(kind: str) -> None:
    assert [problem.level for problem in parse(f'<outline text="Empty" type="{kind}"/>').problems] == ["info"]


def test_what_is_a_feed_readers_own_is_passed_over() -> None:
    """Tiny Tiny RSS exports its settings, Overcast its playlists, Liferea its searches, Netvibes its widgets."""
    found = parse(
        ADA,
        '<outline text="tt-rss-prefs" schema-version="1"><outline pref-name="DATE" value="x"/></outline>',
        '<outline text="playlists"><outline type="podcast-playlist" title="All" smart="1"/></outline>',
        '<outline title="Unread" text="Unread" type="vfolder"><outline type="rule" text="x" rule="unread"/></outline>',
        '<outline title="Weather" text="" type="widget" url=""/>',
    )
    assert ([peer.name for peer in found.records], found.problems) == (["Ada Example"], ())


def test_a_feed_that_only_its_reader_knows_is_left_out_and_a_filtered_one_is_the_feed() -> None:
    found = parse(
        '<outline type="rss" xmlUrl="filter:~/bin/short:https://ben.example/rss" title="Ben"/>',
        '<outline type="rss" xmlUrl="exec:~/bin/x.sh" title="X"/>',
        '<outline type="rss" xmlUrl="query:Unread:unread" title="Q" htmlUrl=""/>',
    )
    assert [(peer.name, *peer.feeds) for peer in found.records] == [("Ben", "https://ben.example/rss")]
    assert [(problem.level, problem.private) for problem in found.problems] == [("info", True)] * 2
    assert 'the outline "X": "exec:~/bin/x.sh" is known to its feed reader only' in str(found.problems[0])


def test_a_folder_with_the_name_of_its_blog_is_no_tag() -> None:
    """Thunderbird makes one for each feed."""
    (ada,) = parse(f'<outline title="Ada Example">{ADA}</outline>').records
    assert "Ada Example" not in ada.tags


def test_what_a_server_wrote_before_the_document_is_no_part_of_it() -> None:
    before = b"<br />\n<b>Warning</b>: no file\n"
    found = opml.parse(before + f"<opml><body>{ADA}</body></opml>".encode(), "x.opml")
    assert ([peer.where.line for peer in found.records], found.problems) == ([3], ())
    in_a_page = opml.parse(f"<html><pre><opml><body>{ADA}</body></opml></pre></html>".encode(), "x.opml")
    assert in_a_page.records == ()


def test_the_declaration_names_the_encoding_wherever_it_stands() -> None:
    text = '<?xml version="1.0" encoding="windows-1251"?><opml><body><outline text="О станках" xmlUrl="https://a.example/"/>'
    found = opml.parse(b"<?xml-stylesheet href='x'?>\n" + f"{text}</body></opml>".encode("cp1251"), "x.opml")
    assert [peer.name for peer in found.records] == ["О станках"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "iso-8859-1"])
def test_encodings(encoding: str) -> None:
    declared = "utf-8" if encoding == "utf-8-sig" else encoding
    text = f'<?xml version="1.0" encoding="{declared}"?>\r\n<opml><body>\r\n<outline text="Zoë" xmlUrl="https://z.example/f"/></body></opml>'
    found = opml.parse(text.encode(encoding), "x")
    assert not found.problems
    assert [(peer.name, peer.where.line) for peer in found.records] == [("Zoë", 3)]


def test_lines_are_counted_from_the_first_of_the_file() -> None:
    found = opml.parse(b"\xef\xbb\xbf\n\n<opml><body>\n<outline type='rss' text='x\x00\x1b'/></opml>", "x.opml")
    assert [str(problem.where) for problem in found.problems] == ["x.opml:4", "x.opml:4"]


def test_what_stands_above_a_mistake_is_read() -> None:
    found = parse(ADA, "<outline <", ADA)
    assert [peer.id for peer in found.records] == ["ada-example"]
    assert [str(problem.where) for problem in found.problems] == ["blogroll.opml:4"]
    assert "no well-formed XML (not well-formed (invalid token))" in found.problems[0].message


@pytest.mark.parametrize(
    ("body", "message"),
    [
        (b"", "is empty"),
        (b"\n\n", "is empty"),
        (b"<rss/>", 'is no OPML: it begins with "<rss>"'),
        (b"<html><body>", 'is no OPML: it begins with "<html>"'),
        (b"peers:\n  ada: x", "no OPML; name a file"),
        (b"<!DOCTYPE opml [<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;'>]><opml>&b;</opml>", 'declares the entity "a"'),
        (b"<!DOCTYPE opml [<!ENTITY a SYSTEM 'file:///etc/passwd'>]><opml>&a;</opml>", 'declares the entity "a"'),
        (b"<opml>" + b"<outline text='x'>" * 100_000, "more than 50 deep"),
        (b"<opml>" + b"<a>" * 100_000, "no well-formed XML"),
        (b"<opml><outline text='&#0;'/></opml>", "no well-formed XML"),
    ],
)
def test_what_is_no_opml_is_one_problem(body: bytes, message: str) -> None:
    found = opml.parse(body, "x.opml")
    assert found.records == ()
    assert len(found.problems) == 1
    assert message in found.problems[0].message


@pytest.mark.parametrize(
    ("file", "body", "is_it"),
    [
        ("blogroll.OPML", b"", True),
        ("subscriptions.xml", b'\xef\xbb\xbf \n<?xml version="1.0"?>', True),
        ("x", "<opml>".encode("utf-16"), True),
        ("people.yml", b"peers:\n  ada: {}\n", False),
        ("people.yml", b"<<<<<<< HEAD\npeers:\n", False),
        ("people.yml", b"", False),
    ],
)
def test_opml_is_known_by_its_name_or_its_beginning(file: str, body: bytes, is_it: bool) -> None:
    assert is_opml(file, body) is is_it


WORDS = [
    "<opml>",
    "<outline ",
    'text="a&b"',
    "xmlUrl='https://a.example/'",
    "/>",
    ">",
    "</outline>",
    "\x00",
    "\xff",
    "&",
    "\n",
]


@given(
    st.one_of(
        st.binary(max_size=200),
        st.lists(st.sampled_from(WORDS), max_size=30).map(lambda w: "".join(w).encode("latin-1")),
    )
)
def test_nothing_is_raised_whatever_the_bytes_are(body: bytes) -> None:
    found = opml.parse(body, "x.opml")
    ids = [peer.id for peer in found.records]
    assert len(ids) == len(set(ids))
    assert all(ids)
    assert found.records or found.problems or b"<opml" in body.lower()


def test_a_peer_has_so_many_tags_however_many_folders_and_categories_there_are() -> None:
    """What lies in many folders would have each of their names, and so a small file would be a large log."""
    folders = "".join(f'<outline text="{"f" * 200}{n}">' for n in range(40))
    outlines = "".join(
        f'<outline text="B" htmlUrl="https://b.example/" xmlUrl="https://b.example/f{n}" category="c{n}"/>'
        for n in range(50)
    )
    (peer,) = parse(folders, outlines, "</outline>" * 40).records
    assert len(peer.tags) == peers.MOST_TAGS


# --- slips


ZOE = '<outline type="rss" text="Zoe" xmlUrl="https://zoe.example/f"/>'


@pytest.mark.parametrize(
    ("slip", "name", "home"),
    [
        (
            '<outline text="Ben" xmlUrl="https://ben.example/f"htmlUrl="https://ben.example/"/>',
            "Ben",
            "https://ben.example/",
        ),
        ('<outline text="Ben" xmlUrl="https://ben.example/f" text="no"/>', "Ben", None),
        ("<outline text=Ben xmlUrl=https://ben.example/f />", "Ben", None),
        ("<outline text='Ben's' xmlUrl='https://ben.example/f'/>", "Ben's", None),
        ('<outline text="The "Ben" and "Co"" xmlUrl="https://ben.example/f"/>', 'The "Ben" and "Co"', None),
        ('<outline text="Ben <3 looms" xmlUrl="https://ben.example/f"/>', "Ben <3 looms", None),
        ('<outline text="a > b" text="" xmlUrl="https://ben.example/f"/>', "a > b", None),
        ('<outline text="Ben" xmlUrl="https://ben.example/f"/>,', "Ben", None),
        ('<outline text="Ben" xmlUrl="https://ben.example/f">', "Ben", None),
        ('<outline text="Ben & Co" , xmlUrl="https://ben.example/f?a=1&b=2" ,/></outline>', "Ben & Co", None),
        (
            '<outline text="Ben" xmlUrl="https://ben.example/f" htmlUrl="https://ben.example/',
            "Ben",
            "https://ben.example/",
        ),
        (
            '<outline text="Ben" xmlUrl="https://ben.example/f"/><!-- <outline xmlUrl="https://no.example/f"/> -->',
            "Ben",
            None,
        ),
    ],
)
def test_a_slip_costs_no_outline_where_it_can_be_read(slip: str, name: str, home: str | None) -> None:
    found = parse(ADA, slip, "<p>", ZOE)
    assert [peer.name for peer in found.records] == ["Ada Example", name, "Zoe"]
    assert found.records[1].home == home
    (problem,) = found.problems
    assert problem.level == "info"
    assert "no well-formed XML" in problem.message


def test_a_slip_that_cannot_be_read_costs_its_outline_and_is_said() -> None:
    found = parse(ADA, '<outline text="x" xml Url />', '<outline = "https://y.example"/>', ZOE)
    assert [peer.name for peer in found.records] == ["Ada Example", "Zoe"]
    assert [(problem.where.line, problem.level) for problem in found.problems] == [(5, "error"), (4, "error")]
    assert all("an outline here cannot be read" in problem.message for problem in found.problems)


def test_folders_among_slips_are_folders() -> None:
    found = parse('<outline text="Looms">', ADA, '<outline text="y"x="z"/>', "</outline>", "</outline>", ZOE)
    assert [(peer.name, peer.tags) for peer in found.records] == [("Ada Example", ("Looms",)), ("Zoe", ())]


def test_what_is_too_deep_or_declares_something_is_not_mended_either() -> None:
    deep = parse(ADA, "<outline text='x'>" * 60, "<p>")
    assert [peer.name for peer in deep.records] == ["Ada Example"]
    assert any("more than 50 deep" in problem.message for problem in deep.problems)
    entity = opml.parse(b"<!DOCTYPE opml [<!ENTITY a 'b'><]><opml><body>" + ADA.encode() + b"</opml>", "x.opml")
    assert entity.records == ()


@pytest.mark.parametrize(
    "before",
    [
        '<?xml-stylesheet href="opml.xsl"?>\n<?xml version="1.0"?>',
        '<!-- mine -->\n<?xml version="1.0"\n?>',
        "\n\n<?xml version='1.0'?>",
    ],
)
def test_an_instruction_or_comment_may_stand_before_the_declaration(before: str) -> None:
    found = opml.parse(f"{before}<opml><body>\n{ADA}</body></opml>".encode(), "x.opml")
    assert found.problems == ()
    assert [peer.where.line for peer in found.records] == [before.count("\n") + 2]


@pytest.mark.parametrize("kind", ["folder", "rss", "category", "link", "atom", "include"])
def test_what_has_outlines_in_it_is_a_folder_whatever_its_type(kind: str) -> None:
    found = parse(f'<outline text="Looms" type="{kind}"><outline title="Blue" type="{kind}">{ADA}</outline></outline>')
    assert found.problems == ()
    assert [peer.tags for peer in found.records] == [("Looms", "Blue")]


def test_what_stands_too_deep_is_not_read_behind_a_slip_either() -> None:
    slip, deep = "<outline text='a'b='c'/>", '<outline text="x">' * 60
    found = opml.parse(f"<opml><body>{ADA}{slip}{deep}</body></opml>".encode(), "x.opml")
    assert any("outlines stand more than 50 deep here" in str(problem) for problem in found.problems)


def test_a_description_is_what_is_said_of_a_blog() -> None:
    said = ADA.replace("/>", ' description=" &lt;b&gt;Machines&lt;/b&gt;\n and all "/>')
    assert only(said).about == "<b>Machines</b> and all"
    twice = said.replace("feed.xml", "notes.xml").replace("Machines", "Others")
    (peer,) = parse(ADA, twice, said).records
    assert peer.about == "<b>Others</b> and all"
    assert len(only(ADA.replace("/>", f' description="{"word " * 1000}"/>')).about) <= 300
