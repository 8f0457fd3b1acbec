"""A killed, starved or doubled run leaves the project as it was or as it should be; hostile input costs what its length costs."""

import os
import resource
import signal
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edition.check import rules as check
from edition.files import disk as files
from edition.files.problem import EditionError
from edition.model import limits
from edition.model.edition import load
from edition.text.finder import Finder
from edition.text.quotes import find
from edition.text.tree import plain
from tests.conftest import Run

HEAD = "# The answer\n\nA year later the Harbour Board gave the keeper a “medal of plain tin”.\n{ #p3 }\n\n"
BODY = "It lies in the museum with a card [@board-1901, p. 12]."
NOTE = "## Notes\n\n### “plain tin” { #tin }\n\n"


def tree(root: Path) -> dict[str, bytes]:
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in sorted(root.rglob("*")) if path.is_file()}


# ---- writing


@pytest.mark.parametrize("after", [1, 2, 3, 4, 5, 6])
def test_a_run_killed_at_any_step_leaves_all_or_nothing(base: Path, after: int) -> None:
    """The process dies, as by kill -9, before its nth step on the disk; the next run finds one state or the other."""
    old = tree(base)
    new = {"docs/essay/01-lamp.md": b"# One\n", "docs/essay/02-answer.md": b"# Two\n"}
    code = f"""
import os, sys
from pathlib import Path
from edition.files import disk as files
steps = 0
def counted(real):
    def step(*arguments, **named):
        global steps
        steps += 1
        if steps == {after}:
            os._exit(9)
        return real(*arguments, **named)
    return step
files._store = counted(files._store)
Path.replace = counted(Path.replace)
root = Path.cwd()
files.write_all({{root / "docs/essay/01-lamp.md": "# One\\n", root / "docs/essay/02-answer.md": "# Two\\n"}}, root)
"""
    done = subprocess.run([sys.executable, "-c", code], cwd=base, check=False)
    assert done.returncode == 9
    files.recover(base)
    files.write_all({base / "docs/essay/extra.md": "x\n"}, base)  # the next run also sweeps up what was left
    (base / "docs/essay/extra.md").unlink()
    assert tree(base) in (old, old | new)


@pytest.mark.skipif(sys.platform != "linux", reason="needs a limit on file sizes")
def test_a_full_disk_changes_nothing_and_says_so(base: Path) -> None:
    before = tree(base)

    def starve() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (100, 100))

    command = [sys.executable, "-m", "edition", "note", "the matter", "--no-edit"]
    done = subprocess.run(command, cwd=base, capture_output=True, text=True, preexec_fn=starve, check=False)
    assert done.returncode == 1
    assert "cannot be written" in done.stderr and "nothing was changed [not-written]" in done.stderr
    assert tree(base) == before


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="needs POSIX permissions")
def test_a_read_only_folder_changes_nothing_and_says_so(edition: Run, base: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = tree(base)

    def refuse(*_: Any, **__: Any) -> int:
        raise PermissionError(13, "Permission denied", str(base / "docs/essay/.02-answer.md.edition-new"))

    monkeypatch.setattr(os, "open", refuse)
    with pytest.raises(PermissionError):
        files._store(files.staged(base / "docs/essay/02-answer.md"), "x", base / "docs/essay/02-answer.md")
    monkeypatch.undo()
    if os.geteuid() != 0:
        (base / "docs/essay").chmod(0o555)
        done = edition("note", "the matter", "--no-edit", cwd=base)
        (base / "docs/essay").chmod(0o755)
        assert done.returncode == 1 and "[not-written]" in done.stderr
    assert tree(base) == before


def test_runs_at_once_take_turns(edition: Run, base: Path) -> None:
    """Four runs write the same files, each with its own text; what stays is whole, and of one run."""

    def write(number: int) -> None:
        paths = [base / f"docs/essay/0{one}-x.md" for one in range(3, 8)]
        files.write_all(dict.fromkeys(paths, f"{number}\n" * 2000), base)

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(write, range(4)))
        done = list(pool.map(lambda _: edition("check", cwd=base).returncode, range(2)))
    assert set(done) <= {0, 1}
    texts = {path.read_text("utf-8") for path in (base / "docs/essay").glob("*-x.md")}
    assert len(texts) == 1 and len(texts.pop()) == 4000
    assert not list(base.rglob("*edition-new*")) and not (base / files.JOURNAL).exists()


