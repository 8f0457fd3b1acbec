"""Know the author's paragraphs by their letters: facts about a text, and its paragraphs found in a copy of any shape.

A paragraph is known by how many letters and digits it has and by their SHA-256, which no typography, line break, header or footer
changes. Whether it is the author's to the sign, too, the SHA-256 of its normal form says.
"""

import unicodedata
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from itertools import pairwise
from typing import Any

import yaml

from edition.model.edition import Register
from edition.model.records import Emendation, ParagraphFacts, Text
from edition.model.section import Note
from edition.model.standing import Footing, anchored
from edition.original.copies import Stretch
from edition.original.ways import Ways
from edition.text.names import mentions
from edition.text.normal import PLAIN, digest, normal
from edition.text.quotes import exchange

KEPT = {"folder", "title", "author", "published", "venue", "url", "licence", "language", "emendations"}
SHORT = 20  # letters: a shorter paragraph is looked for only as a whole line, since “Yes.” may stand anywhere
DUMPER = yaml.CSafeDumper if yaml.__with_libyaml__ else yaml.SafeDumper  # a long text has ten thousands of paragraphs
BUDGET = 2_000_000  # stretches that may be hashed one by one; an essay with a page around it needs some thousands


def is_letter(sign: str) -> bool:
    """Tell whether a sign counts: letters, digits, and the marks that belong to letters."""
    return sign.isalnum() or unicodedata.category(sign)[0] == "M"


def letters(text: str) -> str:
    """Return the letters and digits of a text, composed (NFC), ligatures and raised figures in ordinary signs."""
    return "".join(PLAIN.get(sign, sign) for sign in unicodedata.normalize("NFC", text) if is_letter(sign))


def fingerprint(signs: str) -> str:
    """Return the SHA-256 (hexadecimal) of letters."""
    return sha256(signs.encode("utf-8", "surrogatepass")).hexdigest()


# ---- facts about a text


def facts(paragraphs: list[str], text: Text, register: Register, notes: Iterable[Note] = ()) -> dict[str, Any]:
    """Return a text's entry for data/text.yml; what was known of its publication and its slips is kept.

    notes are those on it: of each whose quote has one place in the text, its key and its paragraph go on record.
    """
    kept = text.model_dump(mode="json", include=KEPT, exclude_defaults=True)
    whole = normal("\n".join(paragraphs))
    return {key: value for key, value in kept.items() if value} | {
        "words": len(whole.split()),
        "sha256": digest(whole),
        "paragraphs": [_paragraph(f"p{number}", words, text.emendations) for number, words in enumerate(paragraphs, 1)],
        "mentions": _mentions(paragraphs, register),
        "quotes": dict(sorted(_quotes(paragraphs, list(notes)))),
    }


def _quotes(paragraphs: Sequence[str], notes: Sequence[Note]) -> Iterator[tuple[str, str]]:
    footings = [Footing(f"p{number}", words) for number, words in enumerate(paragraphs, 1)]
    for note, hits in zip(notes, anchored(notes, footings), strict=True):
        # A bare number counts within the note's section, and where that ends is not known here.
        if len(hits) == 1 and not note.at.isdigit():
            yield note.key, footings[hits[0][0]].id


def _paragraph(id: str, words: str, emendations: Sequence[Emendation]) -> dict[str, Any]:
    signs = letters(words)
    known = {"id": id, "words": len(normal(words).split()), "sha256": digest(words)}
    known |= {"letters": len(signs), "fingerprint": fingerprint(signs)} if signs else {}
    own = [(one.printed, one.corrected) for one in emendations if one.paragraph == id]
    return known | ({"emended": digest(exchange(words, own))} if own else {})


def _mentions(paragraphs: list[str], register: Register) -> dict[str, dict[str, dict[str, int]]]:
    """How often each entry is named: key -> form as it stands in the text -> paragraph -> count."""
    found: dict[str, dict[str, Counter[str]]] = defaultdict(lambda: defaultdict(Counter))
    for number, words in enumerate(paragraphs, 1):
        for mention in mentions(words, register.names, f"p{number}"):
            found[mention.key][normal(words[mention.span.start : mention.span.end])][f"p{number}"] += 1
    return {key: {form: dict(counts) for form, counts in sorted(found[key].items())} for key in sorted(found)}


def as_yaml(texts: list[dict[str, Any]]) -> str:
    """Return data/text.yml."""
    head = "# Facts about the author's text, made by `edition facts`; what is said of its publication is kept as it stands.\n"
    return head + yaml.dump({"texts": texts}, Dumper=DUMPER, allow_unicode=True, sort_keys=False, width=120)


# ---- paragraphs found in a copy


@dataclass(frozen=True)
class Hit:
    """A paragraph of the author's in a copy: its id and words, its lines; exact: to the sign; restored: typography was undone."""

    id: str
    text: str
    line: int
    last: int
    exact: bool
    restored: bool = False


Item = Stretch | Hit


@dataclass(frozen=True)
class _Claim:
    """Letters of a copy, from start to end, that are a paragraph of the author's; or a whole block that has none."""

    start: int
    end: int
    id: str
    block: int


