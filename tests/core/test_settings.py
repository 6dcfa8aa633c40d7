"""The options: their defaults, what they may be, and what is said of those that are wrong."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from mkdocs_reciprocity.core import options as declared
from mkdocs_reciprocity.core import settings
from mkdocs_reciprocity.core.model import KINDS, Kind
from mkdocs_reciprocity.core.settings import BadgeSetting, FeedSetting, Settings
from mkdocs_reciprocity.core.site_places import FilePlaces, PagePlace
from mkdocs_reciprocity.publish.language import catalogs
from tests.core.ledger.making import options

THERE = "there are " + ", ".join(f"`{code}`" for code in settings.LANGUAGES)
DEFAULT = Settings(
    enabled=True,
    log=("reciprocity.yml", "reciprocity.private.yml"),
    peers=None,
    shared=PagePlace("shared", None),
    pay_it_forward=PagePlace("pay-it-forward", None),
    badge=BadgeSetting("reciprocity", "names", "flat"),
    files=FilePlaces(atom="shared.xml", json="shared.json", blogroll="blogroll.opml", recommendations=True),
    window=12,
    zone=UTC,
    aliases=(),
    kinds=KINDS,
    reactions=True,
    further=False,
    lifts=False,
    mastodon="https://share.joinmastodon.org/#text=",
    language=None,
    feeds=FeedSetting(
        fetch="auto", max_age=3600, timeout=20, max_bytes=5_000_000, workers=20, allow_hosts=(), on_error="info"
    ),
)


@pytest.mark.parametrize(
    "said",
    [
        None,
        {},
        declared.DEFAULTS,
        {"pages": None, "feeds": None, "badge": None, "kinds": None, "aliases": None},
        {"pages": {"shared": True, "pay_it_forward": None}, "badge": True, "feeds": {"allow_hosts": None}},
    ],
)
def test_the_defaults(said: dict[str, Any] | None) -> None:
    read = declared.read(said)
    assert read.problems == ()
    assert read.records == DEFAULT


@pytest.mark.parametrize(
    ("said", "name", "value"),
    [
        ({"enabled": False}, "enabled", False),
        ({"log": "log.yml"}, "log", ("log.yml",)),
        ({"log": ("a.yml", " logs/*.yml ")}, "log", ("a.yml", "logs/*.yml")),
        ({"peers": "peers.opml"}, "peers", "peers.opml"),
        ({"pages": False}, "shared", None),
        ({"pages": False}, "pay_it_forward", None),
        ({"pages": {"shared": False}}, "shared", None),
        ({"pages": {"shared": False}}, "pay_it_forward", DEFAULT.pay_it_forward),
        ({"pages": {"pay_it_forward": {"path": "/a/b/"}}}, "pay_it_forward", PagePlace("a/b", None)),
        ({"pages": {"shared": {"title": "Gifts"}}}, "shared", PagePlace("shared", "Gifts")),
        ({"badge": False}, "badge", None),
        ({"badge": {"style": "plain"}}, "badge", BadgeSetting("reciprocity", "names", "plain")),
        ({"lifts": True}, "lifts", True),
        ({"quotes": True}, "quotes", True),
        ({"answers": True}, "answers", True),
        ({"mastodon": " https://m.example/share?text="}, "mastodon", "https://m.example/share?text="),
        ({"badge": {"color": "Teal"}}, "badge", BadgeSetting("reciprocity", "names", "flat", "#009485")),
        ({"badge": {"metric": "both"}}, "badge", BadgeSetting("reciprocity", "both", "flat")),
        ({"files": None}, "files", DEFAULT.files),
        ({"files": True}, "files", DEFAULT.files),
        ({"files": {"atom": True, "json": None}}, "files", DEFAULT.files),
        ({"files": False}, "files", FilePlaces(atom=None, json=None, blogroll=None, recommendations=False)),
        ({"files": {"atom": "/a/b.xml", "json": False, "blogroll": "b.opml", "recommendations": False}}, "files",
         FilePlaces(atom="a/b.xml", json=None, blogroll="b.opml", recommendations=False)),
        ({"window": "1 month"}, "window", 1),
        ({"window": "2 Years"}, "window", 24),
        ({"timezone": "utc"}, "zone", UTC),
        ({"timezone": "Europe/Berlin"}, "zone", ZoneInfo("Europe/Berlin")),
        ({"aliases": ["https://old.example/", "older.example/blog"]}, "aliases",
         ("https://old.example/", "https://older.example/blog")),
        ({"reactions": False}, "reactions", False),
        ({"language": "de"}, "language", "de"),
        ({"kinds": {"zine": {"reach": "talk", "verb": "put into my zine"}}}, "kinds",
         KINDS | {"zine": Kind("zine", "talk", "put into my zine")}),
        ({"kinds": {"zine": None}}, "kinds", KINDS | {"zine": Kind("zine", "spread", "zine")}),
        ({"kinds": {"like": {"reach": "spread"}}}, "kinds", KINDS | {"like": Kind("like", "spread", "like")}),
    ],
)  # fmt: skip
def test_what_an_option_may_be(said: dict[str, Any], name: str, value: object) -> None:
    assert getattr(options(**said), name) == value


@pytest.mark.parametrize(
    ("said", "name", "value"),
    [
        ({"fetch": "never"}, "fetch", "never"),
        ({"max_age": 90}, "max_age", 90),
        ({"max_age": "0"}, "max_age", 0),
        ({"max_age": "1.5 hours"}, "max_age", 5400),
        ({"max_age": "2 days"}, "max_age", 172800),
        ({"timeout": "5 min"}, "timeout", 300),
        ({"max_bytes": "500kB"}, "max_bytes", 500_000),
        ({"max_bytes": "1 GiB"}, "max_bytes", 10**9),
        ({"max_bytes": 4096}, "max_bytes", 4096),
        ({"workers": 64}, "workers", 64),
        ({"allow_hosts": "intranet.example"}, "allow_hosts", ("intranet.example",)),
        ({"on_error": "warning"}, "on_error", "warning"),
    ],
)
def test_what_may_be_said_of_feeds(said: dict[str, Any], name: str, value: object) -> None:
    assert getattr(options(feeds=said).feeds, name) == value


@pytest.mark.parametrize(
    ("said", "message"),
    [
        ({"windw": "1 month"}, 'option "windw": there is no such option; did you mean "window"?'),
        ({3: 4}, 'option "3": there is no such option'),
        ({"enabled": "yes"}, 'option `enabled`: "yes" is neither `true` nor `false`'),
        ({"badge": {"style": "round"}}, 'option `badge`: `style`: "round" is none of `flat`, `plain`'),
        ({"mastodon": "m.example"}, 'option `mastodon`: "m.example" is no URL; write one such as `https://mastodon.example/share?text=`'),
        ({"mastodon": "https://mä.example/"}, 'option `mastodon`: "https://mä.example/" is no URL; write one such as `https://mastodon.example/share?text=`'),
        ({"reactions": None}, 'option `reactions`: "None" is neither `true` nor `false`'),
        ({"log": []}, "option `log`: the list is empty; name at least one file, such as `reciprocity.yml`"),
        ({"log": {"a": 1}}, "option `log`: \"{'a': 1}\" is no list; write it as `[one, two]`"),
        ({"log": ["a", 1]}, 'option `log`: "1" is no text; write one in quotes, such as `reciprocity.yml`'),
        ({"peers": ""}, 'option `peers`: "" is no text; write one, such as `people.yml`'),
        ({"peers": ["a.yml"]}, "option `peers`: \"['a.yml']\" is no text; write one, such as `people.yml`"),
        ({"timezone": 1.5}, 'option `timezone`: "1.5" is no text; write one in quotes, such as `Europe/Berlin`'),
        ({"aliases": [None]}, 'option `aliases`: "None" is no text; write one, such as `https://old.example/`'),
        ({"pages": {"shared": {"title": 5}}},
         'option `pages`: "5" is no text; write one in quotes, such as `Who I\'ve shared`'),
        ({"pages": {"pay_it_forward": {"path": 5}}},
         'option `pages`: "5" is no text; write one in quotes, such as `pay-it-forward`'),
        ({"kinds": {"zine": {"verb": {}}}},
         'option `kinds`: "{}" is no text; write one, such as `put into my zine`'),
        ({"feeds": {"allow_hosts": [7]}},
         'option `feeds`: "7" is no text; write one in quotes, such as `intranet.example`'),
        ({"feeds": {"allow_hosts": False}}, 'option `feeds`: "False" is no list; write it as `[one, two]`'),
        ({"language": False}, 'option `language`: "False" is no text; write one in quotes, such as `de`'),
        ({"language": 5}, 'option `language`: "5" is no text; write one in quotes, such as `de`'),
        ({"pages": "shared"}, 'option `pages`: "shared" is no mapping; write `shared: …` below it'),
        ({"pages": {"shard": False}}, 'option `pages`: there is no page "shard"; did you mean "shared"?'),
        ({"pages": {"zz": 1, "yy": 1, "xx": 1}}, 'option `pages`: there is no page "xx"'),
        ({"pages": {"shared": {"path": "../x"}}},
         'option `pages`: `shared`: the path "../x" is no folder below the site; write `shared`'),
        ({"pages": {"shared": {"path": "/"}}},
         'option `pages`: `shared`: the path "/" is no folder below the site; write `shared`'),
        ({"pages": {"shared": {"path": "C:/x"}}},
         'option `pages`: `shared`: the path "C:/x" is no folder below the site; write `shared`'),
        ({"pages": {"shared": {"path": "a\\b"}}},
         'option `pages`: `shared`: the path "a\\\\b" is no folder below the site; write `shared`'),
        ({"pages": {"shared": {"path": "pay-it-forward/"}}},
         'option `pages`: both pages have the path "pay-it-forward"; give each its own'),
        ({"pages": {"shared": {"titel": "x"}}}, 'option `pages`: there is no key "titel"; did you mean "title"?'),
        ({"badge": {"metric": "score"}},
         'option `badge`: `metric`: "score" is none of `names`, `posts`, `people`, `both`'),
        ({"badge": {"color": "teel"}}, 'option `badge`: `color`: "teel" is no colour; did you mean "teal"?'),
        (
            {"badge": {"label": "\ud800"}},
            'option `badge`: "\\ud800" has half of a character in it; write the whole character',
        ),
        ({"badge": {"label": " "}}, 'option `badge`: " " is no text; write one, such as `reciprocity`'),
        *(({"files": {"atom": path}},
           f'option `files`: `atom`: "{path}" is no name for a file below the site; write `shared.xml`')
          for path in ("../x.xml", "a//b.xml", "feed", "x.d/feed", "a/./b.xml", "C:/x.xml", "shared/index.html")),
        *(({"files": {"atom": path}}, f'option `files`: two files have the path "{path}"; give each its own')
          for path in ("reciprocity.json", "reciprocity/badge.svg")),
        *(({"files": {"atom": path}},
           f'option `files`: "{path}" makes one name that of a file and of a folder; give it another')
          for path in ("shared.json/x.xml", "reciprocity.json/x.xml")),
        ({"files": {"blogroll": "shared.xml"}},
         'option `files`: two files have the path "shared.xml"; give each its own'),
        ({"files": {"json": ["x"]}}, "option `files`: \"['x']\" is no text; write one, such as `shared.json`"),
        ({"files": {"opml": "x"}}, 'option `files`: there is no file "opml"'),
        ({"files": {"recommendations": "x"}}, 'option `files`: "x" is neither `true` nor `false`'),
        ({"recommend": "al"}, 'option `recommend`: "al" is none of `marked`, `all`; did you mean "all"?'),
        ({"recommend": False}, 'option `recommend`: "False" is none of `marked`, `all`'),
        ({"recommend": True},
         "option `recommend`: `true` could mean two things; write `all`, or `recommend: true` in a peer's entry"),
        ({"window": 12}, 'option `window`: "12" is no run of months; write it as `12 months`'),
        ({"window": "0 months"}, 'option `window`: "0 months" is no run of months; write it as `12 months`'),
        ({"window": "101 years"}, 'option `window`: "101 years" is no run of months; write it as `12 months`'),
        ({"timezone": "Berlin"},
         'option `timezone`: "Berlin" is no time zone; write one such as `Europe/Berlin`, or `UTC`'),
        ({"timezone": "../etc"},
         'option `timezone`: "../etc" is no time zone; write one such as `Europe/Berlin`, or `UTC`'),
        ({"aliases": ["old example"]},
         'option `aliases`: "old example" is no URL; write one such as `https://old.example/`'),
        ({"aliases": ["ftp://old.example/"]},
         'option `aliases`: "ftp://old.example/" is no URL; write one such as `https://old.example/`'),
        ({"kinds": ["zine"]},
         "option `kinds`: \"['zine']\" is no mapping; write `zine: {reach: spread, verb: put into my zine}`"),
        ({"kinds": {"ask": {}}}, 'option `kinds`: "ask" cannot be the name of a kind'),
        ({"kinds": {5: {}}}, 'option `kinds`: "5" cannot be the name of a kind'),
        ({"kinds": {"zine": {"reach": "ask"}}}, 'option `kinds`: `reach`: "ask" is none of `spread`, `talk`, `nod`'),
        ({"feeds": {"fetch": True}}, 'option `feeds`: `fetch`: "True" is none of `auto`, `always`, `never`'),
        ({"feeds": {"fetch": False}},
         "option `feeds`: `fetch`: `off`, `no` and `false` are one to YAML; did you mean `never`?"),
        ({"feeds": {"fetch": "nevr"}},
         'option `feeds`: `fetch`: "nevr" is none of `auto`, `always`, `never`; did you mean "never"?'),
        ({"feeds": {"window": "1 month"}}, 'option `feeds`: there is no key "window"; it stands one level higher'),
        ({"fetch": "never"}, 'option "fetch": there is no such option; it belongs below `feeds:`'),
        ({"shared": False}, 'option "shared": there is no such option; it belongs below `pages:`'),
        ({"language": "Deutsch"},
         f'option `language`: "Deutsch" is no code of a language; {THERE}; did you mean `de`?'),
        ({"language": "PORTUGUÊS"},
         f'option `language`: "PORTUGUÊS" is no code of a language; {THERE}; did you mean `pt`?'),
        ({"language": "klingon"}, f'option `language`: "klingon" is no code of a language; {THERE}'),
        ({"feeds": {"workers": 0}}, 'option `feeds`: `workers` is "0"; write a number from 1 to 64'),
        ({"feeds": {"workers": True}}, 'option `feeds`: `workers` is "True"; write a number from 1 to 64'),
        ({"feeds": {"workers": "20"}}, 'option `feeds`: `workers` is "20"; write a number from 1 to 64'),
        ({"feeds": {"timeout": 0}}, "option `feeds`: `timeout` must be longer than 0 seconds"),
        ({"feeds": {"timeout": "soon"}},
         'option `feeds`: `timeout` is "soon"; write a time such as `20s`, `5m` or `1h`'),
        ({"feeds": {"max_age": True}},
         'option `feeds`: `max_age` is "True"; write a time such as `20s`, `5m` or `1h`'),
        ({"feeds": {"max_bytes": 0}}, 'option `feeds`: `max_bytes` is "0"; write a size such as `5MB` or `500kB`'),
        ({"feeds": {"max_bytes": "0.4"}},
         'option `feeds`: `max_bytes` is "0.4"; write a size such as `5MB` or `500kB`'),
        ({"feeds": {"max_bytes": True}},
         'option `feeds`: `max_bytes` is "True"; write a size such as `5MB` or `500kB`'),
    ],
)  # fmt: skip
def test_a_wrong_option_says_what_would_be_right_and_its_default_stands_in(said: dict[Any, Any], message: str) -> None:
    read = declared.read(said, "site.yml")
    assert [str(problem) for problem in read.problems] == [f"site.yml: {message}"]
    assert read.records == DEFAULT


@pytest.mark.parametrize(
    ("said", "found"),
    [
        (None, ()),
        ("webmention.io", ("webmention.io",)),
        (["a.jf2", "https://x.example/${TOKEN}/m?t=${T}"], ("a.jf2", "https://x.example/${TOKEN}/m?t=${T}")),
    ],
)
def test_where_webmentions_may_be_read(said: object, found: tuple[str, ...]) -> None:
    assert options(webmentions=said).webmentions == found


def test_webmentions_that_are_only_wished_for_are_told_what_to_name() -> None:
    (problem,) = declared.read({"webmentions": True}).problems
    assert problem.message == 'option `webmentions`: "True" is no place; write one, such as `webmention.io`'


def test_a_wrong_option_is_said_with_its_line() -> None:
    asked: list[list[str]] = []

    def line_of(path: Sequence[str]) -> int:
        asked.append(list(path))
        return len(asked)

    said = {"feeds": {"fetch": "x"}, "window": 3, "zz": 1}
    assert [str(problem)[:20] for problem in declared.read(said, "m.yml", line_of).problems] == [
        'm.yml:1: option "zz"', "m.yml:2: option `win", "m.yml:3: option `fee",
    ]  # fmt: skip
    assert asked == [["zz"], ["window"], ["feeds", "fetch"]]


def test_the_languages_that_are_named_are_those_that_there_are() -> None:
    assert {*settings.LANGUAGES} == {"en", *catalogs()}


@pytest.mark.parametrize(
    "said", ["ftp://x.example/", "https://me:secret@x.example/", "https://", "a\x07b", 5, [1], {"from": "file.jf2"}]
)
def test_where_webmentions_cannot_be_read(said: object) -> None:
    read = declared.read({"webmentions": said})
    assert [problem.message[:22] for problem in read.problems] == ["option `webmentions`: "]
    assert "secret" not in str(read.problems)
    assert read.records.webmentions == ()


def test_one_wrong_option_spoils_no_other() -> None:
    read = declared.read({"window": "x", "language": "de", "log": 7, "pages": {"shared": {"path": "gifts"}}})
    assert [str(problem).split("`")[1] for problem in read.problems] == ["log", "window"]
    assert (read.records.language, read.records.window) == ("de", 12)
    assert read.records.shared == PagePlace("gifts", None)
