"""Find many quotes in many paragraphs, each quote only in the paragraphs that hold its rarest word."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cached_property

from edition.quote import UNSPACED, WORD, Span, find, fold

Hit = tuple[int, Span]


FEW = 20  # paragraphs that are sooner looked through than indexed


class Finder:
    """What `quote.find` finds in each of some paragraphs, without looking through many of them for every quote."""

    def __init__(self, paragraphs: Sequence[str]) -> None:
        self.paragraphs = paragraphs
        self.known: dict[str, list[Hit]] = {}

    @cached_property
    def words(self) -> Mapping[str, list[int]]:
        """The paragraphs, by their index, in which each word stands."""
        found: dict[str, list[int]] = defaultdict(list)
        for at, paragraph in enumerate(self.paragraphs):
            for word in dict.fromkeys(WORD.findall(fold(paragraph).text)):
                found[word].append(at)
        return found

    def __call__(self, quote: str) -> list[Hit]:
        """Every place of a quote: the paragraph by its index, and the span in it."""
        if quote not in self.known:
            self.known[quote] = [(at, span) for at in self._candidates(quote) for span in find(quote, self.paragraphs[at])]
        return self.known[quote]

    def _candidates(self, quote: str) -> Sequence[int]:
        if len(self.paragraphs) <= FEW:
            return range(len(self.paragraphs))
        folded = fold(quote).text
        words = WORD.findall(folded)
        if not words or UNSPACED.search(folded):  # no word that must stand there whole
            return range(len(self.paragraphs))
        return min((self.words.get(word, []) for word in words), key=len)
