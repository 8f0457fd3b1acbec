"""Rules on what the facts of actors, terms and sources may carry: plain words and plain addresses."""

import re
from collections.abc import Iterator
from typing import Any

from edition.check.documents import entries
from edition.check.finding import Finding
from edition.files.yaml_positions import Path
from edition.model.edition import Edition
from edition.text.characters import address_fault

MARKS = re.compile(r"[\n\r<>{}`|\\]|\]\(|\[\[|^\s*[#>]")
ELEMENT = re.compile(r"<[A-Za-z/!?]|\]\(|[{}`]|\n[ \t]*(?:\n|[#>:-])")
# What becomes a paragraph of its own on a page, and what would make something else of it.
TOLD = ("text", "then", "now", "value")
BLOCK = re.compile(r"\s*(?:#|>|[-+*]\s|\d+[.)]\s|\[[^\]]*\]:|\|)")


def data_links(edition: Edition) -> Iterator[Finding]:
    """Findings for the addresses of sources and texts."""
    found = edition.register.places.get("sources.yml")
    for index, source in enumerate(edition.register.sources):
        fault = address_fault(source.URL) if source.URL else ""
        if fault and found:
            line, column = found.places.get(("references", index, "URL"), (1, 1))
            yield Finding(found.name, line, column, f"“{source.URL}”: {fault}")
    texts = edition.register.places.get("text.yml")
    for index, text in enumerate(edition.register.texts):
        fault = address_fault(text.url) if text.url else ""
        if fault and texts:
            line, column = texts.places.get(("texts", index, "url"), (1, 1))
            yield Finding(texts.name, line, column, f"“{text.url}”: {fault}")


def data_markup(edition: Edition) -> Iterator[Finding]:
    """The words of sources, events and relations are plain, but for citations."""
    for found in edition.register.places.values():
        for path, words in _strings(found.data):
            if ELEMENT.search(words) or (path[-1:] and path[-1] in TOLD and BLOCK.match(words)):
                problem = found.problem(path, f"“{words[:60]}” holds marks of HTML or Markdown; write plain words", "")
                yield Finding(problem.path, problem.line, problem.column, problem.message)


def _strings(data: Any, path: Path = ()) -> Iterator[tuple[Path, str]]:
    """Every string in data, with its path."""
    if isinstance(data, str):
        yield path, data
    elif isinstance(data, dict | list):
        for key, value in data.items() if isinstance(data, dict) else enumerate(data):
            yield from _strings(value, (*path, key))


def entry_markup(edition: Edition) -> Iterator[Finding]:
    """The facts of an actor or a term are plain words, each on one line."""
    for entry, document in zip(edition.register.entries.values(), entries(edition), strict=True):
        given = [entry.name, entry.summary, entry.say, entry.role, *entry.variants, *entry.spellings, *entry.adjectives]
        given += [native.name for native in entry.native] + [epithet.form for epithet in entry.epithets]
        for words in given:
            if MARKS.search(words):
                at = max(document.whole.text.find(words.split("\n")[0]), 0)
                yield document.whole.at(
                    at, f"“{words.splitlines()[0][:60]}” holds marks of Markdown or HTML, or a line break; write plain words"
                )
