"""Compare the pages of a site with the file that they were made of, as another reader sees it: nothing lost, nothing added.

Letters are compared without regard to their case, in the order of the text; the figures of each paragraph apart, for a note's mark
is no figure of the author's.
"""

import re
import unicodedata
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from lxml import html

from edition.files.problem import Problem
from edition.intake.report import LeftOut
from edition.original.dividing import AROUND
from edition.original.letters import Letters, without
from edition.text.normal import bare_letters

ANCHOR = 30  # letters: so long a paragraph stands where it is found
SIGN = 12  # letters that tell a stretch
SHOWN = 8  # words of a difference
WORD = 12  # letters: more than that words do not have on the average
MARK = 4  # digits that a note's mark, or a page's, may have
PICTURES = "pictures"  # of which the words are no words of the text
COMMAND = re.compile(r"\\[A-Za-z]{2,}")  # of TeX, in a formula that cannot be shown otherwise; other files have a sign there
HERE = "\ufffc"  # in the place of a mark
PARAGRAPH = re.compile(r"p\d+$")
MADE = re.compile(r"(?:…|\((?:[2-9]|\d\d+)\))$")  # how a title ends that `edition new` has made
FIRST = re.compile(r" \(1\)$")  # how one ends that it has numbered


@dataclass(frozen=True)
class Unit:
    """A heading or paragraph of a built page: its words, with a sign for every mark of a note or a page, and where it is."""

    text: str
    page: str
    line: int
    heading: bool = False
    note: bool = False
    item: bool = False
    title: str = ""  # the whole of a heading, of which the unit may be a part


def units(source: str, name: str) -> list[Unit]:
    """Return the headings and paragraphs of a built page, as far as they are of the text."""
    tree: Any = html.document_fromstring(source or "<html></html>")
    found = []
    for one in tree.xpath(
        "//article//*[self::h1 or self::h2 or self::h3 or self::h4 or self::h5 or self::h6 or self::p or self::table]"
    ):
        above = [*one.iterancestors()]
        if any("notes" in other.get("class", "").split() or other.tag == "aside" for other in above):
            continue
        classes = one.get("class", "").split()
        heading = one.tag[0] == "h"
        if heading or (PARAGRAPH.match(one.get("id", "")) and {"verbatim", "restated"} & set(classes)):
            note = any(other.get("class") == "footnote" for other in above)
            text = page_words(one)
            if heading and any(other.tag == "section" for other in above):
                continue
            # Headings in a row make one, but something that was left out may stand between them.
            for part in text.strip().split(": ") if heading else [HERE * note + text]:
                title = text.strip() if heading else ""
                found.append(Unit(part, name, int(one.sourceline or 1), heading, note, "item" in classes, title))
    return found


def page_words(one: Any) -> str:
    """Return the words of an element of a built page without what is drawn into them, with HERE for each mark there."""
    marks = {*one.xpath(".//sup[starts-with(@id, 'fnref')]"), *one.xpath(".//span[@class='page-mark']")}
    gone = {*one.xpath(".//a[@class='footnote-backref' or @class='headerlink']")}
    return "".join(_parts(one, gone, marks))


def _parts(one: Any, gone: set[Any], marks: set[Any]) -> Iterator[str]:
    yield one.text or ""
    for child in one:
        if child in marks:
            yield HERE
        elif child not in gone and isinstance(child.tag, str):
            yield " " if child.tag in ("td", "th", "tr", "br") else ""
            yield from _parts(child, gone, marks)
        yield child.tail or ""


def collated(pages: Sequence[Unit], source: str, name: str, left_out: Sequence[LeftOut]) -> list[Problem]:
    """Return where pages and a file (its words, and its name) differ, the first of each kind; nothing where they do not."""
    source, left_out = without(source, [one for one in left_out if not one.what.startswith(PICTURES)])
    source = COMMAND.sub(" ", source)
    there = Letters(source)
    for one in left_out:
        _set_aside(one, there)
    pages = [replace(unit, text=COMMAND.sub(" ", unit.text)) for unit in pages]
    flat = " ".join(source.split())
    pages = [unit for at, unit in enumerate(pages) if not _made(unit, pages[at + 1 : at + 2], there, flat)]
    pages = [replace(unit, text=unit.text if unit.text in flat else FIRST.sub("", unit.text)) for unit in pages]
    pages = [*_marked_above(pages)]
    return [*_missing(pages, there, name)][:1] or [*_lost(there, name, left_out)][:1]


