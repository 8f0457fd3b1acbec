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
from edition.model.markdown import RULE_BETWEEN as RULE
from edition.model.markdown import runs_of_lines
from edition.model.occurrences import Outlook, finding_of, named_by, outlook
from edition.model.records import Text
from edition.model.section import PARAGRAPH_ID, Note, Section, heading_line, level
from edition.model.standing import anchored, footings, numbers, place_of
from edition.pages.glossary import literal
from edition.pictures.score import Counted, by_kind
from edition.text.language import listed, message, quoted, t, tn

DEEPEST = 6  # level of a heading
LISTED = 1000  # notes: where there are more they are counted, and the search finds them
NEIGHBOUR = re.compile(r"\]\(([a-z0-9][a-z0-9-]*)\.md(?:#([\w-]+))?\)")
OF_A_KIND = 100  # notes: each has two marks of emphasis, of which a list may hold markdown.EMPHASES


def all_notes(edition: Edition) -> str:
    """Return the list of all notes with their findings, which a reader can filter by kind, section and actor."""
    found = list(edition.all_notes())
    if len(found) > LISTED:
        return _counted(edition, found)
    number = numbers(edition)
    lead = tn(
        "The {count} note of this edition, with its finding.",
        "The {count} notes of this edition, each with its finding.",
        len(found),
    )
    parts = ["# " + t("All notes"), lead, "[notes]"]
    for section, note in sorted(found, key=lambda pair: (pair[0].path, number[pair[0].path, pair[1].id])):
        parts += _listed(edition, section, note, number[section.path, note.id])
    return sealed(t("All notes"), "\n\n".join(parts) + "\n")


def _listed(edition: Edition, section: Section, note: Note, number: int) -> list[str]:
    kind = edition.register.kind_of(note)
    actors = " ".join(named_by(note, edition))
    ids = " ".join(paragraph.id for paragraph in section.paragraphs)
    data = f'data-kind="{kind.id}" data-actors="{actors}" data-paragraphs="{ids}"'
    return [
        f"## [{quoted(literal(note.quote))}]({section.page}#{note.id}) {{ #note-{number} .listed .{kind.id} {data} }}",
        f"{literal(finding_of(note))}",
        f"{number} · {kind.label} · {section.title}\n{{ .facts }}",
    ]


def _counted(edition: Edition, found: list[tuple[Section, Note]]) -> str:
    """What there are too many notes for a list: how many stand where, and of which kind."""
    places = [f"- [{section.title}]({section.page}): {len(section.notes)}" for section in edition.all_sections()]
    kinds = [f"- {kind.label}: {len(notes)}" for kind, notes in by_kind(edition)]
    lead = tn(
        "The {count} note of this edition is too many to list; the search finds it.",
        "The {count} notes of this edition are too many to list; the search finds each of them.",
        len(found),
    )
    parts = ["# " + t("All notes"), lead, "## " + t("By kind"), "\n".join(kinds), "## " + t("By place"), "\n".join(places)]
    return sealed(t("All notes"), "\n\n".join(parts) + "\n")


def whole(edition: Edition, text: Text) -> str:
    """Return a whole text on one page, in the form of a section: every section with its brief, then every note."""
    sections = edition.sections[text.folder]
    parts = [f"# {text.title}"]
    for section in sections:
        parts.append(f"## {section.title} {{ #{heading_id(Path(section.page).stem)} }}")
        parts += _blocks(section)
        brief = [*_on_one_page(section.brief).split("\n"), "{ .brief }"]
        parts += ["\n".join(f"> {line}" for line in brief)] if section.brief else []
    parts += ["[lens]", "## Notes"]
    for note in _placed(edition, sections):
        parts.append(f"{heading_line(note)}\n\n{_on_one_page(note.body)}")
    return sealed(text.title, "\n\n".join(parts) + "\n")


