"""The elements that rendering makes: passages, notes, citations, sources, names. DPUB-ARIA 1.1 roles throughout."""

import xml.etree.ElementTree as ET
from collections.abc import Mapping
from urllib.parse import urlsplit

from edition.model.dates import in_words
from edition.model.records import Entry, Text
from edition.render.page import PageNote
from edition.text.citations import Cited
from edition.text.language import listed, served_by, t, used
from edition.text.quotes import fragment
from edition.text.tree import encode, make


def passage(notes: list[PageNote], words: str) -> ET.Element:
    """Make a piece of a passage: a link to the note that is first on it; the others are named beside it."""
    kind = f"passage kind-{notes[0].kind.id}"
    names = " ".join(note.id for note in notes)
    return make("a", encode(words), class_=kind, href=f"#{notes[0].id}", role="doc-noteref", data_note=names)


def label(note: PageNote, words: str) -> str:
    """Return what a screen reader says in the place of a passage: “Note 3, imprecise, on “120 miles””."""
    return t("Note {number}, {kind}, on “{words}”", number=note.number, kind=note.kind.label, words=words)


def reference(note: PageNote) -> ET.Element:
    """Make a numbered link to a note whose words others cover; its number is drawn, so that copied text is the text."""
    data = {"data_note": note.id, "data_number": str(note.number)}
    return make(
        "a",
        class_=f"note-ref kind-{note.kind.id}",
        href=f"#{note.id}",
        role="doc-noteref",
        aria_label=label(note, encode(note.words)),
        **data,
    )


def note_item(note: PageNote, text: Text | None) -> ET.Element:
    """Make a note of the list: quote, what it is, its finding and the rest of its body, where it leads."""
    item = make("li", class_=f"note kind-{note.kind.id}", value=str(note.number), data_kind=note.kind.id)
    if note.at:
        item.set("data-at", note.at)
    note.heading.set("id", note.id)
    item.append(note.heading)
    item.append(make("p", class_="about-note"))
    item[-1].append(make("span", note.kind.label, class_="kind"))
    item[-1].text = f"{note.number} "
    item.extend(note.body)
    item.append(_tools(note, text))
    return item


def _tools(note: PageNote, text: Text | None) -> ET.Element:
    """The last line of a note: when it was reviewed, and what can be done with it; scripts and the forge add to it."""
    line = make("p", class_="tools")
    if note.note.reviewed:
        line.append(_reviewed(note.note.reviewed))
    if note.placed:
        line.append(make("a", t("Back to the passage"), href=f"#passage-{note.id}", role="doc-backlink", class_="back"))
    if text and text.url:
        line.append(make("a", t("In the original"), href=fragment(text.url, note.note.quote), class_="original"))
    for child in line:
        child.tail = " "
    return line


def _reviewed(day: str) -> ET.Element:
    """When a note was reviewed; other languages than English have the day for scripts beside it."""
    made = make("span", t("Reviewed {day}", day=in_words(day)), class_="reviewed")
    if served_by(used()) != "en":
        made.set("data-day", day)
    return made


def citation(cited: Cited, number: int, own: str) -> ET.Element:
    """Make a citation of one source, with an id of its own or none."""
    words = t("{number}, {locator}", number=number, locator=cited.locator) if cited.locator else str(number)
    link = make("a", f"[{words}]", class_="citation", href=f"#source-{number}")
    if own:
        link.set("id", own)
    return link


def address(words: str, _: bool) -> ET.Element:
    """Make a link of an address that stands in the text as it is; it is shown by its host, since print adds the rest."""
    return make("a", (urlsplit(words).hostname or words).removeprefix("www."), href=words)


def source_item(number: int, reference: ET.Element, weight: str, uses: Mapping[str, str]) -> ET.Element:
    """Make a source of the list with a way back to each place that cites it: its id, and in words where it is."""
    item = make("li", class_="source", id=f"source-{number}")
    item.append(reference)
    if weight:
        reference.tail = " "
        item.append(make("span", weight, class_="weight"))
    back = make("span", t("Cited in") + " ", class_="backlinks")
    item[-1].tail = " "
    for id, where in uses.items():
        back.append(make("a", where, href=f"#{id}"))
        back[-1].tail = listed(["", ""])
    back[-1].tail = ""
    item.append(back)
    return item


def name(entry: Entry, words: str) -> ET.Element:
    """Make a link from a name to its page or its entry in the glossary; what a card tells of it is in made/names.json."""
    return make("a", encode(words), class_="term" if entry.kind == "term" else "actor", href=entry.address)
