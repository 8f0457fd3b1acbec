"""The quotes beside the author's text, where EDITION_ESSAY names it: they are his, and no more of it is quoted than may be."""

import os
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from edition.files.problem import Problem
from edition.model.edition import Edition
from edition.text.normal import WORD, fold
from edition.text.quotes import find
from tests.content.remarks import at_note, remark

AT_ONCE = 8  # words of the essay in a row
SHARE = 0.3  # of all its words
FOUR = 4  # words in a row that are the author's and no chance


def essay() -> Path | None:
    """Return the author's text, which is not part of this repository, if there is one."""
    named = os.environ.get("EDITION_ESSAY")
    return Path(named) if named else None


def remarks(edition: Edition) -> Iterator[Problem]:
    """Yield quotes that are not the author's or stand out of order, and files that hold too much of the essay."""
    path = essay()
    if path is None:
        return
    source = path.read_text("utf-8")
    yield from _quotes(edition, source)
    yield from _share(edition.root, _words(source))


def _quotes(edition: Edition, source: str) -> Iterator[Problem]:
    text, last = fold(source).text, 0
    for section, note in edition.all_notes():
        places = find(note.quote, text)
        if len(places) != 1:
            yield at_note(section, note, f"has words that stand {len(places)} times in the essay", "quotes")
        elif places[0].start < last:
            yield at_note(section, note, "stands after a note on later words of the essay", "quotes")
        last = max(last, places[0].start) if len(places) == 1 else last


def _words(text: str) -> list[str]:
    return [word.lower() for word in WORD.findall(text.replace("’s", ""))]


def _share(root: Path, author: list[str]) -> Iterator[Problem]:
    starts: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for at in range(len(author) - FOUR + 1):
        starts[tuple(author[at : at + FOUR])].append(at)
    quoted: set[int] = set()
    for path in _ours(root):
        ours = _words(path.read_text("utf-8", errors="ignore"))
        for at in range(len(ours) - FOUR + 1):
            for start in starts.get(tuple(ours[at : at + FOUR]), ()):
                length = FOUR
                while ours[at + length : at + length + 1] == author[start + length : start + length + 1] != []:
                    length += 1
                quoted |= set(range(start, start + length))
                if length > AT_ONCE:
                    shown = " ".join(ours[at : at + FOUR])
                    yield remark(path.relative_to(root).as_posix(), f"{length} words of the essay in a row: “{shown} …”", "share")
    if len(quoted) > SHARE * len(author):
        yield remark("docs/essay", f"{len(quoted)} of the essay's {len(author)} words are quoted (at most {SHARE:.0%})", "share")


def _ours(root: Path) -> Iterator[Path]:
    yield from root.glob("*.md")
    for folder, form in (("docs", "*.md"), ("data", "*.yml"), ("tests", "*.*")):
        yield from (path for path in (root / folder).rglob(form) if path.is_file() and path.suffix != ".pyc")
