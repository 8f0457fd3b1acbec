"""`edition new`: any essay becomes an edition that depends on the toolkit's wheel, builds at once and proves its text."""

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
import yaml

from tests.conftest import ROOT, Run, build
from tests.copies import document, page

STORY = """THE BEACON

by E. Orme

I. The tower

Every evening Ada Brook climbed -- slowly -- the tower. It's said that "nobody slept".

1. This begins like a list, and has *stars*, [brackets], <b>tags</b> & entities &amp; more.

II. The answer

A year later Ada Brook got a medal, from the Harbour Board.
# This begins like a heading.

And so she kept it: { #p1 } [@nobody] [contents]
"""
FRENCH = ["« L’été », dit Anne Leroux, « est fini. »", "Elle quitta la ville de Nîmes — pour toujours."]
CHINESE = ["灯塔很高。每天晚上她都点灯。", "风暴来了，灯灭了。"]
RUSSIAN = ["Анна Орлова жила у моря.", "Буря погасила огонь; лодка осталась на берегу."]
TEXTS: dict[str, tuple[str, bytes, str, list[str]]] = {  # file, content, language, words that it must hold
    "French DOCX": ("essay.docx", document("docx", FRENCH), "fr", FRENCH),
    "Chinese": ("essay.txt", "\n\n".join(CHINESE).encode(), "zh", CHINESE),
    "Russian page": ("essay.html", page(RUSSIAN), "ru", RUSSIAN),
}
TITLE = "The “beacon”: a #1 tale"
SOURCE_FILES = {
    ".github/ISSUE_TEMPLATE/config.yml",
    ".github/ISSUE_TEMPLATE/note.yml",
    ".github/ISSUE_TEMPLATE/problem.yml",
    ".github/workflows/propose.yml",
    ".github/workflows/site.yml",
    ".gitignore",
    "Makefile",
    "README.md",
    "data/edition.yml",
    "data/intake.yml",
    "data/kinds.yml",
    "data/proposed.yml",
    "data/sources.yml",
    "data/text.yml",
    "docs/about.md",
    "docs/contribute.md",
    "docs/essay/01-i-the-tower.md",
    "docs/essay/02-ii-the-answer.md",
    "docs/index.md",
    "docs/take.md",
    "mkdocs.yml",
    "requirements.txt",
}


def new(edition: Run, folder: Path, name: str, data: bytes, *options: str, title: str = TITLE) -> subprocess.CompletedProcess[str]:
    (folder / name).write_bytes(data)
    return edition("new", name, "made", "--title", title, "--author", "E. Orme", *options, cwd=folder)


