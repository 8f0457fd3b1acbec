// The search as its reader sees it: a dialog with a field, a choice of sorts, and hits.

import { t, tn } from "../reading/language.js";
import { element } from "../reading/page.js";
import { style } from "../reading/style.js";
import { engine, Unavailable } from "./engine.js";
import { pieces } from "./words.js";

const WAIT = 70; // milliseconds after a key before anything is looked up
const QUIET = 700; // and before the number of hits is said
const AROUND = 70; // letters shown before the first word that was found
const LONG = 230;
const NAMES = {
  actor: t("Who"),
  term: t("Term"),
  event: t("Event"),
  note: t("Note"),
  text: t("Text"),
  page: t("Page"),
  source: t("Source"),
};

const field = element("input", {
  type: "search",
  name: "q",
  autocomplete: "off",
  spellcheck: false,
  maxLength: 300,
  enterKeyHint: "search",
});
const sorts = element("div", { className: "sorts" });
const count = element("p", { className: "count" });
const list = element("ol", { className: "hits", hidden: true });
const more = element("button", { type: "button", className: "more-hits", textContent: t("More hits"), hidden: true });
const said = element("p", { className: "said" });
const shut = element("button", { type: "button", className: "shut", textContent: t("Close") });
const top = element("div", { className: "top" }, element("label", {}, element("span", { textContent: t("Search") }), field), shut);
const dialog = element("dialog", { className: "search" }, top, sorts, count, list, more, said);

let site = null; // where the site begins, and whether its pages are folders
let search = null;
let found = null;
let asked = 0;
let timer = 0;
let voice = 0;

/** Opens the dialog; button is what opened it. */
export async function show(button) {
  if (!search) await prepare(button);
  if (dialog.open) return;
  dialog.showModal();
  const query = new URLSearchParams(location.search).get("q");
  if (query !== null && !field.value) field.value = query;
  field.select();
  look();
}

async function prepare(button) {
  site = { root: new URL(".", new URL(button.dataset.root, location.href)), folders: button.dataset.folders !== "false" };
  search = engine(new URL("assets/search/index/", site.root));
  dialog.setAttribute("aria-label", t("Search this edition"));
  top.setAttribute("role", "search");
  sorts.setAttribute("role", "radiogroup");
  sorts.setAttribute("aria-label", t("Show only"));
  said.setAttribute("role", "status");
  field.setAttribute("aria-describedby", "search-count");
  count.id = "search-count";
  document.body.append(dialog);
  field.addEventListener("keydown", async (event) => {
    if (event.key !== "Enter" || event.isComposing) return;
    event.preventDefault();
    clearTimeout(timer);
    await look(); // what is typed, not what was typed a moment ago
    list.querySelector("a")?.click();
  });
  field.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(look, WAIT);
  });
  sorts.addEventListener("change", look);
  more.addEventListener("click", further);
  shut.addEventListener("click", () => dialog.close());
  dialog.addEventListener("keydown", move);
  dialog.addEventListener("click", press);
  dialog.addEventListener("close", () => {
    clearTimeout(timer); // of what was typed a moment before
    address("");
  });
  await style(new URL("search.css", import.meta.url));
}

/** Keeps what is looked for in the address, so that it can be shared and come back to. */
function address(query) {
  const here = new URL(location.href);
  if (query) here.searchParams.set("q", query);
  else here.searchParams.delete("q");
  if (here.href !== location.href) history.replaceState(history.state, "", here);
}

// ---- looking

async function look() {
  const query = field.value.trim();
  asked += 1;
  const turn = asked;
  address(query);
  try {
    const result = await search.find(query, chosen());
    if (turn !== asked) return;
    found = result;
    choices(query);
    fill(found.hits.map(item));
    tell(query ? summary(query) : "");
  } catch (error) {
    if (turn !== asked) return;
    fail(error);
  }
  more.hidden = !found || list.children.length >= found.total;
}

/** Puts hits in the place of others; whoever had gone down to one of those is at the same place again. */
function fill(items) {
  const at = [...list.children].findIndex((one) => one.contains(document.activeElement));
  list.replaceChildren(...items);
  list.hidden = !items.length;
  if (at >= 0) (items[Math.min(at, items.length - 1)]?.firstElementChild ?? field).focus();
}

async function further() {
  const turn = asked;
  try {
    const items = (await found.more()).map(item);
    if (turn !== asked) return;
    list.append(...items);
    items[0]?.querySelector("a").focus();
    more.hidden = list.children.length >= found.total;
  } catch (error) {
    fail(error);
  }
}

function summary(query) {
  const asked = query.length > 60 ? `${query.slice(0, 60)}…` : query;
  const nothing = t("Nothing found for “{words}”. Try fewer words, or another spelling.", { words: asked });
  if (!found.total) return /[\p{L}\p{N}]/u.test(query) ? nothing : t("Type a word or a name.");
  const hits = tn("{count} hit", "{count} hits", found.total);
  const words = found.missing.map((word) => t("“{words}”", { words: word })).join(", ");
  return words ? t("{hits}; nothing has {words}", { hits, words }) : hits;
}

