// Wide screens: notes in the margin, each beside its passage, folded where there is too little room.

import { fit, stack } from "./margin.js";
import { article, idOf, mark, notes, passageOf, visible } from "./page.js";

const GAP = 12;
// Levels of folding: whole; its first lines under its heading; its first lines with no more than a label before them.
const LEVELS = [{}, { lines: 5 }, { lines: 3 }, { lines: 3, slim: true }, { lines: 2, slim: true }, { lines: 1, slim: true }];
const ROOM_BELOW = 320; // pixels that the notes on the last paragraph may take beyond it

export const wide = matchMedia("(min-width: 68.75em)");
export const inMargins = () => article.classList.contains("margins");

let unfolded = null;
let before = null; // what was unfolded when the notes were last placed
let sizes = "";

/** Folds a note to a level. */
function fold(note, { lines = 0, slim = false }) {
  note.classList.toggle("folded", lines > 0);
  note.classList.toggle("slim", slim);
  note.style.setProperty("--lines", String(lines));
}

/** Puts every note in its place; without a margin, takes it out of it. */
export function layout() {
  place(() => true);
}

/** Does so again if the text has changed its size since. */
export function resized() {
  if (size() !== sizes) layout();
}

const size = () =>
  [...article.querySelectorAll(".restated, .verbatim")].map((one) => `${one.offsetWidth} ${one.offsetHeight}`).join();

/** Places the notes; those of a paragraph are folded anew if there is reason to. */
function place(anew) {
  const margins = wide.matches && notes().length > 0;
  article.classList.toggle("margins", margins);
  if (margins) arrange(notes().filter(visible), anew);
  else clear();
  before = unfolded;
  sizes = size();
}

function clear() {
  notes().forEach((note) => {
    note.style.removeProperty("top");
    fold(note, {});
  });
  article.style.removeProperty("min-height");
  article.classList.remove("settled");
}

/** What is read and what is written takes turns as seldom as can be: each turn costs a layout of the page. */
function arrange(shown, anew) {
  const origin = article.getBoundingClientRect().top;
  const top = (element) => (element?.getClientRects()[0]?.top ?? origin) - origin;
  const wanted = shown.map((note) => top(passageOf(note)) - 4);
  const first = top(article.querySelector(".restated, .verbatim") ?? article) - 4;
  const who = article.querySelector(".who")?.getBoundingClientRect();
  const least = Math.max(Math.min(first, ...wanted), who ? who.bottom - origin + 2 * GAP : -Infinity);
  foldAll(besides(shown, top).filter(({ members }) => members.some(anew)));
  const heights = shown.map((note) => note.offsetHeight);
  const bodies = shown.map((note) => note.querySelector(".note-body"));
  const cut = bodies.map((body) => body.scrollHeight > body.clientHeight);
  const tops = stack(wanted, heights, GAP, least);
  shown.forEach((note, index) => {
    note.style.top = `${tops[index]}px`;
    note.querySelector(".more").hidden = note !== unfolded && !(note.classList.contains("folded") && cut[index]);
  });
  article.style.minHeight = `${Math.max(0, ...tops.map((at, index) => at + heights[index])) + 2 * GAP}px`;
  requestAnimationFrame(() => article.classList.add("settled"));
}

/** The notes of each paragraph, and how high the margin beside it is. */
function besides(shown, top) {
  const groups = [...Map.groupBy(shown, (note) => passageOf(note)?.closest("p, li, blockquote"))];
  const starts = groups.map(([paragraph]) => top(paragraph));
  return groups.map(([paragraph, members], index) => {
    const end = starts[index + 1] ?? starts[index] + (paragraph?.offsetHeight ?? 0) + ROOM_BELOW;
    return { members, room: end - starts[index] };
  });
}

/** Folds the notes of each paragraph as far as they must be to stand beside it; the one that is unfolded stays. */
function foldAll(groups) {
  let left = groups;
  for (const how of LEVELS) {
    for (const { members } of left) members.forEach((note) => fold(note, note === unfolded ? {} : how));
    left = left.filter(
      ({ members, room }) =>
        !fit(
          members.filter((note) => note !== unfolded).map((note) => note.offsetHeight),
          room,
          GAP,
        ),
    );
  }
}

/** Shows the whole of a note, or of none. */
export function unfold(note) {
  unfolded = note;
  notes().forEach((other) => {
    const more = other.querySelector(".more");
    more.setAttribute("aria-expanded", String(other === note));
    more.textContent = other === note ? "Less" : "More";
  });
  place((other) => other === note || other === before);
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
