"""Keep what was read from some folders until one of their files changes: builders render page after page."""

import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from pathlib import Path
from typing import Any, Generic, TypeVar

Stamp = tuple[tuple[str, int, int], ...]
Kept = TypeVar("Kept")
Asked = TypeVar("Asked")


class Cache(Generic[Kept]):
    """One thing an edition's folder, made anew when the files that it was made from have changed."""

    def __init__(self) -> None:
        self.kept: dict[Path, tuple[Any, Kept]] = {}

    def get(self, root: Path, stamp: Stamp, make: Callable[[], Kept]) -> Kept:
        """Return what was made when the stamp was the same, or else make it."""
        before, kept = self.kept.get(root, (None, None))
        if before != stamp or kept is None:
            kept = make()
            self.kept[root] = (stamp, kept)
        return kept


_seen: ContextVar[dict[object, Stamp] | None] = ContextVar("seen", default=None)


@contextmanager
def unchanged() -> Iterator[None]:
    """Take the files to be as they are when they are first looked at: a build asks at each of its pages."""
    token = _seen.set({})
    try:
        yield
    finally:
        _seen.reset(token)


def stamp_of_files(folders: Iterable[Path]) -> Stamp:
    """Return when the files in some folders changed last, with their sizes."""
    return _once(tuple(folders), _stamp_of_files)


def stamp_of_folders(folder: Path) -> Stamp:
    """Return when a folder and those in it changed last: a file has come or gone, or its name has changed."""
    return _once(folder, _stamp_of_folders)


def _once(key: Asked, stamp: Callable[[Asked], Stamp]) -> Stamp:
    seen = _seen.get()
    if seen is None:
        return stamp(key)
    if key not in seen:
        seen[key] = stamp(key)
    return seen[key]


def _stamp_of_files(folders: Iterable[Path]) -> Stamp:
    found: list[tuple[str, int, int]] = []
    for folder in folders:
        with suppress(OSError), os.scandir(folder) as entries:
            found += [(entry.path, stat.st_mtime_ns, stat.st_size) for entry in entries if (stat := entry.stat())]
    return tuple(sorted(found))


def _stamp_of_folders(folder: Path) -> Stamp:
    found: list[tuple[str, int, int]] = []
    for path in (folder, *(path for path in folder.glob("*") if path.is_dir() and not path.is_symlink())):
        with suppress(OSError):
            found.append((str(path), path.stat().st_mtime_ns, 0))
    return tuple(sorted(found))
