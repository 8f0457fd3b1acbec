"""Programs and schemas of others that the twins are held against; where one is missing, the tests that want it say so and skip."""

import os
import shutil
import subprocess
import tempfile
from pathlib import Path

import pytest

from tests.conftest import ROOT

KEPT = ROOT / ".cache" / "npm"


def schema(path: str) -> Path:
    """A published schema or a folder of them, by its path in the folder that EDITION_SCHEMAS names."""
    folder = os.environ.get("EDITION_SCHEMAS")
    if not folder:
        pytest.skip(f"EDITION_SCHEMAS is unset: it names the folder that has {path}")
    return Path(folder) / path


def program(name: str, package: str) -> str:
    """A program on PATH."""
    found = shutil.which(name)
    if not found:
        pytest.skip(f"no {name} on PATH; on Debian: apt install {package}")
    return found


def npm(*packages: str) -> Path:
    """The folder node_modules that has some packages of npm (name@version), installed once and kept."""
    folder = KEPT / "+".join(packages).replace("/", "-")
    if not folder.is_dir():
        KEPT.mkdir(parents=True, exist_ok=True)
        made = Path(tempfile.mkdtemp(dir=KEPT))
        command = [program("npm", "npm"), "install", "--silent", "--no-audit", "--no-fund", "--ignore-scripts", *packages]
        done = subprocess.run([*command, "--prefix", str(made)], capture_output=True, text=True, check=False, timeout=300)
        if done.returncode:
            shutil.rmtree(made)
            pytest.skip(f"npm cannot install {' '.join(packages)}: {(done.stderr.splitlines() or ['no reason given'])[-1]}")
        try:
            made.rename(folder)
        except OSError:  # another test was faster
            shutil.rmtree(made)
    return folder / "node_modules"
