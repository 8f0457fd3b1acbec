"""The command `edition`. Every command but new acts on the edition in the current folder."""

import sys
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

import click

from edition.build import BUILDERS, build_site, make_pages
from edition.check import rules
from edition.cli_export import export, exports_for_site
from edition.cli_group import Commands
from edition.cli_new import ENCODING, ESSAY, new
from edition.contribute import insert, repair
from edition.contribute.changes import changes
from edition.contribute.offer import offer
from edition.contribute.propose import news
from edition.contribute.schema import schemas
from edition.files.disk import changed, read_text, shown, write_changed
from edition.files.problem import FORMATS, EditionError, Problem, condensed, errors
from edition.intake.report import FILE
from edition.model.edition import Edition, load_edition, load_register
from edition.model.records import Text
from edition.original import fingerprints, importing, verify
from edition.original.copies import read_copy
from edition.text.quotes import bare

TEXT = click.option("--text", "folder", help="The text's folder in docs/, where there are several.")


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="annotated-edition")
def main() -> None:
    """Make an annotated edition: check it, generate its pages, bring the author's text in."""


main.add_command(export)


def _today() -> str:
    return datetime.now(UTC).date().isoformat()


def _write(texts: Mapping[Path, str], root: Path) -> None:
    for path in write_changed(texts, root):
        click.echo(f"wrote {shown(path, root)}")


@main.command()
@click.option("--format", "form", type=click.Choice(list(FORMATS)), default="text", help="How problems are printed.")
@click.option("--all", "every", is_flag=True, help="Show every warning, of one rule more than twenty, too.")
@click.option("--list", "listing", is_flag=True, help="Print what each rule asks, and stop.")
@click.option("--fix", is_flag=True, help="Mend typed signs and headings; show the patch of every quote that can be repaired.")
@click.option("--accept", is_flag=True, help="Mend these, and apply that patch.")
def check(form: str, every: bool, listing: bool, fix: bool, accept: bool) -> None:
    """Check the edition: path:line:column: message [rule]."""
    if listing:
        click.echo(rules.listing(), nl=False)
        return
    edition = load_edition(Path.cwd())
    if fix or accept:
        edition = _mend(edition, accept)
    problems = rules.check(edition)
    click.echo(FORMATS[form](problems if every or form == "json" else condensed(problems)), nl=False)
    wrong, warned = len(errors(problems)), sum(problem.warning for problem in problems)
    if form == "text":
        notes = sum(1 for _ in edition.all_notes())
        summary = f"{wrong or 'no'} problem{'s' * (wrong != 1)}, {warned} warning{'s' * (warned != 1)}"
        click.echo(f"{notes} notes checked: {summary}", err=True)
    sys.exit(1 if wrong else 0)


def _mend(edition: Edition, accept: bool) -> Edition:
    """Mend what needs no judgement; show the patch of the quotes that can be repaired, and apply it where it is accepted."""
    _write(repair.typeset(edition), edition.root)
    edition = load_edition(edition.root)
    texts = repair.requoted(edition)
    click.echo(repair.patch(texts, edition.root), nl=False)
    if texts and accept:
        _write(texts, edition.root)
        return load_edition(edition.root)
    if texts:
        click.echo("to apply this: edition check --accept", err=True)
    return edition


@main.command()
def pages() -> None:
    """Write the generated pages, only those whose text changed."""
    for path in make_pages(Path.cwd()):
        click.echo(f"wrote {shown(path, Path.cwd())}")


@main.command("build")
@click.option("--builder", type=click.Choice(list(BUILDERS)), default="mkdocs", show_default=True, help="What builds it.")
@click.option("--into", type=click.Path(path_type=Path), default=Path("site"), show_default=True, help="The folder of the site.")
@click.option("--exports", is_flag=True, help="Put into it what `edition export` writes, too.")
def build_command(builder: str, into: Path, exports: bool) -> None:
    """Make the pages and build the site, beside the old one, which stays until the new one is whole."""
    make_pages(Path.cwd())
    build_site(Path.cwd(), Path.cwd() / into, builder, exports_for_site(Path.cwd(), exports))
    click.echo(f"the site is in {into}")


@main.command()
@click.option("--port", type=click.IntRange(1, 65535), default=8000, show_default=True, help="The port on 127.0.0.1.")
def serve(port: int) -> None:
    """Serve the live site, and make the generated pages again when their inputs change."""
    from edition.serve import serve_site  # of which no other command has a use

    serve_site(Path.cwd(), port, make_pages)


@main.command()
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


@main.command()
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


@main.command("changes")
@click.argument("revision")
def changes_command(revision: str) -> None:
    """Say in words, as Markdown, what has changed for the reader since a REVISION of git's."""
    click.echo(changes(Path.cwd(), revision), nl=False)


@main.command("schema")
def schema_command() -> None:
    """Write schemas/, the JSON Schemas by which editors complete and check data/*.yml and the front matter of actors."""
    _write({Path.cwd() / "schemas" / name: text for name, text in schemas().items()}, Path.cwd())


@main.command("facts")
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


@main.command("import")
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


@main.command("verify")
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


main.add_command(new)
