"""Where things stand: a note in the paragraphs of its section, a section in its text, and what number a note has."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from edition.model.edition import Edition
from edition.model.markdown import plain
from edition.model.occurrences import verbatim
from edition.model.records import Text
from edition.model.section import Note, Section
from edition.text.quotes import Hit, QuoteIndex


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
    for at, section in enumerate(sections):
        if section.page == path:
            return replace(
                whole,
                section=at + 1,
                first=1 + sum(len(other.notes) for other in sections[:at]),
                before=sections[at - 1] if at else None,
                after=sections[at + 1] if at + 1 < len(sections) else None,
            )
    return whole


def anchored(notes: Sequence[Note], texts: Sequence[str], restated: Sequence[bool]) -> list[Sequence[Hit]]:
    """Return every place at which each note could hang: its quote in the author’s paragraphs, else what it names of ours."""
    ours = QuoteIndex([text if own else "" for text, own in zip(texts, restated, strict=True)])
    authors = QuoteIndex(["" if own else text for text, own in zip(texts, restated, strict=True)])
    return [[*ours(note.anchor), *authors(note.quote)] for note in notes]


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
            texts = [plain(paragraph.source) for paragraph in section.paragraphs]
            restated = [not verbatim(edition, section, paragraph) for paragraph in section.paragraphs]
            for at in in_order(anchored(section.notes, texts, restated)):
                count += 1
                found[section.path, section.notes[at].id] = count
    return found
