"""The author's words come in whole and verified, or nothing changes; git is the way back."""

import re
import subprocess
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from lxml import html
from markdown import Markdown
from markdown.treeprocessors import Treeprocessor

from edition.files.problem import EditionError
from edition.intake.plain import chunks_of
from edition.model.edition import Edition, load_edition
from edition.model.markdown import EXTENSIONS, only_markdown, plain, take_attributes
from edition.original.copies import Stretch
from edition.original.fingerprints import match
from edition.original.importing import escape, imported, unheld
from edition.text.normal import normal
from tests.conftest import BASE, Run, needs_git
from tests.copies import FORMS
from tests.original.texts import PARAGRAPHS
from tests.small import PARAGRAPHS as STORY

ESSAY = (BASE / "essay.txt").read_text("utf-8")


def copy_of(text: str) -> list[Stretch]:
    return [Stretch(chunk.text.strip(), chunk.line) for chunk in chunks_of(text)]


def tree(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def git(folder: Path, *arguments: str) -> None:
    needs_git()
    names = ["-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"]
    subprocess.run(["git", *names, *arguments], cwd=folder, check=True, capture_output=True)


def with_words(edition: Edition, copy: list[Stretch]) -> dict[str, str]:
    """The section files that an import of a copy would make, by their paths."""
    [text] = edition.register.texts
    made = imported(edition, text, match(copy, text), "copy.txt")
    return {path.relative_to(edition.root).as_posix(): words for path, words in made.items()}


# ---- words as Markdown


@given(PARAGRAPHS)
def test_any_paragraph_reads_in_markdown_as_it_is(words: str) -> None:
    assert normal(plain(escape(words))) == words


class _Attributes(Treeprocessor):
    def run(self, root: ET.Element) -> None:
        take_attributes(root)


@settings(max_examples=60)
@given(PARAGRAPHS)
def test_any_paragraph_stands_on_its_page_as_it_is(words: str) -> None:
    md = Markdown(extensions=list(EXTENSIONS))
    only_markdown(md)
    md.treeprocessors.register(_Attributes(md), "attributes", 7)
    page: Any = html.document_fromstring(md.convert(f"# T\n\n{escape(words)}\n{{ #p1 }}\n\n## Notes\n"))
    [paragraph] = page.xpath("//p")
    assert (paragraph.get("id"), normal(paragraph.text_content())) == ("p1", words)


# ---- the command


@pytest.mark.parametrize("form", ["plain", "printed page", "EPUB"])
def test_a_copy_comes_in_word_for_word(base: Path, edition: Run, form: str) -> None:
    name, write = FORMS[form]
    (base / name).write_bytes(write(STORY))
    restated = tree(base)
    done = edition("import", name, cwd=base)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == (
        "3 paragraphs verified; 2 section files now hold the author’s words\nto go back: git checkout -- docs/essay\n"
    )
    made = tree(base)
    lamp, answer = (made.pop(path).decode() for path in ("docs/essay/01-lamp.md", "docs/essay/02-answer.md"))
    assert lamp.startswith(f"# The lamp\n\n{STORY[0]}\n{{ #p1 }}\n\n{STORY[1]}\n{{ #p2 }}\n\n> Mostly true: ")
    assert answer.startswith(f"# The answer\n\n{STORY[2]}\n{{ #p3 }}\n\n## Notes\n")
    notes = re.compile(r"## Notes\n.*", re.DOTALL)
    for path, text in (("docs/essay/01-lamp.md", lamp), ("docs/essay/02-answer.md", answer)):
        assert notes.findall(text) == notes.findall(restated.pop(path).decode())
    assert made == restated
    checked = edition("check", cwd=base)
    assert (checked.returncode, checked.stdout) == (0, "")


def test_what_is_imported_again_changes_nothing(base: Path, edition: Run) -> None:
    edition("import", "essay.txt", cwd=base)
    before = tree(base)
    done = edition("import", "essay.txt", cwd=base)
    assert (done.returncode, done.stdout) == (0, "3 paragraphs verified; 0 section files now hold the author’s words\n")
    assert tree(base) == before


def test_a_dry_run_shows_the_plan_and_changes_nothing(base: Path, edition: Run) -> None:
    (base / "page.html").write_bytes(FORMS["HTML"][1](STORY))
    before = tree(base)
    done = edition("import", "page.html", "--dry-run", cwd=base)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines() == [
        "line 1: left out, 3 words: Coast and County",
        "line 2: left out, 8 words: Home | News | Share this on Wire",
        "line 3: left out, 3 words: The last keeper",
        "line 4: left out, 6 words: By J. Marsh, 1 May 1932",
        "line 5: p1, 21 words, verified -> docs/essay/01-lamp.md:3",
        "line 6: p2, 21 words, verified -> docs/essay/01-lamp.md:6",
        "line 7: p3, 10 words, verified -> docs/essay/02-answer.md:3",
        "would write docs/essay/01-lamp.md",
        "would write docs/essay/02-answer.md",
        "nothing was changed; 3 paragraphs verified",
    ]
    assert tree(base) == before


def test_work_that_git_does_not_hold_is_never_replaced(base: Path, edition: Run) -> None:
    git(base, "init", "-q")
    git(base, "add", ".")
    git(base, "commit", "-qm", "all")
    section = base / "docs/essay/02-answer.md"
    section.write_text(section.read_text("utf-8") + "\nA new thought.\n", "utf-8")
    before = tree(base / "docs")
    done = edition("import", "essay.txt", cwd=base)
    message = "has work that git does not hold, and the import would replace it; commit it first [import-unheld]"
    assert (done.returncode, done.stdout, done.stderr) == (1, "", f"docs/essay/02-answer.md:1:1: {message}\n")
    assert tree(base / "docs") == before
    git(base, "commit", "-qam", "a thought")
    assert edition("import", "essay.txt", cwd=base).returncode == 0
    git(base, "checkout", "--", "docs/essay")  # as the command says
    assert tree(base / "docs") == before


def test_a_file_that_git_has_never_seen_is_not_held(base: Path) -> None:
    git(base, "init", "-q")
    git(base, "add", "docs/essay/01-lamp.md")
    git(base, "commit", "-qm", "one")
    paths = [base / "docs/essay/01-lamp.md", base / "docs/essay/02-answer.md"]
    assert [problem.path for problem in unheld(paths, base)] == ["docs/essay/02-answer.md"]


def test_an_edition_in_a_folder_of_a_checkout_is_held_alike(base: Path) -> None:
    git(base.parent, "init", "-q")
    git(base.parent, "add", ".")
    git(base.parent, "commit", "-qm", "all")
    path = base / "docs/essay/01-lamp.md"
    assert unheld([path], base) == []
    path.write_text("# New\n", "utf-8")
    assert [problem.path for problem in unheld([path], base)] == ["docs/essay/01-lamp.md"]


# ---- what is refused

AT = "copy.txt:{}:1: "
HALF = AT.format(1) + "1 of the 3 paragraphs of “The last keeper” are in this file; p2 and p3 are not [import-number]"
ONE_LOST = AT.format(1) + "2 of the 3 paragraphs of “The last keeper” are in this file; p{} is not [import-number]"
BAD: dict[str, tuple[str, list[str]]] = {
    "another essay": (
        "Of bread.\n\nBread is made of flour, and flour of corn, and corn of rain and time.\n",
        [AT.format(1) + "this is not “The last keeper”: none of its 3 paragraphs is in the 2 of this file [import-other]"],
    ),
    "the essay twice": (
        f"{ESSAY}\n{ESSAY}",
        [
            AT.format(7)
            + "“The last keeper” stands here twice: its paragraphs begin at line 1 and again at 7; keep one [import-twice]"
        ],
    ),
    "a third of it": (
        STORY[0],
        [
            HALF,
            AT.format(1) + "paragraph p2 (21 words) is missing after line 1; add it [import-differs]",
            AT.format(1) + "paragraph p3 (10 words) is missing after line 1; add it [import-differs]",
        ],
    ),
    "out of order": (
        "\n\n".join([STORY[1], STORY[0], STORY[2]]),
        [AT.format(3) + "paragraph p1 comes after p2; put them in order [import-order]"],
    ),
    "a letter changed": (
        ESSAY.replace("never", "nevar"),
        [
            ONE_LOST.format(1),
            AT.format(1)
            + "paragraph p1 is not the author’s: the right number of words, and other letters; restore it [import-differs]",
        ],
    ),
    "a word more": (
        ESSAY.replace("and the lifeboat", "and then the lifeboat"),
        [
            ONE_LOST.format(2),
            AT.format(3)
            + "paragraph p2 is not the author’s: 22 words where the author has 21, and other letters; restore it [import-differs]",
        ],
    ),
    "other stops": (
        ESSAY.replace("ashore; the", "ashore: the"),
        [
            AT.format(3)
            + "paragraph p2 has the author’s letters, but other quotation marks, dashes or stops; restore its signs [import-signs]"
        ],
    ),
}


@pytest.mark.parametrize(("copy", "lines"), BAD.values(), ids=BAD)
def test_a_misfit_is_told_with_its_line(base: Path, copy: str, lines: list[str]) -> None:
    with pytest.raises(EditionError) as refused:
        with_words(load_edition(base), copy_of(copy))
    assert sorted(str(refused.value).splitlines()) == sorted(lines)


def test_a_note_whose_quote_the_author_does_not_have_stops_the_import(base: Path) -> None:
    path = base / "docs/essay/02-answer.md"
    path.write_text(path.read_text("utf-8").replace("“medal of plain tin”", "“medal of plain zinc”"), "utf-8")
    with pytest.raises(EditionError) as refused:
        with_words(load_edition(base), copy_of(ESSAY))
    assert str(refused.value) == (
        "docs/essay/02-answer.md:8:6: “medal of plain zinc” is not in the author’s words of this section "
        "(nearest is “medal of plain tin”); correct the note’s quote first [import-quote]"
    )


def test_a_paragraph_that_no_section_has_stops_the_import(base: Path) -> None:
    (base / "docs/essay/02-answer.md").unlink()
    with pytest.raises(EditionError) as refused:
        with_words(load_edition(base), copy_of(ESSAY))
    assert str(refused.value) == "docs/essay:1:1: no section has the paragraph p3; add it [import-place]"


def test_a_text_without_facts_is_refused(base: Path) -> None:
    (base / "data/text.yml").write_text("texts:\n- { folder: essay, title: The last keeper, author: J. Marsh }\n", "utf-8")
    with pytest.raises(EditionError) as refused:
        with_words(load_edition(base), copy_of(ESSAY))
    message = "nothing is known of the paragraphs of “The last keeper”; run `edition facts` with its text first [import-facts]"
    assert str(refused.value).splitlines()[0] == f"data/text.yml:1:1: {message}"


# ---- emendations


def test_a_slip_of_the_printed_text_comes_in_as_it_was_printed(base: Path, edition: Run) -> None:
    facts = base / "data/text.yml"
    slip = "  emendations:\n  - {paragraph: p3, printed: plain tin, corrected: plain zinc, why: a slip}\n  words: 52\n"
    facts.write_text(facts.read_text("utf-8").replace("  words: 52\n", slip), "utf-8")
    done = edition("facts", "essay.txt", cwd=base)
    assert (done.returncode, done.stdout, done.stderr) == (0, "3 paragraphs; data/text.yml written\n", "")
    assert edition("facts", "essay.txt", cwd=base).stdout == "3 paragraphs; data/text.yml was right already\n"
    assert edition("import", "essay.txt", cwd=base).returncode == 0
    assert STORY[2] in (base / "docs/essay/02-answer.md").read_text("utf-8")
    checked = edition("check", cwd=base)
    assert (checked.returncode, checked.stdout) == (0, "")
