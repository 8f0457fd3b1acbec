"""What stands around the words of a section: one quiet line above them; what the notes find, who is meant and the way on below."""

import re
import xml.etree.ElementTree as ET
from collections import Counter
from collections.abc import Iterable, Iterator

from edition.model.edition import Register
from edition.model.kinds import Kind
from edition.model.occurrences import TIMELINE, events_on
from edition.model.records import Entry, Text
from edition.pictures.dots import dots
from edition.pictures.score import own_score
from edition.render.page import Page, PageNote
from edition.text.language import t, tn, used
from edition.text.tree import make

WORDS_A_MINUTE = 220
FIELD = re.compile(r"\{(\w+)\}")


def opening(page: Page) -> None:
    """Put one line under the title of a section: whose words follow, where they stand, how long they take to read."""
    if not page.paragraphs:
        return
    line = make("p", class_="glance")
    if any(map(_restated, page.paragraphs)):
        line.append(make("a", t("In our own words"), href="/about.md#text"))
        line[0].tail = f" · {_glance(page)}"
    else:
        line.text = _glance(page)
    heading = next((block for block in page.root if block.tag == "h1"), None)
    page.root.insert(list(page.root).index(heading) + 1 if heading is not None else 0, line)


def _restated(paragraph: ET.Element) -> bool:
    return "restated" in paragraph.get("class", "").split()


def _glance(page: Page) -> str:
    standing, count = page.standing, len(page.notes)
    where = tn("{count} section", "{count} sections", standing.sections)
    if standing.section:
        where = t("section {number} of {count}", number=standing.section, count=standing.sections)
    return " · ".join((where, tn("{count} note", "{count} notes", count), _minutes(page)))


def _minutes(page: Page) -> str:
    """How long the words take, and how long with all notes."""
    text = sum(map(_words, page.paragraphs))
    every = text + sum(_words(part) for note in page.notes for part in note.body)
    alone, whole = (max(1, round(words / WORDS_A_MINUTE)) for words in (text, every))
    if whole > alone:
        return tn("{count} minute, {all} with all notes", "{count} minutes, {all} with all notes", alone, all=whole)
    return tn("{count} minute", "{count} minutes", alone)


def _words(block: ET.Element) -> int:
    return len("".join(block.itertext()).split())


def closing(page: Page, register: Register) -> None:
    """Put what follows the words of a section before its notes; pages of another form stay as they are."""
    if not page.paragraphs:
        return
    for block in page.root:
        if block.tag == "blockquote" and len(block) and block[-1].get("class") == "brief":
            _make_brief(block)
    whole = not page.standing.section
    cast = _leads(register) if whole else _named(page.paragraphs, register)
    choices = _choices(page.notes, register.kinds) if page.notes else None
    if choices is not None:
        choices.extend(_lens(page))
    parts = [
        choices,
        _after(page, page.text) if page.text else None,
        _cast(cast, whole) if cast else None,
        None if whole else _score(page, register),
        None if whole else _strip(page, register),
        _turn(page) if page.standing.before or page.standing.after else None,
    ]
    notes = page.root.find("section[@class='notes']")  # the author's own stand before
    at = list(page.root).index(notes) if notes is not None else len(page.root)
    for part in reversed(parts):
        if part is not None:
            page.root.insert(at, part)


def _make_brief(quotation: ET.Element) -> None:
    """Make of a verdict in brief what it is, where the file has it: after the words that it judges."""
    quotation[-1].attrib.pop("class")
    quotation.tag = "aside"
    quotation.attrib.update({"class": "brief", "role": "note", "aria-label": t("What the notes find")})


def _choices(notes: list[PageNote], kinds: Iterable[Kind]) -> ET.Element:
    """What a reader can choose, opened by a button of the header: marks or none, kinds, keys. A script makes it work."""
    panel = make("div", id="choices", popover="auto", data_script="reading/choices", role="group", aria_label=t("How to read"))
    legend = make("fieldset")
    legend.append(make("legend", t("Show notes of these kinds")))
    legend.extend(_kinds(notes, kinds))
    panel.extend(
        [legend, _box("marks", t("Mark the words that notes are about")), _box("keys", t("Keys n and p step through the notes"))]
    )
    return panel


def _lens(page: Page) -> list[ET.Element]:
    """The lens of a page that has one, taken out of where it stands."""
    found = [block for block in page.root if block.get("data-script") == "whole/lens"]
    for block in found:
        page.root.remove(block)
    return found


