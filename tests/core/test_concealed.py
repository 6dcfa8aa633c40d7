"""What browsers do not show."""

from __future__ import annotations

import pytest
from selectolax.lexbor import LexborHTMLParser

from benchmarks.measure import cpu_of
from mkdocs_reciprocity.core import concealed
from mkdocs_reciprocity.core.links import anchors, may_conceal
from mkdocs_reciprocity.core.own_page.shown import _may_be_hidden

LINK = '<a href="https://ada.example/">Ada</a>'
HIDDEN = [
    f"<div hidden>{LINK}</div>",
    f'<p>One</p><section class="x" hidden=""><p>{LINK}</p></section>',
    f"<div HIDDEN=hidden><p hidden>{LINK}</p></div>",
    '<a hidden href="https://ada.example/">Ada</a>',
    '<a href="https://ada.example/" hidden="hidden">Ada</a>',
    '<a href="https://ada.example/" hidden="from-humans"></a>',
    '<a href="https://ada.example/" style="display:none">Ada</a>',
    f'<div style="color: red; DISPLAY : NONE !important">{LINK}</div>',
    f'<p style="visibility: hidden">{LINK}</p>',
    f"<p style='visibility:collapse'>{LINK}</p>",
    f"<p style='/* a draft */display:none'>{LINK}</p>",
    f"<p style='content-visibility: hidden'>{LINK}</p>",
    f"<p>One</p><noscript>{LINK}</noscript>",
    f"<dialog>{LINK}</dialog>",
    f'<dialog id="x"><p>{LINK}</p></dialog>',
]
SHOWN = [
    LINK,
    f"<p>hidden display: none <noscript> </noscript>{LINK}</p>",
    f'<div hidden="until-found">{LINK}</div>',
    f'<div hidden="Until-Found">{LINK}</div>',
    f'<div style="display:block">{LINK}</div>',
    f'<div style="x-display:none">{LINK}</div>',
    f'<div style="x-visibility:hidden; content-visibility:auto">{LINK}</div>',
    f'<div aria-hidden="true">{LINK}</div>',
    f'<p hidden>One</p>{LINK}<p hidden="">Two</p>',
    f'<div class="hidden">{LINK}</div>',
    f"<dialog open>{LINK}</dialog>",
    f'<section style="opacity: 0">{LINK}</section>',
    f"<details><summary>More</summary>{LINK}</details>",
]


@pytest.mark.parametrize(("html", "hides"), [*((one, True) for one in HIDDEN), *((one, False) for one in SHOWN)])
def test_links_that_are_not_shown(html: str, *, hides: bool) -> None:
    (found,) = anchors(html)
    assert found.concealed is hides
    assert not hides or may_conceal(html)


def test_what_hides_nothing_needs_no_parser() -> None:
    assert not may_conceal(f'<p aria-hidden="true">All hidden, on display.</p>{LINK}')
    assert [*concealed.nodes(LexborHTMLParser(LINK))] == []


def test_of_what_lies_in_one_another_the_outermost_hides() -> None:
    tree = LexborHTMLParser(
        "<div id=a hidden><p id=b hidden><i id=c style='display:none'></i></p></div><b id=d hidden>"
    )
    assert [node.id for node in concealed.nodes(tree)] == ["a", "d"]
    deep = anchors(f"<i hidden>{LINK}" * 500)
    assert len(deep) == 500
    assert all(link.concealed for link in deep)


@pytest.mark.parametrize(
    ("before", "may"),
    [
        ("<body><main>", False),
        ("hidden <main>", False),
        ("<body><main hidden>", True),
        ('<body><DIV class="gate" style="display: none"><p>One</p>', True),
        ('<div hidden><div>x</div></div><article style="display:block">', True),  # it has to be looked at
        ("<div hidden><div>x</div></div><article>", False),
        ("<label hidden></label><nav hidden></nav><p>hidden</p>", False),
        ("<template><main>", True),
        ("<script type='text/plain'>", True),
        ("<script>1</script><style>a{}</style><title>x</title><textarea>", True),
        ("<script>1</script><style>a{}</style><title>x</title>", False),
        ("<dialog><p>", True),
        ('<dialog id="x"><p>', True),
        ("<dialog><p>x</p></dialog><main>", False),
        ("<x-gate hidden><p>", True),
        ("<fieldset style='visibility:hidden'>", True),
        ("<input hidden ><meta content='hidden'><main>", False),
        ("<noscript><p>x</p></noscript><main>", False),
        ("<p hidden><pre>x</pre></p><article><a hidden href='/'><b>x</b></article>", True),
        ("<b hidden>x</b><br><br><blockquote>", False),
        ("<div><div hidden><div hidden>x</div><div>x</div>", True),
        ("hidden <style id=x>a { display: none }</style><main>", False),
    ],
)
def test_whether_something_around_a_place_may_hide_it(before: str, *, may: bool) -> None:
    assert _may_be_hidden(f"{before}{LINK}</main><div hidden>", len(before)) is may


def test_to_look_around_a_place_takes_no_longer_than_the_text_is() -> None:
    """Menus may have thousands of inline styles."""

    def seconds(items: int) -> float:
        menu = '<li style="display:block"><i aria-hidden="true">x</i></li>' * items
        return min(cpu_of(lambda: _may_be_hidden(menu, len(menu))) for _ in range(3))

    assert seconds(4_000) < 30 * seconds(500), "it was 64 times where each item was looked for in all others"
