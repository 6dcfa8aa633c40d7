"""The bytes of a page of HTML -> its text."""

from __future__ import annotations

import codecs
import re

_ENOUGH = 1024  # bytes, within which a page has to say its encoding (HTML, section 13.2.3.2)
_SAID = re.compile(rb"""<meta\s[^>]*?charset\s*=\s*["']?\s*([A-Za-z0-9_:.-]{1,40})""", re.I)
_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_READ_AS = {"iso8859-1": "cp1252", "ascii": "cp1252", "gb2312": "gb18030", "gbk": "gb18030"}
_KNOWN = re.compile(r"utf-8|iso8859-\d+|cp\d{3,4}|koi8-[ru]|mac-roman|gb18030|big5|euc_(?:jp|kr)|shift_jis")
"""The encodings that pages use. Some other codecs of Python take quadratic time."""


def text_of(body: bytes) -> str:
    """The text: by the byte order mark, else as the page says, else as UTF-8. Wrong bytes become U+FFFD."""
    for mark, name in _MARKS:
        if body.startswith(mark):
            return body[len(mark) :].decode(name, "replace")
    return body.decode(_encoding(body), "replace")


def is_ascii_compatible(body: bytes) -> bool:
    """Whether tags in the bytes are ASCII, as they are in all encodings but UTF-16."""
    return not body.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))


def _encoding(body: bytes) -> str:
    said = _SAID.search(body, 0, _ENOUGH)
    try:
        name = codecs.lookup(said[1].decode("ascii")).name if said else "utf-8"
    except LookupError:
        return "utf-8"
    name = _READ_AS.get(name, name)
    return name if _KNOWN.fullmatch(name) else "utf-8"
