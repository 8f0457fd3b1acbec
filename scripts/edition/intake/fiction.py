"""Keep what pandoc loses of FB2: notes are tied to all their marks, tables and quotations within quotations come in."""

import re
from collections.abc import Iterator
from itertools import groupby
from typing import Any

from lxml import etree

from edition.intake.report import Report

NAMED = "edition-note="
ALL = "edition-"
LINKS = "http://www.w3.org/1999/xlink"
CELL = "edition-cell="  # before the number of its table and of its row
NOTES = ("notes", "comments", "footnotes")  # what FB2 calls a body of notes
PARTS = ("title", "epigraph", "image", "annotation", "section", "p", "poem", "subtitle", "cite", "empty-line", "table")
Node = Any


def named(data: bytes, report: Report) -> bytes:
    """Return an FB2 whose notes say their names; what pandoc does not take from it is told."""
    try:
        root: Node = etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True))
    except etree.XMLSyntaxError:
        return data  # pandoc says why it cannot be read
    for one in root.iterfind("{*}description//{*}annotation"):
        report.leave("the annotation of the book", " ".join(one.itertext()))
    cited = cited_by(root)
    for body in root.iterfind("{*}body"):
        if body.get("name") in NOTES:
            for title in body.iterfind("{*}title"):
                report.leave("headings of notes", " ".join(title.itertext()))
            for note in body.iterfind(".//{*}section"):
                _name(note, note.get("id", "") in cited, report)
    _keep(root, report)
    _cite_all(root)
    return bytes(etree.tostring(root, encoding="utf-8", xml_declaration=True))


def cited_by(root: Node) -> set[str]:
    """Return the names that the links of an FB2 lead to."""
    links = (value for one in root.iter("{*}a") for name, value in one.attrib.items() if str(name).endswith("href"))
    return {str(value).removeprefix("#") for value in links}


def _name(note: Node, is_cited: bool, report: Report) -> None:
    if not is_cited and note.find("{*}section") is None:
        report.leave("notes that nothing cites", " ".join(note.itertext()))
        return
    for title in note.iterfind("{*}title"):
        report.leave("labels of notes, which are numbered anew", " ".join(title.itertext()))
    titles = note.findall("{*}title")
    first = next((one for one in note.iterchildren(etree.Element) if one not in titles), None)
    if first is None or etree.QName(first).localname != "p":  # a note may begin with verse
        first = etree.Element(f"{{{etree.QName(note).namespace or ''}}}p")
        note.insert(len(titles), first)
    _begin(first, NAMED + note.get("id", ""))


def _cite_all(root: Node) -> None:
    """Cite every note once more, in a division at the end: pandoc knows none that only an earlier note cites."""
    main = next((body for body in root.iterfind("{*}body") if body.get("name") not in NOTES), None)
    ids = [note.get("id") for body in root.iterfind("{*}body") if body.get("name") in NOTES for note in body.iter("{*}section")]
    if main is None or not any(ids):
        return
    space = f"{{{etree.QName(main).namespace or ''}}}"
    paragraph = etree.SubElement(etree.SubElement(main, f"{space}section"), f"{space}p")
    for id in filter(None, ids):
        etree.SubElement(paragraph, f"{space}a", {f"{{{LINKS}}}href": f"#{id}", "type": "note"}).text = "*"
    _begin(paragraph, ALL + "all")


def _begin(paragraph: Node, name: str) -> None:
    """Let a paragraph begin with a name, which pandoc makes the class of a span."""
    style = etree.Element(f"{{{etree.QName(paragraph).namespace or ''}}}style", {"name": name})
    style.tail, paragraph.text = paragraph.text, None
    paragraph.insert(0, style)


def _keep(root: Node, report: Report) -> None:
    """Give what pandoc does not read a form that it reads: cells are paragraphs that say where they belong."""
    for code in root.iterfind(".//{*}code"):
        if len(code) and next(code.iter("{*}a"), None) is None:
            etree.strip_tags(code, "*")
        elif len(code):
            code.tag = code.tag.replace("code", "strong")
    for section in root.iter("{*}section"):
        _sound(section)
    for inner in root.findall(".//{*}cite//{*}cite"):
        report.dropped["quotations within quotations: they are one"] += 1
        inner.tag = "inner"
    etree.strip_tags(root, "inner")
    for number, table in enumerate(root.findall(".//{*}table")):
        for at, row in enumerate(table.findall("{*}tr")):
            for cell in [*row.iterchildren("{*}td", "{*}th")]:
                cell.tag = re.sub("t[dh]$", "p", cell.tag)
                _begin(cell, f"{CELL}{number}.{at}")
        table.tag = "unwrapped"
        for row in table:
            row.tag = "unwrapped"
    etree.strip_tags(root, "unwrapped")


