"""The road as a strip: what happened where, and rival accounts of how near it came."""

import xml.etree.ElementTree as ET

import pytest

from edition.model.edition import Edition
from edition.model.records import Account, Event
from edition.pictures.road import accounts, detour, march, reckoned, stops
from tests.pictures.drawn import EDITION, assert_named, assert_words_apart, hrefs, other, says

ROAD = EDITION.register.road
assert ROAD
NORTH = 111.195  # km in a degree of latitude


def shown(edition: Edition) -> ET.Element:
    figure = march(edition)
    assert figure is not None
    return figure


def stop(id: str, **fields: object) -> Event:
    told = {
        "id": id,
        "title": f"It came to {id}",
        "text": "It did.",
        "date": "1890-11-02T21:00",
        "stop": True,
        "place": "Holm, Bay",
    }
    return Event.model_validate(told | fields)


def north(degrees: float) -> dict[str, float]:
    """Return a place north of the road's end."""
    assert ROAD
    return {"lat": ROAD.lat + degrees, "lon": ROAD.lon}


def test_stops_stand_from_the_end_of_the_road_on() -> None:
    found = [(one.event.id, one.reported) for one in stops(EDITION.register)]
    assert found == [("lamp-out", False), ("crew-called", True)]
    assert stops(EDITION.register)[0].km == pytest.approx(1.74, abs=0.01)
    assert stops(other(road=None).register) == []


def test_a_stop_without_a_reported_distance_is_placed_as_the_road_bends_elsewhere() -> None:
    """Three stops of which the road is known: it is 1.2, 1.3 and 1.6 times as long as the straight line."""
    known = [stop(f"known-{at}", km=NORTH * bend, **north(1)) for at, bend in enumerate((1.2, 1.6, 1.3))]
    assert ROAD
    assert detour(known, ROAD) == pytest.approx(1.3, abs=0.001)
    assert detour([], ROAD) == 1
    found = {one.event.id: one.km for one in stops(other(events=(*known, stop("unknown", **north(0.5)))).register)}
    assert found["unknown"] == pytest.approx(1.3 * NORTH / 2, abs=0.1)


@pytest.mark.parametrize(("km", "words"), [(1.74, "2"), (19.4, "19"), (24, "20"), (1085, "1080"), (996, "1000")])
def test_our_reckoning_is_as_exact_as_it_is_known(km: float, words: str) -> None:
    assert reckoned(km) == words


def test_accounts_that_tell_a_distance_stand_from_the_nearest_on() -> None:
    assert [account.by for _, account in accounts(EDITION.register)] == ["Harbour Board", "Jack Penn"]


def test_the_picture_tells_every_stop_and_every_account() -> None:
    figure = shown(EDITION)
    assert says(figure) == (
        "Towards the slip: before midnight A crew is called, or not, 2 km; 02:15 The lamp goes out, 2 km. "
        "How near the crew came: at the slip (Harbour Board); still in the village (Jack Penn)."
    )
    assert hrefs(figure) == [f"/timeline.md#{id}" for id in ("lamp-out", "crew-called", "crew-called", "crew-called")]
    told = [link.get("aria-label") for link in figure.findall("svg[@class='wide']/a")]
    assert told[:2] == ["02:15 The lamp goes out Hollin, about 2 km", "before midnight A crew is called, or not 2 km"]
    assert figure.findtext("figcaption", "").startswith("Kilometres by road to the slip. ")
    assert figure.findtext("figcaption", "").endswith(" Right: how near the crew came, by whose account.")
    assert_named(figure)


def test_marks_are_full_where_the_distance_was_reported_and_a_closed_stretch_is_a_stretch() -> None:
    events = (stop("far", km=300), stop("near", **north(0.5)), stop("closed", km=250, km_to=150))
    svg = shown(other(events=events)).find("svg")
    assert svg is not None
    assert [circle.get("class") for circle in svg.iter("circle")] == ["dot hollow", "dot"]
    assert len([path for path in svg.iter("path") if path.get("class") == "closed"]) == 1
    assert [text.findtext("tspan") for text in svg.iter("text") if text.get("class") == "small km"] == ["100", "200", "300"]
    assert "21:00 It came to closed Holm, 150 to 250 km" in [link.get("aria-label") for link in svg.findall("a")]


def test_words_are_apart_however_near_the_stops() -> None:
    told = [Account(value=f"{at} km from the slip", by="A witness of the time", source="board-1901", km=at + 1) for at in range(6)]
    near = [stop(f"near-{at}", title=f"It came to a village with a long name, number {at}", km=10 + at / 10) for at in range(8)]
    crowd = (stop("far", km=900), *near, stop("said", km=20, figures=told))
    assert_words_apart(shown(EDITION))
    assert_words_apart(shown(other(events=crowd)))


def test_without_a_road_or_stops_there_is_no_picture() -> None:
    assert march(other(road=None)) is None
    assert march(other(events=EDITION.register.events[:2])) is None
