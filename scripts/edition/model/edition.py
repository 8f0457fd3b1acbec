"""Load an edition: the register of actors, terms, sources and events, and every section of every text."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import accumulate
from pathlib import Path

from edition.files.disk import read_text, shown
from edition.files.folder_rules import readable
from edition.files.problem import EditionError, Problem
from edition.files.yaml_positions import Marked, Model, load, read_model
from edition.model.dates import order
from edition.model.events import Event, EventsFile, Ground, Lane, Mark, Period, Relation, RelationsFile, Road
from edition.model.front_matter import read_entry
from edition.model.kinds import NOTE, Group, Kind, KindsFile
from edition.model.markdown import FOOTNOTES
from edition.model.records import Entry, SearchFile, Text, TextsFile
from edition.model.section import Note, Section, parse
from edition.model.settings import SettingsFile, language_of_pages
from edition.model.sources import Source, SourcesFile
from edition.text.language import use
from edition.text.names import Names, names

WHOLE = 60  # sections: a text of more is no page that anybody would read


@dataclass(frozen=True)
class Register:
    """What all texts of an edition share; places holds the files of data/ by their names, with the place of each value."""

    actors: tuple[Entry, ...] = ()
    terms: tuple[Entry, ...] = ()
    sources: tuple[Source, ...] = ()
    texts: tuple[Text, ...] = ()
    events: tuple[Event, ...] = ()
    periods: tuple[Period, ...] = ()
    lanes: tuple[Lane, ...] = ()
    marks: tuple[Mark, ...] = ()
    road: Road | None = None
    ground: Ground | None = None
    hours: str = ""
    related: RelationsFile = field(default_factory=lambda: RelationsFile(relations=()))
    synonyms: tuple[tuple[str, str], ...] = ()
    kinds: tuple[Kind, ...] = (NOTE,)
    groups: tuple[Group, ...] = ()
    house: tuple[str, ...] = ()
    places: dict[str, Marked] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()

    @property
    def relations(self) -> tuple[Relation, ...]:
        """Who stood to whom how."""
        return self.related.relations

    @cached_property
    def cited(self) -> dict[str, Source]:
        """The sources by their ids."""
        return {source.id: source for source in self.sources}

    @cached_property
    def names(self) -> Names:
        """The forms of all actors and terms."""
        return names(form for entry in (*self.actors, *self.terms) for form in entry.named)

    @cached_property
    def entries(self) -> dict[str, Entry]:
        """Actors and terms by key."""
        return {entry.key: entry for entry in (*self.actors, *self.terms)}

    @cached_property
    def plain_kind(self) -> Kind:
        """The kind of a note that names none."""
        return next((kind for kind in self.kinds if kind.plain), self.kinds[-1])

    def kind_of(self, note: Note) -> Kind:
        """Return the kind of a note: the first of those it names that the vocabulary has, else the plain one."""
        return next((kind for name in note.classes for kind in self.kinds if kind.id == name), self.plain_kind)

    def text_for(self, path: str) -> Text | None:
        """Return the text of a page of docs/: by its folder, by a name such as whole-essay.md, or the only one there is."""
        for text in self.texts:
            if path.startswith(f"{text.folder}/") or Path(path).stem == f"whole-{text.folder}":
                return text
        return self.texts[0] if len(self.texts) == 1 else None


@dataclass(frozen=True)
class Edition:
    """An edition: its folder, its register, and the sections of each text by the text's folder, in order."""

    root: Path
    register: Register
    sections: dict[str, tuple[Section, ...]]
    problems: tuple[Problem, ...]

    @cached_property
    def before(self) -> dict[str, tuple[int, int]]:
        """How many sections of its text come before each, and how many notes, by the path of its page in docs/."""
        found = {}
        for sections in self.sections.values():
            notes = accumulate((len(section.notes) for section in sections), initial=0)
            found.update({section.page: place for section, place in zip(sections, enumerate(notes), strict=False)})
        return found

    def text_of(self, section: Section) -> Text:
        """Return the text that a section belongs to."""
        return next(text for text in self.register.texts if section.path.startswith(f"docs/{text.folder}/"))

    def all_sections(self) -> Iterator[Section]:
        """Yield the sections of all texts."""
        for found in self.sections.values():
            yield from found

    def all_notes(self) -> Iterator[tuple[Section, Note]]:
        """Yield every note with its section."""
        for section in self.all_sections():
            for note in section.notes:
                yield section, note

    def whole_page(self, text: Text) -> str:
        """Return the path in docs/ of the page that has a whole text, or nothing where the text is too long for one."""
        sections = self.sections[text.folder]
        if len(sections) > WHOLE or sum(section.source.count("[^") for section in sections) > FOOTNOTES:
            return ""
        return "whole.md" if len(self.register.texts) == 1 else f"whole-{text.folder}.md"

    def with_section(self, path: str, text: str) -> "Edition":
        """Return the edition as it would be with another text in one section file."""
        made = {
            folder: tuple(parse(text, path) if section.path == path else section for section in sections)
            for folder, sections in self.sections.items()
        }
        return replace(self, sections=made)


