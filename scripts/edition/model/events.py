"""The records of what happened and of who stood to whom how: data/events.yml and data/relations.yml."""

import calendar
import re
from datetime import date as Day
from datetime import timedelta
from itertools import takewhile
from typing import Annotated, Any, Literal, Self

from pydantic import AfterValidator, BeforeValidator, Field, model_validator

from edition.model.records import Date, Line, Record, date

HOUR = re.compile(r"(?P<day>\d{4}-\d\d-\d\d)T(?P<hour>[01]\d|2[0-3]):(?P<minute>[0-5]\d)$")
PARAGRAPH = re.compile(r"p\d+$")


def moment(text: str) -> str:
    """Check a date from the year 1 on, or a day with an hour such as 2023-06-24T07:30. Error: ValueError."""
    if "T" not in text:
        if text.startswith("-") or not text.strip("0"):
            raise ValueError(f"“{text}” is before the year 1, where no timeline of ours reaches")
        return date(text)
    match = HOUR.match(text)
    if not match:
        raise ValueError(f"“{text}” is no hour; write 2023-06-24T07:30, from 00:00 to 23:59")
    date(match["day"])
    return text


def order(moment: str) -> tuple[int, ...]:
    """What a moment sorts by: year, month, day, hour, minute; what is not known counts as the beginning."""
    found = [int(part) for part in re.findall(r"\d+", moment)]
    return tuple(found + [0] * (5 - len(found)))


def days(moment: str, end: bool = False) -> float:
    """A moment as a number of days, with the hour as a fraction; of a year or a month its first day, or its last."""
    year, month, day, hour, minute = order(moment)
    whole = "T" not in moment and end
    month = month or (12 if whole else 1)
    day = day or (calendar.monthrange(year, month)[1] if whole else 1)
    return Day(year, month, day).toordinal() + (hour * 60 + minute) / 1440 + (1 if whole else 0)


def julian(day: Day) -> Day:
    """The day of the Julian calendar on which a Gregorian day of the years 1800 to 2099 falls."""
    return day - timedelta(days=12 if day < Day(1900, 3, 14) else 13)


def _text(value: Any) -> Any:
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else value


Moment = Annotated[str, BeforeValidator(_text), AfterValidator(moment)]
ParagraphId = Annotated[str, Field(pattern=PARAGRAPH.pattern)]
Kilometres = Annotated[float, Field(gt=0, lt=100_000)]
Latitude = Annotated[float, Field(ge=-90, le=90)]
Longitude = Annotated[float, Field(ge=-180, le=180)]
Key = Annotated[str, Field(pattern=r"^[a-z0-9]+(?:-[a-z0-9]+)*$")]


class Account(Record):
    """One of the rival accounts of a figure: what it says, who says so, where; km from the road's end if it tells that."""

    value: Line
    by: Line
    source: Line
    km: Kilometres | None = None


class Period(Record):
    """A stretch of the timeline, from a moment until the next period begins; hours: told hour by hour."""

    title: Line
    begins: Annotated[Moment, Field(alias="from")]
    hours: bool = False


class Road(Record):
    """The road that the stops lie on: from where to where, and the place of its end, in degrees."""

    begins: Annotated[Line, Field(alias="from")]
    to: Line
    lat: Latitude
    lon: Longitude


class Event(Record):
    """One event: when (New Style, Moscow time), where (degrees; km: reported, from the road's end), what, who tells it."""

    id: Key
    title: Line
    date: Moment
    end: Moment | None = None
    old_style: Date | None = None
    clock: str = ""  # how the hour is told where it is not known to the minute: in the morning
    precision: str = ""
    place: str = ""
    lat: Latitude | None = None
    lon: Longitude | None = None
    approximate: bool = False
    stop: bool = False
    km: Kilometres | None = None
    km_to: Kilometres | None = None
    text: Line
    figures: tuple[Account, ...] = ()
    paragraphs: tuple[ParagraphId, ...] = ()
    actors: tuple[Key, ...] = ()
    sources: tuple[Line, ...] = ()

    @model_validator(mode="after")
    def _whole(self) -> Self:
        if (self.lat is None) != (self.lon is None):
            raise ValueError("lat and lon go together; add the other one")
        if self.stop and self.km is None and self.lat is None:
            raise ValueError("a stop needs km or coordinates, or it cannot be placed on the road")
        return self

    @property
    def when(self) -> tuple[int, ...]:
        """What events sort by."""
        return order(self.date)

    @property
    def hour(self) -> str:
        """The hour as it is told (07:30, in the morning), or nothing."""
        return self.clock or self.date.partition("T")[2]

    @property
    def cited(self) -> tuple[str, ...]:
        """The keys of its sources, those of its figures included, each once, in order."""
        return tuple(dict.fromkeys([*self.sources, *(figure.source for figure in self.figures)]))


class Relation(Record):
    """Who stood to whom how: a few words for the picture, then (June 2023) and now in sentences."""

    begins: Annotated[Key, Field(alias="from")]
    to: Key
    label: Annotated[str, Field(min_length=1, max_length=40)]
    state: Literal["lasting", "changed", "ended"]
    then: str = ""
    now: str = ""
    sources: tuple[Line, ...] = ()


def named_day(text: str) -> str:
    """A date in words: 24 June 2023, June 2023, 2023; the hour is left out."""
    year, month, day, *_ = order(text)
    parts = [str(day) if day else "", calendar.month_name[month] if month else "", str(year)]
    return " ".join(part for part in parts if part)


def named(event: Event) -> str:
    """When an event was, in words: a day, or a stretch of time, or a day and an hour."""
    if event.hour:
        return f"{named_day(event.date)}, {event.hour}"
    if not event.end:
        return named_day(event.date)
    begin, end = named_day(event.date), named_day(event.end)
    # 1 to 18 March 1921: what both have in common is said once.
    common = list(takewhile(lambda pair: pair[0] == pair[1], zip(reversed(begin.split()), reversed(end.split()), strict=False)))
    first = begin.split()[: len(begin.split()) - len(common)]
    return f"{' '.join(first)} to {end}" if first else end
