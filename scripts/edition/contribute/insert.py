"""Put a new note into its section file: the order of the text decides where."""

import os
import shlex
import subprocess
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from edition.files.problem import EditionError, Problem
from edition.model.edition import Edition
from edition.model.markdown import plain
from edition.model.section import Note, Section, address, heading_line
from edition.model.standing import HEADING, Footing, anchored, footings, named_place, place_of
from edition.text.characters import strip_invisible
from edition.text.quotes import Hit, bare, find, nearest

MOST = 4  # places that a message names
# How editors are told the line, by the name of their program.
AT_LINE = {name: ["+{line}", "{path}"] for name in ("vi", "vim", "nvim", "nano", "emacs", "emacsclient", "micro", "joe", "ed")}
AT_LINE |= {name: ["--wait", "--goto", "{path}:{line}"] for name in ("code", "codium")} | {"hx": ["{path}:{line}"]}


@dataclass(frozen=True)
class Draft:
    """A note in the making: the words it is about, its kind or nothing, the day of its review, its text.

    at: which place is meant; within: the beginning of the name of its section file, where headings of several are the same; words:
    those of the restatement that it hangs on, where these do not quote the author.
    """

    quote: str
    kind: str
    reviewed: str
    text: str
    at: str = ""
    words: str = ""
    within: str = ""


def draft(edition: Edition, quote: str, kind: str, today: str, text: str, at: str = "", within: str = "") -> Draft:
    """Return a note on some words. Raises EditionError: quote-empty; place-unknown; kind-unknown, where there is no such kind."""
    known = [one.id for one in edition.register.kinds]
    if not bare(quote):
        message = "no words are quoted; say which words of the text the note is about"
        raise EditionError(Problem("docs", 1, 1, message, "quote-empty"))
    if kind and kind not in known:
        raise EditionError(Problem("data/kinds.yml", 1, 1, f"no kind “{kind}”; choose of {', '.join(known)}", "kind-unknown"))
    if at and not named_place(at):
        message = f"“{at}” names no place; say p4, p4:2 for the second there, 2 for the second of all, or heading"
        raise EditionError(Problem("docs", 1, 1, message, "place-unknown"))
    return Draft(bare(quote), kind, today, text, at=at, within=PurePosixPath(within).name)


def section_of(edition: Edition, quote: str, at: str = "", within: str = "") -> Section:
    """Return the section whose text holds the words. Raises EditionError: quote-missing, with the nearest; quote-ambiguous."""
    return _place(edition, quote, at, within).section


def placed(edition: Edition, draft: Draft) -> Draft:
    """Return a note with its place in full where the text has the words several times, and with none where once.

    Raises EditionError: quote-missing, quote-ambiguous.
    """
    section, _, hit = _place(edition, draft.quote, draft.at, draft.within)
    several = len(list(_everywhere(edition, draft.quote))) > 1 or draft.at.startswith(HEADING)
    return replace(draft, at=place_of(Note(draft.quote), hit, footings(edition, section)) if several else "")


class _Place(NamedTuple):
    section: Section
    footing: Footing
    hit: Hit


def _everywhere(edition: Edition, quote: str, at: str = "", within: str = "") -> Iterator[_Place]:
    for section in edition.all_sections():
        if PurePosixPath(section.path).name.startswith(within):
            yield from (_Place(section, *one) for one in places(edition, section, quote, at))


