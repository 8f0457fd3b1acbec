"""Door three: the author's words come in whole and verified, or nothing changes; and the way back."""

import os
import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import markdown
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from edition.model.edition import load_register
from edition.model.records import ParagraphFacts, Text
from edition.original.copies import plain_blocks, read_copy
from edition.original.facts import as_yaml, facts
from edition.original.fingerprints import Hit, Stretch, match
from edition.original.hypertext import shown
from edition.original.importing import escape, imported, verify, words_of
from edition.render.page import digest
from edition.text.quotes import normal
from edition.text.tree import EXTENSIONS, plain, without_raw_html
from tests.conftest import BASE, Run
from tests.copies import FORMS
from tests.copies import plain as as_plain
from tests.small import PARAGRAPHS

ESSAY = (BASE / "essay.txt").read_text("utf-8")


def tree(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def git(folder: Path, *arguments: str) -> None:
    names = ["-c", "user.name=A", "-c", "user.email=a@example.org"]
    subprocess.run(["git", *names, *arguments], cwd=folder, check=True, capture_output=True)


@pytest.mark.parametrize(("name", "form"), FORMS.values(), ids=FORMS)
def test_a_copy_in_any_form_comes_in_word_for_word(base: Path, edition: Run, name: str, form: Any) -> None:
    (base / name).write_bytes(form(PARAGRAPHS))
    done = edition("import", name, cwd=base)
    assert (done.returncode, done.stderr) == (0, "")
    assert "3 paragraphs verified" in done.stdout
    assert "to go back: edition import --undo" in done.stdout
    first = (base / "docs/essay/01-lamp.md").read_text("utf-8")
    assert PARAGRAPHS[0] in first
    assert first.count("### “") == 3
    assert not [line for line in edition("check", cwd=base).stdout.splitlines() if "warning" not in line]


def test_a_dry_run_shows_the_plan_and_changes_nothing(base: Path, edition: Run) -> None:
    (base / "page.html").write_bytes(FORMS["HTML"][1](PARAGRAPHS))
    before = tree(base)
    done = edition("import", "page.html", "--dry-run", cwd=base)
    assert done.returncode == 0
    assert tree(base) == before
    assert re.search(r"line \d+: p2, 21 words, verified -> docs/essay/01-lamp\.md:6", done.stdout)
    assert "left out, 4 words: The last keeper" not in done.stdout  # it has three
    assert "left out, 3 words: The last keeper" in done.stdout
    assert "would write docs/essay/02-answer.md" in done.stdout


def test_undo_brings_everything_back(base: Path, edition: Run) -> None:
    before = tree(base)
    assert edition("import", "essay.txt", cwd=base).returncode == 0
    assert tree(base) != before
    assert edition("import", "--undo", cwd=base).returncode == 0
    assert tree(base) == before
    assert edition("import", "--undo", cwd=base).returncode == 1


def test_undo_spares_what_has_been_written_since(base: Path, edition: Run) -> None:
    edition("import", "essay.txt", cwd=base)
    section = base / "docs/essay/01-lamp.md"
    section.write_text(section.read_text("utf-8") + "\nMore.\n", "utf-8")
    before = tree(base)
    done = edition("import", "--undo", cwd=base)
    assert (done.returncode, "[undo-changed]" in done.stderr) == (1, True)
    assert tree(base) == before


def test_work_that_git_does_not_hold_is_never_replaced(base: Path, edition: Run) -> None:
    git(base, "init", "-q")
    git(base, "add", ".")
    git(base, "commit", "-qm", "Text: all")
    section = base / "docs/essay/02-answer.md"
    section.write_text(section.read_text("utf-8") + "\nA new thought.\n", "utf-8")
    before = tree(base / "docs")
    done = edition("import", "essay.txt", cwd=base)
    assert done.returncode == 1
    assert done.stderr.startswith("docs/essay/02-answer.md:1:1: ")
    assert "[import-unheld]" in done.stderr
    assert tree(base / "docs") == before
    git(base, "commit", "-qam", "Note: a thought")
    assert edition("import", "essay.txt", cwd=base).returncode == 0
    git(base, "checkout", "--", "docs/essay")
    assert tree(base / "docs") == before


def swapped() -> str:
    return "\n\n".join([PARAGRAPHS[1], PARAGRAPHS[0], PARAGRAPHS[2]])


BAD: dict[str, tuple[bytes, str]] = {
    "empty": (b"", "essay-empty"),
    "only spaces": (b" \n\n \t\n", "essay-empty"),
    "binary": (bytes(range(1, 32)) * 9, "essay-encoding"),
    "a picture": (b"\x89PNG\r\n\x1a\n", "essay-format"),
    "a PDF": (b"%PDF-1.7\n", "essay-format"),
    "a zip": (b"PK\x03\x04" + bytes(30), "essay-format"),
    "Latin-1": ("Ada trug eine Münze.\n".encode("latin-1"), "essay-encoding"),
    "UTF-16": (ESSAY.encode("utf-16"), "essay-encoding"),
    "10 MB in one paragraph": (b"lamp " * 2_000_000, "essay-paragraph"),
    "100 MB": (b"lamp\n\n" * 17_000_000, "essay-format"),
    "another essay": (b"Of bread.\n\nBread is made of flour, and flour of corn, and corn of rain and time.\n", "import-other"),
    "the essay twice": (ESSAY.encode() + b"\n\n" + ESSAY.encode(), "import-twice"),
    "half of it": ("\n\n".join(PARAGRAPHS[:1]).encode(), "import-differs"),
    "a paragraph missing": ("\n\n".join([PARAGRAPHS[0], PARAGRAPHS[2]]).encode(), "import-differs"),
    "out of order": (swapped().encode(), "import-order"),
    "a letter changed": (ESSAY.replace("never", "nevar").encode(), "import-differs"),
    "a word more": (ESSAY.replace("never", "never ever").encode(), "import-differs"),
}


@pytest.mark.parametrize(("data", "rule"), BAD.values(), ids=BAD)
def test_bad_input_gets_a_line_and_changes_nothing(base: Path, edition: Run, data: bytes, rule: str) -> None:
    (base / "copy.txt").write_bytes(data)
    before = tree(base)
    done = edition("import", "copy.txt", cwd=base)
    assert done.returncode == 1
    assert re.match(r"copy\.txt:\d+:\d+: ", done.stderr)
    assert f"[{rule}]" in done.stderr
    assert len(done.stderr.splitlines()) <= 3
    assert tree(base) == before


def test_a_refusal_names_the_line_of_what_differs(base: Path, edition: Run) -> None:
    (base / "copy.txt").write_text(ESSAY.replace("slept", "dozed"), "utf-8")
    done = edition("import", "copy.txt", cwd=base)
    assert "copy.txt:3:1: paragraph p2 is not the author’s: the right number of words, and another hash" in done.stderr


def test_a_missing_file_gets_a_line(base: Path, edition: Run) -> None:
    done = edition("import", "nowhere.txt", cwd=base)
    assert (done.returncode, len(done.stderr.splitlines())) == (1, 1)


@pytest.mark.parametrize("dies", ["_store", "_complete"])
def test_a_disk_that_fails_leaves_the_project_whole(base: Path, monkeypatch: pytest.MonkeyPatch, dies: str) -> None:
    from edition.files import disk as files
    from edition.original import keeping

    before = tree(base)

    def fail(*_: Any) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(files, dies, fail)
    with pytest.raises(OSError, match="No space"):
        keeping.replace({base / "docs/essay/01-lamp.md": "new\n"}, base)
    monkeypatch.undo()
    # Before the journal stands nothing has changed; after it, the next command completes the run.
    files.recover(base)
    after = tree(base)
    assert after == before or after["docs/essay/01-lamp.md"] == b"new\n"
    assert not [name for name in after if "edition-new" in name or "journal" in name]


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write everywhere")
def test_a_read_only_folder_is_told(base: Path, edition: Run) -> None:
    (base / "docs/essay").chmod(0o555)
    done = edition("import", "essay.txt", cwd=base)
    (base / "docs/essay").chmod(0o755)
    assert (done.returncode, "[not-written]" in done.stderr) == (1, True)


def test_an_emended_copy_comes_in_as_it_was_printed(base: Path, edition: Run) -> None:
    facts = base / "data/text.yml"
    slip = "  emendations:\n  - {paragraph: p2, printed: gale. The, corrected: gale; the}\n  words: 52\n"
    facts.write_text(facts.read_text("utf-8").replace("  words: 52\n", slip), "utf-8")
    assert edition("facts", "essay.txt", cwd=base).returncode == 0
    (base / "copy.txt").write_text(ESSAY.replace("gale. The", "gale; the"), "utf-8")
    done = edition("import", "copy.txt", "--dry-run", cwd=base)
    assert "p2, 21 words, verified, the printed form restored" in done.stdout
    assert edition("import", "copy.txt", cwd=base).returncode == 0
    assert PARAGRAPHS[1] in (base / "docs/essay/01-lamp.md").read_text("utf-8")


# ---- for any text

SIGNS = st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc", "Cn"]), min_size=1, max_size=30)
MARKDOWN = st.text("*_`[](){}<>#+-.!|~:^&;\\\"'=0123456789 ab\u00a0\u00ad", min_size=1, max_size=30)
WORDS = st.lists(
    st.one_of(SIGNS, MARKDOWN, st.sampled_from(["“so”", "&amp;", "[@key]", "{ #p1 }", "1.", "–", "…"])), min_size=1, max_size=6
)
PARAGRAPH = WORDS.map(lambda words: normal(" ".join(words))).filter(bool)


def text_of(paragraphs: list[str]) -> Text:
    known = [ParagraphFacts(id=f"p{n}", words=len(normal(p).split()), sha256=digest(p)) for n, p in enumerate(paragraphs, 1)]
    return Text(folder="essay", title="T", author="A", paragraphs=tuple(known))


@given(PARAGRAPH)
def test_any_paragraph_reads_in_markdown_as_it_is(words: str) -> None:
    assert normal(plain(escape(words))) == words


@given(PARAGRAPH)
def test_any_paragraph_can_be_taken_out_of_its_page_again(words: str) -> None:
    md = markdown.Markdown(extensions=list(EXTENSIONS))
    without_raw_html(md)
    html = md.convert(f"# T\n\n{escape(words)}\n{{ #p1 .verbatim }}\n\n## Notes\n")
    [paragraph], _ = shown(html)
    assert normal(paragraph.text) == words


@given(st.lists(PARAGRAPH, min_size=1, max_size=6, unique=True), st.lists(st.lists(st.sampled_from("abc"), max_size=4), max_size=3))
def test_any_text_is_found_again_whatever_stands_around_it(paragraphs: list[str], around: list[list[str]]) -> None:
    furniture = [" ".join(["furniture", *words]) for words in around]
    copy = [Stretch(words, line) for line, words in enumerate([*furniture, *paragraphs, *furniture], 1)]
    items = match(copy, text_of(paragraphs))
    assert list(words_of(items).values()) == paragraphs
    assert not verify(items, text_of(paragraphs), "copy")
    assert [item.id for item in items if isinstance(item, Hit)] == [f"p{n}" for n in range(1, len(paragraphs) + 1)]


@given(st.lists(PARAGRAPH, min_size=2, max_size=6, unique=True), st.data())
def test_any_change_of_a_letter_is_refused(paragraphs: list[str], data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(paragraphs) - 1))
    changed = paragraphs[at] + "x"
    copy = [Stretch(words, line) for line, words in enumerate([*paragraphs[:at], changed, *paragraphs[at + 1 :]], 1)]
    assert verify(match(copy, text_of(paragraphs)), text_of(paragraphs), "copy")


