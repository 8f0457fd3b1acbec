"""The normal form of a text: how two texts are compared, and what is hashed.

Two texts are compared in folded form: NFC, every run of white space one space, soft hyphens gone, and all kinds of quote mark,
dash and ligature alike. Folding keeps, for each character, the place it came from, so a span found there is true in the text.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from typing import NamedTuple

QUOTES = "\"'`´‘’‚‛“”„‟‹›«»′″＂＇「」『』"
DASHES = "-‐‑‒–—―−﹘﹣－"
SPACES = "\t\n\v\f\r\x1c\x1d\x1e\x1f \x85\xa0\u1680\u2028\u2029\u202f\u205f\u3000" + "".join(map(chr, range(0x2000, 0x200B)))
LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
FOLD = dict.fromkeys(QUOTES, "'") | dict.fromkeys(DASHES, "-") | dict.fromkeys(SPACES, " ")
# A search for the few characters that change is five times as fast as translating a text.
CHANGING = re.compile("[" + re.escape("".join(one for one, other in FOLD.items() if one != other)) + "]")
# What a reader does not see, and a quote need not have: soft hyphens, joiners, marks of direction and of variants.
UNSEEN = "\u00ad\u061c\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufe00-\ufe0f\ufeff"
# Where folding changes the length, offsets need a map: clusters with combining marks, runs of space, what is unseen, ligatures.
UNEVEN = re.compile(f"[^\\W_][\u0300-\u036f]+|  +|[{UNSEEN}]|[{''.join(LIGATURES)}]")
# Where Unicode has marks that combine with the letter before them: vowel signs, points, accents.
COMBINING = ((0x300, 0x20F1), (0x302A, 0x309B), (0xA66F, 0xABEE), (0xFB1E, 0xFB1F), (0xFE20, 0xFE30), (0x101FD, 0x1E94B))
MARKS = "".join(chr(code) for begin, end in COMBINING for code in range(begin, end) if unicodedata.category(chr(code))[0] == "M")
UNSEEN_SIGN = re.compile(f"[{UNSEEN}]")
WORD = re.compile(f"[^\\W_](?:[^\\W_]|[{MARKS}])*")
# Scripts written without spaces have no word borders to respect.
UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\U0003ffff]")


class Span(NamedTuple):
    """A stretch of a text, in characters, the end not included."""

    start: int
    end: int


class Change(NamedTuple):
    """A stretch of a text and the words that take its place."""

    span: Span
    words: str


@dataclass(frozen=True)
class Folded:
    """A text in folded form; starts[i] is where its character i stands in the source (None: at i)."""

    text: str
    starts: tuple[int, ...] | None
    length: int

    def source(self, start: int, end: int) -> Span:
        """Return the span of the source that the folded characters from start to end come from."""
        if self.starts is None:
            return Span(start, end)
        return Span(self.starts[start], self.starts[end] if end < len(self.starts) else self.length)


@lru_cache(maxsize=1 << 12)
def fold(text: str) -> Folded:
    """Fold a text for comparison; see the module's docstring."""
    even = CHANGING.sub(lambda match: FOLD[match.group()], text)
    if even.isascii() and "  " not in even:  # most English; the pattern below is slow to say so
        return Folded(even, None, len(text))
    if not UNEVEN.search(even) and unicodedata.is_normalized("NFC", even):
        return Folded(even, None, len(text))
    pieces: list[str] = []
    starts: list[int] = []
    at = 0
    for match in UNEVEN.finditer(even):
        pieces.append(even[at : match.start()])
        starts.extend(range(at, match.start()))
        short = _shorten(match.group())
        pieces.append(short)
        starts.extend([match.start()] * len(short))
        at = match.end()
    pieces.append(even[at:])
    starts.extend(range(at, len(even)))
    return Folded("".join(pieces), tuple(starts), len(text))


def in_word(sign: str) -> bool:
    """Tell whether a sign belongs to a word: a letter, a digit, or a mark that combines with one."""
    return sign.isalnum() or unicodedata.category(sign)[0] == "M"


def _shorten(cluster: str) -> str:
    if UNSEEN_SIGN.match(cluster):
        return ""
    if cluster[0] == " ":
        return " "
    return LIGATURES.get(cluster) or unicodedata.normalize("NFC", cluster)


def normal(text: str) -> str:
    """Return the form in which texts are hashed: NFC, white space as one space, no soft hyphens, typography kept."""
    return " ".join(unicodedata.normalize("NFC", text.replace("\u00ad", "")).split())


def digest(words: str) -> str:
    """Return the SHA-256 (hexadecimal) of a text in normal form."""
    return sha256(normal(words).encode("utf-8", "surrogatepass")).hexdigest()
