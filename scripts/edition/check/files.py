"""Rules on files: where they stand, what they are called, that they can be read."""

from collections.abc import Iterator

from edition.check.finding import Finding, once
from edition.files.disk import read_text, shown
from edition.files.folder_rules import Stray, strays
from edition.files.problem import EditionError
from edition.model.edition import Edition


@once
def _all_strays(edition: Edition) -> Iterator[Stray]:
    return strays(edition.root, frozenset(text.folder for text in edition.register.texts))


def _strays(edition: Edition, rule: str) -> Iterator[Finding]:
    for stray in _all_strays(edition):
        if stray.rule == rule:
            yield Finding(stray.path, 1, 1, stray.message)


def file_kind(edition: Edition) -> Iterator[Finding]:
    """docs/ and data/ hold Markdown, pictures, the edition’s own scripts and styles, and YAML; nothing that acts by itself."""
    return _strays(edition, "file-kind")


def file_link(edition: Edition) -> Iterator[Finding]:
    """No file is a link to another place."""
    return _strays(edition, "file-link")


def file_name(edition: Edition) -> Iterator[Finding]:
    """A file’s name is one that every system can write, and no other’s in capitals."""
    return _strays(edition, "file-name")


def file_unreadable(edition: Edition) -> Iterator[Finding]:
    """Every page can be read, in UTF-8."""
    for path in sorted((edition.root / "docs").glob("*.md")):
        try:
            if not path.is_symlink():
                read_text(path, edition.root)
        except EditionError as error:
            for problem in error.problems:
                yield Finding(shown(path, edition.root), problem.line, problem.column, problem.message)
