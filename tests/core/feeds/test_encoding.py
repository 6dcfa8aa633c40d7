"""Encodings, entities, and what stands around a document."""

from __future__ import annotations

from pathlib import Path

import pytest

from mkdocs_reciprocity.core.feeds import encoding as feeds_encoding
from mkdocs_reciprocity.core.feeds import undeclared
from mkdocs_reciprocity.core.feeds.reader import read
from mkdocs_reciprocity.core.model import Feed
from tests.core.feeds.making import BASE, one, rss

UMLAUT = '<?xml version="1.0" encoding="{}"?><rss><channel><title>Zoë “q”</title></channel></rss>'


@pytest.mark.parametrize(
    ("declared", "written"),
    [
        ("utf-8", "utf-8"), ("utf-8", "utf-8-sig"), ("utf-16", "utf-16"), ("utf-16", "utf-16-le"),
        ("utf-16", "utf-16-be"), ("utf-16", "utf-8"), ("utf-32", "utf-32"), ("windows-1252", "cp1252"),
        ("iso-8859-1", "cp1252"), ("us-ascii", "utf-8"), ("utf-8", "cp1252"), ("gb2312", "gb18030"),
        ("nonsense", "utf-8"), ("punycode", "utf-8"), ("iso-8859-1", "utf-8"),
    ],
)  # fmt: skip
def test_encodings(declared: str, written: str) -> None:
    feed = read(UMLAUT.format(declared).encode(written), "")
    assert feed is not None
    assert feed.title == "Zoë “q”"


@pytest.mark.parametrize(
    "declared", ["windows-1251", "koi8-r", "iso-8859-5", "iso-8859-1", "windows-1252", "macintosh", "cp437", "KOI8-U"]
)
def test_what_is_valid_utf_8_is_utf_8_whatever_encoding_of_one_byte_is_declared(declared: str) -> None:
    text = f'<?xml version="1.0" encoding="{declared}"?><rss><channel><title>О станках</title></channel></rss>'
    assert getattr(read(text.encode(), ""), "title", "") == "О станках"
    assert getattr(read(b"\n\n" + text.encode(), ""), "title", "") == "О станках"
    cut = text.encode().partition("ках".encode())[0][:-1]
    assert feeds_encoding.text_of(cut).endswith("<title>О ста"), "cut off within a character"


@pytest.mark.parametrize("declared", ["windows-1251", "koi8-r", "iso-8859-5", "cp866"])
def test_what_is_not_is_what_it_says(declared: str) -> None:
    text = f'<?xml version="1.0" encoding="{declared}"?><rss><channel><title>О станках</title></channel></rss>'
    for before in (b"", b"\n \n"):
        feed = read(before + text.encode(declared), "")
        assert feed is not None
        assert feed.title == "О станках"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le", "utf-16-be"])
def test_a_character_that_is_cut_off_is_left_out(encoding: str) -> None:
    body = '<?xml version="1.0"?><rss>Zoë 🧵'.encode(encoding)
    assert feeds_encoding.text_of(body[:-1]) == '<?xml version="1.0"?><rss>Zoë'


def test_a_character_of_two_bytes_that_is_cut_off_is_left_out() -> None:
    body = '<?xml version="1.0" encoding="gbk"?><rss>編み物'.encode("gb18030")
    assert feeds_encoding.text_of(body[:-1]).endswith("<rss>編み")


def test_bytes_that_are_in_no_encoding_are_latin_1() -> None:
    assert feeds_encoding.text_of(b"\x81") == "\x81"


@pytest.mark.parametrize("start", ["", "\n\t ", "\ufeff", "\n\ufeff", "\ufeff\n"])
@pytest.mark.parametrize("declaration", ["", '<?xml version="1.0"?>'])
def test_what_stands_before_the_document(start: str, declaration: str) -> None:
    assert one((start + declaration).encode() + rss("<title>x</title>")).title == "x"


def test_characters_that_xml_forbids_are_dropped() -> None:
    assert one(rss("<title>a\x00\x0b\x1b\uffff\ufffeb</title>")).title == "ab"


def test_entities_of_html_need_no_declaration() -> None:
    body = rss(
        "<title>a&nbsp;&eacute;&hellip;</title><guid>x</guid><description><p>&lt;&amp;&nbsp;&lang;</p></description>"
    )
    assert one(body).title == "a é…"
    public = '<!DOCTYPE rss PUBLIC "-//Netscape//DTD RSS 0.91//EN" "http://my.netscape.com/rss-0.91.dtd">'
    assert one(public.encode() + body).title == "a é…"
    assert one(f"<?xml version='1.0'?>\n{public}".encode() + body).title == "a é…"
    assert one(rss("<x>&nbsp;</x><title>a</title>")).title == "a"


