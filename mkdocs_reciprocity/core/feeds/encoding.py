"""Bytes -> the elements of a feed. It copes with what is often wrong with the encoding, or before the XML begins."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from contextlib import suppress
from xml.parsers import expat

from mkdocs_reciprocity.core.feeds import repair, undeclared
from mkdocs_reciprocity.core.feeds.elements import Elements, NoFeed, Refused, elements_of

TAGS = 500_000
"""A document with more ``<`` is refused: its elements would take too much memory."""

_DOCTYPE = b'<!DOCTYPE feed SYSTEM "feed">'
"""With it, the parser takes no undeclared entity for an error, but asks what it means. The DTD is never read."""

_DECLARATION = re.compile(rb"\A<\?xml\s[^>]*>")
_DECLARED = re.compile(_DECLARATION.pattern.removeprefix(rb"\A"))
_ENCODING = re.compile(rb"""\sencoding\s*=\s*["']([A-Za-z0-9._:-]{1,40})["']""")
_NOT_XML = bytes(set(range(32)) - set(b"\t\n\r"))
_AROUND = "\ufeff\0 \t\r\n"
_BLANK = b"\xef\xbb\xbf\0 \t\r\n"
_BEFORE = re.compile(rb"[" + _BLANK + rb"]++")
_TAIL = 100
_HEAD = 2_000
_ROOT = re.compile(rb"<(?:[A-Za-z][\w.-]*:)?(?:rss|feed|RDF|opml)[\s>]", re.I)

_READ_AS = {
    "iso8859-1": "cp1252", "iso8859-9": "cp1254", "iso8859-11": "cp874", "tis-620": "cp874", "ascii": "utf-8",
    "utf-8-sig": "utf-8", "gb2312": "gb18030", "gbk": "gb18030", "big5": "big5hkscs", "shift_jis": "cp932",
    "euc_kr": "cp949",
}  # fmt: skip
"""What is used where these encodings are declared, since it has more characters (WHATWG, Encoding, section 4.2)."""

_LABELS = {
    "windows-31j": "cp932", "x-sjis": "cp932", "x-euc-jp": "euc_jp", "x-gbk": "gb18030", "gb_2312-80": "gb18030",
    "x-x-big5": "big5", "koi8": "koi8-r", "koi8r": "koi8-r", "koi8u": "koi8-u", "x-mac-cyrillic": "mac-cyrillic",
    "x-mac-roman": "mac-roman", "iso-8859-8-i": "iso8859-8", "iso-8859-8-e": "iso8859-8",
}  # fmt: skip
"""Names of encodings that Python does not know."""
_OF_WINDOWS = re.compile(r"(?:x-)?(?:windows|win|cp)[-_]?(125\d|874|949)\Z")

_KNOWN = re.compile(
    r"utf-(?:8|16|32)(?:-[bl]e)?|iso8859-\d+|cp\d{3,4}|koi8-[ru]|mac-(?:roman|cyrillic)|gb18030|big5hkscs|euc_jp"
    r"|iso2022_jp"
)
"""The encodings that feeds use. Some other codecs of Python (punycode, idna) take quadratic time."""

_OF_ONE_BYTE = re.compile(r"iso8859|cp(?!932|936|949|950)\d|koi8|mac-")
"""Those that accept any bytes, so that no error shows when they are declared wrongly."""

_PASTED = re.compile(
    r"(?<=[\t-~])[\udc80-\udc9f](?=[\t-~])|(?<=[A-Za-z])[\udca0-\udcc1\udcdf-\udcff](?=[A-Za-z .,;:!?)<-])"
)
"""A byte that is no UTF-8, as `surrogateescape` writes it, alone in a word of ASCII; but not the first of two bytes."""


_CUT_OFF = frozenset(("unexpected end of data", "truncated data", "incomplete multibyte sequence"))
"""What codecs say of a text that ends inside a character."""

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    (b"<\0", "utf-16-le"),
    (b"\0<", "utf-16-be"),
)


def elements_in(body: bytes) -> Elements | None:
    """The elements of the feed; None if the bytes are no feed, or not well-formed even after repairs.

    Repaired are: white space and byte order marks before the document, an encoding that is declared wrongly, characters
    that XML forbids, HTML's entities without a declaration, and what `repair` mends.
    """
    if len(body) > TAGS and body.count(b"<") > TAGS:
        return None
    document: tuple[bytes | memoryview, ...] = ()
    try:
        for document in _readings(body):
            with suppress(expat.ExpatError, NoFeed):  # the next reading is more careful
                return elements_of(*document)
        return repair.elements_in(*map(bytes, document))
    except Refused:
        return None


