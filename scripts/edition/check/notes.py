"""Rules on notes: their quotes, headings and bodies."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import replace

from edition.check.finding import Finding, at_note, nearest_key
from edition.check.registry import advice, house, rule
from edition.check.survey import Placed, Survey
from edition.model.dates import is_day
from edition.model.edition import Edition
from edition.model.markdown import plain
from edition.model.occurrences import finding_of
from edition.model.section import Note, Section, begins_note, level, title_of
from edition.model.standing import anchored, place_of
from edition.text.citations import without_citations
from edition.text.normal import Span, word_count
from edition.text.quotes import Hit, find, nearest

QUOTED = re.compile(r"“[^”]{0,1000}”|‘[^’]{0,1000}’|\"[^\"]{0,1000}\"|«[^»]{0,1000}»|„[^“”]{0,1000}[“”]")
BRACES = re.compile(r"[”\"»“’'」][ \t]*(\{[^{}]*\}?)$")  # behind a quote, and no list of attributes
CITES = re.compile(r"\[@|\]\(|\[\^|https?:")
SHORTEST, LONGEST = 40, 110  # words of a note
FINDING = 25  # words of its first sentence
INDENTED = re.compile(r" {1,3}(#{2,6}[ \t]*[“\"«„‘'「].*)")


@rule
def quote_empty(survey: Survey) -> Iterator[Finding]:
    """A note's heading quotes the words that the note is about."""
    for section, note in survey.edition.all_notes():
        if not note.quote:
            yield at_note(section, note, "the heading quotes nothing; write ### “words of the text”")


@rule
def quote_missing(survey: Survey) -> Iterator[Finding]:
    """The quoted words occur in the section's text, or the note names words of the restatement."""
    for placed in survey.placed:
        for note, hits in zip(placed.section.notes, placed.hits, strict=True):
            if note.quote and not hits and not (note.words and placed.restated):
                braces = BRACES.search(note.quote)
                if braces:
                    line = placed.section.source.split("\n")[note.line - 1]
                    message = f"“{braces[1]}” sets nothing; write {{ #id .kind }}, and of an id letters, digits and hyphens"
                    yield Finding(placed.section.path, note.line, line.rindex("{") + 1, message)
                    continue
                yield at_note(placed.section, note, missing(survey.edition, placed, note))


@rule
def words_missing(survey: Survey) -> Iterator[Finding]:
    """The words of the restatement that a note names (words="…") occur there once, and in the paragraph of its quote."""
    for placed in survey.placed:
        text = survey.edition.text_of(placed.section)
        for note, hits in zip(placed.section.notes, placed.hits, strict=True):
            ids = placed.names(hits)
            if not note.words:
                continue
            known = text.quotes.get(note.key, "")
            if not hits and placed.restated:
                near = nearest(note.words, (footing.text for footing in placed.footings))
                hint = f"; nearest is “{near}”" if near else ""
                yield at_note(placed.section, note, f"not in the restatement of this section: words=“{note.words}”{hint}")
            elif len(hits) > 1:
                message = f"found {len(hits)} times (in {', '.join(ids)}): words=“{note.words}”; name more words"
                yield at_note(placed.section, note, message)
            elif known and ids != [known]:
                yield at_note(placed.section, note, f"“{note.quote}” is of {known}, but words=“{note.words}” stands in {ids[0]}")


@advice
def quote_unverified(survey: Survey) -> Iterator[Finding]:
    """That a quote is the author's can be seen: it stands in quotation marks in the restatement, or `edition facts` has seen it."""
    for placed in survey.placed:
        text = survey.edition.text_of(placed.section)
        for note, hits in zip(placed.section.notes, placed.hits, strict=True):
            if note.words and hits and text.quotes and note.key not in text.quotes:
                message = f"whether “{note.quote}” is the author’s is not on record; run `edition facts` with the text"
                yield at_note(placed.section, note, message)


