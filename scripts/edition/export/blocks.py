"""The words of an edition apart from any format: blocks of plain text, with marks that say what stretches of it are.

A block’s text is what its reader sees, without citations and the numbers of footnotes: these are marks, too, at the place where
they stand. So offsets mean the same in every twin, and a text has one hash.
"""

import html
import posixpath
import re
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import count
from urllib.parse import urlsplit

from markdown.extensions.footnotes import NBSP_PLACEHOLDER

from edition.model.allowlist import SHAPES
from edition.model.edition import Register
from edition.text.addresses import bare_addresses
from edition.text.citations import citations
from edition.text.names import mentions
from edition.text.normal import Span
from edition.text.tree import BLOCKS, INLINE, decode

LINE_END = re.compile(r"[\n\t\r]")
AMPERSAND = "\x02amp\x03"  # how Markdown hides that of an entity in the letters of a mail address
WORDS = {"em": "em", "strong": "strong", "code": "code", "sub": "sub", "sup": "sup", "del": "del"}
# What a block is called, by its element.
KINDS = {
    "p": "paragraph",
    "li": "item",
    "blockquote": "quotation",
    "pre": "code",
    "hr": "rule",
    "table": "table",
    "tr": "row",
    "td": "cell",
    "th": "head-cell",
    "dl": "terms",
    "dt": "term",
    "dd": "meaning",
    "summary": "lead",
    "ul": "list",
    "ol": "numbered",
    **{f"h{level}": f"heading-{level}" for level in range(1, 7)},
}
TRANSPARENT = {"thead", "tbody", "div", "details", "section"}  # what only holds blocks


@dataclass(frozen=True, slots=True)
class Mark:
    """What a stretch of a text is; an empty span is a place in it.

    kind: em, strong, code, sub, sup, del; link (value: an address, from docs/ on or of another host); lang (value: its code);
    name (value: the key of an actor or a term); emended (value: the words as corrected, more: why); and at a place: cite (value:
    the id of a source, more: where in it), footnote (value: its number), break, picture (value: its path in docs/, more: its alt).
    """

    span: Span
    kind: str
    value: str = ""
    more: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """A block: what it is (one of KINDS’ values; verbatim or restated for a paragraph of the text; finding; footnotes), its text,
    the marks on it by their places, the blocks in it, and what a paragraph of the text is besides, such as verse (SHAPES).

    start: the number of the first item of a numbered list, where that is another than 1.
    """

    kind: str
    text: str = ""
    marks: tuple[Mark, ...] = ()
    blocks: tuple["Block", ...] = ()
    id: str = ""
    shapes: tuple[str, ...] = ()
    start: str = ""

    def walk(self) -> Iterator["Block"]:
        """Yield the block and every block in it, in order."""
        yield self
        for block in self.blocks:
            yield from block.walk()


def walk(blocks: Iterable[Block]) -> Iterator[Block]:
    """Yield every block, and every block in one, in order."""
    for block in blocks:
        yield from block.walk()


def words(blocks: Iterable[Block]) -> str:
    """Return the text of some blocks, a line for each that has any."""
    return "\n".join(block.text for block in walk(blocks) if block.text)


def valued(blocks: Iterable[Block], kind: str) -> tuple[str, ...]:
    """Return the values of the marks of a kind, each once, in order: the sources cited, the names named."""
    return tuple(dict.fromkeys(mark.value for block in walk(blocks) for mark in block.marks if mark.kind == kind))


def is_paragraph(block: Block) -> bool:
    """Tell whether a block is a paragraph of the text."""
    return block.kind in ("verbatim", "restated")


def apart(blocks: Iterable[Block], within: tuple[str, ...] = ()) -> Iterator[Block]:
    """Yield blocks so that each paragraph of the text is one of its own, wherever it stands: in a quotation, a list, a footnote.

    Such a paragraph has the kind of what it stands in among its shapes; the first of a footnote begins with the number of that.
    """
    for block in blocks:
        if block.kind in ("cell", "head-cell") and not (block.text or block.blocks):
            continue
        if is_paragraph(block) or not any(map(is_paragraph, block.walk())):
            yield replace(block, shapes=(*block.shapes, *within))
            continue
        if block.text:
            yield replace(block, blocks=())
        for number, inner in enumerate(block.blocks, 1):
            mark = (Mark(Span(0, 0), "footnote", str(number)),) if block.kind == "footnotes" else ()
            for one in apart([inner], (*within, block.kind)):
                yield replace(one, marks=(*mark, *one.marks))
                mark = ()


