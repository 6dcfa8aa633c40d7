"""The hooks of MkDocs, a line or two each. `Building` and `Finishing` do the work."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Literal, cast

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, CombinedEvent, event_priority, get_plugin_logger
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from mkdocs_reciprocity.collect import garbage
from mkdocs_reciprocity.core.options import read
from mkdocs_reciprocity.host.options import ReciprocityConfig

if TYPE_CHECKING:
    from jinja2 import Environment
    from mkdocs.livereload import LiveReloadServer
    from mkdocs.utils.templates import TemplateContext

    from mkdocs_reciprocity.cache.memory import Memory
    from mkdocs_reciprocity.core.problem import Problem
    from mkdocs_reciprocity.host.build import Building
    from mkdocs_reciprocity.host.desk_door import Door
    from mkdocs_reciprocity.host.finishing import Finishing
    from mkdocs_reciprocity.host.site_pages import SitePages


log = get_plugin_logger("reciprocity")


class ReciprocityPlugin(BasePlugin[ReciprocityConfig]):
    """Makes the pages "Who I've shared" and "Pay it forward", the badge and the reactions."""

    def __init__(self) -> None:
        self.command: Literal["build", "gh-deploy", "serve"] = "build"
        self.dirty = False
        self.builds = 0
        self.host = ""
        self.told: set[Problem] = set()
        self.memory: Memory | None = None
        self.unchecked: list[Callable[[], None]] = []
        self.door: Door | None = None
        self.unshown: Callable[[Door], None] | None = None
        self.building: Building | None = None
        self.pages: SitePages | None = None
        self.finishing: Finishing | None = None

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Begins a run of MkDocs. Because there is this hook, ``serve`` keeps the plugin object from rebuild to
        rebuild.
        """
        if self.builds and self.command == command == "serve":  # Material's `group` says it before each rebuild
            return
        self.command = command
        self.dirty = dirty
        self.builds = 0
        self.told = set()
        self.memory = None
        self.door = None
        self.unshown = None

    @garbage.put_off()
    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Begins a build. A preview uses the network only in its first build."""
        from mkdocs_reciprocity.cache.memory import Memory  # noqa: PLC0415 - only a build needs all the rest
        from mkdocs_reciprocity.host.build import Building, Run  # noqa: PLC0415 - the same

        self.building = None
        if next((one for one in config.plugins.values() if isinstance(one, ReciprocityPlugin)), self) is not self:
            log.warning("`reciprocity` is listed a second time below `plugins:`; take that out (the first one counts)")
            return config
        options = read(dict(self.config)).records
        serving = self.command == "serve"
        if not self.builds:  # if mkdocs.yml changes later, the server stays where it is
            self.host = config.dev_addr.host
        self.memory = self.memory or Memory(keeps=serving)
        first = not serving or not self.builds
        run = Run(serving=serving, dirty=self.dirty, first=first, host=self.host, memory=self.memory)
        self.building, self.pages, self.finishing = Building(config, options, run, self.told), None, None
        self.builds += 1
        if options.enabled:
            self.building.set_up(config)
        self.building.leave_menu(config)
        return config

    @event_priority(50)
    def _on_files_early(self, files: Files, *, config: MkDocsConfig) -> Files:
        return files if "i18n" in config.plugins else self._on_files(files, config)

    @event_priority(-150)
    def _on_files_late(self, files: Files, *, config: MkDocsConfig) -> Files:
        # static-i18n sorts the files of each language itself; it must not see these.
        files = self._on_files(files, config) if "i18n" in config.plugins else files
        if self.building:
            self.building.keep_back(files, config)  # even if the plugin is switched off, the log is not published
        return files

    on_files = CombinedEvent(_on_files_early, _on_files_late)

    def _on_files(self, files: Files, config: MkDocsConfig) -> Files:
        if self.building:
            from mkdocs_reciprocity.host.site_pages import SitePages  # noqa: PLC0415 - as above

            pages = SitePages(self.building, files, config)
            self.pages = pages if self.building.sources else None
        return files

    @event_priority(50)
    def _on_nav_early(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:
        if self.building:
            self.building.nav_items = [*nav.items]
        return nav

    @event_priority(-150)
    def _on_nav_late(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:
        # static-i18n takes pages out, so they are put back. The desk of a preview needs the navigation later.
        if self.building:
            self.building.keep_nav(nav, config)
        return nav

    on_nav = CombinedEvent(_on_nav_early, _on_nav_late)

    def on_page_markdown(self, markdown: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Gives the generated pages their titles."""
        if self.pages:
            self.pages.title(page)
        return markdown

    @event_priority(-150)
    def on_page_content(self, content: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Notes an own page, after all other plugins."""
        if self.pages:
            self.pages.remember(content, page)
        return content

    @event_priority(-50)
    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
        """Gets ready to publish: all pages have been read by now, and none is finished."""
        if self.building:
            self.building.keep_back(files, config, last=True)
        if self.pages and self.building and self.building.sources:
            with _SENTENCES:
                self.finishing = self.pages.publish(self.building.sources, env, files, config)
        return env

    @event_priority(100)
    def _on_page_context_early(
        self, context: TemplateContext, *, page: Page, config: MkDocsConfig, nav: Navigation
    ) -> TemplateContext:
        # Search indexes a page here, and other plugins replace its content.
        if self.finishing:
            with _SENTENCES:
                self.finishing.fill(page, cast("list[File]", context["pages"]), config)
        return context

    @event_priority(-150)
    def _on_page_context_late(
        self, context: TemplateContext, *, page: Page, config: MkDocsConfig, nav: Navigation
    ) -> TemplateContext:
        if self.finishing:
            with _SENTENCES:
                self.finishing.keep_foot(page)
        return context

    on_page_context = CombinedEvent(_on_page_context_early, _on_page_context_late)

    @event_priority(50)
    def _on_post_page_early(self, output: str, *, page: Page, config: MkDocsConfig) -> str:
        # Before other plugins make the page smaller.
        return self.finishing.with_head(page, output) if self.finishing else output

    @event_priority(-150)
    def _on_post_page_late(self, output: str, *, page: Page, config: MkDocsConfig) -> str:
        if self.finishing:
            self.finishing.finish(page, output)
        return output

    on_post_page = CombinedEvent(_on_post_page_early, _on_post_page_late)

    @event_priority(150)
    def _on_post_build_early(self, *, config: MkDocsConfig) -> None:
        # This comes before other plugins work on the whole site. static-i18n builds its further languages in this
        # event.
        if self.building and self.finishing:
            with _SENTENCES:
                preview = self.building.finish(self.finishing, config)
            self.unchecked.append(self.building.last_look(self.finishing))
            if preview:
                self.unshown = partial(self.building.show_desk, preview, config)
            self._let_go()

    @event_priority(-150)
    def _on_post_build_late(self, *, config: MkDocsConfig) -> None:
        if self.unchecked:  # further languages are built within this event, one after the other
            self.unchecked.pop()()
        # No other plugin is to see the desk. It gets into a preview as soon as the server has a door for it.
        self._show_desk()

    on_post_build = CombinedEvent(_on_post_build_early, _on_post_build_late)

    def on_serve(
        self, server: LiveReloadServer, *, config: MkDocsConfig, builder: Callable[..., None]
    ) -> LiveReloadServer:
        """Puts the desk into the server, behind a secret address that only the author is told.

        ``serve --no-livereload`` does not call this, so it has no desk.
        """
        app = server.get_app()
        if app and self.command == "serve" and self.building and not self.building.refuses_desk():
            from mkdocs_reciprocity.host.desk_door import Door  # noqa: PLC0415 - no build needs it

            self.door = Door(app, config.site_url or server.url, type(server).__module__)
            server.set_app(self.door)
            self._show_desk()
        return server

    def _let_go(self) -> None:
        """Lets go of what the build has gathered, if it is the last one: search plugins need most memory after this."""
        self.pages = self.finishing = None
        if self.command != "serve":
            self.building = None

    def _show_desk(self) -> None:
        if self.door and self.building and not self.building.sources:  # since this build
            self.door.show({})
        elif self.door and self.unshown:
            show, self.unshown = self.unshown, None
            with _SENTENCES:
                show(self.door)

    def on_shutdown(self) -> None:
        """Closes the door to the desk when the preview ends."""
        if self.door:
            self.door.close()

    def on_build_error(self, *, error: Exception) -> None:
        """Stops asking for feeds."""
        self.unshown = None
        self.unchecked.clear()
        if self.building:
            self.building.cancel()


class _Sentences:
    """Turns a mistake in a template into a sentence that says where it is. (It is entered twice for each page, and a
    generator would take three times as long.)

    Raises:
        PluginError: with that sentence.
    """

    def __enter__(self) -> None:
        pass

    def __exit__(self, _: object, error: BaseException | None, __: object) -> None:
        if isinstance(error, Exception):
            from mkdocs_reciprocity.publish import template_faults  # noqa: PLC0415 - most templates have none

            if sentence := template_faults.sentence(error):
                raise PluginError(f"reciprocity: {sentence}") from None


_SENTENCES = _Sentences()