def test_entities_that_name_a_character_may_be_declared_and_others_not() -> None:
    def declared(value: str, more: str = "") -> bytes:
        return f'<!DOCTYPE rss [<!ENTITY e "{value}">{more}]>'.encode() + rss("<title>a&e;</title>")

    assert one(declared("&#233;")).title == "aé"
    assert one(declared("b", '<!ENTITY e "c">')).title == "ab"
    assert one(declared("é", '<!ENTITY % x SYSTEM "http://x.example/">%x;')).title == "aé"
    assert read(declared("123456789"), "") is None
    assert read(declared("é", '<!ENTITY f "&e;&e;">'), "") is None
    assert read(declared("é", '<!ENTITY % f "x">'), "") is None


def test_entities_that_are_declared_may_stand_within_elements() -> None:
    markup = rss("<description><a href='/&e;/?&amp;e;' title='&f;'>&e;</a><p>&amp;e; &f;&amp;f;</p></description>")
    entry = one(b"""<!DOCTYPE rss [<!ENTITY e "b"><!ENTITY f "'>"><!ENTITY e "c">]>""" + markup)
    assert (entry.links, entry.summary) == (("https://ada.example/b/?&e;",), "b &e; '>&f;")


def test_an_entity_that_nobody_knows_means_itself() -> None:
    assert one(rss("<title>a &nonsense; b</title>")).title == "a &nonsense; b"
    assert one(rss("<description><p>a &nonsense; b</p></description>")).summary == "a &nonsense; b"


@pytest.mark.parametrize("wrong", [b"w\xc3rd", b"w\xe2\x80rd", b"w\xed\xa0\x80rd"])
def test_a_few_wrong_bytes_do_not_make_it_another_encoding(wrong: bytes) -> None:
    title = one(rss("<title>Köln, Łódź, 織物 # </title>").replace(b"#", wrong)).title
    assert title.startswith("Köln, Łódź, 織物 w\ufffd")
    assert one(rss("<title>K\xf6ln</title>").decode().encode("latin-1")).title == "Köln"


def test_a_byte_of_windows_in_utf_8_is_what_it_is_there() -> None:
    title = one(
        rss("<title>Köln, Łódź, 織物 # </title>").replace(b"#", b"It\x92s \x93so\x94, caf\xe9, Stra\xdfe")
    ).title
    assert title == "Köln, Łódź, 織物 It’s “so”, café, Straße"


@pytest.mark.parametrize("written", ["cp932", "euc_kr"])
def test_a_few_wrong_bytes_change_no_encoding_of_several_bytes(written: str) -> None:
    text = {"cp932": "織機について", "euc_kr": "직기에 대하여"}[written]
    declared = {"cp932": "Shift_JIS", "euc_kr": "EUC-KR"}[written]
    body = f'<?xml version="1.0" encoding="{declared}"?><rss><channel><title>{text}#</title></channel></rss>'
    feed = read(body.encode(written).replace(b"#", b"\xff "), "")
    assert feed is not None
    assert feed.title.startswith(text)


@pytest.mark.parametrize(
    ("declared", "written", "text"),
    [
        ("windows-874", "cp874", "ทอผ้า"), ("TIS-620", "cp874", "ทอผ้า"), ("x-sjis", "cp932", "織機①"),
        ("Windows-31J", "cp932", "織機"), ("Shift_JIS", "cp932", "①㈱"), ("euc-kr", "cp949", "똠방각하"),
        ("ks_c_5601-1987", "cp949", "똠방"), ("x-gbk", "gbk", "织布机"), ("gb_2312-80", "gbk", "朱镕基"),
        ("Big5-HKSCS", "big5hkscs", "關於"), ("win-1251", "cp1251", "О станках"), ("x-cp1251", "cp1251", "станки"),
        ("windows1251", "cp1251", "станки"), ("koi8", "koi8_r", "станки"), ("koi8r", "koi8_r", "станки"),
        ("x-mac-cyrillic", "mac_cyrillic", "станки"), ("x-mac-roman", "mac_roman", "Über"),
        ("iso-8859-8-i", "iso8859_8", "נולים"), ("iso-8859-9", "cp1254", "“ğ”"), ("gb2312", "utf-8", "织布机"),
        ("shift_jis", "utf-8", "織機について"), ("Windows-1250", "cp1250", "gęślą"), ("macintosh", "mac_roman", "Über"),
    ],
)  # fmt: skip
def test_names_of_encodings(declared: str, written: str, text: str) -> None:
    body = f'<?xml version="1.0" encoding="{declared}"?><rss><channel><title>{text}</title></channel></rss>'
    assert getattr(read(body.encode(written), ""), "title", "") == text


