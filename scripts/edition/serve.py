"""The live server: MkDocs serves the site, and the generated pages are made again when what they are made from has changed."""

import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import click

from edition.files.problem import EditionError, Problem
from edition.model.generated import there

WATCHED = ("docs", "data", "overrides")
POLL = 0.25  # seconds between two looks at the files
GRACE = 2  # seconds that the server has to end by itself: Ctrl-C reaches it, too
MANY = 200  # sections: in an edition of more, MkDocs builds only the pages that have changed
Stamp = dict[Path, int]


def serve_site(root: Path, port: int, make_pages: Callable[[Path], object]) -> None:
    """Serve the edition in a folder, once its pages are made, at 127.0.0.1 until interrupted.

    Raises EditionError: port, not-an-edition.
    """
    _free(port)
    try:
        make_pages(root)
    except EditionError as error:
        if any(problem.rule == "not-an-edition" for problem in error.problems):
            raise
        click.echo("".join(f"{problem}\n" for problem in error.problems), err=True, nl=False)
        click.echo("the site is served all the same, with the generated pages as they were", err=True)
    threading.Thread(target=_watch, args=(root,), daemon=True).start()
    large = sum(1 for _ in (root / "docs").glob("*/*.md")) > MANY
    command = [sys.executable, "-m", "mkdocs", "serve", "--dev-addr", f"127.0.0.1:{port}", "--no-strict"]
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # ends both, as Ctrl-C does
    server = subprocess.Popen([*command, *(["--dirty"] if large else [])], cwd=root)
    try:
        server.wait()
    except KeyboardInterrupt:
        try:
            server.wait(GRACE)
        except subprocess.TimeoutExpired:  # only this process was told to end
            server.terminate()
            server.wait()
        click.echo("Stopped.", err=True)
        return
    if server.returncode:
        raise EditionError(Problem("mkdocs.yml", 1, 1, "the server ended; what it said stands above", "not-built"))


def _watch(root: Path) -> None:
    """Make the generated pages again whenever a file that they may be made from has changed."""
    known = _stamp(root)
    while True:
        time.sleep(POLL)
        now = _stamp(root)
        if now != known:
            known = now
            # In a session of its own, or Ctrl-C would interrupt it too, and it would say so.
            subprocess.run([sys.executable, "-m", "edition", "pages"], cwd=root, start_new_session=True, check=False)


def _stamp(root: Path) -> Stamp:
    """When each file that pages may be made from changed last."""
    made = set(there(root / "docs"))
    found: Stamp = {}
    for folder in WATCHED:
        for path in (root / folder).rglob("*"):
            if path.suffix in (".md", ".yml", ".html", ".css", ".js") and path not in made and "made" not in path.parts:
                try:
                    found[path] = path.stat().st_mtime_ns
                except OSError:
                    continue
    return found


def _free(port: int) -> None:
    with socket.socket() as held:
        held.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            held.bind(("127.0.0.1", port))
        except OSError:
            message = f"port {port} is taken; choose another: make serve PORT={port + 1}"
            raise EditionError(Problem(".", 1, 1, message, "port")) from None
