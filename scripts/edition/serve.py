"""The live server: waits for changes, and has them built."""

import logging
import os
import sys
import tempfile
from pathlib import Path

from mkdocs.livereload import LiveReloadServer

from edition.files.problem import EditionError, Problem
from edition.live import Site
from edition.updating import WATCHED, Live, Maker, told


class Server(LiveReloadServer):
    """MkDocs' server, which serves what `live` builds."""

    def __init__(self, root: Path, port: int, place: Path) -> None:
        super().__init__(self.rebuild, "127.0.0.1", port, str(place), polling_interval=0.2)
        self.edition, self.port = root, port
        self.site = Site(root, place, f"http://127.0.0.1:{port}/")
        for folder in (*WATCHED, "mkdocs.yml"):
            if (root / folder).exists():
                self.watch(str(root / folder))

    def begin(self) -> None:
        """Build the site for the first time."""
        try:
            self.site.whole()
        except Exception as error:
            raise EditionError(Problem("mkdocs.yml", 1, 1, told(error), "not-built")) from error
        self.root = str(self.site.place)
        self.live = Live(self.edition, self.site, self.restart)
        self.maker = Maker(self.edition, self.remade)

    def rebuild(self) -> None:
        """Build what has changed."""
        if self.live.update():
            self.maker.asked.set()
        self.root = str(self.site.place)
        if self.live.waiting:
            self.wake()

    def remade(self) -> None:
        """Show the generated pages anew."""
        self.live.figures.set()
        self.wake()

    def wake(self) -> None:
        """Have `rebuild` called soon."""
        with self._rebuild_cond:
            self._want_rebuild = True
            self._rebuild_cond.notify_all()

    def stop(self) -> None:
        """End everything that was begun."""
        if hasattr(self, "maker"):
            self.maker.stop()
        self.shutdown()

    def restart(self) -> None:
        """Begin again with the package as it is now."""
        self.stop()
        self.site.remove()
        os.execv(sys.executable, [sys.executable, "-m", "edition", "serve", "--port", str(self.port)])


def serve(root: Path, port: int) -> None:
    """Run the live server until it is interrupted. Error: EditionError (no configuration that can be built)."""
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    with tempfile.TemporaryDirectory() as name:
        server = Server(root, port, Path(name))
        try:
            server.begin()
            server.serve()  # type: ignore[no-untyped-call]
        except KeyboardInterrupt:
            logging.info("Stopped.")
        finally:
            server.stop()
