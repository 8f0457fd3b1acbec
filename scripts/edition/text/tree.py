"""The readable text of an element tree, and links laid over it: the only place where offsets meet Markdown's trees."""

import html
import re
import xml.etree.ElementTree as ET
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from markdown.extensions.footnotes import NBSP_PLACEHOLDER
from markdown.util import ETX, STX

from edition.text.normal import Change, Span

BLOCKS = {"p", "li", "dd", "dt", "td", "th", "h1", "h2", "h3", "h4", "h5", "h6"}
INLINE = {"a", "em", "strong", "code", "span", "sub", "sup", "br", "img", "del", "abbr", "small", "q", "cite"}
# What a table holds between itself and its words.
ROWS = {"thead", "tbody", "tr", "th", "td"}
ROWS_ONLY = {"table", "thead", "tbody", "tr"}  # between whose parts no words stand
ESCAPED = re.compile(f"{STX}(\\d+){ETX}")
ENTITY = re.compile(r"&(?:#\w+|\w+);")  # with its semicolon: &section= of an address is none


class Run(NamedTuple):
    """One text node of a block: whose it is, whether it follows that element (tail), and where it stands in the text."""

    element: ET.Element
    parent: ET.Element
    tail: bool
    start: int
    text: str
    linked: bool


@dataclass(frozen=True)
class Link:
    """Something to lay over a span of a text; an empty span inserts. make gets the words, and whether it is the first piece."""

    span: Span
    make: Callable[[str, bool], ET.Element]


def make(tag: str, text: str = "", **attributes: str) -> ET.Element:
    """Make an element; class_ and data_note stand for class and data-note."""
    element = ET.Element(tag, {_attribute(name): value for name, value in attributes.items()})
    element.text = text
    return element


@lru_cache(maxsize=256)
def _attribute(name: str) -> str:
    return name.rstrip("_").replace("_", "-")


def decode(text: str) -> str:
    """Return a text node as its reader sees it: escapes and entities resolved."""
    if STX in text:
        text = text.replace(NBSP_PLACEHOLDER, "\u00a0")  # what stands before the way back from a footnote
        text = ESCAPED.sub(lambda match: chr(int(match[1])), text)
    return ENTITY.sub(lambda match: html.unescape(match.group()), text) if "&" in text else text


def encode(text: str) -> str:
    """Return text for a node: Markdown's serializer takes “&amp;” for an entity, so every ampersand is written as one."""
    return text.replace("&", "&amp;")


def runs(block: ET.Element) -> list[Run]:
    """Return the text nodes of a block in order; footnote marks and nested blocks are not its text."""
    found: list[Run] = []
    _walk(block, block, False, found)
    return found


def _walk(element: ET.Element, parent: ET.Element, linked: bool, found: list[Run]) -> None:
    linked = linked or element.tag == "a"
    if element.text:
        found.append(Run(element, parent, False, _end(found), decode(element.text), linked))
    for child in element:
        if _within(child, element):
            _walk(child, element, linked, found)
        if child.tail:
            found.append(Run(child, element, True, _end(found), decode(child.tail), linked))


def _inline(element: ET.Element) -> bool:
    if element.tag == "a" and element.get("class") == "footnote-backref":
        return False
    return element.tag in INLINE and not element.get("id", "").startswith("fnref")


def _within(element: ET.Element, parent: ET.Element) -> bool:
    """Whether what an element holds is of its block’s text."""
    return _inline(element) or (element.tag in ROWS and (parent.tag == "table" or parent.tag in ROWS))


def _end(found: list[Run]) -> int:
    return found[-1].start + len(found[-1].text) if found else 0


def text_of(block: ET.Element) -> str:
    """Return the text of a block as its reader sees it."""
    if not len(block):
        return decode(block.text or "")
    return "".join(_texts(block))


def _texts(element: ET.Element) -> Iterator[str]:
    if element.text:
        yield decode(element.text)
    for child in element:
        if _within(child, element):
            yield from _texts(child)
        if child.tail:
            yield decode(child.tail)


def blocks(root: ET.Element) -> Iterator[ET.Element]:
    """Yield every element below root, and root, that holds running text, in order."""
    return (element for element in root.iter() if element.tag in BLOCKS)


