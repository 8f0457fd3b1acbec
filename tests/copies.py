"""The same paragraphs in every form in which a reader may have them; EPUB, DOCX and ODT are real ones, written by pandoc."""

import html
import tempfile
import textwrap
from collections.abc import Callable, Sequence
from functools import lru_cache, partial
from pathlib import Path

import pypandoc

from edition.original.importing import escape

Form = Callable[[Sequence[str]], bytes]
HEAD = ["Coast and County", "Home | News | Share this on Wire", "The last keeper", "By J. Marsh, 1 May 1932"]
FOOT = ["Tags: lights, gales", "Related: How to trim a wick", "© Coast and County"]


def plain(paragraphs: Sequence[str]) -> bytes:
    return "\n\n".join(paragraphs).encode()


def windows(paragraphs: Sequence[str]) -> bytes:
    return b"\xef\xbb\xbf" + "\r\n\r\n".join(paragraphs).encode() + b"\r\n"


def wrapped(paragraphs: Sequence[str]) -> bytes:
    return "\n\n".join(textwrap.fill(paragraph, 40) for paragraph in paragraphs).encode()


def one_blob(paragraphs: Sequence[str]) -> bytes:
    """No blank line anywhere, as some readers copy."""
    return "\n".join([*HEAD, *paragraphs, *FOOT]).encode()


def printed(paragraphs: Sequence[str]) -> bytes:
    """The text of a printed page, with what stands around it, hard-wrapped."""
    return "\n\n".join(textwrap.fill(line, 60) for line in [*HEAD, *paragraphs, *FOOT]).encode()


def straightened(paragraphs: Sequence[str]) -> bytes:
    marks = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'"})
    return "\n\n".join(paragraph.translate(marks).replace("—", "--").replace("…", "...") for paragraph in paragraphs).encode()


def page(paragraphs: Sequence[str]) -> bytes:
    head = "".join(f"<div>{html.escape(line)}</div>" for line in HEAD)
    body = "".join(f"<p>{_emphasised(paragraph)}</p>\n" for paragraph in paragraphs)
    script = "<script>var text = 'no text';</script><style>p { margin: 0 }</style>"
    return f"<!DOCTYPE html><html><head><title>x</title>{script}</head><body>{head}<article>{body}</article></body></html>".encode()


def latin(paragraphs: Sequence[str]) -> bytes:
    """A page of a declared old encoding."""
    body = page(paragraphs).decode().replace("<title>", '<meta charset="windows-1252"><title>')
    return body.encode("windows-1252")


def _emphasised(paragraph: str) -> str:
    words = html.escape(paragraph).split(" ")
    return " ".join([f"<em>{words[0]}</em>", *words[1:]]).replace(" the ", " <b>the</b>\n", 1)


def document(form: str, paragraphs: Sequence[str]) -> bytes:
    """A document in a form that pandoc writes: a title, what stands before a text, the paragraphs, what stands after."""
    return _document(form, tuple(paragraphs))


@lru_cache
def _document(form: str, paragraphs: tuple[str, ...]) -> bytes:
    source = "\n\n".join(f"# {line}" if line == "The last keeper" else escape(line) for line in (*HEAD, *paragraphs, *FOOT))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, f"copy.{form}")
        options = ["--metadata", "title=A copy", "--wrap=none"]
        pypandoc.convert_text(source, form, "markdown-smart-citations", outputfile=str(path), extra_args=options)
        return path.read_bytes()


FORMS: dict[str, tuple[str, Form]] = {
    "plain": ("essay.txt", plain),
    "windows": ("essay.txt", windows),
    "wrapped": ("essay.txt", wrapped),
    "one blob": ("essay.txt", one_blob),
    "printed page": ("essay.txt", printed),
    "straight quotes": ("essay.txt", straightened),
    "HTML": ("essay.html", page),
    "HTML in Windows-1252": ("essay.html", latin),
    "EPUB": ("essay.epub", partial(document, "epub")),
    "DOCX": ("essay.docx", partial(document, "docx")),
    "ODT": ("essay.odt", partial(document, "odt")),
}
