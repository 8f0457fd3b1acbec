"""A walk over all notes of a page, by every way on which a reader comes to one: what of words and note is not seen then."""

from collections.abc import Callable, Iterator
from typing import Any

from playwright.sync_api import Page

from tests.reader import READ

SIZES = ((1440, 900), (1024, 768), (768, 1024), (390, 844))
# What is wrong with a note that should be open. Where there is a margin it stands there, level with its words; else in the sheet.
WRONG = """(id) => {
  const article = document.querySelector("article");
  const heading = document.getElementById(id);
  const note = heading.closest(".note");
  const sheet = document.getElementById("sheet");
  const margin = article.classList.contains("margins");
  const shown = margin ? note : sheet;
  const open = margin ? note.classList.contains("open") : sheet && !sheet.hidden && sheet.dataset.of === id;
  if (!open) return ["is not open"];
  const wrong = [];
  const links = [...article.querySelectorAll("a.passage, a.note-ref")].filter((one) => one.dataset.note.split(" ").includes(id));
  const lines = links.flatMap((link) => [...link.getClientRects()]).filter(({ height }) => height > 1);
  const box = shown.getBoundingClientRect();
  const head = document.querySelector("header").getBoundingClientRect().bottom - 1;
  const floor = (margin ? innerHeight : box.top) + 1;
  const [first, last] = [Math.min(...lines.map(({ top }) => top)), Math.max(...lines.map(({ bottom }) => bottom))];
  if (first < head) wrong.push(`its words begin ${Math.round(head - first)} px above what is seen`);
  // Of words that are longer than the window the beginning.
  if (Math.min(last, first + floor - head) > floor) wrong.push(`its words end ${Math.round(last - floor)} px below what is seen`);
  if (box.top < head || box.bottom > innerHeight + 1) wrong.push(`it stands from ${box.top} to ${box.bottom}`);
  if (box.left < -1 || box.right > innerWidth + 1) wrong.push(`it stands from ${box.left} to ${box.right}, across`);
  if (margin && Math.abs(box.top - first) > 40) wrong.push(`it begins ${Math.round(box.top - first)} px from its words`);
  const over = (x, y, mine) => {
    const found = document.elementFromPoint(x, y);
    return mine.some((one) => one.contains(found)) ? [] : [found ? `${found.localName}.${found.className}` : "nothing"];
  };
  const line = lines.find(({ top }) => top === first);
  const onWords = line ? over(line.left + Math.min(4, line.width / 2), (line.top + line.bottom) / 2, links) : [];
  wrong.push(...onWords.map((one) => `${one} lies on its words`));
  for (const part of [0.1, 0.5, 0.9])
    wrong.push(...over(box.left + box.width * part, box.top + box.height * part, [shown]).map((one) => `${one} lies on it`));
  const drawn = () => getComputedStyle(note.querySelector(".finding"), "::before").content.slice(1);
  const label = margin ? drawn() : sheet.querySelector("h2").textContent;
  if (!label?.startsWith(`${note.value} `)) wrong.push(`it is called “${label}”, and is number ${note.value}`);
  const lit = [...article.querySelectorAll(".active")].filter((one) => one.localName === "a" && !links.includes(one));
  if (lit.length) wrong.push(`words of another note are lit: ${lit[0].textContent}`);
  return wrong;
}"""
# Where everything stands on the page, whatever is in the window: paragraphs, and findings that are seen.
PLACES = """() => {
  const top = document.querySelector("article").getBoundingClientRect().top;
  const at = (one) => Math.round(one.getBoundingClientRect().top - top);
  const found = [...document.querySelectorAll(".restated, .verbatim")].map((one) => [one.id, at(one)]);
  for (const note of document.querySelectorAll(".margins .note"))
    if (getComputedStyle(note).visibility === "visible") found.push([note.querySelector("h3").id, at(note)]);
  return Object.fromEntries(found);
}"""
# What is lit where a pointer rests on the words of a note: its words, and where there is a margin its finding.
LIT = """(id) => {
  const article = document.querySelector("article");
  const lit = [...article.querySelectorAll("a.active")];
  const findings = [...article.querySelectorAll(".margins .note.active h3")].map((one) => one.id);
  const notes = (link) => link.dataset.note.split(" ");
  const here = notes(document.getElementById(`passage-${id}`)); // several where one stands in another
  const wrong = lit.every((one) => notes(one).some((note) => here.includes(note))) ? [] : ["words of another note are lit"];
  if (!lit.length) wrong.push("its words are not lit");
  if (article.matches(".margins") && !findings.includes(id)) wrong.push(`of the findings “${findings}” is lit`);
  if (document.querySelector(".note.open, #sheet:not([hidden])")) wrong.push("something opens");
  return wrong;
}"""
CLOSED = """() => !document.querySelector(".note.open") && (document.getElementById("sheet")?.hidden ?? true)"""
MIDDLE = """(id) => {
  const link = document.getElementById(`passage-${id}`);
  const { left, top, width, height } = [...link.getClientRects()].find(({ width }) => width > 0);
  return [left + width / 2, top + height / 2];
}"""
SHUT = """() => {
  const boxes = [...document.querySelectorAll(".note.open > .shut, #sheet .shut")].map((one) => one.getBoundingClientRect());
  const { left, top, width, height } = boxes.find(({ width }) => width);
  return [left + width / 2, top + height / 2];
}"""
INTO_VIEW = "([id, block]) => document.getElementById(`passage-${id}`).scrollIntoView({ block })"
BLOCKS = ("start", "center", "end")


