"""What templates can call: filters, and functions that translate texts into the language of the page."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from jinja2 import TemplateRuntimeError, pass_context
from jinja2.runtime import Context
from markupsafe import Markup

from mkdocs_reciprocity.core.dates import When
from mkdocs_reciprocity.core.views import microformats
from mkdocs_reciprocity.core.views.pay_it_forward import Thanks
from mkdocs_reciprocity.core.views.places import Place
from mkdocs_reciprocity.core.views.shared import Item
from mkdocs_reciprocity.core.wording import Reason, Wording
from mkdocs_reciprocity.publish import markup
from mkdocs_reciprocity.publish.markup import escaped, isolated, relative

_AT_ONCE = 12  # how many lines of thanks are shown; the rest is folded away


def _wording(context: Context) -> Wording:
    wording: Wording = context["wording"]
    return wording


@pass_context
def _text(context: Context, message: str, /, **values: object) -> str:
    with _fitting(message):
        return _wording(context).text(message, **values)


@pass_context
def _text_in(context: Context, meaning: str, message: str, /, **values: object) -> str:
    with _fitting(message):
        return _wording(context).text_in(meaning, message, **values)


@pass_context
def _numbered(context: Context, one: str, many: str, number: int, /, **values: object) -> str:
    with _fitting(many):
        return _wording(context).numbered(one, many, number, **values)


@contextmanager
def _fitting(message: str) -> Iterator[None]:
    """If the values do not fit the slots of a text, says which text it is."""
    try:
        yield
    except (KeyError, TypeError, ValueError) as error:
        raise TemplateRuntimeError(f"the text {message!r} and its values do not fit ({error})") from None


def _why(context: Context, reason: Reason, peer: Place) -> str:
    """The reason why a peer's post is suggested, as a whole sentence."""
    return _wording(context).why(reason, isolated(peer.text))


def _received(context: Context, thanks: Thanks, *, target: bool = True, face: bool = False) -> str:
    """What somebody did, with links. Without ``target`` it is written for the page that it was done for. ``face`` puts
    the picture before the name. The links have the properties of an ``h-cite``.
    """
    wording = _wording(context)
    page = wording.text_in("a page of this site", "this")
    if target:
        page = _link(context, thanks.target, microformats.of_object(thanks.kind))
    where = _link(context, thanks.where, "p-name", "u-url") if thanks.where.text else None
    peer = _portrait(context, thanks.peer, thanks.avatar) if face else _link(context, thanks.peer, "p-author", "h-card")
    named = page if thanks.target.text else None
    return wording.recommends(peer, named) if thanks.lasts else wording.received(thanks.kind, peer, named, where)


@pass_context
def _portrait(context: Context, person: Place, avatar: str = "", properties: str = "p-author h-card") -> Markup:
    """A person with their face: the picture that the log names ``avatar``, or the initials."""
    picture = context["avatars"].get(avatar, "")
    return Markup(markup.portrait(person, picture, context["here"], properties))  # noqa: S704 - escaped


@pass_context
def _face(context: Context, person: Place, avatar: str = "") -> Markup:
    """The face alone."""
    return Markup(markup.face(person.text, context["avatars"].get(avatar, ""), context["here"]))  # noqa: S704 - the same


def _thanked(context: Context, thanks: Sequence[Thanks]) -> Markup:
    """A list of who did what for which page. A template for this list or the next would take twice as long."""
    lines = [f'<li class="h-cite">{_line(context, one)}</li>\n' for one in thanks]
    return _folded(context, "reciprocity-thanks", lines)


def _faces(context: Context, thanks: Sequence[Thanks]) -> Markup:
    """A list of who did what for this page, with their pictures."""
    lines = [
        f'<li class="{microformats.of_reaction(one.kind)} h-cite">{_line(context, one, target=False, face=True)}'
        f"{_words(context, one)}</li>\n"
        for one in thanks
    ]
    return _folded(context, "reciprocity-faces", lines)


