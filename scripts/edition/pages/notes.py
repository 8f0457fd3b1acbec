"""The pages of notes: all of them with their findings; by what they found; and a whole text on one page."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from pathlib import Path

from edition.model.allowlist import heading_id
from edition.model.edition import Edition
from edition.model.generated import sealed
from edition.model.kinds import Group
from edition.model.occurrences import Outlook, finding_of, named_by, outlook
from edition.model.records import Text
from edition.model.section import Note, Section, heading_line
from edition.model.standing import anchored, footings, numbers, place_of
from edition.pages.glossary import literal
from edition.pictures.score import Counted, by_kind

LISTED = 1000  # notes: where there are more they are counted, and the search finds them
NEIGHBOUR = re.compile(r"\]\(([a-z0-9][a-z0-9-]*)\.md(?:#([\w-]+))?\)")
OF_A_KIND = 100  # notes: each has two marks of emphasis, of which a list may hold markdown.EMPHASES


def all_notes(edition: Edition) -> str:
    """Return the list of all notes with their findings, which a reader can filter by kind, section and actor."""
    found = list(edition.all_notes())
    if len(found) > LISTED:
        return _counted(edition, found)
    number = numbers(edition)
    parts = ["# All notes", f"The {len(found)} notes of this edition, each with its finding.", "[notes]"]
    for section, note in sorted(found, key=lambda pair: (pair[0].path, number[pair[0].path, pair[1].id])):
        parts += _listed(edition, section, note, number[section.path, note.id])
    return sealed("All notes", "\n\n".join(parts) + "\n")


def _listed(edition: Edition, section: Section, note: Note, number: int) -> list[str]:
    kind = edition.register.kind_of(note)
    actors = " ".join(named_by(note, edition))
    ids = " ".join(paragraph.id for paragraph in section.paragraphs)
    data = f'data-kind="{kind.id}" data-actors="{actors}" data-paragraphs="{ids}"'
    return [
        f"## [“{literal(note.quote)}”]({section.page}#{note.id}) {{ #note-{number} .listed .{kind.id} {data} }}",
        f"{literal(finding_of(note))}",
        f"{number} · {kind.label} · {section.title}\n{{ .facts }}",
    ]


def _counted(edition: Edition, found: list[tuple[Section, Note]]) -> str:
    """What there are too many notes for a list: how many stand where, and of which kind."""
    places = [f"- [{section.title}]({section.page}): {len(section.notes)}" for section in edition.all_sections()]
    kinds = [f"- {kind.label}: {len(notes)}" for kind, notes in by_kind(edition)]
    lead = f"The {len(found)} notes of this edition are too many to list; the search finds each of them."
    parts = ["# All notes", lead, "## By kind", "\n".join(kinds), "## By place", "\n".join(places)]
    return sealed("All notes", "\n\n".join(parts) + "\n")


def whole(edition: Edition, text: Text) -> str:
    """Return a whole text on one page, in the form of a section: every section with its brief, then every note."""
    sections = edition.sections[text.folder]
    parts = [f"# {text.title}"]
    for section in sections:
        parts.append(f"## {section.title} {{ #{heading_id(Path(section.page).stem)} }}")
        parts += [f"{_on_one_page(paragraph.source)}\n{{ #{paragraph.id} }}" for paragraph in section.paragraphs]
        brief = [*_on_one_page(section.brief).split("\n"), "{ .brief }"]
        parts += ["\n".join(f"> {line}" for line in brief)] if section.brief else []
    parts += ["[lens]", "## Notes"]
    for note in _placed(edition, sections):
        parts.append(f"{heading_line(note)}\n\n{_on_one_page(note.body)}")
    return sealed(text.title, "\n\n".join(parts) + "\n")


def _placed(edition: Edition, sections: Sequence[Section]) -> Iterator[Note]:
    """The notes of all sections; one whose words another section has, too, says which place is meant."""
    found = [footings(edition, section) for section in sections]
    every = [footing for one in found for footing in one]
    for section, own in zip(sections, found, strict=True):
        here = anchored(section.notes, own)
        there = anchored(section.notes, every)
        for note, hits, all_hits in zip(section.notes, here, there, strict=True):
            unclear = len(hits) == 1 and len(all_hits) != 1
            yield replace(note, at=place_of(note, hits[0], own)) if unclear or (note.at and len(hits) == 1) else note


def _on_one_page(words: str) -> str:
    """Return the Markdown of a section with its links from the page of it all on: to a neighbour’s note within that page."""
    words = NEIGHBOUR.sub(lambda match: f"](#{match[2] or heading_id(match[1])})", words)
    return words.replace("](../", "](")


def aged(edition: Edition) -> str:
    """Return the page of the score: the picture, then each kind with its notes, a finding and a link for each."""
    title = "How the essay aged"
    found = by_kind(edition)
    if not any(notes for _, notes in found):
        return sealed(title, f"# {title}\n\nThis edition has no notes yet.\n")
    parts = [f"# {title}", *_result(edition), "[score]", *_forecasts(edition, found)]
    labels = {group.id: group.label for group in edition.register.groups}
    for group, kinds in groupby(found, key=lambda pair: pair[0].group):
        parts += [f"## {_begun(labels[group])}"] if group else []
        for kind, notes in kinds:
            parts += [f"### {_begun(kind.label)} ({len(notes)}) {{ #{kind.id} }}", kind.means]
            parts += [_findings(notes)] if notes else []
    return sealed(title, "\n\n".join(parts) + "\n")


def _result(edition: Edition) -> Iterator[str]:
    """What the notes found, in a sentence for the author and one against, with the zeros."""
    total = sum(1 for _ in edition.all_notes())
    groups = {group.id: Counter[str]() for group in edition.register.groups}
    for kind, notes in by_kind(edition):
        if kind.group:
            groups[kind.group][kind.label] = len(notes)
    for side, words in (("for", "For the author"), ("against", "Against")):
        told = [_found(group, groups[group.id]) for group in edition.register.groups if group.side == side]
        if told:
            yield f"**{words}:** of {total} notes {' and '.join(told)}."
    rest = [f"{group.label}: {_counts(groups[group.id])}" for group in edition.register.groups if not group.side]
    said = [f"{_begun('; '.join(rest))}."] if rest else []
    if (edition.root / "docs/method.md").exists():
        said.append("What the kinds mean is told under [Method](method.md).")
    if said:
        yield " ".join(said)


def _begun(words: str) -> str:
    """Words as a sentence begins with them."""
    return words[:1].upper() + words[1:]


def _found(group: Group, counts: Counter[str]) -> str:
    return f"{counts.total()} find{'s' * (counts.total() == 1)} that the claim {group.label} ({_counts(counts)})"


def _counts(counts: Counter[str]) -> str:
    return ", ".join(f"{label} {count}" for label, count in counts.items())


def _forecasts(edition: Edition, found: Counted) -> list[str]:
    """How the forecasts fared, those that the author hedges and the questions apart."""
    kinds = [(kind, notes) for kind, notes in found if kind.forecast]
    if not kinds:
        return []
    fared = {kind.id: Counter(outlook(edition, section, note) for section, note in notes) for kind, notes in kinds}
    hedges = sorted({note.hedged for _, notes in kinds for _, note in notes if note.hedged})
    told = f"hedged forecasts ({', '.join(hedges)})" if hedges else "hedged forecasts"
    rows: dict[Outlook, str] = {"plain": "plain forecasts", "hedged": told, "asked": "questions"}
    table = ["| What was said | " + " | ".join(kind.label for kind, _ in kinds) + " |", "| --- " * (len(kinds) + 1) + "|"]
    table += [f"| {words} | " + " | ".join(str(fared[kind.id][row]) for kind, _ in kinds) + " |" for row, words in rows.items()]
    return ["## What was to come", "\n".join(table)]


def _findings(found: Iterable[tuple[Section, Note]]) -> str:
    listed = list(found)
    lines = [
        f"- [“{literal(note.quote)}”]({section.page}#{note.id}): {literal(finding_of(note))} *{section.title}*"
        for section, note in listed[:OF_A_KIND]
    ]
    lines += [f"- and {len(listed) - OF_A_KIND} more, which the search finds"] if len(listed) > OF_A_KIND else []
    return "\n".join(lines)
