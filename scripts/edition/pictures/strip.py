"""The density strip: where along its paragraphs an author's text names an actor, and how often."""

import xml.etree.ElementTree as ET

from edition.model.edition import Edition
from edition.model.occurrences import named_per_paragraph, paragraph_addresses
from edition.model.records import Text
from edition.pictures.svg import CELL, MEASURE, anchor, draw, figure, hit, label, picture, tip
from edition.text.language import listed, t, tn

COUNT, BARS, NAMES = 16, 26, 20  # heights: of the numbers above the bars, of the bars, of the paragraphs' names below
HEIGHT = COUNT + BARS + NAMES


def strip(edition: Edition, key: str) -> ET.Element | None:
    """Return the strips of an actor or a term, one for each text; nothing for a key that there is not."""
    entry = edition.register.entries.get(key)
    if entry is None:
        return None
    drawn = [_strip(edition, text, key, entry.name) for text in edition.register.texts if text.mentions.get(key)]
    return figure("strip", drawn) if drawn else draw("p", text=t("Not named in the essay."), class_="facts")


def _strip(edition: Edition, text: Text, key: str, name: str) -> ET.Element:
    counts = named_per_paragraph(text, key)
    most = max(max(named_per_paragraph(text, other).values(), default=1) for other in text.mentions)
    ids = [facts.id for facts in text.paragraphs]
    pages = paragraph_addresses(edition, text)
    width = len(ids) * CELL
    links, marks = [], [draw("path", d=f"M0 {COUNT + BARS}.5H{width}", class_="axis")]
    for at, paragraph in enumerate(ids):
        count = counts.get(paragraph, 0)
        if count:
            parts = _bar(at * CELL, count, most, paragraph)
            often = t("once") if count == 1 else tn("{count} time", "{count} times", count)
            says = t("{paragraph}: {times}", paragraph=paragraph, times=often)
            links.append(anchor(pages[paragraph], tip(says), *parts) if paragraph in pages else draw("g", *parts))
        elif _room(ids, at):
            marks.append(label([paragraph], (at + 0.5) * CELL, HEIGHT - 4, "small none", "middle"))
    there = listed([f"{p} ({counts[p]})" for p in ids if p in counts])
    says = tn("Named in {places}, of {count} paragraph.", "Named in {places}, of {count} paragraphs.", len(ids), places=there)
    return picture(f"strip-{text.folder}-{key}", t("Where the essay names {name}", name=name), says, (width, HEIGHT), marks, links)


def _room(ids: list[str], at: int) -> bool:
    """Whether a paragraph that names nobody is called by its name: the first and the last, and all where there is room."""
    return at in (0, len(ids) - 1) or len(ids) * CELL <= MEASURE


def _bar(x: float, count: int, most: int, paragraph: str) -> list[ET.Element]:
    height = 5 + (BARS - 5) * count / most
    base = COUNT + BARS
    name = label([paragraph], x + CELL / 2, HEIGHT - 4, "small", "middle")
    name.tail = " "
    return [
        hit(x, 0, CELL, HEIGHT),
        draw("rect", x=x + 5, y=base - height, width=CELL - 10, height=height, class_="mark"),
        name,
        label([str(count)], x + CELL / 2, base - height - 4, "small", "middle"),
    ]
