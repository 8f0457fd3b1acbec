"""The register of an edition in TEI: who and what is named, what happened, who stood to whom how, what is cited."""

from collections.abc import Iterator

from edition.export.blocks import words
from edition.export.iris import name_of
from edition.export.records import Book, BookEntry, BookEvent, BookSource
from edition.export.tei_words import Element, Pointers, add, lay, make, tei_blocks
from edition.model.csl import begun
from edition.model.events import Relation
from edition.model.records import Entry

# The element for a name of an entry, by its kind; a term’s is term.
NAMES = {"person": "persName", "place": "placeName", "organisation": "orgName", "state": "orgName", "group": "orgName"}
LISTS = {"persName": ("listPerson", "person"), "placeName": ("listPlace", "place"), "orgName": ("listOrg", "org")}
ANALYTIC = ("article", "chapter", "entry", "post", "webpage")  # how CSL’s types begin for what appeared in something larger


def tei_records(book: Book, points: Pointers) -> Element | None:
    """Return the register as lists of their own, or nothing where it is empty."""
    made = []
    for names, (tag, _) in LISTS.items():
        found = [(at, entry) for at, entry in enumerate(book.actors, 1) if NAMES.get(entry.record.kind) == names]
        made += [add(make(tag), *(_entry(entry, points, at) for at, entry in found))] if found else []
    terms = [element for entry in book.terms for element in _term(entry, points)]
    made += [add(make("list", type="gloss"), *terms)] if terms else []
    made += [add(make("listEvent"), *(_event(event, points) for event in book.events))] if book.events else []
    made += [add(make("listRelation"), *(_relation(one, book, points) for one in book.relations))] if book.relations else []
    made += [add(make("listBibl"), *map(_source, book.sources))] if book.sources else []
    return add(make("standOff", type="records"), *made) if made else None


def entry_name(entry: Entry) -> str:
    """Return what the record of an actor or a term is called."""
    return name_of("term" if entry.kind == "term" else "actor", entry.key)


def when(day: str | None) -> str:
    """Return a date as the W3C writes it: a year has four digits, an hour has seconds."""
    if not day:
        return ""
    if "T" in day:
        return f"{day}:00"
    sign, digits = ("-", day[1:]) if day.startswith("-") else ("", day)
    year, *rest = digits.split("-")
    return sign + "-".join([year.zfill(4), *rest])


def _told(entry: BookEntry, points: Pointers) -> Element:
    return add(make("note", type="about"), make("p", entry.record.summary, rend="summary"), *tei_blocks(entry.body, points))


def _entry(entry: BookEntry, points: Pointers, at: int) -> Element:
    """The record of an actor, with its place among all of them, which stand in several lists here."""
    record = entry.record
    names = NAMES[record.kind]
    tag = LISTS[names][1]
    kind = "" if tag.startswith(record.kind[:3]) else record.kind
    element = make(tag, xml_id=entry_name(record), n=record.key, type=kind, sortKey=f"{at:05}")
    dates = {"birth": record.born, "death": record.died}
    add(element, *_names(record, names), *(make(tag, day, when=when(day)) for tag, day in dates.items() if day))
    if record.founded or record.dissolved:
        stretch = {"from": when(record.founded), "to": when(record.dissolved)}
        add(element, add(make("state", type="existence", **stretch), make("p", record.years)))
    add(element, make("idno", record.wikidata, type="Wikidata") if record.wikidata else None)
    return add(element, _told(entry, points))


def _term(entry: BookEntry, points: Pointers) -> tuple[Element, Element]:
    """The word and what is said of it."""
    record = entry.record
    _, *others = _names(record, "term")
    item = add(make("item", n=record.key), *others, _told(entry, points))
    return make("label", record.name, xml_id=entry_name(record)), item


def _names(entry: Entry, tag: str) -> Iterator[Element]:
    """Every name of an entry: its own, those in other scripts, and the forms that mean it in the text."""
    yield make(tag, entry.name, type="main")
    for native in entry.native:
        yield make(tag, native.name, xml_lang=native.lang)
    for kind, forms in (("variant", entry.variants), ("spelling", entry.spellings), ("epithet", [e.form for e in entry.epithets])):
        for form in forms:
            yield make(tag, form, type=kind)


def _event(event: BookEvent, points: Pointers) -> Element:
    record = event.record
    dates = {"from": when(record.date), "to": when(record.end)} if record.end else {"when": when(record.date)}
    element = make("event", xml_id=name_of("event", record.id), n=record.id, **dates)
    told = make("desc")
    for block in event.text:
        lay(told, block, block.marks, points)
    cited = [make("ref", type="source", target=points.source(key)) for key in event.sources]
    add(element, make("label", record.title), told)
    return add(element, add(make("desc", type="sources"), *cited) if cited else None)


def _relation(relation: Relation, book: Book, points: Pointers) -> Element:
    records = {entry.key: entry.record for entry in book.actors}
    ends = {"active": relation.begins, "passive": relation.to}
    pointers = {end: f"#{entry_name(records[key])}" for end, key in ends.items() if key in records}
    told = make("desc")
    add(told, make("label", relation.label))
    add(told, *(make("gloss", said, type=time) for time, said in (("then", relation.then), ("now", relation.now)) if said))
    sources = " ".join(map(points.source, relation.sources))
    return add(make("relation", name=relation.state, source=sources, **pointers), told)


def _source(source: BookSource) -> Element:
    record = source.record
    more = record.model_extra or {}
    element = make("bibl", xml_id=name_of("source", source.id), n=str(source.number), type=name_of(record.type))
    add(element, make("idno", source.id, type="key"))
    add(element, *(_agent(role, name) for role in ("author", "editor") for name in more.get(role) or ()))
    add(element, make("title", record.title, level="a" if record.type.startswith(ANALYTIC) else "m"))
    add(element, make("title", str(more["container-title"]), level="j") if more.get("container-title") else None)
    add(element, make("publisher", str(more["publisher"])) if more.get("publisher") else None)
    day = begun(more, "issued")
    add(element, make("date", day, when=day) if day else None)
    add(element, make("ref", record.URL, target=record.URL) if record.URL else None)
    return add(element, make("note", words([source.reference]), type="reference"))


def _agent(tag: str, name: object) -> Element | None:
    """A person or a body that wrote or edited a source, as CSL data names it."""
    if not isinstance(name, dict):
        return None
    said = name.get("literal") or ", ".join(filter(None, (str(name.get("family") or ""), str(name.get("given") or ""))))
    return make(tag, str(said))
