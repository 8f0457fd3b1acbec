"""Rules on what notes rest on: sources of a known sort, voices that are two, forecasts that are such."""

import re
from collections.abc import Iterator

from edition.check.finding import Finding, at_note
from edition.check.notes import CITES
from edition.check.registry import advice, house
from edition.check.survey import Survey
from edition.model.occurrences import words_of
from edition.model.section import Note
from edition.model.sources import WEIGHTS
from edition.text.citations import citations
from edition.text.names import mentions
from edition.text.sentences import sentence_at

# What looks ahead in English: a forecast has one of these, or is said to be hedged by a word of its own.
AHEAD = re.compile(
    r"\b(?:will|would|shall|should|may|might|can|could|going to|likely|perhaps|unless|until|soon|expect\w*|threaten\w*)\b"
)
THIN = re.compile(r"\b(?:thin|alone|only one|no other|single|one source)\b", re.IGNORECASE)


@advice
def weight_unknown(survey: Survey) -> Iterator[Finding]:
    """The weight of a source is one of the list: document, scholar, reporting, …"""
    for at, source in enumerate(survey.edition.register.sources):
        if source.sort and source.sort not in WEIGHTS:
            message = f"“{source.weight}” is no weight of a source; choose of {', '.join(WEIGHTS)}"
            yield survey.in_data("sources.yml", ("references", at, "custom", "weight"), message)


@house
def voice_single(survey: Survey) -> Iterator[Finding]:
    """A note that contradicts the author, or calls a claim contested, rests on two voices, or says that the footing is thin."""
    known = survey.edition.register.cited
    for section, note in survey.edition.all_notes():
        if not survey.edition.register.kind_of(note).contested or THIN.search(note.body):
            continue
        found = {known[cited.key].voice for one in citations(note.body) for cited in one.sources if cited.key in known}
        if len(found) == 1:
            message = f"all that this note rests on is one voice, {found.pop()}; cite another, or say that the footing is thin"
            yield at_note(section, note, message)


@house
def voice_double(survey: Survey) -> Iterator[Finding]:
    """Two texts of one agency, or two relays of one story, stand for one voice."""
    known = survey.edition.register.cited
    for section, note in survey.edition.all_notes():
        for one in citations(note.body):
            voices = [known[cited.key].voice for cited in one.sources if cited.key in known and known[cited.key].borrowed]
            for voice in sorted({voice for voice in voices if voices.count(voice) > 1}):
                yield at_note(section, note, f"two sources side by side have the same voice, {voice}; one of them is enough")


@advice
def living_unsourced(survey: Survey) -> Iterator[Finding]:
    """Of a living person nothing is said without a source."""
    register = survey.edition.register
    living = {entry.key: entry.name for entry in register.actors if entry.kind == "person" and not entry.died}
    for section, note in survey.edition.all_notes():
        if note.body and not CITES.search(note.body):
            names = [living[mention.key] for mention in mentions(words_of(note), register.names) if mention.key in living]
            if names:
                message = f"the note on “{note.quote}” speaks of {names[0]}, who is alive, and cites nothing; add a source"
                yield at_note(section, note, message)


@advice
def forecast_none(survey: Survey) -> Iterator[Finding]:
    """A kind for forecasts is for words that look ahead, or ask; how the author hedges is in the words or around them."""
    for placed in survey.placed:
        english = survey.edition.text_of(placed.section).lang.startswith("en")
        for note, hits in zip(placed.section.notes, placed.hits, strict=True):
            kind = survey.edition.register.kind_of(note)
            if not (kind.forecast or note.hedged):
                continue
            around = sentence_at(placed.footings[hits[0][0]].text, hits[0][1].start) if len(hits) == 1 else ""
            if kind.forecast and english and not _looks_ahead(note, around):
                message = f"“{note.quote}” states something; “{kind.label}” is for forecasts, choose another kind"
                yield at_note(placed.section, note, message)
            if note.hedged and note.hedged.casefold() not in f"{note.quote} {around}".casefold():
                yield at_note(
                    placed.section, note, f"hedged=“{note.hedged}”: the word is not in the quote, nor in the text around it"
                )


def _looks_ahead(note: Note, around: str) -> bool:
    return bool(note.hedged) or around.endswith("?") or AHEAD.search(f"{note.quote} {around}") is not None
