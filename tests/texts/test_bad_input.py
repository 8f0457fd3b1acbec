"""What cannot be read makes nothing: one line that says why, whatever the file is called."""

import zipfile
from io import BytesIO
from pathlib import Path

import pypandoc
import pytest

from tests.conftest import Run

WORD = "word/document.xml"

ENTITIES = (
    b'<!DOCTYPE x [<!ENTITY a "a">'
    + b"".join(b'<!ENTITY %c "' % one + b"&%c;" % (one - 1) * 10 + b'">' for one in b"bcdefghi")
    + b"]>"
)
CONTAINER = b'<container><rootfiles><rootfile full-path="a/opf"/></rootfiles></container>'
PACKAGE = b'<package><manifest><item id="a" href="a.xhtml"/></manifest><spine><itemref idref="a"/></spine></package>'


def archive(**members: bytes) -> bytes:
    made = BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, data in members.items():
            packed.writestr(name.replace("META_INF", "META-INF").replace("__", "/").replace("_xml", ".xml"), data)
    return made.getvalue()


def locked(folder: Path) -> bytes:
    """An EPUB whose pages are encrypted, as its own list says."""
    pypandoc.convert_text("# A\n\nWords.\n", "epub", format="markdown", outputfile=str(folder / "ok.epub"))
    with zipfile.ZipFile(folder / "ok.epub", "a") as packed:
        packed.writestr("META-INF/encryption.xml", '<encryption><CipherReference URI="EPUB/text/ch001.xhtml"/></encryption>')
    return (folder / "ok.epub").read_bytes()


BAD: dict[str, tuple[str, bytes, str]] = {
    "encrypted DOCX": ("a.docx", b"\xd0\xcf\x11\xe0" + bytes(600), "is an encrypted document"),
    "broken DOCX": ("a.docx", b"PK\x03\x04" + b"x" * 400, "is a broken DOCX"),
    "another DOCX": ("a.docx", archive(a=b"x"), "is no DOCX: it has no word/document.xml"),
    "bomb": ("a.docx", archive(word__document_xml=bytes(301_000_000)), "unpacks to 301 MB"),
    "scan": ("a.pdf", b"%PDF-1.7\n", "is a PDF"),
    "empty": ("a.txt", b"", "is empty"),
    "line": ("a.txt", b"word " * 4_000_000, "has a line of 20,000,000 characters"),
    "two languages": (
        "a.txt",
        "The lamp is lit.\n\nЛампа горит.\n\nThe lamp is out.\n\nЛампа погасла.\n".encode(),
        "is in two languages (Latin 52 % and Cyrillic 47 %)",
    ),
    "pictures": ("a.html", b'<p>Words.</p><img src="a.png"><img src="b.png">', "2 pictures are missing, such as a.png"),
    "TEI": ("a.xml", b"<TEI><text><body><p>Words</body></text></TEI>", "is broken XML"),
    "deep": ("a.html", b"<div>" * 20_000 + b"<p>Words</p>", "has quotations, lists or divisions inside one another, too deep"),
    "deep quotation": ("a.md", b"> " * 3000 + b"Words\n", "has quotations, lists or divisions inside one another, too deep"),
    "entities in TEI": ("a.xml", ENTITIES + b"<TEI><text><body><p>Words &i;</p></body></text></TEI>", "is broken XML"),
    "entities in FB2": (
        "a.fb2",
        ENTITIES + b"<FictionBook><body><section><p>Words &i;</p></section></body></FictionBook>",
        "cannot be",
    ),
    "a page missing": ("a.epub", archive(META_INF__container_xml=CONTAINER, a__opf=PACKAGE), "is a broken EPUB"),
    "AsciiDoc": ("a.adoc", b"= Lamps\n\nThe lamp is *lit*.\n", "is AsciiDoc, which is not read"),
    "headings": ("a.html", b"<h1>A</h1>", "holds no running text"),
}


@pytest.mark.parametrize("case", BAD)
def test_bad_input_gets_one_line(edition: Run, tmp_path: Path, case: str) -> None:
    name, data, why = BAD[case]
    (tmp_path / name).write_bytes(data)
    done = edition("new", name, "made", "--title", "T", "--author", "A", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (1, "")
    [line] = done.stderr.splitlines()
    assert line.startswith(f"{name}:1:1: {why}")
    assert [path.name for path in tmp_path.iterdir()] == [name]


def test_a_locked_book_gets_one_line(edition: Run, tmp_path: Path) -> None:
    (tmp_path / "ok.epub").write_bytes(locked(tmp_path))
    done = edition("new", "ok.epub", "made", "--title", "T", "--author", "A", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == "ok.epub:1:1: is encrypted; bring the text in from a copy without protection [essay-format]\n"
    assert not (tmp_path / "made").exists()


def test_a_dry_run_tells_all_and_writes_nothing(edition: Run, tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text("<nav>Home</nav><article><p>The lamp was lit at dusk.</p></article>", "utf-8")
    done = edition("new", "a.html", "made", "--title", "T", "--author", "A", "--licence", "CC0", "--dry-run", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert "left out: navigation, 1 word, such as “Home”" in done.stdout.splitlines()
    assert done.stdout.endswith("nothing was written; 1 section files would be\n")
    assert [path.name for path in tmp_path.iterdir()] == ["a.html"]


def test_what_a_page_defines_or_a_file_names_for_itself_is_not_followed(edition: Run, tmp_path: Path) -> None:
    (tmp_path / "a.html").write_bytes(ENTITIES + b"<p>Words &i; &amp;lol9;</p>")
    (tmp_path / "beside").mkdir()
    (tmp_path / "secret.tex").write_text("Secret.", "utf-8")
    file = tmp_path / "beside/b.tex"
    file.write_text(r"\documentclass{book}\begin{document}Words.\par \input{b} \input{../secret}\end{document}", "utf-8")
    for name in ("a.html", "beside/b.tex"):
        done = edition(
            "new", name, "made", "--title", "T", "--author", "A", "--language", "en", "--licence", "CC0", "--dry-run", cwd=tmp_path
        )
        assert (done.returncode, done.stderr) == (0, "")
        assert "1 paragraphs in 1 section: T" in done.stdout.splitlines()
        assert "Secret" not in done.stdout
