"""Say what of this essay's content looks odd, as warnings: python -m tests.content --format github. It never fails."""

import argparse
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType

from edition.files.problem import FORMATS, EditionError, Problem
from edition.model.edition import Edition, load_edition
from tests.conftest import ROOT
from tests.content import card, claims, essay, measures, readers
from tests.content.remarks import remark

REPORTS = (measures, claims, essay, card)


def told(report: ModuleType, edition: Edition) -> Iterator[Problem]:
    """Yield what a report says; where it cannot go on it says why."""
    remarks: Callable[[Edition], Iterator[Problem]] = report.remarks
    try:
        yield from remarks(edition)
    except Exception as error:  # whatever the content is, nobody waits for a report
        name = report.__name__.replace(".", "/") + ".py"
        yield remark(name, f"cannot go on: {type(error).__name__}: {str(error).splitlines()[0]}", "report")


def main() -> None:
    """Print every remark in order of place."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--format", choices=list(FORMATS), default="text", help="how remarks are printed")
    parser.add_argument("--root", type=Path, default=ROOT, help="the edition's folder")
    parser.add_argument("--browser", action=argparse.BooleanOptionalAction, default=True, help="whether to read as a reader does")
    given = parser.parse_args()
    form = FORMATS[given.format]
    try:
        edition = load_edition(given.root)
    except EditionError as error:
        print(form(error.problems), end="")
        return
    reports = [*REPORTS, readers] if given.browser else REPORTS
    found = sorted(problem for report in reports for problem in told(report, edition))
    print(form(found), end="")
    if given.format == "text":
        print(f"{len(found) or 'no'} remarks on the content, none of which keeps anything from being published")


if __name__ == "__main__":
    main()
