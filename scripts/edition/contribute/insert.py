"""Put a new note into its section file: the order of the text decides where."""

import os
import shlex
import subprocess
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from edition.files.problem import EditionError, Problem
from edition.model.edition import Edition
from edition.model.markdown import plain
from edition.model.section import Note, Section, address, heading_line
from edition.text.characters import strip_invisible
from edition.text.quotes import Hit, bare, find, nearest

MOST = 4  # places that a message names
# How editors are told the line, by the name of their program.
AT_LINE = {name: ["+{line}", "{path}"] for name in ("vi", "vim", "nvim", "nano", "emacs", "emacsclient", "micro", "joe", "ed")}
AT_LINE |= {name: ["--wait", "--goto", "{path}:{line}"] for name in ("code", "codium")} | {"hx": ["{path}:{line}"]}


@dataclass(frozen=True)
class Draft:
    """A note in the making: the words it is about, its kind or nothing, the day of its review, its text.

    words: those of the restatement that it hangs on, where these do not quote the author.
    """

    quote: str
    kind: str
    reviewed: str
    text: str
    words: str = ""


def draft(edition: Edition, quote: str, kind: str, today: str, text: str) -> Draft:
    """Return a note on some words. Raises EditionError: quote-empty; kind-unknown, where the edition has no such kind."""
    known = [one.id for one in edition.register.kinds]
    if not bare(quote):
        message = "no words are quoted; say which words of the text the note is about"
        raise EditionError(Problem("docs", 1, 1, message, "quote-empty"))
    if kind and kind not in known:
        raise EditionError(Problem("data/kinds.yml", 1, 1, f"no kind “{kind}”; choose of {', '.join(known)}", "kind-unknown"))
    return Draft(quote, kind, today, text)


def section_of(edition: Edition, quote: str) -> Section:
    """Return the section whose text holds the words. Raises EditionError: quote-missing, with the nearest; quote-ambiguous."""
    found = [(section, at) for section in edition.all_sections() for at, _ in places(quote, section)]
    if len(found) == 1:
        return found[0][0]
    if found:
        every = list(dict.fromkeys(f"{section.paragraphs[at].id} ({section.path})" for section, at in found))
        where = ", ".join(every[:MOST]) + (f" and {len(every) - MOST} paragraphs more" if len(every) > MOST else "")
        message = f"found {len(found)} times, in {where}: “{quote}”; quote more words"
        raise EditionError(Problem(found[0][0].path, found[0][0].paragraphs[found[0][1]].line, 1, message, "quote-ambiguous"))
    words = [plain(paragraph.source) for section in edition.all_sections() for paragraph in section.paragraphs]
    near = nearest(quote, "\n".join([*words, *(note.quote for _, note in edition.all_notes())]))
    hint = f"; nearest is “{near}”" if near else "; no words there are like it"
    raise EditionError(Problem("docs", 1, 1, f"not in the text: “{quote}”{hint}", "quote-missing"))


def places(quote: str, section: Section) -> list[Hit]:
    """Return where the words stand in a section."""
    texts = (plain(paragraph.source) for paragraph in section.paragraphs)
    return [(at, span) for at, text in enumerate(texts) for span in find(bare(quote), text)]


def markdown(draft: Draft, id: str) -> str:
    """Return the note as it stands in its file."""
    classes = (draft.kind,) if draft.kind else ()
    heading = heading_line(Note(strip_invisible(bare(draft.quote)), id, True, classes, draft.words, reviewed=draft.reviewed))
    return f"{heading}\n\n{draft.text.strip()}".rstrip() + "\n"


def inserted(edition: Edition, section: Section, draft: Draft) -> tuple[str, int]:
    """Return the section's text with the note in its place, and the line of its heading."""
    return put(section, draft, [note.id for _, note in edition.all_notes()])


def put(section: Section, draft: Draft, taken: Iterable[str]) -> tuple[str, int]:
    """Return a section's text with a note in its place, and the line of its heading; taken: the addresses of other notes."""
    lines = section.source.rstrip("\n").split("\n")
    made = markdown(draft, address(bare(draft.quote), taken)).rstrip("\n").split("\n")
    later = _first_after(section, draft)
    at = later.line - 1 if later else len(lines)
    block = [*made, ""] if later else ["", *made]
    return "\n".join([*lines[:at], *block, *lines[at:]]) + "\n", at + (1 if later else 2)


def _first_after(section: Section, draft: Draft) -> Note | None:
    """The first note of a section on words that come later."""
    own = (places(draft.words, section) or places(draft.quote, section))[:1]
    for note in section.notes:
        other = (places(note.words, section) or places(note.quote, section))[:1]
        if own and other and (other[0][0], other[0][1].start) > (own[0][0], own[0][1].start):
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
