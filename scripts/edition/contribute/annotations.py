"""Annotations that were made elsewhere: Hypothesis' JSON, W3C annotations and EPUB annotation sets, and CSV, read into remarks.

What another program exports may hold anything: values of another kind than expected are passed over, and what cannot become a
note says why.
"""

import csv
import io
import json
import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from edition.files.disk import read_text, shown
from edition.files.problem import EditionError, Problem

LARGEST = 20_000_000  # bytes of a file: some 20,000 annotations
ENDINGS = (".csv", ".tsv", ".jsonld", ".annotations")  # of files that hold annotations; a .json may also be a forge's event
MEMBER = "annotations.json"  # of an archive of EPUB annotations
DIRECTIVE = ":~:text="
PARAGRAPH = re.compile(r"#(p\d+)$")
# Columns of a table: what each may be called, in small letters. The first names are those that Hypothesis writes.
COLUMNS = {
    "quote": ("quote", "exact", "words", "passage"),
    "text": ("body", "text", "note", "comment"),
    "tags": ("tags", "tag", "kind"),
    "by": ("user", "author", "creator", "by"),
    "sources": ("source", "sources", "reference", "link"),
    "type": ("annotation/reply type", "type"),
    "paragraph": ("paragraph",),
}
Data = Mapping[str, Any]


@dataclass(frozen=True)
class Remark:
    """What somebody wrote about words: where it stands in its file, the words with those around them, the text, what it cites.

    words: those of a restatement that it hangs on, where these are not the quoted ones; amiss: why it is no note.
    """

    line: int = 1
    quote: str = ""
    words: str = ""
    before: str = ""
    after: str = ""
    paragraph: str = ""
    text: str = ""
    tags: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    by: str = ""
    amiss: str = ""


@dataclass(frozen=True)
class _Target:
    """The words that an annotation is about: of which page, which paragraph, with the words around them."""

    page: str = ""
    quote: str = ""
    before: str = ""
    after: str = ""
    paragraph: str = ""


@dataclass
class _Body:
    """What an annotation says, as its bodies give it."""

    texts: list[str] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    sources: list[str] = field(default_factory=list)
    passages: list[_Target] = field(default_factory=list)


def holds_annotations(path: Path) -> bool:
    """Tell by its name, and of JSON by its beginning, whether a file holds annotations and not an issue."""
    if path.suffix.lower() in ENDINGS:
        return True
    if path.suffix.lower() != ".json":
        return False
    try:
        data = json.loads(path.read_text("utf-8-sig"))
    except (OSError, ValueError, RecursionError):
        return False
    return not (isinstance(data, dict) and "issue" in data)


def remarks(path: Path, root: Path) -> list[Remark]:
    """Return what a file of annotations says, in its order. Raises EditionError: annotations, and what read_text raises."""
    name = shown(path, root)
    if path.is_file() and path.stat().st_size > LARGEST:
        raise _refused(name, f"is larger than {LARGEST:,} bytes; divide it")
    if path.suffix.lower() in (".csv", ".tsv"):
        found = list(_table(read_text(path, root), name))
    else:
        text = _archived(path, name) if zipfile.is_zipfile(path) else read_text(path, root)
        found = [_remark(item, text) for item in _items(_parsed(text, name), name)]
    if not found:
        raise _refused(name, "holds no annotations")
    return found


def _refused(name: str, message: str, line: int = 1, column: int = 1) -> EditionError:
    return EditionError(Problem(name, line, column, message, "annotations"))


def _archived(path: Path, name: str) -> str:
    """The set in an archive of EPUB annotations."""
    try:
        with zipfile.ZipFile(path) as archive:
            if archive.getinfo(MEMBER).file_size > LARGEST:
                raise _refused(name, f"its {MEMBER} is larger than {LARGEST:,} bytes; divide it")
            return archive.read(MEMBER).decode("utf-8-sig")
    except (KeyError, ValueError, zipfile.BadZipFile, NotImplementedError, RuntimeError) as error:
        raise _refused(name, f"no {MEMBER} can be read in this archive: {error}") from None


def _parsed(text: str, name: str) -> Any:
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        raise _refused(name, f"is no JSON: {error.msg}", error.lineno, error.colno) from None
    except (ValueError, RecursionError) as error:
        raise _refused(name, f"is no JSON that can be read: {error}") from None


def _items(data: Any, name: str) -> list[Data]:
    """The annotations of a file, whichever program wrote it."""
    for key in ("annotations", "rows", "items"):
        if isinstance(data, dict) and isinstance(data.get(key), list):
            return _objects(data[key])
    if isinstance(data, dict) and "first" in data:
        if isinstance(data["first"], dict):
            return _items(data["first"], name)
        raise _refused(name, "the pages of this collection lie elsewhere; give the file of one page, or a collection in one file")
    if isinstance(data, dict) and "target" in data:
        return [data]
    if isinstance(data, list):
        return _objects(data)
    raise _refused(name, "no annotations can be seen here; Hypothesis’ JSON, W3C annotations and CSV are read")


def _objects(items: Iterable[Any]) -> list[Data]:
    return [item for item in items if isinstance(item, dict)]


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _text(value: Any) -> str:
    """A string, or the text of a localised one; nothing for what is neither."""
    if isinstance(value, dict):
        value = value.get("text", value.get("value"))
    return value.replace("\r\n", "\n").replace("\r", "\n").strip() if isinstance(value, str) else ""


def _line(item: Data, text: str) -> int:
    """The line of an annotation in its file, found by its id."""
    id = item.get("id")
    at = text.find(json.dumps(id, ensure_ascii=False)) if isinstance(id, str) and id else -1
    return text.count("\n", 0, max(at, 0)) + 1


