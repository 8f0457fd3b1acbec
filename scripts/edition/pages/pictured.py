"""The pages of a picture and the same in words: the road, and who stood to whom."""

from edition.model.edition import Edition
from edition.model.generated import sealed
from edition.model.occurrences import finding_of
from edition.pages.glossary import literal
from edition.pages.timeline import rival, source_link
from edition.pictures.cards import STATES, ordered
from edition.pictures.road import accounts, claim, stops
from edition.text.language import message, quoted, t, tc


def road(edition: Edition) -> str:
    """Return the page of the road: what the text says and what is found, the picture, and the same in words."""
    register = edition.register
    assert register.road is not None
    sources, along = register.cited, sorted(stops(register), key=lambda stop: stop.number)
    rows = [
        f"| {stop.number} | {stop.event.hour} | [{stop.event.title}](timeline.md#{stop.event.id}) | {stop.event.place} | {far} |"
        for stop in along
        for far in [stop.far if stop.reported else t("{distance}, our reckoning", distance=stop.far)]
    ]
    near = [f"| {account.value} | {account.by} | {source_link(account.source, sources)} |" for _, account in accounts(register)]
    others = [
        part
        for event in (stop.event for stop in along)
        if any(account.km is None for account in event.figures)
        for part in (f"### {event.title}", event.text, rival(event.figures, sources))
    ]
    title = t("The road to {place}", place=register.road.to)
    rivals = (t("Account"), t("By whom"), tc("an account", "Source"))
    head = (t("No."), tc("an event", "Hour"), tc("an event", "What"), tc("an event", "Where"), tc("an event", "Distance"))
    parts = [
        f"# {title}",
        _said(edition),
        "[march]",
        "## " + t("In words"),
        "\n".join([f"| {' | '.join(head)} |", "| --- | --- | --- | --- | --- |", *rows]),
        f"## {register.road.asks}",
        "\n".join([f"| {' | '.join(rivals)} |", "| --- | --- | --- |", *near]),
        *(["## " + t("Also disputed"), *others] if others else []),
    ]
    return sealed(title, "\n\n".join(parts) + "\n")


def _said(edition: Edition) -> str:
    """What the text says of the road and what its note finds; without such a note what the page is about."""
    found, way = claim(edition), edition.register.road
    assert way is not None
    if found is None:
        question = f"{way.asks[:1].lower()}{way.asks[1:]}"
        told = message("From {begins} towards {ends}: what happened where, and the rival accounts of one question: {question}.")
        return t(told, begins=way.begins, ends=way.to, question=question)
    link = f"[{quoted(literal(found.note.quote))}]({found.section.page}#{found.note.id})"
    return t("The essay says {words}.", words=link) + " " + literal(finding_of(found.note))


def relations(edition: Edition) -> str:
    """Return the page of who stood to whom how: the picture, and the same as a table."""
    title, not_yet = t("Who stood to whom"), t("Not yet.")
    if not edition.register.relations:
        none = t("This edition tells of no relations yet: they stand in {file}.", file="`data/relations.yml`")
        return sealed(title, f"# {title}\n\n{none}\n")
    names = {entry.key: entry.name for entry in edition.register.actors}
    related, who = edition.register.related, t("Who to whom")
    links = {key: f"[{name}](who/{key}.md)" for key, name in names.items()}
    rows = []
    for r in ordered(related.relations):
        ends, since = t("{one} to {other}", one=links[r.begins], other=links[r.to]), f"({t(STATES[r.state])})"
        told = t("{name}: {how}", name=ends, how=r.label)
        rows.append(f"| {told} | {r.then or not_yet} | {' '.join(filter(None, (r.now, r.citation, since)))} |")
    parts = [
        f"# {title}",
        t(
            "How the actors stood to each other when the essay was written, and what has become of it since. "
            "Point at one of them, or tap, to see only what ties it."
        ),
        "[relations]",
        "## " + t("In words"),
        "\n".join([f"| {' | '.join((who, *related.states))} |", "| --- | --- | --- |", *rows]),
    ]
    return sealed(title, "\n\n".join(parts) + "\n")
