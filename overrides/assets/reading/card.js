// One card for everything that opens beside a word: notes, actors, terms, sources.

const card = document.createElement("div");
card.id = "card";
card.popover = "auto";
card.tabIndex = -1;
card.setAttribute("role", "dialog");
card.setAttribute("aria-labelledby", "card-title");

let opener = null;
let back = false;

/** Whether the card is open, and for which link. */
export const shown = () => (card.matches(":popover-open") ? opener : null);

/**
 * Opens the card beside a link.
 * @param {HTMLElement} link what is asked about
 * @param {string} title the card's name
 * @param {Node[]} parts what it shows
 * @param {boolean} enter whether the focus moves into it (it does for a press, not for a pointer passing by)
 */
export function open(link, title, parts, enter) {
  close();
  const heading = document.createElement("h2");
  heading.id = "card-title";
  heading.textContent = title;
  const shut = document.createElement("button");
  shut.type = "button";
  shut.className = "shut";
  shut.textContent = "Close";
  shut.addEventListener("click", close);
  const items = parts.every((part) => part.matches?.("li"));
  const body = document.createElement(items ? "ol" : "div");
  body.append(...parts);
  card.replaceChildren(heading, body, shut);
  opener = link;
  back = enter;
  // Right after the link's block, so that Tab and screen readers meet it where it belongs.
  (link.closest("p, li, dd, dt, td") ?? link).after(card);
  link.style.setProperty("anchor-name", "--opener");
  link.setAttribute("aria-expanded", "true");
  card.showPopover({ source: link });
  place(link);
  card.scrollTop = 0;
  if (enter) card.focus({ preventScroll: true });
}

export function close() {
  if (card.matches(":popover-open")) card.hidePopover();
}

/** Whether an element is in the card. */
export const holds = (node) => card.contains(node);

/** Puts the card under the link, or above where there is more room, for browsers that cannot anchor it by style. */
function place(link) {
  if (CSS.supports("position-area: bottom")) return;
  const at = link.getClientRects()[0];
  const below = innerHeight - at.bottom;
  card.style.left = `${Math.max(8, Math.min(at.left, innerWidth - card.offsetWidth - 8))}px`;
  card.style.top =
    below > card.offsetHeight + 12 || below > at.top ? `${at.bottom + 6}px` : `${Math.max(8, at.top - card.offsetHeight - 6)}px`;
}

card.addEventListener("toggle", (event) => {
  if (event.newState !== "closed" || !opener) return;
  const link = opener;
  const inside = card.contains(document.activeElement) || document.activeElement === document.body;
  link.style.removeProperty("anchor-name");
  link.removeAttribute("aria-expanded");
  opener = null;
  if (back && inside) link.focus({ preventScroll: true });
});

/** A copy of an element for the card: without ids, which are the page's, and without what makes sense only on the page. */
export function copy(element) {
  const made = element.cloneNode(true);
  for (const node of [made, ...made.querySelectorAll("*")]) {
    node.removeAttribute("id");
    node.removeAttribute("style");
    node.removeAttribute("hidden");
  }
  made.querySelectorAll(".headerlink, .back, .backlinks, .more, .label").forEach((node) => node.remove());
  return made;
}
