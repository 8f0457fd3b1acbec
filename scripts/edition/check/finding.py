"""What rules find, and where in a file it stands."""

import re
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from edition.model.section import Note, Section

CODE = re.compile(r"`[^`\n]*`|\]\([^()\n]*\)|\{[^{}\n]*\}|<https?://[^<>\s]*>|https?://\S+")

LIKE = 60  # of 100: what two keys must share for one to be offered in the place of the other


class Finding(NamedTuple):
    """A problem before it has the name of its rule."""

    path: str
    line: int
    column: int
    message: str


@dataclass(frozen=True)
class Passage:
    """Lines of a file: the text, and the number of its first line."""

    path: str
    text: str
    line: int = 1

    def at(self, offset: int, message: str) -> Finding:
        """Return a finding at a place of the text."""
        row = bisect_left(self._breaks, offset)
        return Finding(self.path, self.line + row, offset - (self._breaks[row - 1] if row else -1), message)

    @cached_property
    def _breaks(self) -> list[int]:
        return [match.start() for match in re.finditer("\n", self.text)]

    def lines(self) -> Iterable[tuple[int, str]]:
        """Return its lines, each with its number in the file."""
        return enumerate(self.text.split("\n"), self.line)


def nearest_key(key: str, known: Iterable[str]) -> str:
    """Return the key most like one that there is not; nothing where none is like it."""
    from rapidfuzz import process  # late: most editions have no fault of this kind

    found = process.extractOne(key, sorted(known), score_cutoff=LIKE)
    return str(found[0]) if found else ""


def at_note(section: Section, note: Note, message: str) -> Finding:
    """Return a finding at the quote that heads a note."""
    return Finding(section.path, note.line, note.column, message)


def blanked(text: str) -> str:
    """Return a text with code, link targets, addresses and attributes blanked out, every other character in its place."""
    if not any(sign in text for sign in ("`", "](", "{", "<", "://")):
        return text
    return CODE.sub(lambda match: " " * len(match.group()), text)
