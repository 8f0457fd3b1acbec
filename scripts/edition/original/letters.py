"""The letters of a file in a row, each with its place there; and the file without what an account says was left out of it."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field

from edition.intake.report import SHOWN, LeftOut
from edition.text.normal import bare_letters

WIDE = 2000  # characters beside a stretch, with all their spaces
AROUND = 5000  # characters: so far from where they should be figures are looked for
FAR = 50  # occurrences on either side of where a stretch should be


@dataclass
class Letters:
    """The letters of a text in a row, the place of each in the text, and which are accounted for."""

    source: str
    text: str = ""
    places: list[int] = field(default_factory=list)
    found: list[tuple[int, int]] = field(default_factory=list)

    def __post_init__(self) -> None:
        pieces = []
        for at, sign in enumerate(self.source):
            folded = bare_letters(sign)
            pieces.append(folded)
            self.places.extend([at] * len(folded))
        self.text = "".join(pieces)

    def free(self, start: int, end: int) -> bool:
        """Tell whether no other paragraph has been found in a stretch."""
        at = bisect_right(self.found, (start, len(self.text) + 1))
        return (at == 0 or self.found[at - 1][1] <= start) and (at == len(self.found) or self.found[at][0] >= end)

    def take(self, start: int, end: int) -> None:
        """Note that a paragraph has been found in a stretch."""
        self.found.insert(bisect_right(self.found, (start, end)), (start, end))

    def whole(self, first: int, last: int) -> bool:
        """Tell whether no word goes on before the first of some letters, or behind the last."""
        before, behind = self.places[first] - 1, self.places[last] + 1
        return not (before >= 0 and self.source[before].isalpha()) and not self.source[behind : behind + 1].isalpha()


def without(source: str, left_out: Sequence[LeftOut]) -> tuple[str, list[LeftOut]]:
    """Return a file’s text without what was left out and stands there to the letter, and the rest of the account.

    What stands in another stretch that was left out comes before it in the account.
    """
    there = Letters(source)
    text, alive = there.text, list(range(len(there.text)))
    gone = bytearray(len(source))
    rest = []
    known = [(0, 0)]  # how far from where the account says stretches stand, by what it says
    for one in left_out:
        expected = one.after + min(known, key=lambda pair: abs(pair[0] - one.after))[1]
        span = _sign_by_sign(one, source, there.places[min(expected, len(there.places) - 1)], gone) if there.places else None
        if span is None:
            start = _place(one, text, alive, there, bisect_left(alive, expected))
            if start < 0:
                rest.append(one)
                continue
            first, last = there.places[alive[start]], there.places[alive[start + one.letters - 1]] + 1
            first -= _beside(one.begins, source[max(0, first - WIDE) : first])
            span = first, last + _beside(one.ends[::-1], source[last : last + WIDE][::-1])
        gone[span[0] : span[1]] = b"\1" * (span[1] - span[0])
        begin, end = (bisect_left(there.places, edge) for edge in span)
        known.append((one.after, begin - one.after))
        start, stop = bisect_left(alive, begin), bisect_left(alive, end)
        text = text[:start] + text[stop:]
        del alive[start:stop]
    return "".join(sign for sign, out in zip(source, gone, strict=True) if not out), rest


def _sign_by_sign(one: LeftOut, source: str, near: int, gone: bytearray) -> tuple[int, int] | None:
    """Where the whole of a short stretch stands, signs and all, nearest to where it should."""
    if one.after < 0 or one.begins != one.ends or len(one.begins) >= SHOWN:
        return None
    signs = r"(?<!\w)" * one.begins[0].isalnum() + r"\s*".join(map(re.escape, "".join(one.begins.split())))
    pattern = re.compile(signs + r"(?!\w)" * one.begins[-1].isalnum())
    for around in (AROUND, len(source)) if one.letters else (AROUND,):
        spans = [match.span() for match in pattern.finditer(source, max(0, near - around), near + around)]
        free = [span for span in spans if not any(gone[slice(*span)])]
        if free:
            return min(free, key=lambda span: abs(span[0] - near))
    return None


def _place(one: LeftOut, text: str, alive: Sequence[int], there: Letters, near: int) -> int:
    """Where among letters a stretch stands that was left out, nearest to where it should; -1 where that is not known."""
    begins, ends = bare_letters(one.begins), bare_letters(one.ends)
    if one.after < 0 or not begins or len(ends) > one.letters:
        return -1

    def fits(start: int) -> bool:
        stop = start + one.letters
        if start < 0 or stop > len(text):
            return start < 0
        return text.startswith(ends, stop - len(ends)) and there.whole(alive[start], alive[stop - 1])

    later = earlier = near
    later = text.find(begins, later)
    for _ in range(FAR):
        if fits(later):
            break
        later = text.find(begins, later + 1)
    earlier = text.rfind(begins, 0, earlier + len(begins) - 1) if near else -1
    for _ in range(FAR):
        if fits(earlier):
            break
        earlier = text.rfind(begins, 0, earlier + len(begins) - 1)
    found = [start for start in (later, earlier) if start >= 0 and fits(start)]
    return min(found, key=lambda start: abs(start - near), default=-1)


def _beside(words: str, signs: str) -> int:
    """How many signs at the end of a stretch are what words begin with before their first letter, spaces apart."""
    at = next((at for at, sign in enumerate(words) if sign.isalpha()), 0)
    wanted, count = "".join(words[:at].split()), 0
    for sign in reversed(signs):
        if sign.isspace():
            count += 1
        elif wanted and wanted[-1] == sign:
            wanted, count = wanted[:-1], count + 1
        else:
            break
        if not wanted:
            return count
    return 0
