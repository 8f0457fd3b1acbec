"""The last look before a site is built: nothing in docs/ leads out of it, and nothing stands there that browsers would run."""

from pathlib import Path

from click import ClickException

from edition.files.folder_rules import strays

# The folders of docs/ with their time of change when they were last found right.
_right: dict[Path, dict[Path, int]] = {}


class Refused(ClickException):
    """Files that must not be published; builders show it as one line."""


def guard(root: Path, texts: frozenset[str]) -> None:
    """Refuse to render any page while a file in docs/ is a link, or of a kind that is not published. Error: Refused.

    A builder copies files after it has rendered the pages, so none of them gets out. Asked for every page, it looks again
    only when a folder has changed.
    """
    known = _right.get(root)
    if known and all(_changed(folder) == stamp for folder, stamp in known.items()):
        return
    folders = {folder: _changed(folder) for folder in (root / "docs", *_folders(root / "docs"))}
    wrong = [stray for stray in strays(root, texts) if stray.rule != "file-name" and stray.path.startswith("docs/")]
    if wrong:
        raise Refused("\n".join(f"{stray.path}:1:1: {stray.message} [{stray.rule}]" for stray in wrong))
    _right[root] = folders


def _folders(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_dir() and not path.is_symlink()]


def _changed(folder: Path) -> int:
    try:
        return folder.stat().st_mtime_ns
    except OSError:
        return -1
