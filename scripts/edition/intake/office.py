"""Make a word processor's file ready for pandoc: what is shown once its changes are accepted, in elements that pandoc reads.

Without this pandoc loses, and says nothing of it, readings beside characters with their characters, text boxes, some fields and
lists of works, and reads what is hidden.
"""

import zipfile
from collections.abc import Callable, Mapping
from io import BytesIO
from typing import Any

from lxml import etree

from edition.intake.contents import WHAT as CONTENTS
from edition.intake.report import Report
from edition.text.normal import bare_letters

Tree = Any  # an element of lxml; its stubs know no results of XPath
GONE = "gone"  # what is taken away as soon as all such elements are known
MOST = 63  # cells of a row that Word can have
NO = ("0", "false", "off")
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
DRAWN = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}"
UNWRAPPED = ("{*}ins", "{*}moveTo", "{*}customXml", "{*}smartTag")
# What pandoc reads of an ODT's paragraphs, and what is not shown; anything else with words is a field.
READ = ("p", "h", "span", "a", "s", "tab", "note-citation")
UNSEEN = ("hidden-text", "hidden-paragraph", "script")
LISTS = {"table-of-content": CONTENTS} | dict.fromkeys(
    ("illustration-index", "table-index", "object-index", "user-index", "alphabetical-index"), "an index"
)


def prepared(data: bytes, form: str, report: Report) -> bytes:
    """Return a DOCX or an ODT with what pandoc would lose in a form that it reads; what is left out is told to the report."""
    made = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as archive, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as anew:
        for info in archive.infolist():
            held = archive.read(info)
            change = PARTS[form].get(info.filename)
            anew.writestr(info, _changed(held, change, report) if change else held)
    return made.getvalue()


def _changed(held: bytes, change: Callable[[Tree, Report], None], report: Report) -> bytes:
    try:
        root = etree.fromstring(held, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True))
    except etree.XMLSyntaxError:
        return held  # pandoc says what is wrong with it
    change(root, report)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _docx(root: Tree, report: Report) -> None:
    _accept(root)
    for mark in [*root.iter("{*}vanish")]:
        run = mark.getparent().getparent()
        if run.tag == _like(mark, "r") and _value(mark) not in NO:
            report.leave("hidden words", _words(run), _before(run))
            run.tag = GONE
    for gallery in [*root.iter("{*}docPartGallery")]:
        if _value(gallery) == "Table of Contents" and (control := next(gallery.iterancestors("{*}sdt"), None)) is not None:
            report.leave(CONTENTS, " ".join(_words(one) for one in control.iter("{*}p")), _before(control))
            control.tag = GONE
    for ruby in [*root.iter("{*}ruby")]:
        run, base = ruby.getparent(), ruby.find("{*}rubyBase")
        for one in [] if base is None else [*base]:
            run.addprevious(one)
        reading = ruby.makeelement(_like(ruby, "t"))
        reading.text = _in_brackets("".join(_words(one) for one in ruby.iter("{*}rt")), report)
        run.replace(ruby, reading)
    for choice in [*root.iter("{*}Choice")]:
        if choice.find(".//{*}txbxContent") is not None:  # the other says the same for an older Word
            for other in choice.itersiblings("{*}Fallback"):
                other.tag = GONE
    etree.strip_elements(root, GONE, with_tail=False)
    _lift([*root.iter("{*}txbxContent")], ("{*}p",), report)
    for said in [*root.iter("{*}tblCaption", "{*}tblDescription")]:  # for those who do not see the table: it is not shown
        said.getparent().remove(said)
    for table in [*root.iter("{*}tbl")]:
        _fill(table)


def _fill(table: Tree) -> None:
    """Give rows that begin late or end early empty cells there: pandoc cuts a table to the width of such a row."""
    width = len([*table.iterfind("{*}tblGrid/{*}gridCol")])
    for row in table.iterfind("{*}tr"):
        late = next((_value(one) for one in row.iterfind("{*}trPr/{*}gridBefore")), "0")
        cells = row.findall(_like(row, "tc"))
        spans = sum(
            next((int(_value(one)) for one in cell.iterfind("{*}tcPr/{*}gridSpan") if _value(one).isdigit()), 1) for cell in cells
        )
        if not cells:
            continue
        for one in row.findall("{*}trPr/{*}gridBefore") + row.findall("{*}trPr/{*}gridAfter"):
            one.getparent().remove(one)
        before = min(int(late), MOST) if late.isdigit() else 0
        for _ in range(before):
            cells[0].addprevious(_empty(row))
        for _ in range(min(width - before - spans, MOST)):
            cells[-1].addnext(_empty(row))


