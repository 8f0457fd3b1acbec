"""Prove that built pages show the author's text: take it out of them again, and compare."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from edition.files.disk import shown as named
from edition.files.problem import EditionError, Problem
from edition.model.records import Text
from edition.original.hypertext import Shown, shown
from edition.render.page import digest
from edition.text.quotes import bare, find, normal


@dataclass(frozen=True)
class BuiltPage:
    """A page of a site that holds paragraphs of a text, with the quotes of its notes by their ids."""

    name: str
    paragraphs: Sequence[Shown]
    notes: Mapping[str, str]

    @property
    def verbatim(self) -> list[Shown]:
        """The paragraphs that the page gives as the author's own words."""
        return [paragraph for paragraph in self.paragraphs if "verbatim" in paragraph.classes]


def built(site: Path, root: Path) -> list[BuiltPage]:
    """The pages of a site that hold paragraphs. Errors: verify-site, where there is none."""
    found = []
    for path in sorted([site] if site.is_file() else site.rglob("*.html")):
        try:
            paragraphs, notes = shown(path.read_text("utf-8"))
        except (OSError, UnicodeDecodeError) as error:
            raise EditionError(Problem(named(path, root), 1, 1, f"cannot be read: {error}", "verify-site")) from None
        if paragraphs:
            found.append(BuiltPage(named(path, root), paragraphs, notes))
    if not found:
        message = "no built page with paragraphs of a text here; build the site first: make site"
        raise EditionError(Problem(named(site, root), 1, 1, message, "verify-site"))
    return found


def text_on(pages: Sequence[BuiltPage], texts: Sequence[Text]) -> dict[str, Text | None]:
    """Which text each page shows, by the hashes that it carries; None where its facts are not known here."""
    made: dict[str, Text | None] = {}
    for page in pages:
        carried = {paragraph.sha256 for paragraph in page.paragraphs}
        scores = {text.folder: len(carried & {facts.sha256 for facts in text.paragraphs}) for text in texts}
        best = max(texts, key=lambda text: scores[text.folder], default=None)
        made[page.name] = best if best and scores[best.folder] else (texts[0] if len(texts) == 1 else None)
    return made


def against_hashes(page: BuiltPage, text: Text | None) -> Iterator[Problem]:
    """Every paragraph that is not the one whose hash is known: from data/text.yml, or else from the page itself."""
    known = {facts.id: (facts.sha256, facts.words) for facts in text.paragraphs} if text else {}
    for paragraph in page.paragraphs:
        expected, count = known.get(paragraph.id, (paragraph.sha256, paragraph.words))
        if not expected:
            yield _problem(page, paragraph, "has no hash to compare with; run `edition facts`, or name a copy of the text")
        elif paragraph.sha256 and paragraph.sha256 != expected:
            yield _problem(page, paragraph, "carries another hash than data/text.yml has; build the site again")
        elif "verbatim" in paragraph.classes and digest(paragraph.text) != expected:
            found = len(normal(paragraph.text).split())
            words = "the right number of words" if found == count else f"{found} words where the author has {count}"
            yield _problem(page, paragraph, f"is not the author’s: {words}, and another hash")


def mixed(pages: Sequence[BuiltPage]) -> Iterator[Problem]:
    """In an edition of the author's own words no paragraph is restated: one that is has been changed."""
    if not any(page.verbatim for page in pages):
        return
    for page in pages:
        for paragraph in page.paragraphs:
            if "verbatim" not in paragraph.classes:
                yield _problem(page, paragraph, "is not the author’s, though others are; restore its words, or import the text")


def lost(pages: Sequence[BuiltPage], texts: Sequence[Text], site: str) -> Iterator[Problem]:
    """Paragraphs that no page shows, and pages that show theirs in another order."""
    owners = text_on(pages, texts)
    for text in texts:
        own = [page for page in pages if owners[page.name] is text]
        there = {paragraph.id for page in own for paragraph in page.paragraphs}
        for facts in text.paragraphs:
            if own and facts.id not in there:
                yield Problem(site, 1, 1, f"no page shows paragraph {facts.id} of “{text.title}”", "verify-missing")
    for page in pages:
        numbers = [int(paragraph.id[1:]) for paragraph in page.paragraphs]
        for before, paragraph in zip(numbers, page.paragraphs[1:], strict=False):
            if int(paragraph.id[1:]) <= before:
                yield _problem(page, paragraph, f"comes after p{before}")


def against_copy(page: BuiltPage, words: Mapping[str, str]) -> Iterator[Problem]:
    """Where a page's text differs from a copy, and each note whose quote is not the copy's, once."""
    for paragraph in page.verbatim:
        expected = words.get(paragraph.id)
        if expected is None:
            yield _problem(page, paragraph, "is not in the copy")
        elif normal(paragraph.text) != normal(expected):
            yield _problem(page, paragraph, f"differs from the copy: {_difference(paragraph.text, expected)}")
    for heading in page.notes.values():
        quote = bare(heading.strip())
        hits = sum(len(find(quote, text)) for text in words.values())
        if hits != 1:
            found = "does not occur in the copy" if not hits else f"occurs {hits} times in the copy"
            yield Problem(page.name, 1, 1, f"the note on “{quote}”: its quote {found}", "verify-quote")


def _difference(shown: str, expected: str) -> str:
    """The first words that differ."""
    one, other = normal(shown).split(), normal(expected).split()
    at = next((at for at, pair in enumerate(zip(one, other, strict=False)) if pair[0] != pair[1]), min(len(one), len(other)))
    here, there = " ".join(one[at : at + 3]) or "nothing", " ".join(other[at : at + 3]) or "nothing"
    return f"word {at + 1} begins “{here}” here, “{there}” there"


def _problem(page: BuiltPage, paragraph: Shown, message: str) -> Problem:
    return Problem(page.name, paragraph.line, paragraph.column, f"paragraph {paragraph.id} {message}", "verify-differs")
