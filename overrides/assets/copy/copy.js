// Door two: the reader's own copy of the text in the place of the restatement, verified and annotated. Nothing leaves the browser.

import { compare, letters } from "./match.js";
import { homes, lay, quoteOf } from "./lay.js";
import { blocks, text as plain } from "./read.js";
import { brief, digest, find, hash, words as wordsOf } from "./normal.js";
import { t, tn } from "../reading/language.js";
import { element, idOf, notes } from "../reading/page.js";
import { say } from "../reading/say.js";

const paragraphs = () => [...document.querySelectorAll("p[data-sha256]")];
const home = homes(document);
const restated = new Map(
  paragraphs().map((paragraph) => [paragraph, { nodes: [...paragraph.childNodes], className: paragraph.className }]),
);
const key = (place) => `edition-copy-${place.dataset.text}`;
const button = (words, press) => {
  const made = element("button", { type: "button", textContent: words });
  made.addEventListener("click", press);
  return made;
};

/** Asks for a copy: pasted, dropped or opened. */
export function ask(place) {
  const open = place.nextElementSibling;
  if (open?.matches(".own-form")) return void open.querySelector("textarea").focus();
  const area = element("textarea", { id: "own-copy", rows: 4 });
  const file = element("input", { type: "file", accept: ".txt,.html,.htm,.xhtml,text/*" });
  const error = element("p", { className: "own-error" });
  error.setAttribute("role", "alert");
  const form = element(
    "form",
    { className: "own-form" },
    element(
      "p",
      {},
      element("label", { htmlFor: "own-copy", textContent: t("Paste your copy of the essay, as much of it as you have:") }),
    ),
    area,
    element("p", {}, element("label", {}, t("or open a file:"), " ", file), " ", t("or drop one here")),
    element("p", {
      textContent: t(
        "Plain text or a saved page; what stands around the text does not matter. Your copy stays in this browser, and no one else gets it.",
      ),
    }),
    error,
    element(
      "p",
      {},
      element("button", { type: "submit", textContent: t("Show it with the notes") }),
      " ",
      button(t("Cancel"), () => {
        form.remove();
        place.querySelector("button").focus();
      }),
    ),
  );
  const take = async (read) => {
    error.textContent = "";
    form.setAttribute("aria-busy", "true");
    const refusal = await accept(place, read).catch((problem) => problem.message);
    form.removeAttribute("aria-busy");
    if (refusal) error.textContent = refusal;
    else form.remove();
  };
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    take(() => (file.files[0] ? blocks(file.files[0]) : plain(area.value)));
  });
  file.addEventListener("change", () => file.files[0] && take(() => blocks(file.files[0])));
  form.addEventListener("dragover", (event) => event.preventDefault());
  form.addEventListener("drop", (event) => {
    event.preventDefault();
    const [dropped] = event.dataTransfer.files;
    const words = event.dataTransfer.getData("text/html") || event.dataTransfer.getData("text/plain");
    take(() => (dropped ? blocks(dropped) : plain(words)));
  });
  place.after(form);
  area.focus();
}

/** Shows a copy and keeps it, or says why not. */
async function accept(place, read) {
  if (!crypto.subtle) return t("Your browser verifies words only on pages that come over HTTPS.");
  const copy = await read();
  if (!copy.length) return t("There is nothing in it. Paste the essay, or open a file that has it.");
  const found = await compare(copy, await expected(place));
  if (!found.size)
    return t("This seems to be another text: none of the essay’s paragraphs is in it. Perhaps it is a summary, or a translation?");
  const kept = JSON.stringify(Object.fromEntries([...found].map(([id, { text }]) => [id, text])));
  await recall(place, kept);
  try {
    localStorage.setItem(key(place), kept);
  } catch {
    say(t("Your copy is shown, but this browser keeps nothing: it is gone when you leave the page."));
  }
  return "";
}

/** What is known of all paragraphs of the text: from the page that has the whole of it, or else from this one. */
async function expected(place) {
  const link = place.parentElement.querySelector("a.whole");
  const whole = link
    ? await fetch(link.href).then(
        (answer) => (answer.ok ? answer.text() : ""),
        () => "",
      )
    : "";
  const other = new DOMParser().parseFromString(whole, "text/html");
  const page = other.querySelector("p[data-sha256]") ? other : document;
  const owners = page === document ? home : homes(page);
  return [...page.querySelectorAll("p[data-sha256]")].map(({ id, dataset }) => ({
    id,
    sha256: dataset.sha256,
    letters: Number(dataset.letters),
    fingerprint: dataset.fingerprint,
    words: Number(dataset.words),
    quotes: [...page.querySelectorAll(".notes .note")].filter((note) => owners.get(idOf(note)) === id).map(quoteOf),
  }));
}

