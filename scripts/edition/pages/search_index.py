"""The index of the search: what Pagefind makes of the records, and the words of titles and names by their first letter.

Pagefind reads small pages that are never published: each holds a record, in a large edition some records of one sort, so that
what every reader loads stays small. overrides/assets/search/engine.js asks its index, and takes the records out of it again.
"""

import json
import os
import re
import subprocess
import unicodedata
from base64 import b64decode, b64encode
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import astuple
from hashlib import sha256
from html import escape
from importlib.metadata import version
from itertools import groupby
from pathlib import Path
from threading import Thread
from typing import IO, Any
from urllib.parse import quote

from pagefind_bin import get_executable

from edition.files.disk import beside, change_over
from edition.files.problem import EditionError, Problem
from edition.model.edition import Edition
from edition.model.references import References
from edition.pages.search_records import SORTS, Record, aliases, records
from edition.text.language import t, used

PAGES = 700  # of one sort that Pagefind is given at most
CHUNK = "4000"  # bytes of a file of its index, about
MARK = "qzq"  # with a sort after it a word that only its pages have: Pagefind's filters would not be the same bytes each time
UNUSED = ("pagefind-*ui.*", "pagefind-highlight.js")  # what Pagefind writes and no page loads
WEIGHTS = {"actor": 0.8, "term": 0.8, "event": 1.2, "note": 1.3, "text": 0.9, "page": 0.9, "source": 0.5}  # of a word in a text
# Scripts without spaces have no words to find, so each of their characters is one (overrides/assets/search/words.js does the same).
UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff"
MARKS = "\u0e31\u0e34-\u0e4e\u0eb1\u0eb4-\u0ece\u102b-\u103e\u17b4-\u17d3"  # above, below and about them, which stay with theirs
POINTS = "\u3001-\u3003\u3008-\u3011\u3014-\u301f\uff01-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff65"  # between such signs
APART = re.compile(rf"(?<=[{UNSPACED}{POINTS}])(?=[{UNSPACED}{POINTS}])(?![{MARKS}])")
ELISION = re.compile(r"(?<!\w)((?:[cdjlmnst]|qu)[’'])(?=\w)", re.IGNORECASE)
WORD = re.compile(rf"(?:(?![{UNSPACED}])[^\W\d_]){{4,}}")
LETTERS = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ð": "d", "ß": "s", "æ": "a", "œ": "o", "ı": "i", "þ": "t"})


def write_index(edition: Edition, references: References, folder: Path) -> list[Path]:
    """Write the index into a folder, whole or not at all, if the records have changed; return what was written.

    The same records give the same bytes. Raises EditionError: pagefind.
    """
    found = records(edition, references)
    also = [*(pair for entry in edition.register.entries.values() for pair in aliases(entry).items()), *edition.register.synonyms]
    language = next((text.lang for text in edition.register.texts), used())
    key = sha256(
        _json(
            [[astuple(record) for record in found], also, language, used(), APART.pattern, version("pagefind_bin"), CHUNK, PAGES]
        ).encode()
    ).hexdigest()
    kept = folder / "key.txt"
    if kept.is_file() and kept.read_text("utf-8") == key:
        return []
    with beside(folder) as staged:
        made = staged / "index"
        _write(found, also, made, language)
        (made / "key.txt").write_text(key, "utf-8")
        change_over(made, folder)
    return [folder]


def _write(found: Sequence[Record], also: Sequence[tuple[str, str]], folder: Path, language: str) -> None:
    made = list(pages(found))
    # Asked to write its files itself, Pagefind may end before they are all on the disk.
    *_, answer = _ask_pagefind(
        [
            {"type": "NewIndex", "config": {"force_language": language}},
            *({"type": "AddFile", "index_id": 0, "url": str(at), "file_contents": page(group)} for at, group in enumerate(made)),
            {"type": "GetFiles", "index_id": 0},
        ]
    )
    folder.mkdir()
    for file in answer["files"]:
        path = folder / file["path"]
        if not any(path.match(pattern) for pattern in UNUSED):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(b64decode(file["content"]))
    listed = vocabulary(found, also)
    for letter, words in listed.items():
        (folder / f"words-{ord(letter):x}.json").write_text(_json(words), "utf-8")
    head = {
        "sorts": {sort: t(label) for sort, label in SORTS.items()},
        "mark": MARK,
        "letters": "".join(listed),
        "pages": len(made),
        "together": max(map(len, made), default=1),
    }
    (folder / "index.json").write_text(_json(head), "utf-8")


