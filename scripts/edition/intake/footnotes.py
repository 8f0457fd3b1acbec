"""Tie the author's notes in HTML to their marks, wherever they stand, in the form that pandoc reads."""

import posixpath
import re
from collections.abc import Mapping, Set
from typing import Any

from lxml import etree, html

from edition.intake.report import Places, Report

Tree = Any
MARK = re.compile(r"[\[(]?\s*(?:\d{1,4}|[*†‡§¶]{1,3}|[a-z]|[ivxl]{1,6})\s*[\])]?$")
ARROWS = re.compile(r"^[\^↑⇧↩↵⏎⤴]")
LABEL = re.compile(r"^\s*[\^↑]?\s*[\[(]?(?:\d{1,4}|[*†‡§]{1,3})?[\])]?[.:]?\s*(?=\S|$)")
LABELLED = re.compile(r"\s*(?:[\[(]\d{1,4}[\])]|\d{1,4}[.:\])]|[*†‡§]{1,3}\s|[\^↑])")
NOTES = "edition-notes"  # the id of the list of notes at the end of a page
HOLDERS = ("li", "p", "div", "aside", "dd", "td", "section")
HEADING = re.compile("h[1-6]")
BODY = "self::p or self::div or self::li or self::td"  # what holds running text, as XPath has it


def types_of(element: Tree) -> list[str]:
    """Return the types that EPUB or ARIA give an element."""
    return f"{element.get('epub:type', '')} {element.get('role', '').removeprefix('doc-')}".split()


def leave(element: Tree, what: str, report: Report, places: Places) -> None:
    """Take an element out of its tree, and say so; what follows it stays."""
    if element.getparent() is not None:
        report.leave(what, str(element.text_content()), places.get(element, -1))
        element.drop_tree()


def tie_notes(trees: Mapping[str, Tree], report: Report, places: Places) -> None:
    """Tie the author's notes to their marks, wherever in the file they stand."""
    for tree in trees.values():
        _set_apart(tree)
    targets = {(name, one.get("id")): one for name, tree in trees.items() for one in tree.iter() if one.get("id")}
    targets |= {(name, one.get("name")): one for name, tree in trees.items() for one in tree.iter("a") if one.get("name")}
    order = {one: at for at, one in enumerate(one for tree in trees.values() for one in tree.iter())}
    pairs: list[tuple[str, Tree, Tree]] = []
    again: list[tuple[Tree, Tree]] = []  # marks that cite a note which another has cited
    taken: set[Tree] = set()
    for name, tree in trees.items():
        for mark in tree.iter("a"):
            target = targets.get(target_of(name, mark.get("href", "")))
            holder = _holder(target) if target is not None else None
            if holder is None or not _is_mark(mark) or order[mark] > order[holder] or mark in holder.iter():
                continue
            if holder in taken:
                again.append((mark, holder))
            elif _typed(mark, holder) or _leads_back(holder, mark, name, targets):
                pairs.append((name, mark, holder))
                taken.add(holder)
    marks = {mark for _, mark, _ in pairs} | {mark for mark, _ in again}
    ids = {holder: f"edition-note-{at}" for at, (_, _, holder) in enumerate(pairs, 1)}
    for name, mark, holder in pairs:
        _leave_ways_back(holder, report, marks, places)
        _tie(trees[name], mark, holder, ids[holder], report)
    for mark, holder in again:
        _refer(mark, ids[holder], report)


def _set_apart(tree: Tree) -> None:
    """Give each note of a division that holds several one of its own, with the paragraphs that follow its first."""
    for division in [one for one in tree.iter("div") if _noted(one)]:
        parts = list(division)
        if sum(map(_labelled, parts)) < 2:
            continue
        division.attrib.pop("class", None)
        note = None
        for part in parts:
            if _labelled(part):
                note = html.Element("div", {"class": "footnote"})
                part.addprevious(note)
            note = note if part.tag == "p" else None
            if note is not None:
                note.append(part)


def _labelled(paragraph: Tree) -> bool:
    """Whether a part of a page is a paragraph that begins with the mark of a note, which leads back to its place."""
    if paragraph.tag != "p":
        return False
    first = next((one for one in paragraph.iter("a")), None)
    before = "".join(paragraph.itertext()).strip()
    words = "".join(first.itertext()).strip() if first is not None else ""
    return first is not None and bool(first.get("href")) and bool(MARK.match(words)) and before.startswith(words)


def target_of(name: str, href: str) -> tuple[str, str]:
    """Return the page and the name in it to which a link leads."""
    path, _, fragment = href.partition("#")
    return posixpath.normpath(posixpath.join(posixpath.dirname(name), path)) if path else name, fragment


def _holder(target: Tree) -> Tree | None:
    """The block that a link to a note leads to."""
    for one in (target, *target.iterancestors()):
        if one.tag in HOLDERS:
            block = one.getparent() if one.tag == "p" and _noted(one.getparent()) else one
            return block if str(block.text_content()).strip() else None
    return None


def _noted(element: Tree | None) -> bool:
    return element is not None and "footnote" in {*element.get("class", "").split(), *types_of(element)}


def _is_mark(link: Tree) -> bool:
    typed = {"noteref", "footnote-ref"} & {*types_of(link), *link.get("class", "").split()}
    return bool(typed) or MARK.match(str(link.text_content()).strip()) is not None


