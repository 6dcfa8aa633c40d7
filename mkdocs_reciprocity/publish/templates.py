"""The templates: where they are found, and how they are compiled, once.

In a small build, Jinja takes longer to compile ours than the plugin takes for all else. So the compiled code is kept
in the folder where Python keeps the compiled modules of this package. It is kept nowhere else: CI may restore the cache
folder of a site from anywhere, so that is no place for code.
"""

from __future__ import annotations

import marshal
import os
import sys
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from hashlib import blake2b
from importlib.util import MAGIC_NUMBER, cache_from_source
from pathlib import Path
from stat import S_ISREG

import jinja2
from jinja2 import Environment, FileSystemLoader, StrictUndefined, TemplateNotFound, TemplateSyntaxError
from jinja2.bccache import Bucket, BytecodeCache

from mkdocs_reciprocity.publish import filters
from mkdocs_reciprocity.publish.markup import safe

FOLDER = "reciprocity"
"""The folder of the templates in ``theme_overrides/`` and in the author's ``custom_dir``."""

_DIGEST = 16  # bytes


@cache
def overrides() -> Path:
    """The folder ``theme_overrides``: in the package when it is installed, beside it in a checkout."""
    here = Path(__file__).parents[1]
    inside = here / "theme_overrides"
    return inside if inside.is_dir() else here.parent / "theme_overrides"


@cache
def environment(folders: tuple[str, ...]) -> Environment:
    """The environment for the templates in these folders. A template is taken from the first folder that has it."""
    made = Environment(
        loader=_Loader(list(folders)),
        autoescape=True,
        finalize=safe,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=True,
        optimized=False,  # it would take longer than it saves
        bytecode_cache=_Compiled() if sys.implementation.cache_tag else None,
    )
    made.filters.update(filters.FILTERS)
    # Nothing about the language is kept here: one environment serves all builds, in any language.
    made.globals.update(filters.TEXTS)
    return made


def files(folders: tuple[str, ...]) -> tuple[tuple[str, int, int, int], ...]:
    """All templates of ours, and what changes with each. None where an author has templates, which may take in others
    from anywhere.
    """
    ours = str(overrides())
    if any(os.path.isdir(os.path.join(folder, FOLDER)) for folder in folders if folder != ours):
        return ()
    with os.scandir(os.path.join(ours, FOLDER)) as found:
        known = [(one.path, one.stat()) for one in found]
    return tuple(sorted((path, stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns) for path, stat in known))


class _Loader(FileSystemLoader):
    """If a template cannot be read, says which one. In a preview, notices when another file is to be used."""

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
        taken = self._taken(template)
        try:
            text, name, _ = super().get_source(environment, template)
        except TemplateNotFound:
            raise
        except (UnicodeDecodeError, OSError) as error:
            reason = error.strerror if isinstance(error, OSError) else "it is not in UTF-8"
            here = (os.path.join(folder, template) for folder in self.searchpath)
            name = next((path for path in here if os.path.isfile(path)), template)
            raise TemplateSyntaxError(f"cannot be read ({reason})", 1, template, name) from error
        return text, name, lambda: self._taken(template) == taken

    def _taken(self, template: str) -> tuple[str, int, int, int, int] | None:
        """The file that is taken, and what changes with it. Jinja does not see a file that comes before it."""
        for folder in self.searchpath:
            path = os.path.join(folder, template)
            with suppress(OSError):
                known = os.stat(path)
                if S_ISREG(known.st_mode):
                    return path, known.st_ino, known.st_size, known.st_mtime_ns, known.st_ctime_ns
        return None


class _Compiled(BytecodeCache):
    """The code of our own templates. An author's is compiled in each build, and leaves no file beside theirs.

    A file begins with a digest of the rest and of all that the code depends on. A file that is damaged, from other
    versions or of another text is made again. (Jinja's own form of the code is read in small pieces, which takes four
    times as long.)
    """

    def __init__(self) -> None:
        self._ours = f"{overrides() / FOLDER}{os.sep}"
        ours = (Path(__file__).read_bytes(), Path(filters.__file__).read_bytes())
        self._made_by = blake2b(b"\0".join((*ours, jinja2.__version__.encode(), MAGIC_NUMBER))).digest()

    def get_cache_key(self, name: str, filename: str | None = None) -> str:
        return filename if filename is not None and filename.startswith(self._ours) else ""

    def load_bytecode(self, bucket: Bucket) -> None:
        if not bucket.key:
            return
        with suppress(OSError):
            kept = _place(bucket.key).read_bytes()
            if kept[:_DIGEST] == self._digest(bucket, kept[_DIGEST:]):
                bucket.code = marshal.loads(kept[_DIGEST:])  # noqa: S302 - as Python reads its modules

    def dump_bytecode(self, bucket: Bucket) -> None:
        if not bucket.key or sys.dont_write_bytecode:
            return
        place, code = _place(bucket.key), marshal.dumps(bucket.code)
        beside = place.with_suffix(f".{os.getpid()}")  # another build may be reading the file
        with suppress(OSError):  # this user may not write where the package is installed
            place.parent.mkdir(parents=True, exist_ok=True)
            beside.write_bytes(self._digest(bucket, code) + code)
            beside.replace(place)

    def _digest(self, bucket: Bucket, code: bytes) -> bytes:
        known = f"{bucket.key}\0{bucket.checksum}\0".encode()  # the latter is Jinja's, of the template's text
        return blake2b(known + code, key=self._made_by, digest_size=_DIGEST).digest()


def _place(template: str) -> Path:
    name = f"template-{Path(template).name}"
    return Path(cache_from_source(str(Path(__file__).with_name(name))))
