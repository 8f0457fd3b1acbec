// A line at the foot of the window.

import { element } from "./page.js";

const live = element("p", { className: "said" });
live.setAttribute("role", "status");
let silence = 0;

/** Says something in a line at the foot of the window, to everybody, for a while. */
export function say(words) {
  if (!live.isConnected) document.querySelector("main").append(live);
  live.textContent = words;
  clearTimeout(silence);
  silence = setTimeout(() => live.replaceChildren(), 6000);
}