def _typed(mark: Tree, holder: Tree) -> bool:
    return "noteref" in types_of(mark) or bool({"footnote", "endnote", "rearnote"} & set(types_of(holder)))


def _leads_back(holder: Tree, mark: Tree, name: str, targets: Mapping[tuple[str, str], Tree]) -> bool:
    """Whether a note has a link back to the place of its mark."""
    near = {mark, mark.getparent(), *mark.iter()}
    back = (targets.get(target_of(name, link.get("href"))) for link in holder.iter("a") if link.get("href"))
    return any(one is not None and (one in near or (one.tag == "a" and one.getparent() in near)) for one in back)


def _tie(tree: Tree, mark: Tree, holder: Tree, id: str, report: Report) -> None:
    """Put a note into a list at the end of its mark's page, in the form that pandoc reads."""
    if "backlink" not in types_of(holder):
        _strip_label(holder)
    holder.tail, tail = None, holder.tail
    before, parent = holder.getprevious(), holder.getparent()
    if tail and before is not None:
        before.tail = (before.tail or "") + tail
    elif tail:
        parent.text = (parent.text or "") + tail
    parent.remove(holder)
    body = next(tree.iter("body"), tree)
    notes = next((one for one in body.iterchildren("section") if one.get("id") == NOTES), None)
    if notes is None:
        notes = etree.SubElement(body, "section", {"id": NOTES, "role": "doc-endnotes"})
        etree.SubElement(notes, "ol")
    item = etree.SubElement(notes[0], "li", {"id": id})
    holder.tag = "div"
    holder.attrib.clear()
    holder.set("data-note", id)
    holder.set("data-mark", " ".join(str(mark.text_content()).split()))
    item.append(holder)
    _refer(mark, id, report)


def _refer(mark: Tree, id: str, report: Report) -> None:
    """Make a link the mark of a note, as pandoc has them."""
    sup = mark.getparent()
    if sup.tag == "sup" and not (sup.text or "").strip() and len(sup) == 1 and not (mark.tail or "").strip():
        sup.drop_tag()
    made = html.Element("a", {"href": f"#{id}", "role": "doc-noteref"})
    made.text, made.tail = str(mark.text_content()), mark.tail
    mark.getparent().replace(mark, made)
    heading = next((one for one in made.iterancestors() if HEADING.fullmatch(str(one.tag))), None)
    if heading is not None:
        _move_below(made, heading, report)


def _leave_ways_back(holder: Tree, report: Report, marks: Set[Tree], places: Places) -> None:
    """Leave out the links of a note back to its marks, with all that holds nothing else."""
    for link in [one for one in holder.iter("a") if one.get("href") and one not in marks and _is_way_back(one)]:
        if holder not in link.iterancestors():
            continue  # gone with another
        whole = link
        for above in link.iterancestors():
            links = [*above.iter("a")]
            if above is holder or not all(map(_is_way_back, links)) or _signs(above) > sum(map(_signs, links)):
                break
            whole = above
        if _letters(whole):
            leave(whole, "ways back from notes", report, places)
        else:
            whole.drop_tree()


def _is_way_back(link: Tree) -> bool:
    words = str(link.text_content()).strip(" .[]()\n")
    return "backlink" in types_of(link) or bool(ARROWS.search(words)) or MARK.match(words) is not None


def _letters(element: Tree) -> int:
    return sum(map(str.isalpha, str(element.text_content())))


def _signs(element: Tree) -> int:
    return sum(map(str.isalnum, str(element.text_content())))


def leave_untied(tree: Tree, report: Report, places: Places) -> None:
    """Leave out the notes whose marks have been left out."""
    tied = {one.get("href") for one in tree.iter("a") if one.get("role") == "doc-noteref"}
    for item in [*tree.iterfind(f".//section[@id='{NOTES}']/ol/li")]:
        if f"#{item.get('id')}" not in tied:
            leave(item[0], "notes on what was left out", report, places)
            item.drop_tree()


def _strip_label(holder: Tree) -> None:
    """Take the number off that a note begins with, unless that is all of it."""
    if not re.search(r"\w", LABEL.sub("", str(holder.text_content()).strip(), count=1)):
        return
    for one in holder.iter():
        if one.text and one.text.strip():
            one.text = LABEL.sub("", one.text) if _begins_holder(holder, one) else one.text
            return
        if one is not holder and one.tail and one.tail.strip():
            one.tail = one.tail.lstrip(" .:])\u00a0\n")
            return


def _begins_holder(holder: Tree, one: Tree) -> bool:
    return bool(LABELLED.match(one.text or "")) or (one is not holder and one.tag == "sup")


def _move_below(mark: Tree, heading: Tree, report: Report) -> None:
    """Put the mark of a note from a heading to the beginning of the paragraph below it."""
    below = next(iter(heading.xpath(f"following::*[{BODY}][normalize-space()][not(descendant::*[{BODY}])]")), None)
    if below is None:
        return
    words = " ".join(heading.text_content().replace(mark.text, "").split())
    report.guess(f"the note on the heading “{words}” stands in the paragraph below it")
    mark.drop_tree()
    mark.tail = below.text
    below.text = None
    below.insert(0, mark)
