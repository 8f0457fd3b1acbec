"""The commands that hold the edition against the author's text: `facts`, `import`, `verify`."""

from pathlib import Path

import click

from edition.cli_new import ENCODING, ESSAY
from edition.files.disk import changed, shown, write_changed
from edition.files.problem import EditionError, Problem
from edition.intake.report import FILE
from edition.model.edition import Edition, load_edition, load_register
from edition.model.records import Text
from edition.original import fingerprints, importing, verify
from edition.original.copies import read_copy

TEXT = click.option("--text", "folder", help="The text's folder in docs/, where there are several.")


@click.command("facts")
@ESSAY
@TEXT
def facts_command(essay: Path, folder: str | None) -> None:
    """Write data/text.yml: length and fingerprints of each paragraph of ESSAY, and whom it names how often."""
    root = Path.cwd()
    edition = load_edition(root)
    text = _text(edition, folder)
    paragraphs = [stretch.text for stretch in read_copy(essay, root)]
    notes = [note for section in edition.sections[text.folder] for note in section.notes]
    made = fingerprints.facts(paragraphs, text, edition.register, notes)
    others = {other.folder: other.model_dump(mode="json", exclude_defaults=True) for other in edition.register.texts}
    new = fingerprints.as_yaml(list((others | {text.folder: made}).values()))
    written = write_changed({root / "data" / "text.yml": new}, root)
    click.echo(f"{len(paragraphs)} paragraphs; data/text.yml {'written' if written else 'was right already'}")


@click.command("import")
@ESSAY
@TEXT
@click.option("--dry-run", is_flag=True, help="Show what would be done, and change nothing.")
def import_command(essay: Path, folder: str | None, dry_run: bool) -> None:
    """Put the author's words of ESSAY in the place of the restatement, verified paragraph by paragraph.

    ESSAY is plain text, HTML, EPUB, DOCX or what pandoc reads besides; headers, footers and hard line breaks do not matter.
    """
    root = Path.cwd()
    edition = load_edition(root)
    if edition.problems:
        raise EditionError(*edition.problems)
    text = _text(edition, folder)
    items = fingerprints.match(read_copy(essay, root, notes=True), text)
    made = importing.imported(edition, text, items, shown(essay, root))
    todo = list(changed(made))
    unheld = importing.unheld(todo, root)
    if dry_run:
        click.echo(importing.plan(edition, text, items, todo), nl=False)
        click.echo("".join(f"{problem}\n" for problem in unheld), err=True, nl=False)
        return
    if unheld:
        raise EditionError(*unheld)
    write_changed(made, root)
    click.echo(f"{len(text.paragraphs)} paragraphs verified; {len(todo)} section files now hold the author’s words")
    if todo:
        click.echo(f"to go back: git checkout -- docs/{text.folder}")


def _text(edition: Edition, folder: str | None) -> Text:
    found = [text for text in edition.register.texts if folder in (None, text.folder)]
    if len(found) != 1:
        known = ", ".join(text.folder for text in edition.register.texts) or "none"
        raise EditionError(Problem("data/text.yml", 1, 1, f"which text? name one with --text (there are: {known})", "which-text"))
    return found[0]


@click.command("verify")
@click.argument("site", type=click.Path(path_type=Path))
@click.argument("essay", type=click.Path(path_type=Path), required=False)
@ENCODING
def verify_command(site: Path, essay: Path | None, encoding: str) -> None:
    """Take the text out of the built pages of SITE again, and compare it with its hashes, or with a copy, ESSAY.

    SITE is a folder of built pages, one page, or the folder of an edition whose site has been built.
    """
    root = Path.cwd()
    if not site.exists():
        raise EditionError(Problem(shown(site, root), 1, 1, "no such file or folder", "missing"))
    owner = next((f for f in (site, site.resolve().parent, root) if (f / "data" / "text.yml").is_file()), None)
    texts = load_register(owner).texts if owner else ()
    pages = site / "site" if (site / "site").is_dir() else site
    built = verify.built_pages(pages, root)
    same = False
    if essay and owner and pages.is_dir():
        problems, same = verify.against_source(pages, owner, essay, root, encoding)
        if problems:
            raise EditionError(*problems)
    copy = read_copy(essay, root, encoding, notes=True) if essay and not same else None
    click.echo(verify.proved(built, texts, copy, shown(site, root), shown(essay, root) if essay else ""))
    if same and essay:
        click.echo(
            f"read a second time, {shown(essay, root)} has the same words and figures in the same order, or they are told in {FILE}"
        )
