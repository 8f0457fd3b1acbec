"""The edition as a book on paper: PDF set by typst, with notes at the foot of the page; tagged for whoever does not see it."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

from edition.export.blocks import Block, Mark, apart, is_paragraph, words
from edition.export.epub import of_author, what_it_is
from edition.export.pieces import stretches
from edition.export.records import Book, BookEntry, BookEvent, BookNote, BookText, Part
from edition.export.twin import Missing
from edition.export.typeset import BOX, as_data, typeset, unset
from edition.export.ways import entry_id, xml_id
from edition.model.dates import in_words, order
from edition.text.language import leftward, listed, quoted, t
from edition.text.normal import Span

NAME = "edition.pdf"
STANDARD = "ua-1"  # PDF/UA-1: tagged, with a language and a title; typst refuses to write what is not
Data = dict[str, Any]
Leads = Callable[[str], str]


def write_pdf(book: Book) -> Mapping[str, bytes]:
    """Return the book by its file name. Raises Missing: typst; words from right to left, of which a PDF holds no order to prove."""
    if any(map(leftward, (book.language, *(text.record.lang for text in book.texts)))):
        raise Missing("what is written from right to left cannot be read back from a PDF in its order, and so not be proven")
    year, month, day, *_ = order(book.day or "1980-01-01")
    made = datetime(max(year, 1), month or 1, day or 1, tzinfo=UTC)
    data = _shown(as_data(_book(book)), book)
    return {NAME: typeset("book.typ", {"book.json": data}, "pdf", pdf_standards=STANDARD, timestamp=int(made.timestamp()))}


def _shown(data: str, book: Book) -> str:
    """The data with a box for each sign that no face has. Raises Missing where the text or a note has one: it must be whole."""
    boxed = unset({sign for sign in data if ord(sign) > 0x17F and not sign.isspace()}, STANDARD)
    needed = [block.text for part in book.parts for block in part.text] + [words(note.body) + note.quote for note in book.notes]
    lost = boxed & set("".join(needed))
    if lost:
        raise Missing(f"no face that typst has here can set “{''.join(sorted(lost))}”, which the text or its notes have")
    return data.translate(dict.fromkeys(map(ord, boxed), BOX))


def _book(book: Book) -> Data:
    leads = _leads(book)
    counts = Counter(note.kind.id for note in book.notes)
    kinds = {
        kind.id: {"label": kind.label, "means": kind.means, "light": kind.light, "count": counts[kind.id]} for kind in book.kinds
    }
    hours = book.edition.register.hours
    return {
        "title": book.title,
        "authors": list(dict.fromkeys(text.record.author for text in book.texts)),
        "description": book.description,
        "lang": book.language.partition("-")[0],
        "what": what_it_is(book),
        "say": _said(),
        "rights": list(_rights(book)),
        "kinds": kinds,
        "texts": [_text(text, leads) for text in book.texts],
        "actors": [_entry(entry, leads) for entry in book.actors],
        "terms": [_entry(entry, leads) for entry in book.terms],
        "events": [_event(event, book, leads) for event in book.events],
        "hours": t("Hours are {hours}.", hours=hours) if hours else "",
        "sources": [
            {
                "number": source.number,
                "key": source.id,
                "label": f"source-{xml_id(source.id)}",
                "reference": _block(source.reference, leads),
            }
            for source in book.sources
        ],
        "matter": [{"title": one.title, "label": f"page-{one.id}", "text": _blocks(one.text, leads)} for one in book.matter],
        "index": list(_index(book)),
    }


def _rights(book: Book) -> Iterator[str]:
    for text in book.texts:
        record = text.record
        yield record.title + of_author(record, record.url)
        if record.licence:
            yield t("Licence of the author’s text: {licence}.", licence=record.licence)
        yield t("SHA-256 of the text as it stands here, in normal form:") + f" {text.sha256}"
    yield from filter(None, (book.rights, book.licence, t("This edition on the web:") + f" {book.site}" if book.site else ""))
    yield t("Set in Source Serif and Source Sans, by Adobe, under the SIL Open Font License.")


def _said() -> Data:
    """What the template says in words of its own."""
    opening, closing = quoted("\0").split("\0")
    return {
        "opening": opening,
        "closing": closing,
        "contents": t("Contents"),
        "more": t("More notes:"),
        "brief": t("What the notes find"),
        "kinds": t("The kinds of note"),
        "who": t("Who is who"),
        "terms": t("Terms"),
        "timeline": t("Timeline"),
        "sources": t("Sources"),
        "keys": t("The last word of each is what it is called in the data of the edition."),
        "index": t("Index"),
    }


def _leads(book: Book) -> Leads:
    """Where an address leads: to what has a label in the book (#label), else to another host or the site, else nowhere."""
    known = {f"/sources.md#{source.id}": f"#source-{xml_id(source.id)}" for source in book.sources}
    known |= {entry.record.address: f"#{entry_id(entry.record)}" for entry in book.entries}
    known |= {event.address: f"#event-{event.record.id}" for event in book.events}
    known |= {part.address: f"#page-{part.id}" for part in book.matter}
    for text in book.texts:
        for part in text.parts:
            known[part.address] = f"#section-{text.folder}-{part.id}"
            known |= {f"{part.address}#{block.id}": f"#{text.folder}-{block.id}" for block in part.paragraphs}
            known |= {note.address: f"#note-{text.folder}-{xml_id(note.id)}" for note in part.notes}
    numbers = {source.id: source.number for source in book.sources}

    def leads(address: str) -> str:
        if address.startswith("@"):  # a source by its id
            return str(numbers[address[1:]])
        return known.get(address) or (book.web(address) if address.startswith("/") else address)

    return leads


def _text(text: BookText, leads: Leads) -> Data:
    record = text.record
    where = listed([part for part in (record.venue, in_words(record.published or "")) if part])
    ours = t("It is restated here in the editors’ own words; only what stands in quotation marks is the author’s.")
    marks = t(
        "The marks p1, p2 and so on in the margin number its paragraphs; a note at the foot of a page begins with the words that "
        "it hangs on."
    )
    return {
        "title": record.title,
        "author": t("by {author}", author=record.author),
        "by": t("By {author}", author=record.author) + (f" ({where})" if where else ""),
        "called": f"{called(text.folder)} {marks}",
        "folder": text.folder,
        "whose": ours if text.restated else t("The words of the text are the author’s."),
        "parts": [_part(part, text, leads) for part in text.parts],
    }


def _part(part: Part, text: BookText, leads: Leads) -> Data:
    return {
        "title": part.title,
        "label": f"section-{text.folder}-{part.id}",
        "text": [_paragraph(block, part, text.folder, leads) for block in apart(part.text)],
        "brief": _blocks(part.brief, leads),
        "notes": [_note(note, part, text.folder, leads) for note in part.notes],
    }


def _paragraph(block: Block, part: Part, folder: str, leads: Leads) -> Data:
    own = [note for note in part.notes if note.anchor and note.anchor.paragraph == block.id and block.id]
    marks = []
    for note in own:
        assert note.anchor
        end = note.anchor.span.end
        marks += [Mark(note.anchor.span, "passage", note.kind.id), Mark(Span(end, end), "note", note.id)]
    made = _block(block, leads, marks)
    return made | {"id": block.id if is_paragraph(block) else "", "label": f"{folder}-{block.id}"}


def _note(note: BookNote, part: Part, folder: str, leads: Leads) -> Data:
    hangs = note.anchor is not None and any(block.id == note.anchor.paragraph for block in part.paragraphs)
    return {
        "id": note.id,
        "number": note.number,
        "label": f"note-{folder}-{xml_id(note.id)}",
        "kind": note.kind.id,
        "lemma": note.anchor.words if note.anchor else "",
        "hangs": hangs,
        "quote": note.quote,
        "body": _blocks(note.body, leads),
    }


def _entry(entry: BookEntry, leads: Leads) -> Data:
    record = entry.record
    names = listed([*(native.name for native in record.native), *record.variants, *record.spellings])
    lines = [t("Also: {names}", names=names)] if names else []
    lines += [record.role] if record.role else []
    body = _blocks(entry.body, leads)
    return {"name": record.name, "label": entry_id(record), "about": record.about, "lines": lines, "body": body}


def _event(event: BookEvent, book: Book, leads: Leads) -> Data:
    record = event.record
    return {
        "title": t("{day}: {title}", day=record.dated, title=record.title),
        "label": f"event-{record.id}",
        "text": _blocks(event.text, leads),
        "figures": [f"{one.value}: {one.by}" for one in record.figures],
        "about": " · ".join(filter(None, (record.place, record.precision))),
        "cited": [_cite(Mark(Span(0, 0), "cite", id), leads) for id in event.sources if id in book.numbers],
    }


def called(folder: str) -> str:
    """Return the sentence by which a text’s folder is told, and found again."""
    return t("In this edition the text is called “{folder}”.", folder=folder)


def _index(book: Book) -> Iterator[Data]:
    """Every actor with the labels of the paragraphs and notes that name it."""
    leads = _leads(book)
    for entry in book.actors:
        labels = [found[1:] for address in entry.named if (found := leads(address)).startswith("#")]
        if labels:
            yield {"name": entry.record.name, "labels": labels}


# ---- words


def _blocks(blocks: Iterable[Block], leads: Leads) -> list[Data]:
    return [_block(block, leads) for block in blocks]


def _block(block: Block, leads: Leads, more: Iterable[Mark] = ()) -> Data:
    pieces = [
        {"text": one.text, "marks": [_mark(mark, leads) for mark in one.marks], "place": _place(one.place, leads)}
        for one in stretches(block, list(more))
    ]
    return {"kind": block.kind, "id": "", "pieces": pieces, "blocks": _blocks(block.blocks, leads), "shapes": block.shapes}


def _mark(mark: Mark, leads: Leads) -> Data:
    return {"kind": mark.kind, "value": leads(mark.value) if mark.kind == "link" else mark.value}


def _place(mark: Mark | None, leads: Leads) -> Data | None:
    if mark is None:
        return None
    return _cite(mark, leads) if mark.kind == "cite" else {"kind": mark.kind, "value": mark.value, "more": mark.more}


def _cite(mark: Mark, leads: Leads) -> Data:
    number = leads(f"@{mark.value}")
    where = t("{number}, {locator}", number=number, locator=mark.more) if mark.more else number
    return {"kind": "cite", "value": leads(f"/sources.md#{mark.value}"), "more": where}
