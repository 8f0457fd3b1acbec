"""Styles and scripts as pages load them: without the comments and white space that only those who write them read."""

from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path, PurePosixPath

import rcssmin
import rjsmin

from edition.text.language import served_by, used

SHORTEN = {".css": rcssmin.cssmin, ".js": rjsmin.jsmin}
FIRST = PurePosixPath("edition.css")
NOT_OURS = {"made", "own", "search/index"}  # folders of assets/ that hold what is made, and what is an edition's own


def shortened(folder: Path, styles: str = "") -> dict[Path, str]:
    """Return the theme's styles and scripts by their paths in assets/made/; folder is an edition's overrides/assets.

    What stands there takes the place of the theme's file of the same name; styles come before those of edition.css, in one file
    with them, since a page waits for every file. Raises OSError.
    """
    found = {name: path for root in (*_theme(), folder) for name, path in _written(root) if not _of_others(name)}
    texts = {name: path.read_text("utf-8") for name, path in sorted(found.items())}
    if FIRST in texts:
        texts[FIRST] = styles + texts[FIRST]
    return {folder / "made" / name: SHORTEN[name.suffix](text) + "\n" for name, text in texts.items()}


def _of_others(name: PurePosixPath) -> bool:
    """Whether a script holds the words of another language than that of the pages."""
    return name.match("reading/words-*.js") and name.stem != f"words-{served_by(used())}"


def stale_assets(folder: Path, wanted: dict[Path, str]) -> Iterator[Path]:
    """Yield the styles and scripts in assets/made/ of an earlier version of the theme, which nothing loads any more."""
    made = folder / "made"
    yield from (path for path in made.rglob("*") if path.suffix in SHORTEN and path not in wanted)


def _theme() -> Iterator[Path]:
    """The theme's own assets, where it is installed: a checkout has them in its overrides/ as well."""
    try:
        yield Path(str(files("edition.theme") / "assets"))
    except ModuleNotFoundError:
        return


def _written(root: Path) -> Iterator[tuple[PurePosixPath, Path]]:
    """The styles and scripts in a folder that somebody wrote, by their paths in it."""
    for path in root.rglob("*"):
        name = PurePosixPath(path.relative_to(root).as_posix())
        if path.suffix in SHORTEN and path.is_file() and not any(str(parent) in NOT_OURS for parent in name.parents):
            yield name, path
