"""The bytes of a .gitignore -> its bytes with one more line, if that is needed."""

from __future__ import annotations

import re


def with_line(body: bytes, name: str) -> bytes:
    """The file with a line for ``name``, which lies beside it; unchanged if it has such a line.

    See gitignore(5): a pattern with a slash at its start is about this folder only.
    """
    said = {line.strip() for line in body.decode("utf-8", "replace").splitlines()}
    if {name, f"/{name}"} & said:
        return body
    ends = re.search(rb"\r\n|\n|\r", body)
    newline = ends[0] if ends else b"\n"
    gap = b"" if not body or body.endswith((b"\n", b"\r")) else newline
    return body + gap + f"/{name}".encode() + newline
