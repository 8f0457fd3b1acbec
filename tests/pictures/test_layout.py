"""Layout: nothing covers anything, everything stays as near to its place as it can, and few lines cross."""

from itertools import combinations, pairwise
from math import hypot

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edition.pictures.layout import Scale, apart, distance, elastic, places_free, spread

PLACES = st.lists(st.integers(0, 500), min_size=1, max_size=12).map(sorted)


@given(PLACES, st.integers(1, 60), st.integers(0, 10))
def test_things_spread_out_never_overlap_and_keep_their_order(wanted: list[int], size: int, gap: int) -> None:
    tops = spread(wanted, [size] * len(wanted), gap)
    assert all(after - before >= size + gap - 1e-6 for before, after in pairwise(tops))
    assert tops[0] >= 0


def test_things_with_room_stay_where_they_want_to_be() -> None:
    assert spread([10, 50, 90], [20, 20, 20], 5) == [10, 50, 90]


def test_two_things_in_one_place_share_the_way() -> None:
    assert spread([100, 100], [20, 20], 4) == [88, 112]


@given(PLACES, st.integers(1, 6))
def test_labels_never_share_a_place_and_what_has_no_room_gets_the_least(places: list[int], levels: int) -> None:
    choices = [[(x, x + 80.0), (x - 80.0, float(x)), (x - 5.0, x + 5.0)] for x in places]
    found = places_free(choices, levels, gap=2)
    for (level, (left, right)), stretches in zip(found, choices, strict=True):
        assert (left, right) in stretches
        assert level < levels or (left, right) == stretches[-1]
    for (one, (left, right)), (other, (before, after)) in combinations(found, 2):
        assert one != other or right <= before or after <= left


def test_a_label_takes_the_first_of_its_places_and_the_lowest_level() -> None:
    here, left = (0.0, 50.0), (-50.0, 0.0)
    assert places_free([[here], [here], [here, left]], 2, gap=0) == [(0, here), (1, here), (0, left)]


@given(st.lists(st.tuples(st.integers(0, 200), st.integers(0, 200)), min_size=2, max_size=6))
def test_marks_are_pushed_apart(places: list[tuple[int, int]]) -> None:
    found = apart(places, 20)
    assert min(hypot(x2 - x1, y2 - y1) for (x1, y1), (x2, y2) in combinations(found, 2)) > 15


def test_marks_with_room_stay_where_they_are() -> None:
    assert apart([(0, 0), (30, 0), (0, 30)], 20) == [(0, 0), (30, 0), (0, 30)]


def test_a_step_without_anything_is_thin_and_a_pause_stands_before_the_steps_it_is_asked_for() -> None:
    scale = elastic([22.5, 25, 25.5], 100, 40, 5, pause=(24, 30))
    assert scale.steps == ((100, 140), (140, 145), (175, 180), (180, 220))
    assert [scale(value) for value in (22, 22.5, 25, 25.5)] == [100, 120, 180, 200]


@given(st.lists(st.floats(0, 60), min_size=1, max_size=9).map(sorted))
def test_an_elastic_scale_keeps_the_order(values: list[float]) -> None:
    scale = elastic(values, 0, 40, 5, pause=(24, 30))
    assert all(scale(one) <= scale(other) for one, other in pairwise(values))


def test_a_scale_maps_ends_on_ends() -> None:
    scale = Scale((1905, 1921), (0, 320))
    assert (scale(1905), scale(1913), scale(1921)) == (0, 160, 320)
    assert Scale((7, 7), (0, 10))(7) == 5


# Moscow to Rostov-on-Don is about 960 km; half the way around the earth is 20,015 km.
@pytest.mark.parametrize(
    ("here", "there", "km"), [((55.7558, 37.6173), (47.2357, 39.7015), 960), ((0, 0), (0, 180), 20015), ((50, 30), (50, 30), 0)]
)
def test_distances(here: tuple[float, float], there: tuple[float, float], km: int) -> None:
    assert distance(here, there) == pytest.approx(km, abs=3)
