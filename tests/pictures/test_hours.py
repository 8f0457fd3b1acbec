"""What happened hour by hour: a column for each side, a mark for each event."""

import xml.etree.ElementTree as ET

import pytest

from edition.model.edition import Edition
from edition.model.events import Event, Lane
from edition.pictures.hours import hourly
from tests.pictures.drawn import (
    EDITION,
    assert_links_say_what_they_show,
    assert_named,
    assert_words_apart,
    drawing,
    hrefs,
    marked,
    other,
    says,
)

LANES = (Lane(id="board", title="The Board"), Lane(id="crew", title="The crew"), Lane(id="sea", title="The sea"))


def shown(edition: Edition) -> ET.Element:
    figure = hourly(edition)
    assert figure is not None
    return figure


def event(at: int, lane: str, hour: str = "21:00", title: str = "It happens", day: int = 2) -> Event:
    told = {"id": f"it-{at}", "title": title, "text": "It did.", "date": f"1890-11-0{day}T{hour}", "lane": lane, "place": "Hollin"}
    return Event.model_validate(told)


def sided(*events: Event) -> Edition:
    return other(events=events, lanes=LANES)


def test_only_the_events_of_the_period_that_is_told_by_the_hour_are_told_in_their_order() -> None:
    figure = shown(EDITION)
    assert hrefs(figure) == [f"/timeline.md#{id}" for id in ("gale-begins", "crew-called", "lamp-out")]
    assert says(figure) == (
        "2 November, 21:00: The gale begins; 2 November, before midnight: A crew is called, or not; "
        "3 November, 02:15: The lamp goes out."
    )
    assert_named(figure)
    assert_links_say_what_they_show(figure)


def test_a_mark_is_hollow_where_the_hour_is_not_known() -> None:
    points = [("hollow" in point.get("class", "")) for link in shown(EDITION).iter("a") for point in marked(link, "point")]
    assert points == [False, True, False] * 2


def test_each_side_has_a_column_and_a_shape_and_is_told_in_words_where_columns_have_no_room() -> None:
    figure = shown(sided(event(1, "board"), event(2, "crew", "22:00"), event(3, "sea", "23:00")))
    wide = drawing(figure, "wide")
    assert [text.text for text in marked(wide, "title") if "day" not in text.get("class", "")] == [lane.title for lane in LANES]
    assert [next(link.iter("g"))[0].tag for link in wide.findall("a")] == ["circle", "rect", "path"]
    lefts = [float(next(link.iter("text")).get("x", 0)) for link in wide.findall("a")]
    assert lefts == sorted(lefts)
    assert lefts[0] + 200 < lefts[1] < lefts[2] - 200
    first = [link.findtext("text") for link in drawing(figure, "narrow").findall("a")]
    assert first == ["21:00 · The Board", "22:00 · The crew", "23:00 · The sea"]
    assert says(figure).endswith("2 November, 23:00: It happens (The sea).")


def test_later_is_lower_and_empty_hours_are_thin() -> None:
    figure = shown(sided(event(1, "board", "03:00"), event(2, "board", "04:00"), event(3, "board", "23:00")))
    places = [float(circle.get("cy", 0)) for link in drawing(figure, "wide").findall("a") for circle in link.iter("circle")]
    assert places == sorted(places)
    assert places[2] - places[1] < 8 * (places[1] - places[0])  # nineteen hours


def test_each_day_is_called_by_its_name() -> None:
    figure = shown(sided(event(1, "board"), event(2, "crew", "02:00", day=3)))
    assert [text.text for text in marked(drawing(figure, "wide"), "day")] == ["Sunday 2 November", "Monday 3 November"]
    assert [text.text for text in marked(drawing(figure, "narrow"), "title")] == ["Sunday 2 November", "Monday 3 November"]


@pytest.mark.parametrize("sides", [1, 3])
def test_words_are_apart_however_crowded_an_hour(sides: int) -> None:
    title = "A long sentence that tells of what the crew and the Board did in this hour of the night"
    crowd = [event(at, LANES[at % sides].id, f"21:0{at}", title) for at in range(9)]
    assert_words_apart(shown(sided(*crowd, event(9, "board", "02:00", day=3))))
    assert_words_apart(shown(EDITION))


def test_without_such_a_period_there_is_no_picture() -> None:
    assert hourly(other(periods=())) is None
    assert hourly(other(events=())) is None
