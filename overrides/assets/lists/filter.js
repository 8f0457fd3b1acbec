// A filter over the entries of a page: each heading with data-… and what follows it up to the next heading.

import { named } from "../reading/page.js";

const form = document.querySelector(".choose.filter");
const outcome = form.querySelector(".outcome");
const selects = [...form.querySelectorAll("select")];
// The name of a choice, and the mark on a heading that answers it.
const MARKS = { kind: "kind", actor: "actors", paragraphs: "paragraphs" };
const headings = [...form.parentElement.querySelectorAll(":scope > :is(h2, h3)")];
const entries = headings.filter((heading) => Object.values(MARKS).some((mark) => mark in heading.dataset));

/** What belongs to a heading: itself and all up to the next one. */
function parts(heading) {
  const found = [heading];
  for (let next = heading.nextElementSibling; next && !next.matches("h1, h2, h3, section"); next = next.nextElementSibling)
    found.push(next);
  return found;
}

/** Whether an entry answers a choice: one of its words is one of those chosen. */
const answers = (entry, select) => {
  const mine = (entry.dataset[MARKS[select.name]] ?? "").split(" ");
  return !select.value || select.value.split(" ").some((word) => mine.includes(word));
};

function show() {
  let count = 0;
  for (const entry of entries) {
    const wanted = selects.every((select) => answers(entry, select));
    count += wanted;
    for (const part of parts(entry)) part.hidden = !wanted;
  }
  // The heading of a period stays only while something stands under it.
  for (const heading of headings.filter((other) => !entries.includes(other) && other.tagName === "H2")) {
    let next = heading.nextElementSibling;
    while (next && !(entries.includes(next) && !next.hidden) && next.tagName !== "H2") next = next.nextElementSibling;
    heading.hidden = !next || next.tagName === "H2";
  }
  for (const dot of document.querySelectorAll(".overview a")) {
    const entry = named(new URL(dot.href.baseVal, location.href).hash);
    dot.classList.toggle("faint", Boolean(entry?.hidden));
  }
  outcome.textContent = selects.some((select) => select.value) ? `${count} of ${entries.length}` : "";
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
// A link to an entry that the filter hides would lead nowhere.
if (named(location.hash)?.hidden) {
  for (const select of selects) select.value = "";
  show();
}
