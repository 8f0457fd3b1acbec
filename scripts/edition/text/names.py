"""Find the actors and terms that a text names: longest form first, whole words, epithets only in their own paragraphs."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from edition.text.normal import WORD, Span, fold, in_word

# What stands between words, for str.translate.
APART = str.maketrans({sign: " " for sign in map(chr, range(128)) if not sign.isalnum()})
# First word of a form -> the forms that begin with it, longest first, each with the key of its entry.
Forms = Mapping[str, tuple[tuple[str, str], ...]]


class Mention(NamedTuple):
    """Where a text names an entry, and in which of its forms."""

    span: Span
    key: str
    form: str


@dataclass(frozen=True)
class Names:
    """All forms of all entries, ready for `mentions`."""

    everywhere: Forms
    epithets: Mapping[str, Forms]


def names(forms: Iterable[tuple[str, str, tuple[str, ...]]]) -> Names:
    """Index forms: each with the key of its entry, and the paragraphs in which alone it counts (none: everywhere)."""
    everywhere: list[tuple[str, str]] = []
    epithets: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for form, key, paragraphs in forms:
        if not paragraphs:
            everywhere.append((form, key))
        for paragraph in paragraphs:
            epithets[paragraph].append((form, key))
    # Inside its paragraph an epithet competes with the other forms, and the longest wins.
    return Names(_index(everywhere), {paragraph: _index(everywhere + own) for paragraph, own in epithets.items()})


def _index(forms: Iterable[tuple[str, str]]) -> Forms:
    index: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for form, key in forms:
        folded = fold(form).text
        first = WORD.search(folded)
        if first:
            index[first.group()].append((folded, key))
    return {first: tuple(sorted(found, key=lambda item: (-len(item[0]), item))) for first, found in index.items()}


def _words(folded: str) -> list[str]:
    """Return the words of a folded text: those of plain English without a pattern, which takes three times as long."""
    return folded.translate(APART).split() if folded.isascii() else WORD.findall(folded)


def mentions(text: str, names: Names, paragraph: str = "") -> list[Mention]:
    """Return every mention in a text, in order; paragraph is the id whose epithets count (p4), if any.

    A possessive (Putin’s) is a mention of the name before it; a name inside a longer word (Putinism) is none.
    """
    forms = names.epithets.get(paragraph, names.everywhere)
    folded = fold(text)
    if forms.keys().isdisjoint(_words(folded.text)):
        return []
    found: list[Mention] = []
    end = 0
    for word in WORD.finditer(folded.text):
        candidates = forms.get(word.group())
        if not candidates or word.start() < end:
            continue
        for form, key in candidates:
            after = word.start() + len(form)
            if folded.text.startswith(form, word.start()) and not in_word(folded.text[after : after + 1] or " "):
                found.append(Mention(folded.source(word.start(), after), key, form))
                end = after
                break
    return found
