"""The command `edition`: what it prints, what it writes, and that no mistake, full disk or sudden end costs anybody anything."""

import ctypes
import json
import os
import re
import resource
import shlex
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from edition.check.registry import RULES
from edition.check.rules import READING
from edition.cli_group import WHOLE
from edition.contribute.schema import schemas
from tests.conftest import Run
from tests.contribute.test_propose import issue

ANSWER = "docs/essay/02-answer.md"
LAMP = "docs/essay/01-lamp.md"
TEXT = (
    "The matter was closed by a letter of two lines, which the county paper printed a week later without a word of its own. Nobody "
    "knows who wrote it, since the Harbour Board kept no copy, and the keeper never spoke of it again [@board-1901, p. 12]."
)
LINUX = pytest.mark.skipif(sys.platform != "linux", reason="needs what Linux has of limits and powers")


def tree(root: Path) -> dict[str, bytes]:
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in sorted(root.rglob("*")) if path.is_file()}


def run(
    root: Path,
    *arguments: str,
    env: Mapping[str, str] | None = None,
    limit: Callable[[], None] | None = None,
    encoding: str = "utf-8",
) -> subprocess.CompletedProcess[str]:
    """Run the command in an edition's folder, in a process of certain limits and surroundings."""
    command = [sys.executable, "-m", "edition", *arguments]
    names = {**os.environ, **(env or {})}
    return subprocess.run(command, cwd=root, env=names, capture_output=True, encoding=encoding, preexec_fn=limit, check=False)


@pytest.fixture
def wrong(base: Path) -> Path:
    """The small edition with an error and a warning in its second section."""
    path = base / ANSWER
    path.write_text(
        path.read_text("utf-8").replace("“medal of plain tin” {", "“medal of plain zinc” {").replace("sure is", "sure isn’t"),
        "utf-8",
    )
    return base


# ---- check

MISSING = "not in the text: “medal of plain zinc”; nearest is “medal of plain tin” in p3"
CONTRACTION = "“isn’t”: write the words out"


def test_problems_are_told_line_by_line(wrong: Path, edition: Run) -> None:
    done = edition("check", cwd=wrong)
    assert done.stdout == f"{ANSWER}:8:6: {MISSING} [quote-missing]\n{ANSWER}:12:14: warning: {CONTRACTION} [contraction]\n"
    assert (done.returncode, done.stderr) == (1, "4 notes checked: 1 problem, 1 warning\n")


def test_problems_are_told_to_the_forge(wrong: Path, edition: Run) -> None:
    done = edition("check", "--format", "github", cwd=wrong)
    assert done.stdout == (
        f"::error file={ANSWER},line=8,col=6,title=quote-missing::{MISSING}\n"
        f"::warning file={ANSWER},line=12,col=14,title=contraction::{CONTRACTION}\n"
    )
    assert (done.returncode, done.stderr) == (1, "")


def test_problems_are_told_to_programs(wrong: Path, edition: Run) -> None:
    done = edition("check", "--format", "json", cwd=wrong)
    assert json.loads(done.stdout) == [
        {"path": ANSWER, "line": 8, "column": 6, "message": MISSING, "rule": "quote-missing", "warning": False},
        {"path": ANSWER, "line": 12, "column": 14, "message": CONTRACTION, "rule": "contraction", "warning": True},
    ]
    assert (done.returncode, done.stderr) == (1, "")


def test_where_nothing_is_wrong_it_says_so_in_every_form(base: Path, edition: Run) -> None:
    done = edition("check", cwd=base)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "4 notes checked: no problems, 0 warnings\n")
    told = {form: edition("check", "--format", form, cwd=base) for form in ("github", "json")}
    assert [(done.returncode, done.stderr) for done in told.values()] == [(0, ""), (0, "")]
    assert (told["github"].stdout, json.loads(told["json"].stdout)) == ("", [])


def test_warnings_alone_fail_nothing(base: Path, edition: Run) -> None:
    path = base / ANSWER
    typed = '# The answer\n\nA “medal of plain tin”.\n{ #p3 }\n\n## Notes\n\n## "medal of plain tin"\n\nIt isn\'t here. See https://example.org/\n'
    path.write_text(typed, "utf-8")
    done = edition("check", cwd=base)
    assert (done.returncode, done.stderr) == (0, "4 notes checked: no problems, 5 warnings\n")
    assert all(": warning: " in line for line in done.stdout.splitlines())


