"""The density strip: where along its paragraphs an author's text names an actor, and how often."""

import xml.etree.ElementTree as ET

from edition.model.edition import Edition
from edition.model.records import Text
from edition.pictures.svg import CELL, anchor, draw, figure, hit, label, picture, tip

BARS = 24
HEIGHT = BARS + 16


def strip(edition: Edition, key: str) -> ET.Element | None:
    """The strips of an actor or a term, one for each text; nothing for a key that there is not."""
    entry = edition.register.entries.get(key)
    if entry is None:
        return None
    drawn = [_strip(edition, text, key, entry.name) for text in edition.register.texts if text.mentions.get(key)]
    return figure("strip", drawn) if drawn else draw("p", text="Not named in the essay.", class_="facts")


def per_paragraph(text: Text, key: str) -> dict[str, int]:
    """How often a text names an entry in each paragraph, under any form."""
    found: dict[str, int] = {}
    for counts in text.mentions.get(key, {}).values():
        for paragraph, count in counts.items():
            found[paragraph] = found.get(paragraph, 0) + count
    return found


def pages_of(edition: Edition, text: Text) -> dict[str, str]:
    """The address of each paragraph of a text."""
    sections = edition.sections[text.folder]
    return {p.id: f"/{section.path.removeprefix('docs/')}#{p.id}" for section in sections for p in section.paragraphs}


def _strip(edition: Edition, text: Text, key: str, name: str) -> ET.Element:
    counts = per_paragraph(text, key)
    most = max(max(per_paragraph(text, other).values(), default=1) for other in text.mentions)
    ids = [facts.id for facts in text.paragraphs]
    pages = pages_of(edition, text)
    width = len(ids) * CELL
    links, marks = [], [draw("path", d=f"M0 {BARS}.5H{width}", class_="axis")]
    for at, paragraph in enumerate(ids):
        count = counts.get(paragraph, 0)
        marks.append(draw("path", d=f"M{at * CELL + 12} {BARS}v3", class_="axis"))
        if count:
            parts = _bar(at * CELL, count, most, paragraph)
            says = f"{paragraph}: {'once' if count == 1 else f'{count} times'}"
            links.append(anchor(pages[paragraph], tip(says), *parts, says=says) if paragraph in pages else draw("g", *parts))
    says = f"Named in {', '.join(f'{p} ({counts[p]})' for p in ids if p in counts)}, of {len(ids)} paragraphs."
    return picture(f"strip-{text.folder}-{key}", f"Where the essay names {name}", says, (width, HEIGHT), marks, links)


def _bar(x: float, count: int, most: int, paragraph: str) -> list[ET.Element]:
    height = 5 + (BARS - 7) * count / most
    bar = draw("rect", x=x + 6, y=BARS - height, width=CELL - 12, height=height, class_="mark")
    return [hit(x, 0, CELL, HEIGHT), bar, label([paragraph], x + CELL / 2, HEIGHT - 2, "small", "middle")]
