"""Sources as CSL data for a processor that takes nothing in them for markup but what CSL itself allows in titles.

Every sign but letters, digits and spaces is shielded by a private one of Unicode's on its way through the processor, and comes out
as it went in: nothing in a field is read as Markdown, as a quotation mark to be turned, or as a stop to be left out.
"""

import re
from collections.abc import Iterator, Mapping
from html import escape
from itertools import takewhile
from typing import Any
from urllib.parse import quote, unquote

from edition.model.dates import check_date, in_words

SHIELD = 0xF0000  # where a plane of private characters begins; a sign is shielded by the one so much farther on
SIGN = re.compile("[^\\w\\s\U00020000-\U0010ffff]|_")
FIRST = re.compile("(?<!\\w)[^\\W\\d_\U00020000-\U0010ffff]")
SHIELDED = re.compile("[\U000f0000-\U0010ffff]")
# The stop that ends a reference after a field that ends in one.
STOPS = re.compile(f"([{''.join(chr(ord(sign) + SHIELD) for sign in '.!?…')}])((?:</[a-z]+>|’)*)\\.$")
TAG = re.compile(r"</?(?:i|b|sup|sub|sc)>|<span class=\"nocase\">|<span style=\"font-variant: ?small-caps;?\">|</span>")
SMALL = '<span style="font-variant:small-caps;">'
TITLES = ("title", "container-title", "collection-title", "title-short", "original-title", "reviewed-title")
ROLES = ("author", "editor", "translator", "director", "interviewer", "recipient", "collection-editor", "container-author")
# What CSL 1.0.2 calls the fields of a source, and its JSON beside: whatever has another name is not printed.
CSL = """
    id type categories custom citation-key journalAbbreviation shortTitle language author chair collection-editor compiler
    composer container-author contributor curator director editor editorial-director editor-translator executive-producer
    guest host illustrator interviewer narrator organizer original-author performer producer recipient reviewed-author
    script-writer series-creator translator accessed available-date event-date issued original-date submitted chapter-number
    citation-number collection-number edition first-reference-note-number issue locator number number-of-pages
    number-of-volumes page page-first part-number printing-number section supplement-number version volume abstract annote
    archive archive_collection archive_location archive-place authority call-number citation-label collection-title
    container-title container-title-short dimensions division DOI event event-title event-place genre ISBN ISSN jurisdiction
    keyword license medium note original-publisher original-publisher-place original-title part-title PMCID PMID publisher
    publisher-place references reviewed-genre reviewed-title rights scale source status title title-short URL volume-title
    year-suffix
"""
FIELDS = frozenset(CSL.split())
OTHERS = ("custom", "categories")  # hold what they like, and are not printed
DATES = ("issued", "accessed", "original-date", "event-date", "submitted", "available-date")
DOI = re.compile(r"((?:https?://)?(?:dx\.|www\.)?doi\.org/|(?:info:)?doi[:/]?\s*)?(10\.\d{4,9}(?:\.\d+)*/\S+)$", re.IGNORECASE)
# Dates as EDTF writes them, levels 0 and 1: 1984~, 2001-21 (a spring), 2010-01/.., 1920/1925.
EDTF = re.compile(r"(-?\d{4})(?:-(\d\d)(?:-(\d\d))?)?([?~%]?)$", re.ASCII)
PARTS = (
    ("year", re.compile("-?(?:[0-9]{4}|[1-9][0-9]{0,2})|0")),
    ("month", re.compile("[0-9]{1,2}")),
    ("day", re.compile("[0-9]{1,2}")),
)
SEASONS = {21: 1, 22: 2, 23: 3, 24: 4}
OPEN = (0,)  # the end of a range that has none


def shielded(text: str, tags: bool = False) -> str:
    """Return a text whose signs no processor reads; the tags that CSL knows are left, where they are allowed and well nested."""
    made, at = "", 0
    for match in TAG.finditer(text) if tags and _nested(text) else ():
        made += _cover(text[at : match.start()]) + (SMALL if "small-caps" in match.group() else match.group())
        at = match.end()
    return made + _cover(text[at:])


def _cover(text: str) -> str:
    return SIGN.sub(lambda match: _away(match.group()), text)


def _away(sign: str) -> str:
    return chr(ord(sign) + SHIELD)


def _nested(text: str) -> bool:
    opened: list[str] = []
    for tag in TAG.findall(text):
        name = re.sub(r"[</>]| .*", "", tag)
        if not tag.startswith("</"):
            opened.append(name)
        elif not opened or opened.pop() != name:
            return False
    return not opened


def restored(html: str) -> str:
    """Return what a processor has made of shielded data, with every sign in its place again, as HTML writes it."""
    return SHIELDED.sub(lambda match: escape(chr(ord(match.group()) - SHIELD)), STOPS.sub(r"\1\2", html))


