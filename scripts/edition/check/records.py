"""Rules on the records: sources and their citations, actors and terms, generated pages."""

import re
from collections.abc import Iterator
from itertools import chain

from edition.check.finding import Finding, cited, in_file
from edition.files.disk import shown
from edition.model.edition import Edition
from edition.model.generated import edited, there
from edition.model.records import Entry
from edition.text.quotes import fold, nearest

WEAK = re.compile(r"(?:weak|unread)\b", re.IGNORECASE)


def source_unknown(edition: Edition) -> Iterator[Finding]:
    """Every source cited is in data/sources.yml."""
    known = {source.id for source in edition.register.sources}
    if not known and any(problem.path == "data/sources.yml" for problem in edition.problems):
        return  # the file cannot be read, and that has been told
    for path, line, source in cited(edition):
        if source.key not in known:
            near = nearest(source.key, "\n".join(sorted(known))).split("\n")[0]
            hint = f"; nearest is {near}" if near else ""
            yield Finding(path, line, source.at + 1, f"no source “{source.key}” in data/sources.yml{hint}")


def source_uncited(edition: Edition) -> Iterator[Finding]:
    """Every source in data/sources.yml is cited."""
    used = {source.key for _, _, source in cited(edition)}
    places = edition.register.places.get("sources.yml")
    for index, source in enumerate(places.data["references"] if places else []):
        if isinstance(source, dict) and source.get("id") not in used and places:
            line, column = places.places[("references", index)]
            yield Finding(places.name, line, column, f"“{source.get('id')}” is cited nowhere; cite it, or remove the entry")


def source_duplicate(edition: Edition) -> Iterator[Finding]:
    """No two sources have the same id."""
    places = edition.register.places.get("sources.yml")
    seen: set[str] = set()
    for index, source in enumerate(edition.register.sources):
        if source.id in seen and places:
            line, column = places.places.get(("references", index), (1, 1))
            yield Finding(places.name, line, column, f"“{source.id}” stands here a second time; remove one, or rename it")
        seen.add(source.id)


def source_weak(edition: Edition) -> Iterator[Finding]:
    """No note rests on a source that the editors have judged weak or have not read."""
    weak = {
        source.id: source.weight
        for source in edition.register.sources
        if source.weight.split(" ")[0].lower() in ("weak:", "weak", "unread")
    }
    for path, line, source in cited(edition):
        if source.key in weak:
            yield Finding(path, line, source.at + 1, f"“{source.key}” is marked {weak[source.key]}; cite a better source")


def alias_clash(edition: Edition) -> Iterator[Finding]:
    """No two actors or terms share a form."""
    owners: dict[tuple[str, str], Entry] = {}
    for entry in edition.register.entries.values():
        everywhere = ((form, "") for form in entry.forms)
        epithets = ((epithet.form, paragraph) for epithet in entry.epithets for paragraph in epithet.paragraphs)
        for form, paragraph in chain(everywhere, epithets):
            other = owners.setdefault((fold(form).text, paragraph), entry)
            if other.key != entry.key:
                message = f"“{form}” also means {other.name} ({other.path}); let one of them go without it"
                yield in_file(edition, entry.path, form, message)


def term_unknown(edition: Edition) -> Iterator[Finding]:
    """An actor's file lies in docs/actors/, a term's in docs/terms/."""
    for entries, folder, terms in ((edition.register.actors, "actors", False), (edition.register.terms, "terms", True)):
        for entry in entries:
            if (entry.kind == "term") != terms:
                yield in_file(
                    edition,
                    entry.path,
                    "kind:",
                    f"“{entry.kind}” does not belong in docs/{folder}/; move the file, or correct kind:",
                )


def epithet_place(edition: Edition) -> Iterator[Finding]:
    """An epithet names paragraphs that there are."""
    known = {paragraph.id for section in edition.all_sections() for paragraph in section.paragraphs}
    for entry in edition.register.entries.values():
        for epithet in entry.epithets:
            for paragraph in epithet.paragraphs:
                if paragraph not in known:
                    yield in_file(edition, entry.path, epithet.form, f"there is no paragraph {paragraph} for “{epithet.form}”")


def entry_empty(edition: Edition) -> Iterator[Finding]:
    """An actor has a biography and a term a definition, each with a source."""
    for entry in edition.register.entries.values():
        if not entry.body:
            yield Finding(
                entry.path, max(entry.body_line, 1), 1, f"nothing is said of {entry.name}; write it under the front matter"
            )
        elif "[@" not in entry.body:
            yield Finding(entry.path, entry.body_line, 1, f"what is said of {entry.name} cites nothing; add [@key]")


def generated_edited(edition: Edition) -> Iterator[Finding]:
    """A generated page is as `edition pages` wrote it."""
    for path in there(edition.root / "docs"):
        if edited(path.read_bytes()):
            message = "edited by hand, but this page is generated; put the change into docs/ or data/ and run `edition pages`"
            yield Finding(shown(path, edition.root), 1, 1, message)
