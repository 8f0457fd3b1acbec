"""Serve the live site: the builder's own server, and the generated pages made again when their inputs change."""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from edition.generated import there

INTERVAL = 0.3
QUIET = {"NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true"}


def inputs(root: Path) -> Iterator[Path]:
    """The files that generated pages are made from."""
    generated = set(there(root / "docs"))
    for folder, pattern in (("docs", "*.md"), ("data", "*.yml"), ("scripts", "*.py")):
        yield from (path for path in (root / folder).rglob(pattern) if path not in generated)


def stamp(root: Path) -> dict[Path, tuple[int, int]]:
    """When each input changed last, and its size."""
    found = {}
    for path in inputs(root):
        try:
            found[path] = (path.stat().st_mtime_ns, path.stat().st_size)
        except OSError:
            continue
    return found


def serve(root: Path, port: int, remake: Callable[[], None]) -> int:
    """Run the live server until it ends or is interrupted; remake is called after each change. The server's exit status."""
    command = [sys.executable, "-m", "mkdocs", "serve", "--dev-addr", f"127.0.0.1:{port}"]
    known = stamp(root)
    with subprocess.Popen(command, cwd=root, env=os.environ | QUIET) as server:
        try:
            while server.poll() is None:
                time.sleep(INTERVAL)
                now = stamp(root)
                if now != known:
                    known = now
                    remake()
        except KeyboardInterrupt:
            server.terminate()
            return 0
    return server.returncode
