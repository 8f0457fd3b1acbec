"""Each case file says what `check` finds in the small edition once the case's files have replaced its own.

A case is a text: lines `expect: path:line:column rule` (or `expect: nothing`), then for each file a line `== path` and its content.
"""

import re
from pathlib import Path

import pytest

from edition.check import rules as check
from edition.model.edition import load
from tests.attacks import ATTACKS

SAFETY = {"edition.check.content", "edition.check.data", "edition.check.files"}
CASES = sorted((Path(__file__).parent / "cases").glob("*.txt"))


def read(case: Path) -> tuple[list[str], dict[str, str]]:
    head, *files = re.split(r"^== (\S+)\n", case.read_text("utf-8"), flags=re.MULTILINE)
    expected = re.findall(r"^expect: (.+)$", head, flags=re.MULTILINE)
    assert expected, f"{case.name} expects nothing, and does not say so"
    return ([] if expected == ["nothing"] else expected), dict(zip(files[::2], files[1::2], strict=True))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_case(case: Path, base: Path) -> None:
    expected, files = read(case)
    for name, content in files.items():
        path = base / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, "utf-8")
    found = [f"{problem.path}:{problem.line}:{problem.column} {problem.rule}" for problem in check.check(load(base))]
    assert sorted(found) == sorted(expected)


def test_every_rule_has_a_good_and_a_bad_case() -> None:
    rules = {check.name(rule) for rule in check.RULES}
    # What content may not carry has its bad cases in hostile/, and every good case here for a good one.
    safety = {check.name(rule) for rule in check.RULES if rule.__module__ in SAFETY}
    bad = {line.split()[-1] for case in CASES for line in read(case)[0]} | {attack.rule for attack in ATTACKS}
    good = {case.stem.removesuffix("-good") for case in CASES if not read(case)[0]} | safety
    assert rules <= bad, f"no bad case for {sorted(rules - bad)}"
    assert rules <= good, f"no good case for {sorted(rules - good)}"
