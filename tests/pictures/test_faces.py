"""The faces that the site ships: which signs they have, and how wide they set a text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edition.pictures.faces import LABELS, STRONG, WORDS, has, width_of

TEXTS = st.text(st.sampled_from("illMW 019,.éłЖ✓☂"), max_size=12)


def test_the_face_of_labels_has_letters_and_signs_and_lacks_others() -> None:
    assert [sign for sign in "aZ9éŁЖ…✓×≠≈" if not has(sign)] == []
    assert [sign for sign in "☂中😀" if has(sign)] == []


@given(TEXTS, TEXTS)
def test_a_text_is_as_wide_as_its_parts_together(one: str, other: str) -> None:
    assert width_of(one + other, 10) == pytest.approx(width_of(one, 10) + width_of(other, 10))


def test_wide_letters_are_wider_than_narrow_ones() -> None:
    assert width_of("iii", 12.5) < width_of("aaa", 12.5) < width_of("AAA", 12.5) < width_of("mmm", 12.5) < 3 * 12.5
    assert width_of("lamp", 25) == pytest.approx(2 * width_of("lamp", 12.5))
    assert width_of("", 12.5) == 0


def test_what_the_face_lacks_counts_as_wide_as_an_m_and_a_chinese_sign_as_a_square() -> None:
    assert width_of("☂", 10) == width_of("M", 10)
    assert width_of("中", 10) == 10


def test_each_face_sets_a_text_in_its_own_width() -> None:
    widths = {width_of("the lamp goes out", 10, face) for face in (LABELS, STRONG, WORDS)}
    assert len(widths) == 3
    assert width_of("lamp", 10, STRONG) > width_of("lamp", 10)
