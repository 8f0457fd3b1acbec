"""Make an edition of its own: any essay, in a new folder that builds at once and depends on the toolkit by its version."""

import json
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from importlib.metadata import distribution
from pathlib import Path
from shlex import quote
from urllib.parse import urlsplit
from urllib.request import url2pathname

import yaml

from edition.files.disk import beside
from edition.files.problem import EditionError, Problem
from edition.intake.read import Document
from edition.intake.report import FILE
from edition.intake.tongue import language_of
from edition.model.edition import Edition, load_edition, load_register
from edition.model.records import Text
from edition.original.dividing import parts
from edition.original.fingerprints import as_yaml, facts
from edition.original.importing import escape
from edition.original.manuscript import Manuscript, manuscript
from edition.original.naming import proposed
from edition.text.characters import hidden
from edition.text.language import t, tc, use

TEMPLATE = Path(__file__).with_name("template")
PACKAGE = "annotated-edition"
SHOWN = 12  # titles
KINDS = "a kind of note"  # the context of messages about one
ONE_PAGE = re.compile(r"^.*\]\(whole\.md\).*\n", re.MULTILINE)  # in the template, for a text that is short enough for one
WHEELS = "wheels"  # where a wheel that no index has lies in the new edition
# What a wheel is built from, in a clone of the toolkit.
SOURCES = ("pyproject.toml", "README.md", "LICENSE", "scripts", "overrides")
UNWANTED = shutil.ignore_patterns("__pycache__", "*.egg-info", "made", "index")


def about(document: Document, title: str, author: str, licence: str, language: str) -> Text:
    """Return what is known of a text: what the user says, else what the file says, or for its language its words.

    Raises EditionError (new-title), and ValidationError where an answer is none.
    """
    title, author = (" ".join(words.split()) for words in (title or document.title, author or document.author))
    for name, value in (("title", title), ("author", author)):
        if not value:
            message = f'the file does not name its {name}; give it: --{name} "…"'
            raise EditionError(Problem(document.report.name, 1, 1, message, "new-title"))
    for name, value in (("title", title), ("author", author), ("licence", licence)):
        if sign := next(hidden(value), None):
            message = f'its {name} has a character that cannot be seen or misleads, {sign.what}; give it without: --{name} "…"'
            raise EditionError(Problem(document.report.name, 1, 1, message, "new-title"))
    if not language:
        language, document.report.language = language_of(document.language, document.blocks)
    return Text(folder="essay", title=title, author=author, licence=licence, language=language)


def plan(document: Document, text: Text, split: int, pictures: bool) -> tuple[Manuscript, list[str]]:
    """Return the files of a text that are to be, and what is to be told of them.

    Raises EditionError: new-text, essay-pictures.
    """
    sections = parts(document.blocks, text.title, text.author, document.report, split)
    if not sections:
        message = "there is no running text in this file, only headings"
        raise EditionError(Problem(document.report.name, 1, 1, message, "new-text"))
    made = manuscript(document, sections, text.folder, pictures)
    count = f"{len(sections)} section{'s' * (len(sections) != 1)}"
    titles = "; ".join(part.title for part in sections[:SHOWN]) + ("; …" if len(sections) > SHOWN else "")
    return made, [*document.report.told(), f"{len(made.paragraphs)} paragraphs in {count}: {titles}"]


def check_folder(folder: Path) -> None:
    """Raise EditionError (new-folder) where an edition would lie on something else."""
    if folder.is_symlink():
        raise EditionError(Problem(folder.as_posix(), 1, 1, "is a link; name a folder that is new or empty", "new-folder"))
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise EditionError(Problem(folder.as_posix(), 1, 1, "is there already; name a folder that is new or empty", "new-folder"))


def new_edition(made: Manuscript, document: Document, text: Text, folder: Path) -> list[str]:
    """Make an edition of a text in a folder, whole or not at all; return what was made, in words.

    Raises EditionError: new-folder, new-wheel.
    """
    check_folder(folder)
    with beside(folder) as staged:
        root = staged / "edition"
        told = list(_made(root, made, document, text))
        if folder.is_dir():
            folder.rmdir()
        root.replace(folder)
    place = folder.as_posix()
    return [*told, f"next: cd {quote(f'./{place}' if place.startswith('-') else place)} && make serve"]


