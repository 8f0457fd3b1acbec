"""Rules on our own prose: what of the house style (CONTRIBUTING) a machine can see. The author's words are nobody's fault."""

import calendar
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from edition.check.finding import Finding, Passage, blanked, nearest_key
from edition.check.registry import COMPANION, NONE, RULES, advice, house, rule
from edition.check.survey import Survey
from edition.text.normal import fold
from edition.text.typography import changes, typed

MONTHS = {name: number for number, name in enumerate(calendar.month_name) if name}
DAYS = {name: number for number, name in enumerate(calendar.day_name)}
MONTH = "|".join(MONTHS)
OLD_STYLE = 1930  # dates before it may be of the Julian calendar, which Greece kept longest: until 1923
DATE = re.compile(rf"(?:\b({'|'.join(DAYS)}),? )?\b(\d{{1,2}}) ({MONTH})(?: (\d{{4}}))?\b")
OTHER_DATE = re.compile(
    rf"\b(?:{MONTH}) \d{{1,2}}(?:st|nd|rd|th)?,? \d{{4}}\b|\b\d{{1,2}}(?:st|nd|rd|th)(?: of)? (?:{MONTH})\b|\b\d{{4}}-\d\d-\d\d\b"
)
CONTRACTION = re.compile(
    r"\b\w+n[’']t\b|\b(?:I|you|we|they)[’'](?:m|re|ve|ll|d)\b|\b(?:it|that|there|who|what|here)[’']s\b", re.IGNORECASE
)
PERCENT = re.compile(r"\d ?%")
UNDATED = re.compile(
    r"\b(?:nowadays|today|recently|currently|at present|so far this year"
    r"|(?<!whose )(?<!its )(?<!the )(?<!his )last (?:week|month|year))\b",
    re.IGNORECASE,
)


def _each(survey: Survey, likely: Callable[[str], bool], pattern: re.Pattern[str], say: str) -> Iterator[Finding]:
    """Where a pattern matches in our prose; most lines are not `likely` to hold a match, and need no closer look."""
    return survey.ours((_at(path, line, match, say) for path, line, match in _matches(survey, likely, pattern)))


def _matches(survey: Survey, likely: Callable[[str], bool], pattern: re.Pattern[str]) -> Iterator[tuple[str, int, re.Match[str]]]:
    for passage in survey.unquoted:
        for number, line in passage.lines() if likely(passage.text) else ():
            for match in pattern.finditer(line) if likely(line) else ():
                yield passage.path, number, match


def _at(path: str, line: int, match: re.Match[str], message: str) -> Finding:
    return Finding(path, line, match.start() + 1, f"“{match.group()}”: {message}")


def _holds(*signs: str) -> Callable[[str], bool]:
    """Whether a text holds one of some signs."""
    return lambda text: any(sign in text for sign in signs)


@rule
def house_unknown(survey: Survey) -> Iterator[Finding]:
    """`house:` in data/edition.yml says none, companion, or names rules of the house style."""
    known = [NONE, COMPANION, *(rule.id for rule in RULES.values() if rule.house)]
    for name in survey.edition.register.house:
        if name not in known:
            near = nearest_key(name, known)
            told = f"nearest is {near}" if near else "write none, companion, or rules that `edition check --list` calls house style"
            yield survey.in_data("edition.yml", ("house",), f"“{name}” is no house style and no rule of one; {told}")


@house
def straight_quotes(survey: Survey) -> Iterator[Finding]:
    """Our own prose has curly quotation marks and apostrophes; the site sets straight ones, `--fix` mends the file."""
    return _typed(survey, survey.styled, "“”‘’")


@house
def typed_sign(survey: Survey) -> Iterator[Finding]:
    """Our own prose has dashes and ellipses; the site sets what a keyboard types for them, `--fix` mends the file."""
    return _typed(survey, survey.unquoted, "—…", " – ")


@house
def year_range(survey: Survey) -> Iterator[Finding]:
    """Between years stands an en dash: 1904–05; the site sets it, `--fix` mends the file."""
    return _typed(survey, survey.unquoted, "–")


