"""Bring the author's own words in, in the place of the restatement: all of them, verified, or nothing."""

import re
from pathlib import Path

from edition.edition import Edition
from edition.page import digest
from edition.problem import EditionError, Problem
from edition.prose import plain
from edition.quote import find, normal
from edition.records import Text
from edition.section import Section, parse

ENTITY = re.compile(r"&(?=#?\w+;)")
EATEN = re.compile(r"[\\`*_{}\[\]<]")
# What at the beginning of a paragraph would make it something else: a heading, a list, a rule, a quotation, a definition, a fence.
OPENING = re.compile(r"(?:#|>|[+-]|:|=|!!!|\?\?\?|~|\||\^|\d+(?=[.)]))")


def escape(words: str) -> str:
    """A paragraph's words as Markdown that reads as exactly these words, on one line."""
    line = EATEN.sub(lambda match: "&lt;" if match.group() == "<" else "\\" + match.group(), ENTITY.sub("&amp;", normal(words)))
    opening = OPENING.match(line)
    if not opening:
        return line
    mark = opening.group()
    if mark.isdigit():
        return f"{mark}\\{line[len(mark) :]}"
    return ("\\" + line) if mark in "#>+-" else f"&#{ord(mark[0])};{line[1:]}"


def verify(essay: list[tuple[int, str]], text: Text, name: str) -> list[Problem]:
    """How an essay differs from the facts about a text: the number of paragraphs, then each one's words and hash."""
    expected = text.paragraphs
    known = {facts.sha256: facts.id for facts in expected}
    matching = sum(digest(words) in known for _, words in essay)
    if not matching:
        message = f"this is not “{text.title}”: none of its {len(essay)} paragraphs is one of the {len(expected)} expected"
        return [Problem(name, 1, 1, message, "import-other")]
    problems = []
    if len(essay) != len(expected):
        message = f"{len(essay)} paragraphs, but “{text.title}” has {len(expected)}; {matching} of them are the author’s"
        problems.append(Problem(name, 1, 1, message, "import-number"))
    for (line, words), facts in zip(essay, expected, strict=False):
        found = digest(words)
        if found == facts.sha256:
            continue
        count = len(normal(words).split())
        length = "the right number of words" if count == facts.words else f"{count} words where the author has {facts.words}"
        place = f"is the author’s {known[found]}" if found in known else f"is not the author’s: {length}, and another hash"
        problems.append(Problem(name, line, 1, f"paragraph {facts.id} {place}", "import-differs"))
    return problems


def imported(edition: Edition, text: Text, essay: list[tuple[int, str]], name: str) -> dict[Path, str]:
    """The section files with the author's words in place. Errors: import-*, one for each thing that does not fit."""
    problems = verify(essay, text, name)
    words = {facts.id: found for facts, (_, found) in zip(text.paragraphs, essay, strict=False)}
    sections = edition.sections[text.folder]
    placed = [paragraph.id for section in sections for paragraph in section.paragraphs]
    for missing in sorted(set(words) - set(placed)):
        problems.append(Problem(f"docs/{text.folder}", 1, 1, f"no section has the paragraph {missing}", "import-place"))
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
            lines[start : start + paragraph.source.count("\n") + 1] = [escape(words[paragraph.id])]
    return "\n".join(lines)


def _mistakes(section: Section, words: dict[str, str]) -> list[Problem]:
    """What would be wrong with a section after the import: words that Markdown changes, notes that lose their place."""
    texts = {paragraph.id: plain(paragraph.source) for paragraph in section.paragraphs}
    problems = [
        Problem(section.path, paragraph.line, 1, f"{paragraph.id} would not read as the author’s words", "import-escape")
        for paragraph in section.paragraphs
        if paragraph.id in words and normal(texts[paragraph.id]) != normal(words[paragraph.id])
    ]
    for note in section.notes:
        hits = sum(len(find(note.quote, text)) for text in texts.values())
        if hits != 1:
            found = "is not in" if hits == 0 else f"occurs {hits} times in"
            message = f"“{note.quote}” {found} the author’s words of this section; correct the note’s quote first"
            problems.append(Problem(section.path, note.line, note.column, message, "import-quote"))
    return problems
