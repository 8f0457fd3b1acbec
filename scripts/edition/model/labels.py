"""Labels of footnotes and of links: they belong to the note that defines them, whatever another note of the page calls its own."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

FOOTNOTE = re.compile(r"\[\^([^\[\]\n]{0,1000})\](?P<defines>:)?")
OF_NO_ID = re.compile(r"[\W_]")
DEFINED = re.compile(r"^ {0,3}\[(?![\^@])([^\[\]\n]{1,200})\]:(?=[ \t]*\S)", re.MULTILINE)
REFERRING = re.compile(r"\[(?![\^@])([^\[\]\n]{1,1000})\](?:\s?\[([^\[\]\n]{0,200})\])?(?![:(])")
SCOPED = re.compile(r"\d+-")  # how a footnote’s label begins once it belongs to its note
CITED = re.compile(r"\[@[^\[\]]*\] ?$")
ESCAPED = re.compile(r"\\[\\\[\]]")
CODE = re.compile(r"(?<![\\`])(`+)(?!`)([^\n]{0,1000}?[^`\n])\1(?!`)")


class Label(NamedTuple):
    """A label in a text: of a footnote or a link, its name as labels are compared, where it stands, whether it is defined there.

    shown: the label is the words that a reader sees, too.
    """

    footnote: bool
    name: str
    start: int
    end: int
    defines: bool
    shown: bool = False


def without_code(text: str) -> str:
    """Return Markdown with its code blanked out, every other character in its place."""
    return CODE.sub(lambda match: " " * len(match.group()), text) if "`" in text else text


def labels(text: str) -> list[Label]:
    """Return every label of a text, in order; words in brackets that no definition is for are no label."""
    prose = without_code(text)
    prose = ESCAPED.sub("  ", prose) if "\\" in prose else prose
    found = list(_footnotes(prose))
    if "]:" in prose or "][" in prose:
        defined = [Label(False, _name(match[1]), match.start(1), match.end(1), True) for match in DEFINED.finditer(prose)]
        found += defined
        found += _links(prose, {label.name for label in defined})
    return sorted(found, key=lambda label: label.start)


def _footnotes(prose: str) -> Iterator[Label]:
    for match in FOOTNOTE.finditer(prose) if "[^" in prose else ():
        begins = prose[prose.rfind("\n", 0, match.start()) + 1 : match.start()]
        yield Label(True, match[1], match.start(1), match.end(1), bool(match["defines"]) and not begins.strip() and len(begins) < 4)


def _links(prose: str, defined: set[str]) -> Iterator[Label]:
    for match in REFERRING.finditer(prose):
        if match[2]:
            yield Label(False, _name(match[2]), match.start(2), match.end(2), False)
        elif _name(match[1]) in defined:
            yield Label(False, _name(match[1]), match.start(1), match.end(1), False, shown=True)


def _name(label: str) -> str:
    return " ".join(label.split()).lower()


def scoped(lines: Sequence[str], starts: Sequence[int]) -> list[str]:
    """Return a page’s lines in which every part has labels of its own; starts are the indices of the lines that begin notes.

    A footnote’s label begins with the number of its note; before the first note that is 0.
    """
    borders = [0, *starts, len(lines)]
    parts = ["\n".join(lines[begin:end]) for begin, end in pairwise(borders)]
    if not starts or not any("]:" in part for part in parts):
        return list(lines)
    return "\n".join(_scoped(part, str(at)) for at, part in enumerate(parts) if part or at).split("\n")


def _scoped(text: str, scope: str) -> str:
    found = labels(text)
    own = {(label.footnote, label.name) for label in found if label.defines}
    for label in reversed(found):
        if (label.footnote, label.name) not in own:
            if label.footnote and SCOPED.match(label.name):  # nothing here defines it, and nothing elsewhere shall
                text = f"{text[: label.start - 2]}\\{text[label.start - 2 :]}"
            continue
        name = f"{scope}-{_id(label.name)}" if label.footnote else f"{label.name} §{scope}"
        if label.shown:  # the words stay, and a label follows them; a citation before them would be taken for the words of a link
            before, after = text[: label.start - 1], text[label.end + 1 :].removeprefix("[]")
            apart = f"{before.rstrip(' ')}  " if CITED.search(before) else before
            text = f"{apart}{text[label.start - 1 : label.end + 1]}[{name}]{after}"
        else:
            text = text[: label.start] + name + text[label.end :]
    return text


def _id(name: str) -> str:
    """A footnote’s label as an id can have it."""
    return OF_NO_ID.sub(lambda match: f"_{ord(match.group()):x}", name)
