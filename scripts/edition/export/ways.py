"""Ways within a form of the edition: what each thing is called there, and where an address of the site leads."""

import re
from collections.abc import Callable

from edition.export.records import Book
from edition.model.records import Entry

UNNAMED = re.compile(r"[^\w.-]")


def xml_id(id: str) -> str:
    """Return an id as XML allows it: a letter first, and no sign but hyphens, stops and underscores."""
    made = UNNAMED.sub(lambda match: f"_{ord(match.group()):x}", id)
    return made if made[:1].isalpha() or made[:1] == "_" else f"n-{made}"


def entry_id(entry: Entry) -> str:
    """Return the id of an actor or a term."""
    return f"{'term' if entry.kind == 'term' else 'actor'}-{entry.key}"


def targets(book: Book, files: Callable[[str], str]) -> dict[str, str]:
    """Return where each thing stands, by its address from docs/ on; files gives the file of a page of the site, or nothing."""
    found: dict[str, str] = {}
    for part in (*book.parts, *book.matter):
        file = files(part.address)
        found[part.address] = file or f"#{part.id}"
        found |= {f"{part.address}#{block.id}": f"{file}#{xml_id(block.id)}" for block in part.text if block.id}
        found |= {note.address: f"{file}#{xml_id(note.id)}" for note in part.notes}
    found |= {entry.record.address: f"{files('/glossary.md')}#{entry_id(entry.record)}" for entry in book.actors}
    found |= {entry.record.address: f"{files('/terms.md')}#{entry_id(entry.record)}" for entry in book.terms}
    found |= {event.address: f"{files('/timeline.md')}#event-{event.record.id}" for event in book.events}
    found |= {f"/sources.md#{source.id}": f"{files('/sources.md')}#source-{xml_id(source.id)}" for source in book.sources}
    found |= {f"/aged.md#{kind.id}": f"{files('/aged.md')}#kind-{kind.id}" for kind in book.kinds}
    return found


def leading(book: Book, files: Callable[[str], str]) -> Callable[[str], str]:
    """Return what says where an address leads in a form: to the thing itself, else to its page, else to the site if it is known."""
    found = targets(book, files)

    def leads(address: str) -> str:
        if not address.startswith("/"):
            return address
        page = address.partition("#")[0]
        return found.get(address) or found.get(page) or files(page) or book.web(address)

    return leads
