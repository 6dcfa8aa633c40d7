"""The author's files as a test writes them, read as they are in a build."""

from __future__ import annotations

from mkdocs_reciprocity.core import book as books
from mkdocs_reciprocity.core.book import Book, LogText
from mkdocs_reciprocity.core.dates import When
from mkdocs_reciprocity.core.problem import Parsed
from tests.core.ledger.making import ME, TODAY, address, options

PEERS = """\
peers:
  ada: {name: Ada Example, home: https://ada.example/}
  cleo: {name: Cleo Quiet, home: https://cleo.example/, private: true}
"""


def read(*texts: str | LogText, site: str | None = ME, today: str = TODAY) -> Parsed[Book]:
    """The book of these files: "0.yml", "1.yml" and so on, unless they have names."""
    files = [LogText(f"{n}.yml", text.encode()) if isinstance(text, str) else text for n, text in enumerate(texts)]
    return books.read(files, address(site) if site else None, options(), When(today))


def rows(text: str) -> str:
    """The section of a log with these rows."""
    return f"interactions:\n{text}\n"
