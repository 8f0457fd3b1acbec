"""Rules on what content may carry: nothing that acts, hides, deceives or reaches beyond its page."""

import re
from collections.abc import Iterator
from html import unescape

from markdown.extensions.attr_list import get_attrs_and_remainder
from markdown.extensions.toc import slugify

from edition import frontmatter, limits
from edition.check_data import data_links
from edition.documents import Document, data, documents, pages
from edition.edition import Edition
from edition.finding import Finding, authors_lines
from edition.harmless import CLASSES, ID, RESERVED
from edition.safety import address_fault, deceives, look_alikes, picture_fault, plain_address, strange

# A brace after a single backslash is a plain one. A line that holds no other end is passed over at once, lest each brace search it.
ATTRIBUTES = re.compile(r"(?<!\\)(?:\\\\)*\{(?::?([^\n]*?)\}|[^\n]*)")
TARGET = re.compile(r"\]\(\s*(<[^<>\n]*>|[^\s()]*(?:\([^\s()]*\)[^\s()]*)*)")
WORDS = 1000  # characters: the words of a link are shorter
DEFINED = re.compile(r"^ {0,3}\[(?!\^)([^\[\]]+)\]:\s*(<[^<>\n]*>|\S+)", re.MULTILINE)
REFERRING = re.compile(r"\[([^\[\]\n]{1,1000})\](?:\[([^\[\]\n]{0,1000})\])?(?![:(])")
AUTOMATIC = re.compile(r"<([A-Za-z][A-Za-z0-9+.-]{1,31}:[^<>\s]*)>")
FOREIGN = re.compile(
    r"^[ \t>*+-]*(?P<fence>`{3,}|~{3,})"
    r"|(?P<include>-{1,10}8<-{1,10}|\{!|^[ \t]*::include|\{\{|\{%|<\?)"
    r"|^[ \t]*(?P<block>:::|!!! |/{3} )",
    re.MULTILINE,
)
HEADING = re.compile(r"^(#{1,6})[ \t]*([^\n]+)$|^([^\n]+)\n(?:=+|-+)[ ]*$", re.MULTILINE)


def front_matter(edition: Edition) -> Iterator[Finding]:
    """A page's front matter sets nothing but its title, its description, and how it is searched."""
    for document in pages(edition):
        for problem in frontmatter.faults(document.text, document.path):
            yield Finding(problem.path, problem.line, problem.column, problem.message)


def hidden_character(edition: Edition) -> Iterator[Finding]:
    """No character is invisible, changes the direction of writing, or climbs over its neighbours."""
    authors = authors_lines(edition)
    for document in (*documents(edition), *data(edition)):
        for found in (
            strange(document.text) if not document.text.isascii() or "&" in document.text or "\x7f" in document.text else ()
        ):
            finding = document.in_text(found.start, f"{found.what} cannot be seen or misleads; remove it")
            if (finding.path, finding.line) not in authors:
                yield finding


def look_alike(edition: Edition) -> Iterator[Finding]:
    """No word passes for another by letters of two alphabets or letters in fancy dress."""
    authors = authors_lines(edition)
    for document in (*documents(edition), *data(edition)):
        for at, why in look_alikes(document.text):
            finding = document.in_text(at, f"{why}; write it in one alphabet")
            if (finding.path, finding.line) not in authors:
                yield finding


def _opening(text: str, end: int) -> int:
    """Where the bracket opens that closes at a place; the place itself where that is too far to be one of a link."""
    depth = 0
    for at in range(end, max(end - WORDS, -1), -1):
        depth += (text[at] == "]") - (text[at] == "[")
        if depth == 0:
            return at
    return end


def _targets(document: Document) -> Iterator[tuple[int, bool, str, str]]:
    """Each address of a document: where it stands, whether of a picture, the words of the link, the address."""
    for match in TARGET.finditer(document.prose):
        start = _opening(document.prose, match.start())
        words = document.markdown[start + 1 : match.start()]
        yield match.start(1), document.prose[start - 1 : start] == "!", words, match[1].strip("<>")
    for match in DEFINED.finditer(document.prose):
        yield match.start(2), "![" in document.prose and f"[{match[1]}]" in document.prose, "", match[2].strip("<>")
    yield from _referring(document)
    for match in AUTOMATIC.finditer(document.prose):
        yield match.start(1), False, "", match[1]


