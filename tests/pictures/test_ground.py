"""The ground of a map: where a place is drawn, and what lies on it."""

import pytest

from edition.model.events import points
from edition.pictures.ground import Map, ground
from edition.pictures.svg import draw
from tests.pictures.drawn import EDITION, grounded, marked

GROUND = grounded(EDITION).register.ground
assert GROUND
MAP = Map(GROUND, 200, left=10, top=20)


def test_the_corners_of_a_map_are_those_of_its_ground() -> None:
    assert MAP((GROUND.north if GROUND else 0, -5.6)) == pytest.approx((10, 20))
    assert MAP((52.3, -3.6)) == pytest.approx((210, 20 + MAP.height))
    assert [MAP.shows(spot) for spot in ((53, -4), (55, -4), (53, -6))] == [True, False, False]


def test_shapes_are_true_a_mile_north_is_as_long_as_one_east() -> None:
    """At 60 degrees a degree of longitude is half as long as one of latitude."""
    high = Map(GROUND.model_copy(update={"south": 59.0, "north": 61.0}) if GROUND else MAP.ground, 200)
    (x, y), (east, _), (_, north) = high((60, -4)), high((60, -3.98)), high((60.01, -4))
    assert (y - north) == pytest.approx(east - x, rel=0.01)


def test_land_rivers_and_names_are_drawn() -> None:
    svg = draw("svg", *ground(MAP))
    assert [len(marked(svg, name)) for name in ("sea", "land", "river", "city")] == [1, 1, 1, 1]
    assert marked(svg, "land")[0].get("d", "").endswith("z")
    assert [text.text for text in svg.iter("text")] == ["Hollin", "Withy"]


def test_the_name_of_a_city_gives_way_to_a_mark_beside_it() -> None:
    def end(*taken: tuple[float, float]) -> float:
        return float(marked(draw("svg", *ground(MAP, taken, 10)), "on")[0].get("x", 0))

    x, y = MAP((53.3, -4.6))
    assert end((x + 100, y)) == end() == pytest.approx(x - 8, abs=0.1)
    assert end((x - 5, y)) == pytest.approx(x - 20, abs=0.1)


def test_a_line_is_read_as_points() -> None:
    assert list(points("34.8 46.6, -5 50")) == [(34.8, 46.6), (-5, 50)]
