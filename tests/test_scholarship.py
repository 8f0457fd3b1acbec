"""The edition as scholarship: every claim answered, every note and entry of the right length, no more quoted than may be."""

import re
from collections import Counter
from functools import lru_cache
from pathlib import Path

import pytest

from edition.files import yaml_positions as marks
from edition.files.disk import read_text
from edition.model.edition import Edition, load
from edition.model.section import KINDS, VERDICTS, Note
from edition.text.citations import without_citations
from edition.text.quotes import WORD, find, fold
from edition.text.tree import plain

ROOT = Path(__file__).parent.parent
CLAIMS = Path(__file__).with_name("claims.yml")
JUDGED = {"wrong", "imprecise", "disputed", "failed", "cametrue", "open"}


@lru_cache(maxsize=1)
def edition() -> Edition:
    return load(ROOT)


def claims() -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = marks.load(read_text(CLAIMS, ROOT), "tests/claims.yml").data
    return found


def notes() -> dict[str, Note]:
    return {note.id: note for _, note in edition().all_notes()}


def paragraph_of(note: Note) -> str:
    return next(
        p.id for s in edition().all_sections() if note in s.notes for p in s.paragraphs if find(note.quote, plain(p.source))
    )


def words(text: str) -> int:
    return len(re.sub(r"\{[^}]*\}", "", without_citations(text)).split())


def test_every_claim_that_is_not_simply_right_is_answered() -> None:
    assert len(claims()) == 112
    assert [claim for claim, answer in claims().items() if answer["verdict"] in JUDGED and "note" not in answer] == []


def test_a_claim_and_its_note_agree() -> None:
    wrong = {}
    for claim, answer in claims().items():
        if "note" in answer and answer["verdict"] in JUDGED and notes()[answer["note"]].verdict != answer["verdict"]:
            wrong[claim] = (answer, notes()[answer["note"]].verdict)
    assert not wrong


def test_a_claim_is_answered_in_its_own_paragraph() -> None:
    answered = {claim: answer["note"] for claim, answer in claims().items() if "note" in answer}
    assert {claim: note for claim, note in answered.items() if paragraph_of(notes()[note]) != claim.split("-")[0]} == {}


def test_every_note_with_a_verdict_answers_a_claim() -> None:
    answering = {answer["note"] for answer in claims().values() if "note" in answer}
    assert {note.id for note in notes().values() if note.verdict} == answering


def test_there_are_enough_notes_of_every_sort() -> None:
    count = Counter(map(paragraph_of, notes().values()))
    assert sum(count.values()) >= 60
    assert {f"p{number}" for number in range(1, 14) if count[f"p{number}"] < 3} == set()
    assert count["p14"]
    assert sum(note.verdict == "right" for note in notes().values()) >= 14
    assert {note.kind for note in notes().values()} == set(KINDS)
    assert {note.verdict for note in notes().values()} <= set(VERDICTS)


def test_every_note_was_reviewed() -> None:
    assert [note.id for note in notes().values() if not note.reviewed] == []


def test_notes_are_neither_short_nor_long() -> None:
    assert {note.id: words(note.body) for note in notes().values() if not 40 <= words(note.body) <= 120} == {}


def test_every_section_begins_with_a_verdict_in_brief() -> None:
    assert [section.path for section in edition().all_sections() if not 10 <= words(section.brief) <= 80] == []


def test_actors_and_terms_are_told_in_their_measure() -> None:
    register = edition().register
    assert len(register.actors) >= 36
    assert {entry.key: words(entry.body) for entry in register.actors if not 60 <= words(entry.body) <= 120} == {}
    assert {entry.key: words(entry.body) for entry in register.terms if not 30 <= words(entry.body) <= 120} == {}


def test_a_newcomer_meets_five_actors() -> None:
    assert sorted(entry.lead for entry in edition().register.actors if entry.lead) == [1, 2, 3, 4, 5]


def test_a_source_on_the_web_says_when_it_was_read() -> None:
    sources = edition().register.sources
    assert [source.id for source in sources if source.URL and not (source.model_extra or {}).get("accessed")] == []


def test_the_restatement_has_its_length_and_all_paragraphs() -> None:
    paragraphs = [paragraph for section in edition().all_sections() for paragraph in section.paragraphs]
    assert [paragraph.id for paragraph in paragraphs] == [f"p{number}" for number in range(1, 15)]
    assert 600 <= sum(len(plain(paragraph.source).split()) for paragraph in paragraphs) <= 900


def test_quotes_are_short() -> None:
    lengths = [len(note.quote.split()) for note in notes().values()]
    assert sum(length <= 3 for length in lengths) * 3 >= len(lengths)
    assert sum(length for length in lengths if length >= 4) < 210


# ---- against the author's text, where there is one


def essay_words(text: str) -> list[str]:
    return [word.lower() for word in WORD.findall(text.replace("’s", ""))]


def test_every_quote_is_the_authors_and_stands_once_in_the_essay_in_order(essay: Path) -> None:
    text = fold(essay.read_text("utf-8")).text
    places = [find(note.quote, text) for _, note in edition().all_notes()]
    assert [len(place) for place in places] == [1] * len(places)
    starts = [place[0].start for place in places]
    assert starts == sorted(starts)


def test_no_file_holds_more_of_the_essay_than_may_be_quoted(essay: Path) -> None:
    author = essay_words(essay.read_text("utf-8"))
    fours: dict[tuple[str, ...], list[int]] = {}
    for at in range(len(author) - 3):
        fours.setdefault(tuple(author[at : at + 4]), []).append(at)
    quoted: set[int] = set()
    long = []
    for path in [
        *ROOT.glob("*.md"),
        *(ROOT / "docs").rglob("*.md"),
        *(ROOT / "data").rglob("*.yml"),
        *(ROOT / "tests").rglob("*.*"),
    ]:
        ours = essay_words(path.read_text("utf-8", errors="ignore"))
        for at in range(len(ours) - 3):
            for start in fours.get(tuple(ours[at : at + 4]), []):
                length = 4
                while ours[at + length : at + length + 1] == author[start + length : start + length + 1] != []:
                    length += 1
                quoted |= set(range(start, start + length))
                if length > 8:
                    long.append((path.relative_to(ROOT).as_posix(), " ".join(ours[at : at + 6])))
    assert not long
    assert len(quoted) <= 0.3 * len(author)


@pytest.mark.parametrize("field", ["title", "author", "published", "venue", "url"])
def test_the_text_says_where_it_was_published(field: str) -> None:
    assert getattr(edition().register.texts[0], field)