def missing(edition: Edition, placed: Placed, note: Note) -> str:
    """Return what to say of a quote that is not in its section: where it stands there, or has moved, or what is most like it."""
    section, quote = placed.section, note.quote
    [elsewhere] = anchored([replace(note, at="")], placed.footings)
    if elsewhere:
        at = place_of(note, elsewhere[0], placed.footings)
        return f"not at {note.at}: “{quote}” stands in {', '.join(placed.names(elsewhere))}; write at={at}"
    for other in edition.sections[edition.text_of(section).folder]:
        for paragraph in other.paragraphs if other is not section else ():
            if find(quote, plain(paragraph.source)):
                return f"not in the text: “{quote}” has moved to {paragraph.id} in {other.path}; move the note there"
    texts = {paragraph.id: plain(paragraph.source) for paragraph in section.paragraphs}
    if find(quote, " ".join(texts.values())):
        return f"runs over the end of a paragraph: “{quote}”; quote words of one"
    best = nearest(quote, [*texts.values(), *(other.quote for other in section.notes if other.words and other is not note)])
    id = next((id for id, words in texts.items() if best and find(best, words)), "")
    hint = f"; nearest is “{best}”{f' in {id}' if id else ''}" if best else "; no words there are like it"
    return f"not in the text: “{quote}”{hint}"


@rule
def quote_ambiguous(survey: Survey) -> Iterator[Finding]:
    """The quoted words occur only once in the section's text, or at= says which place is meant."""
    for placed in survey.placed:
        for note, hits in zip(placed.section.notes, placed.hits, strict=True):
            if len(hits) > 1 and not note.words:
                where = ", ".join(placed.names(hits))
                advice = f"quote more words, or say which: at={place_of(note, hits[0], placed.footings)}"
                yield at_note(placed.section, note, f"found {len(hits)} times (in {where}): “{note.quote}”; {advice}")


@advice
def quote_unmarked(survey: Survey) -> Iterator[Finding]:
    """In a restated paragraph the author's words stand inside quotation marks."""
    for placed in survey.placed:
        marked = _quotations(survey.edition, placed)
        for note, hits in zip(placed.section.notes, placed.hits, strict=True):
            at = hits[0][0] if len(hits) == 1 else -1
            if at in marked and not note.words and not _inside(hits[0][1], marked[at]):
                yield at_note(placed.section, note, _unmarked(placed, note, hits[0]))


def _unmarked(placed: Placed, note: Note, hit: Hit) -> str:
    """What to say of a quote that stands among our own words: the author's, where another note knows them."""
    at, span = hit
    for other, hits in zip(placed.section.notes, placed.hits, strict=True):
        if other.words and len(hits) == 1 and hits[0][0] == at and hits[0][1].start < span.end and span.start < hits[0][1].end:
            return f'“{note.quote}” are our words for the author’s “{other.quote}”; quote those, with words="{note.quote}"'
    id = placed.footings[at].name
    return f"“{note.quote}” is not inside quotation marks in {id}; add “ ” there, or words=“…” here"


def _quotations(edition: Edition, placed: Placed) -> dict[int, list[tuple[int, int]]]:
    """Where the quotations stand in each restated paragraph that facts are known of, by its index."""
    facts = edition.text_of(placed.section).facts
    known = (at for at, footing in enumerate(placed.footings) if footing.restated and footing.id in facts)
    return {at: [match.span() for match in QUOTED.finditer(placed.footings[at].text)] for at in known}


def _inside(span: Span, found: list[tuple[int, int]]) -> bool:
    before = bisect_left(found, (span.start, 0)) - 1
    return before >= 0 and span.end < found[before][1]


@advice
def notes_out_of_order(survey: Survey) -> Iterator[Finding]:
    """Notes follow the order of the text."""
    for section, _, found in survey.placed:
        last: Hit | None = None
        before = ""
        for note, hits in zip(section.notes, found, strict=True):
            if len(hits) != 1:
                continue
            if last is not None and (hits[0][0], hits[0][1].start) < (last[0], last[1].start):
                message = f"“{note.quote}” comes earlier in the text than “{before}”; move the note before that one"
                yield at_note(section, note, message)
            else:
                last, before = hits[0], note.quote


@rule
def note_empty(survey: Survey) -> Iterator[Finding]:
    """A note says something."""
    for section, note in survey.edition.all_notes():
        if not note.body:
            yield at_note(section, note, f"the note on “{note.quote}” is empty; write it, or remove its heading")
        elif note.body.startswith("[@") and not without_citations(note.body).strip(" .\n"):
            yield at_note(section, note, f"the note on “{note.quote}” says nothing beside its source; write what it says")


