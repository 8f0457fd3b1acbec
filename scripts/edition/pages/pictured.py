"""The pages of a picture and the same in words: the road, and who stood to whom."""

from edition.model.edition import Edition
from edition.model.generated import sealed
from edition.model.occurrences import finding_of
from edition.pages.glossary import literal
from edition.pages.timeline import rival, source_link
from edition.pictures.cards import STATES, ordered
from edition.pictures.road import accounts, claim, stops


def road(edition: Edition) -> str:
    """Return the page of the road: what the text says and what is found, the picture, and the same in words."""
    register = edition.register
    assert register.road is not None
    sources, along = register.cited, sorted(stops(register), key=lambda stop: stop.number)
    rows = [
        f"| {stop.number} | {stop.event.hour} | [{stop.event.title}](timeline.md#{stop.event.id}) | {stop.event.place} "
        f"| {stop.far}{'' if stop.reported else ', our reckoning'} |"
        for stop in along
    ]
    near = [f"| {account.value} | {account.by} | {source_link(account.source, sources)} |" for _, account in accounts(register)]
    others = [
        part
        for event in (stop.event for stop in along)
        if any(account.km is None for account in event.figures)
        for part in (f"### {event.title}", event.text, rival(event.figures, sources))
    ]
    title = f"The road to {register.road.to}"
    parts = [
        f"# {title}",
        _said(edition),
        "[march]",
        "## In words",
        "\n".join(["| No. | Hour | What | Where | Distance |", "| --- | --- | --- | --- | --- |", *rows]),
        f"## {register.road.question}",
        "\n".join(["| Account | By whom | Source |", "| --- | --- | --- |", *near]),
        *(["## Also disputed", *others] if others else []),
    ]
    return sealed(title, "\n\n".join(parts) + "\n")


def _said(edition: Edition) -> str:
    """What the text says of the road and what its note finds; without such a note what the page is about."""
    found, way = claim(edition), edition.register.road
    assert way is not None
    if found is None:
        question = f"{way.question[:1].lower()}{way.question[1:]}"
        return f"From {way.begins} towards {way.to}: what happened where, and the rival accounts of one question: {question}."
    address = f"{found.section.page}#{found.note.id}"
    return f"The essay says [“{literal(found.note.quote)}”]({address}). {literal(finding_of(found.note))}"


def relations(edition: Edition) -> str:
    """Return the page of who stood to whom how: the picture, and the same as a table."""
    title = "Who stood to whom"
    if not edition.register.relations:
        return sealed(title, f"# {title}\n\nThis edition tells of no relations yet: they stand in `data/relations.yml`.\n")
    names = {entry.key: entry.name for entry in edition.register.actors}
    related = edition.register.related
    rows = [
        f"| [{names[r.begins]}](who/{r.begins}.md) to [{names[r.to]}](who/{r.to}.md): {r.label} | {r.then or 'Not yet.'} "
        f"| {' '.join(filter(None, (r.now, r.citation, f'({STATES[r.state]})')))} |"
        for r in ordered(related.relations)
    ]
    parts = [
        f"# {title}",
        "How the actors stood to each other when the essay was written, and what has become of it since. "
        "Point at one of them, or tap, to see only what ties it.",
        "[relations]",
        "## In words",
        "\n".join([f"| Who to whom | {related.then} | {related.since} |", "| --- | --- | --- |", *rows]),
    ]
    return sealed(title, "\n\n".join(parts) + "\n")
