"""Blocks and marks as elements of the Text Encoding Initiative."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from lxml import etree

from edition.export.blocks import Block, Mark
from edition.export.iris import xml_text

TEI = "http://www.tei-c.org/ns/1.0"
NAMESPACES: Any = {None: TEI}  # the only one, and so without a prefix
XML = "{http://www.w3.org/XML/1998/namespace}"
Element = etree._Element
# A block is an element with these attributes, its words in it or in a paragraph inside.
PLAIN = {
    "paragraph": ("p", {}),
    "finding": ("p", {"rend": "finding"}),
    "lead": ("p", {"rend": "lead"}),
    "code": ("p", {"rend": "code"}),
    **{f"heading-{level}": ("p", {"rend": "heading"}) for level in range(1, 7)},
}
HOLDING = {
    "list": ("list", {"rend": "bulleted"}),
    "numbered": ("list", {"rend": "numbered"}),
    "footnotes": ("list", {"rend": "numbered", "type": "footnotes"}),
    "item": ("item", {}),
    "quotation": ("quote", {}),
    "table": ("table", {}),
    "row": ("row", {}),
    "cell": ("cell", {}),
    "head-cell": ("cell", {"role": "label"}),
    "terms": ("list", {"type": "gloss"}),
    "term": ("label", {}),
    "meaning": ("item", {}),
}
MIXED = ("item", "cell", "label")  # hold words and blocks alike
RENDERED = {"strong": "bold", "sub": "subscript", "sup": "superscript", "del": "struck"}


@dataclass(frozen=True)
class Pointers:
    """How marks point: to an address from docs/ on, to the entry of a name, to a source, and what a citation reads."""

    address: Callable[[str], str]
    entry: Callable[[str], tuple[str, str]]
    source: Callable[[str], str]
    citation: Callable[[Mark], str]
    picture: Callable[[str], str]
    paragraph: Callable[[Block], Element | None] = lambda _: None  # the element of a paragraph of the text


def make(tag: str, text: str = "", /, **attributes: str) -> Element:
    """Return an element with a text; xml_id and xml_lang are those of XML, attributes without a value are left out."""
    element = etree.Element(f"{{{TEI}}}{tag}", nsmap=NAMESPACES)
    for name, value in attributes.items():
        if value:
            element.set(name.replace("xml_", XML) if name.startswith("xml_") else name, xml_text(value))
    element.text = xml_text(text) or None
    return element


def add(parent: Element, *children: Element | None) -> Element:
    """Put elements into another, each on a line of its own, and return that."""
    for child in children:
        if child is not None:
            parent.text = parent.text or "\n"
            child.tail = "\n"
            parent.append(child)
    return parent


def tei_blocks(blocks: Iterable[Block], points: Pointers) -> list[Element]:
    """Return blocks as elements."""
    return [element for block in blocks if (element := _block(block, points)) is not None]


def _block(block: Block, points: Pointers) -> Element | None:
    if block.kind == "rule":
        return make("milestone", unit="section", rend="rule")
    paragraph = points.paragraph(block)
    if paragraph is not None:
        return paragraph
    tag, attributes = (HOLDING | PLAIN).get(block.kind, PLAIN["paragraph"])
    element = make(tag, **attributes)
    inner = tei_blocks(block.blocks, points)
    if tag == "p" or tag in MIXED:
        lay(element, block, block.marks, points)
    elif block.text:
        add(element, lay(make("p"), block, block.marks, points))
    if tag == "p" and inner:  # words with blocks in them
        return add(make("quote", rend="block"), element, *inner)
    if inner and tag in MIXED and len(element) + len(element.text or "") == 0:
        return add(element, *inner)
    if inner:
        _say(element, "\n")
    for child in inner:
        child.tail = "\n"
        element.append(child)
    return None if tag in ("list", "table", "quote") and len(element) == 0 else element


def lay(parent: Element, block: Block, marks: Sequence[Mark], points: Pointers) -> Element:
    """Put the words of a block into an element, with marks as elements in it; one that overlaps another is cut at its border."""
    stretches = [mark for mark in marks if mark.span.start < mark.span.end]
    places = [mark for mark in marks if mark.span.start == mark.span.end]
    borders = sorted({0, len(block.text), *(end for mark in marks for end in mark.span)})
    opened: list[tuple[Mark, Element]] = []
    for at, border in enumerate(borders):
        reopened = _close(opened, border)
        for mark in (mark for mark in places if mark.span.start == border):
            (opened[-1][1] if opened else parent).append(_place(mark, points))
        for mark in [*reopened, *(mark for mark in stretches if mark.span.start == border)]:
            outer, inner = _stretch(mark, points, mark in reopened)
            (opened[-1][1] if opened else parent).append(outer)
            opened.append((mark, inner))
        if at + 1 < len(borders):
            _say(opened[-1][1] if opened else parent, block.text[border : borders[at + 1]])
    return parent


def _close(opened: list[tuple[Mark, Element]], border: int) -> list[Mark]:
    """Close the marks that end at a border, and return those that have to be opened again."""
    first = next((at for at, (mark, _) in enumerate(opened) if mark.span.end <= border), len(opened))
    closed = [mark for mark, _ in opened[first:]]
    del opened[first:]
    return [mark for mark in closed if mark.span.end > border]


def _say(element: Element, words: str) -> None:
    if len(element):
        element[-1].tail = (element[-1].tail or "") + xml_text(words)
    else:
        element.text = (element.text or "") + xml_text(words)


def _stretch(mark: Mark, points: Pointers, again: bool) -> tuple[Element, Element]:
    """The element of a mark, and the one in it that takes the words; again: after it was cut."""
    if mark.kind == "emended" and not again:
        printed = make("sic")
        choice = make("choice")
        choice.extend([printed, make("corr", mark.value)])
        return choice, printed
    if mark.kind in ("link", "lang"):
        element = make("ref", target=points.address(mark.value)) if mark.kind == "link" else make("foreign", xml_lang=mark.value)
    elif mark.kind == "name":
        tag, ref = points.entry(mark.value)
        element = make(tag, ref=ref)
    elif mark.kind in RENDERED:
        element = make("hi", rend=RENDERED[mark.kind])
    else:
        element = make({"em": "emph", "emended": "sic"}.get(mark.kind, mark.kind))
    return element, element


def _place(mark: Mark, points: Pointers) -> Element:
    if mark.kind == "cite":
        return make("ref", points.citation(mark), type="source", target=points.source(mark.value))
    if mark.kind == "footnote":
        return make("ref", f"[{mark.value}]", type="footnote", n=mark.value)
    if mark.kind == "picture":
        return add(make("figure"), make("graphic", url=points.picture(mark.value)), make("figDesc", mark.more))
    if mark.kind == "anchor":
        return make("anchor", xml_id=mark.value, type=mark.more)
    return make("lb")
