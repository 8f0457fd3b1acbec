"""The relations as a picture: on the left who, on the right to whom, between them how, a line of words for each relation."""

import xml.etree.ElementTree as ET
from itertools import groupby

from edition.model.edition import Edition, Register
from edition.model.events import Relation
from edition.pictures.layout import barycentres, spread, untangle
from edition.pictures.svg import CELL, LINE, anchor, draw, figure, hit, label, picture, twice, wrap

STATES = {"lasting": "still so", "changed": "changed since", "ended": "over"}
GAP = 6


def ordered(relations: tuple[Relation, ...]) -> list[Relation]:
    """The relations so that those of one actor stand together and few lines of the picture cross."""
    return [relations[at] for at in untangle([(relation.begins, relation.to) for relation in relations])]


def graph(edition: Edition, _: str = "") -> ET.Element | None:
    """The picture of all relations whose actors there are; nothing where there is none."""
    register = edition.register
    names = {entry.key: entry.name for entry in register.actors}
    rows = [r for r in ordered(register.relations) if r.begins in names and r.to in names]
    if not rows:
        return None
    caption = "Read from left to right. A full line: still so when we last looked; a broken one: changed since; a dotted one: over."
    return figure("graph", twice(lambda width, kind: _drawing(rows, names, register, width, kind)), caption)


def _drawing(rows: list[Relation], names: dict[str, str], register: Register, width: float, kind: str) -> ET.Element:
    side = width * (0.28 if kind == "narrow" else 0.22)
    bend = width * (0.06 if kind == "narrow" else 0.1)
    words = [wrap(relation.label, width - 2 * (side + bend) - 8) for relation in rows]
    heights = [max(len(lines) * LINE + 8, CELL) for lines in words]
    tops = spread([0] * len(rows), heights, GAP, 4)
    middles = [top + height / 2 for top, height in zip(tops, heights, strict=True)]
    left = _column([r.begins for r in rows], [key for key, _ in groupby(r.begins for r in rows)], middles, names, side)
    right = _column([r.to for r in rows], barycentres([r.to for r in rows]), middles, names, side)
    drawn = []
    for relation, lines, middle in zip(rows, words, middles, strict=True):
        drawn += _edge(relation.state, (side, left[relation.begins][0]), (side + bend, middle), False)
        drawn += _edge(relation.state, (width - side - bend, middle), (width - side, right[relation.to][0]), True)
        drawn.append(label(lines, width / 2, middle + 4.5 - (len(lines) - 1) * LINE / 2, anchor="middle"))
    links = [_box(key, *left[key], 0, side) for key in left] + [_box(key, *right[key], width - side, side) for key in right]
    height = max(tops[-1] + heights[-1], *(y + len(lines) * LINE for y, lines in [*left.values(), *right.values()])) + 8
    says = "; ".join(f"{names[r.begins]}: {r.label}: {names[r.to]} ({STATES[r.state]})" for r in rows) + "."
    return picture(f"graph-{kind}", "Who stood to whom how", says, (width, height), drawn, links)


def _column(
    ends: list[str], order: list[str], middles: list[float], names: dict[str, str], width: float
) -> dict[str, tuple[float, list[str]]]:
    """The middle and the lines of each actor of a column, near the relations that lead to it."""
    words = {key: wrap(names[key], width - 8, "name") for key in order}
    heights = [max(len(words[key]) * LINE + 8, CELL) for key in order]
    wanted = []
    for key, height in zip(order, heights, strict=True):
        mine = [middle for end, middle in zip(ends, middles, strict=True) if end == key]
        wanted.append(sum(mine) / len(mine) - height / 2)
    tops = spread(wanted, heights, GAP, 4)
    return {key: (top + height / 2, words[key]) for key, top, height in zip(order, tops, heights, strict=True)}


def _edge(state: str, start: tuple[float, float], end: tuple[float, float], arrow: bool) -> list[ET.Element]:
    (x1, y1), (x2, y2) = start, end
    half = (x1 + x2) / 2
    made = [draw("path", d=f"M{x1:.1f} {y1:.1f}C{half:.1f} {y1:.1f} {half:.1f} {y2:.1f} {x2:.1f} {y2:.1f}", class_=f"edge {state}")]
    return [*made, draw("path", d=f"M{x2:.1f} {y2:.1f}l-6 -3.5v7z", class_="claim")] if arrow else made


def _box(key: str, middle: float, lines: list[str], x: float, width: float) -> ET.Element:
    height = max(len(lines) * LINE + 8, CELL)
    box = draw("rect", x=x + 0.5, y=middle - height / 2, width=width - 1, height=height, rx=3, class_="box")
    words = label(lines, x + width / 2, middle + 4.5 - (len(lines) - 1) * LINE / 2, "name", "middle")
    return anchor(f"/who/{key}.md", hit(x, middle - height / 2, width, height), box, words, says=" ".join(lines))
