// One note is open, or none: in the margin over its column, on small screens in a sheet. The address and the way back follow.

import { choices } from "./choices.js";
import { t } from "./language.js";
import { layout, raise } from "./margins.js";
import { idOf, inMargins, lineOf, linesOf, mark, nameIn, noteAt, notes, passageOf, visible } from "./page.js";
import { say } from "./say.js";
import { fillSheet, sheet, showInSheet, shutSheet } from "./sheet.js";

const SPACE = 14; // pixels around what is brought into view
let opened = null;
let from = null; // where the reader was before the first note was opened
let left = 0; // where the page stood when the last one had been brought into view
let stay = null; // where the page is to stay although the way back leads elsewhere

export const open = () => opened;

const header = () => document.querySelector(".md-header")?.getBoundingClientRect().bottom ?? 0;

/**
 * Opens a note beside its words, and sees to it that both are on the screen.
 * @param {HTMLElement} note one of the page's
 * @param {{enter?: boolean, place?: number | null}} how enter: the focus moves into it; place: where the reader is, if anywhere yet
 */
export function openNote(note, { enter = false, place = scrollY } = {}) {
  if (!note) return;
  if (!visible(note)) show(note);
  const first = !opened;
  if (first) from = place;
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
  remember(first, `#${idOf(note)}`); // before the page moves, so that the way back leads to where the reader was
  bring(note);
  if (enter) (inMargins() ? note : sheet).focus({ preventScroll: true });
}

/** Closes the note; the reader is where he was, and the focus on the words. */
export function closeNote({ step = true } = {}) {
  if (!opened) return;
  const note = opened;
  const inside = note.contains(document.activeElement) || sheet.contains(document.activeElement);
  const back = from !== null && scrollY === left ? from : scrollY; // who has gone on since stays there
  opened = null;
  put(note, false);
  shutSheet();
  mark([]);
  layout();
  if (inside) passageOf(note)?.focus({ preventScroll: true });
  if (!step) return;
  if (history.state?.note === "first") {
    stay = back;
    history.back();
  } else {
    history.replaceState(null, "", location.pathname + location.search);
    scrollTo({ top: back, behavior: "instant" });
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

/** Does so after the browser has followed an address by itself: to the list of notes, or to where the page once stood. */
export const again = () => opened && bring(opened);

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
  say(t("This note is of a kind that was put away; its kind is shown again."));
}

/** Moves the page so that all the words and the note are seen; not at all if they are. */
function bring(note) {
  const low = header() + SPACE;
  const lines = linesOf(note);
  const { top } = lines[0] ?? note.getBoundingClientRect();
  const bottoms = [...lines, ...(inMargins() ? [note.getBoundingClientRect()] : [])].map(({ bottom }) => bottom);
  const below = Math.max(...bottoms, top) - top;
  const floor = (inMargins() ? innerHeight : sheet.getBoundingClientRect().top) - SPACE;
  // A fifth of the way down, if the note has room there; as high as it must be, if not.
  const wanted = Math.max(low, Math.min(low + (floor - low) / 5, floor - below));
  if (top < low || top + below > floor) scrollBy({ top: top - wanted, behavior: "instant" });
  left = scrollY;
}

/** Opens the next note, or the one before. */
export function step(by) {
  const stops = notes().filter(visible);
  const at = stops.indexOf(opened);
  const note = at < 0 ? nearest(stops, by) : stops[at + by];
  if (!note) return say(by > 0 ? t("No further note") : t("No earlier note"));
  openNote(note, { enter: true });
  if (at >= 0 && inMargins()) from = left; // who has gone from note to note beside the text reads on there
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

/** Shows what else a link tells in the sheet; from a note in it, with a way back to that. */
export function showElse(link, title, parts) {
  const note = opened;
  showInSheet(title, parts, note && sheet.contains(link) ? () => fillSheet(note, around(note)) : null);
}

/** Closes the sheet, and the note in it. */
function closeSheet() {
  if (opened) closeNote();
  else shutSheet();
}

/**
 * Does what the address says: opens the note that it names, closes what is open where it names none.
 * @param {number | null} place where the reader is, if anywhere yet
 */
export function land(place) {
  const note = noteAt(location.hash);
  if (note) return openNote(note, { enter: opened !== null, place });
  if (opened) closeNote({ step: false });
  if (stay !== null) {
    const top = stay;
    requestAnimationFrame(() => scrollTo({ top, behavior: "instant" }));
    stay = null;
  }
  const gone = nameIn(location.hash);
  if (gone && !document.getElementById(gone))
    say(t("There is no “{name}” on this page; it may have been withdrawn. All notes are listed under Notes.", { name: gone }));
}
