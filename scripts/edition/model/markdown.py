"""The Markdown of an edition: the dialect, limits on what a file may ask of the parser, and the text that a reader sees.

Of attribute lists only three places are read, so that content can set nothing else: the end of a heading, a last line of its own
under a paragraph (or a table), and right after emphasis a language (*имя*{ lang=ru }) or what the words are set as (*er*{ .sup }).
A backslash at the end of a line breaks the line there; an empty link to #page-12 marks a page of a printed edition.
"""

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator, Sequence
from functools import lru_cache

from markdown import Markdown
from markdown.blockprocessors import OListProcessor
from markdown.extensions.footnotes import NBSP_PLACEHOLDER, FootnoteExtension
from markdown.inlinepatterns import InlineProcessor
from markdown.preprocessors import Preprocessor
from markdown.util import ETX, STX

from edition.model.allowlist import SHIFTED
from edition.text.addresses import BARE
from edition.text.attributes import AT_END, Attributes, parse_attributes
from edition.text.tree import blocks, text_of

# mkdocs.yml names the same extensions (a test compares), and `edition` beside them.
EXTENSIONS = ("def_list", "footnotes", "tables", "pymdownx.details")
MARKUP = re.compile(r"[\\`*_\[\]{}<>&|~^!#:+-]|\d[.)]|\n")
OWN_LINE = re.compile(rf"\n[ \t]*\{{:?([^{{}}\n]*)\}}[ \t]*(?={NBSP_PLACEHOLDER}|$)")  # a way back may follow, in a footnote
AFTER = re.compile(r"\{:?([^{}\n]*)\}")
NOTED = re.compile(r"(?<!^)(?<!\\)\[\^[^\[\]\n]+\]|^\[\^[^\[\]\n]+\](?!:)", re.MULTILINE)
DEFINED = re.compile(r"^ {0,3}\[\^[^\[\]\n]+\]:", re.MULTILINE)
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")

MEANING = re.compile(r"[\\`*_{}\[\]<]|&(?=#?\w+;)")  # what a sign inside a line would make something else
ESCAPES = {"<": "&lt;", "&": "&amp;"}

RULE_BETWEEN = "* * *"  # between the parts of a text
LARGEST = 2_000_000  # characters in one file: twice the longest book chapter that anybody would read on one page
DEEPEST = 12  # quotations or lists inside one another
INDENT = 4 * DEEPEST
OPEN = 60  # brackets in one block that belong to no link, note or citation
EMPHASES = 240  # runs of * or _ in one block; some 300 nested ones exhaust Python's stack
UNDERLINED = 20  # underlined headings in one block
FOOTNOTES = 1000  # references to footnotes in one file, and footnotes
SPACES = 400  # spaces in a row within a line: patterns that look for an end after each of them are slow
CLOSED = re.compile(r"\[[^\[\]\n]{0,400}\](?:\([^()<>\n]{0,2000}\))?")
QUOTED = re.compile(rf"(?:[ \t]*>){{{DEEPEST + 1}}}")
NESTED = re.compile(rf"^[ \t>]{{{INDENT}}}[ \t>]*(?:[-+*]|\d+[.)]|>|\?\?\?)", re.MULTILINE)
EMPHASIS = re.compile(r"\*+|_+")
RULE = re.compile(r"^ {0,3}(?:=+|-+)[ ]*$", re.MULTILINE)
LINK = re.compile(r"\]\([^()<>\n]{0,2000}\)")
SPECIAL = re.compile(r"[^\w\s,;“”‘’]|_")


def escaped(words: str) -> str:
    """Return words as Markdown that reads as exactly these words, inside a line."""
    return MEANING.sub(lambda match: ESCAPES.get(match.group()) or f"\\{match.group()}", words)


def overload(block: str) -> str:
    """Return what in a run of lines asks too much of the parser; nothing in the ordinary case."""
    block = block.expandtabs(4) if "\t" in block else block
    if block.count("[") > OPEN and _broken(block) > OPEN:
        return f"more than {OPEN} brackets that belong to no link"
    if ">" in block and any(QUOTED.match(line) for line in block.split("\n")):
        return f"quotations inside one another, more than {DEEPEST}"
    if " " * INDENT in block and NESTED.search(block):
        return f"lists inside one another, more than {DEEPEST}"
    if len(block) > EMPHASES and block.count("*") + block.count("_") > EMPHASES and len(EMPHASIS.findall(block)) > EMPHASES:
        return f"more than {EMPHASES} marks of emphasis in one paragraph"
    if ("\n=" in block or "\n-" in block) and len(RULE.findall(block)) > UNDERLINED:
        return f"more than {UNDERLINED} underlined headings without a blank line between them"
    if " " * SPACES in block:
        return f"more than {SPACES} spaces in a row"
    return ""


def _broken(block: str) -> int:
    """Count the brackets of a block that open and come to nothing."""
    return CLOSED.sub("", block).count("[") + block.count("](") - len(LINK.findall(block))


def as_text(block: str) -> str:
    """Return a run of lines in the parser's own form for escaped characters: it asks nothing of it, and reads as it stands."""
    shown = "\n".join(" ".join(line.split()) for line in block.split("\n"))
    return SPECIAL.sub(lambda match: f"{STX}{ord(match.group())}{ETX}", shown)


def runs_of_lines(lines: Sequence[str]) -> Iterator[tuple[int, list[str]]]:
    """Yield the runs of lines between blank ones, each with the index of its first."""
    start = 0
    for at, line in enumerate([*lines, ""]):
        if not line.strip():
            if at > start:
                yield start, list(lines[start:at])
            start = at + 1


