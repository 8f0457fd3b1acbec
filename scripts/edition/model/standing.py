"""Where things stand: a note in the paragraphs of its section, a section in its text, and what number a note has."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from edition.model.edition import Edition
from edition.model.markdown import plain
from edition.model.occurrences import verbatim
from edition.model.records import Text
from edition.model.section import Note, Section, title_of
from edition.text.quotes import Hit, QuoteIndex, find

HEADING = "heading"  # what at= calls a heading of the text
PLACE = re.compile(rf"(p\d+|{HEADING})(?::(\d{{1,4}}))?|(\d{{1,4}})")


@dataclass(frozen=True)
class Standing:
    """Where a page stands in its text: which section of how many it is (0: none), its neighbours, its first note’s number.

    whole: the path in docs/ of the page that has all of the text, or nothing.
    """

    section: int = 0
    sections: int = 0
    first: int = 1
    before: Section | None = None
    after: Section | None = None
    whole: str = ""


NOWHERE = Standing()


def standing(edition: Edition, path: str, text: Text) -> Standing:
    """Return where a page of docs/ stands in its text; one that is no section of it holds all of them."""
    sections = edition.sections[text.folder]
    whole = Standing(sections=len(sections), whole=edition.whole_page(text))
    if path not in edition.before:
        return whole
    at, notes = edition.before[path]
    after = sections[at + 1] if at + 1 < len(sections) else None
    return replace(whole, section=at + 1, first=1 + notes, before=sections[at - 1] if at else None, after=after)


class Footing(NamedTuple):
    """What a note can stand on: a paragraph by its id, or a heading of the text, which has none; its words, whose and where."""

    id: str
    text: str
    restated: bool = False
    line: int = 0

    @property
    def name(self) -> str:
        """What a note calls it: p4, heading."""
        return self.id or HEADING


def footings(edition: Edition, section: Section) -> list[Footing]:
    """Return what the notes of a section can stand on, in the order of the text."""
    made = [Footing(one.id, plain(one.source), not verbatim(edition, section, one), one.line) for one in section.paragraphs]
    titles = (line for line in section.headings if not section.notes_line or line.number < section.notes_line)
    made += [Footing("", plain(title_of(line.text)), line=line.number) for line in titles]
    return sorted(made, key=lambda footing: footing.line)


def named_place(at: str) -> tuple[str, int] | None:
    """Return what at= says: the name of a footing or nothing, and which place there (0: the only one); None if nothing."""
    match = PLACE.fullmatch(at)
    return (match[1] or "", int(match[2] or match[3] or 0)) if match else None


def anchored(notes: Sequence[Note], footings: Sequence[Footing]) -> list[Sequence[Hit]]:
    """Return every place at which each note could hang: its quote in the author’s paragraphs, else what it names of ours.

    A heading counts where the quote is in no paragraph, or at= says so, and only if all of the text is the author’s. at= names one
    of several places: the paragraph, which of them, or both (p4, 2, p4:2).
    """
    whole = not any(footing.restated for footing in footings)
    ours = QuoteIndex([footing.text if footing.restated else "" for footing in footings])
    authors = QuoteIndex([footing.text if footing.id and not footing.restated else "" for footing in footings])
    titles = QuoteIndex([footing.text if whole and not footing.id else "" for footing in footings])

    def hits(note: Note) -> Sequence[Hit]:
        found = [*ours(note.anchor), *authors(note.quote)]
        name, which = named_place(note.at) or ("", 0)
        if not found or name == HEADING:
            found += titles(note.quote)
        if name:
            found = [hit for hit in found if footings[hit[0]].name == name]
        # A restatement need not say twice what the author does.
        once = len(found) == 1 and footings[found[0][0]].restated
        return found[which - 1 : which] if which and not once else found

    return [hits(note) for note in notes]


def place_of(note: Note, hit: Hit, footings: Sequence[Footing]) -> str:
    """Return how a note names a place in full: by its paragraph, and by its number where the words stand there several times."""
    footing = footings[hit[0]]
    if footing.restated:
        given = named_place(note.at)
        return note.at if given and given[0] == footing.name else footing.name
    here = [span for other in footings if other.name == footing.name for span in find(note.quote, other.text)]
    if len(here) == 1 and footing.id:
        return footing.id
    before = sum(len(find(note.quote, other.text)) for other in footings[: hit[0]] if other.name == footing.name)
    return f"{footing.name}:{before + find(note.quote, footing.text).index(hit[1]) + 1}" if len(here) > 1 else footing.name


def in_order(found: Sequence[Sequence[Hit]]) -> list[int]:
    """Return the indices of notes in the order of the text; those without one place come last."""

    def place(at: int) -> tuple[int, int, int]:
        if len(found[at]) != 1:
            return (1, 0, at)
        where, span = found[at][0]
        return (0, where, span.start)

    return sorted(range(len(found)), key=place)


def numbers(edition: Edition) -> dict[tuple[str, str], int]:
    """Return the number of every note, by the path of its section and its id: notes are counted through each text."""
    found: dict[tuple[str, str], int] = {}
    for sections in edition.sections.values():
        count = 0
        for section in sections:
            for at in in_order(anchored(section.notes, footings(edition, section))):
                count += 1
                found[section.path, section.notes[at].id] = count
    return found
