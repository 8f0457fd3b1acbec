"""Where things stand: notes in their paragraphs, sections in their text, and the numbers that run through it."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edition.model.edition import WHOLE, Edition, Register, load_edition
from edition.model.records import Text
from edition.model.section import Note, parse
from edition.model.standing import Footing, Standing, anchored, footings, in_order, named_place, numbers, place_of, standing
from edition.text.normal import Span
from edition.text.quotes import Hit
from tests.conftest import BASE
from tests.small import PARAGRAPHS

EDITION = load_edition(BASE)
[TEXT] = EDITION.register.texts
LAMP, ANSWER = EDITION.all_sections()


def hung(note: Note, *texts: tuple[str, bool]) -> list[tuple[int, str]]:
    """Return the places of a note in paragraphs, each with whether it is restated: which paragraph, and the words."""
    [found] = anchored([note], [Footing(f"p{number}", *text) for number, text in enumerate(texts, 1)])
    return [(at, texts[at][0][span.start : span.end]) for at, span in found]


# ---- a note in its paragraphs


def test_a_quote_hangs_on_itself_in_the_author_s_words_and_in_ours() -> None:
    note = Note("plain tin")
    assert hung(note, ("a medal of plain tin", False)) == [(0, "plain tin")]
    assert hung(note, ("it was “plain tin”", True)) == [(0, "plain tin")]
    assert hung(note, ("it was pewter", True), ("lead", False)) == []


def test_a_note_that_names_words_hangs_on_them_in_ours_and_on_its_quote_in_the_author_s() -> None:
    note = Note("plain tin", words="a cheap metal")
    ours, theirs = ("It was a cheap metal, not “plain tin”.", True), ("It was plain tin, a cheap metal.", False)
    assert hung(note, ours) == [(0, "a cheap metal")]
    assert hung(note, theirs) == [(0, "plain tin")]
    assert hung(note, theirs, ours) == [(1, "a cheap metal"), (0, "plain tin")]


def test_every_place_is_told() -> None:
    assert hung(Note("tin"), ("tin on tin", True), ("lead", True), ("tin", True)) == [(0, "tin"), (0, "tin"), (2, "tin")]
    assert hung(Note("x", words="tin"), ("tin on tin", True)) == [(0, "tin"), (0, "tin")]
    assert hung(Note(""), ("tin", True)) == []


# ---- which of several places


REFRAIN = (
    Footing("", "The tide"),
    Footing("p1", "The tide comes in,\nand no one sees it come."),
    Footing("", "It goes"),
    Footing("p2", "The tide goes out, the tide goes out,\nand no one sees it go."),
)


def stands(at: str, quote: str, found: Sequence[Footing] = REFRAIN) -> list[tuple[int, int]]:
    """Return the places of a note on a quote: which footing, and where in it."""
    [hits] = anchored([Note(quote, at=at)], found)
    return [(where, span.start) for where, span in hits]


@pytest.mark.parametrize(
    ("at", "quote", "places"),
    [
        ("", "no one sees", [(1, 23), (3, 42)]),
        ("p1", "no one sees", [(1, 23)]),
        ("p2", "no one sees", [(3, 42)]),
        ("2", "no one sees", [(3, 42)]),
        ("3", "no one sees", []),
        ("p3", "no one sees", []),
        ("p2", "tide goes out", [(3, 4), (3, 23)]),
        ("p2:2", "tide goes out", [(3, 23)]),
        ("p2:3", "tide goes out", []),
        ("", "in, and no", [(1, 15)]),
        ("", "It goes", [(2, 0)]),
        ("", "The tide", [(1, 0), (3, 0)]),
        ("heading", "The tide", [(0, 0)]),
        ("heading:1", "The tide", [(0, 0)]),
        ("nowhere", "no one sees", [(1, 23), (3, 42)]),
    ],
)
def test_a_note_may_name_its_place(at: str, quote: str, places: list[tuple[int, int]]) -> None:
    assert stands(at, quote) == places


def test_a_heading_is_the_author_s_only_where_all_the_text_is() -> None:
    assert stands("", "It goes", [*REFRAIN, Footing("p3", "It went.", restated=True)]) == []


def test_in_a_restatement_the_paragraph_counts_and_the_number_waits_for_the_author_s_words() -> None:
    ours = [Footing("p1", "“Tin”, he said.", True), Footing("p2", "“Tin”, he said.", True)]
    assert stands("p2:3", "Tin", ours) == [(1, 1)]
    assert place_of(Note("Tin", at="p2:3"), (1, Span(1, 4)), ours) == "p2:3"
    assert stands("p2:3", "Tin", [Footing("p2", "Tin, tin; Tin and Tin.")]) == [(0, 18)]


@pytest.mark.parametrize(("at", "told"), [("", ""), ("p2", "p2"), ("2", "p2"), ("p1", "p1"), ("p1:1", "p1")])
def test_a_place_is_told_in_full(at: str, told: str) -> None:
    [hits] = anchored([Note("no one sees", at=at)], REFRAIN)
    assert [place_of(Note("no one sees", at=at), hit, REFRAIN) for hit in hits] == (["p1", "p2"] if not at else [told])
    [first, second] = anchored([Note("tide goes out")], REFRAIN)[0]
    assert (place_of(Note("tide goes out"), first, REFRAIN), place_of(Note("tide goes out"), second, REFRAIN)) == ("p2:1", "p2:2")


@given(st.sampled_from(["the", "tide", "The tide", "goes out", "no one sees it"]))
def test_each_place_told_in_full_leads_back_to_it(quote: str) -> None:
    [hits] = anchored([Note(quote)], REFRAIN)
    for hit in hits:
        at = place_of(Note(quote), hit, REFRAIN)
        assert anchored([Note(quote, at=at)], REFRAIN) == [[hit]]


@pytest.mark.parametrize("at", ["", "p", "4p", "p4:", "p4:x", "p4 2", "heading:", "title", "p4:99999", "-1"])
def test_what_names_no_place(at: str) -> None:
    assert named_place(at) is None


def test_a_section_has_paragraphs_and_headings_in_order() -> None:
    assert [footing.name for footing in footings(EDITION, LAMP)] == ["heading", "p1", "p2"]
    assert [footing.line for footing in footings(EDITION, LAMP)] == [1, 3, 6]


PLACES = st.lists(
    st.lists(st.tuples(st.integers(0, 3), st.integers(0, 9).map(lambda at: Span(at, at + 1))), max_size=2), max_size=8
)


@given(PLACES)
def test_notes_of_one_place_stand_in_the_order_of_the_text_and_the_others_last(found: list[list[Hit]]) -> None:
    order = in_order(found)
    assert sorted(order) == list(range(len(found)))
    placed = [at for at in order if len(found[at]) == 1]
    assert order[: len(placed)] == placed
    keys = [(*found[at][0], at) for at in placed]
    assert [(where, span.start, at) for where, span, at in keys] == sorted((where, span.start, at) for where, span, at in keys)
    assert order[len(placed) :] == sorted(order[len(placed) :])


# ---- numbers


def test_numbers_run_through_the_whole_text() -> None:
    assert numbers(EDITION) == {
        (LAMP.path, "keeper"): 1,
        (LAMP.path, "storm"): 2,
        (LAMP.path, "lifeboat"): 3,
        (ANSWER.path, "medal"): 4,
    }


def test_notes_are_counted_in_the_order_of_the_text_wherever_they_stand_in_the_file() -> None:
    heading = "# The answer\n\nHe gave a “medal of tin”, and the matter was closed.\n{ #p3 }\n\n## Notes\n\n"
    listed = ("“of lead”", "“the end” { words='matter was closed' }", "“of tin”", "“medal”")
    notes = "\n\n".join(f"### {words}" for words in listed)
    found = numbers(EDITION.with_section(ANSWER.path, heading + notes))
    assert [(id, number) for (path, id), number in found.items() if path == ANSWER.path] == [
        ("medal", 4),
        ("of-tin", 5),
        ("the-end", 6),
        ("of-lead", 7),
    ]


def test_in_the_author_s_words_a_note_is_counted_where_its_quote_stands() -> None:
    notes = "## Notes\n\n### “plain tin” { words='For this' }\n\n### “the keeper”\n"
    found = numbers(EDITION.with_section(ANSWER.path, f"# The answer\n\n{PARAGRAPHS[2]}\n{{ #p3 }}\n\n{notes}"))
    assert (found[ANSWER.path, "the-keeper"], found[ANSWER.path, "plain-tin"]) == (4, 5)


def test_each_text_counts_its_own_notes() -> None:
    letters = Text(folder="letters", title="Letters", author="A. Clerk")
    clerk = parse("# A\n\nIt was tin.\n{ #p1 }\n\n## Notes\n\n### “tin”\n", "docs/letters/01.md")
    both = Edition(BASE, Register(texts=(TEXT, letters)), {"essay": (LAMP, ANSWER), "letters": (clerk,)}, ())
    assert numbers(both)["docs/letters/01.md", "tin"] == 1
    assert numbers(both)[ANSWER.path, "medal"] == 4


# ---- a section in its text


def test_a_section_knows_its_neighbours_and_the_number_of_its_first_note() -> None:
    assert standing(EDITION, LAMP.page, TEXT) == Standing(1, 2, 1, None, ANSWER, "whole.md")
    assert standing(EDITION, ANSWER.page, TEXT) == Standing(2, 2, 4, LAMP, None, "whole.md")


def test_a_page_that_is_no_section_holds_all_of_them() -> None:
    assert standing(EDITION, "whole.md", TEXT) == Standing(0, 2, 1, None, None, "whole.md")


@pytest.mark.parametrize("count", [WHOLE, WHOLE + 1])
def test_a_text_too_long_for_one_page_has_none(tmp_path: Path, count: int) -> None:
    sections = tuple(parse(f"# {at}\n", f"docs/essay/{at:02}.md") for at in range(count))
    long = Edition(tmp_path, Register(texts=(TEXT,)), {"essay": sections}, ())
    assert standing(long, "essay/01.md", TEXT).whole == ("whole.md" if count == WHOLE else "")
