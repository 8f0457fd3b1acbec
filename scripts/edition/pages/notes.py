"""The pages of notes: all of them by place, kind and verdict; by what they found; and a whole text on one page."""

from collections.abc import Iterable
from itertools import groupby

from edition.model.allowlist import KINDS, VERDICTS
from edition.model.edition import Edition
from edition.model.generated import sealed
from edition.model.markdown import plain
from edition.model.records import Text
from edition.model.section import Note, Section, heading_line
from edition.pages.glossary import literal
from edition.pictures.verdicts import by_verdict
from edition.text.citations import without_citations

LISTED = 1000  # notes: where there are more they are counted, and the search finds them
OF_A_VERDICT = 100  # notes: each has two marks of emphasis, of which a list may hold markdown.EMPHASES
# Predictions first tell how the text aged; then what it said of its own day.
GROUPS = {
    "Its predictions": ("cametrue", "failed", "open"),
    "What it stated": ("right", "imprecise", "wrong", "disputed"),
    "What it thought": ("opinion",),
}


def all_notes(edition: Edition) -> str:
    """The list of all notes: by place, then by kind, then by verdict."""
    found = list(edition.all_notes())
    if len(found) > LISTED:
        return _counted(edition, found)
    parts = ["# All notes", f"The {len(found)} notes of this edition.", "## By place"]
    for section in edition.all_sections():
        parts += [f"### {section.title}", _list((section, note) for note in section.notes)]
    parts += ["## By kind"]
    for kind, title in KINDS.items():
        parts += _group(title, [(section, note) for section, note in found if note.kind == kind])
    parts += ["## By verdict"]
    for verdict, title in VERDICTS.items():
        parts += _group(title.capitalize(), [(section, note) for section, note in found if note.verdict == verdict])
    return sealed("All notes", "\n\n".join(part for part in parts if part) + "\n")


def _counted(edition: Edition, found: list[tuple[Section, Note]]) -> str:
    """What there are too many notes for a list: how many stand where, and of which kind and verdict."""
    lead = f"The {len(found)} notes of this edition are too many to list; the search finds each of them."
    places = [f"- [{section.title}]({section.page}): {len(section.notes)}" for section in edition.all_sections()]
    kinds = [f"- {title}: {sum(note.kind == kind for _, note in found)}" for kind, title in KINDS.items()]
    verdicts = [
        f"- {title.capitalize()}: {sum(note.verdict == verdict for _, note in found)}" for verdict, title in VERDICTS.items()
    ]
    parts = [
        "# All notes",
        lead,
        "## By kind",
        "\n".join(kinds),
        "## By verdict",
        "\n".join(verdicts),
        "## By place",
        "\n".join(places),
    ]
    return sealed("All notes", "\n\n".join(parts) + "\n")


def _group(title: str, found: list[tuple[Section, Note]]) -> list[str]:
    return [f"### {title} ({len(found)})", _list(found)] if found else []


def _list(found: Iterable[tuple[Section, Note]]) -> str:
    return "\n".join(f"- [“{note.quote}”]({section.page}#{note.id}) {_sort(note)}" for section, note in found)


def _sort(note: Note) -> str:
    return f"{KINDS[note.kind].lower()}, {VERDICTS[note.verdict]}" if note.verdict else KINDS[note.kind].lower()


def whole(edition: Edition, text: Text) -> str:
    """A whole text on one page, in the form of a section: every paragraph, then every note."""
    sections = edition.sections[text.folder]
    parts = ["# The whole edition", "[lens]"]
    for section in sections:
        parts.append(f"## {section.title}")
        parts += [f"{paragraph.source}\n{{ #{paragraph.id} }}" for paragraph in section.paragraphs]
    parts.append("## Notes")
    for section in sections:
        parts += [f"{heading_line(note)}\n\n{note.body}" for note in section.notes]
    return sealed("The whole edition", "\n\n".join(parts) + "\n")


def aged(edition: Edition) -> str:
    """Return the page of the verdicts: the chart, then each verdict with its notes, a line and a link for each."""
    title = "How the essay aged"
    found = by_verdict(edition)
    if not found:
        return sealed(title, f"# {title}\n\nNo note of this edition judges the words that it is about yet.\n")
    judged = sum(map(len, found.values()))
    parts = [
        f"# {title}",
        f"{judged} of this edition’s {sum(1 for _ in edition.all_notes())} notes judge the words that they are about. "
        "Here they all are, by what they found; each leads to its note, with the evidence."
        + (" What the verdicts mean is told under [Method](method.md)." if (edition.root / "docs/method.md").exists() else ""),
        "[verdicts]",
    ]
    for group, verdicts in GROUPS.items():
        if any(verdict in found for verdict in verdicts):
            parts.append(f"## {group}")
        for verdict in verdicts:
            if verdict in found:
                parts += [f"### {VERDICTS[verdict].capitalize()} ({len(found[verdict])}) {{ #{verdict} }}", _judged(found[verdict])]
    return sealed(title, "\n\n".join(parts) + "\n")


def _judged(found: list[tuple[Section, Note]]) -> str:
    lines = []
    for section, notes in groupby(found[:OF_A_VERDICT], key=lambda pair: pair[0]):
        href = section.page
        lines += [f"- [“{note.quote}”]({href}#{note.id}): {_first(note)} *{section.title}*" for _, note in notes]
    lines += [f"- and {len(found) - OF_A_VERDICT} more, which the search finds"] if len(found) > OF_A_VERDICT else []
    return "\n".join(lines)


def _first(note: Note) -> str:
    """The first sentence of a note, which stands on a line of its own."""
    return literal(plain(without_citations(note.body.split("\n")[0])).strip())
