"""Facts about an author's text: length and hash of each paragraph, and which actor it names in which form how often."""

import re
from collections import Counter, defaultdict
from hashlib import sha256
from pathlib import Path
from typing import Any

import yaml

from edition.edition import Register
from edition.files import shown
from edition.names import mentions
from edition.page import digest
from edition.problem import EditionError, Problem
from edition.quote import normal
from edition.records import Text

# A run of lines with no blank one in it.
BLOCK = re.compile(r"\S(?:.|\n(?![^\S\n]*(?:\n|$)))*")


def read_essay(path: Path, root: Path) -> list[tuple[int, str]]:
    """The paragraphs of a plain text, each with the line where it begins: UTF-8, blank lines between paragraphs.

    Errors: missing, unreadable, essay-encoding, essay-empty.
    """
    name = shown(path, root)
    try:
        data = path.read_bytes()
    except OSError as error:
        raise EditionError(Problem(name, 1, 1, f"cannot be read: {error.strerror}", "essay-missing")) from None
    try:
        text = data.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError as error:
        message = "is UTF-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else f"byte 0x{data[error.start]:02x} is not UTF-8"
        line = data.count(b"\n", 0, error.start) + 1
        raise EditionError(Problem(name, line, 1, f"{message}; save the text as UTF-8", "essay-encoding")) from None
    control = re.search("[\x00-\x08\x0e-\x1b]", text)
    if control:
        line = text.count("\n", 0, control.start()) + 1
        raise EditionError(Problem(name, line, 1, "is not plain text (it holds control characters)", "essay-encoding"))
    found = [
        (text.count("\n", 0, match.start()) + 1, match.group().strip())
        for match in re.finditer(r"\S(?:.|\n(?![^\S\n]*(?:\n|$)))*", text)
    ]
    if not found:
        raise EditionError(Problem(name, 1, 1, "is empty; expected paragraphs with blank lines between them", "essay-empty"))
    return found


def facts(paragraphs: list[str], text: Text, register: Register) -> dict[str, Any]:
    """A text's entry for data/text.yml, with what was known of its publication kept."""
    kept = text.model_dump(mode="json", include={"folder", "title", "author", "published", "venue", "url"}, exclude_none=True)
    whole = normal("\n".join(paragraphs))
    return {key: value for key, value in kept.items() if value} | {
        "words": len(whole.split()),
        "sha256": sha256(whole.encode()).hexdigest(),
        "paragraphs": [
            {"id": f"p{number}", "words": len(normal(words).split()), "sha256": digest(words)}
            for number, words in enumerate(paragraphs, 1)
        ],
        "mentions": _mentions(paragraphs, register),
    }


def _paragraph(number: int, words: str) -> dict[str, Any]:
    return {"id": f"p{number}", "words": len(normal(words).split()), "sha256": digest(words)}


def _mentions(paragraphs: list[str], register: Register) -> dict[str, dict[str, dict[str, int]]]:
    """How often each entry is named: key -> form as it stands in the text -> paragraph -> count."""
    found: dict[str, dict[str, Counter[str]]] = defaultdict(lambda: defaultdict(Counter))
    for number, words in enumerate(paragraphs, 1):
        for mention in mentions(words, register.names, f"p{number}"):
            found[mention.key][normal(words[mention.span.start : mention.span.end])][f"p{number}"] += 1
    return {key: {form: dict(counts) for form, counts in sorted(found[key].items())} for key in sorted(found)}


def as_yaml(texts: list[dict[str, Any]]) -> str:
    """data/text.yml."""
    head = "# Facts about the author's text, made by `edition facts`; what is said of its publication is kept as it stands.\n"
    return head + yaml.safe_dump({"texts": texts}, allow_unicode=True, sort_keys=False, width=120)
