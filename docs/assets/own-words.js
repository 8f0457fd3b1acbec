// The author's own words in the reader's browser: a copy of one's own in the place of the restatement, or proof that the page has them.
// The little that every page loads; the rest comes when it is asked for.

const place = document.querySelector(".own-words");

if (place) {
  const proof = document.querySelector(".verbatim");
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = proof ? "Verify the text" : "Read the author’s own words";
  button.addEventListener("click", () => (proof ? import("./proof.js").then((it) => it.verify(place)) : import("./own-copy.js").then((it) => it.ask(place))));
  place.prepend(button, " ");
  place.hidden = false;
  let kept = null;
  try {
    kept = proof ? null : localStorage.getItem(`edition-copy-${place.dataset.text}`);
  } catch {
    // Storage is forbidden: then nothing is kept.
  }
  if (kept) import("./own-copy.js").then((it) => it.recall(place, kept));
}
