"""Files of annotations that were made elsewhere, read into remarks: JSON of several programs, archives of it, and tables."""

import csv
import io
import json
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from edition.contribute.remarks import Data, Remark, objects, remark
from edition.files.disk import read_text, shown
from edition.files.problem import EditionError, Problem

LARGEST = 20_000_000  # bytes of a file: some 20,000 annotations
ENDINGS = (".csv", ".tsv", ".jsonld", ".annotations")  # of files that hold annotations; a .json may also be a forge's event
MEMBER = "annotations.json"  # of an archive of EPUB annotations
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


def holds_annotations(path: Path) -> bool:
    """Tell by its name, and of JSON by what it holds, whether a file holds annotations and not an issue."""
    if path.suffix.lower() in ENDINGS:
        return True
    if path.suffix.lower() != ".json" or not path.is_file():
        return False
    try:
        data = json.loads(path.read_text("utf-8-sig")) if path.stat().st_size <= LARGEST else None
    except (OSError, ValueError, RecursionError):
        return True
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
        data = _parsed(text, name)
        found = [*_remarks(_items(data, name), text), *_elsewhere(data)]
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


def _pages(data: Any) -> list[Any]:
    """What a file holds, and behind a collection, or a page of one, the pages that are in it."""
    found = [data]
    while isinstance(found[-1], dict):
        after = found[-1].get("first", found[-1].get("next"))
        if not isinstance(after, dict):
            break
        found.append(after)
    return found


def _held(page: Any) -> list[Any] | None:
    """The annotations of a page, whichever program wrote it; nothing where it has no place for them."""
    if isinstance(page, dict):
        listed = next((page[key] for key in ("annotations", "rows", "items") if isinstance(page.get(key), list)), None)
        return [page] if listed is None and "target" in page else listed
    return page if isinstance(page, list) else None


def _items(data: Any, name: str) -> list[Data]:
    """The annotations of a file."""
    found = [held for page in _pages(data) if (held := _held(page)) is not None]
    if not found and isinstance(data, dict) and "first" in data:
        raise _refused(name, "the pages of this collection lie elsewhere; give the file of one page, or a collection in one file")
    if not found:
        raise _refused(name, "no annotations can be seen here; Hypothesis’ JSON, W3C annotations and CSV are read")
    return [item for held in found for item in objects(held)]


def _elsewhere(data: Any) -> list[Remark]:
    """What is to be said of a file that names more annotations than it holds."""
    pages = _pages(data)
    held = [item for page in pages for item in _held(page) or ()]
    count = len(objects(held))
    total = max([len(held), *(page["total"] for page in pages if isinstance(page, dict) and isinstance(page.get("total"), int))])
    if total > count:
        return [Remark(amiss=f"names {total:,} annotations and holds {count:,}; give the files of the others, too")]
    after = pages[-1].get("next") if isinstance(pages[-1], dict) else None
    return [Remark(amiss=f"goes on at {after[:200]}; give the file of that page, too")] if isinstance(after, str) else []


def _remarks(items: Iterable[Data], text: str) -> Iterator[Remark]:
    """What annotations say, each with its line in the file, which is found by its id."""
    line, at = 1, 0
    for item in items:
        id = item.get("id")
        found = text.find(json.dumps(id, ensure_ascii=False), at) if isinstance(id, str) and id else -1
        if found >= 0:
            line, at = line + text.count("\n", at, found), found
        yield replace(remark(item), line=line)


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
        raise _refused(name, f"is no table: {error}", max(rows.line_num, 1)) from None


def _row(cells: dict[str, str], line: int) -> Remark:
    amiss = "answers another annotation" if cells["type"].lower() == "reply" else "" if cells["quote"] else "quotes no words"
    tags = tuple(filter(None, map(str.strip, cells["tags"].split(","))))
    sources = tuple(cells["sources"].split())
    paragraph = cells["paragraph"].lstrip("#")
    return Remark(
        line, cells["quote"], paragraph=paragraph, text=cells["text"], tags=tags, sources=sources, by=cells["by"], amiss=amiss
    )
