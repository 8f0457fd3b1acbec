"""Cut a long page into pieces that pandoc reads one after another: its memory grows with what it reads at once."""

import re
from collections.abc import Iterable, Iterator
from copy import deepcopy
from typing import Any

from lxml import html

from edition.intake.blocks import KNOWN
from edition.intake.footnotes import NOTES

Tree = Any
LARGE = 400_000  # characters of HTML: two hundred pages of a book
BLOCKS = ("h1", "h2", "h3", "h4", "h5", "h6", "p", "div", "section", "article", "table", "center", "hr", "blockquote", "ul", "ol")
# Of Markdown: a definition of a note or an address with its indented lines, a label in use, fences, divisions.
DEFINED = re.compile(r"^ {0,3}\[([^\[\]\n]+)\]:[^\n]*(?:\n+(?: {4}|\t)[^\n]*)*", re.MULTILINE)
USED = re.compile(r"\[([^\[\]\n]+)\]")
FENCE = re.compile(r"\s*(`{3,}|~{3,})")
OPENS, CLOSES = re.compile(r"<div\b|^:::+\s*\S"), re.compile(r"</div>|^:::+\s*$")
WRAPPERS = ("div", "section", "article", "main")  # what holds headings and says nothing itself


def pieces(trees: Iterable[Tree]) -> Iterator[str]:
    """Yield pages as HTML in pieces of some size, each with the notes whose marks it has; they are cut only between two blocks."""
    notes: dict[str, Tree] = {}
    made: list[str] = []
    marks: list[str] = []
    size, before = 0, ""
    for tree in trees:
        body = next(tree.iter("body"), tree)
        notes |= {item.get("id"): item for item in body.iterfind(f"section[@id='{NOTES}']/ol/li")}
        before = BLOCKS[0]
        for part in _parts(body):
            if size > LARGE and part.tag in BLOCKS and before in BLOCKS:
                yield _page(made, marks, notes)
                made, marks, size = [], [], 0
            before = part.tag
            made.append(str(html.tostring(part, encoding="unicode")))
            marks += _marks(part)
            size += len(made[-1])
    yield _page(made, marks, notes)


def pieces_of_markdown(text: str) -> Iterator[str]:
    """Yield Markdown in pieces of some size, each with the notes and addresses that it uses; it is cut only between paragraphs."""
    if len(text) <= LARGE:
        yield text
        return
    defined = {match[1].casefold(): match.group() for match in DEFINED.finditer(text)}
    made: list[str] = []
    size, deep, fence, before = 0, 0, "", ""
    for line in DEFINED.sub("", text).split("\n"):
        if size > LARGE and not before and not fence and not deep and (line[:1].isalpha() or line[:1] == "#"):
            yield _with_defined(made, defined)
            made, size = [], 0
        found = FENCE.match(line)
        fence = ("" if fence == found[1][:3] else fence or found[1][:3]) if found else fence
        deep += len(OPENS.findall(line)) - len(CLOSES.findall(line))
        made.append(line)
        size += len(line) + 1
        before = line.strip()
    yield _with_defined(made, defined)


def _with_defined(lines: list[str], defined: dict[str, str]) -> str:
    """Lines with the definitions that they use, and that these use in turn."""
    text = "\n".join(lines)
    wanted = [label for label in dict.fromkeys(map(str.casefold, USED.findall(text))) if label in defined]
    for label in wanted:  # grows
        used = map(str.casefold, USED.findall(defined[label]))
        wanted += [other for other in dict.fromkeys(used) if other in defined and other not in wanted]
    return "\n\n".join([text, *(defined[label] for label in wanted)])


def _parts(element: Tree) -> Iterator[Tree]:
    """The parts of an element, and those of its divisions that are too large themselves, where no words stand beside them."""
    alone = not _words(element.text) and not any(_words(child.tail) for child in element)
    if not alone:
        whole = deepcopy(element)
        whole.tag, whole.tail = "div", None
        for notes in whole.iterfind(f"section[@id='{NOTES}']"):
            whole.remove(notes)
        yield whole
        return
    for child in element:
        if child.get("id") == NOTES or not isinstance(child.tag, str):
            continue
        named = set(child.get("class", "").lower().split()) & KNOWN.keys()
        if child.tag in WRAPPERS and not named and len(child) and sum(map(len, child.itertext())) > LARGE / 4:
            yield from _parts(child)
        else:
            yield child


def _words(text: str | None) -> bool:
    return bool(text and text.strip())


def _marks(element: Tree) -> list[str]:
    return [one.get("href", "").removeprefix("#") for one in element.iter("a") if one.get("role") == "doc-noteref"]


def _page(parts: list[str], marks: list[str], notes: dict[str, Tree]) -> str:
    """A page of some parts, and the notes whose marks are in them, or in one of these notes."""
    wanted = [id for id in dict.fromkeys(marks) if id in notes]
    for id in wanted:  # grows
        wanted += [other for other in dict.fromkeys(_marks(notes[id])) if other in notes and other not in wanted]
    listed = "".join(str(html.tostring(notes[id], encoding="unicode", with_tail=False)) for id in wanted)
    section = f'<section id="{NOTES}" role="doc-endnotes"><ol>{listed}</ol></section>' if listed else ""
    return f"<html><body>{''.join(parts)}{section}</body></html>"
