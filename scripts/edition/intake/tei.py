"""Read TEI, which pandoc does not, into pandoc's blocks: divisions, verse, speeches, stage directions, notes, page numbers."""

import re
from collections.abc import Callable, Iterator
from html.entities import html5
from typing import Any

from lxml import etree

from edition.files.problem import EditionError, Problem
from edition.intake.report import Report

Node = Any
SPACE = re.compile(r"\s+")
ENTITY = re.compile(r"&(\w{2,31};)")
OF_XML = ("amp;", "lt;", "gt;", "quot;", "apos;")
LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
DIVISION = re.compile(r"(?:div\d?|body|front|back|group|text)$")
SKIPPED = ("teiHeader", "fw", "figDesc", "facsimile", "note-gone")
CHOICES = (("sic", "corr"), ("orig", "reg"), ("abbr", "expan"))  # what stands in the source, and what an editor made of it
EMPHASIS = ("emph", "hi", "title", "foreign", "term", "mentioned", "distinct", "soCalled")
RENDERED = {"sup": "Superscript", "sub": "Subscript", "sc": "SmallCaps", "small": "SmallCaps", "bold": "Strong", "b": "Strong"}
QUOTES = ("quote", "cit", "epigraph", "q")
MARKS = ("note", "pb", "milestone")  # what stands in a line and is none
SPEECHES = {"speaker": "speaker", "stage": "stage"}
INNER = ("lg", "sp", "list", "listBibl", "table", "figure", "floatingText", "stage")  # blocks, even inside a paragraph
STEPHANUS = re.compile(r"\d+[a-e]$")  # a part of a page, as scholars cite Plato


def read_tei(text: str, name: str, report: Report) -> tuple[list[Any], str, str, str]:
    """Return a TEI document's blocks, its title, its author and its language. Raises EditionError: essay-format."""
    try:
        parser = etree.XMLParser(remove_comments=True, remove_pis=True, resolve_entities=False, no_network=True, huge_tree=True)
        root: Node = etree.fromstring(spelt(text).encode(), parser)
    except etree.XMLSyntaxError as error:
        message = f"is broken XML: {error.msg}; mend it, or save the text in another form"
        raise EditionError(Problem(name, error.lineno or 1, 1, message, "essay-format")) from None
    for element in root.iter():
        if isinstance(element.tag, str):
            element.tag = etree.QName(element).localname
    title = _plain(root.find(".//titleStmt/title"))
    author = _plain(root.find(".//titleStmt/author"))
    header = root.find("teiHeader")
    if header is not None:
        report.leave("the TEI header", " ".join(header.itertext()))
    for beside in root.iterchildren("facsimile", "sourceDoc", "standOff", "xenoData"):
        report.leave(f"what TEI has beside the text ({beside.tag})", " ".join(beside.itertext()))
    reader = _Reader(report)
    said = [one.get(LANGUAGE) for one in (*root.findall("text"), root)] + [
        one.get("ident") for one in root.iterfind(".//langUsage/language")
    ]
    blocks = [block for one in root.findall("text") for block in reader.division(one, 0)]
    return blocks, title, author, next(filter(None, said), "")


def spelt(text: str) -> str:
    """Return XML with the signs that only HTML or an old DTD has names for, such as &mdash;, as these signs."""
    return ENTITY.sub(lambda match: html5.get(match[1], match.group()) if match[1] not in OF_XML else match.group(), text)


def _plain(node: Node | None) -> str:
    return SPACE.sub(" ", "".join(node.itertext())).strip() if node is not None else ""


