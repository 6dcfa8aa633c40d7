"""mkdocs.yml with one more plugin, and not a byte else."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from mkdocs.utils.yaml import yaml_load

from mkdocs_reciprocity.core.editing.layout import NotWritten
from mkdocs_reciprocity.core.editing.mkdocs_yml import line_of, with_plugin
from tests.laws.examples import laws

ROOT = Path(__file__).parents[3]


BLOG = "            a: |\n              b\n              # b\n            # c\n"


def written(text: str) -> str:
    return with_plugin(text.encode(), "mkdocs.yml", "reciprocity").decode()


def refusal(text: str | bytes) -> str:
    with pytest.raises(NotWritten) as caught:
        with_plugin(text.encode() if isinstance(text, str) else text, "mkdocs.yml", "reciprocity")
    said = str(caught.value)
    assert said.endswith("; add the line `- reciprocity` below `plugins:` by hand (nothing was changed)")
    return said


@pytest.mark.parametrize(
    ("before", "after"),
    [
        # No plugins are named: then MkDocs has `search`, which has to stay.
        ("site_name: x\n", "site_name: x\nplugins:\n  - search\n  - reciprocity\n"),
        ("site_name: x", "site_name: x\nplugins:\n  - search\n  - reciprocity"),
        ("site_name: x\r\n", "site_name: x\r\nplugins:\r\n  - search\r\n  - reciprocity\r\n"),
        ("site_name: x\n# end", "site_name: x\n# end\nplugins:\n  - search\n  - reciprocity"),
        ("---\nsite_name: x\n...\n", "---\nsite_name: x\nplugins:\n  - search\n  - reciprocity\n...\n"),
        ("  site_name: x\n", "  site_name: x\n  plugins:\n    - search\n    - reciprocity\n"),
        ("plugins:\nx: y\n", "plugins:\n  - search\n  - reciprocity\nx: y\n"),
        (
            "plugins: # none\n  # - a\n# top\nx: y\n",
            "plugins: # none\n  # - a\n  - search\n  - reciprocity\n# top\nx: y\n",
        ),
        # Lists.
        ("plugins:\n- search\n", "plugins:\n- search\n- reciprocity\n"),
        ("plugins:\n- search", "plugins:\n- search\n- reciprocity"),
        ("\ufeffplugins:\r\n- search\r\nx: y\r\n", "\ufeffplugins:\r\n- search\r\n- reciprocity\r\nx: y\r\n"),
        ("plugins:\n  - search # so\n\n# x\nx: y\n", "plugins:\n  - search # so\n  - reciprocity\n\n# x\nx: y\n"),
        (
            f"plugins:\n    -   search\n    -   blog:\n{BLOG}x: y\n",
            f"plugins:\n    -   search\n    -   blog:\n{BLOG}    -   reciprocity\nx: y\n",
        ),
        ("plugins:\n-\n  blog: {a: [1,\n 2]}\n", "plugins:\n-\n  blog: {a: [1,\n 2]}\n- reciprocity\n"),
        ("plugins:\n-\n  search\n", "plugins:\n-\n  search\n- reciprocity\n"),
        ("plugins:\n- blog:\nx: y\n", "plugins:\n- blog:\n- reciprocity\nx: y\n"),
        ("plugins:\n- blog: !ENV [A, b]\n", "plugins:\n- blog: !ENV [A, b]\n- reciprocity\n"),
        ("plugins: [search]\nx: y\n", "plugins: [search, reciprocity]\nx: y\n"),
        ("plugins: [search, blog: {a: 1}] # so\n", "plugins: [search, blog: {a: 1}, reciprocity] # so\n"),
        ("plugins: [\n  search,\n  blog, # so\n]\n", "plugins: [\n  search,\n  blog, reciprocity, # so\n]\n"),
        ("plugins: []\n", "plugins: [reciprocity]\n"),
        ("plugins: &p [search]\n", "plugins: &p [search, reciprocity]\n"),
        # Mappings.
        ("plugins:\n  search: {}\n  blog:\n\nx: y\n", "plugins:\n  search: {}\n  blog:\n  reciprocity: {}\n\nx: y\n"),
        ("plugins: {search: {}}\n", "plugins: {search: {}, reciprocity: {}}\n"),
        ("plugins: {}\n", "plugins: {reciprocity: {}}\n"),
    ],
)
def test_one_more(before: str, after: str) -> None:
    assert written(before) == after


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("plugins: null\n", "mkdocs.yml:1: what stands here is no list of plugins"),
        ("plugins: !ENV X\n", "mkdocs.yml:1: what stands here is no list"),
        ("plugins: !ENV [X, [search]]\n", "mkdocs.yml:1: what stands here is no list"),
        ("plugins: !x\n- a\n", "mkdocs.yml:1: what stands here is no list"),
        ("plugins: !!null\n", "mkdocs.yml:1: a change here would change more than it should"),
        ("plugins: search\n", "mkdocs.yml:1: what stands here is no list"),
        ("a: &p [search]\n\nplugins: *p\n", "mkdocs.yml:3: the plugins stand elsewhere in the file"),
        ("plugins: &p [search]\nb: *p\n", "mkdocs.yml:1: a change here would change more than it should"),
        ("site_name: x\nc: |\n  a", "mkdocs.yml:3: a change here would change more than it should"),
        ("x: y\nINHERIT: base.yml\n", "mkdocs.yml:2: the plugins may come from what `INHERIT` names"),
        ("x: &x {}\n<<: *x\n", "mkdocs.yml:2: the plugins may come from what `<<` names"),
        ("plugins: [a]\nplugins: [b]\n", "mkdocs.yml:2: `plugins:` stands here a second time"),
        ("{site_name: x}\n", "mkdocs.yml:1: this is no mapping of one setting a line"),
        ("- x\n", "mkdocs.yml:1: this is no mapping"),
        ("", "mkdocs.yml:1: this is no mapping"),
        ("a: [\n", "mkdocs.yml:2: this is not valid YAML"),
        ("a: b\n---\nc: d\n", "mkdocs.yml:2: this is not valid YAML"),
        ("a: \x01\n", "mkdocs.yml: this is not valid YAML"),
        ("x: " + "[" * 700, "mkdocs.yml: this is nested too deeply"),
        (b"a: b\nc: \xff\n", "mkdocs.yml:2: this is not UTF-8; save the file as UTF-8"),
        ("plugins: &p\n- a: *p\n", "mkdocs.yml: this is nested too deeply"),
    ],
)
def test_what_is_left_alone(text: str | bytes, said: str) -> None:
    assert refusal(text).startswith(said)


@pytest.mark.parametrize("name", ["mkdocs.yml", "mkdocs.mkdocs.yml"])
def test_the_samples(name: str) -> None:
    text = (ROOT / "sample_site" / name).read_text("utf-8")
    if "plugins:" in text:
        after = with_plugin(text.encode(), name, "another").decode()
        (new,) = {*after.split("\n")} - {*text.split("\n")}
        assert new.strip() == "- another"
    else:
        assert "INHERIT" in refusal(text)


PLUGINS = st.sampled_from(
    ["- search", "- 'blog': {a: [1, 2]}", "- tags:\n    a: b # so", "- x: |\n    a\n\n    b\n", "- y: !ENV [A, 'b']",
     "# - z", "  # far", "", "- {w: {}}", "-\n  v:\n    # in\n    a:", "- u: >-\n    a\n    b", '- "t"'],
)  # fmt: skip
OTHERS = st.sampled_from(
    [
        "site_name: x",
        "# remark",
        "",
        "nav:\n- a.md",
        "extra: {a: &a b, c: *a}",
        "e: !!python/name:os.path ''",
    ]
)


@laws(300)
@given(
    st.lists(OTHERS, max_size=3, unique=True),
    st.lists(PLUGINS, max_size=5),
    st.lists(OTHERS, max_size=3, unique=True),
    st.sampled_from(["", "  "]),
    st.sampled_from(["\n", "\r\n"]),
    st.booleans(),
)
def test_mkdocs_reads_the_old_plugins_and_ours(
    above: list[str], plugins: list[str], below: list[str], indent: str, newline: str, ends: bool
) -> None:
    inner = "\n".join(plugins)
    lines = [
        *above,
        "plugins:",
        *(indent + line if line.strip() else line for line in inner.split("\n")),
        *below,
        "z: 1",
    ]
    text = "\n".join(lines) + ("\n" if ends else "")
    before = text.replace("\n", newline)
    if above and set(above) & set(below):
        return
    after = written(before)
    at = next((n for n, (a, b) in enumerate(zip(before, after, strict=False)) if a != b), len(before))
    assert after.endswith(before[at:])
    old, new = yaml_load(before), yaml_load(after)
    assert new.pop("plugins") == [*(old.pop("plugins") or ["search"]), "reciprocity"]
    assert new == old


# --- where an option stands

FILE = b"""site_name: Me
plugins:
- search
- reciprocity:
    window: 1 month

    feeds:
      # a comment
      fetch: off
"""


@pytest.mark.parametrize(
    ("path", "line"), [(["window"], 5), (["feeds"], 7), (["feeds", "fetch"], 9), (["feeds", "x"], 7), (["x"], 0)]
)
def test_the_line_of_an_option(path: list[str], line: int) -> None:
    assert line_of(FILE, "reciprocity", path) == line


def test_the_line_where_plugins_are_a_mapping() -> None:
    assert line_of(b"plugins:\n  search: {}\n  a/reciprocity: {window: 3}\n", "reciprocity", ["window"]) == 3


def test_the_line_where_the_options_are_those_of_an_extension_of_markdown() -> None:
    body = b"plugins: [{a.b: {window: 1}}]\nmarkdown_extensions:\n- toc\n- a.b:\n    window: 3\n"
    assert line_of(body, "a.b", ["window"], "markdown_extensions") == 5
    assert line_of(body, "a.b", ["window"]) == 1


@pytest.mark.parametrize("body", [b"", b"[", b"plugins: [search]", b"x: y", b"plugins:\n- reciprocity\n", b"[" * 700])
def test_where_there_is_none_no_line_is_known(body: bytes) -> None:
    assert line_of(body, "reciprocity", ["window"]) == 0
