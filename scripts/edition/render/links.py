"""Link the citations of a page to their sources and its names to the glossaries, in one pass over each block."""

import itertools
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import NamedTuple

from edition.model.edition import Register
from edition.model.records import Entry
from edition.render import elements
from edition.render.page import Page
from edition.text.addresses import bare_addresses
from edition.text.citations import Citation, Cited, citations
from edition.text.language import quoted, t
from edition.text.names import mentions
from edition.text.tree import Link, Run, blocks, lay, make, runs, text_but_code, text_of

# For each source that a page cites, in order: the ids of the places that cite it, and in words where each is.
Uses = dict[str, dict[str, str]]


class Place(NamedTuple):
    """A block whose words are woven: the note it belongs to, if any (id), in words where it is, and whether it may cite.

    Names are linked where there is a set of those that are linked already.
    """

    block: ET.Element
    note: str
    where: str
    cites: bool
    seen: set[str] | None


def link_words(page: Page, register: Register) -> Uses:
    """Link citations and names; the uses of each source. A source leads back to a note, or to the citation itself elsewhere."""
    uses: Uses = {}
    numbers: dict[str, int] = {}
    count = itertools.count(1)

    def link(cited: Cited, note: str, where: str) -> ET.Element:
        own = "" if note else f"cite-{next(count)}"
        uses.setdefault(cited.key, {})[note or own] = where
        return elements.citation(cited, numbers.setdefault(cited.key, len(numbers) + 1), own)

    for block, note, where, cites, seen in _places(page):
        found = runs(block)
        text = text_but_code(found)
        cited = _cited(text, register) if cites and "[@" in text else []
        links = [Link(citation.span, _mark(citation.sources, partial(link, note=note, where=where))) for citation in cited]
        links += [Link(span, elements.address) for span in bare_addresses(text) if cites]
        if seen is not None:
            links += _names(_blanked(text, links), found, register, block.get("id", ""), seen)
        if links:
            lay(block, links, found)
    return uses


def _places(page: Page) -> Iterator[Place]:
    """Each block that may cite or name. The author's words cite nothing."""
    within = {id(block): note for note in page.notes for part in note.body for block in blocks(part)}
    authors = set(map(id, page.paragraphs))
    scopes = _scopes(page)
    where = t("the text")
    for block in blocks(page.root):
        if block.tag in ("h1", "h2"):
            where = quoted(text_of(block).strip())
        note = within.get(id(block))
        about = (note.id, t("note {number}", number=note.number)) if note else ("", where)
        yield Place(block, *about, id(block) not in authors, scopes.get(id(block)))


def _scopes(page: Page) -> dict[int, set[str]]:
    """The blocks in which names are linked, each with a set shared by the text, by a note, by an entry: it links a name once."""
    found: dict[int, set[str]] = {}
    if page.heading is not None or page.paragraphs:
        notes = [[block for part in note.body for block in blocks(part)] for note in page.notes]
        for group in (page.paragraphs, *notes):
            seen: set[str] = set()
            found.update((id(block), seen) for block in group)
        return found
    own: set[str] | None = None
    for block in page.root:
        if block.tag in ("h1", "h2"):
            own = {block.get("id", "")} if "entry" in block.get("class", "").split() else None
        elif own is not None and block.tag == "p" and "facts" not in block.get("class", "").split():
            found[id(block)] = own
    return found


def _cited(text: str, register: Register) -> list[Citation]:
    """The citations of a text whose sources are all known."""
    return [found for found in citations(text) if all(cited.key in register.cited for cited in found.sources)]


def _mark(sources: Iterable[Cited], link: Callable[[Cited], ET.Element]) -> Callable[[str, bool], ET.Element]:
    def made(_: str, first: bool) -> ET.Element:
        mark = make("sup", class_="citations")
        mark.extend(link(cited) for cited in sources if first)
        return mark

    return made


def _blanked(text: str, links: Iterable[Link]) -> str:
    """A text with what is linked in it filled with what belongs to no name."""
    for span in (link.span for link in links):
        text = text[: span.start] + "|" * (span.end - span.start) + text[span.end :]
    return text


def _names(text: str, found: list[Run], register: Register, paragraph: str, seen: set[str]) -> Iterator[Link]:
    """Links for the actors and terms of a text that are not linked yet and stand in no other link."""
    linked = [run for run in found if run.linked]
    for span, key, _ in mentions(text, register.names, paragraph):
        inside = any(run.start < span.end and span.start < run.start + len(run.text) for run in linked)
        if key not in seen and not inside:
            seen.add(key)
            yield Link(span, _name(register.entries[key]))


def _name(entry: Entry) -> Callable[[str, bool], ET.Element]:
    return lambda words, _: elements.name(entry, words)
