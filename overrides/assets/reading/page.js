// The notes and passages of a page. They are looked up anew each time: the reader's own copy of the text may have taken their
// place.

export const article = document.querySelector(".md-content__inner");
export const passages = () => [...(article?.querySelectorAll("a.passage, a.note-ref") ?? [])];
export const notes = () => [...(article?.querySelectorAll(".notes .note") ?? [])];

export const idOf = (note) => note.querySelector("h3").id;
export const noteOf = (id) => document.getElementById(id)?.closest(".note");
export const idsOf = (link) => link.dataset.note.split(" ");
export const passageOf = (note) =>
  document.getElementById(`passage-${idOf(note)}`) ?? passages().find((link) => idsOf(link).includes(idOf(note)));
/** The element that an address names after its #; an address may hold anything. */
export function named(hash) {
  try {
    return document.getElementById(decodeURIComponent(hash.slice(1)));
  } catch {
    return null;
  }
}

export const visible = (note) => !note.hidden;

/** An element with properties and children. */
export function element(tag, properties = {}, ...children) {
  const made = Object.assign(document.createElement(tag), properties);
  made.append(...children);
  return made;
}

const live = element("p", { className: "said" });
live.setAttribute("role", "status");

/** Says something to those who do not see what changed. */
export function say(words) {
  if (!live.isConnected) document.body.append(live);
  live.textContent = words;
}

/** Marks some notes and their passages as belonging together, and no others. */
export function mark(ids) {
  passages().forEach((link) =>
    link.classList.toggle(
      "active",
      idsOf(link).some((id) => ids.includes(id)),
    ),
  );
  notes().forEach((note) => note.classList.toggle("active", ids.includes(idOf(note))));
}
