"""Where the repository is: every spelling of an address, and nothing of a user's name or a token."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_reciprocity.core.capture.repository import Forge, Place, Repository, is_name, origin, place_of, repository
from tests.laws.test_laws_of_the_ledger import law


@pytest.mark.parametrize(
    "address",
    [
        "https://github.com/ada/blog",
        "https://github.com/ada/blog/",
        "https://github.com/ada/blog.git",
        "http://www.github.com/ada/blog",
        "https://GitHub.com:443/ada/blog.git",
        "https://ada:t0ken@github.com/ada/blog.git",
        "https://x-access-token:ghs_zq7@github.com/ada/blog",
        "ssh://git@github.com/ada/blog.git",
        "ssh://git@github.com:22/ada/blog.git",
        "ssh://git@ssh.github.com:443/ada/blog.git",
        "git+ssh://git@github.com/ada/blog",
        "git://github.com/ada/blog.git",
        "git@github.com:ada/blog.git",
        "github.com:ada/blog",
        "  git@GITHUB.com:ada/blog.git\n",
        "git@github.com-work:ada/blog.git",
        "ssh://git@github.com-work/ada/blog",
    ],
)
def test_every_spelling_is_one_place(address: str) -> None:
    place = place_of(address)
    assert place == Place("github.com", "ada/blog")
    assert repository(place, "github") == Repository("github", "https://github.com/ada/blog", "ada")


@pytest.mark.parametrize(
    ("address", "forge", "home"),
    [
        ("git@gitlab.com:weavers/north/blog.git", "gitlab", "https://gitlab.com/weavers/north/blog"),
        ("https://gitlab.com/weavers/north/blog/-/tree/main", "gitlab", "https://gitlab.com/weavers/north/blog"),
        ("ssh://git@altssh.gitlab.com:443/ada/blog.git", "gitlab", "https://gitlab.com/ada/blog"),
        ("https://codeberg.org/ada/blog/src/branch/main", "forgejo", "https://codeberg.org/ada/blog"),
        ("https://github.com/ada/blog/tree/main/docs", "github", "https://github.com/ada/blog"),
    ],
)
def test_the_host_says_what_runs_there(address: str, forge: Forge, home: str) -> None:
    place = place_of(address)
    assert place is not None
    assert place.forge == forge
    found = repository(place, forge)
    assert found is not None
    assert found.home == home
    assert found.host == place.host
    assert found.is_at_codeberg == (forge == "forgejo")


@pytest.mark.parametrize(
    ("address", "host"),
    [("https://git.example:8443/a/b", "git.example:8443"), ("ssh://git@git.example:2222/a/b", "git.example")],
)
def test_another_host_says_nothing(address: str, host: str) -> None:
    place = place_of(address)
    assert place is not None
    assert (place.host, place.forge) == (host, None)


@pytest.mark.parametrize(
    "address",
    [
        "", "blog", "/srv/git/blog.git", "../blog", "file:///srv/blog.git", "C:/Users/ada/blog", "https://github.com/",
        "https://github.com/ada", "https://[", "https://git hub.com/ada/blog", "https://github.com:99999/ada/blog",
        "javascript://github.com/ada/blog", "ext::sh -c x/y", "git@github.com:/ada/blog",
        "git@mine:ada/blog", "ssh://mine/ada/blog",
    ],
)  # fmt: skip
def test_what_is_no_place_on_the_web(address: str) -> None:
    assert place_of(address) is None


@pytest.mark.parametrize(
    "path", ["ada/..", "../ada", "ada/b og", "ada//x", 'a"/b', "ada/$(id)", "ä/b", "a/" + "b" * 101]
)
@pytest.mark.parametrize("forge", ["github", "gitlab", "forgejo"])
def test_a_path_that_no_forge_has_names_no_repository(path: str, forge: Forge) -> None:
    assert repository(Place("git.example", path), forge) is None


@law
@given(st.text(max_size=40))
def test_whatever_the_address_a_place_has_no_user_and_no_markup(text: str) -> None:
    for address in (text, f"https://{text}/ada/blog", f"git@github.com:{text}", f"https://github.com/{text}/x"):
        place = place_of(address)
        found = repository(place, "forgejo") if place else None
        if found:
            assert not set("@<>\"'\\ \n$`{}?#") & set(found.home)
            assert is_name(found.owner)


CONFIG = """\
[core]
\tbare = false
[remote "upstream"]
\turl = https://github.com/other/theme.git
[Remote "origin"] ; mine
\tpushurl = git@nowhere.example:x/y
\tURL = "https://ada:t0k@codeberg.org/ada/blog.git" # here
\turl = https://second.example/a/b
[branch "main"]
\tremote = origin
"""


def test_the_remote_is_found_in_the_configuration() -> None:
    assert origin(CONFIG) == "https://ada:t0k@codeberg.org/ada/blog.git"
    assert origin('[remote "origin"] url = git@github.com:ada/blog.git') == "git@github.com:ada/blog.git"
    assert origin('[remote "other"]\nurl = x\n[remote "origin"]\nfetch = y\n') == ""
    assert origin("") == ""


@law
@given(st.text(alphabet='[]"= \n\\remotoignurl#;x', max_size=200))
def test_any_text_can_be_read_as_a_configuration(text: str) -> None:
    assert "\n" not in origin(text)


@pytest.mark.parametrize("name", ["ada", "Ada-1", "a.b_c", "x" * 100])
def test_a_name_of_a_user(name: str) -> None:
    assert is_name(name)


@pytest.mark.parametrize("name", ["", "@ada", "a b", "a'b", "${{ x }}", "ada\n", "x" * 101, "\u212aate"])
def test_what_is_no_name_of_a_user(name: str) -> None:
    assert not is_name(name)
