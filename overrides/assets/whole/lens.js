// The lens: choose an actor or two, and the rest of the page steps back. Names are looked for when the page opens, in any of their
// forms.

import { t, tn } from "../reading/language.js";
import { openNote } from "../reading/notes.js";
import { names } from "../reading/who.js";
import { index, mentions } from "./names.js";

const form = document.querySelector(".lens");
const first = form.querySelector("[name=first]");
const second = form.querySelector("[name=second]");
const outcome = form.querySelector(".outcome");
const article = document.querySelector(".md-content__inner");
const blocks = () => [...article.querySelectorAll(".restated, .verbatim, .notes .note")];
const highlights = globalThis.CSS?.highlights && globalThis.Highlight;
let all = []; // every name on the page
let places = []; // those of the actors who are chosen, in order
let here = -1;

const walk = (element) => document.createTreeWalker(element, NodeFilter.SHOW_TEXT);

function text(element) {
  const walker = walk(element);
  let found = "";
  while (walker.nextNode()) found += walker.currentNode.data;
  return found;
}

/** A range over characters of an element's text, whatever elements divide it. */
function range(element, start, end) {
  const made = document.createRange();
  const walker = walk(element);
  let at = 0;
  let begun = false;
  while (walker.nextNode()) {
    const { length } = walker.currentNode;
    if (!begun && start < at + length) {
      made.setStart(walker.currentNode, start - at);
      begun = true;
    }
    if (begun && end <= at + length) {
      made.setEnd(walker.currentNode, end - at);
      return made;
    }
    at += length;
  }
  return null;
}

// The names that count in each paragraph that has epithets of its own, and under "" those that count everywhere.
const entries = Object.entries(await names());
const forms = entries.flatMap(([key, { forms, epithets = [] }]) => [
  ...forms.map((form) => [form, key]),
  ...epithets.map(([form, ...only]) => [form, key, ...only]),
]);
const own = new Set(["", ...forms.flatMap(([, , ...only]) => only)]);
const indexes = new Map([...own].map((id) => [id, index(forms.filter(([, , ...only]) => !only.length || only.includes(id)))]));

/** The parts of a block that are read: itself, or the paragraphs of a note. */
const parts = (block) =>
  block.matches(".note")
    ? [...block.querySelectorAll("p, li, td")].filter(
        (part) => !part.matches(".about-note, .tools") && !part.querySelector("p, li"),
      )
    : [block];

/** Whom a block names where. */
function look(block) {
  return parts(block).flatMap((part) =>
    mentions(text(part), indexes.get(part.id) ?? indexes.get("")).map(([start, end, key]) => ({
      block,
      key,
      range: range(part, start, end),
    })),
  );
}

/** Where the names stand now: before in the page comes first. */
const inOrder = (one, other) => one.range.compareBoundaryPoints(Range.START_TO_START, other.range);

function show() {
  const chosen = [first.value, second.value];
  const each = chosen.map((key) => all.filter((place) => place.key === key));
  places = each.flat().sort(inOrder);
  here = -1;
  const lit = new Set(places.map((place) => place.block));
  article.classList.toggle("through-lens", chosen.some(Boolean));
  for (const block of blocks()) block.classList.toggle("lit", lit.has(block));
  if (highlights) {
    each.forEach((list, index) => CSS.highlights.set(`lens-${index + 1}`, new Highlight(...list.map((place) => place.range))));
  }
  const names = [first, second].map((select) => select.value && select.selectedOptions[0].textContent).filter(Boolean);
  const paragraphs = [...lit].filter((block) => !block.matches(".note")).length;
  const [one, other] = names;
  outcome.textContent = names.length
    ? t("{names}: {times}, in {paragraphs} and {notes}", {
        names: other ? t("{first} and {second}", { first: one, second: other }) : one,
        times: tn("{count} time", "{count} times", places.length),
        paragraphs: tn("{count} paragraph", "{count} paragraphs", paragraphs),
        notes: tn("{count} note", "{count} notes", lit.size - paragraphs),
      })
    : "";
  for (const button of form.querySelectorAll("button")) button.disabled = !places.length;
}

/** The choice in the address, so that it can be sent to others; the place in the page stays. */
function keep() {
  const address = new URL(location.href);
  const keys = [first.value, second.value].filter(Boolean);
  if (keys.length) address.searchParams.set("lens", keys.join("+"));
  else address.searchParams.delete("lens");
  history.replaceState(history.state, "", address.href.replace(/%2B/g, "+"));
}

function step(by) {
  here = (here + by + places.length + (here < 0 && by < 0 ? 1 : 0)) % places.length;
  const { block, range: place } = places[here];
  if (highlights) CSS.highlights.set("lens-here", new Highlight(place));
  if (block.matches(".margins .note")) openNote(block); // of which the margin shows the finding only
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  (place.startContainer.parentElement ?? block).scrollIntoView({ block: "center", behavior: calm ? "auto" : "smooth" });
  outcome.textContent = t("{count} of {all}: {name}", { count: here + 1, all: places.length, name: place.toString() });
}

const asked = (new URLSearchParams(location.search).get("lens") ?? "").split(/[+ ,]/);
const known = (select, key) => [...select.options].some((option) => option.value === key);
if (known(first, asked[0])) first.value = asked[0];
if (asked[1] && known(second, asked[1])) second.value = asked[1];
form.addEventListener("submit", (event) => event.preventDefault());
form.addEventListener("change", () => {
  show();
  keep();
});
form.addEventListener("click", (event) => event.target.dataset.step && step(Number(event.target.dataset.step)));
/** Reads the page, as it is now: restated, or a reader's own copy. */
function read() {
  all = blocks().flatMap(look);
  show();
}

document.addEventListener("edition:text", read);
form.hidden = false;
read();
