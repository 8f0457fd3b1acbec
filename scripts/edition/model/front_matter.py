"""The front matter of files: what a page may set, and what an actor or a term says of itself."""

import re
from collections.abc import Iterator, Mapping
from html import escape, unescape
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, Field, ValidationError

from edition.files.disk import read_text, shown
from edition.files.problem import EditionError, Problem
from edition.files.yaml_positions import load, read_model
from edition.model.records import DIGEST, DIGESTED, Entry, Form, Record
from edition.text.characters import strip_invisible

# As builders read it: between lines of dashes, or as `key: value` lines at the very top.
FENCED = re.compile(r"-{3}[ \t]*\n(.*?\n)(?:\.{3}|-{3})[ \t]*(?:\n|$)", re.DOTALL)
BARE = re.compile(r" {0,3}([A-Za-z0-9_-]+):\s*(.*)")
LONGEST = 300  # characters of a title or a description


def _visible(value: str) -> str:
    if "\n" in value or strip_invisible(value) != value:
        raise ValueError("must be one line of characters that can be seen")
    return value


OneLine = Annotated[str, Field(min_length=1, max_length=LONGEST), AfterValidator(_visible)]


class Searching(Record):
    """How a page is searched."""

    exclude: bool = False
    boost: float = 1


class PageHead(Record):
    """What the front matter of a page may set; generated is the seal of a generated one."""

    title: OneLine | None = None
    description: OneLine | None = None
    template: Literal["cover.html"] | None = None
    generated: Annotated[str, Form(f"^{DIGEST}$", DIGESTED)] | None = None
    search: Searching | None = None


def prune(meta: Mapping[Any, Any]) -> dict[str, Any]:
    """Return what of a page's front matter its templates may see; titles as HTML, since themes print them as they are."""
    kept = {}
    for key, value in meta.items():
        try:
            PageHead.model_validate({key: value})
        except ValidationError:
            continue
        kept[key] = escape(unescape(value)) if key == "title" else value
    return kept


def faults(text: str, name: str) -> Iterator[Problem]:
    """Yield what is wrong with the front matter of a page."""
    fenced = FENCED.match(text)
    if not fenced:
        yield from _bare(text, name)
        return
    try:
        _, problems = read_model(PageHead, load(fenced[1], name, 2))
    except EditionError as error:
        problems = list(error.problems)
    for problem in problems:
        yield Problem(problem.path, problem.line, problem.column, problem.message, "front-matter")


def _bare(text: str, name: str) -> Iterator[Problem]:
    for number, line in enumerate(text.split("\n"), 1):
        match = BARE.match(line)
        if not match:
            return
        message = f"builders would take “{match[1]}:” for a setting of the page; begin the file with a line “# Title”"
        yield Problem(name, number, 1, message, "front-matter")


def body(text: str) -> tuple[str, int]:
    """Return a page without its front matter, and the number of its first line."""
    fenced = FENCED.match(text)
    return (text[fenced.end() :], text[: fenced.end()].count("\n") + 1) if fenced else (text, 1)


def read_entry(path: Path, root: Path) -> tuple[Entry | None, list[Problem]]:
    """Read the file of an actor or a term: front matter, then Markdown. Return the entry, if it can be read, and its problems."""
    name = shown(path, root)
    try:
        text = read_text(path, root)
        fenced = FENCED.match(text)
        if not fenced:
            message = "no front matter; begin with a line ---, then name:, kind:, summary:, then a line ---"
            return None, [Problem(name, 1, 1, message, "front-matter")]
        made, problems = read_model(Entry, load(fenced[1], name, 2))
    except EditionError as error:
        return None, list(error.problems)
    if made is None:
        return None, problems
    rest, line = body(text)
    line += len(rest) - len(rest.lstrip("\n"))
    return made.model_copy(update={"key": path.stem, "path": name, "body": rest.strip(), "body_line": line}), problems
