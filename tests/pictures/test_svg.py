"""Elements of drawings: numbers, lines of words, links, and a picture that says what it shows."""

import xml.etree.ElementTree as ET
from itertools import pairwise

import pytest

from edition.pictures.faces import width_of
from edition.pictures.svg import LINE, TEXT, anchor, draw, figure, label, number, picture, tip, twice, wrap


@pytest.mark.parametrize(("value", "text"), [(2.0, "2"), (0.25, "0.2"), (1234.56, "1234.6"), (123456.7, "123457")])
def test_numbers_are_written_to_a_tenth_without_a_needless_point(value: float, text: str) -> None:
    assert number(value) == text


def test_an_element_of_a_drawing() -> None:
    made = draw("circle", tip("words"), cx=1.26, text_anchor="end", class_="dot", viewBox="0 0 1 1")
    assert ET.tostring(made, "unicode") == (
        '<circle cx="1.3" text-anchor="end" class="dot" viewBox="0 0 1 1"><title>words</title></circle>'
    )


def test_lines_are_never_wider_than_asked_but_for_single_words() -> None:
    text = "a keeper says that the crew was never called to the slip at incomprehensible hours"
    lines = wrap(text, 120)
    assert " ".join(lines) == text
    assert all(width_of(line, TEXT) <= 120 or " " not in line for line in lines)
    assert all(width_of(f"{one} {other.split()[0]}", TEXT) > 120 for one, other in pairwise(lines))
    assert wrap("incomprehensible", 10) == ["incomprehensible"]
    assert wrap("", 10) == []


def test_words_of_several_lines_stand_below_one_another() -> None:
    lines = label(["one", "two"], 10, 20, "strong", "end")
    assert (lines.get("text-anchor"), lines.get("class")) == ("end", "strong")
    assert [(line.text, line.get("x"), line.get("y")) for line in lines] == [("one", "10", "20"), ("two", "10", str(20 + LINE))]
    assert "class" not in label(["one"], 0, 0).attrib


def test_a_picture_is_an_image_with_its_links_beside_it() -> None:
    link = anchor("/timeline.md#it", draw("circle"), says="It")
    made = picture("p", "Title", "What there is to see.", (300, 20.04), [draw("path")], [link])
    assert ET.tostring(made, "unicode") == (
        '<svg viewBox="0 0 300 20" width="300" height="20">'
        '<g role="img" aria-labelledby="p-title" aria-describedby="p-says">'
        '<title id="p-title">Title</title><desc id="p-says">What there is to see.</desc><path /></g>'
        '<a href="/timeline.md#it" aria-label="It"><circle /></a></svg>'
    )


def test_a_figure_holds_a_drawing_for_wide_pages_and_one_for_narrow_ones() -> None:
    made = figure("dots", twice(lambda width, kind: draw("svg", width=width, id=kind)), "Each dot is an event.")
    assert ET.tostring(made, "unicode") == (
        '<figure class="picture dots"><svg width="640" id="wide" class="wide" /><svg width="340" id="narrow" class="narrow" />'
        "<figcaption>Each dot is an event.</figcaption></figure>"
    )