def _sound(section: Node) -> None:
    """Put words that stand in a section where FB2 allows none into paragraphs."""
    for child in [*section]:
        name = etree.QName(child).localname if isinstance(child.tag, str) else ""
        if name and name not in PARTS:
            child.tag = "unwrapped" if child.find("{*}p") is not None else f"{{{etree.QName(section).namespace or ''}}}p"
        if child.tail and child.tail.strip():
            loose = etree.Element(f"{{{etree.QName(section).namespace or ''}}}p")
            loose.text, child.tail = child.tail, None
            child.addnext(loose)


def tied(blocks: list[Any]) -> list[Any]:
    """Return pandoc's blocks of an FB2 with every note in its first place; further marks name it only, for it to be cited again."""
    notes = {name: note for note in _notes(blocks) if (name := _name_of(note))}
    seen: set[str] = set()
    blocks = [one for one in blocks if one["t"] != "Div" or not one["c"][1] or _named(one["c"][1][0], ALL) != "all"]
    made: list[Any] = _tabled(_tied(blocks, notes, seen))
    return made


def _tabled(blocks: list[Any]) -> list[Any]:
    """Blocks with the cells of each table together again."""
    made: list[Any] = []
    for number, cells in groupby(blocks, lambda one: _named(one, CELL).partition(".")[0]):
        if not number:
            made += [{**one, "c": [one["c"][0], _tabled(one["c"][1])]} if one["t"] == "Div" else one for one in cells]
            made = [{**one, "c": _tabled(one["c"])} if one["t"] == "BlockQuote" else one for one in made]
            continue
        rows = [[*row] for _, row in groupby(cells, lambda one: _named(one, CELL))]
        width = max(map(len, rows))
        empty: Any = ["", [], []]
        written = [[empty, [[empty, {"t": "AlignDefault"}, 1, 1, [one]] for one in row]] for row in rows]
        for row in written:
            row[1] += [[empty, {"t": "AlignDefault"}, 1, 1, []]] * (width - len(row[1]))
        columns = [[{"t": "AlignDefault"}, {"t": "ColWidthDefault"}]] * width
        made.append({"t": "Table", "c": [empty, [None, []], columns, [empty, []], [[empty, 0, [], written]], [empty, []]]})
    return made


def _tied(value: Any, notes: dict[str, Any], seen: set[str]) -> Any:
    if isinstance(value, list):
        return [_tied(one, notes, seen) for one in value]
    if not isinstance(value, dict):
        return value
    kind = value.get("t")
    name = _name_of(value) if kind == "Note" else ""
    if kind == "Link":
        name = re.sub("^#", "", value["c"][2][0])
        name = name if name in notes else ""
    if not name:
        return {key: _tied(one, notes, seen) for key, one in value.items()}
    mark = {"t": "Span", "c": [["", [], [["note", name]]], []]}
    if name in seen:
        return {"t": "Note", "c": [{"t": "Para", "c": [mark]}]}
    seen.add(name)
    first, *others = notes[name]["c"]
    first = {"t": first["t"], "c": [mark, *_tied(first["c"][1:], notes, seen)]}
    return {"t": "Note", "c": [first, *_tied(others, notes, seen)]}


def _name_of(note: Any) -> str:
    """The name that a note has been given."""
    return _named(note["c"][0], NAMED) if note["c"] else ""


def _named(block: Any, begins: str) -> str:
    """The name that a paragraph has been given, in the class of its first span."""
    inlines = block["c"] if block["t"] in ("Para", "Plain") else []
    classes = inlines[0]["c"][0][1] if inlines and inlines[0]["t"] == "Span" else []
    return next((one.removeprefix(begins) for one in classes if one.startswith(begins)), "")


def _notes(value: Any) -> Iterator[Any]:
    """The notes anywhere in pandoc's elements, the outer before the inner."""
    if isinstance(value, dict):
        if value.get("t") == "Note":
            yield value
        yield from _notes(value.get("c"))
    elif isinstance(value, list):
        for one in value:
            yield from _notes(one)
