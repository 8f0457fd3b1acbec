"""Found an edition of its own: any essay, in a new folder that builds at once."""

import json
import re
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from string import Template

import yaml

from edition.files.problem import EditionError, Problem
from edition.model.edition import load, load_register
from edition.model.records import Text
from edition.original.dividing import Part, parts, proposed, slug
from edition.original.facts import as_yaml, facts
from edition.original.fingerprints import Stretch
from edition.original.importing import escape
from edition.original.variants import educated
from edition.pages.generate import pages
from edition.text.quotes import normal
from edition.text.tree import plain

TOOLKIT = Path(__file__).parents[3]
TEMPLATES = Path(__file__).with_name("new")
COPIED = ("Makefile", "mkdocs.yml", "pyproject.toml", "requirements.lock", "LICENSE", "overrides", "scripts/edition", "docs/assets")
COPIED_IF_THERE = (".gitignore", ".gitattributes", ".editorconfig", ".github/workflows/site.yml", ".github/dependabot.yml")
UNWANTED = shutil.ignore_patterns("__pycache__", "*.egg-info", "fonts", ".*.edition-new")
# The languages that the site's search can stem; it takes the words of any other as they are.
STEMMED = frozenset(re.findall(r"\w+", "ar da de du en es fi fr hu it ja ko no pt ro ru sv th tr vi"))


