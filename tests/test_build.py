"""`edition build`: the site is the old one or the new one, whole, whatever else happens and however often it is asked for."""

import os
import re
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from edition.build import build_site, in_mkdocs, leave_own, unfit
from edition.files.problem import EditionError
from tests.conftest import ROOT, Run

LAMP = "docs/essay/01-lamp.md"
OLD, NEW = "The last keeper", "The last keeper but one"  # the name of the site, which every page has
BUILD = [sys.executable, "-m", "edition", "build"]


@pytest.fixture
def built(small: Path, tmp_path: Path) -> Path:
    """A copy of the small edition with its site, as `edition build` leaves it."""
    folder = Path(shutil.copytree(small, tmp_path / "edition"))
    leave_own(folder, folder / "site")
    return folder


def renamed(folder: Path) -> None:
    """Give the site another name, so that every page changes."""
    settings = folder / "mkdocs.yml"
    settings.write_text(settings.read_text("utf-8").replace(f'site_name: "{OLD}"', f'site_name: "{NEW}"'), "utf-8")


def whole(folder: Path) -> dict[str, str]:
    """The files of a site; of a page, by which name it calls the site."""
    site = folder / "site"
    files = {path.relative_to(site).as_posix(): path for path in site.rglob("*") if path.is_file()}
    return {name: _name(path) if path.suffix == ".html" else "" for name, path in files.items()}


def _name(page: Path) -> str:
    text = page.read_text("utf-8")
    return NEW if NEW in text else OLD if OLD in text else "none"


def called(site: dict[str, str], name: str) -> dict[str, str]:
    return {file: known and name for file, known in site.items()}


def left_behind(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir() if path.name.startswith(".") and path.name != ".edition")


def test_two_builds_at_once_leave_one_whole_site(built: Path) -> None:
    site = whole(built)
    shutil.rmtree(built / "site")
    renamed(built)
    runs = [subprocess.Popen(BUILD, cwd=built, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) for _ in range(2)]
    told = [(*run.communicate(), run.returncode) for run in runs]
    assert told == [("the site is in site\n", "", 0)] * 2
    assert whole(built) == called(site, NEW)
    assert left_behind(built) == []


# Ends a build by kill -9, with what it has started, right before it does something; Python tells what it is about to do.
KILLED = """
import os, signal, sys
wanted, about = sys.argv[1:3]
del sys.argv[1:3]
def watch(event, arguments):
    if event == wanted and any(about in str(argument) for argument in arguments):
        os.killpg(0, signal.SIGKILL)
sys.addaudithook(watch)
from edition.cli import main
main()
"""
# What it is about to do, to what, and the site that there is then.
MOMENTS = [
    ("open", "index.html", OLD),
    ("os.rename", "site", OLD),
    ("ctypes.dlsym", "renameat2", OLD),
    ("shutil.rmtree", "site", NEW),
]


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="needs kill -9, and a system that exchanges two names in one step")
def test_a_killed_build_leaves_a_whole_site_and_is_made_good_by_the_next(built: Path, edition: Run) -> None:
    site = whole(built)
    assert set(site.values()) == {OLD, ""}
    renamed(built)
    for event, about, name in MOMENTS:
        command = [sys.executable, "-c", KILLED, event, about, "build"]
        assert subprocess.run(command, cwd=built, start_new_session=True, check=False).returncode == -signal.SIGKILL
        assert whole(built) == called(site, name), event
    left = left_behind(built)
    assert len(left) > len(MOMENTS)
    for name in left:
        os.utime(built / name, (0, 0))  # of a while ago
    again = edition("build", cwd=built)
    assert left_behind(built) == []
    assert (again.returncode, again.stdout, again.stderr) == (0, "the site is in site\n", "")
    assert whole(built) == called(site, NEW)
    assert edition("check", cwd=built).stdout == ""  # what the killed runs have left behind is nobody's fault


@pytest.mark.skipif(sys.platform == "win32", reason="needs SIGTERM")
@pytest.mark.parametrize("ending", [signal.SIGTERM, signal.SIGINT])
def test_a_build_that_is_ended_leaves_nothing_behind(built: Path, ending: signal.Signals) -> None:
    site = whole(built)
    renamed(built)
    build = subprocess.Popen(BUILD, cwd=built, stderr=subprocess.PIPE, text=True, start_new_session=True)
    while not any(name.endswith(".yml") for name in left_behind(built)) and build.poll() is None:
        time.sleep(0.02)
    os.killpg(build.pid, ending)
    _, told = build.communicate()
    assert (build.returncode, told) == (1, "interrupted; run the command again\n")
    assert whole(built) == site
    assert left_behind(built) == []


