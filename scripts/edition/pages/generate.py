"""Everything that `edition pages` writes: the generated pages, the search, the fonts, the formatted references."""

from pathlib import Path

from edition.files.disk import write_changed
from edition.model.edition import Edition
from edition.model.generated import ACTORS, edited
from edition.model.occurrences import named_places
from edition.model.references import CACHE, References, formatted
from edition.pages.actor import actor_pages
from edition.pages.assets import shortened, stale_assets
from edition.pages.fonts import write_fonts
from edition.pages.glossary import actors, known, terms
from edition.pages.notes import aged, all_notes, whole
from edition.pages.pictured import relations, road
from edition.pages.search_index import write_index
from edition.pages.sources import sources
from edition.pages.styles import made_styles, signs
from edition.pages.timeline import timeline
from edition.pictures.road import stops

ASSETS = Path("overrides", "assets")  # what browsers load beside the pages; what is generated of it git does not hold


def pages(edition: Edition, references: References) -> dict[Path, str]:
    """Return every generated page by its path."""
    places = named_places(edition)
    made = {
        "glossary.md": actors(edition),
        "terms.md": terms(edition, places),
        "sources.md": sources(edition, references),
        "notes.md": all_notes(edition),
        "aged.md": aged(edition),
        "timeline.md": timeline(edition),
        "relations.md": relations(edition),
        **({"march.md": road(edition)} if stops(edition.register) else {}),
        **actor_pages(edition, places),
    }
    for text in edition.register.texts:
        if name := edition.whole_page(text):
            made[name] = whole(edition, text)
    return {edition.root / "docs" / name: page for name, page in made.items()}


def generate(edition: Edition, search: bool = True) -> list[Path]:
    """Write what a site needs beyond its sources, only what has changed; return the paths written. search: its index, too.

    Raises EditionError: pandoc, file-link; OSError.
    """
    root, assets = edition.root, edition.root / ASSETS
    references, kept = formatted(edition.register.sources, root)
    kinds = edition.register.kinds
    made = {
        root / CACHE: kept,
        assets / "made" / "names.json": known(edition.register),
    }
    loaded = shortened(assets, made_styles(kinds))
    written = write_changed({**pages(edition, references), **made, **loaded}, root)
    for path in [*stale(edition), *stale_assets(assets, loaded)]:
        path.unlink(missing_ok=True)  # another run may have been faster
    index = write_index(edition, references, assets / "search" / "index") if search else []
    return [*written, *index, *write_fonts(assets / "made", signs(kinds))]


def stale(edition: Edition) -> list[Path]:
    """Return generated pages of actors that there are no more, and of texts too long for one page; not one written into by hand."""
    docs = edition.root / "docs"
    keys = {entry.key for entry in edition.register.actors}
    gone = [path for path in sorted((docs / ACTORS).glob("*.md")) if path.stem not in keys]
    wanted = {edition.whole_page(text) for text in edition.register.texts}
    gone += [path for path in docs.glob("whole*.md") if path.name not in wanted]
    return [path for path in gone if not edited(path.read_bytes())]