def read_blocks(elements: Iterable[ET.Element], finish: Callable[[Block, ET.Element], Block], page: str = "") -> tuple[Block, ...]:
    """Return what some elements of a page’s tree say; page is its path in docs/, from which its links lead.

    finish gets every block that has a text, with its element, and returns it with what else is known of it.
    """
    made: list[Block] = []
    for element in elements:
        if element.tag in TRANSPARENT:
            made += _loose(element, finish, page)
        elif element.tag in KINDS:
            made.append(_block(element, finish, page))
    return tuple(made)


def _block(element: ET.Element, finish: Callable[[Block, ET.Element], Block], page: str) -> Block:
    kind, classes = KINDS[element.tag], element.get("class", "").split()
    if element.tag == "ol" and all(item.get("id", "").startswith("fn-") for item in element):
        kind = "footnotes"
    elif element.tag == "p" and classes and classes[0] in ("finding", "verbatim", "restated"):
        kind = classes[0]
    if element.tag not in BLOCKS and element.tag not in ("pre", "summary"):
        inner = read_blocks(element, finish, page)
        if element.tag == "table" and classes and classes[0] in ("verbatim", "restated"):
            inner = _of_text(inner, classes[0], element.get("id", ""))
        return Block(kind, blocks=inner, start=element.get("start", ""))
    text, marks = _inline(element, page)
    shapes = tuple(name for name in classes if name in SHAPES)
    text = text if element.tag == "pre" else LINE_END.sub(" ", text)
    inner = read_blocks((child for child in element if child.tag in KINDS or child.tag in TRANSPARENT), finish, page)
    return replace(finish(trimmed(Block(kind, text, marks)), element), blocks=inner, id=element.get("id", ""), shapes=shapes)


def _of_text(rows: tuple[Block, ...], kind: str, id: str) -> tuple[Block, ...]:
    """The rows of a table of the text: the words of a cell are a paragraph of it, p3-1 and so on, on which notes can hang."""
    numbers = count(1)

    def cell(one: Block) -> Block:
        said = replace(one, kind=kind, id=f"{id}-{next(numbers)}")
        return Block(one.kind, blocks=(said,)) if one.text else one

    return tuple(replace(row, blocks=tuple(map(cell, row.blocks))) for row in rows)


def _loose(element: ET.Element, finish: Callable[[Block, ET.Element], Block], page: str) -> tuple[Block, ...]:
    """The blocks of an element that only holds some; words of its own are a paragraph."""
    own: tuple[Block, ...] = ()
    if (element.text or "").strip():
        text, marks = _inline(element, page)
        own = (finish(trimmed(Block("paragraph", LINE_END.sub(" ", text), marks)), element),)
    return (*own, *read_blocks(element, finish, page))


def _inline(element: ET.Element, page: str) -> tuple[str, tuple[Mark, ...]]:
    """The text of an element and the marks that the elements in it are."""
    pieces: list[str] = []
    marks: list[Mark] = []
    _read(element, page, pieces, marks)
    return "".join(pieces), tuple(marks)


def _read(element: ET.Element, page: str, pieces: list[str], marks: list[Mark]) -> None:
    _say(element.text, pieces)
    for child in element:
        at = sum(map(len, pieces))
        if child.get("id", "").startswith("fnref"):
            marks.append(Mark(Span(at, at), "footnote", "".join(child.itertext())))
        elif child.tag == "br":
            marks.append(Mark(Span(at, at), "break"))
        elif child.tag == "img":
            marks.append(Mark(Span(at, at), "picture", _from_docs(child.get("src", ""), page).lstrip("/"), child.get("alt", "")))
        elif child.tag in INLINE and "footnote-backref" not in child.get("class", ""):
            mark = len(marks)
            _read(child, page, pieces, marks)
            marks[mark:mark] = [replace(one, span=Span(at, sum(map(len, pieces)))) for one in _marks(child, page)]
        _say(child.tail, pieces)


