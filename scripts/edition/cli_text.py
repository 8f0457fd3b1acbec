"""The commands that have to do with the author's text: facts, import, verify, new."""

import sys
from pathlib import Path

import click

from edition.files import disk as files
from edition.files.problem import EditionError, Problem
from edition.model.edition import Edition, load, load_register
from edition.model.records import Text
from edition.original import keeping
from edition.original import verify as proof
from edition.original.copies import read_copy
from edition.original.facts import as_yaml, facts
from edition.original.fingerprints import Hit, Item, match
from edition.original.importing import imported, words_of
from edition.original.importing import verify as differences
from edition.original.new_edition import found

ESSAY = click.argument("essay", type=click.Path(path_type=Path))
TEXT = click.option("--text", "folder", help="The text's folder in docs/, where there are several.")


@click.command("facts")
@ESSAY
@TEXT
def facts_command(essay: Path, folder: str | None) -> None:
    """Write data/text.yml: length and hash of each paragraph of ESSAY, and whom it names how often."""
    root = Path.cwd()
    edition = load(root)
    text = _text(edition, folder)
    paragraphs = [stretch.text for stretch in read_copy(essay, root)]
    made = facts(paragraphs, text, edition.register)
    others = {other.folder: other.model_dump(mode="json", exclude_defaults=True) for other in edition.register.texts}
    written = files.write_changed({root / "data" / "text.yml": as_yaml(list((others | {text.folder: made}).values()))}, root)
    click.echo(f"{len(paragraphs)} paragraphs; data/text.yml {'written' if written else 'was right already'}")


@click.command("import")
@click.argument("essay", type=click.Path(path_type=Path), required=False)
@TEXT
@click.option("--dry-run", is_flag=True, help="Show what would be done, and change nothing.")
@click.option("--undo", is_flag=True, help="Bring back what the last import replaced.")
def import_command(essay: Path | None, folder: str | None, dry_run: bool, undo: bool) -> None:
    """Put the author's words of ESSAY in the place of the restatement, verified paragraph by paragraph.

    ESSAY is plain text, HTML, EPUB or DOCX; headers, footers and hard line breaks do not matter.
    """
    root = Path.cwd()
    edition = load(root)
    if undo:
        for path in keeping.undo(root):
            click.echo(f"brought back {files.shown(path, root)}")
        return
    if essay is None:
        raise click.UsageError("name the file that holds the author’s text")
    if edition.problems:
        raise EditionError(*edition.problems)
    text = _text(edition, folder)
    items = match(read_copy(essay, root), text)
    made = files.changed(imported(edition, text, items, files.shown(essay, root)))
    if dry_run:
        _plan(edition, text, items, list(made))
        return
    if made:
        keeping.replace(made, root)
    click.echo(f"{len(text.paragraphs)} paragraphs verified; {len(made)} section files now hold the author’s words")
    if made:
        click.echo(f"to go back: edition import --undo, or git checkout -- docs/{text.folder}")


def _plan(edition: Edition, text: Text, items: list[Item], changed: list[Path]) -> None:
    """Say what an import would do: where each paragraph was found and where it goes, and what is left out."""
    targets = {p.id: f"{s.path}:{p.line}" for s in edition.sections[text.folder] for p in s.paragraphs}
    for item in items:
        lines = f"{item.line}-{item.last}" if isinstance(item, Hit) and item.last > item.line else str(item.line)
        if isinstance(item, Hit):
            undone = f", {item.restored} restored" if item.restored else ""
            click.echo(f"line {lines}: {item.id}, {len(item.text.split())} words, verified{undone} -> {targets[item.id]}")
        else:
            click.echo(f"line {lines}: left out, {item.words} words: {' '.join(item.text.split())[:60]}")
    for path in changed:
        click.echo(f"would write {files.shown(path, edition.root)}")
    for problem in keeping.unheld(changed, edition.root):
        click.echo(str(problem), err=True)
    click.echo(f"nothing was changed; {len(text.paragraphs)} paragraphs verified")


