"""The files of the search, made from the whole edition: docs/assets/search/."""

from collections.abc import Iterable
from pathlib import Path

from edition.model.edition import Edition
from edition.pages.search_index import index
from edition.pages.search_records import aliases, records


def folder(root: Path) -> Path:
    """Where the index lies."""
    return root / "docs" / "assets" / "search"


def search(edition: Edition) -> dict[Path, bytes]:
    """Every file of the index by its path."""
    pairs = [pair for entry in edition.register.entries.values() for pair in aliases(entry).items()]
    made = index(records(edition), pairs)
    return {folder(edition.root) / f"{name}.gz": data for name, data in made.items()}


def clear(root: Path, made: Iterable[Path]) -> None:
    """Remove what an earlier, larger index has left behind."""
    for path in set(folder(root).glob("*.gz")) - set(made):
        path.unlink()
