"""Cut a saved web page to its article: a kept library says which words are the article's, the page keeps their form."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import takewhile
from typing import Any

from lxml import html

from edition.intake.footnotes import NOTES, leave, leave_untied
from edition.intake.markup import serialised
from edition.intake.report import Places, Report

Tree = Any
INLINE = frozenset(
    [
        "a",
        "abbr",
        "b",
        "big",
        "br",
        "cite",
        "code",
        "em",
        "font",
        "i",
        "img",
        "ins",
        "kbd",
        "mark",
        "q",
        "s",
        "small",
        "span",
        "strong",
        "sub",
        "sup",
        "time",
        "tt",
        "u",
        "var",
        "ruby",
    ]
)
SIGNS = "//nav|//aside|//iframe|//script[@src]|//form|//footer[not(ancestor::blockquote)]|//*[@role='navigation']"
NOISE = re.compile(
    r"shar(?:e|ing)|social|relat|comment|promo|newsletter|advert|cookie|breadcrumb|sidebar|subscri|byline|meta\b", re.I
)
REMARKS = re.compile(
    r"(?:^|\s)(?:comments?|kommentare?|comment-?(?:list|section|area|s?-wrapper)|disqus_thread|respond)(?:\s|$)", re.IGNORECASE
)
MOST_LINKS = 0.5  # of an element’s letters: what has more is a list of links
BOOK = 300_000  # characters: a page of so many words is a book, and is not cut
SHORT = 12  # letters: so short a line may stand anywhere
UNITS = ("table", "ul", "ol", "dl")
MOST = 0.5  # of an article’s letters: a table that holds more lays out the page
PART = 30  # letters that tell a paragraph


def is_web_page(tree: Tree) -> bool:
    """Tell whether a page has what only pages of a site have around their text."""
    one = len(tree.xpath("//article")) == 1 or len(tree.xpath("//main")) == 1
    return (one or bool(tree.xpath(SIGNS))) and _shown(tree) < BOOK


def _shown(tree: Tree) -> int:
    """How many signs a page has that may be of words."""
    texts = tree.xpath("//body//text()[not(parent::script or parent::style or parent::noscript)]")
    return sum(len("".join(text.split())) for text in texts)


def cut(tree: Tree, report: Report, places: Places) -> None:
    """Leave in a tree only its article, and what stands in its midst; the rest is left out, and told."""
    body = next(tree.iter("body"), tree)
    wanted = _letters(_article(tree))
    blocks = _blocks(body)
    chosen = [one for one in blocks if _wanted(_letters(one.text_content()), wanted)]
    own = [one for one in chosen if not any(map(_of_readers, one.iterancestors()))]
    chosen = own if sum(map(_size, own)) >= sum(map(_size, chosen)) / 5 else chosen
    single = [*tree.iter("article"), *tree.iter("main")]
    if not chosen:
        if len(single) in (1, 2):
            report.guess("the article of the saved page is what it marks as such")
            _keep(body, {single[0]}, report, places)
        return
    report.guess("the article of the saved page is what trafilatura finds")
    if len(single) in (1, 2):
        inner = [one for one in chosen if single[0] in one.iterancestors()]
        chosen = inner if sum(map(_size, inner)) >= sum(map(_size, chosen)) / 3 else chosen
    if len(chosen) > 1:
        top = _common(chosen[0], chosen[-1])
        chosen = [one for one in chosen if _size(one) > 2 * PART or not any(map(_named_noise, _below(one, top)))] or chosen
    order = {one: at for at, one in enumerate(body.iter())}
    title = next((one for one in tree.iter("h1") if order.get(one, 0) < order[chosen[0]]), None)
    first = title if title is not None else chosen[0]
    start, stop = order[first], order[chosen[-1]]
    common = _common(first, chosen[-1])
    beside = {one.getparent() for one in chosen} | {common}
    inside = [one for one in blocks if start <= order[one] <= stop and one.getparent() in beside and not _noise(one, common)]
    pictures = [one for one in body.iter("figure", "img", "hr") if start <= order[one] <= stop and not _noise(one, common)]
    _keep(body, {*chosen, *inside, *pictures, *_wholes(chosen), first}, report, places)


def _article(tree: Tree) -> str:
    """The words of a page's article, as trafilatura sees it."""
    import trafilatura  # late: it takes a second to load

    found = trafilatura.extract(serialised(tree), output_format="html", include_tables=True, include_comments=False)
    made: Tree = html.fromstring(found or "<p></p>")
    return str(made.text_content())


def _blocks(body: Tree) -> list[Tree]:
    """The elements that hold running text themselves, in order, but for the author's notes, which have been set apart."""
    found: dict[Tree, None] = {}
    for part in body.iterchildren():
        found |= dict.fromkeys(_holders(part, body)) if part.get("id") != NOTES else {}
    return list(found)


def _holders(part: Tree, body: Tree) -> Iterator[Tree]:
    for one in part.iter():
        for text, holder in ((one.text, one), (one.tail, one.getparent())):
            if text and text.strip() and holder is not None and isinstance(holder.tag, str):
                block = next((above for above in (holder, *holder.iterancestors()) if above.tag not in INLINE), holder)
                if block is not body:
                    yield block


def _wanted(letters: str, wanted: str) -> bool:
    """Whether a block is of the article, or begins or ends as something there does."""
    if len(letters) < SHORT:
        return False
    return letters in wanted or (len(letters) > 2 * PART and (letters[:PART] in wanted or letters[-PART:] in wanted))


def _letters(text: str) -> str:
    return re.sub(r"\W+", "", text)


def _size(element: Tree) -> int:
    return len(_letters(element.text_content()))


def _common(one: Tree, other: Tree) -> Tree:
    """The smallest element that holds both."""
    above = set(one.iterancestors())
    return next(element for element in other.iterancestors() if element in above)


def _wholes(chosen: Sequence[Tree]) -> Iterator[Tree]:
    """The lists and tables of which some is the article's, but for one in which most of it stands."""
    total = sum(map(_size, chosen))
    held: Counter[Tree] = Counter()
    for one in chosen:
        for above in one.iterancestors(*UNITS):
            held[above] += _size(one)
    yield from (unit for unit, size in held.items() if size < MOST * total)


def _noise(element: Tree, top: Tree) -> bool:
    """Whether an element, or one that it stands in, is a list of links or is named as what stands around articles."""
    for one in _below(element, top):
        if _named_noise(one):
            return True
        length = len(_letters(one.text_content()))
        if length and sum(len(_letters(link.text_content())) for link in one.iter("a")) > MOST_LINKS * length:
            return True
    return False


def _below(element: Tree, top: Tree) -> Iterator[Tree]:
    """An element, and what it stands in below another."""
    yield from takewhile(lambda one: one is not top, (element, *element.iterancestors()))


def _of_readers(element: Tree) -> bool:
    """Whether an element holds what readers have said under an article."""
    return bool(REMARKS.search(f"{element.get('class', '')} {element.get('id', '')}"))


def _named_noise(element: Tree) -> bool:
    return bool(NOISE.search(f"{element.get('class', '')} {element.get('id', '')}"))


def _keep(body: Tree, kept: set[Tree], report: Report, places: Places) -> None:
    """Leave out every element that neither is kept, nor holds what is, nor stands in it."""
    holders = {above for one in kept for above in one.iterancestors()} | kept
    waiting = [body]
    while waiting:
        for child in list(waiting.pop()):
            if child not in holders:
                if isinstance(child.tag, str) and child.get("id") != NOTES:
                    leave(child, "what stands around the article", report, places)
            elif child not in kept:
                waiting.append(child)
    leave_untied(body, report, places)
