"""The timeline at a glance: a row for each period with its own scale, and a dot for each event, a link to it."""

import xml.etree.ElementTree as ET
from collections.abc import Sequence

from edition.model.dates import days, in_words
from edition.model.edition import Edition, Register
from edition.model.events import Event, Period
from edition.model.occurrences import by_period, event_address
from edition.pictures.layout import Scale, columns
from edition.pictures.svg import CELL, LINE, anchor, draw, figure, hit, label, picture, tip, twice

RADIUS = 6.5
LEGEND = "Each dot is an event; a hollow one stands where the day or the hour is not exact."


def overview(edition: Edition, _: str = "") -> ET.Element | None:
    """Return all events, by period."""
    return dots(edition.register.events, edition.register, "overview", "The events at a glance", LEGEND)


def dots(
    events: Sequence[Event], register: Register, name: str, title: str, caption: str, small: bool = False
) -> ET.Element | None:
    """Return a figure of events, by period; nothing where there is none. A small one says less of its scales."""
    if not events:
        return None
    rows = by_period(events, register)
    says = "; ".join(f"{period.title}: {_events(len(inside))}" for period, inside in rows) + "."
    return figure(name, twice(lambda width, kind: _rows(rows, width, f"{name}-{kind}", title, says, small)), caption)


def _events(count: int) -> str:
    return f"{count} event{'s' * (count != 1)}"


def _rows(rows: list[tuple[Period, list[Event]]], width: float, name: str, title: str, says: str, small: bool) -> ET.Element:
    drawn, links, top = [], [], 0.0
    for period, inside in rows:
        below, marks, circles = _row(period, inside, width, top, small)
        drawn += marks
        links += circles
        top = below
    return picture(name, title, says, (width, top), drawn, links)


def _row(
    period: Period, events: list[Event], width: float, top: float, small: bool
) -> tuple[float, list[ET.Element], list[ET.Element]]:
    """One period from a height on: where the next begins, the axis and its words, the dots."""
    scale = _scale(events, width)
    places = columns([scale(_middle(event)) for event in events], CELL, 0, width)
    line = top + LINE + 4 + (max(level for _, level in places) + 1) * CELL
    marks = [
        label([period.title], 0, top + LINE - 3, "strong"),
        label([str(len(events))], width, top + LINE - 3, anchor="end"),
        draw("path", d=f"M0 {line + 0.5}H{width}", class_="axis"),
        *(draw("path", d=f"M{scale(at):.1f} {line}v4", class_="axis") for at in _ticks(period, events)),
        *([] if small and not period.hours else _ends(period, events, width, line + LINE - 1, scale)),
    ]
    return (
        line + (LINE + 16 if period.hours or not small else 12),
        marks,
        [_dot(event, *place, line) for event, place in zip(events, places, strict=True)],
    )


def _middle(event: Event) -> float:
    """Where an event is drawn: its beginning; what is known by the year only, in the middle of it."""
    return days(event.date) if len(event.date) > 4 else (days(event.date) + days(event.date, end=True)) / 2


def _scale(events: list[Event], width: float) -> Scale:
    return Scale((min(map(_middle, events)), max(map(_middle, events))), (CELL / 2, width - CELL / 2))


def _ticks(period: Period, events: list[Event]) -> list[float]:
    """Ticks where a day or a year begins, as far as there is room for them."""
    low, high = min(map(_middle, events)), max(map(_middle, events))
    if period.hours:
        return [quarter / 4 for quarter in range(int(low * 4) + 1, int(high * 4) + 1)]
    years = range(int(events[0].date[:4]) + 1, int(events[-1].date[:4]) + 1)
    return [days(str(year)) for year in years] if len(years) <= 40 else []


def _ends(period: Period, events: list[Event], width: float, y: float, scale: Scale) -> list[ET.Element]:
    """What the ends of the axis are called; hour by hour, every midnight and noon that has room."""
    if not period.hours:
        names = in_words(events[0].date), in_words(events[-1].date)
        return [
            label([names[0]], 0, y, "small"),
            *([label([names[1]], width, y, "small", "end")] if names[0] != names[1] else []),
        ]
    halves = [at for at in _ticks(period, events) if at * 2 == int(at * 2)]
    return [label([f"{'12:00' if at % 1 else '00:00'}"], scale(at), y, "small", "middle") for at in halves]


def _dot(event: Event, x: float, level: int, line: float) -> ET.Element:
    y = line - (level + 0.5) * CELL
    exact = not (event.precision or event.clock) and (event.hour or event.date.count("-") == 2)
    dot = draw("circle", cx=x, cy=y, r=RADIUS, class_="dot" if exact else "dot hollow")
    says = f"{event.dated}: {event.title}"
    return anchor(event_address(event), tip(says), hit(x - CELL / 2, y - CELL / 2, CELL, CELL), dot, says=says)
