"""What was loaded for the page before serves the next one too, as long as no file has changed."""

import os
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Generic, TypeVar
from weakref import ref

from edition.model.edition import Edition, Register, folders, load, load_register
from edition.model.section import Section

Stamp = tuple[tuple[str, int, int], ...]
Loaded = TypeVar("Loaded")


@dataclass
class Known(Generic[Loaded]):
    """What was loaded, from files in which state, and for which run of the builder it was last found to be so."""

    stamp: Stamp
    loaded: Loaded
    build: ref[Any] | None


_registers: dict[Path, Known[Register]] = {}
_editions: dict[Path, Known[Edition]] = {}
_outlines: dict[Path, Known[Edition]] = {}


def _stamp(where: Iterable[Path]) -> Stamp:
    """When the files in some folders changed last, and their sizes: asked for every page, so it must cost little."""
    found = []
    for folder in where:
        with suppress(OSError), os.scandir(folder) as entries:
            found += [(entry.path, stat.st_mtime_ns, stat.st_size) for entry in entries if (stat := entry.stat())]
    return tuple(found)


def _known(
    cache: dict[Path, Known[Loaded]], root: Path, build: Any, where: Callable[[], list[Path]], load: Callable[[Path], Loaded]
) -> Loaded:
    """What is loaded from some folders; read again only when a file has changed, and asked for only once in a builder's run."""
    known = cache.get(root)
    if known and build is not None and known.build and known.build() is build:
        return known.loaded
    stamp = _stamp(where())
    if known is None or known.stamp != stamp:
        cache[root] = known = Known(stamp, load(root), None)
    known.build = ref(build) if build is not None else None
    return known.loaded


def forget() -> None:
    """Ask again, at the next page, whether any file has changed."""
    for register in _registers.values():
        register.build = None
    for edition in (*_editions.values(), *_outlines.values()):
        edition.build = None


def register(root: Path, build: Any = None) -> Register:
    """The register of an edition."""
    return _known(_registers, root, build, lambda: folders(root), load_register)


def outline(section: Section) -> Section:
    """A section without its words: what stands where."""
    return replace(
        section,
        paragraphs=tuple(replace(paragraph, source="") for paragraph in section.paragraphs),
        brief="",
        notes=tuple(replace(note, body="") for note in section.notes),
        headings=(),
        source="",
    )


def edition(root: Path, build: Any = None, words: bool = True) -> Edition:
    """The whole edition, for pages with figures; most of these can do without its words."""
    known = register(root, build)
    where = [*folders(root), *(root / "docs" / text.folder for text in known.texts)]
    if words:
        return _known(_editions, root, build, lambda: where, lambda root: load(root, known))
    return _known(_outlines, root, build, lambda: where, lambda root: load(root, known, outline))
