"""Bring the author's own words in, in the place of the restatement: all of them, verified, or nothing."""

import subprocess
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from edition.files.disk import shown
from edition.files.problem import EditionError, Problem
from edition.intake.inlines import escape_line
from edition.model.edition import Edition
from edition.model.markdown import escaped, plain
from edition.model.records import ParagraphFacts, Text
from edition.model.section import Section, parse
from edition.model.standing import Footing, anchored
from edition.original.copies import Stretch
from edition.original.fingerprints import Hit, Item
from edition.text.normal import normal
from edition.text.quotes import nearest


def escape(words: str) -> str:
    """Return a paragraph's words as Markdown that reads as exactly these words, on one line."""
    return escape_line(escaped(normal(words)))


def differences(items: Sequence[Item], text: Text, name: str) -> list[Problem]:
    """Return what of an author's text a copy lacks, has twice or out of order: a problem a paragraph, with its line."""
    hits = [item for item in items if isinstance(item, Hit)]
    if not text.paragraphs:
        message = f"nothing is known of the paragraphs of “{text.title}”; run `edition facts` with its text first"
        return [Problem("data/text.yml", 1, 1, message, "import-facts")]
    if not hits:
        message = f"this is not “{text.title}”: none of its {len(text.paragraphs)} paragraphs is in the {len(items)} of this file"
        return [Problem(name, 1, 1, message, "import-other")]
    missing, resigned = _missing(items, hits, text, name), _resigned(hits, name)
    return [*missing, *resigned, *_twice(hits, text, name), *_disordered(hits, text, name)]


def _missing(items: Sequence[Item], hits: Sequence[Hit], text: Text, name: str) -> Iterator[Problem]:
    found = {hit.id for hit in hits}
    expected = [facts.id for facts in text.paragraphs]
    lost = [facts for facts in text.paragraphs if facts.id not in found]
    if lost:
        number = f"{len(found)} of the {len(expected)} paragraphs of “{text.title}” are in this file"
        yield Problem(name, 1, 1, f"{number}; {_listed([facts.id for facts in lost])} not", "import-number")
    for facts in lost:
        at = expected.index(facts.id)
        before = next((hit for id in reversed(expected[:at]) for hit in hits if hit.id == id), None)
        yield _lost(facts, [item for item in _after(items, before) if isinstance(item, Stretch)], before, name)


def _resigned(hits: Sequence[Hit], name: str) -> Iterator[Problem]:
    """The paragraphs that have the author's letters, and other signs."""
    for hit in hits:
        if not hit.exact:
            message = f"paragraph {hit.id} has the author’s letters, but other quotation marks, dashes or stops; restore its signs"
            yield Problem(name, hit.line, 1, message, "import-signs")


def _listed(ids: list[str]) -> str:
    return f"{', '.join(ids[:-1])} and {ids[-1]} are" if len(ids) > 1 else f"{ids[0]} is"


def _after(items: Sequence[Item], before: Hit | None) -> Iterator[Item]:
    """What stands between a paragraph and the next one that is the author's."""
    for item in items[items.index(before) + 1 if before else 0 :]:
        if isinstance(item, Hit):
            return
        yield item


