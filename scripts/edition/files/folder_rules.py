"""What may lie in docs/ and data/, under which names; exclude_docs in mkdocs.yml is the same list."""

import os
import re
import stat
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from edition.files.disk import STAGED

NAME = re.compile(r"[a-z0-9](?:[a-z0-9._-]*[a-z0-9])?$")
LONGEST = 100  # characters of a name
PICTURES = (".png", ".jpg", ".jpeg", ".webp", ".avif", ".gif")
# What systems, editors and tools leave behind, which builders pass over.
LEFTOVER = re.compile(
    r"\.git(?:ignore|keep|attributes)?$|\.editorconfig$|\.(?:markdownlint|prettier).*$|\.dropbox|.*\.icloud$|\.syncthing\.|\.DS_Store$|\.localized$|Icon\r$|\.cache$|desktop\.ini$|(?:eh)?[Tt]humbs\.db$|\.directory$|\._|\.#|#.*#$"
    r"|~\$|\.~lock\.|\.nfs[0-9a-f]+$|\.fuse_hidden|\.goutputstream-|4913$|DEADJOE$|\..*\.(?:sw[a-p]|kate-swp)$"
    rf"|.*(?:{re.escape(STAGED)}|\.bak|\.orig|\.rej|\.save(?:\.\d+)?|\.tmp|\.part|~)$"
    # Folders of such.
    r"|\.(?:obsidian|vscode|vs|idea|zed|fleet|history|logseq|foam|hg|svn|trash|ipynb_checkpoints|sync|stfolder|stversions)$"
    r"|\.Trash-\d+$|\.(?:Spotlight-V100|Trashes|fseventsd|TemporaryItems)$|__pycache__$|@eaDir$"
)
# What an edition reads of data/, or keeps there of how it was made.
DATA = tuple(
    f"{name}.yml" for name in ["text", "sources", "events", "relations", "map", "kinds", "search", "edition", "intake", "proposed"]
)
# Pages that a builder or a forge gives a meaning of their own.
TAKEN = {"readme.md", "404.md", "search.md", "assets.md", "sitemap.md"}


class Stray(NamedTuple):
    """A file that must not stand where it does: its path from the edition's folder, the rule it breaks, and why."""

    path: str
    rule: str
    message: str


def readable(path: Path) -> bool:
    """Tell whether a file can be a section or an entry; of another, a copy with “(1)” in its name or a link, one line is told."""
    return NAME.match(path.name) is not None and path.name not in {*TAKEN, "index.md"} and path.is_file() and not path.is_symlink()


def strays(root: Path, texts: frozenset[str]) -> Iterator[Stray]:
    """Yield every file of docs/ and data/ that must not stand there; texts are the folders of the texts."""
    for folder in ("docs", "data"):
        yield from _walk(root, root / folder, texts)


def unpublishable(root: Path, texts: frozenset[str]) -> list[Stray]:
    """Return what must keep a site from being built: links out of docs/, and files that browsers would run."""
    return [stray for stray in _walk(root, root / "docs", texts) if stray.rule != "file-name"]


def _walk(root: Path, folder: Path, texts: frozenset[str]) -> Iterator[Stray]:
    """Judge a folder's entries; links are not followed."""
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError:
        return
    lower: dict[str, str] = {}
    for entry in entries:
        path = Path(entry.path)
        shown = path.relative_to(root).as_posix()
        other = lower.setdefault(unicodedata.normalize("NFC", entry.name).casefold(), entry.name)
        if other != entry.name:
            yield Stray(shown, "file-name", f"differs from {other} in nothing that every system sees; rename one")
        stray = _judge(entry, shown, texts)
        if stray:
            yield stray
        elif not LEFTOVER.match(entry.name) and entry.is_dir(follow_symlinks=False):
            yield from _walk(root, path, texts)


def _judge(entry: "os.DirEntry[str]", shown: str, texts: frozenset[str]) -> Stray | None:
    if LEFTOVER.match(entry.name):
        return None
    if entry.is_symlink():
        return Stray(shown, "file-link", "is a link to another place; put the file itself here")
    mode = entry.stat(follow_symlinks=False).st_mode
    folder = stat.S_ISDIR(mode)
    if not folder and not stat.S_ISREG(mode):
        return Stray(shown, "file-kind", "is no ordinary file; remove it")
    if entry.name.startswith(".") and not folder:
        return Stray(shown, "file-kind", "has a name that begins with a dot; remove it")
    if not (allowed_folder(shown, texts) if folder else allowed_file(shown, texts)):
        return Stray(shown, "file-kind", "nothing of this kind belongs here; remove or move it")
    fault = _name_fault(entry.name)
    return Stray(shown, "file-name", fault) if fault else None


def _name_fault(name: str) -> str:
    if len(name) > LONGEST:
        return f"the name is longer than {LONGEST} characters; shorten it"
    if not NAME.match(name):
        return "a name has small Latin letters, digits and hyphens, so that every system can read it; rename it"
    return ""


def _pages(texts: frozenset[str]) -> set[str]:
    """The folders of docs/ that hold pages and entries."""
    return {"docs/actors", "docs/terms", "docs/who", *(f"docs/{text}" for text in texts)}


def allowed_folder(shown: str, texts: frozenset[str]) -> bool:
    """Tell whether a folder belongs at this place of docs/ or data/."""
    return shown == "docs/assets" or shown in _pages(texts)


def allowed_file(shown: str, texts: frozenset[str]) -> bool:
    """Tell whether a file of this name belongs at this place of docs/ or data/."""
    folder, _, name = shown.rpartition("/")
    ending = Path(name).suffix
    if folder == "data":
        return ending == ".yml"
    if folder == "docs":
        return ending == ".md" and name.lower() not in TAKEN and name.removesuffix(".md") not in texts
    if folder in _pages(texts):
        return ending == ".md" and name.lower() not in {*TAKEN, "index.md"}
    return folder == "docs/assets" and ending in PICTURES
