"""Rules on our own prose: what of the house style (CONTRIBUTING) a machine can see. Quoted words are nobody's fault."""

import calendar
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date

from edition.check.finding import Finding, Passage, blanked, once, ours, prose
from edition.model.edition import Edition
from edition.text.quotes import fold

# Each within a line, as all that is looked for here.
CITATION = re.compile(r"\[(?<!\\\[)@[^\[\]\n]*\]")
QUOTED = re.compile(r"“[^”\n]{0,1000}”")
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
def _prose(edition: Edition) -> Iterator[Passage]:
    """All prose with citations, code and quoted words blanked out, every other character in its place."""
    for passage in prose(edition):
        text = blanked(passage.text)
        for matter in (CITATION, QUOTED):
            text = matter.sub(lambda match: " " * len(match.group()), text)
        yield replace(passage, text=text)


def _each(edition: Edition, likely: Callable[[str], bool], pattern: re.Pattern[str], advice: str) -> Iterator[Finding]:
    """Where a pattern matches in our prose; most lines are not `likely` to hold a match, and need no closer look."""
    return ours(edition, (_at(path, line, match, advice) for path, line, match in _matches(edition, likely, pattern)))


def _matches(edition: Edition, likely: Callable[[str], bool], pattern: re.Pattern[str]) -> Iterator[tuple[str, int, re.Match[str]]]:
    for passage in _prose(edition):
        for number, line in passage.lines() if likely(passage.text) else ():
            for match in pattern.finditer(line) if likely(line) else ():
                yield passage.path, number, match


def _at(path: str, line: int, match: re.Match[str], message: str) -> Finding:
    return Finding(path, line, match.start() + 1, f"“{match.group()}”: {message}")


def _holds(*signs: str) -> Callable[[str], bool]:
    """Whether a text holds one of some signs."""
    return lambda text: any(sign in text for sign in signs)


def contraction(edition: Edition) -> Iterator[Finding]:
    """Our prose has no contractions."""
    return _each(edition, _holds("’"), CONTRACTION, "write the words out")


def date_form(edition: Edition) -> Iterator[Finding]:
    """A date has the form 24 June 2023."""
    return _each(edition, _holds("-", *MONTHS), OTHER_DATE, "write dates as 24 June 2023")


def year_range(edition: Edition) -> Iterator[Finding]:
    """Between years stands an en dash: 1904–05."""
    return _each(edition, _holds("-"), YEARS, "put an en dash (–) between years")


def per_cent(edition: Edition) -> Iterator[Finding]:
    """A percentage is written out: 30 per cent."""
    return _each(edition, _holds("%"), PERCENT, "write per cent")


def undated_now(edition: Edition) -> Iterator[Finding]:
    """A statement about the present says when that is: by May 2026."""
    now = _holds("nowadays", "today", "recently", "currently", "at present", "so far", "last ")
    return _each(edition, lambda text: now(text.casefold()), UNDATED, "say when: by May 2026, in June 2023")


def date_impossible(edition: Edition) -> Iterator[Finding]:
    """A date exists, and falls on the day of the week that is given with it."""
    dates = ((path, line, match, _fault(match)) for path, line, match in _matches(edition, _holds(*MONTHS), DATE))
    return ours(edition, (_at(path, line, match, f"{fault}; correct the date") for path, line, match, fault in dates if fault))


def _fault(match: re.Match[str]) -> str:
    """What is wrong with a date, or nothing; without a year, 29 February is good."""
    weekday, day, month, year = match[1], int(match[2]), MONTHS[match[3]], int(match[4] or 0)
    if not 1 <= day <= calendar.monthrange(year or 2024, month)[1]:
        return "there is no such day"
    if weekday and year and (real := date(year, month, day).weekday()) != DAYS[weekday]:
        return f"that was a {calendar.day_name[real]}"
    return ""


def name_form(edition: Edition) -> Iterator[Finding]:
    """A name is spelt as in its file: `spellings` are for the search, not for our prose."""
    spelt = {fold(form).text: entry for entry in edition.register.actors for form in entry.spellings if form[0].isupper()}
    pattern = re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, sorted(spelt, key=len, reverse=True))) + r")(?!\w)")
    found = _matches(edition, _holds(*spelt), pattern)
    named = ((path, line, match, spelt[match.group()]) for path, line, match in found)
    # An entry may tell how else its name is spelt.
    others = (_at(path, line, match, f"here the name is {entry.name}") for path, line, match, entry in named if path != entry.path)
    return ours(edition, others)
