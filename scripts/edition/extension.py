"""The Python-Markdown extension: the only file that a site builder loads.

| class | registry | name | priority | why there |
| --- | --- | --- | --- | --- |
| SourceKeeper | preprocessors | edition-source | 31 | first: the lines are as they stand in the file |
| Limits | preprocessors | edition-limits | 29 | normalize_whitespace (30) drops the marks of escaped characters |
| EditionTreeprocessor | treeprocessors | edition | 7.5 | inline patterns (20) have run; toc (5) will respect the ids |
| LastLinks | treeprocessors | edition-links | -10 | the hosts (0) have judged all links, and know no files but those of docs/ |

Options: `root`, the edition's folder, by default the page's; `edit` and `issues`, addresses of the forge (render.forge.Forge).
The renderer forgives: a quote that is not in the text is not linked, a source that is not known stays as it was typed. `edition
check` is what judges. What could do harm it does not forgive: it is shown as text or left out, and a docs/ that leads out of itself
is not built at all.
"""

import os
import posixpath
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from click import ClickException
from markdown import Markdown
from markdown.extensions import Extension
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor

from edition.files.folder_rules import Stray, unpublishable
from edition.model.edition import Edition, Register, folders, load_edition, load_register
from edition.model.front_matter import prune
from edition.model.labels import scoped
from edition.model.markdown import name_footnotes, only_markdown, take_attributes
from edition.model.occurrences import holds_authors_words
from edition.model.records import Text
from edition.model.references import CACHE, References, read_references
from edition.model.section import headings_of, note_headings
from edition.model.settings import language_of_pages
from edition.model.standing import NOWHERE, Standing, standing
from edition.render.cache import Cache, Stamps
from edition.render.directives import place_directives
from edition.render.forge import Forge, link_notes, offer_form
from edition.render.page import Page
from edition.render.render import render, turn
from edition.render.sanitise import name_headings, sanitise, show_only_visible
from edition.render.take import lead_to_files
from edition.text.language import use
from edition.text.tree import text_of

INTERNAL = re.compile(r"/[^/?#][^?#]*\.md(?:[?#]|$)")
# Builders write the day of the build into what they pack, unless they are given one: the same files make the same site, whenever.
DAY = "315532800"  # seconds since 1970: 1 January 1980

_registers: Cache[Register] = Cache()
_references: Cache[References] = Cache()
_editions: Cache[Edition] = Cache()
_strays: Cache[list[Stray]] = Cache()
_languages: Cache[str] = Cache()


class Refused(ClickException):
    """Files that must not be published; builders show it as one line."""


def page_files(md: Markdown) -> Iterator[Any]:
    """Yield what the host has told its own processors about the page's file (MkDocs and Zensical do, each in its own way)."""
    for registry in (md.treeprocessors, md.preprocessors):
        for item in registry:
            file = getattr(item, "file", None) or getattr(item, "page", None)
            if file is not None:
                yield file


def page_path(md: Markdown) -> str:
    """Return the page's path in docs/, or nothing under a host that does not tell."""
    paths = (getattr(file, "src_uri", None) or getattr(file, "path", None) for file in page_files(md))
    return next((path for path in paths if isinstance(path, str)), "")


def folder_of(md: Markdown) -> Path:
    """Return the edition's folder: the one that the page lies in, where the host tells that; it may run in any other."""
    for file in page_files(md):
        path, source = getattr(file, "src_uri", None), getattr(file, "abs_src_path", None)
        if isinstance(path, str) and isinstance(source, str):
            folder = Path(source).parents[path.count("/") + 1]
            return folder if (folder / "data").is_dir() else Path.cwd()
    return Path.cwd()


def build_of(md: Markdown) -> object:
    """Return what MkDocs makes for each build and shows to all its pages, the collection of all files; None under other hosts."""
    return next((found for item in md.treeprocessors if (found := getattr(item, "files", None)) is not None), None)


def prune_meta(md: Markdown) -> None:
    """Take out of the page's front matter what no page may set, before the host's templates read it."""
    for file in page_files(md):
        meta = getattr(getattr(file, "page", None), "meta", None)
        if isinstance(meta, dict):
            kept = prune(meta)
            meta.clear()
            meta.update(kept)


def relate(root: ET.Element, path: str) -> None:
    """Make links from docs/ on (/who/x.md) links from the page on: Zensical follows no others."""
    folder = posixpath.dirname(path) or "."
    for link in root.iter("a"):
        href = link.get("href", "")
        if INTERNAL.match(href):
            link.set("href", posixpath.relpath(href[1:], folder))


def take(edition: Edition) -> None:
    """Take an edition as read: while its files stay as they are, the builds of this process need not read it again."""
    root = edition.root.resolve()
    _registers.keep(root, Stamps().of_files(folders(root)), edition.register)
    _editions.keep(root, Stamps().of_files(_sources(root, edition.register)), _light(edition))


def _light(edition: Edition) -> Edition:
    """Return an edition without the whole text of each section's file, which no page asks for: in a large one much memory."""
    sections = {folder: tuple(replace(section, source="") for section in found) for folder, found in edition.sections.items()}
    return replace(edition, sections=sections)


def _sources(root: Path, register: Register) -> list[Path]:
    """Return the folders whose files an edition is made from."""
    return [*folders(root), *(root / "docs" / text.folder for text in register.texts)]


class SourceKeeper(Preprocessor):
    """Keeps where the notes of a page stand in its file, for the links that lead there, and their labels apart."""

    lines: Sequence[int] = ()

    def run(self, lines: list[str]) -> list[str]:
        """Return the lines with the labels of each note its own."""
        self.lines = [heading.number for heading in note_headings(headings_of(lines))]
        return scoped(lines, [number - 1 for number in self.lines])


