"""The options, as MkDocs declares them. What they may be is said, and checked, in `core.settings`."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from mkdocs.config.base import BaseConfigOption, Config, ConfigErrors, ConfigWarnings, ValidationError

from mkdocs_reciprocity.collect import plain_file
from mkdocs_reciprocity.core import settings


class Option(BaseConfigOption[Any]):
    """An option with the default that `settings.DEFAULTS` gives it."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.default = settings.DEFAULTS[name]


class ReciprocityConfig(Config):
    """The options below ``reciprocity:`` in mkdocs.yml."""

    enabled = Option("enabled")
    """Whether the plugin does anything: ``true`` or ``false``."""

    log = Option("log")
    """The log files, relative to mkdocs.yml: a name, a list of names, or patterns such as ``log/*.yml``. All rows of a
    file named ``*.private.yml`` are private, and it may be missing."""

    peers = Option("peers")
    """A YAML file with ``peers:``, or an OPML file that a feed reader exported, when they are not in the log."""

    pages = Option("pages")
    """The two pages, ``shared`` and ``pay_it_forward``: each a mapping with ``path`` (a folder of the site) and
    ``title`` (``null``: "Who I've shared" and "Pay it forward", in the language of the pages), or ``false`` to leave it
    out."""

    badge = Option("badge")
    """The badge, or ``false``: its ``label``, and as ``metric`` what it counts: ``posts`` ("48 posts by 19 people"),
    ``people`` ("19 people"), or ``both`` (the posts, and how often others spread yours). Its ``style`` is ``flat`` (two
    colours) or ``plain`` (square, black and white)."""

    files = Option("files")
    """What other software reads, each a path below the site, or ``false``: ``atom`` and ``json``, the feeds of what you
    shared (they need ``site_url`` and the page ``shared``, to which they lead), and ``blogroll``, your peers' feeds as
    OPML. ``recommendations``: whether the blogroll is also at ``.well-known/recommendations.opml``, where that is the
    root of its host."""

    window = Option("window")
    """The months that figures and pages look at, this calendar month included: ``12 months``, ``2 years``."""

    timezone = Option("timezone")
    """Where a day begins and ends: a name of the IANA time zone database such as ``Europe/Berlin``, or ``UTC``."""

    aliases = Option("aliases")
    """Other addresses of this site, such as old domains: a list of URLs. Links to them count as links to you."""

    kinds = Option("kinds")
    """More kinds of interaction: ``zine: {reach: spread, verb: put into my zine}``. The reach is ``spread``, ``talk``
    or ``nod``."""

    public_via = Option("public_via")
    """Public places of yours, as rows have them in ``via``: a list such as ``[guild newsletter, Pierhead]``. Those that
    many have are known; see [What is public](privacy.md)."""

    reactions = Option("reactions")
    """Whether a page shows at its foot who shared, linked or answered it. ``reciprocity: false`` in the front matter of
    a page turns it off there."""

    lifts = Option("lifts")
    """Whether a page says at its foot whose posts it passes on, as in "This post lifts Ada, Ben"; the marker
    ``<!-- reciprocity:lifts -->`` says it in one page only."""

    mastodon = Option("mastodon")
    """The page that "Mastodon" leads to where something is to be passed on; the text is put at the end of this URL. The
    default asks visitors for their server."""

    language = Option("language")
    """The language of all that is published: ``en``, ``de`` or ``ar``; ``null`` takes the site's, from static-i18n or
    the theme's ``language`` or ``locale``. In any other the pages are in English."""

    feeds = Option("feeds")
    """How peers' feeds are read: ``fetch`` (``auto``: a build asks for what is older than ``max_age``; ``always``;
    ``never``), ``timeout`` (in all, for one feed; a build waits twice as long for all of them), ``max_bytes`` (of one
    feed), ``workers`` (hosts asked at once), ``allow_hosts`` (names in your own network that may be asked all the
    same), ``on_error`` (``info``, or ``warning`` to let a failing feed stop a strict build)."""

    webmentions = Option("webmentions")
    """Where your webmentions are read: ``webmention.io``, the URL of another server that answers in JF2, the name of a
    JF2 file; or a list of these. A token stands in the environment only: in ``WEBMENTION_IO_TOKEN`` for webmention.io;
    in a URL, ``${NAME}`` stands for the variable ``NAME``."""

    def validate(self) -> tuple[ConfigErrors, ConfigWarnings]:
        """All wrong options at once, each with what would be right."""
        wrong = [
            (problem.message.split(": ", 1), problem.where.line)
            for problem in settings.read(dict(self), line_of=self._line_of).problems
        ]
        name = Path(self.config_file_path or "mkdocs.yml").name
        return [
            (option.removeprefix("option ").strip('`"'), ValidationError(f"{says} ({name}:{line})" if line else says))
            for (option, says), line in wrong
        ], []

    def _line_of(self, path: Sequence[str]) -> int:
        from mkdocs_reciprocity.core.editing.plugin_lines import line_of  # noqa: PLC0415 - where something is wrong

        try:
            return line_of(plain_file.read(Path(self.config_file_path or "")), "reciprocity", path)
        except OSError:  # there need be no file: it is a detail of a message
            return 0