def _place(edition: Edition, quote: str, at: str, within: str = "") -> _Place:
    """The one place that words and what is said of their place mean; a bare number counts through the text."""
    counted = at.isdigit()
    found = list(_everywhere(edition, quote, "" if counted else at, within))
    found = found[int(at) - 1 : int(at)] if counted and int(at) else found
    if len(found) == 1:
        return found[0]
    if near := found or list(_everywhere(edition, quote)):
        every = list(dict.fromkeys(f"{footing.name} ({section.path})" for section, footing, _ in near))
        where = ", ".join(every[:MOST]) + (f" and {len(every) - MOST} paragraphs more" if len(every) > MOST else "")
        section, footing, hit = near[0]
        name = place_of(Note(bare(quote)), hit, footings(edition, section))
        if sum(one.footing.name == footing.name and one.section is not section for one in near):
            name += f" --in {PurePosixPath(section.path).stem}"
        message = f"found {len(near)} times, in {where}: “{quote}”; quote more words, or say which: --at {name}"
        if not found:
            message = f"not at {at}: “{quote}” stands in {where}; say --at {name}"
        raise EditionError(Problem(section.path, footing.line, 1, message, "quote-ambiguous"))
    words = [plain(paragraph.source) for section in edition.all_sections() for paragraph in section.paragraphs]
    if find(bare(quote), " ".join(words)):
        message = f"runs over the end of a paragraph: “{bare(quote)}”; quote words of one"
        raise EditionError(Problem("docs", 1, 1, message, "quote-missing"))
    like = nearest(quote, [*words, *(note.quote for _, note in edition.all_notes())])
    hint = f"; nearest is “{like}”" if like else "; no words there are like it"
    raise EditionError(Problem("docs", 1, 1, f"not in the text: “{quote}”{hint}", "quote-missing"))


def places(edition: Edition, section: Section, quote: str, at: str = "") -> list[tuple[Footing, Hit]]:
    """Return where words stand in a section, in order: in headings only where no paragraph has them, or at= says so."""
    found = footings(edition, section)
    [hits] = anchored([Note(bare(quote), at=at)], found)
    return [(found[where], (where, span)) for where, span in sorted(hits)]


def markdown(draft: Draft, id: str) -> str:
    """Return the note as it stands in its file."""
    classes = (draft.kind,) if draft.kind else ()
    quote = " ".join(strip_invisible(bare(draft.quote)).split())
    heading = heading_line(Note(quote, id, True, classes, words=draft.words, at=draft.at, reviewed=draft.reviewed))
    return f"{heading}\n\n{draft.text.strip()}".rstrip() + "\n"


def inserted(edition: Edition, section: Section, draft: Draft) -> tuple[str, int]:
    """Return the section's text with the note in its place, and the line of its heading."""
    return put(edition, section, draft, [note.id for _, note in edition.all_notes()])


def put(edition: Edition, section: Section, draft: Draft, taken: Iterable[str]) -> tuple[str, int]:
    """Return a section's text with a note in its place, and the line of its heading; taken: the addresses of other notes."""
    lines = section.source.rstrip("\n").split("\n")
    id = address(bare(draft.quote), taken)
    made = markdown(draft, f"on-{id}" if id[0].isdigit() else id).rstrip("\n").split("\n")  # as many tools want an id
    later = _first_after(edition, section, draft)
    at = later.line - 1 if later else len(lines)
    block = [*made, ""] if later else ["", *made]
    return "\n".join([*lines[:at], *block, *lines[at:]]) + "\n", at + (1 if later else 2)


def _first_after(edition: Edition, section: Section, draft: Draft) -> Note | None:
    """The first note of a section on words that come later."""
    footing = footings(edition, section)
    own, *others = anchored([Note(bare(draft.quote), words=draft.words, at=draft.at), *section.notes], footing)
    for note, hits in zip(section.notes, others, strict=True):
        if own and hits and (hits[0][0], hits[0][1].start) > (own[0][0], own[0][1].start):
            return note
    return None


def open_editor(path: Path, line: int) -> str:
    """Open the editor that $VISUAL or $EDITOR names at a line of a file; return why it was not opened, or nothing."""
    command = shlex.split(os.environ.get("VISUAL") or os.environ.get("EDITOR") or "")
    if not command:
        return "set EDITOR to have your editor opened there"
    arguments = AT_LINE.get(Path(command[0]).stem, ["{path}"])
    try:
        subprocess.run([*command, *(part.format(path=path, line=line) for part in arguments)], check=False)
    except OSError as error:
        return f"the editor {command[0]} cannot be started: {error.strerror}"
    return ""
