"""What a page can ask for by name, alone in a paragraph: [contents], [strip nicholas-ii], [lens]. Made from the whole edition."""

import json
import re
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterable, Iterator, Mapping

from edition.model.edition import Edition
from edition.model.occurrences import actors_of, named_places, sort_key
from edition.pictures.dots import overview
from edition.pictures.relations import graph
from edition.pictures.road import march
from edition.pictures.strip import strip
from edition.pictures.verdicts import chart
from edition.text.tree import make, text_of

SORTS = {"person": "Persons", "organisation": "Organisations", "state": "States", "place": "Places", "group": "Groups"}
SCRIPTS = {"lens": "whole/lens", "filter": "lists/filter"}  # of each form, in overrides/assets
Choice = tuple[str, str]
ASKED = re.compile(r"\[([a-z]+)(?: ([a-z0-9-]+))?\]$")


def contents(edition: Edition, _: str = "") -> ET.Element:
    """The sections in order, each with its number of notes."""
    found = make("ol", class_="contents")
    for section in edition.all_sections():
        item = make("li")
        item.append(make("a", section.title, href=f"/{section.page}"))
        item.append(make("span", f"{len(section.notes)} note{'s' * (len(section.notes) != 1)}"))
        found.append(item)
    return found


def lens(edition: Edition, _: str = "") -> ET.Element:
    """The choice of one actor or two whom the page is to be read for."""
    named = {key for key, places in named_places(edition).items() if places}
    actors = [(entry.key, entry.name) for entry in sorted(edition.register.actors, key=sort_key) if entry.key in named]
    form = _form("lens", "Read for an actor")
    form.set("data-names", json.dumps(list(_names(edition)), ensure_ascii=False, separators=(",", ":")))
    form.append(_select("first", "Read for", [("", "everybody"), *actors]))
    form.append(_select("second", "and", [("", "nobody else"), *actors]))
    form.extend(make("button", words, type="button", data_step=step) for words, step in (("Previous", "-1"), ("Next", "1")))
    return _said(form)


def _names(edition: Edition) -> Iterator[tuple[str, ...]]:
    """Each form of an entry with its key, and for an epithet its paragraphs: a reader's own copy is searched in the browser."""
    for entry in edition.register.entries.values():
        yield from ((form, entry.key) for form in entry.forms)
        yield from ((epithet.form, entry.key, *epithet.paragraphs) for epithet in entry.epithets)


def kinds(edition: Edition, _: str = "") -> ET.Element:
    """The choice of one kind of actor."""
    there = {entry.kind for entry in edition.register.actors}
    form = _form("filter", "Which actors")
    form.append(_select("kind", "Show", [("", "all"), *((kind, words) for kind, words in SORTS.items() if kind in there)]))
    return _said(form)


def events(edition: Edition, _: str = "") -> ET.Element:
    """The choice of events: those of an actor, those of a section."""
    concerned = {key for event in edition.register.events for key in actors_of(event, edition.register)}
    actors = [(entry.key, entry.name) for entry in sorted(edition.register.actors, key=sort_key) if entry.key in concerned]
    sections = [(" ".join(p.id for p in section.paragraphs), section.title) for section in edition.all_sections()]
    form = _form("filter", "Which events")
    form.append(_select("actor", "Show events of", [("", "everybody"), *actors]))
    form.append(_select("paragraphs", "for", [("", "the whole essay"), *sections]))
    return _said(form)


def _form(script: str, name: str) -> ET.Element:
    return make("form", class_=f"choose {script}", hidden="hidden", data_script=SCRIPTS[script], aria_label=name)


def _select(name: str, label: str, choices: Iterable[Choice]) -> ET.Element:
    made = make("label", f"{label} ")
    select = make("select", name=name)
    select.extend(make("option", words, value=value) for value, words in choices)
    made.append(select)
    made.tail = " "
    return made


def _said(form: ET.Element) -> ET.Element:
    """The form with the place where its script says what came of the choice."""
    form.append(make("output", class_="outcome"))
    return form


# Each gets the edition and the word after its name; one that has nothing to show returns nothing.
FIGURES: Mapping[str, Callable[[Edition, str], ET.Element | None]] = {
    "contents": contents,
    "strip": strip,
    "overview": overview,
    "march": march,
    "relations": graph,
    "verdicts": chart,
    "lens": lens,
    "kinds": kinds,
    "events": events,
}


def place_directives(root: ET.Element, load: Callable[[], Edition]) -> None:
    """Put what a page asks for in its place; the edition is loaded only if it is needed."""
    alone = (block for block in root if block.tag == "p" and (block.text or "").lstrip().startswith("["))
    asked = [(block, ASKED.match(text_of(block).strip())) for block in alone]
    for block, match in asked:
        if match and match[1] in FIGURES:
            made = FIGURES[match[1]](load(), match[2] or "")
            at = list(root).index(block)
            root.remove(block)
            if made is not None:
                root.insert(at, made)