def notes(page: Page) -> list[str]:
    """The notes of a page, in their order, by their ids."""
    return list(page.eval_on_selector_all(".notes .note h3", "all => all.map((one) => one.id)"))


def settled(page: Page, script: str, given: Any, wanted: Any) -> Any:
    """What a script gives as soon as it is what is wanted and stays it; what it gives after a second if it is not."""
    last: Any = None
    for _ in range(20):
        found = page.evaluate(script, given)
        if found == last == wanted:
            return found
        last = found
        page.wait_for_timeout(25 if found == wanted else 60)
    return last


def wrong(page: Page, note: str) -> list[str]:
    """What is wrong with a note that should be open."""
    return list(settled(page, WRONG, note, []))


def closed(page: Page) -> list[str]:
    """What is wrong where nothing should be open."""
    return [] if settled(page, CLOSED, None, True) else ["a note stays open"]


Step = tuple[str, list[str]]  # the note, and what is wrong with it


def by_keys(page: Page, ids: list[str]) -> Iterator[Step]:
    """Step from the first note to the last by n, and back by p."""
    for key, order in (("n", ids), ("p", ids[-2::-1])):
        for note in order:
            page.keyboard.press(key)
            yield note, wrong(page, note)
        page.keyboard.press(key)
        if order:
            yield order[-1], wrong(page, order[-1])


def by_hover(page: Page, ids: list[str]) -> Iterator[Step]:
    """Rest with the pointer on the words of each note, where there is one."""
    for note in ids if page.evaluate("matchMedia('(hover: hover) and (pointer: fine)').matches") else ():
        page.evaluate(INTO_VIEW, [note, "center"])
        page.mouse.move(*page.evaluate(MIDDLE, note))
        yield note, list(settled(page, LIT, note, []))


