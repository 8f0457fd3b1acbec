"""The small edition that builds: the one of the cases, whole and in a folder of its own."""

import shutil
from pathlib import Path

from tests.conftest import BASE, Run

PARAGRAPHS = (BASE / "essay.txt").read_text("utf-8").strip().split("\n\n")


def companion(folder: Path, edition: Run) -> Path:
    """Copy the small edition, restated, into a folder, and make its generated pages."""
    shutil.copytree(BASE, folder)
    return _paged(folder, edition)


def full(folder: Path, edition: Run, other: Path) -> Path:
    """Copy it with the author's words in it, and with the fonts of another edition, since making them takes two seconds."""
    shutil.copytree(BASE, folder)
    lend_fonts(other, folder)
    done = edition("import", "essay.txt", cwd=folder)
    assert done.returncode == 0, done.stderr
    return _paged(folder, edition)


def lend_fonts(edition: Path, other: Path) -> None:
    """Copy the fonts that one edition has made into another."""
    fonts = Path("overrides/assets/made")
    shutil.copytree(edition / fonts, other / fonts, dirs_exist_ok=True)


def _paged(folder: Path, edition: Run) -> Path:
    done = edition("pages", cwd=folder)
    assert done.returncode == 0, done.stderr
    return folder
