"""The bytes of a log -> its text, as one YAML document. It also tells OPML from YAML."""

from __future__ import annotations

import re

from mkdocs_reciprocity.core.yaml.nodes import Fault

_LINE_BREAKS = str.maketrans({"\r": "\n", "\x85": " ", "\u2028": " ", "\u2029": " "})
_MARKER = re.compile(r"^(?:---|\.\.\.)(?=\s|\Z)[^\n]*", re.M)
_PREAMBLE = re.compile(r"(?:[ \t]*\n|[ \t]*#[^\n]*\n|%[^\n]*\n)*\Z")
_XML = re.compile(r"\s*<[?!A-Za-z]")
_MARKS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))


def encoding_of(body: bytes) -> tuple[bytes, str]:
    """The byte order mark, empty where there is none, and the codec of what follows it."""
    return next(((mark, codec) for mark, codec in _MARKS if body.startswith(mark)), (b"", "utf-8"))


def is_opml(file: str, body: bytes) -> bool:
    """Whether a file is OPML: by its name, or because it begins like XML, as no YAML does."""
    mark, codec = encoding_of(body)
    return file.lower().endswith(".opml") or _XML.match(body[len(mark) :][:500].decode(codec, "replace")) is not None


def decoded(body: bytes) -> tuple[str, list[Fault]]:
    """The text without its byte order mark, line ends unchanged. Bytes that are no text are replaced, with a fault."""
    mark, codec = encoding_of(body)
    body = body[len(mark) :]
    try:
        return body.decode(codec), []
    except UnicodeDecodeError as error:
        line = with_our_line_breaks(body[: error.start].decode(codec, "replace")).count("\n") + 1
        message = f"this is not {codec[:6].rstrip('-').upper()}; save the file as UTF-8"
        return body.decode(codec, "replace"), [Fault(line, message)]


def with_our_line_breaks(text: str) -> str:
    """All lines end with a line feed. Other line breaks of YAML 1.1 become a space, so all columns stay as they are."""
    if "\r" in text:
        text = text.replace("\r\n", "\n")
    return text.translate(_LINE_BREAKS) if any(mark in text for mark in "\r\x85\u2028\u2029") else text


def one_document(text: str) -> tuple[str, list[Fault]]:
    """The text without the markers of YAML documents (``---``, ``...``). A marker in the middle is a fault."""
    if not text.startswith(("---", "...")) and "\n---" not in text and "\n..." not in text:
        return text, []
    faults = []
    line, start, last = 1, 0, len(text.rstrip())
    kept = []
    for match in _MARKER.finditer(text):
        before = text[start : match.start()]
        line += before.count("\n")
        begins = match[0].startswith("---")
        first = begins and start == 0 and _PREAMBLE.match(before) is not None
        kept += [before, match[0][3:] if first else ""]
        start = match.end()
        if not first and (begins or start < last):
            what = "a second YAML document begins here" if begins else "the YAML document ends here"
            faults.append(Fault(line, f"{what}; take the line `{match[0][:3]}` out"))
    return "".join([*kept, text[start:]]), faults
