"""The page of who stood to whom how: the picture, and the same as a table."""

from edition.model.edition import Edition
from edition.model.generated import sealed
from edition.pictures.relations import STATES, ordered


def relations(edition: Edition) -> str:
    """Return the page of who stood to whom how: the picture, and the same as a table."""
    title = "Who stood to whom"
    if not edition.register.relations:
        return sealed(title, f"# {title}\n\nThis edition tells of no relations yet: they stand in `data/relations.yml`.\n")
    names = {entry.key: entry.name for entry in edition.register.actors}
    rows = [
        f"| [{names[r.begins]}](who/{r.begins}.md) | {r.label} | [{names[r.to]}](who/{r.to}.md) | {r.then or '–'} "
        f"| {' '.join(filter(None, (r.now or '–', r.citation)))} | {STATES[r.state]} |"
        for r in ordered(edition.register.relations)
    ]
    parts = [
        f"# {title}",
        "How the actors stood to each other when the essay was written, and what has become of it since.",
        "[relations]",
        "## The same in words",
        "\n".join(["| Who | How | To whom | Then | Since | State |", "| --- | --- | --- | --- | --- | --- |", *rows]),
    ]
    return sealed(title, "\n\n".join(parts) + "\n")
