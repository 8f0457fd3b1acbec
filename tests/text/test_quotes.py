"""Finding quotes: what is forgiven, what is not, spans that are true, passages cut so that no two overlap."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edition.text.normal import DASHES, QUOTES, SPACES, Span, fold
from edition.text.quotes import FEW, MOST, QuoteIndex, alike, bare, cut, exchange, find, fragment, nearest, quote_key, unowned
from tests.text.vectors import VECTORS, outcomes

WORDS = st.text(st.characters(codec="utf-8", categories=["L", "N"]), min_size=1, max_size=8)
MARKS = st.sampled_from(QUOTES + DASHES + SPACES)


def found(quote: str, text: str) -> list[str]:
    return [text[span.start : span.end] for span in find(quote, text)]


@pytest.mark.parametrize(("quote", "text", "words"), VECTORS["find"])
def test_a_quote_is_found_whatever_its_typography_and_not_otherwise(quote: str, text: str, words: list[str]) -> None:
    assert found(quote, text) == words


def test_every_place_is_found() -> None:
    assert find("tin", "tin on tin, not tinny") == [Span(0, 3), Span(7, 10)]


def test_an_ellipsis_reaches_to_the_next_of_its_last_words_from_each_of_its_first() -> None:
    assert found("a … z", "a b z and a c z") == ["a b z", "a c z"]
    assert found("a … z", "z and a") == []


@given(st.lists(WORDS, min_size=1, max_size=4), st.lists(WORDS, max_size=4), st.lists(WORDS, max_size=4))
def test_words_of_a_text_are_found_in_it(quote: list[str], before: list[str], after: list[str]) -> None:
    words, text = " ".join(quote), " ".join([*before, *quote, *after])
    spans = find(words, text)
    assert spans
    assert all(fold(text[span.start : span.end]).text == fold(words).text for span in spans)


@given(st.lists(WORDS, min_size=2, max_size=4), MARKS, MARKS)
def test_typography_within_its_class_is_forgiven(words: list[str], one: str, other: str) -> None:
    same = any(one in kind and other in kind for kind in (QUOTES, DASHES, SPACES))
    quote, text = one.join(words), other.join(words)
    assert bool(find(quote, text)) == (same or fold(quote).text == fold(text).text)


def test_bare_takes_the_marks_at_the_ends_off() -> None:
    assert [bare(quote) for quote, _ in VECTORS["bare"]] == outcomes(VECTORS["bare"])


def test_words_are_exchanged_where_they_stand_once() -> None:
    assert exchange("a pewter medal", [("pewter", "tin")]) == "a tin medal"
    assert exchange("tin on tin", [("tin", "lead")]) == "tin on tin"
    assert exchange("of plain tin", [("lead", "tin")]) == "of plain tin"


def test_the_nearest_words_are_whole_words_of_the_text() -> None:
    assert nearest("medal of plain lead", ["she had a medal of plain tin from them"]) == "medal of plain tin"
    assert nearest("121 miles", ["They came within 120 miles of it."]) == "120 miles"
    assert nearest("the the rain", ["nobody spoke of anything but the rain"]) == "the rain"
    assert nearest("that that was", ["all that was, and that that was"]) == "that that was"
    assert nearest("xyz", ["she had a medal"]) == nearest("xyz", [""]) == ""


GALE = [
    "In the great gale of 1891 the lamp stood 120 feet high; it was “put out by the storm”, the “lifeboat stayed ashore”,\n"
    "and the keeper’s wages, rent and bread ceased.",
    "Not one of the harbours was open. Most of the coast’s labour was lost to it, from Hollin to Brookhaven.",
]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("121 feet", "120 feet"),  # a number
        ("120 metres", "120 feet"),  # a unit
        ("great gale of 1981", "great gale of 1891"),
        ("lifeboats stay ashore", "lifeboat stayed ashore"),  # endings
        ("the the storm", "the storm"),  # a word typed twice
        ("put out by storm", "put out by the storm"),  # left out
        ("put right out by the storm", "put out by the storm"),  # put in
        ("put out by the rain", "put out by the storm"),  # another word
        ("out put by the storm", "put out by the storm"),  # that changed places
        ("the lifeboat stayed inland", "the “lifeboat stayed ashore"),
        ("keepers wages", "keeper’s wages"),  # an apostrophe
        ("wages rent and bread", "wages, rent and bread"),
        ("WAGES, RENT", "wages, rent"),
        ("coast’s labor", "coast’s labour"),  # another custom of spelling
        ("from Holin to Brukhaven", "from Hollin to Brookhaven"),  # names
        ("teh storm", "the storm"),  # a short word
        ("stayed ashore, and teh keeper", "stayed ashore”, and the keeper"),  # no line break
        ("great gail … by the strom", "great gale … by the storm"),  # both ends
        ("harbours were open. Most", "harbours was open. Most"),
        ("Not a quote", ""),  # nothing is silly
        ("ceased. Not one", ""),  # nothing runs from one paragraph to the next
        ("by the strom … great gail", ""),
        ("banana split", ""),
    ],
)
def test_the_nearest_words_are_those_that_a_person_would_give(typed: str, meant: str) -> None:
    assert nearest(typed, GALE) == meant


@pytest.mark.parametrize(
    ("typed", "text", "meant"),
    [
        ("большой парас", "Над ним большой парус, и он мал.", "большой парус"),
        ("القمر منير", "كان القمر المنير فوق البيت", "القمر المنير"),
        ("明月几吋有", "明月几时有？把酒问青天。", "明月几时有"),
        ("酒间青天", "明月几时有？把酒问青天。", "酒问青天"),
        ("ประเทศใทย", "ในประเทศไทยมีฝน", "ประเทศไทย"),
        ("한강의 물긴", "서울에는 한강의 물길 있다.", "한강의 물길"),
    ],
)
def test_the_nearest_words_in_any_script(typed: str, text: str, meant: str) -> None:
    assert nearest(typed, [text]) == meant


def test_the_nearest_words_of_other_scripts_keep_their_signs() -> None:
    assert nearest("हिन्दि भाषा", ["यह हिन्दी भाषा है।"]) == "हिन्दी भाषा"
    assert nearest("plain tim", ["of plain\u200b tin"]) == "plain\u200b tin"


def test_the_nearest_words_are_the_most_alike_and_the_first_of_the_like() -> None:
    assert nearest("medal of plain tin", ["a medal of tin, a medal of plain lead, a metal of plain tin"]) == "metal of plain tin"
    assert nearest("a tin", ["a pin or a bin"]) == "a pin"


def test_two_stretches_that_are_alike_are_apart_and_the_better_comes_first() -> None:
    text = "the lamp was lit, and later the lamps were lit again"
    (first, one), (second, other) = alike("the lamp was lit", text)
    assert (first, one) == (100, "the lamp was lit")
    assert other == "the lamps were lit"
    assert 50 < second < 100


@pytest.mark.parametrize(
    ("quote", "directive"),
    [
        ("plain tin", "plain%20tin"),
        ("well-known, “this & that”", "well%2Dknown%2C%20%E2%80%9Cthis%20%26%20that%E2%80%9D"),
        ("first words … last words", "first%20words,last%20words"),
        ("first words ... last words", "first%20words,last%20words"),
    ],
)
def test_a_fragment_says_the_quote_and_escapes_what_a_directive_would_eat(quote: str, directive: str) -> None:
    assert fragment("https://example.org/a#b", quote) == f"https://example.org/a#:~:text={directive}"


FEW_WORDS = st.lists(st.sampled_from(["tin", "tins", "plain", "“tin”", "of", "…", "中", "e\u0301", " "]), max_size=8).map(" ".join)


@given(st.lists(FEW_WORDS, max_size=5), FEW_WORDS)
def test_the_index_of_many_paragraphs_finds_what_a_search_through_all_finds(texts: list[str], quote: str) -> None:
    texts += ["of plain lead"] * FEW  # among few paragraphs the index looks through all
    assert QuoteIndex(texts)(quote) == [(at, span) for at, text in enumerate(texts) for span in find(quote, text)]


def test_a_quote_is_known_by_what_typography_does_not_change() -> None:
    key = quote_key("“It’s plain – tin”")
    assert len(key) == 16
    assert quote_key("'It's  plain - tin' ") == key
    assert quote_key("“it’s plain – tin”") != key


# ---- passages

SPANS = st.dictionaries(
    st.integers(0, 9),
    st.tuples(st.integers(0, 40), st.integers(1, 20)).map(lambda pair: Span(pair[0], pair[0] + pair[1])),
    max_size=8,
)


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


def test_a_piece_names_no_more_notes_than_a_page_can_bear() -> None:
    spans = {note: Span(2, 6) for note in range(MOST + 10)}
    [piece] = cut(spans)
    assert piece.notes == tuple(range(MOST))
    assert unowned(spans, [piece]) == list(range(1, MOST + 10))


@given(SPANS)
def test_pieces_cover_exactly_what_the_notes_cover(spans: dict[int, Span]) -> None:
    pieces = cut(spans)
    covered = {(note, at) for piece in pieces for note in piece.notes for at in range(piece.span.start, piece.span.end)}
    assert covered == {(note, at) for note, span in spans.items() for at in range(span.start, span.end)}
    assert all(one.span.end <= other.span.start for one, other in itertools.pairwise(pieces))


@given(SPANS)
def test_every_note_owns_a_piece_or_is_named(spans: dict[int, Span]) -> None:
    pieces = cut(spans)
    assert {piece.notes[0] for piece in pieces} | set(unowned(spans, pieces)) == set(spans)
