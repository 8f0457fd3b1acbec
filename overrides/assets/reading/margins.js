// Wide screens: the finding of each note beside its words, whole; a note that is opened lies over the column, level with them.

import { room, stack } from "./margin.js";
import { article, lineOf, notes, paragraphs, visible, wide } from "./page.js";

const GAP = 10;

const waits = new Map(); // the blocks that end a section, with the pixels that they wait
let sizes = "";

/** Puts every note in its place; without a margin, takes it out of it. */
export function layout() {
  const margins = wide.matches && notes().length > 0;
  article.classList.toggle("margins", margins);
  if (margins) arrange();
  else clear();
  sizes = size();
}

/** Whether the text has changed its size since. */
export const changed = () => size() !== sizes;

const size = () => [...paragraphs(), article].map((one) => `${one.offsetWidth} ${one.offsetHeight}`).join();

function clear() {
  for (const note of notes()) {
    note.style.removeProperty("top");
    note.classList.remove("covered");
  }
  for (const part of waits.keys()) part.style.removeProperty("padding-bottom");
  waits.clear();
  article.style.removeProperty("min-height");
}

/** The notes of each section of the page, with what ends it: on a page of many, a section waits for its notes. */
function sections() {
  const heads = [...article.querySelectorAll(":scope > h1, :scope > h2")];
  const found = heads.map((head) => ({ head, members: [] }));
  for (const note of notes().filter(visible)) {
    const line = lineOf(note);
    const at = heads.filter((head) => line && head.getBoundingClientRect().top <= line.top).length - 1;
    found[Math.max(at, 0)]?.members.push(note);
  }
  return found.filter(({ members }) => members.length);
}

/** What is read and what is written takes turns as seldom as can be: each turn costs a layout of the page. */
function arrange() {
  const parts = sections();
  const height = new Map(notes().map((note) => [note, closedHeight(note)]));
  for (const part of parts) part.heights = part.members.map((note) => height.get(note));
  wait(parts);
  const origin = article.getBoundingClientRect().top;
  const top = (element) => element.getBoundingClientRect().top - origin;
  for (const note of notes()) note.classList.remove("covered");
  const places = parts.flatMap(({ head, members, heights }) => {
    const next = after(head);
    const wanted = members.map((note) => (lineOf(note)?.top ?? origin) - origin + 3);
    return stack(wanted, heights, GAP, top(head) + 4, next ? top(next) - GAP : Infinity);
  });
  let bottom = 0;
  parts
    .flatMap(({ members }) => members)
    .forEach((note, index) => {
      note.style.top = `${places[index]}px`;
      bottom = Math.max(bottom, places[index] + height.get(note));
    });
  article.style.minHeight = `${bottom + 3 * GAP}px`;
}

/** The height of a note that shows its finding only. */
function closedHeight(note) {
  const open = note.classList.contains("open");
  note.classList.remove("open");
  const height = note.offsetHeight;
  note.classList.toggle("open", open);
  return height;
}

const after = (head) => {
  let next = head.nextElementSibling;
  while (next && !next.matches("h2, section, .after")) next = next.nextElementSibling;
  return next?.matches("h2") ? next : null;
};

/** Lets a section of a page of many wait where its findings are longer than its text. */
function wait(parts) {
  const waiting = parts.map(({ head, heights }) => {
    const next = after(head);
    const last = next?.previousElementSibling;
    const has = next ? next.getBoundingClientRect().top - head.getBoundingClientRect().top - (waits.get(last) ?? 0) : Infinity;
    return [last, Math.max(0, room(heights, GAP) + GAP - has)];
  });
  for (const [last, more] of waiting) {
    if (!last || more === (waits.get(last) ?? 0)) continue;
    last.style.paddingBottom = more ? `${more}px` : "";
    waits.set(last, more);
  }
}

/** Lays an opened note over the column, level with its words; what it would cut is not seen meanwhile. */
export function raise(note) {
  const origin = article.getBoundingClientRect().top;
  const line = lineOf(note);
  const top = line ? line.top - origin - 12 : note.offsetTop;
  note.style.top = `${top}px`;
  const bottom = top + note.offsetHeight;
  for (const other of notes()) {
    const at = other.offsetTop;
    other.classList.toggle("covered", other !== note && at < bottom + 4 && at + other.offsetHeight > top - 4);
  }
  if (bottom + 3 * GAP > article.offsetHeight) article.style.minHeight = `${bottom + 3 * GAP}px`;
}
