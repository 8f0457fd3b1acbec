"""A page as a host that knows its path renders it, as MkDocs and Zensical do."""

from pathlib import Path
from types import SimpleNamespace

from lxml import html
from markdown import Markdown
from markdown.treeprocessors import Treeprocessor

from edition.extension import EditionExtension
from edition.model.markdown import EXTENSIONS
from tests.conftest import BASE


def hosted(path: str, root: Path = BASE, source: str | None = None, **options: str) -> html.HtmlElement:
    """Return a page of an edition by its path in docs/, with the words of its file unless others are given."""
    md = Markdown(extensions=[*EXTENSIONS, EditionExtension(root=str(root), **options)])
    host = Treeprocessor(md)
    host.file = SimpleNamespace(src_uri=path)  # type: ignore[attr-defined]
    md.treeprocessors.register(host, "host", 0)
    words = (root / "docs" / path).read_text("utf-8") if source is None else source
    return html.fragment_fromstring(md.convert(words), create_parent="page")
