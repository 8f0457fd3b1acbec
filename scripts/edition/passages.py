"""Decide where the notes of a text lie, and cut the text at every border so that no two links overlap."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from edition.quote import Span, find


@dataclass(frozen=True)
class Piece:
    """A stretch of a paragraph and the notes that cover it, by their index, the shortest passage first."""

    span: Span
    notes: tuple[int, ...]


def places(quotes: Sequence[str], paragraphs: Sequence[str]) -> dict[int, tuple[int, Span]]:
    """For each quote, by index, the paragraph where it stands and its span; left out where it is absent or ambiguous."""
    found: dict[int, tuple[int, Span]] = {}
    for index, quote in enumerate(quotes):
        hits = [(at, span) for at, text in enumerate(paragraphs) for span in find(quote, text)]
        if len(hits) == 1:
            found[index] = hits[0]
    return found


def cut(spans: Mapping[int, Span]) -> list[Piece]:
    """The pieces into which the borders of all passages cut a paragraph, in order; what no note covers is left out."""
    borders = sorted({border for span in spans.values() for border in (span.start, span.end)})
    ordered = sorted(spans, key=lambda note: (spans[note].end - spans[note].start, note))
    pieces = []
    for start, end in pairwise(borders):
        notes = tuple(note for note in ordered if spans[note].start <= start and end <= spans[note].end)
        if notes:
            pieces.append(Piece(Span(start, end), notes))
    return pieces


def unowned(spans: Mapping[int, Span], pieces: Sequence[Piece]) -> list[int]:
    """The notes that are first on no piece, and so need a reference of their own after their passage."""
    owners = {piece.notes[0] for piece in pieces}
    return sorted(note for note in spans if note not in owners)
