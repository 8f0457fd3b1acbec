"""Find many quotes in many paragraphs, each quote only in the paragraphs that hold its rarest word."""

from collections import defaultdict
from collections.abc import Sequence
from functools import cached_property

from edition.text.quotes import UNSPACED, WORD, Span, find, fold

Hit = tuple[int, Span]
FEW = 20  # paragraphs: to look through so many for each quote costs less than to list the words of all


class Finder:
    """What `quote.find` finds in each of some paragraphs, without looking through all of them for every quote."""

    def __init__(self, paragraphs: Sequence[str]) -> None:
        self.paragraphs = paragraphs
        self.known: dict[str, list[Hit]] = {}

    def __call__(self, quote: str) -> list[Hit]:
        """Every place of a quote: the paragraph by its index, and the span in it."""
        if quote not in self.known:
            self.known[quote] = [(at, span) for at in self._candidates(quote) for span in find(quote, self.paragraphs[at])]
        return self.known[quote]

    def _candidates(self, quote: str) -> Sequence[int]:
        folded = fold(quote).text
        words = WORD.findall(folded) if len(self.paragraphs) > FEW else []
        if not words or UNSPACED.search(folded):  # few paragraphs, or no word that must stand there whole
            return range(len(self.paragraphs))
        return min((self._words.get(word, []) for word in words), key=len)

    @cached_property
    def _words(self) -> dict[str, list[int]]:
        """The paragraphs in which each word stands."""
        found: dict[str, list[int]] = defaultdict(list)
        for at, paragraph in enumerate(self.paragraphs):
            for word in set(WORD.findall(fold(paragraph).text)):
                found[word].append(at)
        return found
