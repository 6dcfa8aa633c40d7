"""A plugin for MkDocs: pages that show what a blogger shared, what to pass on next, and thanks to others.

In come the author's log and pages, and the feeds of peers; out go pages, feeds and a badge. The three doors are
`plugin`, `cli` and `markdown`. ARCHITECTURE.md describes the rooms behind them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mkdocs_reciprocity.markdown import ReciprocityExtension


def makeExtension(**options: object) -> ReciprocityExtension:  # noqa: N802 - the name that Markdown looks for
    """The extension of Markdown, where its name stands in TOML without quotes.

    There, ``mkdocs_reciprocity.markdown = {}`` is an extension ``mkdocs_reciprocity`` with an option ``markdown``.
    """
    from mkdocs_reciprocity import markdown  # noqa: PLC0415 - the other doors do not need it

    return markdown.makeExtension(**options)
