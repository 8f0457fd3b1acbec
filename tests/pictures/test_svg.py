"""Elements of drawings: numbers, lines of words, links, and a picture that says what it shows."""

import re
import xml.etree.ElementTree as ET
from itertools import pairwise
from pathlib import Path

import pytest

from edition.pictures.svg import (
    MEASURE,
    NARROW,
    SIZES,
    anchor,
    breadth_of,
    column,
    draw,
    figure,
    height_of,
    label,
    lines_of,
    number,
    picture,
    tip,
    track,
    twice,
    words_of,
    wrap,
)


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
    assert all(breadth_of(("", line)) <= 120 or " " not in line for line in lines)
    assert all(breadth_of(("", f"{one} {other.split()[0]}")) > 120 for one, other in pairwise(lines))
    assert wrap("incomprehensible", 10) == ["incomprehensible"]
    assert wrap("", 10) == []


def test_words_of_several_lines_stand_below_one_another() -> None:
    lines = label(["one", "two"], 10, 20, "strong", "end")
    assert (lines.get("text-anchor"), lines.get("class")) == ("end", "strong")
    below = str(20 + round(SIZES["strong"].step))
    assert [(line.text, line.get("x"), line.get("y")) for line in lines] == [("one", "10", "20"), ("two", "10", below)]
    alone = label(["one"], 0, 0)
    assert (alone.text, alone.get("class"), alone.get("text-anchor")) == ("one", None, None)


def test_a_picture_is_an_image_with_its_links_beside_it() -> None:
    link = anchor("/timeline.md#it", draw("circle"), says="It")
    made = picture("p", "Title", "What there is to see.", (300, 20.04), [draw("path")], [link])
    assert ET.tostring(made, "unicode") == (
        '<svg viewBox="0 0 300 20" width="300" height="20" role="group" aria-labelledby="p-title">'
        '<g role="img" aria-labelledby="p-title" aria-describedby="p-says">'
        '<title id="p-title">Title</title><desc id="p-says">What there is to see.</desc><path /></g>'
        '<a href="/timeline.md#it" aria-label="It"><circle /></a></svg>'
    )


def test_a_figure_holds_a_drawing_for_wide_pages_and_one_for_narrow_ones() -> None:
    made = figure("dots", twice(lambda width, kind: draw("svg", width=width, id=kind)), "Each dot is an event.")
    assert ET.tostring(made, "unicode") == (
        f'<figure class="picture dots"><svg width="{MEASURE}" id="wide" class="wide" />'
        f'<svg width="{NARROW}" id="narrow" class="narrow" />'
        "<figcaption>Each dot is an event.</figcaption></figure>"
    )


def test_words_of_several_sorts_are_fitted_each_by_its_own_size() -> None:
    lines = lines_of([("big", "one two"), ("small", "one two"), ("small", "")], breadth_of(("small", "one two")) + 1)
    assert lines == [("big", "one"), ("big", "two"), ("small", "one two")]
    assert height_of(lines) == 2 * SIZES["big"].step + SIZES["small"].step
    assert words_of(lines) == "one two one two"
    placed = column(lines, 5, 100, "end")
    assert [text.text for text in placed] == ["one", "two", "one two"]
    tops = [float(text.get("y", 0)) for text in placed]
    assert tops[0] > 100
    assert tops[1] - tops[0] == pytest.approx(SIZES["big"].step, abs=0.1)


def test_a_track_counts_its_steps_and_leaves_out_what_lies_too_near() -> None:
    assert track([(1, 2), (1.04, 2.0), (4, -2), (4, 5)]) == "M1 2l3-4 0 7"
    assert track([(1, 2), (1.5, 2.5), (4, 2)], least=1) == "M1 2l3 0"
    assert track([(1, 2), (1.5, 2)], least=1) == ""


def test_the_style_sheet_sets_words_in_the_sizes_that_they_are_fitted_by() -> None:
    assets = Path(__file__).parents[2] / "overrides/assets"
    sheet = "".join((assets / name).read_text("utf-8") for name in ("edition.css", "lists/lists.css"))
    for name, size in SIZES.items():
        selector = f".picture .{name}" if name else ".picture text"
        blocks = re.findall(rf"(?m)^{re.escape(selector)}(?::not\(svg\))? \{{([^}}]*)\}}", sheet)
        assert f"{size.letters:g}px" in blocks[-1], name
