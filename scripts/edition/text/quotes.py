"""Find quoted phrases in paragraphs, suggest the nearest words where one is absent, cut paragraphs where passages begin and end."""

import re
import unicodedata
from bisect import bisect_left, insort
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from hashlib import sha256
from itertools import pairwise
from typing import NamedTuple
from urllib.parse import quote as percent

from edition.text.marks import unquoted
from edition.text.normal import MARKS, SPACELESS, UNSPACED, WORD, Folded, Span, fold, in_word

DOUBLED = re.compile(r"\b(\w+)(?:\s+\1\b)+")  # a word that was typed twice
ELLIPSIS = re.compile(r"(?<!\s)\s*(?:…|\.\.\.)\s*")
FEW = 20  # paragraphs: to look through so many for each quote costs less than to list the words of all
NEAR = 0.55  # of 1: less likely words are not suggested in the place of those that are missing
MOVED = 85  # of 100: what words that changed places must share, and what they are worth
# What a quote's length is counted in: words, and in scripts without spaces signs.
UNIT = re.compile(f"(?=[^\\W_])[{SPACELESS}][{MARKS}]*|(?:(?![{SPACELESS}])[^\\W_](?:(?![{SPACELESS}])[{MARKS}])*)+")
STOP = re.compile(r"[.,;:!?…()]\B|\B'|'\B")
MOST = 40  # notes that one piece leads to; whoever else is on the same words has a reference of its own

Hit = tuple[int, Span]  # a paragraph by its index, and a span of its text


@lru_cache(maxsize=256)
def bare(quote: str) -> str:
    """Return a heading's quote without the marks and spaces around it; those within it are the author's."""
    return unquoted(quote)


def find(quote: str, text: str) -> list[Span]:
    """Return every place where the quote stands in the text of one paragraph, whole words only.

    “first … last” spans from the one to the next of the other.
    """
    folded = fold(text)
    needle = fold(quote).text.strip()
    spans = [folded.source(start, start + len(needle)) for start in _places(needle, folded.text)]
    if spans:
        return spans
    ends = ELLIPSIS.split(needle, maxsplit=1)
    return _between(ends[0], ends[1], folded) if len(ends) == 2 and all(ends) else []


def _places(needle: str, text: str) -> list[int]:
    found = []
    at = text.find(needle) if needle else -1
    while at >= 0:
        if not (_joined(text, at) or _joined(text, at + len(needle))):
            found.append(at)
        at = text.find(needle, at + 1)
    return found


def _joined(text: str, at: int) -> bool:
    """Tell whether the characters on either side of a place belong to one word."""
    if not 0 < at < len(text):
        return False
    before, after = text[at - 1], text[at]
    if unicodedata.category(after)[0] == "M":
        return in_word(before)
    return in_word(before) and in_word(after) and not UNSPACED.search(before + after)


def _between(first: str, last: str, folded: Folded) -> list[Span]:
    spans = []
    lasts = _places(last, folded.text)
    for start in _places(first, folded.text):
        after = bisect_left(lasts, start + len(first))
        if after < len(lasts):
            spans.append(folded.source(start, lasts[after] + len(last)))
    return spans


def quote_key(quote: str) -> str:
    """Return what a quote is known by where the author's text is not to be kept: the beginning of its folded form's SHA-256."""
    return sha256(fold(quote).text.strip().encode()).hexdigest()[:16]


def exchange(words: str, pairs: Sequence[tuple[str, str]]) -> str:
    """Return words with one phrase put in the place of another, each where it occurs once."""
    for old, new in pairs:
        spans = find(old, words)
        if len(spans) == 1:
            words = words[: spans[0].start] + new + words[spans[0].end :]
    return words


def nearest(quote: str, texts: Iterable[str]) -> str:
    """Return the words of one of some paragraphs most like the quote, on one line, as a hint; nothing where none are."""
    ends = ELLIPSIS.split(bare(quote), maxsplit=1)
    ends = ends if len(ends) == 2 and all(ends) else [quote]
    best, found = NEAR, ""
    for text in texts:
        likely = [next(iter(_likely(end, text)), None) for end in ends]
        if all(likely) and (like := min(one.like for one in likely if one)) > best:
            words = " … ".join(" ".join(text[one.span.start : one.span.end].split()) for one in likely if one)
            if len(ends) == 1 or find(words, text):
                best, found = like, words
    return found


def alike(quote: str, text: str) -> list[tuple[float, str]]:
    """Return the two stretches of a text most like a quote, whole words, with how like they are (0 to 100), if any are."""
    found: list[_Likely] = []
    for one in _likely(quote, text):
        if len(found) == 2:
            break
        if all(one.span.end <= other.span.start or other.span.end <= one.span.start for other in found):
            found.append(one)
    return [(one.score, text[one.span.start : one.span.end]) for one in found]


