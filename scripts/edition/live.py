"""A site that is built once in whole, then only where a page has changed: MkDocs itself knows only all or nothing."""

import shutil
from collections.abc import Iterable
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

from jinja2 import Environment
from mkdocs.commands.build import _build_page, _populate_page, build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files, InclusionLevel
from mkdocs.structure.nav import Navigation

from edition.render.cache import forget

OURS = ("search", "suggest")  # folders of docs/assets/ whose files no page and no list of files knows


class Site:
    """What a whole build has left: enough to build a page of it again. `place` is the folder to be served."""

    config: MkDocsConfig
    files: Files
    nav: Navigation
    env: Environment

    def __init__(self, root: Path, scratch: Path, address: str) -> None:
        self.root, self.scratch, self.address = root, scratch, address
        self.place = scratch

    def whole(self) -> None:
        """Build everything; what is wrong is told but stops nothing, and a build that fails leaves the last one as it was."""
        forget()
        place = Path(mkdtemp(dir=self.scratch))
        config = load_config(str(self.root / "mkdocs.yml"), site_dir=str(place), strict=False)
        config.site_url = self.address
        config.plugins._register_event("nav", self._nav)
        config.plugins._register_event("env", self._env)
        build(config, serve_url=self.address)
        self.config, self.nav, self.env, self.files = config, *self.built
        before, self.place = self.place, place
        if before != self.scratch:
            shutil.rmtree(before)

    def _nav(self, nav: Navigation, **_: Any) -> None:
        self.made_nav = nav

    def _env(self, env: Environment, files: Files, **_: Any) -> None:
        self.built = self.made_nav, env, files

    def knows(self, path: Path, new: bool = False) -> bool:
        """Whether a file is one of the site as it was last built in whole; `new` if it has come or gone since."""
        file = None if new else self.files.src_uris.get(self._uri(path))
        return self._ours(path) or (file is not None and file.inclusion is not InclusionLevel.EXCLUDED)

    def remove(self) -> None:
        """Remove what was built."""
        shutil.rmtree(self.scratch)

    def again(self, paths: Iterable[Path]) -> bool:
        """Build some pages again, copy some files again; whether that was enough, and no other page shows their titles."""
        forget()
        pages = []
        for path in paths:
            if self._ours(path):
                self._carry(path)
                continue
            file = self.files.src_uris[self._uri(path)]
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

    def _ours(self, path: Path) -> bool:
        return path.parent in [self.root / "docs" / "assets" / name for name in OURS]

    def _carry(self, path: Path) -> None:
        """Copy a file that pages know nothing of, or take it away."""
        target = self.place / self._uri(path)
        if path.exists():
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, target)
        else:
            target.unlink(missing_ok=True)

    def _uri(self, path: Path) -> str:
        docs = self.root / "docs"
        return path.relative_to(docs).as_posix() if path.is_relative_to(docs) else ""
