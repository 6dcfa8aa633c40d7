"""The page with the bookmark: on the desk of a preview, and in no build; and the bookmark, in a browser."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, quote, urlsplit

import pytest

from mkdocs_reciprocity.core.capture.bookmark import bookmarklet
from mkdocs_reciprocity.core.capture.repository import FORMS, Forge, Repository
from mkdocs_reciprocity.core.editing import issue_form
from tests import needs
from tests.sites.drawing import ONE_GIFT, Built, draw, make
from tests.sites.sample import ARGUMENTS, chromium

DESK, PAGE = "desk/index.html", "desk/_capture/index.html"
CONFIG = '[remote "origin"]\n\turl = https://ada:zq7t0ken@{}/zq7ada/zq7blog.git\n'


def site(root: Path, forge: Forge = "github", host: str = "github.com", **config: Any) -> Path:
    files = {"reciprocity.yml": ONE_GIFT, ".git/config": CONFIG.format(host), FORMS[forge]: "zq7form"}
    return draw(root, files, config)


def preview(config_file: Path) -> Built:
    return make(config_file, command="serve")


def test_where_the_form_is_the_desk_has_a_bookmark_that_opens_it(tmp_path: Path) -> None:
    built = preview(site(tmp_path))
    (link,) = built.tree(PAGE).css("a.reciprocity-bookmark")
    repository = Repository("github", "https://github.com/zq7ada/zq7blog", "zq7ada")
    assert link.attributes["href"] == bookmarklet(repository)
    assert "https://github.com/zq7ada/zq7blog/issues/new?template=gift.yml&url=" in built.content(PAGE)
    assert "_capture/" in [node.attributes["href"] for node in built.tree(DESK).css(".reciprocity-desk a")]
    assert "../" in [node.attributes["href"] for node in built.tree(PAGE).css(".reciprocity-desk a")]
    assert not built.warnings()
    assert "zq7t0ken" not in "".join([*built.desk.values(), *built.lines])


@pytest.mark.parametrize(
    ("forge", "host", "config", "home"),
    [
        ("forgejo", "codeberg.org", {}, "https://codeberg.org/zq7ada/zq7blog/issues/new"),
        ("gitlab", "gitlab.com", {}, "https://gitlab.com/zq7ada/zq7blog/-/issues/new"),
        ("forgejo", "git.example", {}, "https://git.example/zq7ada/zq7blog/issues/new"),
        ("github", "x.example", {"repo_url": "https://github.com/a/b"}, "https://github.com/a/b/issues/new"),
    ],
)
def test_each_forge_has_its_address(tmp_path: Path, forge: Forge, host: str, config: dict[str, str], home: str) -> None:
    assert home in preview(site(tmp_path, forge, host, use_directory_urls=False, **config)).content(PAGE)


@pytest.mark.parametrize("missing", [FORMS["github"], ".git/config"])
def test_without_the_form_or_its_place_there_is_no_page(tmp_path: Path, missing: str) -> None:
    config_file = site(tmp_path)
    (tmp_path / missing).unlink()
    built = preview(config_file)
    assert PAGE not in built.desk
    assert "_capture" not in built.read(DESK)


def test_a_form_of_another_forge_is_not_taken_for_one(tmp_path: Path) -> None:
    assert PAGE not in preview(site(tmp_path, "github", "codeberg.org")).desk


@pytest.mark.parametrize("command", ["build", "serve"])
def test_no_build_has_any_of_it(tmp_path: Path, command: Any) -> None:
    built = make(site(tmp_path), command=command)
    whole = built.all_bytes()
    for text in (b"zq7", b"javascript:(", b"gift.yml", b"issues/new", b"_capture", b"reciprocity-bookmark"):
        assert text not in whole
    assert not [line for line in built.lines if "zq7" in line]


# --- the bookmark, in a browser

browsing = needs.marked("chromium", there=chromium() is not None)
POST = "https://ada.example/knots/?a=1&b=2#half"
HTML = "<title>  Knots &amp;  <br> 100 % “ß” \U0001f9f6 {}</title><p>A selected   word &amp; ### more</p>"
FORBIDDING = {"Content-Security-Policy": "default-src 'none'; script-src 'none'; form-action 'none'"}


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed: no browser to look with")
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=ARGUMENTS)
        yield browser
        browser.close()


def opened(browser: Any, bookmark: str, post: str, html: str, before: str = "") -> list[str]:
    """The addresses that a bookmark opens on a page, which forbids all scripts; else what it says.

    The browser itself goes to the bookmark, as if somebody had chosen it. Nothing leaves this machine. ``before`` is a
    script that the page runs first.
    """
    context = browser.new_context()
    asked: list[str] = []
    said: list[str] = []

    def answer(route: Any) -> None:
        url = route.request.url
        asked.append(url)
        mine = url.partition("#")[0] == post.partition("#")[0]
        route.fulfill(
            body=html if mine else "x", content_type="text/html; charset=utf-8", headers=FORBIDDING if mine else {}
        )

    def close(dialog: Any) -> None:
        said.append(dialog.message)
        dialog.dismiss()

    context.route("**/*", answer)
    page = context.new_page()
    page.goto(post)
    page.evaluate(f"{before};getSelection().selectAllChildren(document.querySelector('p'))")
    page.on("dialog", close)
    known = len(asked)
    context.new_cdp_session(page).send("Page.navigate", {"url": bookmark})
    for _ in range(1200):
        if said or len(asked) > known:
            break
        page.wait_for_timeout(50)
    context.close()
    return asked[known:] or said


@browsing
@pytest.mark.parametrize("forge", ["github", "forgejo", "gitlab"])
def test_the_bookmark_opens_the_form_filled_in(browser: Any, forge: Forge) -> None:
    repository = Repository(forge, f"https://{forge}.example/ada/blog", "ada")
    (address,) = opened(browser, bookmarklet(repository), POST, HTML.format("x" * 300))
    asked = {name: said for name, (said,) in parse_qs(urlsplit(address).query).items()}
    title, note = "Knots & <br> 100 % “ß” \U0001f9f6 " + "x" * 300, "A selected word & ### more"
    if forge == "gitlab":
        found = issue_form.read(asked["issue[description]"], "")
        assert (found.records.fields, found.problems) == (
            {"kind": "share", "url": POST, "title": title[:150], "note": note}, (),
        )  # fmt: skip
        assert asked["issue[confidential]"] == "true"
    else:
        mark = "field:" if forge == "forgejo" else ""
        assert {name.removeprefix(mark): said for name, said in asked.items() if name != "template"} == {
            "url": POST, "post-title": title[:150], "note": note,
        }  # fmt: skip


@browsing
def test_a_password_in_the_address_of_the_page_is_left_behind(browser: Any) -> None:
    bookmark = bookmarklet(Repository("github", "https://github.example/a/b", "a"))
    post = "https://ada.example:8443/post/?a=1&b=%20#c"
    (address,) = opened(browser, bookmark, post.replace("ada.", "me:s3cret@ada."), HTML)
    assert parse_qs(urlsplit(address).query)["url"] == [post]


@browsing
def test_letters_of_many_bytes_and_halves_of_them_fit_into_an_address(browser: Any) -> None:
    bookmark = bookmarklet(Repository("github", "https://github.example/a/b", "a"))
    html = f"<title>{'本' * 400}</title><p>{chr(0x1F9F6) * 300}</p>"
    post = f"https://ada.example/{quote('本' * 50)}/"
    (address,) = opened(browser, bookmark, post, html, before="document.title += '\\ud83e'")
    assert len(address) < 6_000
    asked = parse_qs(urlsplit(address).query)
    assert asked["note"] == [chr(0x1F9F6) * 200]


@browsing
@pytest.mark.parametrize("post", ["http://127.0.0.1/desk-5ecret/", "http://localhost/x/", "http://[::1]/x/"])
def test_on_the_desk_itself_the_bookmark_opens_nothing(browser: Any, post: str) -> None:
    bookmark = bookmarklet(Repository("github", "https://github.example/a/b", "a"))
    assert opened(browser, bookmark, post, HTML) == [
        "Put this into your bookmarks, and choose it while you read a post."
    ]
