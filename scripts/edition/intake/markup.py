"""Make HTML ready for pandoc: what no reader sees goes, and what pandoc would lose is said in a way that it keeps.

Numbers of lists become words, readings beside characters stand in brackets, page numbers become marks, notes are tied to theirs.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from lxml import etree, html

from edition.intake.blocks import KNOWN
from edition.intake.contents import leave_contents
from edition.intake.footnotes import NOTES, leave, leave_untied, tie_notes, types_of
from edition.intake.numbers import number
from edition.intake.report import Places, Report
from edition.text.normal import bare_letters

Tree = Any  # an element of lxml; its stubs know no results of XPath
UNSEEN = (
    *("script", "style", "noscript", "template", "iframe", "object", "embed", "svg", "canvas", "audio", "video"),
    *("head", "title"),
)
FURNITURE = {"nav": "navigation", "footer": "the foot of the page", "form": "a form", "button": "a button", "dialog": "a dialogue"}
FURNITURE |= {"select": "a form", "input": "a form", "menu": "navigation"}
ROLES = {"navigation": "navigation", "search": "a form", "menu": "navigation", "dialog": "a dialogue"}
ROLES |= {"contentinfo": "the foot of the page", "complementary": "an aside"}
# Parts of a book that are the publisher's, by the type that EPUB gives them.
PUBLISHERS = {"titlepage", "halftitlepage", "imprint", "colophon", "copyright-page", "toc", "landmarks", "loi", "lot", "page-list"}
PUBLISHERS |= {"cover", "other-credits"}
HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
FORMULA = re.compile(r"math|katex|mjx", re.IGNORECASE)  # in the class of what holds one
EDITING = re.compile(r"(?:^|\s)(?:noprint|no-print|mw-editsection|mw-jump-link|printfooter|catlinks)(?:\s|$)")
SPOKEN = re.compile(r"(?:^|\s)(?:visually-?hidden|sr-only|screen-reader-text)(?:\s|$)", re.IGNORECASE)
PAGE_CLASS = re.compile(r"(?:^|\s)(?:pagenum|pageno|page-?number|pagebreak|pb|newpage)(?:\s|$)", re.IGNORECASE)
COUNTED = re.compile(r"(?:^|\s)(?:lnum|line-?num(?:ber)?s?|linenos?)(?:\s|$)", re.IGNORECASE)
GLYPH = re.compile(r"(?:^|\s)(?:gaiji|glyph)(?:\s|$)", re.IGNORECASE)  # a sign for which a font has none
LABEL = re.compile(r"[\w.-]+")
INDENT = re.compile(r"(?:^|\s)(?:indent|i)(\d{1,2})(?:\s|$)")
TYPES = {"a": "LowerAlpha", "A": "UpperAlpha", "i": "LowerRoman", "I": "UpperRoman"}


def parsed(text: str) -> Tree:
    """Return the tree of a page of HTML or XHTML."""
    bare = re.sub(r"^\s*<\?xml[^>]*\?>", "", text)
    parser = html.HTMLParser(remove_comments=True, remove_pis=True, huge_tree=True)
    return html.document_fromstring(bare or "<html></html>", parser=parser)


def named(text: str) -> tuple[str, str, str]:
    """Return the title, the author and the language that a page names: its only heading of the first level, else its title."""
    tree = parsed(text)
    heads = [" ".join(str(one.text_content()).split()) for one in tree.iter("h1")]
    title = heads[0] if len(heads) == 1 else " ".join(str(tree.findtext(".//title") or "").split())
    authors = (one.get("content", "") for one in tree.iter("meta") if one.get("name", "").lower() in ("author", "dc.creator"))
    language = tree.get("lang") or tree.get("xml:lang") or ""
    return title, " ".join(next(authors, "").split()), language


def serialised(tree: Tree) -> str:
    """Return a tree as HTML."""
    return str(html.tostring(tree, encoding="unicode"))


def prepare(trees: Mapping[str, Tree], report: Report) -> Places:
    """Make trees ready, by their names in the file, in place; return how many letters stand before each element."""
    places: Places = {}
    before = 0
    for tree in trees.values():
        for element in list(tree.iter(*UNSEEN)):
            if element.getparent() is not None:
                element.drop_tree()
        spell_pictures(tree)
        before = _count(tree, before, places)
        _bare_formulas(tree, report, places)
        _leave_furniture(tree, report, places)
    tie_notes(trees, report, places)
    leave_contents(trees, report, places)
    for tree in trees.values():
        leave_untied(tree, report, places)  # whose marks stood in what was left out
        _mark_pages(tree, report)
        _readings(tree, report)
        _number_lists(tree)
        _name_shapes(tree)
    return places


def spell_pictures(tree: Tree) -> None:
    """Put into the place of pictures that are letters, such as initials, these letters."""
    for element in list(tree.iter("img")):
        words = element.get("alt", "").strip()
        if (
            words
            and element.getparent() is not None
            and ((len(words) == 1 and words.isalpha()) or GLYPH.search(element.get("class", "")))
        ):
            element.tag, element.text = "span", words
            element.attrib.clear()


def _bare_formulas(tree: Tree, report: Report, places: Places) -> None:
    """Leave of each formula, which pages give in several forms, the one that says what it means, and let it be seen."""
    for formula in list(tree.iter("math")):
        for above in formula.iterancestors("span", "div"):
            if not FORMULA.search(above.get("class", "")):
                break
            above.attrib.pop("style", None)
            for drawn in [one for one in above if one.tag == "img" or (one.get("aria-hidden") and formula not in one.iter())]:
                leave(drawn, "formulas as they are drawn", report, places)


def _count(tree: Tree, before: int, places: Places) -> int:
    """Note how many letters stand before each element of a tree; return how many stand before its end."""
    for event, element in etree.iterwalk(tree, events=("start", "end")):
        if event == "start":
            places[element] = before
        text = element.text if event == "start" else element.tail
        before += len(bare_letters(text)) if text else 0
    return before


def _leave_furniture(tree: Tree, report: Report, places: Places) -> None:
    """Leave out what is no part of the text, the whole of it before any of its parts."""
    waiting = [tree]
    while waiting:
        element = waiting.pop()
        what = _furniture(element)
        if what and element.tag == "body":
            for child in list(element):
                leave(child, what, report, places)
        elif what and element.getparent() is not None:
            leave(element, what, report, places)
        else:
            element.tag = "span" if element.tag == "ins" else element.tag
            waiting.extend(child for child in reversed(element) if isinstance(child.tag, str))


def _furniture(element: Tree) -> str:
    """What an element is that is no part of the text; nothing where it is one."""
    types = set(types_of(element))
    noted = {"footnote", "footnotes", "endnotes", "rearnotes"} & (types | {*element.get("class", "").split()})
    if element.tag == "html":
        return ""
    if element.get("hidden") is not None or HIDDEN.search(element.get("style", "")):
        return "" if noted or element.tag == "body" else "hidden words"
    if SPOKEN.search(element.get("class", "")):
        return "hidden words"
    if EDITING.search(element.get("class", "")):
        return "what a page does not print"
    if element.get("id") == "toc":
        return "navigation"
    if element.tag == "footer" and (
        element.get("role") in ("presentation", "none") or next(element.iterancestors("blockquote"), None) is not None
    ):
        return ""  # of a letter
    if element.tag in FURNITURE:
        return FURNITURE[element.tag]
    if not noted and element.get("role") in ROLES:
        return ROLES[element.get("role")]
    if element.tag == "aside" and not noted:
        return "an aside"
    if element.tag == "del":
        return "deleted words"
    if types & PUBLISHERS and element.tag in ("section", "div", "ol", "body"):
        return "the publisher’s pages"
    if "pg-boilerplate" in element.get("class", "") or element.get("id") in ("pg-header", "pg-footer"):
        return "Project Gutenberg’s frame"
    return ""


# ---- what pandoc would lose


def _mark_pages(tree: Tree, report: Report) -> None:
    """Page numbers of a printed edition become marks without words; numbers of lines go."""
    for element in [one for one in tree.iter("span") if COUNTED.search(one.get("class", ""))]:
        report.dropped["numbers of lines"] += 1
        element.text = None
        element.drop_tree()
    for element in list(tree.iter("span", "a", "div", "p", "hr")):
        if not (PAGE_CLASS.search(element.get("class", "")) or "pagebreak" in types_of(element)) or element.getparent() is None:
            continue
        words = element.get("title") or element.get("aria-label") or element.text_content() or element.get("id", "")
        found = LABEL.findall(re.sub(r"(?i)\b(?:pages?|pg|p)[\s._-]*(?=[\divxlc])", "", str(words)))
        if not found or len(element.text_content()) > 20:
            continue
        mark = html.Element("span", {"class": "edition-page", "id": f"page-{found[-1][:20]}"})
        mark.tail = element.tail
        if element.tag in ("div", "p", "hr"):
            mark.tail = None
            paragraph = html.Element("p")
            paragraph.tail = element.tail
            following = next((one for one in element.itersiblings() if one.tag == "p"), None)
            if following is not None:
                mark.tail, following.text = following.text, None
                following.insert(0, mark)
                element.drop_tree()
                continue
            report.dropped["page numbers that stand before no paragraph"] += 1
            element.drop_tree()
            continue
        element.getparent().replace(element, mark)


def _readings(tree: Tree, report: Report) -> None:
    """Readings beside characters (ruby) stand in brackets behind them."""
    for element in list(tree.iter("rp")):
        element.drop_tree()
    for element in list(tree.iter("rt")):
        report.kept["readings beside characters, in brackets"] += 1
        element.tag = "span"
        element.text = f"（{element.text_content().strip()}）"
        for child in list(element):
            element.remove(child)


def _number_lists(tree: Tree) -> None:
    """The numbers of a list, which a browser draws, become words."""
    for element in list(tree.iter("ol")):
        if element.getparent() is not None and element.getparent().get("id") == NOTES:
            continue
        items = [one for one in element if one.tag == "li"]
        backwards = element.get("reversed") is not None
        at = int(element.get("start")) if re.fullmatch(r"-?\d+", element.get("start", "")) else (len(items) if backwards else 1)
        style = TYPES.get(element.get("type", ""), "Decimal")
        bare = "none" in element.get("style", "") or "none" in element.get("type", "")
        for item in items:
            at = int(item.get("value")) if re.fullmatch(r"-?\d+", item.get("value", "")) else at
            if not bare and at > 0:
                _begin(item, number([at, {"t": style}, {"t": "Period"}], 0))
            at += -1 if backwards else 1
        element.tag = "ul"


def _begin(item: Tree, words: str) -> None:
    """Let an item begin with its number."""
    first = next((one for one in item if isinstance(one.tag, str)), None)
    holder = first if first is not None and first.tag == "p" and not (item.text or "").strip() else item
    for one in (item, holder):
        one.attrib.pop("id", None)  # pandoc would put what it names around the number
    mark = html.Element("span", {"class": "edition-number"})
    mark.text, mark.tail, holder.text = words, holder.text, None
    holder.insert(0, mark)


def _name_shapes(tree: Tree) -> None:
    """Paragraphs whose class says what they are get a division that says so: pandoc keeps no classes of paragraphs."""
    for element in list(tree.iter("p", "blockquote", "td")):
        names = f"{element.get('class', '')} {element.get('epub:type', '')}".lower().replace("z3998:", "").split()
        found = next((KNOWN[name] for name in names if name in KNOWN), None)
        if found and element.tag == "p":
            division = html.Element("div", {"class": found})
            element.addprevious(division)
            division.tail, element.tail = element.tail, None
            division.append(element)
    for element in tree.iter("div", "span", "p"):
        indent = INDENT.search(element.get("class", ""))
        if indent and int(indent[1]):
            element.text = "\u00a0" * int(indent[1]) + (element.text or "").lstrip()


def pages_of(tree: Tree) -> Iterator[str]:
    """Yield the addresses of a tree's pictures."""
    yield from (str(one.get("src")) for one in tree.iter("img") if one.get("src"))
