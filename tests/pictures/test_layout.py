"""Layout: nothing covers anything, everything stays as near to its place as it can, and few lines cross."""

from itertools import pairwise, permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edition.pictures.layout import Scale, barycentres, columns, crossings, distance, spread, untangle

PLACES = st.lists(st.integers(0, 500), min_size=1, max_size=12).map(sorted)
PAIRS = st.lists(st.tuples(st.sampled_from("abcdef"), st.sampled_from("uvwxyz")), min_size=1, max_size=14)


@given(PLACES, st.integers(1, 60), st.integers(0, 10))
def test_things_spread_out_never_overlap_and_keep_their_order(wanted: list[int], size: int, gap: int) -> None:
    tops = spread(wanted, [size] * len(wanted), gap)
    assert all(after - before >= size + gap - 1e-6 for before, after in pairwise(tops))
    assert tops[0] >= 0


def test_things_with_room_stay_where_they_want_to_be() -> None:
    assert spread([10, 50, 90], [20, 20, 20], 5) == [10, 50, 90]


def test_two_things_in_one_place_share_the_way() -> None:
    assert spread([100, 100], [20, 20], 4) == [88, 112]


@given(PLACES, st.sampled_from([300.0, 340.0, 640.0]))
def test_no_two_things_share_a_cell(places: list[int], width: float) -> None:
    cells = columns(places, 24, 0, width)
    assert len(set(cells)) == len(places)
    assert all(0 < x < width for x, _ in cells)


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


@given(PAIRS)
def test_untangling_keeps_every_pair_and_each_beginning_together(pairs: list[tuple[str, str]]) -> None:
    order = untangle(pairs)
    assert sorted(order) == list(range(len(pairs)))
    begins = [pairs[at][0] for at in order]
    assert sum(one != other for one, other in pairwise(begins)) == len(set(begins)) - 1


def test_untangling_finds_the_order_without_crossings() -> None:
    pairs = [("a", "z"), ("b", "x"), ("c", "y"), ("b", "w")]
    assert crossings([pairs[at][1] for at in untangle(pairs)]) == 0


def test_crossings_are_counted() -> None:
    assert crossings(["x", "y", "x", "y"]) == 1
    assert barycentres(["x", "y", "x", "y"]) == ["x", "y"]
    assert min(crossings(order) for order in permutations("xxyy")) == 0
