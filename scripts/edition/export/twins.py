"""The twins of an edition: the one list of the forms that readers can take it with them in."""

from edition.export.annotations import FILE as ANNOTATIONS
from edition.export.annotations import write_annotations
from edition.export.annotations_epub import FILE as SET
from edition.export.annotations_epub import write_epub_annotations
from edition.export.annotations_proof import read_annotations, read_epub_annotations
from edition.export.data import DATA, SCHEMA, read_data, write_data
from edition.export.epub import BOOK, write_epub
from edition.export.epub_proof import read_epub
from edition.export.feeds import NAME as FEED
from edition.export.feeds import read_feeds, write_feeds
from edition.export.onefile import NAME as PAGE
from edition.export.onefile import read_one, write_one
from edition.export.pdf import NAME as PAPER
from edition.export.pdf import write_pdf
from edition.export.pdf_proof import read_pdf
from edition.export.plain import NAME, read_plain, write_plain
from edition.export.sources import BIBTEX, CSL, read_bibtex, read_csl, write_bibtex, write_csl
from edition.export.tei import FILE as TEI
from edition.export.tei import write_tei
from edition.export.tei_proof import read_tei
from edition.export.twin import Twin
from edition.text.language import message

TWINS = (
    Twin(
        "epub",
        "EPUB 3",
        message(
            "for e-readers, telephones and tablets: notes open over the page, with who is who, "
            "terms, timeline, pictures and sources"
        ),
        (BOOK,),
        write_epub,
        read_epub,
    ),
    Twin(
        "pdf",
        "PDF",
        message(
            "for paper and for quoting by page: a book with its notes at the foot of the page and an index, "
            "tagged for screen readers"
        ),
        (PAPER,),
        write_pdf,
        read_pdf,
    ),
    Twin(
        "one",
        message("One file"),
        message("for a browser without a connection, such as from a memory stick: everything is inside, search and proof too"),
        (PAGE,),
        write_one,
        read_one,
    ),
    Twin(
        "feeds",
        message("Atom feeds"),
        message(
            "for programs that follow sites: notes that are new or were changed, with what was changed; one of all, "
            "one of each kind"
        ),
        (FEED,),
        write_feeds,
        read_feeds,
    ),
    Twin(
        "tei",
        "TEI P5",
        message("for scholars’ tools: the text with notes apart on ranges of it, persons, places, events and sources as records"),
        (TEI,),
        write_tei,
        read_tei,
    ),
    Twin(
        "annotations",
        message("W3C annotations"),
        message("for annotation tools: each note in plain words on its words of the text; the text lies beside it"),
        (ANNOTATIONS,),
        write_annotations,
        read_annotations,
    ),
    Twin(
        "epub-annotations",
        message("EPUB annotations"),
        message("for reading systems that know the W3C’s draft: the notes in plain words, to lay over the EPUB"),
        (SET,),
        write_epub_annotations,
        read_epub_annotations,
    ),
    Twin(
        "text",
        message("Plain text"),
        message("for reading aloud, for searching, for comparing two versions"),
        (NAME,),
        write_plain,
        read_plain,
    ),
    Twin(
        "data",
        "JSON",
        message("for programs: texts, notes, actors, terms, events, relations and sources, with the schema that says what is what"),
        (DATA, SCHEMA),
        write_data,
        read_data,
    ),
    Twin("csl", "CSL-JSON", message("the sources for Zotero, pandoc and other programs that cite"), (CSL,), write_csl, read_csl),
    Twin("bibtex", "BibTeX", message("the sources for LaTeX and JabRef"), (BIBTEX,), write_bibtex, read_bibtex),
)
