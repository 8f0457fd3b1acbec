"""The proof that a twin is the edition: what a reader of the twin finds in it is held against what the book says."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import NamedTuple

from edition.export.blocks import words
from edition.export.records import Book
from edition.text.normal import digest, normal

SHOWN = 60  # characters of words that a message shows
MOST = 8  # differences that are told one by one


class SaidNote(NamedTuple):
    """What a twin says of a note: its number, the label of its kind, the words that it quotes, the paragraph and the words of it
    that it hangs on (nothing: it hangs nowhere), and the SHA-256 of its body’s normal form."""

    number: int
    kind: str
    quote: str
    paragraph: str
    words: str
    body: str


@dataclass(frozen=True)
class Said:
    """What a twin says, in order: the SHA-256 of each paragraph of each text by its id, the notes, the ids or keys of the sources,
    actors, terms and events. None: a twin of this form does not carry it. some: notes of a twin that need not have all of them."""

    paragraphs: Mapping[str, str] | None = None
    notes: Sequence[SaidNote] | None = None
    sources: Sequence[str] | None = None
    actors: Sequence[str] | None = None
    terms: Sequence[str] | None = None
    events: Sequence[str] | None = None
    some: Sequence[SaidNote] | None = None


NAMES = {"paragraphs": "paragraph", "notes": "note", "sources": "source", "actors": "actor", "terms": "term", "events": "event"}


def paragraph_key(folder: str, id: str) -> str:
    """Return what a paragraph is known by in a proof, whatever other text has one of its number: essay p1."""
    return f"{folder} {id}"


def said_by(book: Book) -> Said:
    """Return what every twin must say."""
    return Said(
        paragraphs={
            paragraph_key(text.folder, block.id): digest(block.text)
            for text in book.texts
            for part in text.parts
            for block in part.paragraphs
        },
        notes=[
            SaidNote(
                note.number,
                note.kind.label,
                note.quote,
                paragraph_key(text.folder, note.anchor.paragraph) if note.anchor else "",
                note.anchor.words if note.anchor else "",
                digest(words(note.body)),
            )
            for text in book.texts
            for note in text.notes
        ],
        sources=[source.id for source in book.sources],
        actors=[entry.key for entry in book.actors],
        terms=[entry.key for entry in book.terms],
        events=[event.record.id for event in book.events],
    )


def carried(said: Said) -> dict[str, int]:
    """Return how many of each a twin carries, by what they are called; what it does not carry is not there."""
    counts = {field.name: len(found) for field in fields(said) if (found := getattr(said, field.name)) is not None}
    if "some" in counts:
        counts["notes"] = counts.pop("some")
    return counts


def differences(wanted: Said, found: Said) -> list[str]:
    """Return in words what a twin says otherwise than the book; nothing where they are equal."""
    told: list[str] = []
    if found.paragraphs is not None and wanted.paragraphs is not None:
        told += _paragraphs(wanted.paragraphs, found.paragraphs)
    if found.notes is not None and wanted.notes is not None:
        told += _notes(wanted.notes, found.notes)
    if found.some is not None and wanted.notes is not None:
        told += _some(wanted.notes, found.some)
    for name in ("sources", "actors", "terms", "events"):
        ours, theirs = getattr(wanted, name), getattr(found, name)
        if theirs is not None and list(ours) != list(theirs):
            told.append(_lists(NAMES[name], ours, theirs))
    return told if len(told) <= MOST else [*told[:MOST], f"and {len(told) - MOST} more"]


def _paragraphs(wanted: Mapping[str, str], found: Mapping[str, str]) -> Iterator[str]:
    if list(wanted) != list(found):
        yield _lists("paragraph", list(wanted), list(found))
    for key in wanted:
        if key in found and wanted[key] != found[key]:
            yield f"paragraph {key} has other words"


def _notes(wanted: Sequence[SaidNote], found: Sequence[SaidNote]) -> Iterator[str]:
    if len(wanted) != len(found):
        yield f"it has {len(found)} notes in the place of {len(wanted)}"
    for ours, theirs in zip(wanted, found, strict=False):
        for field, one, other in zip(SaidNote._fields, ours, theirs, strict=True):
            if normal(str(one)) == normal(str(other)):  # what no reader sees, such as a soft hyphen, is no difference
                continue
            if field == "body":
                yield f"note {ours.number}, on “{_short(ours.quote)}”, has other words"
            else:
                yield f"note {ours.number}, on “{_short(ours.quote)}”: its {field} is “{_short(other)}”, not “{_short(one)}”"


def _some(wanted: Sequence[SaidNote], found: Iterable[SaidNote]) -> Iterator[str]:
    known = {(note.number, normal(note.quote)): note for note in wanted}
    for note in found:
        ours = known.get((note.number, normal(note.quote)))
        yield from _notes([ours], [note]) if ours else [f"note {note.number}, on “{_short(note.quote)}”, is not the edition’s"]


def _lists(name: str, wanted: Sequence[str], found: Sequence[str]) -> str:
    missing, strange = _first(wanted, found), _first(found, wanted)
    if missing:
        return f"{name} “{missing}” is missing"
    return f"{name} “{strange}” is not the edition’s" if strange else f"its {name}s are not in the edition’s order, or some twice"


def _first(ours: Iterable[str], others: Sequence[str]) -> str:
    known = set(others)
    return next((one for one in ours if one not in known), "")


def _short(value: object) -> str:
    text = str(value)
    return text if len(text) <= SHOWN else f"{text[:SHOWN]}…"
