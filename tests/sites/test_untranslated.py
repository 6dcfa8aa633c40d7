"""No text of a page is left in English: a language that puts every text of ours into brackets shows what has none."""

from __future__ import annotations

import re
import runpy
from collections.abc import Iterable, Iterator
from gettext import NullTranslations
from pathlib import Path
from typing import Any

import pytest
from babel.messages.pofile import read_po
from jinja2 import Environment, nodes
from msgspec.structs import replace
from selectolax.lexbor import LexborHTMLParser, LexborNode

from mkdocs_reciprocity.core.wording import ENGLISH
from mkdocs_reciprocity.host import site_pages
from mkdocs_reciprocity.publish import templates
from tests.sites.drawing import entry, rss, site

ROOT = Path(__file__).parents[2]
TEMPLATES = sorted((templates.overrides() / templates.FOLDER).glob("*.html"))
ENGLISH_ONLY = {"desk.html", "desk-capture.html", "desk-note.html", "desk.css.html", "generated.css.html"}
"""The desk is the author's alone, and speaks English as the command line does; a stylesheet has no words."""
NAMES = re.compile(r"\b(?:Mastodon|Bluesky|Atom|JSON Feed|RSS|OPML|shields\.io|reciprocity)\b")
"""What is called the same everywhere."""
SHOWN = ("title", "aria-label", "alt", "placeholder", "label", "value")
NOT_PROSE = {"code", "pre", "style", "script", "clippath"}
SLOT = "\ue000"


def texts(node: LexborNode) -> Iterator[str]:
    """The text below a node, and the attributes that people read or hear."""
    for child in node.iter(include_text=True):
        if child.tag == "-text":
            yield child.text_content or ""
        elif child.tag not in NOT_PROSE:
            yield from (child.attributes.get(name) or "" for name in SHOWN if not _is_a_value(child, name))
            yield from texts(child)


def _is_a_value(node: LexborNode, name: str) -> bool:
    """A value that is for programs: of a choice, or of a property of microformats."""
    return name == "value" and (node.tag == "data" or node.attributes.get("type") in {"radio", "checkbox", "hidden"})


def letters(text: str) -> str:
    """What of it is words."""
    return " ".join(re.findall(r"[^\W\d_]+", NAMES.sub("", text)))


# --- the templates as they are written


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_no_words_stand_in_a_template_outside_of_a_text(path: Path) -> None:
    if path.name in ENGLISH_ONLY:
        return
    source = path.read_text("utf-8")
    pieces = [
        value if kind == "data" else SLOT if kind == "variable_begin" else ""
        for _, kind, value in Environment(trim_blocks=True, lstrip_blocks=True).lex(source)
    ]
    html = re.sub(r"</?xsl:[^>]*>", "", "".join(pieces)).replace(f"<{SLOT}", "<b").replace(f"</{SLOT}", "</b")
    root = LexborHTMLParser("<body>" + html).body
    assert root is not None
    assert list(filter(None, map(letters, texts(root)))) == []


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_no_sentence_stands_in_an_expression_outside_of_a_text(path: Path) -> None:
    if path.name in ENGLISH_ONLY:
        return
    tree = Environment().parse(path.read_text("utf-8"))
    translated = {
        const.value
        for call in tree.find_all(nodes.Call)
        if isinstance(call.node, nodes.Name) and call.node.name in {"_", "ngettext", "pgettext"}
        for const in call.find_all(nodes.Const)
    }
    shown = {
        const.value
        for output in tree.find_all(nodes.Output)
        for const in output.find_all(nodes.Const)
        if isinstance(const.value, str) and re.search(r"[A-Z]|[a-z] ", NAMES.sub("", const.value))
    }
    assert shown - translated == set()


# --- the pages as they are built


