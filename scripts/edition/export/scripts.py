"""Modules of the site as one plain script, which a page can hold that lies on no server: a browser imports nothing from a disk."""

import posixpath
import re
from importlib.resources import files

from edition.export.records import Book
from edition.export.twin import Missing

IMPORT = re.compile(r'^import \{([^}]*)\} from "([^"]+)";\n', re.MULTILINE)
LATER = re.compile(r'\bimport\("([^"]+)"\)')
EXPORT = re.compile(r"^export ((?:async )?(?:const|let|function|class) (\w+))", re.MULTILINE)


def asset(book: Book, name: str) -> str:
    """Return a style sheet or a script of overrides/assets: the edition’s own, else the toolkit’s. Raises Missing."""
    own = book.edition.root / "overrides" / "assets" / name
    if own.is_file():
        return own.read_text("utf-8")
    try:
        return (files("edition.theme") / "assets" / name).read_text("utf-8")
    except (ModuleNotFoundError, OSError):
        raise Missing(f"overrides/assets/{name} is missing; install the toolkit anew") from None


def bundled(book: Book, entry: str) -> str:
    """Return a module with all that it imports, now or later, as one script that runs at once. Raises Missing."""
    done: dict[str, str] = {}
    last = _bundle(book, entry, done)
    return "(() => {\nconst modules = {};\n" + "".join(done.values()) + last + "})();\n"


def _bundle(book: Book, name: str, done: dict[str, str]) -> str:
    """A module as a function that is called at once; what it imports is put into done before it."""
    source = asset(book, name)

    def other(path: str) -> str:
        return posixpath.normpath(posixpath.join(posixpath.dirname(name), path))

    for path in [match[2] for match in IMPORT.finditer(source)] + LATER.findall(source):
        if other(path) not in done:
            made = _bundle(book, other(path), done)  # first what this one imports; modules that import each other there are none of
            done[other(path)] = made
    names = [match[2] for match in EXPORT.finditer(source)]
    source = IMPORT.sub(lambda match: f'const {{{match[1].replace(" as ", ": ")}}} = modules["{other(match[2])}"];\n', source)
    source = LATER.sub(lambda match: f'Promise.resolve(modules["{other(match[1])}"])', source)
    source = EXPORT.sub(r"\1", source)
    return f'modules["{name}"] = (() => {{\n{source.rstrip()}\nreturn {{ {", ".join(names)} }};\n}})();\n'
