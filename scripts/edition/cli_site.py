"""The commands that judge and make the site: check, pages, serve."""

import sys
from pathlib import Path

import click

from edition.check import rules as checker
from edition.contribute.repair import mended, patch
from edition.files import disk as files
from edition.files.problem import FORMATS, EditionError, errors
from edition.model.edition import Edition, load
from edition.pages.fonts import fonts
from edition.pages.generate import pages, stale
from edition.pages.search import clear, search
from edition.pages.suggesting import suggesting


@click.command()
@click.option("--format", "form", type=click.Choice(list(FORMATS)), default="text", help="How problems are printed.")
@click.option("--list", "listing", is_flag=True, help="Print what each rule asks, and stop.")
@click.option("--fix", is_flag=True, help="Show the patch of every quote that can be repaired.")
@click.option("--accept", is_flag=True, help="Apply that patch, then check.")
def check(form: str, listing: bool, fix: bool, accept: bool) -> None:
    """Check the edition: path:line:column: message [rule]."""
    if listing:
        click.echo(checker.listing(), nl=False)
        return
    edition = load(Path.cwd())
    if fix or accept:
        edition = _mend(edition, accept)
    problems = checker.check(edition)
    click.echo(FORMATS[form](problems), nl=False)
    if form == "text":
        notes = sum(1 for _ in edition.all_notes())
        wrong = len(errors(problems))
        click.echo(
            f"{notes} notes checked: {wrong or 'no'} problem{'s' * (wrong != 1)}, {len(problems) - wrong} warnings", err=True
        )
    sys.exit(1 if errors(problems) else 0)


def _mend(edition: Edition, accept: bool) -> Edition:
    """Show the patch of the quotes that can be repaired; where it is accepted, the edition after it."""
    texts = mended(edition)
    click.echo(patch(texts, edition.root), nl=False)
    if not texts:
        click.echo("no quote can be repaired", err=True)
    elif not accept:
        click.echo("to apply this: edition check --accept", err=True)
    else:
        files.write_changed(texts, edition.root)
        return load(edition.root)
    return edition


@click.command("pages")
def pages_command() -> None:
    """Write the generated pages, only those whose text changed."""
    for path in make(Path.cwd()):
        click.echo(f"wrote {files.shown(path, Path.cwd())}")


def make(root: Path) -> list[Path]:
    """Write what the site needs beyond its sources; an edition with problems is refused."""
    from edition.pages.social import picture  # loads the library for pictures

    edition = load(root)
    # A page changed by hand is simply made anew.
    wrong = [problem for problem in errors(checker.check(edition)) if problem.rule != "generated-edited"]
    if wrong:
        raise EditionError(*wrong)
    assets = root / "docs" / "assets"
    found = search(edition)
    made: dict[Path, str | bytes] = {**pages(edition), **found, **suggesting(edition), assets / "social.png": picture(edition)}
    for path in stale(edition):
        path.unlink()
    written = files.write_changed(made, root) + fonts(assets / "fonts")
    clear(root, found)
    return written


@click.command()
@click.option("--port", type=click.IntRange(1, 65535), default=8000, show_default=True, help="The port on 127.0.0.1.")
def serve(port: int) -> None:
    """Serve the live site, and make the generated pages again when their inputs change."""
    from edition.serve import serve as serve_site  # loads MkDocs, of which no other command has a use
    from edition.updating import free

    root = Path.cwd()
    free(port)
    load(root)
    try:
        make(root)
    except EditionError as error:
        click.echo("".join(f"{problem}\n" for problem in error.problems), err=True, nl=False)
        click.echo("the site is served all the same, with the generated pages as they were", err=True)
    except KeyboardInterrupt:
        return
    serve_site(root, port)


COMMANDS = (check, pages_command, serve)