class Limits(Preprocessor):
    """Shows as text what asks too much."""

    def run(self, lines: list[str]) -> list[str]:
        """Return the lines with every block that exceeds a limit escaped."""
        made = list(lines)
        for start, block in runs_of_lines(lines):
            text = "\n".join(block)
            if overload(text):
                made[start : start + len(block)] = as_text(text).split("\n")
        if sum(line.count("[^") for line in made) > FOOTNOTES:
            made = [line.replace("[^", f"{as_text('[')}^") for line in made]
        return made


class Break(InlineProcessor):
    """A backslash at the end of a line: there the author ended it."""

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[ET.Element, int, int]:  # type: ignore[override]
        """Return the break in the place of the sign."""
        return ET.Element("br"), m.start(0), m.end(0)


class BareAddress(InlineProcessor):
    """An address that stands in a text as it is: its signs set nothing in italics."""

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[str, int, int]:  # type: ignore[override]
        """Return its words, which nothing else reads any more."""
        return m.group(0), m.start(0), m.end(0)


def only_markdown(md: Markdown) -> None:
    """Make a Markdown instance show raw HTML as the text it is, and keep to the limits."""
    # After normalize_whitespace (30), which drops the marks of escaped characters.
    md.preprocessors.register(Limits(md), "edition-limits", 29)
    md.preprocessors.deregister("html_block", strict=False)
    md.inlinePatterns.deregister("html", strict=False)
    md.inlinePatterns.deregister("entity", strict=False)
    md.inlinePatterns.register(Break(r"\\\n", md), "edition-break", 181)  # before escape (180)
    md.inlinePatterns.register(BareAddress(BARE.pattern, md), "edition-address", 119)  # after autolink (120), before emphasis (60)
    for processor in md.parser.blockprocessors:
        if isinstance(processor, OListProcessor):
            vars(processor)["LAZY_OL"] = False  # a list that begins with 3. does so
    name_footnotes(md)


def name_footnotes(md: Markdown) -> None:
    """Have the ids of footnotes made of letters, digits and hyphens, as all tools take them."""
    for extension in md.registeredExtensions:
        if isinstance(extension, FootnoteExtension):
            extension.setConfig("SEPARATOR", "-")


def take_attributes(root: ET.Element) -> None:
    """Take the attribute lists out of a tree's text and set them on the elements that they are written for."""
    for element in root.iter():
        if element.tag in HEADINGS:
            _take(element, element, AT_END)
        elif element.tag == "p":
            _take(element, element, OWN_LINE)
        elif element.tag == "table":
            _take_row(element)
        elif element.tag == "em" and (element.tail or "").startswith("{"):
            match = AFTER.match(element.tail or "")
            found = parse_attributes(match[1]) if match else None
            if match and found and set(found.others) == {"lang"} and not found.id and not found.classes:
                element.set("lang", found.others["lang"])
                element.tail = (element.tail or "")[match.end() :]
            elif match and found and found.classes in {(name,) for name in SHIFTED} and not found.id and not found.others:
                element.tag = found.classes[0] if found.classes[0] != "small-caps" else "span"
                element.attrib.update({"class": found.classes[0]} if element.tag == "span" else {})
                element.tail = (element.tail or "")[match.end() :]


def _take_row(table: ET.Element) -> None:
    """Set what stands in a row of its own at the end of a table on the table; a head without words goes."""
    head, body = table.find("thead"), table.find("tbody")
    last = body[-1] if body is not None and len(body) else None
    match = re.fullmatch(r"\{:?([^{}\n]*)\}", (last[0].text or "").strip()) if last is not None and len(last) else None
    found = parse_attributes(match[1]) if match else None
    if body is None or last is None or found is None:
        return
    body.remove(last)
    _set(table, found)
    if head is not None and not "".join(head.itertext()).strip():
        table.remove(head)


def _take(block: ET.Element, of: ET.Element, pattern: re.Pattern[str]) -> None:
    """Set what stands at the end of a block's text on an element."""
    children = [child for child in block if child.get("class") != "footnote-backref"]
    last = children[-1] if children else None
    text = (last.tail if last is not None else block.text) or ""
    match = pattern.search(text)
    found = parse_attributes(match[1]) if match else None
    if match is None or found is None:
        return
    if last is not None:
        last.tail = text[: match.start()].rstrip() + text[match.end() :]
    else:
        block.text = text[: match.start()].rstrip() + text[match.end() :]
    _set(of, found)


def _set(element: ET.Element, found: Attributes) -> None:
    given = {"id": found.id, "class": " ".join(found.classes)}
    for name, value in {**given, **found.others}.items():
        if value:
            element.set(name, value)


@lru_cache(maxsize=1)
def _reader() -> Markdown:
    md = Markdown(extensions=list(EXTENSIONS))
    only_markdown(md)
    return md


@lru_cache(maxsize=16384)
def plain(source: str) -> str:
    """Return the text of a piece of Markdown as its reader sees it, a line for each block; citations stay as they are written."""
    if not MARKUP.search(source):
        return source
    if "[^" in source and not DEFINED.search(source):
        source = NOTED.sub("", source)  # the mark of a note that stands elsewhere is no word
    md = _reader()
    md.reset()
    lines = source.split("\n")
    for preprocessor in md.preprocessors:
        lines = preprocessor.run(lines)
    root = md.parser.parseDocument(lines).getroot()
    assert root is not None
    md.treeprocessors["inline"].run(root)
    for line in root.iter("br"):
        line.tail = f"\n{line.tail or ''}"
    take_attributes(root)
    texts = (text_of(block).strip() for block in blocks(root))
    return "\n".join(text for text in texts if text)
