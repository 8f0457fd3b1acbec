"""What a text is made of as it comes in: blocks, the shapes that pages name, the marks of notes that stand alone."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import takewhile
from typing import Any

from edition.intake.inlines import Picture
from edition.intake.report import Report
from edition.model.allowlist import SHAPES

# What pages call the shapes of a text: their classes, and ours.
KNOWN = {name: name for name in SHAPES} | {"poem": "verse", "poetry": "verse", "stanza": "verse", "lg": "verse", "sp": "speech"}
KNOWN |= {"linegroup": "verse", "line-group": "verse"}
KNOWN |= {"persona": "speaker", "stage-direction": "stage", "stagedir": "stage", "epigraph": "verse"}
NOTED = re.compile(r"\[\^(n\d+)\]")


@dataclass(frozen=True)
class Block:
    """A block: text, heading, rule, picture, or a mark of a note that stands alone.

    Its Markdown and its words, a heading's level, its shapes, how deep it is quoted.
    """

    kind: str
    source: str = ""
    words: str = ""
    level: int = 0
    shapes: tuple[str, ...] = ()
    quoted: int = 0


def picture(found: Picture) -> Block:
    """Return the block of a picture: its address for Markdown, what is said of it for words."""
    return Block("picture", found.address, found.words)


def with_marks(blocks: Iterable[Block], report: Report) -> list[Block]:
    """Return blocks with the marks of notes that stand alone: behind what is before them, below a heading before what follows."""
    made: list[Block] = []
    waiting, level = "", 0  # marks, and of which heading
    for block in blocks:
        if block.kind == "mark":
            near = takewhile(lambda at: made[at].kind != "heading", reversed(range(len(made))))
            at = next((at for at in near if _holds_marks(made[at])), None)
            if at is None:
                waiting += block.source
            else:
                made[at] = replace(made[at], source=made[at].source + block.source)
        elif block.kind == "heading":
            if waiting and block.level <= level:
                waiting = _behind(made, waiting)
            labels = marked(block.source)
            if labels:
                report.guess(f"the note on the heading “{block.words}” stands in the paragraph below it")
            level = level if waiting else block.level
            waiting += "".join(f"[^{label}]" for label in labels)
            made.append(replace(block, source=NOTED.sub("", block.source).strip()) if labels else block)
        elif waiting and _holds_marks(block):
            made.append(replace(block, source=f"{waiting} {block.source}"))
            waiting = ""
        else:
            made.append(block)
    _behind(made, waiting)
    return made


def _behind(made: list[Block], marks: str) -> str:
    """Put marks behind the last block that holds any; return those that have no place."""
    at = next((at for at in reversed(range(len(made))) if _holds_marks(made[at])), None)
    if at is None:
        return marks
    made[at] = replace(made[at], source=made[at].source + marks)
    return ""


def _holds_marks(block: Block) -> bool:
    return block.kind == "text" and not {"table", "code"} & set(block.shapes)


def marked(source: str) -> list[str]:
    """Return the labels of the author's notes whose marks stand in Markdown, in their order."""
    return NOTED.findall(source)


def text_of(content: Any) -> str:
    """Return the words somewhere inside pandoc's elements."""
    if isinstance(content, dict):
        return str(content["c"]) if content.get("t") == "Str" else text_of(content.get("c"))
    return "".join(map(text_of, content)) if isinstance(content, list) else ""


def pictured(content: Any) -> bool:
    """Tell whether a picture stands somewhere inside pandoc's elements."""
    if isinstance(content, dict):
        return content.get("t") == "Image" or pictured(content.get("c"))
    return isinstance(content, list) and any(map(pictured, content))
