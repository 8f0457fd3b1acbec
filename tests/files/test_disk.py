"""Files are read strictly, and each is written whole or not at all."""

import os
import stat
import sys
from pathlib import Path

import pytest

from edition.files.disk import beside, change_over, changed, read_text, shown, write_changed
from edition.files.problem import EditionError


def fault(root: Path, data: bytes) -> str:
    path = root / "it.md"
    path.write_bytes(data)
    with pytest.raises(EditionError) as caught:
        read_text(path, root)
    return str(caught.value)


def tree(root: Path) -> dict[str, str]:
    return {path.relative_to(root).as_posix(): path.read_text("utf-8") for path in root.rglob("*") if path.is_file()}


def test_line_breaks_become_one_sign_and_a_mark_of_order_goes(tmp_path: Path) -> None:
    path = tmp_path / "it.md"
    path.write_bytes("\ufeffone\r\ntwo\rthree\n".encode())
    assert read_text(path, tmp_path) == "one\ntwo\nthree\n"


def test_what_is_not_utf_8_is_refused_at_its_place(tmp_path: Path) -> None:
    assert fault(tmp_path, b"one\ntw\xe9\n") == "it.md:2:3: byte 0xe9 is not UTF-8; save the file as UTF-8 [encoding]"
    assert fault(tmp_path, b"\xef\xbb\xbf\xff") == "it.md:1:4: byte 0xff is not UTF-8; save the file as UTF-8 [encoding]"
    assert fault(tmp_path, "“one”".encode("windows-1252")) == "it.md:1:1: byte 0x93 is not UTF-8; save the file as UTF-8 [encoding]"
    assert fault(tmp_path, "one".encode("utf-16")) == "it.md:1:1: is UTF-16; save the file as UTF-8 [encoding]"


@pytest.mark.parametrize("order", ["utf-16-le", "utf-16-be"])
def test_utf_16_without_a_mark_of_order_is_told_too(tmp_path: Path, order: str) -> None:
    assert fault(tmp_path, "one “two”".encode(order)) == "it.md:1:1: is UTF-16; save the file as UTF-8 [encoding]"


def test_a_sign_that_is_none_is_read_and_left_to_the_rules(tmp_path: Path) -> None:
    path = tmp_path / "it.md"
    path.write_bytes(b"one\x00two\n")
    assert read_text(path, tmp_path) == "one\x00two\n"


def test_what_cannot_be_read_is_told(tmp_path: Path) -> None:
    with pytest.raises(EditionError, match=r"^none\.md:1:1: no such file \[missing\]$"):
        read_text(tmp_path / "none.md", tmp_path)
    (tmp_path / "folder.md").mkdir()
    with pytest.raises(EditionError, match=r"^folder\.md:1:1: is no ordinary file; remove it \[file-kind\]$"):
        read_text(tmp_path / "folder.md", tmp_path)
    (tmp_path / "file").write_text("no folder", "utf-8")
    with pytest.raises(EditionError, match=r"^file/it\.md:1:1: cannot be read: Not a directory \[unreadable\]$"):
        read_text(tmp_path / "file" / "it.md", tmp_path)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs pipes")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.md")
    with pytest.raises(EditionError, match=r"^pipe\.md:1:1: is no ordinary file; remove it \[file-kind\]$"):
        read_text(tmp_path / "pipe.md", tmp_path)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="needs a file that this user may not read")
def test_a_file_that_nobody_may_read_is_told(tmp_path: Path) -> None:
    path = tmp_path / "it.md"
    path.write_text("one", "utf-8")
    path.chmod(0)
    with pytest.raises(EditionError, match=r"^it\.md:1:1: cannot be read: Permission denied \[unreadable\]$"):
        read_text(path, tmp_path)


def test_a_link_out_of_the_edition_is_not_followed(tmp_path: Path) -> None:
    secret, root = tmp_path / "secret", tmp_path / "edition"
    root.mkdir()
    secret.write_text("mine", "utf-8")
    (root / "out.yml").symlink_to(secret)
    with pytest.raises(EditionError, match=r"^out\.yml:1:1: is a link that leads out of the edition; .* \[file-link\]$"):
        read_text(root / "out.yml", root)
    (root / "own.md").write_text("ours", "utf-8")
    (root / "in.md").symlink_to(root / "own.md")
    assert read_text(root / "in.md", root) == "ours"


def test_paths_are_shown_from_the_root(tmp_path: Path) -> None:
    assert shown(tmp_path / "docs" / "a.md", tmp_path) == "docs/a.md"
    assert shown(Path("/elsewhere/a.md"), tmp_path) == "/elsewhere/a.md"