def folders(root: Path) -> list[Path]:
    """Return the folders whose files a register is made from."""
    return [root / "data", root / "docs" / "actors", root / "docs" / "terms"]


def load_register(root: Path) -> Register:
    """Read the register of the edition in a folder; what cannot be read is left out and told in its problems."""
    problems: list[Problem] = []
    places: dict[str, Marked] = {}

    def records(name: str, kind: type[Model]) -> Model | None:
        path = root / "data" / name
        if not path.exists():
            return None
        try:
            places[name] = load(read_text(path, root), shown(path, root))
        except EditionError as error:
            problems.extend(error.problems)
            return None
        made, found = read_model(kind, places[name])
        problems.extend(found)
        return made

    actors, terms = (_entries(root, folder, problems) for folder in ("actors", "terms"))
    sources, texts = records("sources.yml", SourcesFile), records("text.yml", TextsFile)
    events, relations, ground = (
        records("events.yml", EventsFile),
        records("relations.yml", RelationsFile),
        records("map.yml", Ground),
    )
    vocabulary, search = records("kinds.yml", KindsFile), records("search.yml", SearchFile)
    settings = records("edition.yml", SettingsFile) or SettingsFile()
    return Register(
        actors=actors,
        terms=terms,
        sources=sources.references if sources else (),
        texts=texts.texts if texts else (),
        events=tuple(sorted(events.events, key=lambda event: event.when)) if events else (),
        periods=tuple(sorted(events.periods, key=lambda period: order(period.begins))) if events else (),
        lanes=events.lanes if events else (),
        marks=events.marks if events else (),
        road=events.road if events else None,
        ground=ground,
        hours=events.hours if events else "",
        related=relations or RelationsFile(relations=()),
        synonyms=tuple((word, ours) for word, known in search.also.items() for ours in known) if search else (),
        kinds=vocabulary.kinds if vocabulary else (NOTE,),
        groups=vocabulary.groups if vocabulary else (),
        house=settings.house,
        places=places,
        problems=tuple(problems),
    )


def load_edition(root: Path, register: Register | None = None) -> Edition:
    """Read the edition in a folder, but for a register that is given; from now on its language is spoken to readers.

    Raises EditionError: not-an-edition.
    """
    if not (root / "docs").is_dir() or not (root / "data" / "text.yml").is_file():
        message = "no edition here: docs/ and data/text.yml are missing; run the command in the edition's folder"
        raise EditionError(Problem(".", 1, 1, message, "not-an-edition"))
    use(language_of_pages(root))
    register = register or load_register(root)
    problems = list(register.problems)
    sections = {text.folder: tuple(_sections(root, text, problems)) for text in register.texts}
    return Edition(root, register, sections, tuple(problems))


def _markdown(folder: Path) -> list[Path]:
    return sorted(path for path in folder.glob("*.md") if readable(path))


def _entries(root: Path, folder: str, problems: list[Problem]) -> tuple[Entry, ...]:
    made = []
    for path in _markdown(root / "docs" / folder):
        entry, found = read_entry(path, root)
        problems.extend(found)
        made += [entry] if entry else []
    return tuple(made)


def _sections(root: Path, text: Text, problems: list[Problem]) -> Iterable[Section]:
    for path in _markdown(root / "docs" / text.folder):
        try:
            yield parse(read_text(path, root), shown(path, root))
        except EditionError as error:
            problems.extend(error.problems)
