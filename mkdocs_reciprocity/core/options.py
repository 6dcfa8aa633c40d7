"""The options of the plugin, each with its default, its meaning, and what reads it: from mkdocs.yml to `Settings`.

This is the only list of them. MkDocs, docs/options.md and the command line take it from here.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from functools import partial
from typing import Any

from msgspec import Struct

from mkdocs_reciprocity.core import settings, site_places
from mkdocs_reciprocity.core.option_values import WrongOption, flag, in_short, shown, texts
from mkdocs_reciprocity.core.problem import Parsed, Problem, Where, did_you_mean
from mkdocs_reciprocity.core.settings import MyPlace, Settings


class Option(Struct, frozen=True):
    """An option: its default, as it would be written in mkdocs.yml, and the function that reads its value.

    The function raises `WrongOption` for a value that cannot be used.
    """

    default: Any
    read: Callable[[Any], object]


def _me(value: object) -> tuple[MyPlace, ...]:
    """The author's own places elsewhere."""
    if value is None or value in ([], ()):
        return ()
    from mkdocs_reciprocity.core import my_places  # noqa: PLC0415 - for those who name some

    return my_places.read(value)


class Options:
    """The options below ``reciprocity:`` in mkdocs.yml."""

    enabled = Option(True, flag)
    """Whether the plugin does anything: ``true`` or ``false``."""

    log = Option(settings.LOG, settings.log)
    """The log files, relative to mkdocs.yml: a name, a list of names, or patterns such as ``log/*.yml``. All rows of a
    file named ``*.private.yml`` are private, and the file may be missing. ``reciprocity.private.yml`` is read even if
    it is not named."""

    peers = Option(None, settings.peers)
    """A YAML file with ``peers:``, or an OPML file that a feed reader exported, if the peers are not in the log."""

    pages = Option(site_places.PAGES, site_places.pages)
    """The two pages, ``shared`` and ``pay_it_forward``: each a mapping with ``path`` (a folder of the site) and
    ``title`` (``null``: "Who I've shared" and "Pay it forward", in the language of the pages), or ``false`` to leave it
    out."""

    badge = Option(settings.BADGE, settings.badge)
    """The badge, or ``false``: its ``label``, and as ``metric`` what it says: ``names`` ("lately: Ada, Ben, Nora", the
    listed people whose posts you passed on last), ``posts`` ("48 posts by 19 people"), ``people`` ("19 people"), or
    ``both`` (the posts, and how often others spread yours). Its ``style`` is ``flat`` (two colours) or ``plain``
    (square, black and white). Its ``color``: ``theme`` (Material's ``primary``, else a blue), a code such as
    ``"#0b6b8a"``, or one of Material's names, such as ``teal``."""

    files = Option(site_places.FILES, site_places.files)
    """The files for other software, each a path below the site, or ``false``. ``atom`` and ``json`` are the feeds of
    what you shared; they need ``site_url``, and the page ``shared``, to which they lead. ``blogroll`` has your peers'
    feeds as OPML. ``recommendations``: whether the blogroll is also written to ``.well-known/recommendations.opml``,
    and the blogs that you recommend to ``.well-known/recommendations.json``, if the site is at the root of its host."""

    recommend = Option("marked", settings.recommend)
    """Whom you recommend in ``.well-known/recommendations.json``: ``marked`` are the peers with ``recommend: true``,
    ``all`` are all public peers but those with ``recommend: false``. ``webmention send`` tells them."""

    window = Option("12 months", settings.window)
    """How many months the figures and pages cover, with the current one: ``12 months``, ``2 years``."""

    timezone = Option("UTC", settings.zone)
    """Your time zone, which decides when a day begins: ``UTC``, or a name such as ``Europe/Berlin`` (IANA)."""

    aliases = Option([], settings.aliases)
    """Other addresses of this site, such as old domains: a list of URLs. Links to them count as links to you."""

    me = Option([], _me)
    """Your own places elsewhere: a list of accounts on Mastodon (``https://social.example/@mara``), on Bluesky
    (``https://bsky.app/profile/mara.example``), and of feeds of yours (bookmarks, a blog of links). Each may also be a
    mapping with ``url``, the ``kind`` that an entry there counts as, and ``via``, or the name of a file or folder that
    you saved. A build reads what you passed on there, and who passed on or answered your posts; see
    [Accounts](accounts.md). They are ``aliases`` too."""

    kinds = Option({}, settings.kinds)
    """More kinds of interaction: ``zine: {reach: spread, verb: put into my zine}``. The reach is ``spread``, ``talk``
    or ``nod``."""

    public_via = Option([], partial(texts, example="guild newsletter"))
    """Places of yours that everybody can read, as you write them in ``via``: a list such as ``[guild newsletter,
    Pierhead]``. Places that many people use are known already; see [What is public](privacy.md)."""

    reactions = Option(True, flag)
    """Whether a page shows at its foot who shared, linked or answered it. ``reciprocity: false`` in the front matter of
    a page turns it off there."""

    quotes = Option(False, flag)
    """Whether the foot of a page, and "With thanks to", also show the words of those who answered or quoted you on your
    accounts (``me``): plain text, cut where it is long."""

    answers = Option(False, flag)
    """Whether the foot of a page also shows your answers to them, each below the words that it answers."""

    further = Option(False, flag)
    """Whether a post has *Further reading by others* at its foot: up to three posts on the same subject that you have
    passed on. Posts are pages with a date in their front matter. See [Further reading](pages.md#further-reading)."""
    lifts = Option(False, flag)
    """Whether a page says at its foot whose posts it passes on, as in "This post lifts Ada, Ben". The marker
    ``<!-- reciprocity:lifts -->`` does this on a single page."""

    mastodon = Option(settings.SHARE_PAGE, settings.share_page)
    """The page that the link "Mastodon" opens to pass something on. The text is added at the end of this URL. The
    default page asks visitors for their server."""

    language = Option(None, settings.language)
    """The language of all that is published, such as ``de`` or ``ja``; there are [several](languages.md). ``null``
    takes the site's, from static-i18n or the theme's ``language`` or ``locale``. In any other the pages are in
    English."""

    feeds = Option(settings.FEEDS, settings.feeds)
    """How peers' feeds are read: ``fetch`` (``auto``: a build asks for what is older than ``max_age``; ``always``;
    ``never``), ``timeout`` (in all, for one feed; a build waits twice as long for all of them), ``max_bytes`` (of one
    feed), ``workers`` (hosts asked at once), ``allow_hosts`` (names in your own network that may be asked all the
    same), ``on_error`` (``info``, or ``warning`` to let a failing feed stop a strict build)."""

    webmentions = Option([], settings.webmentions)
    """Where your webmentions are read: ``webmention.io``, the URL of another server that answers in JF2, the name of a
    JF2 file; or a list of these. Put a token into the environment only: into ``WEBMENTION_IO_TOKEN`` for webmention.io;
    in a URL, ``${NAME}`` stands for the variable ``NAME``."""


