"""Problems: their one form in a terminal, for programs and for a forge."""

import json

from edition.files.problem import FORMATS, EditionError, Problem, condensed, errors

MISSING = Problem("docs/essay/01-lamp.md", 15, 6, "“50% of it,\nso” is not: there", "quote-missing")
LONG = Problem("docs/a,b:c.md", 2, 1, "is long", "note-length", warning=True)


def test_a_problem_is_a_line_with_its_place_first() -> None:
    assert str(LONG) == "docs/a,b:c.md:2:1: warning: is long [note-length]"
    assert FORMATS["text"]([LONG, LONG]) == f"{LONG}\n{LONG}\n"


def test_only_errors_fail_a_run_and_stand_in_order_of_place() -> None:
    one, other = (Problem("a.md", line, 1, "is wrong", "rule") for line in (2, 10))
    assert errors([other, LONG, one]) == [one, other]


def test_programs_get_the_fields() -> None:
    assert json.loads(FORMATS["json"]([MISSING, LONG])) == [
        {
            "path": "docs/essay/01-lamp.md",
            "line": 15,
            "column": 6,
            "message": "“50% of it,\nso” is not: there",
            "rule": "quote-missing",
            "warning": False,
        },
        {"path": "docs/a,b:c.md", "line": 2, "column": 1, "message": "is long", "rule": "note-length", "warning": True},
    ]
    assert json.loads(FORMATS["json"]([])) == []


def test_a_forge_gets_commands_whose_signs_are_escaped() -> None:
    assert FORMATS["github"]([MISSING, LONG]) == (
        "::error file=docs/essay/01-lamp.md,line=15,col=6,title=quote-missing::“50%25 of it,%0Aso” is not: there\n"
        "::warning file=docs/a%2Cb%3Ac.md,line=2,col=1,title=note-length::is long\n"
    )


def test_an_error_says_every_problem() -> None:
    assert str(EditionError(MISSING, LONG)) == f"{MISSING}\n{LONG}"


def test_more_than_twenty_warnings_of_a_rule_are_one_line_with_their_number() -> None:
    many = [Problem("docs/a.md", line, 1, f"is long in {line}", "note-length", warning=True) for line in range(1, 22)]
    few = [Problem("docs/a.md", line, 1, "is odd", "odd", warning=True) for line in range(1, 21)]
    wrong = [Problem("docs/a.md", line, 1, "is wrong", "wrong") for line in range(1, 30)]
    made = condensed([*many, *few, *wrong])
    assert [problem for problem in made if problem.rule != "note-length"] == sorted([*few, *wrong])
    assert [problem for problem in made if problem.rule == "note-length"] == [
        Problem(
            "docs/a.md", 1, 1, "is long in 1; and 20 more such warnings, which `edition check --all` shows", "note-length", True
        )
    ]
