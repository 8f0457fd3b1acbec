// The reading view: each finding beside its words where there is room, in a sheet where there is not. Without it every link still
// works.

import { t } from "./language.js";
import { article, button, idOf, idsOf, inMargins, mark, noteOf, notes, paragraphs, visible, wide } from "./page.js";

const HOVER = 300; // milliseconds: a pointer passing by opens nothing
const NOTES = "a.passage, a.note-ref";
const CARDS = ":is(a.citation, a.actor, a.term):not(.cast *)"; // the cast tells who its actors are
const NOTE = ".notes .note"; // a hit of the search is of that class, too
const pointer = matchMedia("(hover: hover) and (pointer: fine)");

// ---- what comes when it is used

const able = typeof HTMLElement.prototype.showPopover === "function"; // what opens beside a name is a popover

let reading = null; // what opens notes, since the first was opened
let margins = null; // what lays them beside the text, where there is room
let cards = null; // what opens beside a name or a source
let chosen = null; // what the reader has chosen, where he has

const open = () => reading?.open();
const shown = () => cards?.shown();
const holds = (node) => cards?.holds(node);

/** Does something with the notes: at once, but for the first time; something else where what that takes cannot be loaded. */
function use(action, otherwise = () => {}) {
  if (reading) return void action(reading);
  Promise.all([import("./notes.js"), import("./margins.js")]).then((both) => {
    [reading, margins] = both;
    action(reading);
    import("./take.js"); // so that a press on a tool of the note is answered at once, as clipboards ask for
  }, otherwise);
}

const openNote = (note) =>
  use(
    (it) => it.openNote(note, { enter: true }),
    () => location.assign(`#${idOf(note)}`), // in the list of notes it is there without
  );

const closeNote = () => reading?.closeNote();

/** Puts the notes where there is room for them, and keeps the one that is open on the screen. */
function settle() {
  if (reading) reading.settle();
  else margins?.layout();
}

/** Does what the reader has chosen. */
async function choose() {
  chosen ??= await import("./choices.js");
  chosen.apply();
}

/** Whether single letters are keys. */
const keys = () => chosen?.choices.keys ?? true;

/** Opens the search, of which nothing is loaded before. */
const search = () => import("../search/open.js").then((it) => it.open(document.querySelector(".search-open")));

/** Gives a note what only a script can work: to be opened and closed, a copy of its address, a citation. */
function prepare(note) {
  const more = button("more", "", () => (open() === note ? closeNote() : openNote(note)));
  more.setAttribute("aria-expanded", "false");
  more.setAttribute("aria-label", t("The whole of note {number}", { number: note.value }));
  const finding = note.querySelector(".finding");
  finding?.append(" ", more);
  if (finding) finding.dataset.label = note.querySelector(".about-note").textContent; // for the margin, which draws it before the finding
  note.append(button("shut", t("Close"), closeNote));
  const tools = note.querySelector(".tools");
  tools?.prepend(button("copy-link", t("Copy link"), null), " ", button("cite", t("Cite"), null), " ");
  note.tabIndex = -1;
}

// ---- what a link opens

let turn = 0; // of what was asked for: what comes too late for the pointer that asked is not shown

/** Shows what is known of a source or a name, in a card or in the sheet; of what nothing is known, its page. */
async function show(link, enter) {
  turn += 1;
  const mine = turn;
  try {
    const [{ told }, card] = await Promise.all([import("./who.js"), import("./card.js")]);
    const [title, parts] = await told(link);
    if (mine !== turn) return;
    cards = card;
    hovered = !enter;
    if (wide.matches && able) card.openCard(link, title, parts, enter);
    else use((it) => it.showElse(link, title, parts));
  } catch {
    if (enter) location.assign(link.href);
  }
}

function press(event) {
  const target = event.target;
  rest();
  const tool = target.closest?.(".copy-link, .cite");
  if (tool) return void import("./take.js").then(({ copyLink, cite }) => (tool.matches(".cite") ? cite : copyLink)(tool));
  if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey || event.button) return;
  const link = target.closest?.(`${NOTES}, ${CARDS}`);
  if (holds(link)) return void cards.closeCard(); // inside the card a link is a link
  if (link?.dataset.note) {
    const note = noteOf(idsOf(link).find((id) => noteOf(id) && visible(noteOf(id))));
    if (!note) return;
    event.preventDefault();
    if (note === open() && inMargins()) closeNote();
    else openNote(note);
  } else if (link) {
    event.preventDefault();
    show(link, true);
  } else if (!target.closest?.("a, button, summary, label")) {
    const note = target.closest?.(".margins .note:not(.open)");
    if (note && getSelection().isCollapsed) openNote(note);
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
  turn += 1;
  if (link && link !== shown()) timer = setTimeout(show, HOVER, link, false);
  else if (!link && shown() && hovered) timer = setTimeout(() => holds(document.activeElement) || cards.closeCard(), HOVER);
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
  if (event.key === "Escape" && open() && !shown()) closeNote();
  else if (keys() && event.key === "/") search();
  else if (keys() && notes().length && (is(event, "n") || is(event, "p"))) use(({ step }) => step(is(event, "n") ? 1 : -1));
  else return;
  event.preventDefault();
}

