"""Lay the notes' passages and the editors' corrections over the paragraphs of a page."""

import xml.etree.ElementTree as ET
from collections import defaultdict
from collections.abc import Callable, Sequence
from itertools import takewhile

from edition.model.markdown import HEADINGS
from edition.model.records import Emendation, Text
from edition.model.standing import Footing, anchored, in_order, place_of
from edition.render import elements
from edition.render.page import Page, PageNote
from edition.text.language import message, t
from edition.text.normal import Span
from edition.text.quotes import Hit, Piece, cut, find, unowned
from edition.text.tree import Link, Run, encode, lay, make, runs, text_of


def lay_passages(page: Page) -> None:
    """Lay each note's passage over the paragraph that holds its quote, and number the notes in the order of the text.

    A quote that is absent or ambiguous is not linked; its note comes last.
    """
    blocks = _blocks(page) if page.notes else []
    walked = [runs(block) for block in blocks]
    footings = [_footing(block, runs) for block, runs in zip(blocks, walked, strict=True)]
    found = _ordered(page, anchored([one.note for one in page.notes], footings))
    within: dict[int, dict[int, Span]] = defaultdict(dict)
    for index, (where, span) in found.items():
        within[where][index] = span
        note = page.notes[index]
        note.at = place_of(note.note, (where, span), footings) if note.note.at else ""
    for at, paragraph in enumerate(blocks):
        spans = within[at]
        pieces = cut(spans)
        marks = [_piece(page.notes, piece) for piece in pieces] + [_after(page.notes[i], spans[i]) for i in unowned(spans, pieces)]
        lay(paragraph, marks, walked[at])
        _finish(paragraph, [page.notes[index] for index in spans])


def _blocks(page: Page) -> list[ET.Element]:
    """What notes can stand on, in the order of the page: its paragraphs, and its headings above the notes."""
    above = takewhile(lambda element: element is not page.heading, page.root.iter())
    wanted = {id(block) for block in (*page.paragraphs, *(element for element in above if element.tag in HEADINGS))}
    return [element for element in page.root.iter() if id(element) in wanted]


def _footing(block: ET.Element, found: Sequence[Run]) -> Footing:
    id = block.get("id", "") if block.tag not in HEADINGS else ""
    return Footing(id, "".join(run.text for run in found), "restated" in block.get("class", "").split())


def _ordered(page: Page, found: list[Sequence[Hit]]) -> dict[int, Hit]:
    """Put a page's notes in the order of their passages, number them, and return where each stands by its new index."""
    order = in_order(found)
    page.notes = [page.notes[at] for at in order]
    for number, note in enumerate(page.notes, page.standing.first):
        note.number = number
    return {new: found[old][0] for new, old in enumerate(order) if len(found[old]) == 1}


def _piece(notes: list[PageNote], piece: Piece) -> Link:
    covering = [notes[index] for index in piece.notes]
    return Link(piece.span, lambda words, _: elements.passage(covering, words))


def _after(note: PageNote, span: Span) -> Link:
    return Link(Span(span.end, span.end), lambda _, __: elements.reference(note))


def _finish(paragraph: ET.Element, notes: list[PageNote]) -> None:
    """Name each note's first piece, give it the address to come back to, and its last piece the number.

    The name says the whole passage, so the other pieces are no tab stops and are not read out a second time.
    """
    covered: dict[str, list[ET.Element]] = defaultdict(list)
    for link in paragraph.iter("a"):
        for id in link.get("data-note", "").split():
            covered[id].append(link)
    for note in notes:
        covering = covered[note.id]
        pieces = [a for a in covering if a.get("data-note", "").split(" ", 1)[0] == note.id]
        for piece in pieces[1:]:
            piece.set("tabindex", "-1")
            piece.set("aria-hidden", "true")
        if pieces:
            note.placed = True
            pieces[0].set("id", f"passage-{note.id}")
            pieces[0].set("aria-label", elements.label(note, "".join(piece.text or "" for piece in covering)))
            pieces[-1].set("data-number", str(note.number))


def emend(paragraph: ET.Element, text: Text) -> None:
    """Lay each correction of a paragraph over the printed words; styles draw it, so that copied text is the printed text."""
    for emendation in text.emendations:
        spans = find(emendation.printed, text_of(paragraph)) if emendation.paragraph == paragraph.get("id") else []
        if len(spans) == 1:
            lay(paragraph, [Link(spans[0], _correction(emendation))], runs(paragraph))


def _correction(emendation: Emendation) -> Callable[[str, bool], ET.Element]:
    def made(words: str, first: bool) -> ET.Element:
        mark = make("span", class_="emended")
        mark.append(make("span", encode(words), class_="printed"))
        if first:
            told = message("Printed: {words} ({why})") if emendation.why else message("Printed: {words}")
            mark.set("data-corrected", emendation.corrected)
            mark.set("title", t(told, words=emendation.printed, why=emendation.why))
        return mark

    return made
