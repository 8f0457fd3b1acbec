"""A small edition that builds: the one of the cases, with the toolkit's own configuration round it."""

import shutil
from pathlib import Path

from tests.conftest import BASE, Run

PARAGRAPHS = (BASE / "essay.txt").read_text("utf-8").strip().split("\n\n")


def companion(folder: Path, edition: Run) -> Path:
    """The small edition, restated, in a folder of its own, with its generated pages."""
    made = edition(
        "new", str(BASE / "essay.txt"), str(folder), "--title", "The last keeper", "--author", "J. Marsh", cwd=folder.parent
    )
    assert made.returncode == 0, made.stderr
    shutil.rmtree(folder / "docs/essay")
    shutil.copytree(BASE / "docs", folder / "docs", dirs_exist_ok=True)
    shutil.copytree(BASE / "data", folder / "data", dirs_exist_ok=True)
    config = (folder / "mkdocs.yml").read_text("utf-8")
    nav = "".join(f"      - essay/{path.name}\n" for path in sorted((folder / "docs/essay").glob("*.md")))
    before, after = config.split("  - The essay:\n")
    rest = after.split("      - On one page", 1)[1]
    (folder / "mkdocs.yml").write_text(f"{before}  - The essay:\n{nav}      - On one page{rest}", "utf-8")
    done = edition("pages", cwd=folder)
    assert done.returncode == 0, done.stderr
    return folder


def full(folder: Path, edition: Run) -> Path:
    """The small edition with the author's words in it."""
    companion(folder, edition)
    for command in (("import", str(BASE / "essay.txt")), ("pages",)):
        done = edition(*command, cwd=folder)
        assert done.returncode == 0, done.stderr
    return folder
