from __future__ import annotations

import pytest

from mkdocs_reciprocity.core.editing.gitignore import with_line


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (b"", b"/a.yml\n"),
        (b"site/\n", b"site/\n/a.yml\n"),
        (b"site/", b"site/\n/a.yml\n"),
        (b"\xef\xbb\xbfsite/\r\n*.o", b"\xef\xbb\xbfsite/\r\n*.o\r\n/a.yml\r\n"),
        (b"\xff\xfe\n", b"\xff\xfe\n/a.yml\n"),
        (b"# a.yml\n", b"# a.yml\n/a.yml\n"),
        (b"a.yml  \r\n", b"a.yml  \r\n"),
        (b"x\n/a.yml", b"x\n/a.yml"),
    ],
)
def test_a_line_where_one_is_needed(before: bytes, after: bytes) -> None:
    assert with_line(before, "a.yml") == after
    assert with_line(after, "a.yml") == after