@pytest.mark.parametrize(
    "listed", ["[]", "{", "null", '["../outside.md"]', '["/etc/passwd"]', "[1]", '"docs/index.md"', '["docs/../../x"]']
)
def test_a_journal_that_somebody_made_up_does_no_harm(edition: Run, base: Path, listed: str) -> None:
    (base / files.JOURNAL).write_text(listed, "utf-8")
    (base.parent / ".outside.md.edition-new").write_text("x", "utf-8")
    done = edition("check", cwd=base)
    assert "Traceback" not in done.stderr
    assert listed == "[]" or (done.returncode == 1 and "[journal]" in done.stderr) or not (base / files.JOURNAL).exists()
    assert not (base.parent / "outside.md").exists()


def test_writing_follows_no_link(base: Path, tmp_path: Path) -> None:
    victim = tmp_path / "victim"
    victim.write_text("mine", "utf-8")
    files.staged(base / "docs/essay/02-answer.md").symlink_to(victim)
    files.write_all({base / "docs/essay/02-answer.md": "# New\n"}, base)
    assert victim.read_text("utf-8") == "mine" and (base / "docs/essay/02-answer.md").read_text("utf-8") == "# New\n"
    (tmp_path / "elsewhere").mkdir()
    (base / "docs/out").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(EditionError, match="file-link"):
        files.write_all({base / "docs/out/x.md": "x"}, base)
    with pytest.raises(EditionError, match="file-link"):
        files.write_all({base / "../x.md": "x"}, base)


def test_a_page_that_is_a_file_of_the_machine_is_not_read(edition: Run, base: Path) -> None:
    (base / "data/sources.yml").unlink()
    (base / "data/sources.yml").symlink_to("/etc/passwd")
    done = edition("check", cwd=base)
    assert "[file-link]" in done.stdout and "root:" not in done.stdout + done.stderr


def test_an_interrupted_command_says_so(base: Path) -> None:
    code = (
        "import edition.cli_site as c\ndef stop(*_): raise KeyboardInterrupt\nc.load = stop\nfrom edition.cli import main\nmain()"
    )
    done = subprocess.run([sys.executable, "-c", code, "check"], cwd=base, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr.strip()) == (1, "interrupted; run the command again")


# ---- floods


def note(words: str, id: str) -> str:
    return f"### “{words}” {{ #{id} }}\n\n{BODY}\n\n"


def paragraphs(n: int) -> str:
    made = "".join(f"Word and “quote{i} of plain tin” in line {i}.\n{{ #p{i + 10} }}\n\n" for i in range(n))
    return HEAD + made + "## Notes\n\n" + "".join(note(f"quote{i} of plain", f"n{i}") for i in range(n))


def one_paragraph(n: int) -> str:
    text = " ".join(f"“quote{i} of plain tin”" for i in range(n))
    return f"{HEAD}{text}\n{{ #p10 }}\n\n## Notes\n\n" + "".join(note(f"quote{i} of plain", f"n{i}") for i in range(n))


def after_a_note(piece: str, end: str = "") -> Callable[[int], str]:
    return lambda n: HEAD + NOTE + piece * n + end


