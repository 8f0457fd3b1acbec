"""Turn a page's tree into what its reader gets: passages to notes and back, citations to sources, names to the glossaries."""

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator, Sequence
from itertools import takewhile

from edition.model.edition import Register
from edition.model.markdown import HEADINGS
from edition.model.occurrences import holds_authors_words
from edition.model.records import Text
from edition.model.references import References, reference_element
from edition.model.sources import Source
from edition.model.standing import NOWHERE, Standing
from edition.render.elements import note_item, source_item
from edition.render.links import Uses, link_words
from edition.render.page import Page, read
from edition.render.passages import emend, lay_passages
from edition.render.surroundings import closing, opening
from edition.render.take import beside
from edition.text.addresses import bare_addresses
from edition.text.language import leftward, served_by, t, used
from edition.text.normal import Change, brief
from edition.text.tree import blocks, encode, make, rewrite, text_of
from edition.text.typography import changes, typed


def render(
    root: ET.Element,
    register: Register,
    references: References,
    text: Text | None,
    standing: Standing = NOWHERE,
    lines: Sequence[int] = (),
) -> Page:
    """Render the tree of any page of an edition in place.

    text is the one that the page belongs to, standing its place there; lines are those of its notes in its file, where it has one.
    """
    page = prepare(root, register, text, standing, lines)
    _name_language(page)
    lay_passages(page)
    uses = link_words(page, register)
    _gather(page)
    _bring_forward(page)
    for paragraph in page.paragraphs:
        if "verse" in paragraph.get("class", "").split():
            _line_by_line(paragraph)
    if uses:
        root.append(_sources(uses, register, references))
    _list_references(root, register, references)
    opening(page)
    closing(page, register)
    beside(root)
    return page


def prepare(root: ET.Element, register: Register, text: Text | None, standing: Standing, lines: Sequence[int] = ()) -> Page:
    """Return what a tree holds before anything is laid over it: whose words its paragraphs are is said, and its type is set."""
    page = read(root, register, text, standing, lines)
    authors = [paragraph for paragraph in page.paragraphs if _declare(paragraph, text)]
    _set_type(root, authors)
    return page


def _name_language(page: Page) -> None:
    """Say in which language the author’s words are, where it is another than that of the page."""
    if page.text is None or page.text.lang == used() or not (page.paragraphs or page.notes):
        return
    above = takewhile(lambda block: block is not page.heading, page.root)
    titles = (block for block in above if block.tag in HEADINGS)
    for block in (*titles, *page.paragraphs, *(note.heading for note in page.notes)):
        block.set("lang", page.text.lang)


def turn(root: ET.Element) -> None:
    """Say which way words are written whose language is written otherwise than that of the page, and where footnotes lead back."""
    for element in root.iter():
        if element.get("class") == "footnote-backref" and served_by(used()) != "en":
            number = "".join(re.findall(r"\d+", element.get("title", "")))
            element.set("title", t("Jump back to footnote {number} in the text", number=number))
        lang = element.get("lang")
        if lang and leftward(lang) != leftward(used()):
            element.set("dir", "rtl" if leftward(lang) else "ltr")


def _list_references(root: ET.Element, register: Register, references: References) -> None:
    """Put the reference of a source into every paragraph that has a place for it: one with its id, on the page of sources."""
    for block in root:
        source = register.cited.get(block.get("id", "")) if block.get("class") == "reference" else None
        if source is None:
            continue
        made = [_reference(source, references)]
        if source.weight:
            made.append(make("span", source.told_weight, class_="weight"))
        for element in made:
            element.tail = " "
        made[-1].tail = f" {block.text or ''}"
        block.text, block[:] = "", [*made, *block]


def _declare(paragraph: ET.Element, text: Text | None) -> bool:
    """Say whose words a paragraph holds, and what the author's are known by; whether they are the author's."""
    id = paragraph.get("id", "")
    own = holds_authors_words(id, text_of(paragraph), text)
    shapes = paragraph.get("class", "")
    paragraph.set("class", f"{'verbatim' if own else 'restated'} {shapes}".strip())
    facts = text and text.facts.get(id)
    if facts:
        known = {"data-sha256": brief(facts.sha256), "data-words": facts.words, "data-letters": facts.letters}
        known |= {"data-fingerprint": brief(facts.fingerprint), "data-emended": facts.emended}
        for name, value in known.items():
            if value:
                paragraph.set(name, str(value))
    if text and own:
        emend(paragraph, text)
    return own


def _set_type(root: ET.Element, authors: list[ET.Element]) -> None:
    """Set what an ordinary keyboard has typed as a typographer would, but for the author's own words."""
    own = {element for paragraph in authors for element in paragraph.iter()}
    for block in blocks(root):
        if block not in own and typed(text_of(block)):
            rewrite(block, _changes)


def _changes(text: str) -> Iterator[Change]:
    """What a typographer would change in a text, but for its addresses."""
    for start, end in bare_addresses(text):
        text = text[:start] + "\ufffc" * (end - start) + text[end:]
    return changes(text)


def _gather(page: Page) -> None:
    """Gather the notes in a list of their own, under their heading."""
    if page.heading is None:
        return
    page.heading.set("id", "notes")
    if served_by(used()) != "en":  # the word is part of the file’s form
        page.heading.text = t("Notes")
    section = make("section", class_="notes", role="doc-endnotes", aria_labelledby="notes")
    items = make("ol")
    at = list(page.root).index(page.heading)
    moved = {id(page.heading), *(id(block) for note in page.notes for block in (note.heading, *note.body))}
    page.root[:] = [block for block in page.root if id(block) not in moved]
    section.append(page.heading)
    section.append(items)
    items.extend(note_item(note, page.text) for note in page.notes)
    page.root.insert(at, section)


def _line_by_line(stanza: ET.Element) -> None:
    """Put every line of a stanza into an element of its own, its break with it, so that what does not fit can hang below it."""
    lines = [make("span", stanza.text or "", class_="line")]
    for child in list(stanza):
        stanza.remove(child)
        lines[-1].append(child)
        if child.tag == "br":
            lines.append(make("span", (child.tail or "").lstrip("\n"), class_="line"))
            child.tail = ""
    stanza.text = ""
    stanza.extend(lines)


def _bring_forward(page: Page) -> None:
    """Put the author's own notes at the end of his text, before ours."""
    boxes = [box for box in page.root if box.tag == "div" and box.get("class") == "footnote"]
    notes = page.root.find("section[@class='notes']")
    if notes is None or not any(paragraph in set(box.iter()) for box in boxes for paragraph in page.paragraphs):
        return
    for box in boxes:
        page.root.remove(box)
        page.root.insert(list(page.root).index(notes), box)
        box.set("role", "doc-endnotes")
        box.set("aria-label", t("The author’s notes"))


def _reference(source: Source, references: References) -> ET.Element:
    """The reference of a source; its title, where it has not been formatted yet."""
    return reference_element(references.get(source.id) or encode(source.title).replace("<", "&lt;"))


def _sources(uses: Uses, register: Register, references: References) -> ET.Element:
    """The list of the sources that a page cites; one whose reference is not formatted yet is shown by its title."""
    section = make("section", class_="sources", role="doc-bibliography", aria_labelledby="sources")
    section.append(make("h2", t("Sources"), id="sources"))
    items = make("ol")
    for number, (key, places) in enumerate(uses.items(), 1):
        source = register.cited[key]
        items.append(source_item(number, _reference(source, references), source.told_weight, places))
    section.append(items)
    return section
