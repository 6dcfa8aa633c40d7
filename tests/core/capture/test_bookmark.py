"""The bookmark, and the addresses for a phone."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, quote, unquote, urlsplit

import pytest

from mkdocs_reciprocity.core.capture import bookmark
from mkdocs_reciprocity.core.capture.form import START
from mkdocs_reciprocity.core.capture.repository import Repository
from mkdocs_reciprocity.core.editing import issue_form

GITHUB = Repository("github", "https://github.com/ada/blog", "ada")
CODEBERG = Repository("forgejo", "https://codeberg.org/ada/blog", "ada")
GITLAB = Repository("gitlab", "https://gitlab.com/weavers/blog", "weavers")
POST = "https://ben.example/knots/?a=1&b=2#c"


def asked(address: str) -> dict[str, str]:
    return {name: said for name, (said,) in parse_qs(urlsplit(address).query).items()}


def test_the_plain_address_opens_the_empty_form() -> None:
    assert bookmark.address(GITHUB) == "https://github.com/ada/blog/issues/new?template=gift.yml"
    assert bookmark.address(CODEBERG) == (
        "https://codeberg.org/ada/blog/issues/new?template=.forgejo/issue_template/gift.yml"
    )
    assert urlsplit(bookmark.address(GITLAB)).path == "/weavers/blog/-/issues/new"
    assert asked(bookmark.address(GITLAB)) == {
        "issuable_template": "Gift", "issue[confidential]": "true", "issue[title]": "Gift",
    }  # fmt: skip


def test_an_address_with_a_post_fills_in_the_post() -> None:
    said = {
        repository.forge: asked(bookmark.with_post(repository) + quote(POST, safe=""))
        for repository in (GITHUB, CODEBERG, GITLAB)
    }
    assert said["github"] == {"template": "gift.yml", "url": POST}
    assert said["forgejo"] == {"template": ".forgejo/issue_template/gift.yml", "field:url": POST}
    text = said["gitlab"]["issue[description]"]
    assert text.startswith(START)
    assert issue_form.read(text, "").records.fields == {"kind": "share", "url": POST}


@pytest.mark.parametrize("repository", [GITHUB, CODEBERG, GITLAB])
def test_the_bookmarklet_is_an_address_and_loads_nothing(repository: Repository) -> None:
    said = bookmark.bookmarklet(repository)
    assert re.fullmatch(r"javascript:[!-;=?-~]+", said), "no space, no quote in which markup would end, no angle"
    assert '"' not in said
    script = unquote(said)
    assert re.findall(r"https?://[^/\"']+", script) == [repository.home.rpartition("/")[0].rpartition("/")[0]]
    assert not re.search(r"fetch|XMLHttp|import|createElement|cookie|localStorage|eval|innerHTML", script)


@pytest.mark.parametrize("said", ["/move ada/public", "/close", "/add_email x@evil.example"])
def test_at_gitlab_no_page_gives_commands(said: str) -> None:
    """A line that begins with a slash is a command there, once the author sends it."""
    script = unquote(bookmark.bookmarklet(GITLAB))
    text = unquote(script[script.rindex("issue[description]=") :].partition(",'_blank'")[0])
    text = text.replace('"+u+"', POST).replace('"+h+"', said).replace('"+n+"', said)
    assert [line for line in text.split("\n") if said in line] == [f" {said}"] * 2
    assert not re.search(r"^/", text, re.MULTILINE)
    shared = asked(bookmark.with_post(GITLAB) + quote(said, safe=""))["issue[description]"]
    assert not re.search(r"^/", shared, re.MULTILINE)