def _made(root: Path, made: Manuscript, document: Document, text: Text) -> Iterator[str]:
    paragraphs = made.paragraphs
    _write_text(root, made, document, text)
    names = proposed(paragraphs)
    entries = [{"name": name, "count": count, "paragraphs": places} for name, count, places in names]
    head = "# Names that the text may mean. Make docs/actors/<name>.md for those that deserve an entry, and remove this file.\n"
    _write(root / "data/proposed.yml", head + yaml.safe_dump({"names": entries}, allow_unicode=True, sort_keys=False))
    count = f"{len(made.sections)} section{'s' * (len(made.sections) != 1)}"
    edition = load_edition(root)
    use(text.lang)  # the edition is to speak the language of its text, until mkdocs.yml says otherwise
    words = {
        "title": text.title,
        "author": text.author,
        "rights": t("The text: {rights}.", rights=text.licence or f"© {text.author}"),
        "permission": t("Licence of the text: {licence}.", licence=text.licence)
        if text.licence
        else t("The rights of the text are the author’s: ask before you publish it."),
        "description": t("An annotated edition of “{title}” by {author}.", title=text.title, author=text.author),
        "divided": f"The text was divided into {count} when the edition was made.",
        "language": text.language,
        "sections": "\n".join(f"      - {page}" for page in _pages(edition, text)),
        "requirement": requirement(root),
    }
    short = scalar(t("On one page")) + ": " in words["sections"]
    for path in sorted(path for path in TEMPLATE.rglob("*") if path.is_file()):
        name = path.relative_to(TEMPLATE).as_posix()
        written = filled(path, words)
        _write(root / (".gitignore" if name == "gitignore" else name), written if short else ONE_PAGE.sub("", written))
    (root / "overrides").mkdir()  # MkDocs wants it; `edition pages` puts into it what pages load
    most = ", ".join(f"{name} ×{count}" for name, count, _ in names[:8])
    yield f"{len(names) or 'no'} name{'s' * (len(names) != 1)} proposed in data/proposed.yml{f': {most}' if most else ''}"


def _pages(edition: Edition, text: Text) -> Iterator[str]:
    """The pages of the text as the navigation names them, and the page of it all where it is short enough for one."""
    yield from (section.page for section in edition.sections[text.folder])
    if page := edition.whole_page(text):
        yield scalar(t("On one page")) + f": {page}"


def filled(path: Path, words: Mapping[str, str]) -> str:
    """Return a file of the template with @@name@@ replaced: in Markdown escaped, as @@name.quoted@@ in the quotation marks of YAML.

    @@:Words@@ are a message of the catalogues, with the same names in braces.
    """

    def said(match: re.Match[str]) -> str:
        told = tc(KINDS, match[1]) if path.name == "kinds.yml" else t(match[1])
        told = re.sub(r"\{([a-z]+)\}", r"@@\1@@", told)
        line = match.string[match.string.rfind("\n", 0, match.start()) : match.start()]
        return scalar(told, "{" in line) if path.suffix == ".yml" else told

    def word(match: re.Match[str]) -> str:
        value = words[match[1]]
        if match[2]:
            return json.dumps(value, ensure_ascii=False)
        return escape(value) if path.suffix == ".md" else value

    return re.sub(r"@@([a-z]+)(\.quoted)?@@", word, re.sub(r"@@:(.+?)@@", said, path.read_text("utf-8")))


def scalar(words: str, flow: bool = False) -> str:
    """Return words as YAML has them, a key or a value, flow: in braces; in quotation marks where they need them."""
    try:
        plain = yaml.safe_load(f"[{{ {words}: {words} }}]" if flow else f"- {words}: {words}") == [{words: words}]
    except yaml.YAMLError:
        plain = False
    return words if plain else json.dumps(words, ensure_ascii=False)


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8", newline="\n")


def _write_text(root: Path, made: Manuscript, document: Document, text: Text) -> None:
    """Write the sections and pictures of a text, the account of its intake, its facts, and a place for sources."""
    for name, section in made.sections.items():
        _write(root / "docs" / name, section)
    for name, picture in made.pictures.items():
        (root / "docs" / name).parent.mkdir(parents=True, exist_ok=True)
        (root / "docs" / name).write_bytes(picture)
    _write(root / "data" / FILE, document.report.as_yaml())
    _write(root / "data/sources.yml", "references: []\n")
    _write(root / "data/text.yml", as_yaml([facts(list(made.paragraphs.values()), text, load_register(root))]))


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
