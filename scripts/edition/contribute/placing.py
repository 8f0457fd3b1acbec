"""Put many remarks into their sections as notes: what stands up to every check is placed, of the rest is said why not."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NamedTuple

from edition.check.notes import CITES
from edition.contribute.insert import Draft, put
from edition.contribute.propose import kinds_by_name, news
from edition.contribute.remarks import Remark
from edition.files.problem import EditionError, Problem
from edition.model.edition import Edition
from edition.model.markdown import plain
from edition.model.section import Note, Section, parse
from edition.model.standing import Footing, footings, place_of
from edition.text.citations import without_citations
from edition.text.normal import WORD, Span, fold, normal
from edition.text.quotes import QuoteIndex, bare, find, nearest

LONGEST = 12  # words of a quote: of a longer one the heading has the first and the last
ENDS = 4  # so many of each
HINTED = 200_000  # characters: through a longer text no search is made for the words nearest to those that are missing
OWN_SOURCE = re.compile(r"^.*(?:/sources/#|#sources/)")  # before the key, in the address of a source on the edition’s own page
# Advice that others must heed: whoever selects words on a page cannot see whose they are.
MARKED = "quote-unmarked"


class Spot(NamedTuple):
    """Where a remark hangs: its section, the paragraph or heading, the span in its text."""

    section: Section
    footing: Footing
    span: Span


class Placed(NamedTuple):
    """A remark that has become a note of a section file."""

    remark: Remark
    path: str
    note: Note


@dataclass(frozen=True)
class Placement:
    """What became of remarks: section files as they would be, the notes, the faults of the rest, how many were there already."""

    texts: dict[Path, str]
    placed: Sequence[Placed]
    left: Sequence[Problem]
    known: int = 0


class _Text:
    """All paragraphs of an edition, in which words are looked for, and where all of a text is the author’s its headings."""

    def __init__(self, edition: Edition) -> None:
        self.places = [(section, footing) for section in edition.all_sections() for footing in _footings(edition, section)]
        self.texts = [footing.text for _, footing in self.places]
        self.index = QuoteIndex(self.texts)

    def spots(self, words: str) -> list[Spot]:
        """Where words stand: in headings only where no paragraph has them."""
        found = [Spot(*self.places[where], span) for where, span in self.index(words)]
        return [spot for spot in found if spot.footing.id] or found


def _footings(edition: Edition, section: Section) -> list[Footing]:
    found = footings(edition, section)
    return [one for one in found if one.id] if any(one.restated for one in found) else found


def place(edition: Edition, remarks: Sequence[Remark], name: str, today: str) -> Placement:
    """Return what becomes of the remarks of a file, by its name, as notes reviewed today.

    Raises EditionError where together they bring faults that belong to none of them.
    """
    text = _Text(edition)
    drafts: list[tuple[Remark, Section, Draft]] = []
    seen: set[Draft] = set()
    left: list[Problem] = []
    known = 0
    for remark in remarks:
        try:
            section, draft = _draft(edition, text, remark, today)
        except _Unfit as reason:
            left.append(_problem(remark, name, str(reason), reason.rule))
            continue
        if draft in seen or _there(section, draft):
            known += 1
        else:
            seen.add(draft)
            drafts.append((remark, section, draft))
    while True:
        after, placed, refused = _inserted(edition, drafts, name)
        wrong = [*refused, *_faults(edition, after, placed, name)] if drafts else []
        if not wrong:
            made = {section.path: section.source for section in after.all_sections()}
            changed = {edition.root / path: made[path] for path in {one.path: 0 for one in placed}}
            return Placement(changed, placed, sorted(left), known)
        # Whoever knows that our words are the author’s, too, may have them in the restatement without quotation marks.
        alike = {id(remark) for remark, problem in wrong if problem.rule == MARKED and remark.known and not remark.words}
        alike -= {id(remark) for remark, _, draft in drafts if draft.words}
        left += [problem for remark, problem in wrong if id(remark) not in alike]
        unfit = {id(remark) for remark, _ in wrong} - alike
        drafts = [
            (remark, section, replace(draft, words=draft.quote) if id(remark) in alike else draft)
            for remark, section, draft in drafts
            if id(remark) not in unfit
        ]


class _Unfit(Exception):
    """Why a remark cannot become a note."""

    def __init__(self, message: str, rule: str = "annotations") -> None:
        super().__init__(message)
        self.rule = rule


def _problem(remark: Remark, name: str, message: str, rule: str) -> Problem:
    short = " ".join(remark.quote.split())
    words = f"“{short[:80]}{'…' * (len(short) > 80)}”: " if short and short[:40] not in message else ""
    return Problem(name, remark.line, 1, f"{words}{message}", rule)


def _draft(edition: Edition, text: _Text, remark: Remark, today: str) -> tuple[Section, Draft]:
    """The note that a remark makes, and its section."""
    if remark.amiss:
        raise _Unfit(remark.amiss)
    if not remark.text.strip():
        raise _Unfit("says nothing; a note needs a text", "note-empty")
    words = remark.words if text.spots(bare(remark.words)) else ""  # an edition with the author’s text has no words of ours
    spot = _spot(text, remark, words or remark.quote)
    quote, at = (bare(remark.quote), "") if words else _unique(edition, text, spot, _shortened(spot.footing.text, spot))
    kinds = kinds_by_name(edition.register)
    kind = next((kinds[tag] for tag in map(_folded, remark.tags) if tag in kinds), edition.register.plain_kind)
    body = _citing(remark.text.strip(), edition, remark.sources)
    return spot.section, Draft(quote, kind.id, today, body, at, bare(words))


def _folded(tag: str) -> str:
    return tag.strip().strip(".").casefold()


def _citing(text: str, edition: Edition, sources: Sequence[str]) -> str:
    """The text of a remark with the sources that it brings: by their keys where the edition has them, else by their addresses."""
    if CITES.search(text):
        return text
    keys = {source.URL.replace(" ", "%20"): source.id for source in edition.register.sources if source.URL}
    ids = {source.id for source in edition.register.sources}
    listed = list(dict.fromkeys(sources))
    listed = [keys.get(one, OWN_SOURCE.sub("", one) if OWN_SOURCE.sub("", one) in ids else one) for one in listed]
    known = [f"@{one}" for one in listed if one in ids]
    cited = [*([f"[{'; '.join(known)}]"] if known else []), *(one for one in listed if one not in ids)]
    return " ".join([text, *cited])


def _spot(text: _Text, remark: Remark, words: str) -> Spot:
    """The one place of a remark's words: where they stand several times, the paragraph and the words around them decide."""
    found = text.spots(bare(words))
    if not found:
        raise _Unfit(_missing(text, words), "quote-missing")
    named = [spot for spot in found if spot.footing.name == remark.paragraph]
    found = named or found
    if len(found) > 1:
        found = [spot for spot in found if _amid(spot.footing.text, spot.span, remark)] or found
    if len(found) > 1:
        ids = ", ".join(dict.fromkeys(f"{spot.footing.name} ({spot.section.path})" for spot in found[:ENDS]))
        raise _Unfit(f"found {len(found)} times, in {ids}: “{bare(words)}”; quote more words", "quote-ambiguous")
    return found[0]


