"""The command `edition`. Every command but new acts on the edition in the current folder."""

import sys
from pathlib import Path

import click

from edition.build import BUILDERS, build_site, make_pages
from edition.check import rules
from edition.cli_export import exports_for_site
from edition.cli_group import Commands, write
from edition.files.disk import shown
from edition.files.problem import FORMATS, condensed, errors
from edition.model.edition import Edition, load_edition

LATER = {  # what is loaded when it is asked for: most runs check and build
    "changes": "edition.cli_contribute:changes_command",
    "export": "edition.cli_export:export",
    "facts": "edition.cli_text:facts_command",
    "import": "edition.cli_text:import_command",
    "new": "edition.cli_new:new",
    "note": "edition.cli_contribute:note",
    "propose": "edition.cli_contribute:propose",
    "schema": "edition.cli_contribute:schema_command",
    "verify": "edition.cli_text:verify_command",
}


@click.group(cls=Commands, later=LATER, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="annotated-edition")
def main() -> None:
    """Make an annotated edition: check it, generate its pages, bring the author's text in."""


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
    from edition.contribute import repair

    write(repair.typeset(edition), edition.root)
    edition = load_edition(edition.root)
    texts = repair.requoted(edition)
    click.echo(repair.patch(texts, edition.root), nl=False)
    if texts and accept:
        write(texts, edition.root)
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
