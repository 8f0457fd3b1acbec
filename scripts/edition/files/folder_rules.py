"""The files of an edition's content: which may stand there, under which names, and that none leads out of its folder."""

import os
import re
import stat
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

NAME = re.compile(r"[a-z0-9](?:[a-z0-9._-]*[a-z0-9])?$")
# Names that Windows keeps for devices, whatever follows the dot.
DEVICES = re.compile(r"(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?:\.|$)", re.IGNORECASE)
LONGEST = 100  # characters of a name
# What a builder publishes, by folder: the same list as exclude_docs in mkdocs.yml, which lets nothing else through.
PICTURES = {".png", ".jpg", ".jpeg", ".webp", ".avif", ".gif"}
ASSETS = {".js", ".css", *PICTURES}
FONTS = {".woff2"}
SEARCH = {".gz"}
ENDINGS = {"docs/assets": ASSETS, "docs/assets/fonts": FONTS, "docs/assets/search": SEARCH, "docs/assets/suggest": {".json"}}
# Pages that a builder or a forge gives a meaning of their own.
TAKEN = {"readme.md", "404.md", "search.md", "assets.md", "sitemap.md"}


class Stray(NamedTuple):
    """A file that must not stand where it does: its path from the edition's folder, the rule it breaks, and why."""

    path: str
    rule: str
    message: str


def strays(root: Path, texts: frozenset[str]) -> Iterator[Stray]:
    """Every file of docs/ and data/ that must not stand there; texts are the folders of the texts."""
    for folder in ("docs", "data"):
        yield from _walk(root, root / folder, texts)


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
        elif entry.is_dir(follow_symlinks=False):
            yield from _walk(root, path, texts)


def _judge(entry: "os.DirEntry[str]", shown: str, texts: frozenset[str]) -> Stray | None:
    if entry.is_symlink():
        return Stray(shown, "file-link", "is a link to another place; put the file itself here")
    mode = entry.stat(follow_symlinks=False).st_mode
    folder = stat.S_ISDIR(mode)
    if not folder and not stat.S_ISREG(mode):
        return Stray(shown, "file-kind", "is no ordinary file; remove it")
    if entry.name.startswith(".") and (passed_over(entry.name) or not folder):
        return None if passed_over(entry.name) else Stray(shown, "file-kind", "has a name that begins with a dot; remove it")
    if not (_folder(shown, texts) if folder else allowed_file(shown, texts)):
        return Stray(shown, "file-kind", "nothing of this kind belongs here; remove or move it")
    fault = name_fault(entry.name)
    return Stray(shown, "file-name", fault) if fault else None


def passed_over(name: str) -> bool:
    """Names that the tools of an edition, its systems and its editors make and builders pass over."""
    return name in (".gitignore", ".gitkeep", ".DS_Store", ".cache") or name.endswith((".edition-new", ".swp"))


def name_fault(name: str) -> str:
    """Why a file or folder must not have a name; nothing where it may."""
    if DEVICES.match(name):
        return "Windows keeps this name for itself; choose another"
    if len(name) > LONGEST:
        return f"the name is longer than {LONGEST} characters; shorten it"
    if not NAME.match(name):
        return "a name has small Latin letters, digits and hyphens, so that every system can read it; rename it"
    return ""


def _folder(shown: str, texts: frozenset[str]) -> bool:
    return shown in {"docs/actors", "docs/terms", "docs/who", *ENDINGS, *(f"docs/{text}" for text in texts)}


def allowed_file(shown: str, texts: frozenset[str]) -> bool:
    """Whether a file of this name belongs at this place of docs/ or data/."""
    folder, _, name = shown.rpartition("/")
    ending = Path(name).suffix
    if folder == "data":
        return ending == ".yml"
    if folder == "docs":
        return ending == ".md" and name.lower() not in TAKEN and name.removesuffix(".md") not in texts
    if folder in {"docs/actors", "docs/terms", "docs/who", *(f"docs/{text}" for text in texts)}:
        return ending == ".md" and name.lower() not in {*TAKEN, "index.md"}
    return ending in ENDINGS.get(folder, set())


def leaves(root: Path, path: Path) -> bool:
    """Whether a path, links followed, lies outside a folder."""
    try:
        return not path.resolve().is_relative_to(root.resolve())
    except (OSError, RuntimeError):
        return True
