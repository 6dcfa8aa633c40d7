"""The encoding of a feed that is no UTF-8, and says nothing else or only that it is Western: by letters or language."""

from __future__ import annotations

import re
from collections.abc import Mapping

_LANGUAGE = re.compile(rb"""<(?:[A-Za-z]+:)?language>\s*([A-Za-z-]{2,10})|\sxml:lang\s*=\s*["']([A-Za-z-]{2,10})""")
_HEAD = 5_000
_USUAL = {
    **dict.fromkeys(("ru", "uk", "be", "bg", "sr", "mk"), ()),  # their letters tell
    **dict.fromkeys(("pl", "cs", "sk", "hu", "sl", "hr", "ro"), ("iso8859-2", "cp1250")),
    **dict.fromkeys(("et", "lv", "lt"), ("cp1257",)),
    "el": ("cp1253",), "tr": ("cp1254",), "he": ("cp1255",), "ar": ("cp1256",), "fa": ("cp1256",), "th": ("cp874",),
    "ja": ("euc_jp", "cp932"), "ko": ("cp949",), "zh": ("gb18030",),
    "zh-tw": ("big5hkscs",), "zh-hk": ("big5hkscs",), "zh-hant": ("big5hkscs",),
}  # fmt: skip
"""By language, the encodings that were usual before UTF-8. The first that fits is taken."""

_COMMON = {
    "cp932": "のにたいをとるがしでてはなれからさっりすもこまう",
    "euc_jp": "のにたいをとるがしでてはなれからさっりすもこまう",
    "cp949": "이다는의을에가하고를은한지들도사리기로어나해아서으",
    "gb18030": "的一是不了在人有我他这中大来上个国们到说时地为子会可也你对就好出得以和那要下生",
    "big5hkscs": "的一是不了在人有我他這中大來上個國們到說時地為子會可也你對就好出得以和那要下生",
}  # fmt: skip
"""The characters that are a third of nearly any text in Japanese, Korean and Chinese. Read in another encoding, next to
none of them are there.
"""
_ALPHABETS = {
    "cp1251": "оеаинтсрвлкм", "koi8-r": "оеаинтсрвлкм", "cp1253": "αοιετσνηυρπκ", "cp1255": "יוהלאתרמבשנם",
    "cp1256": "اليمنوترهبةع", "cp874": "านรกอเงมย่ลว",
}  # fmt: skip
"""The same for alphabets, where they are more than half."""
_FEW, _SURE = 20, 0.2
"""How many characters beyond ASCII tell nothing, and which part of more has to be of the common ones."""
_FEW_OF_ALPHABET, _SURE_OF_ALPHABET = 10, 0.5
_LOOKED_AT = 100_000
"""So many characters tell enough."""

_ASCII = bytes(range(128))
_IN_A_ROW = re.compile(rb"[\xc0-\xff]{3,}")
_IN_ANY_ROW = re.compile(rb"[\xa1-\xff]{3,}")
_OF_WINDOWS = re.compile(rb"[\x80-\x9f]")
_FIRST_HALF = bytes(range(0xC0, 0xE0))


def encoding_of(body: bytes) -> str:
    """Python's name for the likely encoding; empty if it may be that of Western Europe."""
    if told := by_letters(body):
        return told
    found = _LANGUAGE.search(body, 0, _HEAD)
    said = (found[1] or found[2]).decode().lower() if found else ""
    usual = _USUAL.get(said, _USUAL.get(said[:2]))
    return next((one for one in usual if _fits(body, one)), "") if usual else _cyrillic(body)


def by_letters(body: bytes) -> str:
    """By the most common characters, where it surely is a text in another script than Latin; else empty."""
    if body.isascii():
        return ""
    if eastern := _likeliest(body, _COMMON, _SURE, _FEW):
        return eastern
    return _likeliest(body, _ALPHABETS, _SURE_OF_ALPHABET, _FEW_OF_ALPHABET) if _is_in_rows(body, _IN_ANY_ROW) else ""


def _likeliest(body: bytes, common: Mapping[str, str], sure: float, few: int) -> str:
    shares = {encoding: _share(body, encoding, characters, few) for encoding, characters in common.items()}
    likeliest = max(shares, key=shares.__getitem__)
    return likeliest if shares[likeliest] >= sure else ""


def _is_in_rows(body: bytes, rows: re.Pattern[bytes]) -> bool:
    """Whether most bytes beyond ASCII stand three in a row at least, as only those of alphabets other than Latin do."""
    return 2 * sum(map(len, rows.findall(body))) >= len(body.translate(None, _ASCII))


def _share(body: bytes, encoding: str, common: str, few: int) -> float:
    """How much of the text beyond ASCII these characters are; 0 if it is no text in this encoding, or too short."""
    try:  # nearly all other texts end here, at their first letters
        text = body.decode(encoding)[:_LOOKED_AT]
    except UnicodeDecodeError:
        return 0
    beyond = len(text) - len(text.encode("ascii", "ignore"))
    return sum(map(text.count, common)) / beyond if beyond >= few else 0


def _fits(body: bytes, encoding: str) -> bool:
    try:
        body.decode(encoding)
    except UnicodeDecodeError:
        return False
    return not (encoding.startswith("iso") and _OF_WINDOWS.search(body))


def _cyrillic(body: bytes) -> str:
    """Where letters do not tell: the small ones of Windows-1251 are where KOI8-R has the capitals."""
    if not _is_in_rows(body, _IN_A_ROW):
        return ""
    beyond = body.translate(None, _ASCII)
    first_half = len(beyond) - len(beyond.translate(None, _FIRST_HALF))
    return "koi8-r" if 2 * first_half > len(beyond) else "cp1251"
