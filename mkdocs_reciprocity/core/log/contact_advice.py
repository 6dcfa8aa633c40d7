"""Says what to do about a ``contact`` at which nobody can be written to."""

from __future__ import annotations

import re

from mkdocs_reciprocity.core import contacts
from mkdocs_reciprocity.core import url as urls
from mkdocs_reciprocity.core.log import address_advice
from mkdocs_reciprocity.core.problem import quoted

_FORMS = "write `ada@ada.example`, `@ada@social.example`, `ada.bsky.example`, or an address that begins with `https://`"
_MAIL = re.compile(r"(?<![\w.+'=%-])[\w.+'=-]+@[\w.-]+")
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]{0,30}):(?!\d+(?:/|\Z))")
_WITHOUT_SCHEME = re.compile(r"[\w.-]+(?::\d+)?/")
_WITHOUT_SERVER = re.compile(r"@[\w.-]+")


def advice(text: str) -> str:
    """What to do about a text that is no contact."""
    if len(text) > urls.LONGEST:
        return f"it has more than {urls.LONGEST} characters"
    if not text.isprintable():
        return f"there is a hidden character in it; {_FORMS}"
    url = urls.parse(text)
    if url is not None:
        return "leave out what stands before the `@`"
    if text.lower().startswith(("http:", "https:")):
        return address_advice.advice(text)
    found = [mail for mail in _MAIL.findall(text) if contacts.read(mail)]
    if len(found) > 1:
        return f"only one can stand here; did you mean {quoted(found[0])}?"
    if found:
        why = "subject and text come from the draft; " if "?" in text else ""
        return f"{why}did you mean {quoted(found[0])}?"
    scheme = _SCHEME.match(text)
    if scheme and scheme[1].lower() != "mailto":
        return f"`{scheme[1]}:` is nothing that the desk opens; {_FORMS}"
    if _WITHOUT_SCHEME.match(text) and urls.parse(f"https://{text}"):
        return f"did you mean {quoted(f'https://{text}')}?"
    if _WITHOUT_SERVER.fullmatch(text):
        return f"it names no server; did you mean {quoted(f'{text}@social.example')}?"
    return _FORMS