def _kinds(notes: Iterable[PageNote], kinds: Iterable[Kind]) -> Iterator[ET.Element]:
    count = Counter(note.kind.id for note in notes)
    for kind in kinds:
        if count[kind.id]:
            box = _box(kind.id)
            box.append(make("span", kind.label, class_=f"kind kind-{kind.id}"))
            box[-1].tail = f" ({count[kind.id]}) "
            box.append(make("small", kind.means))
            yield box


def _box(value: str, words: str = "") -> ET.Element:
    box = make("label")
    box.append(make("input", type="checkbox", value=value, checked="checked"))
    box[0].tail = f" {words}"
    return box


def _after(page: Page, text: Text) -> ET.Element:
    """Whose words these are, and the ways to the author's: scripts show what only they can work."""
    made = make("div", class_="after")
    if any(map(_restated, page.paragraphs)):
        made.append(_banner(text))
    if text.paragraphs:
        own = make("p", class_="own-words", data_script="copy/words", hidden="hidden", data_text=text.folder)
        proof = not all(map(_restated, page.paragraphs))
        own.append(make("button", t("Verify the text") if proof else t("Read the author’s own words"), type="button"))
        made.append(own)
    if page.standing.section and page.standing.whole:
        made.append(make("p"))
        made[-1].append(make("a", t("The whole text on one page"), class_="whole", href=f"/{page.standing.whole}"))
    return made


def _banner(text: Text) -> ET.Element:
    """What tells the reader that the paragraphs are not the author’s."""
    line = make("p", class_="companion")
    line.append(make("strong", t("In our own words.")))
    line[0].tail = " " + t("The argument is restated here; only what stands in quotation marks is the author’s.") + " "
    about = make("a", t("how the author’s text comes in"), href="/about.md#text")
    venue = t("the essay at {venue}", venue=text.venue) if text.venue else t("the essay at its publisher")
    if text.url:
        _fill(line, t("See {essay}, and {about}."), essay=make("a", venue, href=text.url), about=about)
    else:
        _fill(line, t("See {about}."), about=about)
    return line


def _fill(line: ET.Element, said: str, **links: ET.Element) -> None:
    """Put a message with links in the place of its fields at the end of a line."""
    for at, part in enumerate(FIELD.split(said)):
        if at % 2:
            line.append(links[part])
        elif part:
            line[-1].tail = (line[-1].tail or "") + part


def _leads(register: Register) -> list[Entry]:
    """The few whom a newcomer needs."""
    return sorted((entry for entry in register.actors if entry.lead), key=lambda entry: entry.lead)


def _named(paragraphs: Iterable[ET.Element], register: Register) -> list[Entry]:
    """The actors whose names are linked in the paragraphs, in order."""
    known = {entry.address: entry for entry in register.actors}
    links = (link.get("href", "") for paragraph in paragraphs for link in paragraph.iter("a"))
    return [known[href] for href in dict.fromkeys(links) if href in known]


def _cast(entries: list[Entry], whole: bool) -> ET.Element:
    made = make("details", class_="cast")
    made.append(make("summary", t("Who is who, in a line each") if whole else t("Who is meant here ({count})", count=len(entries))))
    who = make("dl")
    for entry in entries:
        who.append(make("dt"))
        who[-1].append(make("a", entry.name, class_="actor", href=entry.address))
        who.append(make("dd", entry.summary))
    made.append(who)
    return made


def _score(page: Page, register: Register) -> ET.Element | None:
    """How many of the section's notes are of each kind."""
    return own_score((note.kind for note in page.notes), (block.get("id", "") for block in page.paragraphs), register)


def _strip(page: Page, register: Register) -> ET.Element | None:
    """The events that bear on the section."""
    ids = [paragraph.get("id", "") for paragraph in page.paragraphs]
    found = events_on(ids, register)
    said = tn(
        "{count} dated event bears on this part of the essay.",
        "{count} dated events bear on this part of the essay.",
        len(found),
    )
    caption = make("figcaption", f"{said} ")
    caption.append(make("a", t("Read them on the timeline"), href=f"/{TIMELINE}?paragraphs={'+'.join(ids)}"))
    return dots(found, register, "own-events", t("What happened, and when"), caption)


def _turn(page: Page) -> ET.Element:
    """The way on, and back, right after the words."""
    nav = make("nav", class_="turn", aria_label=t("Previous and next section"))
    for rel, words, section in (("prev", t("Previous"), page.standing.before), ("next", t("Next"), page.standing.after)):
        if section is not None:
            link = make("a", rel=rel, href=f"/{section.page}")
            link.append(make("span", words))
            link[0].tail = f" {section.title}"
            if page.text and page.text.lang != used():
                link[0].tail = " "
                link.append(make("bdi", section.title, lang=page.text.lang))
            nav.append(link)
    return nav
