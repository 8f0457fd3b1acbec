// The reading view: notes in the margin where there is room, in a card where there is not. Without this file every link still
// works.

import { close, copy, holds, open, shown } from "./card.js";
import { apply, choices, controls } from "./controls.js";
import { inMargins, isUnfolded, layout, resized, toNote, unfold, wide } from "./margins.js";
import { article, element, idOf, idsOf, mark, named, noteOf, notes, passageOf, say, visible } from "./page.js";
import "../search/open.js";
import { place } from "./place.js";

const HOVER = 300; // milliseconds: a pointer passing by opens nothing
const OPENS = "a.passage, a.note-ref, a.citation, a.actor, a.term";
const NOTE = ".notes .note"; // a hit of the search is of that class, too
const pointer = matchMedia("(hover: hover) and (pointer: fine)");

/** Gives a note what only a script can work: folding, a copy of its address. */
function prepare(note) {
  const body = element("div", { className: "note-body", id: `body-${idOf(note)}` });
  const tools = note.querySelector(".tools") ?? element("p", { className: "tools" });
  tools.remove();
  body.append(...[...note.children].slice(2));
  const [kind, verdict] = ["kind", "verdict"].map((name) => note.querySelector(`.${name}`)?.textContent);
  const label = element("span", { className: "label", textContent: `${note.value}. ${verdict ?? kind}: ` });
  label.setAttribute("aria-hidden", "true"); // the heading, which is not seen then, says it
  body.firstElementChild?.prepend(label);
  const more = element("button", { type: "button", className: "more", textContent: "More" });
  more.setAttribute("aria-expanded", "false");
  more.setAttribute("aria-controls", body.id);
  more.setAttribute("aria-describedby", idOf(note));
  more.addEventListener("click", () => unfold(isUnfolded(note) ? null : note));
  const link = element("button", { type: "button", className: "copy-link", textContent: "Copy link" });
  tools.prepend(link, " ");
  note.append(body, more, tools);
  note.tabIndex = -1;
}

async function copyLink(button) {
  const id = button.closest("[data-of]")?.dataset.of ?? idOf(button.closest(".note"));
  const address = new URL(`#${id}`, location.href).href;
  try {
    await navigator.clipboard.writeText(address);
    say("Link copied");
    button.textContent = "Copied";
  } catch {
    prompt("The link to this note:", address);
  }
  setTimeout(() => (button.textContent = "Copy link"), 2000);
}

// ---- opening

/** A note as the card shows it. */
function carded(note) {
  const made = copy(note);
  made.dataset.of = idOf(note);
  return made;
}

/** What a link opens in the card: a name and parts, or nothing. */
function contents(link) {
  if (link.dataset.note) {
    const found = idsOf(link)
      .map(noteOf)
      .filter((note) => note && visible(note));
    return found.length
      ? [found.map((note) => note.querySelector("h3").firstChild.textContent).join(" and "), found.map(carded)]
      : null;
  }
  if (link.matches("a.citation")) {
    const source = named(link.hash);
    return source ? [`Source ${link.textContent.match(/\d+/)?.[0] ?? ""}`.trim(), [copy(source)]] : null;
  }
  if (!link.dataset.name) return null;
  const native = element("p", { className: "native", textContent: link.dataset.native ?? "", lang: link.dataset.lang ?? "" });
  const about = element("p", { textContent: link.dataset.about });
  const more = element("p", {}, element("a", { href: link.href, textContent: `More about ${link.dataset.name}` }));
  return [link.dataset.name, [native, about, more].filter((part) => part.textContent)];
}

function show(link, enter) {
  const found = contents(link);
  if (!found) return false;
  open(link, found[0], found[1], enter);
  if (link.dataset.note) mark(idsOf(link));
  return true;
}

