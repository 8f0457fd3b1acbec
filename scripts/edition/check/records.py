"""Rules on the records: sources and their citations, actors and terms, emendations, generated pages."""

import re
from collections.abc import Iterator
from itertools import chain

from edition.check.finding import Finding, nearest_key
from edition.check.registry import advice, rule
from edition.check.survey import Survey, Target
from edition.files.disk import shown
from edition.files.folder_rules import DATA, NAME
from edition.model.csl import FIELDS
from edition.model.generated import edited, there
from edition.model.markdown import plain
from edition.model.records import Emendation, Entry, Text
from edition.text.citations import citations
from edition.text.normal import digest, fold
from edition.text.quotes import exchange, find

AT = re.compile(r"(?<![\w.])@([A-Za-z0-9][\w:.+~/-]*\w)")


@rule
def source_unknown(survey: Survey) -> Iterator[Finding]:
    """Every source cited is in data/sources.yml."""
    known = {source.id for source in survey.edition.register.sources}
    if not known and any(problem.path == "data/sources.yml" for problem in survey.edition.problems):
        return  # the file cannot be read, and that has been told
    for path, line, source in survey.citing:
        if source.key not in known:
            near = nearest_key(source.key, known)
            hint = f"; nearest is {near}" if near else ""
            yield Finding(path, line, source.at + 1, f"no source “{source.key}” in data/sources.yml{hint}")


@advice
def citation_form(survey: Survey) -> Iterator[Finding]:
    """A source is cited as [@key], [@key, p. 12] or [@key; @other], outside of links."""
    known = survey.edition.register.cited
    for document in survey.documents:
        prose = document.prose
        named = [match for match in AT.finditer(prose) if match[1] in known] if "@" in prose else []
        if not named:
            continue
        cited = {source.at for citation in citations(prose) for source in citation.sources}
        linked = {at for target in document.targets if "@" in target.words for at in _words_of(target, prose)}
        for match in named:
            if match.start() not in cited or match.start() in linked:
                told = f"“{match.group()}” is no citation here; write [{match.group()}] outside of links"
                yield document.markdown.at(match.start(), told)


def _words_of(target: Target, prose: str) -> range:
    """Where the words of a link stand."""
    end = prose.rfind("](", 0, target.at)
    return range(end - len(target.words), end)


@advice
def source_uncited(survey: Survey) -> Iterator[Finding]:
    """Every source in data/sources.yml is cited."""
    used = {source.key for _, _, source in survey.citing}
    places = survey.edition.register.places.get("sources.yml")
    data = places.data if places and isinstance(places.data, dict) else {}
    for index, source in enumerate(data.get("references") or ()):
        if isinstance(source, dict) and source.get("id") not in used and places:
            line, column = places.places[("references", index)]
            yield Finding(places.name, line, column, f"“{source.get('id')}” is cited nowhere; cite it, or remove the entry")


@advice
def source_field(survey: Survey) -> Iterator[Finding]:
    """Every field of a source is one that CSL knows: what has another name is printed nowhere."""
    for at, source in enumerate(survey.edition.register.sources):
        for field in sorted((source.model_extra or {}).keys() - FIELDS):
            near = nearest_key(field, FIELDS)
            hint = f"; nearest is {near}" if near else "; put what only the editors need under custom:"
            message = f"“{source.id}” has a field “{field}”, which CSL does not know and no page shows{hint}"
            yield survey.in_data("sources.yml", ("references", at, field), message)


@advice
def data_unused(survey: Survey) -> Iterator[Finding]:
    """Every file of data/ has a name that the edition reads."""
    for path in sorted((survey.edition.root / "data").glob("*.yml")):
        if path.name not in DATA and NAME.match(path.name) and path.is_file():
            near = nearest_key(path.stem, (name.removesuffix(".yml") for name in DATA))
            hint = f"; nearest is {near}.yml" if near else f"; what is read is {', '.join(DATA)}"
            yield Finding(shown(path, survey.edition.root), 1, 1, f"nothing reads a file of this name{hint}")


@rule
def source_duplicate(survey: Survey) -> Iterator[Finding]:
    """No two sources have the same id."""
    places = survey.edition.register.places.get("sources.yml")
    seen: set[str] = set()
    for index, source in enumerate(survey.edition.register.sources):
        if source.id in seen and places:
            line, column = places.places.get(("references", index), (1, 1))
            yield Finding(places.name, line, column, f"“{source.id}” stands here a second time; remove one, or rename it")
        seen.add(source.id)


