"""Dates as the data writes them (1905, 1905-10, 1905-10-30, 2023-06-24T07:30): checked, ordered, counted, put into words."""

import calendar
import re
from datetime import date as Day
from datetime import timedelta
from functools import lru_cache
from itertools import takewhile

from edition.text import language

DATE = re.compile(r"(-?(?:\d{4}|[1-9]\d{0,2}))(?:-(\d\d)(?:-(\d\d))?)?", re.ASCII)  # 010 may be 10, 8 or a slip
HOUR = re.compile(r"(?P<day>\d{4}-\d\d-\d\d)T(?P<hour>[01]\d|2[0-3]):(?P<minute>[0-5]\d)", re.ASCII)


def check_date(text: str) -> str:
    """Return a date of the form 1961, 1961-06 or 1961-06-01 as it is. Raises ValueError where there is no such day."""
    match = DATE.fullmatch(text)
    if not match:
        raise ValueError(f"“{text}” is not a date; write 1961, 1961-06 or 1961-06-01")
    year, month, day = int(match[1]), int(match[2] or 1), int(match[3] or 1)
    if not year:
        raise ValueError("there is no year 0; the one before 1 is -1")
    if not 1 <= month <= 12 or not 1 <= day <= calendar.monthrange(max(year, 1), month)[1]:
        raise ValueError(f"there is no day {text}")
    return text


def is_day(text: str) -> bool:
    """Tell whether a text is a day that there is, such as 2026-11-24."""
    try:
        return len(check_date(text)) == len("2026-11-24") and text[0] != "-"
    except ValueError:
        return False


def check_moment(text: str) -> str:
    """Return a date from the year 1 on, or a day with an hour such as 2023-06-24T07:30, as it is. Raises ValueError."""
    if "T" not in text:
        if text.startswith("-") or not text.strip("0"):
            raise ValueError(f"“{text}” is before the year 1, where no timeline of ours reaches")
        return check_date(text)
    match = HOUR.fullmatch(text)
    if not match:
        raise ValueError(f"“{text}” is no hour; write 2023-06-24T07:30, from 00:00 to 23:59")
    check_date(match["day"])
    return text


@lru_cache(maxsize=1024)
def order(moment: str) -> tuple[int, ...]:
    """Return what a moment sorts by: year, month, day, hour, minute; what is not known counts as the beginning."""
    found = [int(part) for part in re.findall(r"\d+", moment)]
    return tuple(found + [0] * (5 - len(found)))


def days(moment: str, end: bool = False) -> float:
    """Return a moment in days, with the hour as a fraction; of a year or a month its first day, or the end of its last."""
    year, month, day, hour, minute = order(moment)
    whole = "T" not in moment and end
    month = month or (12 if whole else 1)
    day = day or (calendar.monthrange(year, month)[1] if whole else 1)
    return Day(year, month, day).toordinal() + (hour * 60 + minute) / 1440 + (1 if whole else 0)


def julian(day: Day) -> Day:
    """Return the day of the Julian calendar on which a Gregorian day of the years 1800 to 2099 falls."""
    return day - timedelta(days=12 if day < Day(1900, 3, 14) else 13)


def year_of(date: str | None) -> str:
    """Return the year of a date, in words where it is before the year 1; a question mark where there is none."""
    return in_words(date[:1] + date[1:].split("-")[0]) if date else "?"


def in_words(text: str) -> str:
    """Return a date in words: 24 June 2023, June 2023, 2023; the hour is left out, and what is no date stays as it is."""
    if not re.match(r"-?\d{1,4}(?:-\d\d){0,2}(?:T|$)", text):
        return text
    if text.startswith("-"):
        return language.before_christ(in_words(text[1:]))
    year, month, day, *_ = order(text)
    if said := language.day(_known(text)):
        return said
    name = calendar.month_name[month] if 1 <= month <= 12 else ""
    return " ".join(part for part in (str(day) if day else "", name, str(year)) if part)


def stretch_in_words(begin: str, end: str) -> str:
    """Return a stretch of time in words; what both ends have in common is said once: 1 to 18 March 1921."""
    if said := language.stretch(_known(begin), _known(end)):
        return said
    first, last = in_words(begin).split(), in_words(end).split()
    common = list(takewhile(lambda pair: pair[0] == pair[1], zip(reversed(first), reversed(last), strict=False)))
    first = first[: len(first) - len(common)]
    return f"{' '.join(first)} to {' '.join(last)}" if first else " ".join(last)


def without_year(moment: str) -> str:
    """Return a day or a month in words without its year: 24 June; of a year nothing."""
    year, month, day, *_ = order(moment)
    if not month:
        return ""
    return language.day_of_month(Day(year, month, day)) if day else in_words(moment).rpartition(" ")[0]


def _known(moment: str) -> tuple[int, ...]:
    """The year, the month and the day of a moment, as far as they are known."""
    return () if moment.startswith("-") else tuple(takewhile(bool, order(moment)[:3]))
