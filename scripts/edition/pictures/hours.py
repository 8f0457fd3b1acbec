"""What happened hour by hour: a column for each side, time from above to below, hours in which nothing happened drawn thin."""

import xml.etree.ElementTree as ET
from dataclasses import dataclass
from datetime import date

from edition.model.dates import days, order, without_year
from edition.model.edition import Edition
from edition.model.events import Event, Lane, Period
from edition.model.occurrences import by_period, event_address
from edition.pictures.layout import Elastic, elastic, spread
from edition.pictures.marks import SHAPES, shape
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
    twice,
    words_of,
)
from edition.text.language import day_of_month, t, weekday

GAP = 13
FULL, THIN = 54, 9  # pixels of an hour in which something happened, and of one in which nothing did
PAUSE = 44  # pixels between two days
CLOCK = 58  # width of the hours on the left
RADIUS = 6.5


@dataclass(frozen=True)
class Told:
    """What the picture tells: a period, what happened in it, and the sides."""

    period: Period
    events: list[Event]
    lanes: list[Lane]
    hours: str

    def lane(self, event: Event) -> int:
        """Which side an event belongs to, by its place."""
        return next((at for at, lane in enumerate(self.lanes) if lane.id == event.lane), 0)


def hourly(edition: Edition, _: str = "") -> ET.Element | None:
    """Return the picture of the first period that is told hour by hour; nothing where there is none."""
    register = edition.register
    found = next(((period, events) for period, events in by_period(register.events, register) if period.hours), None)
    if found is None:
        return None
    period, events = found
    used = [lane for lane in register.lanes if any(event.lane == lane.id for event in events)]
    told = Told(period, events, used or [Lane(id="all", title=period.title)], register.hours)
    drawn = twice(lambda width, kind: _narrow(told) if kind == "narrow" else _wide(told, width), BROAD)
    caption = t(
        "Full marks: the hour is known. Hollow marks: about then, or when it was reported. Hours without an event are drawn thin."
    )
    return figure("hours broad", drawn, caption)


def _hour(event: Event) -> float:
    return days(event.date) * 24


def _wide(told: Told, width: float) -> ET.Element:
    top = 80.0
    scale = elastic([_hour(event) for event in told.events], top, FULL, THIN, (24, PAUSE))
    side = (width - CLOCK) / len(told.lanes)
    threads: list[ET.Element] = []
    links, low = [], scale.steps[-1][1]
    for at, lane in enumerate(told.lanes):
        x = CLOCK + at * side
        inside = [event for event in told.events if told.lane(event) == at]
        lines = [_lines(event, side - 52) for event in inside]
        heights = [height_of(words) for words in lines]
        tops = spread([scale(_hour(event)) - 9 for event in inside], heights, GAP, top - 9)
        threads += [
            draw("path", d=f"M{x + 12} 40V{scale.steps[-1][1] + 6:.1f}", class_=f"thread side-{at}"),
            draw("g", shape(SHAPES[at % 3], x + 12, 18, RADIUS), class_=f"point side-{at}"),
            label([lane.title], x + 28, 23, "title"),
        ]
        for event, words, above in zip(inside, lines, tops, strict=True):
            links.append(_event(event, words, at, x + 12, scale(_hour(event)), above, side - 18))
            low = max(low, above + height_of(words))
    return picture("hours-wide", told.period.title, _says(told), (width, low + 14), [*threads, *_clock(told, scale, width)], links)


def _clock(told: Told, scale: Elastic, width: float) -> list[ET.Element]:
    """The hours in which something happened, and where a day begins."""
    made = [label([_day(scale.first // 24)], 0, scale.steps[0][0] - 14, "title day")]
    for step, (top, bottom) in enumerate(scale.steps, scale.first):
        day, hour = divmod(step, 24)
        if hour == 0 and step > scale.first:
            made.append(draw("path", d=f"M0 {top - PAUSE + 8:.1f}H{width}", class_="midnight"))
            made.append(label([_day(day)], 0, top - 12, "title day"))
        if bottom - top == FULL:
            made.append(draw("path", d=f"M{CLOCK - 8} {top:.1f}H{width}", class_="rung"))
            made.append(label([f"{hour:02}:00"], CLOCK - 14, top + 4.5, "small", "end"))
    return made


def _day(day: int) -> str:
    """A day of the week and of the month."""
    when = date.fromordinal(day)
    return t("{weekday} {day}", weekday=weekday(when), day=day_of_month(when))


def _lines(event: Event, width: float, side: str = "") -> list[Line]:
    hour = event.hour or t("hour not known")
    first = " · ".join(filter(None, (f"{hour[:1].upper()}{hour[1:]}", side)))
    return lines_of([("small", first), ("strong", event.title), ("small", event.place)], width)


def _event(event: Event, lines: list[Line], side: int, x: float, y: float, top: float, width: float) -> ET.Element:
    """An event of a column: its mark at its hour, its words beside it, as near as there is room."""
    middle = top + 9
    lead = [draw("path", d=f"M{x:.1f} {y:.1f}L{x + 12:.1f} {middle:.1f}", class_="lead")] if abs(middle - y) > 4 else []
    mark = draw("g", shape(SHAPES[side % 3], x, y, RADIUS), class_=_point(event, side))
    stretch = hit(x - 12, min(top - 3, y - 12), width, max(height_of(lines) + 6, 24))
    return anchor(event_address(event), stretch, *lead, mark, *column(lines, x + 18, top), says=words_of(lines))


def _point(event: Event, side: int) -> str:
    return f"point side-{side}" if event.exact else f"point side-{side} hollow"


def _narrow(told: Told) -> ET.Element:
    """One column, in order: which side, is told in words, by the shape and by the place of the mark."""
    steps, room = 16, NARROW - 16 * len(told.lanes) - 20
    drawn: list[ET.Element] = []
    links = []
    top, left = 8.0, 16 * len(told.lanes) + 12
    for at, lane in enumerate(told.lanes):
        drawn += [
            draw("g", shape(SHAPES[at % 3], 8, top + 9, RADIUS), class_=f"point side-{at}"),
            label([lane.title], 24, top + 14, "strong"),
        ]
        top += 22
    begin, day = top + 12, 0
    for event in told.events:
        if order(event.date)[2] != day:
            day = order(event.date)[2]
            drawn.append(label([_day(int(days(event.date)))], left, top + 28, "title"))
            top += 46
        side = told.lane(event)
        lines = _lines(event, room, told.lanes[side].title if len(told.lanes) > 1 else "")
        x = 8 + steps * side
        stretch = hit(0, top - 4, NARROW, max(height_of(lines) + 8, 24))
        mark = draw("g", shape(SHAPES[side % 3], x, top + 9, RADIUS), class_=_point(event, side))
        links.append(anchor(event_address(event), stretch, mark, *column(lines, left, top), says=words_of(lines)))
        top += height_of(lines) + GAP
    threads = [
        draw("path", d=f"M{8 + steps * at} {begin}V{top - GAP:.1f}", class_=f"thread side-{at}") for at in range(len(told.lanes))
    ]
    return picture("hours-narrow", told.period.title, _says(told), (NARROW, top), [*threads, *drawn], links)


def _says(told: Told) -> str:
    """The picture in words, in order."""
    said = []
    for event in told.events:
        side = told.lanes[told.lane(event)].title if len(told.lanes) > 1 else ""
        hour = event.hour or t("hour not known")
        words = t("{day}, {hour}: {title}", day=without_year(event.date), hour=hour, title=event.title)
        said.append(words + (f" ({side})" if side else ""))
    return "; ".join(said) + "."
