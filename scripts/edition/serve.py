"""The live server: MkDocs' own, which shows the last site that could be built, whole, and a new one as soon as it is there."""

import socket
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import click
from mkdocs.livereload import LiveReloadServer

from edition.build import in_mkdocs
from edition.files.disk import change_over
from edition.files.problem import EditionError, Problem
from edition.model.generated import there

WATCHED = ("docs", "data", "overrides")
POLL = 0.2  # seconds between two looks at the files
MANY = 200  # sections: in an edition of more, MkDocs builds only the pages that have changed, in the place of the old ones
MADE = ("made", "index")  # folders of overrides/assets that `edition pages` writes
Stamp = dict[Path, int]


def serve_site(root: Path, port: int, make_pages: Callable[[Path, bool], object]) -> None:
    """Serve the edition in a folder at 127.0.0.1 until interrupted. Raises EditionError: port, not-an-edition, not-built."""
    _free(port)
    with TemporaryDirectory(prefix="edition-live-") as folder:
        live = Live(root, Path(folder), f"http://127.0.0.1:{port}/", make_pages)
        live.first()
        server = LiveReloadServer(live.again, "127.0.0.1", port, str(live.site), polling_interval=POLL)
        for name in WATCHED:
            if (root / name).is_dir():
                server.watch(str(root / name))
        server.watch(str(root / "mkdocs.yml"))
        click.echo(f"serving on {server.url}", err=True)
        try:
            server.serve()  # type: ignore[no-untyped-call]
        except KeyboardInterrupt:
            click.echo("Stopped.", err=True)
        finally:
            server.shutdown()


class Live:
    """The site that is shown, and how it is made again."""

    def __init__(self, root: Path, folder: Path, address: str, make_pages: Callable[[Path, bool], object]) -> None:
        self.root, self.site, self.next = root, folder / "site", folder / "next"
        self.address, self.make_pages = address, make_pages
        self.known: Stamp = {}

    def first(self) -> None:
        """Make the pages and build the site. Raises EditionError: not-an-edition; not-built, where there is nothing to show."""
        try:
            self.make_pages(self.root, True)
        except EditionError as error:
            if any(problem.rule == "not-an-edition" for problem in error.problems):
                raise
            _tell(error)
            click.echo("the site is served all the same, with the generated pages as they were", err=True)
        self.known = self.stamp()
        self.build()
        if self.large():
            click.echo("this is a large edition: its search stays as it was at the start", err=True)

    def large(self) -> bool:
        """Tell whether the edition is too large to be made as a whole for every edit: only what has changed is, in place."""
        return sum(1 for _ in (self.root / "docs").glob("*/*.md")) > MANY

    def again(self) -> None:
        """Make the pages and build the site anew, if their sources have changed; of what cannot be built the old stays."""
        now = self.stamp()
        if now == self.known:
            return
        self.known = now
        try:
            self.make_pages(self.root, not self.large())
            self.build()
        except EditionError as error:
            _tell(error)
            click.echo("the site stays as it was", err=True)

    def build(self) -> None:
        """Build the site beside the one that is shown, and change over. Raises EditionError: not-built."""
        large = self.site.exists() and self.large()
        target = self.site if large else self.next
        in_mkdocs(self.root / "mkdocs.yml", strict=False, dirty=large, site_dir=str(target), site_url=self.address)
        if not large:
            change_over(self.next, self.site)

    def stamp(self) -> Stamp:
        """When each file that the site is made from changed last."""
        made = set(there(self.root / "docs"))
        found: Stamp = {}
        for path in [self.root / "mkdocs.yml", *(path for name in WATCHED for path in (self.root / name).rglob("*"))]:
            if path not in made and not any(name in path.parts for name in MADE):
                try:
                    found[path] = path.stat().st_mtime_ns if path.is_file() else 0
                except OSError:
                    continue
        return found


def _tell(error: EditionError) -> None:
    click.echo("".join(f"{problem}\n" for problem in error.problems), err=True, nl=False)


def _free(port: int) -> None:
    with socket.socket() as held:
        held.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            held.bind(("127.0.0.1", port))
        except OSError:
            message = f"port {port} is taken; choose another: make serve PORT={port + 1}"
            raise EditionError(Problem(".", 1, 1, message, "port")) from None
