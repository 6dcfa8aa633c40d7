from __future__ import annotations

from pathlib import Path

import pytest

from mkdocs_reciprocity.collect import mkdocs_yml
from mkdocs_reciprocity.collect.docs import Front
from mkdocs_reciprocity.collect.mkdocs_yml import SiteConfig, Unusable
from mkdocs_reciprocity.core import options as declared


def read(root: Path, text: str) -> SiteConfig:
    (root / "mkdocs.yml").write_text(text, "utf-8")
    return mkdocs_yml.read(root / "mkdocs.yml")


@pytest.mark.parametrize(
    "plugins",
    [
        "[search, {reciprocity: {window: 1 month}}]",
        "{search: null, reciprocity: {window: 1 month}}",
        "[{search: {}, reciprocity: {window: 1 month}}]",
        "[material/reciprocity: {window: 1 month}]",
        "[search, group: {enabled: false, plugins: [tags, reciprocity: {window: 1 month}]}]",
        "{material/group: {plugins: [group: {plugins: {reciprocity: {window: 1 month}}}]}}",
        "&all [group: {plugins: *all}, reciprocity: {window: 1 month}]",
    ],
)
def test_options(tmp_path: Path, plugins: str) -> None:
    config = read(tmp_path, f"site_url: https://me.example/\nplugins: {plugins}\n")
    assert config.options == {"window": "1 month"}
    assert config.site_url == "https://me.example/"
    assert config.root == tmp_path


@pytest.mark.parametrize("plugins", ["[reciprocity]", "{reciprocity: }", "[reciprocity: null]", "[reciprocity: [x]]"])
def test_no_options(tmp_path: Path, plugins: str) -> None:
    assert read(tmp_path, f"plugins: {plugins}\n").options == {}


@pytest.mark.parametrize("url", ["", "''", "null", "5", "ftp://x", "[a]"])
def test_a_site_url_that_is_none(tmp_path: Path, url: str) -> None:
    assert read(tmp_path, f"site_url: {url}\nplugins: [reciprocity]\n").site_url is None


def test_inherit_merges_mappings_as_mkdocs_does(tmp_path: Path) -> None:
    (tmp_path / "base.yml").write_text(
        "site_url: https://base.example/\nplugins:\n  reciprocity:\n    window: 1 month\n    timezone: UTC\n", "utf-8"
    )
    config = read(tmp_path, "INHERIT: base.yml\nplugins:\n  reciprocity:\n    window: 2 months\n")
    assert config.options == {"window": "2 months", "timezone": "UTC"}
    assert config.site_url == "https://base.example/"
    from mkdocs.utils.yaml import yaml_load

    with (tmp_path / "mkdocs.yml").open("rb") as file:
        assert yaml_load(file)["plugins"]["reciprocity"] == config.options


def test_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ON", "true")
    config = read(
        tmp_path,
        "plugins:\n- reciprocity:\n    enabled: !ENV ON\n    log: !ENV [NOWHERE, x.yml]\n    peers: !ENV NOWHERE\n",
    )
    assert config.options == {"enabled": True, "log": "x.yml", "peers": None}


def test_python_tags_make_nothing(tmp_path: Path) -> None:
    config = read(
        tmp_path,
        "x: !!python/object/apply:os._exit [3]\ny: !!python/name:os.system\nz: !own {a: b}\nplugins: [reciprocity]\n",
    )
    assert config.options == {}


def test_find(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(Unusable, match=r"-f path/to/mkdocs\.yml"):
        mkdocs_yml.find(None)
    (tmp_path / "mkdocs.yaml").touch()
    assert mkdocs_yml.find(None) == Path("mkdocs.yaml")
    (tmp_path / "mkdocs.yml").touch()
    assert mkdocs_yml.find(None) == Path("mkdocs.yml")
    with pytest.raises(Unusable, match=r"other\.yml: there is no such file; name it with `-f path/to/mkdocs\.yml`"):
        mkdocs_yml.find("other.yml")


@pytest.mark.parametrize(("folder", "up"), [("docs", "../"), ("docs/posts", "../../")])
def test_the_file_of_a_folder_above_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, folder: str, up: str
) -> None:
    (tmp_path / folder).mkdir(parents=True)
    (tmp_path / "mkdocs.yml").touch()
    monkeypatch.chdir(tmp_path / folder)
    with pytest.raises(Unusable, match=f"in this folder; name it with `-f {up}mkdocs.yml`"):
        mkdocs_yml.find(None)


