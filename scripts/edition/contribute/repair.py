"""What became of the quotes of an edition's notes, and the patch for those that can be repaired."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import unified_diff
from pathlib import Path

from edition.contribute.anchor import Anchor, anchor
from edition.files.disk import shown
from edition.model.edition import Edition
from edition.model.section import ATTRIBUTES, Note, Section
from edition.render.page import digest
from edition.text.quotes import find, normal
from edition.text.tree import plain


@dataclass(frozen=True)
class Fate:
    """A note whose quote is not exact: what became of it, and the section and paragraph of each candidate."""

    section: Section
    note: Note
    anchor: Anchor
    places: tuple[tuple[str, str], ...]


def fates(edition: Edition) -> Iterator[Fate]:
    """Every note whose quote is not in its section."""
    for section, note in edition.all_notes():
        texts = [plain(paragraph.source) for paragraph in section.paragraphs]
        if note.quote and not any(find(note.quote, text) for text in texts):
            yield fate(edition, section, note)


def fate(edition: Edition, section: Section, note: Note) -> Fate:
    """What became of a note's quote."""
    text = edition.text_of(section)
    others = [other for other in edition.sections[text.folder] if other is not section]
    own, elsewhere = _texts(section), [words for other in others for words in _texts(other)]
    known = {facts.id: facts.sha256 for facts in text.paragraphs}
    ordered = [(s.path, p.id) for s in (section, *others) for p in s.paragraphs]
    changed = [digest(words) != known.get(id) for (_, id), words in zip(ordered, [*own, *elsewhere], strict=True)]
    found = _in_order(anchor(note.quote, own, elsewhere, changed), section, note, own)
    return Fate(section, note, found, tuple(ordered[candidate.where] for candidate in found.candidates))


def _texts(section: Section) -> list[str]:
    return [plain(paragraph.source) for paragraph in section.paragraphs]


def _in_order(found: Anchor, section: Section, note: Note, texts: list[str]) -> Anchor:
    """A repaired quote must lie between the notes before and after it that are exact: notes follow the text."""
    if found.outcome != "repaired":
        return found
    here = (found.candidates[0].where, found.candidates[0].span.start)
    at = section.notes.index(note)
    exact = [_exact(other.quote, texts) for other in section.notes]
    before = next((place for place in reversed(exact[:at]) if place), (-1, 0))
    after = next((place for place in exact[at + 1 :] if place), (len(texts), 0))
    return found if before <= here <= after or before > after else Anchor("orphan", found.candidates)


def _exact(quote: str, texts: list[str]) -> tuple[int, int] | None:
    hits = [(at, span.start) for at, text in enumerate(texts) for span in find(quote, text)]
    return hits[0] if quote and len(hits) == 1 else None


def told(fate: Fate) -> str:
    """What became of a quote, in words, with what to do."""
    quote = fate.note.quote
    places = [f"“{c.words}” in {id}" for c, (_, id) in zip(fate.anchor.candidates, fate.places, strict=True)]
    match fate.anchor.outcome:
        case "moved":
            path, id = fate.places[0]
            return f"not in the text: “{quote}” has moved to {id} in {path}; move the note there"
        case "repaired":
            return f"not in the text: “{quote}”; nearest is {places[0]} (edition check --fix shows the patch)"
        case "ambiguous":
            return f"not in the text: “{quote}” may be {' or '.join(places)}; quote more words"
    hint = f"; nearest is {places[0]}, which is too unlike to be sure" if places else "; no words there are like it"
    return f"not in the text: “{quote}”{hint}"


def mended(edition: Edition) -> dict[Path, str]:
    """The section files with every repaired quote in its new words, as the text has them."""
    made: dict[Path, str] = {}
    for found in fates(edition):
        if found.anchor.outcome != "repaired":
            continue
        path = edition.root / found.section.path
        lines = made.get(path, found.section.source).split("\n")
        lines[found.note.line - 1] = _heading(lines[found.note.line - 1], found.note, normal(found.anchor.candidates[0].words))
        made[path] = "\n".join(lines)
    return made


def _heading(line: str, note: Note, quote: str) -> str:
    """A note's heading with other words, at the same address."""
    at = note.column - 1
    line = line[:at] + quote + line[at + len(note.quote) :]
    if f"#{note.id}" in line.split("{")[-1].split():
        return line
    attributes = ATTRIBUTES.search(line)
    return f"{line[: attributes.start()]} {{ #{note.id} {attributes[1].strip()} }}" if attributes else f"{line} {{ #{note.id} }}"


def patch(texts: Mapping[Path, str], root: Path) -> str:
    """The changes as a unified diff that git apply takes."""
    parts: list[str] = []
    for path, text in texts.items():
        name = shown(path, root)
        old = path.read_text("utf-8").splitlines(keepends=True)
        parts.extend(unified_diff(old, text.splitlines(keepends=True), f"a/{name}", f"b/{name}"))
    return "".join(parts)
