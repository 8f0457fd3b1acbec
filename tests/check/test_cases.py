"""Each case file says what `check` finds in the small edition once the case's files have replaced its own.

A case is a text: a line `# what it shows`, lines `expect: path:line:column rule` (`expect: warning path:line:column rule` for one
that only warns, `expect: nothing` for a good case), lines `says: words of a message`, then for each file a line `== path` and its
content.
"""

import re
from pathlib import Path
from typing import NamedTuple

import pytest

from edition.check import rules
from edition.check.registry import RULES
from edition.files.problem import Problem
from edition.model.edition import load_edition
from tests.attacks import ATTACKS

CASES = sorted((Path(__file__).parents[1] / "cases").glob("*.txt"))


class Case(NamedTuple):
    """What a case file says."""

    expected: list[str]
    says: list[str]
    files: dict[str, str]


def read(path: Path) -> Case:
    head, *files = re.split(r"^== (\S+)\n", path.read_text("utf-8"), flags=re.MULTILINE)
    what, *lines = head.splitlines()
    given = [line.partition(": ")[::2] for line in lines]
    assert what.startswith("# ") and {word for word, _ in given} <= {"expect", "says"}, f"{path.name}: its head cannot be read"
    expected = [rest for word, rest in given if word == "expect"]
    assert expected, f"{path.name} expects nothing, and does not say so"
    says = [rest for word, rest in given if word == "says"]
    return Case([] if expected == ["nothing"] else expected, says, dict(zip(files[::2], files[1::2], strict=True)))


def found(problem: Problem) -> str:
    return f"{'warning ' * problem.warning}{problem.path}:{problem.line}:{problem.column} {problem.rule}"


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_case(path: Path, base: Path) -> None:
    case = read(path)
    for name, content in case.files.items():
        target = base / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(content, "utf-8")
    problems = rules.check(load_edition(base))
    assert sorted(map(found, problems)) == sorted(case.expected)
    for words in case.says:
        assert any(words in problem.message for problem in problems), (words, [problem.message for problem in problems])


def test_every_rule_has_a_good_and_a_bad_case() -> None:
    cases = {path: read(path) for path in CASES}
    bad = {line.split()[-1] for case in cases.values() for line in case.expected} | {attack.rule for attack in ATTACKS}
    good = {path.stem.removesuffix("-good") for path, case in cases.items() if not case.expected}
    assert {*RULES, *rules.READING} <= bad
    assert RULES.keys() <= good


def test_every_bad_case_is_of_a_rule_that_there_is() -> None:
    for path in CASES:
        told = {line.split()[-1]: line.startswith("warning ") for line in read(path).expected}
        assert told == {rule: rule in RULES and RULES[rule].warning for rule in told if rule in RULES or rule in rules.READING}, (
            path
        )
