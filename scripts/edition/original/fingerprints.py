"""Find the author's paragraphs in a copy of any shape, by their lengths and hashes alone.

A paragraph of n words is n words in a row whose hash is known. So line breaks, headers, bylines and footers do not matter, and what
is found needs no judgement: it is the author's to the letter.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from hashlib import sha256
from itertools import accumulate

from edition.model.records import Emendation, Text
from edition.original.variants import WAYS, Way, same
from edition.text.quotes import find, normal

# Shorter paragraphs are looked for only as whole lines: “Yes.” may stand anywhere.
SHORTEST = 5
# How many stretches of words may be hashed one by one; an essay with a page around it needs some thousands.
BUDGET = 1_000_000


@dataclass(frozen=True)
class Stretch:
    """A piece of a copy and the line on which it begins; level is that of a heading, 0 for running text."""

    text: str
    line: int
    level: int = 0

    @property
    def words(self) -> int:
        """How many words it has."""
        return len(normal(self.text).split())


@dataclass(frozen=True)
class Hit:
    """A paragraph of the author's in a copy: its id, its words, its lines, and what had to be undone to see it."""

    id: str
    text: str
    line: int
    last: int
    restored: str = ""


Item = Stretch | Hit


@dataclass
class Wanted:
    """What is looked for: hash to id, and the lengths in words; budget is what may still be spent."""

    ids: Mapping[str, str]
    counts: Sequence[int]
    budget: int = BUDGET
    found: set[str] = field(default_factory=set)


def match(copy: Sequence[Stretch], text: Text) -> list[Item]:
    """The copy with every paragraph of the author's found in it in the place of its words, in order."""
    wanted = _wanted(text)
    items: list[Item] = list(copy)
    for way in WAYS:
        if wanted.found >= {facts.id for facts in text.paragraphs}:
            break
        tried = [way(item.text) for item in items if isinstance(item, Stretch)]
        if way is not same and tried == [item.text for item in items if isinstance(item, Stretch)]:
            continue
        items = [new for item in items for new in (_divided(item, way, wanted) if isinstance(item, Stretch) else [item])]
    return [_printed(item, text) if isinstance(item, Hit) else item for item in _numbered(items, text)]


def _wanted(text: Text) -> Wanted:
    ids: dict[str, str] = {}
    counts: set[int] = set()
    for facts in text.paragraphs:
        ids.setdefault(facts.sha256, facts.id)
        counts.add(facts.words)
        if facts.emended:
            ids.setdefault(facts.emended, facts.id)
            own = [emendation for emendation in text.emendations if emendation.paragraph == facts.id]
            counts.add(facts.words + sum(len(e.corrected.split()) - len(e.printed.split()) for e in own))
    return Wanted(ids, sorted(counts, reverse=True))


def _divided(stretch: Stretch, way: Way, wanted: Wanted) -> list[Item]:
    """A stretch with the paragraphs that this way shows in it; the stretch itself where there are none."""
    text = unicodedata.normalize("NFC", way(stretch.text).replace("\u00ad", ""))
    places = [(match.start(), match.end()) for match in re.finditer(r"\S+", text)]
    words = [text[start:end] for start, end in places]
    lines = list(accumulate((text.count("\n", before, at) for before, at in _gaps(places)), initial=stretch.line))[1:]
    made: list[Item] = []
    done = 0

    def rest(until: int) -> Iterator[Item]:
        if done == 0 and until == len(words):
            yield stretch
        elif done < until:
            piece = Stretch(text[places[done][0] : places[until - 1][1]], lines[done], stretch.level)
            yield from _divided(piece, way, wanted)

    for start, end, key in _windows(words, lines, wanted):
        made.extend(rest(start))
        found = " ".join(words[start:end])
        restored = "" if way is same else "typography"
        made.append(Hit(wanted.ids[key], found, lines[start], lines[end - 1], restored))
        wanted.found.add(wanted.ids[key])
        done = end
    return [*made, *rest(len(words))]


def _gaps(places: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    before = 0
    for start, _ in places:
        yield before, start
        before = start


def _windows(words: Sequence[str], lines: Sequence[int], wanted: Wanted) -> list[tuple[int, int, str]]:
    """Where the author's paragraphs are among words: first the whole, then from line to line, then anywhere."""
    total = len(words)
    whole = _hash(words)
    if total in wanted.counts and whole in wanted.ids:
        return [(0, total, whole)]
    begins = [at for at in range(total) if at == 0 or lines[at] != lines[at - 1]]
    found = _scan(words, begins, {*begins, total}, wanted)
    fits = sum(count <= total for count in wanted.counts)
    if found or total * fits > wanted.budget:
        return found
    return _scan(words, range(total), set(), wanted)


def _scan(words: Sequence[str], starts: Sequence[int], ends: set[int], wanted: Wanted) -> list[tuple[int, int, str]]:
    found = []
    done = 0
    for start in starts:
        if start < done:
            continue
        for count in wanted.counts:
            end = start + count
            if end > len(words) or (count < SHORTEST and end not in ends) or wanted.budget <= 0:
                continue
            wanted.budget -= 1
            key = _hash(words[start:end])
            if key in wanted.ids:
                found.append((start, end, key))
                done = end
                break
    return found


def _hash(words: Sequence[str]) -> str:
    return sha256(" ".join(words).encode("utf-8", "surrogatepass")).hexdigest()


def _numbered(items: list[Item], text: Text) -> list[Item]:
    """Paragraphs with the same words get their ids in order; what comes more often than the author has it keeps the last."""
    twins: dict[str, list[str]] = defaultdict(list)
    for facts in text.paragraphs:
        twins[facts.sha256].append(facts.id)
    first = {ids[0]: ids for ids in twins.values()}
    seen: dict[str, int] = defaultdict(int)
    made: list[Item] = []
    for item in items:
        if isinstance(item, Hit) and len(first.get(item.id, [])) > 1:
            ids = first[item.id]
            seen[item.id] += 1
            item = replace(item, id=ids[min(seen[item.id], len(ids)) - 1])
        made.append(item)
    return made


def _printed(hit: Hit, text: Text) -> Hit:
    """A paragraph that was found in its emended form, as the author's text was printed."""
    facts = next(facts for facts in text.paragraphs if facts.id == hit.id)
    if not facts.emended or sha256(normal(hit.text).encode()).hexdigest() == facts.sha256:
        return hit
    own = [emendation for emendation in text.emendations if emendation.paragraph == hit.id]
    return replace(hit, text=exchange(hit.text, [(e.corrected, e.printed) for e in own]), restored="the printed form")


def exchange(words: str, pairs: Sequence[tuple[str, str]]) -> str:
    """Words with one phrase put in the place of another, each where it occurs once."""
    for old, new in pairs:
        spans = find(old, words)
        if len(spans) == 1:
            words = words[: spans[0].start] + new + words[spans[0].end :]
    return words


def emended(words: str, emendations: Sequence[Emendation]) -> str:
    """A paragraph as the editors correct it."""
    return exchange(words, [(e.printed, e.corrected) for e in emendations])
