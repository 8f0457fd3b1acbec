"""Leave out a text's own table of contents: pages list their sections themselves, and its numbers of pages say nothing there."""

from collections.abc import Iterator, Mapping
from itertools import groupby, pairwise
from typing import Any

from edition.intake.blocks import text_of
from edition.intake.footnotes import HEADING, leave, target_of
from edition.intake.report import Places, Report

Tree = Any
WHAT = "the table of contents"
HOLDERS = ("div", "section", "table", "ul", "ol", "dl", "p", "blockquote", "center", "pre")
FEWEST = 3  # links
MOST = 0.9  # of the links
LINKED = 0.6  # of the letters
EACH = 120  # letters of an entry


def leave_contents(trees: Mapping[str, Tree], report: Report, places: Places) -> None:
    """Leave out what lists the places that follow it in their order, with the heading over it if nothing else is left there."""
    order = {one: at for at, one in enumerate(one for tree in trees.values() for one in tree.iter())}
    targets = {
        (name, one.get(key)): one for name, tree in trees.items() for key in ("name", "id") for one in tree.iter() if one.get(key)
    }
    targets |= {(name, ""): tree for name, tree in trees.items()}
    for name, tree in trees.items():
        for holders in _candidates(tree):
            if all(one.getroottree().getroot() is tree for one in holders) and _lists(holders, name, targets, order):
                heading = _alone(holders)
                for gone in (heading, *holders):
                    if gone is not None:
                        leave(gone, WHAT, report, places)


def without_contents(blocks: list[Any], report: Report) -> list[Any]:
    """Return the blocks of a document without the paragraphs in a row that are links to its places, and the heading over them."""
    made: list[Any] = []
    for linked, group in groupby(blocks, _is_entry):
        run = [*group]
        if not linked or len(run) < FEWEST:
            made += run
            continue
        if made and made[-1]["t"] == "Header":
            run.insert(0, made.pop())
        report.leave(WHAT, "\n".join(text_of(block["c"]) for block in run))
    return made


def _is_entry(block: Any) -> bool:
    """Whether a block is a paragraph that is a link to a place in its document, and nothing else."""
    inlines = block["c"] if block["t"] in ("Para", "Plain") else []
    solid = [one for one in inlines if one["t"] != "Str" or one["c"].strip()]
    return bool(solid) and all(one["t"] == "Link" and one["c"][2][0].startswith("#") for one in solid)


def _candidates(tree: Tree) -> Iterator[list[Tree]]:
    """The elements that may be a table of contents, and the runs of paragraphs with links that together may be one."""
    for holder in [*tree.iter(*HOLDERS)]:
        yield [holder]
    for parent in {one.getparent(): None for one in tree.iter("p") if one.getparent() is not None}:
        for linked, group in groupby([*parent], lambda one: one.tag == "p" and one.find(".//a[@href]") is not None):
            if linked:
                yield [*group]


def _lists(holders: list[Tree], name: str, targets: Mapping[tuple[str, str], Tree], order: Mapping[Tree, int]) -> bool:
    """Whether the links of elements lead on, as good as all one after another, and there is little else in them."""
    links = [link for one in holders for link in one.iter("a") if link.get("href")]
    if len(links) < FEWEST or not (_letters(links) >= LINKED * _letters(holders) or _row_by_row(holders)):
        return False
    found = [targets.get(target_of(name, one.get("href"))) for one in links]
    ends = max(order[one] for one in holders[-1].iter())
    at = [order[one] for one in found if one is not None and order[one] > ends]
    onward = sum(one <= other for one, other in pairwise(at))
    return len(at) >= MOST * len(links) and onward >= MOST * (len(at) - 1) and len({*at}) >= FEWEST


def _letters(elements: list[Tree]) -> int:
    return sum(sign.isalpha() for one in elements for text in one.itertext() for sign in text)


def _row_by_row(holders: list[Tree]) -> bool:
    """Whether there is a link in as good as every short row of a table or item of a list, and little beside these."""
    rows = [row for one in holders for row in one.iter("tr", "li", "dt") if any(map(str.isalnum, "".join(row.itertext())))]
    linked = [row for row in rows if row.find(".//a[@href]") is not None and _letters([row]) <= EACH]
    outer = [row for row in rows if next(row.iterancestors("tr", "li"), None) is None]
    listed = len(linked) >= max(FEWEST, MOST * (len(rows) - 1))
    return listed and _letters(outer or rows) >= LINKED * _letters(holders)


def _alone(holders: list[Tree]) -> Tree | None:
    """The heading right above elements, if another heading, a rule or nothing follows below it."""
    before, after = next(_near(holders[0], preceding=True), None), next(_near(holders[-1]), None)
    alone = after is None or HEADING.fullmatch(str(after.tag)) or after.tag == "hr"
    return before if before is not None and HEADING.fullmatch(str(before.tag)) and alone else None


def _near(one: Tree, preceding: bool = False) -> Iterator[Tree]:
    """The parts beside an element that hold words, or are rules, and their first or last parts if they are divisions."""
    for other in one.itersiblings(preceding=preceding):
        if other.tag == "hr" or "".join(other.itertext()).strip():
            while other.tag in ("div", "section") and len(other):
                other = other[-1 if preceding else 0]
            yield other
