"""Names that the whole world can tell apart: of notes, pages and sources, on the site or, where it has no address, without one."""

import re
from datetime import date
from uuid import UUID, uuid5

from edition.export.records import Book
from edition.model.dates import order

UNKNOWN_DAY = "1970-01-01"  # where a form demands a day that the edition does not have
UNFIT = re.compile(r"[^\w.-]")
TEXTLESS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def iri(book: Book, address: str) -> str:
    """Return the name of what stands at an address from docs/ on (/essay/01-lamp.md#keeper): where it is on the web.

    An edition whose site’s address is not known has names of its own (urn:uuid:…#essay/01-lamp/keeper).
    """
    return book.web(address) or f"{book.identity.urn}#{address.strip('/').replace('.md', '', 1).replace('#', '/')}"


def identity(book: Book, part: str) -> UUID:
    """Return what a part of an edition is known by wherever it lies, such as the note at an address."""
    return uuid5(book.identity, part)


def moment(day: str) -> str:
    """Return the first moment of a day, month or year as the web writes it: 2026-11-24T00:00:00Z."""
    year, month, number, *_ = order(day)
    return f"{date(max(year, 1), month or 1, number or 1).isoformat()}T00:00:00Z"


def name_of(*parts: str) -> str:
    """Return an XML name made of words, whose first begins with a letter; a sign that no name may hold becomes its number."""
    return UNFIT.sub(lambda match: f"_{ord(match.group()):x}_", "-".join(parts))


def xml_text(words: str) -> str:
    """Return words as XML can hold them; signs that it cannot hold are replaced by the sign for that."""
    return TEXTLESS.sub("\ufffd", words)
