// The author's own words in the reader's browser: a copy of one's own in the place of the restatement, or proof that the page has
// them.
// The little that every page of the essay loads; the rest comes when it is asked for.

const place = document.querySelector(".own-words");
const proof = document.querySelector(".verbatim");

place
  .querySelector("button")
  .addEventListener("click", () =>
    proof ? import("./proof.js").then((it) => it.verify(place)) : import("./copy.js").then((it) => it.ask(place)),
  );
place.hidden = false;
let kept = null;
try {
  kept = proof ? null : localStorage.getItem(`edition-copy-${place.dataset.text}`);
} catch {
  // Storage is forbidden: then nothing is kept.
}
if (kept) import("./copy.js").then((it) => it.recall(place, kept));
