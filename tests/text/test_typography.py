"""What an ordinary keyboard types, set as a typographer would."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edition.text.normal import Change, Span
from edition.text.typography import changes, set_type, typed

SET = [
    ('"Yes," she said.', "“Yes,” she said."),
    ("it's the '90s, the soldiers' \"pay\"", "it’s the ’90s, the soldiers’ “pay”"),
    ("(\"so\") and 'no'", "(“so”) and ‘no’"),
    ('"\'Tis," he said', "“‘Tis,” he said"),
    ("'\"So\" it is'", "‘“So” it is’"),
    ("well...", "well…"),
    ("the lamp - it burned", "the lamp – it burned"),
    ("the lamp -- it burned", "the lamp – it burned"),
    ("the lamp--it burned", "the lamp—it burned"),
    ("the lamp---it burned", "the lamp—it burned"),
    ("from 1904-1905, or 1904-05", "from 1904–1905, or 1904–05"),
]
KEPT = [
    "well-known",
    "“plain” tin, it’s – so … and—no",
    "....",
    "2026-11-24",
    "1904-03",
    "1905-1904",
    "03-04",
    "a -1 b",
    "- an item",
    "",
]


@pytest.mark.parametrize(("given", "made"), SET)
def test_what_is_typed_is_set(given: str, made: str) -> None:
    assert set_type(given) == made
    assert typed(given)


@pytest.mark.parametrize("text", KEPT)
def test_what_is_set_stays(text: str) -> None:
    assert set_type(text) == text
    assert list(changes(text)) == []


def test_each_change_says_where_it_is_and_changes_no_more() -> None:
    assert list(changes("it's 1904-05...")) == [
        Change(Span(2, 3), "’"),
        Change(Span(9, 10), "–"),
        Change(Span(12, 15), "…"),
    ]


@given(st.text("ab “\"'.-12 (", max_size=40))
def test_setting_type_twice_changes_no_more_and_no_letter_ever(text: str) -> None:
    once = set_type(text)
    assert [sign for sign in once if sign.isalnum()] == [sign for sign in text if sign.isalnum()]
    assert set_type(once) == once
