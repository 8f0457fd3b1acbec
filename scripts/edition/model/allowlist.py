"""What content may hold once it is a tree: elements, classes, ids; the kinds of note, classes too, are each edition's own."""

import re

from markdown.extensions.toc import slugify, slugify_unicode

from edition.text.normal import MARKS

# What a paragraph of the text may be, behind its id: a line each of verse, who speaks, what is said, what happens on the stage, an
# item of a list with the author's number or a bullet, what else belongs to the item, and how deep it is.
SHAPES = ("verse", "speaker", "speech", "stage", "item", "bullet", "more", "caption", "code", "table", "in2", "in3", "in4")
SHIFTED = ("sup", "sub", "small-caps")  # what emphasis may be made, by a class right behind it
BLOCKS = "p h1 h2 h3 h4 h5 h6 ul ol li dl dt dd blockquote pre div table thead tbody tr th td details summary"
ELEMENTS = frozenset(f"{BLOCKS} code em strong a img br hr sup sub span".split())
# What content and generated pages may call themselves. The theme's own names are not among them.
ENTRIES = "person organisation state place group term entry facts summary names role since counts mentions reference event indexed"
PARTS = "period brief lead subtitle begin listed left center right footnote footnote-ref footnote-backref"
CLASSES = frozenset([*ENTRIES.split(), *PARTS.split(), *SHAPES, "small-caps"])
ID = re.compile(rf"[^\W_][\w{MARKS}:.+~/-]{{0,119}}$")
# Ids of the page itself, of what its scripts open and of the theme.
RESERVED = re.compile(
    r"(?:notes|sources|choices|(?:card|sheet)(?:-title)?|said|menu|own-copy|search-count|p\d+|suggest(?:-.*)?"
    r"|(?:passage|source|cite|body|fn|fnref|toc|nav)[-:_].*|__.*|.*__)$"
)
PAGE_MARK = re.compile(r"#(page-[\w.-]{1,20})$")
PARAGRAPH = re.compile(r"p\d+$")


def reserved(id: str) -> bool:
    """Tell whether an id is kept for the page itself."""
    return RESERVED.match(id) is not None


def id_fault(id: str) -> str:
    """Return why content must not have an id; nothing where it may."""
    if not ID.match(id):
        return "an id has letters, digits and hyphens"
    return "it is kept for the page itself" if reserved(id) else ""


def heading_id(words: str) -> str:
    """Return the id that a heading gets from its words: what Markdown makes of them, but for what is kept for the page itself.

    An id begins with a letter, as XML and many tools want it. Words of which no letter is Latin keep their own.
    """
    latin = slugify(words, "-")
    slug = latin if re.search(r"[a-z]", latin) else slugify_unicode(words, "-").strip("-_")
    kept = id_fault(slug) and not slug.startswith(("notes", "sources"))
    return ("h-" + re.sub(r"[\W_]+", "-", slug)).strip("-") if kept or not slug[0].isalpha() else slug
