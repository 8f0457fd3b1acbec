"""How the text aged: the number of notes of each verdict, as bars that lead to their lists."""

import xml.etree.ElementTree as ET

from edition.model.allowlist import VERDICTS
from edition.model.edition import Edition
from edition.model.section import Note, Section
from edition.pictures.svg import CELL, LINE, anchor, draw, figure, hit, label, picture, width_of

WIDTH, NAMES = 340, 120


def by_verdict(edition: Edition) -> dict[str, list[tuple[Section, Note]]]:
    """Return the notes that judge, by verdict, in the order of VERDICTS; verdicts that no note has are left out."""
    found: dict[str, list[tuple[Section, Note]]] = {verdict: [] for verdict in VERDICTS}
    for section, note in edition.all_notes():
        if note.verdict:
            found[note.verdict].append((section, note))
    return {verdict: notes for verdict, notes in found.items() if notes}


def chart(edition: Edition, _: str = "") -> ET.Element | None:
    """Return the chart; nothing where no note judges."""
    counts = {verdict: len(notes) for verdict, notes in by_verdict(edition).items()}
    if not counts:
        return None
    says = ", ".join(f"{VERDICTS[verdict]} {count}" for verdict, count in counts.items()) + "."
    links = [_bar(verdict, count, max(counts.values()), at) for at, (verdict, count) in enumerate(counts.items())]
    axis = draw("path", d=f"M{NAMES} 0V{len(counts) * CELL}", class_="axis")
    title = "The notes by verdict"
    return figure("verdicts", [picture("verdicts", title, says, (WIDTH, len(counts) * CELL), [axis], links)])


def _bar(verdict: str, count: int, most: int, at: int) -> ET.Element:
    top = at * CELL
    length = (WIDTH - NAMES - width_of("000") - 4) * count / most
    return anchor(
        f"/aged.md#{verdict}",
        hit(0, top, WIDTH, CELL),
        label([VERDICTS[verdict]], NAMES - 8, top + LINE, anchor="end"),
        draw("rect", x=NAMES, y=top + 4, width=length, height=CELL - 8, class_=f"mark {verdict}"),
        label([str(count)], NAMES + length + 5, top + LINE),
    )
