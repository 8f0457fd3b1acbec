// Proof in the reader's own browser that a page shows the author's text: its paragraphs are hashed as they stand there.

import { digest, words } from "./normal.js";
import { element } from "../reading/page.js";
import { say } from "../reading/say.js";

/** Compares every paragraph with its hash, and says which are the author's. */
export async function verify(place) {
  place.querySelector(".own-report")?.remove();
  const report = element("span", { className: "own-report" });
  place.append(" ", report);
  if (!crypto.subtle) {
    report.textContent = "Your browser verifies words only on pages that come over HTTPS.";
    return;
  }
  const faults = [];
  const paragraphs = [...document.querySelectorAll(".verbatim, .restated")];
  for (const paragraph of paragraphs) {
    const fault = await faultOf(paragraph);
    paragraph.classList.toggle("disproved", Boolean(fault));
    if (fault) faults.push(element("li", {}, element("a", { href: `#${paragraph.id}`, textContent: paragraph.id }), ` ${fault}`));
  }
  const said = faults.length
    ? `${faults.length} of ${paragraphs.length} paragraphs are not the author’s:`
    : `Verified: all ${paragraphs.length} paragraphs here have the hashes on record for the author’s words.`;
  report.textContent = said;
  report.classList.toggle("failed", faults.length > 0);
  if (faults.length) report.append(element("ul", {}, ...faults));
  say(said);
}

async function faultOf(paragraph) {
  if (!paragraph.dataset.sha256) return "has no hash on record.";
  if (paragraph.classList.contains("restated")) return "is not in the author’s words.";
  if ((await digest(paragraph.textContent)) === paragraph.dataset.sha256) return "";
  const [found, expected] = [words(paragraph.textContent).length, Number(paragraph.dataset.words)];
  return found === expected
    ? "has the right number of words, and another hash."
    : `has ${found} words where the author has ${expected}.`;
}
