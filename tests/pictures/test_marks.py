"""Marks and what they mean."""

from edition.pictures.marks import SHAPES, badge, key, shape
from edition.pictures.svg import breadth_of, draw


def test_marks_are_told_apart_by_their_shape() -> None:
    assert [shape(sort, 0, 0, 5).tag for sort in SHAPES] == ["circle", "rect", "path"]


def test_a_badge_has_its_number_and_is_full_or_hollow() -> None:
    assert [badge("dot", 7, full, 0, 0).get("class") for full in (True, False)] == ["badge", "badge hollow"]
    assert badge("dot", 7, True, 0, 0).findtext("text") == "7"


def test_a_key_goes_on_in_a_new_row_where_a_row_is_full_and_wraps_what_is_too_long() -> None:
    words = ["one", "two", "a long explanation of the third of the marks, which has no room in one line of it"]
    drawn, bottom = key((([draw("circle")], said) for said in words), 0, 10, 150)
    rows = [one.get("transform", "").removeprefix("translate(").rstrip(")").split() for one in drawn]
    assert [row[1] for row in rows] == ["10", "10", "34"]
    assert (rows[0][0], rows[2][0]) == ("0", "0")
    assert all(breadth_of(("small", text.text or "")) <= 150 - 26 for one in drawn for text in one.iter("text"))
    assert bottom > 34 + 16
