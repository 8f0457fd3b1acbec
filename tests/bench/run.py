"""Measure what an edition costs, each figure beside the same pages without us in the same run; writes BENCHMARKS.md.

make bench                        10, 100 and 1,000 sections, about ten minutes
make bench SECTIONS="10 100"      less
"""

import argparse
import json
import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from statistics import median

from tests.bench import browse, live
from tests.bench.corpus import ROOT, corpus

QUIET = {"NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true"}
ALONE = """
import sys, markdown
from pathlib import Path
from edition.model.markdown import EXTENSIONS
for path in sorted(Path("docs").glob("text-*/*.md")):
    markdown.Markdown(extensions=[*EXTENSIONS, "toc"]).convert(path.read_text("utf-8"))
"""
FIRST = """
import runpy, shutil, sys
for made in (".edition", "overrides/assets/made", "overrides/assets/search/index"):
    shutil.rmtree(made, ignore_errors=True)
sys.argv = ["edition", "build", "--into", "site-all"]
runpy.run_module("edition", run_name="__main__")
"""
STARTED = """
import os, sys
child = os.fork()
if not child:
    os.execvp(sys.argv[1], sys.argv[1:])
_, status, used = os.wait4(child, 0)
print(used.ru_utime + used.ru_stime, used.ru_maxrss, file=sys.stderr)
sys.exit(os.waitstatus_to_exitcode(status))
"""
PLAIN = """
site_name: A corpus
theme: {{ name: material, font: false }}
plugins: [search]
markdown_extensions: [attr_list, def_list, footnotes, tables, pymdownx.details, toc]
exclude_docs: |
  /actors/
  /terms/
nav: {nav}
"""
PACKAGES = ("markdown", "mkdocs", "mkdocs-material", "pymdown-extensions")


@dataclass(frozen=True)
class Cost:
    """What a command took: seconds by the clock and of the processor, and the most memory at once in MB."""

    wall: float
    cpu: float
    memory: float


