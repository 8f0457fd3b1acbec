"""Rules on where links within an edition lead."""

import posixpath
import re
from collections.abc import Iterator
from urllib.parse import unquote, urlsplit

from edition.check.finding import Finding
from edition.check.registry import rule
from edition.check.survey import Document, Survey, Target
from edition.files.folder_rules import PICTURES
from edition.model.allowlist import PAGE_MARK, PARAGRAPH, heading_id, reserved
from edition.model.generated import ACTORS, GENERATED
from edition.model.markdown import plain
from edition.model.section import headings_of, title_of
from edition.text.addresses import address_fault, picture_fault, plain_address
from edition.text.attributes import AT_END, parse_attributes

CLOSED = re.compile(r">?\s*(?:[)\"']|\n|$)")


@rule
def link_missing(survey: Survey) -> Iterator[Finding]:
    """A link within the edition leads to a page that there is, and to a place on it; a picture is there."""
    found = [(document, target) for document in survey.documents for target in document.targets if _within(document, target)]
    pages = _pages(survey) if found else set()
    places = _places(survey) if any("#" in target.address for _, target in found) else {}
    for document, target in found:
        if fault := _fault(survey, document, target, pages, places):
            yield document.markdown.at(target.at, f"“{plain_address(target.address)[:80]}” leads to {fault}")


def _within(document: Document, target: Target) -> bool:
    """Whether an address leads to somewhere in the edition, and no other rule refuses it."""
    fault = picture_fault(target.address, PICTURES) if target.picture else address_fault(target.address)
    closed = CLOSED.match(document.prose, document.prose.find(target.address, target.at) + len(target.address))
    return bool(target.address and closed and not fault and not urlsplit(plain_address(target.address)).scheme)


def _pages(survey: Survey) -> set[str]:
    """The pages of docs/, those that are yet to be made among them."""
    edition = survey.edition
    pages = {document.whole.path.removeprefix("docs/") for document in survey.documents} | {*GENERATED, "take.md"}
    pages |= {edition.whole_page(text) for text in edition.register.texts}
    return pages | {f"{ACTORS}/{entry.key}.md" for entry in edition.register.actors}


def _places(survey: Survey) -> dict[str, set[str]]:
    """The ids on each page that somebody wrote."""
    found: dict[str, set[str]] = {}
    for document in survey.pages:
        ids = found.setdefault(document.whole.path.removeprefix("docs/"), set())
        lines = document.markdown.text.split("\n")
        lists = (parse_attributes(match[1]) for line in lines if "{" in line and (match := AT_END.search(line)))
        ids |= {given.id for given in lists if given}
        ids |= {heading_id(plain(title_of(line))) for _, line in headings_of(lines)}
    for section in survey.edition.all_sections():
        found[section.page] |= {one.id for one in section.paragraphs} | {one.id for one in section.notes}
    return found


def _fault(survey: Survey, document: Document, target: Target, pages: set[str], places: dict[str, set[str]]) -> str:
    own = document.whole.path.removeprefix("docs/")
    given = urlsplit(plain_address(target.address))
    path, place = unquote(given.path), unquote(given.fragment)
    page = posixpath.normpath(posixpath.join(posixpath.dirname(own), path)).lstrip("/") if path else own
    if page not in pages and (page.startswith("..") or not (survey.edition.root / "docs" / page).is_file()):
        name = path.rstrip("/").removesuffix(".html") + ".md"
        meant = posixpath.normpath(posixpath.join(posixpath.dirname(own), name)).lstrip("/") in pages
        if not meant and path.endswith("/"):  # what stands beside the site is no page of it
            return ""
        return f"no {'picture' if target.picture else 'page'} of this edition; {f'write {name}' if meant else 'correct it'}"
    known = places.get(page, set())
    of_page = reserved(place) and not PARAGRAPH.match(place)
    if not place or not known or place in known or of_page or place.startswith(":~:") or PAGE_MARK.match(f"#{place}"):
        return ""
    return f"no place “{place}” on {page}; write the id of a note, of a paragraph or of a heading there"