@pytest.mark.parametrize(
    ("written", "language", "text"),
    [
        ("cp1251", "", "О станках и людях"), ("koi8-r", "", "О станках и людях"), ("cp1251", "ru-RU", "О станках"),
        ("cp1252", "", "Über Webstühle – „gut“"), ("cp1252", "de", "Ärgerlich überall"), ("cp1250", "pl", "gęślą jaźń"),
        ("shift_jis", "ja", "織機について"), ("euc_jp", "ja", "織機について"), ("gb18030", "zh-CN", "关于织布机"),
        ("big5", "zh-TW", "關於織布機"), ("cp949", "ko", "직기에 대하여"), ("cp1253", "el", "Σχετικά με αργαλειούς"),
        ("cp1252", "ko", "«ÿ» é"),
    ],
)  # fmt: skip
def test_what_is_no_utf_8_and_declares_nothing_else(written: str, language: str, text: str) -> None:
    said = f"<language>{language}</language>" if language else ""
    for declaration in ("", '<?xml version="1.0" encoding="utf-8"?>'):
        body = f"{declaration}<rss><channel><title>{text}</title>{said}</channel></rss>"
        assert getattr(read(body.encode(written), ""), "title", "") == text


JAPANESE = "織機の展示を見に行きました。古い機械の音はとてもおもしろいです。"
KOREAN = "직조기 전시회를 보러 갔습니다. 오래된 기계의 소리는 정말 재미있습니다."
SIMPLIFIED = "我们去看了织机的展览。那些旧机器的声音非常有意思，以后会放在这里。"
TRADITIONAL = "我們去看了織機的展覽。那些舊機器的聲音非常有意思，以後會放在這裡。"


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("shift_jis", JAPANESE), ("euc_jp", JAPANESE), ("euc_kr", KOREAN), ("gb2312", SIMPLIFIED),
        ("big5", TRADITIONAL),
    ],
)  # fmt: skip
def test_the_commonest_characters_of_east_asia_tell_the_encoding(written: str, text: str) -> None:
    for start in ("", '<?xml version="1.0" encoding="utf-8"?>'):
        for language in ("", "<language>zh</language>", "<language>en-us</language>"):
            body = f"{start}<rss><channel><title>{text}</title>{language}</channel></rss>".encode(written)
            assert getattr(read(body, ""), "title", "") == text


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("cp1252", "Größe, Maß, Übung, Äpfel und öde Straßen – „so“ wäre das «schön»; déjà vu, façade, à côté, où, ça"),
        ("koi8-r", "Как так, как же: звук старых машин очень интересный, и потом выложу фотографии здесь"),
        ("cp1251", "Как так, как же: звук старых машин очень интересный, и потом выложу фотографии здесь"),
        ("cp932", "織機①のこと"),
    ],
)  # fmt: skip
def test_other_texts_and_short_ones_are_not_taken_for_those_of_east_asia(written: str, text: str) -> None:
    assert undeclared.encoding_of(text.encode(written)) in {"", written}


@pytest.mark.parametrize("declared", ["", "iso-8859-1", "windows-1252"])
@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("cp1251", "Как так: звук старых машин"), ("koi8-r", "Как так: звук старых машин"),
        ("cp1253", "Σχετικά με τους αργαλειούς"), ("cp1255", "על נולים ואנשים"), ("cp1256", "عن الأنوال والناس"),
        ("cp874", "เกี่ยวกับเครื่องทอผ้า"), ("gb2312", SIMPLIFIED), ("euc_kr", KOREAN), ("euc_jp", JAPANESE),
        ("cp1252", "Perché è già lì, più ò meno, così; città, università, è, à, ò, ì"),
        ("cp1252", "É Ê È — où ça? Déjà l’été à Saint-Étienne, créée à côté"),
    ],
)  # fmt: skip
def test_the_commonest_letters_tell_the_encoding_where_that_of_western_europe_is_declared_or_none(
    declared: str, written: str, text: str
) -> None:
    start = f'<?xml version="1.0" encoding="{declared}"?>' if declared else ""
    body = f"{start}<rss><channel><title>{text}</title></channel></rss>".encode(written)
    assert getattr(read(body, ""), "title", "") == text


@pytest.mark.parametrize("declared", ["iso-8859-1", "windows-1252"])
@pytest.mark.parametrize(
    "text",
    [
        "Hyvää yötä, sää on jäätävän kylmä; tämä on määräys", "Σήμερα γράφουμε για τον καιρό στην πόλη",
        "These are on the keyboard: àâäéèêëîïôöùûüÿç", "»»» ···· ¯¯¯¯ °°° ××× ½½½ £££ ±±±±±±",
        "เกี่ยวกับเครื่องทอผ้า", "Как так: звук старых машин", JAPANESE, KOREAN, SIMPLIFIED,
    ],
)  # fmt: skip
def test_what_is_utf_8_stays_that_whatever_letters_its_bytes_would_be_elsewhere(declared: str, text: str) -> None:
    body = f'<?xml version="1.0" encoding="{declared}"?><rss><channel><title>{text}</title></channel></rss>'.encode()
    assert getattr(read(body, ""), "title", "") == text


