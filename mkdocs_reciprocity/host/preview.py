"""The desk in a preview: how it gets into the theme.

It is never among MkDocs' files. So no navigation, search index, site map or feed, and no other plugin, knows of it.
"""

from __future__ import annotations

from pathlib import Path

from jinja2 import UndefinedError
from mkdocs.commands.build import get_context
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import get_toc
from msgspec.structs import replace

from mkdocs_reciprocity.collect import mkdocs_yml
from mkdocs_reciprocity.collect.blogrolls import blogrolls_of
from mkdocs_reciprocity.collect.gathering import Gathering
from mkdocs_reciprocity.collect.repository import with_form
from mkdocs_reciprocity.core.desk.commands import Commands
from mkdocs_reciprocity.core.model import OwnPage
from mkdocs_reciprocity.core.problem import in_one_line
from mkdocs_reciprocity.host.finishing import Finishing
from mkdocs_reciprocity.host.related_pages import RelatedPages
from mkdocs_reciprocity.publish import syndication
from mkdocs_reciprocity.publish.desk_pages import CONTENT, INDEX, STYLESHEET, TITLE, DeskPages
from mkdocs_reciprocity.publish.markers import nested
from mkdocs_reciprocity.publish.markup import relative
from mkdocs_reciprocity.publish.renderer import Fragment, Frame, Renderer


class CannotShow(Exception):
    """The theme cannot show the desk; the message is a sentence that says why."""


class Preview:
    """The desk of one build of a preview.

    Args:
        build: the build, whose pages are all finished.
        nav: the navigation that the theme shows.
        config: MkDocs'.
        gathering: the author's files.
    """

    def __init__(self, build: Finishing, nav: Navigation, config: MkDocsConfig, gathering: Gathering) -> None:
        index = "" if config.use_directory_urls else "index.html"
        commands = Commands(_named(config.config_file_path or "mkdocs.yml"))
        made = build.publication
        # The desk is in English, with its own headings, and without faces.
        frame = Frame(folders=made.edition.frame.folders, around=made.edition.frame.around)
        published = gathering.store.pages() or _without_drafts(build)
        account, addresses = build.results.account(blogrolls_of(gathering), published), made.renderer.addresses
        repository = with_form(gathering.site.root, config.repo_url or "")
        self.pages = DeskPages(account, Renderer(frame, addresses), index, commands, repository)
        self._memory = made.renderer.memory
        self._given = (account, frame, addresses, index, commands, repository, made.renderer.templates)
        self.env = build.env
        self.nav = nav
        self.files = build.ours.files
        self._store = gathering.store
        self._peers_shell = ""

    def made(self, config: MkDocsConfig) -> dict[str, str]:
        """The pages and their stylesheet, by path.

        Raises:
            CannotShow: the theme needs something that only MkDocs' own pages have.
        """
        found = {STYLESHEET: self.pages.stylesheet()}
        shell = ""
        pages = self._memory.of(("desk",), self._given, lambda: [*self.pages.made()])
        for number, page in enumerate(pages):
            if number < 2:  # the pages of peers differ only in their content, so the theme's part is made once
                shell = self._shell(page.path, page.content if page.path == INDEX else Fragment(""), config)
                self._peers_shell = shell if number else ""
            found[page.path] = shell.replace(CONTENT, page.content.html)
        return found

    def related(self) -> tuple[RelatedPages, str] | None:
        """What knows posts near the own pages, and the theme's part of the page that shows them. It is that of the
        peers' pages, which lie as deep, so it costs nothing. None without peers.
        """
        if not self._peers_shell:
            return None
        files = {file.url: file.abs_src_path for file in self.files.documentation_pages() if file.abs_src_path}
        return RelatedPages(self.pages, self._store, files), self._peers_shell

    def _shell(self, path: str, content: Fragment, config: MkDocsConfig) -> str:
        """A page as the theme makes it, with a placeholder for the content."""
        source = f"{path.removesuffix('.html')}.md"
        page = Page(TITLE, File.generated(config, source, content="", inclusion=InclusionLevel.EXCLUDED), config)
        page.meta = {"title": TITLE}
        page.markdown = ""
        page.content = CONTENT
        page.toc = get_toc(nested(content.headings))
        context = get_context(self.nav, self.files, config, page)
        try:
            html = self.env.get_template("main.html").render(context)
        except (
            UndefinedError
        ) as error:  # the theme may need a value that a plugin or a hook gives only to MkDocs' own pages
            said = f"no desk here, because the theme cannot show it ({in_one_line(str(error))})"
            raise CannotShow(f"{said}; `mkdocs-reciprocity desk` shows it in the terminal") from None
        style = f'<link rel="stylesheet" href="{relative(STYLESHEET, path)}">'
        return syndication.in_head(html, f'<meta name="robots" content="noindex">\n{style}\n')


def _without_drafts(build: Finishing) -> list[OwnPage]:
    """The own pages where nothing was built yet: without drafts, and without links, for nobody has published any."""
    files = [file for file in build.ours.files if file.inclusion.is_included()]
    published = {file.url for file in files if not (file.page and file.page.meta.get("draft"))}
    return [replace(page, links=()) for page in build.results.pages if page.path in published]


def _named(config_file: str) -> str:
    """The path of mkdocs.yml for the commands, relative to the current folder; empty if they find it themselves."""
    path = Path(config_file)
    here = Path.cwd()
    said = (
        path.relative_to(here) if path.is_relative_to(here) else path
    ).as_posix()  # a backslash is not the same in all shells
    return "" if said in mkdocs_yml.NAMES else said
