"""What the collections of annotations say, read back from their JSON as a program of somebody else’s would."""

import json
import re
import zipfile
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha256
from io import BytesIO
from typing import Any, NamedTuple
from urllib.parse import unquote

from edition.export.proof import Said, SaidNote, paragraph_key
from edition.text.normal import digest

# The end of an address on the site: folder, section, note; an edition without a site has the same behind a number sign.
ADDRESS = re.compile(r"([^/#]+)/[^/#]+/#?[^/#]+$")
DOTS = re.compile(r"\s*(?:…|\.\.\.)\s*")


class _Text(NamedTuple):
    """A text as its file has it: its folder, its words, and its lines by their ids."""

    folder: str
    words: str
    lines: Mapping[str, str]


def read_annotations(files: Mapping[str, bytes]) -> Said:
    """Return what the collection among some files and the texts beside it say. Raises ValueError, KeyError."""
    (collection,) = (json.loads(data) for name, data in files.items() if name.endswith(".jsonld"))
    texts = {text["id"]: _text(text, files) for text in collection["texts"]}
    items = collection["first"]["items"]
    if collection["total"] != len(items):
        raise ValueError(f"it names {collection['total']} annotations and holds {len(items)}")
    numbers: Counter[str] = Counter()
    paragraphs = {paragraph_key(text.folder, id): digest(line) for text in texts.values() for id, line in text.lines.items()}
    return Said(paragraphs, [_note(item, texts, numbers) for item in items])


def _text(record: Any, files: Mapping[str, bytes]) -> _Text:
    name = record["id"].rpartition("/")[2]
    data = files[name]
    if sha256(data).hexdigest() != record["sha256"]:
        raise ValueError(f"{name} is not the text that the notes are on")
    lines = data.decode().split("\n")[:-1]
    folder = name.removeprefix("annotations-").removesuffix(".txt")
    return _Text(folder, data.decode(), dict(zip(record["paragraphs"], lines, strict=True)))


def _note(item: Any, texts: Mapping[str, _Text], numbers: Counter[str]) -> SaidNote:
    state = item["target"]["state"]
    text = texts[state["cached"]]
    numbers[text.folder] += 1
    (said,) = _bodies(item, "commenting")
    (kind,) = _bodies(item, "classifying")
    (original,) = _bodies(item, "identifying")
    if _quoted(original["selector"]) != DOTS.sub(" … ", item["label"]):
        raise ValueError(f"{item['id']}: its label is not the words that it quotes")
    paragraph, words = _hanging(item, text)
    return SaidNote(numbers[text.folder], kind["value"], item["label"], paragraph, words, digest(said["value"]))


def _quoted(selector: Any) -> str:
    """The author’s words; of a stretch of them its two ends."""
    if "exact" in selector:
        return str(selector["exact"])
    return " … ".join(unquote(end) for end in selector["value"].removeprefix(":~:text=").split(","))


def _bodies(item: Any, purpose: str) -> Iterator[Any]:
    return (body for body in item["body"] if body["purpose"] == purpose)


def _hanging(item: Any, text: _Text) -> tuple[str, str]:
    """The paragraph and the words that an annotation is on, as all of its selectors must have them."""
    selectors = {one["type"]: one for one in item["target"].get("selector", ())}
    if not selectors:
        return "", ""
    quote, place, page = (selectors[name] for name in ("TextQuoteSelector", "TextPositionSelector", "FragmentSelector"))
    start, end = place["start"], place["end"]
    inside = text.lines[page["value"]][page["refinedBy"]["start"] : page["refinedBy"]["end"]]
    found = {quote["exact"], text.words[start:end], inside}
    around = text.words.endswith(quote.get("prefix", ""), 0, start) and text.words.startswith(quote.get("suffix", ""), end)
    if len(found) > 1 or not around:
        raise ValueError(f"{item['id']}: its selectors lead to different words: {', '.join(sorted(found))}")
    return paragraph_key(text.folder, page["value"]), quote["exact"]


def read_epub_annotations(files: Mapping[str, bytes]) -> Said:
    """Return what the set of EPUB annotations among some files says. Raises ValueError, KeyError, zipfile.BadZipFile."""
    (data,) = (data for name, data in files.items() if name.endswith(".annotations"))
    with zipfile.ZipFile(BytesIO(data)) as archive:
        items = json.loads(archive.read("annotations.json"))["items"]
    numbers: Counter[str] = Counter()
    return Said(notes=[_packed(item, numbers) for item in items])


def _packed(item: Any, numbers: Counter[str]) -> SaidNote:
    quote, *said, address = item["body"]["value"].split("\n\n")
    found = ADDRESS.search(address)
    if not found or not item["target"]["source"].startswith(found[1]):
        raise ValueError(f"{item['id']}: it does not end with its address")
    folder = found[1]
    numbers[folder] += 1
    paragraph, words = _pointed(item["target"]["selector"], item["id"])
    where = paragraph_key(folder, paragraph) if paragraph else ""
    return SaidNote(numbers[folder], item["body"]["tags"][0], quote[1:-1], where, words, digest("\n\n".join(said)))


def _pointed(selectors: Sequence[Any], id: str) -> tuple[str, str]:
    """The paragraph and the words that selectors lead to."""
    found = {one["type"]: one for one in selectors}
    if not found:
        return "", ""
    style, page, quote = (found[name] for name in ("CssSelector", "FragmentSelector", "TextQuoteSelector"))
    length = page["refinedBy"]["end"] - page["refinedBy"]["start"]
    if style["value"] != f"#{page['value']}" or style["refinedBy"] != page["refinedBy"] or length < len(quote["exact"]):
        raise ValueError(f"{id}: its selectors lead to different words")
    return page["value"], quote["exact"]
