"""`edition new`: any essay, in any form and language, becomes an edition that builds at once and proves its text."""

import re
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

from edition.original.dividing import parts, proposed, slug
from edition.original.fingerprints import Stretch
from tests.conftest import Run, build
from tests.copies import docx, epub, page

HEADINGS = """THE BEACON
by E. Orme

I. The tower

Every evening Ada climbed -- slowly -- the tower. It's said that "nobody slept".

1. This begins like a list, and has *stars*, [brackets], <b>tags</b> & entities &amp; more.

II. The answer

A year later Ada Brook got a medal, from the Harbour Board at St. Hollin.
# This begins like a heading.

And Ada Brook kept it: { #p1 } [@nobody] [contents]
"""
MARKERS = "The first part begins here, and is short.\n\nIt goes on.\n\n* * *\n\nThe second part begins.\n\n* * *\n\nThe third."
FRENCH = "« L’été », dit Anne Leroux, « est fini. »\n\nElle quitta la ville de Nîmes — pour toujours.\n"
RUSSIAN = "Анна Орлова жила у моря. Каждый вечер Анна Орлова зажигала маяк.\n\nБуря погасила огонь; лодка осталась на берегу.\n"
CHINESE = "灯塔很高。每天晚上她都点灯。\n\n风暴来了，灯灭了。\n"
LONG = "\n\n".join(f"Paragraph {number} says {'something ' * 60}." for number in range(20))


def divided(text: str, title: str = "The beacon", author: str = "E. Orme") -> list[tuple[str, int]]:
    stretches = [Stretch(block, number) for number, block in enumerate(text.strip().split("\n\n"), 1)]
    return [(part.title, len(part.paragraphs)) for part in parts(stretches, title, author)]


@pytest.mark.parametrize(
    ("text", "sections"),
    [
        (HEADINGS.replace("THE BEACON\nby E. Orme", "THE BEACON\n\nby E. Orme"), [("I. The tower", 2), ("II. The answer", 2)]),
        (MARKERS, [("The first part begins here …", 2), ("The second part begins", 1), ("The third", 1)]),
        ("One paragraph of a few words, no more.", [("One paragraph of a few …", 1)]),
        ("CHAPTER I\n\nThe storm\n\nIt blew, and it blew.\n\nII\n\nIt stopped.", [("CHAPTER I: The storm", 1), ("II", 1)]),
        ("# The storm\n\nIt blew.\n\n## The calm\n\nIt stopped.", [("The storm", 1), ("The calm", 1)]),
        ("One\n\nIt blew, and stopped.\n\nThe end", [("One", 2)]),
    ],
)
def test_sections(text: str, sections: list[tuple[str, int]]) -> None:
    assert divided(text) == sections


def test_a_text_without_marks_is_divided_at_natural_breaks() -> None:
    counts = [count for _, count in divided(LONG)]
    assert sum(counts) == 20
    assert 3 <= len(counts) <= 5
    assert max(counts) - min(counts) <= 2


def test_names_are_proposed_with_counts_and_places() -> None:
    text = {
        "p1": "Ada Brook came. Then she left Ada Brook’s house in Hollin.",
        "p2": "Storms came to Hollin. Storms went. Анна и Орлов.",
    }
    assert proposed(text) == [("Ada Brook", 2, ["p1"]), ("Hollin", 2, ["p1", "p2"]), ("Орлов", 1, ["p2"])]


def test_slugs_are_plain() -> None:
    assert [slug(title) for title in ("Été à Nîmes", "灯塔", "I. The tower …")] == ["ete-a-nimes", "section", "i-the-tower"]


def new(edition: Run, folder: Path, name: str, data: bytes, *options: str) -> subprocess.CompletedProcess[str]:
    (folder / name).write_bytes(data)
    return edition("new", name, "made", "--title", "The “beacon”: a #1 tale", "--author", "E. Orme", *options, cwd=folder)


TEXTS: dict[str, tuple[str, bytes, str]] = {
    "headings": ("essay.txt", HEADINGS.encode(), "en"),
    "French": ("essay.txt", FRENCH.encode(), "fr"),
    "Russian HTML": ("essay.html", page(RUSSIAN.strip().split("\n\n")), "ru"),
    "Chinese": ("essay.txt", CHINESE.encode(), "zh"),
    "EPUB": ("essay.epub", epub(MARKERS.split("\n\n")), "en"),
    "DOCX": ("essay.docx", docx(FRENCH.strip().split("\n\n")), "en"),
    "Markdown": ("essay.md", b"# One\n\nIt *blew*\nhard.\n\n# Two\n\nIt stopped.\n", "en"),
    "long": ("essay.txt", LONG.encode(), "en"),
}


