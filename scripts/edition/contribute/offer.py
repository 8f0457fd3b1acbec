"""What a file proposes, whatever it is: one note of an issue, or the annotations that another program exported."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from edition.contribute.annotations import holds_annotations, remarks
from edition.contribute.placing import Placed, Placement, place
from edition.contribute.propose import issue_body, proposal
from edition.files.disk import shown
from edition.files.problem import Problem
from edition.model.edition import Edition

LISTED = 200  # notes that the words for a pull request name


@dataclass(frozen=True)
class Offer:
    """Section files as they would be, words for a pull request, what to tell line by line, and why the rest was left."""

    texts: Mapping[Path, str]
    title: str
    summary: str
    told: Sequence[str]
    left: Sequence[Problem] = ()


def offer(edition: Edition, path: Path, today: str) -> Offer:
    """Return what a file proposes to an edition. Raises EditionError: issue, annotations, what the note of an issue would bring."""
    if not holds_annotations(path):
        made = proposal(edition, issue_body(path), today)
        return Offer({edition.root / made.path: made.text}, made.title, made.summary, [f"{made.path}: {made.title}"])
    name = shown(path, edition.root)
    found = place(edition, remarks(path, edition.root), name, today)
    told = [*map(_told, found.placed), _counted(found)]
    title = f"Note: {_many(len(found.placed), 'note')} from {path.name}"
    listed = [_told(one) for one in found.placed[:LISTED]] + [str(problem) for problem in found.left[:LISTED]]
    # Somebody's words as a block of code, in which nothing is markup.
    summary = "\n".join([f"{_counted(found)}.", "", *(f"    {' '.join(line.split())}" for line in listed)])
    return Offer(found.texts, title, summary, told, found.left)


def _told(one: Placed) -> str:
    by = f", by {' '.join(one.remark.by.split())[:80]}" if one.remark.by else ""
    return f"{one.path}: a note on “{one.note.quote}”, {one.note.kind}{by}"


def _counted(found: Placement) -> str:
    parts = [f"{_many(len(found.placed), 'note')} placed in {_many(len(found.texts), 'file')}"]
    parts += [f"{found.known} there already"] if found.known else []
    parts += [f"{len(found.left)} could not be placed"] if found.left else []
    return ", ".join(parts)


def _many(count: int, word: str) -> str:
    return f"{count} {word}{'s' * (count != 1)}"
