"""Read text files strictly; write them whole or not at all, several as one."""

import json
import os
import stat
from collections.abc import Iterable, Mapping
from pathlib import Path

from edition.files.folder_rules import leaves
from edition.files.locking import locked
from edition.files.problem import EditionError, Problem

JOURNAL = ".edition-journal"


def read_text(path: Path, root: Path) -> str:
    """The text of a UTF-8 file with line breaks as one character.

    Errors: encoding (not UTF-8, or a byte-order mark), missing, unreadable, file-link (it leads out of the edition).
    """
    name = shown(path, root)
    if path.is_relative_to(root) and path.is_symlink() and leaves(root, path):
        raise EditionError(Problem(name, 1, 1, "is a link that leads out of the edition; put the file itself here", "file-link"))
    try:
        data = path.read_bytes()
        text = data.decode("utf-8")
    except FileNotFoundError:
        raise EditionError(Problem(name, 1, 1, "no such file", "missing")) from None
    except OSError as error:
        raise EditionError(Problem(name, 1, 1, f"cannot be read: {error.strerror}", "unreadable")) from None
    except UnicodeDecodeError as error:
        raise EditionError(_not_utf8(name, data, error.start)) from None
    if text.startswith("\ufeff"):
        message = "starts with a byte-order mark; save the file as UTF-8 without one"
        raise EditionError(Problem(name, 1, 1, message, "encoding"))
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _not_utf8(name: str, data: bytes, at: int) -> Problem:
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return Problem(name, 1, 1, "is UTF-16; save the file as UTF-8", "encoding")
    before = data[:at]
    line, column = before.count(b"\n") + 1, at - (before.rfind(b"\n") + 1) + 1
    return Problem(name, line, column, f"byte 0x{data[at]:02x} is not UTF-8; save the file as UTF-8", "encoding")


def shown(path: Path, root: Path) -> str:
    """A path as messages show it: from the root where it lies below it, with forward slashes."""
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else path.as_posix()


def changed(texts: Mapping[Path, str | bytes]) -> dict[Path, str | bytes]:
    """Those of the texts that differ from what stands in their files."""
    return {path: text for path, text in texts.items() if not _same(path, text)}


def _same(path: Path, text: str | bytes) -> bool:
    try:
        return path.read_bytes() == _bytes(text)
    except OSError:
        return False


def write_all(texts: Mapping[Path, str | bytes], root: Path) -> None:
    """Write all the files or none of them.

    Each text is staged beside its file first; a journal then lists them; renaming them one by one comes last. A run killed
    before the journal stands changes nothing, and one killed after it is completed by `recover`. Two runs take turns.
    Errors: OSError from staging (a full disk, a read-only folder), after which no file has changed; file-link.
    """
    for path in texts:
        _inside(path, root)
    with locked(root):
        if (root / JOURNAL).is_file():
            _complete(root)
        _sweep({path.parent for path in texts})
        _stage(texts, root)
        _complete(root)


def _inside(path: Path, root: Path) -> None:
    """Refuse a path outside the edition, and one whose folder is a link that leads out."""
    if not path.is_relative_to(root) or ".." in path.parts or leaves(root, path.parent):
        message = "lies outside the edition, or in a folder that is a link; nothing was written"
        raise EditionError(Problem(shown(path, root), 1, 1, message, "file-link"))


def _sweep(folders: Iterable[Path]) -> None:
    """Remove what a run that was killed before its journal stood has left."""
    for folder in folders:
        for path in folder.glob(".*.edition-new"):
            path.unlink(missing_ok=True)


def _stage(texts: Mapping[Path, str | bytes], root: Path) -> None:
    journal = root / JOURNAL
    try:
        for path, text in texts.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            _store(staged(path), text, path)
        _store(staged(journal), json.dumps([shown(path, root) for path in texts]), journal)
        staged(journal).replace(journal)
    except BaseException:
        for path in [*texts, journal]:
            staged(path).unlink(missing_ok=True)
        raise


def staged(path: Path) -> Path:
    """Where a file's new text waits: beside it, on the same disk, under a name that builders and git pass over."""
    return path.with_name(f".{path.name}.edition-new")


def _bytes(text: str | bytes) -> bytes:
    return text.encode("utf-8") if isinstance(text, str) else text


def _store(path: Path, text: str | bytes, of: Path) -> None:
    """Write a new file, following no link at its place; whoever may read the one that it replaces may read it."""
    path.unlink(missing_ok=True)
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o666), "wb") as file:
        if of.is_file():
            path.chmod(stat.S_IMODE(of.stat().st_mode))
        file.write(_bytes(text))
        file.flush()
        os.fsync(file.fileno())


def recover(root: Path) -> bool:
    """Complete an interrupted `write_all`; whether there was one. Error: journal, where its list cannot be trusted."""
    if not (root / JOURNAL).is_file():
        return False
    with locked(root):
        return _complete(root)


def _complete(root: Path) -> bool:
    journal = root / JOURNAL
    if not journal.is_file():
        return False
    for path in _listed(journal, root):
        if staged(path).is_file() and not staged(path).is_symlink():
            staged(path).replace(path)
    journal.unlink()
    return True


def _listed(journal: Path, root: Path) -> list[Path]:
    """The files that a journal names, if it is one of ours and they all lie in the edition."""
    try:
        names = json.loads(journal.read_text("utf-8"))
        paths = [root / name for name in names]
        for path in paths:
            _inside(path, root)
    except (ValueError, TypeError, EditionError):
        message = f"is not what a command of this edition writes; remove {JOURNAL} and run the command again"
        raise EditionError(Problem(JOURNAL, 1, 1, message, "journal")) from None
    return paths


def write_changed(texts: Mapping[Path, str | bytes], root: Path) -> list[Path]:
    """Write those of the texts that differ from their files, all or none; the paths written."""
    todo = changed(texts)
    if todo:
        write_all(todo, root)
    return list(todo)
