"""Word processors' files: what is shown once their changes are accepted comes in, and what does not is told."""

from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
import yaml

from tests.texts.shown import make, paragraphs

W = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:v="urn:schemas-microsoft-com:vml"'
)
TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/word/document.xml"'
    ' ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
RELATED = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="a"'
    ' Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/>'
    "</Relationships>"
)
ODF = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{space}:1.0"'
    for name, space in {"office": "office", "text": "text", "draw": "drawing", "style": "style", "fo": "xsl-fo-compatible"}.items()
)
A, B = "The lamp was lit at dusk, and the keeper wrote so.", "In the morning he put it out again, as on all days."
BOX = "The log of the second keeper is lost."


def run(words: str, settings: str = "") -> str:
    return f'<w:r><w:rPr>{settings}</w:rPr><w:t xml:space="preserve">{words}</w:t></w:r>'


def p(*runs: str, mark: str = "") -> str:
    return f"<w:p><w:pPr><w:rPr>{mark}</w:rPr></w:pPr>{''.join(runs)}</w:p>"


def para(words: str) -> str:
    return f"<text:p>{words}</text:p>"


def docx(body: str) -> bytes:
    return _archive(
        {
            "[Content_Types].xml": TYPES,
            "_rels/.rels": RELATED,
            "word/document.xml": f"<w:document {W}><w:body>{body}</w:body></w:document>",
        }
    )


def odt(body: str) -> bytes:
    held = f"<office:automatic-styles/><office:body><office:text>{body}</office:text></office:body>"
    content = f"<office:document-content {ODF}>{held}</office:document-content>"
    return _archive({"content.xml": content, "styles.xml": f"<office:document-styles {ODF}/>"})


def _archive(members: dict[str, str]) -> bytes:
    made = BytesIO()
    with ZipFile(made, "w") as archive:
        for name, text in members.items():
            archive.writestr(name, text)
    return made.getvalue()


def boxed(*content: str) -> str:
    return "".join(f"<w:txbxContent>{words}</w:txbxContent>" for words in content)


