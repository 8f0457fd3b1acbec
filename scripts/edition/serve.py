"""Serve the live site: a page that is edited is built at once, then what is made from it; any other change builds everything."""

import logging
import os
import re
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

from mkdocs.livereload import LiveReloadServer

from edition.generated import there
from edition.live import Site

WATCHED = ("docs", "data", "overrides", "scripts")
REGISTER = ("actors", "terms")  # folders of docs/ that any page may depend on
FIGURE = re.compile(r"^\[\w[^\]\n]*\]$", re.MULTILINE)
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
    """Makes the generated pages in a process of its own; while it runs it can be asked once more."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.asked = threading.Event()
        threading.Thread(target=self._run, daemon=True).start()

    def _run(self) -> None:
        while self.asked.wait():
            self.asked.clear()
            subprocess.run([sys.executable, "-m", "edition", "pages"], cwd=self.root, check=False)


class Live:
    """The site, and what it was made from when it was last built."""

    def __init__(self, root: Path, site: Site, maker: Maker, restart: Callable[[], None]) -> None:
        self.root, self.site, self.maker, self.restart = root, site, maker, restart
        self.known = stamp(root)

    def update(self) -> None:
        """Build what has changed since the last time."""
        now = stamp(self.root)
        found = changed(self.known, now)
        if any(path.suffix == ".py" for path in found):
            self.restart()
        alone = all(path in self.known and path in now and self._stands_alone(path) for path in found)
        self.known = now
        made = set(there(self.root / "docs"))
        again = found | set(self._with_figures()) if found & made else found
        if not alone or not self.site.again(sorted(again)):
            self.site.whole()
        if any(path not in made and path.suffix in (".md", ".yml") for path in found):
            self.maker.asked.set()

    def _stands_alone(self, path: Path) -> bool:
        docs = self.root / "docs"
        return self.site.knows(path) and path.relative_to(docs).parts[0] not in REGISTER

    def _with_figures(self) -> Iterator[Path]:
        """The pages of our own writing that show something made from the whole edition."""
        for path in (self.root / "docs").glob("*.md"):
            if self.site.knows(path) and FIGURE.search(path.read_text("utf-8")):
                yield path


def serve(root: Path, port: int) -> None:
    """Run the live server until it is interrupted. Error: OSError (the port is taken)."""
    logging.basicConfig(level=logging.INFO, format="%(message)s")

    def restart() -> None:
        server.shutdown()
        os.execv(sys.executable, [sys.executable, "-m", "edition", "serve", "--port", str(port)])

    with tempfile.TemporaryDirectory() as name:
        site = Site(root, Path(name), f"http://127.0.0.1:{port}/")
        site.whole()
        live = Live(root, site, Maker(root), restart)
        server = LiveReloadServer(live.update, "127.0.0.1", port, name, polling_interval=0.2)
        for folder in (*WATCHED, "mkdocs.yml"):
            if (root / folder).exists():
                server.watch(str(root / folder))
        try:
            server.serve()  # type: ignore[no-untyped-call]
        except KeyboardInterrupt:
            server.shutdown()
