"""What a page gets after its words are woven: the events of a section, and on the whole text what the lens needs."""

import xml.etree.ElementTree as ET
from collections.abc import Iterable, Iterator

from edition.chronicle import PAGE, of_paragraphs
from edition.edition import Register
from edition.markup import make
from edition.names import mentions
from edition.overview import dots
from edition.page import Page
from edition.prose import blocks, text_of


def closing(page: Page, register: Register) -> None:
    """Put the strip of its own events after the text of a section; on a page with the lens, mark who is named where."""
    if not page.paragraphs:
        return
    if any(block.get("data-script") == "lens" for block in page.root):
        for block in _read(page):
            _mark(block, register)
    else:
        _events(page, register)


def _events(page: Page, register: Register) -> None:
    ids = [paragraph.get("id", "") for paragraph in page.paragraphs]
    found = of_paragraphs(ids, register)
    strip = dots(found, register, "own-events", "What happened, and when", "", small=True)
    if strip is None:
        return
    caption = make("figcaption", f"{len(found)} dated events bear on this part of the essay. ")
    caption.append(make("a", "Read them on the timeline", href=f"/{PAGE}?paragraphs={'+'.join(ids)}"))
    strip.append(caption)
    page.root.insert(list(page.root).index(page.paragraphs[-1]) + 1, strip)


def _read(page: Page) -> Iterator[ET.Element]:
    """The blocks that are read: the paragraphs of the text, then those of the notes."""
    yield from page.paragraphs
    for note in page.notes:
        for part in note.body:
            yield from blocks(part)


def _mark(block: ET.Element, register: Register) -> None:
    """Say on a block whom it names where: key:8-22,140-145, in the units that scripts count in."""
    text = text_of(block)
    found: dict[str, list[str]] = {}
    for mention in mentions(text, register.names, block.get("id", "")):
        if register.entries[mention.key].kind != "term":
            start = _units(text[: mention.span.start])
            end = start + _units(text[mention.span.start : mention.span.end])
            found.setdefault(mention.key, []).append(f"{start}-{end}")
    if found:
        block.set("data-mentions", _joined(found.items()))


def _units(text: str) -> int:
    """The length of a text in UTF-16, as scripts in a browser count."""
    return len(text.encode("utf-16-le")) // 2


def _joined(found: Iterable[tuple[str, list[str]]]) -> str:
    return " ".join(f"{key}:{','.join(spans)}" for key, spans in found)
