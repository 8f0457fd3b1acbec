"""Finding names: longest first, whole words, possessives, epithets in their paragraphs."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edition.text.names import mentions, names
from tests.text.vectors import VECTORS

KNOWN = names((form, key, tuple(paragraphs)) for form, key, *paragraphs in VECTORS["forms"])


@pytest.mark.parametrize(("text", "paragraph", "expected"), VECTORS["names"])
def test_names_are_found(text: str, paragraph: str, expected: list[list[str]]) -> None:
    assert [[text[span.start : span.end], key] for span, key, _ in mentions(text, KNOWN, paragraph)] == expected


def test_a_mention_says_in_which_form() -> None:
    [mention] = mentions("a coup d’E\u0301tat, a coup", names([("coup", "c", ()), ("coup d'État", "c", ())]))[:1]
    assert (mention.key, mention.form) == ("c", "coup d'État")


def test_an_epithet_competes_with_names_in_its_paragraph_only() -> None:
    known = names([("Penn", "penn", ()), ("old Penn", "father", ("p2",))])
    assert [mention.key for mention in mentions("said old Penn", known, "p2")] == ["father"]
    assert [mention.key for mention in mentions("said old Penn", known, "p1")] == ["penn"]


PIECES = [word for text, _, _ in VECTORS["names"] for word in text.split()] + ["the", "vile", "’s", "—", "\u00ad", "😀"]


@given(st.lists(st.sampled_from(PIECES), max_size=8), st.sampled_from([" ", "", "\n", "-"]), st.sampled_from(["", "p4", "p12"]))
def test_mentions_are_whole_words_that_do_not_overlap(words: list[str], between: str, paragraph: str) -> None:
    text = between.join(words)
    end = 0
    for span, _, _ in mentions(text, KNOWN, paragraph):
        assert end <= span.start < span.end <= len(text)
        assert not text[span.start - 1 : span.start].isalnum() or not span.start
        assert not text[span.end : span.end + 1].isalnum()
        end = span.end
