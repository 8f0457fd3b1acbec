"""The road as a strip: stops and hours on the left of it, the rival accounts of how near it was to its end on the right."""

import xml.etree.ElementTree as ET
from dataclasses import dataclass
from statistics import median

from edition.model.edition import Edition, Register
from edition.model.occurrences import event_address
from edition.model.events import Account, Event, Road
from edition.pictures.layout import Scale, distance, spread
from edition.pictures.svg import LINE, anchor, draw, figure, hit, label, picture, twice, wrap

STEP = 100  # km between two marks on the road


@dataclass(frozen=True)
class Stop:
    """An event on the road: how far from its end, in km, and whether that was reported or is our own reckoning."""

    event: Event
    km: float
    reported: bool


def detour(events: list[Event], road: Road) -> float:
    """How much longer the road is than the straight line: the median over the stops for which both are known."""
    known = [event.km / _straight(event, road) for event in events if event.km and not event.km_to and event.lat is not None]
    return median(known) if known else 1.0


def _straight(event: Event, road: Road) -> float:
    return distance((event.lat or 0, event.lon or 0), (road.lat, road.lon))


def stops(register: Register) -> list[Stop]:
    """The stops from the end of the road on; one without a reported distance is placed by its coordinates."""
    road = register.road
    events = [event for event in register.events if event.stop]
    if road is None:
        return []
    factor = detour(events, road)
    found = [Stop(event, event.km or factor * _straight(event, road), event.km is not None) for event in events]
    return sorted(found, key=lambda stop: (stop.km, stop.event.when))


def accounts(register: Register) -> list[tuple[Event, Account]]:
    """The accounts that tell a distance, the nearest first."""
    found = [(event, account) for event in register.events for account in event.figures if account.km]
    return sorted(found, key=lambda pair: pair[1].km or 0)


def march(edition: Edition, _: str = "") -> ET.Element | None:
    """The strip map; nothing where the events have no road."""
    register = edition.register
    road, along = register.road, stops(register)
    if road is None or not along:
        return None
    question = f"{road.question[:1].lower()}{road.question[1:]}"
    caption = (
        f"Kilometres by road to {road.to}. Full marks: the distance was reported. Hollow marks: our own reckoning, "
        f"from the straight line and the bend of the road elsewhere. Right: {question}, by whose account."
    )
    return figure("march", twice(lambda width, kind: _map(register, road, along, width, kind)), caption)


def _map(register: Register, road: Road, along: list[Stop], width: float, kind: str) -> ET.Element:
    narrow = kind == "narrow"
    axis = round(width * (0.5 if narrow else 0.52))
    scale = Scale((0, max(stop.km for stop in along)), (34, 960 if narrow else 800))
    told = accounts(register)
    left = [_stop_words(stop, axis - 42) for stop in along]
    right = [_account_words(account, width - axis - 42) for _, account in told]
    drawn, links = _road(scale, axis, road, [stop for stop in along if stop.event.km_to]), []
    tops = _tops([scale(stop.km) for stop in along], left)
    for stop, lines, top in zip(along, left, tops, strict=True):
        y = scale(stop.km)
        drawn.append(draw("path", d=f"M{axis - 8} {y:.1f}L{axis - 37} {top + 10:.1f}", class_="lead"))
        drawn += [] if stop.event.km_to else [draw("circle", cx=axis, cy=y, r=6, class_="dot" if stop.reported else "dot hollow")]
        links.append(_words(lines, axis - 40, top, "end", event_address(stop.event), axis - 42))
    lowest = tops[-1] + len(left[-1]) * LINE
    for (event, account), lines, top in zip(told, right, _tops([scale(a.km or 0) for _, a in told], right), strict=True):
        y = scale(account.km or 0)
        drawn.append(draw("path", d=f"M{axis + 6} {y:.1f}l8 -4v8z", class_="claim"))
        drawn.append(draw("path", d=f"M{axis + 16} {y:.1f}L{axis + 34} {top + 10:.1f}", class_="lead"))
        links.append(_words(lines, axis + 38, top, "start", event_address(event), width - axis - 42))
    size = (width, max(lowest, scale.range[1]) + 12)
    return picture(f"march-{kind}", f"From {road.begins} towards {road.to}", _says(along, told, road), size, drawn, links)


def _stop_words(stop: Stop, width: float) -> list[str]:
    hour = stop.event.hour and f"{stop.event.hour} "
    far = f"{stop.event.km_to:g} to {stop.km:g}" if stop.event.km_to else f"{'' if stop.reported else 'about '}{_round(stop)}"
    where = ", ".join(filter(None, (stop.event.place.split(",")[0], f"{far} km")))
    return [*wrap(f"{hour}{stop.event.title}", width), *wrap(where, width)]


def _round(stop: Stop) -> str:
    return f"{stop.km:g}" if stop.reported else reckoned(stop.km)


def reckoned(km: float) -> str:
    """Return a distance of our own reckoning as exactly as it is known: to ten kilometres, a short one to one."""
    return f"{round(km, -1) if km >= 20 else round(km):g}"


def _account_words(account: Account, width: float) -> list[str]:
    return [*wrap(account.value, width), *wrap(account.by, width)]


def _tops(places: list[float], words: list[list[str]]) -> list[float]:
    """Where the words beside the road begin, so that none covers another, or the name of its end."""
    return spread([place - 10 for place in places], [len(lines) * LINE for lines in words], 8, LINE + 8)


def _words(lines: list[str], x: float, top: float, side: str, href: str, width: float) -> ET.Element:
    stretch = hit(x - width if side == "end" else x, top - 2, width, max(len(lines) * LINE + 4, 24))
    return anchor(href, stretch, label(lines, x, top + 12, anchor=side), says=" ".join(lines))


def _road(scale: Scale, axis: float, road: Road, closed: list[Stop]) -> list[ET.Element]:
    """The road with its kilometres and the stretches that were closed."""
    made = [draw("path", d=f"M{axis} {scale(0):.1f}V{scale(scale.domain[1]):.1f}", class_="road")]
    made += [draw("path", d=f"M{axis} {scale(stop.event.km_to or 0):.1f}V{scale(stop.km):.1f}", class_="closed") for stop in closed]
    for km in range(STEP, int(scale.domain[1]) + 1, STEP):
        made.append(draw("path", d=f"M{axis - 5} {scale(km):.1f}h10", class_="axis"))
        made.append(label([str(km)], axis - 9, scale(km) + 4, "small km", "end"))
    return [*made, label([f"{road.to}, 0 km"], axis, 18, "strong", "middle")]


def _says(along: list[Stop], told: list[tuple[Event, Account]], road: Road) -> str:
    places = "; ".join(f"{stop.event.hour} {stop.event.title}, {_round(stop)} km".strip() for stop in reversed(along))
    nearest = "; ".join(f"{account.value} ({account.by})" for _, account in told)
    return f"Towards {road.to}: {places}. {road.question}: {nearest}."
