"""What the Markdown of a page tells."""

from __future__ import annotations

import pytest

from mkdocs_reciprocity.core.terms.page_text import LOOKED_AT, read

PAGE = """---
date: 2026-11-01
tags: [secret]
---
# Seven *knots* { #knots .cls }

Tie a [bowline](https://ben.example/bowline_(knot)/ "A title") or [another][ref] <span class="x">today</span>.
{{ macro("hidden") }} {% include "other" %} `code_here` ``more code`` ![A picture of rope](rope.png)

```python
fenced = True
```

~~~
tilde
```
still
~~~

<!-- reciprocity:shared 5 --> seen <https://auto.example/x> and https://bare.example/y?z=1.

[ref]: https://ref.example/page
"""


def test_only_what_is_read_is_told() -> None:
    page = read(PAGE)
    assert page.title == "Seven *knots*"
    said = page.text.split()
    assert {"bowline", "another", "today", "picture", "rope", "seen"} <= {word.strip("[]!.") for word in said}
    for gone in ("macro", "hidden", "include", "code_here", "more", "fenced", "tilde", "still", "reciprocity",
                 "example", "rope.png", "secret", "class", "title", "cls"):  # fmt: skip
        assert gone not in page.text
    assert page.links == (
        "https://ben.example/bowline_(knot)/", "https://auto.example/x", "https://bare.example/y?z=1.",
        "https://ref.example/page",
    )[: len(page.links)]  # fmt: skip
    assert len(page.links) == 4


@pytest.mark.parametrize(
    ("markdown", "title"),
    [
        ("---\ntitle: 'Of knots'\n---\n# Else\n", "Of knots"),
        ("---\ntitle: Of: knots  \n...\nx", "Of: knots"),
        ("---\ntitle: never ends\n", ""),
        ("\n# Late #\n", "Late"),
        ("```\n# no heading\n```\n", ""),
        ("## Below\n", ""),
        ("", ""),
    ],
)
def test_the_title(markdown: str, title: str) -> None:
    assert read(markdown).title == title


@pytest.mark.parametrize(
    "piece", ["<!--", "[", "](", "<", "{{", "{%", "`", "```\n", "https://a.example/(", "# ", "---\n"]
)
def test_whatever_is_in_a_page_it_is_read_up_to_a_bound(piece: str) -> None:
    page = read(piece * (2 * LOOKED_AT // len(piece)))
    assert len(page.text) <= LOOKED_AT


def test_a_comment_that_never_ends_hides_the_rest() -> None:
    assert read("seen <!-- a --> too <!-- b").text == "seen   too"
