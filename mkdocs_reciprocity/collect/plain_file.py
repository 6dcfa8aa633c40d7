"""Reads and writes plain files: never a pipe, which would keep us waiting, nor a device, which never ends."""

from __future__ import annotations

import errno
import os
import stat
from contextlib import suppress
from pathlib import Path

MOST = 100_000_000
"""How many bytes of a file are read. A log of a million rows has about as many."""

STRAY = ".reciprocity~"
"""The end of the name that a file has while it is written."""

_BINARY = getattr(os, "O_BINARY", 0)
_FLAGS = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | _BINARY | getattr(os, "O_CLOEXEC", 0)


class TooLarge(OSError):
    """The file has too many bytes."""


def read(path: Path, most: int = MOST) -> bytes:
    """The content of the file.

    Raises:
        TooLarge: it has more than ``most`` bytes.
        OSError: it cannot be read, or is no plain file. ``strerror`` says why.
    """
    body = _beginning(path, most + 1, most)
    if len(body) > most:  # it has grown, or its size was not known
        raise _too_large(most)
    return body


def beginning(path: Path, count: int) -> bytes:
    """The first bytes of the file, ``count`` at most.

    Raises:
        OSError: as `read` does.
    """
    return _beginning(path, count, None)


def _beginning(path: Path, count: int, most: int | None) -> bytes:
    try:
        descriptor = os.open(path, _FLAGS)  # with these flags, a pipe does not wait for its other end
    except ValueError as error:  # the name has a NUL in it
        raise OSError(errno.EINVAL, str(error)) from None
    with open(descriptor, "rb") as file:
        known = os.fstat(descriptor)
        if stat.S_ISDIR(known.st_mode):
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
        if not stat.S_ISREG(known.st_mode):
            raise OSError(errno.EINVAL, "it is no file, but a pipe or a device; save what it holds as a file")
        if most is not None and known.st_size > most:
            raise _too_large(most)
        return file.read(count)


def make(path: str | Path, body: bytes, mode: int = 0o600, *, synced: bool = True) -> None:
    """Makes a file that is not there yet, for its owner alone unless the ``mode`` says otherwise.

    If it is ``synced``, its bytes are on the disk afterwards. What is there of it when this fails is to be deleted by
    the caller.

    Raises:
        OSError: it could not be written, or there is such a file.
    """
    with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _BINARY, mode), "wb") as file:
        file.write(body)
        file.flush()
        if synced:
            os.fsync(file.fileno())


def replace(path: Path, body: bytes, mode: int | None = None, *, synced: bool = True) -> None:
    """Replaces a file, or makes it. Whatever happens, the old file or the new one is there, and whole.

    Args:
        path: the file.
        body: what is to be in it.
        mode: the mode that it is to have, else the usual one of a new file.
        synced: whether it outlives a power cut.

    Raises:
        OSError: it could not be written.
    """
    beside = path.with_name(f".{path.name}{STRAY}")
    beside.unlink(missing_ok=True)  # of a command that was killed
    try:
        make(beside, body, 0o666 if mode is None else 0o600, synced=synced)
        if mode is not None:
            beside.chmod(mode)
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)


def sync(folder: str | Path) -> None:
    """Lets the names of the files in a folder outlive a power cut, on systems where folders can be synced."""
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _too_large(most: int) -> TooLarge:
    return TooLarge(errno.EFBIG, f"it has more than {most:,} bytes")
