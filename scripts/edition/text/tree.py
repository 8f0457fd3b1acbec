"""The readable text of an element tree, and links laid over it: the only place where offsets meet Markdown's trees."""

import html
import re
import xml.etree.ElementTree as ET
from bisect import bisect_left
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from markdown import Markdown
from markdown.util import ETX, STX

from edition.model.lean import lean
from edition.model.limits import limit
from edition.text.quotes import Span

# The Markdown of an edition: mkdocs.yml names the same extensions (a test compares), and `edition` beside them.
EXTENSIONS = ("attr_list", "def_list", "footnotes", "tables", "pymdownx.details")
BLOCKS = {"p", "li", "dd", "dt", "td", "th", "h1", "h2", "h3", "h4", "h5", "h6"}
INLINE = {"a", "em", "strong", "code", "span", "sub", "sup", "br", "img", "del", "abbr", "small", "q", "cite"}
ESCAPED = re.compile(f"{STX}(\\d+){ETX}")
MARKUP = re.compile(r"[\\`*_\[\]{}<>&|~^!#:+-]|\d[.)]|\n")


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


def without_raw_html(md: Markdown) -> None:
    """Make a Markdown instance show raw HTML as the text it is, and what asks too much of its parser as well."""
    limit(md)
    lean(md)
    md.preprocessors.deregister("html_block", strict=False)
    md.inlinePatterns.deregister("html", strict=False)
    md.inlinePatterns.deregister("entity", strict=False)


def decode(text: str) -> str:
    """A text node as its reader sees it: escapes and entities resolved."""
    if STX in text:
        text = ESCAPED.sub(lambda match: chr(int(match[1])), text)
    return html.unescape(text) if "&" in text else text


def encode(text: str) -> str:
    """Text for a node: Markdown's serializer takes “&amp;” for an entity, so every ampersand is written as one."""
    return text.replace("&", "&amp;")


def runs(block: ET.Element) -> list[Run]:
    """The text nodes of a block in order; footnote marks and nested blocks are not its text."""
    found: list[Run] = []
    _walk(block, block, False, found)
    return found


def _walk(element: ET.Element, parent: ET.Element, linked: bool, found: list[Run]) -> None:
    linked = linked or element.tag == "a"
    if element.text:
        found.append(Run(element, parent, False, _end(found), decode(element.text), linked))
    for child in element:
        if _inline(child):
            _walk(child, element, linked, found)
        if child.tail:
            found.append(Run(child, element, True, _end(found), decode(child.tail), linked))


def _inline(element: ET.Element) -> bool:
    return element.tag in INLINE and not element.get("id", "").startswith("fnref")


def _end(found: list[Run]) -> int:
    return found[-1].start + len(found[-1].text) if found else 0


def text_of(block: ET.Element) -> str:
    """The text of a block as its reader sees it."""
    if not len(block):
        return decode(block.text or "")
    return "".join(_texts(block))


def _texts(element: ET.Element) -> Iterator[str]:
    if element.text:
        yield decode(element.text)
    for child in element:
        if _inline(child):
            yield from _texts(child)
        if child.tail:
            yield decode(child.tail)


def blocks(root: ET.Element) -> Iterator[ET.Element]:
    """Every element below root, and root, that holds running text, in order."""
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
    """What of a run a span covers, from the run's own start; an empty span belongs to the run that ends at it or holds it."""
    if run.linked:
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


@lru_cache(maxsize=1)
def _reader() -> Markdown:
    md = Markdown(extensions=list(EXTENSIONS))
    without_raw_html(md)
    return md


@lru_cache(maxsize=16384)
def plain(source: str) -> str:
    """The text of a piece of Markdown as its reader sees it, a line for each block; citations stay as they are written."""
    if not MARKUP.search(source):
        return source
    md = _reader()
    md.reset()
    lines = source.split("\n")
    for preprocessor in md.preprocessors:
        lines = preprocessor.run(lines)
    root = md.parser.parseDocument(lines).getroot()
    assert root is not None
    for name in ("inline", "attr_list"):
        md.treeprocessors[name].run(root)
    texts = (text_of(block).strip() for block in blocks(root))
    return "\n".join(text for text in texts if text)
