// Where I am: how far in the text, in which section; and back to where I was, which is remembered on this device only.

import { t } from "./language.js";
import { article, element, paragraphs } from "./page.js";

const KEY = "edition.place";
const contents = document.querySelector(".parts");

/** The last of some elements that begins in the upper third of the window, or above it. */
function current(elements) {
  const above = elements.filter((one) => one.getBoundingClientRect().top < innerHeight / 3);
  return above[above.length - 1];
}

function remember() {
  const title = article.querySelector("h1")?.firstChild?.textContent ?? document.title;
  const paragraph = current(paragraphs())?.id ?? "";
  try {
    localStorage.setItem(KEY, JSON.stringify({ href: location.href.split("#")[0], paragraph, title }));
  } catch {
    // Nothing is remembered.
  }
}

function offer(cover) {
  try {
    const { href, paragraph: at, title } = JSON.parse(localStorage.getItem(KEY) ?? "null") ?? {};
    if (!href?.startsWith(`${location.origin}/`)) return; // no address that only looks like one of ours
    const link = element("a", { href: at ? `${href}#${at}` : href, textContent: title });
    const line = element("p", { className: "go-on" }, t("Go on reading where you were:"), " ", link);
    cover.querySelector(".contents")?.before(line);
  } catch {
    // What is stored is not ours.
  }
}

/** Shows how much of the text is behind the reader, and which section he is in. */
function follow() {
  const bar = element("div", { className: "progress" });
  document.querySelector(".md-header")?.append(bar);
  const links = [...(contents?.querySelectorAll('a[href^="#"]') ?? [])];
  const heads = links.map((link) => document.getElementById(link.hash.slice(1))).filter(Boolean);
  let waiting = false;
  const show = () => {
    waiting = false;
    const words = paragraphs();
    const begin = words[0].getBoundingClientRect().top + scrollY;
    const end = words[words.length - 1].getBoundingClientRect().bottom + scrollY - innerHeight;
    const part = end > begin ? (scrollY - begin + innerHeight / 3) / (end - begin + innerHeight / 3) : 1;
    bar.style.transform = `scaleX(${Math.min(1, Math.max(0, part))})`;
    const here = current(heads)?.id;
    for (const link of links) {
      if (here && link.hash === `#${here}`) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    }
  };
  const soon = () => {
    if (!waiting) requestAnimationFrame(show);
    waiting = true;
  };
  addEventListener("scroll", soon, { passive: true });
  addEventListener("resize", soon);
  show();
}

/** Remembers the place on a page of the essay, offers it on the cover. */
export function place() {
  const cover = document.querySelector(".cover");
  if (cover) offer(cover);
  else if (contents && paragraphs().length) {
    follow();
    addEventListener("pagehide", remember);
  }
}
