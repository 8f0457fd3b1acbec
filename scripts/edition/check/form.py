"""Rules on the Markdown of our prose: what another tool would make something of, and what would not come out as it was meant."""

import re
from collections.abc import Iterator

from edition.check.finding import Finding
from edition.check.registry import advice, rule
from edition.check.survey import Document, Survey
from edition.model.markdown import runs_of_lines

# What other tools know, by what to do instead.
FOREIGN = {
    "indent code by four spaces": r"^[ \t>*+-]*(`{3,}|~{3,})",
    "write what it stands for": r"-{1,10}8<-{1,10}|\{!|^[ \t]*::include|\{\{|\{%|<\?|\[\[(?=[^\[\]@^\n]+\]\])|^\*\[\w+\]:",
    "write a paragraph": r"^[ \t]*(?::::|!!! |/{3} )|^[ \t]*>[ \t]*(\[!\w+\])",
    "write [^1], and [^1]: with the words on a line of its own": r"\^\[(?!\^)",
    "the pages make lists of what is in them; remove it": r"^\[TOC\]",
    "write the words without it": r"~~(?=[^~\s][^~\n]*~~)|==(?=[^=\s][^=\n]*==)|^[ \t]*[-+*] (\[[ xX]\]) ",
    "only { lang=… } and { .sup } stand behind emphasis; remove it": r"(?<=[*_])\{:? ?[.#](?!s(?:up|ub|mall-caps) ?\})[^{}\n]*\}",
}
# Without any of these there is nothing foreign in a text.
SIGNS = (
    *("``", "~~", "8<-", "{!", "{{", "{%", "*{", "_{", "<?", "::", "!!! ", "/// ", "[[", "]:", "[!", "^[", "[TOC]", "=="),
    *("[ ]", "[x]", "[X]"),
)
ITEM = re.compile(r"( *)(?:[-+*]|\d{1,9}[.)])[ \t]+\S")
NUMBER = re.compile(r"(\d{2,9})\.[ \t]+\S")
ROW = re.compile(r"[ \t]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$")  # between the head of a table and its rows
CELL = re.compile(r"(?<!\\)\|")


@advice
def foreign_syntax(survey: Survey) -> Iterator[Finding]:
    """Includes, templates, fences and other signs of other tools mean nothing here."""
    return survey.ours(finding for document in survey.documents for finding in _foreign(document))


def _foreign(document: Document) -> Iterator[Finding]:
    text = document.markdown.text
    if not any(sign in text for sign in SIGNS):
        return
    prose = document.prose if "```" not in text else text
    found: dict[int, Finding] = {}
    for instead, pattern in FOREIGN.items():
        for match in re.finditer(pattern, prose, re.MULTILINE):
            at = match.start(match.lastindex or 0)
            sign = match[match.lastindex or 0].strip()
            at += 0 if match.lastindex else len(match[0]) - len(match[0].lstrip())
            found.setdefault(at, document.markdown.at(at, f"“{sign}” means nothing here; {instead}"))
    yield from found.values()


@advice
def list_form(survey: Survey) -> Iterator[Finding]:
    """A list begins after an empty line, and an item in an item four spaces in; a paragraph does not begin as a list does."""
    return survey.ours(finding for document in survey.documents for finding in _lists(document))


def _lists(document: Document) -> Iterator[Finding]:
    lines = document.prose.split("\n")
    told = before = ""
    for number, (line, after) in enumerate(zip(lines, [*lines[1:], ""], strict=True), document.markdown.line):
        item, first = ITEM.match(line), not before.strip()
        if first:
            told = ""
        if item and not told:
            alone = NUMBER.match(line)
            if not first and not ITEM.match(before) and len(item[1]) < 4 and _on(before) and ITEM.match(after):
                told = "no list yet, since a line of words stands above it; put an empty line between"
            elif len(item[1]) in (2, 3) and (above := ITEM.match(before)) and len(above[1]) < len(item[1]):
                told = "an item in an item begins four spaces in; indent it so"
            elif ")" in item[0] and ITEM.match(after):
                told = "no list: write 1. for 1)"
            elif first and alone and not ITEM.match(after):
                told = f"read as a list that begins with {alone[1]}; write {alone[1]}\\. if it is a sentence"
            if told:
                yield Finding(document.markdown.path, number, len(item[1]) + 1, told)
        before = line


def _on(line: str) -> bool:
    """Whether a line of words goes on in the next."""
    return bool(line.strip()) and line[0] not in "#>| {" and not line.startswith("[^")


@rule
def table_form(survey: Survey) -> Iterator[Finding]:
    """A table stands between empty lines, and no row of it has more cells than its head."""
    for document in survey.documents:
        for number, block in runs_of_lines(document.prose.split("\n")) if "|" in document.prose else ():
            for at, told in _table(block):
                yield Finding(document.markdown.path, document.markdown.line + number + at, 1, told)


def _table(block: list[str]) -> Iterator[tuple[int, str]]:
    """What is wrong in a run of lines with the table in it, if there is one, and in which line."""
    below = next((at for at, line in enumerate(block) if at and "|" in line and "|" in block[at - 1] and ROW.match(line)), 0)
    if below > 1:
        yield below - 1, "no table yet, since a line of words stands above its head; put an empty line between"
    width = _width(block[below - 1])
    for at, line in enumerate(block[below + 1 :] if below else (), below + 1):
        if _width(line) > width:
            advice = "what is too much would be lost; correct the row, or write \\| for a plain |"
            yield at, f"{_width(line)} cells in a table of {width}: {advice}"


def _width(line: str) -> int:
    cells = line.strip().removeprefix("|")
    cells = cells[:-1] if cells.endswith("|") and not cells.endswith("\\|") else cells
    return len(CELL.findall(cells)) + 1
