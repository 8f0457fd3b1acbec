"""A page in the form of a section: the paragraphs and the notes that its tree holds."""

import re
import xml.etree.ElementTree as ET
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from edition.model.allowlist import PARAGRAPH
from edition.model.records import Text
from edition.model.section import NOTE_LEVELS, NOTES, Note, begins_note, head, with_ids
from edition.text.attributes import Attributes
from edition.text.quotes import bare
from edition.text.tree import text_of

HEADING = re.compile(r"h([1-6])$")


@dataclass
class PageNote:
    """A note of the page: what its heading says, its number from 1, the heading itself, and the blocks of its body."""

    note: Note
    number: int
    heading: ET.Element
    body: list[ET.Element] = field(default_factory=list)
    placed: bool = False

    @property
    def id(self) -> str:
        """Its address on the page."""
        return self.note.id

    @property
    def words(self) -> str:
        """The words that it quotes, as its heading shows them."""
        return bare(text_of(self.heading))


@dataclass
class Page:
    """The parts of a page in the form of a section: heading is that of the notes, None where there is none."""

    root: ET.Element
    heading: ET.Element | None
    notes: list[PageNote]
    paragraphs: list[ET.Element]
    text: Text | None


def read(root: ET.Element, text: Text | None, lines: Sequence[int] = ()) -> Page:
    """Find the paragraphs of the text in a tree, and the notes below its last heading “Notes”; lines are theirs in the file."""
    paragraphs = [block for block in root if PARAGRAPH.match(block.get("id", ""))]
    headings = [block for block in root if block.tag == "h2" and text_of(block).strip() == NOTES]
    if not headings:
        return Page(root, None, [], paragraphs, text)
    notes: list[PageNote] = []
    for block in list(root)[list(root).index(headings[-1]) + 1 :]:
        if _begins(block):
            notes.append(PageNote(_head(block), len(notes) + 1, block))
        elif notes and block.get("class") != "footnote":
            notes[-1].body.append(_unheaded(block))
    places = lines if len(lines) == len(notes) else [0] * len(notes)
    for page_note, note, line in zip(notes, with_ids(one.note for one in notes), places, strict=True):
        page_note.note = replace(note, line=line)
    return Page(root, headings[-1], notes, paragraphs, text)


def _begins(block: ET.Element) -> bool:
    level = HEADING.match(block.tag)
    return bool(level) and int(level[1]) in NOTE_LEVELS and begins_note(int(level[1]), text_of(block).strip()) if level else False


def _head(heading: ET.Element) -> Note:
    """What a note's heading says; its classes are the note's, and the heading keeps only its words."""
    classes = tuple(heading.attrib.pop("class", "").split())
    others = {"reviewed": heading.attrib.pop("reviewed", "")}
    heading.tag = "h3"
    return replace(head(text_of(heading), Attributes(heading.get("id", ""), classes, others)))


def _unheaded(block: ET.Element) -> ET.Element:
    """A heading inside a note is a line in bold: the outline of the page is that of its notes."""
    if HEADING.match(block.tag):
        strong = ET.Element("strong")
        strong.text, strong[:] = block.text, list(block)
        block.text, block[:], block.tag = "", [strong], "p"
        block.attrib.clear()
    return block
