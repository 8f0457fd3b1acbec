"""Quotation marks of many customs: which of them open, which close, and which stand around a whole text."""

import re
from collections.abc import Mapping
from typing import NamedTuple

from edition.text.normal import UNSPACED

# What may close what a mark opens: in English “ ”, in German „ “ and » «, in French « », in Swedish ” ”, in Chinese 「 」.
CLOSING: Mapping[str, str] = {
    '"': '"',
    "'": "'",
    "“": "”",
    "‘": "’",
    "„": "“”",
    "‚": "‘’",
    "«": "»",
    "‹": "›",
    "»": "«»",
    "›": "‹›",
    "”": "”",
    "’": "’",
    "「": "」",
    "『": "』",
}
MARKS = frozenset("".join((*CLOSING, *CLOSING.values())))
MARK = re.compile(f"[{''.join(sorted(MARKS))}]")
OPENING = frozenset("“‘„‚«‹「『")  # before a space, too: « bien »
BRACKETS = "([{—–-/"
STARTS = frozenset("([{…¿¡$£€§#&*-—–")  # what a quotation may begin with beside letters, digits and marks
APOSTROPHES = "'’"
LONGEST = 2000  # characters: a longer text is no quote, and is not looked through for pairs


class Pair(NamedTuple):
    """Where a pair of marks stands, and how many pairs it stands in."""

    start: int
    end: int
    depth: int


def pairs(text: str) -> list[Pair]:
    """Return the pairs of quotation marks of a text, by where they close; an apostrophe in a word is none."""
    found: list[Pair] = []
    opened: list[int] = []
    for match in MARK.finditer(text):
        at, sign = match.start(), match.group()
        if _in_word(text, at):
            continue
        opens = sign in CLOSING and _may_open(text, at, opened)
        level = next((level for level in range(len(opened) - 1, -1, -1) if sign in CLOSING[text[opened[level]]]), -1)
        if level >= 0 and not opens:
            found.append(Pair(opened[level], at, level))
            del opened[level:]
        elif opens:
            opened.append(at)
    return found


def _in_word(text: str, at: int) -> bool:
    return text[at] in APOSTROPHES and text[at - 1 : at].isalnum() and text[at + 1 : at + 2].isalnum()


def _may_open(text: str, at: int, opened: list[int]) -> bool:
    """Whether a mark stands where one may open: at the beginning, after a space or a bracket, and before words."""
    before, after = text[at - 1 : at] if at else "", text[at + 1 : at + 2]
    free = not before.strip() or before in BRACKETS or at - 1 in opened or bool(UNSPACED.match(before))
    return text[at] in "「『" or (free and (text[at] in OPENING or after.isalnum() or after in MARKS or after in STARTS))


def unquoted(text: str) -> str:
    """Return a text without the marks that stand around all of it, and without one at either end that belongs to no pair."""
    text = text.strip()
    if text[:1] in OPENING and text[-1:] in CLOSING.get(text[:1], "") and not MARK.search(text, 1, len(text) - 1):
        return text[1:-1].strip()  # as most are
    if len(text) > LONGEST:
        return text.strip("".join(MARKS)).strip()
    while text and (text[0] in MARKS or text[-1] in MARKS):
        found = pairs(text)
        around = any(pair.start == 0 and pair.end == len(text) - 1 for pair in found)
        paired = {place for pair in found for place in (pair.start, pair.end)}
        start = text[0] in MARKS and (around or 0 not in paired)
        end = text[-1] in MARKS and (around or len(text) - 1 not in paired)
        if not (start or end):
            break
        text = text[start : len(text) - end].strip()
    return text