@pytest.fixture(scope="module")
def made(edition: Run, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An edition of a story, as the command makes it."""
    folder = tmp_path_factory.mktemp("new")
    done = new(edition, folder, "essay.txt", STORY.encode(), title="The Beacon")
    assert done.stdout.splitlines() == [
        "read essay.txt: text as UTF-8",
        "language: en, by its words; --language says otherwise",
        "left out: the text’s own title and byline, which stand on the cover, 5 words, such as “THE BEACON”",
        "guessed: 3 short lines without a stop are headings",
        "4 paragraphs in 2 sections: I. The tower; II. The answer",
        "1 name proposed in data/proposed.yml: Ada Brook ×2",
        "next: cd made && make serve",
    ]
    advice = "before you publish, get the author’s leave, or restate each paragraph and keep only its quotes"
    assert (done.returncode, done.stderr) == (0, f"no licence given: {advice}\n")
    return folder / "made"


def wheel(made: Path) -> Path:
    [found] = (made / "wheels").iterdir()
    return found


def test_it_is_words_data_settings_and_the_wheel(made: Path) -> None:
    found = {path.relative_to(made).as_posix() for path in made.rglob("*") if path.is_file()}
    name = wheel(made).name
    assert re.fullmatch(r"annotated_edition-\d+\.\d+\.\d+-py3-none-any\.whl", name)
    assert found == SOURCE_FILES | {f"wheels/{name}"}
    assert (made / "requirements.txt").read_text("utf-8").splitlines()[-1] == f"./wheels/{name}"
    settings = (made / "mkdocs.yml").read_text("utf-8")
    assert "\n  name: annotated-edition " in settings
    assert not [path for path in made.rglob("*") if path.suffix in (".md", ".yml") and "@@" in path.read_text("utf-8")]


def test_the_wheel_carries_what_an_edition_needs(made: Path) -> None:
    with ZipFile(wheel(made)) as archive:
        carried = {name for name in archive.namelist() if name.startswith("edition/") and not name.endswith("/")}
    package = ROOT / "scripts/edition"
    theme = ROOT / "overrides"
    wanted = {f"edition/{path.relative_to(package).as_posix()}" for path in package.rglob("*") if path.is_file()}
    wanted |= {f"edition/theme/{path.relative_to(theme).as_posix()}" for path in theme.rglob("*") if path.is_file()}
    made_here = re.compile(r"/__pycache__/|^edition/theme/assets/(?:made|search/index)/")
    assert carried == {name for name in wanted if not made_here.search(name)}


def test_its_words_are_the_author_s(made: Path) -> None:
    first, second = (path.read_text("utf-8") for path in sorted((made / "docs/essay").iterdir()))
    assert first == (
        "# I. The tower\n\n"
        'Every evening Ada Brook climbed -- slowly -- the tower. It\'s said that "nobody slept".\n{ #p1 }\n\n'
        r"1\. This begins like a list, and has \*stars\*, \[brackets\], &lt;b>tags&lt;/b> & entities &amp;amp; more."
        "\n{ #p2 }\n\n## Notes\n"
    )
    assert second == (
        "# II. The answer\n\n"
        "A year later Ada Brook got a medal, from the Harbour Board. # This begins like a heading.\n{ #p3 }\n\n"
        r"And so she kept it: \{ #p1 \} \[@nobody\] \[contents\]"
        "\n{ #p4 }\n\n## Notes\n"
    )


def test_it_builds_strictly_and_proves_its_text(made: Path, edition: Run, tmp_path: Path) -> None:
    checked = edition("check", cwd=made)
    assert (checked.returncode, checked.stderr.splitlines()[-1]) == (0, "0 notes checked: no problems, 0 warnings")
    assert edition("pages", cwd=made).returncode == 0
    built = build(made, tmp_path / "site")
    assert built.returncode == 0, built.stderr
    done = edition("verify", str(tmp_path / "site"), cwd=made)
    assert (done.returncode, done.stdout) == (0, "4 paragraphs on 3 pages: all the author’s words\n")
    assert (tmp_path / "site/assets/made/edition.css").is_file()
    assert "The Beacon" in (tmp_path / "site/index.html").read_text("utf-8")


def test_its_make_file_and_workflow_ask_for_nothing_that_is_not_there(made: Path) -> None:
    for target in ("serve", "site", "check", "test", "clean", "help"):
        subprocess.run(["make", "-n", target], cwd=made, check=True, capture_output=True)
    targets = re.findall(r"^([a-z]+):", (made / "Makefile").read_text("utf-8"), re.MULTILINE)
    for path in sorted((made / ".github/workflows").iterdir()):
        workflow: Any = yaml.safe_load(path.read_text("utf-8"))
        runs = "\n".join(step.get("run", "") for job in workflow["jobs"].values() for step in job["steps"])
        assert set(re.findall(r"\bmake ([a-z]+)", runs)) <= set(targets), path.name


@pytest.mark.parametrize(("name", "data", "language", "words"), TEXTS.values(), ids=TEXTS)
def test_any_essay_becomes_an_edition_without_a_problem(
    edition: Run, tmp_path: Path, name: str, data: bytes, language: str, words: list[str]
) -> None:
    done = new(edition, tmp_path, name, data, "--language", language, "--licence", "CC BY 4.0")
    assert (done.returncode, done.stderr) == (0, "")
    folder = tmp_path / "made"
    assert edition("check", cwd=folder).returncode == 0
    [facts] = yaml.safe_load((folder / "data/text.yml").read_text("utf-8"))["texts"]
    text = "\n".join(path.read_text("utf-8") for path in sorted((folder / "docs/essay").iterdir()))
    assert re.findall(r"^\{ #(p\d+) \}$", text, re.MULTILINE) == [paragraph["id"] for paragraph in facts["paragraphs"]]
    assert (facts["title"], facts["author"], facts["licence"]) == (TITLE, "E. Orme", "CC BY 4.0")
    assert facts["language"] == language
    assert [line for line in words if f"\n{line}\n" not in text.replace("*", "")] == []
    settings = (folder / "mkdocs.yml").read_text("utf-8")
    assert f"\n  language: {language}\n" in settings
    assert settings.startswith(f'site_name: "{TITLE}"\n')


@pytest.mark.parametrize(
    ("name", "data", "line"),
    [
        ("essay.txt", b"", "essay.txt:1:1: is empty; expected paragraphs with blank lines between them [essay-empty]"),
        ("essay.md", b"# Only a title\n", "essay.md:1:1: holds no running text, only headings or pictures [essay-format]"),
    ],
)
def test_bad_input_makes_nothing(edition: Run, tmp_path: Path, name: str, data: bytes, line: str) -> None:
    done = new(edition, tmp_path, name, data)
    assert (done.returncode, done.stdout, done.stderr) == (1, "", f"{line}\n")
    assert [path.name for path in tmp_path.iterdir()] == [name]


def test_what_is_said_of_the_text_must_make_sense(edition: Run, tmp_path: Path) -> None:
    done = new(edition, tmp_path, "essay.txt", STORY.encode(), "--language=French")
    assert (done.returncode, done.stdout) == (2, "")
    assert "\nError: --language: “French” has another form; write a language tag" in done.stderr
    assert not (tmp_path / "made").exists()


def test_who_wrote_a_text_is_asked_where_its_file_does_not_say(edition: Run, tmp_path: Path) -> None:
    done = new(edition, tmp_path, "essay.txt", STORY.encode(), "--author=")
    line = 'essay.txt:1:1: the file does not name its author; give it: --author "…" [new-title]\n'
    assert (done.returncode, done.stdout, done.stderr) == (1, "", line)
    assert not (tmp_path / "made").exists()


def test_a_folder_with_something_in_it_is_left_alone(edition: Run, tmp_path: Path) -> None:
    (tmp_path / "made").mkdir()
    (tmp_path / "made/notes.txt").write_text("mine", "utf-8")
    done = new(edition, tmp_path, "essay.txt", STORY.encode())
    line = "made:1:1: is there already; name a folder that is new or empty [new-folder]\n"
    assert (done.returncode, done.stdout, done.stderr) == (1, "", line)
    assert [path.name for path in (tmp_path / "made").iterdir()] == ["notes.txt"]


# ---- on a fresh machine


@pytest.fixture
def index(tmp_path: Path) -> None:
    """A package index that can be reached; without one the test is skipped."""
    subprocess.run([sys.executable, "-m", "venv", str(tmp_path / "asking")], check=True, capture_output=True)
    command = ["bin/python", "-m", "pip", "download", "--no-deps", "--retries", "0", "--timeout", "5", "click"]
    done = subprocess.run(command, cwd=tmp_path / "asking", capture_output=True, text=True, check=False)
    if done.returncode:
        pytest.skip("no package index can be reached, so the wheel is not installed into a fresh environment")


@pytest.mark.usefixtures("index")
def test_its_commands_work_on_a_fresh_machine(made: Path, tmp_path: Path) -> None:
    """`make site` installs the wheel with all that it needs; what is installed makes further editions, with the same wheel."""
    folder = tmp_path / "edition"
    subprocess.run(["cp", "-r", str(made), str(folder)], check=True)
    environment = {name: value for name, value in os.environ.items() if name not in ("VIRTUAL_ENV", "PYTHONPATH", "MAKEFLAGS")}
    done = subprocess.run(["make", "site"], cwd=folder, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert (folder / "site/essay/01-i-the-tower/index.html").is_file()
    checked = subprocess.run(["make", "check"], cwd=folder, env=environment, capture_output=True, text=True, check=False)
    assert checked.returncode == 0, checked.stdout + checked.stderr
    (folder / "other.txt").write_text("\n\n".join(CHINESE), "utf-8")
    command = [".venv/bin/edition", "new", "other.txt", "other", "--title", "T", "--author", "A"]
    again = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    assert again.returncode == 0, again.stderr
    assert wheel(folder / "other").read_bytes() == wheel(made).read_bytes()


@pytest.mark.parametrize("option", ["--title", "--author", "--licence"])
def test_what_is_known_of_a_text_has_no_sign_that_cannot_be_seen(edition: Run, tmp_path: Path, option: str) -> None:
    done = new(edition, tmp_path, "essay.txt", STORY.encode(), option, "The\x01 Beacon")
    what = f"its {option[2:]} has a character that cannot be seen or misleads, U+0001"
    assert (done.returncode, done.stderr) == (1, f'essay.txt:1:1: {what}; give it without: {option} "…" [new-title]\n')
    assert [path.name for path in tmp_path.iterdir()] == ["essay.txt"]


@pytest.mark.parametrize("there", [True, False])
def test_an_edition_does_not_come_in_the_place_of_a_link(edition: Run, tmp_path: Path, there: bool) -> None:
    if there:
        (tmp_path / "elsewhere").mkdir()
    (tmp_path / "made").symlink_to("elsewhere")
    done = new(edition, tmp_path, "essay.txt", STORY.encode())
    assert (done.returncode, done.stderr) == (1, "made:1:1: is a link; name a folder that is new or empty [new-folder]\n")
    assert (tmp_path / "made").is_symlink()


@pytest.mark.parametrize(("name", "shown"), [("a place", "'a place'"), ("-place", "./-place")])
def test_the_next_command_can_be_copied_as_it_is(edition: Run, tmp_path: Path, name: str, shown: str) -> None:
    (tmp_path / "essay.txt").write_text(STORY, "utf-8")
    done = edition("new", "--title", TITLE, "--author", "E. Orme", "--", "essay.txt", name, cwd=tmp_path)
    assert done.stdout.splitlines()[-1] == f"next: cd {shown} && make serve"
