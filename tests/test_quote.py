"""Finding quotes: what is forgiven, what is not, and spans that are true."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edition.text.quotes import DASHES, QUOTES, SPACES, Span, bare, find, fold, fragment, nearest, normal

WORDS = st.text(st.characters(codec="utf-8", categories=["L", "N"]), min_size=1, max_size=8)
TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), max_size=80)

FORGIVEN = {
    "curly for straight": ("Putin's war", "it is Putin’s war"),
    "double for single": ("“plain” tin", "a ‘plain’ tin"),
    "angled": ("«plain» tin", "a “plain” tin"),
    "dash for hyphen": ("well-known", "a well–known name"),
    "line break": ("plain tin", "of plain\ntin"),
    "no-break space": ("24 June", "on 24\u00a0June"),
    "runs of spaces": ("plain tin", "of plain   tin"),
    "soft hyphen": ("mutiny", "the mu\u00adtiny"),
    "ligature": ("office", "the o\ufb03ce"),
    "combining accent": ("café", "the cafe\u0301"),
}
REFUSED = {
    "case": ("Plain tin", "of plain tin"),
    "letter": ("plain tim", "of plain tin"),
    "part of a word": ("lain tin", "of plain tin"),
    "word left out": ("plain tin", "of plain old tin"),
}


@pytest.mark.parametrize(("quote", "text"), FORGIVEN.values(), ids=FORGIVEN)
def test_forgiven(quote: str, text: str) -> None:
    assert len(find(quote, text)) == 1


@pytest.mark.parametrize(("quote", "text"), REFUSED.values(), ids=REFUSED)
def test_refused(quote: str, text: str) -> None:
    assert find(quote, text) == []


def test_span_is_true_in_the_text_with_its_own_typography() -> None:
    text = "The  o\ufb03ce of cafe\u0301\u00a0Zora — the ‘last’ one."
    [span] = find("office of café Zora - the 'last'", text)
    assert text[span.start : span.end] == "o\ufb03ce of cafe\u0301\u00a0Zora — the ‘last’"


def test_every_place_is_found() -> None:
    assert find("tin", "tin on tin, not tinny") == [Span(0, 3), Span(7, 10)]


def test_scripts_without_spaces_have_no_word_borders() -> None:
    assert find("真理", "大真理部") == [Span(1, 3)]


def test_ellipsis_spans_from_the_first_words_to_the_next_last_words() -> None:
    text = "Ada rowed out at dawn and came back at noon, and slept at noon."
    [span] = find("rowed out … at noon", text)
    assert text[span.start : span.end] == "rowed out at dawn and came back at noon"


def test_an_ellipsis_of_the_text_is_found_as_it_stands() -> None:
    assert find("well … no", "He said: well … no.") == [Span(9, 18)]


@given(TEXTS)
def test_folding_keeps_every_character_in_its_place(text: str) -> None:
    folded = fold(text)
    starts = folded.starts if folded.starts is not None else tuple(range(len(text)))
    assert len(folded.text) == len(starts)
    assert list(starts) == sorted(starts)
    assert fold(folded.text).text == folded.text


@given(st.lists(WORDS, min_size=1, max_size=4), st.lists(WORDS, max_size=4), st.lists(WORDS, max_size=4))
def test_words_of_a_text_are_found_in_it(quote: list[str], before: list[str], after: list[str]) -> None:
    words, text = " ".join(quote), " ".join([*before, *quote, *after])
    spans = find(words, text)
    assert spans
    assert all(fold(text[span.start : span.end]).text == fold(words).text for span in spans)


MARKS = st.sampled_from(QUOTES + DASHES + SPACES)


@given(st.lists(WORDS, min_size=2, max_size=4), MARKS, MARKS)
def test_typography_within_its_class_is_forgiven(words: list[str], one: str, other: str) -> None:
    alike = any(one in kind and other in kind for kind in (QUOTES, DASHES, SPACES))
    quote, text = one.join(words), other.join(words)
    assert bool(find(quote, text)) == (alike or fold(quote).text == fold(text).text)


@given(TEXTS)
def test_normal_form_is_stable(text: str) -> None:
    once = normal(text)
    assert normal(once) == once
    assert unicodedata.is_normalized("NFC", once)
    assert "  " not in once


def test_nearest_offers_whole_words() -> None:
    assert nearest("medal of plain lead", "she had a medal of plain tin from them") == "medal of plain tin"
    assert nearest("xyz", "") == ""


def test_bare_takes_one_layer_of_marks_off() -> None:
    assert bare(" “plain tin” ") == "plain tin"


def test_fragment_escapes_what_the_directive_would_eat() -> None:
    assert fragment("https://example.org/a#b", "well-known, “this & that”").endswith(
        "/a#:~:text=well%2Dknown%2C%20%E2%80%9Cthis%20%26%20that%E2%80%9D"
    )
    assert fragment("https://example.org/", "first words … last words") == "https://example.org/#:~:text=first%20words,last%20words"
