"""The schema of the log for editors: a file in the cache, to which the first line of a log leads.

It is there without a network, and can be made again. So whatever shows an author's log to them has it made or renewed.
"""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from mkdocs_reciprocity.cache import folder as cache_folder
from mkdocs_reciprocity.collect import log_files, plain_file
from mkdocs_reciprocity.core.settings import Settings

_NAME = "log.schema.json"
_HEAD = 1000  # bytes of a log in which the line is looked for


def packaged(what: str) -> str:
    """The schema of the log, a peers file or the options, as the package has it."""
    from importlib.resources import files  # noqa: PLC0415 - few logs have the line that leads to the schema

    return (files("mkdocs_reciprocity") / "schemas" / f"{what}.json").read_text("utf-8")


def text(settings: Settings) -> str:
    """The schema of the log, with the author's own kinds."""
    import json  # noqa: PLC0415 - a preview of a log without the line needs none

    found = json.loads(packaged("log"))
    found["definitions"]["kind"]["enum"] = list(settings.kinds)
    return json.dumps(found, indent=2, ensure_ascii=False) + "\n"


def line(root: Path, log: Path) -> bytes:
    """The line by which the YAML language server of editors finds the schema; it may stand in any comment of a log.

    Empty where the way from the log to the schema has a space in it, which the language server takes for its end, or
    where there is none, from one drive of Windows to another.
    """
    try:
        way = os.path.relpath(root / cache_folder.FOLDER / _NAME, log.parent).replace(os.sep, "/")
    except ValueError:
        return b""
    return b"" if way.split() != [way] else f"# yaml-language-server: $schema={way}\n".encode()


def renew(root: Path, settings: Settings) -> None:
    """Writes the schema, if a log leads to it and it is not there or is another one."""
    if not any(_leads_to_it(root / name) for name in log_files.names(root, settings)):
        return
    body = text(settings).encode()
    with suppress(OSError):  # the editor says that it has no schema; a command or a preview does not fail for that
        path = cache_folder.made(root) / _NAME
        if not path.exists() or plain_file.read(path) != body:
            plain_file.replace(path, body)


def _leads_to_it(log: Path) -> bool:
    with suppress(OSError):  # whoever reads the log says so
        return f"{cache_folder.FOLDER}/{_NAME}".encode() in plain_file.beginning(log, _HEAD)
    return False
