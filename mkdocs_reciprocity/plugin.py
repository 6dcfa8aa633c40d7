"""The hooks, a line or two each; `Building` does the work."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from jinja2 import TemplateError
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, CombinedEvent, event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

from mkdocs_reciprocity import settings
from mkdocs_reciprocity.config import ReciprocityConfig

if TYPE_CHECKING:
    from jinja2 import Environment

    from mkdocs_reciprocity.building import Building


class ReciprocityPlugin(BasePlugin[ReciprocityConfig]):
    """Makes the pages "Who I've shared" and "Pay it forward", the badge and the reactions."""

    def __init__(self) -> None:
        self.command: Literal["build", "gh-deploy", "serve"] = "build"
        self.dirty = False
        self.builds = 0
        self.building: Building | None = None

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Keeps the plugin object from one rebuild of ``serve`` to the next."""
        self.command = command
        self.dirty = dirty
        self.builds = 0

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Begins a build. A preview asks the network once, when it starts."""
        from mkdocs_reciprocity.building import Building  # noqa: PLC0415 - only a build needs all the rest

        options = settings.read(dict(self.config)).records
        serving = self.command == "serve"
        fetch = not serving or not self.builds
        self.building = Building(config, options, serving=serving, dirty=self.dirty, fetch=fetch)
        self.builds += 1
        if self.config.enabled:
            self.building.set_up(config)
        return config

    @event_priority(50)
    def _on_files_early(self, files: Files, *, config: MkDocsConfig) -> Files:
        return files if "i18n" in config.plugins else self._on_files(files, config)

    @event_priority(-150)
    def _on_files_late(self, files: Files, *, config: MkDocsConfig) -> Files:
        # static-i18n sorts the files of each language itself; it must not see these.
        return self._on_files(files, config) if "i18n" in config.plugins else files

    on_files = CombinedEvent(_on_files_early, _on_files_late)

    def _on_files(self, files: Files, config: MkDocsConfig) -> Files:
        if self.building:
            self.building.keep_back(files, config)  # switched off or not, the log is nobody's business
            if self.config.enabled:
                self.building.add_files(files, config)
        return files

    def on_page_markdown(self, markdown: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Gives the generated pages their titles."""
        if self.config.enabled and self.building:
            self.building.title(page)
        return markdown

    @event_priority(-150)
    def on_page_content(self, content: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Reads the links of an own page, after all other plugins."""
        if self.config.enabled and self.building:
            self.building.read(content, page)
        return content

    @event_priority(-50)
    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
        """Publishes: every page has been read by now, and none written."""
        if self.config.enabled and self.building:
            try:
                self.building.publish(files, config)
            except TemplateError as error:
                where = f"{getattr(error, 'filename', None) or 'a template'}:{getattr(error, 'lineno', '')}".rstrip(":")
                message = f"{where}: {error.message}; mend the template, or take it away"
                raise PluginError(f"reciprocity: {message}") from None
        return env

    @event_priority(50)
    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> str:
        """Links the feeds and the blogroll, before other plugins make the page smaller."""
        return self.building.with_links(output, page) if self.config.enabled and self.building else output

    def on_build_error(self, *, error: Exception) -> None:
        """Lets go of feeds that are still being fetched."""
        if self.building:
            self.building.cancel()