_OPTIONS = {name: option for name, option in vars(Options).items() if isinstance(option, Option)}

DEFAULTS: dict[str, Any] = {name: option.default for name, option in _OPTIONS.items()}
"""The default of every option, as it would be written in mkdocs.yml."""

LineOf = Callable[[Sequence[str]], int]
"""The line in mkdocs.yml of an option, which is named by its keys from the top; 0 where the line is not known."""


def read(
    written: Mapping[str, Any] | None, file: str = "mkdocs.yml", line_of: LineOf | None = None
) -> Parsed[Settings]:
    """The settings. What is wrong is a problem, and its default stands in for it.

    Args:
        written: what stands below ``reciprocity:`` in mkdocs.yml; options that are missing have their default.
        file: the name of that file, for the problems.
        line_of: what knows where in it an option stands.
    """
    line_of = line_of or (lambda path: 0)
    problems: list[Problem] = []
    given = dict(written or {})
    for name in given.keys() - DEFAULTS.keys():
        said = in_short(name)
        message = f"option {shown(name)}: there is no such option{_belongs(said)}"
        problems.append(Problem(Where(file, line_of([said])), message))
    values: dict[str, Any] = {}
    for name, option in _OPTIONS.items():
        try:
            values[name] = option.read(given.get(name, option.default))
        except WrongOption as wrong:
            up = "; it stands one level higher" if wrong.stranger and wrong.key in DEFAULTS else ""
            where = Where(file, line_of([name, wrong.key] if wrong.key else [name]))
            problems.append(Problem(where, f"option `{name}`: {wrong}{up}"))
            values[name] = option.read(option.default)
    if values["me"]:
        values["me"] = _of_known_kinds(values["me"], values["kinds"], Where(file, line_of(["me"])), problems)
    pages = values.pop("pages")
    zone = values.pop("timezone")
    return Parsed(Settings(**values, **pages, zone=zone), tuple(sorted(problems)))


def _of_known_kinds(
    places: tuple[MyPlace, ...], kinds: Collection[str], where: Where, problems: list[Problem]
) -> tuple[MyPlace, ...]:
    """The places; none if one of them names no kind. The kinds are another option, which is read first."""
    from mkdocs_reciprocity.core import my_places  # noqa: PLC0415 - as above

    try:
        my_places.check_kinds(places, kinds)
    except WrongOption as wrong:
        problems.append(Problem(where, f"option `me`: {wrong}"))
        return ()
    return places


def _belongs(name: str) -> str:
    """What to do about an option that does not exist: where it belongs, or which was meant."""
    for above, default in DEFAULTS.items():
        if isinstance(default, dict) and name in default:
            return f"; it belongs below `{above}:`"
    return did_you_mean(name, DEFAULTS)
