"""The picture of the road: a map, beside it the road drawn straight with its kilometres, what happened and the rival accounts.

On a narrow page the straight road stands below the map, and numbers tie the two together.
"""

import xml.etree.ElementTree as ET
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from edition.model.edition import Edition
from edition.model.events import Account, Event, Road
from edition.model.occurrences import event_address
from edition.pictures.ground import Map, ground
from edition.pictures.layout import Scale, apart, spread
from edition.pictures.marks import BADGE, badge, key, pointing, shape, shield
from edition.pictures.road import CAPTION, Claim, Post, Stop, accounts, claim, reckoned, stops, stretch, way
from edition.pictures.svg import (
    BROAD,
    NARROW,
    Line,
    anchor,
    column,
    draw,
    figure,
    height_of,
    hit,
    label,
    lines_of,
    picture,
    size_of,
    track,
    twice,
    words_of,
)
from edition.text.language import decimal, quoted, t

STEP = 100  # km between two marks on the road
LABELS, CHART = 270, 380  # widths of the words on the left, of the map
GAP = 12


@dataclass(frozen=True)
class Told:
    """What the picture tells: the road, what happened on it, who says how near its end was reached, and the text's own word."""

    edition: Edition
    road: Road
    stops: list[Stop]
    accounts: list[tuple[Event, Account]]
    claim: Claim | None

    @cached_property
    def posts(self) -> list[Post]:
        """The points of the road."""
        return way(self.road)

    @property
    def title(self) -> str:
        """What the picture is called."""
        return t("From {begins} towards {ends}", begins=self.road.begins, ends=self.road.to)

    @property
    def reached(self) -> float:
        """How near the road's end a mark tells that it was reached, in km; without such marks all of the road was."""
        return min((stop.km for stop in self.stops if stop.mark.reached), default=0)

    @property
    def farthest(self) -> float:
        """How far the picture reaches, in km from the road's end."""
        return max([*(stop.km for stop in self.stops), self.posts[-1].km])


@dataclass(frozen=True)
class Entry:
    """Words beside the straight road: at how many km, what they say, where they lead, and what marks them."""

    km: float
    lines: list[Line]
    href: str
    says: str
    stop: Stop | None = None
    ours: bool = False


def march(edition: Edition, _: str = "") -> ET.Element | None:
    """Return the picture; nothing where the events have no road."""
    along = stops(edition.register)
    if edition.register.road is None or not along:
        return None
    told = Told(edition, edition.register.road, along, accounts(edition.register), claim(edition))
    shown = edition.register.ground
    wide = BROAD if shown else BROAD - CHART
    drawn = twice(lambda width, kind: _narrow(told) if kind == "narrow" else _wide(told, width), wide)
    return figure("march broad", drawn, _caption(told))


def _caption(told: Told) -> str:
    shown, said = told.edition.register.ground, t(CAPTION, place=told.road.to)
    ground = t("Map: {source}, {licence}.", source=shown.source, licence=shown.licence) if shown else ""
    return f"{said} {ground} {shown.view}".rstrip() if shown else said


