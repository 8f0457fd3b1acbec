"""The commands of whoever adds notes: note, propose, changes."""

import os
import shlex
import subprocess
from datetime import UTC, datetime
from pathlib import Path

import click

from edition.contribute.changes import changes
from edition.contribute.insert import Draft, inserted, section_of, with_section
from edition.contribute.propose import issue_body, news, proposal
from edition.contribute.schema import written
from edition.files import disk as files
from edition.files.problem import EditionError, Problem
from edition.model.edition import load
from edition.model.section import KINDS, VERDICTS
from edition.text.quotes import bare

# How editors are told the line, by the name of their program.
AT_LINE = {name: ["+{line}", "{path}"] for name in ("vi", "vim", "nvim", "nano", "emacs", "emacsclient", "micro", "joe", "ed")}
AT_LINE |= {name: ["--wait", "--goto", "{path}:{line}"] for name in ("code", "codium")} | {"hx": ["{path}:{line}"]}


def _today() -> str:
    return datetime.now(UTC).date().isoformat()


@click.command()
@click.argument("words")
@click.option("--kind", type=click.Choice(list(KINDS)), default="context", show_default=True, help="What the note does.")
@click.option("--verdict", type=click.Choice(list(VERDICTS)), help="How the claim stands by the evidence, if the note judges it.")
@click.option("--text", default="", help="The text of the note; without it the editor opens.")
@click.option("--edit/--no-edit", default=True, help="Whether to open the editor ($VISUAL or $EDITOR).")
def note(words: str, kind: str, verdict: str | None, text: str, edit: bool) -> None:
    """Put the heading of a note on WORDS, the author's exact ones, in its place, and open the editor there."""
    root = Path.cwd()
    edition = load(root)
    if not bare(words):
        raise EditionError(
            Problem("docs", 1, 1, "no words are quoted; say which words of the text the note is about", "quote-empty")
        )
    section = section_of(edition, words)
    made, line = inserted(edition, section, Draft(words, kind, verdict or "", _today(), text))
    files.write_changed({root / section.path: made}, root)
    for other in section.notes:
        if bare(other.quote) == bare(words):
            click.echo(f"{section.path}:{other.line}: there is a note on these words already, #{other.id}; read it first", err=True)
    click.echo(f"{section.path}:{line}: a note on “{bare(words)}”, {KINDS[kind].lower()}")
    if edit and not text:
        _edit(root / section.path, line + 2)
    if not text and not edit:
        return  # an empty note is what was asked for
    for problem in news(edition, with_section(edition, section.path, files.read_text(root / section.path, root))):
        click.echo(str(problem), err=True)


def _edit(path: Path, line: int) -> None:
    """Open the editor at a line, where one is named and there is somebody to use it."""
    command = shlex.split(os.environ.get("VISUAL") or os.environ.get("EDITOR") or "")
    if not command:
        click.echo("set EDITOR to have your editor opened there", err=True)
        return
    arguments = AT_LINE.get(Path(command[0]).stem, ["{path}"])
    try:
        subprocess.run([*command, *(part.format(path=path, line=line) for part in arguments)], check=False)
    except OSError as error:
        click.echo(f"the editor {command[0]} cannot be started: {error.strerror}", err=True)


@click.command()
@click.argument("issue", type=click.Path(path_type=Path))
@click.option("--title", type=click.Path(path_type=Path), help="A file for the title of a pull request.")
@click.option("--summary", type=click.Path(path_type=Path), help="A file for its text.")
def propose(issue: Path, title: Path | None, summary: Path | None) -> None:
    """Put the note that an ISSUE proposes (its text, or the forge's event) in its place, if nothing is wrong with it."""
    root = Path.cwd()
    made = proposal(load(root), issue_body(issue), _today())
    files.write_changed({root / made.path: made.text}, root)
    for path, words in ((title, made.title), (summary, made.summary)):
        if path:
            path.write_text(words + "\n", "utf-8")
    click.echo(f"{made.path}: {made.title}")


@click.command("changes")
@click.argument("revision")
def changes_command(revision: str) -> None:
    """Say in words, as Markdown, what has changed for the reader since a REVISION of git's."""
    click.echo(changes(Path.cwd(), revision), nl=False)


@click.command("schema")
def schema_command() -> None:
    """Write schemas/, the JSON Schemas by which editors complete and check data/*.yml and the front matter of actors."""
    root = Path.cwd()
    for path in files.write_changed(written(root), root):
        click.echo(f"wrote {files.shown(path, root)}")


COMMANDS = (note, propose, changes_command, schema_command)
