"""Characters that a reader cannot see or is misled by: found for the check, taken out by the renderer."""

import re
from collections.abc import Iterator
from html import unescape
from typing import NamedTuple
from unicodedata import category

# Zero-width and direction-changing characters, fillers, tags, selectors, controls, separators, private use, what is no character.
HIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f"
    "\u2800\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\uffff\ud800-\udfff\ue000-\uf8ff\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"
    "\U000e0000-\U000e0fff\U000f0000-\U0010ffff]"
)
JOINERS = "\u200c\u200d"
UNSEEN = re.compile(f"{HIDDEN.pattern}|[{JOINERS}]")
# Scripts whose letters join, are written without spaces, or run from right to left: what is unseen belongs to them.
JOINING = re.compile("[\u0600-\u109f\u1780-\u18ff]")
SPACELESS = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u9fff]")
LEFTWARD = re.compile("[\u0590-\u061b\u061d-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
DIRECTION = "\u061c\u200e\u200f"
VARIANTS = range(0xFE00, 0xFE10)
PICTOGRAPHS = ("So", "Sk", "Sm", "Po")  # categories of emoji, their tones, and signs that have an emoji's form
ENTITY = re.compile(r"&(?:#[xX][0-9a-fA-F]{1,8}|#\d{1,8}|[A-Za-z][A-Za-z0-9]{1,31});")
# What ASCII has of letters, digits and signs, but for the one that begins an entity.
HARMLESS = bytes(code for code in (*range(0x20, 0x7F), *b"\t\n") if chr(code) != "&")


class Strange(NamedTuple):
    """A character, or an entity that stands for it: where it begins and ends, and what it is (U+202E)."""

    start: int
    end: int
    what: str


def strange(text: str) -> Iterator[Strange]:
    """Yield every invisible or direction-changing character of a text that its neighbours do not need; entities for such, too."""
    yield from hidden(text)
    for match in ENTITY.finditer(text) if "&" in text else ():
        meant = unescape(match.group())
        if UNSEEN.search(meant) or not meant:
            yield Strange(match.start(), match.end(), f"{match.group()}, which is {_named(meant)}" if meant else match.group())


def hidden(text: str) -> Iterator[Strange]:
    """Yield every such character that is written out."""
    for match in UNSEEN.finditer(text):
        if not _needed(text, match.start()):
            yield Strange(match.start(), match.end(), _named(match.group()))


def _needed(text: str, at: int) -> bool:
    """Whether the script or the emoji around an unseen character needs it."""
    sign, before, after = text[at], text[max(at - 1, 0) : at], text[at + 1 : at + 2]
    if ord(sign) in VARIANTS:
        return bool(before) and (category(before) in (*PICTOGRAPHS, "Lo") or before.isdigit())
    if sign in JOINERS:
        joins = bool(JOINING.match(before) and JOINING.match(after))
        return joins or (sign == "\u200d" and _emoji(text[max(at - 2, 0) : at]) and _emoji(after))
    if sign == "\u200b":
        return bool(SPACELESS.match(before) or SPACELESS.match(after))
    return sign in DIRECTION and LEFTWARD.search(text[max(at - 2, 0) : at + 3]) is not None


def _emoji(signs: str) -> bool:
    """Whether signs end or begin in an emoji: itself, or its variant or tone."""
    return any(category(sign) in ("So", "Sk") for sign in signs)


def _named(character: str) -> str:
    return f"U+{ord(character[0]):04X}"


def ordinary(text: str) -> bool:
    """Tell whether a text surely holds nothing `strange`: one pass, for a whole page or file at once."""
    letters = set(text.encode("utf-8", "surrogatepass").translate(None, HARMLESS).decode("utf-8", "surrogatepass"))
    return letters.isdisjoint(f"&{JOINERS}") and not HIDDEN.search("".join(letters))


def _seen(sign: str, entity: str) -> bool:
    """Whether what an entity stands for is seen; one that stands for nothing is seen itself."""
    return sign == entity or bool(strip_invisible(sign))


def strip_invisible(text: str) -> str:
    """Return a text without invisible and direction-changing characters, and without entities that stand for them."""
    if text.isascii() and text.isprintable() and "&" not in text:
        return text
    if "&" in text:
        text = ENTITY.sub(lambda match: match.group() if _seen(unescape(match.group()), match.group()) else "", text)
    return UNSEEN.sub(lambda match: match.group() if _needed(text, match.start()) else "", text)
