// A card beside a word, for what is no note: actors, terms, sources.

import { t } from "./language.js";
import { button, element } from "./page.js";

const card = element("div", { id: "card", popover: "auto", tabIndex: -1 });
card.setAttribute("role", "dialog");
card.setAttribute("aria-labelledby", "card-title");

let opener = null;
let back = false;

/** Whether the card is open, and for which link. */
export const shown = () => (opener && card.matches(":popover-open") ? opener : null);

/**
 * Opens the card beside a link.
 * @param {HTMLElement} link what is asked about
 * @param {string} title the card's name
 * @param {Node[]} parts what it shows
 * @param {boolean} enter whether the focus moves into it (it does for a press, not for a pointer passing by)
 */
export function openCard(link, title, parts, enter) {
  closeCard();
  const heading = element("h2", { id: "card-title", textContent: title });
  card.replaceChildren(heading, element("div", {}, ...parts), button("shut", t("Close"), closeCard));
  opener = link;
  back = enter;
  // Behind the link's paragraph, or last in its item or cell, so that Tab and screen readers meet it where it belongs.
  const block = link.closest("p, li, dd, dt, td, th");
  if (block && block.localName !== "p") block.append(card);
  else (block ?? link).after(card);
  link.setAttribute("aria-expanded", "true");
  card.showPopover();
  place(link);
  card.scrollTop = 0;
  if (enter) card.focus({ preventScroll: true });
}

export function closeCard() {
  if (shown()) card.hidePopover();
}

/** Whether an element is in the card. */
export const holds = (node) => card.contains(node);

/** Puts the card under the link, or above where there is more room. */
function place(link) {
  const at = link.getClientRects()[0];
  if (!at) return;
  const below = innerHeight - at.bottom;
  const begin = document.dir === "rtl" ? at.right - card.offsetWidth : at.left;
  const left = Math.max(8, Math.min(begin, innerWidth - card.offsetWidth - 8));
  const top = below > card.offsetHeight + 12 || below > at.top ? at.bottom + 6 : Math.max(8, at.top - card.offsetHeight - 6);
  card.style.left = `${left}px`;
  card.style.top = `${top}px`;
}

card.addEventListener("toggle", (event) => {
  if (event.newState !== "closed" || !opener) return;
  const link = opener;
  const inside = card.contains(document.activeElement) || document.activeElement === document.body;
  link.removeAttribute("aria-expanded");
  opener = null;
  if (back && inside) link.focus({ preventScroll: true });
});
addEventListener("resize", closeCard);
