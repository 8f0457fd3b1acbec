// The reading view: each finding beside its words where there is room, in a sheet where there is not. Without it every link still
// works.

import { able, closeCard, holds, openCard, shown } from "./card.js";
import { apply, choices } from "./choices.js";
import { t } from "./language.js";
import { changed, inMargins, layout, wide } from "./margins.js";
import { again, around, closeNote, land, open, openNote, settle, step } from "./notes.js";
import { article, button, copy, element, idOf, idsOf, mark, named, noteOf, notes, paragraphs, visible } from "./page.js";
import "../search/open.js";
import { place } from "./place.js";
import { fillSheet, sheet, showInSheet } from "./sheet.js";
import { copyLink } from "./take.js";

const HOVER = 300; // milliseconds: a pointer passing by opens nothing
const NOTES = "a.passage, a.note-ref";
const CARDS = "a.citation, a.actor, a.term";
const NOTE = ".notes .note"; // a hit of the search is of that class, too
const pointer = matchMedia("(hover: hover) and (pointer: fine)");

/** Gives a note what only a script can work: to be opened and closed, a copy of its address, a citation. */
function prepare(note) {
  const more = button("more", "", () => (open() === note ? closeNote() : openNote(note, { enter: true })));
  more.setAttribute("aria-expanded", "false");
  more.setAttribute("aria-label", t("The whole of note {number}", { number: note.value }));
  note.querySelector(".finding")?.append(" ", more);
  note.append(button("shut", t("Close"), () => closeNote()));
  const tools = note.querySelector(".tools");
  tools?.prepend(button("copy-link", t("Copy link"), null), " ", button("cite", t("Cite"), null), " ");
  note.tabIndex = -1;
}

// ---- what a link opens

/** What a link opens in the card: a name and parts, or nothing. */
function contents(link) {
  if (link.matches("a.citation")) {
    const source = named(link.hash);
    return source
      ? [
          t("Source {number}", { number: link.textContent.match(/\d+/)?.[0] ?? "" }).trim(),
          [element("div", {}, ...copy(source).childNodes)],
        ]
      : null;
  }
  if (!link.dataset.name) return null;
  const native = element("p", { className: "native", textContent: link.dataset.native ?? "", lang: link.dataset.lang ?? "" });
  const about = element("p", { textContent: link.dataset.about });
  const more = element(
    "p",
    {},
    element("a", { href: link.href, textContent: t("More about {name}", { name: link.dataset.name }) }),
  );
  return [link.dataset.name, [native, about, more].filter((part) => part.textContent)];
}

function show(link, enter) {
  const found = contents(link);
  if (!found) return false;
  if (wide.matches && able) {
    openCard(link, found[0], found[1], enter);
  } else {
    const note = open();
    showInSheet(found[0], found[1], sheet.contains(link) && note ? () => fillSheet(note, around(note)) : null);
  }
  return true;
}

function press(event) {
  const target = event.target;
  rest();
  if (target.closest?.(".copy-link")) return void copyLink(target.closest(".copy-link"));
  if (target.closest?.(".cite")) return void import("./take.js").then(({ cite }) => cite(target.closest(".cite")));
  if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey || event.button) return;
  const link = target.closest?.(`${NOTES}, ${CARDS}`);
  if (holds(link)) return void closeCard(); // inside the card a link is a link
  if (link?.dataset.note) {
    const note = noteOf(idsOf(link).find((id) => noteOf(id) && visible(noteOf(id))));
    if (!note) return;
    event.preventDefault();
    if (note === open() && inMargins()) closeNote();
    else openNote(note, { enter: true });
  } else if (link && show(link, true)) {
    event.preventDefault();
  } else if (!target.closest?.("a, button, summary, label")) {
    const note = target.closest?.(".margins .note:not(.open)");
    if (note && getSelection().isCollapsed) openNote(note, { enter: true });
  }
}

// ---- a pointer that rests

