"""The command `edition export`, and what `edition build --exports` makes for the site.

The twins and what they are written with are loaded where one is asked for: most runs of the command have no use for them.
"""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from edition.build import among_sources
from edition.check import rules
from edition.files.disk import shown, write_changed
from edition.files.problem import EditionError, Problem, errors
from edition.model.edition import load_edition
from edition.model.references import formatted
from edition.model.take import FOLDER, RECORD

if TYPE_CHECKING:
    from edition.export.take import Made


def make_twins(root: Path, only: tuple[str, ...] = (), strict: bool = True) -> "Made":
    """Return the twins of the edition in a folder, proven; only: the names of some, else all. Raises EditionError.

    Unless strict, one whose proof fails is left out: a site never waits for it.
    """
    from edition.export.book import book
    from edition.export.take import made_of
    from edition.export.twins import TWINS

    edition = load_edition(root)
    wrong = [problem for problem in errors(rules.check(edition)) if problem.rule != "generated-edited"]
    if wrong:
        raise EditionError(*wrong)
    references, _ = formatted(edition.register.sources, root)
    return made_of(book(edition, references), [twin for twin in TWINS if not only or twin.name in only], strict)


def exports_for_site(root: Path, wanted: bool) -> dict[str, bytes]:
    """Return the files of all twins by their paths in the site, and let the page tell of them; or of none, if none are wanted."""
    if not wanted:
        (root / RECORD).unlink(missing_ok=True)
        return {}
    made = make_twins(root, strict=False)
    write_changed({root / RECORD: made.take.text()}, root)
    tell(made)
    return {f"{FOLDER}/{name}": data for name, data in made.files.items()}


def tell(made: "Made") -> None:
    """Say which twins were left out, and how to get them."""
    for twin in made.take.twins:
        if twin.left_out:
            click.echo(f"left out: {twin.title}: {twin.left_out}", err=True)


def _known(_: click.Context, parameter: click.Parameter, names: tuple[str, ...]) -> tuple[str, ...]:
    """The names of twins as they were given. Raises click.BadParameter: there is no such twin."""
    from edition.export.twins import TWINS

    known = [twin.name for twin in TWINS]
    for name in names:
        if name not in known:
            raise click.BadParameter(f"no form “{name}”; choose of {', '.join(known)}", param=parameter)
    return names


@click.command("export")
@click.argument("twins", nargs=-1, callback=_known)
@click.option("--into", type=click.Path(path_type=Path), default=Path("site", FOLDER), show_default=True, help="The folder for it.")
def export(twins: tuple[str, ...], into: Path) -> None:
    """Write the edition in every form that readers can take with them (or in those named), each proven equal to it.

    All are written or, where the proof of one fails, none. To have them on the site: edition build --exports.
    """
    from edition.export.take import put

    root = Path.cwd()
    if among_sources(root, root / into):
        message = "holds the edition itself; name another folder"
        raise EditionError(Problem(shown(root / into, root), 1, 1, message, "not-written"))
    made = make_twins(root, twins)
    written = put(made, root / into, root)
    for path in written:
        click.echo(f"wrote {shown(path, root)}")
    tell(made)
    count = sum(not twin.left_out for twin in made.take.twins)
    click.echo(f"{count} twins proven equal to the edition; {len(written)} files changed", err=True)
