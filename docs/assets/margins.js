// Wide screens: notes in the margin, each beside its passage, folded where there is too little room.

import { level, stack } from "./margin.js";
import { article, idOf, mark, notes, passageOf, visible } from "./page.js";

const GAP = 12;
// Levels of folding: whole; its first lines under its heading; its first lines with no more than a label before them.
const LEVELS = [{}, { lines: 5 }, { lines: 3 }, { lines: 3, slim: true }, { lines: 2, slim: true }, { lines: 1, slim: true }];
const ROOM_BELOW = 320; // pixels that the notes on the last paragraph may take beyond it

export const wide = matchMedia("(min-width: 68.75em)");
export const inMargins = () => article.classList.contains("margins");

let unfolded = null;

/** Folds a note to a level. */
function fold(note, { lines = 0, slim = false }) {
  note.classList.toggle("folded", lines > 0);
  note.classList.toggle("slim", slim);
  note.style.setProperty("--lines", String(lines));
}

/** Puts every note in its place; without a margin, takes it out of it. */
export function layout() {
  const margins = wide.matches && notes().length > 0;
  article.classList.toggle("margins", margins);
  if (margins) arrange(notes().filter(visible));
  else clear();
}

function clear() {
  notes().forEach((note) => {
    note.style.removeProperty("top");
    fold(note, {});
  });
  article.style.removeProperty("min-height");
  article.classList.remove("settled");
}

function arrange(shown) {
  const origin = article.getBoundingClientRect().top;
  const top = (element) => (element?.getClientRects()[0]?.top ?? origin) - origin;
  const wanted = shown.map((note) => top(passageOf(note)) - 4);
  const heights = folded(shown, top);
  const first = top(article.querySelector(".restated, .verbatim") ?? article) - 4;
  const who = article.querySelector(".who")?.getBoundingClientRect();
  const least = Math.max(Math.min(first, ...wanted), who ? who.bottom - origin + 2 * GAP : -Infinity);
  const tops = stack(wanted, heights, GAP, least);
  shown.forEach((note, index) => {
    note.style.top = `${tops[index]}px`;
    const more = note.querySelector(".more");
    const body = note.querySelector(".note-body");
    more.hidden = note !== unfolded && (!note.classList.contains("folded") || body.scrollHeight <= body.clientHeight);
  });
  article.style.minHeight = `${Math.max(0, ...tops.map((at, index) => at + heights[index])) + 2 * GAP}px`;
  requestAnimationFrame(() => article.classList.add("settled"));
}

/** Folds the notes of each paragraph as far as they must be; the heights that they have then. */
function folded(shown, top) {
  const groups = Map.groupBy(shown, (note) => passageOf(note)?.closest("p, li, blockquote"));
  const starts = [...groups.keys()].map(top);
  const measured = LEVELS.map((how) => {
    shown.forEach((note) => fold(note, note === unfolded ? {} : how));
    return new Map(shown.map((note) => [note, note.offsetHeight]));
  });
  let index = 0;
  for (const [paragraph, members] of groups) {
    const end = starts[index + 1] ?? starts[index] + (paragraph?.offsetHeight ?? 0) + ROOM_BELOW;
    const heights = measured.map((all) => members.filter((note) => note !== unfolded).map((note) => all.get(note)));
    const chosen = LEVELS[level(heights, end - starts[index], GAP)];
    members.forEach((note) => fold(note, note === unfolded ? {} : chosen));
    index += 1;
  }
  return shown.map((note) => note.offsetHeight);
}

/** Shows the whole of a note, or of none. */
export function unfold(note) {
  unfolded = note;
  notes().forEach((other) => {
    const more = other.querySelector(".more");
    more.setAttribute("aria-expanded", String(other === note));
    more.textContent = other === note ? "Less" : "More";
  });
  layout();
}

/** Goes to a note in the margin; enter moves the focus there too. */
export function toNote(note, enter) {
  if (!note) return;
  unfold(note);
  mark([idOf(note)]);
  history.replaceState(history.state, "", `#${idOf(note)}`);
  if (enter) note.focus({ preventScroll: true });
  note.scrollIntoView({ block: "nearest" });
}

export const isUnfolded = (note) => note === unfolded;
