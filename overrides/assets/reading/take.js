// Take a note away: its address, or a reference to it in words, as BibTeX and as CSL-JSON.

import { day, t } from "./language.js";
import { button, element, idOf, noteOf, quoteOf } from "./page.js";
import { say } from "./say.js";

const site = () => document.querySelector('meta[property="og:site_name"]')?.content ?? document.title;
const whole = () => t("{title}: an annotated edition", { title: site() });
const of = (part) => noteOf(part.closest("[data-of]")?.dataset.of ?? idOf(part.closest(".note")));
const addressOf = (note) => new URL(`#${idOf(note)}`, location.href.split("#")[0]).href;

/** Puts words on the clipboard, or shows them where that is refused. */
export async function clip(words, done) {
  try {
    await navigator.clipboard.writeText(words);
    say(done);
  } catch {
    prompt(t("Copy this:"), words);
  }
}

export const copyLink = (pressed) => clip(addressOf(of(pressed)), t("Link copied"));

/** What a reference to a note says. */
export function reference(note) {
  const line = note.querySelector(".reviewed");
  const date = line?.dataset.day ?? "";
  return {
    title: t("Note {number}, on {quote}", { number: note.value, quote: quoteOf(note) }),
    within: whole(),
    reviewed: date ? day(date) : (line?.textContent.replace("Reviewed ", "") ?? ""),
    date: date || line?.textContent.replace("Reviewed ", "") || "",
    url: addressOf(note),
  };
}

const inWords = ({ title, within, reviewed, url }) =>
  reviewed
    ? t("{title}, in {edition}, reviewed {day}, {address}", { title, edition: within, day: reviewed, address: url })
    : t("{title}, in {edition}, {address}", { title, edition: within, address: url });

function dateOf(words) {
  const day = new Date(`${words} UTC`);
  return Number.isNaN(day.getTime()) ? null : [day.getUTCFullYear(), day.getUTCMonth() + 1, day.getUTCDate()];
}

/** The same for BibTeX, in which braces and backslashes would be commands. */
export function bibtex({ title, within, reviewed, date: given, url }, id) {
  const safe = (words) => words.replace(/[\\{}]/g, "").replace(/([&%$#_])/g, "\\$1");
  const date = dateOf(given ?? reviewed);
  const lines = [`  title = {${safe(title)}},`, `  booktitle = {${safe(within)}},`];
  if (date) lines.push(`  year = {${date[0]}},`, `  note = {${safe(t("Reviewed {day}", { day: reviewed }))}},`);
  return [`@incollection{${id.replace(/[^A-Za-z0-9:-]/g, "-")},`, ...lines, `  url = {${url}}`, "}"].join("\n");
}

/** And for programs that read CSL data. */
export function csl({ title, within, reviewed, date: given, url }, id) {
  const date = dateOf(given ?? reviewed);
  const item = { id, type: "entry", title, "container-title": within, URL: url };
  if (date) item.issued = { "date-parts": [date] };
  return JSON.stringify([item], null, 2);
}

/** Opens the ways to cite a note under its tools, and closes them. */
export function cite(pressed) {
  const tools = pressed.closest(".tools");
  const shown = tools.nextElementSibling?.matches(".cited") ? tools.nextElementSibling : null;
  pressed.setAttribute("aria-expanded", String(!shown));
  if (shown) return shown.remove();
  const note = of(pressed);
  const found = reference(note);
  const forms = [
    [t("in words"), inWords(found)],
    ["BibTeX", bibtex(found, idOf(note))],
    ["CSL-JSON", csl(found, idOf(note))],
  ];
  const way = ([name, words]) =>
    button("", t("Copy {form}", { form: name }), () => clip(words, t("Copied {form}", { form: name })));
  tools.after(element("div", { className: "cited" }, element("p", { textContent: forms[0][1] }), ...forms.map(way)));
}

/** The words that a reader has selected, with where they stand. */
export function withReference(words) {
  const section = document.querySelector(".md-content__inner h1")?.firstChild?.textContent.trim() ?? document.title;
  const address = location.href.split("#")[0];
  const quoted = t("“{words}”", { words: words.trim() });
  return [quoted, t("{title}, in {edition}, {address}", { title: section, edition: whole(), address })].join("\n");
}