def _marked_above(pages: Sequence[Unit]) -> Iterator[Unit]:
    """Units, each heading with a mark if what follows it begins with one, or what is before ends so: it may be the heading’s."""
    made: list[Unit] = []
    moved = False
    for at, unit in reversed([*enumerate(pages)]):
        moved = moved if unit.heading else unit.text.startswith(HERE) and not unit.note
        before = next((one for one in reversed(pages[:at]) if not one.heading), None) if unit.heading else None
        behind = before is not None and not before.note and before.text.rstrip().endswith(HERE)
        made.append(replace(unit, text=HERE * moved + unit.text + HERE * behind) if unit.heading else unit)
    yield from reversed(made)


def _made(unit: Unit, following: Sequence[Unit], there: Letters, flat: str) -> bool:
    """Whether a title, no line of the file, is one that `edition new` has numbered, or made of the first words of its section."""
    if not unit.heading:
        return False
    if MADE.search(unit.title):
        return unit.title.split(": ")[-1] not in flat
    if not following or following[0].heading:
        return False
    words = FIRST.sub("", unit.text).strip()
    return words == following[0].text.replace(HERE, "").strip(AROUND) and bare_letters(words) * 2 not in there.text


def _set_aside(one: LeftOut, there: Letters) -> None:
    """Account for a long stretch that was left out, so that no paragraph is found in it."""
    begins, ends = bare_letters(one.begins), bare_letters(one.ends)
    start = there.text.find(begins) if len(begins) >= ANCHOR else -1
    last = there.text.rfind(ends, start, start + WORD * one.words) if start >= 0 else -1
    stop = last + len(ends)
    if 0 <= start <= last and there.free(start, stop):
        there.take(start, stop)


def _missing(pages: Sequence[Unit], there: Letters, name: str) -> Iterator[Problem]:
    """What pages have, and the file has not there: long paragraphs first, which tell where the short ones are."""
    places: dict[int, tuple[int, int]] = {}
    pointer = 0
    for at, unit in enumerate(pages):
        if len(bare_letters(unit.text)) >= ANCHOR:
            span = _find(unit, there, pointer, len(there.text)) or _find(unit, there, 0, len(there.text))
            if span is None:
                yield _differs(unit, there, pointer, name)
                continue
            if span[0] < pointer and not unit.note and there.text.count(there.text[span[0] : span[1]]) == 1:
                yield Problem(unit.page, unit.line, 1, f"stands elsewhere in {name}: “{_start(unit.text)}”", "verify-order")
            places[at] = span
            there.take(*span)
            pointer = pointer if unit.note else max(pointer, span[1])
    pointer = 0
    ends = sorted(places)
    for at, unit in sorted(enumerate(pages), key=lambda pair: pair[1].note):  # a short note may have words of the text
        if at in places:
            pointer = pointer if unit.note else places[at][1]
        elif bare_letters(unit.text):
            later = next((places[one][0] for one in ends[bisect_right(ends, at) :] if places[one][0] >= pointer), len(there.text))
            span = _find(unit, there, pointer, later) or _find(unit, there, 0, len(there.text))
            if span is None:
                yield _differs(unit, there, pointer, name)
                continue
            places[at] = span
            there.take(*span)
            pointer = pointer if unit.note else span[1]
    yield from _figures(pages, places, there, name)


def _find(unit: Unit, there: Letters, start: int, end: int) -> tuple[int, int] | None:
    """Where a paragraph stands in the file and nothing else has been found; an item without its number, which may be drawn."""
    forms = [bare_letters(unit.text), *([bare_letters(unit.text.split(maxsplit=1)[-1])] if unit.item else [])]
    for form in filter(None, forms):
        at = there.text.find(form, start, end)
        while at >= 0:
            if there.free(at, at + len(form)):
                return at, at + len(form)
            at = there.text.find(form, at + 1, end)
    return None


def _differs(unit: Unit, there: Letters, pointer: int, name: str) -> Problem:
    """The first words of a paragraph that the file has not, with what it has there."""
    own = Letters(unit.text)
    low, high = 0, len(own.text)
    where = pointer
    while low < high:  # the longest beginning that the file has
        middle = (low + high + 1) // 2
        at = there.text.find(own.text[:middle], pointer)
        low, high = (middle, high) if at >= 0 else (low, middle - 1)
        where = at if at >= 0 else where
    here = own.places[low] if low < len(own.text) else len(own.source)
    other = there.places[where + low] if where + low < len(there.text) else len(there.source)
    sides = f"here “{_start(own.source, here)}”, in {name} “{_start(there.source, other)}”"
    return Problem(unit.page, unit.line, 1, f"differs from {name}: {sides}", "verify-differs")


