"""The extension of Python-Markdown: fills own pages in generators that run no plugins, from what `generate` has kept.

In: the HTML that Markdown has made of a page. Out: the same with markers filled, and with reactions at its foot. The
network, the log and the cache are not used. The extension does something only while a page is made; where the plugin
is at work, or the page cannot be known, it does nothing.
"""

from __future__ import annotations

import threading
from collections.abc import Callable

from markdown import Extension, Markdown

_WITHIN = threading.local()


class ReciprocityExtension(Extension):
    """Its options are the plugin's, for sites that do not list the plugin; `generate` reads them."""

    def __init__(self, **_options: object) -> None:
        super().__init__()

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - the name that the base class gives
        """Has a hand in what ``md`` makes of a page.

        It is added to ``convert``, not to the processors: these are passed over where a page is empty, and the last
        ones work on each heading too.
        """
        md.convert = _with_ours(md, md.convert)  # type: ignore[assignment,method-assign]


def makeExtension(**options: object) -> ReciprocityExtension:  # noqa: N802 - the name that Markdown looks for
    """The extension."""
    return ReciprocityExtension(**options)


def _with_ours(md: Markdown, convert: Callable[[str], str]) -> Callable[[str], str]:
    def converted(source: str) -> str:
        if getattr(_WITHIN, "page", False):  # something within a page, such as a docstring, is converted by itself
            return convert(source)
        from mkdocs_reciprocity.markdown import pages  # noqa: PLC0415 - as late as possible

        page = pages.being_made(md)
        if page is None:
            return convert(source)
        _WITHIN.page = True
        try:
            html = convert(source)
        finally:
            _WITHIN.page = False
        from mkdocs_reciprocity.markdown import filling  # noqa: PLC0415 - the same

        return filling.filled(md, page, html)

    return converted