def processed(fields: Mapping[str, Any]) -> dict[str, Any]:
    """Return the data of a source for the processor, without its addresses. Raises ValueError where a date cannot be read."""
    left = {key: value for key, value in fields.items() if key not in ("custom", "URL", "DOI") and not _blank(value)}
    return {key: csl_date(value) if key in DATES else _processed(key, value) for key, value in left.items()}


def _blank(value: Any) -> bool:
    """Whether a field says nothing."""
    return value is None or (isinstance(value, str) and not value.strip())


def _processed(key: str, value: Any) -> Any:
    if key in ("id", "type"):
        return value
    if isinstance(value, list):
        return [_processed(key, one) for one in value]
    if isinstance(value, dict):
        return {part: _name(part, words) if isinstance(words, str) else words for part, words in value.items()}
    return shielded(str(value), key in TITLES)


def _name(part: str, words: str) -> str:
    """A part of a name; small letters that begin a word are shielded where a processor would take it for a particle, and lose it:
    in a given name, and in a family name that has no word with a capital.
    """
    made = shielded(words)
    if part == "given" or not any(word[0].isupper() for word in words.split()):
        return FIRST.sub(lambda match: _away(match.group()) if match.group().islower() else match.group(), made)
    return made


def check_fields(fields: Mapping[str, Any]) -> None:
    """Check what of a source must have a form: its names, its dates and its DOI. Raises ValueError."""
    held = {key: value for key, value in fields.items() if isinstance(value, dict | list) and key not in (*DATES, *OTHERS)}
    for key, value in (held | {role: fields[role] for role in ROLES if fields.get(role) is not None}).items():
        if isinstance(value, list) and all(_is_name(one) or (isinstance(one, str) and key in ROLES) for one in value):
            continue
        if key in ROLES:
            raise ValueError(f"{key}: is no list of names; write - {{ family: Brook, given: Ada }} or - {{ literal: The Board }}")
        raise ValueError(f"{key}: is words or a number; write them without brackets")
    for key in (key for key in DATES if fields.get(key) is not None):
        try:
            csl_date(fields[key])
        except (ValueError, TypeError) as error:
            raise ValueError(f"{key}: {error}") from None
    address(fields)


def _is_name(value: Any) -> bool:
    """Whether data is a name: words under the parts that CSL knows, a family or given name or a literal among them."""
    parts = value if isinstance(value, dict) else {}
    said = any(str(parts.get(part) or "").strip() for part in ("family", "given", "literal"))
    return said and all(isinstance(parts.get(part) or "", str) for part in ("family", "given", "literal", "suffix"))


def csl_date(value: Any) -> dict[str, Any]:
    """Return a date in the form that CSL-JSON has: from that, from EDTF, from a year, or from the list that some programs write.

    Raises ValueError where it is none of these, or where there is no such day.
    """
    made = _read_date(value)
    ends = made.get("date-parts", [])
    if not any(ends) and "literal" not in made:
        raise ValueError("says no year; write 1984, or remove the field")
    for at, parts in enumerate(ends):
        if not (at and tuple(parts) == OPEN):
            if parts[:1] == [0]:
                raise ValueError("there is no year 0")
            check_date("-".join(f"{part:02}" if place else str(part) for place, part in enumerate(parts)))
    if len(ends) == 2 and tuple(ends[1]) != OPEN and ends[1] < ends[0][: len(ends[1])]:
        raise ValueError("ends before it begins; write the earlier date first")
    if "season" in made and any(len(parts) > 1 for parts in ends):
        raise ValueError("has a season and a month; remove one of them")
    if len(ends) > 2 or ("season" in made and len(ends) > 1):
        raise ValueError(f"“{value}” cannot be printed; write one date, two as 1920/1925, or one season as 2001-21 (a spring)")
    return made


def _read_date(value: Any) -> dict[str, Any]:
    if isinstance(value, dict) and {"date-parts", "literal", "raw"} & value.keys():
        if "raw" in value and not {"date-parts", "literal"} & value.keys():
            return _read_date(_said(value, "raw")) | _how(value)
        made: dict[str, Any] = {"literal": shielded(_said(value, "literal"))} if value.get("literal") else {}
        given = value.get("date-parts") or []
        if not (isinstance(given, list) and all(isinstance(parts, list) for parts in given)):
            raise ValueError("date-parts are lists in a list; write [[2023, 6, 24]]")
        made |= {"date-parts": [_numbers(parts) for parts in given]} if given else {}
        return made | _how(value)
    if isinstance(value, list) and value and all(isinstance(one, dict) and "year" in one for one in value):
        made = {"date-parts": [_numbers(_given(one)) for one in value]}
        for one in value:
            made |= _how(one)
        return made
    if isinstance(value, int | str) and not isinstance(value, bool):
        return _edtf(str(value))
    raise ValueError("is no date; write 1984, 1984-05-01, 1984~ (about), 1920/1925, 2010/.. (open), or date-parts as Zotero does")


