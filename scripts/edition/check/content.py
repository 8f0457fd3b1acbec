"""Rules on what content may carry: nothing that acts, hides, deceives or reaches beyond its page."""

import re
from collections.abc import Iterator
from html import unescape

from markdown.extensions.attr_list import get_attrs_and_remainder
from markdown.extensions.toc import slugify

from edition.check.data import data_links
from edition.check.documents import data, documents, pages
from edition.check.finding import Finding, Passage, ours
from edition.model import front_matter as frontmatter
from edition.model import limits
from edition.model.edition import Edition
from edition.render.sanitise import CLASSES, ID, RESERVED
from edition.text.characters import address_fault, deceives, look_alikes, ordinary, picture_fault, plain_address, strange

# A brace after a single backslash is a plain one. A line that holds no other end is passed over at once, lest each brace search it.
ATTRIBUTES = re.compile(r"(?<!\\)(?:\\\\)*\{(?::?([^\n]*?)\}|[^\n]*)")
# What nearly all braces hold, and may; only others need a closer look.
OF_PARAGRAPH = re.compile(r"#p\d{1,9}$")
OF_NOTE = re.compile(r"(?:(?:#[A-Za-z0-9][A-Za-z0-9-]{0,99}|\.[a-z]+|reviewed=[\d-]+)(?: +|$))*$")
FOREIGN = re.compile(
    r"^[ \t>*+-]*(?P<fence>`{3,}|~{3,})"
    r"|(?P<include>-{1,10}8<-{1,10}|\{!|^[ \t]*::include|\{\{|\{%|<\?)"
    r"|^[ \t]*(?P<block>:::|!!! |/{3} )",
    re.MULTILINE,
)
# Without either of these there is nothing foreign in a text.
SIGNS = ("```", "~~~", "-8<-", "{!", "{{", "{%", "<?", "::include", ":::", "!!! ", "/// ")
HEADING = re.compile(r"#(?<![^\n]#)#{0,5}[ \t]*([^\n]+)$", re.MULTILINE)
UNDERLINED = re.compile(rf"{HEADING.pattern}|^([^\n]+)\n(?:=+|-+)[ ]*$", re.MULTILINE)


def front_matter(edition: Edition) -> Iterator[Finding]:
    """A page's front matter sets nothing but its title, its description, and how it is searched."""
    for document in pages(edition):
        for problem in frontmatter.faults(document.whole.text, document.whole.path):
            yield Finding(problem.path, problem.line, problem.column, problem.message)


def hidden_character(edition: Edition) -> Iterator[Finding]:
    """No character is invisible, changes the direction of writing, or climbs over its neighbours."""
    return ours(
        edition,
        (
            passage.at(found.start, f"{found.what} cannot be seen or misleads; remove it")
            for passage in _files(edition)
            if not ordinary(passage.text)
            for found in strange(passage.text)
        ),
    )


def look_alike(edition: Edition) -> Iterator[Finding]:
    """No word passes for another by letters of two alphabets or letters in fancy dress."""
    return ours(
        edition,
        (
            passage.at(at, f"{why}; write it in one alphabet")
            for passage in _files(edition)
            for at, why in look_alikes(passage.text)
        ),
    )


def _files(edition: Edition) -> Iterator[Passage]:
    """Every file of content in whole."""
    yield from (document.whole for document in documents(edition))
    yield from data(edition)


def link_unsafe(edition: Edition) -> Iterator[Finding]:
    """A link leads to a page, over http, https or mailto, and says plainly where; a picture comes from docs/assets/."""
    for document in documents(edition):
        for target in document.targets:
            fault = picture_fault(target.address) if target.picture else address_fault(target.address)
            if document.prose[target.at - 3 : target.at] == "[](" and not target.picture:
                fault = fault or "a link needs words to be seen"
            if fault:
                yield document.markdown.at(target.at, f"“{plain_address(target.address)[:60]}”: {fault}")
    yield from data_links(edition)


def link_deceptive(edition: Edition) -> Iterator[Finding]:
    """A link whose words are an address leads to that address."""
    for document in documents(edition):
        for target in document.targets:
            words, address = re.sub(r"[*_`\\]", "", unescape(target.words)), plain_address(target.address)
            if words and deceives(words, address):
                message = f"the words “{words}” are an address, but the link leads to {address[:80]}; make them agree"
                yield document.markdown.at(target.at, message)


def attribute_unsafe(edition: Edition) -> Iterator[Finding]:
    """In braces stand only an address of the page’s own (#id), classes that there are, and the date of review."""
    for document in documents(edition):
        start = 0
        for line in document.prose.split("\n") if "{" in document.prose else ():
            for match in ATTRIBUTES.finditer(line) if "{" in line else ():
                heading = line[: match.start()].lstrip().startswith("### ")
                for fault in _faults((match[1] or "").strip(), heading):
                    yield document.markdown.at(start + match.start(), fault)
            start += len(line) + 1


def _faults(inner: str, of_note: bool) -> Iterator[str]:
    if (OF_NOTE if of_note else OF_PARAGRAPH).match(inner):
        return
    pairs, rest = get_attrs_and_remainder(inner)
    for name, given in pairs:
        value = given or ""
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
        underlined = "\n=" in document.prose or "\n-" in document.prose
        for match in (UNDERLINED if underlined else HEADING).finditer(document.prose):
            words = match[match.lastindex or 1]
            slug = slugify(words.replace("\\", ""), "-") if "{" not in words else ""
            if slug and slug not in ("notes", "sources") and (RESERVED.match(slug) or not slug[0].isalnum()):
                yield document.markdown.at(
                    match.start(),
                    f"this heading’s address would be “{slug}”, which is kept for the page itself; word it differently",
                )


def foreign_syntax(edition: Edition) -> Iterator[Finding]:
    """Includes, templates, fences and blocks of other tools mean nothing here."""
    for document in documents(edition):
        text = document.markdown.text
        for match in FOREIGN.finditer(text) if any(sign in text for sign in SIGNS) else ():
            kind = match.lastgroup
            advice = {"fence": "indent code by four spaces", "include": "write what it stands for", "block": "write a paragraph"}[
                kind or "fence"
            ]
            at = match.start(kind or 0)
            yield document.markdown.at(at, f"“{match[kind or 0].strip()}” means nothing here; {advice}")


def too_complex(edition: Edition) -> Iterator[Finding]:
    """A file is of a size that can be read, and asks of Markdown no more than a text needs."""
    for document in documents(edition):
        path, text = document.markdown.path, document.markdown.text
        if len(document.whole.text) > limits.LARGEST:
            yield Finding(path, 1, 1, f"longer than {limits.LARGEST:,} characters; make several files of it")
        for start, block in limits.blocks(text.split("\n")):
            fault = limits.overload("\n".join(block))
            if fault:
                yield Finding(path, document.markdown.line + start, 1, f"{fault}; write it more simply")
        if text.count("[^") > limits.FOOTNOTES:
            yield Finding(path, 1, 1, f"more than {limits.FOOTNOTES} references to footnotes; cite sources with [@key]")
