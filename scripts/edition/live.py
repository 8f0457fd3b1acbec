"""A site that is built once in whole, then only where a page has changed: MkDocs itself knows only all or nothing."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from jinja2 import Environment
from mkdocs.commands.build import _build_page, _populate_page, build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation

from edition.extension import forget


class Site:
    """What a whole build has left: enough to build a page of it again."""

    config: MkDocsConfig
    files: Files
    nav: Navigation
    env: Environment

    def __init__(self, root: Path, target: Path, address: str) -> None:
        self.root, self.target, self.address = root, target, address

    def whole(self) -> None:
        """Build everything; what is wrong is told, but stops nothing."""
        forget()
        self.config = load_config(str(self.root / "mkdocs.yml"), site_dir=str(self.target), strict=False)
        self.config.site_url = self.address
        self.config.plugins._register_event("nav", self._nav)
        self.config.plugins._register_event("env", self._env)
        build(self.config, serve_url=self.address)

    def _nav(self, nav: Navigation, **_: Any) -> None:
        self.nav = nav

    def _env(self, env: Environment, files: Files, **_: Any) -> None:
        self.env, self.files = env, files

    def knows(self, path: Path) -> bool:
        """Whether a file is a page or another file of the site as it was last built in whole."""
        return self._uri(path) in self.files.src_uris

    def again(self, paths: Iterable[Path]) -> bool:
        """Build some pages again, copy some files again; whether that was enough, and no other page shows their titles."""
        forget()
        pages = []
        for file in (self.files.src_uris[self._uri(path)] for path in paths):
            if file.page is None:
                file.copy_file()
                continue
            title = file.page.title
            _populate_page(file.page, self.config, self.files)
            if file.page.title != title:
                return False
            pages.append(file.page)
        for page in pages:
            _build_page(page, self.config, self.files.documentation_pages(), self.nav, self.env)
        return True

    def _uri(self, path: Path) -> str:
        docs = self.root / "docs"
        return path.relative_to(docs).as_posix() if path.is_relative_to(docs) else ""
