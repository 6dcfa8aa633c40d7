"""``mkdocs-reciprocity generate``: writes the pages for a generator that runs no plugins: Zensical."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, nullcontext
from pathlib import Path

import click
from filelock import FileLock

from mkdocs_reciprocity.cache import folder as cache_folder
from mkdocs_reciprocity.cli.site import site, to_stderr
from mkdocs_reciprocity.cli.terminal.command import config_option, examples, interrupted
from mkdocs_reciprocity.cli.terminal.progress import watch
from mkdocs_reciprocity.collect import docs, missing
from mkdocs_reciprocity.collect.docs import Doc
from mkdocs_reciprocity.collect.gathering import Gathering
from mkdocs_reciprocity.collect.marked_pages import Pages
from mkdocs_reciprocity.collect.mkdocs_yml import EXTENSION
from mkdocs_reciprocity.collect.site import Site
from mkdocs_reciprocity.collect.sources import Sources
from mkdocs_reciprocity.core import pipeline
from mkdocs_reciprocity.core.problem import Problem, Refused, Where
from mkdocs_reciprocity.core.wording import counted
from mkdocs_reciprocity.core.zensical_toml import is_one as is_toml
from mkdocs_reciprocity.publish import template_faults
from mkdocs_reciprocity.publish.docs_folder import Folder, Plan, plan
from mkdocs_reciprocity.publish.generated import Generated, written
from mkdocs_reciprocity.publish.today import of_today


@click.command(
    epilog=examples("generate && zensical build", "generate --check"),
)
@config_option
@click.option("--check", is_flag=True, help="Write nothing; the exit status is 1 where something would change.")
def generate(config_file: str | None, check: bool) -> None:
    """Write both pages, the badge, the feeds and all that belongs to them into the folder of your pages.

    This is for Zensical, and for other generators that build a folder of Markdown: with MkDocs, the plugin does it in
    the build. Feeds are read as in a build. Only what has changed is written, and what is not made any more is removed.
    A file that you wrote or changed is never touched.

    The exit status is 1 where something could not be written, or where something private would be published.
    """
    of, problems = site(config_file)
    folder = of.root / of.docs
    if not folder.is_dir():
        raise Refused(
            f"{folder}: there is no such folder; make it, or say in {of.file} as `docs_dir` where the pages are"
        )
    try:
        generated, told = _generated(of)
        output = Folder(folder, docs.name(folder, of.root))
        with nullcontext() if check else _alone(of.root):
            failed = _done(generated, output, check=check)
    except KeyboardInterrupt:
        interrupted("what is written stays, and the next `generate` goes on")
    _say((*problems, *told, *generated.problems, *generated.missing()))
    exposed = any(problem.level == "error" for problem in generated.problems)
    sys.exit(1 if failed or exposed else 0)


def _generated(of: Site) -> tuple[Generated, list[Problem]]:
    """What is to be there, and what is wrong with what it was made from.

    Raises:
        Refused: there is no log, or the author's template has a mistake.
    """
    gathering = Gathering(of)
    if not gathering.files.logs:
        raise Refused(str(missing.log(gathering)[0]))
    fetch = of.settings.feeds.fetch
    sources = Sources(
        gathering, fetch=of.settings.enabled and fetch != "never", force=fetch == "always", termed=of.settings.further
    )
    try:
        watch("reading feeds", sources.progress)
        reading = sources.reading()
    except KeyboardInterrupt:
        sources.cancel()
        raise
    there = written(of)
    with template_faults.refused():
        generated, problems = of_today(gathering, sources, reading, there)
    of_feeds = (*reading.problems, *reading.news)
    told = (gathering.problems, of_feeds, problems, missing.url(of), _of_own_pages(of, there, generated))
    return generated, [*pipeline.problems_of(*told)]


def _of_own_pages(of: Site, written: Sequence[Doc], generated: Generated) -> list[Problem]:
    """The wrong markers in the author's pages; or a line, if nothing fills the right ones, or shows the reactions."""
    pages = Pages(docs.name(of.root / of.docs, of.root), of.written.extensions)
    every = [doc for doc in written if doc.is_page]
    if EXTENSION in of.written.extensions:
        return [*pages.mistakes(every), *pages.doubts()]
    add = f"add `{EXTENSION}` to `markdown_extensions`"
    if is_toml(of.file):
        add = f"add `{EXTENSION} = {{}}` below `[project.markdown_extensions]`"
    if watched := generated.to_be_watched():
        add += f", and {watched}"
    if marked := next((doc for doc in every if pages.has_any(doc)), None):
        return [
            Problem(Where(of.file), f"nothing fills the markers in {pages.folder}/{marked.name} yet; {add}", "info")
        ]
    if generated.reactions and of.settings.reactions:
        return [Problem(Where(of.file), f"your own pages do not show the reactions to them yet; {add}", "info")]
    return []


def _done(generated: Generated, folder: Folder, *, check: bool) -> bool:
    """Writes what has changed, or says what would be. Returns whether something failed, or would change."""
    with template_faults.refused():
        made = generated.files()
    before, problems = folder.listed()
    todo = plan(made, folder.there({*made, *before}), before, folder.name)
    _say((*problems, *todo.problems))
    failed = any(problem.level == "error" for problem in (*problems, *todo.problems))
    if check:
        return _would(todo, folder.name) or failed
    count = 0
    for done in folder.carry_out(todo):
        if isinstance(done, Problem):
            _say([done])
            failed = True
        else:
            count += 1
            click.echo(f"{folder.name}/{done[0]}: {done[1]}")
    if not count and not failed:
        click.echo(f"{counted(len(made), 'file', 'files')} below {folder.name}/: nothing to change")
    return failed


def _would(todo: Plan, name: str) -> bool:
    for path in todo.write:
        click.echo(f"{name}/{path}: would be written")
    for path in todo.remove:
        click.echo(f"{name}/{path}: would be removed")
    return bool(todo.write or todo.remove)


def _say(problems: Iterable[Problem]) -> None:
    """Prints problems as a build does, whose log everybody may read."""
    for problem in problems:
        to_stderr(problem.in_public())


@contextmanager
def _alone(root: Path) -> Iterator[None]:
    """Waits until no other `generate` writes for the same site."""
    with FileLock(cache_folder.made(root) / "generate.lock"):
        yield
