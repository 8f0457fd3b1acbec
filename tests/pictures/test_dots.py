"""The timeline at a glance: a row for each period, a dot for each event."""

import xml.etree.ElementTree as ET

from edition.model.edition import load_edition
from edition.model.records import Event
from edition.pictures.dots import LEGEND, dots, overview
from tests.conftest import BASE
from tests.pictures.drawn import EDITION, assert_named, hrefs, other, says


def shown() -> ET.Element:
    figure = overview(EDITION)
    assert figure is not None
    return figure


def named_on_axes(figure: ET.Element) -> list[str | None]:
    return [text.findtext("tspan") for text in figure.iter("text") if text.get("class") == "small"]


def test_every_event_is_a_dot_that_leads_to_it() -> None:
    assert hrefs(shown()) == [f"/timeline.md#{event.id}" for event in EDITION.register.events]
    assert says(shown()) == "Before the gale: 1 event; The night of the gale, hour by hour: 3 events; After the gale: 1 event."
    assert shown().findtext("figcaption") == LEGEND
    assert_named(shown())


def test_each_dot_says_its_event_and_is_hollow_where_day_or_hour_is_not_exact() -> None:
    svg = shown().find("svg")
    assert svg is not None
    told = [(link.get("aria-label"), link.findtext("title"), link.find("circle")) for link in svg.findall("a")]
    assert [(label, circle.get("class")) for label, _, circle in told if circle is not None] == [
        ("1822: The tower is lit", "dot hollow"),
        ("2 November 1890, 21:00: The gale begins", "dot"),
        ("2 November 1890, before midnight: A crew is called, or not", "dot hollow"),
        ("3 November 1890, 02:15: The lamp goes out", "dot"),
        ("2 November 1891: A medal", "dot"),
    ]
    assert all(label == tip for label, tip, _ in told)


def test_an_axis_names_its_ends_or_midnight_and_noon_unless_it_is_small() -> None:
    small = dots(EDITION.register.events, EDITION.register, "few", "Few", "", small=True)
    assert small is not None
    assert named_on_axes(shown()) == ["1822", "00:00", "2 November 1891"] * 2
    assert named_on_axes(small) == ["00:00"] * 2


def test_events_of_one_day_stand_above_each_other() -> None:
    events = [Event(id=f"it-{at}", title="It", text="It was.", date="1890-11-02") for at in range(3)]
    figure = dots(events, other(periods=()).register, "some", "Some", "")
    assert figure is not None
    circles = list(figure.iter("circle"))[:3]
    assert len({circle.get("cx") for circle in circles}) == 1
    assert len({circle.get("cy") for circle in circles}) == 3
    assert says(figure) == "All events: 3 events."


def test_without_events_there_is_no_picture() -> None:
    assert overview(other(events=())) is None


def test_a_picture_is_the_same_each_time() -> None:
    again = overview(load_edition(BASE))
    assert again is not None
    assert ET.tostring(again) == ET.tostring(shown())
