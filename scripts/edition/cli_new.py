"""The command `edition new`: any text becomes an edition of its own, and what came in and what did not is said."""

from pathlib import Path

import click
from pydantic import ValidationError

from edition.files.yaml_positions import advice
from edition.intake.read import read_document

ESSAY = click.argument("essay", type=click.Path(path_type=Path))
ENCODING = click.option("--encoding", default="", help="The encoding of a text that does not name it: windows-1251, koi8-r, …")


@click.command()
@ESSAY
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option("--title", default="", help="The text's title; without it the one that the file names.")
@click.option("--author", default="", help="Who wrote it; without it the one that the file names.")
@click.option("--licence", default="", help="The licence of the text, such as CC BY 4.0 or public domain.")
@click.option("--language", default="", help="The language of the text: en, fr, ru, …; without it, what the file or its words say.")
@click.option("--split", type=click.IntRange(1, 6), default=None, help="Headings down to this level begin a section file.")
@ENCODING
@click.option("--pictures/--no-pictures", default=True, help="Whether the text's pictures come in.")
@click.option("--mixed", is_flag=True, help="The text is in two scripts, and stays together.")
@click.option("--dry-run", is_flag=True, help="Show what would be read, left out and guessed, and write nothing.")
def new(
    essay: Path,
    folder: Path,
    title: str,
    author: str,
    licence: str,
    language: str,
    split: int | None,
    encoding: str,
    pictures: bool,
    mixed: bool,
    dry_run: bool,
) -> None:
    """Make an edition of its own of any ESSAY (text, Markdown, HTML, EPUB, DOCX, ODT, LaTeX, TEI, …) in the new folder DIR."""
    from edition.original import new as newly  # of which no other command has a use

    newly.check_folder(folder)
    document = read_document(essay, Path.cwd(), encoding, mixed)
    try:
        about = newly.about(document, title, author, licence, language)
    except ValidationError as error:
        raise click.UsageError("; ".join(f"--{fault['loc'][0]}: {advice(fault)}" for fault in error.errors())) from None
    made, told = newly.plan(document, about, split or 0, pictures)
    for line in told:
        click.echo(line)
    if dry_run:
        click.echo(f"nothing was written; {len(made.sections)} section files would be")
        return
    for line in newly.new_edition(made, document, about, folder):
        click.echo(line)
    if not licence:
        duty = "before you publish, get the author’s leave, or restate each paragraph and keep only its quotes"
        click.echo(f"no licence given: {duty}", err=True)
