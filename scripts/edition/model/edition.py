"""Load everything at once: the register of actors, terms and sources, and every section of every text."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from edition.files import yaml_positions as marks
from edition.files.disk import read_text, shown
from edition.files.problem import EditionError, Problem
from edition.model import section
from edition.model.events import Event, Period, Relation, Road, order
from edition.model.records import Entry, Source, Text, read_entry, read_list
from edition.model.references import references
from edition.model.section import Note, Section
from edition.text.names import Names, names


@dataclass(frozen=True)
class Register:
    """What all texts of an edition share: actors, terms, sources, events, relations and the facts about the texts."""

    actors: tuple[Entry, ...] = ()
    terms: tuple[Entry, ...] = ()
    sources: tuple[Source, ...] = ()
    texts: tuple[Text, ...] = ()
    events: tuple[Event, ...] = ()
    periods: tuple[Period, ...] = ()
    road: Road | None = None
    relations: tuple[Relation, ...] = ()
    places: dict[str, marks.Marked] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()

    @cached_property
    def references(self) -> Mapping[str, str]:
        """The formatted reference of each source, by its id, in the order of a bibliography."""
        return references(self.sources)

    @cached_property
    def cited(self) -> dict[str, Source]:
        """The sources by their ids."""
        return {source.id: source for source in self.sources}

    @cached_property
    def names(self) -> Names:
        """The forms of all actors and terms."""
        return names([*self.actors, *self.terms])

    @cached_property
    def entries(self) -> dict[str, Entry]:
        """Actors and terms by key."""
        return {entry.key: entry for entry in (*self.actors, *self.terms)}


@dataclass(frozen=True)
class Edition:
    """An edition: its folder, its register, and the sections of each text by the text's folder, in order."""

    root: Path
    register: Register
    sections: dict[str, tuple[Section, ...]]
    problems: tuple[Problem, ...]

    def text_of(self, section: Section) -> Text:
        """The text that a section belongs to."""
        return next(text for text in self.register.texts if section.path.startswith(f"docs/{text.folder}/"))

    def all_sections(self) -> Iterator[Section]:
        """The sections of all texts."""
        for found in self.sections.values():
            yield from found

    def all_notes(self) -> Iterator[tuple[Section, Note]]:
        """Every note with its section."""
        for found in self.all_sections():
            for note in found.notes:
                yield found, note


def folders(root: Path) -> list[Path]:
    """Where the files lie that a register is made from."""
    return [root / "data", root / "docs" / "actors", root / "docs" / "terms"]


def load_register(root: Path) -> Register:
    """Read actors, terms, sources and facts; what cannot be read is left out and told in problems."""
    problems: list[Problem] = []
    actors = _entries(root, "actors", problems)
    terms = _entries(root, "terms", problems)
    places: dict[str, marks.Marked] = {}
    sources = _records(root, "sources.yml", "references", Source, places, problems)
    texts = _records(root, "text.yml", "texts", Text, places, problems)
    events = _records(root, "events.yml", "events", Event, places, problems)
    chronicle = places["events.yml"].data if "events.yml" in places else None
    has_periods = isinstance(chronicle, dict) and "periods" in chronicle
    periods = _records(root, "events.yml", "periods", Period, places, problems) if has_periods else []
    relations = _records(root, "relations.yml", "relations", Relation, places, problems)
    return Register(
        actors=tuple(actors),
        terms=tuple(terms),
        sources=tuple(sources),
        texts=tuple(texts),
        events=tuple(sorted(events, key=lambda event: event.when)),
        periods=tuple(sorted(periods, key=lambda period: order(period.begins))),
        road=_road(places.get("events.yml"), problems),
        relations=tuple(relations),
        places=places,
        problems=tuple(problems),
    )


def _road(marked: marks.Marked | None, problems: list[Problem]) -> Road | None:
    """The road of data/events.yml, if it has one."""
    if marked is None or not isinstance(marked.data, dict) or "road" not in marked.data:
        return None
    made, found = marks.gather([lambda: marks.model(Road, marked, ("road",))])
    problems.extend(found)
    return made[0] if made else None


def load(root: Path, register: Register | None = None, keep: Callable[[Section], Section] = lambda section: section) -> Edition:
    """Read the edition in a folder, but for a register that is given; keep says what of a section stays in memory.

    Error: not-an-edition (no docs/, no data/text.yml).
    """
    if not (root / "docs").is_dir() or not (root / "data" / "text.yml").is_file():
        message = "no edition here: docs/ and data/text.yml are missing; run the command in the edition's folder"
        raise EditionError(Problem(".", 1, 1, message, "not-an-edition"))
    register = register or load_register(root)
    problems = list(register.problems)
    sections = {text.folder: tuple(map(keep, _sections(root, text, problems))) for text in register.texts}
    return Edition(root, register, sections, tuple(problems))


def _markdown(folder: Path) -> list[Path]:
    return sorted(path for path in folder.glob("*.md") if not path.name.startswith("."))


def _entries(root: Path, folder: str, problems: list[Problem]) -> list[Entry]:
    paths = _markdown(root / "docs" / folder)
    made, found = marks.gather([lambda p=path: read_entry(p, root) for path in paths])  # type: ignore[misc]
    problems.extend(found)
    return made


def _records(
    root: Path,
    name: str,
    key: str,
    kind: type[marks.Model],
    places: dict[str, marks.Marked],
    problems: list[Problem],
) -> list[marks.Model]:
    path = root / "data" / name
    if not path.exists():
        return []
    try:
        made, places[name], found = read_list(path, root, key, kind)
    except EditionError as error:
        problems.extend(error.problems)
        return []
    problems.extend(found)
    return made


def _sections(root: Path, text: Text, problems: list[Problem]) -> Iterable[Section]:
    for path in _markdown(root / "docs" / text.folder):
        try:
            yield section.parse(read_text(path, root), shown(path, root))
        except EditionError as error:
            problems.extend(error.problems)
