"""What the live server builds after a change: an edited page at once, then what is made from it; or else everything."""

import logging
import re
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from edition.files.problem import EditionError, Problem
from edition.live import Site
from edition.model.generated import there

WATCHED = ("docs", "data", "overrides", "scripts")
REGISTER = ("actors", "terms")  # folders of docs/ that any page may depend on
FIGURE = re.compile(r"^\[\w[^\]\n]*\]$", re.MULTILINE)
SLICE = 0.3  # seconds for pages that can wait, before we look whether somebody has edited another
Stamp = dict[Path, tuple[int, int]]


def watched(root: Path) -> Iterator[Path]:
    """Every file that the site is made from."""
    yield root / "mkdocs.yml"
    for folder in WATCHED:
        for path in (root / folder).rglob("*"):
            if path.is_file() and "__pycache__" not in path.parts and not path.name.startswith("."):
                yield path


def stamp(root: Path) -> Stamp:
    """When each of them changed last, and its size."""
    found = {}
    for path in watched(root):
        try:
            found[path] = (path.stat().st_mtime_ns, path.stat().st_size)
        except OSError:
            continue
    return found


def changed(before: Stamp, after: Stamp) -> set[Path]:
    """The files that have come, gone or become others."""
    return {path for path in before.keys() | after.keys() if before.get(path) != after.get(path)}


class Maker:
    """Makes the generated pages in a process of its own; while it runs it can be asked once more. Calls `done` after each run."""

    def __init__(self, root: Path, done: Callable[[], None]) -> None:
        self.root, self.done = root, done
        self.asked = threading.Event()
        self.process: subprocess.Popen[bytes] | None = None
        threading.Thread(target=self._run, daemon=True).start()

    def _run(self) -> None:
        while self.asked.wait():
            self.asked.clear()
            # In a session of its own, or Ctrl-C would interrupt it too, and it would say so.
            self.process = subprocess.Popen([sys.executable, "-m", "edition", "pages"], cwd=self.root, start_new_session=True)
            if self.process.wait() == 0:
                self.done()

    def stop(self) -> None:
        """End it; files are written whole or not at all."""
        if self.process:
            self.process.terminate()


class Live:
    """The site, what it was made from when it was last built, and the pages that are still to be built when there is time."""

    def __init__(self, root: Path, site: Site, restart: Callable[[], None]) -> None:
        self.root, self.site, self.restart = root, site, restart
        self.known = stamp(root)
        self.waiting: list[Path] = []
        self.figures = threading.Event()  # what is shown of the whole edition may have changed
        self.whole = False  # the last build failed

    def update(self) -> bool:
        """Build what has changed since the last time; whether `edition pages` has something to do."""
        now = stamp(self.root)
        found = changed(self.known, now)
        if any(path.suffix == ".py" for path in found) and loads(self.root):
            self.restart()
        alone = not self.whole and all(self._stands_alone(path, now) for path in found)
        self.known = now
        made = set(there(self.root / "docs"))
        try:
            self.whole = True
            self._build(found, made, alone)
            self.whole = False
        except Exception as error:
            logging.error("%s; the site is shown as it was until that is mended", told(error))
        return any(path not in made and path.suffix in (".md", ".yml") for path in found)

    def _build(self, found: set[Path], made: set[Path], alone: bool) -> None:
        if not alone or not self.site.again(sorted(found - made)):
            self.site.whole()
            self.waiting = []
            return
        later = found & made
        if self.figures.is_set():
            self.figures.clear()
            later |= set(self._with_figures())
        self.waiting += sorted(later - set(self.waiting))
        until = time.monotonic() + SLICE
        while self.waiting and time.monotonic() < until:
            if not self.site.again([self.waiting.pop(0)]):
                self.site.whole()
                self.waiting = []

    def _stands_alone(self, path: Path, now: Stamp) -> bool:
        docs = self.root / "docs"
        same = path in self.known and path in now
        return self.site.knows(path, new=not same) and path.relative_to(docs).parts[0] not in REGISTER

    def _with_figures(self) -> Iterator[Path]:
        """The pages of our own writing that show something made from the whole edition."""
        for path in (self.root / "docs").glob("*.md"):
            if self.site.knows(path) and FIGURE.search(path.read_text("utf-8")):
                yield path


def told(error: Exception) -> str:
    """What went wrong, in one line."""
    if isinstance(error, EditionError):
        return "\n".join(map(str, error.problems))
    place = f"{name}:{getattr(error, 'lineno', 1)}: " if (name := getattr(error, "filename", None)) else ""
    return f"not built: {place}{' '.join((str(error) or type(error).__name__).split())}"


def loads(root: Path) -> bool:
    """Whether the package, which has changed, can be started at all; if not, why is told."""
    done = subprocess.run(
        [sys.executable, "-c", "import edition.cli, edition.extension"], cwd=root, capture_output=True, text=True, check=False
    )
    if done.returncode:
        logging.error("scripts/edition does not load, the old one serves on: %s", done.stderr.strip().splitlines()[-1])
    return not done.returncode


def free(port: int) -> None:
    """Nothing, if a port can be had. Error: EditionError (port)."""
    with socket.socket() as held:
        held.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            held.bind(("127.0.0.1", port))
        except OSError:
            message = f"port {port} is taken; choose another: make serve PORT={port + 1}"
            raise EditionError(Problem(".", 1, 1, message, "port")) from None