def test_the_list_says_what_each_rule_asks(tmp_path: Path, edition: Run) -> None:
    done = edition("check", "--list", cwd=tmp_path)
    lines = [line.split(maxsplit=1) for line in done.stdout.splitlines()]
    assert (done.returncode, done.stderr) == (0, "")
    assert [name for name, _ in lines] == sorted({*RULES, *READING})
    asked = dict(lines)
    says = "The quoted words occur in the section's text, or the note names words of the restatement."
    assert asked["quote-missing"] == says
    assert asked["note-length"] == "(warning) A note has 40 to 110 words. (house style)"
    assert {name for name, words in lines if words.startswith("(warning) ")} == {
        name for name, rule in RULES.items() if rule.warning
    }


# ---- what the others write


def test_pages_says_what_it_writes_and_writes_only_what_changed(base: Path, edition: Run) -> None:
    done = edition("pages", cwd=base)
    written = [line.removeprefix("wrote ") for line in done.stdout.splitlines()]
    assert (done.returncode, done.stderr) == (0, "")
    assert {"docs/glossary.md", "docs/whole.md", "docs/who/ada-brook.md", ".edition/references.json"} <= set(written)
    assert all((base / path).exists() for path in written)
    assert edition("pages", cwd=base).stdout == ""
    (base / "docs/whole.md").write_text("changed by hand\n", "utf-8")
    assert edition("pages", cwd=base).stdout == "wrote docs/whole.md\n"


def test_pages_are_not_made_of_an_edition_with_errors(wrong: Path, edition: Run) -> None:
    before = tree(wrong)
    done = edition("pages", cwd=wrong)
    assert (done.returncode, done.stdout, done.stderr) == (1, "", f"{ANSWER}:8:6: {MISSING} [quote-missing]\n")
    assert tree(wrong) == before


def test_schema_writes_the_schemas(tmp_path: Path, edition: Run) -> None:
    done = edition("schema", cwd=tmp_path)
    assert {path.name: path.read_text("utf-8") for path in (tmp_path / "schemas").iterdir()} == schemas()
    assert sorted(done.stdout.splitlines()) == sorted(f"wrote schemas/{name}" for name in schemas())


def test_facts_say_how_much_there_is(base: Path, edition: Run) -> None:
    done = edition("facts", "essay.txt", cwd=base)
    assert (done.returncode, done.stdout, done.stderr) == (0, "3 paragraphs; data/text.yml was right already\n", "")


# ---- note and propose


def test_a_note_is_put_in_its_place(base: Path, edition: Run) -> None:
    before = tree(base)
    done = edition("note", "plain tin", "--kind", "right", "--text", TEXT, cwd=base)
    assert (done.returncode, done.stdout, done.stderr) == (0, f"{ANSWER}:14: a note on “plain tin”, right\n", "")
    made = tree(base)
    heading = r"### “plain tin” \{ #plain-tin \.right reviewed=\d{4}-\d\d-\d\d \}"
    assert re.fullmatch(rf"\n{heading}\n\n{re.escape(TEXT)}\n", made.pop(ANSWER).decode().removeprefix(before.pop(ANSWER).decode()))
    assert made == before


def test_a_kind_that_there_is_not_is_told(base: Path, edition: Run) -> None:
    before = tree(base)
    done = edition("note", "plain tin", "--kind", "holds", cwd=base)
    told = "data/kinds.yml:1:1: no kind “holds”; choose of right, wrong, disputed, context [kind-unknown]\n"
    assert (done.returncode, done.stdout, done.stderr) == (1, "", told)
    assert tree(base) == before


def test_what_check_would_refuse_is_told_and_not_written(base: Path, edition: Run) -> None:
    before = tree(base)
    done = edition("note", "the matter", "--text", "It is so [@nobody].", cwd=base)
    told = f"{ANSWER}:16:11: no source “nobody” in data/sources.yml [source-unknown]\n"
    assert (done.returncode, done.stdout, done.stderr) == (1, "", told)
    assert tree(base) == before


def test_what_is_odd_of_a_note_is_told(base: Path, edition: Run) -> None:
    done = edition("note", "the matter", "--text", "It is so.", cwd=base)
    told = (
        f"{ANSWER}:14:6: warning: the note on “the matter” cites nothing; add an address, or [@key] of a source "
        "in data/sources.yml [note-uncited]\n"
        f"{ANSWER}:14:6: warning: the note on “the matter” has 3 words; say more (from 40) [note-length]\n"
        f"{ANSWER}:14:6: warning: “the matter” is not inside quotation marks in p3; add “ ” there, or words=“…” here "
        "[quote-unmarked]\n"
    )
    assert (done.returncode, done.stderr) == (0, told)


