"""The ways from a page to its files: on every note to edit it and to report a problem with it, and to suggest a new one."""

import xml.etree.ElementTree as ET
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from edition.model.section import Note
from edition.text.language import t, tc
from edition.text.tree import make

Way = tuple[str, str]  # words and an address


@dataclass(frozen=True)
class Forge:
    """Where the edition's files are kept: the address of a file's editor with {path} in it, and that of a new issue; or nothing."""

    edit: str = ""
    issues: str = ""

    def ways(self, path: str, note: Note) -> list[Way]:
        """Return what can be done with a note of a section file, in words, each with its address."""
        ways = [(t("This is wrong, because …"), self.report(path, note))] if self.issues else []
        return ways + ([(tc("a note", "Edit"), self.editing(path, note))] if self.edit else [])

    def editing(self, path: str, note: Note) -> str:
        """Return the address at which a note is edited."""
        return f"{self.edit.replace('{path}', path.removeprefix('docs/'))}#L{note.line}"

    def report(self, path: str, note: Note) -> str:
        """Return the address of the form that reports a problem with a note, filled in."""
        title = t("Problem with the note on “{words}”", words=note.quote)
        return f"{self.issues}?{urlencode({'template': 'problem.yml', 'title': title, 'note': f'{path}#{note.id}'})}"


def link_notes(root: ET.Element, forge: Forge, known: Mapping[str, tuple[str, Note]]) -> None:
    """Put the ways into the notes of a rendered page; known holds the section file and the note that has an id."""
    for item in root.iterfind("section/ol/li"):
        heading, tools = item.find("h3"), item.find("p[@class='tools']")
        found = known.get(heading.get("id", "")) if heading is not None else None
        if found and tools is not None:
            for words, address in forge.ways(*found):
                tools.append(make("a", words, href=address, rel="nofollow"))
                tools[-1].tail = " "


def offer_form(root: ET.Element, path: str, forge: Forge) -> None:
    """Put the way to the form for a new note after the words of a section: not seen until its script has come."""
    row = root.find("div[@class='after']")
    if row is not None:  # the section has paragraphs of a text
        data = {"data_script": "suggest", "data_section": path, "data_issues": forge.issues, "hidden": "hidden"}
        row.append(make("button", t("Suggest a note"), type="button", class_="suggest-first", **data))
