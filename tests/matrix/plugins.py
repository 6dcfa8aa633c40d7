"""The rows of plugins."""

from __future__ import annotations

from tests.matrix.blog import LOG, TITLES
from tests.matrix.cell import ALL, ZENSICAL, Cell
from tests.matrix.material import ADDRESSES, FEEDS, POSTS, RSS, TAGGED, answered, of, shows_who_answered
from tests.matrix.more_looks import gone, has, lacks, leads_to, nowhere, without_ours

MACROS = "docs/macros.md"

PLUGINS = (
    *of("material", "Material's"),
    *of("materialx", "MaterialX's"),
    Cell(
        name="Zensical's `blog` and `rss`",
        hosts=ZENSICAL,
        plugins=("blog", "rss"),
        files={**POSTS, **answered(ADDRESSES[0])},
        own=("blog/index.html", "feed_rss_created.xml"),
        looks=shows_who_answered(ADDRESSES[0]),
        note=(
            "a post with reactions and without `<!-- more -->` gets one, and its excerpt a link "
            "([why](zensical.md#in-your-own-pages))"
        ),
    ),
    Cell(name="Zensical's `tags`", hosts=ZENSICAL, plugins=("tags",), files=TAGGED),
    Cell(name="Zensical's `offline`", hosts=ZENSICAL, plugins=("offline",)),
    Cell(name="mkdocs-rss-plugin", plugins=(RSS,), own=FEEDS, looks=(lacks("feed_rss_created.xml", "Who I"),)),
    Cell(
        name="mkdocs-macros-plugin",
        hosts=ALL,
        plugins=("macros",),
        files={MACROS: "# Sums\n\n{{ 6*7 }} {{ config.site_name }}\n"},
        looks=(has("macros/index.html", "42 Looms"),),
    ),
    Cell(
        name="mkdocs-macros-plugin, other delimiters",
        plugins=(
            {
                "macros": {
                    "j2_variable_start_string": "[[",
                    "j2_variable_end_string": "]]",
                    "j2_block_start_string": "[%",
                    "j2_block_end_string": "%]",
                }
            },
        ),
        files={
            MACROS: "# Sums\n\n[[ 6*7 ]]\n",
            "reciprocity.yml": LOG.replace("title: On engines", 'title: "On engines [[ 6*7 ]] [% raw %]"'),
        },
        looks=(has("macros/index.html", "42"), has("shared/index.html", "[[ 6*7 ]] [% raw %]")),
    ),
    Cell(
        name="mkdocs-awesome-nav",
        plugins=("awesome-nav",),
        files={"docs/.nav.yml": "nav:\n- index.md\n- Given: shared/index.md\n- '*'\n"},
        looks=(leads_to("index.html", "shared/"),),
    ),
    Cell(
        name="mkdocs-literate-nav",
        plugins=("literate-nav",),
        files={
            "docs/SUMMARY.md": "* [Home](index.md)\n* [Given](shared/index.md)\n* [Thanks](pay-it-forward/index.md)\n"
            "* *.md\n"
        },
        looks=(leads_to("index.html", "shared/", "pay-it-forward/"),),
    ),
    Cell(
        name="mkdocs-section-index",
        note="Material's `blog` fails beside it, without this plugin too",
        theme="material",
        plugins=("section-index",),
        config={
            "nav": [
                "index.md",
                "looms.md",
                "about.md",
                {"Given": ["shared/index.md", {"2026": "shared/2026/index.md"}]},
                "pay-it-forward/index.md",
            ]
        },
        looks=(leads_to("index.html", "shared/", "shared/2026/"),),
    ),
    Cell(
        name="mkdocs-gen-files",
        plugins=({"gen-files": {"scripts": ["make.py"]}},),
        files={
            "make.py": "import mkdocs_gen_files\nwith mkdocs_gen_files.open('made.md', 'w') as f:\n"
            "    print('---\\ndate: 2026-11-08\\n---\\n# Made\\n\\n[By hand](https://ada.example/hand/)', file=f)\n"
        },
        looks=(has("made/index.html", "By hand"), has("shared/2026/index.html", "By hand")),
    ),
    Cell(
        name="mkdocs-static-i18n",
        plugins=(
            {
                "i18n": {
                    "languages": [
                        {"locale": code, "name": code, "default": code == "en", "build": True} for code in ("en", "de")
                    ]
                }
            },
        ),
        files={"docs/looms.de.md": "# Webstühle\n"},
        looks=(has("de/shared/index.html", "On engines"), has("de/pay-it-forward/index.html", "Ada Example")),
    ),
    Cell(
        name="mkdocs-git-revision-date-localized-plugin",
        plugins=({"git-revision-date-localized": {"enable_creation_date": True}},),
        looks=(
            has("looms/index.html", "git-revision-date-localized-plugin"),
            *(lacks(f"{page}/index.html", "git-revision-date-localized-plugin-date") for page in TITLES),
        ),
        note="the pages of this plugin show no date of a commit, as nobody commits them",
        theme="material",
        git=True,
    ),
    Cell(
        name="mkdocs-minify-plugin",
        plugins=(
            {
                "minify": {
                    "minify_html": True,
                    "minify_js": True,
                    "minify_css": True,
                    "htmlmin_opts": {"remove_comments": True},
                }
            },
        ),
    ),
    Cell(
        name="mkdocs-redirects",
        plugins=({"redirects": {"redirect_maps": {"old-looms.md": "looms.md"}}},),
        files={"reciprocity.yml": LOG.replace("URLlooms/", "URLold-looms/")},
        looks=(has("old-looms/index.html", "../looms/"),),
    ),
    Cell(
        name="mkdocs-exclude",
        plugins=({"exclude": {"glob": ["drafts/*"]}},),
        files={"docs/drafts/no.md": "# No\n"},
        looks=(gone("drafts"),),
    ),
    Cell(
        name="mkdocs-exclude, of one of the pages",
        plugins=({"exclude": {"glob": ["pay-it-forward/*"]}},),
        absent=("pay-it-forward",),
        looks=(lacks("shared/index.html", "pay-it-forward/"),),
    ),
    Cell(
        name="mkdocs-encryptcontent-plugin",
        note="it warns of weak passwords, which ends a strict build",
        plugins=("encryptcontent",),
        files={
            "docs/hidden.md": "---\npassword: Qx7-loom,Warp&weft:55/knots-4711-threads\n---\n# Hidden\n\n[Warp and weft](https://ada.example/zq9weft/)\n"
        },
        looks=(nowhere("zq9weft"), has("hidden/index.html", "encryptcontent")),
    ),
    Cell(name="mkdocs-glightbox", theme="material", plugins=("glightbox",)),
    Cell(
        name="mkdocs-include-markdown-plugin",
        plugins=("include-markdown",),
        files={
            "docs/about.md": '# About\n\n<!-- reciprocity:badge -->\n\n{% include-markdown "part.inc" %}\n',
            "docs/part.inc": "Included [thing](https://ada.example/thing/).\n",
        },
        looks=(has("about/index.html", "Included"), has("shared/index.html", "thing")),
    ),
    Cell(
        name="mkdocs-autorefs",
        note="it does not find the headings of this plugin's pages; link to them as `shared/index.md#in-2026-11`",
        plugins=("autorefs",),
        files={"docs/about.md": "# About\n\n[Warp][warp]\n"},
        looks=(leads_to("about/index.html", "../looms/#warp"),),
    ),
    Cell(
        name="eleven of them at once, in Material",
        theme="material",
        plugins=(
            "blog",
            "tags",
            "meta",
            RSS,
            "macros",
            "awesome-nav",
            {"git-revision-date-localized": {"enable_creation_date": True}},
            {"redirects": {"redirect_maps": {"old-looms.md": "looms.md"}}},
            "glightbox",
            "autorefs",
            {"minify": {"minify_html": True}},
        ),
        git=True,
        files={**POSTS, **TAGGED, **answered(*ADDRESSES)},
        own=("blog/index.html", "tags/index.html", *FEEDS),
        looks=(without_ours("blog/index.html"), *shows_who_answered(*ADDRESSES)),
    ),
)
