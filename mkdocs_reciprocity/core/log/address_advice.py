"""Says what to do about a text that is not a web address, or an address with extra characters at its end."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from mkdocs_reciprocity.core import forwarding
from mkdocs_reciprocity.core import url as urls
from mkdocs_reciprocity.core.problem import quoted
from mkdocs_reciprocity.core.url import Url
from mkdocs_reciprocity.core.yaml.quoting import QUOTATION_MARKS

_ANY = re.compile(rf"https?://[^\s<>{{}}\"{QUOTATION_MARKS}`|\\]+", re.IGNORECASE)
_TWICE = re.compile(r"(?:https?:/{0,2})+(?=https?://)", re.IGNORECASE)
_NEARLY = re.compile(r"(?:h?t{1,3}p(s?)|feed)\s*[:;]?\s*/{0,3}", re.IGNORECASE)
_HOST = re.compile(r"[^\W_][\w.-]*\.[^\W\d_][\w-]+(?::\d+)?(?=[/?#]|\Z)")
_ACCOUNT = re.compile(r"@([\w.-]+)@((?:[\w-]+\.)+[\w-]+)\Z")
_MAIL = re.compile(r"(?:mailto:)?[^\s@/:]+@[^\s@/]+\Z", re.IGNORECASE)
_FILE = re.compile(r"[^/?#]*\.(?:md|markdown|html?|ipynb|rst|txt|ya?ml|xml|json)\Z", re.IGNORECASE)
_PAGE = re.compile(r"\.(?:md|markdown|html?|ipynb)\Z", re.IGNORECASE)
_A_FILE = "that looks like the name of a file; write the address of its page, `https://…/`, as your browser shows it"
_BRACKETS = {")": "(", "]": "["}
_CLOSING = f" >\"'{QUOTATION_MARKS}`)],;."
_PASTED = frozenset(f",;`*\u2013\u2014\u2026{QUOTATION_MARKS}")


def doubt(text: str) -> str:
    """The question about an address that looks wrong; empty for nearly all addresses."""
    url = text.strip()
    if twice := _TWICE.match(url):
        return _meant(url[twice.end() :])
    if "&amp;" in url:
        return _meant(url.replace("&amp;", "&"))
    if (within := forwarding.address_in(url)) and urls.parse(within):
        return f"it only leads on, and tells who follows it; {_meant(within)}"
    plain = _trimmed(url)
    if plain == url or urls.parse(plain) is None:
        return ""
    end = url[len(plain) :]
    if end in {"...", "\u2026"}:
        return f"{quoted(end)} stands at its end; {_meant(plain)} If it was cut off there, paste the whole address"
    kept = "" if end == "." else f" (where it belongs there, write it as {_escaped(end)})"
    return f"{quoted(end)} stands at its end; {_meant(plain)}{kept}"


def advice(text: str) -> str:
    """What to do about a text that is not an address."""
    text = text.strip()
    if len(text) > urls.LONGEST:
        return f"it has more than {urls.LONGEST} characters"
    if text.casefold() in _NOTHING_SAID:
        return "where there is no address, leave the key out"
    inside = list(_addresses(text))
    if len(inside) == 1 and (said := _inside(text, inside[0])):
        return said
    if len(inside) > 1:
        return "several addresses stand here; keep one (where a list may stand, it is written as `[one, two]`)"
    if _FILE.match(text):
        return _A_FILE
    if account := _ACCOUNT.match(text):
        return _meant(f"https://{account[2]}/@{account[1]}")
    if _MAIL.match(text):
        return "that is for mail; an address of the web begins with `https://`"
    fixed = _with_scheme("".join(unicodedata.normalize("NFKC", text).translate(_NOTHING).split()))
    if fixed is not None:
        return _meant(fixed)
    if _PAGE.search(text):
        return _A_FILE
    if urls.parse(re.sub(r"\s", "%20", text)):
        return "there is a space in it; write `%20` instead"
    if text.lower().startswith(("http://", "https://")):
        return "there is a slip in its host, or a character that has to be written as `%` and two digits"
    if text.startswith(("/", "./", "../")) or (text.endswith("/") and ":" not in text):
        return "that is a part of an address; write the whole, with `https://` and the host, as your browser shows it"
    return "an address begins with `https://`"


_NOTHING_SAID = frozenset({"null", "none", "nil", "n/a", "na", "-", "--", "?", "none yet", "unknown", "keine", "no"})
_NOTHING = {ord(char): None for char in "\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\u00ad"}
"""Invisible characters that are often copied with an address."""


def _inside(text: str, address: str) -> str:
    """What to do about a text with one address in it; empty where what follows may belong to the address."""
    before, _, behind = text.partition(address)
    if before or not behind.strip(_CLOSING):
        return _meant(address)
    if not behind[0].isspace():
        return ""
    if address.endswith("/") or not behind.split()[0][0].isalnum():
        return f"{_meant(address)} Leave out what follows the address"
    return "there is a space in it; write `%20` instead, or leave out what follows the address"


def _addresses(text: str) -> Iterator[str]:
    """The addresses inside a text, without extra characters at their ends; none if all of it is one address."""
    for match in _ANY.finditer(text):
        address = _trimmed(match[0])
        if text[: match.start()].endswith("_"):  # the emphasis of Markdown
            address = address.rstrip("_")
        if (address != text or text != match[0]) and "." in address and urls.parse(address):
            yield address


def _trimmed(text: str) -> str:
    """The address without the characters at its end that were probably pasted with it."""
    if text.endswith("..."):
        text = text.rstrip(".")
    while text and _is_pasted(text):
        text = text[:-1]
    return text


def _is_pasted(text: str) -> bool:
    last = text[-1]
    if last == ".":
        return text[-2:-1] in {"/", *_PASTED, *_BRACKETS}
    opening = _BRACKETS.get(last)
    return last in _PASTED or ord(last) in _NOTHING or bool(opening and text.count(opening) < text.count(last))


def _with_scheme(text: str) -> Url | None:
    """The address with its scheme added or mended; None where that cannot be guessed."""
    if "@" in text.split("/", 1)[0] or (text.startswith("/") and not text.startswith("//")):
        return None
    near = _NEARLY.match(text)
    rest = text[near.end() :] if near else text.lstrip("/")
    scheme = "http" if text.lower().startswith("http:") else "https"
    return urls.parse(f"{scheme}://{rest}") if _HOST.match(rest) else None


def _meant(address: str) -> str:
    return f"did you mean {quoted(address)}?"


def _escaped(end: str) -> str:
    return "`" + "".join(f"%{byte:02X}" for byte in end.encode()) + "`"
