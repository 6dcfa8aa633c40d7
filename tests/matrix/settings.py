"""The rows of settings."""

from __future__ import annotations

from typing import Any

from tests.matrix.blog import LOG
from tests.matrix.cell import ALL, Cell, Look, Made
from tests.matrix.looks import leads, links, sitemap

PAGES = ["shared/index.md", "pay-it-forward/index.md"]
OWN_PAGES: list[Any] = ["index.md", {"Looms": "looms.md"}, "about.md"]
STRICT = {
    "nav": {"omitted_files": "warn", "not_found": "warn", "absolute_links": "warn"},
    "links": {"not_found": "warn", "absolute_links": "warn", "unrecognized_links": "warn", "anchors": "warn"},
}
LINKS = (
    "# Home\n\n[Looms](looms.md), [shared](shared/index.md), [2026](shared/2026/index.md#shared-in-2026), "
    "[thanks](pay-it-forward/index.md#reciprocity-thanks), [feed](shared.xml), ![badge](reciprocity/badge.svg)\n"
)
NAV = {"nav": [*OWN_PAGES, {"Giving": [{"Given": PAGES[0]}, *PAGES[1:]]}]}


def _menu(made: Made) -> None:
    leads(made, "index.html", "shared/", "pay-it-forward/")


def _no_menu(made: Made) -> None:
    assert not {"shared/", "pay-it-forward/"} & links(made, "index.html")


def _files(made: Made) -> None:
    leads(made, "index.html", "shared/index.html", "pay-it-forward/index.html")
    leads(made, "shared/index.html", "../looms.html", "2026/index.html")
    assert (made.folder / "looms.html").exists()


def _in_a_folder(made: Made) -> None:
    assert "https://me.example/blog/shared/" in sitemap(made)
    assert 'href="https://me.example/blog/shared.xml"' in made.read("shared.xml")
    assert not (made.folder / ".well-known").exists()


def _not_listed(page: str) -> Look:
    def look(made: Made) -> None:
        assert not [address for address in sitemap(made) if page in address]
        assert not [path for path in made.folder.rglob("*.html") if f"{page}/" in path.read_text("utf-8")]

    return look


def _hooked(made: Made) -> None:
    assert "hooked" in made.read("about/index.html")


def _addressed(made: Made) -> None:
    assert "https://me.example/shared/" in sitemap(made)


def _absolute(made: Made) -> None:
    leads(made, "about/index.html", "../shared/")


SETTINGS = (
    Cell(name="no `nav:`, which lists all pages", hosts=ALL, looks=(_menu,)),
    Cell(name="`nav:` with both pages", hosts=ALL, config=NAV, looks=(_menu,), quick=True),
    Cell(name="`nav:` without them", hosts=ALL, config={"nav": OWN_PAGES}, looks=(_no_menu,)),
    Cell(
        name="`not_in_nav:`",
        config={"nav": OWN_PAGES[:2], "not_in_nav": "about.md\n/shared/\n/pay-it-forward/\n", "validation": STRICT},
        looks=(_no_menu,),
    ),
    Cell(
        name="`validation:`, all keys on `warn`",
        config={**NAV, "validation": STRICT},
        files={"docs/index.md": LINKS},
        quick=True,
    ),
    Cell(
        name="`validation:` `absolute_links: relative_to_docs`",
        config={"validation": {"links": {**STRICT["links"], "absolute_links": "relative_to_docs"}}},
        files={"docs/about.md": "# About\n\n[shared](/shared/index.md)\n"},
        looks=(_absolute,),
    ),
    Cell(
        name="`use_directory_urls: false`",
        hosts=ALL,
        config={"use_directory_urls": False},
        files={"reciprocity.yml": LOG.replace("looms/", "looms.html")},
        looks=(_files,),
    ),
    Cell(
        name="`site_url` in a folder",
        hosts=ALL,
        config={"site_url": "https://me.example/blog/"},
        looks=(_in_a_folder,),
    ),
    Cell(
        name="`exclude_docs:` of one page",
        hosts=ALL,
        config={"exclude_docs": "/pay-it-forward/\n"},
        absent=("pay-it-forward",),
        looks=(_not_listed("pay-it-forward"),),
    ),
    Cell(
        name="`draft_docs:` of one page",
        config={"draft_docs": "/pay-it-forward/\n"},
        absent=("pay-it-forward",),
        looks=(_not_listed("pay-it-forward"),),
    ),
    Cell(
        name="`hooks:`",
        config={"hooks": ["hook.py"]},
        looks=(_hooked,),
        files={"hook.py": "def on_page_content(html, page, config, files):\n    return html + '<p>hooked</p>'\n"},
    ),
    Cell(
        name="`INHERIT:`",
        hosts=ALL,
        config={"INHERIT": "base.yml"},
        looks=(_menu,),
        files={"base.yml": "nav:\n- index.md\n- looms.md\n- about.md\n- shared/index.md\n- pay-it-forward/index.md\n"},
    ),
    Cell(
        name="`!ENV`",
        hosts=ALL,
        looks=(_addressed,),
        files={
            "mkdocs.yml": "site_name: !ENV [NO_SUCH_NAME, Looms]\nsite_url: !ENV [NO_SUCH, 'https://me.example/']\n"
            "strict: true\ntheme: {name: !ENV [NO_SUCH_THEME, material]}\n"
            "markdown_extensions: [mkdocs_reciprocity.markdown]\n"
            "extra_css: [assets/reciprocity/reciprocity.css]\n"
            "plugins:\n- search\n- reciprocity:\n    enabled: !ENV [NO_SUCH_SWITCH, true]\n"
        },
    ),
)