def _wide(told: Told, width: float) -> ET.Element:
    shown = told.edition.register.ground
    top = 34.0
    map_ = Map(shown, CHART, LABELS + 20, top) if shown else None
    axis = LABELS + 20 + (CHART + 58 if map_ else 60)
    begins, ends = (map_(told.posts[0].spot)[1], map_(told.posts[-1].spot)[1]) if map_ else (top + 24, top + 600)
    scale = Scale((0, told.farthest), (begins, ends))
    drawn, places = _chart(told, map_)
    drawn += _ruler(told, axis, scale)
    drawn += [
        label([t("What happened, and when")], LABELS - 2, 16, "strong", "end"),
        label([told.road.asks], axis + 34, 16, "strong"),
    ]
    wanted = {stop.number: places.get(stop.number, (axis, scale(stop.km))) for stop in told.stops}
    left = [_stop_entry(stop, LABELS - 34, told.road) for stop in sorted(told.stops, key=lambda stop: wanted[stop.number][1])]
    right = _account_entries(told, width - axis - 40)
    links, low = [], 0.0
    tops = _tops([wanted[entry.stop.number][1] for entry in left if entry.stop], left, top)
    for entry, at in zip(left, tops, strict=True):
        links.append(_beside(entry, at, wanted))
        low = max(low, at + height_of(entry.lines))
    for entry, at in zip(right, _tops([scale(entry.km) for entry in right], right, top), strict=True):
        links.append(_account(entry, at, axis, scale(entry.km), width))
        low = max(low, at + height_of(entry.lines))
    low = max(low, scale.range[1], map_.top + map_.height if map_ else 0)
    legend, bottom = key(_samples(told), 0, low + 26, width)
    return picture("march-wide", told.title, _says(told), (width, bottom + 6), [*drawn, *legend], links, fixed=True)


def _narrow(told: Told) -> ET.Element:
    """The map, and below it the road as a line of stations: kilometres, mark, words."""
    shown = told.edition.register.ground
    map_ = Map(shown, NARROW) if shown else None
    drawn, places = _chart(told, map_)
    legend, top = key(_samples(told), 0, map_.height + 24 if map_ else 10, NARROW)
    axis, entries = 62, [_stop_entry(stop, NARROW - 62 - 24, told.road) for stop in told.stops]
    entries = sorted([*entries, *_account_entries(told, NARROW - axis - 24)], key=lambda entry: entry.km)
    tops = spread([0] * len(entries), [height_of(entry.lines) for entry in entries], GAP, top + 34)
    middles = [at + size_of(entry.lines[0][0]).step / 2 for entry, at in zip(entries, tops, strict=True)]
    low = tops[-1] + height_of(entries[-1].lines)
    drawn += [*legend, *_line(told, axis, [entry.km for entry in entries], [top + 26, *middles])]
    links = [draw("g", _mark(stop, *places[stop.number])) for stop in told.stops if stop.number in places]
    links += [_station(entry, at, axis, middle) for entry, at, middle in zip(entries, tops, middles, strict=True)]
    return picture("march-narrow", told.title, _says(told), (NARROW, low + 12), drawn, links, fixed=True)


def _line(told: Told, axis: float, along: list[float], heights: list[float]) -> list[ET.Element]:
    """The road through its stations, which stand in order and not to scale."""

    def height(km: float) -> float:
        stations = list(zip([0.0, *along], heights, strict=True))
        for (near, above), (far, below) in pairwise(stations):
            if near <= km <= far and far > near:
                return above + (below - above) * (km - near) / (far - near)
        return heights[-1]

    nearest = height(told.reached)
    made = [draw("path", d=f"M{axis} {nearest:.1f}V{heights[-1]:.1f}", class_="road")]
    made.append(draw("path", d=f"M{axis} {heights[0]:.1f}V{nearest:.1f}", class_="road beyond"))
    for stop in told.stops:
        if stop.event.km_to:
            closed = f"M{axis} {height(stop.event.km_to):.1f}V{height(stop.km):.1f}"
            made.append(draw("path", d=closed, class_="closed"))
    return [*made, label([told.road.to], axis, heights[0] - 8, "strong", "middle")]


def _tops(wanted: Iterable[float], entries: list[Entry], least: float) -> list[float]:
    """Where the words begin, so that none covers another."""
    heights = [height_of(entry.lines) for entry in entries]
    middles = [at - min(height / 2, 20) for at, height in zip(wanted, heights, strict=True)]
    return spread(middles, heights, GAP, least)


