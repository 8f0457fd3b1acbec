"""The live server: every edit is seen in the served page, a mistake is told, and it ends when it is told to."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests.conftest import ROOT, Run

PATIENCE = 90  # seconds, however slow the machine
LAMP, ANSWER = "docs/essay/01-lamp.md", "docs/essay/02-answer.md"


def eventually(seen: Callable[[], bool]) -> bool:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        if seen():
            return True
        time.sleep(0.05)
    return False


def free_port() -> int:
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        return int(held.getsockname()[1])


@dataclass
class Served:
    """An edition while it is served, and what the server has said."""

    folder: Path
    port: int
    process: subprocess.Popen[str]
    said: list[str] = field(default_factory=list)

    def edit(self, name: str, old: str, new: str) -> None:
        path = self.folder / name
        before = path.read_text("utf-8")
        assert old in before
        path.write_text(before.replace(old, new, 1), "utf-8")

    def page(self, path: str) -> str:
        """A page as it is served now; nothing where there is none."""
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/{path}", timeout=PATIENCE) as answer:
                return str(answer.read().decode())
        except (urllib.error.URLError, ConnectionError):
            return ""

    def shows(self, path: str, words: str) -> bool:
        return eventually(lambda: words in self.page(path))

    def says(self, words: str) -> bool:
        return eventually(lambda: any(words in line for line in self.said))


@pytest.fixture(scope="module")
def served(small: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    folder = Path(shutil.copytree(small, tmp_path_factory.mktemp("served") / "edition", ignore=shutil.ignore_patterns("site")))
    port = free_port()
    command = [sys.executable, "-m", "edition", "serve", "--port", str(port)]
    process = subprocess.Popen(command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    found = Served(folder, port, process)
    threading.Thread(target=lambda: found.said.extend(process.stdout or ()), daemon=True).start()
    assert found.shows("", "</html>"), found.said
    yield found
    process.terminate()
    process.wait(PATIENCE)


EDITS = {  # file, what stands there, what is written, the page that must show what
    "a note": (LAMP, "She was not the last.", "She was hardly the last.", "essay/01-lamp/", "She was hardly the last."),
    "a note, in a generated page": (LAMP, "It was.\n", "It truly was.\n", "whole/", "It truly was."),
    "a page of one's own": ("docs/about.md", "nobody wrote it", "no one wrote it", "about/", "no one wrote it"),
    "an actor": (
        "docs/actors/ada-brook.md",
        "summary: Keeper",
        "summary: First keeper",
        "glossary/",
        "First keeper of Hollin Light",
    ),
    "a source": ("data/sources.yml", "Report on the lights", "Report on all lights", "essay/01-lamp/", "Report on all lights"),
    "an event": ("data/events.yml", "title: A medal", "title: A medal at last", "timeline/", "A medal at last"),
    "the configuration": ("mkdocs.yml", "language: en", "language: de", "essay/01-lamp/", '<html lang="de"'),
}


def test_every_edit_is_shown(served: Served) -> None:
    for what, (name, old, new, page, shown) in EDITS.items():
        served.edit(name, old, new)
        assert served.shows(page, shown), (what, served.said[-5:])


def test_a_template_and_a_style_of_the_edition_s_own_are_shown(served: Served) -> None:
    own = served.folder / "overrides"
    (own / "partials").mkdir(parents=True)
    footer = (ROOT / "overrides/partials/footer.html").read_text("utf-8")
    (own / "partials/footer.html").write_text(f"{footer}<p>Of our own</p>\n", "utf-8")
    assert served.shows("essay/02-answer/", "<p>Of our own</p>"), served.said[-5:]
    (own / "assets/edition.css").write_text("/* of our own */\np {\n  color: red;\n}\n", "utf-8")
    assert served.shows("assets/made/edition.css", "p{color:red}"), served.said[-5:]


def test_a_new_page_and_one_that_is_gone(served: Served) -> None:
    path = served.folder / "docs/essay/03-after.md"
    path.write_text("# Afterwards\n\nNobody came.\n{ #p9 }\n\n## Notes\n", "utf-8")
    assert served.shows("essay/03-after/", "Nobody came.")
    assert served.shows("whole/", "Nobody came.")
    path.unlink()
    assert eventually(lambda: not served.page("essay/03-after/") and "Nobody came." not in served.page("whole/"))


@pytest.mark.parametrize(
    ("name", "broken", "words"),
    [
        ("data/sources.yml", "references: [", "data/sources.yml:1:14: "),
        (ANSWER, "# The answer\n\nA “medal of plain tin”.\n{ #p3 }\n\n## Notes\n\n### “gold”\n", "[quote-missing]"),
        ("mkdocs.yml", "site_name: [", "mkdocs.yml:1:1: the site was not built: "),
        ("overrides/404.html", "{% block content %}", "mkdocs.yml:1:1: the site was not built: "),
    ],
    ids=["data", "a section", "the configuration", "a template"],
)
def test_a_mistake_is_told_and_the_site_stays(served: Served, name: str, broken: str, words: str) -> None:
    path = served.folder / name
    before = path.read_bytes() if path.exists() else None
    del served.said[:]
    path.parent.mkdir(exist_ok=True)
    path.write_text(broken, "utf-8")
    assert served.says(words), served.said
    assert served.says("the site stays as it was"), served.said
    assert "<h1" in served.page("essay/02-answer/")
    path.unlink() if before is None else path.write_bytes(before)
    served.edit("docs/about.md", "# About", "# More about")
    assert served.shows("about/", "More about")
    served.edit("docs/about.md", "# More about", "# About")
    assert not [line for line in served.said if "Traceback" in line]


def test_a_port_that_is_taken_is_told_in_one_line(served: Served, edition: Run) -> None:
    done = edition("serve", "--port", str(served.port), cwd=served.folder)
    told = f".:1:1: port {served.port} is taken; choose another: make serve PORT={served.port + 1} [port]\n"
    assert (done.returncode, done.stdout, done.stderr) == (1, "", told)


@pytest.mark.skipif(sys.platform == "win32", reason="needs signals")
@pytest.mark.parametrize("by", ["Ctrl-C", "an order to end"])
def test_it_ends_when_it_is_told_to(small: Path, tmp_path: Path, by: str) -> None:
    folder = Path(shutil.copytree(small, tmp_path / "edition", ignore=shutil.ignore_patterns("site")))
    said: list[str] = []
    command = [sys.executable, "-m", "edition", "serve", "--port", str(port := free_port())]
    process = subprocess.Popen(
        command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, start_new_session=True
    )
    threading.Thread(target=lambda: said.extend(process.stdout or ()), daemon=True).start()
    try:
        served = Served(folder, port, process, said)
        assert served.says(f"serving on http://127.0.0.1:{port}/"), said
        assert served.shows("", "</html>"), said
        if by == "Ctrl-C":  # a terminal tells every process of the group
            os.killpg(process.pid, signal.SIGINT)
        else:
            process.terminate()
        assert process.wait(PATIENCE) == 0
        assert eventually(lambda: "Stopped.\n" in said), said
        assert not [line for line in said if "Traceback" in line or "interrupted" in line]
    finally:
        process.kill()
    with socket.socket() as held:  # nobody is left behind at the port
        held.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        held.bind(("127.0.0.1", port))


def test_a_folder_that_is_no_edition_is_not_served(tmp_path: Path, edition: Run) -> None:
    done = edition("serve", "--port", str(free_port()), cwd=tmp_path)
    told = ".:1:1: no edition here: docs/ and data/text.yml are missing; run the command in the edition's folder [not-an-edition]\n"
    assert (done.returncode, done.stdout, done.stderr) == (1, "", told)