def test_a_second_note_on_the_same_words_is_pointed_to_the_first(base: Path, edition: Run) -> None:
    done = edition("note", "plain tin", "--no-edit", cwd=base)
    assert (done.returncode, done.stderr) == (0, "")
    done = edition("note", "plain tin", "--no-edit", cwd=base)
    assert (done.returncode, done.stderr) == (
        0,
        f"{ANSWER}:14: there is a note on these words already, #plain-tin; read it first\n",
    )


def test_the_editor_is_opened_under_the_heading(base: Path, tmp_path: Path) -> None:
    script = tmp_path / "nano"
    script.write_text('#!/bin/sh\necho "$@" > "$(dirname "$0")/asked"\n', "utf-8")
    script.chmod(0o755)
    done = run(base, "note", "the matter", env={"EDITOR": shlex.quote(str(script)), "VISUAL": ""})
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "asked").read_text("utf-8") == f"+16 {base / ANSWER}\n"
    assert (base / ANSWER).read_text("utf-8").split("\n")[13].startswith("### “the matter”")


@pytest.mark.parametrize(
    ("editor", "told"),
    [
        ("", "set EDITOR to have your editor opened there"),
        ("no-such-editor --wait", "the editor no-such-editor cannot be started: No such file or directory"),
    ],
)
def test_where_there_is_no_editor_the_note_is_there_all_the_same(base: Path, editor: str, told: str) -> None:
    done = run(base, "note", "the matter", env={"EDITOR": "", "VISUAL": editor})
    assert (done.returncode, done.stderr.splitlines()[0]) == (0, told)
    assert "### “the matter”" in (base / ANSWER).read_text("utf-8")


def test_a_proposal_becomes_a_note_with_words_for_a_pull_request(base: Path, edition: Run) -> None:
    (base / "event.json").write_text(json.dumps({"issue": {"body": issue()}}), "utf-8")
    done = edition("propose", "event.json", "--title", "title.txt", "--summary", "summary.md", cwd=base)
    assert (done.returncode, done.stdout, done.stderr) == (0, f"{ANSWER}: Note: on “plain tin”\n", "")
    assert (base / "title.txt").read_text("utf-8") == "Note: on “plain tin”\n"
    assert (base / "summary.md").read_text("utf-8").startswith(f"A note on “plain tin” in {ANSWER}, line 14: two tales.\n")
    assert edition("check", cwd=base).returncode == 0


@pytest.mark.parametrize("option", ["--title", "--summary"])
def test_a_proposal_whose_words_cannot_be_written_places_nothing(base: Path, edition: Run, option: str) -> None:
    (base / "issue.md").write_text(issue(), "utf-8")
    before = tree(base)
    done = edition("propose", "issue.md", option, "none/words.txt", cwd=base)
    assert (done.returncode, done.stderr.count("\n"), done.stderr[:22]) == (1, 1, "none/words.txt:1:1: ca")
    assert tree(base) == before


def test_a_proposal_that_is_refused_changes_nothing(base: Path, edition: Run) -> None:
    (base / "issue.md").write_text(issue(note="It <script>acts</script>."), "utf-8")
    before = tree(base)
    done = edition("propose", "issue.md", "--title", "title.txt", cwd=base)
    assert (done.returncode, done.stdout) == (1, "")
    assert re.fullmatch(rf"{ANSWER}:16:4: raw HTML “<script>”; .* \[raw-html\]\n", done.stderr)
    assert tree(base) == before


# ---- a mistake gets a line, and changes nothing

NOWHERE = ".:1:1: no edition here: docs/ and data/text.yml are missing; run the command in the edition's folder [not-an-edition]"
MISTAKES: dict[str, tuple[list[str], str]] = {
    "no words": (["note", "“”"], "docs:1:1: no words are quoted; say which words of the text the note is about [quote-empty]"),
    "words not there": (
        ["note", "zwölf Uhr"],
        "docs:1:1: not in the text: “zwölf Uhr”; no words there are like it [quote-missing]",
    ),
    "no text": (
        ["note", "the matter", "--text", "zinc \udce9"],
        "docs/essay/02-answer.md:16:6: U+DCE9 cannot be seen or misleads; remove it [hidden-character]",
    ),
    "no issue": (
        ["propose", "none.md"],
        "none.md:1:1: cannot be read: No such file or directory; name another file [issue]",
    ),
    "no essay": (["import", "none.txt"], "none.txt:1:1: cannot be read: No such file or directory [essay-missing]"),
    "no such text": (
        ["facts", "essay.txt", "--text", "x"],
        "data/text.yml:1:1: which text? name one with --text (there are: essay) [which-text]",
    ),
    "no site": (["verify", "none"], "none:1:1: no such file or folder [missing]"),
    "not an essay": (
        ["import", "mkdocs.yml"],
        "mkdocs.yml:1:1: this is not “The last keeper”: none of its 3 paragraphs is in the ",
    ),
    "no checkout": (["changes", "HEAD"], ".:1:1: git "),  # which is told too, where git is not there
}


