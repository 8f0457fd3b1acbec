"""Make a page's tree harmless: only the elements, attributes, addresses, ids and classes named here get through.

Everything that contributed Markdown can make passes here before anything else is woven into the page; what is taken out is told.
"""

import re
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterator, Mapping

from markdown.extensions.toc import slugify
from markdown.util import ETX, STX

from edition.model.section import KINDS, VERDICTS
from edition.text.characters import address_fault, ordinary, picture_fault, seen
from edition.text.tree import ESCAPED, encode, text_of

BLOCKS = "p h1 h2 h3 h4 h5 h6 ul ol li dl dt dd blockquote pre div table thead tbody tr th td details summary"
HEADINGS = frozenset(["h1", "h2", "h3", "h4", "h5", "h6"])
ELEMENTS = frozenset(f"{BLOCKS} code em strong a img br hr sup".split())
# What content and generated pages may call themselves. The theme's own names are not among them.
ENTRIES = "person organisation state place group term entry facts summary names role since counts mentions reference event indexed"
PARTS = "brief lead subtitle left center right footnote footnote-ref footnote-backref"
CLASSES = frozenset([*KINDS, *VERDICTS, *ENTRIES.split(), *PARTS.split()])
ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9_:.+~/-]{0,119}$")
# Ids of the page itself, of the card and of the theme.
RESERVED = re.compile(
    r"(?:notes|sources|card|card-title|said|menu|own-copy|search-count|p\d+"
    r"|suggest(?:-(?:title|known|quote|kind|verdict|text|fresh)(?:-hint)?)?"
    r"|(?:passage|source|cite|body|fn|fnref|toc|nav)[-:_].*|__.*|.*__)$"
)
FOOTNOTE = re.compile(r"fn(?:ref\d*)?:[^\s\"'<>&]{1,80}$")
ALIGNED = re.compile(r"text-align: (left|center|right);$")
SPOKEN = frozenset(["aria-label", "data-about", "data-name", "title"])  # attributes whose words reach a reader
MARK = re.compile(f"({STX}(?:amp|[a-z]{{2}}[0-9]+[a-z]{{2}}){ETX})")  # of an address's letters, of a footnote's way back
Told = Callable[[str], None]


def _quietly(_: str) -> None:
    """Nobody asks."""


def id_fault(id: str) -> str:
    """Why content must not have an id; nothing where it may."""
    if not ID.match(id):
        return "an id has Latin letters, digits and hyphens"
    return "it is kept for the page itself" if RESERVED.match(id) else ""


def _id(value: str, element: ET.Element) -> str:
    footnote = element.tag in ("li", "sup") and FOOTNOTE.match(value)
    paragraph = element.tag == "p" and re.match(r"p\d+$", value)
    return "" if footnote or paragraph else id_fault(value)


def _class(value: str, element: ET.Element) -> str:
    wrong = [name for name in value.split() if name not in CLASSES]
    kept = [name for name in value.split() if name in CLASSES]
    if kept:
        element.set("class", " ".join(kept))
    return f"no class here is called {', '.join(wrong)}" if wrong else ""


def _matches(pattern: str) -> Callable[[str, ET.Element], str]:
    return lambda value, _: "" if re.fullmatch(pattern, value) else "that is no value for it"


def _only(*tags: str, judge: Callable[[str], str] = lambda _: "") -> Callable[[str, ET.Element], str]:
    return lambda value, element: judge(value) if element.tag in tags else f"<{element.tag}> has none here"


ATTRIBUTES: Mapping[str, Callable[[str, ET.Element], str]] = {
    "id": _id,
    "class": _class,
    "href": _only("a", judge=address_fault),
    "src": _only("img", judge=picture_fault),
    "alt": _only("img"),
    "title": _only("a", "img", "sup"),
    "lang": _matches(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*"),
    "start": _matches(r"\d{1,6}"),
    "open": _only("details"),
    "reviewed": _only("h3"),
    # What the lenses of the generated pages go by.
    "data-kind": _matches(r"[a-z-]{1,40}"),
    "data-actors": _matches(r"[a-z0-9 -]*"),
    "data-paragraphs": _matches(r"[p0-9 ]*"),
}


def harmless(root: ET.Element, told: Told = _quietly) -> None:
    """Take everything out of a tree that is not allowed; told gets one sentence for each thing taken out."""
    for element in list(root.iter()):
        if element is root:
            continue
        if element.tag not in ELEMENTS:
            told(f"<{element.tag}> is not among the elements allowed")
            element.tag = "span"
            element.attrib.clear()
        if element.attrib:
            _attributes(element, told)
        if element.tag == "img" and not element.get("src"):
            _unpictured(element)
        elif element.tag == "a" and not element.get("href"):
            element.tag = "span"
    _headings(root)


def _attributes(element: ET.Element, told: Told) -> None:
    aligned = ALIGNED.match(element.get("style", "")) if element.tag in ("td", "th") else None
    if aligned:  # the tables of Markdown align by a style, which our policy forbids
        del element.attrib["style"]
        element.set("class", aligned[1])
    for name, value in list(element.attrib.items()):
        judge = ATTRIBUTES.get(name)
        fault = judge(value, element) if judge else "no such attribute here"
        if fault:
            told(f"{name}=“{value}”: {fault}")
        if fault and not (name == "class" and set(element.get("class", "").split()) <= CLASSES):
            del element.attrib[name]
        elif name in ("alt", "title"):
            element.set(name, seen(value))


def _unpictured(element: ET.Element) -> None:
    """A picture that may not be shown leaves its words."""
    element.tag = "em"
    element.text = encode(element.attrib.pop("alt", "") or "picture")
    element.attrib.clear()


def _headings(root: ET.Element) -> None:
    """Headings get their ids from their words later on, unless these would make an id that is kept for the page."""
    for heading in root.iter():
        if heading.tag in HEADINGS and not heading.get("id"):
            slug = slugify(text_of(heading), "-")
            if slug and id_fault(slug) and not slug.startswith(("notes", "sources")):
                heading.set("id", "h-" + re.sub(r"[^a-z0-9]+", "-", slug).strip("-"))


def visible(root: ET.Element, trusted: Callable[[ET.Element], bool]) -> None:
    """Take what cannot be seen out of a page's text, but for the blocks that are trusted to the letter."""
    if ordinary("".join(_words(root))):
        return
    for element in _untrusted(root, trusted):
        element.text = _seen(element.text) if element.text else element.text
        for child in element:
            child.tail = _seen(child.tail) if child.tail else child.tail
        for name in SPOKEN & element.attrib.keys():
            element.set(name, seen(element.attrib[name]))


def _words(root: ET.Element) -> Iterator[str]:
    """All words of a page, said ones too."""
    yield from root.itertext()
    for element in root.iter():
        for name in SPOKEN & element.attrib.keys() if element.attrib else ():
            yield element.attrib[name]


def _seen(text: str) -> str:
    """A text node without what cannot be seen; Markdown's own marks in it stay, but for escapes, which are resolved."""
    if STX not in text:
        return seen(text)
    parts = MARK.split(ESCAPED.sub(lambda match: chr(int(match[1])), text))
    return "".join(part if at % 2 else seen(part) for at, part in enumerate(parts))


def _untrusted(root: ET.Element, trusted: Callable[[ET.Element], bool]) -> Iterator[ET.Element]:
    waiting = [root]
    while waiting:
        element = waiting.pop()
        if not trusted(element):
            yield element
            waiting.extend(element)
