// The reader's choices on a page with notes: marks or none, which kinds of note, keys. Kept on this device only.

import { idsOf, noteOf, notes, passages, visible } from "./page.js";

const KEY = "edition";

function load() {
  const first = { marks: true, keys: true, hidden: [] };
  try {
    const kept = JSON.parse(localStorage.getItem(KEY) ?? "{}");
    return { ...first, ...kept, hidden: Array.isArray(kept?.hidden) ? kept.hidden : [] };
  } catch {
    return first; // storage is full, forbidden or not ours
  }
}

export const choices = load();

function save() {
  try {
    localStorage.setItem(KEY, JSON.stringify(choices));
  } catch {
    // The choices hold for this page.
  }
}

/** Shows and hides what the choices say. */
export function apply() {
  document.documentElement.classList.toggle("unmarked", !choices.marks);
  for (const note of notes()) note.hidden = choices.hidden.includes(note.dataset.kind);
  for (const link of passages()) {
    const none = idsOf(link).every((id) => !noteOf(id) || !visible(noteOf(id)));
    link.classList.toggle("quiet", none);
    if (link.id || link.matches(".note-ref")) link.tabIndex = none ? -1 : 0;
  }
  for (const box of document.querySelectorAll("#choices input")) box.checked = chosen(box.value);
}

const chosen = (value) => (value === "keys" || value === "marks" ? choices[value] : !choices.hidden.includes(value));

/** Takes up what a box of the panel says now. */
export function choose({ value, checked }) {
  if (value === "keys" || value === "marks") choices[value] = checked;
  else choices.hidden = checked ? choices.hidden.filter((kind) => kind !== value) : [...choices.hidden, value];
  document.dispatchEvent(new Event("edition:choices"));
}

document.addEventListener("edition:choices", () => {
  apply();
  save();
});
