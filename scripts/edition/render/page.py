"""A page in the form of a section: the paragraphs and the notes that its tree holds."""

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from edition.model.allowlist import PARAGRAPH
from edition.model.edition import Register
from edition.model.kinds import Kind
from edition.model.records import Text
from edition.model.section import NOTE_LEVELS, NOTES, SETTINGS, Note, begins_note, head, with_ids
from edition.model.standing import NOWHERE, Standing
from edition.text.attributes import Attributes
from edition.text.quotes import bare
from edition.text.sentences import first_sentence
from edition.text.tree import divide, text_of

HEADING = re.compile(r"h([1-6])$")
OF_NOTE = re.compile(r"fn-(\d+)-")  # a footnote as model.labels names it: the number of its note in the file, its own label


@dataclass
class PageNote:
    """A note of the page: what its heading says, its kind, its number, the heading itself, and the blocks of its body.

    at: which of the places of its quote is meant, in full, where its heading says one.
    """

    note: Note
    kind: Kind
    number: int
    heading: ET.Element
    body: list[ET.Element] = field(default_factory=list)
    placed: bool = False
    at: str = ""

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
    standing: Standing


def read(root: ET.Element, register: Register, text: Text | None, standing: Standing = NOWHERE, lines: Sequence[int] = ()) -> Page:
    """Find the paragraphs of the text in a tree, and the notes below its last heading “Notes”; lines are theirs in the file."""
    paragraphs = [block for block in root.iter() if PARAGRAPH.match(block.get("id", ""))]
    headings = [block for block in root if block.tag == "h2" and text_of(block).strip() == NOTES]
    if not headings:
        return Page(root, None, [], paragraphs, text, standing)
    heads: list[tuple[Note, ET.Element, list[ET.Element]]] = []
    for block in list(root)[list(root).index(headings[-1]) + 1 :]:
        if _begins(block):
            heads.append((_head(block), block, []))
        elif heads and block.get("class") != "footnote":
            heads[-1][2].append(_unheaded(block))
    _bring_footnotes(root, [body for _, _, body in heads])
    places = lines if len(lines) == len(heads) else [0] * len(heads)
    named = with_ids(note for note, _, _ in heads)
    notes = [
        PageNote(replace(note, line=line), register.kind_of(note), standing.first + at, heading, list(_found(body, root)))
        for at, (note, line, (_, heading, body)) in enumerate(zip(named, places, heads, strict=True))
    ]
    return Page(root, headings[-1], notes, paragraphs, text, standing)


def _bring_footnotes(root: ET.Element, bodies: list[list[ET.Element]]) -> None:
    """Bring the footnotes of notes from the end of the page into their notes, where they are counted from 1."""
    for box in root.findall("div[@class='footnote']"):
        items = box.find("ol")
        for item in list(items) if items is not None else ():
            match = OF_NOTE.match(item.get("id", ""))
            if match is None or items is None or not 0 < int(match[1]) <= len(bodies):
                continue
            items.remove(item)
            body = bodies[int(match[1]) - 1]
            if not body or body[-1].get("class") != "footnotes":
                body.append(ET.Element("ol", {"class": "footnotes"}))
                root.append(body[-1])
            body[-1].append(item)
            _number(body, item, len(body[-1]))
        if items is not None and not len(items):
            root.remove(box)


def _number(body: list[ET.Element], item: ET.Element, number: int) -> None:
    """Number the marks of a footnote, and in words its ways back to them."""
    for link in (link for block in body for link in block.iter("a") if link.get("href") == f"#{item.get('id')}"):
        link.text = str(number)
    for link in item.iter("a"):
        if link.get("class") == "footnote-backref":
            link.set("title", re.sub(r"\d+", str(number), link.get("title", "")))


def _begins(block: ET.Element) -> bool:
    level = HEADING.match(block.tag)
    return bool(level) and int(level[1]) in NOTE_LEVELS and begins_note(int(level[1]), text_of(block).strip()) if level else False


def _head(heading: ET.Element) -> Note:
    """What a note's heading says; its classes are the note's, and the heading keeps only its words."""
    classes = tuple(heading.attrib.pop("class", "").split())
    others = {name: heading.attrib.pop(name, "") for name in SETTINGS}
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


def _found(body: list[ET.Element], root: ET.Element) -> Iterator[ET.Element]:
    """The blocks of a note, its finding a paragraph of its own on the page, too."""
    for at, block in enumerate(body):
        rest = None
        if at == 0 and block.tag == "p":
            rest = divide(block, first_sentence(text_of(block)))
            block.set("class", "finding")
        yield block
        if rest is not None:
            root.insert(list(root).index(block) + 1, rest)
            yield rest
