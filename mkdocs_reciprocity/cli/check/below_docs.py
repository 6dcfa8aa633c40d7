"""What a build would say of the author's files below docs/."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from mkdocs_reciprocity.collect import avatars, docs, private_files
from mkdocs_reciprocity.collect.docs import Doc
from mkdocs_reciprocity.collect.gathering import Gathering
from mkdocs_reciprocity.collect.marked_pages import Pages
from mkdocs_reciprocity.core import menus, settings, site_places, stand_ins, zensical_toml
from mkdocs_reciprocity.core.problem import Problem, Where


class Below:
    """The files of a site below docs/, and what there is to say of them."""

    def __init__(self, gathering: Gathering) -> None:
        self._gathering = gathering
        self._site = of = gathering.site
        self._folder = of.root / of.docs
        self._docs = docs.read(self._folder, of.written, directory_urls=of.directory_urls)
        self._is_generated = (self._folder / docs.GENERATED).is_file()
        inputs = private_files.inputs(gathering)
        self._held = {doc.name: held for doc in self._docs if (held := inputs.name(doc.path))}
        self._shown = [doc for doc in self._docs if doc.is_built and doc.name not in self._held]

    def others(self) -> list[str]:
        """The paths in the site of those that are no pages."""
        return [doc.name for doc in self._shown if not doc.is_page]

    def problems(self, years: Iterable[str]) -> Iterator[Problem]:
        """All that there is to say; ``years``, those that can have a page, are asked for last."""
        yield from (self._exposed(self._held[doc.name]) for doc in self._docs if self._is_said(doc))
        yield from self._pictures()
        if not self._site.settings.enabled:
            return
        pages = Pages(docs.name(self._folder, self._site.root), self._site.written.extensions)
        yield from pages.mistakes(doc for doc in self._shown if doc.is_page)
        if not self._is_generated:  # else `generate` knows which are the author's
            yield from self._stand_ins(pages, years)
        yield from pages.doubts()
        yield from self._menu()

    def _exposed(self, name: str) -> Problem:
        of = self._site
        if not self._is_generated:
            return private_files.problem(name, self._folder)
        return private_files.published(name, docs.name(self._folder, of.root))

    def _is_said(self, doc: Doc) -> bool:
        return doc.is_built and doc.name in self._held

    def _pictures(self) -> Iterator[Problem]:
        """Problems of the pictures of all peers. A build does not name those of private peers."""
        peers = self._gathering.peers
        if any(peer.avatar for peer in peers):
            there = {doc.name: doc.path for doc in self._docs if doc.is_media and doc.name not in self._held}
            hidden = avatars.hidden(peers, there, (self._folder, self._site.root))
            shown = {doc.name: doc.path for doc in self._shown if doc.name not in hidden.records}
            yield from avatars.read(peers, lambda path: (shown[path], path) if path in shown else None).problems
            yield from hidden.problems
            if self._is_generated:
                name = docs.name(self._folder, self._site.root)
                yield from (private_files.picture(path, name) for path in sorted(hidden.records))

    def _stand_ins(self, pages: Pages, years: Iterable[str]) -> Iterator[Problem]:
        """The author's own where one of ours would be."""
        theirs = {doc.destination(directory_urls=self._site.directory_urls): doc for doc in self._shown}
        options = self._site.settings
        places = {"shared": options.shared, "pay-it-forward": options.pay_it_forward}
        for marker, place in places.items():
            if place and (doc := theirs.get(f"{place.path}/index.html")) and not pages.has(doc, marker):
                yield stand_ins.page(f"{pages.folder}/{doc.name}", f"{place.path}/index.md", marker)
        if options.shared:
            yield from _years(pages.folder, options.shared.path, theirs, years)
        yield from self._files(pages.folder, theirs)

    def _files(self, folder: str, theirs: Collection[str]) -> Iterable[Problem]:
        if site_places.every(self._site.settings.files).isdisjoint(theirs):  # nearly always
            return ()
        from mkdocs_reciprocity.core.wording import ENGLISH, Wording  # noqa: PLC0415 - no other command needs it
        from mkdocs_reciprocity.publish.places import Places  # noqa: PLC0415 - the same

        site = self._site
        places = Places(site.settings, site.directory_urls, Wording(ENGLISH), site=site.url)
        anybody = any(not peer.private for peer in self._gathering.peers)
        return (stand_ins.file(f"{folder}/{name}") for name in places.files(peers=anybody) if name in theirs)

    def _menu(self) -> list[Problem]:
        """A line if our pages are not in the author's `nav:`."""
        is_left_out = docs.left_out(self._site.written)
        there = [folder for folder in settings.folders(self._site.settings) if not is_left_out(f"{folder}/index.md")]
        if absent := menus.unlisted(self._site.nav, there):
            said = menus.advice(absent, in_toml=zensical_toml.is_one(self._site.file))
            return [Problem(Where(self._site.file), said, "info")]
        return []


def _years(folder: str, shared: str, theirs: Mapping[str, Doc], years: Iterable[str]) -> Iterator[Problem]:
    of_year = re.compile(rf"{re.escape(shared)}/(\d{{4}})/index\.html")
    found: Sequence[tuple[str, Doc]] = [
        (match[1], doc) for path, doc in theirs.items() if (match := of_year.fullmatch(path))
    ]
    if found:
        there = {*years}
        for year, doc in sorted(found):
            if year in there:
                yield stand_ins.page(f"{folder}/{doc.name}", f"{shared}/{year}/index.md", "year")
