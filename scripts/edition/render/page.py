"""A page being woven: the notes and paragraphs that its tree holds."""

import re
import xml.etree.ElementTree as ET
from dataclasses import dataclass, field
from hashlib import sha256

from edition.model.records import Text
from edition.model.section import KINDS, VERDICTS, slug
from edition.text.quotes import bare, normal
from edition.text.tree import text_of

PARAGRAPH = re.compile(r"p\d+$")


@dataclass
class PageNote:
    """A note of the page: its number from 1, its heading and quote, what its classes say, and the blocks of its body."""

    number: int
    heading: ET.Element
    quote: str
    id: str
    kind: str
    verdict: str
    reviewed: str
    body: list[ET.Element] = field(default_factory=list)
    placed: bool = False


@dataclass
class Page:
    """The parts of a page in the form of a section: heading is that of the notes, None on other pages."""

    root: ET.Element
    heading: ET.Element | None
    notes: list[PageNote]
    paragraphs: list[ET.Element]
    text: Text | None


def read(root: ET.Element, text: Text | None) -> Page:
    """Find the notes (after a last level-2 heading “Notes”) and the paragraphs of the text in a tree."""
    level2 = [block for block in root if block.tag == "h2"]
    if not level2 or text_of(level2[-1]).strip() != "Notes":
        return Page(root, None, [], [], text)
    heading = level2[-1]
    notes: list[PageNote] = []
    for block in list(root)[list(root).index(heading) + 1 :]:
        if block.tag == "h3":
            notes.append(_note(block, len(notes) + 1))
        elif notes and block.get("class") != "footnote":
            notes[-1].body.append(block)
    return Page(root, heading, notes, [block for block in root if PARAGRAPH.match(block.get("id", ""))], text)


def _note(heading: ET.Element, number: int) -> PageNote:
    classes = heading.attrib.pop("class", "").split()
    quote = bare(text_of(heading))
    return PageNote(
        number=number,
        heading=heading,
        quote=quote,
        id=heading.get("id") or slug(quote),
        kind=next((name for name in classes if name in KINDS), "context"),
        verdict=next((name for name in classes if name in VERDICTS), ""),
        reviewed=heading.attrib.pop("reviewed", ""),
    )


def verbatim(paragraph: ET.Element, text: Text | None) -> bool:
    """Whether a paragraph holds the author's words, by their hash; where no hash is known it is taken for the author's."""
    facts = text.facts.get(paragraph.get("id", "")) if text else None
    return facts is None or digest(text_of(paragraph)) == facts.sha256


def digest(words: str) -> str:
    """The SHA-256 (hex) of a text in normal form."""
    return sha256(normal(words).encode()).hexdigest()
