// The reader's choices on a page with notes: marks or none, which kinds of note, keys.

import { article, element, idsOf, noteOf, notes, passages, visible } from "./page.js";
import { layout } from "./margins.js";
import { load, save } from "./settings.js";

const KINDS = { source: "Source", context: "Context", correction: "Correction", dispute: "Dispute", hindsight: "Hindsight" };

export const choices = load();

/** Shows and hides what the choices say. */
export function apply() {
  document.documentElement.classList.toggle("unmarked", !choices.marks);
  notes().forEach((note) => (note.hidden = choices.hidden.some((kind) => note.classList.contains(`kind-${kind}`))));
  passages().forEach((link) => {
    const none = idsOf(link).every((id) => !noteOf(id) || !visible(noteOf(id)));
    link.classList.toggle("quiet", none);
    if (link.id || link.matches(".note-ref")) link.tabIndex = none ? -1 : 0;
  });
  save(choices);
  layout();
}

function box(label, checked, change) {
  const input = element("input", { type: "checkbox", checked });
  input.addEventListener("change", () => (change(input.checked), apply()));
  return element("label", {}, input, " ", label);
}

function kinds() {
  const there = Object.entries(KINDS).filter(([kind]) => notes().some((note) => note.classList.contains(`kind-${kind}`)));
  return there.map(([kind, label]) => {
    const count = notes().filter((note) => note.classList.contains(`kind-${kind}`)).length;
    const words = element("span", { className: "about-note" }, element("span", { className: `kind kind-${kind}`, textContent: label }), ` (${count})`);
    return box(words, !choices.hidden.includes(kind), (on) => {
      choices.hidden = on ? choices.hidden.filter((other) => other !== kind) : [...choices.hidden, kind];
    });
  });
}

/** The row of controls under the section's title. */
export function controls() {
  const marks = element("button", { type: "button", textContent: "Marks in the text" });
  const press = () => marks.setAttribute("aria-pressed", String(choices.marks));
  marks.addEventListener("click", () => ((choices.marks = !choices.marks), press(), apply()));
  press();
  const panel = element(
    "fieldset",
    {},
    element("legend", { textContent: "Show notes of these kinds" }),
    ...kinds(),
    box("Keys n and p step through the notes", choices.keys, (on) => (choices.keys = on)),
  );
  const row = element("div", { className: "controls" }, marks, element("details", {}, element("summary", { textContent: "Choose notes" }), panel));
  article.querySelector(".glance")?.after(row);
}