def _text(edition: Edition, folder: str | None) -> Text:
    found = [text for text in edition.register.texts if folder in (None, text.folder)]
    if len(found) != 1:
        known = ", ".join(text.folder for text in edition.register.texts) or "none"
        raise EditionError(Problem("data/text.yml", 1, 1, f"which text? name one with --text (there are: {known})", "which-text"))
    return found[0]


@click.command()
@click.argument("site", type=click.Path(path_type=Path))
@click.argument("essay", type=click.Path(path_type=Path), required=False)
def verify(site: Path, essay: Path | None) -> None:
    """Take the text out of the built pages of SITE again, and compare it with its hashes, or with a copy, ESSAY.

    SITE is a folder of built pages, one page, or the folder of an edition whose site has been built.
    """
    root = Path.cwd()
    if not site.exists():
        raise EditionError(Problem(files.shown(site, root), 1, 1, "no such file or folder", "missing"))
    owner = next((f for f in (site, site.resolve().parent, root) if (f / "data" / "text.yml").is_file()), None)
    texts = load_register(owner).texts if owner else ()
    pages = proof.built(site / "site" if (site / "site").is_dir() else site, root)
    owners = proof.text_on(pages, texts)
    problems = [
        *(problem for page in pages for problem in proof.against_hashes(page, owners[page.name])),
        *(problem for own in _groups(pages, owners) for problem in proof.mixed(own)),
        *(proof.lost(pages, texts, files.shown(site, root)) if site.is_dir() else ()),
        *(_against(essay, pages, owners, root) if essay else ()),
    ]
    if problems:
        raise EditionError(*sorted(set(problems)))
    _praise(pages, essay, root)


def _groups(pages: list[proof.BuiltPage], owners: dict[str, Text | None]) -> list[list[proof.BuiltPage]]:
    """The pages of each text."""
    texts = {id(text) for text in owners.values()}
    return [[page for page in pages if id(owners[page.name]) == text] for text in texts]


def _against(essay: Path, pages: list[proof.BuiltPage], owners: dict[str, Text | None], root: Path) -> list[Problem]:
    copy = read_copy(essay, root)
    problems: list[Problem] = []
    for own in _groups(pages, owners):
        text = owners[own[0].name]
        items = match(copy, text) if text else []
        problems += differences(items, text, files.shown(essay, root)) if text else []
        words = words_of(items) if text else {f"p{number}": item.text for number, item in enumerate(copy, 1)}
        problems += [] if problems else [p for page in own for p in proof.against_copy(page, words)]
    return problems


def _praise(pages: list[proof.BuiltPage], essay: Path | None, root: Path) -> None:
    own = {paragraph.id for page in pages for paragraph in page.verbatim}
    every = {paragraph.id for page in pages for paragraph in page.paragraphs}
    count = len({note for page in pages for note in page.notes})
    notes = f", and the quotes of all {count} notes are in {files.shown(essay, root)}" if essay else ""
    if own:
        click.echo(f"{len(own)} paragraphs on {len(pages)} pages: all the author’s words{notes}")
    else:
        click.echo(f"{len(every)} paragraphs on {len(pages)} pages: all restated, none given as the author’s words{notes}")


@click.command()
@ESSAY
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option("--title", required=True, help="The essay's title.")
@click.option("--author", required=True, help="Who wrote it.")
@click.option("--licence", default="", help="The licence of the text, such as CC BY 4.0 or public domain.")
@click.option("--language", default="en", show_default=True, help="The language of the text: en, fr, ru, …")
def new(essay: Path, folder: Path, title: str, author: str, licence: str, language: str) -> None:
    """Make an edition of its own of any ESSAY (plain text, HTML, DOCX, EPUB) in the new folder DIR."""
    root = Path.cwd()
    about = Text(folder="essay", title=title, author=author, licence=licence)
    made = found(read_copy(essay, root), about, folder, language)
    for line in made:
        click.echo(line)
    if not licence:
        click.echo(
            "no licence given: before you publish, get the author’s leave, or restate each paragraph and keep only its quotes",
            err=True,
        )
    sys.exit(0)


COMMANDS = (facts_command, import_command, verify, new)
