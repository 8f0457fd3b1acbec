"""Where the first sentence of a text ends: what a stop closes, and what a stop does not end."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edition.text.sentences import first_sentence, sentence_at

PIECES = st.sampled_from(
    ["It was", "J. ", "Mr. ", "so. ", "Why? ", "“No.” ", "[@a, p. 7]", "[^1]", "\n", "… ", "(Yes!) ", "3.5", " ", "é. É"]
)


@pytest.mark.parametrize(
    ("sentence", "rest"),
    [
        ("It was not.", " The log says so."),
        ("Was it?", " It was."),
        ("It was!", " “So it was,” she wrote."),
        ("She said “no.”", " Then she said “yes”."),
        ("It was (as she says).", " Then it was not."),
        ("It was so [@board-1901, p. 7].", " The log agrees."),
        ("It was so. [@board-1901, p. 7]", " The log agrees."),
        ("It was so.[^1]", " The log agrees."),
        ("It was so [@a, pp. 3–5; @b, ch. 2; @c,\np. 3].", " The log agrees."),
        ("It is log no. 5, vol. 2, ch. 3.", " It says no. It does."),
        ("It says no.", " It does."),
        ("It took 3.5 hours.", " Then it was over."),
        ("J. Marsh asked Mr. Penn and Dr. Vane (No. 7).", " They did not know."),
        ("The U.S. Navy came, cf. the log, i.e. e.g. vol. 3.", " It left."),
        ("It went on… and on.", " Then it ended."),
        ("It was so.", " Łódź was not."),
        ("It was so.", " 1890 was the year."),
        ("It was at 5 p.m.", " The lamp was lit."),
        ("A line that ends ends it too", "\nwhatever follows. So."),
        ("one without a stop", ""),
        ("one. of small letters", ""),
        ("The only one.", "  \n"),
        ("The only one.", "  "),
        ("", ""),
    ],
)
def test_the_first_sentence_ends_where_its_reader_ends_it(sentence: str, rest: str) -> None:
    assert first_sentence(sentence + rest) == len(sentence)


@given(st.lists(PIECES, max_size=12).map("".join))
def test_it_ends_within_the_first_line_and_divides_no_citation(text: str) -> None:
    end = first_sentence(text)
    assert 0 <= end <= len(text.partition("\n")[0])
    assert text[:end].count("[") == text[:end].count("]")


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("Will", "Will it hold?"),
        ("hold?", "Will it hold?"),
        ("J.", "J. Marsh said it would."),
        ("would", "J. Marsh said it would."),
        ("line", "A line of its own"),
        ("last", "And the last."),
    ],
)
def test_some_words_stand_in_one_sentence(words: str, sentence: str) -> None:
    text = "Will it hold? J. Marsh said it would.\nA line of its own\nAnd the last."
    assert sentence_at(text, text.index(words)) == sentence


@given(st.lists(PIECES, max_size=12).map("".join), st.integers(0, 60))
def test_any_place_is_in_a_sentence_of_the_text(text: str, place: int) -> None:
    assert sentence_at(text, min(place, len(text))) in text