function fail(error) {
  if (!(error instanceof Unavailable)) console.error(error);
  found = null;
  fill([]);
  tell(t("The search cannot get at its index just now. Check the connection and type on."));
}

function tell(words) {
  count.textContent = words;
  clearTimeout(voice);
  voice = setTimeout(() => (said.textContent = words), QUIET);
}

// ---- the choice of sorts

const chosen = () => sorts.querySelector("input:checked")?.value ?? "";

function choices(query) {
  if (!sorts.children.length) {
    sorts.append(choice("", t("All"), true), ...Object.entries(found.sorts).map(([sort, label]) => choice(sort, label, false)));
  }
  for (const label of sorts.querySelectorAll("label")) {
    const input = label.querySelector("input");
    const hits = input.value ? found.counts[input.value] : Object.values(found.counts).reduce((sum, one) => sum + one, 0);
    label.querySelector("span").textContent = query ? ` ${hits}` : "";
    label.classList.toggle("none", Boolean(query) && !hits);
  }
}

function choice(value, label, checked) {
  return element("label", {}, element("input", { type: "radio", name: "sort", value, checked }), label, element("span", {}));
}

// ---- hits

function item(hit) {
  const title = element("strong", {}, ...marked(hit.sort === "note" ? t("“{words}”", { words: hit.title }) : hit.title));
  const other = (hit.sort === "note" ? [] : hit.names).find((name) =>
    pieces(name).every(([, word]) => !word || found.matches(word)),
  );
  const also =
    other && !pieces(hit.title).some(([, word]) => found.matches(word))
      ? [" ", element("span", { className: "also" }, ...marked(other))]
      : [];
  const about = element(
    "span",
    { className: "about" },
    element("b", { textContent: NAMES[hit.sort] ?? hit.sort }),
    hit.about ? ` · ${hit.about}` : "",
  );
  const link = element(
    "a",
    { href: target(hit.address) },
    title,
    ...also,
    about,
    element("span", { className: "words" }, ...excerpt(hit.text)),
  );
  return element("li", { className: hit.sort }, link);
}

/** Where a page of docs/ is on the site. */
function target(path) {
  const [, name, hash] = path.match(/^(.*)\.md(#.*)?$/);
  const page = site.folders
    ? name === "index"
      ? ""
      : `${name.replace(/(^|\/)index$/, "$1")}/`.replace("//", "/")
    : `${name}.html`;
  return new URL(page + (hash ?? ""), site.root).href;
}

function marked(text) {
  return pieces(text).map(([piece, word]) => (word && found.matches(word) ? element("mark", { textContent: piece }) : piece));
}

/** The stretch of a text in which most of what is looked for stands. */
function excerpt(text) {
  const cut = pieces(text.replaceAll("\n", " "));
  let [at, begin, best] = [0, 0, 0];
  const starts = cut.map(([piece]) => {
    at += piece.length;
    return at - piece.length;
  });
  cut.forEach((_, first) => {
    if (!found.matches(cut[first][1])) return;
    const inside = new Set();
    for (let one = first; one < cut.length && starts[one] < starts[first] + LONG - AROUND; one += 1) {
      if (found.matches(cut[one][1])) inside.add(cut[one][1]);
    }
    if (inside.size > best) [begin, best] = [first, inside.size];
  });
  const from = starts.findIndex(
    (start, one) => start === starts[begin] || (start >= starts[begin] - AROUND && cut[one][1]) || !best,
  );
  const until = starts.findIndex((start, one) => one > from && start > starts[from] + LONG);
  const shown = cut
    .slice(Math.max(0, from), until < 0 ? undefined : until)
    .map(([piece]) => piece)
    .join("");
  return [from > 0 ? "… " : "", ...marked(shown), until < 0 ? "" : " …"];
}

// ---- keys and presses

/** Escape closes; the arrows go from the field through the hits and back. */
function move(event) {
  if (event.key === "Escape") {
    event.preventDefault(); // a browser would only empty the field
    dialog.close();
  }
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step || event.target.type === "radio") return;
  const stops = [field, ...list.querySelectorAll("a")];
  const at = stops.indexOf(document.activeElement);
  const next = stops[at + step];
  if (at < 0 || !next) return;
  event.preventDefault();
  next.focus();
  next.scrollIntoView({ block: "nearest" });
}

function press(event) {
  if (event.target === dialog) return dialog.close(); // the backdrop
  const link = event.target.closest("a");
  if (!link || event.metaKey || event.ctrlKey || event.shiftKey || event.button) return;
  const to = new URL(link.href);
  if (to.pathname !== location.pathname) return; // the address keeps the query: coming back opens the search again
  event.preventDefault();
  dialog.close();
  location.hash = ""; // so that the same place can be gone to again
  location.hash = to.hash;
}