def _start(text: str, at: int = 0) -> str:
    """Some words from a place on, from the beginning of the word there."""
    while at and text[at - 1 : at].isalpha():
        at -= 1
    return " ".join(text[at : at + 200].split()[:SHOWN])


def _figures(pages: Sequence[Unit], places: Mapping[int, tuple[int, int]], there: Letters, name: str) -> Iterator[Problem]:
    """The figures between two letters of pages, where they are not those that the file has there."""
    expected = _between(there.source)
    own: dict[int, list[tuple[int, str, bool]]] = defaultdict(list)  # by the letters before them: whose, which, whether drawn
    last = 0
    for at, unit in enumerate(pages):
        start, end = places.get(at, (last, last))
        drawn = unit.text.split(maxsplit=1)[0] if unit.item and unit.text.split() else ""
        shift = start - (len(bare_letters(drawn)) if at in places and end - start < len(bare_letters(unit.text)) else 0)
        for offset, figures in _between(unit.text).items():
            whole = drawn and offset <= len(bare_letters(drawn)) and figures.startswith(_digits(drawn))
            own[max(shift + offset, start)].append((at, figures, bool(whole)))
        last = end
    begins, ends = {start for start, _ in places.values()}, {end for _, end in places.values()}
    inside = {one for start, end in places.values() for one in range(start + 1, end) if one in expected}
    for one in sorted({*own, *inside, *(begins & ends & expected.keys())}):
        there_is, found = expected.get(one, ""), own.get(one, [])
        forms = {"".join(figures for _, figures, _ in found), "".join("" if whole else figures for _, figures, whole in found)}
        if any(_agree(form, there_is, one not in ends, one not in begins and one in ends) for form in forms):
            continue
        at = found[0][0] if found else next(at for at, span in places.items() if span[0] <= one <= span[1])
        mine, other = max(forms, key=len).replace(HERE, ""), there_is
        sides = f"here {mine or 'none'}, in {name} {other or 'none'}"
        words = _start(pages[at].text.replace(HERE, ""))
        yield Problem(pages[at].page, pages[at].line, 1, f"“{words}” has other figures: {sides}", "verify-figures")


def _between(text: str) -> dict[int, str]:
    """The figures of a text, and the places of marks, by how many letters stand before them."""
    made: dict[int, str] = defaultdict(str)
    count = 0
    for sign in text:
        figures = HERE if sign == HERE else _digits(sign)
        if figures:
            made[count] += figures
        else:
            count += len(bare_letters(sign))
    return made


def _agree(own: str, other: str, opens: bool, closes: bool) -> bool:
    """Whether figures are the file's: but for those of marks, and of what was left out before (opens) or behind (closes)."""
    marks, bare = own.count(HERE), own.replace(HERE, "")
    if bare == other or (opens and other.endswith(bare)) or (closes and other.startswith(bare)):
        return True
    return bool(marks) and _inside(bare, other) and len(other) - len(bare) <= MARK * marks


def _digits(text: str) -> str:
    return "".join(sign for sign in unicodedata.normalize("NFKD", text) if sign.isdecimal())


def _inside(one: str, other: str) -> bool:
    """Whether the signs of one text stand in another in their order."""
    rest = iter(other)
    return all(sign in rest for sign in one)


def _lost(there: Letters, name: str, left_out: Sequence[LeftOut]) -> Iterator[Problem]:
    """What the file has, and neither a page nor the account of what was left out."""
    known = [(bare_letters(one.begins)[:SIGN], bare_letters(one.ends)[-SIGN:], one.words) for one in left_out]
    spans = [*there.found, (len(there.text), len(there.text))]
    end = 0
    for start, stop in spans:
        at = _excused(there, end, start, known)
        if at < start:
            place = there.places[at]
            line = there.source.count("\n", 0, place) + 1
            message = f"“{_start(there.source, place)}” is on no page, and data/intake.yml does not say that it was left out"
            yield Problem(name, line, 1, message, "verify-lost")
        end = max(end, stop)


def _excused(there: Letters, start: int, end: int, known: Sequence[tuple[str, str, int]]) -> int:
    """How far a stretch that no page has is accounted for."""
    while start < end:
        stretch = there.text[start:end]
        fits = [(begin, finish) for begin, finish, _ in known if begin and stretch.startswith(begin[: len(stretch)])]
        stops = [stretch.find(finish) + len(finish) for _, finish in fits if finish in stretch]
        if not stops and fits and len(stretch) <= SIGN:
            return end
        if not stops:
            return start
        start += max(stops)
    return start
