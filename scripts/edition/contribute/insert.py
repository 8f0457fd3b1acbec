"""A new note's place in its section file: the order of the text decides. The page's form does the same (suggest-note.js)."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, replace

from edition.files.problem import EditionError, Problem
from edition.model.edition import Edition
from edition.model.section import Note, Section, parse
from edition.render.sanitise import RESERVED
from edition.text.quotes import Span, bare, find, nearest
from edition.text.tree import plain

MOST = 4  # places that a message names
Place = tuple[int, Span]


@dataclass(frozen=True)
class Draft:
    """A note in the making: the words it is about, its kind and verdict (or nothing), the day of its review, its text."""

    quote: str
    kind: str
    verdict: str
    reviewed: str
    text: str


def section_of(edition: Edition, quote: str) -> Section:
    """The section whose text holds the words. Errors: quote-missing, with the nearest; quote-ambiguous, with the places."""
    found = [(section, at) for section in edition.all_sections() for at, _ in places(quote, section)]
    if len(found) == 1:
        return found[0][0]
    if found:
        every = list(dict.fromkeys(f"{section.paragraphs[at].id} ({section.path})" for section, at in found))
        where = ", ".join(every[:MOST]) + (f" and {len(every) - MOST} paragraphs more" if len(every) > MOST else "")
        message = f"found {len(found)} times, in {where}: “{quote}”; quote more words"
        raise EditionError(Problem(found[0][0].path, found[0][0].paragraphs[found[0][1]].line, 1, message, "quote-ambiguous"))
    text = "\n".join(plain(paragraph.source) for section in edition.all_sections() for paragraph in section.paragraphs)
    near = nearest(quote, text)
    hint = f"; nearest is “{near}”" if near else "; no words there are like it"
    raise EditionError(Problem("docs", 1, 1, f"not in the text: “{quote}”{hint}", "quote-missing"))


def places(quote: str, section: Section) -> list[Place]:
    """Where the words stand in a section: paragraph by index, and span."""
    texts = (plain(paragraph.source) for paragraph in section.paragraphs)
    return [(at, span) for at, text in enumerate(texts) for span in find(bare(quote), text)]


def address(quote: str, taken: Iterable[str]) -> str:
    """The address of a note: its first six words in plain letters, with a number where that is taken."""
    letters = "".join(letter for letter in unicodedata.normalize("NFKD", quote.lower()) if not unicodedata.combining(letter))
    slug = "-".join(re.findall(r"[a-z0-9]+", letters)[:6]) or "note"
    slug = f"{slug}-note" if RESERVED.match(slug) else slug
    used = set(taken)
    numbered = (f"{slug}-{number}" for number in range(2, len(used) + 3))
    return slug if slug not in used else next(made for made in numbered if made not in used)


def markdown(draft: Draft, id: str) -> str:
    """The note as it stands in its file."""
    classes = " ".join(
        filter(None, (f"#{id}", f".{draft.kind}", draft.verdict and f".{draft.verdict}", f"reviewed={draft.reviewed}"))
    )
    return f"### “{bare(draft.quote)}” {{ {classes} }}\n\n{draft.text.strip()}".rstrip() + "\n"


def inserted(edition: Edition, section: Section, draft: Draft) -> tuple[str, int]:
    """The section's text with the note in its place, and the line of its heading."""
    lines = section.source.rstrip("\n").split("\n")
    made = markdown(draft, address(bare(draft.quote), (note.id for _, note in edition.all_notes()))).rstrip("\n").split("\n")
    later = _first_after(section, draft.quote)
    at = later.line - 1 if later else len(lines)
    block = [*made, ""] if later else ["", *made]
    return "\n".join([*lines[:at], *block, *lines[at:]]) + "\n", at + (1 if later else 2)


def _first_after(section: Section, quote: str) -> Note | None:
    """The first note of a section on words that come later."""
    own = places(quote, section)[:1]
    for note in section.notes:
        other = places(note.quote, section)[:1]
        if own and other and (other[0][0], other[0][1].start) > (own[0][0], own[0][1].start):
            return note
    return None


def with_section(edition: Edition, path: str, text: str) -> Edition:
    """The edition as it would be with another text in one section file."""
    made = {
        folder: tuple(parse(text, path) if section.path == path else section for section in sections)
        for folder, sections in edition.sections.items()
    }
    return replace(edition, sections=made)
