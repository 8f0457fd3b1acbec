"""Set a paragraph as its author may have had it: copies lose quotation marks, dashes, stops, and where lines ended."""

import re
from collections.abc import Iterator
from itertools import product
from typing import NamedTuple

from edition.text.marks import pairs
from edition.text.normal import SPACELESS, digest, fold, normal
from edition.text.typography import set_type

DASH = re.compile(r"\s*(?:-{2,3}|—)\s*|\s+[-–]\s+")
DASHES = ("", "—", " — ", " – ", " -- ", "--", " - ", "---")
BROKEN = re.compile(r"(?<=\w)-\s(?=\w)")  # a word at the end of a line, compound or not
UNBROKEN = re.compile(f"(?<=[{SPACELESS}]) (?=[{SPACELESS}“”‘’])|(?<=[“”‘’]) (?=[{SPACELESS}])")  # no line ends with a space there
DOTS = re.compile(r"\. ?\. ?\.|…")
LOOSE = re.compile(r"\s*('|-+)\s*")
APOSTROPHE = re.compile(r"(?<=\w)['’](?=\w)")
MANY = 20  # paragraphs that no way was found for: then only the ways of others are tried
# The marks of a custom: outside, and inside these.
CUSTOMS = (
    ('""', "''"),
    ("“”", "‘’"),
    ("‘’", "“”"),
    ("„“", "‚‘"),
    ("»«", "›‹"),
    ("«»", "‹›"),
    ("«»", "“”"),
    ("«»", "„“"),
    ("„”", "»«"),
    ("„”", "‚’"),
    ("””", "’’"),
    ("「」", "『』"),
)


class Way(NamedTuple):
    """A way to set words: how its lines are joined, which dash and stops it has, whose quotation marks, which apostrophe."""

    lines: int = 0
    dash: str = ""
    dots: str = ""
    custom: int = 0  # 0: as they are, 1: as a typographer sets typed ones, then those of CUSTOMS
    spaced: str = ""
    apostrophe: str = ""


class Ways:
    """The ways in which paragraphs of one copy have been found: what was right for one is tried first for the next."""

    def __init__(self) -> None:
        self.found: list[Way] = [Way()]
        self.lost = 0

    def restored(self, words: str, sha256: str) -> str | None:
        """Return words as the author has them, by the hash; None where no way leads there."""
        tried: set[str] = set()
        for way in (*self.found, *(_ways(words) if self.lost < MANY else ())):
            form = in_a_way(words, way)
            if form in tried:
                continue
            tried.add(form)
            if digest(form) == sha256:
                if way not in self.found:
                    self.found.insert(0, way)
                return form
        self.lost += 1
        return None


def _ways(words: str) -> Iterator[Way]:
    """The ways that make a difference to these words, the likely ones first."""
    plain = _typed(words)
    lines = [at for at, pattern in enumerate((None, BROKEN, BROKEN, UNBROKEN)) if pattern is None or pattern.search(plain)]
    dashes = DASHES if DASH.search(plain) else ("",)
    dots = ("", "…", "...", ". . .") if DOTS.search(plain) else ("",)
    marked = bool(pairs(plain)) or "'" in plain or '"' in plain
    customs = range(len(CUSTOMS) + 2) if marked else (0,)
    apostrophes = ("", "’", "'") if APOSTROPHE.search(plain) else ("",)
    for way in product(lines, dashes, dots, customs, ("", " ") if marked else ("",), apostrophes):
        made = Way(*way)
        if not made.spaced or (made.custom > 1 and CUSTOMS[made.custom - 2][0] == "«»"):
            yield made


def in_a_way(words: str, way: Way) -> str:
    """Return words set in a way."""
    line = _typed(words) if way != Way() else words
    line = (line, BROKEN.sub("-", line), BROKEN.sub("", line), UNBROKEN.sub("", line))[way.lines]
    line = DASH.sub(way.dash, line) if way.dash else line
    line = DOTS.sub(way.dots, line) if way.dots else line
    if way.custom == 1:
        line = set_type(line)
    elif way.custom:
        line = _in_custom(line, *CUSTOMS[way.custom - 2], way.spaced)
    return normal(APOSTROPHE.sub(way.apostrophe, line) if way.apostrophe else line)


def alike(one: str, other: str) -> bool:
    """Tell whether two texts have the same words and stops, whatever marks, dashes and spaces around these."""
    return _bare(one) == _bare(other)


def _bare(words: str) -> str:
    return LOOSE.sub(lambda match: match[1][0], fold(DOTS.sub("…", _typed(words))).text.strip())


def _typed(words: str) -> str:
    """Words with what TeX has for quotation marks as quotation marks."""
    return words.replace("``", '"').replace("''", '"')


def _in_custom(words: str, outer: str, inner: str, space: str) -> str:
    """Words with the quotation marks of a custom in the place of their own."""
    signs = list(words)
    for start, end, depth in pairs(words):
        if words[start] in "«‹" and words[start + 1] == words[end - 1] == " ":  # as French has it
            signs[start + 1] = signs[end - 1] = ""
        marks = inner if depth % 2 else outer
        signs[start] = marks[0] + (space if marks[0] in "«‹" else "")
        signs[end] = (space if marks[1] in "»›" else "") + marks[1]
    return "".join(signs)
