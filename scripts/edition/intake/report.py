"""What an intake says of itself: what was read, what was left out and where, what was guessed, what was kept."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml

from edition.text.characters import strip_invisible
from edition.text.normal import bare_letters

FILE = "intake.yml"  # in data/
HEAD = "# What `edition new` read, what it left out and why, and what it guessed; `edition verify` goes by it.\n"
Places = dict[Any, int]  # how many letters of a file stand before each of its elements
SHOWN = 60  # characters of a place


@dataclass(frozen=True)
class LeftOut:
    """Words that did not come in: what they are, in how many words, with the first and the last of them.

    Where it is known, of how many letters they are, and how many letters of the file stand before them.
    """

    what: str
    words: int
    begins: str
    ends: str
    letters: int = 0
    after: int = -1


@dataclass
class Report:
    """The account of one intake."""

    name: str
    form: str = "text"
    encoding: str = ""
    sha256: str = ""
    language: str = ""  # how it is known, where nobody has said it
    left_out: list[LeftOut] = field(default_factory=list)
    guessed: list[str] = field(default_factory=list)
    kept: Counter[str] = field(default_factory=Counter)
    dropped: Counter[str] = field(default_factory=Counter)

    def leave(self, what: str, text: str, after: int = -1) -> None:
        """Note that a stretch of the file is left out, and where it is known, how many letters stand before it."""
        words = text.split()
        if words:
            line = strip_invisible(" ".join(words))
            self.left_out.append(LeftOut(what, len(words), line[:SHOWN], line[-SHOWN:], len(bare_letters(line)), after))

    def guess(self, what: str) -> None:
        """Note a decision that the file does not settle."""
        if (line := strip_invisible(what)) not in self.guessed:
            self.guessed.append(line)

    def as_yaml(self) -> str:
        """Return data/intake.yml."""
        made: dict[str, Any] = {"read": {"file": self.name, "format": self.form, "encoding": self.encoding, "sha256": self.sha256}}
        made["language"] = self.language
        made["kept"] = dict(sorted(self.kept.items()))
        made["guessed"] = self.guessed
        made["dropped"] = dict(sorted(self.dropped.items()))
        made["left_out"] = [vars(one) for one in self.left_out]
        return HEAD + yaml.safe_dump(made, allow_unicode=True, sort_keys=False, width=120)

    def told(self) -> Iterator[str]:
        """Yield the account in lines, the longest lists in numbers."""
        as_what = f" as {self.encoding}" if self.encoding else ""
        yield f"read {self.name}: {self.form}{as_what}"
        if self.language:
            yield f"language: {self.language}"
        if self.kept:
            yield "kept: " + ", ".join(f"{count} {what}" for what, count in self.kept.most_common())
        sums: Counter[str] = Counter()
        for one in self.left_out:
            sums[one.what] += one.words
        for what, words in sums.most_common():
            first = next(one for one in self.left_out if one.what == what)
            yield f"left out: {what}, {words} word{'s' * (words != 1)}, such as “{first.begins}”"
        yield from (f"left out: {what}, {count}" for what, count in self.dropped.most_common())
        yield from (f"guessed: {what}" for what in self.guessed)


def left_out_of(data: Any) -> list[LeftOut]:
    """Return what an intake file says was left out."""
    entries = data.get("left_out") if isinstance(data, dict) else None
    known, wanted = LeftOut.__dataclass_fields__.keys(), {"what", "words", "begins", "ends"}
    return [LeftOut(**one) for one in entries or [] if isinstance(one, dict) and wanted <= one.keys() <= known]
