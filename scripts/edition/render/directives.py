"""What a page can ask for by name, alone in a paragraph: [contents], or [strip nicholas-ii]. Made from the whole edition."""

import re
import xml.etree.ElementTree as ET
from collections.abc import Callable, Mapping

from edition.model.edition import Edition
from edition.pictures import verdicts as aged
from edition.pictures.dots import overview
from edition.pictures.relations import graph
from edition.pictures.road import march
from edition.pictures.strip import strip
from edition.render import controls
from edition.render.elements import make
from edition.text.tree import text_of

ASKED = re.compile(r"\[([a-z]+)(?: ([a-z0-9-]+))?\]$")


def contents(edition: Edition, _: str = "") -> ET.Element:
    """The sections in order, each with its number of notes."""
    found = make("ol", class_="contents")
    for section in edition.all_sections():
        item = make("li")
        item.append(make("a", section.title, href=f"/{section.path.removeprefix('docs/')}"))
        item.append(make("span", f"{len(section.notes)} notes"))
        found.append(item)
    return found


# Each gets the edition and the word after its name; one that has nothing to show returns nothing.
FIGURES: Mapping[str, Callable[[Edition, str], ET.Element | None]] = {
    "contents": contents,
    "strip": strip,
    "overview": overview,
    "march": march,
    "relations": graph,
    "verdicts": aged.chart,
    "lens": controls.lens,
    "kinds": controls.kinds,
    "events": controls.events,
}
OF_WORDS = {"lens"}  # what is made from the words of the whole edition


def place(root: ET.Element, load: Callable[[bool], Edition]) -> None:
    """Put each figure that a page asks for in its place; the edition is loaded, with its words or without, if there is one."""
    alone = (block for block in root if block.tag == "p" and (block.text or "").lstrip().startswith("["))
    asked = [(block, ASKED.match(text_of(block).strip())) for block in alone]
    wanted = [(block, match) for block, match in asked if match and match[1] in FIGURES]
    if not wanted:
        return
    edition = load(any(match[1] in OF_WORDS for _, match in wanted))
    for block, match in wanted:
        made = FIGURES[match[1]](edition, match[2] or "")
        at = list(root).index(block)
        root.remove(block)
        if made is not None:
            root.insert(at, made)
