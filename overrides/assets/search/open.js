// Opens the search: by its button, by the key /, or because the address asks for something (?q=…). Nothing of it is loaded before.

import { choices } from "../reading/choices.js";
import { t } from "../reading/language.js";

const button = document.querySelector(".search-open");

async function open() {
  if (button.getAttribute("aria-busy")) return;
  button.setAttribute("aria-busy", "true");
  try {
    const { show } = await import("./search.js");
    await show(button);
  } catch (error) {
    console.warn(error); // offline, and never opened before
    button.title = t("The search could not be loaded. Try again.");
  }
  button.removeAttribute("aria-busy");
}

if (button && HTMLDialogElement.prototype.showModal) {
  button.addEventListener("click", open);
  addEventListener("keydown", (event) => {
    const typing = event.target.closest?.("input, textarea, select, [contenteditable], dialog");
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || typing || !choices.keys) return;
    event.preventDefault();
    open();
  });
  if (new URLSearchParams(location.search).has("q")) open();
}
