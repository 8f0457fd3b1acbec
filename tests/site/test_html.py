"""The markup of every page is as html-validate wants it: all its recommended rules, and those for whole documents.

One rule is asked of other hosts' files alone, and there are none. A site's own styles and scripts carry no sum of what they hold:
a reader whose browser has kept yesterday's would get today's page without any.
"""

import shutil
import subprocess
from pathlib import Path

import pytest

from tests.conftest import ROOT

TOOL = ROOT / ".cache/html-validate/node_modules/html-validate/bin/html-validate.mjs"  # as `make test` fetches it
RULES = Path(__file__).with_name("html-validate.json")
ABSENT = "html-validate is not there: `make test` fetches it with npm"


@pytest.mark.skipif(not TOOL.is_file() or not shutil.which("node"), reason=ABSENT)
def test_no_page_has_a_finding(small: Path) -> None:
    pages = sorted((small / "site").rglob("*.html"))
    command = ["node", str(TOOL), "--config", str(RULES), "--formatter", "text", *map(str, pages)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.stdout == ""
    assert done.returncode == 0, done.stderr
