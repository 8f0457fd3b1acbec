// One note is open, or none: in the margin over its column, on small screens in a sheet. The address and the way back follow.

import { choices } from "./choices.js";
import { inMargins, layout, raise } from "./margins.js";
import { article, idOf, lineOf, mark, noteAt, notes, passageOf, say, visible } from "./page.js";
import { fillSheet, sheet, shutSheet } from "./sheet.js";

const SPACE = 14; // pixels around what is brought into view
let opened = null;
let from = null; // where the reader was before the first note was opened

export const open = () => opened;

const header = () => document.querySelector(".md-header")?.getBoundingClientRect().bottom ?? 0;

/**
 * Opens a note beside its words, and sees to it that both are on the screen.
 * @param {HTMLElement} note one of the page's
 * @param {{enter?: boolean, step?: boolean}} how enter: the focus moves into it; step: the address has it already
 */
export function openNote(note, { enter = false, step = true } = {}) {
  if (!note) return;
  if (!visible(note)) show(note);
  from ??= scrollY;
  const first = !opened;
  const before = opened;
  if (before !== note) put(before, false);
  opened = note;
  put(note, true);
  mark([idOf(note)]);
  if (inMargins()) {
    if (before && before !== note) layout();
    raise(note);
  } else {
    fillSheet(note, around(note));
  }
  bring(note);
  if (step) remember(first, `#${idOf(note)}`);
  if (enter) (inMargins() ? note : sheet).focus({ preventScroll: true });
}

/** Closes the note; the reader is where he was, and the focus on the words. */
export function closeNote({ step = true } = {}) {
  if (!opened) return;
  const note = opened;
  const inside = note.contains(document.activeElement) || sheet.contains(document.activeElement);
  const back = from;
  opened = null;
  from = null;
  put(note, false);
  shutSheet();
  mark([]);
  layout();
  if (inside) passageOf(note)?.focus({ preventScroll: true });
  if (!step) return;
  if (history.state?.note === "first") {
    history.back();
  } else {
    history.replaceState(null, "", location.pathname + location.search);
    if (back !== null && !inMargins()) scrollTo({ top: back });
  }
}

function put(note, wide) {
  if (!note) return;
  note.classList.toggle("open", wide);
  note.querySelector(".more")?.setAttribute("aria-expanded", String(wide));
  if (!wide) for (const other of notes()) other.classList.remove("covered");
}

/** Puts the notes in their places again, and keeps the one that is open with its words on the screen. */
export function settle() {
  layout();
  if (!opened) return;
  if (inMargins()) raise(opened);
  bring(opened);
}

/** The first note that is opened is a step of its own, so that Back closes it; from one to the next none is added. */
function remember(first, hash) {
  if (location.hash === hash && history.state?.note) return;
  if (first && location.hash !== hash) history.pushState({ note: "first" }, "", hash);
  else history.replaceState(history.state ?? { note: "landed" }, "", hash);
}

/** A note that the reader has put away comes back when an address asks for it. */
function show(note) {
  choices.hidden = choices.hidden.filter((kind) => kind !== note.dataset.kind);
  document.dispatchEvent(new Event("edition:choices"));
  say("This note is of a kind that was put away; its kind is shown again.");
}

/** Moves the page so that the words and the note are both seen; not at all if they are. */
function bring(note) {
  const low = header() + SPACE;
  const words = lineOf(note) ?? note.getBoundingClientRect();
  const floor = (inMargins() ? innerHeight : sheet.getBoundingClientRect().top) - SPACE;
  const below = inMargins() ? Math.max(note.getBoundingClientRect().bottom - words.top, words.height) : words.height;
  if (words.top >= low && words.top + below <= floor) return;
  // A fifth of the way down, if the note has room there; as high as it must be, if not.
  const wanted = Math.max(low, Math.min(low + (floor - low) / 5, floor - below));
  scrollBy({ top: words.top - wanted, behavior: "instant" });
}

/** Opens the next note, or the one before. */
export function step(by) {
  const stops = notes().filter(visible);
  const at = stops.indexOf(opened);
  const note = at < 0 ? nearest(stops, by) : stops[at + by];
  if (!note) return say(by > 0 ? "No further note" : "No earlier note");
  openNote(note, { enter: true });
}

/** The notes on either side of one. */
export function around(note) {
  const stops = notes().filter(visible);
  const at = stops.indexOf(note);
  return [stops[at - 1], stops[at + 1]];
}

/** The first note below the top of the window, or the last above it. */
function nearest(stops, by) {
  const below = stops.filter((note) => (lineOf(note)?.top ?? 0) > header());
  return by > 0 ? below[0] : stops[stops.length - below.length - 1];
}

sheet.addEventListener("click", ({ target }) => {
  if (target.matches(".turn[data-by]")) step(Number(target.dataset.by));
  else if (target.matches(".shut")) closeSheet();
});

/** Closes the sheet, and the note in it. */
function closeSheet() {
  if (opened) closeNote();
  else shutSheet();
}

/** Does what the address says: opens the note that it names, closes what is open where it names none. */
export function land() {
  const note = noteAt(location.hash);
  if (note) return openNote(note, { enter: opened !== null });
  if (opened) closeNote({ step: false });
  const gone = decodeURIComponent(location.hash.slice(1));
  if (gone && !document.getElementById(gone) && article && notes().length)
    say(`There is no “${gone}” on this page; it may have been withdrawn. All notes are listed under Notes.`);
}
