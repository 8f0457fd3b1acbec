"""Rules on notes: their quotes, headings and bodies."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

from edition.citation import without_citations
from edition.edition import Edition
from edition.finder import Finder, Hit
from edition.finding import Finding, at_note, once
from edition.mending import fate, told
from edition.page import digest
from edition.prose import plain
from edition.quote import Span
from edition.records import date
from edition.section import HEADING, KINDS, VERDICTS, Note, Section, outside_fences

QUOTED = re.compile(r"“[^”]{0,1000}”|‘[^’]{0,1000}’")
CITES = re.compile(r"\[@|\]\(|\[\^|<https?:")
UNDERLINE = re.compile(r"(?:=+|-+) *$")
SHORTEST, LONGEST = 40, 120


def _texts(section: Section) -> tuple[str, ...]:
    return tuple(plain(paragraph.source) for paragraph in section.paragraphs)


@lru_cache(maxsize=64)
def _finder(texts: tuple[str, ...]) -> Finder:
    return Finder(texts)


@once
def _each(edition: Edition) -> Iterator[tuple[Section, tuple[str, ...], Note, list[Hit]]]:
    for section in edition.all_sections():
        texts = _texts(section)
        for note in section.notes:
            yield section, texts, note, _finder(texts)(note.quote)


def quote_empty(edition: Edition) -> Iterator[Finding]:
    """A note's heading quotes the words that the note is about."""
    for section, note in edition.all_notes():
        if not note.quote:
            yield at_note(section, note, "the heading quotes nothing; write ### “words of the text”")


def quote_missing(edition: Edition) -> Iterator[Finding]:
    """The quoted words occur in the section's text."""
    for section, _, note, hits in _each(edition):
        if note.quote and not hits:
            yield at_note(section, note, told(fate(edition, section, note)))


def quote_ambiguous(edition: Edition) -> Iterator[Finding]:
    """The quoted words occur only once in the section's text."""
    for section, _, note, hits in _each(edition):
        if len(hits) > 1:
            where = ", ".join(sorted({section.paragraphs[at].id for at, _ in hits}))
            yield at_note(section, note, f"found {len(hits)} times (in {where}): “{note.quote}”; quote more words")


def quote_unmarked(edition: Edition) -> Iterator[Finding]:
    """In a restated paragraph the author's words stand inside quotation marks."""
    for section, texts, note, hits in _each(edition):
        for at, span in hits[:1] if len(hits) == 1 else []:
            if _restated(edition, section, at, texts[at]) and not _inside_quotes(span, texts[at]):
                yield at_note(
                    section, note, f"“{note.quote}” is not inside quotation marks in {section.paragraphs[at].id}; add “ ” there"
                )


@lru_cache(maxsize=256)
def _quotations(text: str) -> tuple[tuple[int, int], ...]:
    return tuple(match.span() for match in QUOTED.finditer(text))


def _inside_quotes(span: Span, text: str) -> bool:
    found = _quotations(text)
    before = bisect_left(found, (span.start, 0)) - 1
    return before >= 0 and span.end < found[before][1]


@lru_cache(maxsize=256)
def _digest(text: str) -> str:
    return digest(text)


def _restated(edition: Edition, section: Section, at: int, text: str) -> bool:
    facts = edition.text_of(section).facts.get(section.paragraphs[at].id)
    return facts is not None and _digest(text) != facts.sha256


def notes_out_of_order(edition: Edition) -> Iterator[Finding]:
    """Notes follow the order of the text."""
    for section in edition.all_sections():
        texts = _texts(section)
        last: tuple[int, Span] | None = None
        before = ""
        for note in section.notes:
            hits = _finder(texts)(note.quote)
            if len(hits) != 1:
                continue
            if last is not None and (hits[0][0], hits[0][1].start) < (last[0], last[1].start):
                yield at_note(
                    section, note, f"“{note.quote}” comes earlier in the text than “{before}”; move the note before that one"
                )
            else:
                last, before = hits[0], note.quote


def note_empty(edition: Edition) -> Iterator[Finding]:
    """A note says something."""
    for section, note in edition.all_notes():
        if not note.body:
            yield at_note(section, note, f"the note on “{note.quote}” is empty; write it, or remove its heading")


def note_length(edition: Edition) -> Iterator[Finding]:
    """A note has 40 to 120 words."""
    for section, note in edition.all_notes():
        words = len(without_citations(note.body).split())
        if note.body and not SHORTEST <= words <= LONGEST:
            advice = f"say more (from {SHORTEST})" if words < SHORTEST else f"shorten it (to {LONGEST}) or make two notes"
            yield at_note(section, note, f"the note on “{note.quote}” has {words} words; {advice}")


def note_uncited(edition: Edition) -> Iterator[Finding]:
    """A note names a source."""
    for section, note in edition.all_notes():
        if note.body and not CITES.search(note.body):
            yield at_note(section, note, f"the note on “{note.quote}” cites nothing; add [@key] of a source in data/sources.yml")


def class_unknown(edition: Edition) -> Iterator[Finding]:
    """A note's classes are one kind and at most one verdict, of those there are."""
    for section, note in edition.all_notes():
        for name in note.classes:
            if name not in KINDS and name not in VERDICTS:
                known = ", ".join([*KINDS, *VERDICTS])
                yield at_note(section, note, f"“.{name}” is no kind and no verdict; choose of {known}")
        for sort, names in (("kinds", KINDS), ("verdicts", VERDICTS)):
            given = [name for name in note.classes if name in names]
            if len(given) > 1:
                yield at_note(section, note, f"two {sort}, {' and '.join(given)}; keep one")


def review_date(edition: Edition) -> Iterator[Finding]:
    """The date of a note's last review is a day: reviewed=2026-11-24."""
    for section, note in edition.all_notes():
        try:
            whole = len(date(note.reviewed)) == len("2026-11-24") if note.reviewed else True
        except ValueError:
            whole = False
        if not whole:
            yield at_note(section, note, f"“{note.reviewed}” is no day; write reviewed=2026-11-24")


def heading_in_note(edition: Edition) -> Iterator[Finding]:
    """Under the notes there are only headings of notes, of level 3."""
    for section in edition.all_sections():
        for before, line in pairwise(outside_fences(section.source)):
            if line.number > section.notes_line > 0 and _other_heading(before.text, line.text):
                yield Finding(
                    section.path, line.number, 1, "a heading inside the notes; a note begins with ###, and has no headings in it"
                )


def _other_heading(before: str, line: str) -> bool:
    """Whether a line makes a heading that is none of a note: by another number of #, or by underlining the line before."""
    if UNDERLINE.match(line):
        return bool(before.strip()) and not before.startswith("#")
    return bool(HEADING.match(line)) and not line.startswith("### ")