@pytest.mark.parametrize(
    ("text", "blocks"),
    [
        ("one\ntwo\n\nthree", [("one\ntwo", 1), ("three", 4)]),
        ("\n\n  one\n \t\n  two\n", [("one", 3), ("two", 5)]),
        ("one\fpage two", [("one", 1), ("page two", 3)]),
        (
            "   One begins here\nand goes on\n   Two begins here\nand ends",
            [("One begins here\nand goes on", 1), ("Two begins here\nand ends", 3)],
        ),
        (f"{'long ' * 40}\n{'line ' * 40}", [(("long " * 40).strip(), 1), (("line " * 40).strip(), 2)]),
        ("hard wrapped\nwith no blank\nline at all", [("hard wrapped\nwith no blank\nline at all", 1)]),
    ],
)
def test_paragraphs_of_odd_plain_text(text: str, blocks: list[tuple[str, int]]) -> None:
    assert [(block.text, block.line) for block in plain_blocks(text)] == blocks


# ---- the essay itself


@pytest.mark.parametrize(("name", "form"), FORMS.values(), ids=FORMS)
def test_the_essay_comes_in_from_every_form(essay: Path, tmp_path: Path, name: str, form: Callable[[list[str]], bytes]) -> None:
    from edition.model.edition import load
    from tests.conftest import ROOT

    paragraphs = essay.read_text("utf-8").strip().split("\n\n")
    (tmp_path / name).write_bytes(form(paragraphs))
    edition = load(ROOT)
    [text] = edition.register.texts
    items = match(read_copy(tmp_path / name, tmp_path), text)
    assert list(words_of(items).values()) == [normal(words) for words in paragraphs]
    assert len(imported(edition, text, items, name)) == len(edition.sections["essay"])


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=20)
@given(paragraphs=st.lists(PARAGRAPH, min_size=1, max_size=4, unique=True))
def test_facts_of_any_text_are_those_that_its_copy_is_verified_by(tmp_path: Path, paragraphs: list[str]) -> None:
    shutil.rmtree(tmp_path / "data", ignore_errors=True)
    (tmp_path / "data").mkdir()
    made = as_yaml([facts(paragraphs, Text(folder="essay", title="T", author="A"), load_register(tmp_path))])
    (tmp_path / "data/text.yml").write_text(made, "utf-8")
    [text] = load_register(tmp_path).texts
    (tmp_path / "copy.txt").write_bytes(as_plain(paragraphs))
    assert [facts.sha256 for facts in text.paragraphs] == [digest(words) for words in paragraphs]
