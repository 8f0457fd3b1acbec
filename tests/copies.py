"""The same paragraphs in every form in which a reader may have them."""

import html
import io
import textwrap
from collections.abc import Callable, Mapping, Sequence
from zipfile import ZipFile

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
    return "\n\n".join(paragraph.translate(marks).replace("—", "--") for paragraph in paragraphs).encode()


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


def epub(paragraphs: Sequence[str]) -> bytes:
    half = len(paragraphs) // 2
    chapters = {f"text/c {number}.xhtml": part for number, part in enumerate((paragraphs[:half], paragraphs[half:]), 1)}
    xhtml = '<?xml version="1.0" encoding="utf-8"?><html xmlns="http://www.w3.org/1999/xhtml"><head><title>t</title></head><body>{}</body></html>'
    parts = {name: xhtml.format("".join(f"<p>{_emphasised(p)}</p>" for p in part)) for name, part in chapters.items()}
    items = "".join(
        f'<item id="c{n}" href="{name.replace(" ", "%20")}" media-type="application/xhtml+xml"/>' for n, name in enumerate(parts)
    )
    spine = "".join(f'<itemref idref="c{n}"/>' for n in range(len(parts)))
    package = (
        f'<package xmlns="http://www.idpf.org/2007/opf" version="3.0"><manifest>{items}</manifest><spine>{spine}</spine></package>'
    )
    roots = '<rootfiles><rootfile full-path="OEBPS/book.opf"/></rootfiles>'
    container = f'<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container">{roots}</container>'
    return _zip(
        {
            "mimetype": "application/epub+zip",
            "META-INF/container.xml": container,
            "OEBPS/book.opf": package,
            **{f"OEBPS/{name}": text for name, text in parts.items()},
        }
    )


def docx(paragraphs: Sequence[str]) -> bytes:
    word = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    runs = "".join(
        "<w:p>" + "".join(f'<w:r><w:t xml:space="preserve">{html.escape(piece)}</w:t></w:r>' for piece in (p[:7], p[7:])) + "</w:p>"
        for p in [*HEAD, *paragraphs]
    )
    return _zip({"word/document.xml": f'<w:document xmlns:w="{word}"><w:body>{runs}</w:body></w:document>'})


def _zip(parts: Mapping[str, str]) -> bytes:
    data = io.BytesIO()
    with ZipFile(data, "w", 8) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return data.getvalue()


FORMS: dict[str, tuple[str, Form]] = {
    "plain": ("essay.txt", plain),
    "windows": ("essay.txt", windows),
    "wrapped": ("essay.txt", wrapped),
    "one blob": ("essay.txt", one_blob),
    "printed page": ("essay.txt", printed),
    "straight quotes": ("essay.txt", straightened),
    "HTML": ("essay.html", page),
    "HTML in Windows-1252": ("essay.html", latin),
    "EPUB": ("essay.epub", epub),
    "DOCX": ("essay.docx", docx),
}