def _referring(document: Document) -> Iterator[tuple[int, bool, str, str]]:
    """The links of a document by reference, [words][name] or [words], with the addresses that stand elsewhere in it."""
    defined = {match[1].strip().lower(): match[2].strip("<>") for match in DEFINED.finditer(document.prose)}
    for match in REFERRING.finditer(document.prose) if defined else ():
        address = defined.get((match[2] or match[1]).strip().lower())
        if address:
            yield match.start(1), document.prose[match.start() - 1 : match.start()] == "!", match[1], address


def link_unsafe(edition: Edition) -> Iterator[Finding]:
    """A link leads to a page, over http, https or mailto, and says plainly where; a picture comes from docs/assets/."""
    for document in documents(edition):
        for at, picture, _, address in _targets(document):
            fault = picture_fault(address) if picture else address_fault(address)
            if document.prose[at - 3 : at] == "[](" and not picture:
                fault = fault or "a link needs words to be seen"
            if fault:
                yield document.at(at, f"“{plain_address(address)[:60]}”: {fault}")
    yield from data_links(edition)


def link_deceptive(edition: Edition) -> Iterator[Finding]:
    """A link whose words are an address leads to that address."""
    for document in documents(edition):
        for at, _, given, address in _targets(document):
            words = re.sub(r"[*_`\\]", "", unescape(given))
            if words and deceives(words, plain_address(address)):
                yield document.at(
                    at, f"the words “{words}” are an address, but the link leads to {plain_address(address)[:80]}; make them agree"
                )


def attribute_unsafe(edition: Edition) -> Iterator[Finding]:
    """In braces stand only an address of the page’s own (#id), classes that there are, and the date of review."""
    for document in documents(edition):
        for match in ATTRIBUTES.finditer(document.prose) if "{" in document.prose else ():
            start = document.prose.rfind("\n", 0, match.start()) + 1
            heading = document.prose[start : match.start()].lstrip().startswith("### ")
            for fault in _faults((match[1] or "").strip(), heading):
                yield document.at(match.start(), fault)


def _faults(inner: str, of_note: bool) -> Iterator[str]:
    pairs, rest = get_attrs_and_remainder(inner)
    for name, value in pairs:
        if name == "." and not of_note and value not in CLASSES:
            yield f"no class here is called “{value}”; remove it"
        elif name == "id" and (not ID.match(value) or (not of_note and RESERVED.match(value) and not re.match(r"p\d+$", value))):
            yield f"the id “{value}” is kept for the page itself, or has other signs than letters, digits, hyphens; choose another"
        elif (
            name not in (".", "id")
            and not (name == "reviewed" and of_note)
            and not (name == "lang" and re.fullmatch(r"[a-z]{2,3}(-\w+)*", value))
        ):
            yield f"“{name}” is nothing that content can set; remove it, or write \\{{ for a plain brace"
    if rest.strip():
        yield "what follows in these braces cannot be read; write \\{ for a plain brace"


def id_reserved(edition: Edition) -> Iterator[Finding]:
    """The words of a heading do not make an address that is kept for the page itself."""
    for document in documents(edition):
        for match in HEADING.finditer(document.prose):
            words = match[2] or match[3]
            slug = slugify(words.replace("\\", ""), "-") if "{" not in words else ""
            if slug and slug not in ("notes", "sources") and (RESERVED.match(slug) or not slug[0].isalnum()):
                yield document.at(
                    match.start(),
                    f"this heading’s address would be “{slug}”, which is kept for the page itself; word it differently",
                )


def foreign_syntax(edition: Edition) -> Iterator[Finding]:
    """Includes, templates, fences and blocks of other tools mean nothing here."""
    for document in documents(edition):
        for match in FOREIGN.finditer(document.markdown):
            kind = match.lastgroup
            advice = {"fence": "indent code by four spaces", "include": "write what it stands for", "block": "write a paragraph"}[
                kind or "fence"
            ]
            at = match.start(kind or 0)
            yield document.at(at, f"“{match[kind or 0].strip()}” means nothing here; {advice}")


def too_complex(edition: Edition) -> Iterator[Finding]:
    """A file is of a size that can be read, and asks of Markdown no more than a text needs."""
    for document in documents(edition):
        if len(document.text) > limits.LARGEST:
            yield Finding(document.path, 1, 1, f"longer than {limits.LARGEST:,} characters; make several files of it")
        for start, block in limits.blocks(document.markdown.split("\n")):
            fault = limits.overload("\n".join(block))
            if fault:
                yield Finding(document.path, document.line + start, 1, f"{fault}; write it more simply")
        if document.markdown.count("[^") > limits.FOOTNOTES:
            yield Finding(document.path, 1, 1, f"more than {limits.FOOTNOTES} references to footnotes; cite sources with [@key]")
