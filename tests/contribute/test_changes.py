"""What a change of the files means for the reader, in words."""

import subprocess
from pathlib import Path

import pytest

from edition.contribute.changes import changes
from edition.files.problem import EditionError
from tests.conftest import needs_git

ANSWER = "docs/essay/02-answer.md"


def git(folder: Path, *arguments: str) -> None:
    needs_git()
    names = ["-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"]
    subprocess.run(["git", *names, *arguments], cwd=folder, check=True, capture_output=True)


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


@pytest.fixture
def held(base: Path) -> Path:
    """The small edition, in git."""
    git(base, "init", "-q")
    git(base, "add", "-A")
    git(base, "commit", "-qm", "all")
    return base


def test_where_nothing_changed_for_the_reader_it_says_so(held: Path) -> None:
    (held / ANSWER).write_text((held / ANSWER).read_text("utf-8") + "\n", "utf-8")
    assert changes(held, "HEAD") == "## What changes for the reader\n\nNothing that the reader sees.\n"


def test_a_summary_says_in_words_what_changes(held: Path) -> None:
    with (held / ANSWER).open("a", encoding="utf-8") as file:
        file.write("\n### “the matter was closed” { #matter .disputed }\n\nIt was not closed `at all` [@penn-1891].\n")
    edit(held / "docs/essay/01-lamp.md", "She was not the last.", "She was hardly the last.")
    edit(held / "docs/essay/01-lamp.md", "### “put out by the storm” { #storm", "### “put out by the storm” { #gale")
    edit(held / "data/sources.yml", "- id: brook-1890\n", "- { id: penn-1891, type: book, title: A `life` }\n- id: brook-1891\n")
    (held / "docs/actors/hollin-light.md").unlink()
    (held / "docs/terms/slip.md").write_text("---\nname: Slip\nkind: term\nsummary: Where boats go in\n---\n\nIt is.\n", "utf-8")
    edit(held / "mkdocs.yml", "The last keeper", "The last keepers")
    assert changes(held, "HEAD") == (
        """## What changes for the reader

### Notes added (2)

- `“put out by the storm”` in `docs/essay/01-lamp.md`: `right`, 54 words
- `“the matter was closed”` in `docs/essay/02-answer.md`: `disputed`, 7 words

### Notes changed (1)

- `“the last true keeper”` in `docs/essay/01-lamp.md`: `wrong`, 58 words

### Notes removed (1)

- `“put out by the storm”` in `docs/essay/01-lamp.md`: `right`, 54 words

### Sources added (2)

- `penn-1891`: `A ’life’`
- `brook-1891`: `Letter to her sister`

### Sources removed (1)

- `brook-1890`

### Actors and terms added (1)

- `Slip`

### Actors and terms removed (1)

- `hollin-light`

### Not content: read these line by line before anything is merged (1)

- `mkdocs.yml`
"""
    )


def test_a_kind_of_nobody_s_is_told_without_markup(held: Path) -> None:
    edit(held / ANSWER, "{ #medal .context", "{ #medal .**@all**")
    told = changes(held, "HEAD").removeprefix("## What changes for the reader\n\n### Notes changed (1)\n\n")
    assert told == f"- `“medal of plain tin”` in `{ANSWER}`: `**@all**`, 62 words\n"


def test_where_a_note_hangs_and_how_it_is_hedged_is_of_the_note(held: Path) -> None:
    for more in ("hedged=perhaps", 'words="plain tin"'):
        edit(held / ANSWER, "{ #medal .context", f"{{ #medal .context {more}")
        assert "\n### Notes changed (1)\n" in changes(held, "HEAD")
        edit(held / ANSWER, f" {more}", "")
    edit(held / ANSWER, "reviewed=2026-11-24", "reviewed=2026-11-25")
    assert "Notes changed" not in changes(held, "HEAD")


def test_of_many_changes_a_hundred_are_told(held: Path) -> None:
    more = "".join(f"- {{ id: book-{number}, type: book, title: Volume {number} }}\n" for number in range(120))
    with (held / "data/sources.yml").open("a", encoding="utf-8") as file:
        file.write(more)
    told = changes(held, "HEAD").split("\n")
    assert told[2] == "### Sources added (120)"
    assert (len([line for line in told if line.startswith("- `book-")]), told[-2]) == (100, "- and 20 more")


@pytest.mark.parametrize("revision", ["nowhere", "--output=x", ""])
def test_a_revision_that_is_none_is_told(held: Path, revision: str) -> None:
    with pytest.raises(EditionError, match=r"^\.:1:1: git cannot tell what changed: .+ \[git\]$"):
        changes(held, revision)
    assert not (held / "x").exists()


def test_where_there_is_no_checkout_it_is_told(base: Path) -> None:
    needs_git()
    with pytest.raises(EditionError) as refused:
        changes(base, "HEAD")
    assert str(refused.value).startswith(".:1:1: git cannot tell what changed: fatal: not a git repository")