def test_only_what_has_changed_is_written(tmp_path: Path) -> None:
    same, other, new = tmp_path / "same.md", tmp_path / "other.md", tmp_path / "folder" / "new.md"
    for path in (same, other):
        path.write_text("é\n", "utf-8")
    texts: dict[Path, str | bytes] = {same: "é\n", other: b"two\n", new: "three\n"}
    assert changed(texts) == {other: b"two\n", new: b"three\n"}
    assert write_changed(texts, tmp_path) == [other, new]
    assert tree(tmp_path) == {"same.md": "é\n", "other.md": "two\n", "folder/new.md": "three\n"}
    assert write_changed(texts, tmp_path) == []


def test_a_file_keeps_who_may_read_it(tmp_path: Path) -> None:
    path = tmp_path / "it.md"
    path.write_text("one", "utf-8")
    path.chmod(0o640)
    write_changed({path: "two"}, tmp_path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


def test_where_one_file_cannot_be_written_none_is(tmp_path: Path) -> None:
    one, blocked = tmp_path / "one.md", tmp_path / "file" / "two.md"
    one.write_text("old", "utf-8")
    (tmp_path / "file").write_text("no folder", "utf-8")
    with pytest.raises(OSError):
        write_changed({one: "new", blocked: "new"}, tmp_path)
    assert tree(tmp_path) == {"one.md": "old", "file": "no folder"}


def test_nothing_is_written_outside_the_edition(tmp_path: Path) -> None:
    root, elsewhere = tmp_path / "edition", tmp_path / "elsewhere"
    root.mkdir()
    elsewhere.mkdir()
    (root / "docs").symlink_to(elsewhere)
    for path in (root / "docs" / "x.md", elsewhere / "x.md", root / ".." / "x.md"):
        with pytest.raises(EditionError, match=r":1:1: lies outside the edition, or in a folder that is a link; .* \[file-link\]$"):
            write_changed({root / "own.md": "x", path: "x"}, root)
    assert tree(tmp_path) == {}


def test_a_link_gives_way_to_the_file_that_is_written(tmp_path: Path) -> None:
    victim, path = tmp_path / "victim", tmp_path / "edition" / "it.md"
    victim.write_text("mine", "utf-8")
    path.parent.mkdir()
    path.symlink_to(victim)
    write_changed({path: "new"}, path.parent)
    assert (victim.read_text("utf-8"), path.read_text("utf-8"), path.is_symlink()) == ("mine", "new", False)


def folder_of(path: Path, words: str) -> Path:
    path.mkdir()
    (path / "it.md").write_text(words, "utf-8")
    return path


def test_a_folder_comes_in_the_place_of_another_or_where_there_is_none(tmp_path: Path) -> None:
    target = tmp_path / "deep" / "site"
    for words in ("one", "two"):
        change_over(folder_of(tmp_path / words, words), target)
        assert tree(tmp_path) == {"deep/site/it.md": words}
    assert sorted(path.name for path in tmp_path.iterdir()) == ["deep"]


@pytest.mark.skipif(sys.platform == "win32", reason="this system does not tell who holds a folder")
def test_what_killed_runs_have_left_beside_a_folder_goes_unless_somebody_holds_it(tmp_path: Path) -> None:
    target, mine = tmp_path / "site", tmp_path / ".site-packages"
    (mine / "x").mkdir(parents=True)
    with beside(target) as held:
        left, other, new = (tmp_path / f".{name}.edition-new" for name in ("site-ab", "cite-ab", "site-cd"))
        for folder in (left, other, new):
            (folder / "site").mkdir(parents=True)
        for folder in (left, other, held):
            os.utime(folder, (0, 0))
        with beside(target) as second:
            assert set(tmp_path.iterdir()) == {mine, held, other, new, second}
    assert set(tmp_path.iterdir()) == {mine, other, new}


def test_a_folder_does_not_come_in_the_place_of_a_file(tmp_path: Path) -> None:
    (tmp_path / "site").write_text("mine", "utf-8")
    with pytest.raises(OSError):
        change_over(folder_of(tmp_path / "new", "one"), tmp_path / "site")
    assert tree(tmp_path) == {"site": "mine", "new/it.md": "one"}


def test_what_a_killed_run_left_waiting_goes_once_nobody_can_want_it(tmp_path: Path) -> None:
    old, young, other = (tmp_path / name for name in (".a.txt.x1.edition-new", ".b.txt.x2.edition-new", ".site-x3.edition-new"))
    old.write_text("half")
    young.write_text("half")
    other.mkdir()
    for path in (old, other):
        os.utime(path, (0, 0))
    write_changed({tmp_path / "c.txt": "whole"}, tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == [young.name, other.name, "c.txt"]