def _typed(survey: Survey, passages: Iterable[Passage], *wanted: str) -> Iterator[Finding]:
    """The first sign on each line in whose place one that is wanted would be set."""
    return survey.ours(finding for passage in passages if typed(passage.text) for finding in _first_signs(passage, wanted))


def _first_signs(passage: Passage, wanted: tuple[str, ...]) -> Iterator[Finding]:
    for number, line in replace(passage, text=blanked(passage.text)).lines():
        first = next((change for change in changes(line) if change.words in (*wanted[0], *wanted)), None)
        if first:
            sign = line[first.span.start : first.span.end].strip()
            message = f"a typed sign {sign}; write {first.words.strip()}"
            yield Finding(passage.path, number, line.index(sign, first.span.start) + 1, message)


@house
def contraction(survey: Survey) -> Iterator[Finding]:
    """Our prose has no contractions."""
    return _each(survey, _holds("’", "'"), CONTRACTION, "write the words out")


@house
def date_form(survey: Survey) -> Iterator[Finding]:
    """A date has the form 24 June 2023."""
    return _each(survey, _holds("-", *MONTHS), OTHER_DATE, "write dates as 24 June 2023")


@house
def per_cent(survey: Survey) -> Iterator[Finding]:
    """A percentage is written out: 30 per cent."""
    return _each(survey, _holds("%"), PERCENT, "write per cent")


@house
def undated_now(survey: Survey) -> Iterator[Finding]:
    """A statement about the present says when that is: by May 2026."""
    now = _holds("nowadays", "today", "recently", "currently", "at present", "so far", "last ")
    found = _each(survey, lambda text: now(text.casefold()), UNDATED, "say when: by May 2026, in June 2023")
    # A restatement speaks in its author's day.
    return (finding for finding in found if not survey.restated(finding.path, finding.line))


@advice
def date_impossible(survey: Survey) -> Iterator[Finding]:
    """A date exists, and falls on the day of the week that is given with it."""
    dates = ((path, line, match, _fault(match)) for path, line, match in _matches(survey, _holds(*MONTHS), DATE))
    return survey.ours((_at(path, line, match, f"{fault}; correct the date") for path, line, match, fault in dates if fault))


def _fault(match: re.Match[str]) -> str:
    """What is wrong with a date, or nothing. Without a year 29 February is good; an old date may be of the Julian calendar."""
    weekday, day, month, year = match[1], int(match[2]), MONTHS[match[3]], int(match[4] or 0)
    calendars = [julian for julian in ((False, True) if year < OLD_STYLE else (False,)) if 1 <= day <= _days(year, month, julian)]
    if not calendars:
        return "there is no such day"
    found = [_weekday(year, month, day, julian) for julian in calendars]
    if weekday and year and DAYS[weekday] not in found:
        return f"that was a {calendar.day_name[found[0]]}"
    return ""


def _days(year: int, month: int, julian: bool) -> int:
    """How many days a month has; a year that is not known is a leap year."""
    leap = year % 4 == 0 if julian else calendar.isleap(year or 2024)
    return 28 + leap if month == 2 else calendar.monthrange(2023, month)[1]


def _weekday(year: int, month: int, day: int, julian: bool) -> int:
    """The day of the week, 0 for Monday, by the day's number since 4713 BC."""
    since_march = (month + 9) % 12
    years = year + 4800 - (month < 3)
    leaps = years // 4 - 32083 if julian else years // 4 - years // 100 + years // 400 - 32045
    return (day + (153 * since_march + 2) // 5 + 365 * years + leaps) % 7


@advice
def name_form(survey: Survey) -> Iterator[Finding]:
    """A name is spelt as in its file: `spellings` are for the search, not for our prose."""
    spelt = {fold(form).text: entry for entry in survey.edition.register.actors for form in entry.spellings if form[0].isupper()}
    pattern = re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, sorted(spelt, key=len, reverse=True))) + r")(?!\w)")
    found = _matches(survey, _holds(*spelt), pattern)
    named = ((path, line, match, spelt[match.group()]) for path, line, match in found)
    # An entry may tell how else its name is spelt.
    others = (_at(path, line, match, f"here the name is {entry.name}") for path, line, match, entry in named if path != entry.path)
    return survey.ours(others)
