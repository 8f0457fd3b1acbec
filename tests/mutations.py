"""Edits of a text, and what becomes of quotes on it: right, wrong or refused.

python -m tests.mutations [essay.txt] prints the table.
"""

import random
import re
import sys
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from edition.contribute.anchor import anchor
from edition.model.edition import load
from edition.text.citations import without_citations
from edition.text.quotes import Span, find
from edition.text.tree import plain

ROOT = Path(__file__).parents[1]
LENGTHS = {"1-2 words": (1, 2), "3-4 words": (3, 4), "5-7 words": (5, 7), "8-14 words": (8, 14)}
CURLY = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'", "—": "-", "–": "-"})


@dataclass
class Case:
    """A text after an edit: its paragraphs, where the quote's words are now (nothing where they are gone), and what was touched."""

    quote: str
    paragraphs: list[str]
    where: int
    span: Span | None
    touched: set[int]


def prose(essay: Path | None = None) -> list[str]:
    """Paragraphs to try on: an essay's, or else this edition's own notes."""
    if essay:
        return essay.read_text("utf-8").strip().split("\n\n")
    bodies = [plain(without_citations(note.body)).replace("\n", " ") for _, note in load(ROOT).all_notes()]
    return [" ".join(body.split()) for body in bodies[:16]]


def _drawn(rng: random.Random, paragraphs: Sequence[str], length: tuple[int, int]) -> tuple[str, int, int, int]:
    """A quote that stands once in the text, its paragraph, its first word there and its number of words."""
    while True:
        where, count = rng.randrange(len(paragraphs)), rng.randint(*length)
        words = paragraphs[where].split()
        if len(words) <= count:
            continue
        first = rng.randrange(len(words) - count + 1)
        quote = " ".join(words[first : first + count]).strip(".,;:()[]“”‘’—–-")
        if len(quote.split()) == count and sum(len(find(quote, text)) for text in paragraphs) == 1:
            return quote, where, first, count


Edit = Callable[[random.Random, list[str], int, int, list[str]], tuple[list[str], int, int]]


def unchanged(rng: random.Random, words: list[str], first: int, count: int, vocabulary: list[str]) -> tuple[list[str], int, int]:
    return words, first, count


def word(rng: random.Random, words: list[str], first: int, count: int, vocabulary: list[str]) -> tuple[list[str], int, int]:
    at = rng.randrange(first, first + count)
    return [*words[:at], rng.choice(vocabulary), *words[at + 1 :]], first, count


def letter(rng: random.Random, words: list[str], first: int, count: int, vocabulary: list[str]) -> tuple[list[str], int, int]:
    at = rng.randrange(first, first + count)
    sign = rng.randrange(len(words[at]))
    changed = words[at][:sign] + rng.choice("abcdefghijklmnopqrstuvwxyz") + words[at][sign + 1 :]
    return [*words[:at], changed, *words[at + 1 :]], first, count


def dropped(rng: random.Random, words: list[str], first: int, count: int, vocabulary: list[str]) -> tuple[list[str], int, int]:
    at = rng.randrange(first, first + count)
    return [*words[:at], *words[at + 1 :]], first, count - 1


def inserted(rng: random.Random, words: list[str], first: int, count: int, vocabulary: list[str]) -> tuple[list[str], int, int]:
    at = rng.randrange(first, first + count)
    return [*words[:at], rng.choice(vocabulary), *words[at:]], first, count + 1


def typography(rng: random.Random, words: list[str], first: int, count: int, vocabulary: list[str]) -> tuple[list[str], int, int]:
    return [part.translate(CURLY) for part in words], first, count


def deleted(rng: random.Random, words: list[str], first: int, count: int, vocabulary: list[str]) -> tuple[list[str], int, int]:
    start, end = max(0, first - rng.randrange(12)), first + count + rng.randrange(12)
    return [*words[:start], *words[end:]], 0, 0


EDITS: dict[str, Edit] = {
    "nothing": unchanged,
    "quote marks and dashes": typography,
    "a letter": letter,
    "a word": word,
    "a word dropped": dropped,
    "a word inserted": inserted,
    "passage deleted": deleted,
}


def case(rng: random.Random, paragraphs: list[str], length: tuple[int, int], edit: Edit, twin: bool) -> Case:
    """One edit of the text; with a twin, a near-duplicate of the passage's paragraph stands elsewhere, and was there before."""
    quote, where, first, count = _drawn(rng, paragraphs, length)
    vocabulary = [part for text in paragraphs for part in re.findall(r"\w+", text)]
    words = paragraphs[where].split()
    new, start, size = edit(rng, words, first, count, vocabulary)
    text = " ".join(new)
    begin = len(" ".join(new[:start])) + (1 if start else 0)
    after = [*paragraphs[:where], text, *paragraphs[where + 1 :]]
    if twin:
        near = words
        while find(quote, " ".join(near)):
            near, *_ = word(rng, words, first, count, vocabulary)
        after.append(" ".join(near))
    return Case(quote, after, where, Span(begin, begin + len(" ".join(new[start : start + size]))) if size else None, {where})


def judged(case: Case, hashes: bool) -> str:
    """What the anchor makes of a case; with hashes, as in an edition of the author's words, the changed paragraphs are known."""
    changed = [at in case.touched for at in range(len(case.paragraphs))] if hashes else []
    found = anchor(case.quote, case.paragraphs, (), changed)
    if found.outcome not in ("exact", "repaired"):
        return "refused"
    place = found.candidates[0]
    if case.span is None or place.where != case.where:
        return "wrong"
    overlap = min(case.span.end, place.span.end) - max(case.span.start, place.span.start)
    return "right" if overlap * 2 > place.span.end - place.span.start else "wrong"


def table(
    paragraphs: list[str], cases: int, hashes: bool, twin: bool = False, seed: int = 5
) -> dict[tuple[str, str], Counter[str]]:
    """Right, wrong and refused for each length of quote and each edit."""
    rng = random.Random(seed)
    return {
        (length, name): Counter(judged(case(rng, paragraphs, bounds, edit, twin), hashes) for _ in range(cases))
        for length, bounds in LENGTHS.items()
        for name, edit in EDITS.items()
    }


def main() -> None:
    """Print the tables."""
    paragraphs = prose(Path(sys.argv[1]) if len(sys.argv) > 1 else None)
    for hashes, twin in ((True, False), (False, False), (True, True)):
        known = "the changed paragraph is known by its hash" if hashes else "no hash"
        print(f"\n{known}{', a near-duplicate elsewhere' if twin else ''}")
        for (length, name), found in table(paragraphs, 100, hashes, twin).items():
            print(f"{length:12}{name:24}{found['right']:5} right{found['wrong']:5} wrong{found['refused']:5} refused")


if __name__ == "__main__":
    main()
