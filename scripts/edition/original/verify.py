"""Prove that built pages show the author's text: take it out of them again, and compare."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

import yaml
from lxml import etree, html

from edition.files.disk import shown
from edition.files.problem import EditionError, Problem
from edition.intake.report import FILE, left_out_of
from edition.intake.source import open_source
from edition.model.allowlist import PARAGRAPH
from edition.model.edition import load_register
from edition.model.records import Text
from edition.model.section import Note
from edition.model.standing import Footing, anchored
from edition.original.collate import FIRST, HERE, collated, page_words, units
from edition.original.copies import Stretch
from edition.original.fingerprints import match
from edition.original.importing import differences, words_of
from edition.original.ways import alike
from edition.original.witness import witnessed
from edition.text.normal import brief, digest, normal
from edition.text.quotes import bare


@dataclass(frozen=True)
class Shown:
    """A paragraph of a built page: its id, whether it is given as the author's, the facts that it carries, its text, its line.

    sha256: the hash as pages carry it (text.normal.brief).
    """

    id: str
    verbatim: bool
    sha256: str
    words: int
    text: str
    line: int


@dataclass(frozen=True)
class BuiltPage:
    """A page of a site that holds paragraphs of a text, with its notes by their ids: what each quotes, and where; its headings."""

    name: str
    paragraphs: Sequence[Shown]
    notes: Mapping[str, Note]
    titles: Sequence[str] = ()

    @property
    def verbatim(self) -> list[Shown]:
        """The paragraphs that the page gives as the author's own words."""
        return [paragraph for paragraph in self.paragraphs if paragraph.verbatim]


def built_pages(site: Path, root: Path) -> list[BuiltPage]:
    """Return the pages of a site that hold paragraphs. Raises EditionError: verify-site, where there is none."""
    found = []
    for path in sorted([site] if site.is_file() else site.rglob("*.html")):
        try:
            page = read_page(path.read_text("utf-8"), shown(path, root))
        except (OSError, UnicodeDecodeError, etree.LxmlError) as error:
            raise EditionError(Problem(shown(path, root), 1, 1, f"cannot be read: {error}", "verify-site")) from None
        if page.paragraphs:
            found.append(page)
    if not found:
        message = "no built page with paragraphs of a text here; build the site first: make site"
        raise EditionError(Problem(shown(site, root), 1, 1, message, "verify-site"))
    return found


def read_page(source: str, name: str) -> BuiltPage:
    """Take the paragraphs of a text, and the quotes of its notes, out of a built page."""
    tree: Any = html.document_fromstring(source or "<html></html>")  # the stubs know no results of XPath
    paragraphs = [_shown(node) for node in tree.iter("p", "table") if PARAGRAPH.match(node.get("id", ""))]
    notes = {}
    for heading in tree.xpath("//section[contains(@class, 'notes')]//h3[@id]"):
        notes[heading.get("id")] = Note(bare(_words(heading)), at=heading.getparent().get("data-at", ""))
    titles = [_words(heading) for heading in tree.xpath("//article//*[self::h1 or self::h2 or self::h3][not(ancestor::section)]")]
    return BuiltPage(name, [one for one in paragraphs if one], notes, titles)


def _words(heading: Any) -> str:
    """The words of a heading, without the sign of the link to it."""
    return str(heading.xpath("string()")).removesuffix("".join(heading.xpath("a[@class='headerlink']//text()")))


def _shown(node: Any) -> Shown | None:
    classes = node.get("class", "").split()
    if not {"verbatim", "restated"} & set(classes):
        return None
    words = node.get("data-words", "")
    count = int(words) if words.isdigit() else 0
    text = page_words(node).replace(HERE, "")
    return Shown(node.get("id", ""), "verbatim" in classes, node.get("data-sha256", ""), count, text, int(node.sourceline or 1))


def proved(pages: Sequence[BuiltPage], texts: Sequence[Text], copy: Sequence[Stretch] | None, site: str, name: str) -> str:
    """Return in words what is proved of a site; copy is the author's text as somebody has it, under a name.

    Raises EditionError: verify-*, import-*, for everything that is not as it should be.
    """
    owners = text_on(pages, texts)
    groups = [[page for page in pages if owners[page.name] is text] for text in (*texts, None)]
    problems = [
        *(problem for page in pages for problem in against_hashes(page, owners[page.name])),
        *(problem for own in groups for problem in mixed(own)),
        *(lost(pages, texts, site) if len(pages) > 1 else ()),
    ]
    for own in groups if copy is not None else ():
        problems += against_copy(own, owners[own[0].name], copy or (), name) if own else []
    if problems:
        raise EditionError(*sorted(set(problems)))
    count = len({note for page in pages for note in page.notes})
    notes = f", and the quotes of all {count} notes are in {name}" if copy is not None else ""
    shown_ids = {paragraph.id for page in pages for paragraph in page.paragraphs}
    own_ids = {paragraph.id for page in pages for paragraph in page.verbatim}
    if own_ids:
        return f"{len(own_ids)} paragraphs on {len(pages)} pages: all the author’s words{notes}"
    return f"{len(shown_ids)} paragraphs on {len(pages)} pages: all restated, none given as the author’s words{notes}"


