"""The page of events: the hours in a picture, the periods around them, and each event with what it bears on and who tells it."""

from collections.abc import Iterable

from edition.model.dates import in_words, stretch_in_words, without_year
from edition.model.edition import Edition
from edition.model.events import Account, Event, Period
from edition.model.generated import sealed
from edition.model.occurrences import actors_of, by_period, claimed
from edition.model.sources import Source
from edition.pages.glossary import literal
from edition.text.language import listed, message, quoted, served_by, t, tn, used

Sources = dict[str, Source]
SHORT = 20  # events: a shorter timeline lies open


def timeline(edition: Edition) -> str:
    """Return the page of all events in order, by period; a period is opened by a press."""
    if not edition.register.events:
        none = t("This edition tells of no events yet: they stand in {file}.", file="`data/events.yml`")
        return sealed(t("Timeline"), "# " + t("Timeline") + f"\n\n{none}\n")
    hours, count = edition.register.hours, len(edition.register.events)
    plain = message("Dates are in the Gregorian calendar; how sure they are is said where it is not plain.")
    with_hours = message("Dates are in the Gregorian calendar, hours are {hours}; how sure they are is said where it is not plain.")
    parts = [
        "# " + t("Timeline"),
        tn(
            "{count} event that the essay speaks of or that bears on it.",
            "{count} events that the essay speaks of or that bear on it.",
            count,
        )
        + " "
        + t(with_hours if hours else plain, hours=hours),
        "[events]",
        "[hours]",
    ]
    drawn = False  # the first period that is told hour by hour has the large picture
    for number, (period, inside) in enumerate(by_period(edition.register.events, edition.register), 1):
        parts += _period(period, inside, edition, "" if period.hours and not drawn else f"[period {number}]")
        drawn = drawn or period.hours
    return sealed(t("Timeline"), "\n\n".join(parts) + "\n")


def _period(period: Period, inside: list[Event], edition: Edition, strip: str) -> list[str]:
    """A period: its strip, what of the text it bears on, and its events, closed until they are asked for."""
    opened = len(edition.register.events) <= SHORT
    bears = list(dict.fromkeys(link for event in inside for link in _claims(event, edition)))
    first, last = inside[0], inside[-1]
    when = stretch_in_words(first.date, last.end or last.date) if len(inside) > 1 else in_words(first.date)
    summary = tn("{count} event, {stretch}", "{count} events, {stretch}", len(inside), stretch=when)
    told = "\n\n".join(part for event in inside for part in _event(event, period, edition))
    indented = "\n".join(f"    {line}" if line else "" for line in told.split("\n"))
    parts = [
        f"## {period.title}",
        strip,
        t("Bears on {places}.", places=listed(bears)) + "\n{ .facts }" if bears else "",
        f'???{"+" if opened else ""} period "{summary}"\n\n{indented}',
    ]
    return [part for part in parts if part]


def _event(event: Event, period: Period, edition: Edition) -> list[str]:
    keys, sources = actors_of(event, edition.register), edition.register.cited
    data = f'data-actors="{" ".join(keys)}" data-paragraphs="{" ".join(event.paragraphs)}"'
    title = t("{day}: {title}", day=_when(event, period), title=event.title)
    parts = [
        f"### {title} {{ #{event.id} .event {data} }}",
        event.text,
        rival(event.figures, sources),
        f"{_about(event, edition, keys, sources)}\n{{ .facts }}",
    ]
    return [part for part in parts if part]


def _when(event: Event, period: Period) -> str:
    if served_by(used()) == "en":
        return event.dated.replace(f" {event.date[:4]}", "") if period.hours else event.dated
    if period.hours and event.hour:
        return t("{day}, {hour}", day=without_year(event.date), hour=event.hour)
    return event.dated


def _about(event: Event, edition: Edition, keys: tuple[str, ...], sources: Sources) -> str:
    """Where, how sure, in which other calendar; then what it bears on and who tells it."""
    names = edition.register.entries
    bears = [*_claims(event, edition), *_paragraphs(event, edition), *(f"[{names[key].name}](who/{key}.md)" for key in keys)]
    parts = [
        event.place,
        event.precision,
        t("{day} Old Style", day=in_words(event.old_style)) if event.old_style else "",
        t("bears on {places}", places=listed(bears)) if bears else "",
        t("told by {sources}", sources=listed([source_link(key, sources) for key in event.sources])) if event.sources else "",
    ]
    return " · ".join(part for part in parts if part)


def _claims(event: Event, edition: Edition) -> list[str]:
    """The claims of the text that an event bears on, in its own words, as links."""
    return [f"[{quoted(literal(note.quote))}]({section.page}#{note.id})" for section, note in claimed(event, edition)]


def _paragraphs(event: Event, edition: Edition) -> list[str]:
    """The paragraphs that an event bears on and of which it names no claim, as links."""
    where = {paragraph.id: section for section in edition.all_sections() for paragraph in section.paragraphs}
    told = {section.path for section, _ in claimed(event, edition)}
    return [f"[{id}]({where[id].page}#{id})" for id in event.paragraphs if id in where and where[id].path not in told]


def source_link(key: str, sources: Sources) -> str:
    """Return the link to a source in the list of all, in a word or two."""
    return f"[{short(sources[key])}](sources.md#{key})"


def short(source: Source) -> str:
    """Return a source in a word or two: where it appeared, or who wrote it and when."""
    fields = source.model_extra or {}
    authors = [str(author.get("family") or author.get("literal", "")) for author in fields.get("author", [])]
    if fields.get("container-title") and not source.type.startswith("article-journal"):
        return str(fields["container-title"])
    year = next(iter(fields.get("issued", {}).get("date-parts", [[""]])[0]), "")
    return " ".join(str(part) for part in (_both(authors[:2]) or source.title, year) if part)


def _both(names: list[str]) -> str:
    return t("{first} and {second}", first=names[0], second=names[1]) if len(names) == 2 else "".join(names)


def rival(figures: Iterable[Account], sources: Sources) -> str:
    """Return rival accounts as a list: what each says, who says so, and where."""
    return "\n".join(f"- {account.value}: {account.by} ({source_link(account.source, sources)})" for account in figures)
