"""A block’s text cut where its marks begin and end: what every writer of marked-up text goes through, in order."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from edition.export.blocks import Block, Mark
from edition.export.records import BookNote
from edition.text.normal import Span

# From the outside in, where marks cover the same words.
ORDER = ("passage", "link", "name", "emended", "lang", "strong", "em", "del", "sup", "sub", "code")


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of a text and the marks that cover it, the outermost first; or a mark at a place, without text."""

    text: str
    marks: tuple[Mark, ...]
    place: Mark | None = None


def passages(notes: Iterable[BookNote], paragraph: str) -> list[Mark]:
    """Return the passages of the notes that hang on a paragraph, each with a place after it for its number (ref)."""
    marks = []
    for note in notes:
        if note.anchor and note.anchor.paragraph == paragraph:
            end = note.anchor.span.end
            marks += [Mark(note.anchor.span, "passage", note.id), Mark(Span(end, end), "ref", note.id)]
    return marks


def stretches(block: Block, more: Sequence[Mark] = ()) -> Iterator[Stretch]:
    """Yield the stretches of a block’s text between the borders of its marks and of more, in order."""
    marks = [*more, *block.marks]
    covering = sorted((mark for mark in marks if mark.span.start < mark.span.end), key=_outermost)
    places = sorted((mark for mark in marks if mark.span.start == mark.span.end), key=lambda mark: mark.span.start)
    borders = sorted({0, len(block.text), *(border for mark in marks for border in mark.span)})
    waiting = iter(places)
    place = next(waiting, None)
    for start, end in zip(borders, [*borders[1:], None], strict=True):
        while place is not None and place.span.start <= start:
            within = tuple(mark for mark in covering if mark.span.start < start < mark.span.end)
            yield Stretch("", within, place)
            place = next(waiting, None)
        if end is not None and start < end:
            yield Stretch(block.text[start:end], tuple(m for m in covering if m.span.start <= start and end <= m.span.end))


def _outermost(mark: Mark) -> tuple[int, int, int]:
    kind = ORDER.index(mark.kind) if mark.kind in ORDER else len(ORDER)
    return (mark.span.start - mark.span.end, kind, mark.span.start)
