"""The live server: every edit is seen in the served page, a mistake is told, and it ends when it is told to."""

import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests.bench.live import free_port, text
from tests.conftest import Run

PATIENCE = 60  # seconds, however slow the machine


@dataclass
class Served:
    """An edition while it is served."""

    folder: Path
    port: int
    process: subprocess.Popen[str]
    said: list[str] = field(default_factory=list)

    def edit(self, name: str, old: str, new: str) -> None:
        path = self.folder / name
        before = path.read_text("utf-8")
        assert old in before
        path.write_text(before.replace(old, new, 1), "utf-8")

    def shows(self, page: str, words: str) -> bool:
        return eventually(lambda: words in text(f"http://127.0.0.1:{self.port}/{page}"))

    def says(self, words: str) -> bool:
        return eventually(lambda: any(words in line for line in self.said))


def eventually(seen: Callable[[], bool]) -> bool:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        if seen():
            return True
        time.sleep(0.05)
    return False


def started(folder: Path) -> Served:
    port = free_port()
    command = [sys.executable, "-m", "edition", "serve", "--port", str(port)]
    process = subprocess.Popen(command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    served = Served(folder, port, process)
    threading.Thread(target=lambda: served.said.extend(process.stdout or ()), daemon=True).start()
    assert served.shows("", "</html>"), served.said
    return served


@pytest.fixture(scope="module")
def served(small: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    folder = Path(shutil.copytree(small, tmp_path_factory.mktemp("served") / "edition", ignore=shutil.ignore_patterns("site")))
    (folder / "scripts/own.py").write_text("", "utf-8")
    found = started(folder)
    yield found
    found.process.kill()
    found.process.wait()


EDITS = {  # file, what stands there, what is written, the page that must show it
    "a note": ("docs/essay/01-lamp.md", "She was not the last.", "She was hardly the last.", "essay/01-lamp/"),
    "a note, seen in a generated page": ("docs/essay/01-lamp.md", "It was.\n", "It truly was.\n", "whole/"),
    "a page of one's own": ("docs/about.md", "# ", "# Now ", "about/"),
    "an actor": ("docs/actors/ada-brook.md", "summary: Keeper", "summary: First keeper", "glossary/"),
    "a source": ("data/sources.yml", "Report on the lights", "Report on all lights", "essay/01-lamp/"),
    "a template": ("overrides/main.html", '<meta name="robots"', '<meta name="tried"><meta name="robots"', "essay/02-answer/"),
    "an asset": ("docs/assets/edition.css", "", "/* tried */", "assets/edition.css"),
    "the configuration": ("mkdocs.yml", "language: en", "language: de", "essay/01-lamp/"),
}


@pytest.mark.parametrize(("name", "old", "new", "page"), EDITS.values(), ids=EDITS)
def test_an_edit_is_shown(served: Served, name: str, old: str, new: str, page: str) -> None:
    served.edit(name, old, new)
    assert served.shows(page, 'lang="de"' if "language" in new else new.removeprefix("summary: ").strip("# \n"))


def test_a_new_page_and_one_that_is_gone(served: Served) -> None:
    path = served.folder / "docs/essay/03-after.md"
    path.write_text("# Afterwards\n\nNobody came.\n{ #p9 }\n", "utf-8")
    assert served.shows("essay/03-after/", "Nobody came.")
    path.unlink()
    assert eventually(lambda: not text(f"http://127.0.0.1:{served.port}/essay/03-after/"))


@pytest.mark.parametrize(
    ("name", "broken", "words"),
    [
        ("data/sources.yml", "references: [", "data/sources.yml:"),
        ("mkdocs.yml", "theme: {", "mkdocs.yml"),
        ("overrides/main.html", "{% if %}", "main.html"),
    ],
)
def test_a_mistake_is_told_and_the_site_stays(served: Served, name: str, broken: str, words: str) -> None:
    path = served.folder / name
    before = path.read_bytes()
    del served.said[:]
    path.write_text(broken, "utf-8")
    assert served.says(words), served.said
    assert served.shows("essay/02-answer/", "<h1")
    path.write_bytes(before)
    served.edit("docs/essay/02-answer.md", "# ", "# Again ")
    assert served.shows("essay/02-answer/", "Again")
    assert not [line for line in served.said if "Traceback" in line]


def test_a_change_of_the_package_starts_it_anew(served: Served) -> None:
    del served.said[:]
    (served.folder / "scripts/own.py").write_text("# changed\n", "utf-8")
    served.edit("docs/essay/02-answer.md", "# ", "# Anew ")
    assert served.says("Serving on")
    assert served.shows("essay/02-answer/", "Anew")


def test_a_port_that_is_taken_is_told_in_one_line(served: Served, edition: Run) -> None:
    done = edition("serve", "--port", str(served.port), cwd=served.folder)
    assert done.returncode == 1
    assert f"port {served.port} is taken" in done.stderr and done.stderr.count("\n") == 1


def test_ctrl_c_ends_it(served: Served) -> None:
    del served.said[:]
    served.process.send_signal(signal.SIGINT)
    assert served.process.wait(PATIENCE) == 0
    assert not [line for line in served.said if "Traceback" in line or "interrupted" in line]
