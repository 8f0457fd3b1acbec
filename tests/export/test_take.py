"""`edition export` writes all twins or none, only what changed, and names what it leaves out."""

import json
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest

from edition.export.plain import read_plain, write_plain
from edition.export.records import Book
from edition.export.take import made_of, put
from edition.export.twin import Missing, Twin
from edition.export.twins import TWINS
from edition.files.problem import EditionError
from tests.conftest import Run

PLAIN = next(twin for twin in TWINS if twin.name == "text")


def test_the_command_writes_what_it_says_and_a_second_time_nothing(base: Path, edition: Run) -> None:
    first = edition("export", "text", "csl", cwd=base)
    assert first.returncode == 0, first.stderr
    written = sorted(path.name for path in (base / "site" / "take").iterdir())
    assert written == ["edition.txt", "proof.json", "sources.json"]
    record = json.loads((base / "site" / "take" / "proof.json").read_text("utf-8"))
    for twin in record["twins"]:
        for file in twin["files"]:
            data = (base / "site" / "take" / file["name"]).read_bytes()
            assert (file["size"], file["sha256"]) == (len(data), sha256(data).hexdigest())
    second = edition("export", "text", "csl", cwd=base)
    assert (second.returncode, second.stdout) == (0, "")
    assert second.stderr == "2 twins proven equal to the edition; 0 files changed\n"


def test_only_what_changed_is_written_and_what_is_no_more_is_removed(base: Path, edition: Run) -> None:
    assert edition("export", "text", "csl", cwd=base).returncode == 0
    (base / "site" / "take" / "mine.txt").write_text("a reader’s own", "utf-8")
    path = base / "docs" / "essay" / "01-lamp.md"
    path.write_text(path.read_text("utf-8").replace("She was not the last.", "She was not the last one."), "utf-8")
    done = edition("export", "text", cwd=base)
    assert done.stdout.splitlines() == ["wrote site/take/edition.txt", "wrote site/take/proof.json"]
    assert sorted(one.name for one in (base / "site" / "take").iterdir()) == ["edition.txt", "mine.txt", "proof.json"]


def test_an_edition_with_a_problem_is_not_exported(base: Path, edition: Run) -> None:
    path = base / "docs" / "essay" / "01-lamp.md"
    path.write_text(path.read_text("utf-8").replace("“put out by the storm” {", "“put out by the sea” {"), "utf-8")
    done = edition("export", "text", cwd=base)
    assert done.returncode == 1
    assert "[quote-missing]" in done.stderr
    assert not (base / "site").exists()


def test_a_folder_outside_the_edition_is_refused(base: Path, edition: Run) -> None:
    done = edition("export", "text", "--into", "../elsewhere", cwd=base)
    assert done.returncode == 1
    assert "[file-link]" in done.stderr
    assert not (base.parent / "elsewhere").exists()


def test_what_cannot_be_made_is_named_and_the_rest_is_made(restated: Book) -> None:
    def write(_: Book) -> dict[str, bytes]:
        raise Missing("a press is missing; buy one")

    press = Twin("press", "Broadsheet", "for walls", ("sheet",), write, PLAIN.prove)
    made = made_of(restated, [press, PLAIN])
    assert set(made.files) == {"edition.txt", "proof.json"}
    assert [(twin.name, twin.left_out) for twin in made.take.twins] == [("press", "a press is missing; buy one"), ("text", "")]


def test_a_failed_proof_writes_nothing_and_says_what_differs(restated: Book) -> None:
    damaged = replace(PLAIN, write=lambda book: {"edition.txt": write_plain(book)["edition.txt"].replace(b"climbed", b"climbet")})
    with pytest.raises(EditionError) as caught:
        made_of(restated, [damaged])
    (problem,) = caught.value.problems
    assert str(problem) == "take/edition.txt:1:1: paragraph essay p1 has other words; nothing was written [twin-differs]"


def test_a_site_is_built_without_a_twin_whose_proof_fails(restated: Book) -> None:
    damaged = replace(PLAIN, write=lambda book: {"edition.txt": write_plain(book)["edition.txt"].replace(b"climbed", b"climbet")})
    made = made_of(restated, [damaged, next(twin for twin in TWINS if twin.name == "csl")], strict=False)
    assert set(made.files) == {"sources.json", "proof.json"}
    assert made.take.twins[0].left_out == "it is not what the edition says: paragraph essay p1 has other words"


@pytest.mark.parametrize("data", [b"", b"\xff\xfe", b"Note x, on nothing"])
def test_what_cannot_be_read_back_is_not_published(data: bytes, restated: Book) -> None:
    damaged = Twin("text", "Plain text", "", (), lambda _: {"edition.txt": data}, read_plain)
    with pytest.raises(EditionError):
        made_of(restated, [damaged])


def test_a_full_disk_leaves_the_old_files(restated: Book, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = made_of(restated, [PLAIN])
    put(made, tmp_path / "take", tmp_path)
    before = {path.name: path.read_bytes() for path in (tmp_path / "take").iterdir()}

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("edition.files.disk.os.fsync", full)
    with pytest.raises(OSError, match="No space"):
        put(made_of(replace(restated, title="Another title"), [PLAIN]), tmp_path / "take", tmp_path)
    assert {path.name: path.read_bytes() for path in (tmp_path / "take").iterdir()} == before