def _ask_pagefind(requests: Sequence[dict[str, object]]) -> list[Any]:
    """Have Pagefind do something, step by step; return what it answers to each.

    Of a folder it reads the files in whatever order the disk has them, and its Python package waits a tenth of a second after
    each page: so it is asked as that package asks it, but all at once.
    """
    environment = os.environ | {"PAGEFIND_UNSTABLE_INDEX_CHUNK_SIZE": CHUNK}
    asked = [b64encode(_json({"message_id": number, "payload": request}).encode()) for number, request in enumerate(requests)]
    try:
        with subprocess.Popen(
            [get_executable(), "--service"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment
        ) as service:
            assert service.stdin and service.stdout
            writer = Thread(target=_send, args=(service.stdin, b",".join([*asked, b""])))
            writer.start()
            said = _said(service.stdout, len(asked))
            writer.join()
            service.stdin.close()  # it ends when this does, so not before all is answered
    except (OSError, ValueError, KeyError) as error:
        raise _failed(str(error)) from None
    for answer in said:
        if answer["type"] == "Error":
            raise _failed(str(answer["message"]))
    return said


def _send(stream: IO[bytes], data: bytes) -> None:
    with suppress(OSError):  # it has ended, and what it answered says why
        stream.write(data)
        stream.flush()


def _failed(why: str) -> EditionError:
    return EditionError(
        Problem("overrides/assets/search", 1, 1, f"Pagefind could not make the index of the search: {why}", "pagefind")
    )


def _said(stream: IO[bytes], count: int) -> list[Any]:
    """As many answers of Pagefind; each ends in a comma."""
    parts, left = [], count
    while left > 0 and (some := os.read(stream.fileno(), 1 << 16)):
        left -= some.count(b",")
        parts.append(some)
    return [json.loads(b64decode(said))["payload"] for said in b"".join(parts).split(b",")[:count]]


def pages(records: Sequence[Record]) -> Iterator[list[Record]]:
    """The records, those of a sort with very many some together."""
    for _, group in groupby(records, lambda record: record.sort):
        some = list(group)
        size = -(-len(some) // PAGES)
        yield from (some[at : at + size] for at in range(0, len(some), size))


def page(records: Sequence[Record]) -> str:
    """Records as a page for Pagefind: each under a heading whose id is its address, a line about it, its names and its text."""
    sort = records[0].sort
    parts = [
        f'<h2 id="{quote(record.address, safe="")}">{_shown(record.title)}</h2><p data-pagefind-weight="{WEIGHTS[sort]}">'
        f"¦ {_shown(record.about)} ¦ {' | '.join(map(_shown, record.names))} ¦ {_shown(record.text)}</p>"
        for record in records
    ]
    named = " ".join(name for record in records for name in (record.title, *record.names))  # in metadata a word counts for more
    head = f'<i data-pagefind-meta="sort:{MARK}{sort}"></i><i data-pagefind-meta="title:{_shown(named)}"></i>'
    return f"<html><body>{head}{''.join(parts)}</body></html>"


def _shown(text: str) -> str:
    """A text for a page: without Pagefind's own marks and ours, and with words apart where Pagefind would not part them."""
    return escape(ELISION.sub(r"\1 ", APART.sub(" ", text.replace("___", "_").replace("¦", "|"))))


def vocabulary(records: Iterable[Record], aliases: Iterable[tuple[str, str]]) -> dict[str, dict[str, list[str]]]:
    """By first letter the words of titles and names, among which those spelt wrong are looked for, with those they stand for."""
    names = " ".join(name for record in records for name in (record.title, *record.names))
    found: dict[str, list[str]] = {word: [] for word in WORD.findall(names.lower())}
    for other, ours in aliases:
        found.setdefault(other.lower(), []).append(ours.lower())
    made: dict[str, dict[str, list[str]]] = defaultdict(dict)
    for word in sorted(found):
        made[unicodedata.normalize("NFKD", word).translate(LETTERS)[0]][word] = sorted(found[word])
    return dict(sorted(made.items()))


def _json(data: object) -> str:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))