@house
def note_length(survey: Survey) -> Iterator[Finding]:
    """A note has 40 to 110 words."""
    for section, note in survey.edition.all_notes():
        words = word_count(without_citations(note.body))
        if note.body and not SHORTEST <= words <= LONGEST:
            more = f"say more (from {SHORTEST})" if words < SHORTEST else f"shorten it (to {LONGEST}) or make two notes"
            yield at_note(section, note, f"the note on “{note.quote}” has {words} words; {more}")


@house
def note_uncited(survey: Survey) -> Iterator[Finding]:
    """A note names a source."""
    for section, note in survey.edition.all_notes():
        if note.body and not CITES.search(note.body):
            message = f"the note on “{note.quote}” cites nothing; add an address, or [@key] of a source in data/sources.yml"
            yield at_note(section, note, message)


@house
def finding_long(survey: Survey) -> Iterator[Finding]:
    """A note's first sentence is its finding, of at most 25 words: beside the text it stands alone."""
    for section, note in survey.edition.all_notes():
        words = word_count(finding_of(note)) if note.body else 0
        if words > FINDING:
            yield at_note(section, note, f"the finding on “{note.quote}” has {words} words; answer in {FINDING}, then say why")


@rule
def kind_unknown(survey: Survey) -> Iterator[Finding]:
    """A note is of one kind, of those that data/kinds.yml has."""
    known = [kind.id for kind in survey.edition.register.kinds]
    if any(problem.path == "data/kinds.yml" for problem in survey.edition.problems):
        return  # the file cannot be read, and that has been told
    for section, note in survey.edition.all_notes():
        for name in note.classes:
            if name not in known:
                near = nearest_key(name, known)
                hint = f"; nearest is {near}" if near else f"; choose of {', '.join(known)}"
                yield at_note(section, note, f"“.{name}” is no kind of this edition{hint}")


@advice
def kind_double(survey: Survey) -> Iterator[Finding]:
    """A note is of one kind; of several the first counts."""
    for section, note in survey.edition.all_notes():
        if len(note.classes) > 1:
            yield at_note(section, note, f"{len(note.classes)} kinds, {' and '.join(note.classes)}; keep one")


@advice
def review_date(survey: Survey) -> Iterator[Finding]:
    """The date of a note's last review is a day: reviewed=2026-11-24."""
    for section, note in survey.edition.all_notes():
        if note.reviewed and not is_day(note.reviewed):
            yield at_note(section, note, f"“{note.reviewed}” is no day; write reviewed=2026-11-24")


@advice
def heading_level(survey: Survey) -> Iterator[Finding]:
    """A note's heading is of level 3."""
    for section in survey.edition.all_sections():
        for line in section.headings:
            found = level(line.text)
            if line.number > section.notes_line > 0 and found != 3 and begins_note(found, title_of(line.text)):
                yield Finding(section.path, line.number, 1, f"a note’s heading of level {found}; write ### before it")


@rule
def heading_indented(survey: Survey) -> Iterator[Finding]:
    """A note's heading begins its line: with a space before it, it would be words of the note above."""
    for section in survey.edition.all_sections():
        lines = section.source.split("\n")
        for number, line in enumerate(lines[section.notes_line :] if section.notes_line else (), section.notes_line + 1):
            if line[:1] == " " and (match := INDENTED.match(line)) and begins_note(level(match[1]), title_of(match[1])):
                yield Finding(section.path, number, 1, "a space before the heading of a note; remove it")


@advice
def heading_in_note(survey: Survey) -> Iterator[Finding]:
    """Under the notes there are only headings of notes."""
    for section in survey.edition.all_sections():
        if not section.notes_line:
            continue
        message = "a heading inside the notes; a note begins with ### and a quotation, and has no headings in it"
        for line in section.headings:
            if line.number > section.notes_line and not begins_note(level(line.text), title_of(line.text)):
                yield Finding(section.path, line.number, 1, message)
        for number in _underlines(section):
            yield Finding(section.path, number, 1, message)


def _underlines(section: Section) -> Iterator[int]:
    """The lines below `## Notes` that make a heading of the line before."""
    lines = section.source.split("\n")
    for at in range(section.notes_line, len(lines)):
        before = lines[at - 1].strip()
        if re.match(r"(?:=+|-+) *$", lines[at]) and before and before[0] not in "#|>-*":
            yield at + 1
