"""The notes as a set of EPUB Annotations, the W3C’s draft of July 2026, which reading systems can lay over the EPUB.

The draft allows one body, in plain text, and one target, by selectors that lead to a paragraph and a position in it.
"""

import colorsys
import json
import zipfile
from collections.abc import Iterator, Mapping
from io import BytesIO
from typing import Any

from edition.export.annotations import IN_HTML, plain_text, position, quotation, tags
from edition.export.blocks import Block, Mark
from edition.export.iris import UNKNOWN_DAY, identity, iri, moment
from edition.export.records import Book, BookNote, BookText, Part
from edition.model.kinds import Kind
from edition.text.normal import Span

FILE = "edition.annotations"
INSIDE = "annotations.json"  # how the draft calls the set in its archive
CONTEXT = "https://www.w3.org/ns/epub-anno.jsonld"
BEGINNING = (1980, 1, 1, 0, 0, 0)  # the earliest day that an archive can say
# The draft’s colours, by their places on the wheel, in degrees.
HUES = {"orange": 30, "yellow": 55, "green": 125, "blue": 210, "purple": 280, "pink": 340}
Data = dict[str, Any]


def write_epub_annotations(book: Book) -> Mapping[str, bytes]:
    """Return the set, packed as the draft says, by its file’s name."""
    text = json.dumps(_set(book), ensure_ascii=False, indent=1) + "\n"
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        info = zipfile.ZipInfo(INSIDE, BEGINNING)
        info.external_attr = 0o644 << 16
        archive.writestr(info, text.encode(), zipfile.ZIP_DEFLATED, 9)
    return {FILE: packed.getvalue()}


def _set(book: Book) -> Data:
    dates = [text.record.published[:4] for text in book.texts if text.record.published]
    about = {
        "dc:identifier": [book.identity.urn],
        "dc:format": "application/epub+zip",
        "dc:title": book.title,
        "dc:creator": list(dict.fromkeys(text.record.author for text in book.texts)),
    }
    return {
        "@context": CONTEXT,
        "id": identity(book, FILE).urn,
        "type": "AnnotationSet",
        "about": about | ({"dc:date": dates[0]} if dates else {}),
        "items": [_item(note, part, text, book) for text in book.texts for part in text.parts for note in part.notes],
    }


def _item(note: BookNote, part: Part, text: BookText, book: Book) -> Data:
    body = {
        "type": "TextualBody",
        "format": "text/plain",
        "value": f"“{note.quote}”\n\n{plain_text(note)}\n\n{iri(book, note.address)}",
        "color": colour(note.kind),
        "highlight": "underline",
        "tags": [note.kind.label, *tags(note, book)],
    }
    return {
        "id": identity(book, note.address).urn,
        "type": "Annotation",
        "motivation": "commenting",
        "created": moment(note.reviewed or book.day or UNKNOWN_DAY),
        "target": {"source": f"{text.folder}-{part.id}.xhtml", "selector": list(_selectors(note, part, book))},
        "body": body,
    }


def _selectors(note: BookNote, part: Part, book: Book) -> Iterator[Data]:
    """The words of a note by their position in their paragraph of the EPUB, and by themselves; nothing where it hangs nowhere."""
    if note.anchor:
        id = note.anchor.paragraph
        paragraph = next((block for block in part.paragraphs if block.id == id), Block("verbatim", id=id))
        where = position(*_printed(note.anchor.span, paragraph, part, book))
        yield {"type": "CssSelector", "value": f"#{id}", "refinedBy": where}
        yield {"type": "FragmentSelector", "value": id, "conformsTo": IN_HTML, "refinedBy": where}
        yield quotation(note, paragraph.text)


def _printed(span: Span, paragraph: Block, part: Part, book: Book) -> tuple[int, int]:
    """Where a stretch of a paragraph stands in the EPUB, which prints the numbers of notes, sources and footnotes in it."""
    added = [(mark.span.start, _length(mark, book)) for mark in paragraph.marks if mark.kind in ("cite", "footnote")]
    for note in part.notes:
        if note.anchor and note.anchor.paragraph == paragraph.id:
            added.append((note.anchor.span.end, len(str(note.number))))
    start = span.start + sum(length for at, length in added if at <= span.start)
    return start, span.end + sum(length for at, length in added if at < span.end)


def _length(mark: Mark, book: Book) -> int:
    if mark.kind == "footnote":
        return len(mark.value)
    number = str(book.numbers[mark.value])
    return len(f"[{number}, {mark.more}]" if mark.more else f"[{number}]")


def colour(kind: Kind) -> str:
    """Return the draft’s colour that is nearest to a kind’s own."""
    red, green, blue = (int(kind.light[at : at + 2], 16) / 255 for at in (1, 3, 5))
    hue = colorsys.rgb_to_hls(red, green, blue)[0] * 360
    return min(HUES, key=lambda name: min(abs(HUES[name] - hue), 360 - abs(HUES[name] - hue)))
