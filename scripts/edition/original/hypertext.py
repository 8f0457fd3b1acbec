"""HTML as its reader gets it: blocks of text with their lines; and the paragraphs of the author's in a built page."""

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

from edition.original.fingerprints import Stretch

BREAKS = {
    *("address", "article", "aside", "blockquote", "body", "button", "caption", "dd", "details", "div", "dl", "dt", "figcaption"),
    *("figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "nav", "ol", "option", "p"),
    *("pre", "section", "select", "summary", "table", "td", "tfoot", "th", "thead", "title", "tr", "ul"),
}
UNREAD = {"head", "iframe", "math", "noscript", "object", "script", "style", "svg", "template", "textarea", "title"}
HEADING = re.compile(r"h[1-6]$")
VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}


class _Reader(HTMLParser):
    """Collects blocks; what no reader sees is passed over."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.blocks: list[Stretch] = []
        self.parts: list[str] = []
        self.line = 1
        self.level = 0
        self.unread: list[str] = []

    def flush(self) -> None:
        """End a block."""
        # A line break inside a text node is a space; only <br> breaks a line, and that is \v until here.
        text = re.sub(r"[ \t\n\r\f]+", " ", "".join(self.parts)).replace("\v", "\n").strip()
        if text:
            self.blocks.append(Stretch(text, self.line, self.level))
        self.parts.clear()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a block, or pass one over."""
        if tag in UNREAD and not (self.unread and tag == "title"):
            self.unread.append(tag)
        if tag in BREAKS:
            self.flush()
            self.level = int(tag[1]) if HEADING.match(tag) else 0
        elif tag == "br":
            self.parts.append("\v")
        if tag == "hr":
            self.blocks.append(Stretch("***", self.getpos()[0]))

    def handle_endtag(self, tag: str) -> None:
        """End a block."""
        if tag in self.unread:
            del self.unread[self.unread.index(tag) :]
        if tag in BREAKS:
            self.flush()
            self.level = 0

    def handle_data(self, data: str) -> None:
        """Take text that is read."""
        if self.unread:
            return
        if data.strip() and not "".join(self.parts).strip():
            self.line = self.getpos()[0] + data[: len(data) - len(data.lstrip())].count("\n")
        self.parts.append(data)


def blocks(html: str) -> list[Stretch]:
    """The blocks of text of a page, in order; a rule is “***”."""
    reader = _Reader()
    # A body without an end tag for its head would be passed over whole.
    reader.feed(re.sub(r"<body\b", "</head><body", html, count=1, flags=re.IGNORECASE))
    reader.close()
    reader.flush()
    return reader.blocks


@dataclass
class Shown:
    """A paragraph of a built page: id, classes, the facts that it carries, its text and its place."""

    id: str
    classes: list[str]
    sha256: str
    emended: str
    words: int
    line: int
    column: int
    text: str = ""
    quotes: list[str] = field(default_factory=list)


class _Page(HTMLParser):
    """Collects the paragraphs of a text from a built page, and the words of its passages."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[Shown] = []
        self.open = False
        self.heading = ""
        self.notes: dict[str, str] = {}
        self.in_notes = False
        self.skipped = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a paragraph of the text, or the heading of a note."""
        given = {name: value or "" for name, value in attrs}
        classes = given.get("class", "").split()
        if tag == "p" and re.fullmatch(r"p\d+", given.get("id", "")) and {"verbatim", "restated"} & set(classes):
            words = int(given["data-words"]) if given.get("data-words", "").isdigit() else 0
            line, column = self.getpos()
            facts = (given.get("data-sha256", ""), given.get("data-emended", ""), words)
            self.found.append(Shown(given["id"], classes, *facts, line, column + 1))
            self.open = True
        self.in_notes |= tag == "section" and "notes" in classes
        if self.in_notes and tag == "h3":
            self.heading = given.get("id", "")
        if self.heading and tag == "a" and "headerlink" in classes:
            self.skipped += 1

    def handle_endtag(self, tag: str) -> None:
        """End a paragraph, or a heading."""
        if tag == "p":
            self.open = False
        if tag == "h3":
            self.heading = ""
        if tag == "a":
            self.skipped = 0
        if tag == "section":
            self.in_notes = False

    def handle_data(self, data: str) -> None:
        """Take the text of a paragraph."""
        if self.open:
            self.found[-1].text += data
        elif self.heading and not self.skipped:
            self.notes[self.heading] = self.notes.get(self.heading, "") + data


def shown(html: str) -> tuple[list[Shown], dict[str, str]]:
    """The paragraphs of a text in a built page, and the headings of its notes by id."""
    page = _Page()
    page.feed(html)
    page.close()
    return page.found, page.notes