@pytest.mark.parametrize(("arguments", "line"), MISTAKES.values(), ids=MISTAKES)
def test_a_mistake_gets_one_line_and_changes_nothing(base: Path, edition: Run, arguments: list[str], line: str) -> None:
    before = tree(base)
    done = edition(*arguments, cwd=base)
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (1, "", 1)
    assert done.stderr.startswith(line)
    assert tree(base) == before


@pytest.mark.parametrize("command", ["check", "pages", "note x", "propose x", "facts x", "import x"])
def test_outside_an_edition_every_command_says_so(tmp_path: Path, edition: Run, command: str) -> None:
    done = edition(*command.split(), cwd=tmp_path)
    assert (done.returncode, done.stdout, done.stderr) == (1, "", f"{NOWHERE}\n")
    assert list(tmp_path.iterdir()) == []


def test_a_file_of_the_machine_is_not_read(base: Path, edition: Run) -> None:
    (base / "data/sources.yml").unlink()
    (base / "data/sources.yml").symlink_to("/etc/passwd")
    done = edition("check", cwd=base)
    told = [line for line in done.stdout.splitlines() if line.startswith("data/sources.yml:")]
    assert sorted(told) == [
        "data/sources.yml:1:1: is a link that leads out of the edition; put the file itself here [file-link]",
        "data/sources.yml:1:1: is a link to another place; put the file itself here [file-link]",
    ]
    assert "root:" not in done.stdout + done.stderr


# ---- a disk that is full, a folder that nobody may write

WRITERS = [  # each with the file that it writes first; pages begins with one beside the edition, for pandoc
    ("docs/essay/02-answer.md", ["note", "the matter", "--no-edit"]),
    ("docs/essay/01-lamp.md", ["import", "essay.txt"]),
    (".", ["pages"]),
    ("schemas/sources.json", ["schema"]),
]


def starve() -> None:
    """Let no file grow beyond a few bytes, as on a full disk."""
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100, 100))


def obey() -> None:
    """Take from root the power to write where nobody may; whoever is not root has it not."""
    for power in (1, 2):  # CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH
        ctypes.CDLL(None).prctl(24, power, 0, 0, 0)  # PR_CAPBSET_DROP


@LINUX
@pytest.mark.parametrize(("name", "arguments"), WRITERS, ids=[command for _, (command, *_) in WRITERS])
def test_a_full_disk_changes_nothing_and_is_told(base: Path, name: str, arguments: list[str]) -> None:
    before = tree(base)
    done = run(base, *arguments, limit=starve)
    told = f"{name}:1:1: cannot be written: File too large; {WHOLE} [not-written]\n"
    assert (done.returncode, done.stdout, done.stderr) == (1, "", told)
    assert tree(base) == before


@LINUX
def test_a_folder_that_nobody_may_write_changes_nothing_and_is_told(base: Path) -> None:
    before = tree(base)
    (base / "docs/essay").chmod(0o555)
    done = run(base, "import", "essay.txt", limit=obey)
    (base / "docs/essay").chmod(0o755)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == f"docs/essay/01-lamp.md:1:1: cannot be written: Permission denied; {WHOLE} [not-written]\n"
    assert tree(base) == before


@pytest.mark.parametrize("words", ["- so it was", "-- and then", "-h and so on"])
def test_words_that_begin_with_a_dash_stand_after_two(base: Path, edition: Run, words: str) -> None:
    done = edition("note", words, "--no-edit", cwd=base)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.endswith(f"\nError: words that begin with a dash stand after --: -- “{words}”\n")
    again = edition("note", "--no-edit", "--", words, cwd=base)
    assert again.stderr.startswith(f"docs:1:1: not in the text: “{words}”; ")


