"""Counts and lengths: how much there is of everything, and how much of the essay is quoted."""

from collections import Counter
from collections.abc import Iterator

from edition.files.problem import Problem
from edition.model.edition import Edition
from edition.model.markdown import plain
from edition.model.section import Note
from edition.text.quotes import find
from tests.content.remarks import at_entry, at_note, remark, words

PARAGRAPHS = [f"p{number}" for number in range(1, 15)]
FEWEST = dict.fromkeys(PARAGRAPHS, 3) | {"p14": 1}  # notes on a paragraph; the last one is of the author
RESTATED = range(600, 901)  # words of the restatement
BRIEF = range(10, 81)
TOLD = {"actor": range(60, 121), "term": range(30, 121)}
NEWCOMERS = [1, 2, 3, 4, 5]  # the actors whom a newcomer meets first, in order
LONG_QUOTES = 210  # words in quotes of four words and more


def paragraph_of(edition: Edition, note: Note) -> str:
    """Return the paragraph that a note is on, or nothing where its words stand in none."""
    paragraphs = (paragraph for section in edition.all_sections() if note in section.notes for paragraph in section.paragraphs)
    return next((paragraph.id for paragraph in paragraphs if find(note.anchor, plain(paragraph.source))), "")


def remarks(edition: Edition) -> Iterator[Problem]:
    """Yield what is too little, too much, too short or too long."""
    yield from _text(edition)
    yield from _notes(edition)
    yield from _register(edition)


def _text(edition: Edition) -> Iterator[Problem]:
    sections = list(edition.all_sections())
    paragraphs = [paragraph for section in sections for paragraph in section.paragraphs]
    found = [paragraph.id for paragraph in paragraphs]
    if found != PARAGRAPHS:
        missing = ", ".join(sorted(set(PARAGRAPHS) - set(found))) or "none is missing, but their order is another"
        yield remark("docs/essay", f"the paragraphs are not p1 to p14: {missing}", "text")
    total = sum(words(plain(paragraph.source)) for paragraph in paragraphs)
    if total not in RESTATED:
        yield remark("docs/essay", f"the restatement has {total} words (from {RESTATED.start} to {RESTATED.stop - 1})", "text")
    for section in sections:
        if words(section.brief) not in BRIEF:
            yield remark(section.path, f"the verdict in brief has {words(section.brief)} words (from 10 to 80)", "brief")
    for text in edition.register.texts:
        unsaid = [name for name in ("published", "venue", "url") if not getattr(text, name)]
        if unsaid:
            yield remark("data/text.yml", f"“{text.title}” does not say its {', '.join(unsaid)}", "text")


def _notes(edition: Edition) -> Iterator[Problem]:
    notes = list(edition.all_notes())
    count = Counter(paragraph_of(edition, note) for _, note in notes)
    for paragraph, fewest in FEWEST.items():
        if count[paragraph] < fewest:
            yield remark("docs/essay", f"paragraph {paragraph} has {count[paragraph]} notes (at least {fewest})", "notes")
    found = {edition.register.kind_of(note).id for _, note in notes}
    for kind in edition.register.kinds:
        if kind.id not in found:
            yield remark("docs/essay", f"no note is of the kind {kind.id}", "notes")
    for section, note in notes:
        if not note.reviewed:
            yield at_note(section, note, "was never reviewed", "review")
    lengths = [len(note.quote.split()) for _, note in notes]
    if sum(length <= 3 for length in lengths) * 3 < len(lengths):
        yield remark("docs/essay", "fewer than a third of the quotes are of three words or less", "quotes")
    long = sum(length for length in lengths if length > 3)
    if long >= LONG_QUOTES:
        yield remark("docs/essay", f"the quotes of four words and more have {long} words (below {LONG_QUOTES})", "quotes")


def _register(edition: Edition) -> Iterator[Problem]:
    register = edition.register
    for sort, entries in (("actor", register.actors), ("term", register.terms)):
        for entry in entries:
            if words(entry.body) not in TOLD[sort]:
                wanted = f"from {TOLD[sort].start} to {TOLD[sort].stop - 1}"
                yield at_entry(entry, f"is told of in {words(entry.body)} words ({wanted})", "entry")
    first = sorted(entry.lead for entry in register.actors if entry.lead)
    if first != NEWCOMERS:
        yield remark("docs/actors", f"a newcomer meets the actors {first} first, not {NEWCOMERS} (lead)", "entry")
    for number, source in enumerate(register.sources):
        if source.URL and not (source.model_extra or {}).get("accessed"):
            place = register.places["sources.yml"].place(("references", number))
            yield remark("data/sources.yml", f"{source.id} does not say when it was read (accessed)", "source", *place)
