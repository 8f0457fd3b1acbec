"""The ways in which copies of a text differ without a word being changed: typography undone, one known habit at a time.

A paragraph is known by the hash of its exact words, so a copy with straight quotation marks is not the author's until the curly
ones are back. Each way here turns a whole copy into one form that the author's may have; the hash says whether it does.
docs/assets/copy-match.js has the same ways in the same order, and tests/vectors.json holds both to it.
"""

import re
from collections.abc import Callable, Sequence
from functools import partial
from itertools import product

from edition.text.quotes import LIGATURES

Way = Callable[[str], str]

INVISIBLE = re.compile("[\u200b\u200c\u2060\ufeff]")
LIGATURE = re.compile(f"[{''.join(LIGATURES)}]")
OPENS = re.compile(r"(?<![^\s(\[{—–“‘/-])(\"|'(?!\d\d))(?=\S)")
CURLY = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'", "„": '"', "«": '"', "»": '"'})
BREAK = re.compile(r"(?<=\w)[-‐]\n[^\S\n]*(?=\w)")
DASH = re.compile(r"[^\S\n]*-{2,3}[^\S\n]*|[^\S\n]+[-–][^\S\n]+|[^\S\n]*—[^\S\n]*")
DOTS = re.compile(r"\. ?\. ?\.|…")


def same(text: str) -> str:
    """The text as it is."""
    return text


def clean(text: str) -> str:
    """Without what no reader sees, and with ligatures in letters."""
    return LIGATURE.sub(lambda match: LIGATURES[match.group()], INVISIBLE.sub("", text))


def educated(text: str) -> str:
    """Straight quotation marks as curly ones: opening after a space or a bracket, else closing; before a year an apostrophe."""
    text = text.replace("``", "“").replace("''", "”")
    for _ in range(2):  # an opening mark may follow another
        text = OPENS.sub(lambda match: "“" if match[1] == '"' else "‘", text)
    return text.replace('"', "”").replace("'", "’")


def straight(text: str) -> str:
    """Curly quotation marks as straight ones."""
    return text.translate(CURLY)


def _put(pattern: re.Pattern[str], instead: str, text: str) -> str:
    return pattern.sub(instead, text)


BREAKS: Sequence[Way] = (same, partial(_put, BREAK, ""), partial(_put, BREAK, "-"))
MARKS: Sequence[Way] = (same, educated, straight)
DASHES: Sequence[Way] = (same, *(partial(_put, DASH, dash) for dash in ("—", " — ", " – ")))
ELLIPSES: Sequence[Way] = (same, *(partial(_put, DOTS, dots) for dots in ("…", "...")))


def _both(steps: Sequence[Way], text: str) -> str:
    for step in steps:
        text = step(text)
    return text


# As it is comes first, and then what is likeliest: every way of marks before every way of dashes.
WAYS: tuple[Way, ...] = (
    same,
    *(
        partial(_both, (clean, lines, dashes, dots, marks))
        for lines, dots, dashes, marks in product(BREAKS, ELLIPSES, DASHES, MARKS)
    ),
)
