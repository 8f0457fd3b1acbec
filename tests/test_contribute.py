"""A note from the terminal, and from an issue: right ones find their place, hostile ones leave everything as it was."""

import json
import os
import subprocess
from pathlib import Path

import pytest

from edition.contribute.insert import address
from edition.contribute.propose import fields, proposal
from edition.files.problem import EditionError
from edition.model.edition import load
from tests.conftest import Run

PATH = "docs/essay/02-answer.md"
TEXT = (
    "The medal lies in the museum of the town, with a card that calls it pewter. Nobody has tested the metal, so the essay may be "
    "right or wrong about it, and the curator has said that the question is not worth a scratch [@board-1901, p. 12]."
)
ISSUE = """### Section file

{section}

### The author’s words

{quote}

### Kind

{kind}

### Verdict

{verdict}

### The note

{text}

### New sources

{fresh}
"""
GOOD = {"section": PATH, "quote": "plain tin", "kind": "dispute", "verdict": "open", "text": TEXT, "fresh": "_No response_"}


def note(edition: Run, base: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return edition("note", *arguments, "--no-edit", cwd=base)


def headings(base: Path, path: str = PATH) -> list[str]:
    return [line for line in (base / path).read_text("utf-8").split("\n") if line.startswith("### ")]


@pytest.mark.parametrize(
    ("words", "path", "at"),
    [
        ("Ada Brook climbed", "docs/essay/01-lamp.md", 0),
        ("that coast", "docs/essay/01-lamp.md", 1),
        ("great gale", "docs/essay/01-lamp.md", 1),
        ("stayed", "docs/essay/01-lamp.md", 3),
        ("nobody in the Harbour Board answered", "docs/essay/01-lamp.md", 3),
        ("a year later", PATH, None),
        ("A year later", PATH, 0),
        ("the matter", PATH, 1),
    ],
)
def test_a_note_lands_where_the_text_puts_it(edition: Run, base: Path, words: str, path: str, at: int | None) -> None:
    done = note(edition, base, words, "--kind", "source")
    if at is None:
        assert done.returncode == 1 and f"not in the text: “{words}”; nearest is “" in done.stderr
        return
    assert done.returncode == 0, done.stderr
    assert headings(base, path)[at].startswith(f"### “{words}” {{ #{address(words, ())} .source reviewed=")
    assert f"{path}:" in done.stdout


def test_words_that_occur_twice_are_told_with_their_places(edition: Run, base: Path) -> None:
    before = (base / PATH).read_text("utf-8")
    done = note(edition, base, "Harbour Board")
    assert (done.returncode, len(done.stderr.splitlines())) == (1, 1)
    assert "found 2 times, in p2 (docs/essay/01-lamp.md), p3 (docs/essay/02-answer.md)" in done.stderr
    assert (base / PATH).read_text("utf-8") == before


def test_words_that_occur_everywhere_are_told_in_a_line(edition: Run, base: Path) -> None:
    text = (base / PATH).read_text("utf-8")
    more = "".join(f"The gale is over.\n{{ #p{number} }}\n\n" for number in range(10, 20))
    (base / PATH).write_text(text.replace("## Notes", f"{more}## Notes"), "utf-8")
    done = note(edition, base, "gale is over")
    assert done.returncode == 1 and "and 6 paragraphs more" in done.stderr


def test_a_second_note_on_the_same_words_is_pointed_to_the_first(edition: Run, base: Path) -> None:
    for told in ("", "there is a note on these words already, #the-matter; read it first"):
        done = note(edition, base, "the matter")
        assert done.returncode == 0 and told in done.stderr and bool(told) == ("already" in done.stderr)


@pytest.mark.parametrize("words", ["", "“”", "  ", "…", "x" * 5000, "<script>", "../../etc/passwd", "\u202e"])
def test_words_that_are_none_get_a_line(edition: Run, base: Path, words: str) -> None:
    done = note(edition, base, words)
    assert done.returncode == 1 and len(done.stderr.splitlines()) == 1 and "Traceback" not in done.stderr


def test_the_editor_is_opened_at_the_note(edition: Run, base: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    script = tmp_path / "nano"
    script.write_text('#!/bin/sh\necho "$@" > "$(dirname "$0")/told"\n', "utf-8")
    script.chmod(0o755)
    monkeypatch.setenv("EDITOR", str(script))
    monkeypatch.delenv("VISUAL", raising=False)
    done = edition("note", "the matter", cwd=base)
    assert done.returncode == 0, done.stderr
    line, path = (tmp_path / "told").read_text("utf-8").split()
    assert path == str(base / PATH)
    assert (base / PATH).read_text("utf-8").split("\n")[int(line[1:]) - 3].startswith("### “the matter”")


def test_an_editor_that_is_not_there_is_told(edition: Run, base: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VISUAL", "no-such-editor --wait")
    done = edition("note", "the matter", cwd=base)
    assert done.returncode == 0 and "the editor no-such-editor cannot be started" in done.stderr


def test_an_address_that_is_taken_gets_a_number() -> None:
    assert [
        address("Façade of “glass”", taken) for taken in ((), ("facade-of-glass",), ("facade-of-glass", "facade-of-glass-2"))
    ] == [
        "facade-of-glass",
        "facade-of-glass-2",
        "facade-of-glass-3",
    ]
    assert address("Sources", ()) == "sources-note" and address("Путин", ()) == "note"


def test_an_issue_becomes_a_note(edition: Run, base: Path) -> None:
    event = base / "event.json"
    event.write_text(json.dumps({"issue": {"body": ISSUE.format(**GOOD).replace("\n", "\r\n")}}), "utf-8")
    done = edition("propose", "event.json", "--title", "title.txt", "--summary", "summary.md", cwd=base)
    assert done.returncode == 0, done.stderr
    assert headings(base)[-1].startswith("### “plain tin” { #plain-tin .dispute .open reviewed=")
    assert (base / "title.txt").read_text("utf-8") == "Note: on “plain tin”\n"


HOSTILE = {
    "another file": {"section": "mkdocs.yml"},
    "a file above": {"section": "../../../../etc/passwd"},
    "a generated page": {"section": "docs/whole.md"},
    "an absolute path": {"section": "/etc/passwd"},
    "a kind of nobody's": {"kind": "source .md-overlay"},
    "a verdict with attributes": {"verdict": "right onclick=alert(1)"},
    "words over two lines": {"quote": "plain\n\n## Notes\n\ntin"},
    "words with attributes": {"quote": "plain tin” { onclick=alert(1) }"},
    "words not there": {"quote": "golden medal"},
    "a script": {"text": f"{TEXT} <script>alert(1)</script>"},
    "a link that runs": {"text": f"{TEXT} [x](javascript:alert(1))"},
    "another note": {"text": f"{TEXT}\n\n### “the matter” {{ #x }}\n\n{TEXT}"},
    "an end of the notes": {"text": f"{TEXT}\n\n## Notes\n\n{TEXT}"},
    "a title": {"text": f"# A title\n\n{TEXT}"},
    "a paragraph of the author's": {"text": f"{TEXT}\n{{ #p9 }}"},
    "a field again": {"text": f"{TEXT}\n\n### Kind\n\nsource"},
    "a fence that swallows": {"text": f"```\n{TEXT}"},
    "an include": {"text": f'{TEXT}\n\n--8<-- "mkdocs.yml"'},
    "an unknown source": {"text": TEXT.replace("board-1901", "nobody")},
    "no source": {"text": TEXT.replace(" [@board-1901, p. 12]", "")},
    "nothing": {"text": "_No response_"},
    "turned letters": {"text": TEXT.replace("museum", "\u202emuseum")},
    "a picture of elsewhere": {"text": f"{TEXT} ![x](https://evil.example/x.png)"},
    "brackets without end": {"text": TEXT + " [" * 4000},
    "more than an issue holds": {"text": TEXT * 400},
}


@pytest.mark.parametrize("change", HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_issue_changes_nothing(edition: Run, base: Path, change: dict[str, str]) -> None:
    before = {path: path.read_bytes() for path in base.rglob("*") if path.is_file()}
    (base / "issue.md").write_text(ISSUE.format(**GOOD | change), "utf-8")
    done = edition("propose", "issue.md", cwd=base)
    assert done.returncode == 1 and done.stderr and "Traceback" not in done.stderr
    assert {path: path.read_bytes() for path in base.rglob("*") if path.is_file() and path.name != "issue.md"} == before


@pytest.mark.parametrize("body", ["", "hello", "### Kind\n\nsource", "{", "[]", ISSUE.format(**GOOD) * 2])
def test_what_is_not_the_form_is_refused(base: Path, body: str) -> None:
    with pytest.raises(EditionError, match=r"this is not the form|no issue"):
        fields(body)


def test_new_sources_are_quoted_as_code(base: Path) -> None:
    made = proposal(load(base), ISSUE.format(**GOOD | {"fresh": "@everyone <img src=x>\n# Big"}), "2026-11-24")
    assert all(line.startswith("    ") for line in made.summary.split(":\n\n")[1].split("\n"))


def git(folder: Path, *arguments: str) -> None:
    settings = ["-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"]
    subprocess.run(["git", *settings, *arguments], cwd=folder, check=True, capture_output=True, env=os.environ)


def test_a_summary_says_in_words_what_changes(edition: Run, base: Path) -> None:
    git(base, "init", "-q")
    git(base, "add", "-A")
    git(base, "commit", "-qm", "first")
    assert "Nothing that the reader sees." in edition("changes", "HEAD", cwd=base).stdout
    note(edition, base, "the matter", "--kind", "hindsight", "--text", TEXT)
    lamp = base / "docs/essay/01-lamp.md"
    lamp.write_text(lamp.read_text("utf-8").replace("She was not the last.", "She was not the last `at all`."), "utf-8")
    (base / "docs/actors/hollin-light.md").unlink()
    (base / "mkdocs.yml").write_text("site_name: x\n", "utf-8")
    git(base, "add", "-A")
    told = edition("changes", "HEAD", cwd=base).stdout
    assert "### Notes added (1)\n\n- `“the matter”` in `docs/essay/02-answer.md`: hindsight, 47 words" in told
    assert "### Notes changed (1)\n\n- `“the last true keeper”`" in told
    assert "### Actors and terms removed (1)\n\n- `hollin-light`" in told
    assert "read these line by line before anything is merged (1)\n\n- `mkdocs.yml`" in told


def test_a_revision_that_is_none_gets_a_line(edition: Run, base: Path) -> None:
    git(base, "init", "-q")
    done = edition("changes", "--output=x", cwd=base)
    assert done.returncode != 0 and "Traceback" not in done.stderr
    done = edition("changes", "nowhere", cwd=base)
    assert done.returncode == 1 and len(done.stderr.splitlines()) == 1
