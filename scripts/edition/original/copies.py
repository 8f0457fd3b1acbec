"""A copy of a text in whatever form it has, as the blocks that are compared with what is known of the author's."""

from dataclasses import dataclass
from pathlib import Path

from edition.intake.plain import chunks_of
from edition.intake.read import read_document
from edition.intake.source import LONGEST, open_source, refused
from edition.text.normal import normal

RULE = "***"  # how a rule between parts is read


@dataclass(frozen=True)
class Stretch:
    """A block of a copy and the line on which it begins; level is that of a heading, 0 for running text."""

    text: str
    line: int
    level: int = 0

    @property
    def words(self) -> int:
        """How many words it has."""
        return len(normal(self.text).split())


def read_copy(path: Path, root: Path, encoding: str = "", notes: bool = False) -> list[Stretch]:
    """Return the blocks of a copy, each with its line (in what pandoc reads: its number); notes, where they are asked for, last.

    Of a plain text everything comes in, whatever stands around the author's words. Raises EditionError: essay-*.
    """
    source = open_source(path, root, encoding)
    if source.form == "text":
        chunks = chunks_of(source.text)
        for chunk in chunks:
            if len(chunk.text) > LONGEST:
                message = f"has a paragraph of {len(chunk.text):,} characters; put blank lines between the paragraphs"
                raise refused(source.name, message, chunk.line)
        return [Stretch(chunk.text.strip(), chunk.line) for chunk in chunks]
    document = read_document(path, root, encoding, whole=True)
    blocks = [*document.blocks, *(block for held in document.notes.values() for block in held if notes)]
    found = ((block.words or RULE, block.level) for block in blocks if block.words or block.kind == "rule")
    return [Stretch(text, number, level) for number, (text, level) in enumerate(found, 1)]
