"""Verse, and who speaks: stanzas of lines that are blocks of their own, names in italics, stage directions."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from edition.intake.blocks import KNOWN, Block, pictured, text_of
from edition.text.normal import UNSPACED

AGAIN = 3  # times that a name comes, at least
SPOKEN = 3  # words in the name of one who speaks, in italics
WIDEST = 400  # columns: no line of verse is as long
LINE = 90  # signs: no line of verse is longer


def paragraphs(inlines: Sequence[Any]) -> list[list[Any]]:
    """Return a paragraph's inline elements in one, or in several where it has the lines of none but a page laid out by breaks."""
    lines: list[list[Any]] = [[]]
    for one in inlines:
        lines.append([]) if one["t"] == "LineBreak" else lines[-1].append(one)
    widths = [len(text) + len(UNSPACED.findall(text)) for text in map(text_of, lines) if text.strip()]
    laid_out = len(widths) > 1 and (sum(widths) > LINE * len(widths) or max(widths) > WIDEST)
    return [line for line in lines if text_of(line).strip() or pictured(line)] if laid_out else [list(inlines)]


def stanzas(blocks: Sequence[Any]) -> Iterator[Any]:
    """Yield the blocks of a poem, lines that are blocks of their own as stanzas; a name in italics between them stays apart."""
    lines: list[Any] = []
    mark: list[Any] = []  # of a page, which stands on a line of its own
    running = [_line(block) for block in blocks]
    sung = all(line is None or _emphasised(line) or not text_of(line).strip() for line in running)
    for block, line in zip(blocks, running, strict=True):
        if line is not None and not text_of(line).strip():
            mark += line
        elif line is not None and (sung or not (_emphasised(line) and len(text_of(line).split()) <= SPOKEN)):
            lines.append([*mark, *line])
            mark = []
        else:
            yield from _stanza(lines, mark)
            lines, mark = [], []
            yield block
    yield from _stanza(lines, mark)


def _stanza(lines: list[Any], mark: list[Any]) -> Iterator[Any]:
    """Lines as a stanza; the mark of a page with no line behind it follows the last, or stands alone."""
    if lines:
        yield {"t": "LineBlock", "c": [*lines[:-1], [*lines[-1], *mark]]}
    elif mark:
        yield {"t": "Para", "c": mark}


def _line(block: Any) -> Any | None:
    """The words of a block that is one short line and no stanza of its own."""
    division = block["t"] == "Div" and not {KNOWN.get(name.lower()) for name in block["c"][0][1]} & {"verse"}
    inner = block["c"][1] if division else [block]
    if len(inner) != 1 or inner[0]["t"] not in ("Plain", "Para") or any(one["t"] == "LineBreak" for one in inner[0]["c"]):
        return None
    return inner[0]["c"] if len(text_of(inner[0]["c"])) <= LINE else None


def _emphasised(inlines: Sequence[Any]) -> bool:
    return all(one["t"] in ("Emph", "Note") or (one["t"] == "Str" and not one["c"].strip()) for one in inlines)


def with_speakers(blocks: Sequence[Block]) -> list[Block]:
    """Return blocks with names in italics as those of who speaks, where two of them at least come again and again."""
    named = [at for at, block in enumerate(blocks[:-1]) if _names(block) and blocks[at + 1].kind == "text"]
    counts = Counter(_bare(blocks[at].words) for at in named)
    if sum(count >= AGAIN for count in counts.values()) < 2:
        return list(blocks)
    speakers = {at for at in named if counts[_bare(blocks[at].words)] > 1}
    return [replace(block, shapes=("speaker",)) if at in speakers else block for at, block in enumerate(blocks)]


def _names(block: Block) -> bool:
    return (
        block.kind == "text"
        and {"emphasised"} <= set(block.shapes) <= {"emphasised", "verse"}
        and len(block.words.split()) <= SPOKEN
        and block.words[:1].isupper()
        and "\n" not in block.words
    )


def _bare(words: str) -> str:
    return words.strip(" .:,—–-").casefold()


def with_stages(blocks: Iterable[Block]) -> list[Block]:
    """Return blocks with what is all in italics in a play as stage directions, and what follows a speaker as speech."""
    listed = with_speakers(list(blocks))
    play = any("speaker" in block.shapes for block in listed)
    made: list[Block] = []
    for block in listed:
        shapes = tuple(name for name in block.shapes if name != "emphasised")
        spoken = bool(made) and "speaker" in made[-1].shapes and block.kind == "text"
        if play and "emphasised" in block.shapes and shapes in ((), ("speech",)) and not spoken:
            shapes = ("stage",)
        elif spoken and not shapes:
            shapes = ("speech",)
        made.append(replace(block, shapes=shapes))
    return made
