"""Links and words of other people's HTML, in time and memory that grow with its length only.

A tree builder cannot promise that: what the HTML standard asks of it makes 33 kB of ``<p><b a1><b a2>…`` 1.3 GB of
nodes, and 180 kB of ``<div>…<hr>…`` six seconds, in selectolax (lexbor) as in any other. Links and words need the
tokens only, so this reads tokens, as the standard cuts them (HTML, section 13.2.5), with one regular expression. It
cannot backtrack: in every place one alternative fits at most, and a tag that never ends takes all that is left.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from msgspec import Struct

_SILENT = r"(?i:s(?:cript|tyle|vg)|t(?:emplate|itle|extarea)|iframe|math|xmp|no(?:embed|frames))(?=[\s/>])"
"""Elements whose content is neither words nor links. ``noscript`` is not one: readers of feeds run no scripts."""

_LOUD = "[abcdefghjklopqruvwyz]"
"""What none of them begins with: looked at first, for nearly all tags do."""

_VALUE = r"""(?:"[^"]*+"|'[^']*+'|[^\s>"'][^\s>]*+|(?=>))"""
_ATTRIBUTES = rf"""(?:\s[a-zA-Z-]++="[^"]*+")*+(?:[\s/=]++|[^\s/>=]++(?:\s*+=\s*+{_VALUE}|(?!\s*+=)))*"""

_TAG = re.compile(
    rf"""(?a)<(?:
      [aA](?=[\s/])({_ATTRIBUTES})>                            # a link: its attributes
    | (/?+(?:{_LOUD}|(?!{_SILENT})[a-zA-Z])[^\s/>]*+)(?:>|{_ATTRIBUTES}>)       # another tag: its name
    | !--(?:-?>|[^-]*+(?:-(?!-!?>)[^-]*+)*(?:--!?>)?)           # a comment
    | (?:[!?]|/(?![a-zA-Z]))[^>]*+>?                            # what the standard calls a bogus comment
    | ({_SILENT}){_ATTRIBUTES}(?<!/)>(?:[^<]++|<(?!/(?i:\3)[\s/>]))*
    | /?[a-zA-Z][^\s/>]*+{_ATTRIBUTES}>                         # a silent element's end, or one without any content
    | /?[a-zA-Z](?s:.*+)                                        # a tag that never ends
    )""",
    re.VERBOSE,
)

_ATTRIBUTE = re.compile(r"""(?a)([^\s/>=]++)(?:\s*+=\s*+(?:"([^"]*+)"|'([^']*+)'|([^\s>"'][^\s>]*+)))?""")
_HREF_FIRST = re.compile(r"""(?a)\s+(?i:href)=(?:"([^"]*)"|'([^']*)')""")

_BLOCKS = (
    "address article aside blockquote br button caption center dd details dialog dir div dl dt fieldset figcaption "
    "figure footer form h1 h2 h3 h4 h5 h6 header hr img iframe legend li main menu nav ol option p pre section select "
    "summary svg table tbody td tfoot th thead tr ul video audio"
).split()
_BREAKS = frozenset(slash + case for name in _BLOCKS for case in (name, name.upper()) for slash in ("", "/"))
"""Names of tags that stand between two words; all others may stand inside one."""

_TOO_LONG_REFERENCE = re.compile(r"&#(?:[0-9]{8,}|[xX][0-9a-fA-F]{8,});?")


class Markup(Struct, frozen=True, gc=False):
    """The text of a fragment and the ``href`` of each ``<a>``, in order.

    In the text white space is as it was, and character references are still to be decoded (`unescape`): of most of it
    nobody asks more than how many words it has. The references in the links are decoded.
    """

    text: str = ""
    hrefs: tuple[str, ...] = ()


def read(fragment: str) -> Markup:
    """The words and links of a fragment of HTML, whatever it is."""
    if "<" not in fragment:
        return Markup(fragment)
    pieces = _TAG.split(fragment)  # text, attributes of a link, name, silent element, text, …
    hrefs = [_href(attributes) for attributes in pieces[1::4] if attributes]
    text = pieces[::2]
    text[1::2] = [" " if name in _BREAKS else "" for name in pieces[2::4]]
    return Markup("".join(text), tuple(filter(None, hrefs)))


def tags(html: str) -> Iterator[tuple[str, str]]:
    """The start tags in order: the name in lower case, and all its attributes as written."""
    for match in _TAG.finditer(html):
        if match[1]:
            yield "a", match[1]
        elif (name := match[2]) and name[0] != "/":
            yield name.lower(), match[0][1 + len(name) : -1]


def unescape(text: str) -> str:
    """Character references decoded, in HTML's way; those of eight digits and more stand for nothing."""
    if "&" not in text:
        return text
    return html.unescape(_TOO_LONG_REFERENCE.sub("", text) if "&#" in text else text)


def attributes(text: str) -> dict[str, str]:
    """The attributes of a tag by name in lower case, the first of each, their references decoded."""
    found: dict[str, str] = {}
    for name, *values in _ATTRIBUTE.findall(text):
        found.setdefault(name.lower(), unescape("".join(values)).strip())
    return found


def _href(attributes: str) -> str:
    """The first ``href`` among the attributes of a tag, or an empty string."""
    if match := _HREF_FIRST.match(attributes):
        return unescape(match[1] or match[2] or "").strip()
    for name, *values in _ATTRIBUTE.findall(attributes):
        if name.lower() == "href":
            return unescape("".join(values)).strip()
    return ""