// ---- begin

function annotate() {
  notes().forEach(prepare);
  const lay = async () => {
    if (wide.matches) margins ??= await import("./margins.js");
    settle();
  };
  lay();
  wide.addEventListener("change", async () => {
    const note = open();
    reading?.closeNote({ step: false });
    await lay();
    if (note) reading.openNote(note);
  });
  const sizes = new ResizeObserver(() => margins?.changed() && settle());
  const watch = () => [...paragraphs(), article].forEach((part) => sizes.observe(part));
  watch();
  document.fonts?.ready.then(settle);
  document.addEventListener("edition:choices", settle);
  // The author's words may come in the place of the restatement, from the reader's own copy.
  document.addEventListener("edition:text", () => {
    watch();
    chosen?.apply();
    settle();
  });
  article.addEventListener("focusin", (event) => {
    const link = event.target.closest(NOTES);
    const note = event.target.closest(".note");
    if (link || note) mark(link ? idsOf(link) : [idOf(note)]);
    // What has the focus must be seen.
    if (note && note !== open() && inMargins() && event.target.matches("a")) use((it) => it.openNote(note));
  });
  article.addEventListener("click", (event) => {
    // “Back to the passage”, in the list of notes that small screens have below the text.
    const back = event.target.closest("a.back");
    if (!back) return;
    event.preventDefault();
    openNote(back.closest(".note"));
  });
  // Who begins to read will open notes: what that takes is on its way then.
  for (const sign of ["scroll", "pointermove", "touchstart"])
    addEventListener(sign, () => use(() => {}), { once: true, passive: true });
  const land = (place) => (reading || location.hash) && use((it) => it.land(place));
  addEventListener("popstate", () => land(scrollY));
  addEventListener("hashchange", () => reading?.again());
  land(null);
}

// What only some pages need comes when one of them asks for it: the author's words, the filters. Some of it waits for its reader.
const asked = new URLSearchParams(location.search);

/** What this device keeps under a name, if anything. */
function kept(name) {
  try {
    return localStorage.getItem(name);
  } catch {
    return null; // storage is forbidden
  }
}

const LATER = {
  /** The author's words: until the button is pressed, or if the reader's copy is kept. */
  "copy/words": (load, place) => {
    const address = new URL("../copy/copy.css", import.meta.url);
    const begin = () => Promise.all([load(), import("./style.js").then(({ style }) => style(address))]);
    if (kept(`edition-copy-${place.dataset.text}`)) begin();
    const press = ({ target }) => begin().then(() => target.click());
    place.querySelector("button").addEventListener("click", press, { once: true });
    place.hidden = false;
  },
  /** The choices: until they are opened. */
  "reading/choices": (_, panel) => {
    panel.addEventListener("beforetoggle", choose, { once: true });
    panel.addEventListener("change", async ({ target: { type, value, checked } }) => {
      if (type !== "checkbox") return;
      await choose();
      chosen.choose({ value, checked });
    });
  },
  /** The lens: until the choices are opened, in which it stands, or an address asks for it. */
  "whole/lens": (load) => {
    document.getElementById("choices")?.addEventListener("beforetoggle", load, { once: true });
    if (asked.has("lens")) load();
  },
  /** The form for a note: until words are selected, or its button is pressed. */
  suggest: (load, place) => {
    place.hidden = false;
    place.addEventListener("click", () => load().then(({ ask }) => ask()));
    document.addEventListener("selectionchange", function select() {
      const { isCollapsed, anchorNode } = getSelection();
      if (isCollapsed || !article.contains(anchorNode)) return;
      document.removeEventListener("selectionchange", select);
      load();
    });
  },
};
for (const place of document.querySelectorAll("[data-script]")) {
  const load = () => import(`../${place.dataset.script}.js`);
  const later = LATER[place.dataset.script];
  if (later) later(load, place);
  else load();
}

// What is too wide for the window is moved by keys, too.
document.fonts?.ready.then(() => {
  for (const table of article?.querySelectorAll("table") ?? []) if (table.scrollWidth > table.clientWidth) table.tabIndex = 0;
});

if (kept("edition")) await choose().catch(() => {});
if (article) {
  const place = () => import("./place.js").then((it) => it.place());
  if (document.querySelector(".cover")) place();
  else addEventListener("scroll", place, { once: true, passive: true }); // who has not moved is where he came in
  if (notes().length) annotate();
  document.addEventListener("click", press);
  document.addEventListener("pointerover", over);
  document.addEventListener("pointermove", () => (still = false));
}
addEventListener("keydown", key, true);
document.querySelector(".search-open")?.addEventListener("click", search);
if (asked.has("q")) search();
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
