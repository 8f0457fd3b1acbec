"""Say where a note's quote stands now: exact, moved, repaired, ambiguous or orphan. Never a guess.

A quote that is not found to the letter is looked for word by word. Two numbers decide: how like the quote the best place is, and
how far it leads over the best other place. What does not reach both is refused, with its candidates, for a person to judge.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from edition.contribute.likeness import Candidate, alike, length
from edition.text.quotes import ELLIPSIS, Span, find

Outcome = Literal["exact", "moved", "repaired", "ambiguous", "orphan"]

# Tuned on the essay of this edition (250 quotes a length): at 0.65 a changed word loses 8 % of the quotes of five words and 2 % of
# longer ones, and once the passage is gone 2 % and none are accepted elsewhere. At 0.60 those were 3 %, at 0.70 16 % were lost.
FLOOR = 0.65
# Three words of which two are right stand in any text a second time, so short quotes may differ in letters but hardly in a word.
FLOORS = {3: 0.9, 4: 0.85}
# Where two places differ by less, a changed word may have made the one into the other.
LEAD = 0.15


@dataclass(frozen=True)
class Anchor:
    """What became of a quote, and the places for it, the best first."""

    outcome: Outcome
    candidates: tuple[Candidate, ...] = ()


def anchor(quote: str, own: Sequence[str], elsewhere: Sequence[str] = (), changed: Sequence[bool] = ()) -> Anchor:
    """Where a quote of a section stands: in its own paragraphs, or elsewhere in the text (indices go on after its own).

    changed says of each paragraph whether it is known to differ from the author's: where some are, a quote that is gone was in one
    of them, and no other can have it now.
    """
    texts = [*own, *elsewhere]
    exact = [Candidate(at, span, text[span.start : span.end], 1.0) for at, text in enumerate(texts) for span in find(quote, text)]
    here = [candidate for candidate in exact if candidate.where < len(own)]
    if exact:
        return Anchor("exact" if len(here) == 1 else "moved" if len(exact) == 1 else "ambiguous", tuple(here or exact))
    if ELLIPSIS.search(quote):
        return _ends(quote, own, elsewhere, changed)
    found = alike(quote, tuple(texts))
    possible = found if all(changed) or not any(changed) else [candidate for candidate in found if changed[candidate.where]]
    return _decided(quote, possible, len(own), texts) if possible else Anchor("orphan", tuple(found[:1]))


def _decided(quote: str, found: Sequence[Candidate], own: int, texts: Sequence[str]) -> Anchor:
    """What to make of places that are like a quote, the best first."""
    best = found[0]
    if best.score < FLOORS.get(length(quote), FLOOR):
        return Anchor("orphan", (best,))
    rivals = [candidate for candidate in found[1:] if best.score - candidate.score < LEAD]
    if rivals:
        return Anchor("ambiguous", (best, *rivals))
    unique = sum(len(find(best.words, text)) for text in texts) == 1
    return Anchor("repaired" if best.where < own and unique else "orphan", (best,))


def _ends(quote: str, own: Sequence[str], elsewhere: Sequence[str], changed: Sequence[bool]) -> Anchor:
    """A quote of first and last words: each end is found for itself, and both must lie in one paragraph, in order."""
    ends = [anchor(end, own, elsewhere, changed) for end in ELLIPSIS.split(quote.strip(), maxsplit=1) if end]
    places = [end.candidates[0] for end in ends if end.outcome in ("exact", "repaired")]
    if len(places) == 2 and places[0].where == places[1].where and places[0].span.end <= places[1].span.start:
        first, last = places
        words = f"{first.words} … {last.words}"
        return Anchor(
            "repaired", (Candidate(first.where, Span(first.span.start, last.span.end), words, min(first.score, last.score)),)
        )
    return Anchor("orphan", tuple(places[:1]))
