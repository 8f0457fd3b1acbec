"""Characters that cannot be seen or mislead: found, taken out, and no other with them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edition.text.characters import hidden, ordinary, strange, strip_invisible

WELCOME = [
    "Лукашэнка",
    "naïve",
    "می‌خواهم",
    "שָׁלוֹם",
    "Việt Nam",
    "e\u0301",
    "soft\u00adhyphen",
    "café – 30 °C",
    "№ 5",
    "Ὀδυσσεύς",
    "COVID-19",
    "Tom &amp; Ada",
    "👩\u200d👧 and 🧑🏽\u200d🚀",
    "❤\ufe0f 1\ufe0f\u20e3",
    "(שלום)\u200f, 3\u061cم",
    "ภาษา\u200bไทย",
    "葛\ufe00",
]
TEXTS = st.text(st.one_of(st.characters(), st.sampled_from("\u200b\u200d\u202e\ufeff&;#x12ab")), max_size=30)


@pytest.mark.parametrize("text", WELCOME)
def test_other_scripts_are_welcome(text: str) -> None:
    assert list(strange(text)) == []
    assert strip_invisible(text) == text


@pytest.mark.parametrize(
    ("text", "place", "what", "stripped"),
    [
        ("in\u200bvisible", (2, 3), "U+200B", "invisible"),
        ("a\u202eb", (1, 2), "U+202E", "ab"),
        ("a\u200db", (1, 2), "U+200D", "ab"),
        ("a&#x202E;b", (1, 9), "&#x202E;, which is U+202E", "ab"),
        ("a&zwj;b", (1, 6), "&zwj;, which is U+200D", "ab"),
        ("\ufeffa", (0, 1), "U+FEFF", "a"),
        ("a\x00b", (1, 2), "U+0000", "ab"),
        ("a\ufe0fb", (1, 2), "U+FE0F", "ab"),
        ("\ufe0fa", (0, 1), "U+FE0F", "a"),
        ("a\u061cb", (1, 2), "U+061C", "ab"),
        ("a\u200f b", (1, 2), "U+200F", "a b"),
        ("م\u200da", (1, 2), "U+200D", "مa"),
        ("ไ\u2060ท", (1, 2), "U+2060", "ไท"),
    ],
)
def test_what_cannot_be_seen_is_found_and_taken_out(text: str, place: tuple[int, int], what: str, stripped: str) -> None:
    assert [(one.start, one.end, one.what) for one in strange(text)] == [(*place, what)]
    assert strip_invisible(text) == stripped
    assert not ordinary(text)


@given(TEXTS)
def test_what_is_left_holds_nothing_strange(text: str) -> None:
    left = strip_invisible(strip_invisible(text))  # what was needed by a sign that has gone goes after it
    assert list(hidden(left)) == []
    assert not list(strange(left)) or "&" in text


@given(TEXTS)
def test_an_ordinary_text_holds_nothing_strange(text: str) -> None:
    if ordinary(text):
        assert list(strange(text)) == []
        assert strip_invisible(text) == text