def against_source(site: Path, edition: Path, essay: Path, root: Path, encoding: str = "") -> tuple[list[Problem], bool]:
    """Return where the pages of a new edition differ from the file that it was made of, and whether this is that file."""
    account = edition / "data" / FILE
    data = yaml.safe_load(account.read_text("utf-8")) if account.is_file() else {}
    read = data.get("read", {})
    source = open_source(essay, root, encoding or (read.get("codec") or ""))
    if read.get("sha256") != sha256(source.data).hexdigest():
        return [], False
    found = []
    for section in sorted((edition / "docs").glob("*/*.md")):
        path = site / section.relative_to(edition / "docs").with_suffix("") / "index.html"
        if path.is_file():
            found += units(path.read_text("utf-8"), shown(path, root))
    titles = {text.title for text in load_register(edition).texts}
    if found and found[0].heading and FIRST.sub("", found[0].text).strip() in titles:  # the file need not have it there
        found = found[1:]
    return collated(found, witnessed(source), source.name, left_out_of(data)), True


def text_on(pages: Sequence[BuiltPage], texts: Sequence[Text]) -> dict[str, Text | None]:
    """Return which text each page shows, by the hashes that it carries; None where its facts are not known here."""
    made: dict[str, Text | None] = {}
    for page in pages:
        carried = {paragraph.sha256 for paragraph in page.paragraphs}
        scores = {text.folder: len(carried & {brief(facts.sha256) for facts in text.paragraphs}) for text in texts}
        best = max(texts, key=lambda text: scores[text.folder], default=None)
        made[page.name] = best if best and scores[best.folder] else (texts[0] if len(texts) == 1 else None)
    return made


def against_hashes(page: BuiltPage, text: Text | None) -> Iterator[Problem]:
    """Yield every paragraph that is not the one whose hash is known: from data/text.yml, or else from the page itself."""
    known = {facts.id: (facts.sha256, facts.words) for facts in text.paragraphs} if text else {}
    for paragraph in page.paragraphs:
        expected, count = known.get(paragraph.id, (paragraph.sha256, paragraph.words))
        if not expected:
            yield _problem(page, paragraph, "has no hash to compare with; run `edition facts`, or name a copy of the text")
        elif paragraph.sha256 and brief(paragraph.sha256) != brief(expected):
            yield _problem(page, paragraph, "carries another hash than data/text.yml has; build the site again")
        elif paragraph.verbatim and expected not in (digest(paragraph.text), brief(digest(paragraph.text))):
            found = len(normal(paragraph.text).split())
            words = "the right number of words" if found == count else f"{found} words where the author has {count}"
            yield _problem(page, paragraph, f"is not the author’s: {words}, and another hash")


def mixed(pages: Sequence[BuiltPage]) -> Iterator[Problem]:
    """Yield what is restated although other paragraphs are the author's: it has been changed."""
    if not any(page.verbatim for page in pages):
        return
    for page in pages:
        for paragraph in page.paragraphs:
            if not paragraph.verbatim:
                yield _problem(page, paragraph, "is not the author’s, though others are; restore its words, or import the text")


def lost(pages: Sequence[BuiltPage], texts: Sequence[Text], site: str) -> Iterator[Problem]:
    """Yield paragraphs that no page shows, and pages that show theirs in another order."""
    owners = text_on(pages, texts)
    for text in texts:
        own = [page for page in pages if owners[page.name] is text]
        there = {paragraph.id for page in own for paragraph in page.paragraphs}
        for facts in text.paragraphs:
            if own and facts.id not in there:
                yield Problem(site, 1, 1, f"no page shows paragraph {facts.id} of “{text.title}”", "verify-missing")
    for page in pages:
        numbers = [int(paragraph.id[1:]) for paragraph in page.paragraphs]
        for before, paragraph in zip(numbers, page.paragraphs[1:], strict=False):
            if int(paragraph.id[1:]) <= before:
                yield _problem(page, paragraph, f"comes after p{before}")


def against_copy(pages: Sequence[BuiltPage], text: Text | None, copy: Sequence[Stretch], name: str) -> list[Problem]:
    """Return where pages differ from a copy: its faults, or else words that differ and notes whose quote it does not have once."""
    items = match(copy, text) if text else []
    # Which signs the author has the hashes tell; a copy may have others.
    faults = [fault for fault in differences(items, text, name) if fault.rule != "import-signs"] if text else []
    if faults:
        return faults
    words = words_of(items) if text else {f"p{number}": item.text for number, item in enumerate(copy, 1)}
    return [problem for page in pages for problem in _against(page, words)]


def _against(page: BuiltPage, words: Mapping[str, str]) -> Iterator[Problem]:
    for paragraph in page.verbatim:
        expected = words.get(paragraph.id)
        if expected is None:
            yield _problem(page, paragraph, "is not in the copy")
        elif not alike(paragraph.text, expected):
            yield _problem(page, paragraph, f"differs from the copy: {_difference(paragraph.text, expected)}")
    here = {paragraph.id for paragraph in page.paragraphs}  # a neighbour may have the same words
    notes, footings = list(page.notes.values()), [Footing(id, text) for id, text in words.items() if id in here]
    footings += [Footing("", title) for title in page.titles]
    for note, hits in zip(notes, anchored(notes, footings), strict=True):
        if len(hits) != 1:
            found = f"occurs {len(hits)} times in the copy" if hits else "does not occur in the copy"
            yield Problem(page.name, 1, 1, f"the note on “{note.quote}”: its quote {found}", "verify-quote")


def _difference(shown: str, expected: str) -> str:
    """The first words that differ."""
    one, other = normal(shown).split(), normal(expected).split()
    at = next((at for at, pair in enumerate(zip(one, other, strict=False)) if pair[0] != pair[1]), min(len(one), len(other)))
    here, there = " ".join(one[at : at + 3]) or "nothing", " ".join(other[at : at + 3]) or "nothing"
    return f"word {at + 1} begins “{here}” here, “{there}” there"


def _problem(page: BuiltPage, paragraph: Shown, message: str) -> Problem:
    return Problem(page.name, paragraph.line, 1, f"paragraph {paragraph.id} {message}", "verify-differs")
