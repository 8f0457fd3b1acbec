"""Make a page's tree harmless: only the elements, attributes, addresses, ids and classes that are allowed get through.

Everything that contributed Markdown can make passes here before anything else is woven into the page.
"""

import re
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterable, Iterator, Mapping

from markdown.extensions.toc import slugify, unique
from markdown.util import ETX, STX

from edition.files.folder_rules import PICTURES
from edition.model.allowlist import CLASSES, ELEMENTS, PAGE_MARK, PARAGRAPH, heading_id, id_fault
from edition.model.markdown import HEADINGS
from edition.model.section import SETTINGS
from edition.text.addresses import address_fault, picture_fault
from edition.text.characters import ordinary, strip_invisible
from edition.text.language import t
from edition.text.tree import ESCAPED, encode, text_of

FOOTNOTE = re.compile(r"fn(?:ref\d*)?-[^\s\"'<>&]{1,80}$")
ALIGNED = re.compile(r"text-align: (left|center|right);$")
SPOKEN = frozenset(["aria-label", "title"])  # attributes whose words reach a reader
MARK = re.compile(f"({STX}(?:amp|[a-z]{{2}}[0-9]+[a-z]{{2}}){ETX})")  # of an address's letters, of a footnote's way back
Allowed = Callable[[str, ET.Element], bool]


def _id(value: str, element: ET.Element) -> bool:
    footnote = element.tag in ("li", "sup") and FOOTNOTE.match(value)
    paragraph = element.tag in ("p", "table") and PARAGRAPH.match(value)
    return bool(footnote or paragraph) or not id_fault(value)


def _matches(pattern: str) -> Allowed:
    return lambda value, _: re.fullmatch(pattern, value) is not None


def _of(*tags: str) -> Allowed:
    return lambda _, element: element.tag in tags


ATTRIBUTES: Mapping[str, Allowed] = {
    "id": _id,
    "class": lambda value, _: bool(value),
    "href": lambda value, element: element.tag == "a" and not address_fault(value),
    "src": lambda value, element: element.tag == "img" and not picture_fault(value, PICTURES),
    "alt": _of("img"),
    "title": _of("a", "img", "sup"),
    "lang": _matches(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*"),
    "start": _matches(r"\d{1,6}"),
    "open": _of("details"),
    **dict.fromkeys(SETTINGS, _of("h2", "h3", "h4")),
    # What the lenses of the generated pages go by.
    "data-kind": _matches(r"[a-z-]{1,40}"),
    "data-actors": _matches(r"[a-z0-9 -]*"),
    "data-paragraphs": _matches(r"[p0-9 ]*"),
}


def sanitise(root: ET.Element, kinds: Iterable[str] = ()) -> None:
    """Take everything out of a tree that is not allowed; the kinds of note are classes of their headings."""
    classes = CLASSES.union(kinds)
    for element in root.iter():
        if element is root:
            continue
        if element.tag not in ELEMENTS:
            element.tag = "span"
            element.attrib.clear()
        if element.attrib:
            _attributes(element, classes)
        if element.tag == "img" and not element.get("src"):
            _unpictured(element)
        elif element.tag == "a" and not element.get("href"):
            element.tag = "span"
            element.attrib.pop("href", None)
        elif element.tag == "a" and not len(element) and not element.text:
            _mark_page(element)


def _attributes(element: ET.Element, classes: frozenset[str]) -> None:
    aligned = ALIGNED.match(element.get("style", "")) if element.tag in ("td", "th") else None
    if aligned:  # the tables of Markdown align by a style, which our policy forbids
        element.set("class", aligned[1])
    if "class" in element.attrib:
        element.set("class", " ".join(name for name in element.get("class", "").split() if name in classes))
    for name, value in list(element.attrib.items()):
        allowed = ATTRIBUTES.get(name)
        if not allowed or not allowed(value, element):
            del element.attrib[name]
        elif name in ("alt", "title"):
            element.set(name, strip_invisible(value))


def _mark_page(link: ET.Element) -> None:
    """An empty link to a page of a printed edition marks where it begins; its number is drawn, so that copied text is the text."""
    page = PAGE_MARK.match(link.get("href", ""))
    if page:
        link.tag = "span"
        link.attrib.clear()
        link.attrib.update({"class": "page-mark", "id": page[1], "data-page": page[1].removeprefix("page-")})


def _unpictured(element: ET.Element) -> None:
    """A picture that may not be shown leaves its words."""
    element.tag = "em"
    element.text = encode(element.attrib.pop("alt", "") or t("picture"))
    element.attrib.clear()


def name_headings(root: ET.Element) -> None:
    """Give an id to each heading that has none and would get one from its words that it must not have, or none."""
    taken = {element.get("id", "") for element in root.iter()}
    for heading in root.iter():
        if heading.tag in HEADINGS and not heading.get("id"):
            words = text_of(heading)
            id = heading_id(words)
            if id != slugify(words, "-"):
                heading.set("id", unique(id, taken))


def show_only_visible(root: ET.Element, trusted: Callable[[ET.Element], bool]) -> None:
    """Take what cannot be seen out of a page's text, but for the blocks that are trusted to the letter."""
    if ordinary("".join(_words(root))):
        return
    for element in _untrusted(root, trusted):
        element.text = _stripped(element.text) if element.text else element.text
        for child in element:
            child.tail = _stripped(child.tail) if child.tail else child.tail
        for name in SPOKEN & element.attrib.keys():
            element.set(name, strip_invisible(element.attrib[name]))


def _words(root: ET.Element) -> Iterator[str]:
    """All words of a page, spoken ones too."""
    yield from root.itertext()
    for element in root.iter():
        for name in SPOKEN & element.attrib.keys() if element.attrib else ():
            yield element.attrib[name]


def _stripped(text: str) -> str:
    """A text node without what cannot be seen; Markdown's own marks in it stay, but for escapes, which are resolved."""
    if STX not in text:
        return strip_invisible(text)
    parts = MARK.split(ESCAPED.sub(lambda match: chr(int(match[1])), text))
    return "".join(part if at % 2 else strip_invisible(part) for at, part in enumerate(parts))


def _untrusted(root: ET.Element, trusted: Callable[[ET.Element], bool]) -> Iterator[ET.Element]:
    waiting = [root]
    while waiting:
        element = waiting.pop()
        if not trusted(element):
            yield element
            waiting.extend(element)
