"""A copy is read in whatever form it has: as the paragraphs that its reader sees, or refused in one line."""

from pathlib import Path

import pytest

from edition.files.problem import EditionError
from edition.intake.plain import chunks_of
from edition.intake.source import LARGEST_PACKED
from edition.original.copies import Stretch, read_copy

PAGE = """<!DOCTYPE html><html><head><title>no text</title><meta charset="CHARSET"><script>no.text()</script></head><body>
<h1>The last <em>keeper</em></h1>
<div><p>Ada Brook<br>climbed “the tower”, and <q>sang</q>.<sup><a href="#f1">1</a></sup></p></div>
<hr>
<ul><li>a lamp</li><li><p>a log</p></li></ul>
<blockquote><p>It was <code>late</code>.</p></blockquote>
<pre>as   typed</pre>
<table><tr><td>one</td><td>two</td></tr></table>
<style>p { color: red }</style><!-- no text -->
</body></html>"""
READ = [
    Stretch("The last keeper", 1, 1),
    Stretch("Ada Brook\nclimbed “the tower”, and “sang”.¹", 2),
    Stretch("***", 3),
    Stretch("a lamp", 4),
    Stretch("a log", 5),
    Stretch("It was late.", 6),
    Stretch("as\u00a0\u00a0\u00a0typed", 7),
    Stretch("one\ntwo", 8),
]


def read(folder: Path, name: str, data: bytes) -> list[Stretch]:
    (folder / name).write_bytes(data)
    return read_copy(folder / name, folder)


@pytest.mark.parametrize(("charset", "encoding"), [("utf-8", "utf-8"), ("windows-1252", "cp1252"), ("UTF8", "utf-8-sig")])
def test_a_page_is_its_blocks_in_order(tmp_path: Path, charset: str, encoding: str) -> None:
    assert read(tmp_path, "page.html", PAGE.replace("CHARSET", charset).encode(encoding)) == READ


def test_a_page_is_known_by_its_content(tmp_path: Path) -> None:
    assert read(tmp_path, "page.txt", PAGE.replace("CHARSET", "utf-8").encode()) == READ


@pytest.mark.parametrize(
    ("name", "source"),
    [
        ("essay.md", "# The log\n\nIt *blew*\nhard.[^1]\n\n[^1]: No text.\n\n> “So”, said Ada.\n"),
        ("essay.rst", "The log\n=======\n\nIt *blew*\nhard. [1]_\n\n    “So”, said Ada.\n\n.. [1] No text.\n"),
        (
            "essay.tex",
            "\\section{The log}\n\nIt \\emph{blew}\nhard.\\footnote{No text.}\n\n\\begin{quote}``So'', said Ada.\\end{quote}\n",
        ),
    ],
)
def test_what_pandoc_reads_has_its_words_without_the_notes(tmp_path: Path, name: str, source: str) -> None:
    found = [(stretch.text, stretch.level) for stretch in read(tmp_path, name, source.encode())]
    assert found == [("The log", 1), ("It blew hard.", 0), ("“So”, said Ada.", 0)]


def test_no_copy_reads_another_file(tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("A secret.\n", "utf-8")
    secret = tmp_path / "secret.txt"
    sources = {"essay.rst": f"Words.\n\n.. include:: {secret}\n", "essay.tex": f"Words.\n\n\\input{{{secret}}}\n"}
    for name, source in sources.items():
        assert [stretch.text for stretch in read(tmp_path, name, source.encode())] == ["Words."]


@pytest.mark.parametrize(
    ("text", "blocks"),
    [
        ("one\ntwo\n\nthree", [("one\ntwo", 1), ("three", 4)]),
        ("\n\n  one\n \t\n  two\n", [("one", 3), ("two", 5)]),
        ("one\fpage two", [("one", 1), ("page two", 3)]),
        (
            "   One begins here\nand goes on\n   Two begins here\nand ends",
            [("One begins here\nand goes on", 1), ("Two begins here\nand ends", 3)],
        ),
        (f"{'long ' * 40}\n{'line ' * 40}", [(("long " * 40).strip(), 1), (("line " * 40).strip(), 2)]),
        ("hard wrapped\nwith no blank\nline at all", [("hard wrapped\nwith no blank\nline at all", 1)]),
    ],
)
def test_paragraphs_of_odd_plain_text(text: str, blocks: list[tuple[str, int]]) -> None:
    assert [(block.text.strip(), block.line) for block in chunks_of(text)] == blocks


BAD: dict[str, tuple[str, bytes, str]] = {
    "empty": ("copy.txt", b"", "copy.txt:1:1: is empty; expected paragraphs with blank lines between them [essay-empty]"),
    "only spaces": (
        "copy.txt",
        b" \n\n \t\n",
        "copy.txt:1:1: is empty; expected paragraphs with blank lines between them [essay-empty]",
    ),
    "binary": ("copy.txt", b"lamp\n\x01\x02", "copy.txt:2:1: is not plain text (it holds control characters) [essay-encoding]"),
    "a picture": (
        "copy.txt",
        b"\x89PNG\r\n",
        "copy.txt:1:1: is a picture; save the text, without a password, as plain text, HTML, DOCX or EPUB [essay-format]",
    ),
    "a PDF": (
        "copy.docx",
        b"%PDF-1.7\n",
        "copy.docx:1:1: is a PDF, which holds pages and no paragraphs; "
        "save the text, without a password, as plain text, HTML, DOCX or EPUB [essay-format]",
    ),
    "a zip": ("copy.txt", b"PK\x03\x04", "copy.txt:1:1: is an archive; name it .docx, .epub or .odt if it is one [essay-format]"),
    "Latin-1": (
        "copy.txt",
        b"lamp\nM\xfcnze\n",
        "copy.txt:2:1: is not UTF-8; it may be Windows-1252 or Windows-1251; "
        "say which: --encoding cp1252, or save the text as UTF-8 [essay-encoding]",
    ),
    "one paragraph": (
        "copy.txt",
        b"lamp\n\n" + b"lamp " * 20_001,
        "copy.txt:3:1: has a paragraph of 100,004 characters; put blank lines between the paragraphs [essay-format]",
    ),
}


@pytest.mark.parametrize(("name", "data", "line"), BAD.values(), ids=BAD)
def test_what_is_no_copy_is_refused_in_one_line(tmp_path: Path, name: str, data: bytes, line: str) -> None:
    with pytest.raises(EditionError) as refused:
        read(tmp_path, name, data)
    assert str(refused.value) == line


def test_a_broken_document_is_refused_in_one_line(tmp_path: Path) -> None:
    for form in ("docx", "epub", "odt"):
        with pytest.raises(EditionError) as refused:
            read(tmp_path, f"copy.{form}", b"PK\x03\x04 and no more")
        [problem] = refused.value.problems
        assert (problem.path, problem.rule) == (f"copy.{form}", "essay-format")
        assert problem.message.startswith(f"is a broken {form.upper()}: ")


def test_what_is_larger_than_any_essay_is_not_read(tmp_path: Path) -> None:
    with (tmp_path / "copy.txt").open("wb") as file:
        file.truncate(LARGEST_PACKED + 1)
    with pytest.raises(EditionError, match="has more than 100,000,000 bytes"):
        read_copy(tmp_path / "copy.txt", tmp_path)


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(EditionError) as refused:
        read_copy(tmp_path / "copy.txt", tmp_path)
    assert str(refused.value) == "copy.txt:1:1: cannot be read: No such file or directory [essay-missing]"
