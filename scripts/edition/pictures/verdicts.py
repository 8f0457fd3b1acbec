"""How the text aged: every note by its verdict, a chart of the counts, and the page that lists them."""

import xml.etree.ElementTree as ET
from itertools import groupby

from edition.model.edition import Edition
from edition.model.generated import sealed
from edition.model.section import VERDICTS, Note, Section
from edition.pages.glossary import literal
from edition.pictures.svg import CELL, LINE, anchor, draw, figure, hit, label, picture, width_of
from edition.text.citations import without_citations
from edition.text.tree import plain

# Predictions first tell how the text aged; then what it said of its own day.
GROUPS = {
    "Its predictions": ("cametrue", "failed", "open"),
    "What it stated": ("right", "imprecise", "wrong", "disputed"),
    "What it thought": ("opinion",),
}
WIDTH, NAMES = 340, 120
LISTED = 100  # notes of one verdict: each has two marks of emphasis, of which a list may hold limits.EMPHASES


def by_verdict(edition: Edition) -> dict[str, list[tuple[Section, Note]]]:
    """The notes that judge, by verdict, in the order of VERDICTS; verdicts that no note has are left out."""
    found: dict[str, list[tuple[Section, Note]]] = {verdict: [] for verdict in VERDICTS}
    for section, note in edition.all_notes():
        if note.verdict:
            found[note.verdict].append((section, note))
    return {verdict: notes for verdict, notes in found.items() if notes}


def chart(edition: Edition, _: str = "") -> ET.Element | None:
    """The number of notes of each verdict, as bars that lead to their lists."""
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


def page(edition: Edition) -> str:
    """The page: the chart, then each verdict with its notes, a line and a link for each."""
    found = by_verdict(edition)
    judged = sum(map(len, found.values()))
    parts = [
        "# How the essay aged",
        f"{judged} of this edition’s {sum(1 for _ in edition.all_notes())} notes judge the words that they are about. "
        "Here they all are, by what they found; each leads to its note, with the evidence."
        + (" What the verdicts mean is told under [Method](method.md)." if (edition.root / "docs/method.md").exists() else ""),
        "[verdicts]",
    ]
    for title, verdicts in GROUPS.items():
        if any(verdict in found for verdict in verdicts):
            parts.append(f"## {title}")
        for verdict in verdicts:
            if verdict in found:
                parts += [f"### {VERDICTS[verdict].capitalize()} ({len(found[verdict])}) {{ #{verdict} }}", _list(found[verdict])]
    return sealed("How the essay aged", "\n\n".join(parts) + "\n")


def _list(found: list[tuple[Section, Note]]) -> str:
    lines = []
    for section, notes in groupby(found[:LISTED], key=lambda pair: pair[0]):
        href = section.path.removeprefix("docs/")
        lines += [f"- [“{note.quote}”]({href}#{note.id}): {_first(note)} *{section.title}*" for _, note in notes]
    lines += [f"- and {len(found) - LISTED} more, which the search finds"] if len(found) > LISTED else []
    return "\n".join(lines)


def _first(note: Note) -> str:
    """The first sentence of a note, which stands on a line of its own."""
    return literal(plain(without_citations(note.body.split("\n")[0])).strip())
