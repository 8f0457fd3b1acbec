"""What the TEI document says, read back by XPath."""

from collections.abc import Mapping
from typing import Any

from lxml import etree

from edition.export.proof import Said, SaidNote, paragraph_key
from edition.text.normal import digest

NAMESPACES = {"t": "http://www.tei-c.org/ns/1.0"}
ID = "{http://www.w3.org/XML/1998/namespace}id"
# Words that the document adds: the numbers of citations and footnotes, corrections, descriptions of pictures.
ADDED = "ancestor::t:corr or ancestor::t:figDesc or ancestor::t:ref[@type='source' or @type='footnote']"
WORDS = f".//text()[not({ADDED})]"
HEAD = "ancestor::t:cit or ancestor::t:date[@type='reviewed']"
# A paragraph with the offsets of its anchors.
Anchors = dict[str, tuple[str, int, str]]


def read_tei(files: Mapping[str, bytes]) -> Said:
    """Return what the TEI document among some files says. Raises ValueError, KeyError where it cannot be read."""
    (data,) = (data for name, data in files.items() if name.endswith(".tei.xml"))
    root = etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True))
    paragraphs: dict[str, str] = {}
    anchors: Anchors = {}
    for text in _all(root, "//t:text[@n]"):
        for paragraph in _all(text, ".//t:p[starts-with(@ana, '#voice-')]"):
            key = paragraph_key(text.get("n"), paragraph.get("n"))
            paragraphs[key] = digest(_anchored(paragraph, key, anchors))
    labels = {
        f"#{kind.get(ID)}": _words(kind, "t:catDesc/t:term") for kind in _all(root, "//t:taxonomy[@xml:id='kinds']/t:category")
    }
    return Said(
        paragraphs=paragraphs,
        notes=[_note(note, labels, anchors) for note in _all(root, "//t:listAnnotation/t:note")],
        sources=[_words(source, "t:idno[@type='key']") for source in _all(root, "//t:listBibl/t:bibl")],
        actors=[
            one.get("n") for one in sorted(_all(root, "//t:person|//t:place|//t:org"), key=lambda one: str(one.get("sortKey")))
        ],
        terms=[item.get("n") for item in _all(root, "//t:standOff/t:list[@type='gloss']/t:item")],
        events=[event.get("n") for event in _all(root, "//t:listEvent/t:event")],
    )


def _all(node: Any, path: str) -> list[Any]:
    return list(node.xpath(path, namespaces=NAMESPACES))


def _words(node: Any, path: str) -> str:
    return "".join(str(found.xpath("string()")) for found in _all(node, path))


def _anchored(paragraph: Any, key: str, anchors: Anchors) -> str:
    """The words of a paragraph; where its anchors stand in them is written down."""
    words, found = "", []
    for node in _all(paragraph, f"{WORDS} | .//t:anchor"):
        if isinstance(node, str):
            words += node
        else:
            found.append((node.get(ID), len(words)))
    anchors |= {f"#{id}": (key, at, words) for id, at in found}
    return words


def _note(note: Any, labels: Mapping[str, str], anchors: Anchors) -> SaidNote:
    body = "".join(_all(note, f".//text()[not({ADDED} or {HEAD})]"))
    paragraph, start, words = anchors.get(note.get("target", ""), ("", 0, ""))
    _, end, _ = anchors.get(note.get("targetEnd", ""), ("", 0, ""))
    quote = _words(note, "t:cit/t:quote")
    return SaidNote(int(note.get("n")), labels[note.get("ana")], quote, paragraph, words[start:end], digest(body))
