// The notes and passages of a page. They are looked up anew each time: the reader's own copy of the text may have taken their
// place.

export const article = document.querySelector(".md-content__inner");
export const wide = matchMedia("(min-width: 61.5em)"); // enough for notes beside the text
export const inMargins = () => article.classList.contains("margins");
export const paragraphs = () => [...(article?.querySelectorAll(".restated, .verbatim") ?? [])];
export const passages = () => [...(article?.querySelectorAll("a.passage, a.note-ref") ?? [])];
export const notes = () => [...(article?.querySelectorAll(".notes .note") ?? [])];
export const visible = (note) => !note.hidden;

export const idOf = (note) => note.querySelector("h3").id;
export const noteOf = (id) => notes().find((note) => idOf(note) === id);
export const idsOf = (link) => link.dataset.note.split(" ");
export const quoteOf = (note) => note.querySelector("h3").firstChild.textContent;

/** The links of a note's words, in order; several where other notes divide them. */
const linksOf = (note) => [...article.querySelectorAll(`a[data-note~="${CSS.escape(idOf(note))}"]`)];
export const passageOf = (note) => document.getElementById(`passage-${idOf(note)}`) ?? linksOf(note)[0];

/** The lines of a note's words in the window; none where the note has none. */
export const linesOf = (note) => linksOf(note).flatMap((link) => [...link.getClientRects()].filter(({ height }) => height));
export const lineOf = (note) => linesOf(note)[0];

/** What an address has after its #, decoded; an address may hold anything. */
export function nameIn(hash) {
  try {
    return decodeURIComponent(hash.slice(1));
  } catch {
    return hash.slice(1);
  }
}

/** The element that an address names after its #. */
export const named = (hash) => document.getElementById(nameIn(hash));

/** The note that an address names: by its own id, or by that of its passage. */
export function noteAt(hash) {
  const id = named(hash)?.id.replace(/^passage-/, "");
  return id ? noteOf(id) : undefined;
}

/** An element with properties and children. */
export function element(tag, properties = {}, ...children) {
  const made = Object.assign(document.createElement(tag), properties);
  made.append(...children);
  return made;
}

export const button = (className, textContent, onclick) => element("button", { type: "button", className, textContent, onclick });

/** Marks some notes and their passages as belonging together, and no others. */
export function mark(ids) {
  for (const link of passages()) {
    const lit = idsOf(link).some((id) => ids.includes(id));
    link.classList.toggle("active", lit);
  }
  for (const note of notes()) note.classList.toggle("active", ids.includes(idOf(note)));
}
