"""The records of an edition as a book: what every twin is written from, and what it is held against."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from uuid import NAMESPACE_URL, UUID, uuid5

from edition.export.blocks import Block, is_paragraph, walk
from edition.model.edition import Edition
from edition.model.events import Event, Relation
from edition.model.kinds import Kind
from edition.model.records import Entry, Text
from edition.model.sources import Source
from edition.text.normal import Span


@dataclass(frozen=True, slots=True)
class Anchor:
    """Where a note hangs: the id of a paragraph, the stretch of its text, and the words that stand there."""

    paragraph: str
    span: Span
    words: str


@dataclass(frozen=True, slots=True)
class BookNote:
    """A note: its id and its number in its text, its kind, the author’s words that it quotes, where it hangs (None: nowhere),
    its finding in plain words, and its body, whose first block is the finding.

    sources, actors, terms: the ids and keys of those that it cites and names, in order; path, line: where it stands in the
    project; address: its own on the site, from docs/ on.
    """

    id: str
    number: int
    kind: Kind
    quote: str
    anchor: Anchor | None
    finding: str
    body: tuple[Block, ...]
    reviewed: str
    sources: tuple[str, ...]
    actors: tuple[str, ...]
    terms: tuple[str, ...]
    path: str
    line: int
    address: str


@dataclass(frozen=True, slots=True)
class Part:
    """A section of a text, or a page about the edition: id is the name of its file; text: the blocks of the text, where those
    that notes can hang on have an id (p1) and are of the kind verbatim (the author’s words) or restated; brief: the verdict."""

    id: str
    title: str
    address: str
    text: tuple[Block, ...]
    brief: tuple[Block, ...] = ()
    notes: tuple[BookNote, ...] = ()

    @property
    def paragraphs(self) -> tuple[Block, ...]:
        """The paragraphs that notes can hang on."""
        return tuple(filter(is_paragraph, walk(self.text)))


@dataclass(frozen=True, slots=True)
class BookText:
    """A text with its sections; sha256: of the normal form of its paragraphs, each on a line, as this edition has them."""

    record: Text
    parts: tuple[Part, ...]
    sha256: str

    @property
    def folder(self) -> str:
        """Its folder in docs/."""
        return self.record.folder

    @property
    def notes(self) -> tuple[BookNote, ...]:
        """Its notes, in the order of their numbers."""
        return tuple(note for part in self.parts for note in part.notes)

    @property
    def restated(self) -> bool:
        """Whether any of its paragraphs is the editors’ restatement."""
        return any(block.kind == "restated" for part in self.parts for block in part.paragraphs)


@dataclass(frozen=True, slots=True)
class BookEntry:
    """An actor or a term: its record, what is told of it, its sources, the addresses of the paragraphs and notes that name it."""

    record: Entry
    body: tuple[Block, ...]
    sources: tuple[str, ...]
    named: tuple[str, ...]

    @property
    def key(self) -> str:
        """What names in the text are marked with."""
        return self.record.key


@dataclass(frozen=True, slots=True)
class BookEvent:
    """An event: its record, its text, the keys of the actors it bears on, the ids of its sources, its address."""

    record: Event
    text: tuple[Block, ...]
    actors: tuple[str, ...]
    sources: tuple[str, ...]
    address: str


@dataclass(frozen=True, slots=True)
class BookSource:
    """A source: its record, its number in the bibliography, from 1, and its formatted reference (a link for its address).

    cited: the addresses of what cites it: notes, paragraphs, entries, events.
    """

    record: Source
    number: int
    reference: Block
    cited: tuple[str, ...]

    @property
    def id(self) -> str:
        """What citations are marked with."""
        return self.record.id


@dataclass(frozen=True)
class Book:
    """A whole edition: its title and a description, its language, the address of its site (or nothing), who has which rights
    (words, and the address of a licence), the day of its last review; its texts, pages about it, register and vocabulary."""

    title: str
    description: str
    language: str
    site: str
    rights: str
    licence: str
    day: str
    texts: tuple[BookText, ...]
    matter: tuple[Part, ...]
    actors: tuple[BookEntry, ...]
    terms: tuple[BookEntry, ...]
    sources: tuple[BookSource, ...]
    events: tuple[BookEvent, ...]
    relations: tuple[Relation, ...]
    kinds: tuple[Kind, ...]
    edition: Edition

    @property
    def parts(self) -> Iterator[Part]:
        """The sections of all texts."""
        return (part for text in self.texts for part in text.parts)

    @property
    def notes(self) -> Iterator[BookNote]:
        """The notes of all texts."""
        return (note for text in self.texts for note in text.notes)

    @property
    def entries(self) -> tuple[BookEntry, ...]:
        """Actors and terms."""
        return (*self.actors, *self.terms)

    @cached_property
    def identity(self) -> UUID:
        """What the edition is known by wherever it lies: made of its address, or of its title and authors."""
        return uuid5(NAMESPACE_URL, self.site or f"{self.title} {' '.join(text.record.author for text in self.texts)}")

    @cached_property
    def numbers(self) -> dict[str, int]:
        """The number of each source in the bibliography, by its id."""
        return {source.id: source.number for source in self.sources}

    @cached_property
    def labels(self) -> dict[str, str]:
        """What a way to something is called, by its address: p3, note 7, the name of an actor or a term, the day of an event."""
        found = {event.address: event.record.dated for event in self.events}
        found |= {entry.record.address: entry.record.name for entry in self.entries}
        for text in self.texts:
            where = f"{text.record.title}, " if len(self.texts) > 1 else ""
            for part in text.parts:
                found[part.address] = part.title
                found |= {f"{part.address}#{block.id}": f"{where}{block.id}" for block in part.paragraphs}
                found |= {note.address: f"{where}note {note.number}" for note in part.notes}
        return found

    def web(self, address: str) -> str:
        """Return where something is on the site, by its address from docs/ on; nothing where the site’s address is not known."""
        return f"{self.site.rstrip('/')}/{site_path(address)}" if self.site else ""


def site_path(address: str) -> str:
    """Return where something is on a site, from its root on, by its address from docs/ on: essay/01-lamp/#p1."""
    page, sign, id = address.lstrip("/").partition("#")
    if page.endswith(".md"):
        page = page.removesuffix("index.md") if page.endswith("index.md") else page.removesuffix(".md") + "/"
    return f"{page}{sign}{id}"
