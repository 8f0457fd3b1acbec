"""Proof of the text: it is taken out of built pages again, and one letter changed there is told."""

import shutil
from collections.abc import Sequence
from pathlib import Path

import pytest

from edition.files.problem import EditionError
from edition.model.edition import load_register
from edition.model.section import Note
from edition.original.copies import Stretch, read_copy
from edition.original.verify import BuiltPage, Shown, against_copy, against_hashes, built_pages, proved, read_page
from edition.text.normal import brief, digest
from tests.conftest import BASE, Run
from tests.copies import FORMS, Form
from tests.original.texts import copy_of
from tests.small import PARAGRAPHS as STORY

LAMP = "site/essay/01-lamp/index.html"
TEXTS = load_register(BASE).texts
COPY = read_copy(BASE / "essay.txt", BASE)


def verdict(pages: Sequence[BuiltPage], copy: Sequence[Stretch] | None = None) -> list[str]:
    """What `verify` says of pages: that they are proved, or a line for each fault."""
    try:
        return [proved(pages, TEXTS, copy, "site", "essay.txt")]
    except EditionError as error:
        return list(map(str, error.problems))


@pytest.fixture(scope="module")
def shown(full: Path) -> dict[str, str]:
    """The pages of the site of the author's words, by their names."""
    found = built_pages(full / "site", full)
    return {page.name: (full / page.name).read_text("utf-8") for page in found}


def read(pages: dict[str, str]) -> list[BuiltPage]:
    return [read_page(source, name) for name, source in pages.items()]


# ---- what is read


def test_a_page_is_read_as_its_reader_sees_it() -> None:
    page = read_page(
        """<html><body><p>Menu</p>
<p class="verbatim" data-sha256="ab" data-words="4" id="p7">She <em>said</em> so &amp; <a href="#n">slept</a>.</p>
<p class="restated" id="p8">He slept.</p><p id="p9">Nobody’s.</p>
<section class="notes"><li data-at="p7"><h3 id="n">“slept”<a class="headerlink" href="#n">¶</a></h3></li></section>
</body></html>""",
        "page.html",
    )
    assert page.name == "page.html"
    assert page.paragraphs == [
        Shown("p7", True, "ab", 4, "She said so & slept.", 2),
        Shown("p8", False, "", 0, "He slept.", 3),
    ]
    assert page.notes == {"n": Note("slept", at="p7")}


def test_the_built_pages_hold_the_story(shown: dict[str, str]) -> None:
    pages = {page.name: page for page in read(shown)}
    assert list(pages) == [LAMP, "site/essay/02-answer/index.html", "site/whole/index.html"]
    assert [(one.id, one.verbatim, digest(one.text)) for one in pages["site/whole/index.html"].paragraphs] == [
        (f"p{number}", True, digest(words)) for number, words in enumerate(STORY, 1)
    ]
    assert {id: note.quote for id, note in pages[LAMP].notes.items()} == {
        "keeper": "the last true keeper",
        "storm": "put out by the storm",
        "lifeboat": "lifeboat stayed ashore",
    }
    assert pages[LAMP].titles == ["The lamp"]


# ---- what is proved


def test_pages_as_built_are_proved(shown: dict[str, str]) -> None:
    assert verdict(read(shown)) == ["3 paragraphs on 3 pages: all the author’s words"]


@pytest.mark.parametrize(("name", "form"), FORMS.values(), ids=FORMS)
def test_pages_are_proved_by_a_copy_in_any_form(shown: dict[str, str], tmp_path: Path, name: str, form: Form) -> None:
    (tmp_path / name).write_bytes(form(STORY))
    said = "3 paragraphs on 3 pages: all the author’s words, and the quotes of all 4 notes are in essay.txt"
    assert verdict(read(shown), read_copy(tmp_path / name, tmp_path)) == [said]


HASHED = f'data-sha256="{brief(digest(STORY[0]))}"'
FORGERIES = {
    "a letter": ("never missed", "never mixsed", "is not the author’s: the right number of words, and another hash"),
    "a word": ("never missed", "missed", "is not the author’s: 20 words where the author has 21, and another hash"),
    "a full stop": ("she had it.", "she had it", "is not the author’s: the right number of words, and another hash"),
    "the hash": (HASHED, HASHED.replace("5a73", "0a73"), "carries another hash than data/text.yml has; build the site again"),
    "whose words": (
        'class="verbatim"',
        'class="restated"',
        "is not the author’s, though others are; restore its words, or import the text",
    ),
}


@pytest.mark.parametrize(("old", "new", "message"), FORGERIES.values(), ids=FORGERIES)
def test_a_forged_page_is_told(shown: dict[str, str], old: str, new: str, message: str) -> None:
    assert old in shown[LAMP]
    forged = shown | {LAMP: shown[LAMP].replace(old, new, 1)}
    line = next(one.line for one in read_page(shown[LAMP], LAMP).paragraphs if one.id == "p1")
    assert verdict(read(forged)) == [f"{LAMP}:{line}:1: paragraph p1 {message} [verify-differs]"]


