"""Texts for the tests of the author's words: of the small edition, and any."""

from collections.abc import Sequence

from hypothesis import strategies as st

from edition.model.edition import Register
from edition.model.records import Text
from edition.original.copies import Stretch
from edition.original.fingerprints import facts
from edition.text.normal import normal

SIGNS = st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc", "Cn"]), min_size=1, max_size=30)
MARKDOWN = st.text("*_`[](){}<>#+-.!|~:^&;\\\"'=0123456789 ab\u00a0\u00ad", min_size=1, max_size=30)
ODD = st.sampled_from(["“so”", "&amp;", "[@key]", "{ #p1 }", "1.", "–", "…", "ﬁ", "e\u0301"])
PARAGRAPHS = (
    st.lists(st.one_of(SIGNS, MARKDOWN, ODD), min_size=1, max_size=6).map(lambda words: normal(" ".join(words))).filter(bool)
)


def text_of(paragraphs: Sequence[str]) -> Text:
    """The text of some paragraphs, with its facts."""
    bare = Text(folder="essay", title="A text", author="A. Nobody")
    return Text.model_validate(facts(list(paragraphs), bare, Register()))


def copy_of(*blocks: str) -> list[Stretch]:
    """A copy of some blocks, each on a line of its own."""
    return [Stretch(words, line) for line, words in enumerate(blocks, 1)]
