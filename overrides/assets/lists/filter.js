// A filter over the entries of a page: each heading with data-… and what follows it up to the next heading.
// Entries may lie in a list that is opened by a press: it opens while something is chosen.

import { t } from "../reading/language.js";
import { named } from "../reading/page.js";

const form = document.querySelector(".choose.filter");
const outcome = form.querySelector(".outcome");
const selects = [...form.querySelectorAll("select")];
// The name of a choice, and the mark on a heading that answers it.
const MARKS = { kind: "kind", actor: "actors", paragraphs: "paragraphs" };
const within = form.parentElement;
const entries = [...within.querySelectorAll("h2, h3")].filter((heading) =>
  Object.values(MARKS).some((mark) => mark in heading.dataset),
);
const groups = [...within.querySelectorAll(":scope > h2")].filter((heading) => !entries.includes(heading));
const lists = new Map([...within.querySelectorAll(":scope > details")].map((list) => [list, list.open]));

/** What belongs to a heading: itself and all up to the next one of these. */
function parts(heading, ends) {
  const found = [heading];
  for (let next = heading.nextElementSibling; next && !next.matches(ends); next = next.nextElementSibling) found.push(next);
  return found;
}

/** Whether an entry answers a choice: one of its words is one of those chosen. */
const answers = (entry, select) => {
  const mine = (entry.dataset[MARKS[select.name]] ?? "").split(" ");
  return !select.value || select.value.split(" ").some((word) => mine.includes(word));
};

function show() {
  const chosen = selects.some((select) => select.value);
  let count = 0;
  for (const entry of entries) {
    const wanted = selects.every((select) => answers(entry, select));
    count += wanted;
    for (const part of parts(entry, "h1, h2, h3, section")) part.hidden = !wanted;
  }
  // A group stays only while something of it does.
  for (const heading of groups) {
    const group = parts(heading, "h1, h2, section");
    const mine = entries.filter((entry) => group.some((part) => part.contains(entry)));
    if (mine.length && group.includes(mine[0])) heading.hidden = mine.every((entry) => entry.hidden);
    else if (mine.length) for (const part of group) part.hidden = mine.every((entry) => entry.hidden);
  }
  for (const [list, open] of lists) list.open = chosen || open;
  for (const dot of document.querySelectorAll(":is(.dots, .hours) a")) {
    const entry = named(new URL(dot.href.baseVal, location.href).hash);
    dot.classList.toggle("faint", Boolean(entry?.hidden));
  }
  outcome.textContent = chosen ? t("{count} of {all}", { count, all: entries.length }) : "";
}

/** The choice in the address, so that it can be sent to others. */
function keep() {
  const address = new URL(location.href);
  for (const select of selects) {
    if (select.value) address.searchParams.set(select.name, select.value);
    else address.searchParams.delete(select.name);
  }
  history.replaceState(history.state, "", address);
}

const asked = new URLSearchParams(location.search);
for (const select of selects) {
  const value = asked.get(select.name) ?? "";
  if ([...select.options].some((option) => option.value === value)) select.value = value;
}
form.addEventListener("submit", (event) => event.preventDefault());
form.addEventListener("change", () => {
  show();
  keep();
});
form.hidden = false;
show();
/** A link to an entry that is hidden, or in a list that is closed, would lead nowhere. */
function reveal() {
  const entry = named(location.hash);
  if (entry?.hidden) {
    for (const select of selects) select.value = "";
    show();
  }
  const list = entry?.closest("details");
  if (!list || list.open) return;
  list.open = true;
  entry.scrollIntoView();
}
addEventListener("hashchange", reveal);
reveal();
