"""The files below ``.well-known/``, and which of them are ours."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import tzinfo

import msgspec
from msgspec import Struct

from mkdocs_reciprocity.core.dates import When
from mkdocs_reciprocity.core.site_places import RECOMMENDATIONS_JSON
from mkdocs_reciprocity.core.views.feeds import instant
from mkdocs_reciprocity.core.views.recommendations import Recommendation
from mkdocs_reciprocity.publish.syndication import OPML_BEGINS, OPML_DOCS


class _Entry(Struct, forbid_unknown_fields=True, omit_defaults=True):
    url: str
    created_at: str = ""
    updated_at: str = ""


def recommendations(recommended: Sequence[Recommendation], zone: tzinfo) -> bytes:
    """The recommended blogs, in the form that Ghost writes and reads.

    Of a blog there is the address alone if the log does not say when it was recommended: a day has to come from what
    the author wrote, or it would not be the same in every build.
    """

    def day(date: When | None) -> str:
        return instant(date, zone) if date else ""

    return _document([_Entry(one.url, day(one.first), day(one.last)) for one in recommended])


def is_ours(name: str, body: bytes) -> bool:
    """Whether the plugin has written this file. Other files at these places are the author's own."""
    if name != RECOMMENDATIONS_JSON:
        return body.startswith(OPML_BEGINS) and OPML_DOCS in body
    try:
        return _document(msgspec.json.decode(body, type=list[_Entry])) == body
    except (ValueError, RecursionError):
        return False


def _document(entries: Sequence[_Entry]) -> bytes:
    return msgspec.json.format(msgspec.json.encode(entries), indent=2) + b"\n"
