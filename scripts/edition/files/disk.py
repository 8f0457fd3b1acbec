"""Read text files strictly; write each file whole or not at all."""

import ctypes
import os
import shutil
import stat
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from glob import escape
from pathlib import Path

from edition.files.problem import EditionError, Problem

STAGED = ".edition-new"
YOUNG = 60  # seconds: what is staged so lately may be of a run that has not taken hold of it yet
FORGOTTEN = 3600  # seconds: after so long nobody will give a file that waits beside another its name
EXCHANGE = 2  # RENAME_EXCHANGE of Linux: two names are exchanged in one step
HERE = -100  # AT_FDCWD


def read_text(path: Path, root: Path) -> str:
    """Return the text of a UTF-8 file, line breaks as one character, without a byte-order mark.

    Raises EditionError: encoding, missing, unreadable, file-kind (a folder, a pipe), file-link (a link out of the edition).
    """
    name = shown(path, root)
    if path.is_relative_to(root) and path.is_symlink() and leaves(root, path):
        raise EditionError(Problem(name, 1, 1, "is a link that leads out of the edition; put the file itself here", "file-link"))
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            raise EditionError(Problem(name, 1, 1, "is no ordinary file; remove it", "file-kind"))
        data = path.read_bytes()
        text = data.decode("utf-8-sig")
    except FileNotFoundError:
        raise EditionError(Problem(name, 1, 1, "no such file", "missing")) from None
    except OSError as error:
        raise EditionError(Problem(name, 1, 1, f"cannot be read: {error.strerror}", "unreadable")) from None
    except UnicodeDecodeError as error:
        raise EditionError(_not_utf8(name, data, error.start)) from None
    if "\0" in text[:2]:  # UTF-16 without a mark of order
        raise EditionError(_not_utf8(name, data, 0))
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _not_utf8(name: str, data: bytes, at: int) -> Problem:
    if data[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\0" in data[:2]:
        return Problem(name, 1, 1, "is UTF-16; save the file as UTF-8", "encoding")
    at += 3 if data.startswith(b"\xef\xbb\xbf") else 0
    before = data[:at]
    line, column = before.count(b"\n") + 1, at - (before.rfind(b"\n") + 1) + 1
    return Problem(name, line, column, f"byte 0x{data[at]:02x} is not UTF-8; save the file as UTF-8", "encoding")


def shown(path: Path, root: Path) -> str:
    """Return a path as messages show it: from the root where it lies below it, with forward slashes."""
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else path.as_posix()


def leaves(root: Path, path: Path) -> bool:
    """Tell whether a path, links followed, lies outside a folder."""
    try:
        return not path.resolve().is_relative_to(root.resolve())
    except (OSError, RuntimeError):
        return True


def changed(texts: Mapping[Path, str | bytes]) -> dict[Path, bytes]:
    """Return those of the texts that differ from what stands in their files, as bytes (UTF-8). Raises EditionError: encoding."""
    new = {path: _encoded(path, text) if isinstance(text, str) else text for path, text in texts.items()}
    return {path: data for path, data in new.items() if not _same(path, data)}


def _encoded(path: Path, text: str) -> bytes:
    try:
        return text.encode()
    except UnicodeEncodeError:  # bytes from the command line that are no UTF-8
        raise EditionError(Problem(path.name, 1, 1, "it would not be UTF-8; nothing was written", "encoding")) from None


def _same(path: Path, data: bytes) -> bool:
    try:
        return path.read_bytes() == data
    except OSError:
        return False


def write_changed(texts: Mapping[Path, str | bytes], root: Path) -> list[Path]:
    """Write those of the texts that differ from their files, each whole or not at all; return the paths written.

    Every text is on the disk before the first file changes its name, so a full disk or a read-only folder changes nothing; a run
    that is killed between two names is finished by the next. Raises OSError, and EditionError: file-link.
    """
    todo = changed(texts)
    for path in todo:
        if not path.is_relative_to(root) or ".." in path.parts or leaves(root, path.parent):
            message = "lies outside the edition, or in a folder that is a link; nothing was written"
            raise EditionError(Problem(shown(path, root), 1, 1, message, "file-link"))
    for folder in {path.parent for path in todo}:
        _sweep(folder)
    staged: dict[Path, Path] = {}
    try:
        for path, data in todo.items():
            staged[path] = _staged(path, data)
        for path, waiting in staged.items():
            waiting.replace(path)
    except OSError as error:
        error.filename = str(path)  # not that of the file that waits beside it
        raise
    finally:
        for waiting in staged.values():
            waiting.unlink(missing_ok=True)
    return list(todo)


def _sweep(folder: Path) -> None:
    """Remove the files that runs which were killed have left waiting in a folder, once nobody can still want them."""
    for left in folder.glob(f".*{STAGED}"):
        with suppress(OSError):
            if stat.S_ISREG(left.lstat().st_mode) and time.time() - left.lstat().st_mtime > FORGOTTEN:
                left.unlink()


def change_over(new: Path, target: Path) -> None:
    """Put a folder in the place of another one, or where there is none, and remove the old one.

    Where the system can exchange two names in one step, there is always a whole folder at the place. Raises OSError.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        new.replace(target)  # where there is none, or an empty one
        return
    except OSError:
        if not target.is_dir():
            raise
    if not _exchange(new, target):
        old = new.with_name(f"{new.name}-old")
        target.replace(old)
        new.replace(target)
        new = old
    shutil.rmtree(new, ignore_errors=True)


@contextmanager
def beside(target: Path) -> Iterator[Path]:
    """Yield a new folder, in which what comes in the place of target is made; at the end it goes.

    What runs that were killed have left there goes before. Raises OSError.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    for left in target.parent.glob(f".{escape(target.name)}-*{STAGED}"):
        if _abandoned(left):
            shutil.rmtree(left, ignore_errors=True)
    with tempfile.TemporaryDirectory(STAGED, f".{target.name}-", target.parent) as staged, _held(Path(staged)):
        yield Path(staged)


def _abandoned(folder: Path) -> bool:
    """Tell whether nobody who is still at work holds a folder; where the system cannot tell, somebody does."""
    with suppress(OSError), _held(folder) as held:
        return held and time.time() - folder.stat().st_mtime > YOUNG
    return False


@contextmanager
def _held(folder: Path) -> Iterator[bool]:
    """Hold a folder, if nobody else does, until the end, even if that is a sudden one; yield whether it is held now."""
    if sys.platform == "win32":
        yield False
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        yield _locked(handle)
    finally:
        os.close(handle)


def _locked(handle: int) -> bool:
    if sys.platform != "win32":
        import fcntl

        with suppress(OSError):
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return True
    return False


def _exchange(one: Path, other: Path) -> bool:
    """Exchange two names, if this system can."""
    if not sys.platform.startswith("linux"):
        return False
    with suppress(OSError, AttributeError):
        rename = ctypes.CDLL(None, use_errno=True).renameat2
        return bool(rename(HERE, os.fsencode(one), HERE, os.fsencode(other), EXCHANGE) == 0)
    return False


def _staged(path: Path, data: bytes) -> Path:
    """Write data beside its file, under a name that builders and git pass over; whoever may read the old file may read the new."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(STAGED, f".{path.name}.", path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(name).chmod(stat.S_IMODE(path.stat().st_mode) if path.is_file() else 0o666 & ~_umask())
    except BaseException:
        with suppress(OSError):
            Path(name).unlink()
        raise
    return Path(name)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