let timer = 0;
let hovered = false;
let still = false; // since something was pressed: what has come to lie under the pointer then is not pointed at

function rest() {
  clearTimeout(timer);
  still = true;
}

function over(event) {
  if (!pointer.matches || event.pointerType === "touch" || still) return;
  clearTimeout(timer);
  const link = event.target.closest?.(CARDS);
  const words = event.target.closest?.(NOTES);
  const note = event.target.closest?.(NOTE);
  if (words || note) mark(words ? idsOf(words) : [idOf(note)]);
  else mark(open() ? [idOf(open())] : []);
  if (holds(event.target) || !wide.matches || !able) return;
  if (link && link !== shown()) timer = setTimeout(() => (hovered = show(link, false)), HOVER);
  else if (!link && shown() && hovered) timer = setTimeout(() => holds(document.activeElement) || closeCard(), HOVER);
}

// ---- keys

/** Whether a key is that of a letter, on keyboards of any script. */
const is = (event, letter) =>
  event.key.toLowerCase() === letter || (event.code === `Key${letter.toUpperCase()}` && !/^[a-z]$/i.test(event.key));

/** Whether something lies over the page that has the keys to itself. */
const covered = () => document.querySelector("dialog[open]") || document.querySelector("details.menu[open]");

function key(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  rest();
  if (event.target.closest?.("input, textarea, select, [contenteditable]") || covered()) return;
  if (event.key === "Escape" && open() && !shown()) {
    event.preventDefault();
    closeNote();
  }
  if (!choices.keys || !notes().length || !(is(event, "n") || is(event, "p"))) return;
  event.preventDefault();
  step(is(event, "n") ? 1 : -1);
}

// ---- begin

function annotate() {
  notes().forEach(prepare);
  apply();
  layout();
  wide.addEventListener("change", () => {
    const note = open();
    closeNote({ step: false });
    layout();
    if (note) openNote(note);
  });
  const sizes = new ResizeObserver(() => changed() && settle());
  const watch = () => [...paragraphs(), article].forEach((part) => sizes.observe(part));
  watch();
  document.fonts?.ready.then(settle);
  document.addEventListener("edition:choices", settle);
  // The author's words may come in the place of the restatement, from the reader's own copy.
  document.addEventListener("edition:text", () => {
    watch();
    apply();
    settle();
  });
  article.addEventListener("focusin", (event) => {
    const link = event.target.closest(NOTES);
    const note = event.target.closest(".note");
    if (link || note) mark(link ? idsOf(link) : [idOf(note)]);
    if (note && note !== open() && inMargins() && event.target.matches("a")) openNote(note); // what has the focus must be seen
  });
  article.addEventListener("click", (event) => {
    // “Back to the passage”, in the list of notes that small screens have below the text.
    const back = event.target.closest("a.back");
    if (!back) return;
    event.preventDefault();
    openNote(back.closest(".note"), { enter: true });
  });
  addEventListener("keydown", key, true);
  addEventListener("popstate", () => land(scrollY));
  addEventListener("hashchange", again);
  land(null);
}

// What only some pages need comes when one of them asks for it: the author's words, the lens, the filters.
for (const { dataset } of document.querySelectorAll("[data-script]")) import(`../${dataset.script}.js`);

if (article) {
  place();
  if (notes().length) annotate();
  document.addEventListener("click", press);
  document.addEventListener("pointerover", over);
  document.addEventListener("pointermove", () => (still = false));
}
addEventListener("beforeprint", () => {
  for (const list of document.querySelectorAll("details")) list.open = true;
});
// The lists of the header close as menus do: by a press elsewhere, by Escape.
const lists = [...document.querySelectorAll(".md-header details")];
document.addEventListener("click", (event) => {
  for (const list of lists) if (!list.contains(event.target)) list.open = false;
});
addEventListener("keydown", (event) => {
  const list = event.key === "Escape" && lists.find((one) => one.open);
  if (!list) return;
  list.open = false;
  list.querySelector("summary").focus();
});
