"""The notes as a collection of the W3C’s Web Annotation Data Model: bodies of their own on words of the text.

Beside the collection lies each text as a file, a paragraph a line: a copy of what the site shows, in which positions count.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from itertools import pairwise
from typing import Any

from edition.export.blocks import words
from edition.export.iris import UNKNOWN_DAY, identity, iri, moment
from edition.export.records import Book, BookNote, BookText, Part
from edition.text.quotes import ELLIPSIS, fragment

FILE = "annotations.jsonld"
CONTEXT = "http://www.w3.org/ns/anno.jsonld"
# What the model has no words for: the hash of a text, which texts the notes are on, and the ids of their paragraphs, line by line.
OWN_TERMS = {
    "sha256": "schema:sha256",
    "texts": {"@id": "schema:hasPart", "@container": "@list"},
    "paragraphs": {"@id": "schema:identifier", "@container": "@list"},
}
IN_HTML = "http://tools.ietf.org/rfc/rfc3236"  # what a fragment of a page means
OF_TEXT = "https://wicg.github.io/scroll-to-text-fragment/"
AROUND = 32  # characters before and after the words of a note
Data = dict[str, Any]


def write_annotations(book: Book) -> Mapping[str, bytes]:
    """Return the collection and the texts by their files’ names."""
    made = [_Copy(text, book) for text in book.texts]
    return {FILE: _json(_collection(book, made)), **{copy.name: copy.data for copy in made}}


def plain_text(note: BookNote) -> str:
    """Return what a note says in plain words: its finding in the line before the rest, an empty line between paragraphs."""
    said = ""
    for before, block in pairwise((None, *note.body)):
        assert block
        close = before and (before.kind, block.kind) == ("finding", "paragraph")
        said += ("\n" if close else "\n\n") + words([block])
    return said.strip()


def tags(note: BookNote, book: Book) -> list[str]:
    """Return the names of the actors and terms that a note names."""
    names = {entry.key: entry.record.name for entry in book.entries}
    return [names[key] for key in (*note.actors, *note.terms) if key in names]


def quotation(note: BookNote, paragraph: str) -> Data:
    """Return the selector of a note’s words by themselves and those around them in their paragraph."""
    assert note.anchor
    start, end = note.anchor.span
    around = {"prefix": paragraph[max(0, start - AROUND) : start], "suffix": paragraph[end : end + AROUND]}
    return {"type": "TextQuoteSelector", "exact": note.anchor.words, **{name: said for name, said in around.items() if said}}


def position(start: int, end: int) -> Data:
    """Return the selector of a stretch of a text, in characters."""
    return {"type": "TextPositionSelector", "start": start, "end": end}


def _json(data: Data) -> bytes:
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode()


@dataclass(frozen=True)
class _Copy:
    """A text as a file."""

    text: BookText
    book: Book

    @property
    def name(self) -> str:
        return f"annotations-{self.text.folder}.txt"

    @property
    def iri(self) -> str:
        return iri(self.book, f"/take/{self.name}")

    @cached_property
    def paragraphs(self) -> Mapping[str, str]:
        """The words of each paragraph by its id."""
        return {block.id: block.text for part in self.text.parts for block in part.paragraphs}

    @cached_property
    def starts(self) -> Mapping[str, int]:
        """Where each paragraph begins in the file, in characters."""
        at, found = 0, {}
        for id, said in self.paragraphs.items():
            found[id] = at
            at += len(said) + 1
        return found

    @cached_property
    def data(self) -> bytes:
        return "".join(f"{said}\n" for said in self.paragraphs.values()).encode()

    @cached_property
    def sha256(self) -> str:
        return sha256(self.data).hexdigest()


def _collection(book: Book, copies: list[_Copy]) -> Data:
    items = [_annotation(note, part, copy) for copy in copies for part in copy.text.parts for note in part.notes]
    whole = {"id": iri(book, f"/take/{FILE}"), "type": "AnnotationCollection", "label": book.title}
    editors = {"id": iri(book, "/index.md"), "type": "Organization", "name": f"The editors of “{book.title}”"}
    more = {"rights": book.licence, "modified": moment(book.day) if book.day else ""}
    return {
        "@context": [CONTEXT, OWN_TERMS],
        **whole,
        "creator": editors,
        **{name: value for name, value in more.items() if value},
        "texts": [{"id": copy.iri, "sha256": copy.sha256, "paragraphs": list(copy.paragraphs)} for copy in copies],
        "total": len(items),
        "first": {"id": f"{whole['id']}#page", "type": "AnnotationPage", "partOf": whole, "startIndex": 0, "items": items},
    }


def _annotation(note: BookNote, part: Part, copy: _Copy) -> Data:
    book = copy.book
    made: Data = {
        "id": iri(book, note.address),
        "type": "Annotation",
        "canonical": identity(book, note.address).urn,
        "label": note.quote,
        "motivation": "commenting",
    }
    if note.reviewed:
        made["modified"] = moment(note.reviewed)
    return made | {"body": list(_bodies(note, copy)), "target": _target(note, part, copy)}


def _bodies(note: BookNote, copy: _Copy) -> Iterator[Data]:
    """What a note says, its kind, whom it names, what it cites, and the author’s words, which those of the text stand for."""
    book = copy.book
    said = {"format": "text/plain", "language": book.language}
    yield {"type": "TextualBody", "purpose": "commenting", "value": plain_text(note), **said}
    yield {"type": "TextualBody", "purpose": "classifying", "value": note.kind.label}
    for name in tags(note, book):
        yield {"type": "TextualBody", "purpose": "tagging", "value": name}
    records = {source.id: source.record for source in book.sources}
    for key in note.sources:
        source = (records[key].URL or "").replace(" ", "%20") or iri(book, f"/sources.md#{key}")
        yield {"type": "SpecificResource", "purpose": "linking", "source": source}
    original = copy.text.record.url or iri(book, f"/{copy.text.folder}/index.md")
    yield {"type": "SpecificResource", "purpose": "identifying", "source": original, "selector": _quoted(note.quote)}


def _quoted(quote: str) -> Data:
    """The selector of the author’s words, or of the stretch from the first to the last of them."""
    if all(ELLIPSIS.split(quote, maxsplit=1)[1:]) and ELLIPSIS.search(quote):
        return {"type": "FragmentSelector", "value": fragment("", quote).lstrip("#"), "conformsTo": OF_TEXT}
    return {"type": "TextQuoteSelector", "exact": quote}


def _target(note: BookNote, part: Part, copy: _Copy) -> Data:
    """The words that a note hangs on: in the copy by themselves and by their place, on the page by that in their paragraph."""
    day = moment(copy.book.day or UNKNOWN_DAY)
    made: Data = {
        "type": "SpecificResource",
        "source": iri(copy.book, part.address),
        "state": {"type": "TimeState", "sourceDate": day, "cached": copy.iri, "sha256": copy.sha256},
    }
    if not note.anchor or note.anchor.paragraph not in copy.starts:
        return made
    id, (start, end) = note.anchor.paragraph, note.anchor.span
    at = copy.starts[id]
    made["selector"] = [
        quotation(note, copy.paragraphs[id]),
        position(at + start, at + end),
        {"type": "FragmentSelector", "value": id, "conformsTo": IN_HTML, "refinedBy": position(start, end)},
    ]
    return made
