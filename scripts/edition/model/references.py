"""Formatted references: pandoc writes them in a style of our own (reference.csl), one call for all; pages read them from a file."""

import json
import re
import tempfile
import xml.etree.ElementTree as ET
from collections.abc import Iterable, Mapping
from contextlib import suppress
from copy import deepcopy
from functools import lru_cache
from hashlib import sha256
from html import escape
from importlib.metadata import version
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from edition.files.pandoc import PandocError, run_pandoc
from edition.files.problem import EditionError, Problem
from edition.model.csl import address, processed, restored, seen, sort_key
from edition.model.sources import Source
from edition.text.addresses import address_fault
from edition.text.language import served_by, t, used
from edition.text.tree import encode

# Readers want the day, and titles as their papers printed them.
STYLE = Path(__file__).with_name("reference.csl")
CACHE = Path(".edition", "references.json")  # from the edition’s folder; .cache is what Zensical empties
ENTRY = re.compile(r'<div id="ref-([^"]+)" class="csl-entry"[^>]*>(.*?)</div>', re.DOTALL)
References = Mapping[str, str]
# The locales of the processor, whose words and quotation marks references have.
PANDOC = {"ar": "ar", "de": "de-DE", "es": "es-ES", "fr": "fr-FR", "ru": "ru-RU", "uk": "uk-UA", "zh": "zh-CN"}


def read_references(root: Path) -> References:
    """Return what `edition pages` has formatted: each source's reference by its id, as HTML, in the order of a bibliography."""
    with suppress(OSError, ValueError, TypeError, KeyError):
        return dict(json.loads((root / CACHE).read_text("utf-8"))["references"])
    return {}


def formatted(sources: Iterable[Source], root: Path) -> tuple[References, str]:
    """Return the reference of each source, and the text of the file that keeps them; pandoc runs only if a source has changed.

    Raises EditionError: pandoc.
    """
    listed = sorted((source.model_dump(mode="json", exclude_none=True) for source in sources), key=sort_key)
    data = json.dumps([_entry(fields) for fields in listed], ensure_ascii=False)
    parts = (
        data,
        STYLE.read_text("utf-8"),
        version("pypandoc_binary"),
        *([served] if (served := served_by(used())) != "en" else []),
    )
    key = sha256("\0".join(parts).encode()).hexdigest()
    kept: Any = None
    with suppress(OSError, ValueError):
        kept = json.loads((root / CACHE).read_text("utf-8"))
    fresh = isinstance(kept, dict) and kept.get("key") == key
    words = dict(kept["words"]) if fresh else format_references(data)
    references = {fields["id"]: _with_address(words.get(fields["id"], escape(fields["title"])), fields) for fields in listed}
    return references, json.dumps({"key": key, "words": words, "references": references}, ensure_ascii=False, indent=0) + "\n"


def _entry(fields: dict[str, Any]) -> dict[str, Any]:
    """CSL data for pandoc; an outlet that is its own author is named once."""
    if fields.get("author") == [{"literal": fields.get("container-title")}]:
        fields = {key: value for key, value in fields.items() if key != "author"}
    return processed(fields)


def _with_address(words: str, fields: dict[str, Any]) -> str:
    """A reference with where it can be read, to the letter, and when it was seen."""
    where = address(fields)
    link = f'<a href="{escape(where)}">{escape(where)}</a>' if where else ""
    day = seen(fields)
    if not day:
        return f"{words} {link}." if link else words
    return words + " " + (t("{address}, seen {day}.", address=link, day=day) if link else t("Seen {day}.", day=day))


def format_references(bibliography: str) -> References:
    """Return the words of the references of a bibliography in CSL-JSON, shielded, by their ids. Raises EditionError: pandoc."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "sources.json")
        path.write_text(bibliography, "utf-8")
        options = [
            "--from=markdown",
            "--to=html",
            "--citeproc",
            f"--bibliography={path}",
            "--wrap=none",
            f"--csl={STYLE}",
            f"--metadata=lang:{PANDOC.get(served_by(used()), 'en-GB')}",
            "--quiet",  # of languages that it has no words for beside those of references
        ]
        try:
            html = run_pandoc(b"---\nnocite: '@*'\n---\n", *options).decode()
        except PandocError as error:
            message = f"pandoc could not format the references: {error}"
            raise EditionError(Problem("data/sources.yml", 1, 1, message, "pandoc")) from None
    return {key: restored(entry.strip()) for key, entry in ENTRY.findall(html)}


def reference_element(reference: str) -> ET.Element:
    """Return a formatted reference as an element (span); an address is shown by its host, since print adds the rest.

    A title may hold markup of anybody's making: what is not italics, raised or lowered, or a link to a page, is words.
    """
    return deepcopy(_harmless(reference))


@lru_cache(maxsize=1024)
def _harmless(reference: str) -> ET.Element:
    try:
        made = ET.fromstring(f"<span>{reference}</span>")
    except ET.ParseError:
        made = ET.Element("span")
        made.text = re.sub(r"<[^>]*>?", "", reference)
    kept = ET.Element("span")
    _keep(made, kept)
    return kept


def _keep(node: ET.Element, into: ET.Element) -> None:
    """Put what an element holds into another: its words, and of its elements those that are known, as far as they are harmless."""
    _say(node.text, into)
    for child in node:
        href = child.get("href", "") if child.tag == "a" else ""
        if href and not address_fault(href):
            ET.SubElement(into, "a", href=href).text = urlsplit(href).hostname or encode("".join(child.itertext()))
        elif child.tag in ("em", "i", "sup", "sub"):
            _keep(child, ET.SubElement(into, child.tag))
        else:
            _keep(child, into)
        _say(child.tail, into)


def _say(text: str | None, into: ET.Element) -> None:
    words = encode(text or "")
    if words and len(into):
        into[-1].tail = (into[-1].tail or "") + words
    elif words:
        into.text = (into.text or "") + words