def test_nested_too_deeply(tmp_path: Path) -> None:
    for text in ("[" * 50_000, "a: " + "{b: " * 50_000, "- " * 50_000):
        with pytest.raises(Unusable, match=r"mkdocs\.yml: brackets or mappings are nested too deeply"):
            read(tmp_path, text)
    (tmp_path / "base.yml").write_text("a: &a {b: *a}\n", "utf-8")
    with pytest.raises(Unusable, match=r"mkdocs\.yml: brackets or mappings are nested too deeply"):
        read(tmp_path, "INHERIT: base.yml\na: &a {b: *a}\n")


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("2026-02-30", '"2026-02-30" cannot be read as !!timestamp'),
        ("!!bool maybe", '"maybe" cannot be read as !!bool'),
        ("!!int x", '"x" cannot be read as !!int'),
        (r'"\ud800"', r'"\ud800" cannot be read as !!str'),
        ("!!timestamp x", '"x" cannot be read as !!timestamp'),
        ("2026-11-02T10:00:00+99:99", '"2026-11-02T10:00:00+99:99" cannot be read as !!timestamp'),
        ("9" * 5000, f'"{"9" * 59}…" cannot be read as !!int'),
    ],
)
def test_values_that_do_not_fit_their_tags(tmp_path: Path, value: str, said: str) -> None:
    text = f"plugins: [reciprocity]\nx:\n  y: {value}\n"
    with pytest.raises(Unusable) as caught:
        read(tmp_path, text)
    assert str(caught.value).endswith(f"mkdocs.yml:3: this is not valid YAML ({said})")


@pytest.mark.parametrize("name", ["nowhere.yml", '"a\\0b"', ".", "/", "''", '"a\\nb"', "x" * 5000])
def test_an_inherit_that_leads_nowhere(tmp_path: Path, name: str) -> None:
    with pytest.raises(Unusable, match="cannot be read"):
        read(tmp_path, f"INHERIT: {name}\nplugins: [reciprocity]\n")


def test_escapes_that_no_character_has(tmp_path: Path) -> None:
    with pytest.raises(Unusable, match=r"mkdocs\.yml.*: this "):
        read(tmp_path, 'plugins: [reciprocity]\nx: "\\UFFFFFFFF"\n')


def test_what_yaml_multiplies_is_shown_in_short(tmp_path: Path) -> None:
    bomb = "a: &a0 [x]\n" + "".join(f"a{n}: &a{n + 1} [{', '.join([f'*a{n}'] * 9)}]\n" for n in range(12))
    number = f"0x{'f' * 9000}"
    options = f"{{window: *a12, language: {{x: *a12}}, timezone: {number}, ? {number} : x}}"
    text = f"{bomb}plugins:\n- reciprocity: {options}\n"
    problems = declared.read(read(tmp_path, text).options).problems
    assert [problem.message.split(":")[0] for problem in problems] == [
        'option "0xffffffffffffffffff…"', "option `language`", "option `timezone`", "option `window`",
    ]  # fmt: skip
    assert all(len(problem.message) < 200 for problem in problems)


def test_an_option_beside_the_plugin_is_told_to_be_indented(tmp_path: Path) -> None:
    with pytest.raises(Unusable, match="`log` stands beside `reciprocity:`; indent it further, so"):
        read(tmp_path, "plugins:\n- search: \n- reciprocity:\n  log: x.yml\n")


def test_a_wrong_option_has_its_line(tmp_path: Path) -> None:
    config = read(tmp_path, "plugins:\n- reciprocity:\n    feeds:\n      fetch: off\n")
    (problem,) = mkdocs_yml.options_of(config).problems
    assert (problem.where.line, Path(problem.where.file).name) == (4, "mkdocs.yml")
    grouped = "plugins:\n- group:\n    plugins:\n    - tags\n    - reciprocity:\n        window: x\n"
    (problem,) = mkdocs_yml.options_of(read(tmp_path, grouped)).problems
    assert problem.where.line == 6


def test_without_the_plugin_the_options_stand_below_the_extension_of_markdown(tmp_path: Path) -> None:
    extension = "- mkdocs_reciprocity.markdown:\n    window: 1 month\n    x: 1\n"
    text = f"plugins: [search]\nmarkdown_extensions:\n- toc\n{extension}"
    config = read(tmp_path, text)
    assert (config.listed, config.front.plugin) == (True, False)
    assert config.options == {"window": "1 month", "x": 1}
    (problem,) = mkdocs_yml.options_of(config).problems
    assert problem.where.line == 6
    both = read(tmp_path, text.replace("[search]", "[reciprocity: {window: 2 months}]"))
    assert (both.front.plugin, both.options) == (True, {"window": "2 months"})
    alone = read(tmp_path, "markdown_extensions: [mkdocs_reciprocity.markdown]\nwatch: [docs/x, 5]\n")
    assert (alone.listed, alone.options) == (True, {})
    assert alone.front.watched == ("docs/x", "5")


