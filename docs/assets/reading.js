// The reading view: notes in the margin where there is room, in a card where there is not. Without this file every link still works.

import { close, copy, holds, open, shown } from "./card.js";
import { fold, stack } from "./margin.js";
import { load, save } from "./settings.js";

const GAP = 14;
const FAR = 260; // a note farther from its passage than this is looked for in vain
const FOLDS = [Infinity, 4, 2, 0];
const HOVER = 300; // milliseconds: a pointer passing by opens nothing
const KINDS = { source: "Source", context: "Context", correction: "Correction", dispute: "Dispute", hindsight: "Hindsight" };

const article = document.querySelector(".md-content__inner");
const passages = [...(article?.querySelectorAll("a.passage, a.note-ref") ?? [])];
const notes = [...(article?.querySelectorAll(".notes .note") ?? [])];
const wide = matchMedia("(min-width: 68.75em)");
const pointer = matchMedia("(hover: hover) and (pointer: fine)");
const choices = load();

const idOf = (note) => note.querySelector("h3").id;
const noteOf = (id) => document.getElementById(id)?.closest(".note");
const idsOf = (link) => link.dataset.note.split(" ");
const passageOf = (note) => document.getElementById(`passage-${idOf(note)}`) ?? passages.find((link) => idsOf(link).includes(idOf(note)));
const visible = (note) => !note.hidden;
const element = (tag, properties = {}, ...children) => {
  const made = Object.assign(document.createElement(tag), properties);
  made.append(...children);
  return made;
};

// ---- the margin

let unfolded = new Set();

function lines(note, count) {
  const open = count === Infinity || unfolded.has(note);
  note.classList.toggle("folded", !open);
  note.style.setProperty("--lines", open ? "none" : String(count));
}

function layout() {
  const margins = wide.matches && notes.length > 0;
  article.classList.toggle("margins", margins);
  if (!margins) {
    notes.forEach((note) => {
      note.style.removeProperty("top");
      note.classList.remove("folded");
    });
    article.style.removeProperty("min-height");
    return;
  }
  const shownNotes = notes.filter(visible);
  const origin = article.getBoundingClientRect().top;
  const wanted = shownNotes.map((note) => (passageOf(note)?.getClientRects()[0]?.top ?? origin) - origin - 4);
  const first = article.querySelector(".glance, .restated, .verbatim")?.getBoundingClientRect().top ?? origin;
  const measure = (count) => {
    shownNotes.forEach((note) => lines(note, count));
    const heights = shownNotes.map((note) => note.offsetHeight);
    return { heights, tops: stack(wanted, heights, GAP, first - origin) };
  };
  const farthest = (count) => Math.max(0, ...measure(count).tops.map((top, index) => Math.abs(top - wanted[index])));
  const { heights, tops } = measure(fold(FOLDS, farthest, FAR));
  shownNotes.forEach((note, index) => {
    note.style.top = `${tops[index]}px`;
    const body = note.querySelector(".note-body");
    note.querySelector(".more").hidden = !note.classList.contains("folded") && !unfolded.has(note);
    note.querySelector(".more").hidden ||= note.classList.contains("folded") && body.scrollHeight <= body.clientHeight;
  });
  article.style.minHeight = `${Math.max(0, ...tops.map((top, index) => top + heights[index])) + 2 * GAP}px`;
}

function prepare(note) {
  const body = element("div", { className: "note-body", id: `body-${idOf(note)}` });
  body.append(...[...note.children].slice(2));
  const more = element("button", { type: "button", className: "more", textContent: "More" });
  more.setAttribute("aria-expanded", "false");
  more.setAttribute("aria-controls", body.id);
  more.addEventListener("click", () => unfold(note, !unfolded.has(note)));
  const link = element("button", { type: "button", className: "tool", textContent: "Copy link" });
  link.addEventListener("click", () => copyLink(note, link));
  note.append(body, more, element("p", { className: "tools" }, link));
  note.tabIndex = -1;
}

function unfold(note, wanted) {
  unfolded = new Set(wanted ? [note] : []);
  notes.forEach((other) => {
    const more = other.querySelector(".more");
    more.setAttribute("aria-expanded", String(unfolded.has(other)));
    more.textContent = unfolded.has(other) ? "Less" : "More";
  });
  layout();
}

async function copyLink(note, button) {
  const address = new URL(`#${idOf(note)}`, location.href).href;
  try {
    await navigator.clipboard.writeText(address);
    say("Link copied");
    button.textContent = "Copied";
  } catch {
    prompt("The link to this note:", address);
  }
  setTimeout(() => (button.textContent = "Copy link"), 2000);
}

const live = element("p", { className: "said" });
live.setAttribute("role", "status");
const say = (words) => (live.textContent = words);

// ---- what belongs together

function mark(ids) {
  passages.forEach((link) => link.classList.toggle("active", idsOf(link).some((id) => ids.includes(id))));
  notes.forEach((note) => note.classList.toggle("active", ids.includes(idOf(note))));
}

// ---- opening

