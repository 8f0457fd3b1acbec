"""The picture on the cover of the EPUB."""

from edition.export.records import Book


def cover(book: Book) -> bytes:
    return b""
