"""The edition in TEI P5: the text with anchors, and apart from it the notes on ranges of it, who and what is named, the sources."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from lxml import etree

from edition.export.blocks import Block, Mark
from edition.export.iris import iri, name_of
from edition.export.records import Book, BookNote, BookText, Part
from edition.export.tei_records import NAMES, entry_name, tei_records, when
from edition.export.tei_words import Element, Pointers, add, lay, make, tei_blocks
from edition.text.normal import Span

FILE = "edition.tei.xml"
VOICES = {"verbatim": "The author’s own words.", "restated": "A restatement in the editors’ words, which quotes the author’s."}


def write_tei(book: Book) -> Mapping[str, bytes]:
    """Return the edition as one TEI document, by its file's name."""
    return {FILE: _Document(book).written()}


@dataclass(frozen=True)
class _Document:
    """An edition on its way into TEI: what its addresses are called there."""

    book: Book

    def written(self) -> bytes:
        root = add(
            make("TEI", xml_lang=self.book.language), self.header(), tei_records(self.book, self.points), self.notes(), self.texts()
        )
        return etree.tostring(root, encoding="UTF-8", xml_declaration=True) + b"\n"

    @cached_property
    def places(self) -> Mapping[str, str]:
        """The XML name of what stands at each address from docs/ on."""
        found: dict[str, str] = {}
        for text in self.book.texts:
            for part in text.parts:
                found[part.address] = name_of("part", text.folder, part.id)
                found |= {f"{part.address}#{block.id}": name_of("text", text.folder, block.id) for block in part.paragraphs}
                found |= {note.address: name_of("note", text.folder, note.id) for note in part.notes}
        found |= {entry.record.address: entry_name(entry.record) for entry in self.book.entries}
        found |= {event.address: name_of("event", event.record.id) for event in self.book.events}
        return found

    @cached_property
    def points(self) -> Pointers:
        numbers = {source.id: source.number for source in self.book.sources}
        records = {entry.key: entry.record for entry in self.book.entries}

        def address(to: str) -> str:
            if to in self.places:
                return f"#{self.places[to]}"
            return iri(self.book, to) if to.startswith("/") else to.replace(" ", "%20")

        def citation(mark: Mark) -> str:
            return f"[{', '.join(filter(None, (str(numbers.get(mark.value, '?')), mark.more)))}]"

        def entry(key: str) -> tuple[str, str]:
            if key not in records:
                return "name", ""
            return NAMES.get(records[key].kind, "term"), f"#{entry_name(records[key])}"

        return Pointers(address, entry, lambda key: f"#{name_of('source', key)}", citation, lambda path: iri(self.book, f"/{path}"))

    # ---- the header

    def header(self) -> Element:
        book = self.book
        title = add(make("titleStmt"), make("title", book.title), *(make("author", text.record.author) for text in book.texts))
        use = make("availability")
        add(use, make("licence", book.rights, target=book.licence) if book.rights else make("p", "No licence is stated."))
        published = add(make("publicationStmt"), make("authority", f"The editors of “{book.title}”"))
        add(published, make("idno", book.site, type="URI") if book.site else None, use)
        add(published, make("date", book.day, when=when(book.day)) if book.day else None)
        sources = add(make("sourceDesc"), *(_original(text) for text in book.texts))
        languages = add(make("langUsage"), *(make("language", one, ident=one) for one in self._languages()))
        file = add(make("fileDesc"), title, published, sources)
        return add(make("teiHeader"), file, self._encoding(), add(make("profileDesc"), languages))

    def _languages(self) -> Sequence[str]:
        return list(dict.fromkeys([self.book.language, *(text.record.lang for text in self.book.texts)]))

    def _encoding(self) -> Element:
        kinds = add(make("taxonomy", xml_id="kinds"), make("desc", "The kinds of note."))
        add(kinds, *(_category(name_of("kind", kind.id), kind.means, kind.label) for kind in self.book.kinds))
        voices = add(make("taxonomy", xml_id="voices"), make("desc", "Whose words a paragraph holds."))
        add(voices, *(_category(name_of("voice", id), means) for id, means in VOICES.items()))
        about = self.book.description or f"An annotated edition: {self.book.title}."
        return add(make("encodingDesc"), add(make("projectDesc"), make("p", about)), add(make("classDecl"), kinds, voices))

    # ---- the text

    def texts(self) -> Element:
        made = [self._text(text) for text in self.book.texts]
        if len(made) == 1:
            return made[0]
        return add(make("text"), add(make("group"), *made))

    def _text(self, text: BookText) -> Element:
        body = add(make("body"), make("head", text.record.title), *(self._part(part, text) for part in text.parts))
        if not text.parts:
            add(body, make("p"))
        return add(make("text", xml_id=name_of("text", text.folder), xml_lang=text.record.lang, n=text.folder), body)

    def _part(self, part: Part, text: BookText) -> Element:
        div = add(make("div", type="section", xml_id=self.places[part.address]), make("head", part.title))
        if part.brief:
            add(div, add(make("argument"), *tei_blocks(part.brief, self.points)))
        ranges = _ranges(part, text)

        def paragraph(block: Block) -> Element | None:
            if not block.id or block.kind not in VOICES:
                return None
            name = self.places[f"{part.address}#{block.id}"]
            made = make("p", xml_id=name, n=block.id, ana=f"#{name_of('voice', block.kind)}", rend=" ".join(block.shapes))
            marks = sorted([*block.marks, *ranges.get(block.id, ())], key=lambda mark: (mark.span.start, -mark.span.end))
            return lay(made, block, marks, self.points)

        add(div, *tei_blocks(part.text, replace(self.points, paragraph=paragraph)))
        return add(div, make("p")) if len(div) == 1 else div

    # ---- the notes

    def notes(self) -> Element | None:
        made = [self._note(note, text) for text in self.book.texts for note in text.notes]
        return add(make("standOff", type="notes"), add(make("listAnnotation"), *made)) if made else None

    def _note(self, note: BookNote, text: BookText) -> Element:
        begin, end = _ends(note, text) if note.anchor else ("", "")
        element = make(
            "note",
            type="annotation",
            xml_id=self.places[note.address],
            n=str(note.number),
            ana=f"#{name_of('kind', note.kind.id)}",
            target=f"#{begin}" if begin else "",
            targetEnd=f"#{end}" if end else "",
        )
        add(element, add(make("cit", type="passage"), make("quote", note.quote)))
        add(element, make("date", note.reviewed, type="reviewed", when=when(note.reviewed)) if note.reviewed else None)
        return add(element, *tei_blocks(note.body, self.points))


