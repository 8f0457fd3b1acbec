// What a link to a source or a name tells in a card: the source stands on the page; what is known of names is loaded when a first
// one is asked about.

import { t } from "./language.js";
import { element, named } from "./page.js";

let known = null;

/** What the edition knows of its actors and terms, by their keys. */
export function names() {
  known ??= fetch(new URL("../names.json", import.meta.url)).then((answer) => answer.json());
  known.catch(() => (known = null)); // offline: the next who asks may have more luck
  return known;
}

/** The key of an actor or a term: the name of its page, or of its entry on the page of terms. */
function keyOf({ hash, pathname }) {
  const path = pathname.replace(/(\/index)?(\.html)?\/?$/, "");
  return decodeURIComponent(hash.slice(1) || path.slice(path.lastIndexOf("/") + 1));
}

/**
 * What a card tells of a link, or a sheet.
 * @param {HTMLAnchorElement} link to a source, an actor or a term
 * @returns {Promise<[string, Node[]]>} a title, and what stands under it; rejected where nothing is known of it
 */
export async function told(link) {
  if (link.matches("a.citation")) {
    const title = t("Source {number}", { number: link.textContent.match(/\d+/)?.[0] ?? "" }).trim();
    return [title, [element("div", {}, ...copy(named(link.hash)).childNodes)]];
  }
  const { name, about, native, lang } = Object.entries(await names()).find(([key]) => key === keyOf(link))[1];
  const parts = [
    element("p", { className: "native", textContent: native ?? "", lang: lang ?? "" }),
    element("p", { textContent: about }),
    element("p", {}, element("a", { href: link.href, textContent: t("More about {name}", { name }) })),
  ];
  return [name, parts.filter((part) => part.textContent)];
}

/** A copy of an element for a card or a sheet: without ids, which are the page's, and without what makes sense only there. */
export function copy(element) {
  const made = element.cloneNode(true);
  for (const node of [made, ...made.querySelectorAll("*")]) {
    for (const name of ["id", "style", "hidden", "tabindex"]) node.removeAttribute(name);
  }
  for (const node of made.querySelectorAll(".headerlink, .back, .backlinks, .more, .shut")) node.remove();
  made.classList.remove("open", "covered", "active");
  return made;
}