def _missing(text: _Text, words: str) -> str:
    if find(bare(words), " ".join(text.texts)):
        return f"runs over the end of a paragraph: “{bare(words)}”; quote words of one"
    near = nearest(words, text.texts) if sum(map(len, text.texts)) <= HINTED and len(words) < LONGEST * 20 else ""
    return f"not in the text: “{bare(words)}”" + (f"; nearest is “{near}”" if near else "")


def _amid(words: str, span: Span, remark: Remark) -> bool:
    """Whether the words around a span are those that the remark has around its own, as far as both reach."""
    if not (remark.before or remark.after):
        return False
    before, after = _letters(words[: span.start]), _letters(words[span.end :])
    theirs, next = _letters(remark.before), _letters(remark.after)
    left, right = min(len(before), len(theirs)), min(len(after), len(next))
    return before[len(before) - left :] == theirs[len(theirs) - left :] and after[:right] == next[:right]


def _letters(words: str) -> str:
    return "".join(WORD.findall(fold(words).text))


def _shortened(words: str, spot: Spot) -> Span | str:
    """A long quote by its first and its last words, where these find the same stretch; a short one by its span."""
    quote = words[spot.span.start : spot.span.end]
    found = list(WORD.finditer(quote))
    if len(found) > LONGEST:
        ends = f"{quote[: found[ENDS - 1].end()]} … {quote[found[-ENDS].start() : found[-1].end()]}"
        if len(find(ends, words)) == 1:
            return normal(ends)
    return spot.span


