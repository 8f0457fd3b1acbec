"""Limits on what a file may ask of Markdown's parser, slow or lost in hostile nesting; what exceeds them is shown as text."""

import re
from collections.abc import Iterator

from markdown import Markdown
from markdown.preprocessors import Preprocessor
from markdown.util import ETX, STX

LARGEST = 2_000_000  # characters in one file: twice the longest book chapter that anybody would read on one page
DEEPEST = 12  # quotations or lists inside one another
INDENT = 4 * DEEPEST
OPEN = 60  # brackets in one block that belong to no link, note or citation
EMPHASES = 240  # runs of * or _ in one block; some 300 nested ones exhaust Python's stack
UNDERLINED = 20  # underlined headings in one block
FOOTNOTES = 400  # references to footnotes in one file
SPACES = 400  # spaces in a row within a line: the parser looks for attributes after each of them
CLOSED = re.compile(r"\[[^\[\]\n]{0,400}\](?:\([^()<>\n]{0,2000}\))?")
QUOTED = re.compile(rf"(?:[ \t]*>){{{DEEPEST + 1}}}")
NESTED = re.compile(rf"^[ \t>]{{{INDENT}}}[ \t>]*(?:[-+*]|\d+[.)]|>|\?\?\?)", re.MULTILINE)
EMPHASIS = re.compile(r"\*+|_+")
RULE = re.compile(r"^ {0,3}(?:=+|-+)[ ]*$", re.MULTILINE)
LINK = re.compile(r"\]\([^()<>\n]{0,2000}\)")
SPECIAL = re.compile(r"[^\w\s,;“”‘’]|_")


def overload(block: str) -> str:
    """What in a run of lines asks too much of the parser; nothing in the ordinary case."""
    block = block.expandtabs(4) if "\t" in block else block
    if block.count("[") > OPEN and _broken(block) > OPEN:
        return f"more than {OPEN} brackets that belong to no link"
    if ">" in block and any(QUOTED.match(line) for line in block.split("\n")):
        return f"quotations inside one another, more than {DEEPEST}"
    if " " * INDENT in block and NESTED.search(block):
        return f"lists inside one another, more than {DEEPEST}"
    if len(block) > EMPHASES and block.count("*") + block.count("_") > EMPHASES and len(EMPHASIS.findall(block)) > EMPHASES:
        return f"more than {EMPHASES} marks of emphasis in one paragraph"
    if ("\n=" in block or "\n-" in block) and len(RULE.findall(block)) > UNDERLINED:
        return f"more than {UNDERLINED} underlined headings without a blank line between them"
    if " " * SPACES in block:
        return f"more than {SPACES} spaces in a row"
    return ""


def _broken(block: str) -> int:
    """How many brackets of a block open and come to nothing."""
    return CLOSED.sub("", block).count("[") + block.count("](") - len(LINK.findall(block))


def as_text(block: str) -> str:
    """A run of lines in the parser's own form for escaped characters, so that it asks nothing of it and reads as it stands."""
    shown = "\n".join(" ".join(line.split()) for line in block.split("\n"))
    return SPECIAL.sub(lambda match: f"{STX}{ord(match.group())}{ETX}", shown)


def blocks(lines: list[str]) -> Iterator[tuple[int, list[str]]]:
    """The runs of lines between blank ones, each with the index of its first."""
    start = 0
    for at, line in enumerate([*lines, ""]):
        if not line.strip():
            if at > start:
                yield start, lines[start:at]
            start = at + 1


class Limits(Preprocessor):
    """Shows as text what asks too much."""

    def run(self, lines: list[str]) -> list[str]:
        """The lines with every block that exceeds a limit escaped."""
        made = list(lines)
        for start, block in blocks(lines):
            text = "\n".join(block)
            if overload(text):
                made[start : start + len(block)] = as_text(text).split("\n")
        if sum(line.count("[^") for line in made) > FOOTNOTES:
            made = [line.replace("[^", f"{as_text('[')}^") for line in made]
        return made


def limit(md: Markdown) -> None:
    """Make a Markdown instance keep to the limits: after normalize_whitespace (30), which drops the marks of escaped characters."""
    md.preprocessors.register(Limits(md), "edition-limits", 29)