def lay(block: ET.Element, links: list[Link], places: list[Run]) -> None:
    """Lay links that do not overlap over a block's text (its runs), in pieces where inline elements divide it.

    What stands inside a link already stays as it is, since HTML knows no nested links.
    """
    starts = [run.start for run in places]
    made: list[list[tuple[int, int, ET.Element]]] = [[] for _ in places]
    for link in sorted(links, key=lambda link: (link.span.start, link.span.end)):
        first = True
        for at in range(max(bisect_left(starts, link.span.start) - 1, 0), len(places)):
            if places[at].start > link.span.end:
                break
            piece = _overlap(link.span, places[at])
            if piece:
                start, end = piece
                made[at].append((start, end, link.make(places[at].text[start:end], first)))
                first = False
                if start == end:
                    break
        if first and link.span.start == link.span.end:
            block.append(link.make("", True))
    for run, pieces in zip(reversed(places), reversed(made), strict=True):
        if pieces:
            _divide(run, sorted(pieces, key=lambda piece: (piece[1], piece[0])))


def _overlap(span: Span, run: Run) -> tuple[int, int] | None:
    """Return what of a run a span covers, from the run's start; an empty span belongs to the run that ends at it or holds it."""
    if run.linked or (_holder(run).tag in ROWS_ONLY and not run.text.strip()):
        return None
    start, end = max(span.start - run.start, 0), min(span.end - run.start, len(run.text))
    if span.start == span.end:
        return (start, start) if 0 < span.start - run.start <= len(run.text) else None
    return (start, end) if start < end else None


def _divide(run: Run, pieces: list[tuple[int, int, ET.Element]]) -> None:
    """Put elements in the place of pieces of a text node."""
    at = pieces[0][0]
    head = encode(run.text[:at])
    after = 0
    if run.tail:
        run.element.tail = head
        after = list(run.parent).index(run.element) + 1
        holder = run.parent
    else:
        run.element.text = head
        holder = run.element
    for index, (_, end, element) in enumerate(pieces):
        until = pieces[index + 1][0] if index + 1 < len(pieces) else len(run.text)
        element.tail = encode(run.text[end:until])
        holder.insert(after + index, element)


def divide(block: ET.Element, at: int) -> ET.Element | None:
    """Divide a block at a place of its text, and return the rest; nothing where that is its end, or inside another element.

    The mark of a footnote belongs to what it closes.
    """
    for run in reversed(runs(block)):
        within = run.start <= at <= run.start + len(run.text)
        if not within or not (run.element is block or (run.tail and run.parent is block)):
            continue
        head, tail = run.text[: at - run.start].rstrip(), run.text[at - run.start :].lstrip()
        after = list(block).index(run.element) + 1 if run.tail else 0
        while not tail and after < len(block) and not _inline(block[after]):
            after += 1
        if not tail and after == len(block):
            return None
        rest = ET.Element(block.tag)
        rest.text, rest[:], block[:] = encode(tail), block[after:], block[:after]
        if run.tail:
            run.element.tail = encode(head)
        else:
            block.text = encode(head)
        return rest
    return None


def rewrite(block: ET.Element, find: Callable[[str], Iterable[Change]]) -> None:
    """Change the text of a block in place, each change within one of its text nodes; code stays as it is."""
    found = runs(block)
    waiting = list(find(text_but_code(found)))
    for run in reversed(found):
        words = run.text
        while waiting and waiting[-1].span.start >= run.start:
            (start, end), new = waiting.pop()
            if end <= run.start + len(run.text):
                words = words[: start - run.start] + new + words[end - run.start :]
        if words == run.text:
            continue
        if run.tail:
            run.element.tail = encode(words)
        else:
            run.element.text = encode(words)


def text_but_code(found: list[Run]) -> str:
    """Return the text of a block (its runs), with what stands in code filled with what belongs to no word."""
    return "".join("\ufffc" * len(run.text) if _holder(run).tag == "code" else run.text for run in found)


def _holder(run: Run) -> ET.Element:
    """The element whose words a text node is."""
    return run.parent if run.tail else run.element
