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
from mkdocs_reciprocity.core.views.places import Place
from mkdocs_reciprocity.core.views.shared import Item
from mkdocs_reciprocity.core.views.thanks import Thanked, Thanks
from mkdocs_reciprocity.core.wording import Reason, Wording
from mkdocs_reciprocity.publish import markup, people
from mkdocs_reciprocity.publish.markup import escaped, isolated, relative


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


def _page(context: Context) -> people.Page:
    return people.Page(context["here"], _wording(context), context["avatars"], context["since"])


def _received(context: Context, thanks: Thanks, *, target: bool = True, face: bool = False) -> Markup:
    return people.received(_page(context), thanks, target=target, face=face)


@pass_context
def _portrait(context: Context, person: Place, avatar: str = "", properties: str = "p-author h-card") -> Markup:
    return _page(context).portrait(person, avatar, properties)


@pass_context
def _face(context: Context, person: Place, avatar: str = "") -> Markup:
    """The face alone."""
    return Markup(markup.face(person.text, context["avatars"].get(avatar, ""), context["here"]))  # noqa: S704 - the same


def _thanked(context: Context, thanked: Sequence[Thanked], *, folded: bool = True) -> Markup:
    return people.thanked(_page(context), thanked, folded=folded)


@pass_context
def _date(context: Context, date: When | None, style: markup.DateStyle = "long", properties: str = "") -> Markup:
    return _page(context).date(date, style, properties)


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
    "faces": pass_context(lambda context, thanks: people.reactions(_page(context), thanks)),
    "reach": pass_context(lambda context, reach: _wording(context).reach(reach)),
    "reaction": microformats.of_reaction,
    "object": microformats.of_object,
    "gap": lambda text: "" if text.endswith("：") else " ",  # noqa: RUF001 - a wide colon has its space within
    "relative": pass_context(lambda context, path: relative(path, context["here"])),
}
"""The filters, by the names that templates use."""

TEXTS: dict[str, Callable[..., str]] = {"_": _text, "pgettext": _text_in, "ngettext": _numbered}
"""The functions for texts: plain, with a context for words of two meanings, and with singular and plural."""
