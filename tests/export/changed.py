"""A book with one thing changed: what every proof of a twin must find."""

from collections.abc import Callable
from dataclasses import replace

from edition.export.blocks import Block
from edition.export.records import Anchor, Book, BookNote, BookSource, Part
from edition.text.normal import Span


def with_part(book: Book, change: Callable[[Part], Part]) -> Book:
    """The book with its first section changed."""
    text = book.texts[0]
    return replace(book, texts=(replace(text, parts=(change(text.parts[0]), *text.parts[1:])), *book.texts[1:]))


def with_note(book: Book, change: Callable[[BookNote], BookNote]) -> Book:
    """The book with its second note changed."""
    return with_part(book, lambda part: replace(part, notes=(part.notes[0], change(part.notes[1]), *part.notes[2:])))


def a_letter(block: Block) -> Block:
    return replace(block, text=block.text[:-2] + ("x" if block.text[-2] != "x" else "y") + block.text[-1:])


def moved(note: BookNote) -> BookNote:
    """The note on one letter less."""
    assert note.anchor
    start, end = note.anchor.span
    return replace(note, anchor=Anchor(note.anchor.paragraph, Span(start, end - 1), note.anchor.words[:-1]))


def swapped(part: Part) -> Part:
    """The section with its second note third, and numbered so."""
    first, second, third = part.notes
    return replace(part, notes=(first, replace(third, number=second.number), replace(second, number=third.number)))


def strange(source: BookSource) -> BookSource:
    return replace(source, record=source.record.model_copy(update={"id": "strange"}), number=source.number + 100)


# What is changed, and what of it a twin must carry for its proof to find it (order: all notes).
CHANGES: dict[str, tuple[str, Callable[[Book], Book]]] = {
    "a letter of the text": (
        "paragraphs",
        lambda book: with_part(book, lambda part: replace(part, text=(part.text[0], a_letter(part.text[1]), *part.text[2:]))),
    ),
    "a paragraph gone": ("paragraphs", lambda book: with_part(book, lambda part: replace(part, text=part.text[:-1]))),
    "a letter of a note": (
        "notes",
        lambda book: with_note(book, lambda note: replace(note, body=(*note.body[:-1], a_letter(note.body[-1])))),
    ),
    "a note gone": ("order", lambda book: with_part(book, lambda part: replace(part, notes=(part.notes[0], *part.notes[2:])))),
    "two notes in the other order": ("notes", lambda book: with_part(book, swapped)),
    "a note on other words": ("notes", lambda book: with_note(book, moved)),
    "a note that hangs nowhere": ("notes", lambda book: with_note(book, lambda note: replace(note, anchor=None))),
    "another kind": ("notes", lambda book: with_note(book, lambda note: replace(note, kind=book.texts[0].notes[0].kind))),
    "another quote": ("notes", lambda book: with_note(book, lambda note: replace(note, quote=note.quote[1:]))),
    "a source too many": ("sources", lambda book: replace(book, sources=(*book.sources, strange(book.sources[0])))),
    "an actor gone": ("actors", lambda book: replace(book, actors=book.actors[1:])),
    "a term gone": ("terms", lambda book: replace(book, terms=())),
    "an event gone": ("events", lambda book: replace(book, events=book.events[:-1])),
}
