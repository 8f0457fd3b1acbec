"""What a page can ask for by name, alone in a paragraph: [contents], [strip nicholas-ii], [lens]. Made from the whole edition."""

import re
import xml.etree.ElementTree as ET
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from urllib.parse import quote_plus

from edition.model.dates import in_words, stretch_in_words
from edition.model.edition import Edition
from edition.model.occurrences import actors_of, finding_of, named_by, named_places, sort_key
from edition.model.sources import WEIGHTS
from edition.model.standing import numbers
from edition.pictures.dots import period
from edition.pictures.hours import hourly
from edition.pictures.march import march
from edition.pictures.relations import graph
from edition.pictures.score import by_kind, score, share
from edition.pictures.strip import strip
from edition.render.take import proof, take
from edition.text.language import message, quoted, t, tc, tn, used
from edition.text.tree import make, text_of

SORTS = {
    "person": message("Persons"),
    "organisation": message("Organisations"),
    "state": message("States"),
    "place": message("Places"),
    "group": message("Groups"),
}
SCRIPTS = {"lens": "whole/lens", "filter": "lists/filter"}  # of each form, in overrides/assets
Choice = tuple[str, str]
ASKED = re.compile(r"\[([a-z]+)(?: ([a-z0-9-]+))?\]$")


def contents(edition: Edition, _: str = "") -> ET.Element:
    """The sections in order, each with its number of notes and their share of the score."""
    found = make("ol", class_="contents")
    for section in edition.all_sections():
        item = make("li")
        item.append(make("a", section.title, href=f"/{section.page}"))
        if (lang := edition.text_of(section).lang) != used():
            item[0].set("lang", lang)
        count = tn("{count} note", "{count} notes", len(section.notes))
        asked = quote_plus(" ".join(paragraph.id for paragraph in section.paragraphs))
        says = t("{notes} on {section}", notes=count, section=section.title)
        notes = make("a", class_="notes-of", href=f"/notes.md?paragraphs={asked}", aria_label=says)
        notes.extend([*share(section, edition.register), make("span", count)])
        item.append(notes)
        found.append(item)
    return found


def example(edition: Edition, id: str) -> ET.Element | None:
    """A passage and the finding of its note, to show how the two look; nothing where there is no such note."""
    found = next(((section, note) for section, note in edition.all_notes() if note.id == id), None)
    if found is None:
        return None
    section, note = found
    kind, number = edition.register.kind_of(note), numbers(edition)[section.path, id]
    made = make("p", class_="example")
    href = f"/{section.page}#{id}"
    made.append(make("a", note.anchor, class_=f"passage kind-{kind.id}", href=href, data_number=str(number)))
    made[-1].tail = " "
    made.append(make("span", kind.label, class_=f"kind kind-{kind.id}"))
    made[-1].tail = f" {finding_of(note)}"
    return made


def vocabulary(edition: Edition, _: str = "") -> ET.Element:
    """The kinds: what each means, how many notes are of it, and the shortest of them as an example."""
    made = make("dl", class_="vocabulary")
    for kind, notes in by_kind(edition):
        term = make("dt")
        term.append(make("span", kind.label, class_=f"kind kind-{kind.id}"))
        term[0].tail = " " + tn("{count} note", "{count} notes", len(notes))
        made.extend((term, make("dd", kind.means)))
        if notes:
            section, note = min(notes, key=lambda pair: len(finding_of(pair[1])))
            shown = make("dd", class_="shown")
            shown.append(make("a", quoted(note.quote), href=f"/{section.page}#{note.id}"))
            shown[0].tail = f" {finding_of(note)}"
            made.append(shown)
    return made


def weights(edition: Edition, _: str = "") -> ET.Element:
    """What kinds of source there are, what each is good for, and how many of the sources are of it."""
    counts = Counter(source.sort for source in edition.register.sources)
    made = make("dl", class_="weights")
    for weight, good in WEIGHTS.items():
        told = t(good)
        made.append(make("dt", t("{kind}: {count}", kind=t(weight), count=counts[weight])))
        made.append(make("dd", t("{sentence}.", sentence=f"{told[0].upper()}{told[1:]}")))
    return made


def reach(edition: Edition, _: str = "") -> ET.Element | None:
    """How far the evidence reaches: the newest source and event, and when the notes were reviewed. Nothing without sources."""
    dates = sorted(date for source in edition.register.sources if (date := source.issued))
    reviews = sorted(note.reviewed for _, note in edition.all_notes() if note.reviewed)
    if not dates:
        return None
    count, newest = len(edition.register.sources), in_words(dates[-1])
    said = t("The newest of {count} sources is of {day}.", count=count, day=newest)
    if reviews:
        told = message("The newest of {count} sources is of {day}; the notes were last reviewed {stretch}.")
        said = t(told, count=count, day=newest, stretch=stretch_in_words(reviews[0], reviews[-1]))
    return make("p", said, class_="reach")


