"""Make the pages and build the site, beside the old one, and change over at the end: till then the old one stays as it was."""

import gc
import logging
import os
import subprocess
import sys
from collections.abc import Mapping
from glob import escape
from pathlib import Path

import click

from edition.check import rules
from edition.files.disk import STAGED, beside, change_over, read_text, shown
from edition.files.problem import EditionError, Problem, errors
from edition.model.edition import load_edition
from edition.model.markdown import plain
from edition.pages.generate import generate

# How other builders are asked; MkDocs builds within this process, which has loaded half of what it needs already. Zensical is told
# where to build by its settings alone, so all are given a file of their own.
BUILDERS = {
    "mkdocs": [],
    "properdocs": ["properdocs", "build", "--strict", "-f"],
    "zensical": ["zensical", "build", "--strict", "--clean", "-f"],
}
SOURCES = ("docs", "data", "overrides", "scripts", "tests", ".git")  # what is never a site, nor holds one
SETTINGS = "INHERIT: {inherited}\nsite_dir: {site}\ndocs_dir: {docs}\n"


def make_pages(root: Path, search: bool = True) -> list[Path]:
    """Write what the site needs beyond its sources; an edition with problems is refused. Raises EditionError, OSError."""
    from edition.extension import take  # with all that renders, of which most commands have no use

    gc.set_threshold(5_000, 10, 10)  # trees come and go by the thousand, and few of them leave anything to collect
    edition = load_edition(root)
    # A page changed by hand is simply made anew.
    wrong = [problem for problem in errors(rules.check(edition)) if problem.rule != "generated-edited"]
    if wrong:
        raise EditionError(*wrong)
    written = generate(edition, search)
    take(edition)  # a build in this process goes on with it
    plain.cache_clear()
    return written


def build_site(root: Path, target: Path, builder: str = "mkdocs", more: Mapping[str, bytes] | None = None) -> None:
    """Build the site of an edition, whose pages are made, into a folder, whole or not at all; more: files that it gets besides.

    Raises EditionError: not-built; OSError.
    """
    read_text(root / "mkdocs.yml", root)  # which a builder would wait for, were it a pipe
    if why := unfit(root, target):
        raise EditionError(Problem(shown(target, root), 1, 1, why, "not-built"))
    with beside(target) as staged:
        for left in root.glob(f".{escape(target.name)}-*{STAGED}.yml"):
            if not (target.parent / left.stem).exists():
                left.unlink(missing_ok=True)
        made = staged / "site"
        settings = root / f"{staged.name}.yml"
        try:
            settings.write_text(SETTINGS.format(inherited="mkdocs.yml", site=made.as_posix(), docs="docs"), "utf-8")
            if command := BUILDERS[builder]:
                _run([sys.executable, "-m", *command, settings.name], root)
            else:
                in_mkdocs(settings, strict=True)
            if not (made / "index.html").is_file():
                raise _not_built("no page came of it")
            leave_own(root, made)
            for name, data in (more or {}).items():
                path = made / name
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(data)
            change_over(made, target)
        finally:
            settings.unlink(missing_ok=True)


def leave_own(root: Path, site: Path) -> None:
    """Take out of a site what was made for another edition, where that edition's checkout serves as the theme."""
    for name in ("assets/made", "assets/search/index"):
        own = root / "overrides" / name
        for path in (site / name).rglob("*"):
            if path.is_file() and not (own / path.relative_to(site / name)).is_file():
                path.unlink()


def among_sources(root: Path, place: Path) -> bool:
    """Tell whether a place, links followed, is one of the folders that hold the edition itself, or lies in one."""
    return any(place.resolve().is_relative_to(root.resolve() / name) for name in SOURCES)


def unfit(root: Path, target: Path) -> str:
    """Return why a site must not come in the place of what stands at target; nothing where it may."""
    place, own = target.resolve(), root.resolve()
    if not str(place).isprintable():
        return "has a name with signs that are no UTF-8, or cannot be seen; name another folder"
    if own.is_relative_to(place) or among_sources(own, place):
        return "holds the edition itself, which the site would replace; name another folder"
    if not target.exists():
        return ""
    if not target.is_dir():
        return "is no folder; name another, or remove it"
    names = {path.name for path in target.iterdir()}
    if ".git" in names or (names - {"take"} and "404.html" not in names):
        return "holds what no build has made, and would be lost; empty it, or name another folder"
    return ""


def in_mkdocs(settings: Path, *, strict: bool, dirty: bool = False, **changed: str) -> None:
    """Have MkDocs build what a file of settings says, with some of them changed. Raises EditionError: not-built."""
    from mkdocs.commands.build import build  # of which most commands have no use
    from mkdocs.config import load_config
    from mkdocs.exceptions import Abort

    os.environ.update(quiet())
    logger = logging.getLogger("mkdocs")
    if not logger.handlers:
        told = logging.StreamHandler()
        told.setFormatter(logging.Formatter("%(levelname)s - %(message)s"))
        logger.addHandler(told)
        logger.setLevel(logging.WARNING)
    try:
        build(load_config(str(settings), strict=strict, **changed), dirty=dirty)
    except (Abort, click.ClickException) as error:
        raise _not_built(" ".join(str(getattr(error, "message", error)).split())) from None
    except OSError as error:  # MkDocs opens, copies and writes files by itself
        where = error.filename2 or error.filename
        raise _not_built(f"{error.strerror or error}{f' ({shown(Path(where), settings.parent)})' if where else ''}") from None
    except Exception as error:  # of a template, a plugin or a file of the user's: whatever it is, it is theirs to hear of
        raise _not_built(f"{type(error).__name__}: {' '.join(str(error).split())}") from None


def _run(command: list[str], root: Path) -> None:
    """Run a builder; what it says is shown, but for the innards of Python."""
    environment = {**os.environ, **quiet()}
    done = subprocess.run(command, cwd=root, env=environment, capture_output=True, encoding="utf-8", errors="replace", check=False)
    said = [line for line in (done.stdout + done.stderr).splitlines() if line.strip()]
    if done.returncode == 0:
        click.echo("".join(f"{line}\n" for line in said if "WARNING" in line), err=True, nl=False)
        return
    trace = next((at for at, line in enumerate(said) if line.startswith("Traceback")), None)
    click.echo("".join(f"{line}\n" for line in said[:trace] if "INFO" not in line), err=True, nl=False)
    raise _not_built(said[-1].strip() if trace is not None else "what the builder said stands above")


def quiet() -> dict[str, str]:
    """Return what to set in the environment to be spared two banners about the builder's future."""
    return {"NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true"}


def _not_built(why: str) -> EditionError:
    return EditionError(Problem("mkdocs.yml", 1, 1, f"the site was not built: {why}", "not-built"))
