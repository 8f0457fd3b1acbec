"""Rules on notes: their quotes, headings and bodies."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from itertools import pairwise

from edition.check.finding import Finding, at_note, once
from edition.contribute.repair import fate, told
from edition.model.edition import Edition
from edition.model.records import date
from edition.model.section import KINDS, VERDICTS, Line, Section, outside_fences
from edition.render.page import digest
from edition.text.citations import without_citations
from edition.text.finder import Finder, Hit
from edition.text.quotes import Span
from edition.text.tree import plain

QUOTED = re.compile(r"“[^”]{0,1000}”|‘[^’]{0,1000}’")
CITES = re.compile(r"\[@|\]\(|\[\^|<https?:")
UNDERLINE = re.compile(r"(?:=+|-+) *$")
SHORTEST, LONGEST = 40, 120


@once
def _found(edition: Edition) -> Iterator[tuple[Section, list[str], list[list[Hit]]]]:
    """Each section with the text of its paragraphs, and for each of its notes the places of the quote in them."""
    for section in edition.all_sections():
        texts = [plain(paragraph.source) for paragraph in section.paragraphs]
        finder = Finder(texts)
        yield section, texts, [finder(note.quote) for note in section.notes]


def quote_empty(edition: Edition) -> Iterator[Finding]:
    """A note's heading quotes the words that the note is about."""
    for section, note in edition.all_notes():
        if not note.quote:
            yield at_note(section, note, "the heading quotes nothing; write ### “words of the text”")


def quote_missing(edition: Edition) -> Iterator[Finding]:
    """The quoted words occur in the section's text."""
    for section, _, found in _found(edition):
        for note, hits in zip(section.notes, found, strict=True):
            if note.quote and not hits:
                yield at_note(section, note, told(fate(edition, section, note)))


def quote_ambiguous(edition: Edition) -> Iterator[Finding]:
    """The quoted words occur only once in the section's text."""
    for section, _, found in _found(edition):
        for note, hits in zip(section.notes, found, strict=True):
            if len(hits) > 1:
                where = ", ".join(sorted({section.paragraphs[at].id for at, _ in hits}))
                yield at_note(section, note, f"found {len(hits)} times (in {where}): “{note.quote}”; quote more words")


def quote_unmarked(edition: Edition) -> Iterator[Finding]:
    """In a restated paragraph the author's words stand inside quotation marks."""
    for section, texts, found in _found(edition):
        marked = _quotations(edition, section, texts)
        for note, hits in zip(section.notes, found, strict=True):
            at = hits[0][0] if len(hits) == 1 else -1
            if at in marked and not _inside(hits[0][1], marked[at]):
                message = f"“{note.quote}” is not inside quotation marks in {section.paragraphs[at].id}; add “ ” there"
                yield at_note(section, note, message)


def _quotations(edition: Edition, section: Section, texts: list[str]) -> dict[int, list[tuple[int, int]]]:
    """Where the quotations stand in each restated paragraph, by its index."""
    facts = edition.text_of(section).facts
    known = ((at, text, facts.get(section.paragraphs[at].id)) for at, text in enumerate(texts))
    return {
        at: [match.span() for match in QUOTED.finditer(text)]
        for at, text, author in known
        if author is not None and digest(text) != author.sha256
    }


def _inside(span: Span, found: list[tuple[int, int]]) -> bool:
    before = bisect_left(found, (span.start, 0)) - 1
    return before >= 0 and span.end < found[before][1]


def notes_out_of_order(edition: Edition) -> Iterator[Finding]:
    """Notes follow the order of the text."""
    for section, _, found in _found(edition):
        last: Hit | None = None
        before = ""
        for note, hits in zip(section.notes, found, strict=True):
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
        for line in (*section.headings, *_underlines(section.source)):
            if line.number > section.notes_line > 0 and not line.text.startswith("### "):
                yield Finding(
                    section.path, line.number, 1, "a heading inside the notes; a note begins with ###, and has no headings in it"
                )


def _underlines(text: str) -> Iterator[Line]:
    """The lines of a text that make a heading of the line before."""
    for before, line in pairwise(outside_fences(text) if "\n=" in text or "\n-" in text else ()):
        if UNDERLINE.match(line.text) and before.text.strip() and not before.text.startswith("#"):
            yield line
