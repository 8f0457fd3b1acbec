"""What stands before the first paragraph of a section: a glance, choices, the verdict, who is who, and whose words follow."""

import xml.etree.ElementTree as ET
from collections import Counter
from collections.abc import Iterable, Iterator

from edition.model.allowlist import KINDS
from edition.model.edition import Register
from edition.model.occurrences import TIMELINE, events_on
from edition.model.records import Entry, Text
from edition.pictures.dots import dots
from edition.render.page import Page, PageNote
from edition.text.tree import make

WORDS_A_MINUTE = 220


def opening(page: Page, register: Register, whole: str = "") -> None:
    """Put everything that opens a section in its place, in order; pages of another form stay as they are.

    whole is the address of the page that has all of the text, if there is one.
    """
    if not page.paragraphs:
        return
    brief = _brief(page.root)
    parts = [make("p", _glance(page), class_="glance")]
    parts += [_controls(page.notes)]
    parts += [brief] if brief is not None else []
    leads = sorted((entry for entry in register.actors if entry.lead), key=lambda entry: entry.lead)
    parts += [_who(leads)] if leads and page.paragraphs[0].get("id") == "p1" else []
    restated = [paragraph for paragraph in page.paragraphs if paragraph.get("class") == "restated"]
    parts += [_banner(page.text)] if restated and page.text else []
    parts += [_own_words(page, page.text, whole)] if page.text and page.text.paragraphs else []
    heading = next((block for block in page.root if block.tag == "h1"), None)
    at = list(page.root).index(heading) + 1 if heading is not None else 0
    for offset, part in enumerate(parts):
        page.root.insert(at + offset, part)


def _glance(page: Page) -> str:
    """Where the section stands in the text, how many notes it has, and how long both take to read."""
    numbers = [int(paragraph.get("id", "p0")[1:]) for paragraph in page.paragraphs]
    several = len(numbers) > 1
    where = f"Paragraphs {numbers[0]} to {numbers[-1]}" if several else f"Paragraph {numbers[0]}"
    total = f" of {len(page.text.paragraphs)}" if page.text and page.text.paragraphs else ""
    read = [*page.paragraphs, *(part for note in page.notes for part in note.body)]
    words = sum(len("".join(block.itertext()).split()) for block in read)
    minutes = max(1, round(words / WORDS_A_MINUTE))
    notes = f"{len(page.notes)} note{'s' * (len(page.notes) != 1)}"
    return f"{where}{total} · {notes} · {minutes} minute{'s' * (minutes != 1)} with all notes"


def _controls(notes: list[PageNote]) -> ET.Element:
    """The row of what a reader can choose: marks or none, kinds, keys. Unseen till its script has come, but its place is kept."""
    row = make("div", class_="controls", data_script="reading/controls", hidden="hidden")
    if notes:
        row.append(make("button", "Marks in the text", type="button", aria_pressed="true"))
        choices = make("fieldset")
        choices.append(make("legend", "Show notes of these kinds"))
        choices.extend(_kinds(notes))
        choices.append(_box("keys", "Keys n and p step through the notes"))
        panel = make("details")
        panel.extend([make("summary", "Choose notes"), choices])
        row.append(panel)
    return row


def _kinds(notes: Iterable[PageNote]) -> Iterator[ET.Element]:
    count = Counter(note.note.kind for note in notes)
    for kind, name in KINDS.items():
        if count[kind]:
            label = make("span", class_="about-note")
            label.append(make("span", name, class_=f"kind kind-{kind}"))
            label[0].tail = f" ({count[kind]})"
            box = _box(kind)
            box.append(label)
            yield box


def _box(value: str, words: str = "") -> ET.Element:
    box = make("label")
    box.append(make("input", type="checkbox", value=value, checked="checked"))
    box[0].tail = f" {words}"
    return box


def _brief(root: ET.Element) -> ET.Element | None:
    """The verdict in brief, taken out of where the file has it."""
    for block in root:
        if block.tag == "blockquote" and len(block) and block[-1].get("class") == "brief":
            root.remove(block)
            made = make("aside", class_="brief", aria_label="In brief")
            block[-1].attrib.pop("class")
            made.extend(list(block))
            return made
    return None


def _who(leads: list[Entry]) -> ET.Element:
    """The actors that a newcomer needs, one line each."""
    who = make("dl", class_="who")
    for entry in leads:
        term = make("dt")
        term.append(make("a", entry.name, class_="actor", href=entry.address))
        who.append(term)
        who.append(make("dd", entry.summary))
    return who


def _banner(text: Text) -> ET.Element:
    """What tells the reader that the paragraphs below are not the author’s."""
    line = make("p", class_="companion")
    line.append(make("strong", "In our own words."))
    line[0].tail = " The argument is restated here; only what stands in quotation marks is the author’s. See "
    if text.url:
        line.append(make("a", f"the essay at {text.venue or 'its publisher'}", href=text.url))
        line[1].tail = ", and "
    line.append(make("a", "how the author’s text comes in", href="/about.md#text"))
    line[-1].tail = "."
    return line


def _own_words(page: Page, text: Text, whole: str) -> ET.Element:
    """The control that shows a reader's own copy, or verifies the text, and the way to the whole; a script shows them."""
    place = make("p", class_="own-words", data_script="copy/words", hidden="hidden", data_text=text.folder)
    proof = any(paragraph.get("class") == "verbatim" for paragraph in page.paragraphs)
    place.append(make("button", "Verify the text" if proof else "Read the author’s own words", type="button"))
    if whole:
        place[0].tail = " "
        place.append(make("a", "The whole edition on one page", href=whole))
    return place


def closing(page: Page, register: Register) -> None:
    """Put the strip of its own events after the text of a section; the whole text has none, for the timeline shows them all."""
    if not page.paragraphs or any(block.get("data-script") == "whole/lens" for block in page.root):
        return
    ids = [paragraph.get("id", "") for paragraph in page.paragraphs]
    found = events_on(ids, register)
    strip = dots(found, register, "own-events", "What happened, and when", "", small=True)
    if strip is None:
        return
    caption = make("figcaption", f"{len(found)} dated events bear on this part of the essay. ")
    caption.append(make("a", "Read them on the timeline", href=f"/{TIMELINE}?paragraphs={'+'.join(ids)}"))
    strip.append(caption)
    page.root.insert(list(page.root).index(page.paragraphs[-1]) + 1, strip)
