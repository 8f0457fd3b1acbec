"""The Python-Markdown extension: the only file that a site builder loads.

| class | registry | name | priority | why there |
| --- | --- | --- | --- | --- |
| EditionTreeprocessor | treeprocessors | edition | 7.5 | attr_list (8) has taken the ids off; toc (5) will respect them |
| Limits | preprocessors | edition-limits | 29 | normalize_whitespace (30) drops the marks of escaped characters |
| LeanBlocks | preprocessors | edition-lean | -10 | the last: what it reads is what will be parsed |
| LeanHeader, LeanInline, LeanUnescape | | hashheader, inline, unescape | 70, 20, 0 | in the place of Markdown's own |
| Narrow | postprocessors | edition-narrow | -10 | the last: what it gets is the page |

Options: `root`, the edition's folder, the current one by default; `edit` and `issues`, addresses of the forge (contributing.Forge).
The renderer forgives: a quote that is not in the text is not linked, a source that is not known stays as it was typed. `edition
check` is what judges. What could do harm it does not forgive: it is shown as text or left out, and a docs/ that leads out of itself
is not built at all.
"""

import os
import posixpath
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor

from edition.files.disk import read_text
from edition.model.front_matter import pruned
from edition.model.records import Text
from edition.model.section import Section, parse
from edition.render.cache import edition, register
from edition.render.directives import place
from edition.render.forge import Forge, contribute, form
from edition.render.guard import guard
from edition.render.page import verbatim
from edition.render.render import weave
from edition.render.sanitise import harmless, visible
from edition.text.tree import without_raw_html

INTERNAL = re.compile(r"/[^/?#][^?#]*\.md(?:[?#]|$)")
# Builders write the day of the build into what they pack, unless they are given one: the same files make the same site, whenever.
DAY = "315532800"  # seconds since 1970: 1 January 1980


def build_of(md: Markdown) -> Any:
    """An object that MkDocs makes anew for each of its runs; nothing under a host that tells of none."""
    return next((files for item in md.treeprocessors if (files := getattr(item, "files", None)) is not None), None)


def page_files(md: Markdown) -> Iterator[Any]:
    """What the host has told its own processors about the page's file (MkDocs and Zensical do, each in its own way)."""
    for registry in (md.treeprocessors, md.preprocessors):
        for item in registry:
            file = getattr(item, "file", None) or getattr(item, "page", None)
            if file is not None:
                yield file


def page_path(md: Markdown) -> str:
    """The page's path in docs/, or nothing under a host that does not tell."""
    paths = (getattr(file, "src_uri", None) or getattr(file, "path", None) for file in page_files(md))
    return next((path for path in paths if isinstance(path, str)), "")


def prune_meta(md: Markdown) -> None:
    """Take out of the page's front matter what no page may set, before the host's templates read it."""
    for file in page_files(md):
        meta = getattr(getattr(file, "page", None), "meta", None)
        if isinstance(meta, dict):
            kept = pruned(meta)
            meta.clear()
            meta.update(kept)


def text_for(path: str, texts: tuple[Text, ...]) -> Text | None:
    """The text that a page belongs to: by its folder, by a name such as whole-essay.md, or the only one there is."""
    for text in texts:
        if path.startswith(f"{text.folder}/") or Path(path).stem == f"whole-{text.folder}":
            return text
    return texts[0] if len(texts) == 1 else None


def relate(root: ET.Element, path: str) -> None:
    """Make links from docs/ on (/who/x.md) links from the page on: Zensical follows no others."""
    folder = posixpath.dirname(path) or "."
    for link in root.iter("a"):
        href = link.get("href", "")
        if INTERNAL.match(href):
            link.set("href", posixpath.relpath(href[1:], folder))


def proven(element: ET.Element, text: Text) -> bool:
    """Whether a paragraph is the author's to the letter, as its hash says."""
    return element.get("id") in text.facts and verbatim(element, text)


class EditionTreeprocessor(Treeprocessor):
    """Weaves each page."""

    def __init__(self, md: Markdown, root: Path, forge: Forge) -> None:
        super().__init__(md)
        self.root = root
        self.forge = forge

    def run(self, root: ET.Element) -> None:
        """Weave the page's tree in place."""
        build = build_of(self.md)
        known = register(self.root, build)
        guard(self.root, frozenset(text.folder for text in known.texts))
        prune_meta(self.md)
        harmless(root)
        place(root, lambda words: edition(self.root, build, words))
        path = page_path(self.md)
        text = text_for(path, known.texts)
        weave(root, known, text)
        visible(root, lambda element: text is not None and proven(element, text))
        if root.find("section[@class='notes']") is not None:
            self.contribute(root, path, text)
        if path:
            relate(root, path)

    def contribute(self, root: ET.Element, path: str, text: Text | None) -> None:
        """Put the ways to contribute into a page with notes: a section, or a page that repeats some."""
        section = text is not None and path.startswith(f"{text.folder}/")
        if self.forge.edit or self.forge.issues:
            contribute(root, self.sections(path, section), self.forge)
        if section:
            form(root, f"docs/{path}", self.forge)

    def sections(self, path: str, section: bool) -> Iterable[Section]:
        """The section that the page is; every one on a page that repeats them."""
        if section:
            return [parse(read_text(self.root / "docs" / path, self.root), f"docs/{path}")]
        return edition(self.root, build_of(self.md), words=False).all_sections()


class EditionExtension(Extension):
    """The entry point `edition`."""

    def __init__(self, **options: Any) -> None:
        self.config = {
            "root": [".", "The edition's folder"],
            "edit": ["", "The address at which a file is edited, with {path} in it; nothing means no links"],
            "issues": ["", "The address of a new issue; nothing means no links"],
        }
        super().__init__(**options)
        os.environ.setdefault("SOURCE_DATE_EPOCH", DAY)

    def extendMarkdown(self, md: Markdown) -> None:
        """Show raw HTML as text, and weave."""
        without_raw_html(md)
        forge = Forge(self.getConfig("edit") or "", self.getConfig("issues") or "")
        md.treeprocessors.register(EditionTreeprocessor(md, Path(self.getConfig("root")).resolve(), forge), "edition", 7.5)


def makeExtension(**options: Any) -> EditionExtension:
    """What Python-Markdown calls for the dotted name of this module."""
    return EditionExtension(**options)
