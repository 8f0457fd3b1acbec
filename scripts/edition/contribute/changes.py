"""What a change of the files means for the reader, in words: notes added, changed, removed; sources, actors, pages, code."""

import io
import subprocess
import tarfile
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path

from edition.files.problem import EditionError, Problem
from edition.model.edition import Edition, load_edition
from edition.model.section import Note, Section

# What nobody should change together with a note.
CODE = (
    "scripts/",
    "overrides/",
    "tests/",
    ".github/",
    ".ci/",
    "mkdocs.yml",
    "Makefile",
    "pyproject.toml",
    "requirements.lock",
)
MOST = 100  # lines under one heading
Found = Mapping[str, tuple[Section, Note]]


def changes(root: Path, revision: str) -> str:
    """Return a summary in Markdown of what changed since a revision. Raises EditionError: git."""
    with tempfile.TemporaryDirectory() as folder:
        _extract(root, revision, Path(folder))
        before, after = _loaded(Path(folder)), load_edition(root)
        parts = [*_notes(before, after), *_records(before, after), *_code(root, revision)]
    return "\n\n".join(["## What changes for the reader", *(parts or ["Nothing that the reader sees."])]) + "\n"


def _git(root: Path, *arguments: str) -> bytes:
    try:
        return subprocess.run(["git", "-C", str(root), *arguments], capture_output=True, check=True).stdout
    except FileNotFoundError:
        raise EditionError(Problem(".", 1, 1, "git is not there, which alone can tell what changed; install it", "git")) from None
    except (OSError, subprocess.CalledProcessError) as error:
        words = getattr(error, "stderr", b"").decode("utf-8", "replace").strip().split("\n")[0]
        raise EditionError(Problem(".", 1, 1, f"git cannot tell what changed: {words or error}", "git")) from None


def _extract(root: Path, revision: str, folder: Path) -> None:
    """The content of a revision, in another folder."""
    commit = _git(root, "rev-parse", "--verify", "--end-of-options", f"{revision}^{{commit}}").decode().strip()
    data = _git(root, "archive", "--format=tar", commit, "docs", "data")
    with tarfile.open(fileobj=io.BytesIO(data)) as archive:
        archive.extraction_filter = getattr(tarfile, "data_filter", None)  # which Python 3.11.3 does not have yet
        archive.extractall(folder, members=[member for member in archive if not member.issym()])


def _loaded(folder: Path) -> Edition | None:
    try:
        return load_edition(folder)
    except EditionError:
        return None


def _by_id(edition: Edition | None) -> Found:
    return {note.id: (section, note) for section, note in edition.all_notes()} if edition else {}


def _notes(before: Edition | None, after: Edition) -> Iterable[str]:
    old, new = _by_id(before), _by_id(after)
    groups = {
        "Notes added": [new[id] for id in new if id not in old],
        "Notes changed": [new[id] for id in new if id in old and _differs(old[id][1], new[id][1])],
        "Notes removed": [old[id] for id in old if id not in new],
    }
    return (_group(title, [_told(*item) for item in found]) for title, found in groups.items() if found)


def _differs(one: Note, other: Note) -> bool:
    return (one.quote, one.anchor, one.classes, one.hedged, one.body) != (
        other.quote,
        other.anchor,
        other.classes,
        other.hedged,
        other.body,
    )


def _told(section: Section, note: Note) -> str:
    kind = f"{_code_span(note.kind)}, " if note.kind else ""
    return f"{_code_span(f'“{note.quote}”')} in {_code_span(section.path)}: {kind}{len(note.body.split())} words"


def _records(before: Edition | None, after: Edition) -> Iterable[str]:
    old = {source.id for source in before.register.sources} if before else set()
    new = {source.id: source for source in after.register.sources}
    named = set(before.register.entries) if before else set()
    groups = {
        "Sources added": [f"{_code_span(id)}: {_code_span(source.title)}" for id, source in new.items() if id not in old],
        "Sources removed": [_code_span(id) for id in sorted(old - set(new))],
        "Actors and terms added": [_code_span(entry.name) for key, entry in after.register.entries.items() if key not in named],
        "Actors and terms removed": [_code_span(key) for key in sorted(named - set(after.register.entries))],
    }
    return (_group(title, found) for title, found in groups.items() if found)


def _code(root: Path, revision: str) -> Iterable[str]:
    names = _git(root, "diff", "--name-only", "-z", revision, "--", *CODE).decode("utf-8", "replace").split("\0")
    found = [_code_span(name) for name in names if name]
    if found:
        yield _group("Not content: read these line by line before anything is merged", found)


def _group(title: str, lines: list[str]) -> str:
    rest = [f"- and {len(lines) - MOST} more"] if len(lines) > MOST else []
    return "\n".join([f"### {title} ({len(lines)})", "", *(f"- {line}" for line in lines[:MOST]), *rest])


def _code_span(words: str) -> str:
    """Somebody's words, in which nothing is markup."""
    return f"`{' '.join(words.replace('`', '’').split())[:200]}`"
