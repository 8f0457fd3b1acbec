"""The pictures of an edition for a book: the wide drawing of each, its links led to where things stand there."""

import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterator, Mapping

from edition.export.records import Book
from edition.model.edition import Edition
from edition.pictures.hours import hourly
from edition.pictures.march import march
from edition.pictures.relations import graph
from edition.pictures.score import score

SVG = "http://www.w3.org/2000/svg"
DRAWN: Mapping[str, Callable[[Edition], ET.Element | None]] = {
    "score": score,
    "hours": hourly,
    "march": march,
    "relations": graph,
}


def figures(book: Book, leads: Callable[[str], str]) -> dict[str, ET.Element]:
    """Return the pictures that the edition has by their names; leads says where an address leads."""
    return dict(_figures(book, leads))


def _figures(book: Book, leads: Callable[[str], str]) -> Iterator[tuple[str, ET.Element]]:
    for name, drawn in DRAWN.items():
        figure = drawn(book.edition)
        if figure is None:
            continue
        for narrow in figure.findall("svg[@class='narrow']"):
            figure.remove(narrow)
        for svg in figure.iter("svg"):
            svg.set("xmlns", SVG)
        for link in figure.iter("a"):
            href = leads(link.get("href", ""))
            if href:
                link.set("href", href)
            else:
                _unlink(link)
        yield name, figure


def _unlink(link: ET.Element) -> None:
    link.tag = "g"
    link.attrib.clear()
