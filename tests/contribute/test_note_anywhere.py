"""A note may be on any words of any text: what `edition note` writes is found where it was meant, and `check` refuses nothing."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from edition.check.rules import check
from edition.contribute.insert import Draft, draft, inserted, placed, section_of
from edition.contribute.placing import place
from edition.contribute.remarks import Remark
from edition.files.problem import EditionError, errors
from edition.model.edition import Edition, Register
from edition.model.markdown import escaped, plain
from edition.model.records import ParagraphFacts, Text
from edition.model.section import parse
from edition.model.standing import anchored, footings, place_of

TEXT = Text(folder="essay", title="Rain", author="A. Clerk")
# Words of every kind that authors write: marks of Markdown, quotation marks of many customs, verse, scripts without spaces.
PARAGRAPHS = (
    "It didn't rain at all that year, and \"nobody\" knew why it didn't; '\"so\" it goes', she said.",
    "“Yes, sir.” — “Yes, sir.” He wrote 40*2*3 = x_1 [see note], {so} `it` <b> &amp; R&D # 5.",
    "„Ja“, sagte er, »nein« und ‚vielleicht‘. « Oui », dit-il.",
    "子曰：「學而時習之，不亦說乎？」",
    "The tide comes in by night,\\\nand no one sees it come;\\\nit takes the boats by left and right,\\\nand no one sees it come.",
    "Yes, sir.",
)
SOURCE = [words if "\\\n" in words else escaped(words) for words in PARAGRAPHS]
SECTION = "\n\n".join(
    ["# “Yes, sir” & *other* answers", *(f"{words}\n{{ #p{at} }}" for at, words in enumerate(SOURCE, 1)), "## Notes", ""]
)


def edition_of(source: str) -> Edition:
    section = parse(source, "docs/essay/01-rain.md")
    return Edition(Path(), Register(texts=(TEXT,)), {"essay": (section,)}, ())


RAIN = edition_of(SECTION)
WORDS = [plain(one.source) for one in next(RAIN.all_sections()).paragraphs]


def written(words: str, at: str = "") -> Edition:
    """Return the edition with a note on some words."""
    made = placed(RAIN, draft(RAIN, words, "", "2026-11-24", "See https://example.org/", at))
    section = section_of(RAIN, words, made.at)
    return RAIN.with_section(section.path, inserted(RAIN, section, made)[0])


def stretches() -> st.SearchStrategy[tuple[int, int, int]]:
    """A stretch of words of a paragraph: which, from which word to which."""
    counts = [len(words.split()) for words in WORDS]
    return st.integers(0, len(WORDS) - 1).flatmap(
        lambda at: st.tuples(st.just(at), st.integers(0, counts[at] - 1), st.integers(1, counts[at]))
    )


@settings(max_examples=100, deadline=None)
@given(stretches())
def test_a_note_on_any_words_stands_on_them_and_is_refused_nowhere(stretch: tuple[int, int, int]) -> None:
    at, start, count = stretch
    words = " ".join(WORDS[at].split()[start : start + count])
    try:
        made = written(words)
    except EditionError as refused:
        [problem] = refused.problems
        if problem.rule == "quote-empty":  # nothing but marks
            return
        assert problem.rule == "quote-ambiguous"
        made = written(words, problem.message.rpartition("--at ")[2])
    [section] = made.all_sections()
    [note] = section.notes
    assert errors(check(made)) == []
    [[hit]] = anchored([note], footings(made, section))
    found = footings(made, section)[hit[0]].text
    assert " ".join(found[hit[1].start : hit[1].end].split()).strip("“”\"'") in words


def test_words_that_come_again_need_a_place_and_get_one_in_full() -> None:
    with pytest.raises(EditionError, match=r"found 3 times, in p2 .*, p6 .*; quote more words, or say which: --at p2:1 "):
        written("Yes, sir.")
    assert "### “Yes, sir.” { #yes-sir at=p2:2 reviewed=2026-11-24 }" in next(written("Yes, sir.", "p2:2").all_sections()).source
    assert "at=p6 " in next(written("Yes, sir.", "3").all_sections()).source
    assert "at=p5:2 " in next(written("no one sees it come", "2").all_sections()).source
    with pytest.raises(EditionError, match=r"not at p1: “Yes, sir.” stands in p2 .*; say --at p2:1 "):
        written("Yes, sir.", "p1")
    with pytest.raises(EditionError, match="“here” names no place; say p4, p4:2 for the second there, 2 for the second of all"):
        written("Yes, sir.", "here")


def test_a_heading_may_be_noted() -> None:
    assert "### “other answers” { #other-answers reviewed" in next(written("other answers").all_sections()).source
    assert errors(check(written("other answers"))) == []
    made = written("Yes, sir", "heading")
    assert "at=heading" in next(made.all_sections()).source
    assert errors(check(made)) == []


def test_a_place_that_is_not_needed_is_not_written() -> None:
    assert "at=" not in next(written("It didn't rain", "p1").all_sections()).source


def test_the_notes_of_the_same_words_stand_in_the_order_of_the_text() -> None:
    made = written("Yes, sir.", "p6")
    [section] = made.all_sections()
    text, _ = inserted(made, section, Draft("Yes, sir.", "", "", "See https://example.org/", "p2:1"))
    notes = parse(text, section.path).notes
    assert [note.at for note in notes] == ["p2:1", "p6"]
    assert len({note.id for note in notes}) == 2
    found = footings(made, section)
    assert [place_of(replace(note, at=""), hits[0], found) for note, hits in zip(notes, anchored(notes, found), strict=True)] == [
        "p2:1",
        "p6",
    ]


@pytest.mark.parametrize(
    ("remark", "heading"),
    [
        (Remark(quote="& other answers"), "“& other answers” { #other-answers .note reviewed"),
        (Remark(quote="answers", paragraph="heading"), "“answers” { #answers .note reviewed"),
        (Remark(quote="Yes, sir.", paragraph="p6"), "“Yes, sir.” { #yes-sir .note at=p6 reviewed"),
        (
            Remark(quote="no one sees it come", before="by night, and "),
            "“no one sees it come; it” { #no-one-sees-it-come-it .note reviewed",
        ),
    ],
)
def test_a_remark_from_elsewhere_stands_on_a_heading_or_on_words_that_come_again(remark: Remark, heading: str) -> None:
    made = place(RAIN, [replace(remark, text="A finding.")], "remarks.csv", "2026-11-28")
    assert list(made.left) == []
    [source] = made.texts.values()
    assert f"### {heading}" in source
    assert errors(check(edition_of(source))) == []


def test_headings_of_a_restatement_are_ours_and_hold_no_note() -> None:
    ours = edition_of("# The tide\n\nIt came, “by night”, he says.\n{ #p1 }\n\n## Notes\n")
    facts = Text(folder="essay", title="Rain", author="A. Clerk", paragraphs=(ParagraphFacts(id="p1", sha256="0" * 64, words=9),))
    ours = replace(ours, register=Register(texts=(facts,)))
    made = place(ours, [Remark(quote="The tide", text="A finding.")], "remarks.csv", "2026-11-28")
    assert [problem.rule for problem in made.left] == ["quote-missing"]