class Brackets(NullTranslations):
    """Puts every text into brackets, and remembers its message."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: set[tuple[str | None, str]] = set()

    def gettext(self, message: str) -> str:
        return self.pgettext(None, message)

    def pgettext(self, context: str | None, message: str) -> str:
        self.asked.add((context, message))
        return f"⟦{message}⟧"

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        self.asked.add((None, msgid1))
        return f"⟦{msgid1 if n == 1 else msgid2}⟧"


LOG = """\
peers:
  zada: {name: Zada, home: https://zada.z/, feed: zada.xml, tags: [zt]}
  zben: {name: Zben, home: https://zben.z/, feed: zben.xml}
interactions:
- {date: 2026-11-02, gave: share, url: https://zada.z/z1/, title: Zengines, via: zmast, note: Znote.}
- {date: 2026-11, gave: translate, url: https://zben.z/z2/, title: Zknots}
- {date: 2026, gave: feature, peer: zada}
- {date: unknown, gave: comment, url: https://zz.z/z4/, title: Zold}
- {date: 2025-03-02, gave: testimonial, url: https://zz.z/z5/, peer: zada, title: Zlong}
"""
LOG += "".join(
    f"- {{date: 2026-11-05, got: {kind}, peer: z{who}, url: {url}, private: false}}\n"
    for who, kind in (("ada", "share"), ("ben", "comment"), ("ada", "link"), ("ben", "thank"), ("ada", "praise"))
    for url in ("https://zme.z/z/", f"https://z{who}.z/zz/")
)
LINK = '<a href="https://zme.z/z/">z</a> ' + "z " * 900
FILES = {
    "reciprocity.yml": LOG,
    "zada.xml": rss(entry("Znew", "https://zada.z/znew/", html=LINK), entry("Zother", "https://zada.z/zother/")),
    "zben.xml": rss(entry("Zlone", "https://zben.z/zlone/", "Tue, 10 Nov 2020 08:00:00 GMT")),
    "docs/index.md": "# Zhome\n\n"
    + "\n\n".join(
        f"<!-- reciprocity:{marker} -->"
        for marker in ("badge", "shared 5", "thanks 5", "ring 3", "lifts", "reactions", "shared", "pay-it-forward")
    ),
    "docs/z.md": "# Zlooms\n\n[Ztalk](https://zada.z/ztalk/)\n",
    **{f"docs/z{letter}.md": f"# Z{letter}\n\n[Ztalk](https://zada.z/ztalk/)\n" for letter in "abcde"},
}


@pytest.fixture
def brackets(monkeypatch: pytest.MonkeyPatch) -> Brackets:
    """The language that every build has."""
    found = Brackets()
    language = replace(ENGLISH, code="zz", texts=found, date=lambda date, style: date)
    monkeypatch.setattr(site_pages, "language", lambda code: language)
    return found


def outside(pages: Iterable[LexborHTMLParser]) -> set[str]:
    """The words of our parts of pages that stand in no brackets and are none of the author's or the peers'."""
    found = set()
    for page in pages:
        for part in page.css(".reciprocity"):
            holder = LexborHTMLParser(f"<body><div>{part.html}</div>").body
            assert holder is not None
            text = "\n".join(texts(holder))
            while re.search(r"⟦[^⟦⟧]*⟧", text):
                text = re.sub(r"⟦[^⟦⟧]*⟧", " ", text)
            found |= {word for word in re.findall(r"[^\W\d_]+", NAMES.sub("", text)) if word[0] not in "zZ"}
    return found


@pytest.mark.parametrize(
    ("files", "options"),
    [
        (FILES, {}),
        (FILES, {"badge": {"metric": "both"}}),
        (FILES, {"badge": {"metric": "people"}}),
        ({**FILES, "reciprocity.yml": "interactions: []\n"}, {}),
        ({name: text for name, text in FILES.items() if name != "reciprocity.yml"}, {}),
    ],
    ids=["a log", "both", "people", "an empty log", "no log"],
)
def test_every_text_of_a_page_is_translated(
    tmp_path: Path, brackets: Brackets, files: dict[str, str], options: dict[str, Any]
) -> None:
    config = {"site_name": "Z", "site_url": "https://zme.z/", "plugins": [], "reciprocity": options}
    built = site(tmp_path, files, config)
    pages = [path for path in built.files() if path.endswith(".html")]
    assert {"shared/index.html", "pay-it-forward/index.html"} <= {*pages}
    assert outside(map(built.tree, pages)) == set()
    if built.has("reciprocity/badge.svg"):
        svg = re.sub(r"(?s)<style.*?</style>", "", built.read("reciprocity/badge.svg"))
        assert outside([LexborHTMLParser(f'<div class="reciprocity">{svg}</div>')]) == set()
    with runpy.run_path(str(ROOT / "docs" / "messages.py"))["TEMPLATE"].open("rb") as file:
        known = {
            (message.context, message.id[0] if message.pluralizable else str(message.id)) for message in read_po(file)
        }
    assert brackets.asked - known == set(), "after `python docs/messages.py` translators know them too"
    assert len(brackets.asked) > 5