TWO_WAYS = (
    f'<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing>{boxed(p(run(BOX)))}</w:drawing></mc:Choice>'
    f"<mc:Fallback><w:pict><v:textbox>{boxed(p(run(BOX)))}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
)
DELETED = '<text:changed-region text:id="c"><text:deletion><text:p>never </text:p></text:deletion></text:changed-region>'
CELLS = [f"<w:tc>{p(run(words))}</w:tc>" for words in ("Lamp", "Oil", "brass", "whale")]
LATE = (
    '<w:tbl><w:tblPr><w:tblCaption w:val="Seen by nobody"/></w:tblPr>'
    '<w:tblGrid><w:gridCol w:w="9"/><w:gridCol w:w="9"/></w:tblGrid>'
    f"<w:tr>{CELLS[0]}{CELLS[1]}</w:tr>"
    f'<w:tr><w:trPr><w:gridBefore w:val="1"/></w:trPr>{CELLS[3]}</w:tr>'
    f"<w:tr>{CELLS[2]}</w:tr></w:tbl>"
)
Told = dict[str, Any]
# What the body of a file holds, the paragraphs of its edition, and what the account of the intake tells.
CASES: dict[str, tuple[str, str, list[str], Told]] = {
    "put in, without an author": ("docx", p(f'<w:ins w:id="1">{run(A)}</w:ins>') + p(run(B)), [A, B], {}),
    "deleted": ("docx", p(run(A[:9]), '<w:del w:id="1"><w:r><w:delText>never </w:delText></w:r></w:del>', run(A[9:])), [A], {}),
    "moved": (
        "docx",
        p(f'<w:moveFrom w:id="1">{run(B)}</w:moveFrom>', mark='<w:moveFrom w:id="2"/>')
        + p(run(A))
        + p(f'<w:moveTo w:id="3">{run(B)}</w:moveTo>', mark='<w:moveTo w:id="4"/>'),
        [A, B],
        {},
    ),
    "the end of a paragraph deleted": ("docx", p(run(f"{A} "), mark='<w:del w:id="1"/>') + p(run(B)), [f"{A} {B}"], {}),
    "rows that begin late or end early": ("docx", p(run(A)) + LATE, [A, "LampOil whale brass"], {"kept": {"tables": 1}}),
    "hidden": (
        "docx",
        p(run(A), run(" Nobody reads this.", "<w:vanish/>")) + p(run(B, '<w:vanish w:val="0"/>')),
        [A, B],
        {"left_out": ["hidden words"]},
    ),
    "a reading": (
        "docx",
        p(
            run("In "),
            f"<w:r><w:ruby><w:rt>{run('とう')}</w:rt><w:rubyBase>{run('塔')}</w:rubyBase></w:ruby></w:r>",
            run(" he lived."),
        ),
        ["In 塔（とう） he lived."],
        {"kept": {"readings beside characters, in brackets": 1}},
    ),
    "a text box, told twice": ("docx", p(run(A), TWO_WAYS) + p(run(B)), [A, BOX, B], {"kept": {"text boxes": 1}}),
    "a text box of two paragraphs": (
        "docx",
        p(run(A), f"<w:r><w:pict><v:textbox>{boxed(p(run(BOX)) + p(run(B)))}</v:textbox></w:pict></w:r>") + p(run(A)),
        [A, BOX, B, A],
        {"kept": {"text boxes": 1}},
    ),
    "words in custom elements": (
        "docx",
        p(run(A[:9]), f'<w:customXml w:element="x"><w:smartTag w:element="y">{run(A[9:])}</w:smartTag></w:customXml>'),
        [A],
        {},
    ),
    "a table of contents": (
        "docx",
        '<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj></w:sdtPr><w:sdtContent>'
        f"{p(run('Of lamps'), run(' 7'))}</w:sdtContent></w:sdt>{p(run(A))}",
        [A],
        {"left_out": ["the table of contents"]},
    ),
    "changes of an ODT": (
        "odt",
        f'<text:tracked-changes>{DELETED}</text:tracked-changes>{para(f"""{A[:9]}<text:change text:change-id="c"/>{A[9:]}""")}',
        [A],
        {},
    ),
    "a reading of an ODT": (
        "odt",
        para("In <text:ruby><text:ruby-base>塔</text:ruby-base><text:ruby-text>とう</text:ruby-text></text:ruby> he lived."),
        ["In 塔（とう） he lived."],
        {"kept": {"readings beside characters, in brackets": 1}},
    ),
    "a text box of an ODT": (
        "odt",
        para(f"{A}<draw:frame><draw:text-box>{para(BOX)}</draw:text-box></draw:frame>") + para(B),
        [A, BOX, B],
        {"kept": {"text boxes": 1}},
    ),
    "words in a shape": (
        "odt",
        para(f"<draw:custom-shape>{para(BOX)}</draw:custom-shape>{A}") + para(B),
        [A, BOX, B],
        {"kept": {"text boxes": 1}},
    ),
    "fields": (
        "odt",
        para(
            "Lit by <text:author-name>A. Keeper</text:author-name> on <text:date>1 May 1817</text:date>"
            "<text:hidden-text>or not</text:hidden-text>, see <text:user-field-get>the log</text:user-field-get>."
        ),
        ["Lit by A. Keeper on 1 May 1817, see the log."],
        {},
    ),
    "a remark": (
        "odt",
        para(f"{A[:9]}<office:annotation><text:p>Is this so?</text:p></office:annotation>{A[9:]}<text:meta> {B}</text:meta>"),
        [f"{A} {B}"],
        {},
    ),
    "lists of an ODT": (
        "odt",
        "<text:table-of-content><text:index-body><text:index-title><text:p>Contents</text:p></text:index-title>"
        f"<text:p>Of lamps 7</text:p></text:index-body></text:table-of-content>{para(A)}"
        f"<text:bibliography><text:index-body><text:p>{B}</text:p></text:index-body></text:bibliography>",
        [A, B],
        {"left_out": ["the table of contents"]},
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_what_is_shown_comes_in(case: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    form, body, expected, told = CASES[case]
    made = make(tmp_path, f"a.{form}", docx(body) if form == "docx" else odt(body), monkeypatch)
    assert [" ".join(words.split()) for words in paragraphs(made.pages())] == expected
    assert (made.problems(), made.differences()) == ([], [])
    account = yaml.safe_load((made.root / "data/intake.yml").read_text("utf-8"))
    assert (account["kept"], [one["what"] for one in account["left_out"]]) == (told.get("kept", {}), told.get("left_out", []))


def test_the_strict_form_of_word_is_read_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    strict = W.replace("schemas.openxmlformats.org/wordprocessingml/2006/main", "purl.oclc.org/ooxml/wordprocessingml/main")
    data = _archive(
        {
            "[Content_Types].xml": TYPES,
            "_rels/.rels": RELATED,
            "word/document.xml": f"<w:document {strict}><w:body>{p(run(A))}</w:body></w:document>",
        }
    )
    made = make(tmp_path, "a.docx", data, monkeypatch)
    assert ([" ".join(words.split()) for words in paragraphs(made.pages())], made.differences()) == ([A], [])
