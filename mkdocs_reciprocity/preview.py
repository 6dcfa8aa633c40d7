"""The desk in a preview: whether it may be shown, and how it gets into the theme.

It is never among MkDocs' files. So no navigation, search index, site map or feed, and no other plugin, knows of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from ipaddress import ip_address
from pathlib import Path
from typing import TYPE_CHECKING

from jinja2 import Environment, UndefinedError
from mkdocs.commands.build import get_context
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import get_toc

from mkdocs_reciprocity import markers
from mkdocs_reciprocity.desk_pages import FOLDER, INDEX, STYLESHEET, TITLE, DeskPages
from mkdocs_reciprocity.markup import relative
from mkdocs_reciprocity.problem import in_one_line
from mkdocs_reciprocity.render import Fragment, Renderer
from mkdocs_reciprocity.standing.commands import Commands
from mkdocs_reciprocity.standing.desk import Account

if TYPE_CHECKING:
    from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

_CONTENT = "<!-- reciprocity:what-stands-on-the-desk, with its <h1> -->"  # for want of one, Material adds its own

_IN_THE_TERMINAL = "`mkdocs-reciprocity desk` shows it in the terminal"


def refusal(host: str, *, own_folder: bool) -> str:
    """A sentence that says why this preview has no desk; empty where it has one.

    Args:
        host: where the preview answers.
        own_folder: whether it is built into a folder of its own, as `serve` does, which takes that away at its end. In
            the site's folder a desk would be left lying, for somebody to publish.
    """
    if not _is_loopback(host):
        return f"no desk here: it is private, and this preview answers other machines too, at {host}"
    return "" if own_folder else "no desk here: it is private, and this preview is built into the folder of the site"


def for_this_machine_only(app: WSGIApplication) -> WSGIApplication:
    """The server's application, which keeps the desk from whoever does not ask this machine by its own name.

    Such a request comes through a tunnel or a proxy, or from a site whose name was made to lead here (DNS rebinding).
    """

    def guarded(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        path = environ["PATH_INFO"].encode("latin-1").decode("utf-8", "ignore")  # as MkDocs' server reads it
        if not _is_at_the_desk(path) or _is_from_here(environ):
            return app(environ, start_response)
        start_response("403 Forbidden", [("Content-Type", "text/plain; charset=utf-8")])
        return [b"The desk is private: it is shown at http://127.0.0.1, http://[::1] and http://localhost only.\n"]

    return guarded


def _is_at_the_desk(path: str) -> bool:
    # Windows has a folder's streams (``desk::$INDEX_ALLOCATION``), and drops spaces and dots at a name's end.
    return any(segment.strip(" .").casefold() == FOLDER for segment in re.split(r"[/\\:]", path))


def _is_from_here(environ: WSGIEnvironment) -> bool:
    host = re.sub(r":\d*\Z", "", environ.get("HTTP_HOST", "")).strip("[]")
    forwarded = any(name == "HTTP_FORWARDED" or name.startswith("HTTP_X_FORWARDED") for name in environ)
    return _is_loopback(host) and not forwarded


class Preview:
    """The desk of one build of a preview.

    Args:
        account: what it is made from.
        renderer: the build's.
        env: the theme's templates.
        nav: the navigation that the theme shows.
        files: all of the site's.
        config: MkDocs'.
    """

    def __init__(
        self,
        account: Account,
        renderer: Renderer,
        env: Environment,
        nav: Navigation,
        files: Files,
        config: MkDocsConfig,
    ) -> None:
        index = "" if config.use_directory_urls else "index.html"
        self.pages = DeskPages(account, renderer, index, Commands(_named(config.config_file_path or "mkdocs.yml")))
        self.env = env
        self.nav = nav
        self.files = files

    def write(self, config: MkDocsConfig) -> str:
        """Writes the pages where the author has none; returns a line that says where they are, or why not."""
        theirs = {file.dest_uri.casefold(): file for file in self.files if file.inclusion.is_in_serve()}
        if INDEX in theirs:
            return f"{theirs[INDEX].src_uri} stands where the desk would; {_IN_THE_TERMINAL}"
        _write(config, STYLESHEET, self.pages.stylesheet())
        shell = ""
        for number, page in enumerate(self.pages.made()):
            if number < 2:  # the pages of peers differ in their content only: the theme's part is made once
                try:
                    shell = self._shell(page.path, page.content if page.path == INDEX else Fragment(""), config)
                except UndefinedError as error:  # what a plugin or a hook gives to the pages that MkDocs makes
                    return f"no desk here, for the theme cannot show it ({in_one_line(str(error))}); {_IN_THE_TERMINAL}"
            if page.path not in theirs:
                _write(config, page.path, shell.replace(_CONTENT, page.content.html))
        return f"your desk, for you alone: {(config.site_url or '/').rstrip('/')}/{FOLDER}/"

    def _shell(self, path: str, content: Fragment, config: MkDocsConfig) -> str:
        """A page of the theme with a marker for its content."""
        source = f"{path.removesuffix('.html')}.md"
        page = Page(TITLE, File.generated(config, source, content="", inclusion=InclusionLevel.EXCLUDED), config)
        page.meta = {"title": TITLE}
        page.markdown = ""
        page.content = _CONTENT
        page.toc = get_toc(markers.nested(content.headings))
        context = get_context(self.nav, self.files, config, page)
        html = self.env.get_template("main.html").render(context)
        style = f'<link rel="stylesheet" href="{relative(STYLESHEET, path)}">'
        return html.replace("</head>", f'<meta name="robots" content="noindex">\n{style}\n</head>', 1)


def _write(config: MkDocsConfig, path: str, text: str) -> None:
    target = Path(config.site_dir, path)
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(text, "utf-8", errors="xmlcharrefreplace")


def _is_loopback(host: str) -> bool:
    """127.0.0.0/8 (RFC 1122, section 3.2.1.3), ``::1`` (RFC 4291, section 2.5.3), or the name."""
    try:
        return host.casefold() == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False


def _named(config_file: str) -> str:
    """The mkdocs.yml that a command has to name, seen from where the preview was started; mostly none."""
    path = Path(config_file)
    here = Path.cwd()
    said = (path.relative_to(here) if path.is_relative_to(here) else path).as_posix()  # a backslash cannot be pasted
    return "" if said in {"mkdocs.yml", "mkdocs.yaml"} else said
