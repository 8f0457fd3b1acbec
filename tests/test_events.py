"""Events: their dates, where they fall, whom they concern, and what is drawn of them."""

import re
import xml.etree.ElementTree as ET
from datetime import date
from pathlib import Path

import pytest
from pydantic import ValidationError

from edition.model.edition import Edition, load
from edition.model.events import Event, days, julian, named
from edition.model.occurrences import actors_of, by_period, of_paragraphs
from edition.pictures.road import detour, stops
from edition.pictures.svg import NARROW, WIDE, width_of, wrap
from edition.render.directives import FIGURES

ROOT = Path(__file__).parents[1]
DRAWN = ("overview", "march", "relations", "verdicts")


@pytest.fixture(scope="module")
def ours() -> Edition:
    return load(ROOT)


@pytest.fixture(scope="module")
def again() -> Edition:
    return load(ROOT)


def event(**fields: object) -> Event:
    return Event.model_validate({"id": "it", "title": "It", "text": "It happened.", "date": "2023-06-24"} | fields)


@pytest.mark.parametrize(
    ("begin", "end", "words"),
    [
        ("1921-03-01", "1921-03-18", "1 to 18 March 1921"),
        ("1918-03", "1918-06", "March to June 1918"),
        ("1905-10-30", "1906-01-13", "30 October 1905 to 13 January 1906"),
        ("1932", "1934", "1932 to 1934"),
        ("2023-06-24T07:30", None, "24 June 2023, 07:30"),
        ("1917", None, "1917"),
    ],
)
def test_dates_in_words(begin: str, end: str | None, words: str) -> None:
    assert named(event(date=begin, end=end)) == words


@pytest.mark.parametrize("wrong", ["2023-06-31", "2023-06-24T24:00", "2023-06-24T7:30", "2023-02-29T07:30", "-44-03-15", "0"])
def test_impossible_moments_are_refused(wrong: str) -> None:
    with pytest.raises(ValidationError):
        event(date=wrong)


# The revolutions of 1917 and the last days before and first after the century’s leap day, from calendars in print.
@pytest.mark.parametrize(
    ("new", "old"),
    [("1917-11-07", "1917-10-25"), ("1905-01-22", "1905-01-09"), ("1900-03-13", "1900-03-01"), ("1900-03-14", "1900-03-01")],
)
def test_old_style(new: str, old: str) -> None:
    # 1900 had a 29 February in the Julian calendar, which no Gregorian date can name: two days fall on 1 March.
    assert julian(date.fromisoformat(new)).isoformat() == old


def test_a_year_lasts_until_its_end() -> None:
    assert days("1917", end=True) == days("1918")
    assert days("2024-02", end=True) == days("2024-03-01")
    assert days("2023-06-24T12:00") == days("2023-06-24") + 0.5


def test_every_event_has_its_place_among_the_periods(ours: Edition) -> None:
    rows = by_period(ours.register.events, ours.register)
    assert [found for _, inside in rows for found in inside] == list(ours.register.events)
    assert all(period.begins <= inside[0].date for period, inside in rows)


def test_actors_are_found_under_their_names_and_where_they_are_listed(ours: Edition) -> None:
    known = {found.id: found for found in ours.register.events}
    assert set(actors_of(known["yevkurov-talks"], ours.register)) >= {"yevgeny-prigozhin", "sergei-shoigu", "yunus-bek-yevkurov"}
    assert "wagner-group" in actors_of(known["krasnoye"], ours.register)


def test_a_section_has_its_own_events(ours: Edition) -> None:
    assert {found.id for found in of_paragraphs(["p8", "p9"], ours.register)} >= {"port-arthur", "odessa-pogrom"}


def test_stops_without_a_reported_distance_lie_between_those_they_lie_between(ours: Edition) -> None:
    road = ours.register.road
    assert road is not None
    assert 1 <= detour([stop.event for stop in stops(ours.register)], road) < 1.3
    order = [stop.event.id for stop in stops(ours.register)]
    assert order.index("oka-line") < order.index("voronezh") < order.index("aircraft-losses") < order.index("rostov-taken")


