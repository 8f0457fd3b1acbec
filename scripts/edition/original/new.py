"""Make an edition of its own: any essay, in a new folder that builds at once and depends on the toolkit by its version."""

import json
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from importlib.metadata import distribution
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import url2pathname

import yaml

from edition.files.problem import EditionError, Problem
from edition.model.edition import load_edition, load_register
from edition.model.markdown import plain
from edition.model.records import Text
from edition.original.copies import Stretch
from edition.original.dividing import Part, parts, slug
from edition.original.fingerprints import as_yaml, facts
from edition.original.importing import escape
from edition.original.naming import proposed
from edition.text.characters import strip_invisible
from edition.text.normal import normal
from edition.text.typography import set_type

TEMPLATE = Path(__file__).with_name("template")
PACKAGE = "annotated-edition"
WHEELS = "wheels"  # where a wheel that no index has lies in the new edition
# What a wheel is built from, in a clone of the toolkit.
SOURCES = ("pyproject.toml", "README.md", "LICENSE", "scripts", "overrides")
UNWANTED = shutil.ignore_patterns("__pycache__", "*.egg-info", "made", "index")


def new_edition(stretches: Sequence[Stretch], text: Text, folder: Path, language: str) -> list[str]:
    """Make an edition of a text in a folder, whole or not at all; return what was made, in words.

    Raises EditionError: new-folder, new-text, new-wheel.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise EditionError(Problem(folder.as_posix(), 1, 1, "is there already; name a folder that is new or empty", "new-folder"))
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
    paragraphs = _write_sections(root, sections, text)
    names = proposed(paragraphs)
    entries = [{"name": name, "count": count, "paragraphs": places} for name, count, places in names]
    head = "# Names that the text may mean. Make docs/actors/<name>.md for those that deserve an entry, and remove this file.\n"
    _write(root / "data/proposed.yml", head + yaml.safe_dump({"names": entries}, allow_unicode=True, sort_keys=False))
    count = f"{len(sections)} section{'s' * (len(sections) != 1)}"
    words = {
        "title": text.title,
        "author": text.author,
        "rights": f"The text: {text.licence or f'© {text.author}'}.",
        "permission": f"Licence of the text: {text.licence}."
        if text.licence
        else "The rights of the text are the author’s: ask before you publish it.",
        "description": f"An annotated edition of “{text.title}” by {text.author}.",
        "divided": f"The text was divided into {count} when the edition was made.",
        "language": language,
        "sections": "\n".join(f"      - {page}" for page in _pages(root, text)),
        "requirement": requirement(root),
    }
    for path in sorted(path for path in TEMPLATE.rglob("*") if path.is_file()):
        name = path.relative_to(TEMPLATE).as_posix()
        _write(root / (".gitignore" if name == "gitignore" else name), _filled(path, words))
    (root / "overrides").mkdir()  # MkDocs wants it; `edition pages` puts into it what pages load
    yield f"{len(paragraphs)} paragraphs in {count}: " + "; ".join(part.title for part in sections)
    most = ", ".join(f"{name} ×{count}" for name, count, _ in names[:8])
    yield f"{len(names) or 'no'} name{'s' * (len(names) != 1)} proposed in data/proposed.yml{f': {most}' if most else ''}"


def _pages(root: Path, text: Text) -> Iterator[str]:
    """The pages of the text as the navigation names them, and the page of it all where it is short enough for one."""
    edition = load_edition(root)
    yield from (section.page for section in edition.sections[text.folder])
    if page := edition.whole_page(text):
        yield f"On one page: {page}"


def _filled(path: Path, words: Mapping[str, str]) -> str:
    """A file of the template with @@name@@ replaced: in Markdown escaped, as @@name.quoted@@ in the quotation marks of YAML."""

    def word(match: re.Match[str]) -> str:
        value = words[match[1]]
        if match[2]:
            return json.dumps(value, ensure_ascii=False)
        return escape(value) if path.suffix == ".md" else value

    return re.sub(r"@@([a-z]+)(\.quoted)?@@", word, path.read_text("utf-8"))


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8", newline="\n")


def _write_sections(root: Path, sections: Sequence[Part], text: Text) -> dict[str, str]:
    """Write the section files, the sources and the facts; the paragraphs by their ids."""
    paragraphs: dict[str, str] = {}
    width = max(2, len(str(len(sections))))
    for number, part in enumerate(sections, 1):
        blocks = [f"# {escape(set_type(strip_invisible(part.title)))}"]
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


# ---- the toolkit that the edition depends on


def requirement(root: Path) -> str:
    """Return how an edition names the toolkit: by its version where it came from an index, else by a wheel laid into the edition.

    Raises EditionError: new-wheel.
    """
    installed = distribution(PACKAGE)
    origin = installed.read_text("direct_url.json")
    if origin is None:
        return f"{PACKAGE}=={installed.version}"
    source = Path(url2pathname(urlsplit(json.loads(origin)["url"]).path))
    with tempfile.TemporaryDirectory() as scratch:
        wheel = source if source.suffix == ".whl" else _built(source, Path(scratch))
        if not wheel.is_file():
            raise _no_wheel(f"{wheel} is not there any more")
        (root / WHEELS).mkdir(parents=True, exist_ok=True)
        shutil.copyfile(wheel, root / WHEELS / wheel.name)
    return f"./{WHEELS}/{wheel.name}"


def _built(clone: Path, scratch: Path) -> Path:
    """A wheel of a clone of the toolkit, built from a copy, so that nothing of an earlier build gets into it."""
    for name in SOURCES:
        if not (clone / name).exists():
            raise _no_wheel(f"{clone} is no clone of the toolkit: {name} is missing")
        if (clone / name).is_dir():
            shutil.copytree(clone / name, scratch / "clone" / name, ignore=UNWANTED)
        else:
            (scratch / "clone").mkdir(exist_ok=True)
            shutil.copyfile(clone / name, scratch / "clone" / name)
    build = "import sys; from setuptools.build_meta import build_wheel; build_wheel(sys.argv[1])"
    command = [sys.executable, "-c", build, str(scratch)]
    done = subprocess.run(command, cwd=scratch / "clone", capture_output=True, text=True, check=False)
    if found := next(scratch.glob("*.whl"), None):
        return found
    raise _no_wheel((done.stderr.strip().splitlines() or ["it made none"])[-1])


def _no_wheel(why: str) -> EditionError:
    message = f"no wheel of the toolkit could be made: {why}; run the command from a clone set up with make, or install a release"
    return EditionError(Problem(PACKAGE, 1, 1, message, "new-wheel"))
