"""A builder may be started in any folder: the site is that of the settings it is given, byte for byte."""

import os
import subprocess
import sys
from pathlib import Path

from tests.conftest import BUILD_ENV


def contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_build_that_is_started_in_another_edition_is_of_the_edition_asked_for(small: Path, base: Path, tmp_path: Path) -> None:
    (base / "data/kinds.yml").unlink()
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "-f", str(small / "mkdocs.yml"), "-d", str(tmp_path / "site")]
    done = subprocess.run(command, cwd=base, env=os.environ | BUILD_ENV, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    here, there = contents(small / "site"), contents(tmp_path / "site")
    assert here.keys() == there.keys()
    assert [name for name in here if here[name] != there[name]] == []