def _readings(body: bytes) -> Iterator[tuple[bytes | memoryview, ...]]:
    """The ways to read the bytes, each as pieces of UTF-8; the likeliest first. That one is no copy of the bytes."""
    begins, ends = _inside(body)
    bare = memoryview(body)[begins:ends]
    if as_it_is := body.find(b"\0", begins, ends) < 0 and encoding_of(body) == "utf-8":
        yield _DOCTYPE, bare
    repaired = text_of(body).replace("\ufffe", "").replace("\uffff", "").encode().translate(None, _NOT_XML)
    repaired = _DECLARATION.sub(b"", repaired, count=1)
    if not as_it_is or repaired != bare:
        yield _DOCTYPE, repaired
    if b"<!DOCTYPE" in repaired:
        yield (repaired.lstrip(),)


def _inside(body: bytes) -> tuple[int, int]:
    """Where the document begins and ends, without its declaration and what is blank around it."""
    blank = _BEFORE.match(body)
    begins = blank.end() if blank else 0
    declaration = _DECLARED.match(body, begins)
    last = body[-_TAIL:].rstrip(_BLANK)
    behind = len(body[-_TAIL:]) - len(last) if last else len(body) - len(body.rstrip(_BLANK))
    return declaration.end() if declaration else begins, len(body) - behind


def text_of(body: bytes) -> str:
    """The text of the document: by its byte order mark, as declared, as UTF-8, or in what its language had
    before, which mostly is Windows-1252.

    A few wrong bytes change nothing: excerpts are often cut inside a character.
    """
    declared = encoding_of(body)
    for encoding in (declared, "utf-8"):
        try:
            return body.decode(encoding).strip(_AROUND)
        except UnicodeDecodeError as error:
            if error.reason in _CUT_OFF:
                return body[: error.start].decode(encoding).strip(_AROUND)
    for encoding in (declared, "utf-8"):
        if not _OF_ONE_BYTE.match(encoding) and (text := _nearly(body, encoding)):
            return text.strip(_AROUND)
    try:
        return body.decode(undeclared.encoding_of(body) or "cp1252").strip(_AROUND)
    except UnicodeDecodeError:
        return body.decode("latin-1").strip()


def _nearly(body: bytes, encoding: str) -> str:
    """The text with U+FFFD for wrong bytes; empty if, beyond ASCII, more is wrong than right.

    A wrong byte that stands alone in a word of ASCII is a character of Windows, pasted into UTF-8.
    """
    text = body.decode(encoding, "replace")
    beyond = len(text) - len(text.encode("ascii", "ignore"))
    if beyond <= 2 * text.count("\ufffd"):
        return ""
    if encoding == "utf-8":
        marked = body.decode(errors="surrogateescape")
        text = _PASTED.sub(_of_windows, marked).encode(errors="surrogateescape").decode(errors="replace")
    return text


def _of_windows(escaped: re.Match[str]) -> str:
    return escaped[0].encode(errors="surrogateescape").decode("cp1252", "replace")


def encoding_of(body: bytes) -> str:
    """Python's name for the encoding; UTF-8 if none is declared, or an unknown one."""
    for mark, name in _MARKS:
        if body.startswith(mark):
            return name
    root = _ROOT.search(body, 0, _HEAD)
    declaration = _DECLARED.search(body, 0, root.start() if root else _HEAD)
    match = _ENCODING.search(declaration[0]) if declaration else None
    name = _codec(match[1].decode().lower()) if match else "utf-8"
    if name.startswith(("utf-16", "utf-32")):  # it begins in ASCII, so it is something else than it says
        return "utf-8"
    if not _KNOWN.fullmatch(name) or (_OF_ONE_BYTE.match(name) and _is_utf_8(body)):
        return "utf-8"
    # Programs write that it is Western whatever the text is.
    return (undeclared.by_letters(body) if name == "cp1252" else "") or name


def _codec(label: str) -> str:
    """Python's name for what a document calls its encoding; UTF-8 if there is none."""
    of_windows = _OF_WINDOWS.match(label)
    try:
        name = codecs.lookup(f"cp{of_windows[1]}" if of_windows else _LABELS.get(label, label)).name
    except LookupError:
        return "utf-8"
    return _READ_AS.get(name, name)


def _is_utf_8(body: bytes) -> bool:
    """Whether the bytes are UTF-8 with letters beyond ASCII. Text in another encoding hardly ever is that by chance."""
    try:
        body.decode()
    except UnicodeDecodeError as error:
        return error.reason in _CUT_OFF and not body[: error.start].isascii()
    return not body.isascii()
