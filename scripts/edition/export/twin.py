"""What a twin is: the edition in another form, written from the book, and read back by code that shares nothing with the writer."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from edition.export.proof import Said
from edition.export.records import Book


class Missing(Exception):
    """What a twin needs is not on this machine; the message says what, and how to get it."""


@dataclass(frozen=True)
class Twin:
    """A twin: what it is called in lists and on the page, what it is good for, the files that it always has.

    write: returns its files by their names, the same bytes on any day and machine; raises Missing. prove: returns what a reader
    of these files finds in them; raises ValueError, KeyError, OSError or what its parser raises where they cannot be read.
    """

    name: str
    title: str
    use: str
    files: tuple[str, ...]
    write: Callable[[Book], Mapping[str, bytes]]
    prove: Callable[[Mapping[str, bytes]], Said]
