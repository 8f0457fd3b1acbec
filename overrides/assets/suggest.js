// “Suggest a note”: select words, say what is to be said of them and where it can be looked up; the forge's own form opens, filled
// in.

import { UNSPACED } from "./copy/marks.js";
import { find } from "./copy/normal.js";
import { t } from "./reading/language.js";
import { article, button, element } from "./reading/page.js";
import { say } from "./reading/say.js";
import { style } from "./reading/style.js";
import { clip, withReference } from "./reading/take.js";

const LONGEST = 8000; // bytes of an address that a forge takes
const SIGN_IN = 100; // bytes that the way through its sign-in puts before ours, which it then encodes once more
const place = document.querySelector("[data-script=suggest]");
const { issues, section } = place.dataset;
const KEY = `edition.draft.${section}`;
const touch = matchMedia("(pointer: coarse)");
const paragraphs = () => [...article.querySelectorAll(".restated[id], .verbatim[id]")];

const field = (tag, id, label, properties) => {
  const control = element(tag, { id: `suggest-${id}`, name: id, ...properties });
  return [element("p", {}, element("label", { htmlFor: control.id, textContent: label }), control), control];
};
const [quoteLine, quote] = field("input", "quote", t("The words that the note is about"), {
  type: "text",
  required: true,
  autocomplete: "off",
});
const [noteLine, note] = field("textarea", "note", t("What is to be said of them"), { rows: 6, required: true });
const [sourceLine, source] = field("textarea", "source", t("Where that can be looked up"), { rows: 2 });
note.placeholder = t("This is wrong, because …");
source.placeholder = t("An address, or who, title, where and when");
const status = element("p", { className: "suggest-status" });
status.setAttribute("role", "status");
const send = element("button", { type: "submit", textContent: issues ? t("Open the form, filled in") : t("Copy the note") });
const shut = element("button", { type: "button", className: "shut", textContent: t("Close"), onclick: () => dialog.close() });
const how = issues
  ? t(
      "A form opens where this edition is kept, with an account of that place you send it there. Until then nothing leaves this device.",
    )
  : t("The note goes to the clipboard: send it to an editor. Nothing leaves this device by itself.");
const heading = element("h2", { id: "suggest-title", textContent: t("Suggest a note") });
const about = element("p", {}, element("small", { textContent: how }));
const actions = element("p", { className: "suggest-actions" }, send, status);
const form = element("form", {}, heading, shut, quoteLine, noteLine, sourceLine, about, actions);
const dialog = element("dialog", { className: "suggest md-typeset" }, form);
dialog.setAttribute("aria-labelledby", heading.id);

/** Grows a stretch of a paragraph to whole words, then word by word until no other place of the section reads like it. */
export function unique(text, start, end, texts) {
  const letter = (at) => /[\p{L}\p{N}\p{M}]/u.test(text.charAt(at));
  while (start < end && !letter(start)) start += 1;
  while (end > start && !letter(end - 1)) end -= 1;
  // In a script without spaces any sign may begin or end a word.
  const inside = (at) => at > 0 && at < text.length && letter(at - 1) && letter(at) && !UNSPACED.test(text.slice(at - 1, at + 1));
  while (inside(start)) start -= 1;
  while (inside(end)) end += 1;
  const next = (at, step) => {
    let to = at;
    while (to + step >= 0 && to + step <= text.length && !letter(step > 0 ? to : to - 1)) to += step;
    if (to + step < 0 || to + step > text.length) return at;
    to += step;
    while (inside(to)) to += step;
    return to;
  };
  const more = (at) => next(at, 1);
  const less = (at) => next(at, -1);
  const places = () => texts.reduce((sum, one) => sum + find(text.slice(start, end), one).length, 0);
  while (end > start && places() > 1) {
    const [first, last] = [more(end), less(start)];
    if (first > end) end = first;
    else if (last < start) start = last;
    else break;
  }
  return text.slice(start, end);
}

