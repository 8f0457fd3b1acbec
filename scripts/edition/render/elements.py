"""The elements that weaving makes: passages, notes, citations, sources, names. DPUB-ARIA 1.1 roles throughout."""

import xml.etree.ElementTree as ET
from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from functools import lru_cache

from edition.model.records import Entry, Text
from edition.model.section import KINDS, VERDICTS
from edition.render.page import PageNote
from edition.text.citations import Cited
from edition.text.quotes import fragment


@lru_cache(maxsize=256)
def _attribute(name: str) -> str:
    return name.rstrip("_").replace("_", "-")


def make(tag: str, text: str = "", **attributes: str) -> ET.Element:
    """An element; class_ and data_note stand for class and data-note."""
    element = ET.Element(tag, {_attribute(name): value for name, value in attributes.items()})
    element.text = text
    return element


def passage(notes: list[PageNote], words: str) -> ET.Element:
    """A piece of a passage: a link to the note that is first on it; the others are named beside it."""
    kind = f"passage kind-{notes[0].kind}"
    return make("a", words, class_=kind, href=f"#{notes[0].id}", role="doc-noteref", data_note=" ".join(note.id for note in notes))


def finish(paragraph: ET.Element, notes: list[PageNote]) -> None:
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
            words = "".join(piece.text or "" for piece in covering)
            pieces[0].set("id", f"passage-{note.id}")
            pieces[0].set("aria-label", _label(note, words))
            pieces[-1].set("data-number", str(note.number))


def _label(note: PageNote, words: str) -> str:
    """What a screen reader says in the place of a passage: “Note 3, correction, on “120 miles””."""
    return f"Note {note.number}, {KINDS[note.kind].lower()}, on “{words}”"


def reference(note: PageNote) -> ET.Element:
    """A numbered link to a note whose words are all covered by others; its number is drawn, so that copied text is the text."""
    label = _label(note, note.quote)
    data = {"data_note": note.id, "data_number": str(note.number)}
    return make("a", class_=f"note-ref kind-{note.kind}", href=f"#{note.id}", role="doc-noteref", aria_label=label, **data)


def note_item(note: PageNote, text: Text | None) -> ET.Element:
    """A note of the list: quote, what it is, where it leads, and its body."""
    classes = f"note kind-{note.kind}" + (f" verdict-{note.verdict}" if note.verdict else "")
    item = make("li", class_=classes, value=str(note.number))
    note.heading.set("id", note.id)
    item.append(note.heading)
    item.append(_about(note, text))
    item.extend(note.body)
    return item


def _about(note: PageNote, text: Text | None) -> ET.Element:
    line = make("p", class_="about-note")
    line.append(make("span", KINDS[note.kind], class_="kind"))
    if note.verdict:
        line.append(make("span", VERDICTS[note.verdict], class_="verdict"))
    if note.placed:
        label = f"Back to the passage “{note.quote}”"
        line.append(
            make("a", "Back to the passage", href=f"#passage-{note.id}", role="doc-backlink", class_="back", aria_label=label)
        )
    if text and text.url:
        label = f"“{note.quote}” in the original"
        line.append(make("a", "In the original", href=fragment(text.url, note.quote), class_="original", aria_label=label))
    if note.reviewed:
        line.append(make("span", f"Reviewed {day(note.reviewed)}", class_="reviewed"))
    for child in line[:-1]:
        child.tail = " "
    return line


@lru_cache(maxsize=1024)
def day(iso: str) -> str:
    """2026-11-24 as 24 November 2026; anything else as it is."""
    try:
        found = date.fromisoformat(iso)
    except ValueError:
        return iso
    return f"{found.day} {found:%B} {found.year}"


def citation(cited: Cited, number: int, own: str) -> ET.Element:
    """A citation of one source, with an id of its own or none."""
    words = f"[{number}, {cited.locator}]" if cited.locator else f"[{number}]"
    link = make("a", words, class_="citation", href=f"#source-{cited.key}", role="doc-biblioref", aria_label=f"Source {number}")
    if own:
        link.set("id", own)
    return link


def source_item(key: str, reference: ET.Element, weight: str, uses: Mapping[str, str]) -> ET.Element:
    """A source of the list with a way back to each place that cites it: its id, and in words where it is."""
    item = make("li", class_="source", id=f"source-{key}")
    item.append(reference)
    if weight:
        reference.tail = " "
        item.append(make("span", weight, class_="weight"))
    back = make("span", "Cited in ", class_="backlinks")
    item[-1].tail = " "
    for id, where in uses.items():
        back.append(make("a", where, href=f"#{id}", role="doc-backlink"))
        back[-1].tail = ", "
    back[-1].tail = ""
    item.append(back)
    return item


def name(entry: Entry, words: str) -> ET.Element:
    """A link from a name to its page or its entry in the glossary; beside it, for the card, who or what that is."""
    kind = "term" if entry.kind == "term" else "actor"
    link = make("a", words, class_=kind, href=entry.address, data_name=entry.name, data_about=entry.about)
    if entry.native:
        link.set("data-native", entry.native[0].name)
        link.set("data-lang", entry.native[0].lang)
    return link