def test_extensions_whose_names_stand_without_quotes_in_toml(tmp_path: Path) -> None:
    (tmp_path / "zensical.toml").write_text(
        "[project.markdown_extensions]\nabbr = {}\ntoc.permalink = true\nmkdocs_reciprocity.markdown = {}\n"
        'pymdownx.tilde = {}\npymdownx.blocks.tab = {}\n"pymdownx.caret" = {}\nzensical.extensions.preview = {}\n'
        "[project.plugins.reciprocity]\n",
        "utf-8",
    )
    assert mkdocs_yml.read(tmp_path / "zensical.toml").written.extensions == {
        "abbr": {},
        "toc": {"permalink": True},
        "mkdocs_reciprocity.markdown": {},
        "pymdownx.tilde": {},
        "pymdownx.blocks.tab": {},
        "pymdownx.caret": {},
        "zensical.extensions.preview": {},
    }


def test_zensical_toml(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "zensical.toml"
    file.write_text(
        '[project]\nsite_name = "Looms &amp; Letters"\nsite_author = "Mara"\nsite_url = "https://me.example/"\n'
        'docs_dir = "pages"\nuse_directory_urls = false\nextra_css = ["x.css"]\nnav = [{ Home = "index.md" }]\n'
        '[project.theme]\nlanguage = "pt_BR"\ncustom_dir = "mine"\n'
        "[project.markdown_extensions]\ntoc = { baselevel = 2 }\n"
        '[project.plugins.reciprocity]\nwindow = "1 month"\nwindwo = 5\n',
        "utf-8",
    )
    config = mkdocs_yml.read(file)
    assert config.root == tmp_path
    assert config.docs == tmp_path / "pages"
    assert config.site_url == "https://me.example/"
    assert not config.directory_urls
    assert config.nav == [{"Home": "index.md"}]
    assert config.written.extensions == {"toc": {"baselevel": 2}}
    assert config.front == Front(
        name="Looms & Letters",
        author="Mara",
        language="pt-BR",
        templates=tmp_path / "mine",
        stylesheets=("x.css",),
    )
    read = mkdocs_yml.options_of(config)
    assert [str(problem) for problem in read.problems] == [
        f'{file}: option "windwo": there is no such option; did you mean "window"?'
    ]
    monkeypatch.chdir(tmp_path)
    assert mkdocs_yml.find(None) == Path("zensical.toml")
    (tmp_path / "mkdocs.yml").touch()
    assert mkdocs_yml.find(None) == Path("zensical.toml"), "the other does not list the plugin"
    (tmp_path / "mkdocs.yml").write_text("plugins: [reciprocity]\n", "utf-8")
    assert mkdocs_yml.find(None) == Path("mkdocs.yml")


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (
            b"[project\n",
            "this is not valid TOML (Expected ']' at the end of a table declaration (at line 1, column 9))",
        ),
        (b"a = \xff\n", "this is not valid TOML ('utf-8' codec can't decode"),
        (b"", "the table `[project.plugins.reciprocity]` is not there; add this line at the end, or let"),
        (b'[project]\nplugins = ["search"]\n', "the table `[project.plugins.reciprocity]` is not there"),
    ],
)
def test_a_zensical_toml_that_cannot_be_used(tmp_path: Path, body: bytes, said: str) -> None:
    (tmp_path / "zensical.toml").write_bytes(body)
    with pytest.raises(Unusable) as refused:
        mkdocs_yml.read(tmp_path / "zensical.toml")
    assert str(refused.value).startswith(f"{tmp_path / 'zensical.toml'}: {said}")


def test_a_zensical_toml_that_is_a_folder(tmp_path: Path) -> None:
    (tmp_path / "zensical.toml").mkdir()
    with pytest.raises(Unusable, match=r"zensical\.toml: cannot be read \(Is a directory\)"):
        mkdocs_yml.read(tmp_path / "zensical.toml")


@pytest.mark.parametrize(
    ("text", "front"),
    [
        ("", Front()),
        ("theme: material\nextra_css: x\nsite_name: 5\n", Front(name="5")),
        ("theme: {locale: de, custom_dir: null}\nextra_css: [a.css]\n", Front(language="de", stylesheets=("a.css",))),
        ("theme: {language: fr, locale: de}\n", Front(language="fr")),
    ],
)
def test_how_the_site_looks(tmp_path: Path, text: str, front: Front) -> None:
    assert read(tmp_path, f"{text}plugins: [reciprocity]\n").front == front


@pytest.mark.parametrize(
    ("i18n", "language"),
    [
        ("{languages: [{locale: en}, {locale: de_AT, default: true}]}", "de-AT"),
        ("{build_only_locale: fr, languages: [{locale: en}, {locale: de, default: true}]}", "fr"),
        ("{languages: [de, {locale: en}]}", "ja"),
        ("{languages: de}", "ja"),
        ("null", "ja"),
    ],
)
def test_the_language_of_a_site_in_several_is_the_one_that_is_built_first(
    tmp_path: Path, i18n: str, language: str
) -> None:
    for plugin in (f"{{i18n: {i18n}}}", f"{{group: {{plugins: [{{i18n: {i18n}}}]}}}}"):
        text = f"theme: {{name: material, language: ja}}\nplugins: [{plugin}, reciprocity]\n"
        assert read(tmp_path, text).front.language == language
