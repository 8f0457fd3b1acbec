"""The whole edition as one JSON file, for programs, with the JSON Schema that says what stands in it."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Annotated, Any

from pydantic import Field

from edition.export.blocks import Block
from edition.export.proof import Said, SaidNote, paragraph_key
from edition.export.records import Book, BookEntry, BookEvent, BookNote, BookSource, Part, site_path
from edition.export.sources import as_json, csl_item
from edition.model.events import Account, Relation
from edition.model.kinds import Kind
from edition.model.records import Native, Record
from edition.text.normal import digest

DATA, SCHEMA = "edition.json", "edition.schema.json"
DIALECT = "https://json-schema.org/draft/2020-12/schema"
Blocks = tuple[Block, ...]


class AnchorData(Record):
    """Where a note hangs: a paragraph’s id, from and to which character of its text (the end not included), the words there."""

    paragraph: str
    start: int
    end: int
    words: str


class NoteData(Record):
    """A note: its kind’s id, the author’s words that it quotes, its finding in plain words, its body, the day of its review, the
    ids of the sources that it cites and the keys of those that it names; page: where it stands on the site."""

    id: str
    number: int
    kind: str
    quote: str
    anchor: AnchorData | None
    finding: str
    body: Blocks
    reviewed: str
    sources: tuple[str, ...]
    actors: tuple[str, ...]
    terms: tuple[str, ...]
    page: str


class SectionData(Record):
    """A section of a text: its paragraphs are the blocks of the kinds verbatim (the author’s words) and restated (the editors’)."""

    id: str
    title: str
    page: str
    text: Blocks
    brief: Blocks
    notes: tuple[NoteData, ...]


class TextData(Record):
    """A text; sha256: of its paragraphs as they stand here, each on a line, white space as one space, in UTF-8 and NFC."""

    folder: str
    title: str
    author: str
    published: str
    venue: str
    url: str
    licence: str
    language: str
    sha256: str
    sections: tuple[SectionData, ...]


class EntryData(Record):
    """An actor or a term; named: the pages that name it."""

    key: str
    kind: str
    name: str
    summary: str
    years: str
    role: str
    native: tuple[Native, ...]
    forms: tuple[str, ...]
    wikidata: str
    body: Blocks
    sources: tuple[str, ...]
    named: tuple[str, ...]
    page: str


class SourceData(Record):
    """A source: its number in the bibliography, its reference as the edition prints it, its data in CSL-JSON, what cites it."""

    id: str
    number: int
    reference: Block
    csl: dict[str, Any]
    cited: tuple[str, ...]


class EventData(Record):
    """An event: when (from, and to where it lasted), in words too; where; rival accounts of a figure; what it bears on."""

    id: str
    title: str
    date: str
    end: str
    dated: str
    precision: str
    place: str
    lat: float | None
    lon: float | None
    text: Blocks
    figures: tuple[Account, ...]
    paragraphs: tuple[str, ...]
    actors: tuple[str, ...]
    sources: tuple[str, ...]


class EditionData(Record):
    """An annotated edition: what kinds of note it has, its texts with their notes, its register and its sources."""

    schema_: Annotated[str, Field(alias="$schema")] = SCHEMA
    title: str
    description: str
    language: str
    site: str
    rights: str
    licence: str
    day: str
    kinds: tuple[Kind, ...]
    texts: tuple[TextData, ...]
    actors: tuple[EntryData, ...]
    terms: tuple[EntryData, ...]
    sources: tuple[SourceData, ...]
    events: tuple[EventData, ...]
    relations: tuple[Relation, ...]


def write_data(book: Book) -> Mapping[str, bytes]:
    """Return the edition as JSON, and its schema."""
    schema = {"$schema": DIALECT, "$id": book.web(f"/take/{SCHEMA}") or SCHEMA, **EditionData.model_json_schema()}
    return {DATA: as_json(edition_data(book).model_dump(mode="json", by_alias=True)), SCHEMA: as_json(schema)}


def edition_data(book: Book) -> EditionData:
    """Return the data of an edition."""
    about = ("title", "description", "language", "site", "rights", "licence", "day")
    texts = (
        TextData(
            folder=text.folder,
            **{name: getattr(text.record, name) or "" for name in ("title", "author", "published", "venue", "url")},
            licence=text.record.licence,
            language=text.record.lang,
            sha256=text.sha256,
            sections=tuple(map(_section, text.parts)),
        )
        for text in book.texts
    )
    return EditionData(
        **{name: getattr(book, name) for name in about},
        kinds=book.kinds,
        texts=tuple(texts),
        actors=tuple(map(_entry, book.actors)),
        terms=tuple(map(_entry, book.terms)),
        sources=tuple(map(_source, book.sources)),
        events=tuple(map(_event, book.events)),
        relations=book.relations,
    )


def _section(part: Part) -> SectionData:
    notes = tuple(map(_note, part.notes))
    page = site_path(part.address)
    return SectionData(id=part.id, title=part.title, page=page, text=_led(part.text), brief=_led(part.brief), notes=notes)


def _note(note: BookNote) -> NoteData:
    hung = None
    if at := note.anchor:
        hung = AnchorData(paragraph=at.paragraph, start=at.span.start, end=at.span.end, words=at.words)
    plain = {name: getattr(note, name) for name in ("id", "number", "quote", "finding", "reviewed", "sources", "actors", "terms")}
    return NoteData(**plain, kind=note.kind.id, anchor=hung, body=_led(note.body), page=site_path(note.address))


def _entry(entry: BookEntry) -> EntryData:
    record = entry.record
    names = ("key", "kind", "name", "summary", "years", "role", "native", "forms", "wikidata")
    body, named = _led(entry.body), tuple(map(site_path, entry.named))
    plain = {name: getattr(record, name) for name in names}
    return EntryData(**plain, body=body, sources=entry.sources, named=named, page=site_path(record.address))


def _source(source: BookSource) -> SourceData:
    cited = tuple(map(site_path, source.cited))
    return SourceData(id=source.id, number=source.number, reference=source.reference, csl=csl_item(source.record), cited=cited)


def _event(event: BookEvent) -> EventData:
    names = ("id", "title", "date", "dated", "precision", "place", "lat", "lon", "figures", "paragraphs")
    plain = {name: getattr(event.record, name) for name in names}
    return EventData(**plain, end=event.record.end or "", text=_led(event.text), actors=event.actors, sources=event.sources)


def _led(blocks: Iterable[Block]) -> Blocks:
    """Blocks whose links lead where they do on the site."""
    return tuple(
        replace(
            block,
            marks=tuple(
                replace(mark, value=site_path(mark.value)) if mark.kind == "link" and mark.value.startswith("/") else mark
                for mark in block.marks
            ),
            blocks=_led(block.blocks),
        )
        for block in blocks
    )


# ---- read back, by the json module alone


def read_data(files: Mapping[str, bytes]) -> Said:
    """Return what the JSON file says. Raises ValueError, KeyError."""
    data = json.loads(files[DATA])
    labels = {kind["id"]: kind["label"] for kind in data["kinds"]}
    paragraphs: dict[str, str] = {}
    notes = []
    for text in data["texts"]:
        for section in text["sections"]:
            said = dict(_paragraphs(section["text"]))
            paragraphs |= {paragraph_key(text["folder"], id): digest(words) for id, words in said.items()}
            notes += [_read_note(note, text["folder"], said, labels) for note in section["notes"]]
    keys = {name: [entry["key"] for entry in data[name]] for name in ("actors", "terms")}
    ids = {name: [one["id"] for one in data[name]] for name in ("sources", "events")}
    return Said(paragraphs=paragraphs, notes=notes, **keys, **ids)


def _read_note(note: Any, folder: str, said: Mapping[str, str], labels: Mapping[str, str]) -> SaidNote:
    at = note["anchor"]
    where = paragraph_key(folder, at["paragraph"]) if at else ""
    words = said[at["paragraph"]][at["start"] : at["end"]] if at else ""
    return SaidNote(note["number"], labels[note["kind"]], note["quote"], where, words, digest(" ".join(_texts(note["body"]))))


def _paragraphs(blocks: Any) -> Iterable[tuple[str, str]]:
    for block in blocks:
        if block["kind"] in ("verbatim", "restated"):
            yield block["id"], block["text"]
        yield from _paragraphs(block["blocks"])


def _texts(blocks: Any) -> Iterable[str]:
    for block in blocks:
        yield block["text"]
        yield from _texts(block["blocks"])
