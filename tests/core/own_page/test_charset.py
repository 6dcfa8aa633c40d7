"""The encodings of pages."""

from __future__ import annotations

import pytest

from mkdocs_reciprocity.core.own_page.charset import is_ascii_compatible, text_of


@pytest.mark.parametrize(
    ("said", "encoding"),
    [
        ("", "utf-8"), ('<meta charset="utf-8">', "utf-8"), ("<META charset=windows-1252>", "cp1252"),
        ("<meta charset='iso-8859-1'>", "cp1252"), ("<meta charset=us-ascii>", "cp1252"),
        ('<meta http-equiv="Content-Type" content="text/html; charset=iso-8859-2">', "iso8859-2"),
        ("<meta charset=gbk>", "gb18030"), ("<meta charset=koi8-r>", "koi8-r"), ("<meta charset=no-such>", "utf-8"),
        ("<meta charset=punycode>", "utf-8"), (" " * 1100 + "<meta charset=koi8-r>", "utf-8"),
        ("<p charset=koi8-r>", "utf-8"),
    ],
)  # fmt: skip
def test_as_the_page_says(said: str, encoding: str) -> None:
    word = {"gb18030": "织机", "koi8-r": "станок"}.get(encoding, "Weberéi")
    text = f"<html>{said}<p>{word}</p>"
    assert text_of(text.encode(encoding)) == text


def test_byte_order_marks_and_wrong_bytes() -> None:
    for encoding in ("utf-8-sig", "utf-16"):
        body = "<html>织机".encode(encoding)
        assert text_of(body) == "<html>织机"
        assert is_ascii_compatible(body) == (encoding == "utf-8-sig")
    assert text_of(b"\xff<p>") == "\ufffd<p>"
