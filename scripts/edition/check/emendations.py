"""The rule on emendations: the printed slip is there, and its correction gives the text whose hash is known."""

from collections.abc import Iterator

from edition.check.finding import Finding
from edition.model.edition import Edition
from edition.model.records import Emendation, Text
from edition.original.fingerprints import emended
from edition.render.page import digest
from edition.text.quotes import find
from edition.text.tree import plain


def emendation_place(edition: Edition) -> Iterator[Finding]:
    """An emendation corrects words that its paragraph has once, and both forms have the hashes on record."""
    places = edition.register.places.get("text.yml")
    words = {paragraph.id: plain(paragraph.source) for section in edition.all_sections() for paragraph in section.paragraphs}
    for at, text in enumerate(edition.register.texts):
        for index, emendation in enumerate(text.emendations):
            wrong = _fault(emendation, text, words.get(emendation.paragraph, ""))
            if wrong and places:
                line, column = places.places.get(("texts", at, "emendations", index), (1, 1))
                yield Finding(places.name, line, column, wrong)


def _fault(emendation: Emendation, text: Text, words: str) -> str:
    """What is wrong with an emendation; where the paragraph is restated only its record can be judged."""
    facts = next((facts for facts in text.paragraphs if facts.id == emendation.paragraph), None)
    if not facts:
        return f"there is no paragraph {emendation.paragraph} to emend; correct its number"
    if not facts.emended:
        return f"the emended {facts.id} has no hash; run `edition facts` with the text"
    if digest(words) != facts.sha256:
        return ""
    hits = len(find(emendation.printed, words))
    if hits != 1:
        return f"“{emendation.printed}” stands {hits} times in {facts.id}; give the words as printed, enough to be unique"
    own = [other for other in text.emendations if other.paragraph == facts.id]
    if digest(emended(words, own)) != facts.emended:
        return f"the correction of {facts.id} is not the one whose hash is on record; run `edition facts` with the text"
    return ""
