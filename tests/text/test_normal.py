"""The normal form of a text, and the folded form in which texts are compared."""

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edition.text.characters import HIDDEN
from edition.text.normal import DASHES, MARKS, QUOTES, SPACES, WORD, Span, digest, fold, in_word, normal
from tests.text.vectors import VECTORS, outcomes

TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), max_size=80)


def test_normal_form() -> None:
    assert [normal(text) for text, _ in VECTORS["normal"]] == outcomes(VECTORS["normal"])


def test_digest_is_that_of_the_normal_form() -> None:
    assert [digest(text) for text, _ in VECTORS["digest"]] == outcomes(VECTORS["digest"])


@given(TEXTS)
def test_normal_form_is_stable(text: str) -> None:
    once = normal(text)
    assert normal(once) == once
    assert unicodedata.is_normalized("NFC", once)
    assert "  " not in once


def test_signs_of_a_kind_fold_alike() -> None:
    for kind, sign in ((QUOTES, "'"), (DASHES, "-"), (SPACES, " ")):
        assert {fold(f"a{one}b").text for one in kind} == {f"a{sign}b"}


def test_a_folded_text_knows_where_each_sign_stood() -> None:
    folded = fold("The  o\ufb03ce of cafe\u0301s")
    assert folded.text == "The office of cafés"
    assert folded.source(4, 10) == Span(5, 9)  # office, whose three letters are one sign
    assert folded.source(14, 18) == Span(13, 18)  # café, whose last letter is two
    assert folded.source(18, 19) == Span(18, 19)


@given(TEXTS)
def test_folding_keeps_every_character_in_its_place(text: str) -> None:
    folded = fold(text)
    starts = folded.starts if folded.starts is not None else tuple(range(len(text)))
    assert len(folded.text) == len(starts)
    assert list(starts) == sorted(starts)
    assert fold(folded.text).text == folded.text


@pytest.mark.skipif(unicodedata.unidata_version != "14.0.0", reason="this Python knows marks of a later Unicode than our list")
def test_the_marks_of_words_are_those_of_unicode() -> None:
    listed = re.compile(f"[{MARKS}]")
    known = {sign: unicodedata.category(sign) for sign in map(chr, range(0x110000))}
    left_out = [sign for sign, category in known.items() if category[0] == "M" and not listed.match(sign)]
    assert [sign for sign in left_out if not HIDDEN.match(sign)] == []  # no text may hold these
    assert {category[0] for sign, category in known.items() if listed.match(sign)} <= {"M", "L", "N", "C"}
    assert {known[sign] for sign in known if listed.match(sign) and known[sign][0] == "C"} == {"Cn"}  # what is no sign yet


@pytest.mark.parametrize("word", ["हिन्दी", "தமிழ்", "שָׁלוֹם", "العَرَبِيَّة", "ภาษาไทย", "cafe\u0301", "Łódź", "x²"])
def test_a_word_keeps_its_vowel_signs_points_and_accents(word: str) -> None:
    assert WORD.findall(f"{word}, {word}-{word}") == [word] * 3
    assert all(map(in_word, word))


def test_what_is_not_seen_folds_to_nothing() -> None:
    folded = fold("pl\u00adain\u200b \u200etin\ufe0f")
    assert folded.text == "plain tin"
    assert folded.source(6, 9) == Span(9, 13)
