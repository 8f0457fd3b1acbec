"""What a page can ask for by name, alone in a paragraph: [contents]. Made from the whole edition."""

import xml.etree.ElementTree as ET
from collections.abc import Callable, Mapping

from edition.edition import Edition
from edition.markup import make
from edition.prose import text_of


def contents(edition: Edition) -> ET.Element:
    """The sections in order, each with its number of notes."""
    found = make("ol", class_="contents")
    for section in edition.all_sections():
        item = make("li")
        item.append(make("a", section.title, href=f"/{section.path.removeprefix('docs/')}"))
        item.append(make("span", f"{len(section.notes)} notes"))
        found.append(item)
    return found


FIGURES: Mapping[str, Callable[[Edition], ET.Element]] = {"contents": contents}


def place(root: ET.Element, load: Callable[[], Edition]) -> None:
    """Put each figure that a page asks for in its place; the edition is loaded only if there is one."""
    asked = [(at, text_of(block).strip()[1:-1]) for at, block in enumerate(root) if block.tag == "p"]
    wanted = [(at, name) for at, name in asked if name in FIGURES and text_of(root[at]).strip() == f"[{name}]"]
    if wanted:
        edition = load()
        for at, name in wanted:
            root[at] = FIGURES[name](edition)