class _Likely(NamedTuple):
    """A stretch of a text: how likely it was meant (0 to 1), how much of it is the quote's (0 to 100), and where it is."""

    like: float
    score: float
    span: Span


def _likely(quote: str, text: str) -> list[_Likely]:
    """The stretches of about as many words as a quote that are somewhat like it, the most likely first."""
    from rapidfuzz import fuzz  # late: a builder never asks, and would load it for nothing
    from rapidfuzz.distance import OSA

    folded = fold(text)
    wanted = fold(quote).text.strip(" '").casefold()
    words = list(UNIT.finditer(folded.text))
    found: list[_Likely] = []
    for form in dict.fromkeys((wanted, DOUBLED.sub(r"\1", wanted))):
        less = float(form != wanted)  # than what has every word as often as the quote
        length = max(len(UNIT.findall(form)), 1)
        spare = min(max((length + 1) // 3, 1), 3)  # words too many or too few
        stops = len(STOP.findall(form))
        for size in range(max(length - spare, 1), length + spare + 1):
            for first, last in zip(words, words[size - 1 :], strict=False):
                here = folded.text[first.start() : last.end()].casefold()
                score = fuzz.ratio(form, here, score_cutoff=50)
                if score:
                    # A word changed is one change, not a word too few and one too many; words may have changed places.
                    moved = fuzz.token_sort_ratio(form, here, score_cutoff=MOVED) * MOVED / 10_000
                    # What runs over the end of a quotation or a clause is rarely meant.
                    over = max(len(STOP.findall(here)) - stops, 0)
                    like = max(OSA.normalized_similarity(form, here), moved) - less / 100 - over / 20
                    found.append(_Likely(like, score - less, folded.source(first.start(), last.end())))
    return sorted(found, key=lambda one: (-one.like, one.span.end - one.span.start))


def fragment(address: str, quote: str) -> str:
    """Return a link that opens the address at the quote (a text fragment; W3C community draft, in all engines since 2024)."""
    ends = ELLIPSIS.split(quote, maxsplit=1)
    directive = ",".join(percent(end, safe="").replace("-", "%2D") for end in ends if end)
    return f"{address.partition('#')[0]}#:~:text={directive}"


class QuoteIndex:
    """Finds what `find` finds in each of some paragraphs, looking only through those that hold a quote's rarest word."""

    def __init__(self, paragraphs: Sequence[str]) -> None:
        self.paragraphs = paragraphs
        self.known: dict[str, list[Hit]] = {}

    def __call__(self, quote: str) -> list[Hit]:
        """Return every place of a quote."""
        if quote not in self.known:
            self.known[quote] = [(at, span) for at in self._candidates(quote) for span in find(quote, self.paragraphs[at])]
        return self.known[quote]

    def _candidates(self, quote: str) -> Sequence[int]:
        folded = fold(quote).text
        words = WORD.findall(folded) if len(self.paragraphs) > FEW else []
        if not words or UNSPACED.search(folded):  # few paragraphs, or no word that must stand there whole
            return [at for at, paragraph in enumerate(self.paragraphs) if paragraph]
        return min((self._words.get(word, []) for word in words), key=len)

    @cached_property
    def _words(self) -> dict[str, list[int]]:
        """The paragraphs in which each word stands."""
        found: dict[str, list[int]] = defaultdict(list)
        for at, paragraph in enumerate(self.paragraphs):
            for word in set(WORD.findall(fold(paragraph).text)):
                found[word].append(at)
        return found


@dataclass(frozen=True)
class Piece:
    """A stretch of a paragraph and the notes that cover it, by their index, the shortest passage first."""

    span: Span
    notes: tuple[int, ...]


def cut(spans: Mapping[int, Span]) -> list[Piece]:
    """Return the pieces into which the borders of all passages cut a paragraph, in order; what no note covers is left out.

    A piece names at most MOST notes, so that many notes on the same words cannot make a page grow with their square.
    """
    borders = sorted({border for span in spans.values() for border in (span.start, span.end)})
    begin, cease = defaultdict(list), defaultdict(list)
    for note, span in spans.items():
        begin[span.start].append((span.end - span.start, note))
        cease[span.end].append((span.end - span.start, note))
    covering: list[tuple[int, int]] = []  # by length
    pieces = []
    for start, end in pairwise(borders):
        for one in cease[start]:
            del covering[bisect_left(covering, one)]
        for one in begin[start]:
            insort(covering, one)
        if covering:
            pieces.append(Piece(Span(start, end), tuple(note for _, note in covering[:MOST])))
    return pieces


def unowned(spans: Mapping[int, Span], pieces: Sequence[Piece]) -> list[int]:
    """Return the notes that are first on no piece, and so need a reference of their own after their passage."""
    owners = {piece.notes[0] for piece in pieces}
    return sorted(note for note in spans if note not in owners)
