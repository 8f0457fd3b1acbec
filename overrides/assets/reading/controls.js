// The reader's choices on a page with notes: marks or none, which kinds of note, keys.

import { article, idsOf, noteOf, notes, passages, visible } from "./page.js";
import { layout } from "./margins.js";
import { load, save } from "./settings.js";

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

/** Takes a choice: the keys, or one kind of note. */
function choose({ value, checked }) {
  if (value === "keys") choices.keys = checked;
  else choices.hidden = checked ? choices.hidden.filter((kind) => kind !== value) : [...choices.hidden, value];
  apply();
}

/** Makes the row of controls under the section's title live. */
export function controls() {
  const row = article.querySelector(".controls");
  if (!row) return;
  for (const marks of row.querySelectorAll("[aria-pressed]")) {
    const press = () => marks.setAttribute("aria-pressed", String(choices.marks));
    marks.addEventListener("click", () => {
      choices.marks = !choices.marks;
      press();
      apply();
    });
    press();
  }
  for (const box of row.querySelectorAll("input")) {
    box.checked = box.value === "keys" ? choices.keys : !choices.hidden.includes(box.value);
    box.addEventListener("change", () => choose(box));
  }
  row.hidden = false;
}
