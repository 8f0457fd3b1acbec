"""What stands around a text and is not its author's: the frame and licence of Project Gutenberg."""

import re
from collections.abc import Sequence

from edition.intake.blocks import Block
from edition.intake.report import Report

START = re.compile(r"\*{3} ?START OF (?:THE|THIS) PROJECT GUTENBERG E(?:BOOK|TEXT)", re.IGNORECASE)
END = re.compile(r"\*{3} ?END OF (?:THE|THIS) PROJECT GUTENBERG E(?:BOOK|TEXT)|^End of (?:the )?Project Gutenberg", re.IGNORECASE)
CREDITS = re.compile(
    r"(?:Produced by|E-?text prepared by|This e-?text was (?:prepared|produced)|\[?Transcriber[’']s note)", re.IGNORECASE
)
FRAME, LICENCE, THANKS = "Project Gutenberg’s frame", "Project Gutenberg’s licence", "Project Gutenberg’s credits"
FEW = 6  # blocks after the frame among which the credits stand


def unframed_text(text: str, report: Report) -> tuple[str, int]:
    """Return a plain text without the frame around it, and how many lines went before it."""
    lines = text.split("\n")
    first = next((at + 1 for at, line in enumerate(lines) if START.search(line)), 0)
    while first and first < len(lines) and not re.search(r"\*{3}\s*$", lines[first - 1]) and lines[first].strip():
        first += 1  # the line of stars may go on
    last = next((at for at, line in enumerate(lines) if at >= first and END.search(line.strip())), len(lines))
    if not first and last == len(lines):
        return text, 0
    report.leave(FRAME, "\n".join(lines[:first]))
    report.leave(LICENCE, "\n".join(lines[last:]))
    return "\n".join(lines[first:last]), first


def unframed(blocks: Sequence[Block], report: Report) -> list[Block]:
    """Return blocks without the frame around them, and without the credits that follow it."""
    first = next((at + 1 for at, block in enumerate(blocks) if START.search(block.words)), 0)
    last = next((at for at, block in enumerate(blocks) if at >= first and END.search(block.words)), len(blocks))
    report.leave(FRAME, "\n".join(block.words for block in blocks[:first]))
    report.leave(LICENCE, "\n".join(block.words for block in blocks[last:]))
    made = list(blocks[first:last])
    if any(one.what == FRAME for one in report.left_out):
        for block in made[:FEW]:
            if CREDITS.match(block.words):
                report.leave(THANKS, block.words)
                made.remove(block)
    return made
