"""Find a quoted phrase in running text, and suggest the nearest words where it is absent.

Two texts are compared in folded form: NFC, every run of white space one space, soft hyphens gone, and all kinds of quote mark,
dash and ligature alike. Folding keeps, for each character, the place it came from, so a span found there is true in the text.
"""

import re
import unicodedata
from bisect import bisect_left
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import quote as percent

QUOTES = "\"'`´‘’‚‛“”„‟‹›«»′″＂＇「」『』"
DASHES = "-‐‑‒–—―−﹘﹣－"
SPACES = "\t\n\v\f\r\x1c\x1d\x1e\x1f \x85\xa0\u1680\u2028\u2029\u202f\u205f\u3000" + "".join(map(chr, range(0x2000, 0x200B)))
LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
FOLD = dict.fromkeys(QUOTES, "'") | dict.fromkeys(DASHES, "-") | dict.fromkeys(SPACES, " ")
# A search for the few characters that change is five times as fast as translating a text.
CHANGING = re.compile("[" + re.escape("".join(one for one, other in FOLD.items() if one != other)) + "]")
# Where folding changes the length, offsets need a map: clusters with combining marks, runs of space, soft hyphens, ligatures.
UNEVEN = re.compile(f"[^\\W_][\u0300-\u036f]+|  +|\u00ad|[{''.join(LIGATURES)}]")
WORD = re.compile(r"[^\W_]+")
ELLIPSIS = re.compile(r"(?<!\s)\s*(?:…|\.\.\.)\s*")
# Scripts written without spaces have no word borders to respect.
UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\U0003ffff]")


class Span(NamedTuple):
    """A stretch of a text, in characters, the end not included."""

    start: int
    end: int


@dataclass(frozen=True)
class Folded:
    """A text in folded form; starts[i] is where its character i stands in the source (None: at i)."""

    text: str
    starts: tuple[int, ...] | None
    length: int

    def source(self, start: int, end: int) -> Span:
        """The span of the source that the folded characters from start to end come from."""
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


def _shorten(cluster: str) -> str:
    if cluster == "\u00ad":
        return ""
    if cluster[0] == " ":
        return " "
    return LIGATURES.get(cluster) or unicodedata.normalize("NFC", cluster)


def normal(text: str) -> str:
    """The normal form in which texts are hashed: NFC, white space as one space, no soft hyphens, typography kept."""
    return " ".join(unicodedata.normalize("NFC", text.replace("\u00ad", "")).split())


def bare(quote: str) -> str:
    """A heading's quote without the marks and spaces around it."""
    return quote.strip().strip("“”‘’\"'„«»").strip()


def find(quote: str, text: str) -> list[Span]:
    """Every place where the quote stands in the text of one paragraph, whole words only.

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
    """Whether the characters on either side of a place belong to one word."""
    sides = text[at - 1 : at + 1] if 0 < at < len(text) else ""
    return sides.isalnum() and not UNSPACED.search(sides)


def _between(first: str, last: str, folded: Folded) -> list[Span]:
    spans = []
    lasts = _places(last, folded.text)
    for start in _places(first, folded.text):
        after = bisect_left(lasts, start + len(first))
        if after < len(lasts):
            spans.append(folded.source(start, lasts[after] + len(last)))
    return spans


def nearest(quote: str, text: str) -> str:
    """The words of the text most like the quote, for a hint only; empty where nothing is alike."""
    from rapidfuzz import fuzz  # late: a builder never asks, and would load it for nothing

    folded = fold(text)
    found = fuzz.partial_ratio_alignment(fold(quote).text, folded.text, score_cutoff=50)
    if found is None or found.dest_start == found.dest_end:
        return ""
    start, end = found.dest_start, found.dest_end
    while _joined(folded.text, start):
        start -= 1
    while _joined(folded.text, end):
        end += 1
    span = folded.source(start, end)
    return text[span.start : span.end].strip(" \n“”‘’«»,.;:…")


def fragment(address: str, quote: str) -> str:
    """A link that opens the address at the quote (a text fragment; W3C community draft, in all engines since 2024)."""
    ends = ELLIPSIS.split(quote, maxsplit=1)
    directive = ",".join(percent(end, safe="").replace("-", "%2D") for end in ends if end)
    return f"{address.partition('#')[0]}#:~:text={directive}"
