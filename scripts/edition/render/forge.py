"""The ways from a page to its sources: a form for a new note; on every note, to edit it and to report a problem with it."""

import xml.etree.ElementTree as ET
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlencode

from edition.model.section import Note, Section
from edition.pages.suggesting import slug
from edition.render.elements import make
from edition.text.quotes import bare
from edition.text.tree import text_of


@dataclass(frozen=True)
class Forge:
    """Where the edition's files are kept: the address of a file's editor with {path} in it, and that of a new issue; or nothing."""

    edit: str = ""
    issues: str = ""

    def ways(self, section: Section, note: Note) -> list[tuple[str, str]]:
        """What can be done with a note, in words, each with its address."""
        ways = [("Edit this note", self.editing(section, note))] if self.edit else []
        return ways + ([("Report a problem with this note", self.report(section, note))] if self.issues else [])

    def editing(self, section: Section, note: Note) -> str:
        """The address at which a note is edited."""
        path = section.path.removeprefix("docs/")
        return f"{self.edit.replace('{path}', path)}#L{note.line}"

    def report(self, section: Section, note: Note) -> str:
        """The address of the form that reports a problem with a note, filled in."""
        fields = {
            "template": "problem.yml",
            "title": f"Problem with the note on “{note.quote}”",
            "note": f"{section.path}#{note.id}",
        }
        return f"{self.issues}?{urlencode(fields)}"


def contribute(root: ET.Element, sections: Iterable[Section], forge: Forge) -> None:
    """Put the ways into the notes of a woven page; sections are those whose notes it holds."""
    known = {note.id: (section, note) for section in sections for note in section.notes}
    for item in root.iterfind("section/ol/li"):
        heading = item.find("h3")
        if heading is not None and heading.get("id") in known:
            item.append(_tools(*known[heading.get("id", "")], text_of(heading), forge))


def _tools(section: Section, note: Note, heading: str, forge: Forge) -> ET.Element:
    tools = make("p", class_="tools")
    for words, address in forge.ways(section, note):
        tools.append(make("a", words, href=address, rel="nofollow", aria_label=f"{words}, “{bare(heading)}”"))
        tools[-1].tail = " "
    return tools


def form(root: ET.Element, path: str, forge: Forge) -> None:
    """Put the way to the form into a section, by its path, last in its row of controls: not seen until its script has come."""
    row = root.find("div[@class='controls']")
    if row is not None:  # the section has paragraphs
        data = {"data_script": "suggest-start", "data_rules": "rules", "data_section": slug(path), "hidden": "hidden"}
        issues = {"data_issues": forge.issues} if forge.issues else {}
        row.append(make("button", "Suggest a note", type="button", class_="suggest-first", **data, **issues))
