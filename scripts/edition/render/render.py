"""Weave a page's tree: passages to notes and back, citations to sources, names to the glossaries."""

import xml.etree.ElementTree as ET
from collections import defaultdict

from edition.model.edition import Register
from edition.model.records import Text
from edition.model.references import element
from edition.render import elements as markup
from edition.render.closing import closing
from edition.render.emending import emend
from edition.render.links import Uses, link_words
from edition.render.opening import opening
from edition.render.page import Page, PageNote, read, verbatim
from edition.text.passages import Piece, cut, places, unowned
from edition.text.quotes import Span
from edition.text.tree import Link, lay, runs


def weave(root: ET.Element, register: Register, text: Text | None) -> None:
    """Turn the tree of any page of an edition into what its reader gets; text is the one the page belongs to."""
    page = read(root, text)
    for paragraph in page.paragraphs:
        _declare(paragraph, text)
    _passages(page)
    uses = link_words(page, register)
    _arrange(page)
    if uses:
        root.append(_sources(uses, register))
    closing(page, register)
    opening(page, register)


def _declare(paragraph: ET.Element, text: Text | None) -> None:
    """Say whose words a paragraph holds, and what the author's are known by."""
    own = verbatim(paragraph, text)
    paragraph.set("class", "verbatim" if own else "restated")
    facts = text and text.facts.get(paragraph.get("id", ""))
    if text and facts:
        paragraph.set("data-sha256", facts.sha256)
        paragraph.set("data-words", str(facts.words))
        if facts.emended:
            paragraph.set("data-emended", facts.emended)
    if text and own:
        emend(paragraph, text)


def _passages(page: Page) -> None:
    """Lay each note's passage over the paragraph that holds its quote."""
    walked = [runs(paragraph) for paragraph in page.paragraphs]
    found = places([note.quote for note in page.notes], ["".join(run.text for run in one) for one in walked])
    within: dict[int, dict[int, Span]] = defaultdict(dict)
    for index, (where, span) in found.items():
        within[where][index] = span
    for at, paragraph in enumerate(page.paragraphs):
        spans = within[at]
        pieces = cut(spans)
        lay(
            paragraph,
            [_piece(page.notes, piece) for piece in pieces] + [_after(page.notes[i], spans[i]) for i in unowned(spans, pieces)],
            walked[at],
        )
        markup.finish(paragraph, [page.notes[index] for index in spans])


def _piece(notes: list[PageNote], piece: Piece) -> Link:
    covering = [notes[index] for index in piece.notes]
    return Link(piece.span, lambda words, _: markup.passage(covering, words))


def _after(note: PageNote, span: Span) -> Link:
    return Link(Span(span.end, span.end), lambda _, __: markup.reference(note))


def _arrange(page: Page) -> None:
    """Gather the notes in a list of their own, under their heading."""
    if page.heading is None:
        return
    page.heading.set("id", "notes")
    section = markup.make("section", class_="notes", role="doc-endnotes", aria_labelledby="notes")
    items = markup.make("ol")
    at = list(page.root).index(page.heading)
    moved = {id(page.heading), *(id(block) for note in page.notes for block in (note.heading, *note.body))}
    page.root[:] = [block for block in page.root if id(block) not in moved]
    section.append(page.heading)
    section.append(items)
    items.extend(markup.note_item(note, page.text) for note in page.notes)
    page.root.insert(at, section)


def _sources(uses: Uses, register: Register) -> ET.Element:
    formatted = register.references
    section = markup.make("section", class_="sources", role="doc-bibliography", aria_labelledby="sources")
    section.append(markup.make("h2", "Sources", id="sources"))
    items = markup.make("ol")
    items.extend(
        markup.source_item(key, element(formatted[key]), register.cited[key].weight, places) for key, places in uses.items()
    )
    section.append(items)
    return section
