"""Passages: one place each, cut so that no two overlap, every note reachable."""

import itertools

from hypothesis import given
from hypothesis import strategies as st

from edition.text.passages import cut, places, unowned
from edition.text.quotes import Span

SPANS = st.dictionaries(
    st.integers(0, 9),
    st.tuples(st.integers(0, 40), st.integers(1, 20)).map(lambda pair: Span(pair[0], pair[0] + pair[1])),
    max_size=8,
)


def test_a_quote_has_one_place_or_none() -> None:
    found = places(["plain tin", "tin", "lead"], ["of plain tin", "and tin"])
    assert found == {0: (0, Span(3, 12))}


def test_nested_passages_are_cut_at_every_border() -> None:
    pieces = cut({0: Span(0, 20), 1: Span(5, 9)})
    assert [(piece.span, piece.notes) for piece in pieces] == [
        (Span(0, 5), (0,)),
        (Span(5, 9), (1, 0)),
        (Span(9, 20), (0,)),
    ]


def test_the_later_of_two_notes_on_the_same_words_owns_no_piece() -> None:
    spans = {0: Span(2, 6), 1: Span(2, 6)}
    assert unowned(spans, cut(spans)) == [1]


@given(SPANS)
def test_pieces_cover_exactly_what_the_notes_cover(spans: dict[int, Span]) -> None:
    pieces = cut(spans)
    covered = {(note, at) for piece in pieces for note in piece.notes for at in range(piece.span.start, piece.span.end)}
    assert covered == {(note, at) for note, span in spans.items() for at in range(span.start, span.end)}
    ends = [(piece.span.start, piece.span.end) for piece in pieces]
    assert all(one[1] <= other[0] for one, other in itertools.pairwise(ends))


@given(SPANS)
def test_every_note_owns_a_piece_or_is_named(spans: dict[int, Span]) -> None:
    pieces = cut(spans)
    assert {piece.notes[0] for piece in pieces} | set(unowned(spans, pieces)) == set(spans)
