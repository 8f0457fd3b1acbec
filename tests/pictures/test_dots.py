"""Events on a line of time: a dot for each, labelled where there is room."""

import xml.etree.ElementTree as ET

from edition.model.edition import load_edition
from edition.model.events import Event
from edition.pictures.dots import LEVELS, dots, period
from tests.conftest import BASE
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


def shown() -> ET.Element:
    figure = dots(EDITION.register.events, EDITION.register, "all", "All of them")
    assert figure is not None
    return figure


def crowd(count: int) -> ET.Element:
    """Return the picture of so many events of one day."""
    events = [Event(id=f"it-{at}", title=f"The crew is called, {at}", text="It was.", date="1890-11-02") for at in range(count)]
    figure = dots(events, other(periods=()).register, "some", "Some")
    assert figure is not None
    return figure


def test_every_event_is_a_dot_that_leads_to_it() -> None:
    assert hrefs(shown()) == [f"/timeline.md#{event.id}" for event in EDITION.register.events]
    assert says(shown()) == "Before the gale: 1 event; The night of the gale, hour by hour: 3 events; After the gale: 1 event."
    assert_named(shown())
    assert_links_say_what_they_show(shown())


def test_each_dot_says_its_event_and_is_hollow_where_day_or_hour_is_not_exact() -> None:
    told = [(link.get("aria-label"), link.findtext("title"), link.find("circle")) for link in drawing(shown(), "wide").findall("a")]
    assert [(label, circle.get("class")) for label, _, circle in told if circle is not None] == [
        ("The tower is lit: 1822", "dot hollow"),
        ("The gale begins: 2 November 1890, 21:00", "dot"),
        ("A crew is called, or not: 2 November 1890, before midnight", "dot hollow"),
        ("The lamp goes out: 3 November 1890, 02:15", "dot"),
        ("A medal: 2 November 1891", "dot"),
    ]
    assert all(tip in (None, label) for label, tip, _ in told)  # what has its words beside it needs no tip


def test_events_with_room_are_labelled_and_the_key_says_what_hollow_means() -> None:
    svg = drawing(shown(), "narrow")
    assert [link.findtext("text") for link in svg.findall("a")] == [event.title for event in EDITION.register.events]
    assert [key.findtext("text") for key in marked(svg, "key")] == ["exact", "the day or the hour is not exact"]
    assert marked(crowd(2), "key") == []


def test_a_row_is_titled_counted_and_named_at_its_ends() -> None:
    words = [text.text for text in drawing(shown(), "wide")[0].iter("text")][:10]
    assert words[:3] == ["Before the gale", "1 event", "1822"]
    assert words[3:7] == ["The night of the gale, hour by hour", "3 events", "2 November, 21:00", "3 November, 02:15"]


def test_a_period_is_drawn_by_its_number_without_its_title() -> None:
    figure = period(EDITION, "2")
    assert figure is not None
    assert len(hrefs(figure)) == 3
    assert [text.text for text in figure.iter("text") if text.get("class") == "strong"] == []
    assert [period(EDITION, number) for number in ("0", "4", "", "two")] == [None] * 4


def test_events_of_one_day_stand_above_each_other_and_those_without_room_have_no_label() -> None:
    svg = drawing(crowd(LEVELS + 3), "wide")
    circles = list(svg.iter("circle"))
    assert len({circle.get("cx") for circle in circles}) == 1
    assert len({circle.get("cy") for circle in circles}) == LEVELS + 3
    assert len([link for link in svg.findall("a") if link.find("text") is not None]) == LEVELS
    assert says(crowd(3)) == "All events: 3 events."


def test_words_are_apart() -> None:
    assert_words_apart(shown())
    assert_words_apart(crowd(20))
    spread = [
        Event(id=f"it-{at}", title=f"The crew is called, {at}", text="It was.", date=f"18{90 - at % 7}-0{at % 9 + 1}")
        for at in range(30)
    ]
    figure = dots(sorted(spread, key=lambda event: event.when), other(periods=()).register, "many", "Many")
    assert figure is not None
    assert_words_apart(figure)


def test_without_events_there_is_no_picture() -> None:
    assert dots([], EDITION.register, "none", "None") is None


def test_a_picture_is_the_same_each_time() -> None:
    edition = load_edition(BASE)
    again = dots(edition.register.events, edition.register, "all", "All of them")
    assert again is not None
    assert ET.tostring(again) == ET.tostring(shown())