def test_lines_are_never_wider_than_asked_but_for_single_words() -> None:
    lines = wrap("a security source says that Wagner holds military sites in the city", 120)
    assert all(width_of(line) <= 120 or " " not in line for line in lines)
    assert " ".join(lines) == "a security source says that Wagner holds military sites in the city"


@pytest.mark.parametrize("name", DRAWN)
def test_a_picture_is_the_same_bytes_each_time(name: str, ours: Edition, again: Edition) -> None:
    one, other = (FIGURES[name](edition, "") for edition in (ours, again))
    assert one is not None
    assert other is not None
    assert ET.tostring(one) == ET.tostring(other)


@pytest.mark.parametrize("name", DRAWN)
def test_a_picture_is_named_described_and_holds_no_link(name: str, ours: Edition) -> None:
    figure = FIGURES[name](ours, "")
    assert figure is not None
    ids = [element.get("id") for element in figure.iter() if element.get("id")]
    assert len(ids) == len(set(ids))
    for svg in figure.iter("svg"):
        image = svg.find("g[@role='img']")
        assert image is not None
        assert image.findtext("title")
        assert len(image.findtext("desc") or "") > 40
        assert image.get("aria-labelledby") in ids
        assert image.find(".//a") is None
        assert not [element for element in svg.iter() if element.get("style")], "a style attribute breaks the site's policy"


@pytest.mark.parametrize("name", ["march", "relations"])
def test_no_two_labels_of_a_picture_overlap(name: str, ours: Edition) -> None:
    figure = FIGURES[name](ours, "")
    assert figure is not None
    for svg in figure.iter("svg"):
        boxes = [box for text in svg.iter("text") if "km" not in text.get("class", "") for box in _boxes(text)]
        clashes = [(a[4], b[4]) for i, a in enumerate(boxes) for b in boxes[:i] if _overlap(a, b)]
        assert not clashes
        wide = float(svg.get("viewBox", "").split()[2])
        assert wide in (WIDE, NARROW)
        assert not [box for box in boxes if box[0] < -2 or box[1] > wide + 2]


Box = tuple[float, float, float, float, str]


def _boxes(text: ET.Element) -> list[Box]:
    """Left, right, top, bottom and words of each line; a tenth narrower than the widest face would have it."""
    size = 11.5 if text.get("class") == "name" else 12.5
    found = []
    for line in text.iter("tspan"):
        words, x, y = line.text or "", float(line.get("x", 0)), float(line.get("y", 0))
        width = width_of(words, size) * 0.9
        left = {"start": x, "middle": x - width / 2, "end": x - width}[text.get("text-anchor", "start")]
        found.append((left, left + width, y - size * 0.8, y + size * 0.2, words))
    return found


def _overlap(one: Box, other: Box) -> bool:
    return one[0] < other[1] and other[0] < one[1] and one[2] < other[3] and other[2] < one[3]


def test_every_dot_of_the_timeline_leads_to_its_event(ours: Edition) -> None:
    figure = FIGURES["overview"](ours, "")
    assert figure is not None
    hrefs = [link.get("href", "") for link in figure.findall("svg[@class='wide']/a")]
    assert sorted(hrefs) == sorted(f"/timeline.md#{found.id}" for found in ours.register.events)


def test_a_strip_counts_what_the_facts_count(ours: Edition) -> None:
    text = ours.register.texts[0]
    for key, forms in text.mentions.items():
        figure = FIGURES["strip"](ours, key)
        assert figure is not None
        says = figure.findtext(".//desc") or ""
        shown = sum(int(count) for count in re.findall(r"p\d+ \((\d+)\)", says))
        assert shown == sum(sum(counts.values()) for counts in forms.values())


def test_an_actor_that_the_text_does_not_name_gets_no_strip(ours: Edition) -> None:
    figure = FIGURES["strip"](ours, "africa-corps")
    assert figure is not None
    assert figure.text == "Not named in the essay."
    assert FIGURES["strip"](ours, "nobody") is None