def _empty(row: Tree) -> Tree:
    cell = row.makeelement(_like(row, "tc"))
    etree.SubElement(cell, _like(row, "p"))
    return cell


def _accept(root: Tree) -> None:
    """Accept what was changed: what was put in stays, what was deleted or moved away goes, the end of a paragraph too."""
    for one in [*root.iter("{*}p")]:
        ended = any(one.find(f"{{*}}pPr/{{*}}rPr/{{*}}{change}") is not None for change in ("del", "moveFrom"))
        following = one.getnext()
        if ended and following is not None and following.tag == one.tag:
            at = 1 if len(following) and following[0].tag == _like(one, "pPr") else 0
            following[at:at] = [child for child in one if child.tag != _like(one, "pPr")]
            one.tag = GONE
    for gone in [*root.iter("{*}del", "{*}moveFrom")]:
        (gone.getparent().getparent() if gone.getparent().tag == _like(gone, "trPr") else gone).tag = GONE
    etree.strip_elements(root, GONE, with_tail=False)
    etree.strip_tags(root, *UNWRAPPED)


def _odt(root: Tree, report: Report) -> None:
    for listing in [*root.iter(*(f"{{*}}{name}" for name in LISTS))]:
        words = " ".join(_shown(one) for one in listing.iter("{*}p", "{*}h"))
        report.leave(LISTS[etree.QName(listing).localname], words, _before(listing))
        listing.tag = GONE
    etree.strip_elements(root, GONE, with_tail=False)
    etree.strip_tags(root, "{*}bibliography", "{*}bibliography-source", "{*}numbered-paragraph", "{*}index-body", "{*}index-title")
    for ruby in [*root.iter("{*}ruby")]:
        for reading in ruby.findall("{*}ruby-text"):
            reading.text = _in_brackets(_shown(reading), report)
    etree.strip_tags(root, "{*}ruby", "{*}ruby-base", "{*}ruby-text", "{*}meta", "{*}meta-field")
    for one in [*root.iter(f"{TEXT}*")]:
        inside = next(one.iterancestors("{*}p", "{*}h"), None) is not None
        if inside and not len(one) and one.text and etree.QName(one).localname not in (*READ, *UNSEEN):
            one.tag = f"{TEXT}span"
    shapes = [one for one in root.iter(f"{DRAWN}*") if one.find("{*}p") is not None]
    # A picture and its caption stand in a box, too; that pandoc reads.
    _lift([one for one in shapes if one.find(".//{*}image") is None], ("{*}p", "{*}h"), report)


def _lift(boxes: list[Tree], paragraphs: tuple[str, ...], report: Report) -> None:
    """Put what stands in text boxes behind the paragraphs that they hang on."""
    behind: dict[Tree, Tree] = {}
    for box in boxes:
        anchor = next(box.iterancestors(*paragraphs), box)
        report.kept["text boxes"] += 1
        for one in [child for child in box if isinstance(child.tag, str)]:
            behind.get(anchor, anchor).addnext(one)
            behind[anchor] = one


def _words(one: Tree) -> str:
    return "".join(part.text or "" for part in one.iter("{*}t"))


def _shown(one: Tree) -> str:
    return "".join(one.itertext()).strip()


def _before(one: Tree) -> int:
    """How many letters stand before an element."""
    return len(bare_letters("".join(map(str, one.xpath("preceding::text()")))))


def _in_brackets(reading: str, report: Report) -> str:
    report.kept["readings beside characters, in brackets"] += 1
    return f"（{reading.strip()}）" if reading.strip() else ""


def _value(one: Tree) -> str:
    return str(one.get(_like(one, "val"), ""))


def _like(one: Tree, name: str) -> str:
    """A name in the namespace of an element: Word has two, of two editions of its standard."""
    return f"{{{etree.QName(one).namespace}}}{name}"


PARTS: Mapping[str, Mapping[str, Callable[[Tree, Report], None]]] = {
    "docx": {f"word/{name}.xml": _docx for name in ("document", "footnotes", "endnotes")},
    "odt": {"content.xml": _odt},
}