def _how(value: Mapping[str, Any]) -> dict[str, Any]:
    """What is said of a date beside its numbers: its season, and that it is uncertain."""
    if str(value.get("season") or 1) not in ("1", "2", "3", "4"):
        raise ValueError(f"“{value['season']}” is no season; write 1 (spring) to 4 (winter)")
    made: dict[str, Any] = {"season": int(value["season"])} if value.get("season") else {}
    return made | ({"circa": True} if str(value.get("circa") or "no").lower() not in ("0", "false", "no") else {})


def _given(one: Mapping[str, Any]) -> list[Any]:
    """The year, the month and the day of a date that names them, up to the first that it leaves out."""
    given = [one.get(name) or None for name, _ in PARTS]
    known = list(takewhile(lambda part: part is not None, given))
    if any(given[len(known) :]):
        raise ValueError("has a day without its month, or no year; add what is missing")
    return known


def _said(value: Mapping[str, Any], name: str) -> str:
    """The words of a part of a date."""
    if isinstance(value[name], bool) or not isinstance(value[name], int | str):
        raise ValueError(f"{name} is no text; put it in quotation marks")
    return str(value[name])


def _numbers(parts: list[Any]) -> list[int]:
    """The year, the month and the day of a date, as far as they are given; a year 010 may be 10, 8 or a slip."""
    if len(parts) > len(PARTS):
        raise ValueError("date-parts are a year, a month and a day at most; write [[2023, 6, 24]]")
    for (name, form), part in zip(PARTS, parts, strict=False):
        if isinstance(part, bool) or not form.fullmatch(str(part)):
            raise ValueError(f"“{part}” is no {name}; write date-parts as [[2023, 6, 24]]")
    return [int(part) for part in parts]


def _edtf(text: str) -> dict[str, Any]:
    ends = text.strip().split("/")
    made: dict[str, Any] = {"date-parts": []}
    for end in ends:
        match = EDTF.match(end.zfill(4) if end.isdigit() and not end.startswith("0") else end)
        if end in ("..", "") and len(ends) == 2 and made["date-parts"]:
            made["date-parts"].append(list(OPEN))
        elif match:
            numbers = [int(number) for number in match.groups()[:3] if number]
            if len(numbers) == 2 and numbers[1] in SEASONS:
                made["season"] = SEASONS[numbers.pop()]
            made["date-parts"].append(numbers)
            made |= {"circa": True} if match[4] else {}
    if len(made["date-parts"]) != len(ends) or len(ends) > 2:
        raise ValueError(f"“{text}” is no date; write 1984, 1984-05-01, 1984~ (about), 1920/1925 or 2010/.. (open)")
    return made


def address(fields: Mapping[str, Any]) -> str:
    """Return where a source can be read: its DOI as an address, else its URL, else nothing. Raises ValueError: no DOI."""
    given = str(fields.get("DOI") or "").strip()
    match = DOI.match(given)
    if given and not match:
        raise ValueError(f"“{given}” is no DOI; write 10.1000/182")
    if match:
        bare = unquote(match[2]) if "/" in (match[1] or "") else match[2]  # what comes out of an address is written as one
        return "https://doi.org/" + quote(bare, safe="/:;().-_~!$&'*+,=@")
    return str(fields.get("URL") or "")


def seen(fields: Mapping[str, Any]) -> str:
    """Return the day on which a source was seen, in words, or nothing."""
    return in_words(begun(fields, "accessed"))


def begun(fields: Mapping[str, Any], name: str) -> str:
    """Return a date of a source as our data writes dates, 2023-06-24: of a range its beginning; nothing where it has none."""
    parts = csl_date(fields[name]).get("date-parts", [[]])[0] if fields.get(name) else []
    return "-".join(f"{part:02}" if at else f"{part:0{4 + (part < 0)}}" for at, part in enumerate(parts))


def sort_key(fields: Mapping[str, Any]) -> tuple[Any, ...]:
    """Return what a source is sorted by in a list: who wrote it, when, its title."""
    names = (name for role in ("author", "editor") for name in fields.get(role) or ())
    who = next((str(name.get("family") or name.get("literal") or "") for name in names if isinstance(name, dict)), "")
    issued = csl_date(fields["issued"]).get("date-parts", [[]])[0] if fields.get("issued") else []
    return (_letters(who or str(fields.get("title", ""))), issued, _letters(str(fields.get("title", ""))))


def _letters(text: str) -> str:
    return "".join(_plain_letters(text.casefold()))


def _plain_letters(text: str) -> Iterator[str]:
    return (sign for sign in TAG.sub("", text) if sign.isalnum() or sign.isspace())
