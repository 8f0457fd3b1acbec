"""The command `edition`: check, pages, facts, import, serve. Every command acts on the edition in the current folder."""

import sys
from pathlib import Path

import click

from edition import check as checker
from edition import files
from edition.edition import Edition, load
from edition.facts import as_yaml, facts, read_essay
from edition.fonts import fonts
from edition.intake import imported
from edition.pages import pages, stale
from edition.problem import FORMATS, EditionError, Problem, errors
from edition.records import Text
from edition.serve import serve as serve_site
from edition.social import picture


class Commands(click.Group):
    """Commands that answer a user's mistake with one line a problem and exit status 1, never with a traceback."""

    def invoke(self, context: click.Context) -> None:
        """Run a command."""
        try:
            super().invoke(context)
            return
        except EditionError as error:
            click.echo("".join(f"{problem}\n" for problem in error.problems), err=True, nl=False)
        except OSError as error:
            name = files.shown(Path(error.filename), Path.cwd()) if error.filename else "."
            problem = Problem(name, 1, 1, f"cannot be written: {error.strerror}; nothing was changed", "not-written")
            click.echo(str(problem), err=True)
        except KeyboardInterrupt:
            click.echo("interrupted; run the command again", err=True)
        sys.exit(1)


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="annotated-edition")
def main() -> None:
    """Make an annotated edition: check it, generate its pages, bring the author's text in."""
    if files.recover(Path.cwd()):
        click.echo("completed a run that had been interrupted", err=True)


@main.command()
@click.option("--format", "form", type=click.Choice(list(FORMATS)), default="text", help="How problems are printed.")
@click.option("--list", "listing", is_flag=True, help="Print what each rule asks, and stop.")
def check(form: str, listing: bool) -> None:
    """Check the edition: path:line:column: message [rule]."""
    if listing:
        click.echo(checker.listing(), nl=False)
        return
    edition = load(Path.cwd())
    problems = checker.check(edition)
    click.echo(FORMATS[form](problems), nl=False)
    if form == "text":
        notes = sum(1 for _ in edition.all_notes())
        wrong = len(errors(problems))
        click.echo(
            f"{notes} notes checked: {wrong or 'no'} problem{'s' * (wrong != 1)}, {len(problems) - wrong} warnings", err=True
        )
    sys.exit(1 if errors(problems) else 0)


@main.command("pages")
def pages_command() -> None:
    """Write the generated pages, only those whose text changed."""
    for path in _make(Path.cwd()):
        click.echo(f"wrote {files.shown(path, Path.cwd())}")


def _make(root: Path) -> list[Path]:
    """Write what the site needs beyond its sources; an edition with problems is refused."""
    edition = load(root)
    # A page changed by hand is simply made anew.
    wrong = [problem for problem in errors(checker.check(edition)) if problem.rule != "generated-edited"]
    if wrong:
        raise EditionError(*wrong)
    for path in stale(edition):
        path.unlink()
    assets = root / "docs" / "assets"
    made: dict[Path, str | bytes] = {**pages(edition), assets / "social.png": picture(edition)}
    return files.write_changed(made, root) + fonts(assets / "fonts")


@main.command("facts")
@click.argument("essay", type=click.Path(path_type=Path))
@click.option("--text", "folder", help="The text's folder in docs/, where there are several.")
def facts_command(essay: Path, folder: str | None) -> None:
    """Write data/text.yml: length and hash of each paragraph of ESSAY, and whom it names how often."""
    root = Path.cwd()
    edition = load(root)
    text = _text(edition, folder)
    paragraphs = [words for _, words in read_essay(essay, root)]
    made = facts(paragraphs, text, edition.register)
    others = {other.folder: other.model_dump(mode="json", exclude_defaults=True) for other in edition.register.texts}
    written = files.write_changed({root / "data" / "text.yml": as_yaml(list((others | {text.folder: made}).values()))}, root)
    click.echo(f"{len(paragraphs)} paragraphs; data/text.yml {'written' if written else 'was right already'}")


@main.command("import")
@click.argument("essay", type=click.Path(path_type=Path))
@click.option("--text", "folder", help="The text's folder in docs/, where there are several.")
def import_command(essay: Path, folder: str | None) -> None:
    """Put the author's words of ESSAY in the place of the restatement, verified paragraph by paragraph."""
    root = Path.cwd()
    edition = load(root)
    if edition.problems:
        raise EditionError(*edition.problems)
    text = _text(edition, folder)
    made = imported(edition, text, read_essay(essay, root), files.shown(essay, root))
    written = files.write_changed(made, root)
    click.echo(f"{len(text.paragraphs)} paragraphs verified; {len(written)} section files now hold the author’s words")
    if written:
        click.echo(f"to go back: git checkout -- docs/{text.folder}")


def _text(edition: Edition, folder: str | None) -> Text:
    found = [text for text in edition.register.texts if folder in (None, text.folder)]
    if len(found) != 1:
        known = ", ".join(text.folder for text in edition.register.texts) or "none"
        raise EditionError(Problem("data/text.yml", 1, 1, f"which text? name one with --text (there are: {known})", "which-text"))
    return found[0]


@main.command()
@click.option("--port", type=click.IntRange(1, 65535), default=8000, show_default=True, help="The port on 127.0.0.1.")
def serve(port: int) -> None:
    """Serve the live site, and make the generated pages again when their inputs change."""
    root = Path.cwd()
    _make(root)

    def remake() -> None:
        try:
            for path in _make(root):
                click.echo(f"wrote {files.shown(path, root)}")
        except EditionError as error:
            click.echo("".join(f"{problem}\n" for problem in error.problems), err=True, nl=False)

    sys.exit(serve_site(root, port, remake))