def _lost(facts: ParagraphFacts, between: list[Stretch], before: Hit | None, name: str) -> Problem:
    """Where a paragraph should be, and what stands there instead: the one nearest to its length."""
    likely = min(between, key=lambda stretch: abs(stretch.words - facts.words), default=None)
    if likely is None or abs(likely.words - facts.words) > max(3, facts.words // 4):
        place = f"after line {before.last}" if before else "at the beginning"
        line = before.last if before else 1
        return Problem(name, line, 1, f"paragraph {facts.id} ({facts.words} words) is missing {place}; add it", "import-differs")
    same = likely.words == facts.words
    length = "the right number of words" if same else f"{likely.words} words where the author has {facts.words}"
    message = f"paragraph {facts.id} is not the author’s: {length}, and other letters; restore it"
    return Problem(name, likely.line, 1, message, "import-differs")


def _twice(hits: Sequence[Hit], text: Text, name: str) -> Iterator[Problem]:
    """A repeated paragraph may be a pull quotation; a text that is there twice is a mistake."""
    places: dict[str, list[int]] = {}
    for hit in hits:
        places.setdefault(hit.id, []).append(hit.line)
    again = [lines for lines in places.values() if len(lines) > 1]
    if len(again) > len(text.paragraphs) / 2:
        message = (
            f"“{text.title}” stands here twice: its paragraphs begin at line {again[0][0]} and again at {again[0][1]}; keep one"
        )
        yield Problem(name, again[0][1], 1, message, "import-twice")


def _disordered(hits: Sequence[Hit], text: Text, name: str) -> Iterator[Problem]:
    order = {facts.id: at for at, facts in enumerate(text.paragraphs)}
    seen: set[str] = set()
    last: Hit | None = None
    for hit in hits:
        if hit.id in seen:
            continue
        seen.add(hit.id)
        if last and order[hit.id] < order[last.id]:
            yield Problem(name, hit.line, 1, f"paragraph {hit.id} comes after {last.id}; put them in order", "import-order")
        last = hit


def words_of(items: Sequence[Item]) -> dict[str, str]:
    """Return the author's words in a copy by paragraph; of a repeated one, the first."""
    found: dict[str, str] = {}
    for item in items:
        if isinstance(item, Hit):
            found.setdefault(item.id, item.text)
    return found


def imported(edition: Edition, text: Text, items: Sequence[Item], name: str) -> dict[Path, str]:
    """Return the section files with the author's words in place. Raises EditionError: import-*, one for each misfit."""
    problems = differences(items, text, name)
    words = words_of(items)
    sections = edition.sections[text.folder]
    placed = [paragraph.id for section in sections for paragraph in section.paragraphs]
    for facts in text.paragraphs:
        if facts.id not in placed:
            message = f"no section has the paragraph {facts.id}; add it"
            problems.append(Problem(f"docs/{text.folder}", 1, 1, message, "import-place"))
    if problems:
        raise EditionError(*problems)
    made = {edition.root / section.path: _replaced(section, words) for section in sections}
    for path, new in made.items():
        problems += _mistakes(parse(new, path.relative_to(edition.root).as_posix()), words)
    if problems:
        raise EditionError(*problems)
    return made


def _replaced(section: Section, words: dict[str, str]) -> str:
    lines = section.source.split("\n")
    for paragraph in reversed(section.paragraphs):
        if paragraph.id in words:
            start = paragraph.line - 1
            lines[start : start + paragraph.source.count("\n") + 1] = [paragraph.lead + escape(words[paragraph.id])]
    return "\n".join(lines)


def _mistakes(section: Section, words: dict[str, str]) -> list[Problem]:
    """What would be wrong with a section after the import: words that Markdown changes, notes that lose their place."""
    texts = {paragraph.id: plain(paragraph.source) for paragraph in section.paragraphs}
    problems = [
        Problem(section.path, paragraph.line, 1, f"{paragraph.id} would not read as the author’s words", "import-escape")
        for paragraph in section.paragraphs
        if paragraph.id in words and normal(texts[paragraph.id]) != normal(words[paragraph.id])
    ]
    footings = [Footing(id, words) for id, words in texts.items()]
    for note, places in zip(section.notes, anchored(section.notes, footings), strict=True):
        if (hits := len(places)) != 1:
            near = "" if hits else nearest(note.quote, texts.values())
            found = "is not in" if hits == 0 else f"occurs {hits} times in"
            hint = f" (nearest is “{near}”)" if near else ""
            message = f"“{note.quote}” {found} the author’s words of this section{hint}; correct the note’s quote first"
            problems.append(Problem(section.path, note.line, note.column, message, "import-quote"))
    return problems


def unheld(paths: Iterable[Path], root: Path) -> list[Problem]:
    """Return those of the files whose present text git does not hold; none where the folder is no git checkout."""
    names = [shown(path, root) for path in paths]
    if _git(root, "rev-parse", "--is-inside-work-tree").strip() != "true" or not names:
        return []
    tracked = set(_git(root, "ls-files", "-z", "--", *names).split("\0"))
    changed = {line[3:] for line in _git(root, "status", "--porcelain", "-z", "--no-renames", "--", *names).split("\0")}
    top = _git(root, "rev-parse", "--show-prefix").strip()
    message = "has work that git does not hold, and the import would replace it; commit it first"
    lost = (name for name in names if name not in tracked or f"{top}{name}" in changed)
    return [Problem(name, 1, 1, message, "import-unheld") for name in lost]


def _git(root: Path, *arguments: str) -> str:
    command = ["git", "-c", "core.quotePath=false", "-C", str(root), *arguments]
    try:
        return subprocess.run(command, capture_output=True, check=True, encoding="utf-8").stdout
    except (OSError, subprocess.CalledProcessError, UnicodeDecodeError):
        return ""


def plan(edition: Edition, text: Text, items: Sequence[Item], todo: Iterable[Path]) -> str:
    """Return in words what an import would do: where each paragraph was found and where it goes, and what is left out."""
    targets = {p.id: f"{s.path}:{p.line}" for s in edition.sections[text.folder] for p in s.paragraphs}
    told = []
    for item in items:
        if isinstance(item, Hit):
            lines = f"{item.line}-{item.last}" if item.last > item.line else str(item.line)
            undone = ", typography restored" if item.restored else ""
            told.append(f"line {lines}: {item.id}, {len(item.text.split())} words, verified{undone} -> {targets[item.id]}")
        else:
            told.append(f"line {item.line}: left out, {item.words} words: {' '.join(item.text.split())[:60]}")
    told += [f"would write {shown(path, edition.root)}" for path in todo]
    return "\n".join([*told, f"nothing was changed; {len(text.paragraphs)} paragraphs verified", ""])