def measure(command: list[str], folder: Path) -> Cost:
    """Run a command and everything it starts. It is started by something small, whose memory is counted as its own."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    begun = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-IS", "-c", STARTED, *command], cwd=folder, env=kept | QUIET, capture_output=True, text=True
    )
    took = time.perf_counter() - begun
    *_, told = done.stderr.splitlines() or [""]
    if done.returncode:
        sys.exit(f"{' '.join(command)} in {folder} failed:\n{(done.stdout + done.stderr)[-2000:]}")
    cpu, memory = (float(figure) for figure in told.split())
    return Cost(took, cpu, memory / 1024)


def commands(folder: Path) -> dict[str, list[str]]:
    """What is measured, in the order in which it must run; the sites go to folder/site-…."""
    python = [sys.executable, "-m"]
    build = [*python, "mkdocs", "build", "--quiet"]
    return {
        "pages": [*python, "edition", "pages"],
        "check": [*python, "edition", "check"],
        "alone": [sys.executable, "-c", ALONE],
        "first": [sys.executable, "-c", FIRST],
        "all": [*python, "edition", "build", "--into", "site-all"],
        "ours": [*build, "-f", "mkdocs.yml", "-d", "site-ours"],
        "without": [*build, "-f", "without.yml", "-d", "site-without"],
        "plain": [*build, "-f", "plain.yml", "-d", "site-plain"],
    }


def prepare(folder: Path, sections: int) -> None:
    """A corpus with three configurations: ours, ours without the extension, plain Material."""
    corpus(folder, sections)
    config = (folder / "mkdocs.yml").read_text("utf-8")
    (folder / "without.yml").write_text(re.sub(r"^  - edition\b.*\n", "", config, flags=re.MULTILINE), "utf-8")
    paths = [path.relative_to(folder / "docs").as_posix() for path in sorted(folder.glob("docs/text-*/*.md"))]
    nav = [{"Cover": "index.md"}, {"The essay": paths}, {"About": "about.md"}]
    (folder / "plain.yml").write_text(PLAIN.format(nav=json.dumps(nav)), "utf-8")


def costs(folder: Path, repeat: int) -> dict[str, Cost]:
    """The median cost of each command; they take turns, so that a busy machine is busy for all of them."""
    rounds = [{name: measure(command, folder) for name, command in commands(folder).items()} for _ in range(repeat)]
    middle: Callable[[str, str], float] = lambda name, what: median(getattr(one[name], what) for one in rounds)  # noqa: E731
    return {name: Cost(middle(name, "wall"), middle(name, "cpu"), middle(name, "memory")) for name in rounds[0]}


def size(folder: Path, pattern: str = "*") -> int:
    """The bytes of the files in a folder."""
    return sum(path.stat().st_size for path in folder.rglob(pattern) if path.is_file())


def rows(cost: dict[str, Cost], folder: Path) -> Iterator[tuple[str, str]]:
    """The lines of the table for one size."""
    for name, label in (("without", "without the extension"), ("plain", "plain Material with its search")):
        yield f"build, CPU against {label}", f"{cost['ours'].cpu / cost[name].cpu:.2f} ({cost['ours'].cpu:.1f} s)"
        yield f"build, memory against {label}", f"{cost['ours'].memory / cost[name].memory:.2f} ({cost['ours'].memory:.0f} MB)"
    together = "check, pages and build together (`edition build`)"
    against = "against building plain Material with its search"
    for name, when in (("all", ""), ("first", ", on a fresh clone")):
        yield f"{together}{when}, CPU {against}", f"{cost[name].cpu / cost['plain'].cpu:.2f} ({cost[name].cpu:.1f} s)"
        yield f"{together}{when}, memory {against}", f"{cost[name].memory / cost['plain'].memory:.2f} ({cost[name].memory:.0f} MB)"
    yield "`edition check`, CPU against rendering alone", f"{cost['check'].cpu / cost['alone'].cpu:.2f} ({cost['check'].cpu:.1f} s)"
    yield "`edition pages`, CPU against rendering alone", f"{cost['pages'].cpu / cost['alone'].cpu:.2f} ({cost['pages'].cpu:.1f} s)"
    yield "rendering alone, CPU", f"{cost['alone'].cpu:.1f} s"
    yield "build by the clock", f"{cost['ours'].wall:.1f} s (without the extension {cost['without'].wall:.1f} s)"
    yield "site", f"{size(folder / 'site-ours') / 1e6:.1f} MB (plain Material {size(folder / 'site-plain') / 1e6:.1f} MB)"
    yield "search index, all of it", f"{size(folder / 'site-ours' / 'assets' / 'search') / 1e3:.0f} kB"
    yield from browse.rows(folder)


def edited(folder: Path) -> str:
    """How long an edit of a note takes until the live server shows it."""
    found = live.edits(folder, 4, 1)
    return f"{median(found):.2f} s, {max(found):.2f} s at worst"


def table(columns: dict[int, dict[str, str]]) -> str:
    """The figures as a table in Markdown."""
    labels = list(dict.fromkeys(label for column in columns.values() for label in column))
    head = "| | " + " | ".join(f"{sections:,} sections" for sections in columns) + " |"
    lines = [f"| {label} | " + " | ".join(column.get(label, "") for column in columns.values()) + " |" for label in labels]
    return "\n".join([head, "|---" * (len(columns) + 1) + "|", *lines])


def main() -> None:
    """Measure, and write the table between its marks in BENCHMARKS.md."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sections", nargs="*", type=int, default=[10, 100, 1000])
    parser.add_argument("--repeat", type=int, default=3)
    options = parser.parse_args()
    columns: dict[int, dict[str, str]] = {}
    built: dict[int, float] = {}
    for sections in options.sections:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            prepare(folder, sections)
            cost = costs(folder, options.repeat)
            columns[sections] = dict(rows(cost, folder))
            columns[sections]["an edit of a note, till the live server shows it"] = edited(folder)
            if sections // 10 in built:
                growth = f"{cost['ours'].cpu / built[sections // 10]:.1f} times the CPU"
                columns[sections]["build against a tenth of the sections"] = growth
            built[sections] = cost["ours"].cpu
        print(table(columns), flush=True)
    used = ", ".join(f"{package} {version(package)}" for package in PACKAGES)
    lead = f"Python {sys.version.split()[0]}, {used}; {os.cpu_count()} cores."
    lead += " One round." if options.repeat == 1 else f" The median of {options.repeat} rounds."
    path = ROOT / "BENCHMARKS.md"
    marks = r"(<!-- figures -->\n).*?(<!-- end -->)"
    found = path.read_text("utf-8")
    path.write_text(
        re.sub(marks, lambda match: f"{match[1]}\n{lead}\n\n{table(columns)}\n\n{match[2]}", found, flags=re.DOTALL), "utf-8"
    )


if __name__ == "__main__":
    main()
