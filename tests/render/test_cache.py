"""What was read for one page serves the next, until a file has changed."""

import os
from pathlib import Path

from edition.render.cache import Cache, Stamps


def test_a_thing_is_made_anew_when_its_stamp_changes(tmp_path: Path) -> None:
    cache: Cache[list[int]] = Cache()
    made: list[int] = []

    def make() -> list[int]:
        made.append(len(made))
        return list(made)

    one, other = (("a", 1, 1),), (("a", 2, 1),)
    assert cache.get(tmp_path, one, make) is cache.get(tmp_path, one, make)
    assert cache.get(tmp_path, other, make) == [0, 1]
    assert cache.get(tmp_path / "elsewhere", other, make) == [0, 1, 2]
    assert cache.get(tmp_path, other, make) == [0, 1]


def test_a_file_that_changes_comes_or_goes_changes_the_stamp(tmp_path: Path) -> None:
    path = tmp_path / "it.yml"
    stamps = [Stamps().of_files([tmp_path, tmp_path / "none"])]
    path.write_text("one", "utf-8")
    stamps.append(Stamps().of_files([tmp_path]))
    os.utime(path, ns=(1, 1))
    stamps.append(Stamps().of_files([tmp_path]))
    path.write_text("other", "utf-8")
    os.utime(path, ns=(1, 1))
    stamps.append(Stamps().of_files([tmp_path]))
    assert len(set(stamps)) == 4
    assert Stamps().of_files([tmp_path]) == stamps[-1]


def test_a_file_that_comes_into_a_folder_of_a_folder_changes_the_stamp(tmp_path: Path) -> None:
    (tmp_path / "essay").mkdir()
    os.utime(tmp_path / "essay", ns=(1, 1))
    before = Stamps().of_folders(tmp_path)
    assert Stamps().of_folders(tmp_path) == before
    (tmp_path / "essay" / "it.md").write_text("x", "utf-8")
    assert Stamps().of_folders(tmp_path) != before


def test_a_build_asks_the_disk_once_and_the_next_one_again(tmp_path: Path) -> None:
    class Build:
        """What a host makes for each."""

    one, other = Build(), Build()
    before = Stamps(one).of_files([tmp_path])
    (tmp_path / "it.yml").write_text("one", "utf-8")
    assert Stamps(one).of_files([tmp_path]) == before
    assert Stamps(other).of_files([tmp_path]) != before
