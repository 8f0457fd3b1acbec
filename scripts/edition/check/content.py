"""Rules on what content may carry: nothing that acts, hides, deceives or reaches beyond its page."""

import re
from collections.abc import Iterator
from html import unescape
from typing import Any

from edition.check.finding import Finding, Passage
from edition.check.registry import advice, rule
from edition.check.survey import Survey
from edition.files.folder_rules import PICTURES
from edition.model import markdown
from edition.model.allowlist import CLASSES, PAGE_MARK, PARAGRAPH, SHIFTED, id_fault
from edition.model.front_matter import faults
from edition.model.section import SETTINGS, begins_note, level, title_of
from edition.model.standing import named_place
from edition.text.addresses import address_fault, deceives, picture_fault, plain_address
from edition.text.attributes import AT_END, Attributes, parse_attributes
from edition.text.characters import ordinary, strange

MARKS = re.compile(r"[\n\r<>{}`|\\]|\]\(|\[\[|^\s*[#>]")
ELEMENT = re.compile(r"<[A-Za-z/!?]|\]\(|[{}`]|\n[ \t]*(?:\n|[#>:-])")
# What becomes a paragraph of its own on a page, and what would make something else of it.
TOLD = ("text", "then", "now", "value")
BLOCK = re.compile(r"\s*(?:#|>|[-+*]\s|\d+[.)]\s|\[[^\]]*\]:|\|)")
CODE = "    "  # a line that begins with it is code, or goes on with an item of a list


@rule
def front_matter(survey: Survey) -> Iterator[Finding]:
    """A page's front matter sets nothing but its title, its description, and how it is searched."""
    for document in survey.pages:
        for problem in faults(document.whole.text, document.whole.path):
            yield Finding(problem.path, problem.line, problem.column, problem.message)


@rule
def hidden_character(survey: Survey) -> Iterator[Finding]:
    """No character is invisible or changes the direction of writing."""
    return survey.ours(
        passage.at(found.start, f"{found.what} cannot be seen or misleads; remove it")
        for passage in _files(survey)
        if not ordinary(passage.text)
        for found in strange(passage.text)
    )


def _files(survey: Survey) -> Iterator[Passage]:
    """Every file of content in whole."""
    yield from (document.whole for document in survey.documents)
    yield from survey.data


@rule
def link_unsafe(survey: Survey) -> Iterator[Finding]:
    """A link leads to a page, over http, https or mailto, and says plainly where; a picture comes from docs/assets/."""
    for document in survey.documents:
        for target in document.targets:
            fault = picture_fault(target.address, PICTURES) if target.picture else address_fault(target.address)
            unseen = document.prose[target.at - 3 : target.at] == "[](" and not target.picture
            if unseen and not PAGE_MARK.match(target.address):
                fault = fault or "a link needs words to be seen"
            if not target.address:
                fault = "it leads nowhere; write the address"
            if fault:
                yield document.markdown.at(target.at, f"“{plain_address(target.address)[:60]}”: {fault}")
    yield from data_links(survey)


@rule
def link_deceptive(survey: Survey) -> Iterator[Finding]:
    """A link whose words are an address leads to that address."""
    for document in survey.documents:
        for target in document.targets:
            words, address = re.sub(r"[*_`\\]", "", unescape(target.words)), plain_address(target.address)
            if words and deceives(words, address):
                message = f"the words “{words}” are an address, but the link leads to {address[:80]}; make them agree"
                yield document.markdown.at(target.at, message)


@advice
def attribute_unknown(survey: Survey) -> Iterator[Finding]:
    """In braces stand only an address of the page’s own (#id), classes that there are, and what a note’s heading says."""
    for document in survey.documents:
        start = 0
        for line in document.prose.split("\n") if "{" in document.prose else ():
            match = None if "{" not in line or line.startswith(CODE) else AT_END.search(line)
            found = parse_attributes(match[1]) if match else None
            if match and found and not _language(line, line.rindex("{"), found):
                for fault in _faults(found, line.startswith("#"), of_note=begins_note(level(line), title_of(line))):
                    yield document.markdown.at(start + line.rindex("{"), fault)
            start += len(line) + 1


