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
# What other copies may have in ordinary signs: ligatures, and figures that are raised or lowered.
PLAIN = LIGATURES | dict(zip("⁰¹²³⁴⁵⁶⁷⁸⁹ⁿⁱ₀₁₂₃₄₅₆₇₈₉", "0123456789ni0123456789", strict=True))
FOLD = dict.fromkeys(QUOTES, "'") | dict.fromkeys(DASHES, "-") | dict.fromkeys(SPACES, " ")
# A search for the few characters that change is five times as fast as translating a text.
CHANGING = re.compile("[" + re.escape("".join(one for one, other in FOLD.items() if one != other)) + "]")
# What a reader does not see, and a quote need not have: soft hyphens, joiners, marks of direction and of variants.
UNSEEN = "\u00ad\u061c\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufe00-\ufe0f\ufeff"
# Where folding changes the length, offsets need a map: clusters with combining marks, runs of space, what is unseen, ligatures.
# In scripts without spaces a line may end anywhere in a sentence, and whoever joins two lines may put a space there.
SPACELESS = "\u0e00-\u0fff\u1000-\u109f\u1780-\u17ff\u2e80-\ua4cf\uf900-\ufaff\ufe30-\ufe4f\uff01-\uff9f\U00020000-\U0003ffff"
SPACELESS_SIGN = re.compile(f"[{SPACELESS}]")
GAP = f"(?<=[{SPACELESS}]) +(?=['-]?[{SPACELESS}])|(?<=[{SPACELESS}]['-]) +(?=[{SPACELESS}])"
UNEVEN = re.compile(f"[^\\W_][\u0300-\u036f]+|(?P<gap>{GAP})|  +|[{UNSEEN}]|[{''.join(LIGATURES)}]")
# The marks that combine with the letter before them: vowel signs, points, accents. (Ranges of Unicode 14, the letters
# between not left out, which are of a word anyway; so every Python, whatever its Unicode, reads words alike.)
MARKS = (
    "\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u05bf\u05c1-\u05c2\u05c4-\u05c5\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc"
    "\u06df-\u06e8\u06ea-\u06ed\u0711-\u07f3\u07fd\u0816-\u082d\u0859-\u085b\u0898-\u08e1\u08e3-\u0963\u0981-\u09e3"
    "\u09fe-\u0a75\u0a81-\u0ae3\u0afa-\u0b63\u0b82-\u0bd7\u0c00-\u0c63\u0c81-\u0c83\u0cbc-\u0d4d\u0d57-\u0d63\u0d81-\u0df3"
    "\u0e31-\u0e3a\u0e47-\u0e4e\u0eb1-\u0ecd\u0f18-\u0f19\u0f35\u0f37\u0f39\u0f3e-\u0f84\u0f86-\u0fbc\u0fc6\u102b-\u103e"
    "\u1056-\u109d\u135d-\u135f\u1712-\u1734\u1752-\u17d3\u17dd\u180b-\u180d\u180f-\u193b\u1a17-\u1a1b\u1a55-\u1a7f"
    "\u1ab0-\u1b44\u1b6b-\u1b73\u1b80-\u1bf3\u1c24-\u1c37\u1cd0-\u1cd2\u1cd4-\u1dff\u20d0-\u20f0\u2cef-\u2cf1\u2d7f-\u2dff"
    "\u302a-\u302f\u3099-\u309a\ua66f-\ua672\ua674-\ua67d\ua69e-\ua6f1\ua802-\ua827\ua82c\ua880-\ua8c5\ua8e0-\ua8f1"
    "\ua8ff-\ua92d\ua947-\ua953\ua980-\ua9c0\ua9e5-\uaa4d\uaa7b-\uaac1\uaaeb-\uaaef\uaaf5-\uaaf6\uabe3-\uabea\uabec-\uabed"
    "\ufb1e\ufe00-\ufe0f\ufe20-\ufe2f\U000101fd-\U0001037a\U00010a01-\U00010a3f\U00010ae5-\U00010ae6\U00010d24-\U00010eac"
    "\U00010f46-\U00010f50\U00010f82-\U00010f85\U00011000-\U00011046\U00011070-\U000110ba\U000110c2\U00011100-\U00011134"
    "\U00011145-\U00011173\U00011180-\U000111c0\U000111c9-\U000111cc\U000111ce-\U000111cf\U0001122c-\U00011237\U0001123e"
    "\U000112df-\U00011446\U0001145e-\U000114c3\U000115af-\U000115c0\U000115dc-\U00011640\U000116ab-\U000116b7"
    "\U0001171d-\U0001172b\U0001182c-\U0001183a\U00011930-\U00011943\U000119d1-\U000119e0\U000119e4-\U00011a3e"
    "\U00011a47-\U00011a99\U00011c2f-\U00011c3f\U00011c92-\U00011ef6\U00016af0-\U00016af4\U00016b30-\U00016b36"
    "\U00016f4f-\U00016f92\U00016fe4-\U00016ff1\U0001bc9d-\U0001bc9e\U0001cf00-\U0001cf46\U0001d165-\U0001d169"
    "\U0001d16d-\U0001d172\U0001d17b-\U0001d182\U0001d185-\U0001d18b\U0001d1aa-\U0001d1ad\U0001d242-\U0001d244"
    "\U0001da00-\U0001da36\U0001da3b-\U0001da6c\U0001da75\U0001da84\U0001da9b-\U0001daaf\U0001e000-\U0001e136"
    "\U0001e2ae-\U0001e2ef\U0001e8d0-\U0001e94a"
)
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
    """A text in folded form; its character i stands in the source from starts[i] to ends[i] (None: at i)."""

    text: str
    starts: tuple[int, ...] | None
    length: int
    ends: tuple[int, ...] = ()

    def source(self, start: int, end: int) -> Span:
        """Return the span of the source that the folded characters from start to end come from."""
        if self.starts is None:
            return Span(start, end)
        first = self.starts[start] if start < len(self.starts) else self.length
        return Span(first, self.ends[end - 1] if end > start else first)


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
    ends: list[int] = []
    at = 0
    for match in UNEVEN.finditer(even):
        pieces.append(even[at : match.start()])
        starts.extend(range(at, match.start()))
        ends.extend(range(at + 1, match.start() + 1))
        short = "" if match["gap"] else _shorten(match.group())
        pieces.append(short)
        starts.extend([match.start()] * len(short))
        ends.extend([match.end()] * len(short))
        if ends and not short and not match["gap"]:  # what is not seen belongs to the sign before it
            ends[-1] = match.end()
        at = match.end()
    pieces.append(even[at:])
    starts.extend(range(at, len(even)))
    ends.extend(range(at + 1, len(even) + 1))
    return Folded("".join(pieces), tuple(starts), len(text), tuple(ends))


def word_count(text: str) -> int:
    """Return how many words a text has; in a script without spaces two signs are taken for a word."""
    if text.isascii():
        return len(text.split())
    signs = len(SPACELESS_SIGN.findall(text))
    return len(SPACELESS_SIGN.sub(" ", text).split()) + (signs + 1) // 2 if signs else len(text.split())


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


def brief(hash: str) -> str:
    """Return as much of a hash as pages carry of it: sixteen digits tell paragraphs apart, and a reader waits for every one."""
    return hash[:16]


def bare_letters(text: str) -> str:
    """Return the letters of a text alone, without case, accents and figures: so two readers of one file compare what they see."""
    folded = unicodedata.normalize("NFKD", text).casefold()
    return "".join(filter(str.isalpha, folded))


def digest(words: str) -> str:
    """Return the SHA-256 (hexadecimal) of a text in normal form."""
    return sha256(normal(words).encode("utf-8", "surrogatepass")).hexdigest()
