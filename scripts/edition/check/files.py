"""Rules on files: where they stand, what they are called, that they can be read."""

from collections.abc import Iterator

from edition.check.finding import Finding
from edition.check.registry import rule
from edition.check.survey import Survey
from edition.files.disk import read_text, shown
from edition.files.problem import EditionError


def _strays(survey: Survey, rule: str) -> Iterator[Finding]:
    for stray in survey.strays:
        if stray.rule == rule:
            yield Finding(stray.path, 1, 1, stray.message)


@rule
def file_kind(survey: Survey) -> Iterator[Finding]:
    """docs/ and data/ hold Markdown, pictures and YAML; nothing that acts by itself."""
    return _strays(survey, "file-kind")


@rule
def file_link(survey: Survey) -> Iterator[Finding]:
    """No file is a link to another place."""
    return _strays(survey, "file-link")


@rule
def file_name(survey: Survey) -> Iterator[Finding]:
    """A file’s name is one that every system can write, and no other’s in capitals."""
    return _strays(survey, "file-name")


@rule
def file_unreadable(survey: Survey) -> Iterator[Finding]:
    """Every page can be read, in UTF-8."""
    for path in sorted((survey.edition.root / "docs").glob("*.md")):
        try:
            if not path.is_symlink():
                read_text(path, survey.edition.root)
        except EditionError as error:
            for problem in error.problems:
                yield Finding(shown(path, survey.edition.root), problem.line, problem.column, problem.message)