class _Reader:
    """Walks a TEI text."""

    def __init__(self, report: Report) -> None:
        self.report = report

    def division(self, node: Node, level: int) -> Iterator[Any]:
        """Yield the blocks of a division, each of its headings one level below that around it."""
        deeper = level + (node.find("head") is not None)
        for child in node:
            if child.tag == "head":
                yield {"t": "Header", "c": [max(deeper, 1), ["", [], []], self.inlines(child)]}
            elif DIVISION.match(child.tag):
                yield from self.division(child, deeper)
            else:
                yield from self.block(child, deeper)

    def block(self, node: Node, level: int = 1) -> Iterator[Any]:
        """Yield what a part of a division is."""
        tag = node.tag
        if tag in SKIPPED or (tag == "titlePage" and self._leave(node, "the title page")):
            return
        if tag == "lg":
            yield from self._stanza(node)
        elif tag == "l":
            yield {"t": "LineBlock", "c": [self.inlines(node)]}
        elif tag == "sp":
            for one in self._grouped(node):
                yield from self.block(one, level) if isinstance(one.tag, str) and one.tag in SPEECHES else self._div("speech", one)
        elif tag in SPEECHES:
            yield from self._div(SPEECHES[tag], node)
        elif tag in QUOTES and len(node) and any(one.tag in ("p", "lg", "l") for one in node):
            yield {"t": "BlockQuote", "c": [block for one in self._grouped(node) for block in self.block(one, level)]}
        elif tag in ("list", "listBibl"):
            items = [list(self._item(one)) for one in node if one.tag in ("item", "bibl")]
            yield {"t": "BulletList", "c": items}
        elif tag == "table":
            yield self._table(node)
        elif tag == "figure":
            yield from self._figure(node)
        elif tag in ("opener", "closer", "argument", "div", "floatingText", "body", "postscript"):
            for one in node:
                yield from self.block(one, level)
        elif tag == "milestone" and node.get("rend"):
            yield {"t": "HorizontalRule"}
        elif tag == "head":
            yield {"t": "Header", "c": [max(level, 1), ["", [], []], self.inlines(node)]}
        elif tag in MARKS:
            yield _para(list(self._inline(node)))
        elif tag not in ("lb", "cb", "gb", "anchor"):
            yield from self._mixed(node, level)

    def _mixed(self, node: Node, level: int) -> Iterator[Any]:
        """A paragraph, and the blocks that stand in it; a dialogue's, in which names are labels, as who speaks and what."""
        spoken = node.findall("said/label")
        for said in node.findall("said") if spoken else ():
            for label in said.findall("label"):
                yield {"t": "Div", "c": [["", ["speaker"], []], [_para(self.inlines(label))]]}
                label.tag = "note-gone"
        parts: list[Any] = _text(node.text)
        for child in node:
            if child.tag in INNER or (child.tag in QUOTES and child.find("lg") is not None):
                yield from self._filled(parts)
                parts = _text(child.tail)
                yield from self.block(child, level)
            else:
                parts += [*self._inline(child), *_text(child.tail)]
        words = _trimmed(parts)
        if words or not len(node):
            yield {"t": "Div", "c": [["", ["speech"], []], [_para(words)]]} if spoken else _para(words)

    def _filled(self, parts: list[Any]) -> Iterator[Any]:
        words = _trimmed(parts)
        if words:
            yield _para(words)

    def _leave(self, node: Node, what: str) -> bool:
        self.report.leave(what, " ".join(node.itertext()))
        return True

    def _grouped(self, node: Node) -> Iterator[Node]:
        """The parts of a speech or quotation, its loose lines of verse as one stanza."""
        lines: list[Node] = []
        for child in node:
            if child.tag == "l":
                lines.append(child)
                continue
            if lines:
                yield _stanza_of(lines)
                lines = []
            yield child
        if lines:
            yield _stanza_of(lines)

    def _div(self, shape: str, node: Node) -> Iterator[Any]:
        held = list(self.block(node)) if node.tag not in SPEECHES else [_para(self.inlines(node))]
        yield {"t": "Div", "c": [["", [shape], []], held]}

    def _stanza(self, node: Node) -> Iterator[Any]:
        lines: list[list[Any]] = []
        before: list[Any] = []  # the number of a page
        for child in node:
            if child.tag == "l":
                indent = re.search(r"indent\D*(\d*)", child.get("rend", ""))
                first = [{"t": "Str", "c": "\u00a0" * 4 * int(indent[1] or 1)}] if indent else []
                lines.append([*before, *first, *self.inlines(child)])
                before = []
                continue
            if child.tag in MARKS:
                (lines[-1] if lines and child.tag == "note" else before).extend(self._inline(child))
                continue
            if lines:
                yield {"t": "LineBlock", "c": lines}
                lines = []
            yield from self.block(child)
        if lines:
            lines[-1].extend(before)
            yield {"t": "LineBlock", "c": lines}

    def _item(self, node: Node) -> Iterator[Any]:
        label = node.getprevious()
        number = node.get("n") or (_plain(label) if label is not None and label.tag == "label" else "")
        mark = [{"t": "Span", "c": [["", ["edition-number"], []], [{"t": "Str", "c": number}]]}] if number else []
        if any(one.tag in ("p", "list") for one in node):
            if (node.text or "").strip() or mark:
                yield _para([*mark, *_text(node.text)])
            for one in node:
                yield from self.block(one)
        else:
            yield _para([*mark, *self.inlines(node)])

    def _table(self, node: Node) -> Any:
        rows = [[_cell(self.inlines(cell)) for cell in row.iter("cell")] for row in node.iter("row")]
        made = [[["", [], []], row] for row in rows]
        head = made[:1] if node.find("row[@role='label']") is not None else []
        caption = [_para(self.inlines(one)) for one in node.findall("head")]
        body = [["", [], []], 0, [], made[len(head) :]]
        return {"t": "Table", "c": [["", [], []], [None, caption], [], [["", [], []], head], [body], [["", [], []], []]]}

    def _figure(self, node: Node) -> Iterator[Any]:
        words = _plain(node.find("figDesc"))
        for graphic in node.iter("graphic"):
            yield _para([{"t": "Image", "c": [["", [], []], _text(words), [graphic.get("url", ""), ""]]}])
        for one in node.iter("head", "p"):
            yield {"t": "Div", "c": [["", ["caption"], []], [_para(self.inlines(one))]]}

    def inlines(self, node: Node) -> list[Any]:
        """Return the running text of an element."""
        return _trimmed(self._loose(node))

    def _inline(self, node: Node) -> Iterator[Any]:
        tag = node.tag
        if tag == "note":
            blocks = (
                [block for one in node for block in self.block(one)] if node.find("p") is not None else [_para(self.inlines(node))]
            )
            yield {"t": "Note", "c": blocks}
        elif tag == "lb":
            yield {"t": "Str", "c": ""} if node.get("break") == "no" else {"t": "Str", "c": " "}
        elif tag in ("pb", "milestone"):
            yield from self._page(node)
        elif tag == "choice":
            yield from self._chosen(node)
        elif tag == "formula":
            yield {"t": "Span", "c": [["", ["edition-formula"], []], _text(_plain(node))]}
        elif tag == "graphic":
            yield {"t": "Image", "c": [["", [], []], [], [node.get("url", ""), ""]]}
        elif tag in ("q", "quote") and node.get("rend") != "none" and not re.match(r"\s*[“\"«„‘']", "".join(node.itertext())):
            yield {"t": "Quoted", "c": [{"t": "DoubleQuote"}, self.inlines(node)]} if tag == "q" else self._span(node)
        elif tag in EMPHASIS:
            made = next(
                (kind for key, kind in RENDERED.items() if key in f"{node.get('rend', '')} {node.get('rendition', '')}"), "Emph"
            )
            yield {"t": made, "c": self.inlines(node)}
        elif tag not in SKIPPED:
            yield self._span(node)

    def _span(self, node: Node) -> Any:
        return {"t": "Span", "c": [["", [], []], self._loose(node)]}

    def _loose(self, node: Node) -> list[Any]:
        return [*_text(node.text), *(part for child in node for part in (*self._inline(child), *_text(child.tail)))]

    def _page(self, node: Node) -> Iterator[Any]:
        if node.tag == "milestone" and node.get("unit") != "page" and not STEPHANUS.match(node.get("n", "")):
            return
        number = re.sub(r"[^\w.-]", "", node.get("n", ""))[:20]
        if number:
            yield {"t": "Span", "c": [[f"page-{number}", ["edition-page"], []], []]}

    def _chosen(self, node: Node) -> Iterator[Any]:
        """What stands in the source, not what an editor made of it."""
        for own, other in CHOICES:
            one = node.find(own)
            if one is not None:
                if (left := node.find(other)) is not None:
                    self.report.leave("an editor’s reading beside the source’s", _plain(left))
                yield self._span(one)
                return
        yield self._span(node[0])


def _stanza_of(lines: list[Node]) -> Node:
    made = etree.Element("lg")
    made.extend(lines)
    return made


def _para(inlines: list[Any]) -> Any:
    return {"t": "Para", "c": inlines}


def _cell(inlines: list[Any]) -> Any:
    return [["", [], []], {"t": "AlignDefault"}, 1, 1, [{"t": "Plain", "c": inlines}]]


def _text(text: str | None) -> list[Any]:
    return [{"t": "Str", "c": SPACE.sub(_space, text)}] if text else []


def _space(match: re.Match[str]) -> str:
    return match.group() if "\u00a0" in match.group() or "\u202f" in match.group() else " "


def _trimmed(inlines: list[Any]) -> list[Any]:
    """Inline elements without the spaces that only lay out the file."""
    edges: tuple[tuple[int, Callable[[str], str]], ...] = ((0, lambda text: text.lstrip(" ")), (-1, lambda text: text.rstrip(" ")))
    for at, strip in edges:
        while inlines and inlines[at]["t"] == "Str":
            inlines[at] = {"t": "Str", "c": strip(inlines[at]["c"])}
            if inlines[at]["c"]:
                break
            inlines.pop(at)
    return inlines
