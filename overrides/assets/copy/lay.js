// Lays the notes of a page over a paragraph of the author's: the same markup as the weaver makes (render/elements.py,
// render/passages.py).

import { unquoted } from "./marks.js";
import { find } from "./normal.js";
import { t } from "../reading/language.js";
import { element, idOf, notes } from "../reading/page.js";

const kindOf = (note) => [...note.classList].find((name) => name.startsWith("kind-"));

/** The quote that a note is about. */
export const quoteOf = (note) => unquoted(note.querySelector("h3").firstChild.textContent);

/** The notes of a paragraph: those whose passage the weaver found in it. */
export function homes(page) {
  const found = new Map();
  page.querySelectorAll("p[data-sha256]").forEach((paragraph) => {
    paragraph
      .querySelectorAll("[data-note]")
      .forEach((link) => link.dataset.note.split(" ").forEach((id) => found.set(id, paragraph.id)));
  });
  return found;
}

/**
 * Puts words in the place of a paragraph's, with its notes on their passages.
 * @param {HTMLElement} paragraph
 * @param {string} text
 * @param {string[]} own ids of the notes that belong there
 * @param {(quote: string) => number} count how often the words of a quote stand on the page
 */
export function lay(paragraph, text, own, count) {
  const spans = new Map();
  for (const note of notes()) {
    const hits = own.includes(idOf(note)) ? find(quoteOf(note), text) : [];
    const which = Number(note.dataset.at?.split(":")[1] ?? 0); // where its words stand several times, which of the places it means
    const hit = which ? hits[which - 1] : hits.length === 1 && hits[0];
    if (hit && (note.dataset.at || count(quoteOf(note)) === 1)) spans.set(note, hit);
  }
  const pieces = cut(spans);
  const names = named(paragraph, text, [...spans.values()]);
  const owners = new Set(pieces.map((piece) => piece.notes[0]));
  const after = [...spans.keys()].filter((note) => !owners.has(note));
  const parts = [
    ...pieces.map(({ start, end, notes: covering }) => ({ start, end, node: piece(covering, text.slice(start, end)) })),
    ...names,
    ...after.map((note) => ({ start: spans.get(note)[1], end: spans.get(note)[1], node: reference(note) })),
  ].sort((one, other) => one.start - other.start || one.end - other.end);
  const made = [];
  let at = 0;
  for (const { start, end, node } of parts) {
    made.push(text.slice(at, start), node);
    at = end;
  }
  paragraph.replaceChildren(...made.filter((part) => part !== ""), text.slice(at));
  finish(paragraph, [...spans.keys()]);
}

/** The pieces into which the borders of all passages cut a paragraph; the shortest passage is first on each. */
function cut(spans) {
  const borders = [...new Set([...spans.values()].flat())].sort((one, other) => one - other);
  const length = (note) => spans.get(note)[1] - spans.get(note)[0];
  const ordered = [...spans.keys()].sort((one, other) => length(one) - length(other) || one.value - other.value);
  return borders.slice(1).flatMap((end, index) => {
    const start = borders[index];
    const covering = ordered.filter((note) => spans.get(note)[0] <= start && end <= spans.get(note)[1]);
    return covering.length ? [{ start, end, notes: covering }] : [];
  });
}

function link(className, notes) {
  const made = element("a", { className });
  made.setAttribute("href", `#${idOf(notes[0])}`);
  made.setAttribute("role", "doc-noteref");
  made.dataset.note = notes.map(idOf).join(" ");
  return made;
}

function piece(covering, words) {
  const made = link(`passage ${kindOf(covering[0])}`, covering);
  made.textContent = words;
  return made;
}

function reference(note) {
  const made = link(`note-ref ${kindOf(note)}`, [note]);
  made.dataset.number = note.value;
  made.setAttribute("aria-label", label(note, quoteOf(note)));
  return made;
}

const label = (note, words) =>
  t("Note {number}, {kind}, on “{words}”", { number: note.value, kind: note.querySelector(".kind").textContent, words });

/** Names each note's first piece, gives it the address to come back to, and its last piece the number. */
function finish(paragraph, placed) {
  for (const note of placed) {
    const covering = [...paragraph.querySelectorAll("a.passage")].filter((one) => one.dataset.note.split(" ").includes(idOf(note)));
    const own = covering.filter((one) => one.dataset.note.split(" ")[0] === idOf(note));
    own.slice(1).forEach((one) => {
      one.tabIndex = -1;
      one.setAttribute("aria-hidden", "true");
    });
    if (!own.length) continue;
    own[0].id = `passage-${idOf(note)}`;
    own[0].setAttribute("aria-label", label(note, covering.map((one) => one.textContent).join("")));
    own.at(-1).dataset.number = note.value;
  }
}

/** The links to the glossaries that the paragraph had, on the first place of each name outside a passage. */
function named(paragraph, text, spans) {
  const taken = [...spans];
  return [...paragraph.querySelectorAll("a.actor, a.term")].flatMap((old) => {
    const free = find(old.textContent, text).find(([start, end]) => !taken.some(([from, until]) => start < until && from < end));
    if (!free) return [];
    taken.push(free);
    const node = old.cloneNode(false);
    node.textContent = text.slice(...free);
    return [{ start: free[0], end: free[1], node }];
  });
}