def lens(edition: Edition, _: str = "") -> ET.Element:
    """The choice of one actor or two whom the page is to be read for."""
    named = {key for key, places in named_places(edition).items() if places}
    actors = [(entry.key, entry.name) for entry in sorted(edition.register.actors, key=sort_key) if entry.key in named]
    form = _form("lens", t("Read for an actor"))
    form.append(make("p", t("Read for one or two of the people: what does not speak of them steps back.")))
    form.append(_select("first", tc("lens", "For"), [("", tc("lens", "everybody")), *actors]))
    form.append(_select("second", tc("lens", "and"), [("", tc("lens", "nobody else")), *actors]))
    form.extend(make("button", words, type="button", data_step=step) for words, step in ((t("Previous"), "-1"), (t("Next"), "1")))
    return _said(form)


def kinds(edition: Edition, _: str = "") -> ET.Element:
    """The choice of one kind of actor."""
    there = {entry.kind for entry in edition.register.actors}
    form = _form("filter", t("Which actors"))
    sorts = ((kind, t(words)) for kind, words in SORTS.items() if kind in there)
    form.append(_select("kind", tc("actors", "Show"), [("", tc("actors", "all")), *sorts]))
    return _said(form)


def notes(edition: Edition, _: str = "") -> ET.Element:
    """The choice of notes: those of a kind, of a section, those that name an actor."""
    kinds = {kind.id: kind.label for kind in edition.register.kinds}
    there = {edition.register.kind_of(note).id for _, note in edition.all_notes()}
    named = {key for _, note in edition.all_notes() for key in named_by(note, edition)}
    actors = [(entry.key, entry.name) for entry in sorted(edition.register.actors, key=sort_key) if entry.key in named]
    form = _form("filter", t("Which notes"))
    listed = ((id, label) for id, label in kinds.items() if id in there)
    form.append(_select("kind", tc("notes", "Show"), [("", tc("notes", "all kinds")), *listed]))
    form.append(_select("paragraphs", tc("notes", "of"), [("", tc("notes", "the whole essay")), *_sections(edition)]))
    form.append(_select("actor", tc("notes", "that name"), [("", tc("notes", "anybody")), *actors]))
    return _said(form)


def _sections(edition: Edition) -> Iterator[Choice]:
    for section in edition.all_sections():
        yield " ".join(paragraph.id for paragraph in section.paragraphs), section.title


def events(edition: Edition, _: str = "") -> ET.Element:
    """The choice of events: those of an actor, those of a section."""
    concerned = {key for event in edition.register.events for key in actors_of(event, edition.register)}
    actors = [(entry.key, entry.name) for entry in sorted(edition.register.actors, key=sort_key) if entry.key in concerned]
    form = _form("filter", t("Which events"))
    form.append(_select("actor", tc("events", "Show events of"), [("", tc("events", "everybody")), *actors]))
    form.append(_select("paragraphs", tc("events", "for"), [("", tc("events", "the whole essay")), *_sections(edition)]))
    return _said(form)


def _form(script: str, name: str) -> ET.Element:
    return make("div", class_=f"choose {script}", role="group", hidden="hidden", data_script=SCRIPTS[script], aria_label=name)


def _select(name: str, label: str, choices: Iterable[Choice]) -> ET.Element:
    made = make("label", f"{label} ")
    select = make("select", name=name)
    select.extend(make("option", words, value=value) for value, words in choices)
    made.append(select)
    made.tail = " "
    return made


def _said(form: ET.Element) -> ET.Element:
    """The form with the place where its script says what came of the choice."""
    form.append(make("p", class_="outcome", role="status"))
    return form


# Each gets the edition and the word after its name; one that has nothing to show returns nothing.
FIGURES: Mapping[str, Callable[[Edition, str], ET.Element | None]] = {
    "contents": contents,
    "strip": strip,
    "hours": hourly,
    "period": period,
    "march": march,
    "relations": graph,
    "score": score,
    "example": example,
    "vocabulary": vocabulary,
    "weights": weights,
    "reach": reach,
    "notes": notes,
    "lens": lens,
    "kinds": kinds,
    "events": events,
    "take": take,
    "proof": proof,
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
