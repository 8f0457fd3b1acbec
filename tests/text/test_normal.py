"""The normal form of a text, and the folded form in which texts are compared."""

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from edition.text.normal import DASHES, QUOTES, SPACES, Span, digest, fold, normal
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
