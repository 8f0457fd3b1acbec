"""Proof of the text: one letter changed in a built page turns `verify` red, in the terminal and in the browser."""

import re
import shutil
from pathlib import Path

import markdown
import pytest
from playwright.sync_api import Browser, expect

from edition.extension import EditionExtension
from edition.text.tree import EXTENSIONS
from tests.conftest import BASE, ROOT, Run, serve
from tests.copies import FORMS
from tests.small import PARAGRAPHS

LAMP = "essay/01-lamp/index.html"
FORGERIES = {
    "a letter": ("never missed", "never mixsed", "paragraph p1 is not the author’s: the right number of words"),
    "a word": ("never missed", "missed", "paragraph p1 is not the author’s: 20 words where the author has 21"),
    "a full stop": ("she had it.", "she had it", "paragraph p1 is not the author’s"),
    "the hash": ('data-sha256="5a73', 'data-sha256="0a73', "carries another hash"),
    "whose words": ('class="verbatim" data-sha256="5a73', 'class="restated" data-sha256="5a73', "though others are"),
}


@pytest.fixture
def forged(full: Path, tmp_path: Path) -> Path:
    """The site of the small edition, beside its facts, to be tampered with."""
    shutil.copytree(full / "site", tmp_path / "site")
    shutil.copytree(full / "data", tmp_path / "data")
    return tmp_path


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


@pytest.mark.parametrize("copy", [None, *FORMS])
def test_pages_as_built_are_proved(full: Path, edition: Run, tmp_path: Path, copy: str | None) -> None:
    arguments = ["verify", "."]
    if copy:
        name, form = FORMS[copy]
        (tmp_path / name).write_bytes(form(PARAGRAPHS))
        arguments.append(str(tmp_path / name))
    done = edition(*arguments, cwd=full)
    assert (done.returncode, done.stderr) == (0, "")
    assert "3 paragraphs on 3 pages: all the author’s words" in done.stdout


@pytest.mark.parametrize(("old", "new", "message"), FORGERIES.values(), ids=FORGERIES)
def test_a_forged_page_is_red(forged: Path, edition: Run, old: str, new: str, message: str) -> None:
    change(forged / "site" / LAMP, old, new)
    done = edition("verify", "site", cwd=forged)
    assert done.returncode == 1
    assert message in done.stderr
    assert re.match(rf"site/{LAMP}:\d+:\d+: ", done.stderr)


def test_a_site_alone_is_proved_by_the_hashes_that_it_carries(forged: Path, edition: Run) -> None:
    shutil.rmtree(forged / "data")
    assert edition("verify", "site", cwd=forged).returncode == 0
    change(forged / "site" / LAMP, "never missed", "never mixsed")
    assert edition("verify", "site", cwd=forged).returncode == 1


def test_a_page_that_is_missing_is_told(forged: Path, edition: Run) -> None:
    shutil.rmtree(forged / "site/whole")
    shutil.rmtree(forged / "site/essay/02-answer")
    done = edition("verify", "site", cwd=forged)
    assert "no page shows paragraph p3" in done.stderr


def test_a_copy_shows_where_the_words_differ(forged: Path, edition: Run) -> None:
    change(forged / "site" / LAMP, "never missed", "never mixsed")
    done = edition("verify", "site", str(BASE / "essay.txt"), cwd=forged)
    assert "begins “mixsed a night” here, “missed a night” there" in done.stderr


def test_a_restated_edition_is_proved_by_its_quotes(small: Path, edition: Run, tmp_path: Path) -> None:
    done = edition("verify", ".", str(BASE / "essay.txt"), cwd=small)
    assert (done.returncode, done.stderr) == (0, "")
    assert "all restated" in done.stdout
    shutil.copytree(small / "site", tmp_path / "site")
    shutil.copytree(small / "data", tmp_path / "data")
    change(tmp_path / "site" / LAMP, "&#8220;put out by the storm&#8221;", "&#8220;put out by a storm&#8221;")
    done = edition("verify", "site", str(BASE / "essay.txt"), cwd=tmp_path)
    assert done.returncode == 1
    assert "does not occur in the copy" in done.stderr


def test_a_folder_without_a_site_is_told(tmp_path: Path, edition: Run) -> None:
    for name in (".", "nowhere"):
        done = edition("verify", name, cwd=tmp_path)
        assert done.returncode == 1
        assert len(done.stderr.splitlines()) == 1


@pytest.mark.parametrize(("old", "new", "message"), FORGERIES.values(), ids=FORGERIES)
def test_a_forged_page_is_red_in_the_browser(forged: Path, browser: Browser, old: str, new: str, message: str) -> None:
    server = serve(forged / "site")
    page = browser.new_page()
    address = f"http://127.0.0.1:{server.server_port}/essay/01-lamp/"
    page.goto(address)
    page.get_by_role("button", name="Verify the text").click()
    expect(page.locator(".own-report")).to_contain_text("Verified: all 2 paragraphs")
    page.close()
    change(forged / "site" / LAMP, old, new)
    page = browser.new_page()  # a new context, without the old page in its cache
    page.goto(address)
    page.get_by_role("button", name="Verify the text").click()
    expect(page.locator(".own-report.failed")).to_contain_text("1 of 2 paragraphs are not the author’s")
    expect(page.locator("#p1")).to_have_class(re.compile("disproved"))
    page.close()
    server.shutdown()


def test_an_emendation_is_shown_and_copying_gives_the_printed_form(base: Path, edition: Run, browser: Browser) -> None:
    facts = base / "data/text.yml"
    slip = "  emendations:\n  - {paragraph: p3, printed: plain tin, corrected: plain zinc, why: a slip}\n  words: 52\n"
    change(facts, "  words: 52\n", slip)
    assert edition("facts", "essay.txt", cwd=base).returncode == 0
    assert edition("import", "essay.txt", cwd=base).returncode == 0
    assert "emendation" not in edition("check", cwd=base).stdout
    source = (base / "docs/essay/02-answer.md").read_text("utf-8")
    html = markdown.markdown(source, extensions=[*EXTENSIONS, EditionExtension(root=str(base))])
    page = browser.new_page()
    page.set_content(f"<div class='md-typeset'>{html}</div>")
    page.add_style_tag(path=str(ROOT / "docs/assets/edition.css"))
    drawn = page.evaluate("getComputedStyle(document.querySelector('.emended'), '::before').content")
    assert drawn == '"plain zinc"'
    hidden = page.evaluate("document.querySelector('.printed').getBoundingClientRect().width")
    assert hidden == 0 or page.evaluate("getComputedStyle(document.querySelector('.printed')).fontSize") == "0px"
    copied = page.evaluate(
        "() => { getSelection().selectAllChildren(document.querySelector('#p3')); return getSelection().toString(); }"
    )
    assert copied.strip() == PARAGRAPHS[2]
    assert page.locator("#p3 [data-note=medal]").count() >= 1
    page.close()
