"""Rules on section files: their form, their ids, and what Markdown may not carry."""

import calendar
import re
from bisect import bisect_right
from collections.abc import Iterator

from edition.check.finding import Finding, at_note, blanked
from edition.check.registry import advice, house, rule
from edition.check.survey import Survey
from edition.model.allowlist import id_fault
from edition.model.markdown import plain, runs_of_lines
from edition.model.section import NOTES, PARAGRAPH_ID, Line, Section, begins_note, level, title_of
from edition.text.names import mentions

TAG = re.compile(r"</?[A-Za-z][^<>]*>?|<!--|<[!?][A-Za-z]")
PARAGRAPH_MARK = re.compile(r"\{:?[ \t]*#p\d+(?:[ \t]+\.[\w-]+)*[ \t]*\}")
# A word that may begin with a capital: it begins with no small Latin letter and no digit, and not inside another.
CAPITAL = re.compile(r"[^\W_a-z\d](?<![^\W_].)[^\W_]*", re.DOTALL)
BEFORE = 40  # characters that tell whether a sentence begins
SENTENCE = re.compile(r"(?:^|[.!?…:]\s|\n\s*|[.!?]”\s)[“‘(]?$")
CALENDAR = {*calendar.month_name, *calendar.day_name, "I"}


@rule
def section_empty(survey: Survey) -> Iterator[Finding]:
    """A section file has a title and a text."""
    for section in survey.edition.all_sections():
        if not section.source.strip():
            yield Finding(section.path, 1, 1, "the file is empty; begin with a line “# Title”, or remove the file")
        elif not section.title:
            yield Finding(section.path, 1, 1, "no title; begin with a line “# Title”")
        elif not section.paragraphs:
            yield Finding(section.path, 1, 1, "no paragraph has an id; put { #p1 } on a line of its own directly under each")


@advice
def notes_missing(survey: Survey) -> Iterator[Finding]:
    """Notes stand under a heading “## Notes”, the last of that name."""
    for section in survey.edition.all_sections():
        if section.source.strip() and not section.notes_line:
            end = section.source.rstrip("\n").count("\n") + 1
            yield Finding(section.path, end, 1, "no heading “## Notes”; add it after the text, and notes under it")


@rule
def notes_doubled(survey: Survey) -> Iterator[Finding]:
    """“## Notes” stands once: of the notes between two of them none is one."""
    for section in survey.edition.all_sections():
        above = [line for line in section.headings if line.number < section.notes_line]
        first = next((line.number for line in above if level(line.text) == 2 and title_of(line.text) == NOTES), 0)
        if first and any(line.number > first and begins_note(level(line.text), title_of(line.text)) for line in above):
            yield Finding(section.path, section.notes_line, 1, "“## Notes” stands above already; remove it here")


@rule
def paragraph_id_misplaced(survey: Survey) -> Iterator[Finding]:
    """A paragraph's id stands alone on the line directly under its paragraph."""
    for section in survey.edition.all_sections():
        for line in _strays(section):
            column = line.text.index("{") + 1
            yield Finding(
                section.path, line.number, column, "a paragraph id must stand alone on the line directly under its paragraph"
            )


def _strays(section: Section) -> list[Line]:
    """Lines with a paragraph id that stands anywhere but alone directly under a paragraph of the text."""
    if len(PARAGRAPH_MARK.findall(section.source)) == len(section.paragraphs):
        return []
    lines = section.source.split("\n")
    before = section.notes_line or len(lines) + 1
    ends = {start + len(block) for start, block in runs_of_lines(lines[: before - 1]) if len(block) > 1}
    return [
        line
        for line in (Line(number, text) for number, text in enumerate(lines, 1))
        if PARAGRAPH_MARK.search(line.text) and not (PARAGRAPH_ID.match(line.text) and line.number in ends and line.number < before)
    ]


@rule
def id_duplicate(survey: Survey) -> Iterator[Finding]:
    """Every paragraph and every note of a text has an id of its own."""
    for sections in survey.edition.sections.values():
        seen: dict[str, str] = {}
        for section in sections:
            for paragraph in section.paragraphs:
                if paragraph.id in seen:
                    line = paragraph.line + paragraph.source.count("\n") + 1
                    yield Finding(section.path, line, 1, f"{paragraph.id} is also the id of a paragraph in {seen[paragraph.id]}")
                seen.setdefault(paragraph.id, section.path)
            for note in section.notes:
                if note.given and id_fault(note.id):
                    yield at_note(section, note, f"the id “{note.id}”: {id_fault(note.id)}; choose another")
                elif note.id in seen and note.given:
                    yield at_note(section, note, f"the id “{note.id}” is taken in {seen[note.id]}; write another: {{ #other-id }}")
                seen.setdefault(note.id, section.path)


@rule
def raw_html(survey: Survey) -> Iterator[Finding]:
    """Content is Markdown; raw HTML would be shown as the text it is."""
    for document in survey.documents:
        for number, line in document.markdown.lines() if "<" in document.markdown.text else ():
            match = TAG.search(blanked(line))
            if match:
                message = f"raw HTML “{match.group()}”; write it in Markdown, or &lt; for a plain <"
                yield Finding(document.markdown.path, number, match.start() + 1, message)


@house
def name_uncovered(survey: Survey) -> Iterator[Finding]:
    """Every capitalised name in the text belongs to an actor or a term."""
    adjectives = CALENDAR.union(*(entry.adjectives for entry in survey.edition.register.entries.values()))
    for section in survey.edition.all_sections():
        for paragraph in section.paragraphs:
            yield from _uncovered(survey, section, paragraph.id, paragraph.line, plain(paragraph.source), adjectives)


def _begins(text: str, at: int) -> bool:
    """Whether a word begins a sentence; what stands long before it is no matter."""
    before = text[max(at - BEFORE, 0) : at]
    return SENTENCE.search(before if at <= BEFORE else f"x{before}") is not None


def _uncovered(survey: Survey, section: Section, id: str, line: int, text: str, known: set[str]) -> Iterator[Finding]:
    covered = [(mention.span.start, mention.span.end) for mention in mentions(text, survey.edition.register.names, id)]
    for word in CAPITAL.finditer(text):
        before = bisect_right(covered, (word.start(), len(text))) - 1
        inside = before >= 0 and word.start() < covered[before][1]
        if not word.group()[0].isupper() or word.group() in known or inside or _begins(text, word.start()):
            continue
        at = text.count("\n", 0, word.start())
        column = word.start() - text.rfind("\n", 0, word.start())
        message = f"“{word.group()}” in {id} belongs to no actor or term; add it to the variants or adjectives of one"
        yield Finding(section.path, line + at, column, message)
