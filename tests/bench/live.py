"""How long `edition serve` takes to show an edit of one note: from the write to the served page that has it.

python -m tests.bench.live             a copy of this essay
python -m tests.bench.live DIR         an edition that lies elsewhere (it is edited)
"""

import argparse
import os
import re
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median

from tests.conftest import copy_project

QUIET = {"NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true"}
PATIENCE = 600  # seconds


def free_port() -> int:
    """A port that nobody uses now."""
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        return int(held.getsockname()[1])


def text(address: str) -> str:
    """A page as it is served now; nothing where there is none."""
    try:
        with urllib.request.urlopen(address, timeout=PATIENCE) as answer:
            return str(answer.read().decode())
    except (urllib.error.URLError, ConnectionError):
        return ""


def seconds(address: str, words: str) -> float:
    """How long it takes until a page has some words."""
    begun = time.perf_counter()
    while words not in text(address):
        if time.perf_counter() - begun > PATIENCE:
            sys.exit(f"{address} never showed {words}")
        time.sleep(0.02)
    return time.perf_counter() - begun


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """The address of an edition while `edition serve` runs."""
    port = free_port()
    command = [sys.executable, "-m", "edition", "serve", "--port", str(port)]
    process = subprocess.Popen(command, cwd=folder, env=os.environ | QUIET, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        address = f"http://127.0.0.1:{port}/"
        seconds(address, "</html>")
        yield address
    finally:
        process.terminate()
        process.wait(10)


def edits(folder: Path, repeat: int, pause: float) -> list[float]:
    """The seconds that each of some edits took; `pause` seconds lie between them."""
    notes = sorted(path for path in folder.glob("docs/*/*.md") if "\n## Notes\n" in path.read_text("utf-8"))
    found = []
    with served(folder) as address:
        for turn in range(repeat):
            path = notes[turn * len(notes) // repeat]
            word = f"edited{turn}x{os.getpid()}"
            written = re.sub(r"(\n### .*\n\n)", rf"\1{word} ", path.read_text("utf-8"), count=1)
            page = path.relative_to(folder / "docs").with_suffix("").as_posix()
            path.write_text(written, "utf-8")
            found.append(seconds(f"{address}{page}/", word))
            time.sleep(pause)
    return found


def main() -> None:
    """Print the median and the worst."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, nargs="?")
    parser.add_argument("--repeat", type=int, default=7)
    parser.add_argument("--pause", type=float, default=3.0)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        found = edits(options.folder or copy_project(Path(name) / "edition"), options.repeat, options.pause)
    print(f"{median(found):.2f} s in the middle, {max(found):.2f} s at worst, of", " ".join(f"{one:.2f}" for one in found))


if __name__ == "__main__":
    main()
