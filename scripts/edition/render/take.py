"""What a page shows of the forms that readers can take the edition with them in: [take] lists them, [proof] says what is proven."""

import posixpath
import re
import xml.etree.ElementTree as ET

from edition.model.edition import Edition
from edition.model.take import PUBLISHED, RECORD, Taken, TakenFile, read_take
from edition.text.language import decimal, listed, message, t, tn
from edition.text.tree import make

FOLDER = "take"  # of the site, where the files stand
EXAMPLE = re.compile(r"\.\./(examples/[a-z0-9-]+/)")  # as the forge has it, and the site
FILE = "data-file"  # holds a file’s name until the builder has looked at the links: it knows only those of docs/
UNMADE = message("This copy of the site was built without them: edition build --exports makes them.")
COLUMNS = {
    "paragraphs": message("Paragraphs"),
    "notes": message("Notes"),
    "sources": message("Sources"),
    "actors": message("Actors"),
    "terms": message("Terms"),
    "events": message("Events"),
}


def take(edition: Edition, _: str = "") -> ET.Element:
    """Every form: its title, what it is good for, its files with their sizes; or why it was left out."""
    twins = read_take(edition.root / RECORD).twins
    if not twins:
        return make("p", t(UNMADE))
    made = make("dl", class_="take")
    for twin in twins:
        made.append(make("dt", t(twin.title)))
        made.append(_about(twin))
    return made


def _about(twin: Taken) -> ET.Element:
    use = t(twin.use) if twin.use else ""
    about = make("dd", t("{sentence}.", sentence=f"{use[:1].upper()}{use[1:]}") + " ")
    if twin.left_out:
        about.text = t("Left out of this copy of the site: {why}.", why=twin.left_out)
    for file in twin.files:
        about.append(_file(file.name))
        about[-1].tail = f" ({size(file)}) " if file is twin.files[-1] else f" ({size(file)})" + listed(["", ""])
    return about


def _file(name: str) -> ET.Element:
    link = make("span", name)
    link.set(FILE, name)
    return link


def size(file: TakenFile) -> str:
    """Return the size of a file in words."""
    if file.size < 1000:
        return tn("{count} byte", "{count} bytes", file.size)
    if file.size < 1_000_000:
        return t("{number} kB", number=f"{file.size / 1000:.0f}")
    return t("{number} MB", number=decimal(file.size / 1_000_000, 1))


def proof(edition: Edition, _: str = "") -> ET.Element | None:
    """A table: how much of the edition each form was proven to carry, read back by another program than wrote it."""
    record = read_take(edition.root / RECORD)
    proven = [twin for twin in record.twins if not twin.left_out]
    if not proven:
        return None
    made = make("table", class_="proof")
    head, body = make("thead"), make("tbody")
    made.extend((head, body))
    head.append(make("tr"))
    head[0].extend(make("th", words, scope="col") for words in (t("Form"), *map(t, COLUMNS.values())))
    body.append(_row(t("This edition"), record.has))
    body.extend(_row(t(twin.title), twin.carries) for twin in proven)
    foot = make("tfoot")
    foot.append(make("tr"))
    foot[0].append(make("td", t("The same as data, with the hash of each file:") + " ", colspan=str(len(COLUMNS) + 1)))
    foot[0][0].append(_file(PUBLISHED))
    made.append(foot)
    return made


def _row(title: str, counts: dict[str, int]) -> ET.Element:
    row = make("tr")
    row.append(make("th", title, scope="row"))
    row.extend(make("td", f"{counts[name]}" if name in counts else "–") for name in COLUMNS)
    return row


def beside(root: ET.Element) -> None:
    """Let a link to an example in the project, ../examples/name/, lead to the edition of it that is built beside this one."""
    for link in root.iter("a"):
        if match := EXAMPLE.fullmatch(link.get("href", "")):
            link.tag = "span"
            link.attrib.clear()
            link.set(FILE, f"../{match[1]}")


def lead_to_files(root: ET.Element, path: str, done: bool = True) -> None:
    """Let the links to files lead to them from a page, whose path in docs/ is given.

    done: the builder has led its links to where pages stand on the site, and will not touch these; else it is yet to do so.
    """
    own = posixpath.dirname(path)
    if done:
        own = path.removesuffix("index.md") if path.endswith("index.md") else path.removesuffix(".md")
    for link in list(root.iter("span")):
        if name := link.attrib.pop(FILE, ""):
            link.tag = "a"
            link.set("href", posixpath.relpath(f"{FOLDER}/{name}", own.rstrip("/") or ".") + "/" * name.endswith("/"))
