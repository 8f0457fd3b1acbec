"""Format references with pandoc, in a style of our own (reference.csl), one call for all sources."""

import re
import tempfile
import xml.etree.ElementTree as ET
from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pypandoc
import yaml

from edition.problem import EditionError, Problem
from edition.records import Source
from edition.safety import address_fault

# Our own style: readers want the day, and titles as their papers printed them.
STYLE = Path(__file__).with_name("reference.csl")
ENTRY = re.compile(r'<div id="ref-([^"]+)" class="csl-entry"[^>]*>(.*?)</div>', re.DOTALL)
SPECIAL = re.compile(r"([\\`*_{}\[\]])")


def references(sources: Iterable[Source]) -> Mapping[str, str]:
    """The formatted reference of each source by its id, as HTML with em, span and a; in the order of a bibliography."""
    data = [_entry(source) for source in sources]
    return _formatted(yaml.safe_dump({"references": data}, allow_unicode=True)) if data else {}


def _entry(source: Source) -> dict[str, Any]:
    """CSL data for pandoc; an outlet that is its own author is named once."""
    entry = source.model_dump(mode="json", exclude={"custom"}, exclude_none=True)
    if entry.get("author") == [{"literal": entry.get("container-title")}]:
        del entry["author"]
    return entry


@lru_cache(maxsize=4)
def _formatted(bibliography: str) -> Mapping[str, str]:
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
    try:
        made = ET.fromstring(f"<span>{reference}</span>")
    except ET.ParseError:
        made = ET.Element("span")
        made.text = re.sub(r"<[^>]*>?", "", reference)
    for node in made.iter():
        href = node.get("href", "")
        node.attrib.clear()
        if node.tag not in ("em", "i", "sup", "sub", "a"):
            node.tag = "span"
        elif node.tag == "a" and not address_fault(href):
            node.set("href", href)
            node.text = urlsplit(href).hostname or node.text
    return made


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
