// A draft as its reader will see it. Elements are made one by one: nothing that is typed becomes markup by itself.

import { element } from "./page.js";
import { addressFault } from "./suggest-rules.js";

const KINDS = { source: "Source", context: "Context", correction: "Correction", dispute: "Dispute", hindsight: "Hindsight" };
const JUDGED = { failed: "did not come true", cametrue: "came true", open: "still open" };
const INLINE = /\[(@[^[\]\n]*)\]|\[([^[\]]+)\]\(<?([^\s()>]+)>?(?: "[^"]*")?\)|<(https?:\/\/[^>\s]+)>|\*\*([^*]+)\*\*|\*([^*]+)\*|`([^`]+)`/g;

/** The note as a list item. */
export function preview({ quote, kind, verdict, text }, sources) {
  const cited = [];
  const blocks = text.trim().split(/\n\s*\n/).filter(Boolean).map((block) => element("p", {}, ...inline(block, cited, sources)));
  const about = element("p", { className: "about-note" }, element("span", { className: "kind", textContent: KINDS[kind] }));
  if (verdict) about.append(" ", element("span", { className: "verdict", textContent: JUDGED[verdict] ?? verdict }));
  const list = cited.map((key) => element("li", { textContent: sources.get(key) ?? `${key} (not among the sources)` }));
  const item = element("li", { className: `suggest-note kind-${kind}` }, element("h4", { textContent: `“${quote}”` }), about, ...blocks);
  if (list.length) item.append(element("ol", { className: "suggest-sources" }, ...list));
  return item;
}

function inline(text, cited, sources) {
  const parts = [];
  let at = 0;
  for (const match of text.matchAll(INLINE)) {
    parts.push(text.slice(at, match[1] ? text.slice(0, match.index).trimEnd().length : match.index), ...made(match, cited, sources));
    at = match.index + match[0].length;
  }
  return [...parts, text.slice(at)];
}

function made([whole, citation, words, href, plain, strong, em, code], cited, sources) {
  if (citation) return [element("sup", { className: "citations" }, ...numbers(citation, cited, sources))];
  if (href || plain) return [addressFault(href ?? plain) ? whole : element("a", { href: href ?? plain, target: "_blank", rel: "noopener", textContent: words ?? plain })];
  if (strong) return [element("strong", { textContent: strong })];
  return [em ? element("em", { textContent: em }) : element("code", { textContent: code })];
}

function numbers(citation, cited) {
  return citation.split(";").map((part) => {
    const [key, ...place] = part.trim().replace(/^@/, "").split(/\s*,\s*/);
    if (!cited.includes(key)) cited.push(key);
    return `[${[cited.indexOf(key) + 1, ...place].join(", ")}]`;
  });
}