def test_a_page_that_is_missing_is_told(shown: dict[str, str]) -> None:
    left = {
        name: source for name, source in shown.items() if name not in ("site/whole/index.html", "site/essay/02-answer/index.html")
    }
    both = left | {"site/again/index.html": shown[LAMP]}
    assert verdict(read(both)) == ["site:1:1: no page shows paragraph p3 of “The last keeper” [verify-missing]"]


def test_paragraphs_out_of_order_are_told(shown: dict[str, str]) -> None:
    pages = read(shown)
    turned = BuiltPage(LAMP, pages[0].paragraphs[::-1], pages[0].notes)
    line = pages[0].paragraphs[0].line
    assert verdict([turned, *pages[1:]]) == [f"{LAMP}:{line}:1: paragraph p1 comes after p2 [verify-differs]"]


def test_a_copy_shows_where_the_words_differ(shown: dict[str, str]) -> None:
    forged = shown | {LAMP: shown[LAMP].replace("never missed", "never mixsed", 1)}
    line = next(one.line for one in read_page(shown[LAMP], LAMP).paragraphs if one.id == "p1")
    differs = "differs from the copy: word 15 begins “mixsed a night” here, “missed a night” there"
    forgery = "is not the author’s: the right number of words, and another hash"
    assert verdict(read(forged), COPY) == [
        f"{LAMP}:{line}:1: paragraph p1 {message} [verify-differs]" for message in (differs, forgery)
    ]


def test_a_copy_of_something_else_is_told(shown: dict[str, str]) -> None:
    said = "essay.txt:1:1: this is not “The last keeper”: none of its 3 paragraphs is in the 1 of this file [import-other]"
    assert verdict(read(shown), copy_of("Of bread.")) == [said]


# ---- the command


def test_a_site_alone_is_proved_by_the_hashes_that_it_carries(full: Path, edition: Run, tmp_path: Path) -> None:
    shutil.copytree(full / "site", tmp_path / "site")
    done = edition("verify", "site", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (0, "3 paragraphs on 3 pages: all the author’s words\n")
    page = tmp_path / LAMP
    page.write_text(page.read_text("utf-8").replace("never missed", "never mixsed", 1), "utf-8")
    done = edition("verify", "site", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (1, "")
    assert "paragraph p1 is not the author’s" in done.stderr
    assert done.stderr.count("\n") == 1


def test_a_restated_edition_is_proved_by_its_quotes(small: Path, edition: Run, tmp_path: Path) -> None:
    done = edition("verify", ".", "essay.txt", cwd=small)
    said = (
        "3 paragraphs on 3 pages: all restated, none given as the author’s words, and the quotes of all 4 notes are in essay.txt\n"
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, said, "")
    (tmp_path / "copy.txt").write_text((BASE / "essay.txt").read_text("utf-8").replace("put out by", "put out in"), "utf-8")
    done = edition("verify", ".", str(tmp_path / "copy.txt"), cwd=small)
    assert (done.returncode, done.stdout) == (1, "")
    assert "paragraph p2 is not the author’s" in done.stderr


def test_a_folder_without_a_site_is_told(tmp_path: Path, edition: Run) -> None:
    said = {
        ".": ".:1:1: no built page with paragraphs of a text here; build the site first: make site [verify-site]\n",
        "nowhere": "nowhere:1:1: no such file or folder [missing]\n",
    }
    for name, line in said.items():
        done = edition("verify", name, cwd=tmp_path)
        assert (done.returncode, done.stdout, done.stderr) == (1, "", line)


@pytest.mark.parametrize(
    ("note", "told"),
    [
        (Note("she said", at="p2"), []),
        (Note("she said", at="p1:2"), []),
        (Note("The lamp"), []),
        (Note("she said"), ["the note on “she said”: its quote occurs 3 times in the copy"]),
        (Note("she said", at="p2:2"), ["the note on “she said”: its quote does not occur in the copy"]),
        (Note("lamps"), ["the note on “lamps”: its quote does not occur in the copy"]),
    ],
    ids=["a paragraph", "the second there", "a heading", "unclear", "not there twice", "nowhere"],
)
def test_a_note_names_the_place_of_words_that_come_again_and_a_copy_has_other_marks(note: Note, told: list[str]) -> None:
    words = ["“Yes,” she said – “no,” she said.", "“Perhaps,” she said."]
    shown = [Shown(f"p{at}", True, brief(digest(text)), len(text.split()), text, at) for at, text in enumerate(words, 1)]
    page = BuiltPage("page.html", shown, {"n": note}, ["The lamp"])
    copy = [Stretch(text.replace("“", '"').replace("”", '"').replace(" – ", " -- "), at) for at, text in enumerate(words, 1)]
    assert [problem.message for problem in against_copy([page], None, copy, "copy.txt")] == told


@pytest.mark.parametrize(
    ("carried", "holds"), [(64, True), (16, True), (15, False), (1, False)], ids=["whole", "as pages have it", "shorter", "a digit"]
)
def test_a_page_that_nothing_is_known_of_is_held_against_the_hash_that_it_carries(carried: int, holds: bool) -> None:
    """A digit that happens to fit is no hash."""
    words = STORY[0]
    page = BuiltPage("page.html", [Shown("p1", True, digest(words)[:carried], len(words.split()), words, 1)], {})
    assert (list(against_hashes(page, None)) == []) is holds
