"""Keep what an import replaces: git does, or a file of our own; and the way back."""

import json
import subprocess
from collections.abc import Iterable, Mapping
from hashlib import sha256
from pathlib import Path

from edition.files.disk import read_text, shown, write_all
from edition.files.problem import EditionError, Problem

UNDO = ".edition-undo"


def unheld(paths: Iterable[Path], root: Path) -> list[Problem]:
    """Those of the files whose present text git does not hold; none where the folder is no git checkout."""
    names = [shown(path, root) for path in paths]
    if _git(root, "rev-parse", "--is-inside-work-tree").strip() != "true" or not names:
        return []
    tracked = set(_git(root, "ls-files", "-z", "--", *names).split("\0"))
    changed = {line[3:] for line in _git(root, "status", "--porcelain", "-z", "--no-renames", "--", *names).split("\0")}
    top = _git(root, "rev-parse", "--show-prefix").strip()
    found = []
    for name in names:
        if name not in tracked or f"{top}{name}" in changed:
            message = "has work that git does not hold, and the import would replace it; commit it first"
            found.append(Problem(name, 1, 1, message, "import-unheld"))
    return found


def _git(root: Path, *arguments: str) -> str:
    command = ["git", "-c", "core.quotePath=false", "-C", str(root), *arguments]
    try:
        return subprocess.run(command, capture_output=True, check=True, encoding="utf-8").stdout
    except (OSError, subprocess.CalledProcessError, UnicodeDecodeError):
        return ""


def replace(texts: Mapping[Path, str | bytes], root: Path) -> None:
    """Write files, and beside them what they replace, all at once. Errors: import-unheld; OSError, and nothing has changed."""
    problems = unheld(texts, root)
    if problems:
        raise EditionError(*problems)
    kept = {shown(path, root): {"before": read_text(path, root), "after": _hash(text)} for path, text in texts.items()}
    write_all({**texts, root / UNDO: json.dumps(kept, ensure_ascii=False)}, root)


def _hash(text: str | bytes) -> str:
    return sha256(text.encode() if isinstance(text, str) else text).hexdigest()


def undo(root: Path) -> list[Path]:
    """Bring back what the last import replaced. Errors: undo-nothing; undo-changed, where work has been done since."""
    path = root / UNDO
    if not path.is_file():
        raise EditionError(Problem(".", 1, 1, "no import to undo here", "undo-nothing"))
    try:
        kept = json.loads(path.read_text("utf-8"))
    except ValueError:
        raise EditionError(Problem(UNDO, 1, 1, "cannot be read; take the files back with git", "undo-nothing")) from None
    changed = [name for name, item in kept.items() if _hash((root / name).read_bytes()) != item["after"]]
    if changed:
        message = "has changed since the import; put that work elsewhere first, or take the file back with git"
        raise EditionError(*(Problem(name, 1, 1, message, "undo-changed") for name in changed))
    write_all({root / name: item["before"] for name, item in kept.items()}, root)
    path.unlink()
    return [root / name for name in kept]