def test_what_is_wrong_is_told_and_the_old_site_stays(built: Path, edition: Run) -> None:
    site = whole(built)
    renamed(built)
    text = (built / LAMP).read_text("utf-8")
    (built / LAMP).write_text(text.replace("“put out by the storm” { #storm", "“put out by the rain” { #storm"), "utf-8")
    done = edition("build", cwd=built)
    nearest = "not in the text: “put out by the rain”; nearest is “put out by the storm” in p2"
    assert (done.returncode, done.stdout, done.stderr) == (1, "", f"{LAMP}:20:6: {nearest} [quote-missing]\n")
    (built / LAMP).write_text(text, "utf-8")
    with (built / "mkdocs.yml").open("a", encoding="utf-8") as settings:
        settings.write("nav: [index.md, nowhere.md]\n")
    done = edition("build", cwd=built)
    assert (done.returncode, done.stdout) == (1, "")
    assert "nowhere.md" in done.stderr
    last = r"mkdocs\.yml:1:1: the site was not built: Aborted with \d warnings in strict mode! \[not-built\]"
    assert re.fullmatch(last, done.stderr.splitlines()[-1])
    assert whole(built) == site
    assert left_behind(built) == []


def test_a_site_is_built_where_it_is_wanted(built: Path, edition: Run) -> None:
    site = whole(built)
    done = edition("build", "--into", "other/place", cwd=built)
    assert (done.returncode, done.stdout) == (0, f"the site is in {Path('other/place')}\n")
    shutil.rmtree(built / "site")
    shutil.move(built / "other/place", built / "site")
    assert whole(built) == site


@pytest.mark.skipif(not (ROOT / "overrides/assets/made").is_dir(), reason="this checkout has made nothing that could be published")
def test_a_site_has_nothing_that_was_made_for_another(built: Path, edition: Run) -> None:
    theme = ROOT / "overrides/assets/made" / "of-another.css"
    theme.write_text("", "utf-8")
    try:
        assert edition("build", cwd=built).returncode == 0
    finally:
        theme.unlink()
    made = {name for name in whole(built) if name.startswith(("assets/made/", "assets/search/index/"))}
    own = built / "overrides"
    assert made == {path for path in made if (own / path).is_file()}
    assert "assets/made/edition.css" in made


MINE = "holds what no build has made, and would be lost; empty it, or name another folder"
ITSELF = "holds the edition itself, which the site would replace; name another folder"


@pytest.mark.parametrize(
    ("target", "why"),
    [
        ("file", "is no folder; name another, or remove it"),
        ("full", MINE),
        ("repository", MINE),
        (".", ITSELF),
        ("docs", ITSELF),
        ("data/site", ITSELF),
        ("..", ITSELF),
    ],
)
def test_a_site_takes_the_place_of_nothing_but_a_site(built: Path, target: str, why: str) -> None:
    (built / "file").write_text("mine", "utf-8")
    for name in ("full/letters.txt", "repository/404.html", "repository/.git/HEAD"):
        (built / name).parent.mkdir(parents=True, exist_ok=True)
        (built / name).write_text("mine", "utf-8")
    files = {path: path.read_bytes() for path in built.parent.rglob("*") if path.is_file()}
    with pytest.raises(EditionError) as caught:
        build_site(built, built / target)
    assert [(problem.message, problem.rule) for problem in caught.value.problems] == [(why, "not-built")]
    assert {path: path.read_bytes() for path in built.parent.rglob("*") if path.is_file()} == files


def test_what_hinders_the_builder_is_told_without_the_innards_of_python(built: Path) -> None:
    (built / "file").write_text("mine", "utf-8")
    with pytest.raises(EditionError) as caught:
        in_mkdocs(built / "mkdocs.yml", strict=True, site_dir=str(built / "file/site"))
    assert str(caught.value) == "mkdocs.yml:1:1: the site was not built: Not a directory (file/site) [not-built]"


@pytest.mark.parametrize("name", ["empty", "taken"])
def test_a_site_comes_into_an_empty_folder_and_to_what_was_exported(built: Path, name: str) -> None:
    (built / name).mkdir()
    if name == "taken":
        shutil.copytree(built / "site/about", built / name / "take")
    assert unfit(built, built / name) == ""
