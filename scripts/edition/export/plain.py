"""The edition as plain text, for reading aloud and for comparing two editions: a sentence a line, each note after its paragraph.

What stands in the edition is indented; lines that begin at the margin say what it is. So no word of a text is taken for a heading.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby, pairwise

from edition.export.blocks import Block, Mark, apart, is_paragraph, walk
from edition.export.proof import Said, SaidNote, paragraph_key
from edition.export.records import Book, BookEntry, BookEvent, BookNote, BookText, Part
from edition.model.dates import in_words
from edition.text.normal import digest
from edition.text.sentences import first_sentence

NAME = "edition.txt"
INDENT = "  "
HEAD = re.compile(r"(Text|Paragraph|Note|Actor|Term|Event|Source) (\S+?)(?:: (.*)|, on “(.*)”)?$")
ANCHOR = re.compile(r"Where: paragraph (\S+), on “(.*)”$")


def write_plain(book: Book) -> Mapping[str, bytes]:
    """Return the edition as plain text in UTF-8."""
    return {NAME: ("\n".join(_lines(book)).rstrip() + "\n").encode()}


def _lines(book: Book) -> Iterator[str]:
    yield from (book.title, *([book.description] if book.description else []))
    yield from (f"Last reviewed {in_words(book.day)}", "") if book.day else ("",)
    for text in book.texts:
        yield from _text(text, book)
    for name, entries in (("Actor", book.actors), ("Term", book.terms)):
        for entry in entries:
            yield from _entry(name, entry, book)
    for event in book.events:
        yield from _event(event, book)
    for source in book.sources:
        weight = f" ({source.record.weight})" if source.record.weight else ""
        links = [mark.value for mark in source.reference.marks if mark.kind == "link"]
        yield from (f"Source {source.number}: {source.id}{weight}", *_said([source.reference]), *map(INDENT.__add__, links), "")
    yield from (
        "Rights",
        *filter(None, (INDENT + book.rights if book.rights else "", INDENT + book.licence if book.licence else "")),
    )


def _text(text: BookText, book: Book) -> Iterator[str]:
    yield from (f"Text {text.folder}: {text.record.title}", f"By: {text.record.author}")
    whose = "the editors’ restatement; what stands in quotation marks is the author’s" if text.restated else "the author’s"
    yield from (f"Words: {whose}", f"SHA-256: {text.sha256}", "")
    for part in text.parts:
        yield from (f"Section {part.id}: {part.title}", "")
        yield from _section(part, book)


def _section(part: Part, book: Book) -> Iterator[str]:
    waiting = list(part.notes)
    for block in apart(part.text):
        paragraph = is_paragraph(block)
        yield from (f"Paragraph {block.id}" if paragraph else "Also", *_said([block]), "")
        while paragraph and waiting and waiting[0].anchor and waiting[0].anchor.paragraph == block.id:
            yield from _note(waiting.pop(0), book)
    for note in waiting:
        yield from _note(note, book)
    if part.brief:
        yield from ("In brief", *_said(part.brief), "")


def _note(note: BookNote, book: Book) -> Iterator[str]:
    yield f"Note {note.number}, on “{note.quote}”"
    if note.anchor:
        yield f"Where: paragraph {note.anchor.paragraph}, on “{note.anchor.words}”"
    yield from (f"Kind: {note.kind.label}", *_said(note.body), *_cited(note.body, book))
    if note.reviewed:
        yield f"Reviewed: {note.reviewed}"
    yield ""


def _entry(name: str, entry: BookEntry, book: Book) -> Iterator[str]:
    record = entry.record
    yield from (f"{name} {entry.key}: {record.name}", f"About: {record.about}")
    names = [*(native.name for native in record.native), *record.forms[1:]]
    if names:
        yield f"Also: {', '.join(names)}"
    yield from (*_said(entry.body), *_cited(entry.body, book), "")


def _event(event: BookEvent, book: Book) -> Iterator[str]:
    record = event.record
    yield f"Event {record.id}: {record.dated}: {record.title}"
    if record.place:
        yield f"Place: {record.place}"
    yield from _said(event.text)
    yield from (f"{INDENT}{one.value}: {one.by}" for one in record.figures)
    numbers = [str(book.numbers[id]) for id in event.sources if id in book.numbers]
    yield from ((f"Sources: {'; '.join(numbers)}", "") if numbers else ("",))


def _said(blocks: Iterable[Block]) -> Iterator[str]:
    """The words of blocks, a sentence a line; lines that their author ended stay."""
    for block in walk(blocks):
        ends = [0, *(mark.span.start for mark in block.marks if mark.kind == "break"), len(block.text)]
        lines = [" ".join(block.text[start:end].split()) for start, end in pairwise(ends)]
        for rest in lines:
            while rest:
                end = first_sentence(rest) if len(lines) == 1 else 0
                end = end or len(rest)
                yield INDENT + rest[:end].strip()
                rest = rest[end:].strip()


def _cited(blocks: Iterable[Block], book: Book) -> Iterator[str]:
    """The sources that blocks cite, by their numbers, and the addresses that they lead to: no sentence read aloud has them."""
    marks = [mark for block in walk(blocks) for mark in block.marks]
    cites = dict.fromkeys(_citation(mark, book) for mark in marks if mark.kind == "cite" and mark.value in book.numbers)
    links = dict.fromkeys(mark.value for mark in marks if mark.kind == "link" and not mark.value.startswith("/"))
    if cites:
        yield f"Sources: {'; '.join(cites)}"
    yield from (f"Link: {link}" for link in links)


def _citation(mark: Mark, book: Book) -> str:
    return f"{book.numbers[mark.value]}{f', {mark.more}' if mark.more else ''}"


# ---- read back, line by line


def read_plain(files: Mapping[str, bytes]) -> Said:
    """Return what the plain text says. Raises KeyError, ValueError."""
    paragraphs: dict[str, str] = {}
    notes: list[SaidNote] = []
    keys: dict[str, list[str]] = {"Actor": [], "Term": [], "Event": [], "Source": []}
    folder = ""
    lines = files[NAME].decode().split("\n")
    for blank, group in groupby(lines, key=lambda line: not line):
        block = list(group)
        match = None if blank else HEAD.match(block[0])
        if not match:
            continue
        name, id = match[1], match[2]
        words = digest(" ".join(line for line in block if line.startswith(INDENT)))
        if name == "Text":
            folder = id
        elif name == "Paragraph":
            paragraphs[paragraph_key(folder, id)] = words
        elif name == "Note":
            notes.append(_read_note(block, folder, int(id.rstrip(",")), words))
        else:
            keys[name].append(str(match[3]).partition(" (")[0] if name == "Source" else id)
    return Said(paragraphs, notes, keys["Source"], keys["Actor"], keys["Term"], keys["Event"])


def _read_note(block: list[str], folder: str, number: int, words: str) -> SaidNote:
    quote = block[0].partition(", on “")[2].removesuffix("”")
    kind = next(line.removeprefix("Kind: ") for line in block if line.startswith("Kind: "))
    where = next((match for line in block if (match := ANCHOR.match(line))), None)
    return SaidNote(number, kind, quote, paragraph_key(folder, where[1]) if where else "", where[2] if where else "", words)
