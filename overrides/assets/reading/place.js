// Back to where I was: the part last read is remembered on this device, and the cover offers to go on there.

import { article, element } from "./page.js";

const KEY = "edition.place";

/** The paragraph at the top of the window. */
function paragraph() {
  const all = [...article.querySelectorAll(".restated[id], .verbatim[id]")];
  return all.findLast((one) => one.getBoundingClientRect().top < innerHeight / 3)?.id ?? "";
}

function remember() {
  const title = article.querySelector("h1")?.firstChild?.textContent ?? document.title;
  try {
    localStorage.setItem(KEY, JSON.stringify({ href: location.href.split("#")[0], paragraph: paragraph(), title }));
  } catch {
    // Nothing is remembered.
  }
}

function offer(cover) {
  try {
    const { href, paragraph: at, title } = JSON.parse(localStorage.getItem(KEY) ?? "null") ?? {};
    if (!href?.startsWith(`${location.origin}/`)) return; // no address that only looks like one of ours
    const link = element("a", { href: at ? `${href}#${at}` : href, textContent: title });
    cover.querySelector(".contents")?.before(element("p", { className: "go-on" }, "Go on reading where you were: ", link));
  } catch {
    // What is stored is not ours.
  }
}

/** Remembers the place on a page of the essay, offers it on the cover. */
export function place() {
  const cover = document.querySelector(".cover");
  if (cover) offer(cover);
  else if (document.querySelector(".parts")) addEventListener("pagehide", remember);
}