def _original(text: BookText) -> Element:
    """Where a text was first printed."""
    record = text.record
    element = add(make("bibl", n=text.folder), make("author", record.author), make("title", record.title))
    add(element, make("publisher", record.venue) if record.venue else None)
    add(element, make("date", record.published, when=when(record.published)) if record.published else None)
    add(element, make("ref", record.url, target=record.url) if record.url else None)
    return add(element, make("idno", record.sha256, type="sha256") if record.sha256 else None)


def _category(name: str, means: str, label: str = "") -> Element:
    described = make("catDesc")
    add(described, make("term", label) if label else None, make("gloss", means))
    return add(make("category", xml_id=name), described)


def _ends(note: BookNote, text: BookText) -> tuple[str, str]:
    """The names of the anchors at both ends of a note's words."""
    return name_of("from", text.folder, note.id), name_of("to", text.folder, note.id)


def _ranges(part: Part, text: BookText) -> Mapping[str, Sequence[Mark]]:
    """The anchors of the notes of a section, by paragraph."""
    found: dict[str, list[Mark]] = {}
    for note in part.notes:
        if note.anchor:
            begin, end = _ends(note, text)
            span = note.anchor.span
            marks = [
                Mark(Span(span.start, span.start), "anchor", begin, "from"),
                Mark(Span(span.end, span.end), "anchor", end, "to"),
            ]
            found.setdefault(note.anchor.paragraph, []).extend(marks)
    return found