def found(stretches: Sequence[Stretch], text: Text, folder: Path, language: str) -> list[str]:
    """Make an edition of a text in a folder, whole or not at all; what was made, in words.

    Errors: new-folder, new-toolkit, new-text.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise EditionError(Problem(folder.as_posix(), 1, 1, "is there already; name a folder that is new or empty", "new-folder"))
    missing = [name for name in COPIED if not (TOOLKIT / name).exists()]
    if missing:
        message = f"the toolkit’s own folder lacks {missing[0]}; run the command of a clone of it"
        raise EditionError(Problem(TOOLKIT.as_posix(), 1, 1, message, "new-toolkit"))
    sections = parts(stretches, text.title, text.author)
    if not sections:
        raise EditionError(Problem(folder.as_posix(), 1, 1, "there is no running text in this file, only headings", "new-text"))
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder.parent, prefix=".edition-new-") as staged:
        root = Path(staged, "edition")
        told = list(_made(root, sections, text, language))
        if folder.is_dir():
            folder.rmdir()
        root.replace(folder)
    return [*told, f"next: cd {folder} && make serve"]


def _made(root: Path, sections: Sequence[Part], text: Text, language: str) -> Iterator[str]:
    for name in (*COPIED, *(name for name in COPIED_IF_THERE if (TOOLKIT / name).exists())):
        _copy(TOOLKIT / name, root / name)
    paragraphs = _write_sections(root, sections, text)
    names = proposed(paragraphs)
    entries = [{"name": name, "count": count, "paragraphs": places} for name, count, places in names]
    head = "# Names that the text may mean. Make docs/actors/<name>.md for those that deserve an entry, and remove this file.\n"
    _write(root / "data/proposed.yml", head + yaml.safe_dump({"names": entries}, allow_unicode=True, sort_keys=False))
    unknown = "The rights of the text are the author’s: ask before you publish it."
    rights = f"Licence of the text: {text.licence}." if text.licence else unknown
    divided = f"The text was divided into {len(sections)} section{'s' * (len(sections) != 1)} when the edition was made."
    words = {"title": escape(text.title), "author": escape(text.author), "rights": rights, "divided": divided}
    for path in sorted(TEMPLATES.glob("*.md")):
        target = root / path.name if path.name == "README.md" else root / "docs" / path.name
        _write(target, Template(path.read_text("utf-8")).substitute(words))
    _configure(root, text, language)
    count = f"{len(paragraphs)} paragraphs in {len(sections)} section{'s' * (len(sections) != 1)}"
    yield f"{count}: " + "; ".join(part.title for part in sections)
    most = ", ".join(f"{name} ×{count}" for name, count, _ in names[:8])
    yield f"{len(names)} names proposed in data/proposed.yml: {most or 'none'}"


def _copy(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    if source.is_dir():
        shutil.copytree(source, target, ignore=UNWANTED)
    else:
        shutil.copyfile(source, target)


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8", newline="\n")


def _write_sections(root: Path, sections: Sequence[Part], text: Text) -> dict[str, str]:
    """Write the section files, the sources and the facts; the paragraphs by their ids."""
    paragraphs: dict[str, str] = {}
    width = max(2, len(str(len(sections))))
    for number, part in enumerate(sections, 1):
        blocks = [f"# {escape(educated(part.title))}"]
        for words in part.paragraphs:
            id = f"p{len(paragraphs) + 1}"
            paragraphs[id] = words
            source = escape(words)
            if normal(plain(source)) != normal(words):
                message = f"paragraph {id} cannot be written in Markdown: {normal(words)[:60]}"
                raise EditionError(Problem(f"docs/{text.folder}", 1, 1, message, "new-text"))
            blocks.append(f"{source}\n{{ #{id} }}")
        _write(root / f"docs/{text.folder}/{number:0{width}}-{slug(part.title)}.md", "\n\n".join([*blocks, "## Notes"]) + "\n")
    _write(root / "data/sources.yml", "references: []\n")
    _write(root / "data/text.yml", as_yaml([facts(list(paragraphs.values()), text, load_register(root))]))
    return paragraphs


def _configure(root: Path, text: Text, language: str) -> None:
    """Make the toolkit's own configuration that of the new edition."""
    config = (root / "mkdocs.yml").read_text("utf-8")
    rights = f"The text: {text.licence or f'© {text.author}'}."
    about = f"An annotated edition of “{text.title}” by {text.author}."
    work = {"title": text.title, "author": text.author, "published": "", "url": ""}
    config = re.sub(
        r"^  work:.*\n(?:    .*\n)*", lambda _: f"  work: {json.dumps(work, ensure_ascii=False)}\n", config, count=1, flags=re.M
    )
    for key, value in (("site_name", text.title), ("site_description", about), ("copyright", rights)):
        config = _entry(config, key, f"{key}: {json.dumps(value, ensure_ascii=False)}\n")
    config = re.sub(r"^(  language:) \w+", rf"\1 {language}", config, count=1, flags=re.MULTILINE)
    config = re.sub(r"^(      lang:) \w+", rf"\1 {language if language in STEMMED else 'en'}", config, count=1, flags=re.MULTILINE)
    _write(root / "mkdocs.yml", _entry(config, "nav", _nav(root, text)))
    makefile = (root / "Makefile").read_text("utf-8").split("\n\n")
    targets = ("code:", "lint:", "test:", "some-browser:", "browser:", "lock:")
    kept = [block for block in makefile if not block.startswith(targets)]
    test = "test: check site ## Check the edition and build it strictly"
    at = next(index for index, block in enumerate(kept) if block.startswith("clean:"))
    _write(root / "Makefile", "\n\n".join([*kept[:at], test, *kept[at:]]))
    workflow = root / ".github/workflows/site.yml"
    if workflow.exists():
        steps = workflow.read_text("utf-8").split("\n\n")
        ours = ("      - name: Check the style", "      - name: Test")
        _write(workflow, "\n\n".join(step for step in steps if not step.startswith(ours)))


def _entry(config: str, key: str, new: str) -> str:
    """A configuration with another value for a key of the first level."""
    return re.sub(rf"^{key}:.*\n(?:[ \t-].*\n|\n(?=[ \t]))*", lambda _: new, config, count=1, flags=re.MULTILINE)


def _nav(root: Path, text: Text) -> str:
    sections = sorted(path.relative_to(root / "docs").as_posix() for path in (root / "docs" / text.folder).glob("*.md"))
    generated = {path.name: re.search(r"^title: (.*)$", made, re.MULTILINE) for path, made in pages(load(root)).items()}
    lines = ["nav:", "  - Cover: index.md", "  - The essay:", *(f"      - {path}" for path in sections)]
    lines += ["      - On one page: whole.md"]
    lines += [f"  - {title[1] if title else name}: {name}" for name, title in generated.items() if name != "whole.md"]
    return "\n".join([*lines, "  - About:", "      - About this edition: about.md", "      - Add a note: contribute.md", ""])
