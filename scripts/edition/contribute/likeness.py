"""How like a quote a stretch of a text is, word by word, and where the text is most like it."""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.distance import Indel

from edition.text.quotes import UNSPACED, Span, fold

# Below this a place is not even worth showing.
LEAST = 0.35
# A quote of one or two words is found exactly or not at all: half of it says nothing.
FEWEST = 3
# In scripts without spaces a word is about two characters.
FEWEST_SIGNS = 6
# Words less alike than this share letters by chance (“march” and “marble” are 0.73 alike, “rebellion” and “rebellions” 0.95).
ALIKE = 0.6
WORD = re.compile(rf"{UNSPACED.pattern}|[^\W_]+(?:['-][^\W_]+)*")


# How like a word of the quote each word of the text is, where it is at all.
Likes = Mapping[str, float]


@dataclass(frozen=True)
class Candidate:
    """A place that may be meant: the text it is in, by index, its span and words, and how like the quote it is (0 to 1)."""

    where: int
    span: Span
    words: str
    score: float


@dataclass(frozen=True)
class _Token:
    word: str
    weight: float
    where: int
    span: Span


def length(quote: str) -> int:
    """How many words a quote has, as they are compared."""
    return len(WORD.findall(fold(quote).text))


def alike(quote: str, texts: tuple[str, ...]) -> list[Candidate]:
    """The places most like a quote, none overlapping another, the best first; none for quotes too short to tell."""
    wanted = WORD.findall(fold(quote).text)
    signs = sum(1 for word in wanted if UNSPACED.match(word))
    if len(wanted) < (FEWEST_SIGNS if signs > len(wanted) / 2 else FEWEST):
        return []
    tokens: Sequence[_Token] = _tokens(texts)
    counts = Counter(token.word.lower() for token in tokens)
    weights = [_weight(word, counts) for word in wanted]
    vocabulary = {token.word for token in tokens}
    likes = [{other: like for other in vocabulary if (like := _likeness(word, other))} for word in wanted]
    tokens = _promising(likes, weights, tokens)
    ends = _align(likes, weights, tokens)
    found: list[Candidate] = []
    for score, first, last in sorted(ends, key=lambda end: (-end[0], end[2] - end[1], end[1])):
        span, where = Span(tokens[first].span.start, tokens[last].span.end), tokens[first].where
        if score < LEAST or len(found) == 4:
            break
        if not any(c.where == where and c.span.start < span.end and span.start < c.span.end for c in found):
            found.append(Candidate(where, span, texts[where][span.start : span.end], round(score, 3)))
    return found


def _promising(likes: Sequence[Likes], weights: Sequence[float], tokens: Sequence[_Token]) -> list[_Token]:
    """The tokens of those paragraphs that hold enough of the quote's words, wherever they stand: the others cannot win."""
    words: dict[int, set[str]] = defaultdict(set)
    for token in tokens:
        words[token.where].add(token.word)
    least = LEAST * sum(weights)
    most = {
        where: sum(w * max((like[o] for o in like.keys() & there), default=0.0) for like, w in zip(likes, weights, strict=True))
        for where, there in words.items()
    }
    return [token for token in tokens if most[token.where] >= least]


@lru_cache(maxsize=4096)
def _words(text: str) -> tuple[tuple[str, Span], ...]:
    folded = fold(text)
    return tuple((match.group(), folded.source(match.start(), match.end())) for match in WORD.finditer(folded.text))


def _tokens(texts: tuple[str, ...]) -> list[_Token]:
    counts = Counter(word.lower() for text in texts for word, _ in _words(text))
    return [_Token(word, _weight(word, counts), where, span) for where, text in enumerate(texts) for word, span in _words(text)]


def _weight(word: str, counts: Counter[str]) -> float:
    """How much a word tells: long ones more than short ones, rare ones more than those that stand everywhere."""
    length = min(len(word), 8) / 8
    return (0.25 + length) / (1 + math.log1p(max(counts[word.lower()] - 1, 0)) / 2)


@lru_cache(maxsize=65536)
def _likeness(one: str, other: str) -> float:
    if one == other:
        return 1.0
    if one.lower() == other.lower():
        return 0.95
    found = Indel.normalized_similarity(one.lower(), other.lower())
    return found if found >= ALIKE else 0.0


def _align(likes: Sequence[Likes], weights: Sequence[float], tokens: Sequence[_Token]) -> list[tuple[float, int, int]]:
    """For each place where words of the quote end, how much of its weight is found there, and the first and last token.

    Sellers' algorithm on words: the quote is aligned to a stretch of the text that begins and ends anywhere within a paragraph.
    """
    total = sum(weights)
    rows = len(likes)
    empty = [(0.0, -1)]
    for weight in weights:
        empty.append((empty[-1][0] + weight, -1))
    before = list(empty)
    ends = []
    where = -1
    for at, token in enumerate(tokens):
        if token.where != where:
            before, where = list(empty), token.where
        now: list[tuple[float, int]] = [(0.0, -1)]
        for row in range(1, rows + 1):
            weight = weights[row - 1]
            like = likes[row - 1].get(token.word, 0.0)
            diagonal = before[row - 1]
            start = diagonal[1] if diagonal[1] >= 0 else at
            change = diagonal[0] + max(weight, token.weight) * (1 - like)
            extra = before[row][0] + token.weight if before[row][1] >= 0 else math.inf
            gone = now[row - 1][0] + weight
            best = min(change, extra, gone)
            now.append((change, start) if best == change else (gone, now[row - 1][1]) if best == gone else (extra, before[row][1]))
        cost, first = now[rows]
        if first >= 0 and cost < total:
            ends.append((1 - cost / total, first, at))
        before = now
    return ends