class _Letters:
    """The letters of a copy in a row, with the place of each: the number of its block, and where it stands in the block."""

    def __init__(self, copy: Sequence[Stretch]) -> None:
        self.texts = [unicodedata.normalize("NFC", stretch.text) for stretch in copy]
        self.lines = [stretch.line for stretch in copy]
        signs: list[str] = []
        self.places: list[tuple[int, int]] = []
        self.begins: list[int] = []  # of each block, in letters
        self.words: list[int] = []  # where a word begins
        self.line_starts: list[int] = []
        for at, text in enumerate(self.texts):
            self.begins.append(len(signs))
            word = line = True
            for offset, sign in enumerate(text):
                if not is_letter(sign):
                    line |= sign == "\n"
                    word = True
                    continue
                if word:
                    self.words.append(len(signs))
                if line:
                    self.line_starts.append(len(signs))
                word = line = False
                for one in PLAIN.get(sign, sign):
                    signs.append(one)
                    self.places.append((at, offset))
        self.begins.append(len(signs))
        self.text = "".join(signs)

    def line(self, at: int) -> int:
        """The line on which a letter stands."""
        block, offset = self.places[at]
        return self.lines[block] + self.texts[block].count("\n", 0, offset)

    def words_of(self, start: int, end: int) -> str:
        """The words that letters from start to end belong to, with the signs around them that belong to no other words."""
        (first, begin), (last, finish) = self.places[start], self.places[end - 1]
        text, tail = self.texts[first], self.texts[last]
        if start == self.begins[first]:
            begin = 0
        while begin and not text[begin - 1].isspace() and not is_letter(text[begin - 1]):
            begin -= 1
        finish = len(tail) if end == self.begins[last + 1] else finish + 1
        while finish < len(tail) and not tail[finish].isspace() and not is_letter(tail[finish]):
            finish += 1
        if first == last:
            return normal(text[begin:finish])
        return normal(" ".join([text[begin:], *self.texts[first + 1 : last], tail[:finish]]))


def match(copy: Sequence[Stretch], text: Text) -> list[Item]:
    """Return a copy with every paragraph of the author's that is found in it in the place of its words, in order."""
    signs = _Letters(copy)
    claims = _claims(signs, text)
    return _numbered(list(_items(copy, signs, claims, text)), text)


def _claims(signs: _Letters, text: Text) -> list[_Claim]:
    known = {facts.fingerprint: facts.id for facts in reversed(text.paragraphs) if facts.fingerprint}
    exact = {facts.sha256: facts.id for facts in reversed(text.paragraphs) if not facts.fingerprint}  # no letters, or older facts
    claims: list[_Claim] = []
    for at, (start, end) in enumerate(pairwise(signs.begins)):  # whole blocks first: most copies have the author's
        id = known.get(fingerprint(signs.text[start:end])) or exact.get(digest(signs.texts[at]))
        if id:
            claims.append(_Claim(start, end, id, at))
    for starts in (signs.line_starts, signs.words):
        found = {claim.id for claim in claims}
        lengths = sorted({facts.letters for facts in text.paragraphs if facts.letters and facts.id not in found}, reverse=True)
        if len(starts) * len(lengths) <= BUDGET:
            claims = sorted([*claims, *_scan(signs, starts, lengths, known, claims)], key=lambda claim: claim.start)
    return claims


def _scan(
    signs: _Letters, starts: Sequence[int], lengths: Sequence[int], known: Mapping[str, str], taken: Sequence[_Claim]
) -> Iterator[_Claim]:
    """The paragraphs that begin at some of these letters, where nothing is claimed yet."""
    lines = {*signs.line_starts, len(signs.text)}
    begun = [claim.start for claim in taken]
    done = 0
    for start in starts:
        at = bisect_right(begun, start)
        room = taken[at].start if at < len(taken) else len(signs.text)
        if start < done or (at and start < taken[at - 1].end):
            continue
        for length in lengths:
            end = start + length
            inside = length < SHORT and not {start, end} <= lines
            if end <= room and not inside and (id := known.get(fingerprint(signs.text[start:end]))):
                yield _Claim(start, end, id, signs.places[start][0])
                done = end
                break


def _items(copy: Sequence[Stretch], signs: _Letters, claims: Sequence[_Claim], text: Text) -> Iterator[Item]:
    """The claims as hits, and what is left of the blocks between them."""
    done = 0
    ways = Ways()
    for claim in claims:
        yield from _left(copy, signs, done, claim.start)
        if claim.start < claim.end:
            words, lines = signs.words_of(claim.start, claim.end), (signs.line(claim.start), signs.line(claim.end - 1))
        else:
            words, lines = normal(signs.texts[claim.block]), (signs.lines[claim.block],) * 2
        yield _hit(claim.id, words, *lines, text.facts[claim.id], ways)
        done = claim.end
    yield from _left(copy, signs, done, len(signs.text))


def _left(copy: Sequence[Stretch], signs: _Letters, start: int, end: int) -> Iterator[Stretch]:
    """What blocks hold from a letter to another, block by block."""
    while start < end:
        at = bisect_right(signs.begins, start) - 1
        stop = min(signs.begins[at + 1], end)
        yield Stretch(signs.words_of(start, stop), signs.line(start), copy[at].level)
        start = stop


def _hit(id: str, words: str, line: int, last: int, known: ParagraphFacts, ways: Ways) -> Hit:
    form = ways.restored(words, known.sha256)
    return Hit(id, form or words, line, last, exact=form is not None, restored=form is not None and form != words)


def _numbered(items: list[Item], text: Text) -> list[Item]:
    """Paragraphs with the same words get their ids in order; what comes more often than the author has it keeps the last."""
    twins: dict[str, list[str]] = defaultdict(list)
    for facts in text.paragraphs:
        twins[facts.fingerprint or facts.sha256].append(facts.id)
    first = {ids[0]: ids for ids in twins.values() if len(ids) > 1}
    seen: Counter[str] = Counter()
    made: list[Item] = []
    for item in items:
        if isinstance(item, Hit) and item.id in first:
            ids = first[item.id]
            seen[item.id] += 1
            item = Hit(ids[min(seen[item.id], len(ids)) - 1], item.text, item.line, item.last, item.exact, item.restored)
        made.append(item)
    return made
