"""Find who speaks in a plain text: the same names in capitals, again and again on a line of their own above what is said."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

NUMBER = re.compile(
    r"(?:(?:chapter|part|section|book|act|scene|canto|kapitel|teil|akt|chapitre|partie|acte|scène|глава|часть|действие|сцена)\s+)?"
    r"(?:\d{1,3}|[IVXLC]{1,7})[.):]?$",
    re.IGNORECASE,
)
STRUCTURE = re.compile(
    r"(?:the )?(?:\w+ )?(?:act|scene|chapter|book|part|canto|prologue|epilogue|preface|kapitel|akt|szene|chapitre|acte|scène|глава"
    r"|часть|действие|сцена|явление)(?: \w+)?[.:]?$",
    re.IGNORECASE,
)
BESIDE = re.compile(r"\s*\([^()]*\)$")  # how it is said, or that somebody goes on
STAGED = re.compile(r"\([^()]*\)$")
OFTEN = 3  # times that a name comes
MANY = 0.25  # of the runs of lines of a play: so many begin with such a name


@dataclass(frozen=True)
class Chunk:
    """A run of lines of a text, and the line on which it begins."""

    text: str
    line: int

    @property
    def lines(self) -> list[str]:
        """Its lines, as they stand."""
        return self.text.split("\n")


def parted(chunks: Sequence[Chunk]) -> tuple[list[Chunk], dict[int, str]]:
    """Return runs of lines, in a play with who speaks apart from what is said; and by the lines of the former what they are.

    A play is what has two names at least that come again and again above words, and begin a good part of all that is in it.
    """
    above = {cue(chunk.lines[0]) for chunk in chunks if "\n" in chunk.text}
    names = Counter(cue(chunk.lines[0]) for chunk in chunks)  # above a long speech a name is a run of its own
    often = [count for name, count in names.items() if name and name in above and count >= OFTEN]
    if len(often) < 2 or sum(often) < MANY * len(chunks):
        return [*chunks], {}
    made: list[Chunk] = []
    kinds: dict[int, str] = {}
    for chunk in chunks:
        first, *said = chunk.lines
        if not said or not cue(first):
            made.append(chunk)
            continue
        made.append(Chunk(first.strip(), chunk.line))
        kinds[chunk.line] = "speaker"
        line = chunk.line + 1
        if len(said) > 1 and STAGED.match(said[0].strip()):
            made.append(Chunk(said.pop(0).strip(), line))
            kinds[line] = "stage"
            line += 1
        margin = min(len(one) - len(one.lstrip()) for one in said)
        made.append(Chunk("\n".join(one[margin:] for one in said), line))
    return made, kinds


def cue(line: str) -> str:
    """Return the name that a line gives to what is said below it; nothing where it gives none."""
    name = BESIDE.sub("", line.strip()).rstrip(".:")
    return name if len(name) > 1 and spoken(name) else ""


def spoken(name: str) -> bool:
    """Tell whether a line may name who speaks: a few words in capitals that are no number of an act."""
    return name.isupper() and len(name.split()) <= 4 and not (NUMBER.match(name) or STRUCTURE.match(name))
