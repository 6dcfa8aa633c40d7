"""Texts that nobody would write, of any length: what makes a careless reader take the square of the time."""

from __future__ import annotations

from collections.abc import Callable

Shape = Callable[[int], str]
"""The text of about so many characters."""

_AGAIN = (
    "a", "9", " ", "\n", "\t", "\0", "é", "羊", "-", "=", "\\", '"', "'", "*", "(", "%", "%2F", "/", "/.", "www.",
    "a.", "a, ", "<", "</", "<!", "<?", "<a ", "<a>", "<p>", "</p>", "<br>", "<script>", "<!--", "-->",
    "<!-- -- -->", "<![CDATA[", "]]>", "<a href=", "<a b='", "<link ", "<item>", "<x:y>", "<item/>", "<outline>",
    "<h1 ", '<h1 id="a">', "<base href=x>", "&", "&#", "&#0;", "&#x", "&amp;", "&copy", "&nonsense;", "&#38;",
    "https://a.example/ ", "a@a.example ", "@a-", "<x>; rel=a, ", ';a="', "[", "{", "[]", "{},", '"a":', "[],",
    "a b=c ", "reciprocity:", "<!-- reciprocity:a", "<!-- reciprocity:a -->", "- ", "- - ", "\n- ", "\n- a: 1",
    "\n  a: 1", "a: b\n", "\na:", "\n  x:\n    - ", "&x ", "!t ", "*x ", "\n---", "\n...", "\n<<<<", "|\n", "? ",
    "2026-", "2026-01-01 ", "Mon, 1 ", "+01:00 ", "e ", "x.xml ", "date: ", "\n- {gave: x",
    "\n- {gave: share, url: u}", "#", "?", "a=b&",
    "https://a.example/(", "<https://a.example/>", "amp;", "=https%3A//a.example&",
    "permanent", "hidden ", "<i hidden>", "<i aria-hidden=a></i>", "a{display:b}",
)  # fmt: skip
_TWO = (
    ("<!--", "-->"), ("<!", "-->"), ("&#", "0;"), ("<![CDATA[", "]]>"), ("<a>", "</a>"), ("<b>", "</i>"),
    ("<p>", "</p>"), ("[", "]"), ("{", "}"), ("a", " "), (" ", "a"), ("a", "\n"), ("\n", "a"), ("<", ">"),
    ("<?", "?>"), ('"', "'"), ("&", ";"), ("<a ", ">"), ("a: ", "\n"), ("<outline text='a'>", "</outline>"),
    ("<item><title>", "</title></item>"), ("x", '="'), ("\n  ", "- "), ("<script>", "</script>"), ('{"a":', "}"),
    ("<", "&"), ("%", "é"), ("-", "->"), ("www.", "/."), (" ", "-"),
)  # fmt: skip
_NUMBERED = (
    "<a{}/>", "<a{}>", " a{}='{}'", "\nk{}: {}", "\n- k{}: {}", "\n  k{}: {}", '"k{}":{},', "&a{};",
    "<a href='/{}'>{}</a>", "https://a.example/{} ", "x{}:{} ", "<x{}:y ",
    "\n- {{date: 2026-01-01, gave: share, url: 'https://a.example/{}'}}",
    "<outline xmlUrl='https://a.example/{}' text='{}'/>", "</b{}>", "<b{}>x</c{}>",
    "<item><link>https://a.example/{}</link></item>", "\n  p{}: {{home: 'https://a.example/{}'}}", "<p id='a{}'>{}",
    "<!-- reciprocity:a{} -->", "<x>; rel=a{}, ", '{{"id":"{}"}},',
)  # fmt: skip


def _again(piece: str) -> Shape:
    return lambda size: piece * (size // len(piece))


def _halves(first: str, second: str) -> Shape:
    return lambda size: first * (size // 2 // len(first)) + second * (size // 2 // len(second))


def _turns(first: str, second: str) -> Shape:
    return _again(first + second)


def _numbered(form: str) -> Shape:
    return lambda size: "".join(form.format(number, number) for number in range(size // (len(form) + 6)))


SHAPES: dict[str, Shape] = {
    **{f"{piece!r}, again": _again(piece) for piece in _AGAIN},
    **{f"{first!r}, then {second!r}": _halves(first, second) for first, second in _TWO},
    **{f"{first!r} and {second!r} in turns": _turns(first, second) for first, second in _TWO},
    **{f"{form!r}, numbered": _numbered(form) for form in _NUMBERED},
}
"""By what they are, in words."""
