"""The score: how many notes are of each kind, as one bar whose parts lead to their notes, and in words below it."""

import xml.etree.ElementTree as ET
from collections.abc import Iterable
from urllib.parse import quote_plus

from edition.model.edition import Edition, Register
from edition.model.kinds import Kind
from edition.model.section import Note, Section
from edition.pictures.svg import anchor, draw, hit, picture, tip
from edition.text.language import listed, t

WIDTH, HEIGHT, SMALL = 504, 28, 96
Counted = list[tuple[Kind, list[tuple[Section, Note]]]]
Part = tuple[Kind, int, str]  # a kind, how many notes are of it, where they are listed


def by_kind(edition: Edition) -> Counted:
    """Return every kind with its notes, in the order of the vocabulary; kinds that no note is of have none."""
    found: dict[str, list[tuple[Section, Note]]] = {kind.id: [] for kind in edition.register.kinds}
    for section, note in edition.all_notes():
        found[edition.register.kind_of(note).id].append((section, note))
    return [(kind, found[kind.id]) for kind in edition.register.kinds]


def score(edition: Edition, _: str = "") -> ET.Element | None:
    """Return the bar of all notes and its key; nothing where there is no note."""
    return _figure([(kind, len(notes), f"/aged.md#{kind.id}") for kind, notes in by_kind(edition)], "score", t("The notes by kind"))


def own_score(kinds: Iterable[Kind], paragraphs: Iterable[str], register: Register) -> ET.Element | None:
    """Return the bar of a section, of whose notes these are the kinds: its parts lead to the list of all notes, narrowed."""
    listed, asked = [kind.id for kind in kinds], quote_plus(" ".join(paragraphs))
    counts = [(kind, listed.count(kind.id), f"/notes.md?kind={kind.id}&paragraphs={asked}") for kind in register.kinds]
    return _figure([counted for counted in counts if counted[1]], "own-score", t("The notes of this section by kind"))


def _figure(counts: list[Part], name: str, title: str) -> ET.Element | None:
    total = sum(count for _, count, _ in counts)
    if not total:
        return None
    says = t("{kinds}, of {total} notes.", kinds=listed([f"{kind.label} {count}" for kind, count, _ in counts]), total=total)
    links, at = [], 0.0
    for part in counts:
        width = WIDTH * part[1] / total
        if part[1]:
            links.append(_part(part, at, width))
        at += width
    return draw("div", picture(name, title, says, (WIDTH, HEIGHT), [], links), _key(counts), class_="picture score")


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


def _part(part: Part, x: float, width: float) -> ET.Element:
    kind, count, href = part
    says = t("{kind}: {count}", kind=kind.label, count=count)
    bar = draw("rect", x=x, y=0, width=max(width - 1.5, 1), height=HEIGHT, class_=f"mark kind-{kind.id}")
    return anchor(href, tip(says), hit(x, 0, width, HEIGHT), bar, says=says)


def _key(counts: list[Part]) -> ET.Element:
    items = draw("ul", class_="score-key")
    for kind, count, href in counts:
        item = draw("li")
        link = draw("a", href=href) if count else draw("span")
        link.append(draw("span", text=kind.label, class_=f"kind kind-{kind.id}"))
        link[0].tail = f" {count}"
        item.append(link)
        items.append(item)
    return items