def _unique(edition: Edition, text: _Text, spot: Spot, quote: Span | str) -> tuple[str, str]:
    """A quote that stands once in the edition: with as many of the next words as it takes, then of those before; else its place."""
    if isinstance(quote, str):
        return quote, ""
    words = spot.footing.text
    starts = [match.start() for match in WORD.finditer(words) if match.end() <= quote.start]
    ends = [match.end() for match in WORD.finditer(words) if match.start() >= quote.end]
    wider = [
        *(Span(quote.start, end) for end in (quote.end, *ends[:LONGEST])),
        *(Span(start, quote.end) for start in starts[-LONGEST:][::-1]),
    ]
    for span in wider:
        made = normal(words[span.start : span.end])
        if len(text.spots(made)) == 1:
            return bare(made), ""
    alone, found = bare(words[quote.start : quote.end]), footings(edition, spot.section)
    return alone, place_of(Note(alone), (found.index(spot.footing), quote), found)


def _there(section: Section, draft: Draft) -> bool:
    """Whether a section has that note already, with whatever sources."""
    said = _said(draft.text)
    return any(bare(note.quote) == draft.quote and _said(note.body) == said for note in section.notes)


def _said(body: str) -> str:
    return normal(plain(without_citations(body)))


Wrong = tuple[Remark, Problem]


def _inserted(
    edition: Edition, drafts: Iterable[tuple[Remark, Section, Draft]], name: str
) -> tuple[Edition, list[Placed], list[Wrong]]:
    """The edition with the notes in their places, the notes, and those that are not one note."""
    placed: list[Placed] = []
    refused: list[Wrong] = []
    sections = {section.path: section for section in edition.all_sections()}
    taken = {note.id for _, note in edition.all_notes()}
    for remark, section, draft in drafts:
        before = sections[section.path]
        text, line = put(edition, before, draft, taken)
        after = parse(text, section.path)
        if len(after.notes) != len(before.notes) + 1 or after.paragraphs != before.paragraphs:
            message = "its text is not one note: it holds headings or paragraph ids; leave them out"
            refused.append((remark, _problem(remark, name, message, "annotations")))
            continue
        sections[section.path] = after
        note = next(note for note in after.notes if note.line == line)
        taken.add(note.id)
        placed.append(Placed(remark, section.path, note))
    made = {folder: tuple(sections[one.path] for one in found) for folder, found in edition.sections.items()}
    return replace(edition, sections=made), placed, refused


def _faults(before: Edition, after: Edition, placed: Sequence[Placed], name: str) -> list[Wrong]:
    """The faults that the notes bring, each with its remark."""
    owners = {(one.path, one.note.id): one.remark for one in placed}
    problems = news(before, after, strict=(MARKED,))
    found = [(_owner(after, problem, owners), problem) for problem in problems]
    strange = [problem for remark, problem in found if remark is None]
    if strange and len(strange) == len(found):
        raise EditionError(*strange)
    return [(remark, _problem(remark, name, problem.message, problem.rule)) for remark, problem in found if remark]


def _owner(edition: Edition, problem: Problem, owners: dict[tuple[str, str], Remark]) -> Remark | None:
    """The remark whose note holds the line of a problem."""
    section = next((section for section in edition.all_sections() if section.path == problem.path), None)
    notes = [note for note in section.notes if note.line <= problem.line] if section else []
    return owners.get((problem.path, notes[-1].id)) if notes else None
