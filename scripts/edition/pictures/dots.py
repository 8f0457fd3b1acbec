"""Events on a line of time: a dot for each, a link to it, labelled where there is room."""

import xml.etree.ElementTree as ET
from collections.abc import Sequence
from typing import NamedTuple

from edition.model.dates import days, in_words, without_year
from edition.model.edition import Edition, Register
from edition.model.events import Event, Period
from edition.model.occurrences import by_period, event_address
from edition.pictures.layout import Scale, places_free
from edition.pictures.marks import key
from edition.pictures.svg import CELL, LINE, Caption, anchor, breadth_of, draw, figure, hit, label, picture, tip, twice
from edition.text.language import message, t, tn

RADIUS = 5.5
SIDE = 9  # half of what a dot takes on the line
LEVELS = 9  # of labels; what stands above them has none
LEGEND = (("dot", message("exact")), ("dot hollow", message("the day or the hour is not exact")))


class Placed(NamedTuple):
    """An event on its line: where, how high above the axis, and on which side its label stands, if it has one."""

    event: Event
    x: float
    level: int
    side: str


def period(edition: Edition, number: str) -> ET.Element | None:
    """Return the strip of a period, by its number from 1; nothing where there is none."""
    rows = by_period(edition.register.events, edition.register)
    if not number.isdecimal() or not 0 < int(number) <= len(rows):
        return None
    return _figure([rows[int(number) - 1]], f"period-{number}", rows[int(number) - 1][0].title, False)


def dots(events: Sequence[Event], register: Register, name: str, title: str, caption: Caption = None) -> ET.Element | None:
    """Return a picture of events, a row for each period; nothing where there is none."""
    return _figure(by_period(events, register), name, title, True, caption) if events else None


def _figure(rows: list[tuple[Period, list[Event]]], name: str, title: str, titled: bool, caption: Caption = None) -> ET.Element:
    says = "; ".join(f"{period.title}: {_events(len(inside))}" for period, inside in rows) + "."
    return figure(f"dots {name}", twice(lambda width, kind: _rows(rows, width, f"{name}-{kind}", title, says, titled)), caption)


def _events(count: int) -> str:
    return tn("{count} event", "{count} events", count)


def _rows(rows: list[tuple[Period, list[Event]]], width: float, name: str, title: str, says: str, titled: bool) -> ET.Element:
    drawn: list[ET.Element] = []
    links: list[ET.Element] = []
    top = 0.0
    for period, inside in rows:
        if titled:
            drawn.append(label([period.title], 0, top + LINE - 4, "strong"))
            drawn.append(label([_events(len(inside))], width, top + LINE - 4, "small", "end"))
            top += LINE
        placed = _placed(inside, width)
        line = top + 6 + (max(one.level for one in placed) + 1) * CELL
        drawn += _axis(period, inside, width, line)
        drawn += [draw("path", d=f"M{one.x:.1f} {line}V{_height(one, line):.1f}", class_="stem") for one in placed if one.level]
        links += [_dot(one, line) for one in placed]
        top = line + 34
    if any(not event.exact for _, inside in rows for event in inside):
        samples = [([draw("circle", cx=7, cy=0, r=RADIUS, class_=class_)], t(words)) for class_, words in LEGEND]
        legend, top = key(samples, 0, top + 4, width)
        drawn += legend
    return picture(name, title, says, (width, top), drawn, links)


def _placed(events: list[Event], width: float) -> list[Placed]:
    """Where each event stands: at its time, as low as there is room for it with its label, else without one."""
    scale = Scale((min(map(_middle, events)), max(map(_middle, events))), (SIDE, width - SIDE))
    xs = [scale(_middle(event)) for event in events]
    choices = []
    for event, x in zip(events, xs, strict=True):
        wide = breadth_of(("small", event.title)) + 14
        sides = [(x - SIDE, x + wide)] if x + wide <= width else []
        sides += [(x - wide, x + SIDE)] if x - wide >= 0 else []
        choices.append([*sides, (x - SIDE, x + SIDE)])
    found = places_free(choices, LEVELS, gap=6)
    return [
        Placed(event, x, level, "" if right - left <= 2 * SIDE + 0.1 else "end" if left < x - SIDE else "start")
        for event, x, (level, (left, right)) in zip(events, xs, found, strict=True)
    ]


def _middle(event: Event) -> float:
    """Where an event is drawn: its beginning; what is known by the year only, in the middle of it."""
    return days(event.date) if len(event.date) > 4 else (days(event.date) + days(event.date, end=True)) / 2


def _axis(period: Period, events: list[Event], width: float, y: float) -> list[ET.Element]:
    """The axis, with a tick where a year or a quarter of a day begins, and what its ends are called."""
    low, high = min(map(_middle, events)), max(map(_middle, events))
    scale = Scale((low, high), (SIDE, width - SIDE))
    names = [_end(period, events[0]), _end(period, events[-1])] if len(events) > 1 else [_end(period, events[0])]
    ends = [label([names[0]], 0, y + 18, "small")]
    ends += [label([names[1]], width, y + 18, "small", "end")] if len(names) > 1 and names[0] != names[1] else []
    ticks = [draw("path", d=f"M{scale(at):.1f} {y}v4", class_="axis") for at in _ticks(period, events, low, high)]
    return [draw("path", d=f"M0 {y}H{width}", class_="axis"), *ticks, *ends]


def _end(period: Period, event: Event) -> str:
    if period.hours and event.hour:
        return t("{day}, {hour}", day=without_year(event.date), hour=event.hour)
    return in_words(event.date)


def _ticks(period: Period, events: list[Event], low: float, high: float) -> list[float]:
    if period.hours:
        return [quarter / 4 for quarter in range(int(low * 4) + 1, int(high * 4) + 1)]
    years = range(int(events[0].date[:4]) + 1, int(events[-1].date[:4]) + 1)
    return [days(str(year)) for year in years] if len(years) <= 40 else []


def _height(one: Placed, line: float) -> float:
    return line - (one.level + 0.5) * CELL


def _dot(one: Placed, line: float) -> ET.Element:
    y = _height(one, line)
    dot = draw("circle", cx=one.x, cy=y, r=RADIUS, class_="dot" if one.event.exact else "dot hollow")
    says = t("{title}: {day}", title=one.event.title, day=one.event.dated)
    wide = breadth_of(("small", one.event.title)) + 14
    if one.side == "end":
        words, stretch = label([one.event.title], one.x - 11, y + 4.4, "small", "end"), hit(one.x - wide, y - 12, wide + 10, CELL)
    elif one.side:
        words, stretch = label([one.event.title], one.x + 11, y + 4.4, "small"), hit(one.x - 10, y - 12, wide + 10, CELL)
    else:
        return anchor(event_address(one.event), tip(says), hit(one.x - 12, y - 12, CELL, CELL), dot, says=says)
    return anchor(event_address(one.event), stretch, dot, words, says=says)
