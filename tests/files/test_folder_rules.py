"""What may lie in docs/ and data/, under which names."""

from pathlib import Path

import pytest

from edition.files.folder_rules import Stray, strays, unpublishable

TEXTS = frozenset({"essay"})
KIND = "nothing of this kind belongs here; remove or move it"
NAME = "a name has small Latin letters, digits and hyphens, so that every system can read it; rename it"
GOOD = [
    "docs/index.md",
    "docs/essay/01-lamp.md",
    "docs/actors/ada-brook.md",
    "docs/terms/lampman.md",
    "docs/who/ada-brook.md",
    "docs/assets/lamp.webp",
    "docs/.gitignore",
    "docs/essay/.01-lamp.md.swp",
    "docs/index.md~",
    "docs/essay/.#01-lamp.md",
    "docs/essay/#01-lamp.md#",
    "docs/essay/._01-lamp.md",
    "docs/essay/01-lamp.md.bak",
    "docs/assets/Thumbs.db",
    "docs/.DS_Store",
    "data/desktop.ini",
    "data/.events.yml.swo",
    "data/events.yml",
    "data/.gitkeep",
    "docs/essay/01-lamp.md.orig",
    "docs/essay/01-lamp.md.rej",
    "docs/essay/01-lamp.md.save",
    "docs/essay/4913",
    "docs/essay/.01-lamp.md.kate-swp",
    "docs/essay/.~lock.01-lamp.md#",
    "docs/essay/~$lamp.docx",
    "docs/essay/.goutputstream-A1B2C3",
    "docs/essay/.syncthing.01-lamp.md.tmp",
    "docs/.nfs00012ab",
    "docs/.directory",
    "docs/.localized",
    "docs/.obsidian/app.json",
    "docs/essay/.obsidian/workspace.md",
    "docs/.vscode/settings.json",
    "docs/.idea/workspace.xml",
    "docs/actors/.git/config",
    "docs/.trash/01-lamp.md",
    "data/.ipynb_checkpoints/x.ipynb",
    "data/__pycache__/x.pyc",
    "docs/essay/.gitattributes",
    "docs/essay/01-lamp.md.part",
    "docs/.editorconfig",
    "docs/.markdownlint.json",
]
BAD = {
    "docs/script.js": ("file-kind", KIND),
    "docs/lamp.png": ("file-kind", KIND),
    "docs/assets/lamp.svg": ("file-kind", KIND),
    "docs/assets/about.md": ("file-kind", KIND),
    "docs/README.md": ("file-kind", KIND),
    "docs/essay.md": ("file-kind", KIND),
    "docs/essay/index.md": ("file-kind", KIND),
    "docs/assets/lamp.swf": ("file-kind", KIND),
    "docs/.hidden.md": ("file-kind", "has a name that begins with a dot; remove it"),
    "data/notes.md": ("file-kind", KIND),
    "docs/Lamp.md": ("file-name", NAME),
    "docs/essay/#01-lamp.md": ("file-name", NAME),
    "docs/essay/01 lamp.md": ("file-name", NAME),
    "docs/лампа.md": ("file-name", NAME),
    f"docs/{'a' * 98}.md": ("file-name", "the name is longer than 100 characters; shorten it"),
}


def put(root: Path, name: str) -> None:
    path = root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"")


def test_what_belongs_there_is_no_stray(tmp_path: Path) -> None:
    for name in GOOD:
        put(tmp_path, name)
    assert list(strays(tmp_path, TEXTS)) == []


@pytest.mark.parametrize("name", BAD)
def test_what_does_not_is_told_with_the_rule_that_it_breaks(name: str, tmp_path: Path) -> None:
    put(tmp_path, name)
    rule, message = BAD[name]
    assert list(strays(tmp_path, TEXTS)) == [Stray(name, rule, message)]
    assert bool(unpublishable(tmp_path, TEXTS)) == (rule == "file-kind" and name.startswith("docs/"))


def test_a_folder_that_does_not_belong_is_told_once(tmp_path: Path) -> None:
    put(tmp_path, "docs/essay/more/01-lamp.md")
    put(tmp_path, "data/more/x.yml")
    assert [stray.path for stray in strays(tmp_path, TEXTS)] == ["docs/essay/more", "data/more"]


def test_names_that_differ_in_nothing_that_every_system_sees(tmp_path: Path) -> None:
    put(tmp_path, "docs/lamp.md")
    put(tmp_path, "docs/Lamp.md")
    assert ("docs/lamp.md", "differs from Lamp.md in nothing that every system sees; rename one") in [
        (stray.path, stray.message) for stray in strays(tmp_path, TEXTS)
    ]


def test_a_link_is_never_published(tmp_path: Path) -> None:
    put(tmp_path, "docs/index.md")
    (tmp_path / "docs" / "assets").symlink_to("/etc")
    stray = Stray("docs/assets", "file-link", "is a link to another place; put the file itself here")
    assert list(strays(tmp_path, TEXTS)) == unpublishable(tmp_path, TEXTS) == [stray]