def by_press(page: Page, ids: list[str]) -> Iterator[Step]:
    """Press on the words of each note, wherever they stand in the window; close it in each of the ways; go on to the next."""
    touch = bool(page.evaluate("matchMedia('(pointer: coarse)').matches"))
    for at, note in enumerate(ids):
        found: list[str] = []
        page.evaluate(INTO_VIEW, [note, BLOCKS[at % 3]])
        page.wait_for_timeout(30)
        before, places = page.evaluate("scrollY"), page.evaluate(PLACES)
        x, y = page.evaluate(MIDDLE, note)
        (page.touchscreen.tap if touch else page.mouse.click)(x, y)
        found += wrong(page, note)
        after = page.evaluate(PLACES)
        number = {one: place for place, one in enumerate(ids)}
        moved = {one: (place, after[one]) for one, place in places.items() if one in after and after[one] != place}
        found += [f"{one} moves from {here} to {there}" for one, (here, there) in moved.items() if number.get(one, -1) < at]
        way = ("Escape", "Close", "Back", "Back and Forward")[at % 4]
        if way == "Back and Forward":
            page.go_back()
            found += closed(page)
            page.go_forward()
            found += [f"after Forward: {one}" for one in wrong(page, note)]
        if way == "Escape":
            page.keyboard.press("Escape")
        elif way == "Close":
            page.mouse.click(*page.evaluate(SHUT))  # where it stands: no scrolling into view
        else:
            page.go_back()
        found += closed(page)
        if settled(page, "scrollY", None, before) != before:
            found.append(f"{way} leads to {page.evaluate('scrollY')}, not to {before}")
        if page.evaluate(PLACES) != places:
            found.append(f"{way} leaves things elsewhere")
        yield note, found


def by_address(page: Page, address: str, ids: list[str]) -> Iterator[Step]:
    """Come from elsewhere to the address of each note, and by turns to that of its words."""
    for at, note in enumerate(ids):
        page.goto("about:blank")
        page.goto(f"{address}#{'passage-' * (at % 2)}{note}", wait_until="load")
        page.evaluate(READ)
        yield note, wrong(page, note)


def by_link(page: Page, ids: list[str]) -> Iterator[Step]:
    """Follow links within the page, as from a source to the notes that cite it."""
    for note in reversed(ids):
        page.evaluate("hash => { location.hash = hash; }", note)
        yield note, wrong(page, note)


def by_back_link(page: Page, ids: list[str]) -> Iterator[Step]:
    """Press “Back to the passage” in the list of notes that stands below the text where there is no margin."""
    for note in ids:
        link = page.locator(f".notes .note:has(> #{note}) a.back").filter(visible=True)
        if link.count():
            link.evaluate("link => { link.scrollIntoView({ block: 'center' }); link.click(); }")
            found = wrong(page, note)
            page.keyboard.press("Escape")
            yield note, found + closed(page)


def by_history(page: Page, address: str, elsewhere: str, ids: list[str]) -> Iterator[Step]:
    """Come to a note, go on to another page, and come back."""
    for note in ids:
        page.goto(f"{address}#{note}", wait_until="load")
        page.evaluate(READ)
        page.goto(elsewhere, wait_until="load")
        page.go_back(wait_until="load")
        page.evaluate(READ)
        yield note, [f"after Back: {one}" for one in wrong(page, note)]


def walk(page: Page, address: str, elsewhere: str, some: int = 1) -> list[str]:
    """Walk over all notes of a page by every way, by the slow ones to each of some notes only; what is wrong."""
    ids = notes(page)
    ways: list[tuple[str, Callable[[], Iterator[Step]]]] = [
        ("by n and p", lambda: by_keys(page, ids)),
        ("by a pointer", lambda: by_hover(page, ids)),
        ("by a press", lambda: by_press(page, ids)),
        ("by a link", lambda: by_link(page, ids)),
        ("by a way back", lambda: by_back_link(page, ids)),
        ("by its address", lambda: by_address(page, address, ids[::some])),
        ("by history", lambda: by_history(page, address, elsewhere, ids[:: some * 2])),
    ]
    found = []
    for name, way in ways:
        page.goto("about:blank")
        page.goto(address, wait_until="load")
        page.evaluate(READ)
        found += [f"{note} {name}: {one}" for note, faults in way() for one in faults]
    return found
