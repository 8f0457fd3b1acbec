// Styles that no page needs before something is opened.

import { element } from "./page.js";

/**
 * Loads a style sheet, and puts it where an edition's own styles come after it.
 * @param {URL} address of the file
 * @returns {Promise<void>} done when it is there, or cannot be had
 */
export function style({ href }) {
  const link = element("link", { rel: "stylesheet", href });
  const ours = document.querySelector('link[href$="/edition.css"]');
  return new Promise((done) => {
    link.onload = link.onerror = () => done();
    if (ours) ours.after(link);
    else document.head.append(link);
  });
}
