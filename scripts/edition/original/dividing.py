"""Divide a text into sections: at its headings, at its rules, or at natural breaks."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, groupby

from edition.intake.blocks import Block
from edition.intake.report import Report
from edition.text.normal import fold, normal

# A section of this length is read in two minutes and leaves room for a dozen notes beside it.
NATURAL = 350
AROUND = " ,;:.—–-“”\"'"  # what a title loses that is made of the first words of its section
USUAL = 1500  # words: where sections are longer on the average, smaller headings divide, too
LONG = 4000  # words: a section that is longer is divided where it can be, so that no page grows heavy
MOST = 40  # signs of a title that is made of the first words
HEAD = 25  # words: what stands before a longer paragraph may be the head of the text


@dataclass(frozen=True)
class Part:
    """A section to be: its title, its blocks, and the level of the heading that it comes from."""

    title: str
    blocks: tuple[Block, ...]
    level: int = 1

    @property
    def words(self) -> int:
        """How many words it has."""
        return sum(map(length, self.blocks))


def length(block: Block) -> int:
    """Return how many words a block has; scripts without spaces are counted by their signs."""
    return max(len(normal(block.words).split()), len(block.words) // 12) if block.kind == "text" else 0


def parts(blocks: Sequence[Block], title: str, author: str, report: Report, split: int = 0) -> list[Part]:
    """Return the sections of a text, divided at headings down to a level, or as suits it; its own head is not part of it.

    What stands before the first heading has the title of the text, and so has all of a text that is one section.
    """
    items = _without_head(blocks, title, author, report)
    levels = sorted({item.level for item in items if item.kind == "heading"})
    if levels:
        found = _at_headings(items, split or _level(items, levels, report))
    elif any(item.kind == "rule" for item in items):
        groups = groupby(items, lambda item: item.kind == "rule")
        found = [_untitled(list(group)) for rule, group in groups if not rule]
    else:
        found = list(_at_breaks(items, NATURAL))
    if found and (levels or len(found) == 1) and found[0].title == _untitled(found[0].blocks).title:
        found[0] = replace(found[0], title=title)
    return [short for part in found for short in _short(part, report)]


def _without_head(items: Sequence[Block], title: str, author: str, report: Report) -> list[Block]:
    """The text without its own title and byline among the first lines, which stand on the cover."""
    known = {_plain(title), _plain(author), _plain(f"by {author}"), _plain(f"{title} by {author}")} - {""}
    head = next((at for at, item in enumerate(items) if length(item) > HEAD), len(items))
    kept = []
    for at, item in enumerate(items):
        if at < head and item.kind != "rule" and _plain(item.words) in known:
            report.leave("the text’s own title and byline, which stand on the cover", item.words)
        else:
            kept.append(item)
    while kept and kept[0].kind == "rule":
        kept.pop(0)
    return kept


def _plain(text: str) -> str:
    return " ".join(re.findall(r"\w+", fold(text).text.casefold()))


def _level(items: Sequence[Block], levels: Sequence[int], report: Report) -> int:
    """The level of headings that makes sections of a usual length."""
    words = sum(map(length, items))
    counts = {level: sum(item.kind == "heading" and item.level <= level for item in items) for level in levels}
    chosen = next((level for level in levels if counts[level] > 1 and words <= USUAL * counts[level]), levels[-1])
    others = [f"--split {level} would make {counts[level]}" for level in levels if level != chosen and counts[level] > 1]
    if others:
        report.guess(f"sections begin at headings of level {chosen} and above; {', '.join(others)}")
    return chosen


def _at_headings(items: Sequence[Block], split: int) -> list[Part]:
    """A section for each heading, or for several in a row; one at the very end heads nothing, and is a line of the text."""
    made: list[Part] = []
    heads: list[Block] = []
    own: list[Block] = []
    for item in items:
        divides = item.kind == "heading" and item.level <= split
        if divides and any(block.kind == "text" for block in own):
            made.append(_titled(heads, own))
            heads, own = [], []
        elif divides:  # smaller headings with nothing below them
            heads += [block for block in own if block.kind == "heading"]
            own = [block for block in own if block.kind != "heading"]
        (heads if divides else own).append(item)
    if any(block.kind == "text" for block in own):
        return [*made, _titled(heads, own)]
    if made:
        last = (*heads, *own)
        rest = tuple(replace(block, kind="text", level=0) if block.kind == "heading" else block for block in last)
        made[-1] = replace(made[-1], blocks=(*made[-1].blocks, *rest))
    return made


def _titled(heads: Sequence[Block], own: Sequence[Block]) -> Part:
    own = [block for at, block in enumerate(own) if block.kind != "rule" or 0 < at < len(own) - 1]
    if not heads:
        return _untitled(own)
    words = [normal(head.words) for head in heads]
    return Part(": ".join([*(one.rstrip(".:") for one in words[:-1]), words[-1]]), tuple(own), heads[-1].level)


def _untitled(blocks: Sequence[Block]) -> Part:
    words = normal(next((block.words for block in blocks if block.kind in ("text", "heading")), "Pictures")).split()
    # Scripts without spaces make one word of a sentence.
    start = " ".join(words[:5])[:MOST]
    whole = start == " ".join(words)
    start = start.strip(AROUND)
    level = min((block.level for block in blocks if block.level), default=2) - 1
    return Part(start if whole else f"{start} …", tuple(blocks), level)


def _at_breaks(items: Sequence[Block], natural: int) -> Iterator[Part]:
    """Sections of about the same length, none cutting a paragraph."""
    lengths = [length(item) for item in items]
    total = sum(lengths)
    count = max(1, round(total / natural))
    middles = [end - own / 2 for end, own in zip(accumulate(lengths), lengths, strict=True)]
    kept: list[Block] = []
    for _, group in groupby(zip(items, middles, strict=True), lambda pair: min(int(pair[1] * count / (total or 1)), count - 1)):
        kept += [item for item, _ in group]
        if any(item.kind == "text" for item in kept):
            yield _untitled(kept)
            kept = []
    if kept:  # pictures at the end
        yield _untitled(kept)


def _short(part: Part, report: Report) -> Iterator[Part]:
    """A part in pieces, where it is too long for a page."""
    if part.words <= LONG:
        yield part
        return
    report.guess(f"sections of more than {LONG} words are divided at natural breaks, and numbered")
    for at, piece in enumerate(_at_breaks(part.blocks, LONG * 2 // 3), 1):
        yield Part(f"{part.title} ({at})", piece.blocks, part.level)


def slug(title: str) -> str:
    """A title as a file's name: plain letters, digits and hyphens; “section” where nothing is left."""
    ascii = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    return "-".join(re.findall(r"[a-z0-9]+", ascii)[:5])[:60].rstrip("-") or "section"
