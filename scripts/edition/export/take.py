"""Write every twin, read each back, and put them into a folder: all of them that can be written, or nothing."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from edition.export.proof import Said, carried, differences, said_by
from edition.export.records import Book
from edition.export.twin import Missing, Twin
from edition.files.disk import write_changed
from edition.files.problem import EditionError, Problem
from edition.model.take import FOLDER, PUBLISHED, Take, Taken, TakenFile, read_take


@dataclass(frozen=True)
class Made:
    """The files of all twins by their names, the record of them, and what some twin cannot say."""

    files: Mapping[str, bytes]
    take: Take


def made_of(book: Book, twins: Iterable[Twin], strict: bool = True) -> Made:
    """Return every twin of a book, each proven equal to it; one that lacks what it is made with is left out by name.

    One whose proof fails is left out, too, unless strict. Raises EditionError: twin-differs, where the proof of one fails.
    """
    wanted = said_by(book)
    files: dict[str, bytes] = {}
    told: list[Taken] = []
    problems: list[Problem] = []
    for twin in twins:
        known = Taken(name=twin.name, title=twin.title, use=twin.use)
        try:
            written = twin.write(book)
            said, wrong = _proven(twin, written, wanted)
        except Missing as missing:
            told.append(known.model_copy(update={"left_out": str(missing)}))
            continue
        if wrong:
            problems += [
                Problem(f"{FOLDER}/{next(iter(written))}", 1, 1, f"{why}; nothing was written", "twin-differs") for why in wrong
            ]
            told.append(known.model_copy(update={"left_out": f"it is not what the edition says: {wrong[0]}"}))
            continue
        listed = tuple(TakenFile(name=name, size=len(data), sha256=sha256(data).hexdigest()) for name, data in written.items())
        told.append(known.model_copy(update={"files": listed, "carries": carried(said)}))
        files |= written
    if problems and strict:
        raise EditionError(*problems)
    take = Take(has=carried(wanted), twins=tuple(told))
    return Made({**files, PUBLISHED: take.text().encode()}, take)


def _proven(twin: Twin, files: Mapping[str, bytes], wanted: Said) -> tuple[Said, list[str]]:
    """What a reader of a twin finds in it, and what of that is not as the book has it."""
    try:
        said = twin.prove(files)
    except Missing:  # what proves it is not here
        raise
    except Exception as error:  # whatever its parser raises: what cannot be read is not published
        return Said(), [f"cannot be read back: {str(error) or type(error).__name__}"]
    return said, differences(wanted, said)


def put(made: Made, folder: Path, root: Path) -> list[Path]:
    """Write the files into a folder of the edition, only those that changed, all or none.

    Files of an earlier run that are no more are removed. Return the paths written. Raises EditionError: file-link; OSError.
    """
    former = read_take(folder / PUBLISHED).files
    written = write_changed({folder / name: data for name, data in made.files.items()}, root)
    for name in sorted(set(former) - set(made.files)):
        if Path(name).name == name:
            (folder / name).unlink(missing_ok=True)
    return written
