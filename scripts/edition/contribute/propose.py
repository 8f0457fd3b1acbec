"""A note proposed in an issue: read from the form's text, which anybody may have written, judged, and put in its place."""

import json
import re
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from edition.check.notes import CITES
from edition.check.rules import check
from edition.contribute.insert import Draft, inserted, places
from edition.files.problem import EditionError, Problem
from edition.model.edition import Edition, Register
from edition.model.kinds import Kind
from edition.model.section import parse

LONGEST = 65_536  # characters: no forge takes more in an issue
# The labels of the issue form (.github/ISSUE_TEMPLATE/note.yml), in its order.
FIELDS = {
    "section": "Section file",
    "quote": "The author’s words",
    "note": "The note",
    "source": "Where that can be looked up",
    "kind": "Kind",
}
ADDRESS = re.compile(r"https?://\S+")
NOTHING = "_No response_"


@dataclass(frozen=True)
class Proposal:
    """What an issue proposes: the section file as it would be, and words for a pull request."""

    path: str
    text: str
    title: str
    summary: str


def issue_body(path: Path) -> str:
    """Return the text of an issue from a file: Markdown, or the JSON of the forge's event. Raises EditionError: issue."""
    try:
        text = path.read_text("utf-8-sig")
        if path.suffix == ".json" or text.startswith("{"):
            text = json.loads(text)["issue"]["body"] or ""
    except OSError as error:
        raise EditionError(Problem(path.name, 1, 1, f"cannot be read: {error.strerror}; name another file", "issue")) from None
    except UnicodeDecodeError:
        raise EditionError(Problem(path.name, 1, 1, "is not UTF-8; save the file as UTF-8", "issue")) from None
    except json.JSONDecodeError as error:
        message = f"is no JSON ({error.msg}); name another file"
        raise EditionError(Problem(path.name, error.lineno, error.colno, message, "issue")) from None
    except (KeyError, TypeError):
        message = "holds no issue with a text; give the JSON of a forge’s event, or the issue’s text itself"
        raise EditionError(Problem(path.name, 1, 1, message, "issue")) from None
    if len(text) > LONGEST:
        raise EditionError(Problem("issue", 1, 1, f"longer than {LONGEST:,} characters", "issue"))
    return str(text).replace("\r\n", "\n").replace("\r", "\n")


def fields(body: str) -> dict[str, str]:
    """Return the fields of the form by their names. Raises EditionError: issue, where one is missing or stands twice."""
    names = {label: name for name, label in FIELDS.items()}
    labels = "|".join(re.escape(label) for label in names)
    _, *parts = re.split(rf"^### ({labels})[ \t]*$", body, flags=re.MULTILINE)
    found = [names[label] for label in parts[::2]]
    if found != list(FIELDS):
        message = f"this is not the form for a note: expected the headings {', '.join(FIELDS.values())}, once and in this order"
        raise EditionError(Problem("issue", 1, 1, message, "issue"))
    values = (value.strip() for value in parts[1::2])
    return {name: "" if value == NOTHING else value for name, value in zip(found, values, strict=True)}


def proposal(edition: Edition, body: str, today: str) -> Proposal:
    """Return what an issue proposes. Raises EditionError: issue, and every error that the note would bring, at its place."""
    given = fields(body)
    section = next((section for section in edition.all_sections() if section.path == given["section"]), None)
    if section is None:
        raise EditionError(_wrong("no section file of this edition is named in Section file; choose one of docs/"))
    kinds = kinds_by_name(edition.register)
    asked = given["kind"].strip().strip(".").casefold()
    if asked and asked not in kinds:
        raise EditionError(_wrong(f"Kind is empty, or one of {', '.join(kind.label for kind in edition.register.kinds)}"))
    if "\n" in given["quote"] or not places(edition, section, given["quote"]):
        raise EditionError(_wrong("the words quoted are not in that section", "quote-missing"))
    kind = kinds.get(asked, edition.register.plain_kind)
    draft = Draft(given["quote"], kind.id, today, sourced(given["note"], given["source"]))
    text, line = inserted(edition, section, draft)
    made = parse(text, section.path)
    if len(made.notes) != len(section.notes) + 1 or made.paragraphs != section.paragraphs:
        raise EditionError(_wrong("the text of the note is not one note: it holds headings or paragraph ids; leave them out"))
    problems = news(edition, edition.with_section(section.path, text))
    if problems:
        raise EditionError(*problems)
    words = f"A note on “{draft.quote}” in {section.path}, line {line}: {kind.label}"
    return Proposal(section.path, text, f"Note: on “{draft.quote}”", f"{words}.\n\n{_quoted(given['source'])}")


def kinds_by_name(register: Register) -> dict[str, Kind]:
    """Return the kinds of note by their ids and by their labels, in small letters."""
    return {name: kind for kind in register.kinds for name in (kind.id, kind.label.casefold())}


def sourced(note: str, source: str) -> str:
    """Return a note that cites something: where it does not by itself, the first address that is given for it."""
    address = ADDRESS.search(source)
    return note if CITES.search(note) or not address else f"{note.rstrip()} {address.group()}"


def _wrong(message: str, rule: str = "issue") -> Problem:
    return Problem("issue", 1, 1, message, rule)


def news(before: Edition, after: Edition, line: int = 0, strict: Collection[str] = ()) -> list[Problem]:
    """Return the errors that an edition has and did not have before, wherever they have moved.

    With them come the warnings on a line, and those of strict rules.
    """
    old = {(problem.path, problem.message, problem.rule) for problem in check(before)}
    new = [problem for problem in check(after) if (problem.path, problem.message, problem.rule) not in old]
    return [problem for problem in new if not problem.warning or problem.line == line or problem.rule in strict]


def _quoted(words: str) -> str:
    """Somebody's words as a block of code, in which nothing is markup."""
    return (
        "Where that can be looked up, as the proposal says:\n\n" + "\n".join(f"    {line}" for line in words.split("\n"))
        if words
        else ""
    )
