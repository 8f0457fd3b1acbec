"""Keep what was read from some folders until one of their files changes: builders render page after page."""

import os
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path
from typing import Any, Generic, TypeVar
from weakref import WeakKeyDictionary

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
        if kept is None or (before is not stamp and before != stamp):
            kept = make()
        self.keep(root, stamp, kept)
        return kept

    def keep(self, root: Path, stamp: Stamp, made: Kept) -> None:
        """Keep what was made from files with this stamp."""
        self.kept[root] = (stamp, made)


class Stamps:
    """When files changed last, asked once a build; build is what the host makes anew for each and drops after it, if it does."""

    def __init__(self, build: object = None) -> None:
        self.seen: dict[object, Stamp] = {} if build is None else _seen.setdefault(build, {})

    def of_files(self, folders: Iterable[Path]) -> Stamp:
        """Return when the files in some folders changed last, with their sizes."""
        return self._once(tuple(folders), _stamp_of_files)

    def of_folders(self, folder: Path) -> Stamp:
        """Return when a folder and those in it changed last: a file has come or gone, or its name has changed."""
        return self._once(folder, _stamp_of_folders)

    def _once(self, key: Asked, stamp: Callable[[Asked], Stamp]) -> Stamp:
        if key not in self.seen:
            self.seen[key] = stamp(key)
        return self.seen[key]


_seen: WeakKeyDictionary[object, dict[object, Stamp]] = WeakKeyDictionary()


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
