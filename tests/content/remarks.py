"""What every report is made of: a warning at a place of a file."""

import re

from edition.files.problem import Problem
from edition.model.edition import Edition
from edition.model.records import Entry
from edition.model.section import Note, Section
from edition.text.citations import without_citations


def remark(path: str, message: str, rule: str, line: int = 1, column: int = 1) -> Problem:
    """Return a warning at a place."""
    return Problem(path, line, column, message, f"content-{rule}", warning=True)


def at_note(section: Section, note: Note, message: str, rule: str) -> Problem:
    """Return a warning at a note's heading."""
    return remark(section.path, f"the note on “{note.quote}” {message}", rule, note.line, note.column)


def at_entry(entry: Entry, message: str, rule: str) -> Problem:
    """Return a warning at an actor or a term."""
    return remark(entry.path, f"{entry.name} {message}", rule, max(1, entry.body_line))


def words(text: str) -> int:
    """Return how many words a text has, its citations and attributes left out."""
    return len(re.sub(r"\{[^}]*\}", "", without_citations(text)).split())


def notes_by_id(edition: Edition) -> dict[str, tuple[Section, Note]]:
    """Return every note with its section, by the note's address."""
    return {note.id: (section, note) for section, note in edition.all_notes()}
