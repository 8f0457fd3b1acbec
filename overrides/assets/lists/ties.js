// The picture of who stood to whom: pointing at an actor, focusing or tapping it lights its ties and dims the rest.

const figure = document.querySelector(".picture.graph");
const cards = [...figure.querySelectorAll("[data-who]")];
const ties = [...figure.querySelectorAll("[data-ties]")];
let lit = "";
let touched = false;

/** Light an actor: its card, its ties, and those at their other ends; nothing lights all. */
function light(who) {
  lit = who;
  const mine = ties.map((tie) => tie.dataset.ties.split(" ")).filter((ends) => ends.includes(who));
  const near = new Set([who, ...mine.flat()]);
  figure.classList.toggle("dimmed", Boolean(who));
  for (const card of cards) card.classList.toggle("lit", near.has(card.dataset.who));
  for (const tie of ties) tie.classList.toggle("lit", tie.dataset.ties.split(" ").includes(who));
}

const whose = (event) => event.target.closest("[data-who]")?.dataset.who ?? "";
figure.addEventListener("pointerover", (event) => event.pointerType === "mouse" && light(whose(event)));
figure.addEventListener("pointerleave", (event) => event.pointerType === "mouse" && light(""));
figure.addEventListener("focusin", (event) => !touched && light(whose(event)));
figure.addEventListener("focusout", () => light(""));
figure.addEventListener("pointerdown", (event) => {
  touched = event.pointerType !== "mouse";
});
// A first tap lights, a second follows the link.
figure.addEventListener("click", (event) => {
  const who = whose(event);
  if (touched && who !== lit) {
    event.preventDefault();
    light(who);
  }
  touched = false;
});
addEventListener("keydown", (event) => event.key === "Escape" && light(""));
