// “Suggest a note”: the way in, by selecting words, by a command on each paragraph, or from the row of controls. The form comes on demand.

import { article, element } from "./page.js";

const touch = matchMedia("(pointer: coarse)");
const place = document.querySelector("[data-script=suggest-start]");
const paragraphs = () => [...article.querySelectorAll(".restated[id], .verbatim[id]")];

/** Opens the form for some words of a paragraph, or for a paragraph whose words are still to be chosen. */
async function open(paragraph, start = 0, end = 0) {
  float.hidden = true;
  const { suggest } = await import("./suggest.js");
  suggest({ place, paragraphs: paragraphs(), paragraph, start, end });
}

const float = element("button", { type: "button", className: "suggest-float", textContent: "Suggest a note", hidden: true });
float.addEventListener("pointerdown", (event) => event.preventDefault()); // the words stay selected
float.addEventListener("click", () => {
  const chosen = selected();
  if (chosen) open(...chosen);
});

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

let timer = 0;

function offer() {
  clearTimeout(timer);
  timer = setTimeout(() => {
    const found = document.querySelector("dialog[open]") ? null : selected();
    float.hidden = !found;
    if (!found) return;
    const at = getSelection().getRangeAt(0).getBoundingClientRect();
    // Under the words; a finger’s own menu stands there, so on touch at the foot of the window.
    const within = (wanted, room) => `${Math.max(8, Math.min(wanted, room - 8))}px`;
    float.style.setProperty("left", within(at.left, innerWidth - float.offsetWidth));
    float.style.setProperty("top", within(touch.matches ? innerHeight : at.bottom + 8, innerHeight - float.offsetHeight));
  }, 150);
}

/** A command for one paragraph: seen when it has the focus, or the pointer is on the paragraph. */
function command(paragraph) {
  const button = element("button", { type: "button", className: "suggest-here", textContent: `Suggest a note on paragraph ${paragraph.id.slice(1)}` });
  button.addEventListener("click", () => open(paragraph));
  paragraph.after(button);
}

document.body.append(float);
paragraphs().forEach(command);
document.addEventListener("selectionchange", offer);
place.addEventListener("click", () => open(...(selected() ?? [paragraphs()[0]])));
place.hidden = false;
