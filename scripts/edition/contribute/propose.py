"""A note proposed in an issue: read from the form's text, which anybody may have written, judged, and put in its place."""

import json
import re
from dataclasses import dataclass
from pathlib import Path

from edition.check import rules as check
from edition.contribute.insert import Draft, inserted, places, with_section
from edition.files.problem import EditionError, Problem
from edition.model.edition import Edition
from edition.model.section import KINDS, VERDICTS, parse

LONGEST = 65_536  # characters: no forge takes more in an issue
# The labels of the issue form (.github/ISSUE_TEMPLATE/note.yml), in its order.
FIELDS = {
    "section": "Section file",
    "quote": "The author’s words",
    "kind": "Kind",
    "verdict": "Verdict",
    "text": "The note",
    "fresh": "New sources",
}
NOTHING = "_No response_"


@dataclass(frozen=True)
class Proposal:
    """What an issue proposes: the section file as it would be, and words for a pull request."""

    path: str
    text: str
    title: str
    summary: str


def issue_body(path: Path) -> str:
    """The text of an issue from a file: Markdown, or the JSON of the forge's event. Error: issue."""
    try:
        text = path.read_text("utf-8")
        if path.suffix == ".json" or text.startswith("{"):
            text = json.loads(text)["issue"]["body"] or ""
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise EditionError(Problem(path.name, 1, 1, f"no issue can be read here: {error}", "issue")) from None
    if len(text) > LONGEST:
        raise EditionError(Problem("issue", 1, 1, f"longer than {LONGEST:,} characters", "issue"))
    return str(text).replace("\r\n", "\n").replace("\r", "\n")


def fields(body: str) -> dict[str, str]:
    """The fields of the form by their names. Error: issue, where one is missing or stands twice."""
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
    """What an issue proposes. Errors: issue; every problem that the note would bring with it, at its place in the file."""
    given = fields(body)
    section = next((section for section in edition.all_sections() if section.path == given["section"]), None)
    if section is None:
        raise EditionError(_wrong("no section file of this edition is named in Section file; choose one of docs/"))
    if given["kind"] not in KINDS or given["verdict"] not in {*VERDICTS, "none", ""}:
        raise EditionError(_wrong(f"Kind is one of {', '.join(KINDS)}, Verdict one of {', '.join(VERDICTS)} or none"))
    if "\n" in given["quote"] or not places(given["quote"], section):
        raise EditionError(_wrong("the words quoted are not in that section", "quote-missing"))
    verdict = "" if given["verdict"] == "none" else given["verdict"]
    draft = Draft(given["quote"], given["kind"], verdict, today, given["text"])
    text, line = inserted(edition, section, draft)
    made = parse(text, section.path)
    if len(made.notes) != len(section.notes) + 1 or made.paragraphs != section.paragraphs:
        raise EditionError(_wrong("the text of the note is not one note: it holds headings or paragraph ids; leave them out"))
    problems = news(edition, with_section(edition, section.path, text))
    if problems:
        raise EditionError(*problems)
    words = f"A note on “{draft.quote}” in {section.path}, line {line}: {KINDS[draft.kind].lower()}"
    return Proposal(section.path, text, f"Note: on “{draft.quote}”", f"{words}.\n\n{_quoted(given['fresh'])}")


def _wrong(message: str, rule: str = "issue") -> Problem:
    return Problem("issue", 1, 1, message, rule)


def news(before: Edition, after: Edition) -> list[Problem]:
    """The errors that an edition has and did not have before, wherever they have moved."""
    old = {(problem.path, problem.message, problem.rule) for problem in check.check(before)}
    return [
        problem
        for problem in check.check(after)
        if not problem.warning and (problem.path, problem.message, problem.rule) not in old
    ]


def _quoted(words: str) -> str:
    """Somebody's words as a block of code, in which nothing is markup."""
    return "New sources, as the proposal names them:\n\n" + "\n".join(f"    {line}" for line in words.split("\n")) if words else ""
