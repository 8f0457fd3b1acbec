// The lens: choose an actor or two, and the rest of the page steps back. The build has marked who is named where, under any name.

import { mentions } from "./names.js";

const form = document.querySelector("form.lens");
const names = JSON.parse(form.dataset.names);
const first = form.elements.first;
const second = form.elements.second;
const outcome = form.querySelector("output");
const article = form.closest(".md-content__inner");
const blocks = () => [...article.querySelectorAll(".restated, .verbatim, .notes .note")];
const highlights = globalThis.CSS?.highlights && globalThis.Highlight;
let places = [];
let here = -1;

/** The stretches of a block that name an actor, as [start, end] in the units of its text: from “key:8-22,140-145 other:3-9”. */
export function stretches(mentions, key) {
  const found = (mentions ?? "").split(" ").find((part) => part.startsWith(`${key}:`));
  return found ? found.slice(key.length + 1).split(",").map((pair) => pair.split("-").map(Number)) : [];
}

// The reading view labels a note in its first paragraph; that is no part of its words.
const words = (node) => (node.parentElement.closest(".label") ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT);

/** A range over characters of an element's text, whatever elements divide it. */
function range(element, start, end) {
  const made = document.createRange();
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT, words);
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

/** Where a block names an actor; in a reader's own copy that is looked for now, for the build has never seen it. */
function spans(element, key) {
  if (!element.hasAttribute("data-copy")) return stretches(element.dataset.mentions, key);
  const forms = names.filter(([, , ...only]) => !only.length || only.includes(element.id));
  return mentions(element.textContent, forms).filter(([, , named]) => named === key);
}

const marked = (block) => [block, ...block.querySelectorAll("[data-mentions]")].filter((element) => element.dataset.mentions || element.hasAttribute("data-copy"));

function found(key) {
  if (!key) return [];
  return blocks().flatMap((block) =>
    marked(block).flatMap((element) =>
      spans(element, key)
        .map(([start, end]) => ({ block, range: range(element, start, end) }))
        .filter((place) => place.range),
    ),
  );
}

/** Where the names stand now: before in the page comes first. */
const inOrder = (one, other) => one.range.compareBoundaryPoints(Range.START_TO_START, other.range);

function show() {
  const chosen = [first.value, second.value];
  const each = chosen.map(found);
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
  outcome.value = names.length
    ? `${names.join(" and ")}: ${places.length} times, in ${paragraphs} paragraph${paragraphs === 1 ? "" : "s"} and ${lit.size - paragraphs} note${lit.size - paragraphs === 1 ? "" : "s"}`
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
  // A note that the margin has folded opens when the focus comes to it.
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  (place.startContainer.parentElement ?? block).scrollIntoView({ block: "center", behavior: calm ? "auto" : "smooth" });
  outcome.value = `${here + 1} of ${places.length}: ${place.toString()}`;
}

const asked = (new URLSearchParams(location.search).get("lens") ?? "").split(/[+ ,]/);
const known = (select, key) => [...select.options].some((option) => option.value === key);
if (known(first, asked[0])) first.value = asked[0];
if (asked[1] && known(second, asked[1])) second.value = asked[1];
form.addEventListener("submit", (event) => event.preventDefault());
form.addEventListener("change", () => (show(), keep()));
form.addEventListener("click", (event) => event.target.dataset.step && step(Number(event.target.dataset.step)));
document.addEventListener("edition:text", show);
form.hidden = false;
show();
