"""A paragraph is found as its author has it in a copy that has lost or changed marks, dashes, stops and the ends of lines."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from edition.original.fingerprints import letters
from edition.original.ways import CUSTOMS, MANY, Way, Ways, alike, in_a_way
from edition.text.normal import digest, normal

AUTHORS = "He said “no” – “not ‘ever’” – and it was … the dog’s; that’s all."


@pytest.mark.parametrize(
    ("copy", "author"),
    [
        ('He said "no".', "He said “no”."),
        ("He said “no”.", 'He said "no".'),
        ("Er sagte „nein“.", "Er sagte »nein«."),
        ("Er sagte »nein«.", "Er sagte „nein“."),
        ('Er sagte "nein".', "Er sagte „nein“."),
        ("Er sagte “nein ‘nie’”.", "Er sagte „nein ‚nie‘“."),
        ("Il dit «non».", "Il dit « non »."),
        ("Il dit « non ».", "Il dit «non»."),
        ("Il dit “non”.", "Il dit «\u00a0non\u00a0»."),
        ("It came—so they say—by night.", "It came -- so they say -- by night."),
        ("It came -- so they say -- by night.", "It came—so they say—by night."),
        ("It came – so they say – by night.", "It came--so they say--by night."),
        ("It didn't rain.", "It didn’t rain."),
        ("It didn’t rain.", "It didn't rain."),
        ("It didn’t “rain”.", "It didn't “rain”."),
        ("And then ... nothing.", "And then … nothing."),
        ("the har- bour", "the harbour"),
        ("``Quite so,'' he said.", "“Quite so,” he said."),
        ("曰：「學而 時習之， 不亦說乎」", "曰：「學而時習之，不亦說乎」"),
        ("曰：“學而時習之”", "曰：「學而時習之」"),
        ("曰：「學而」", "曰：“學而”"),
    ],
)
def test_the_author_s_typography_is_restored(copy: str, author: str) -> None:
    assert Ways().restored(normal(copy), digest(author)) == normal(author)


@pytest.mark.parametrize("custom", range(len(CUSTOMS)), ids=lambda at: "".join(CUSTOMS[at]))
def test_every_custom_is_known_in_every_other(custom: int) -> None:
    author = in_a_way(AUTHORS, Way(custom=custom + 2))
    for other in range(len(CUSTOMS)):
        copy = in_a_way(AUTHORS, Way(custom=other + 2))
        assert Ways().restored(copy, digest(author)) == author


def test_what_is_no_question_of_typography_is_not_restored() -> None:
    assert Ways().restored("He said “no”.", digest("He said “now”.")) is None


def test_what_was_right_for_one_paragraph_is_tried_first_for_the_next_however_many_are_lost() -> None:
    ways = Ways()
    assert ways.restored('He said "no".', digest("He said „no“.")) == "He said „no“."
    for number in range(MANY):
        assert ways.restored(f'He said "no" {number}.', digest("He never did.")) is None
    assert ways.restored('She said "no", too.', digest("She said „no“, too.")) == "She said „no“, too."
    assert ways.restored("She said “no” -- too.", digest("She said «no»—too.")) is None


@settings(deadline=None)
@given(
    st.text("ab \"'“”‘’„«»-–—….「」學", max_size=30), st.sampled_from(range(len(CUSTOMS) + 2)), st.sampled_from(["", "—", " -- "])
)
def test_no_way_changes_a_letter(words: str, custom: int, dash: str) -> None:
    assert letters(in_a_way(words, Way(custom=custom, dash=dash))) == letters(words)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Er sagte „nein“ – und »nie« war gemeint.", 'Er sagte "nein" — und "nie" war gemeint.', True),
        ("Il dit « non » -- et partit…", "Il dit ‹non›—et partit...", True),
        ("有朋自遠方來， 不亦樂乎", "有朋自遠方來，不亦樂乎", True),
        ("It came, and went.", "It came and went.", False),
        ("It came. It went.", "It came; it went.", False),
        ("well-known", "well known", False),
    ],
)
def test_texts_are_alike_but_for_marks_dashes_and_spaces_around_them(one: str, other: str, same: bool) -> None:
    assert alike(one, other) is same
