"""The picture of the road: a map and the road drawn straight, what happened, the rival accounts, and the text's own word."""

import xml.etree.ElementTree as ET
from typing import Any

from edition.model.edition import Edition
from edition.model.events import Account, Event, Mark
from edition.pictures.march import march
from tests.pictures.drawn import (
    EDITION,
    assert_links_say_what_they_show,
    assert_named,
    assert_words_apart,
    drawing,
    grounded,
    hrefs,
    marked,
    other,
    says,
)
from tests.pictures.test_road import north, road, stop

MARKS = (
    Mark(id="seen", label="seen by somebody", reached=True),
    Mark(id="shut", label="shut against them", shape="square"),
    Mark(id="rumour", label="a rumour", shape="diamond"),
)


def shown(edition: Edition) -> ET.Element:
    figure = march(edition)
    assert figure is not None
    return figure


def told(**fields: Any) -> Edition:
    """Return the small edition with a road of a hundred kilometres, four stops on it, and a claim of the text."""
    events = (
        stop("start", km=100, mark="seen", date="1890-11-02T21:00"),
        stop("halfway", km=50, mark="seen", date="1890-11-02T22:00", figures=[account(20), account(30)]),
        stop("closed", km=60, km_to=40, mark="shut", date="1890-11-02T21:30"),
        stop("heard", mark="rumour", date="1890-11-02T23:00", **north(0.2)),
    )
    way = road(
        north(0.5) | {"km": 50}, north(0.9) | {"km": 100}, name="A5", claim="lifeboat", claim_km=25, beyond="nobody saw them"
    )
    return other(events=events, road=way, marks=MARKS, **fields)


def account(km: float) -> Account:
    return Account(value=f"{km:g} km from the slip", by="A witness of the time", source="board-1901", km=km)


def test_the_picture_tells_every_stop_in_order_of_time_then_every_account_and_the_claim() -> None:
    figure = shown(EDITION)
    assert says(figure) == (
        "1, before midnight: A crew is called, or not, 2 km; 2, 02:15: The lamp goes out, about 2 km. "
        "How near the crew came: at the slip (Harbour Board); still in the village (Jack Penn)."
    )
    assert sorted(hrefs(figure)) == [f"/timeline.md#{id}" for id in ("crew-called", "crew-called", "crew-called", "lamp-out")]
    assert says(shown(told())).endswith(" The text says “lifeboat stayed ashore”: two tales.")
    assert "/essay/01-lamp.md#lifeboat" in hrefs(shown(told()))


def test_both_drawings_are_named_and_their_links_say_what_they_show() -> None:
    for figure in (shown(EDITION), shown(told()), shown(grounded(told()))):
        assert_named(figure)
        assert_links_say_what_they_show(figure)


def test_the_claim_of_the_text_stands_out_and_says_what_its_note_finds() -> None:
    for kind, kilometres in (("wide", ""), ("narrow", " 25")):
        [ours] = marked(drawing(shown(told()), kind), "ours")
        assert ours.get("aria-label") == f"“lifeboat stayed ashore” J. Marsh, 25 km: two tales{kilometres}"
        assert "big" in [text.get("class") for text in ours.iter("text")]


def test_each_sort_of_mark_has_its_shape_and_its_meaning_in_the_key() -> None:
    svg = drawing(shown(told()), "wide")
    keys = [" ".join(text.text or "" for text in key.iter("text")) for key in marked(svg, "key")]
    assert keys == [
        "seen by somebody",
        "shut against them",
        "a rumour",
        "nobody saw them",
        "the stretch that was closed",
        "how near, by somebody’s account",
    ]
    shapes = {badge.findtext("text"): badge[0].tag for badge in marked(svg, "badge")}
    assert shapes == {"1": "circle", "2": "rect", "3": "circle", "4": "path"}


def test_marks_are_hollow_where_the_distance_is_our_own_reckoning() -> None:
    hollow = {badge.findtext("text") for badge in marked(drawing(shown(told()), "narrow"), "hollow")}
    assert hollow == {"4"}


def test_the_road_is_broken_beyond_the_nearest_place_that_was_reached() -> None:
    """Half of the road is: the straight one is broken from its end down to where its first half ends."""
    svg = drawing(shown(told()), "wide")
    [beyond] = [
        path.get("d", "") for path in marked(svg, "beyond") if "H" not in path.get("d", "") and "h" not in path.get("d", "")
    ]
    [whole] = [path.get("d", "") for path in marked(svg, "road") if "beyond" not in path.get("class", "")]
    (_, top), (_, middle), (_, bottom) = ends(beyond)[0], ends(beyond)[1], ends(whole)[1]
    assert middle == ends(whole)[0][1]
    assert abs((middle - top) - (bottom - middle)) < 1


def ends(path: str) -> list[tuple[float, float]]:
    """Return the two ends of an upright line: M10 20V40."""
    x, _, rest = path.removeprefix("M").partition(" ")
    top, _, bottom = rest.partition("V")
    return [(float(x), float(top)), (float(x), float(bottom))]


def test_a_map_has_the_road_and_every_stop_that_lies_on_it() -> None:
    figure = shown(grounded(told()))
    for kind in ("wide", "narrow"):
        svg = drawing(figure, kind)
        assert len(marked(svg, "land")) == 1
        assert [text.text for text in marked(svg, "on")] == ["Hollin"]
        assert (
            len([badge for badge in marked(svg, "badge") if badge.findtext("text") == "1"]) == 2
        )  # on the map, and with its words
    assert figure.findtext("figcaption", "").endswith(" Map: Our own survey, public domain. It has no borders.")
    assert "Map:" not in shown(told()).findtext("figcaption", "")


def test_words_are_apart_however_near_the_stops() -> None:
    accounts = [account(at + 1) for at in range(6)]
    near = [stop(f"near-{at}", title=f"It came to a village with a long name, number {at}", km=10 + at / 10) for at in range(8)]
    crowd: tuple[Event, ...] = (stop("far", km=900), *near, stop("said", km=20, figures=accounts))
    for edition in (EDITION, told(), grounded(told()), other(events=crowd)):
        assert_words_apart(shown(edition))


def test_without_a_road_or_stops_there_is_no_picture() -> None:
    assert march(other(road=None)) is None
    assert march(other(events=EDITION.register.events[:2])) is None