def _words(context: Context, thanks: Thanks) -> str:
    """What somebody wrote, and what the author wrote back."""
    said = f'\n<blockquote class="p-content">{isolated(thanks.said)}</blockquote>' if thanks.said else ""
    if not thanks.answered:
        return said
    answer = _wording(context).text("My answer: %(words)s", words=isolated(thanks.answered))
    return f'{said}\n<p class="reciprocity-answer">{answer}</p>'


def _line(context: Context, thanks: Thanks, *, target: bool = True, face: bool = False) -> str:
    did = _received(context, thanks, target=target, face=face)
    date = _date(context, thanks.date, "short", "dt-published")
    return f'{did} <span class="reciprocity-dim">({date})</span>' if date else did


def _folded(context: Context, class_: str, lines: Sequence[str]) -> Markup:
    """A list. Lines after the first dozen are folded away."""
    shown = f'<ul class="{class_}">\n{"".join(lines[:_AT_ONCE])}</ul>\n'
    if (more := len(lines) - _AT_ONCE) <= 0:
        return Markup(shown)  # noqa: S704 - all of it is escaped
    words = _wording(context).numbered("%(num)s more", "%(num)s more", more)
    hidden = f'<ul class="{class_}">\n{"".join(lines[_AT_ONCE:])}</ul>\n'
    return Markup(f"{shown}<details>\n<summary>{words}</summary>\n{hidden}</details>\n")  # noqa: S704 - the same


@pass_context
def _date(context: Context, date: When | None, style: markup.DateStyle = "long", properties: str = "") -> Markup:
    if style == "short" and date is not None and len(date) > 4 and date[:7] < context["since"]:
        style = "long"  # readers would take "9 Aug" for a day of this year
    return markup.date(date, style, _wording(context).language, properties)


@pass_context
def _link(context: Context, place: Place, *properties: str) -> Markup:
    """A link to a place, with these microformat classes."""
    return Markup(markup.link(place, context["here"], " ".join(filter(None, properties))))  # noqa: S704 - escaped


@pass_context
def _links(context: Context, places: Iterable[Place]) -> Markup:
    """Links in a sentence."""
    wording, here = _wording(context), context["here"]
    return Markup(wording.listed([Markup(markup.link(place, here)) for place in places]))  # noqa: S704 - escaped


@pass_context
def _listed(context: Context, names: Iterable[str]) -> str:
    """Names in a sentence, each isolated."""
    return _wording(context).listed([isolated(name) for name in names])


@pass_context
def _entries(context: Context, items: Sequence[Item]) -> Markup:
    """The rows of a timeline."""
    return Markup(context["rows"]()(items))  # noqa: S704 - all of it is escaped


FILTERS: dict[str, Callable[..., Any]] = {
    "href": pass_context(lambda context, place: markup.href(place, context["here"])),
    "link": _link,
    "links": _links,
    "listed": _listed,
    "portrait": _portrait,
    "entries": _entries,
    "date": _date,
    "month": pass_context(lambda context, month: _wording(context).date(When(month[:7]))),
    "initial": pass_context(lambda context, month: _wording(context).date(When(month[:7]), "initial")),
    "period": pass_context(lambda context, period: _wording(context).period(period)),
    "code": lambda text: Markup(f'<code dir="ltr">{escaped(text)}</code>'),  # noqa: S704 - escaped
    "verb": pass_context(lambda context, item: _wording(context).verb(item.kind, item.verb)),
    "why": pass_context(_why),
    "received": pass_context(_received),
    "thanked": pass_context(_thanked),
    "face": _face,
    "faces": pass_context(_faces),
    "reach": pass_context(lambda context, reach: _wording(context).reach(reach)),
    "reaction": microformats.of_reaction,
    "object": microformats.of_object,
    "relative": pass_context(lambda context, path: relative(path, context["here"])),
}
"""The filters, by the names that templates use."""

TEXTS: dict[str, Callable[..., str]] = {"_": _text, "pgettext": _text_in, "ngettext": _numbered}
"""The functions for texts: plain, with a context for words of two meanings, and with singular and plural."""
