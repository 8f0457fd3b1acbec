"""Divide a text into sections: at its headings, at its markers, or at natural breaks."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, groupby

from edition.original.copies import Stretch
from edition.text.normal import fold, normal

# One line of nothing but marks, as printers set between parts.
MARKER = re.compile(r"(?:[*#~·•⁂§_=—–-]\s*){1,12}$")
NUMBER = re.compile(
    r"(?:(?:chapter|part|section|book|kapitel|teil|chapitre|partie|глава|часть)\s+)?(?:\d{1,3}|[IVXLC]{1,7})[.):]?$", re.IGNORECASE
)
MARKED = re.compile(r"(#{1,6})\s+(\S.*)$")
SENTENCE_END = (".", "!", "?", ",", ";", ":", "…", "”", "’", '"', "'", "»", ")", "。", "！", "？")
# A section of this length is read in two minutes and leaves room for a dozen notes beside it.
NATURAL = 350


@dataclass(frozen=True)
class Part:
    """A section to be: its title and the author's paragraphs."""

    title: str
    paragraphs: tuple[str, ...]


def parts(stretches: Sequence[Stretch], title: str, author: str) -> list[Part]:
    """The sections of a text; title and byline at its beginning are not part of it."""
    items = [_read(stretch) for stretch in stretches]
    items = _without_head(items, title, author)
    text = [item for item in items if item.level == 0 and not MARKER.match(item.text)]
    if any(item.level for item in items):
        return _at_headings([item for item in items if item.level or item in text])
    if any(MARKER.match(item.text) for item in items):
        groups = groupby(items, lambda item: bool(MARKER.match(item.text)))
        return [_untitled([item.text for item in group]) for marker, group in groups if not marker]
    return list(_at_breaks(text))


def _read(stretch: Stretch) -> Stretch:
    """A stretch with the level of the heading that it is, if its form shows one."""
    marked = MARKED.match(stretch.text)
    if marked and not stretch.level and "\n" not in stretch.text:
        return Stretch(marked[2].rstrip("# "), stretch.line, len(marked[1]))
    return Stretch(stretch.text, stretch.line, stretch.level or (2 if _heading(stretch.text) else 0))


def _heading(text: str) -> bool:
    """Whether a block of plain text is a heading: a short line that ends like none of a sentence."""
    if "\n" in text or len(text) > 80 or MARKER.match(text):
        return False
    words = text.split()
    return bool(NUMBER.match(text)) or (len(words) <= 10 and not text.endswith(SENTENCE_END) and text[:1].isupper())


def _without_head(items: list[Stretch], title: str, author: str) -> list[Stretch]:
    """The text without its own title and byline among the first lines."""
    known = {_plain(title), _plain(author), _plain(f"by {author}"), _plain(f"{title} by {author}")}
    head = next((at for at, item in enumerate(items) if item.words > 25), len(items))
    return [item for at, item in enumerate(items) if at >= head or _plain(item.text) not in known]


def _plain(text: str) -> str:
    return " ".join(re.findall(r"\w+", fold(text).text.casefold()))


def _at_headings(items: Sequence[Stretch]) -> list[Part]:
    """A section for each heading, or for several in a row; one at the very end heads nothing, and is a line of the text."""
    made: list[Part] = []
    title: list[str] = []
    paragraphs: list[str] = []
    for item in items:
        if item.level and paragraphs:
            made.append(_titled(title, paragraphs))
            title, paragraphs = [], []
        (title if item.level else paragraphs).append(normal(item.text) if item.level else item.text)
    if paragraphs:
        made.append(_titled(title, paragraphs))
    elif title and made:
        made[-1] = Part(made[-1].title, (*made[-1].paragraphs, *title))
    return made


def _titled(title: list[str], paragraphs: list[str]) -> Part:
    return Part(": ".join(words.rstrip(".:") for words in title), tuple(paragraphs)) if title else _untitled(paragraphs)


def _untitled(paragraphs: Sequence[str]) -> Part:
    words = normal(paragraphs[0]).split()
    # Scripts without spaces make one word of a sentence.
    start = " ".join(words[:5])[:40].strip(" ,;:.—–-“”\"'")
    return Part(f"{start} …" if len(words) > 5 or len(words[0]) > 40 else start, tuple(paragraphs))


def _at_breaks(text: Sequence[Stretch]) -> Iterator[Part]:
    """Sections of about the same length, none cutting a paragraph."""
    lengths = [max(item.words, len(item.text) // 12) for item in text]
    total = sum(lengths)
    count = max(1, round(total / NATURAL))
    middles = [end - length / 2 for end, length in zip(accumulate(lengths), lengths, strict=True)]
    for _, group in groupby(zip(text, middles, strict=True), lambda pair: int(pair[1] * count / total)):
        yield _untitled([item.text for item, _ in group])


def slug(title: str) -> str:
    """A title as a file's name: plain letters, digits and hyphens; “section” where nothing is left."""
    ascii = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    return "-".join(re.findall(r"[a-z0-9]+", ascii)[:5]) or "section"
