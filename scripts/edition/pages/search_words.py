"""The words of a text as the search knows them: without case, accents, possessives and the s of the plural.

docs/assets/search-words.js does the same to what a reader types; a test compares the two.
"""

import re
import unicodedata
from functools import lru_cache

LONGEST = 40
POSSESSIVE = re.compile(r"['’ʼ]s\b")
# Scripts without spaces have no words to find, so each of their characters is one.
UNSPACED = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff"
WORD = re.compile(rf"[{UNSPACED}]|[^\W_{UNSPACED}]+")
PLAIN = re.compile("[a-z0-9]+")  # the same in a text of ASCII, found in half the time
TYPOGRAPHY = "“”‘’–—…"
LETTERS = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i", "þ": "th", "ь": "", "ъ": ""}
)


def words(text: str) -> list[str]:
    """The words of a text in order, each as it stands in the index."""
    small = folded(text)
    return [stem(word) for word in (PLAIN if small.isascii() else WORD).findall(small)]


def folded(text: str) -> str:
    """A text in small letters without marks above, below or within them."""
    small = POSSESSIVE.sub("", text.lower())
    for sign in TYPOGRAPHY:
        small = small.replace(sign, " ")
    if small.isascii():
        return small
    apart = unicodedata.normalize("NFKD", small)
    return "".join(char for char in apart if unicodedata.category(char) != "Mn").translate(LETTERS)


@lru_cache(maxsize=1 << 16)
def stem(word: str) -> str:
    """A word without the s of the plural (after Harman's S-stemmer), and no longer than anybody types."""
    if len(word) > 3 and word.isascii() and word.endswith("s"):
        if word.endswith("ies"):
            word = word[:-1] if word[-4] in "ae" else word[:-3] + "y"
        elif word[-2] not in "us":
            word = word[:-1]
    return word[:LONGEST]
