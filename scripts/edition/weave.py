"""Weave a page's tree: passages to notes and back, citations to sources, names to the glossaries."""

import itertools
import xml.etree.ElementTree as ET
from collections import defaultdict
from collections.abc import Callable, Iterable

from edition import markup
from edition.citation import Cited, citations
from edition.closing import closing
from edition.edition import Register
from edition.emending import emend
from edition.names import mentions
from edition.opening import opening
from edition.page import Page, PageNote, read, verbatim
from edition.passages import Piece, cut, places, unowned
from edition.prose import Link, blocks, lay, runs, text_of
from edition.quote import Span
from edition.records import Text
from edition.references import element

Uses = dict[str, list[tuple[int, str]]]


def weave(root: ET.Element, register: Register, text: Text | None) -> None:
    """Turn the tree of any page of an edition into what its reader gets; text is the one the page belongs to."""
    page = read(root, text)
    for paragraph in page.paragraphs:
        _declare(paragraph, text)
    _passages(page)
    uses = _citations(page, register)
    _names(page, register)
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
    found = places([note.quote for note in page.notes], [text_of(paragraph) for paragraph in page.paragraphs])
    within: dict[int, dict[int, Span]] = defaultdict(dict)
    for index, (where, span) in found.items():
        within[where][index] = span
    for at, paragraph in enumerate(page.paragraphs):
        spans = within[at]
        pieces = cut(spans)
        lay(
            paragraph,
            [_piece(page.notes, piece) for piece in pieces] + [_after(page.notes[i], spans[i]) for i in unowned(spans, pieces)],
        )
        markup.finish(paragraph, [page.notes[index] for index in spans])


def _piece(notes: list[PageNote], piece: Piece) -> Link:
    covering = [notes[index] for index in piece.notes]
    return Link(piece.span, lambda words, _: markup.passage(covering, words))


def _after(note: PageNote, span: Span) -> Link:
    return Link(Span(span.end, span.end), lambda _, __: markup.reference(note))


def _citations(page: Page, register: Register) -> Uses:
    """Turn citations into numbered links; for each source cited, in order, where that was. The author's words cite nothing."""
    known = register.cited
    uses: Uses = {}
    numbers: dict[str, int] = {}
    count = itertools.count(1)

    def link(cited: Cited, where: str) -> ET.Element:
        use = next(count)
        uses.setdefault(cited.key, []).append((use, where))
        return markup.citation(cited, numbers.setdefault(cited.key, len(numbers) + 1), use)

    for block, where in _places_that_cite(page):
        text = text_of(block)
        if "[@" in text:
            whole = [found for found in citations(text) if all(cited.key in known for cited in found.sources)]
            lay(block, [Link(found.span, _mark(found.sources, where, link)) for found in whole])
    return uses


def _mark(sources: Iterable[Cited], where: str, link: Callable[[Cited, str], ET.Element]) -> Callable[[str, bool], ET.Element]:
    def make(_: str, first: bool) -> ET.Element:
        mark = markup.make("sup", class_="citations")
        mark.extend(link(cited, where) for cited in sources if first)
        return mark

    return make


def _places_that_cite(page: Page) -> Iterable[tuple[ET.Element, str]]:
    """Each block that may cite, with words for where it is."""
    within = {id(block): f"note {note.number}" for note in page.notes for part in note.body for block in blocks(part)}
    authors = set(map(id, page.paragraphs))
    where = "the text"
    for block in blocks(page.root):
        if block.tag in ("h1", "h2"):
            where = f"“{text_of(block).strip()}”"
        if id(block) not in authors:
            yield block, within.get(id(block), where)


def _names(page: Page, register: Register) -> None:
    """Link the first mention of each actor and term in the text, in each note, and in each entry of a glossary."""
    if page.heading is not None:
        seen: set[str] = set()
        for paragraph in page.paragraphs:
            _link_names(paragraph, register, seen)
        for note in page.notes:
            seen = set()
            for part in note.body:
                for block in blocks(part):
                    _link_names(block, register, seen)
        return
    own: set[str] | None = None
    for block in page.root:
        if block.tag in ("h1", "h2"):
            own = {block.get("id", "")} if "entry" in block.get("class", "").split() else None
        elif own is not None and block.tag == "p" and "facts" not in block.get("class", "").split():
            _link_names(block, register, own)


def _link_names(block: ET.Element, register: Register, seen: set[str]) -> None:
    links = []
    found = runs(block)
    linked = [run for run in found if run.linked]
    for mention in mentions("".join(run.text for run in found), register.names, block.get("id", "")):
        inside = any(run.start < mention.span.end and mention.span.start < run.start + len(run.text) for run in linked)
        if mention.key not in seen and not inside:
            seen.add(mention.key)
            entry = register.entries[mention.key]
            links.append(Link(mention.span, lambda words, _, entry=entry: markup.name(entry, words)))  # type: ignore[misc]
    if links:
        lay(block, links)


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
