"""Whatever a contributor may validly add to this edition turns no test red, and is on the site as soon as it is built.

The first half adds one of everything to a copy of the real edition. The second looks at the tests themselves: which of them touch
the real edition at all. Those are named here, each with what it asks; what speaks of the essay's content lies in tests/content,
which is no gate (make content).
"""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from edition.model.edition import load_edition
from edition.model.markdown import plain
from edition.model.section import Section
from edition.text.quotes import find
from tests.conftest import HERE, ROOT, Run, build, copy_project

KEY = "ottoline-quarrywater"
NOTE = """
## "{words}"

It's not so - the quarry's register says otherwise... See https://quarry.example/register.
"""
ACTOR = f"""---
name: Ottoline Quarrywater
kind: person
summary: Keeper of a register
---

She kept the register of a quarry [@{KEY}-2026].
"""
TERM = f"""---
name: Quarrygram
kind: term
summary: What a quarry weighs in
---

A quarrygram is as much as two can carry [@{KEY}-2026].
"""
EVENT = f"""- id: quarry-opened
  title: The quarry opens
  date: 2023-06-24T11:11
  text: Ottoline Quarrywater opens the quarry.
  actors: [{KEY}]
  sources: [{KEY}-2026]
"""
RELATION = f"""- from: {KEY}
  to: {{other}}
  label: never met
  state: lasting
  then: She never met anybody.
  sources: [{KEY}-2026]
"""
SOURCE = f"- {{ id: {KEY}-2026, type: book, title: The register of the quarry, issued: {{ date-parts: [[2026]] }} }}\n"


# ---- one of everything


def words_of(section: Section) -> str:
    """Three words that a section has once, the first such."""
    texts = [plain(paragraph.source) for paragraph in section.paragraphs]
    for text in texts:
        for three in zip(words := re.findall(r"[^\W_]+", text), words[1:], words[2:], strict=False):
            if sum(len(find(" ".join(three), other)) for other in texts) == 1:
                return " ".join(three)
    raise AssertionError(f"{section.path} has no three words once")


def first(path: Path, name: str, record: str) -> None:
    """Put a record before the others of a file."""
    text = path.read_text("utf-8")
    assert f"\n{name}:\n- " in text
    path.write_text(text.replace(f"\n{name}:\n", f"\n{name}:\n{record}", 1), "utf-8")


@pytest.fixture(scope="module")
def enriched(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Section, str]:
    """A copy of this edition with one note, actor, term, event, relation and source more; the note's section, and its words."""
    root = copy_project(tmp_path_factory.mktemp("contribution") / "edition")
    edition = load_edition(root)
    section = next(edition.all_sections())
    words = words_of(section)
    with (root / section.path).open("a", encoding="utf-8") as file:
        file.write(NOTE.format(words=words))
    (root / f"docs/actors/{KEY}.md").write_text(ACTOR, "utf-8")
    (root / "docs/terms/quarrygram.md").write_text(TERM, "utf-8")
    first(root / "data/events.yml", "events", EVENT)
    first(root / "data/relations.yml", "relations", RELATION.format(other=edition.register.actors[0].key))
    first(root / "data/sources.yml", "references", SOURCE)
    return root, section, words


def test_what_anybody_may_add_is_checked_built_and_shown(enriched: tuple[Path, Section, str], edition: Run, tmp_path: Path) -> None:
    root, section, words = enriched
    checked = edition("check", cwd=root)
    assert (checked.returncode, [line for line in checked.stdout.splitlines() if ": warning: " not in line]) == (0, [])
    made = edition("pages", cwd=root)
    assert (made.returncode, made.stderr) == (0, "")
    built = build(root, tmp_path / "site")
    assert built.returncode == 0, built.stderr
    shown = {
        f"{section.page.removesuffix('.md')}/index.html": f"“{words}”",
        "notes/index.html": words,
        f"who/{KEY}/index.html": "She kept the register of a quarry",
        "glossary/index.html": "Keeper of a register",
        "terms/index.html": "as much as two can carry",
        "timeline/index.html": "The quarry opens",
        "relations/index.html": "She never met anybody.",
        "sources/index.html": "The register of the quarry",
    }
    missing = [page for page, said in shown.items() if said not in (tmp_path / "site" / page).read_text("utf-8")]
    assert missing == []


def test_what_looks_odd_of_it_fails_nothing(enriched: tuple[Path, Section, str]) -> None:
    command = [sys.executable, "-m", "tests.content", "--format", "github", "--root", str(enriched[0]), "--no-browser"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout
    assert [line for line in done.stdout.splitlines() if not line.startswith("::warning file=")] == []


# ---- which tests touch the real edition

# Who copies it, reads its files, or asks for a fixture that stands on a copy.
TOUCHES = re.compile(
    r"\bcopy_project\(|\bROOT / \"(?:docs|data)|\bload_\w+\(ROOT\b|^def test_.*\b(?:project|site): Path", re.MULTILINE
)
REAL = {
    "conftest.py": "has the copy",
    "original/test_essay.py": "asks what is known of the author's text, which no contributor changes",
    "site/conftest.py": "takes its settings, templates, styles and scripts, and puts the words of the small edition into them",
    "test_contribution.py": "adds to a copy of it",
}


def test_only_those_named_here_touch_the_real_edition() -> None:
    files = {path.relative_to(HERE).as_posix(): path.read_text("utf-8") for path in HERE.rglob("*.py")}
    found = {name for name, text in files.items() if TOUCHES.search(text) and not name.startswith(("content/", "bench/"))}
    assert found == REAL.keys()
