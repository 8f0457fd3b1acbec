"""The files of the search, made from the whole edition."""

from pathlib import Path

from edition.model.edition import Edition
from edition.model.references import References
from edition.pages.search_index import index
from edition.pages.search_records import aliases, records


def search_files(edition: Edition, references: References, folder: Path) -> dict[Path, bytes]:
    """Return every file of the index by its path."""
    pairs = [pair for entry in edition.register.entries.values() for pair in aliases(entry).items()]
    made = index(records(edition, references), pairs)
    return {folder / f"{name}.gz": data for name, data in made.items()}