/** What a link opens in the card: a name and parts, or nothing. */
function contents(link) {
  if (link.matches("a.passage, a.note-ref")) {
    const found = idsOf(link).map(noteOf).filter((note) => note && visible(note));
    return found.length ? [found.map((note) => note.querySelector("h3").firstChild.textContent).join(" and "), found.map(copy)] : null;
  }
  if (link.matches("a.citation")) {
    const source = document.getElementById(decodeURIComponent(link.hash.slice(1)));
    return source ? [`Source ${link.textContent.replace(/\D.*$/, "")}`.trim(), [copy(source)]] : null;
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
  return true;
}

function press(event) {
  const link = event.target.closest?.("a.passage, a.note-ref, a.citation, a.actor, a.term");
  if (!link || event.metaKey || event.ctrlKey || event.shiftKey || event.button) return;
  // Inside the card a link is a link: cards do not stack.
  if (holds(link)) return void (link.hash && link.pathname === location.pathname && close());
  if (link.matches("a.passage, a.note-ref") && article.classList.contains("margins")) {
    event.preventDefault();
    toNote(noteOf(idsOf(link)[0]), true);
  } else if (show(link, true)) {
    event.preventDefault();
  }
}

function toNote(note, enter) {
  if (!note) return;
  unfold(note, true);
  mark([idOf(note)]);
  history.replaceState(null, "", `#${idOf(note)}`);
  if (enter) note.focus({ preventScroll: true });
  note.scrollIntoView({ block: "nearest" });
}

let timer = 0;
let hovered = false;

function over(event) {
  if (!pointer.matches || event.pointerType === "touch") return;
  const link = event.target.closest?.("a.passage, a.note-ref, a.citation, a.actor, a.term, .note");
  clearTimeout(timer);
  if (holds(event.target)) return;
  const margins = article.classList.contains("margins");
  if (link?.matches(".note")) return mark([idOf(link)]);
  if (link?.dataset.note && margins) return mark(idsOf(link));
  if (!link && margins) mark(shown()?.dataset.note ? idsOf(shown()) : []);
  if (link && link !== shown()) timer = setTimeout(() => (hovered = show(link, false)), HOVER);
  else if (!link && shown() && hovered) timer = setTimeout(leave, HOVER);
}

function leave() {
  if (!holds(document.activeElement)) close();
}

// ---- stepping with n and p

function step(by) {
  const stops = notes.filter(visible);
  const here = shown()?.dataset.note ?? document.activeElement.closest?.(".note")?.querySelector("h3").id ?? document.activeElement.dataset?.note;
  const at = stops.findIndex((note) => here && idsOf({ dataset: { note: here } })[0] === idOf(note));
  const note = at < 0 ? nearest(stops, by) : stops[at + by];
  if (!note) return say(by > 0 ? "No further note" : "No earlier note");
  const link = passageOf(note);
  link?.scrollIntoView({ block: "center" });
  if (article.classList.contains("margins")) toNote(note, true);
  else if (link) show(link, true);
}

/** The first note below the top of the window, or the last above it. */
function nearest(stops, by) {
  const below = stops.filter((note) => (passageOf(note)?.getBoundingClientRect().top ?? 0) > 60);
  return by > 0 ? below[0] : stops[stops.length - below.length - 1];
}

function key(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest?.("input, textarea, select, [contenteditable]")) return;
  if (event.key === "Escape" && !shown()) {
    const note = document.activeElement.closest?.(".note");
    if (note) passageOf(note)?.focus();
  }
  if ((event.key === "n" || event.key === "p") && choices.keys && notes.length) {
    event.stopImmediatePropagation(); // the theme would turn the page
    event.preventDefault();
    step(event.key === "n" ? 1 : -1);
  }
}

// ---- the reader's choices

function apply() {
  document.documentElement.classList.toggle("unmarked", !choices.marks);
  notes.forEach((note) => (note.hidden = Object.keys(KINDS).some((kind) => choices.hidden.includes(kind) && note.classList.contains(`kind-${kind}`))));
  passages.forEach((link) => {
    const none = idsOf(link).every((id) => !noteOf(id) || !visible(noteOf(id)));
    link.classList.toggle("quiet", none);
    if (link.id || link.matches(".note-ref")) link.tabIndex = none ? -1 : 0;
  });
  save(choices);
  layout();
}

function controls() {
  const box = (label, checked, change) => {
    const input = element("input", { type: "checkbox", checked });
    input.addEventListener("change", () => (change(input.checked), apply()));
    return element("label", {}, input, ` ${label}`);
  };
  const kinds = Object.entries(KINDS)
    .filter(([kind]) => notes.some((note) => note.classList.contains(`kind-${kind}`)))
    .map(([kind, label]) =>
      box(label, !choices.hidden.includes(kind), (on) => (choices.hidden = on ? choices.hidden.filter((other) => other !== kind) : [...choices.hidden, kind])),
    );
  const marks = element("button", { type: "button", textContent: "Marks" });
  const press = () => marks.setAttribute("aria-pressed", String(choices.marks));
  marks.addEventListener("click", () => ((choices.marks = !choices.marks), press(), apply()));
  press();
  const panel = element("fieldset", {}, element("legend", { textContent: "Show notes of these kinds" }), ...kinds, box("Keys n and p step through the notes", choices.keys, (on) => (choices.keys = on)));
  const details = element("details", {}, element("summary", { textContent: "Notes shown" }), panel);
  article.querySelector(".glance")?.after(element("div", { className: "controls" }, marks, details));
}

// ---- begin

if (article && HTMLElement.prototype.showPopover) {
  document.body.append(live);
  if (notes.length) {
    notes.forEach(prepare);
    controls();
    apply();
    wide.addEventListener("change", layout);
    new ResizeObserver(layout).observe(article.querySelector(".restated, .verbatim") ?? article);
    document.fonts?.ready.then(layout);
    const named = location.hash && noteOf(decodeURIComponent(location.hash.slice(1)));
    if (named && wide.matches) toNote(named, false);
    article.addEventListener("focusin", (event) => {
      const link = event.target.closest("a.passage, a.note-ref");
      const note = event.target.closest(".note");
      if (link || note) mark(link ? idsOf(link) : [idOf(note)]);
    });
  }
  document.addEventListener("click", press);
  document.addEventListener("pointerover", over);
  addEventListener("keydown", key, true);
}