/** The paragraph that holds the selection, with where it begins and ends in the paragraph’s text. */
function selected() {
  const selection = getSelection();
  if (!selection.rangeCount || selection.isCollapsed || !selection.toString().trim()) return null;
  const range = selection.getRangeAt(0);
  const paragraph = paragraphs().find((one) => range.intersectsNode(one));
  if (!paragraph) return null;
  const until = (container, offset) => {
    const before = document.createRange();
    before.selectNodeContents(paragraph);
    const side = before.comparePoint(container, offset);
    if (side === 0) before.setEnd(container, offset);
    return side < 0 ? 0 : before.toString().length;
  };
  const [start, end] = [until(range.startContainer, range.startOffset), until(range.endContainer, range.endOffset)];
  return end > start ? [paragraph, start, end] : null;
}

/** Opens the form, for some words or for none yet. */
function open(chosen) {
  float.hidden = true;
  recall();
  if (chosen) {
    const [paragraph, start, end] = chosen;
    quote.value = unique(
      paragraph.textContent,
      start,
      end,
      paragraphs().map((one) => one.textContent),
    );
  }
  status.textContent = "";
  dialog.showModal();
  (quote.value ? note : quote).focus();
}

const keep = () => store(() => localStorage.setItem(KEY, JSON.stringify([note.value, source.value])));

function recall() {
  store(() => {
    const [text, where] = JSON.parse(localStorage.getItem(KEY) ?? "[]");
    note.value ||= String(text ?? "");
    source.value ||= String(where ?? "");
  });
}

function store(action) {
  try {
    action();
  } catch {
    // Storage is forbidden, or what is stored is not ours: the draft lasts as long as the page.
  }
}

/** The note as it goes to the clipboard. */
const whole = () => {
  const words = t("“{words}”", { words: quote.value });
  return `${words} (${section})\n\n${note.value}\n\n${source.value}\n`;
};

/** Opens the forge's form; what its address cannot hold is on the clipboard, whole. */
async function propose(event) {
  event.preventDefault();
  const fields = {
    template: "note.yml",
    title: t("Note on “{words}”", { words: quote.value }),
    section,
    quote: quote.value,
    note: note.value,
    source: source.value,
  };
  const address = (given) => `${issues}?${new URLSearchParams(given)}`;
  const tooLong = () => encodeURIComponent(address(fields)).length + SIGN_IN > LONGEST;
  if (!issues || tooLong()) {
    await copied(
      issues
        ? t("The note is too long for an address and is on the clipboard, whole: paste it into the form.")
        : t("The note is on the clipboard."),
    );
    Object.assign(fields, { note: "", source: "" });
    if (tooLong()) Object.assign(fields, { title: "", quote: "" });
  }
  if (issues) window.open(address(fields), "_blank", "noopener");
}

async function copied(words) {
  try {
    await navigator.clipboard.writeText(whole());
    status.textContent = words;
  } catch {
    status.replaceChildren(
      t("The clipboard is closed to this page: copy the text here."),
      element("textarea", { rows: 6, readOnly: true, value: whole() }),
    );
  }
  say(status.textContent);
}

const float = element(
  "div",
  { className: "suggest-float", hidden: true },
  button("", t("Suggest a note"), () => open(selected())),
  button("", t("Copy with reference"), () => clip(withReference(getSelection().toString()), t("Copied, with where it stands"))),
);
float.addEventListener("pointerdown", (event) => event.preventDefault()); // the words stay selected
let timer = 0;

/** Shows the button under selected words; a finger’s own menu stands there, so on touch at the foot of the window. */
function offer() {
  clearTimeout(timer);
  timer = setTimeout(() => {
    float.hidden = Boolean(document.querySelector("dialog[open]")) || !selected();
    if (float.hidden) return;
    const at = getSelection().getRangeAt(0).getBoundingClientRect();
    const within = (wanted, room) => `${Math.max(8, Math.min(wanted, room - 8))}px`;
    float.style.setProperty("left", within(at.left, innerWidth - float.offsetWidth));
    float.style.setProperty("top", within(touch.matches ? innerHeight : at.bottom + 8, innerHeight - float.offsetHeight));
  }, 150);
}

await style(new URL("reading/suggest.css", import.meta.url));
form.addEventListener("submit", propose);
form.addEventListener("input", keep);
document.body.append(float, dialog);
document.addEventListener("selectionchange", offer);
offer(); // words were selected before this was there

/** Opens the form for the words that are selected, if any are. */
export const ask = () => open(selected());