def _remark(item: Data, text: str) -> Remark:
    found = _hypothesis(item) if "text" in item and "uri" in item else _w3c(item)
    return replace(found, line=_line(item, text))


def _hypothesis(item: Data) -> Remark:
    """An annotation as the service has it."""
    about = next(map(_target, _objects(_listed(item.get("target")))), _Target())
    amiss = "answers another annotation" if item.get("references") else "" if about.quote else "is about the page, not about words"
    who = item.get("user_info")
    name = _text(who.get("display_name")) if isinstance(who, dict) else ""
    user = re.sub(r"^acct:([^@]*)@.*$", r"\1", _text(item.get("user")))
    tags = tuple(filter(None, map(_text, _listed(item.get("tags")))))
    said = _text(item.get("text"))
    return Remark(1, about.quote, "", about.before, about.after, about.paragraph, said, tags, (), name or user, amiss)


def _w3c(item: Data) -> Remark:
    """An annotation of the Web Annotation Data Model, or of an EPUB annotation set."""
    targets = [_target(one if isinstance(one, dict) else {"source": one}) for one in _listed(item.get("target"))]
    about = next((one for one in targets if one.quote), _Target())
    said = _Body()
    for body in [*_listed(item.get("body")), *_listed(item.get("bodyValue"))]:
        _hear(body, said)
    own = next((one for one in said.passages if one.quote), about)
    creators = [one.get("name") if isinstance(one, dict) else one for one in _listed(item.get("creator"))]
    return Remark(
        quote=own.quote,
        words=about.quote if own.quote != about.quote else "",
        before=about.before,
        after=about.after,
        paragraph=about.paragraph,
        text="\n\n".join(said.texts),
        tags=tuple(said.tags),
        sources=tuple(said.sources),
        by=", ".join(filter(None, map(_text, creators))),
        amiss="" if about.quote else "names no words; only selectors with words can be placed",
    )


def _hear(body: Any, said: _Body) -> None:
    """Add a body to what an annotation says."""
    if isinstance(body, str):
        (said.sources if re.match(r"https?://\S+$", body) else said.texts).append(body)
        return
    if not isinstance(body, dict):
        return
    said.tags += filter(None, map(_text, _listed(body.get("tags"))))  # of an EPUB annotation
    choices = _listed(body.get("items"))
    value, address = _text(body.get("value")), _text(body.get("source") or body.get("id"))
    if body.get("selector") and address:
        said.passages.append(_target(body))
    elif "tagging" in _listed(body.get("purpose")):
        said.tags += filter(None, [value])
    elif value:
        said.texts.append(value)
    elif choices:  # alternatives: the first is the default
        _hear(choices[0], said)
    elif re.match(r"https?://", address):
        said.sources.append(address)


def _target(item: Data) -> _Target:
    """The words that a target names, by whichever of its selectors has words."""
    page = _text(item.get("source"))
    match = PARAGRAPH.search(page)
    made = _Target(page, paragraph=match[1] if match else "")
    for selector in _selectors(item.get("selector")):
        value = _text(selector.get("value"))
        if selector.get("type") == "TextQuoteSelector" and _text(selector.get("exact")):
            around = {"before": _text(selector.get("prefix")), "after": _text(selector.get("suffix"))}
            made = replace(made, quote=_text(selector.get("exact")), **around)
        elif DIRECTIVE in value and not made.quote:
            made = replace(made, **_directed(value.partition(DIRECTIVE)[2]))
        elif re.match(r"#?p\d+$", value):
            made = replace(made, paragraph=value.lstrip("#"))
    return made


def _selectors(value: Any) -> Iterator[Data]:
    """Every selector of a target, each followed by those that refine it."""
    waiting = _objects(_listed(value))
    while waiting:
        one = waiting.pop(0)
        yield one
        waiting = _objects(_listed(one.get("refinedBy"))) + waiting


def _directed(directive: str) -> dict[str, str]:
    """What a text fragment says: prefix-,start,end,-suffix."""
    parts = directive.split("&")[0].split(",")
    before = unquote(parts.pop(0)[:-1]) if parts[0].endswith("-") else ""
    after = unquote(parts.pop()[1:]) if parts and parts[-1].startswith("-") else ""
    return {"quote": " … ".join(map(unquote, parts[:2])), "before": before, "after": after}


def _table(text: str, name: str) -> Iterator[Remark]:
    """The rows of a table, whose first line names the columns."""
    head = text.split("\n", 1)[0]
    rows = csv.reader(io.StringIO(text), delimiter=max(",;\t", key=head.count))
    try:
        named = {label.strip().lower(): at for at, label in enumerate(next(rows, []))}
        columns = {key: next((named[label] for label in labels if label in named), -1) for key, labels in COLUMNS.items()}
        if min(columns["quote"], columns["text"]) < 0:
            raise _refused(name, "the first line must name the columns, among them quote and text")
        line = rows.line_num + 1
        for row in rows:
            if any(map(str.strip, row)):
                yield _row({key: row[at].strip() if 0 <= at < len(row) else "" for key, at in columns.items()}, line)
            line = rows.line_num + 1
    except csv.Error as error:
        raise _refused(name, f"is no table: {error}", rows.line_num + 1) from None


def _row(cells: dict[str, str], line: int) -> Remark:
    amiss = "answers another annotation" if cells["type"].lower() == "reply" else "" if cells["quote"] else "quotes no words"
    tags = tuple(filter(None, map(str.strip, cells["tags"].split(","))))
    sources = tuple(cells["sources"].split())
    paragraph = cells["paragraph"].lstrip("#")
    return Remark(
        line, cells["quote"], paragraph=paragraph, text=cells["text"], tags=tags, sources=sources, by=cells["by"], amiss=amiss
    )
