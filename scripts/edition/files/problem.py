"""What is wrong, where, and what to do about it: the one form in which every command reports."""

import json
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from io import TextIOWrapper
from typing import TextIO

CONTROL = re.compile(r"[\x00-\x1f\x7f\x85\u2028\u2029]")  # what would end a line, or do something to a terminal
MOST = 20  # warnings of one rule that are shown one by one


@dataclass(frozen=True, order=True)
class Problem:
    """One finding; line and column count from 1, in characters. A warning does not fail a run."""

    path: str
    line: int
    column: int
    message: str
    rule: str
    warning: bool = False

    def __str__(self) -> str:
        word = "warning: " if self.warning else ""
        return CONTROL.sub(_escaped, f"{self.path}:{self.line}:{self.column}: {word}{self.message} [{self.rule}]")


def _escaped(sign: re.Match[str]) -> str:
    return sign.group().encode("unicode_escape").decode()


class EditionError(Exception):
    """A user's mistake: one problem or more, to be shown without a traceback."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__("\n".join(map(str, problems)))
        self.problems = problems


def errors(problems: Iterable[Problem]) -> list[Problem]:
    """The problems that fail a run, in order of place."""
    return sorted(problem for problem in problems if not problem.warning)


def condensed(problems: Iterable[Problem], most: int = MOST) -> list[Problem]:
    """Return problems with more warnings of a rule than some as one, at the place of the first, with their number."""
    listed = sorted(problems)
    counts = Counter(problem.rule for problem in listed if problem.warning)
    told: set[str] = set()
    made = []
    for problem in listed:
        if not problem.warning or counts[problem.rule] <= most:
            made.append(problem)
        elif problem.rule not in told:
            told.add(problem.rule)
            others = f"{problem.message}; and {counts[problem.rule] - 1} more such warnings, which `edition check --all` shows"
            made.append(replace(problem, message=others))
    return made


def as_text(problems: Iterable[Problem]) -> str:
    """One line a problem."""
    return "".join(f"{problem}\n" for problem in problems)


def as_json(problems: Iterable[Problem]) -> str:
    """A JSON array of objects with the fields of Problem."""
    return json.dumps([asdict(problem) for problem in problems], ensure_ascii=False, indent=1) + "\n"


def as_github(problems: Iterable[Problem]) -> str:
    """Workflow commands, which the forge shows on the lines of a pull request."""
    return "".join(map(_command, problems))


def _command(problem: Problem) -> str:
    level = "warning" if problem.warning else "error"
    place = f"file={_property(problem.path)},line={problem.line},col={problem.column}"
    return f"::{level} {place},title={_property(problem.rule)}::{_escape(problem.message)}\n"


def _escape(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _escape(text).replace(":", "%3A").replace(",", "%2C")


FORMATS = {"text": as_text, "github": as_github, "json": as_json}


def show_all_signs(stream: TextIO) -> None:
    """Let a stream of an older encoding, such as a console's, show the signs that it has not as escapes."""
    if isinstance(stream, TextIOWrapper):
        stream.reconfigure(errors="backslashreplace")
