"""The bytes of Zensical's zensical.toml -> what it says of the site.

Zensical runs no plugins, and passes over a table of one that it does not know. The options stand there all the same,
as they would in mkdocs.yml.
"""

from __future__ import annotations

from typing import Any

_PROJECT = "project"


def is_one(file: str) -> bool:
    """Whether a configuration of this name is in TOML, by which Zensical knows its own."""
    return file.lower().endswith(".toml")


def table(plugin: str) -> str:
    """The name of the table with the options of a plugin."""
    return f"{_PROJECT}.plugins.{plugin}"


def project(body: bytes) -> dict[str, Any]:
    """What stands below ``[project]``, or in the whole file where there is no such table, as Zensical reads it.

    Raises:
        ValueError: this is no TOML in UTF-8. The text says why, and where.
    """
    import tomllib  # noqa: PLC0415 - most have a mkdocs.yml

    try:
        said = tomllib.loads(body.decode())
    except RecursionError:
        raise ValueError("brackets are nested too deeply") from None
    below = said.get(_PROJECT, said)
    return below if isinstance(below, dict) else {}
