"""``mkdocs-reciprocity finish``: goes over a built site, whatever has built it."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import click
from filelock import FileLock

from mkdocs_reciprocity.cache import folder as cache_folder
from mkdocs_reciprocity.cli.site import site, to_stderr
from mkdocs_reciprocity.cli.terminal.command import config_option, examples, interrupted
from mkdocs_reciprocity.collect import docs, missing, site_folder, written_titles
from mkdocs_reciprocity.collect.docs import GENERATED, Doc
from mkdocs_reciprocity.collect.gathering import Gathering
from mkdocs_reciprocity.collect.site import Site
from mkdocs_reciprocity.collect.sources import Sources
from mkdocs_reciprocity.core import menus
from mkdocs_reciprocity.core.own_page import of_site
from mkdocs_reciprocity.core.own_page.built import SiteFacts
from mkdocs_reciprocity.core.own_page.unlisted import nowhere_listed
from mkdocs_reciprocity.core.problem import Problem
from mkdocs_reciprocity.core.site_places import STYLESHEET
from mkdocs_reciprocity.core.wording import counted
from mkdocs_reciprocity.publish.docs_folder import Folder
from mkdocs_reciprocity.publish.finished_site import FinishedSite, Terms, put_hidden
from mkdocs_reciprocity.publish.generated import Generated, written
from mkdocs_reciprocity.publish.today import of_today


@click.command(
    epilog=examples("generate && zensical build", "finish", "finish public"),
)
@config_option
@click.argument("folder", metavar="[SITE]", required=False, type=click.Path(file_okay=False))
def finish(config_file: str | None, folder: str | None) -> None:
    """Go over a built site: put links to your feeds into the heads of its pages, and read what they link to.

    SITE is the folder that the site was built into; by default the one that the configuration names. This is for
    Zensical, and for other generators: with MkDocs, the plugin does it in the build. The next `generate` counts the
    links in your pages as gifts, and `webmention send` tells the sites that they lead to. Only what has changed is
    written; a second run changes nothing.

    The exit status is 1 where a file could not be read or written.
    """
    of, problems = site(config_file)
    path = site_folder.chosen(folder, of)
    try:
        with FileLock(cache_folder.made(of.root) / "finish.lock"):
            failed = _finished(of, path)
    except KeyboardInterrupt:
        interrupted("what is written stays, and the next `finish` goes on")
    _say((*problems, *missing.url(of)))
    sys.exit(1 if failed else 0)


def _finished(of: Site, path: Path) -> bool:
    """Does all of it. Returns whether something failed."""
    gathering, name = Gathering(of), docs.name(path, of.root)
    sources, store, pages = Sources(gathering), gathering.store, written(of)
    made, _ = of_today(gathering, sources, sources.reading(), pages)
    run = FinishedSite(path, name, _terms(of, path, made, pages), store.site())
    run.run()
    problems = [*run.problems, *_hidden(Folder(path, name), made.hidden_files())]
    ours = {place.destination for place in made.places.pages.values()}
    menu, zone = menus.titles(of.nav), of.settings.zone
    said = dict(written_titles.of_sources(pages, menu, zone, directory_urls=of.directory_urls))
    if any(gathering.book.directory.owner(url) for url in of_site.unlisted(run.built().values())):
        problems.append(nowhere_listed(name))
    has_news = run.keep(store, said, ours) if of.settings.enabled else False
    _show(run, name)
    if has_news and (of.root / of.docs / GENERATED).is_file():
        click.echo("What your pages say has changed; the next `generate` counts it.")
    _say(problems)
    for note in store.notes:
        to_stderr(f"{note} (for information)")
    return any(problem.level == "error" for problem in problems)


def _terms(of: Site, path: Path, made: Generated, pages: Iterable[Doc]) -> Terms:
    settings = of.settings
    return Terms(
        around=SiteFacts(of.url, settings.aliases, of.front.name, settings.zone, of.directory_urls),
        head=made.heads(lambda one: (path / one).is_file()),
        is_styled=settings.enabled and (path / STYLESHEET).is_file(),
        copied={doc.name: doc.path for doc in pages if not doc.is_page},
        reads=settings.enabled,
    )


def _hidden(folder: Folder, files: Mapping[str, bytes]) -> Iterator[Problem]:
    """Writes the files whose names begin with a dot, and removes those that are needless now. Yields what failed."""
    for done in put_hidden(folder, files):
        if isinstance(done, Problem):
            yield done
        else:
            click.echo(f"{folder.name}/{done[0]}: {done[1]}")


def _show(run: FinishedSite, name: str) -> None:
    done = [f"links put into {counted(run.put, 'page', 'pages')}"] if run.put else []
    done += [f"links taken out of {counted(run.taken, 'page', 'pages')}"] if run.taken else []
    done += [f"{counted(run.parsed, 'page', 'pages')} read"] if run.parsed else []
    click.echo(f"{name}/: {'; '.join(done) or counted(run.pages, 'page', 'pages') + ', nothing to change'}")


def _say(problems: Iterable[Problem]) -> None:
    """Prints problems as a build does, whose log everybody may read."""
    for problem in problems:
        to_stderr(problem.in_public())
