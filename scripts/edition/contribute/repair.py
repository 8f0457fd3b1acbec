"""Mend section files and entries: typed signs as a typographer would set them, headings one level off, quotes that have slipped."""

import re
from collections.abc import Iterable, Mapping
from difflib import unified_diff
from pathlib import Path

from edition.check.finding import blanked
from edition.check.survey import Survey
from edition.files.disk import read_text, shown
from edition.model.edition import Edition
from edition.model.markdown import escaped, plain
from edition.model.section import Note, Section, begins_note, level, title_of
from edition.text.normal import normal
from edition.text.quotes import ELLIPSIS, alike, bare, find
from edition.text.typography import changes

LIKE = 80  # of 100: what a repaired quote must share with the one that slipped
APART = 10  # and how much less alike the next best place must be
Texts = Mapping[Path, str]


def typeset(edition: Edition) -> dict[Path, str]:
    """Return the files of sections and entries whose typed signs and headings are to be mended, as they would be."""
    survey = Survey(edition)
    made: dict[Path, list[str]] = {}
    sections = {section.path: section for section in edition.all_sections()}
    for passage in survey.prose:
        path = edition.root / passage.path
        lines = read_text(path, edition.root).split("\n")
        before = list(lines)
        for number, line in passage.lines():
            if not survey.authors(passage.path, number):
                section = sections.get(passage.path)
                lines[number - 1] = _heading_set(line, section, number) if section and level(line) else _typeset(line)
        if lines != before:
            made[path] = lines
    return {path: "\n".join(lines) for path, lines in made.items()}


def _heading_set(line: str, section: Section, number: int) -> str:
    """A heading of a section file: of a note it is brought to its level and form, its words, the author's, are left alone."""
    if number > section.notes_line > 0 and begins_note(level(line), title_of(line)):
        return f"### {_curly(line.lstrip('#').strip(), title_of(line))}"
    return line


def _typeset(line: str) -> str:
    for span, words in reversed(list(changes(blanked(line)))):
        line = line[: span.start] + words + line[span.end :]
    return line


def _curly(line: str, words: str) -> str:
    """A note's heading with its quote in curly marks, whatever marks it had."""
    return line.replace(words, f"“{bare(words)}”", 1)


def requoted(edition: Edition) -> dict[Path, str]:
    """Return the section files with every quote that has slipped, and has one clear place, in the words of the text."""
    made: dict[Path, str] = {}
    for section, footings, found in Survey(edition).placed:
        texts = [footing.text for footing in footings if footing.id]
        lines = section.source.split("\n")
        for note, hits in zip(section.notes, found, strict=True):
            words = _clear_place(note.quote, texts) if note.quote and not hits and not note.words else ""
            if words and not _elsewhere(edition, section, note):
                lines[note.line - 1] = _heading(lines[note.line - 1], note, words)
        if "\n".join(lines) != section.source:
            made[edition.root / section.path] = "\n".join(lines)
    return made


def _clear_place(quote: str, texts: Iterable[str]) -> str:
    """The words of the text that a quote must have been, or nothing where two places are alike or none is."""
    listed = list(texts)
    if ELLIPSIS.search(quote):
        ends = [_clear_place(end, listed) for end in ELLIPSIS.split(quote.strip(), maxsplit=1)]
        words = " … ".join(ends) if all(ends) else ""
    else:
        best, *others = sorted((one for text in listed for one in alike(quote, text)), key=lambda one: -one[0]) or [(0.0, "")]
        clear = best[0] >= LIKE and all(best[0] - other >= APART for other, _ in others[:1])
        words = best[1] if clear else ""
    return normal(words) if words and sum(len(find(words, text)) for text in listed) == 1 else ""


def _elsewhere(edition: Edition, section: Section, note: Note) -> bool:
    """Whether a quote stands in another section of the text: then it has moved there."""
    others = (other for other in edition.sections[edition.text_of(section).folder] if other is not section)
    return any(find(note.quote, plain(paragraph.source)) for other in others for paragraph in other.paragraphs)


def _heading(line: str, note: Note, quote: str) -> str:
    """A note's heading with other words, at the same address."""
    old = bare(title_of(line))
    at = line.index(old)
    line = line[:at] + escaped(quote) + line[at + len(old) :]
    if note.given:
        return line
    made, found = re.subn(r"\{:?[ \t]*([^{}]*\}[ \t]*)$", rf"{{ #{note.id} \1", line)
    return made if found else f"{line} {{ #{note.id} }}"


def patch(texts: Texts, root: Path) -> str:
    """Return changes as a unified diff that git apply takes."""
    parts: list[str] = []
    for path, text in texts.items():
        name = shown(path, root)
        old = path.read_text("utf-8").splitlines(keepends=True)
        parts.extend(unified_diff(old, text.splitlines(keepends=True), f"a/{name}", f"b/{name}"))
    return "".join(parts)
