"""Read text files strictly; write them whole or not at all, several as one."""

import json
import os
from collections.abc import Mapping
from pathlib import Path

from edition.problem import EditionError, Problem

JOURNAL = ".edition-journal"


def read_text(path: Path, root: Path) -> str:
    """The text of a UTF-8 file with line breaks as one character.

    Errors: encoding (not UTF-8, or a byte-order mark), missing, unreadable.
    """
    name = shown(path, root)
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
    before the journal stands changes nothing, and one killed after it is completed by `recover`.
    Errors: OSError from staging (a full disk, a read-only folder), after which no file has changed.
    """
    journal = root / JOURNAL
    try:
        for path, text in texts.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            _store(_staged(path), text)
        _store(_staged(journal), json.dumps([shown(path, root) for path in texts]))
        _staged(journal).replace(journal)
    except BaseException:
        for path in [*texts, journal]:
            _staged(path).unlink(missing_ok=True)
        raise
    recover(root)


def _staged(path: Path) -> Path:
    """Where a file's new text waits: beside it, on the same disk, under a name that builders and git pass over."""
    return path.with_name(f".{path.name}.edition-new")


def _bytes(text: str | bytes) -> bytes:
    return text.encode("utf-8") if isinstance(text, str) else text


def _store(path: Path, text: str | bytes) -> None:
    with path.open("wb") as file:
        file.write(_bytes(text))
        file.flush()
        os.fsync(file.fileno())


def recover(root: Path) -> bool:
    """Complete an interrupted `write_all`; whether there was one."""
    journal = root / JOURNAL
    if not journal.is_file():
        return False
    for name in json.loads(journal.read_text("utf-8")):
        if _staged(root / name).exists():
            _staged(root / name).replace(root / name)
    journal.unlink()
    return True


def write_changed(texts: Mapping[Path, str | bytes], root: Path) -> list[Path]:
    """Write those of the texts that differ from their files, all or none; the paths written."""
    todo = changed(texts)
    if todo:
        write_all(todo, root)
    return list(todo)