class EditionTreeprocessor(Treeprocessor):
    """Renders each page."""

    root: Path  # of the edition that the page belongs to
    stamps: Stamps

    def __init__(self, md: Markdown, given: Path | None, forge: Forge, keeper: SourceKeeper) -> None:
        super().__init__(md)
        self.given, self.forge, self.keeper = given, forge, keeper

    def run(self, root: ET.Element) -> None:
        """Render the page's tree in place. Raises Refused where docs/ holds what must not be published."""
        self.root = (self.given or folder_of(self.md)).resolve()
        self.stamps = Stamps(build_of(self.md))
        use(_languages.get(self.root, self.stamps.of_files([self.root]), lambda: language_of_pages(self.root)))
        register = self.register()
        self.refuse_strays(register)
        prune_meta(self.md)
        take_attributes(root)
        sanitise(root, (kind.id for kind in register.kinds))
        path = page_path(self.md)
        text = register.text_for(path)
        place_directives(root, lambda: self.edition(register))
        formatted = self.stamps.of_files([(self.root / CACHE).parent])
        references = _references.get(self.root, formatted, lambda: read_references(self.root))
        page = render(root, register, references, text, self.place(path, text, register), self.keeper.lines)
        turn(root)
        name_headings(root)
        show_only_visible(root, lambda element: text is not None and proven(element, text))
        if page.heading is not None or page.paragraphs:
            self.offer(page, path, register)
        if path:
            relate(root, path)

    def place(self, path: str, text: Text | None, register: Register) -> Standing:
        """Return where a page stands in its text; the page of it all only where `edition pages` has made one."""
        if text is None or not (self.keeper.lines or path.startswith(f"{text.folder}/")):
            return NOWHERE
        found = standing(self.edition(register), path, text)
        return found if (self.root / "docs" / found.whole).is_file() else replace(found, whole="")

    def register(self) -> Register:
        """Return the register of the edition."""
        return _registers.get(self.root, self.stamps.of_files(folders(self.root)), lambda: load_register(self.root))

    def edition(self, register: Register) -> Edition:
        """Return the whole edition."""
        stamp = self.stamps.of_files(_sources(self.root, register))
        return _editions.get(self.root, stamp, lambda: _light(load_edition(self.root, register)))

    def refuse_strays(self, register: Register) -> None:
        """Refuse to render any page while docs/ holds a link, or a file of a kind that is not published.

        A builder copies files after it has rendered the pages, so none of them gets out.
        """
        texts = frozenset(text.folder for text in register.texts)
        wrong = _strays.get(self.root, self.stamps.of_folders(self.root / "docs"), lambda: unpublishable(self.root, texts))
        if wrong:
            raise Refused("\n".join(f"{stray.path}:1:1: {stray.message} [{stray.rule}]" for stray in wrong))

    def offer(self, page: Page, path: str, register: Register) -> None:
        """Put the ways to contribute into a page with notes: a section, or a page that repeats some."""
        section = page.text is not None and path.startswith(f"{page.text.folder}/")
        if self.forge.edit or self.forge.issues:
            every = ((of.path, note) for of, note in self.edition(register).all_notes()) if not section else ()
            own = ((f"docs/{path}", note.note) for note in page.notes) if section else ()
            link_notes(page.root, self.forge, {found[1].id: found for found in (*every, *own)})
        if section:
            offer_form(page.root, f"docs/{path}", self.forge)


class LastLinks(Treeprocessor):
    """Lets the links to what readers can take with them lead there, once the table of contents has given headings theirs."""

    def run(self, root: ET.Element) -> None:
        """Complete the links of the page’s tree in place; a note needs none to itself, for its passage is one."""
        for heading in root.iterfind("section[@class='notes']/ol/li/h3"):
            heading[:] = [part for part in heading if part.get("class") != "headerlink"]
        done = any(hasattr(file, "src_uri") for file in page_files(self.md))  # MkDocs has led all links, Zensical will
        lead_to_files(root, page_path(self.md), done)


def proven(element: ET.Element, text: Text) -> bool:
    """Tell whether a paragraph is the author's to the letter, as its hash says."""
    id = element.get("id", "")
    return id in text.facts and holds_authors_words(id, text_of(element), text)


class EditionExtension(Extension):
    """The entry point `edition`."""

    def __init__(self, **options: Any) -> None:
        self.config = {
            "root": ["", "The edition's folder; nothing means that of the page, or the current one"],
            "edit": ["", "The address at which a file is edited, with {path} in it; nothing means no links"],
            "issues": ["", "The address of a new issue; nothing means no links"],
        }
        super().__init__(**options)
        os.environ.setdefault("SOURCE_DATE_EPOCH", DAY)

    def extendMarkdown(self, md: Markdown) -> None:
        """Show raw HTML as text, and render."""
        md.registerExtension(self)
        self.md = md
        only_markdown(md)
        keeper = SourceKeeper(md)
        md.preprocessors.register(keeper, "edition-source", 31)
        forge = Forge(self.getConfig("edit") or "", self.getConfig("issues") or "")
        given = self.getConfig("root")
        processor = EditionTreeprocessor(md, Path(given) if given else None, forge, keeper)
        md.treeprocessors.register(processor, "edition", 7.5)
        md.treeprocessors.register(LastLinks(md), "edition-links", -10)

    def reset(self) -> None:
        """Have HTML written, not XHTML, and ids of letters, digits and hyphens; the host has chosen before it asks for a page."""
        self.md.set_output_format("html")
        name_footnotes(self.md)


def makeExtension(**options: Any) -> EditionExtension:
    """Return what Python-Markdown asks for by the dotted name of this module."""
    return EditionExtension(**options)
