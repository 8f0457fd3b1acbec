"""The road: what happened on it, how far from its end, and the rival accounts of how near its end was reached."""

from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from edition.model.edition import Edition, Register
from edition.model.events import Account, Event, Mark, Road
from edition.model.kinds import Kind
from edition.model.section import Note, Section
from edition.pictures.layout import distance
from edition.text.language import decimal, message, t

CAPTION = message(
    "The numbers follow the day. Distances are by road to {place}; where none was reported, the mark is hollow and the distance "
    "is our own reckoning. It is no map of who held what."
)
NEAR = 15.0  # km: a place no farther from the road lies on it
PLAIN = Mark(id="stop", label=message("what happened on the road"))
Spot = tuple[float, float]  # latitude and longitude, in degrees


class Post(NamedTuple):
    """A point of the road, and how far it is from its end, in km."""

    km: float
    spot: Spot


@dataclass(frozen=True)
class Stop:
    """An event on the road: its number in order of time, how far from its end, in km, whether reported or reckoned, where."""

    event: Event
    number: int
    km: float
    reported: bool
    mark: Mark
    spot: Spot | None

    @property
    def far(self) -> str:
        """How far from the road's end, in words."""
        if self.event.km_to:
            return t("{near} to {far} km", near=decimal(self.event.km_to), far=decimal(self.km))
        return t("{number} km", number=decimal(self.km)) if self.reported else t("about {number} km", number=reckoned(self.km))


@dataclass(frozen=True)
class Claim:
    """What the text says of how near the road's end was reached: the words, in km, and what the note finds."""

    section: Section
    note: Note
    kind: Kind
    km: float


def way(road: Road) -> list[Post]:
    """Return the points of the road from its end on: between posts whose kilometres are known the way is stretched to fit them."""
    spots = [(road.lat, road.lon), *((via.lat, via.lon) for via in road.via)]
    lengths = [0.0]
    for here, there in pairwise(spots):
        lengths.append(lengths[-1] + distance(here, there))
    known = [(0.0, 0.0), *((length, via.km) for length, via in zip(lengths[1:], road.via, strict=True) if via.km)]
    posts = []
    for length, spot in zip(lengths, spots, strict=True):
        begins = max((pair for pair in known if pair[0] <= length), key=lambda pair: pair[0])
        ends = min((pair for pair in known if pair[0] > length), default=None)
        (x1, y1), (x2, y2) = (begins, ends) if ends else ((0.0, 0.0), known[-1])
        bend = (y2 - y1) / (x2 - x1) if x2 > x1 else 1.0
        posts.append(Post(begins[1] + (length - begins[0]) * bend, spot))
    return posts


def spot_at(posts: list[Post], km: float) -> Spot:
    """Return where on the road a distance from its end is reached; one beyond its beginning is its beginning."""
    for near, far in pairwise(posts):
        if near.km <= km <= far.km:
            part = (km - near.km) / ((far.km - near.km) or 1)
            (lat1, lon1), (lat2, lon2) = near.spot, far.spot
            return lat1 + (lat2 - lat1) * part, lon1 + (lon2 - lon1) * part
    return posts[-1].spot


def stretch(posts: list[Post], least: float, most: float) -> list[Spot]:
    """Return the road between two distances from its end."""
    between = [post.spot for post in posts if least < post.km < most]
    return [spot_at(posts, least), *between, spot_at(posts, most)]


def detour(events: list[Event], road: Road) -> float:
    """Return how much longer the road is than the straight line: the median over the stops for which both are known."""
    known = [event.km / _straight(event, road) for event in events if event.km and not event.km_to and event.lat is not None]
    return median(known) if known else 1.0


def _straight(event: Event, road: Road) -> float:
    return distance((event.lat or 0, event.lon or 0), (road.lat, road.lon))


def stops(register: Register) -> list[Stop]:
    """Return the stops from the end of the road on; one without a reported distance is placed by its coordinates."""
    road = register.road
    events = sorted((event for event in register.events if event.stop), key=lambda event: event.when)
    if road is None:
        return []
    factor, posts, marks = detour(events, road), way(road), {mark.id: mark for mark in register.marks}
    found = []
    for number, event in enumerate(events, 1):
        km = event.km or _on_the_road(event, posts) or factor * _straight(event, road)
        mark = marks.get(event.mark) or PLAIN.model_copy(update={"label": t(PLAIN.label)})
        found.append(Stop(event, number, km, event.km is not None, mark, _spot(event, posts, km)))
    return sorted(found, key=lambda stop: (stop.km, stop.event.when))


def _on_the_road(event: Event, posts: list[Post]) -> float | None:
    """How far from its end the road passes a place, where it does."""
    off, post = min((distance((event.lat or 0, event.lon or 0), post.spot), post) for post in posts)
    return post.km if len(posts) > 1 and off <= NEAR else None


def _spot(event: Event, posts: list[Post], km: float) -> Spot | None:
    """Where an event stands on a map: a stretch of the road in its middle, any other at its coordinates, or where the road is."""
    if event.km_to and len(posts) > 1:
        return spot_at(posts, (km + event.km_to) / 2)
    if event.lat is not None and event.lon is not None:
        return event.lat, event.lon
    return spot_at(posts, km) if len(posts) > 1 else None


def reckoned(km: float) -> str:
    """Return a distance of our own reckoning as exactly as it is known: to ten kilometres, a short one to one."""
    return f"{round(km, -1) if km >= 20 else round(km):g}"


def accounts(register: Register) -> list[tuple[Event, Account]]:
    """Return the accounts that tell a distance, the nearest first."""
    found = [(event, account) for event in register.events for account in event.figures if account.km]
    return sorted(found, key=lambda pair: pair[1].km or 0)


def claim(edition: Edition) -> Claim | None:
    """Return what the text says of the distance; nothing where the road names no note."""
    road = edition.register.road
    if road is None or not road.claim or not road.claim_km:
        return None
    for section, note in edition.all_notes():
        if note.id == road.claim:
            return Claim(section, note, edition.register.kind_of(note), road.claim_km)
    return None