def _blocks(section: Section) -> Iterator[str]:
    """The blocks of a section's text as they stand in its file, its headings a level lower."""
    lines = section.source.split("\n")
    for _, block in runs_of_lines(lines[: section.notes_line - 1] if section.notes_line else lines):
        deep = level(block[0])
        if len(block) > 1 and PARAGRAPH_ID.match(block[-1]):
            yield _on_one_page("\n".join(block))
        elif deep > 1 and len(block) == 1:
            yield "#" * (deep < DEEPEST) + block[0]
        elif block[0] == RULE or block[0].lstrip("> ").startswith("!["):
            yield _on_one_page("\n".join(block))


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
    title = t("How the essay aged")
    found = by_kind(edition)
    if not any(notes for _, notes in found):
        return sealed(title, f"# {title}\n\n" + t("This edition has no notes yet.") + "\n")
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
    sides = (
        ("for", message("**For the author:** of {total} notes {found}.")),
        ("against", message("**Against:** of {total} notes {found}.")),
    )
    for side, words in sides:
        told = [_found(group, groups[group.id]) for group in edition.register.groups if group.side == side]
        if told:
            yield t(words, total=total, found=_and(told))
    rest = [f"{group.label}: {_counts(groups[group.id])}" for group in edition.register.groups if not group.side]
    said = [f"{_begun('; '.join(rest))}."] if rest else []
    if (edition.root / "docs/method.md").exists():
        method = t("Method")
        said.append(t("What the kinds mean is told under {link}.", link=f"[{method}](method.md)"))
    if said:
        yield " ".join(said)


def _begun(words: str) -> str:
    """Words as a sentence begins with them."""
    return words[:1].upper() + words[1:]


def _found(group: Group, counts: Counter[str]) -> str:
    return tn(
        "{count} finds that the claim {holds} ({kinds})",
        "{count} find that the claim {holds} ({kinds})",
        counts.total(),
        holds=group.label,
        kinds=_counts(counts),
    )


def _and(parts: list[str]) -> str:
    """Parts of a sentence joined by and."""
    made = parts[0]
    for part in parts[1:]:
        made = t("{first} and {second}", first=made, second=part)
    return made


def _counts(counts: Counter[str]) -> str:
    return listed([f"{label} {count}" for label, count in counts.items()])


def _forecasts(edition: Edition, found: Counted) -> list[str]:
    """How the forecasts fared, those that the author hedges and the questions apart."""
    kinds = [(kind, notes) for kind, notes in found if kind.forecast]
    if not kinds:
        return []
    fared = {kind.id: Counter(outlook(edition, section, note) for section, note in notes) for kind, notes in kinds}
    hedges = sorted({note.hedged for _, notes in kinds for _, note in notes if note.hedged})
    told = t("hedged forecasts ({words})", words=listed(hedges)) if hedges else t("hedged forecasts")
    rows: dict[Outlook, str] = {"plain": t("plain forecasts"), "hedged": told, "asked": t("questions")}
    table = [
        "| " + t("What was said") + " | " + " | ".join(kind.label for kind, _ in kinds) + " |",
        "| --- " * (len(kinds) + 1) + "|",
    ]
    table += [f"| {words} | " + " | ".join(str(fared[kind.id][row]) for kind, _ in kinds) + " |" for row, words in rows.items()]
    return ["## " + t("What was to come"), "\n".join(table)]


def _findings(found: Iterable[tuple[Section, Note]]) -> str:
    all_of_it = list(found)
    lines = [
        f"- [{quoted(literal(note.quote))}]({section.page}#{note.id}): {literal(finding_of(note))} *{section.title}*"
        for section, note in all_of_it[:OF_A_KIND]
    ]
    more = len(all_of_it) - OF_A_KIND
    lines += (
        ["- " + tn("and {count} more, which the search finds", "and {count} more, which the search finds", more)]
        if more > 0
        else []
    )
    return "\n".join(lines)
