"""Lines that their author ended are lines of the plain text."""

from pathlib import Path

import pytest

from edition.cli_export import make_twins
from tests.texts.shown import example


def test_lines_of_verse_are_lines_of_the_plain_text(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = dict(make_twins(example(tmp_path, "sonnet", monkeypatch).root, ("text",)).files)
    lines = [line.strip() for line in made["edition.txt"].decode().split("\n")]
    at = lines.index("Let me not to the marriage of true minds")
    assert lines[at + 1 : at + 3] == ["Admit impediments. Love is not love", "Which alters when it alteration finds,"]
