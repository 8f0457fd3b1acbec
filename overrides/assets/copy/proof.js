// Proof in the reader's own browser that a page shows the author's text: its paragraphs are hashed as they stand there.

import { brief, digest, words } from "./normal.js";
import { t, tn } from "../reading/language.js";
import { element } from "../reading/page.js";
import { say } from "../reading/say.js";

/** Compares every paragraph with its hash, and says which are the author's. */
export async function verify(place) {
  place.querySelector(".own-report")?.remove();
  const report = element("span", { className: "own-report" });
  place.append(" ", report);
  if (!crypto.subtle) {
    report.textContent = t("Your browser verifies words only on pages that come over HTTPS.");
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
    ? tn("{count} of {all} paragraphs are not the author’s:", "{count} of {all} paragraphs are not the author’s:", faults.length, {
        all: paragraphs.length,
      })
    : tn(
        "Verified: all {count} paragraphs here have the hashes on record for the author’s words.",
        "Verified: all {count} paragraphs here have the hashes on record for the author’s words.",
        paragraphs.length,
      );
  report.textContent = said;
  report.classList.toggle("failed", faults.length > 0);
  if (faults.length) report.append(element("ul", {}, ...faults));
  say(said);
}

/** The words of a paragraph, without the marks of the author's notes and the ways back from them. */
function textOf(paragraph) {
  const copy = paragraph.cloneNode(true);
  for (const mark of copy.querySelectorAll("sup[id^=fnref], .footnote-backref")) mark.remove();
  for (const line of copy.querySelectorAll("br, td, th")) line.after(" ");
  return copy.textContent;
}

async function faultOf(paragraph) {
  if (!paragraph.dataset.sha256) return t("has no hash on record.");
  if (paragraph.classList.contains("restated")) return t("is not in the author’s words.");
  const text = textOf(paragraph);
  if (brief(await digest(text)) === paragraph.dataset.sha256) return "";
  const [found, expected] = [words(text).length, Number(paragraph.dataset.words)];
  return found === expected
    ? t("has the right number of words, and another hash.")
    : tn("has {count} words where the author has {all}.", "has {count} words where the author has {all}.", found, {
        all: expected,
      });
}
