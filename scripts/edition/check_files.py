"""Rules on files: where they stand, what they are called, that they can be read."""

import re
from collections.abc import Iterator
from pathlib import Path

from edition.content import Stray, strays
from edition.edition import Edition
from edition.files import read_text, shown
from edition.finding import Finding, once
from edition.problem import EditionError

NAMED = re.compile(r"[\w-]+\.(?:js|css)\b")
QUOTED = re.compile(r'"([a-z-]+)"')


def idle(root: Path) -> list[str]:
    """The scripts and styles of docs/assets/ that nothing leads to: no setting, no template, no script that is itself in use."""
    found = (path for path in sorted((root / "docs/assets").glob("*.*")) if path.suffix in (".js", ".css"))
    unused = {path.name: path for path in found if path.is_file() and not path.is_symlink()}
    waiting = [root / "mkdocs.yml", *(root / "overrides").rglob("*.html"), *Path(__file__).parent.glob("*.py")]
    for path in waiting if unused else ():
        text = path.read_text("utf-8", "replace") if path.is_file() else ""
        named = set(NAMED.findall(text)) | {f"{stem}.js" for stem in (QUOTED.findall(text) if path.suffix == ".py" else ())}
        waiting += [unused.pop(name) for name in sorted(named & unused.keys())]
    return [f"docs/assets/{name}" for name in unused]


@once
def _all_strays(edition: Edition) -> Iterator[Stray]:
    return strays(edition.root, frozenset(text.folder for text in edition.register.texts))


def _strays(edition: Edition, rule: str) -> Iterator[Finding]:
    for stray in _all_strays(edition):
        if stray.rule == rule:
            yield Finding(stray.path, 1, 1, stray.message)


def file_kind(edition: Edition) -> Iterator[Finding]:
    """docs/ and data/ hold Markdown, pictures, the edition’s own scripts and styles, and YAML; nothing that acts by itself."""
    yield from _strays(edition, "file-kind")
    for path in idle(edition.root):
        yield Finding(path, 1, 1, "no page uses this script or style; remove it, or name it in mkdocs.yml")


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
