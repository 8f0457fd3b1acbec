"""The index of the search, as small files of which a reader loads only those that hold what is looked for.

All are gzip-compressed text, so that they are as small on any server; docs/assets/search-engine.js reads them.

| file | holds |
| --- | --- |
| index | JSON: the sorts with their first records, each title's length, and where each of the other files begins |
| words-N | a stretch of the words in order, each with the records it stands in: in titles and names, then in texts |
| near-N | words of some lengths, for finding those that differ by a letter |
| shown-N | a stretch of the records as they are shown |
"""

import json
import zlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from hashlib import sha256
from itertools import groupby
from operator import sub
from typing import TypeVar

from edition.pages.search_records import SORTS, Record
from edition.pages.search_words import words

Item = TypeVar("Item")
DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
WORDS_SIZE, NEAR_SIZE, SHOWN_SIZE = 24_000, 60_000, 12_000  # characters of a file, before it is compressed
SHOWN = 1200  # characters of a text that are kept to show; every word of it is found
ALL_NEAR = 25_000  # above so many different words only those of titles and names are forgiven a letter


@dataclass(frozen=True)
class Words:
    """The records in whose titles and names each word stands, those in whose texts, by number; the words it also stands for."""

    titles: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    texts: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    aliases: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))

    def every(self) -> set[str]:
        """All of them."""
        return {*self.titles, *self.texts, *self.aliases}


def index(found: Sequence[Record], aliases: Iterable[tuple[str, str]] = ()) -> dict[str, bytes]:
    """The files of the index by name; aliases say which words a reader means by which."""
    known = _words(found, aliases)
    lines = [(word, _line(word, known)) for word in sorted(known.every(), key=script_order)]
    near = sorted((word for word in _forgiven(known) if len(word) > 3), key=lambda word: (len(word), word))
    made: dict[str, list[tuple[object, str]]] = {
        "words": [(part[0][0], _compressed(part)) for part in _parts(lines, lambda one: len(one[0]) + len(one[1]), WORDS_SIZE)],
        "near": [(len(part[0][0]), "\n".join("\n".join(group) for group in part)) for part in _near(near)],
        "shown": [(part[0][0], _json([one for _, one in part])) for part in _shown(found)],
    }
    files = {f"{name}-{number}": text for name, parts in made.items() for number, (_, text) in enumerate(parts)}
    head = {
        "version": sha256("\0".join(files.values()).encode()).hexdigest()[:12],
        "records": len(found),
        "sorts": [[sort, SORTS[sort], sum(1 for _ in group)] for sort, group in groupby(found, lambda record: record.sort)],
        "lengths": "".join(DIGITS[min(len(words(record.title)), 35)] for record in found),
        **{name: [first for first, _ in parts] for name, parts in made.items()},
    }
    return {name: packed(text) for name, text in {"index": _json(head), **files}.items()}


def script_order(word: str) -> bytes:
    """What words are ordered by, as a browser compares them."""
    return word.encode("utf-16-be")


def _words(found: Sequence[Record], aliases: Iterable[tuple[str, str]]) -> Words:
    made = Words()
    for number, record in enumerate(found):
        named = {word for name in (record.title, *record.names) for word in words(name)}
        for word in named:
            made.titles[word].append(number)
        for word in {*words(record.about), *words(record.text)} - named:
            made.texts[word].append(number)
    for other, ours in aliases:
        for word in words(other):
            made.aliases[word].update(set(words(ours)) - {word})
    return made


def _forgiven(known: Words) -> Iterable[str]:
    every = known.every()
    return every if len(every) <= ALL_NEAR else known.titles


def _line(word: str, known: Words) -> str:
    numbers = (_numbers(records.get(word, ())) for records in (known.titles, known.texts))
    return "\t".join([*numbers, " ".join(sorted(known.aliases.get(word, ())))]).rstrip("\t")


def _numbers(numbers: Sequence[int]) -> str:
    """Rising numbers as the steps between them, in base 36."""
    return " ".join(map(base36, map(sub, numbers, (0, *numbers))))


@lru_cache(maxsize=1 << 12)
def base36(number: int) -> str:
    """A number in base 36."""
    head, last = divmod(number, 36)
    return (base36(head) if head else "") + DIGITS[last]


def _compressed(lines: Sequence[tuple[str, str]]) -> str:
    """Words in order with what belongs to each; of what a word shares with the one before it only the length is written."""
    made, before = [], ""
    for word, rest in lines:
        shared = min(_shared(before, word), 35)
        made.append(f"{DIGITS[shared]}{word[shared:]}\t{rest}")
        before = word
    return "\n".join(made)


def _shared(one: str, other: str) -> int:
    """How many letters two words have in common at their beginnings."""
    return next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


def _near(ordered: Sequence[str]) -> Iterator[list[list[str]]]:
    """Words by length, lengths with few words together."""
    groups = [list(group) for _, group in groupby(ordered, len)]
    return _parts(groups, lambda group: sum(len(word) + 1 for word in group), NEAR_SIZE)


def _shown(found: Sequence[Record]) -> Iterator[list[tuple[int, list[object]]]]:
    ready: list[tuple[int, list[object]]] = [
        (number, [record.title, record.address, record.about, record.text[:SHOWN], list(record.names)])
        for number, record in enumerate(found)
    ]
    return _parts(ready, lambda one: len(str(one[1][3])) + 100, SHOWN_SIZE)


def _parts(items: Sequence[Item], size: Callable[[Item], int], most: int) -> Iterator[list[Item]]:
    part: list[Item] = []
    total = 0
    for item in items:
        if part and total + size(item) > most:
            yield part
            part, total = [], 0
        part.append(item)
        total += size(item)
    if part:
        yield part


def _json(data: object) -> str:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))


def packed(text: str) -> bytes:
    """A text compressed with gzip; the same text gives the same bytes, whenever and wherever."""
    data = zlib.compress(text.encode(), 9, wbits=31)
    return data[:9] + b"\xff" + data[10:]  # the byte that names the operating system
