"""The commands of whoever writes notes: `note`, `propose`, `changes`, `schema`."""

import sys
from datetime import UTC, datetime
from pathlib import Path

import click

from edition.cli_group import write
from edition.contribute import insert
from edition.contribute.changes import changes
from edition.contribute.offer import offer
from edition.contribute.propose import news
from edition.contribute.schema import schemas
from edition.files.disk import read_text, write_changed
from edition.files.problem import EditionError, errors
from edition.model.edition import load_edition
from edition.text.quotes import bare


def _today() -> str:
    return datetime.now(UTC).date().isoformat()


@click.command()
@click.argument("words")
@click.option("--kind", default="", help="One of data/kinds.yml, by its id; without it the note has none yet.")
@click.option("--at", default="", help="Which place is meant where the words stand several times: p4, p4:2, 2 or heading.")
@click.option("--in", "within", default="", help="In which section, where its heading is that of others too: how its file begins.")
@click.option("--text", default="", help="The text of the note; without it the editor opens.")
@click.option("--edit/--no-edit", default=True, help="Whether to open the editor ($VISUAL or $EDITOR).")
def note(words: str, kind: str, at: str, within: str, text: str, edit: bool) -> None:
    """Put the heading of a note on WORDS, the author's exact ones, in its place, and open the editor there."""
    root = Path.cwd()
    edition = load_edition(root)
    draft = insert.placed(edition, insert.draft(edition, words, kind, _today(), text, at, within))
    section = insert.section_of(edition, words, draft.at, draft.within)
    made, line = insert.inserted(edition, section, draft)
    told = news(edition, edition.with_section(section.path, made), line) if text else []
    if errors(told):
        raise EditionError(*errors(told))
    write_changed({root / section.path: made}, root)
    for other in section.notes:
        if bare(other.quote) == bare(words):
            click.echo(f"{section.path}:{other.line}: there is a note on these words already, #{other.id}; read it first", err=True)
    click.echo(f"{section.path}:{line}: a note on “{bare(words)}”{f', {kind}' if kind else ''}")
    if edit and not text and (said := insert.open_editor(root / section.path, line + 2)):
        click.echo(said, err=True)
    if edit and not text:  # otherwise an empty note is what was asked for
        told = news(edition, edition.with_section(section.path, read_text(root / section.path, root)), line)
    for problem in told:
        click.echo(str(problem), err=True)


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--title", type=click.Path(path_type=Path), help="A file for the title of a pull request.")
@click.option("--summary", type=click.Path(path_type=Path), help="A file for its text.")
@click.option("--dry-run", is_flag=True, help="Say what would be done, and change nothing.")
def propose(file: Path, title: Path | None, summary: Path | None, dry_run: bool) -> None:
    """Put the notes of FILE (an issue, Hypothesis' JSON or CSV, W3C annotations) in their places; say why the rest was left."""
    root = Path.cwd()
    made = offer(load_edition(root), file, _today())
    for path, words in ((title, made.title), (summary, made.summary)):
        if path:  # first: where they cannot be written, no note is placed, and a second run finds all as it was
            path.write_text(words + "\n", "utf-8")
    write_changed({} if dry_run else made.texts, root)
    click.echo("".join(f"{line}\n" for line in made.told), nl=False)
    click.echo("".join(f"{problem}\n" for problem in made.left), err=True, nl=False)
    sys.exit(1 if made.left else 0)


@click.command("changes")
@click.argument("revision")
def changes_command(revision: str) -> None:
    """Say in words, as Markdown, what has changed for the reader since a REVISION of git's."""
    click.echo(changes(Path.cwd(), revision), nl=False)


@click.command("schema")
def schema_command() -> None:
    """Write schemas/, the JSON Schemas by which editors complete and check data/*.yml and the front matter of actors."""
    write({Path.cwd() / "schemas" / name: text for name, text in schemas().items()}, Path.cwd())
