"""Marks that things are told apart by, without colour too: a dot, a square, a diamond, with a number where one is needed."""

import xml.etree.ElementTree as ET
from collections.abc import Iterable

from edition.pictures.svg import breadth_of, column, draw, height_of, label, lines_of

SHAPES = ("dot", "square", "diamond")
SAMPLE, APART, MOST = 20, 22, 420  # pixels: of a sample in a key, between two, of the longest
BADGE = 10  # half of the size of a numbered mark


def shape(sort: str, x: float, y: float, half: float) -> ET.Element:
    """Return a mark of one of SHAPES around a point, half so wide and high."""
    if sort == "square":
        return draw("rect", x=x - half + 0.5, y=y - half + 0.5, width=2 * half - 1, height=2 * half - 1, class_="square")
    if sort == "diamond":
        far = half + 1
        return draw("path", d=f"M{x:.1f} {y - far:.1f}l{far} {far}-{far} {far}-{far}-{far}z")
    return draw("circle", cx=x, cy=y, r=half)


def badge(sort: str, number: int, full: bool, x: float, y: float) -> ET.Element:
    """Return a mark with a number in it; one that is not full is hollow."""
    words = label([str(number)], x, y + 4.4, "name", "middle")
    return draw("g", shape(sort, x, y, BADGE), words, class_="badge" if full else "badge hollow")


def shield(name: str, x: float, y: float) -> list[ET.Element]:
    """Return the number of a road, on it."""
    half = 6 + 4 * len(name)
    box = draw("rect", x=x - half, y=y - 9, width=2 * half, height=18, rx=3, class_="shield")
    return [box, label([name], x, y + 4.5, "name", "middle")]


def pointing(here: tuple[float, float]) -> str:
    """Return the path of an arrowhead that points to the left, its tip at a place."""
    x, y = here
    return f"M{x:.1f} {y:.1f}l9-4.5v9z"


def key(samples: Iterable[tuple[list[ET.Element], str]], x: float, top: float, width: float) -> tuple[list[ET.Element], float]:
    """Return what marks mean, in rows as wide as there is room, and where the next thing can begin.

    samples: what is drawn, up to SAMPLE wide and around the height 0, and what it means.
    """
    made, at, row, high = [], x, top, 0.0
    for drawn, words in samples:
        lines = lines_of([("small", words)], min(width, MOST) - SAMPLE - 6)
        size = SAMPLE + 6 + max(map(breadth_of, lines)) + APART
        if at > x and at + size > x + width + APART:
            at, row, high = x, row + high + 8, 0.0
        made.append(draw("g", *drawn, *column(lines, SAMPLE + 6, -8), class_="key", transform=f"translate({at:.0f} {row:.0f})"))
        at, high = at + size, max(high, height_of(lines))
    return made, row + high + 2
