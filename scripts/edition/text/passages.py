"""Decide where the notes of a text lie, and cut the text at every border so that no two links overlap."""

from bisect import bisect_left, insort
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from edition.text.finder import Finder
from edition.text.quotes import Span

MOST = 40  # notes that one piece leads to; whoever else is on the same words has a reference of its own


@dataclass(frozen=True)
class Piece:
    """A stretch of a paragraph and the notes that cover it, by their index, the shortest passage first."""

    span: Span
    notes: tuple[int, ...]


def places(quotes: Sequence[str], paragraphs: Sequence[str]) -> dict[int, tuple[int, Span]]:
    """For each quote, by index, the paragraph where it stands and its span; left out where it is absent or ambiguous."""
    finder = Finder(paragraphs)
    hits = {index: finder(quote) for index, quote in enumerate(quotes)}
    return {index: found[0] for index, found in hits.items() if len(found) == 1}


def cut(spans: Mapping[int, Span]) -> list[Piece]:
    """The pieces into which the borders of all passages cut a paragraph, in order; what no note covers is left out.

    A piece names at most MOST notes, so that many notes on the same words cannot make a page grow with their square.
    """
    borders = sorted({border for span in spans.values() for border in (span.start, span.end)})
    begin, cease = defaultdict(list), defaultdict(list)
    for note, span in spans.items():
        begin[span.start].append((span.end - span.start, note))
        cease[span.end].append((span.end - span.start, note))
    covering: list[tuple[int, int]] = []  # by length
    pieces = []
    for start, end in pairwise(borders):
        for one in cease[start]:
            del covering[bisect_left(covering, one)]
        for one in begin[start]:
            insort(covering, one)
        if covering:
            pieces.append(Piece(Span(start, end), tuple(note for _, note in covering[:MOST])))
    return pieces


def unowned(spans: Mapping[int, Span], pieces: Sequence[Piece]) -> list[int]:
    """The notes that are first on no piece, and so need a reference of their own after their passage."""
    owners = {piece.notes[0] for piece in pieces}
    return sorted(note for note in spans if note not in owners)