def _chart(told: Told, map_: Map | None) -> tuple[list[ET.Element], dict[int, tuple[float, float]]]:
    """The map with the road and what closed it; and where each stop stands on it, so that no mark covers another."""
    if map_ is None:
        return [], {}
    known = [(stop.number, map_(stop.spot)) for stop in told.stops if stop.spot and map_.shows(stop.spot)]
    spots = apart([spot for _, spot in known], 2 * BADGE + 2)
    made = ground(map_, spots, BADGE)
    beyond, reached = (stretch(told.posts, *ends) for ends in ((0, told.reached), (told.reached, told.farthest)))
    made.append(draw("path", d=track(map(map_, reached)), class_="road"))
    made.append(draw("path", d=track(map(map_, beyond)), class_="road beyond"))
    for stop in told.stops:
        if stop.event.km_to:
            closed = stretch(told.posts, stop.event.km_to, stop.km)
            made.append(draw("path", d=track(map(map_, closed)), class_="closed"))
    if told.road.name:
        made += shield(told.road.name, *map_(stretch(told.posts, 0.86 * told.farthest, told.farthest)[0]))
    return made, {number: spot for (number, _), spot in zip(known, spots, strict=True)}


def _ruler(told: Told, axis: float, scale: Scale) -> list[ET.Element]:
    """The road drawn straight, with its kilometres, the stretches that were closed and where something happened."""
    nearest = scale(told.reached)
    made = [draw("path", d=f"M{axis} {nearest:.1f}V{scale(told.farthest):.1f}", class_="road")]
    made.append(draw("path", d=f"M{axis} {scale(0):.1f}V{nearest:.1f}", class_="road beyond"))
    for stop in told.stops:
        if stop.event.km_to:
            made.append(draw("path", d=f"M{axis} {scale(stop.event.km_to):.1f}V{scale(stop.km):.1f}", class_="closed"))
    for stop in told.stops:
        if not stop.event.km_to:
            state = "post" if stop.reported else "post hollow"
            made.append(draw("g", shape(stop.mark.shape, axis, scale(stop.km), 4.5), class_=state))
    for km in range(STEP, int(told.farthest - STEP / 3), STEP):
        made.append(draw("path", d=f"M{axis - 5} {scale(km):.1f}h5", class_="axis"))
        made.append(label([t("{number} km", number=km) if km == STEP else str(km)], axis - 9, scale(km) + 4, "small km", "end"))
    made.append(label([told.road.begins], axis, scale(told.farthest) + 20, "name", "middle"))
    return [*made, label([told.road.to], axis, scale(0) - 9, "strong", "middle")]


def _stop_entry(stop: Stop, width: float, road: Road) -> Entry:
    place = stop.event.place if stop.event.km_to is None else f"{road.name} " + stop.event.place.partition(",")[2].strip()
    where = t("{place}, {distance}", place=place.split(",")[0], distance=stop.far) if place else stop.far
    hour = stop.event.hour
    lines = lines_of([("small", f"{hour[:1].upper()}{hour[1:]}"), ("strong", stop.event.title), ("small", where)], width)
    return Entry(stop.km, lines, event_address(stop.event), f"{stop.number} {words_of(lines)}", stop)


def _account_entries(told: Told, width: float) -> list[Entry]:
    made = []
    for event, account in told.accounts:
        lines = lines_of([("strong", account.value), ("small", account.by)], width)
        made.append(Entry(account.km or 0, lines, event_address(event), words_of(lines)))
    if told.claim:
        found, text = told.claim, told.edition.text_of(told.claim.section)
        said = t("{author}, {number} km: {kind}", author=text.author, number=decimal(found.km), kind=found.kind.label)
        lines = lines_of([("big", quoted(found.note.quote)), ("strong", said)], width)
        made.append(Entry(found.km, lines, f"/{found.section.page}#{found.note.id}", words_of(lines), ours=True))
    return sorted(made, key=lambda entry: (entry.km, entry.ours))


