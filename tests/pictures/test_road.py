"""The road: what happened on it, how far from its end, and the rival accounts of how near its end was reached."""

import pytest

from edition.model.events import Account, Event, Road
from edition.pictures.road import accounts, claim, detour, reckoned, spot_at, stops, stretch, way
from tests.pictures.drawn import EDITION, other

ROAD = EDITION.register.road
assert ROAD
NORTH = 111.195  # km in a degree of latitude


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


def road(*via: dict[str, float], **fields: object) -> Road:
    """Return the small edition's road with points on its way."""
    assert ROAD
    return Road.model_validate(ROAD.model_dump(by_alias=True) | {"via": via} | fields)


def test_stops_stand_from_the_end_of_the_road_on_and_are_numbered_in_the_order_of_time() -> None:
    found = [(one.event.id, one.number, one.reported) for one in stops(EDITION.register)]
    assert found == [("lamp-out", 2, False), ("crew-called", 1, True)]
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


def test_a_stop_on_the_road_is_as_far_as_the_road_is_long() -> None:
    """The road goes one degree north and one back south: its beginning is near its end, and two degrees away by road."""
    there_and_back = road(north(1), {"lat": ROAD.lat if ROAD else 0, "lon": (ROAD.lon if ROAD else 0) + 1})
    start = there_and_back.via[-1]
    [found] = stops(other(road=there_and_back, events=(stop("home", lat=start.lat, lon=start.lon),)).register)
    assert found.km == pytest.approx(way(there_and_back)[-1].km)
    assert found.km > 2 * NORTH


def test_the_way_is_stretched_between_posts_whose_kilometres_are_known() -> None:
    posts = way(road(north(1), north(2) | {"km": 300}, north(3)))
    assert [post.km for post in posts] == pytest.approx([0, 150, 300, 450], abs=0.1)
    assert [post.km for post in way(road(north(1)))] == pytest.approx([0, NORTH], abs=0.1)


def test_a_place_on_the_way_is_found_by_its_kilometres_and_a_stretch_by_its_ends() -> None:
    assert ROAD
    posts = way(road(north(1) | {"km": 100}, north(3) | {"km": 200}))
    assert spot_at(posts, 150) == pytest.approx((ROAD.lat + 2, ROAD.lon))
    assert spot_at(posts, 999) == pytest.approx((ROAD.lat + 3, ROAD.lon))
    assert [lat - ROAD.lat for lat, _ in stretch(posts, 50, 150)] == pytest.approx([0.5, 1, 2])


def test_a_closed_stretch_stands_in_its_middle_and_what_has_no_coordinates_where_the_road_is() -> None:
    assert ROAD
    marked = other(road=road(north(2) | {"km": 200}), events=(stop("shut", km=150, km_to=50), stop("there", km=50)))
    found = {one.event.id: one for one in stops(marked.register)}
    assert found["shut"].spot == pytest.approx((ROAD.lat + 1, ROAD.lon))
    assert found["there"].spot == pytest.approx((ROAD.lat + 0.5, ROAD.lon))
    assert (found["shut"].far, found["there"].far) == ("50 to 150 km", "50 km")


@pytest.mark.parametrize(("km", "words"), [(1.74, "2"), (19.4, "19"), (24, "20"), (1085, "1080"), (996, "1000")])
def test_our_reckoning_is_as_exact_as_it_is_known(km: float, words: str) -> None:
    assert reckoned(km) == words


def test_accounts_that_tell_a_distance_stand_from_the_nearest_on() -> None:
    assert [account.by for _, account in accounts(EDITION.register)] == ["Harbour Board", "Jack Penn"]
    far = Account(value="miles away", by="A witness", source="board-1901", km=9)
    more = other(events=(stop("it", km=9, figures=[far]), *EDITION.register.events))
    assert [account.by for _, account in accounts(more.register)] == ["Harbour Board", "Jack Penn", "A witness"]


def test_the_text_s_own_word_is_that_of_the_note_that_the_road_names() -> None:
    assert claim(EDITION) is None
    found = claim(other(road=road(claim="lifeboat", claim_km=2)))
    assert found is not None
    assert (found.note.id, found.kind.id, found.km, found.section.page) == ("lifeboat", "disputed", 2, "essay/01-lamp.md")
    assert claim(other(road=road(claim="no-such-note", claim_km=2))) is None
    assert claim(other(road=road(claim="lifeboat"))) is None