# What grows with the square would take minutes at these sizes, and some of it hours.
FLOODS: dict[str, tuple[int, Callable[[int], str]]] = {
    "a megabyte of notes and paragraphs": (5000, paragraphs),
    "notes on one paragraph": (1000, one_paragraph),
    "notes on the same words": (1000, lambda n: HEAD + "## Notes\n\n" + "".join(note("plain tin", f"n{i}") for i in range(n))),
    "words": (30_000, lambda n: f"{HEAD}{'word of text ' * n}\n{{ #p10 }}\n\n{NOTE}{BODY}\n"),
    "lines": (20_000, lambda n: HEAD + "0\n" * n + NOTE),
    "capitals": (10_000, lambda n: f"{HEAD}{'Alpha Beta ' * n}\n{{ #p10 }}\n\n{NOTE}{BODY}\n"),
    "nested lists": (2000, lambda n: HEAD + NOTE + "\n".join("    " * min(i, 60) + "- a" for i in range(n))),
    "spaces": (30_000, lambda n: f"{HEAD}## Notes\n\n### {' ' * n}x{' ' * n}{{{' ' * n}y"),
    "spaces in a citation": (30_000, after_a_note(" ", "[@board-1901, p.")),
    "tabs": (30_000, after_a_note("\t", "x")),
    "open quotation marks": (20_000, lambda n: f"{HEAD}{'“a ' * n}\n{{ #p10 }}\n\n{NOTE}{BODY}\n"),
    "citations": (2000, after_a_note("It is so [@board-1901]. ")),
    "links": (3000, after_a_note("[a](https://example.org/b) ")),
    "open brackets": (20_000, after_a_note("[")),
    "open links": (4000, after_a_note("[a](")),
    "open angles": (4000, after_a_note("[a](<")),
    "open images": (20_000, after_a_note("![")),
    "open citations": (20_000, after_a_note("[@a; ")),
    "open footnotes": (20_000, after_a_note("[^")),
    "footnotes": (20_000, after_a_note("a[^1] ", "\n\n[^1]: x")),
    "emphasis": (20_000, after_a_note("*a **b ", " b** a*")),
    "quotations": (20_000, after_a_note(">", " a")),
    "underlines": (10_000, after_a_note("a\n=\n")),
    "open braces": (30_000, after_a_note("{ #a ")),
    "braces": (10_000, after_a_note("{ #a } ")),
    "backticks": (20_000, after_a_note("`a ")),
    "accents": (20_000, after_a_note("\u0301")),
    "entities": (10_000, after_a_note("&#x202E;")),
    "hyphens": (20_000, after_a_note("-", " a")),
    "addresses": (20_000, after_a_note("<https://")),
    "hashes": (20_000, after_a_note(" #", "b")),
}
CPU = 40  # seconds of a processor: one flood needs one or two, the megabyte ten
JUDGE = f"""
import resource
from pathlib import Path
resource.setrlimit(resource.RLIMIT_CPU, ({CPU}, {CPU}))
from markdown import Markdown
from edition.check import rules as check
from edition.model.edition import load
from edition.extension import EditionExtension
from edition.text.tree import EXTENSIONS
check.check(load(Path.cwd()))
Markdown(extensions=[*EXTENSIONS, EditionExtension(root=".")]).convert(Path("docs/essay/02-answer.md").read_text("utf-8"))
"""


@pytest.mark.parametrize(("size", "flood"), FLOODS.values(), ids=FLOODS)
def test_a_flood_is_judged_and_rendered(base: Path, size: int, flood: Callable[[int], str]) -> None:
    (base / "docs/essay/02-answer.md").write_text(flood(size), "utf-8")
    done = subprocess.run([sys.executable, "-c", JUDGE], cwd=base, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-1000:]


def test_a_flood_that_is_left_out_is_refused(base: Path) -> None:
    left_out = "open brackets|open links|open angles|emphasis|quotations|nested lists|underlines|footnotes|spaces|tabs"
    for name in left_out.split("|"):
        (base / "docs/essay/02-answer.md").write_text(FLOODS[name][1](1000), "utf-8")
        assert "too-complex" in {problem.rule for problem in check.check(load(base))}, name


def test_a_flood_is_shown_as_the_text_it_is() -> None:
    text = "[ " * 70 + "*a* _b_ `c` <b> : | x"
    assert plain(text) == text


def test_ordinary_blocks_are_within_the_limits(project: Path) -> None:
    for path in (project / "docs").glob("**/*.md"):
        for _, block in limits.blocks(path.read_text("utf-8").split("\n")):
            assert not limits.overload("\n".join(block)), path


WORDS = st.lists(st.sampled_from(["tin", "tins", "plain", "“tin”", "of", "…", "中", "e\u0301", " "]), max_size=8).map(" ".join)


@given(st.lists(WORDS, max_size=5), WORDS)
def test_the_finder_finds_what_a_search_through_all_finds(texts: list[str], quote: str) -> None:
    assert Finder(texts)(quote) == [(at, span) for at, text in enumerate(texts) for span in find(quote, text)]


@pytest.mark.parametrize(
    "bomb",
    [
        "- " + "[" * 100_000,
        "- &a [" + "*a, " * 1000 + "]",
        "- x: " + "9" * 100_000,
        "- {" * 5000,
        "- 'x" * 1000,
        "? " * 3000,
        "- x: " + "&a " * 3000,
        "- !!python/object/apply:os.system [true]",
    ],
    ids=lambda bomb: str(bomb)[:20],
)
def test_yaml_that_is_hostile_is_refused_in_a_line(base: Path, bomb: str) -> None:
    (base / "data/sources.yml").write_text(f"references:\n{bomb}\n", "utf-8")
    assert {problem.rule for problem in check.check(load(base))} & {"yaml", "record"}