def test_in_central_europe_a_letter_of_windows_tells_which_of_two_encodings_it_is() -> None:
    text = "Zażółć gęślą jaźń"
    for written in ("iso8859-2", "cp1250"):
        body = f"<rss><channel><title>{text}</title><language>pl</language></channel></rss>".encode(written)
        assert getattr(read(body, ""), "title", "") == text


@pytest.mark.parametrize("declared", ["iso-8859-1", "windows-1252", "koi8-r"])
def test_of_a_text_in_ascii_it_does_not_matter_what_is_declared(declared: str) -> None:
    body = f'<?xml version="1.0" encoding="{declared}"?><rss><channel><title>On looms</title></channel></rss>'
    assert getattr(read(body.encode("ascii"), ""), "title", "") == "On looms"


def test_a_language_may_be_said_in_atom() -> None:
    body = '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="ja"><title>織機について</title></feed>'
    assert getattr(read(body.encode("shift_jis"), ""), "title", "") == "織機について"


def test_a_declaration_that_does_not_come_first_names_the_encoding_too() -> None:
    body = '<?xml version="1.0" encoding="windows-1251"?><rss><channel><title>О станках</title></channel></rss>'
    for before in (b"<!-- x -->", b'<?xml-stylesheet href="x"?>\n'):
        feed = read(before + body.encode("cp1251"), "")
        assert feed is not None
        assert feed.title == "О станках"


def test_a_byte_order_mark_that_was_taken_for_letters() -> None:
    assert one("ï»¿".encode() + b'<?xml version="1.0"?>' + rss("<title>x</title>")).title == "x"


def test_references_to_halves_of_a_character_are_one_character() -> None:
    assert one(rss("<title>&#55357;&#56832; &#xD83D;&#xDE00; a&#55357;b</title>")).title == "😀 😀 ab"
    assert one(rss("<title>&amp;#55357;&amp;#56832;</title>")).title == "😀"
    assert one(rss("<title>a&amp;#57000;&amp;#56832;</title>")).title == "a\ufffd\ufffd"


def test_control_characters_are_what_windows_has_in_their_place() -> None:
    assert one(rss("<title>It&#146;s &#x93;so&#x94;\x85</title>")).title == "It’s “so”"


def test_entity_bombs_are_refused() -> None:
    lines = "".join(f'<!ENTITY l{n + 1} "{f"&l{n};" * 10}">' for n in range(9))
    bomb = f'<!DOCTYPE rss [<!ENTITY l0 "lol">{lines}]><rss><channel><title>&l9;</title></channel></rss>'
    for encoding in ("utf-8", "utf-16", "utf-32"):
        assert read(bomb.encode(encoding), "") is None


def test_external_entities_are_not_read(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("secret")
    doctype = f'<!DOCTYPE rss [<!ENTITY e SYSTEM "{secret.as_uri()}">]>'
    feed = read(doctype.encode() + rss("<title>a&e;</title>"), "")
    assert feed is None or "secret" not in feed.entries[0].title


@pytest.mark.parametrize(
    "body",
    [
        b"", b" ", b"\0", b"hello", b"[1]", b"{}", b"{", b'{"version": 1}', b'{"version": "https://example.org/"}',
        b"<html><body/></html>", b"<!DOCTYPE html><p>", b"<rss/>", b"<feed xmlns='urn:x'/>", b"<rss><channel>",
        b"<rss><channel></rss>", b"<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'/>", b"<rdf/>",
        b"<x:rss xmlns:x='urn:x'><x:channel/></x:rss>", b"<?xml version='1.0'?>",
        b"<opml><channel/></opml>", b"<a:b/>", "<rss>\ud800".encode(errors="surrogatepass"),
    ],
)  # fmt: skip
def test_what_is_no_feed(body: bytes) -> None:
    assert read(body, BASE) is None


def test_a_feed_without_entries_is_a_feed() -> None:
    assert read(b"<rss><channel/></rss>", "") == Feed()
    assert read(b'{"version": "https://jsonfeed.org/version/1.1", "items": null}', "") == Feed()


def test_channels_and_items_where_they_do_not_belong() -> None:
    body = rss("<title>A</title><item><title>B</title></item><channel><title>C</title></channel>", "<channel/>")
    assert one(body).title == "A"
    two = read(b"<rss><channel><title>1</title></channel><channel><title>2</title><item/></channel></rss>", "")
    assert two is not None
    assert (two.title, len(two.entries)) == ("1", 1)
