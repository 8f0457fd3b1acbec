"""Format references with pandoc, in a style of our own (reference.csl), one call for all sources."""

import json
import re
import sys
import tempfile
import xml.etree.ElementTree as ET
from collections.abc import Iterable, Mapping
from contextlib import suppress
from copy import deepcopy
from functools import lru_cache
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from edition.files.problem import EditionError, Problem
from edition.model.records import Source
from edition.text.characters import address_fault

# Our own style: readers want the day, and titles as their papers printed them.
STYLE = Path(__file__).with_name("reference.csl")
ENTRY = re.compile(r'<div id="ref-([^"]+)" class="csl-entry"[^>]*>(.*?)</div>', re.DOTALL)
KEPT = 20  # bibliographies
SPECIAL = re.compile(r"([\\`*_{}\[\]])")


def references(sources: Iterable[Source]) -> Mapping[str, str]:
    """The formatted reference of each source by its id, as HTML with em, span and a; in the order of a bibliography."""
    data = [_entry(source) for source in sources]
    # JSON is YAML, and is written a hundred times as fast.
    return _formatted(json.dumps({"references": data}, ensure_ascii=False)) if data else {}


def _entry(source: Source) -> dict[str, Any]:
    """CSL data for pandoc; an outlet that is its own author is named once."""
    entry = source.model_dump(mode="json", exclude={"custom"}, exclude_none=True)
    if entry.get("author") == [{"literal": entry.get("container-title")}]:
        del entry["author"]
    return entry


@lru_cache(maxsize=4)
def _formatted(bibliography: str) -> Mapping[str, str]:
    """The references of a bibliography; what an earlier run has made of the same one is kept in the environment (.venv)."""
    name = sha256("\0".join((bibliography, STYLE.read_text("utf-8"), version("pypandoc_binary"))).encode()).hexdigest()
    kept = Path(sys.prefix, "var", "edition", f"{name}.json")
    with suppress(OSError, ValueError):
        found: dict[str, str] = json.loads(kept.read_text("utf-8"))
        return found
    made = _pandoc(bibliography)
    if sys.prefix != sys.base_prefix:
        with suppress(OSError):
            _store(kept, json.dumps(made, ensure_ascii=False))
    return made


def _store(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    for old in sorted(path.parent.glob("*.json"), key=lambda one: one.stat().st_mtime)[:-KEPT]:
        old.unlink()
    with tempfile.NamedTemporaryFile("w", dir=path.parent, encoding="utf-8", delete=False) as file:
        file.write(text)
    Path(file.name).replace(path)


def _pandoc(bibliography: str) -> Mapping[str, str]:
    import pypandoc  # late: most runs find the references kept

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "sources.yml")
        path.write_text(bibliography, "utf-8")
        options = ["--citeproc", f"--bibliography={path}", "--wrap=none", f"--csl={STYLE}", "--metadata=lang:en-GB"]
        try:
            html = pypandoc.convert_text("---\nnocite: '@*'\n---\n", "html", "markdown", extra_args=options)
        except (OSError, RuntimeError) as error:
            message = f"pandoc could not format the references: {str(error).strip()}"
            raise EditionError(Problem("data/sources.yml", 1, 1, message.replace("\n", " "), "pandoc")) from None
    return {key: entry.strip() for key, entry in ENTRY.findall(html)}


def element(reference: str) -> ET.Element:
    """A formatted reference as an element (span); an address is shown by its host, since print adds the rest.

    A title may hold markup of anybody's making: what is not italics, raised or lowered, or a link to a page, is words.
    """
    return deepcopy(_element(reference))


@lru_cache(maxsize=1 << 10)
def _element(reference: str) -> ET.Element:
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
            ET.SubElement(into, "a", href=href).text = urlsplit(href).hostname or "".join(child.itertext())
        elif child.tag in ("em", "i", "sup", "sub"):
            _keep(child, ET.SubElement(into, child.tag))
        else:
            _keep(child, into)
        _say(child.tail, into)


def _say(words: str | None, into: ET.Element) -> None:
    if words and len(into):
        into[-1].tail = (into[-1].tail or "") + words
    elif words:
        into.text = (into.text or "") + words


def markdown(node: ET.Element) -> str:
    """A formatted reference as Markdown."""
    inner = _escaped(node.text) + "".join(markdown(child) + _escaped(child.tail) for child in node)
    if node.tag in ("em", "i"):
        return f"*{inner}*"
    if node.tag == "a":
        return f"[{inner}]({node.get('href')})"
    return inner


def _escaped(text: str | None) -> str:
    return SPECIAL.sub(r"\\\1", text or "").replace("<", "&lt;")
