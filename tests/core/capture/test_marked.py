"""Whether the author changed a file that was written for a forge."""

from __future__ import annotations

import pytest

from mkdocs_reciprocity.core.capture.marked import is_untouched, with_mark

TEXT = "name: Gift\nbody: []\n"


def test_what_was_written_is_known_again_however_git_ends_the_lines() -> None:
    marked = with_mark(TEXT)
    assert marked.endswith(TEXT)
    assert marked.startswith("# Written by `mkdocs-reciprocity init --capture`")
    assert is_untouched(marked)
    assert is_untouched(marked.replace("\n", "\r\n"))


@pytest.mark.parametrize(
    "changed",
    [
        "", TEXT, with_mark(TEXT) + "\n", with_mark(TEXT).replace("Gift", "gift"), with_mark(TEXT)[:-1],
        "\n" + with_mark(TEXT), with_mark(TEXT).replace("(", "(0", 1),
    ],
)  # fmt: skip
def test_any_change_is_the_authors(changed: str) -> None:
    assert not is_untouched(changed)
