"""Rules on our own prose: what of the house style (CONTRIBUTING) a machine can see. Quoted words are nobody's fault."""

import calendar
import re
from collections.abc import Iterator
from datetime import date

from edition.citation import CITATION
from edition.edition import Edition
from edition.finding import Finding, blanked, once, our_lines
from edition.quote import fold
from edition.section import Line

QUOTED = re.compile(r"“[^”]{0,1000}”")
MONTHS = {name: number for number, name in enumerate(calendar.month_name) if name}
DAYS = {name: number for number, name in enumerate(calendar.day_name)}
MONTH = "|".join(MONTHS)
DATE = re.compile(rf"(?:\b({'|'.join(DAYS)}),? )?\b(\d{{1,2}}) ({MONTH})(?: (\d{{4}}))?\b")
OTHER_DATE = re.compile(
    rf"\b(?:{MONTH}) \d{{1,2}}(?:st|nd|rd|th)?,? \d{{4}}\b|\b\d{{1,2}}(?:st|nd|rd|th)(?: of)? (?:{MONTH})\b|\b\d{{4}}-\d\d-\d\d\b"
)
CONTRACTION = re.compile(r"\b\w+n’t\b|\b(?:I|you|we|they)’(?:m|re|ve|ll|d)\b|\b(?:it|that|there|who|what|here)’s\b", re.IGNORECASE)
YEARS = re.compile(r"\b[12]\d{3}-\d{2,4}\b")
PERCENT = re.compile(r"\d ?%")
UNDATED = re.compile(
    r"\b(?:nowadays|today|recently|currently|at present|so far this year|last (?:week|month|year))\b", re.IGNORECASE
)


@once
def _prose(edition: Edition) -> Iterator[tuple[str, Line]]:
    """Our lines with citations, code and quoted words blanked out, every other character in its place."""
    for path, line in our_lines(edition):
        text = blanked(line.text)
        for matter in (CITATION, QUOTED):
            text = matter.sub(lambda match: " " * len(match.group()), text)
        yield path, Line(line.number, text)


def _each(edition: Edition, pattern: re.Pattern[str], advice: str, sign: str = "") -> Iterator[Finding]:
    """Where a pattern matches; `sign` is a character that every match has, so most lines need no closer look."""
    for path, line in _prose(edition):
        for match in pattern.finditer(line.text) if sign in line.text else ():
            yield Finding(path, line.number, match.start() + 1, f"“{match.group()}”: {advice}")


def contraction(edition: Edition) -> Iterator[Finding]:
    """Our prose has no contractions."""
    return _each(edition, CONTRACTION, "write the words out", "’")


def date_form(edition: Edition) -> Iterator[Finding]:
    """A date has the form 24 June 2023."""
    return _each(edition, OTHER_DATE, "write dates as 24 June 2023")


def year_range(edition: Edition) -> Iterator[Finding]:
    """Between years stands an en dash: 1904–05."""
    return _each(edition, YEARS, "put an en dash (–) between years", "-")


def per_cent(edition: Edition) -> Iterator[Finding]:
    """A percentage is written out: 30 per cent."""
    return _each(edition, PERCENT, "write per cent", "%")


def undated_now(edition: Edition) -> Iterator[Finding]:
    """A statement about the present says when that is: by May 2026."""
    return _each(edition, UNDATED, "say when: by May 2026, in June 2023")


def date_impossible(edition: Edition) -> Iterator[Finding]:
    """A date exists, and falls on the day of the week that is given with it."""
    for path, line in _prose(edition):
        for match in DATE.finditer(line.text):
            fault = _fault(match[1], int(match[2]), MONTHS[match[3]], int(match[4]) if match[4] else None)
            if fault:
                yield Finding(path, line.number, match.start() + 1, f"“{match.group()}”: {fault}; correct the date")


def _fault(weekday: str | None, day: int, month: int, year: int | None) -> str:
    """What is wrong with a date, or nothing; without a year, 29 February is good."""
    if not 1 <= day <= calendar.monthrange(year or 2024, month)[1]:
        return "there is no such day"
    if weekday and year and (real := date(year, month, day).weekday()) != DAYS[weekday]:
        return f"that was a {calendar.day_name[real]}"
    return ""


def name_form(edition: Edition) -> Iterator[Finding]:
    """A name is spelt as in its file: `spellings` are for the search, not for our prose."""
    spelt = {fold(form).text: entry for entry in edition.register.actors for form in entry.spellings if form[0].isupper()}
    if not spelt:
        return
    pattern = re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, sorted(spelt, key=len, reverse=True))) + r")(?!\w)")
    for path, line in _prose(edition):
        for match in pattern.finditer(line.text):
            entry = spelt[match.group()]
            if path != entry.path:  # an entry may tell how else its name is spelt
                yield Finding(path, line.number, match.start() + 1, f"“{match.group()}”: here the name is {entry.name}")