def test_an_export_comes_into_no_folder_of_the_edition(base: Path, edition: Run) -> None:
    before = tree(base)
    done = edition("export", "--into", "docs/take", cwd=base)
    told = "docs/take:1:1: holds the edition itself; name another folder [not-written]\n"
    assert (done.returncode, done.stdout, done.stderr) == (1, "", told)
    assert tree(base) == before


def test_a_site_comes_into_no_folder_whose_name_cannot_be_written(base: Path, edition: Run) -> None:
    done = edition("build", "--into", "s\udcff", cwd=base)
    told = "s\\udcff:1:1: has a name with signs that are no UTF-8, or cannot be seen; name another folder [not-built]\n"
    assert (done.returncode, done.stderr) == (1, told)


@LINUX
def test_output_that_cannot_be_written_is_told(wrong: Path) -> None:
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        command = [sys.executable, "-m", "edition", "check"]
        done = subprocess.run(command, cwd=wrong, stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    told = f".:1:1: cannot be written: No space left on device; {WHOLE} [not-written]\n"
    assert (done.returncode, done.stderr) == (1, told)


def test_a_reader_who_has_seen_enough_is_no_fault(tmp_path: Path) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    command = [sys.executable, "-m", "edition", "check", "--list"]
    done = subprocess.run(command, cwd=tmp_path, stdout=writing, stderr=subprocess.PIPE, text=True, check=False)
    os.close(writing)
    assert (done.returncode, done.stderr) == (1, "")


# ---- a run that ends before its time


def test_an_interrupted_run_says_so_and_what_is_written_stays(base: Path, tmp_path: Path) -> None:
    editor = tmp_path / "slow"
    editor.write_text('#!/bin/sh\ntouch "$(dirname "$0")/open"\nexec sleep 60\n', "utf-8")
    editor.chmod(0o755)
    command = [sys.executable, "-m", "edition", "note", "the matter"]
    environment = os.environ | {"VISUAL": shlex.quote(str(editor))}
    process = subprocess.Popen(command, cwd=base, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    while not (tmp_path / "open").exists() and process.poll() is None:
        time.sleep(0.02)
    process.send_signal(signal.SIGINT)
    _, told = process.communicate()
    assert (process.returncode, told) == (1, "interrupted; run the command again\n")
    assert "### “the matter”" in (base / ANSWER).read_text("utf-8")


# Ends a run by kill -9 right before it does something to the disk for the nth time; Python tells what it is about to do.
KILLED = """
import os, signal, sys
left = int(sys.argv.pop(2))
def watch(event, arguments, wanted=sys.argv.pop(1)):
    global left
    if event == wanted:
        left -= 1
        if not left:
            os.kill(os.getpid(), signal.SIGKILL)
sys.addaudithook(watch)
from edition.cli import main
main()
"""


# Ends a run by a signal right before the second file gets the name under which it waits.
ENDED = """
import os, sys
seen = []
def watch(event, arguments):
    if event == "tempfile.mkstemp":
        seen.append(event)
        if len(seen) == 2:
            os.kill(os.getpid(), ENDING)
sys.addaudithook(watch)
from edition.cli import main
main()
"""


@pytest.mark.skipif(sys.platform == "win32", reason="needs kill -9")
@pytest.mark.parametrize(("event", "nth"), [("tempfile.mkstemp", 1), ("tempfile.mkstemp", 2), ("os.rename", 1), ("os.rename", 2)])
def test_a_killed_import_leaves_each_file_whole_and_is_finished_by_the_next(base: Path, edition: Run, event: str, nth: int) -> None:
    old = tree(base)
    complete = Path(shutil.copytree(base, base.with_name("complete")))
    assert edition("import", "essay.txt", cwd=complete).returncode == 0
    new = tree(complete)
    command = [sys.executable, "-c", KILLED, event, str(nth), "import", "essay.txt"]
    assert subprocess.run(command, cwd=base, check=False).returncode == -signal.SIGKILL
    left = {name: data for name, data in tree(base).items() if not name.endswith(".edition-new")}
    renamed = [LAMP, ANSWER][: nth - 1] if event == "os.rename" else []
    assert left == old | {name: new[name] for name in renamed}
    again = edition("import", "essay.txt", cwd=base)
    assert (again.returncode, again.stderr) == (0, "")
    assert {name: data for name, data in tree(base).items() if not name.endswith(".edition-new")} == new
    checked = edition("check", cwd=base)
    assert (checked.returncode, checked.stdout) == (0, "")  # what the killed run has left behind is nobody's fault


# Interrupts a run while it is being loaded.
LOADED = """
import os, signal, sys
def watch(event, arguments):
    if event == "import" and arguments[0] == "edition.check.rules":
        os.kill(os.getpid(), signal.SIGINT)
sys.addaudithook(watch)
from edition.__main__ import run
run()
"""


@LINUX
def test_who_interrupts_a_command_that_is_being_loaded_sees_nothing_of_it(base: Path) -> None:
    done = subprocess.run([sys.executable, "-c", LOADED, "check"], cwd=base, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (-signal.SIGINT, "", "")


@pytest.mark.skipif(sys.platform == "win32", reason="needs SIGHUP")
@pytest.mark.parametrize("ending", [signal.SIGTERM, signal.SIGHUP])
def test_a_run_that_is_ended_leaves_nothing_waiting(tmp_path: Path, ending: signal.Signals) -> None:
    code = ENDED.replace("ENDING", str(int(ending)))
    command = [sys.executable, "-c", code, "schema"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (1, "", "interrupted; run the command again\n")
    assert [path.name for path in tmp_path.rglob("*")] == ["schemas"]


@LINUX
@pytest.mark.parametrize("asked", ["--help", "--version"])
def test_help_that_cannot_be_written_is_told(base: Path, asked: str) -> None:
    with Path("/dev/full").open("w") as full:
        command = [sys.executable, "-m", "edition", asked]
        done = subprocess.run(command, cwd=base, stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert (done.returncode, done.stderr.count("\n")) == (1, 1)
    assert done.stderr.startswith(".:1:1: cannot be written: ")


@LINUX
def test_where_the_current_folder_has_been_removed_it_is_told(tmp_path: Path) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    command = ["sh", "-c", 'rmdir "$PWD" && exec "$0" -m edition check', sys.executable]
    done = subprocess.run(command, cwd=gone, capture_output=True, text=True, check=False)
    told = ".:1:1: the current folder is no longer there; change into one that is [missing]\n"
    assert (done.returncode, done.stdout, done.stderr) == (1, "", told)


# ---- other surroundings


@pytest.mark.parametrize(
    "environment",
    [
        {"LC_ALL": "C"},
        {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
        {"TZ": "Pacific/Kiritimati", "LANG": "tr_TR"},
    ],
    ids=["C", "ASCII", "Turkish"],
)
def test_in_every_locale_the_same_is_said_and_written(wrong: Path, environment: dict[str, str]) -> None:
    done = run(wrong, "check", env=environment)
    assert done.stdout == f"{ANSWER}:8:6: {MISSING} [quote-missing]\n{ANSWER}:12:14: warning: {CONTRACTION} [contraction]\n"
    done = run(wrong, "pages", env=environment)
    assert (done.returncode, done.stdout, done.stderr) == (1, "", f"{ANSWER}:8:6: {MISSING} [quote-missing]\n")


def test_a_note_in_any_script_is_written_as_it_was_typed(base: Path) -> None:
    done = run(base, "note", "keeper a", "--text", "Città “è” Йод. 灯", env={"LC_ALL": "C"})
    assert done.returncode == 0, done.stderr
    assert "\n\nCittà “è” Йод. 灯\n" in (base / ANSWER).read_text("utf-8")


def test_a_console_of_an_older_encoding_is_shown_escapes(wrong: Path) -> None:
    done = run(wrong, "check", encoding="iso8859-5", env={"PYTHONIOENCODING": "iso8859-5"})
    assert (done.returncode, done.stderr) == (1, "4 notes checked: 1 problem, 1 warning\n")
    assert done.stdout.splitlines()[0] == f"{ANSWER}:8:6: {MISSING} [quote-missing]".replace("“", "\\u201c").replace("”", "\\u201d")


def test_without_git_everything_but_changes_works(base: Path, tmp_path: Path) -> None:
    nothing = tmp_path / "empty"
    nothing.mkdir()
    done = run(base, "import", "essay.txt", env={"PATH": str(nothing)})
    assert (done.returncode, done.stderr) == (0, "")
    done = run(base, "changes", "HEAD", env={"PATH": str(nothing)})
    told = ".:1:1: git is not there, which alone can tell what changed; install it [git]\n"
    assert (done.returncode, done.stdout, done.stderr) == (1, "", told)


def test_a_folder_with_spaces_and_signs_is_as_good_as_any(base: Path, edition: Run) -> None:
    odd = base.rename(base.with_name("Ма́як & “light” #1"))
    assert edition("import", "essay.txt", cwd=odd).returncode == 0
    assert edition("check", cwd=odd).returncode == 0