def _say(text: str | None, pieces: list[str]) -> None:
    if text:
        pieces.append(decode(text.replace(AMPERSAND, "&").replace(NBSP_PLACEHOLDER, "\u00a0")))


def _marks(element: ET.Element, page: str) -> Iterator[Mark]:
    """What an inline element says of its words; where they stand comes later."""
    nowhere = Span(0, 0)
    if element.get("class") == "emended":
        yield Mark(nowhere, "emended", element.get("data-corrected", ""), element.get("title", ""))
    if element.tag == "a" and element.get("href"):
        href = html.unescape(element.get("href", "").replace(AMPERSAND, "&"))
        yield Mark(nowhere, "link", _from_docs(href, page))
    if element.tag in WORDS:
        yield Mark(nowhere, WORDS[element.tag])
    if element.get("lang"):
        yield Mark(nowhere, "lang", element.get("lang", ""))


def _from_docs(address: str, page: str) -> str:
    """An address as it is from docs/ on, with a stroke before it; one of another host stays."""
    if urlsplit(address).scheme or address.startswith("//"):
        return address
    path, sign, rest = address.partition("#")
    path = posixpath.normpath(posixpath.join(posixpath.dirname(page), path)) if path else page
    return f"/{path.lstrip('/')}{sign}{rest}"


def trimmed(block: Block) -> Block:
    """Return a block without white space at the ends of its text."""
    start = len(block.text) - len(block.text.lstrip())
    return without(block, [Span(0, start), Span(len(block.text.rstrip()), len(block.text))])


def without(block: Block, gone: Sequence[Span]) -> Block:
    """Return a block without some stretches of its text, in order; its marks stay on the words that they were on."""
    gone = [span for span in gone if span.start < span.end]
    if not gone:
        return block
    text, at = "", 0
    for start, end in gone:
        text, at = text + block.text[at:start], max(at, end)
    marks = tuple(replace(mark, span=moved(mark.span, gone)) for mark in block.marks)
    return replace(block, text=text + block.text[at:], marks=marks)


def moved(span: Span, gone: Sequence[Span]) -> Span:
    """Return where a stretch of a text is once others are taken out of it."""

    def place(at: int) -> int:
        return at - sum(min(at, end) - start for start, end in gone if start < at)

    return Span(place(span.start), place(span.end))


def cited(block: Block, register: Register, gone: list[Span]) -> Block:
    """Return a block with its citations as marks, and no longer in its text; where they stood is added to gone.

    A citation of a source that is not known stays as it is written.
    """
    plain = _blanked(block, "code")
    found = [one for one in citations(plain) if all(source.key in register.cited for source in one.sources)]
    if not found:
        return block
    gone += [one.span for one in found]
    marks = [
        Mark(Span(one.span.start, one.span.start), "cite", source.key, source.locator) for one in found for source in one.sources
    ]
    return ordered(without(replace(block, marks=(*block.marks, *marks)), gone))


def named(block: Block, register: Register, paragraph: str = "", own: str = "") -> Block:
    """Return a block with its bare addresses and all names in it marked; own is a key whose names are not, in its own entry."""
    links = [Mark(span, "link", block.text[span.start : span.end]) for span in bare_addresses(_blanked(block, "code", "link"))]
    block = replace(block, marks=(*block.marks, *links))
    names = [
        Mark(found.span, "name", found.key)
        for found in mentions(_blanked(block, "code", "link"), register.names, paragraph)
        if found.key != own
    ]
    return ordered(replace(block, marks=(*block.marks, *names)))


def ordered(block: Block) -> Block:
    """Return a block with its marks by their places: the longer first, so that one lies in another in the order they stand in."""
    return replace(block, marks=tuple(sorted(block.marks, key=lambda mark: (mark.span.start, -mark.span.end))))


def _blanked(block: Block, *kinds: str) -> str:
    """The text of a block with what stands in marks of some kinds filled with what belongs to no word."""
    text = block.text
    for start, end in (mark.span for mark in block.marks if mark.kind in kinds):
        text = text[:start] + "|" * (end - start) + text[end:]
    return text
