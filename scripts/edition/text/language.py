"""The language in which readers are spoken to: messages, plurals, dates and numbers; whoever starts says which, once, by `use`.

The catalogues are gettext’s, locale/<language>/LC_MESSAGES/edition.po, with English as the key: an English edition reads none. A
field of a message stands in braces: t("{count} of {all}", count=1, all=3). What readers see of scripts and templates stands in
the same catalogues; `make words` brings all of them up to date.
"""

from calendar import day_name, month_name
from contextlib import suppress
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gettext import GNUTranslations

    from babel import Locale

LOCALE = Path(__file__).parents[1] / "locale"
# Languages written from right to left, and scripts that are, whatever the language.
LEFTWARD = ("ar", "arc", "ckb", "dv", "fa", "he", "ks", "nqo", "pnb", "ps", "sd", "syr", "ug", "ur", "yi")
LEFTWARD_SCRIPTS = ("adlm", "arab", "aran", "hebr", "mand", "nkoo", "rohg", "samr", "syrc", "thaa")
SKELETONS = {1: "y", 2: "yMMMM"}  # how dates are asked of CLDR, by how many of year, month and day are known


@dataclass(frozen=True)
class Language:
    """A language tag as the edition has it, the messages and the customs of the catalogue that serves it; none for English."""

    tag: str
    words: "GNUTranslations | None" = None
    locale: "Locale | None" = None


ENGLISH = Language("en")
_used: ContextVar[Language] = ContextVar("language", default=ENGLISH)


def use(tag: str) -> None:
    """Speak to readers in a language from now on; one without a catalogue falls back to its base language, then to English."""
    if tag != _used.get().tag:
        _used.set(_language(tag))


def used() -> str:
    """Return the tag of the language in use."""
    return _used.get().tag


@cache
def languages() -> tuple[str, ...]:
    """Return the languages that have a catalogue, English among them."""
    return tuple(sorted(["en", *(path.name for path in LOCALE.iterdir() if (path / "LC_MESSAGES").is_dir())]))


def served_by(tag: str) -> str:
    """Return the language whose catalogue serves a tag: de for de-AT, en for la."""
    return base if (base := tag.partition("-")[0].lower()) in languages() else "en"


def leftward(tag: str) -> bool:
    """Tell whether a language is written from right to left."""
    base, *others = tag.lower().split("-")
    scripts = [part for part in others if len(part) == 4 and part.isalpha()]
    return scripts[0] in LEFTWARD_SCRIPTS if scripts else base in LEFTWARD


@lru_cache(maxsize=16)
def _language(tag: str) -> Language:
    base = served_by(tag)
    if base == "en":
        return Language(tag)
    from gettext import GNUTranslations

    from babel import Locale, UnknownLocaleError
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    made = BytesIO()
    with (LOCALE / base / "LC_MESSAGES" / "edition.po").open("rb") as file:
        write_mo(made, read_po(file, base))
    made.seek(0)
    try:
        locale = Locale.parse(tag, sep="-")
    except (UnknownLocaleError, ValueError):
        locale = Locale.parse(base)
    return Language(tag, GNUTranslations(made), locale)


def t(message: str, **fields: object) -> str:
    """Return a message in the language in use, its fields filled in."""
    words = _used.get().words
    said = words.gettext(message) if words else message
    return said.format(**fields) if fields else said


def tc(context: str, message: str, **fields: object) -> str:
    """Return a message that English has for several things; the context tells which is meant."""
    words = _used.get().words
    said = words.pgettext(context, message) if words else message
    return said.format(**fields) if fields else said


def tn(one: str, many: str, count: int, **fields: object) -> str:
    """Return a message in the form that a number asks for; {count} in it is the number."""
    words = _used.get().words
    said = words.ngettext(one, many, count) if words else one if count == 1 else many
    return said.format(count=count, **fields)


def message(words: str) -> str:
    """Mark a message that stands in a table, and is to be translated (by t) when it is used."""
    return words


def quoted(words: str) -> str:
    """Return words in the quotation marks of the language in use."""
    return t("“{words}”", words=words)


def listed(words: list[str] | tuple[str, ...]) -> str:
    """Return words one after the other, with what stands between the items of a list."""
    return tc("between the items of a list", ", ").join(words)


def decimal(value: float, places: int | None = None) -> str:
    """Return a number with the decimal sign of the language in use, to so many places; else without a needless point."""
    locale = _used.get().locale
    if locale is None:
        return f"{value:g}" if places is None else f"{value:.{places}f}"
    from babel.numbers import format_decimal

    return format_decimal(value, "0.######" if places is None else f"0.{'0' * places}", locale)


def day(parts: tuple[int, ...]) -> str:
    """Return a date (year, year and month, or all three) in words; nothing where English is to say it, or there is no such day."""
    locale = _used.get().locale
    if locale is None or not parts:
        return ""
    from babel.dates import format_date, format_skeleton

    with suppress(ValueError):
        when = date(*parts, *(1, 1)[: 3 - len(parts)])
        return format_date(when, "long", locale) if len(parts) == 3 else format_skeleton(SKELETONS[len(parts)], when, locale=locale)
    return ""


def before_christ(words: str) -> str:
    """Return a date in words as one of the years before the year 1: 15 March 44 BC."""
    locale = _used.get().locale
    if locale is None:
        return f"{words} BC"
    era = locale.eras["abbreviated"][0]
    return f"{era}{words}" if locale.datetime_skeletons["Gy"].pattern.startswith("G") else f"{words} {era}"


def day_of_month(when: date) -> str:
    """Return a day without its year: 24 June."""
    locale = _used.get().locale
    if locale is None:
        return f"{when.day} {month_name[when.month]}"
    from babel.dates import format_skeleton

    return format_skeleton("MMMMd", when, locale=locale)


def weekday(when: date) -> str:
    """Return the name of a day of the week."""
    locale = _used.get().locale
    if locale is None:
        return day_name[when.weekday()]
    from babel.dates import format_date

    return format_date(when, "EEEE", locale)


def stretch(begins: tuple[int, ...], ends: tuple[int, ...]) -> str:
    """Return a stretch of time in words, each end as `day` takes it; nothing where English is to say it."""
    first, last = day(begins), day(ends)
    if not first or not last or first == last:
        return last
    if begins[:2] == ends[:2] and len(begins) == len(ends) == 3:
        if last.startswith(str(ends[2])):
            return f"{begins[2]}–{last}"
        from babel.dates import format_interval

        return format_interval(date(*begins), date(*ends), "yMMMMd", locale=_used.get().locale)
    return f"{first} – {last}" if len(begins) > 1 else f"{first}–{last}"