@pytest.mark.parametrize(("name", "data", "language"), TEXTS.values(), ids=TEXTS)
def test_any_essay_becomes_an_edition_without_a_problem(
    edition: Run, tmp_path: Path, name: str, data: bytes, language: str
) -> None:
    done = new(edition, tmp_path, name, data, "--language", language, "--licence", "CC BY 4.0")
    assert done.returncode == 0, done.stderr
    assert "no licence" not in done.stderr
    folder = tmp_path / "made"
    checked = edition("check", cwd=folder)
    assert checked.returncode == 0, checked.stdout
    assert edition("pages", cwd=folder).returncode == 0
    facts = yaml.safe_load((folder / "data/text.yml").read_text("utf-8"))["texts"][0]
    ids = [
        id
        for path in sorted((folder / "docs/essay").glob("*.md"))
        for id in re.findall(r"^\{ #(p\d+) \}$", path.read_text("utf-8"), re.M)
    ]
    assert ids == [paragraph["id"] for paragraph in facts["paragraphs"]]
    assert facts["licence"] == "CC BY 4.0"


@pytest.mark.parametrize("kind", ["headings", "Chinese"])
def test_it_builds_and_proves_its_text(edition: Run, tmp_path: Path, kind: str) -> None:
    name, data, language = TEXTS[kind]
    assert new(edition, tmp_path, name, data, "--language", language).returncode == 0
    folder = tmp_path / "made"
    assert edition("pages", cwd=folder).returncode == 0
    built = build(folder, folder / "site")
    assert built.returncode == 0, built.stderr
    done = edition("verify", ".", cwd=folder)
    assert (done.returncode, "all the author’s words" in done.stdout) == (0, True)


def test_its_make_file_and_workflow_ask_for_nothing_that_is_not_there(edition: Run, tmp_path: Path) -> None:
    new(edition, tmp_path, *TEXTS["headings"][:2])
    folder = tmp_path / "made"
    for target in ("serve", "site", "check", "test", "clean", "help"):
        subprocess.run(["make", "-n", target], cwd=folder, check=True, capture_output=True)
    workflow: Any = yaml.safe_load((folder / ".github/workflows/site.yml").read_text("utf-8"))
    runs = [step["run"] for job in workflow["jobs"].values() for step in job["steps"] if "run" in step]
    assert [run.split("\n")[0] for run in runs] == ["make venv", "make check FORMAT=github", "make site"]
    own = [path for path in folder.rglob("*.md") if "La Botz" in path.read_text("utf-8")]
    assert own == []
    assert "La Botz" not in (folder / "mkdocs.yml").read_text("utf-8")


def test_a_text_without_a_licence_says_what_to_do(edition: Run, tmp_path: Path) -> None:
    assert "no licence given" in new(edition, tmp_path, *TEXTS["French"][:2]).stderr


@pytest.mark.parametrize(
    ("data", "rule"),
    [
        (b"", "essay-empty"),
        (b"\xff\xfe\x00a", "essay-encoding"),
        (b"# Only a title\n", "new-text"),
        (b"lamp " * 90_000, "essay-paragraph"),
    ],
)
def test_bad_input_makes_nothing(edition: Run, tmp_path: Path, data: bytes, rule: str) -> None:
    done = new(edition, tmp_path, "essay.md" if rule == "new-text" else "essay.txt", data)
    assert (done.returncode, f"[{rule}]" in done.stderr, len(done.stderr.splitlines())) == (1, True, 1)
    assert [path.name for path in tmp_path.iterdir()] == ["essay.md" if rule == "new-text" else "essay.txt"]


def test_a_folder_with_something_in_it_is_left_alone(edition: Run, tmp_path: Path) -> None:
    (tmp_path / "made").mkdir()
    (tmp_path / "made/notes.txt").write_text("mine", "utf-8")
    done = new(edition, tmp_path, *TEXTS["French"][:2])
    assert (done.returncode, "[new-folder]" in done.stderr) == (1, True)
    assert [path.name for path in (tmp_path / "made").iterdir()] == ["notes.txt"]