function press(event) {
  rest();
  const button = event.target.closest?.(".copy-link");
  if (button) return void copyLink(button);
  const link = event.target.closest?.(OPENS);
  if (!link || event.metaKey || event.ctrlKey || event.shiftKey || event.button) return;
  // Inside the card a link is a link: cards do not stack.
  if (holds(link)) return void (link.hash && link.pathname === location.pathname && close());
  if (link.dataset.note && inMargins()) {
    event.preventDefault();
    toNote(noteOf(idsOf(link).find((id) => noteOf(id) && visible(noteOf(id)))), true);
  } else if (show(link, true)) {
    event.preventDefault();
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
  if (holds(event.target)) return;
  const link = event.target.closest?.(OPENS);
  const note = event.target.closest?.(NOTE);
  if (inMargins() && !link?.matches(":not([data-note])")) return beside(link, note);
  if (link && link !== shown()) timer = setTimeout(() => (hovered = show(link, false)), HOVER);
  else if (!link && shown() && hovered) timer = setTimeout(leave, HOVER);
}

/** With margins, pointing marks what belongs together, and resting unfolds a folded note. */
function beside(link, note) {
  if (shown() && hovered) timer = setTimeout(leave, HOVER);
  mark(link ? idsOf(link) : note ? [idOf(note)] : []);
  const target = link && noteOf(idsOf(link)[0]);
  if (target?.classList.contains("folded")) timer = setTimeout(() => unfold(target), HOVER);
}

function leave() {
  if (!holds(document.activeElement)) close();
}

// ---- keys

function step(by) {
  const stops = notes().filter(visible);
  const here =
    shown()?.dataset.note ?? document.activeElement.closest?.(NOTE)?.querySelector("h3").id ?? document.activeElement.dataset?.note;
  const at = stops.findIndex((note) => here?.split(" ")[0] === idOf(note));
  const note = at < 0 ? nearest(stops, by) : stops[at + by];
  if (!note) return say(by > 0 ? "No further note" : "No earlier note");
  const link = passageOf(note);
  link?.scrollIntoView({ block: "center" });
  if (inMargins()) toNote(note, true);
  else if (link) show(link, true);
}

/** The first note below the top of the window, or the last above it. */
function nearest(stops, by) {
  const below = stops.filter((note) => (passageOf(note)?.getBoundingClientRect().top ?? 0) > 60);
  return by > 0 ? below[0] : stops[stops.length - below.length - 1];
}

function key(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest?.("input, textarea, select, [contenteditable]"))
    return;
  rest();
  if (event.key === "Escape" && !shown()) {
    const note = document.activeElement.closest?.(NOTE);
    if (note) passageOf(note)?.focus();
  }
  if ((event.key === "n" || event.key === "p") && choices.keys && notes().length) {
    event.stopImmediatePropagation(); // the theme would turn the page
    event.preventDefault();
    step(event.key === "n" ? 1 : -1);
  }
}

// ---- begin

function annotate() {
  notes().forEach(prepare);
  apply();
  wide.addEventListener("change", layout);
  const sizes = new ResizeObserver(resized);
  article.querySelectorAll(".restated, .verbatim").forEach((paragraph) => sizes.observe(paragraph));
  if (document.fonts?.status === "loading") document.fonts.ready.then(layout);
  // The author's words may come in the place of the restatement, from the reader's own copy.
  document.addEventListener("edition:text", () => {
    article.querySelectorAll(".restated, .verbatim").forEach((paragraph) => sizes.observe(paragraph));
    apply();
  });
  article.addEventListener("focusin", (event) => {
    const link = event.target.closest("a.passage, a.note-ref");
    const note = event.target.closest(".note");
    if (link || note) mark(link ? idsOf(link) : [idOf(note)]);
    if (note?.classList.contains("folded") && event.target.matches("a, .copy-link")) unfold(note); // what has the focus must be seen
  });
  land();
  addEventListener("hashchange", land);
}

/** Unfolds the note that the address names, where notes stand in the margin. */
function land() {
  const note = named(location.hash)?.closest(".note");
  if (note && wide.matches) toNote(note, false);
}

// What only some pages need comes when one of them asks for it: the author's words, the lens, the filters.
for (const { dataset } of document.querySelectorAll("[data-script]")) import(`../${dataset.script}.js`);

if (article) {
  place();
  if (HTMLElement.prototype.showPopover) {
    controls();
    if (notes().length) annotate();
    document.addEventListener("click", press);
    document.addEventListener("pointerover", over);
    document.addEventListener("pointermove", () => (still = false));
    addEventListener("keydown", key, true);
  }
}
