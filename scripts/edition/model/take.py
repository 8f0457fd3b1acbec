"""What readers can take with them: the record of the files that `edition export` has made, and of what was proven of them."""

from contextlib import suppress
from pathlib import Path

from pydantic import Field, ValidationError

from edition.model.records import Record

FOLDER = "take"  # of the site
RECORD = Path(".edition", "take.json")  # from the edition’s folder: what the page tells of, written with the files
PUBLISHED = "proof.json"  # the same, beside the files
Counts = dict[str, int]


class TakenFile(Record):
    """A file: its name, its size in bytes, its SHA-256."""

    name: str
    size: int
    sha256: str


class Taken(Record):
    """A twin: its name, title and use, its files, how many of each it was proven to carry, or why it was left out."""

    name: str
    title: str
    use: str
    files: tuple[TakenFile, ...] = ()
    carries: Counts = Field(default_factory=dict)
    left_out: str = ""


class Take(Record):
    """All twins, and how many of each the edition has: paragraphs, notes, sources, actors, terms, events."""

    has: Counts = Field(default_factory=dict)
    twins: tuple[Taken, ...] = ()

    @property
    def files(self) -> dict[str, TakenFile]:
        """The files of all twins by their names."""
        return {file.name: file for twin in self.twins for file in twin.files}

    def text(self) -> str:
        """Return the record as a file holds it."""
        return self.model_dump_json(indent=1, exclude_defaults=True) + "\n"


def read_take(path: Path) -> Take:
    """Return the record in a file; one without twins where there is none."""
    with suppress(OSError, ValidationError, UnicodeDecodeError):
        return Take.model_validate_json(path.read_text("utf-8"))
    return Take()
