"""Mark the editors' corrections of printed slips in the author's words, which stay as they were printed."""

import xml.etree.ElementTree as ET
from collections.abc import Callable

from edition.model.records import Emendation, Text
from edition.render.elements import make
from edition.text.quotes import find
from edition.text.tree import Link, lay, runs, text_of


def emend(paragraph: ET.Element, text: Text) -> None:
    """Lay each correction of a paragraph over the printed words; styles draw it, so that copied text is the printed text."""
    for emendation in text.emendations:
        spans = find(emendation.printed, text_of(paragraph)) if emendation.paragraph == paragraph.get("id") else []
        if len(spans) == 1:
            lay(paragraph, [Link(spans[0], _mark(emendation))], runs(paragraph))


def _mark(emendation: Emendation) -> Callable[[str, bool], ET.Element]:
    def made(words: str, first: bool) -> ET.Element:
        mark = make("span", class_="emended")
        mark.append(make("span", words.replace("&", "&amp;"), class_="printed"))
        if first:
            mark.set("data-corrected", emendation.corrected)
            mark.set("title", explained(emendation))
        return mark

    return made


def explained(emendation: Emendation) -> str:
    """What the reader is told of a correction."""
    return f"Printed: {emendation.printed}" + (f" ({emendation.why})" if emendation.why else "")