/** Shows the paragraphs that are kept: each is verified anew, by its hash. */
export async function recall(place, kept) {
  let words;
  try {
    words = Object.entries(JSON.parse(kept)).filter(([, text]) => typeof text === "string");
  } catch {
    return localStorage.removeItem(key(place));
  }
  const own = new Map(words);
  restore();
  const texts = paragraphs().flatMap((paragraph) => own.get(paragraph.id) ?? []);
  const count = (quote) => texts.reduce((sum, text) => sum + find(quote, text).length, 0);
  const states = [];
  for (const paragraph of paragraphs()) {
    const text = own.get(paragraph.id);
    const state = text ? await stateOf(text, paragraph) : "missing";
    if (text) {
      lay(
        paragraph,
        text,
        [...home].filter(([, id]) => id === paragraph.id).map(([id]) => id),
        count,
      );
      paragraph.className = state === "unverified" ? "verbatim unverified" : "verbatim";
    }
    states.push(state);
    if (state !== "verified") paragraph.before(element("p", { className: "own-state", textContent: told(state, text, paragraph) }));
  }
  report(place, states);
  document.dispatchEvent(new Event("edition:text"));
}

/** What a paragraph of a copy is: the author's to the sign, or but for its signs, or something else. */
async function stateOf(text, { dataset }) {
  if (!crypto.subtle) return "unverified";
  if (brief(await digest(text)) === dataset.sha256) return "verified";
  return brief(await hash(letters(text))) === dataset.fingerprint ? "resigned" : "unverified";
}

/** What the reader is told of a paragraph that is not verified. */
function told(state, text, { dataset }) {
  if (state === "missing") return t("Not in your copy: restated in our own words.");
  if (state === "resigned") return t("The author’s words, but for quotation marks, dashes or stops.");
  const [has, wanted] = [wordsOf(text).length, Number(dataset.words)];
  const differs = t("It differs from the author’s text. Only notes whose words it has once are shown on it.");
  const length = t("{count} of {all} words.", { count: has, all: wanted });
  return t("From your copy, not verified: {why}", { why: has < wanted ? [length, differs].join(" ") : differs });
}

/** Says what is shown, hides what is not true now, and offers the way back. */
function report(place, states) {
  const count = (state) => states.filter((one) => one === state).length;
  const [total, sure] = [states.length, count("verified") + count("resigned")];
  const here =
    sure === total
      ? tn(
          "the paragraph here is the author’s, word for word",
          "all {count} paragraphs here are the author’s, word for word",
          total,
        )
      : t("{count} of the {all} paragraphs here verified", { count: sure, all: total });
  const parts = [here];
  if (count("unverified")) parts.push(tn("{count} not verified", "{count} not verified", count("unverified")));
  if (count("missing")) parts.push(tn("{count} not in it and restated", "{count} not in it and restated", count("missing")));
  const words = t("Your own copy: {state}. It stays on this device.", { state: parts.join(", ") });
  const remove = button(t("Remove it"), () => forget(place));
  place.querySelector(".own-report")?.remove();
  place.querySelector("button").hidden = true;
  place.prepend(
    element(
      "span",
      { className: "own-report" },
      words,
      " ",
      remove,
      " ",
      button(t("Another copy"), () => ask(place)),
      " ",
    ),
  );
  const banner = document.querySelector(".companion");
  if (banner) banner.hidden = count("missing") === 0;
  notes().forEach((note) => {
    const back = note.querySelector("a.back");
    if (back)
      back.hidden =
        !document.getElementById(`passage-${idOf(note)}`) &&
        !document.querySelector(`a.note-ref[href="#${CSS.escape(idOf(note))}"]`);
  });
  say(words);
}

/** Puts the restatement back. */
function restore() {
  document.querySelectorAll(".own-state").forEach((line) => line.remove());
  restated.forEach(({ nodes, className }, paragraph) => {
    paragraph.replaceChildren(...nodes);
    paragraph.className = className;
  });
}

function forget(place) {
  try {
    localStorage.removeItem(key(place));
  } catch {
    // Nothing was kept.
  }
  restore();
  place.querySelector(".own-report").remove();
  const banner = document.querySelector(".companion");
  if (banner) banner.hidden = false;
  document.querySelectorAll(".note a.back").forEach((back) => (back.hidden = false));
  const first = place.querySelector("button");
  first.hidden = false;
  first.focus();
  say(t("Your copy is removed from this device."));
  document.dispatchEvent(new Event("edition:text"));
}
