"""The score: how many notes are of each kind, as one bar whose parts lead to their lists, and in words below it."""

import xml.etree.ElementTree as ET

from edition.model.edition import Edition, Register
from edition.model.kinds import Kind
from edition.model.section import Note, Section
from edition.pictures.svg import anchor, draw, hit, picture, tip

WIDTH, HEIGHT, SMALL = 640, 28, 96
Counted = list[tuple[Kind, list[tuple[Section, Note]]]]


def by_kind(edition: Edition) -> Counted:
    """Return every kind with its notes, in the order of the vocabulary; kinds that no note is of have none."""
    found: dict[str, list[tuple[Section, Note]]] = {kind.id: [] for kind in edition.register.kinds}
    for section, note in edition.all_notes():
        found[edition.register.kind_of(note).id].append((section, note))
    return [(kind, found[kind.id]) for kind in edition.register.kinds]


def score(edition: Edition, _: str = "") -> ET.Element | None:
    """Return the bar and its key; nothing where there is no note."""
    counts = [(kind, len(notes)) for kind, notes in by_kind(edition)]
    total = sum(count for _, count in counts)
    if not total:
        return None
    says = ", ".join(f"{kind.label} {count}" for kind, count in counts) + f", of {total} notes."
    links, at = [], 0.0
    for kind, count in counts:
        width = WIDTH * count / total
        if count:
            links.append(_part(kind, count, at, width))
        at += width
    made = draw("figure", picture("score", "The notes by kind", says, (WIDTH, HEIGHT), [], links), class_="picture score")
    made.append(_key(counts))
    return made


def share(section: Section, register: Register) -> list[ET.Element]:
    """Return a small bar of the notes of a section by kind; nothing where it has none. Its words stand beside it, in the score."""
    kinds = [register.kind_of(note).id for note in section.notes]
    marks, at = [], 0.0
    for kind in register.kinds:
        width = SMALL * kinds.count(kind.id) / max(len(kinds), 1)
        if width:
            marks.append(draw("rect", x=at, y=0, width=max(width - 1, 1), height=8, class_=f"mark kind-{kind.id}"))
        at += width
    bar = draw("svg", *marks, viewBox=f"0 0 {SMALL} 8", width=SMALL, height=8, class_="share", aria_hidden="true")
    return [bar] if marks else []


def _part(kind: Kind, count: int, x: float, width: float) -> ET.Element:
    says = f"{kind.label}: {count}"
    bar = draw("rect", x=x, y=0, width=max(width - 1.5, 1), height=HEIGHT, class_=f"mark kind-{kind.id}")
    return anchor(f"/aged.md#{kind.id}", tip(says), hit(x, 0, width, HEIGHT), bar, says=says)


def _key(counts: list[tuple[Kind, int]]) -> ET.Element:
    items = draw("ul", class_="score-key")
    for kind, count in counts:
        item = draw("li")
        link = draw("a", href=f"/aged.md#{kind.id}") if count else draw("span")
        link.append(draw("span", text=kind.label, class_=f"kind kind-{kind.id}"))
        link[0].tail = f" {count}"
        item.append(link)
        items.append(item)
    return items
