"""The encoding of a feed that is no UTF-8, though it declares nothing else: by its language, or by its letters."""

from __future__ import annotations

import re

_LANGUAGE = re.compile(rb"""<(?:[A-Za-z]+:)?language>\s*([A-Za-z-]{2,10})|\sxml:lang\s*=\s*["']([A-Za-z-]{2,10})""")
_HEAD = 5_000
_USUAL = {
    **dict.fromkeys(("ru", "uk", "be", "bg", "sr", "mk"), ()),  # their letters tell
    **dict.fromkeys(("pl", "cs", "sk", "hu", "sl", "hr", "ro"), ("cp1250",)),
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
_FEW, _SURE = 20, 0.2
"""How many characters beyond ASCII tell nothing, and which part of more has to be of the common ones."""
_LOOKED_AT = 100_000
"""So many characters tell enough."""

_ASCII = bytes(range(128))
_IN_A_ROW = re.compile(rb"[\xc0-\xff]{3,}")
_FIRST_HALF = bytes(range(0xC0, 0xE0))


def encoding_of(body: bytes) -> str:
    """Python's name for the likely encoding; empty if it may be that of Western Europe."""
    if eastern := _eastern(body):
        return eastern
    found = _LANGUAGE.search(body, 0, _HEAD)
    said = (found[1] or found[2]).decode().lower() if found else ""
    usual = _USUAL.get(said, _USUAL.get(said[:2]))
    return next((one for one in usual if _fits(body, one)), "") if usual else _cyrillic(body)


def _eastern(body: bytes) -> str:
    """By its most common characters, where it is a text of East Asia."""
    shares = {encoding: _share(body, encoding, common) for encoding, common in _COMMON.items()}
    likeliest = max(shares, key=shares.__getitem__)
    return likeliest if shares[likeliest] >= _SURE else ""


def _share(body: bytes, encoding: str, common: str) -> float:
    """How much of the text beyond ASCII these characters are; 0 if it is no text in this encoding, or too short."""
    try:  # nearly all other texts end here, at their first letters
        text = body.decode(encoding)[:_LOOKED_AT]
    except UnicodeDecodeError:
        return 0
    beyond = len(text) - len(text.encode("ascii", "ignore"))
    return sum(map(text.count, common)) / beyond if beyond >= _FEW else 0


def _fits(body: bytes, encoding: str) -> bool:
    try:
        body.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True


def _cyrillic(body: bytes) -> str:
    """By its letters: only in alphabets other than Latin do three of them follow each other beyond ASCII.

    The small letters of Windows-1251 are where KOI8-R has the capitals.
    """
    beyond = body.translate(None, _ASCII)
    if 2 * sum(map(len, _IN_A_ROW.findall(body))) < len(beyond):
        return ""
    first_half = len(beyond) - len(beyond.translate(None, _FIRST_HALF))
    return "koi8-r" if 2 * first_half > len(beyond) else "cp1251"
