// Small screens: a sheet at the foot of the window for the note that is open, with the ways on and back; a source opens inside it.

import { t } from "./language.js";
import { button, element, idOf, quoteOf } from "./page.js";
import { copy } from "./who.js";

export const sheet = element("div", { id: "sheet", tabIndex: -1, hidden: true });
sheet.setAttribute("role", "dialog");
sheet.setAttribute("aria-labelledby", "sheet-title");

/**
 * Shows a note in the sheet.
 * @param {HTMLElement} note one of the page's
 * @param {[HTMLElement?, HTMLElement?]} around the notes before and after it
 */
export function fillSheet(note, [before, after]) {
  const title = element("h2", { id: "sheet-title" });
  const label = note.querySelector(".about-note").textContent;
  title.append(element("span", { className: `kind kind-${note.dataset.kind}`, textContent: label }));
  fill(title, [turn("‹", t("The note before"), -1, before), turn("›", t("The next note"), 1, after)], quoted(note), made(note));
  sheet.dataset.of = idOf(note);
}

/** The author's words, in the language in which the note's heading has them. */
function quoted(note) {
  const { lang, dir } = note.querySelector("h3");
  return element("p", { className: "quoted", textContent: quoteOf(note), ...(lang && { lang, dir }) });
}

function made(note) {
  const shown = copy(note);
  const item = element("div", { className: shown.className }, ...shown.children);
  for (const gone of item.querySelectorAll("h3, .about-note")) gone.remove();
  item.dataset.of = idOf(note);
  return item;
}

/** Shows something else in it, such as a source or a name; `back` leads to what stood there before. */
export function showInSheet(words, parts, back) {
  const title = element("h2", { id: "sheet-title", textContent: words });
  fill(title, back ? [button("turn", t("‹ Back"), back)] : [], ...parts);
  sheet.focus({ preventScroll: true });
}

function fill(title, turns, ...parts) {
  delete sheet.dataset.of;
  const shut = button("shut", t("Close"), null);
  sheet.replaceChildren(element("div", { className: "sheet-head" }, ...turns, title, shut), ...parts);
  if (!sheet.isConnected) document.body.append(sheet);
  sheet.hidden = false;
  sheet.scrollTop = 0;
}

function turn(sign, words, by, note) {
  const made = button("turn", sign, null);
  made.dataset.by = by;
  made.setAttribute("aria-label", words);
  made.disabled = !note;
  return made;
}

export function shutSheet() {
  sheet.hidden = true;
  sheet.replaceChildren();
  delete sheet.dataset.of;
}
