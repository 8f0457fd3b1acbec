"""The same files make the same site, byte for byte, wherever, whenever and in whatever language they are built."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from tests.conftest import BUILD_ENV

LATER = Path(__file__).with_name("later.py")
ELSEWHERE = {"TZ": "Pacific/Kiritimati", "LC_ALL": "POSIX", "LANG": "tr_TR.UTF-8", "PYTHONHASHSEED": "7", "COLUMNS": "40"}


def contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def test_a_build_elsewhere_on_another_day_is_the_same(sources: Path, house_site: Path, tmp_path: Path) -> None:
    folder = shutil.copytree(sources, tmp_path / "an other folder")
    environment = {key: value for key, value in os.environ.items() if key != "SOURCE_DATE_EPOCH"} | BUILD_ENV | ELSEWHERE
    for command in (["edition", "pages"], ["mkdocs", "build", "--strict", "-d", str(tmp_path / "site")]):
        run = [sys.executable, str(LATER), *command]
        done = subprocess.run(run, cwd=folder, env=environment, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
    here, there = contents(house_site), contents(tmp_path / "site")
    assert sorted(here) == sorted(there)
    assert [name for name in here if here[name] != there[name]] == []