def _beside(entry: Entry, top: float, places: dict[int, tuple[float, float]]) -> ET.Element:
    """Words on the left of the map, their number, and the way from it to the mark on the map."""
    assert entry.stop
    x, y = places[entry.stop.number]
    middle = top + min(height_of(entry.lines) / 2, 20)
    lead = draw("path", d=f"M{LABELS - 12} {middle:.1f}H{LABELS + 8}L{x:.1f} {y:.1f}", class_="lead")
    stretch_ = hit(0, top - 2, LABELS, max(height_of(entry.lines) + 4, 24))
    marks = [_mark(entry.stop, LABELS - 12, middle), _mark(entry.stop, x, y)]
    return anchor(entry.href, stretch_, lead, *marks, *column(entry.lines, LABELS - 30, top, "end"))


def _station(entry: Entry, top: float, axis: float, y: float) -> ET.Element:
    """A station of the road: how many km, its mark, its words."""
    stretch_ = hit(0, top - 2, NARROW, max(height_of(entry.lines) + 4, 24))
    far = reckoned(entry.km) if entry.stop and not entry.stop.reported else decimal(entry.km)
    mark = _mark(entry.stop, axis, y) if entry.stop else draw("path", d=pointing((axis + 3, y)), class_="told")
    words, says = column(entry.lines, axis + 24, top), entry.says
    if not (entry.stop and entry.stop.event.km_to):
        words.append(label([far], axis - 18, y + 4.4, "small", "end"))
        says += f" {far}"
    return anchor(entry.href, stretch_, mark, *words, says="" if entry.stop else says, class_="ours" if entry.ours else "")


def _account(entry: Entry, top: float, axis: float, y: float, width: float) -> ET.Element:
    """An account on the right of the straight road; the text's own word stands out."""
    middle = top + (26 if entry.ours else 9)
    lead = draw("path", d=f"M{axis + 12} {y:.1f}L{axis + 32} {middle:.1f}", class_="lead")
    point = draw("path", d=pointing((axis + 3, y)), class_="told")
    stretch_ = hit(axis + 32, top - 2, width - axis - 32, max(height_of(entry.lines) + 4, 24))
    words = column(entry.lines, axis + 38, top)
    return anchor(entry.href, stretch_, lead, point, *words, says=entry.says, class_="ours" if entry.ours else "")


def _mark(stop: Stop, x: float, y: float) -> ET.Element:
    """The mark of a stop: its shape tells what sort of thing happened, hollow that its distance is reckoned."""
    return badge(stop.mark.shape, stop.number, stop.reported, x, y)


def _samples(told: Told) -> Iterator[tuple[list[ET.Element], str]]:
    """What the marks mean, those of places that were reached first."""
    used = {stop.mark.id: stop.mark for stop in told.stops}
    order = [mark.id for mark in told.edition.register.marks if mark.id in used] or list(used)
    for mark in sorted((used[id] for id in order), key=lambda mark: not mark.reached):
        yield [shape(mark.shape, 8, 0, 7)], mark.label
    if told.reached:
        yield [draw("path", d="M0 0h18", class_="road beyond")], told.road.told_beyond
    if any(stop.event.km_to for stop in told.stops):
        yield [draw("path", d="M0 0h16", class_="closed")], t("the stretch that was closed")
    if told.accounts:
        yield [draw("path", d=pointing((3, 0)), class_="told")], t("how near, by somebody’s account")


def _says(told: Told) -> str:
    """The picture in words: the stops in the order of the day, then who says how near the end was reached."""
    day = sorted(told.stops, key=lambda stop: stop.number)
    places = "; ".join(f"{stop.number}, {stop.event.hour}: {stop.event.title}, {stop.far}" for stop in day)
    nearest = "; ".join(f"{account.value} ({account.by})" for _, account in told.accounts)
    said = t("{stops}. {question}: {accounts}.", stops=places, question=told.road.asks, accounts=nearest)
    ours = told.claim and t("The text says “{words}”: {kind}.", words=told.claim.note.quote, kind=told.claim.kind.label)
    return f"{said} {ours}" if ours else said
