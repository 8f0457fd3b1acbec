// Opens the search: by its button, by the key /, or because the address asks for something (?q=…).

import { t } from "../reading/language.js";

/**
 * Opens the dialog.
 * @param {HTMLButtonElement} button the one of the header
 */
export async function open(button) {
  if (!button || button.getAttribute("aria-busy") || !globalThis.HTMLDialogElement?.prototype.showModal) return;
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