@advice
def source_weak(survey: Survey) -> Iterator[Finding]:
    """No note rests on a source that the editors have judged weak."""
    weak = {
        source.id: source.weight
        for source in survey.edition.register.sources
        if source.weight.split(" ")[0].lower() in ("weak:", "weak")
    }
    for path, line, source in survey.citing:
        if source.key in weak:
            yield Finding(path, line, source.at + 1, f"“{source.key}” is marked {weak[source.key]}; cite a better source")


@rule
def alias_clash(survey: Survey) -> Iterator[Finding]:
    """No two actors or terms share a form."""
    owners: dict[tuple[str, str], Entry] = {}
    for entry in survey.edition.register.entries.values():
        everywhere = ((form, "") for form in entry.forms)
        epithets = ((epithet.form, paragraph) for epithet in entry.epithets for paragraph in epithet.paragraphs)
        for form, paragraph in chain(everywhere, epithets):
            other = owners.setdefault((fold(form).text, paragraph), entry)
            if other.key != entry.key:
                message = f"“{form}” also means {other.name} ({other.path}); let one of them go without it"
                yield survey.in_file(entry.path, form, message)


@rule
def term_unknown(survey: Survey) -> Iterator[Finding]:
    """An actor's file lies in docs/actors/, a term's in docs/terms/."""
    for entries, folder, terms in (
        (survey.edition.register.actors, "actors", False),
        (survey.edition.register.terms, "terms", True),
    ):
        for entry in entries:
            if (entry.kind == "term") != terms:
                yield survey.in_file(
                    entry.path,
                    "kind:",
                    f"“{entry.kind}” does not belong in docs/{folder}/; move the file, or correct kind:",
                )


@rule
def epithet_place(survey: Survey) -> Iterator[Finding]:
    """An epithet names paragraphs that there are."""
    known = {paragraph.id for section in survey.edition.all_sections() for paragraph in section.paragraphs}
    for entry in survey.edition.register.entries.values():
        for epithet in entry.epithets:
            for paragraph in epithet.paragraphs:
                if paragraph not in known:
                    yield survey.in_file(entry.path, epithet.form, f"there is no paragraph {paragraph} for “{epithet.form}”")


@advice
def entry_empty(survey: Survey) -> Iterator[Finding]:
    """An actor has a biography and a term a definition, each with a source."""
    for entry in survey.edition.register.entries.values():
        if not entry.body:
            yield Finding(
                entry.path, max(entry.body_line, 1), 1, f"nothing is said of {entry.name}; write it under the front matter"
            )
        elif "[@" not in entry.body:
            yield Finding(entry.path, entry.body_line, 1, f"what is said of {entry.name} cites nothing; add [@key]")


@rule
def generated_edited(survey: Survey) -> Iterator[Finding]:
    """A generated page is as `edition pages` wrote it."""
    for path in there(survey.edition.root / "docs"):
        if edited(path.read_bytes()):
            message = "edited by hand, but this page is generated; put the change into docs/ or data/ and run `edition pages`"
            yield Finding(shown(path, survey.edition.root), 1, 1, message)


@rule
def emendation_place(survey: Survey) -> Iterator[Finding]:
    """An emendation corrects words that its paragraph has once, and both forms have the hashes on record."""
    places = survey.edition.register.places.get("text.yml")
    words = {paragraph.id: plain(paragraph.source) for section in survey.edition.all_sections() for paragraph in section.paragraphs}
    for at, text in enumerate(survey.edition.register.texts):
        for index, emendation in enumerate(text.emendations):
            wrong = _fault(emendation, text, words.get(emendation.paragraph, ""))
            if wrong and places:
                line, column = places.places.get(("texts", at, "emendations", index), (1, 1))
                yield Finding(places.name, line, column, wrong)


def _fault(emendation: Emendation, text: Text, words: str) -> str:
    """What is wrong with an emendation; where the paragraph is restated only its record can be judged."""
    facts = next((facts for facts in text.paragraphs if facts.id == emendation.paragraph), None)
    if not facts:
        return f"there is no paragraph {emendation.paragraph} to emend; correct its number"
    if not facts.emended:
        return f"the emended {facts.id} has no hash; run `edition facts` with the text"
    if digest(words) != facts.sha256:
        return ""
    hits = len(find(emendation.printed, words))
    if hits != 1:
        return f"“{emendation.printed}” stands {hits} times in {facts.id}; give the words as printed, enough to be unique"
    own = [other for other in text.emendations if other.paragraph == facts.id]
    if digest(exchange(words, [(e.printed, e.corrected) for e in own])) != facts.emended:
        return f"the correction of {facts.id} is not the one whose hash is on record; run `edition facts` with the text"
    return ""