def _language(line: str, at: int, found: Attributes) -> bool:
    """Whether the braces at a place say of the emphasis before them a language, *имя*{ lang=ru }, or a setting, *er*{ .sup }."""
    behind = line[at - 1 : at + 1] in ("*{", "_{") and not found.id
    return behind and (set(found.others) == {"lang"} if not found.classes else found.classes[0] in SHIFTED and not found.others)


def _faults(found: Attributes, heading: bool, of_note: bool) -> Iterator[str]:
    for name in found.classes if not of_note else ():
        if name not in CLASSES:
            yield f"no class here is called “{name}”; remove it"
    if found.id and not of_note and not PARAGRAPH.match(found.id) and id_fault(found.id):
        yield f"the id “{found.id}”: {id_fault(found.id)}; choose another"
    for name in found.others:
        if not (heading and name in SETTINGS):
            yield f"“{name}” is nothing that content can set; remove it"
    if of_note and not named_place(found.others.get("at", "p1")):
        yield f"at={found.others['at']} names no place; write at=p4, at=p4:2 for the second there, at=2 or at=heading"


@rule
def too_complex(survey: Survey) -> Iterator[Finding]:
    """A file is of a size that can be read, and asks of Markdown no more than a text needs."""
    for document in survey.documents:
        path, text = document.markdown.path, document.markdown.text
        if len(document.whole.text) > markdown.LARGEST:
            yield Finding(path, 1, 1, f"longer than {markdown.LARGEST:,} characters; make several files of it")
        for start, block in markdown.runs_of_lines(text.split("\n")):
            fault = markdown.overload("\n".join(block))
            if fault:
                yield Finding(path, document.markdown.line + start, 1, f"{fault}; write it more simply")
        if text.count("[^") > markdown.FOOTNOTES:
            yield Finding(path, 1, 1, f"more than {markdown.FOOTNOTES} references to footnotes; cite sources with [@key]")


def data_links(survey: Survey) -> Iterator[Finding]:
    """Yield findings for the addresses of sources and texts."""
    register = survey.edition.register
    addresses = [("sources.yml", ("references", at, "URL"), source.URL) for at, source in enumerate(register.sources)]
    addresses += [("text.yml", ("texts", at, "url"), text.url) for at, text in enumerate(register.texts)]
    for name, path, address in addresses:
        fault = address_fault(address) if address else ""
        if fault:
            yield survey.in_data(name, path, f"“{address}”: {fault}")


@rule
def data_markup(survey: Survey) -> Iterator[Finding]:
    """The words of events, relations and texts are plain, but for citations; a source’s are text, whatever signs they have."""
    for name, found in survey.edition.register.places.items():
        if name == "sources.yml":
            continue
        for path, words in _strings(found.data):
            if ELEMENT.search(words) or (path[-1:] and path[-1] in TOLD and BLOCK.match(words)):
                yield Finding(found.name, *found.place(path), f"“{words[:60]}” holds marks of HTML or Markdown; write plain words")


def _strings(data: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Every string in data, with its path."""
    if isinstance(data, str):
        yield path, data
    elif isinstance(data, dict | list):
        for key, value in data.items() if isinstance(data, dict) else enumerate(data):
            yield from _strings(value, (*path, key))


@rule
def entry_markup(survey: Survey) -> Iterator[Finding]:
    """The facts of an actor or a term are plain words, each on one line."""
    for entry, document in zip(survey.edition.register.entries.values(), survey.entries, strict=True):
        given = [entry.name, entry.summary, entry.say, entry.role, *entry.variants, *entry.spellings, *entry.adjectives]
        given += [native.name for native in entry.native] + [epithet.form for epithet in entry.epithets]
        for words in given:
            if MARKS.search(words):
                at = max(document.whole.text.find(words.split("\n")[0]), 0)
                yield document.whole.at(
                    at, f"“{words.splitlines()[0][:60]}” holds marks of Markdown or HTML, or a line break; write plain words"
                )
