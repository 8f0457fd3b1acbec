"""Lines that their author ended are lines of the plain text; on the cells of his tables notes can hang."""

from pathlib import Path

import pytest

from edition.cli_export import make_twins
from edition.export.records import Anchor, Book
from edition.export.take import made_of
from edition.export.twins import TWINS
from edition.text.normal import Span
from tests.export.rich import copied, made, shape
from tests.texts.shown import example


def test_lines_of_verse_are_lines_of_the_plain_text(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = dict(make_twins(example(tmp_path, "sonnet", monkeypatch).root, ("text",)).files)
    lines = [line.strip() for line in made["edition.txt"].decode().split("\n")]
    at = lines.index("Let me not to the marriage of true minds")
    assert lines[at + 1 : at + 3] == ["Admit impediments. Love is not love", "Which alters when it alteration finds,"]


def test_a_note_hangs_on_words_in_a_table_of_the_author_s(shaped: Book) -> None:
    [note] = [note for note in shaped.notes if note.id == "panes"]
    assert note.anchor == Anchor("p8-4", Span(1, 19), "three panes broken")
    text = made_of(shaped, TWINS).files["edition.txt"].decode()
    assert "Paragraph p8-4\n  “three panes broken”\n\nNote 6, on “three panes broken”\n" in text


def test_a_day_of_review_that_is_none_is_left_out(tmp_path: Path) -> None:
    base = shape(copied(tmp_path))
    path = base / "docs/essay/02-answer.md"
    path.write_text(path.read_text("utf-8").replace("reviewed=2026-11-24", "reviewed=24.11.2026", 1), "utf-8")
    found = made(base)
    assert [note.id for note in found.notes if not note.reviewed] == ["medal"]
    assert made_of(found, TWINS).files
