// What `edition check` would say about a note that is being written: the same rules in the same words (tests hold the two together).

import { bare, find } from "./normal.js";

export const KINDS = ["source", "context", "correction", "dispute", "hindsight"];
export const VERDICTS = ["right", "imprecise", "wrong", "disputed", "failed", "cametrue", "open", "opinion"];
const [SHORTEST, LONGEST] = [40, 120];
const CITATION = /\s*\[(@[^[\]\n]*)\]/g;
const CITES = /\[@|\]\(|\[\^|<https?:/;
const QUOTED = /“[^”]*”|‘[^’]*’/g;
const OURS = /“[^”]*”/g;
const CODE = /`[^`\n]*`|\]\([^)\n]*\)|\{[^{}\n]*\}|<https?:\/\/[^>\s]*>|https?:\/\/\S+/g;
const HEADED = "a heading inside the notes; a note begins with ###, and has no headings in it";
const TAG = /<\/?[A-Za-z][^<>]*>?|<!--|<[!?][A-Za-z]/;
const MONTHS = "January February March April May June July August September October November December".split(" ");
const DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split(" ");
const MONTH = MONTHS.join("|");
const DATE = new RegExp(`(?:\\b(${DAYS.join("|")}),? )?\\b(\\d{1,2}) (${MONTH})(?: (\\d{4}))?\\b`, "g");
const HIDDEN =
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202e\u2060-\u206f\u2800\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\uffff\ue000-\uf8ff\u{e0000}-\u{e0fff}\u{f0000}-\u{10ffff}]/u;

const ALPHABETS = { Armenian: /\p{Script=Armenian}/u, Cyrillic: /\p{Script=Cyrillic}/u, Greek: /\p{Script=Greek}/u, Latin: /\p{Script=Latin}/u };

// House style: rule, pattern, advice, and whether it is only a warning.
const STYLE = [
  [
    "contraction",
    /(?<![\p{L}\p{N}_])[\p{L}\p{N}_]+n’t(?![\p{L}\p{N}_])|\b(?:I|you|we|they)’(?:m|re|ve|ll|d)\b|\b(?:it|that|there|who|what|here)’s\b/giu,
    "write the words out",
  ],
  [
    "date-form",
    new RegExp(`\\b(?:${MONTH}) \\d{1,2}(?:st|nd|rd|th)?,? \\d{4}\\b|\\b\\d{1,2}(?:st|nd|rd|th)(?: of)? (?:${MONTH})\\b|\\b\\d{4}-\\d\\d-\\d\\d\\b`, "g"),
    "write dates as 24 June 2023",
  ],
  ["year-range", /\b[12]\d{3}-\d{2,4}\b/g, "put an en dash (–) between years"],
  ["per-cent", /\d ?%/g, "write per cent"],
  [
    "undated-now",
    /\b(?:nowadays|today|recently|currently|at present|so far this year|last (?:week|month|year))\b/gi,
    "say when: by May 2026, in June 2023",
    true,
  ],
];

/** A text with what a pattern matches blanked out, every other sign in its place. */
const blank = (text, pattern) => text.replace(pattern, (found) => " ".repeat(found.length));

/** The nearest of some words, for a hint: the one that shares most pairs of letters. */
function nearest(wanted, choices) {
  const pairs = (word) => new Set([...word.toLowerCase()].map((_, at, all) => all.slice(at, at + 2).join("")));
  const want = pairs(wanted);
  const score = (word) => [...pairs(word)].filter((pair) => want.has(pair)).length / (want.size + word.length);
  const best = choices.map((word) => [score(word), word]).sort((one, other) => other[0] - one[0])[0];
  return best && best[0] > 0.2 ? best[1] : "";
}

/** Where a quote stands: [paragraph, start, end] for each place. */
export const places = (quote, texts) => texts.flatMap((text, at) => find(quote, text).map(([start, end]) => [at, start, end]));

function* ofQuote(draft, page) {
  const quote = bare(draft.quote);
  if (!quote) return yield ["quote-empty", "the heading quotes nothing; write ### “words of the text”"];
  const found = places(quote, page.texts);
  if (!found.length) {
    const words = page.texts.flatMap((text) => [...text.matchAll(OURS)].map((match) => match[0].slice(1, -1)));
    const near = nearest(quote, words);
    yield ["quote-missing", `not in the text: “${quote}”${near ? `; nearest is “${near}”` : "; no words there are like it"}`];
  }
  if (found.length > 1) {
    const where = [...new Set(found.map(([at]) => page.ids[at]))].sort().join(", ");
    yield ["quote-ambiguous", `found ${found.length} times (in ${where}): “${quote}”; quote more words`];
  }
  const [at, start, end] = found[0] ?? [];
  if (found.length !== 1 || !page.restated[at]) return;
  const inside = [...page.texts[at].matchAll(QUOTED)].some((match) => match.index < start && end < match.index + match[0].length);
  if (!inside) yield ["quote-unmarked", `“${quote}” is not inside quotation marks in ${page.ids[at]}; add “ ” there`];
}

function* ofBody(draft, page) {
  const body = draft.text.trim();
  const quote = bare(draft.quote);
  if (!body) return yield ["note-empty", `the note on “${quote}” is empty; write it, or remove its heading`];
  const count = body.replace(CITATION, "").split(/\s+/).filter(Boolean).length;
  if (count < SHORTEST || count > LONGEST) {
    const advice = count < SHORTEST ? `say more (from ${SHORTEST})` : `shorten it (to ${LONGEST}) or make two notes`;
    yield ["note-length", `the note on “${quote}” has ${count} words; ${advice}`, true];
  }
  if (!CITES.test(body)) yield ["note-uncited", `the note on “${quote}” cites nothing; add [@key] of a source in data/sources.yml`];
  for (const [, inner] of body.matchAll(CITATION)) {
    for (const part of inner.split(";")) {
      const key = part.trim().replace(/^@/, "").split(/[\s,]/)[0];
      if (page.sources.has(key)) continue;
      const near = nearest(key, [...page.sources.keys()]);
      yield ["source-unknown", `no source “${key}” in data/sources.yml${near ? `; nearest is ${near}` : ""}`];
    }
  }
  const lines = body.split("\n");
  for (const [at, line] of lines.entries()) {
    const before = lines[at - 1] ?? "";
    if (/^(?:=+|-+) *$/.test(line) && before.trim() && !before.startsWith("#")) yield ["heading-in-note", HEADED];
    yield* ofLine(line, page);
  }
}

function* ofLine(line, page) {
  const prose = blank(line, CODE);
  const straight = prose.match(/["']/);
  if (straight) yield ["straight-quotes", `a straight quotation mark ${straight[0]}; write ${straight[0] === '"' ? "“ or ”" : "’ (or ‘)"}`];
  const tag = prose.match(TAG);
  if (tag) yield ["raw-html", `raw HTML “${tag[0]}”; write it in Markdown, or &lt; for a plain <`];
  if (/^#{1,6}[ \t]/.test(line)) yield ["heading-in-note", HEADED];
  if (/^[ \t>*+-]*(?:`{3,}|~{3,})/.test(line)) yield ["foreign-syntax", `“${line.match(/`{3,}|~{3,}/)[0]}” means nothing here; indent code by four spaces`];
  const include = line.match(/-{1,10}8<-{1,10}|\{!|\{\{|\{%/);
  if (include) yield ["foreign-syntax", `“${include[0]}” means nothing here; write what it stands for`];
  const hidden = line.match(HIDDEN);
  if (hidden) yield ["hidden-character", `U+${hidden[0].codePointAt(0).toString(16).toUpperCase().padStart(4, "0")} cannot be seen or misleads; remove it`];
  for (const [word] of line.matchAll(/\p{L}+(?:[’'-]\p{L}+)*/gu)) {
    const alphabets = Object.keys(ALPHABETS).filter((name) => ALPHABETS[name].test(word));
    if (alphabets.length > 1) yield ["look-alike", `“${word}” mixes letters of ${alphabets.join(" and ")}; write it in one alphabet`];
  }
  for (const [, picture, words, target] of line.matchAll(/(!?)\[([^[\]]*)\]\(\s*(<[^<>\n]*>|[^\s()]*(?:\([^\s()]*\)[^\s()]*)*)/g)) {
    const address = target.replace(/^<|>$/g, "");
    const fault = addressFault(address) || (picture && /:/.test(address) ? "a picture comes from the site itself; put it into docs/assets/" : "") || (picture || words ? "" : "a link needs words to be seen");
    if (fault) yield ["link-unsafe", `“${address.slice(0, 60)}”: ${fault}`];
  }
  yield* ofStyle(blank(blank(prose, CITATION), OURS), page);
}

/** Why a link must not lead to an address; nothing where it may. */
export function addressFault(address) {
  if (/[\s\p{C}]|&(?:#|\w+;)/u.test(address)) return "it hides characters";
  if (/["<>`{}|^]/.test(address)) return "it holds signs that belong in no address";
  if (address.normalize("NFKC") !== address.normalize("NFC") || address.includes("\u3002")) return "it holds signs that only look like others";
  if (/^[\\/]{2}|\\/.test(address)) return "it leaves the site without saying how; write https://";
  const scheme = address.match(/^([^/?#]*?):/)?.[1];
  if (scheme === undefined) return address.split("../").length > 4 ? "it climbs out of the site" : "";
  if (!/^(?:https?|mailto)$/i.test(scheme)) return `“${scheme}:” is not among the kinds of address allowed (http, https, mailto)`;
  const host = address.match(/^https?:\/\/([^/?#]*)/i)?.[1] ?? "";
  if (host.includes("@")) return "it names a user before the host, which hides where it leads";
  if (/^https?:/i.test(scheme + ":") && (/xn--/i.test(host) || /[^\x00-\x7f]/.test(host))) {
    return "its host is not written in plain Latin letters, so it can be taken for another";
  }
  return /^https?$/i.test(scheme) && !/^(?:[a-z0-9_](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z][a-z0-9-]+\.?(?::\d+)?$/i.test(host) ? "its host is not the name of a site" : "";
}

function* ofStyle(prose, page) {
  for (const [rule, pattern, advice, warning] of STYLE) {
    for (const [found] of prose.matchAll(pattern)) yield [rule, `“${found}”: ${advice}`, warning];
  }
  for (const [whole, weekday, day, month, year] of prose.matchAll(DATE)) {
    const fault = dateFault(weekday, Number(day), MONTHS.indexOf(month), year && Number(year));
    if (fault) yield ["date-impossible", `“${whole}”: ${fault}; correct the date`];
  }
  for (const [form, name] of page.spellings) {
    const at = prose.indexOf(form);
    if (at >= 0 && !/[\p{L}\p{N}_]/u.test(prose.charAt(at - 1) + prose.charAt(at + form.length))) yield ["name-form", `“${form}”: here the name is ${name}`];
  }
}

/** What is wrong with a date, or nothing; without a year, 29 February is good. */
function dateFault(weekday, day, month, year) {
  if (day < 1 || day > new Date(Date.UTC(year ?? 2024, month + 1, 0)).getUTCDate()) return "there is no such day";
  const real = DAYS[(new Date(Date.UTC(year ?? 2024, month, day)).getUTCDay() + 6) % 7];
  return weekday && year && real !== weekday ? `that was a ${real}` : "";
}

/**
 * Everything that is wrong with a draft.
 * @param {{quote: string, text: string}} draft
 * @param {{texts: string[], ids: string[], restated: boolean[], sources: Map<string, string>, spellings: [string, string][]}} page
 * @returns {{rule: string, message: string, warning: boolean}[]} in the order of the note
 */
export function problems(draft, page) {
  return [...ofQuote(draft, page), ...ofBody(draft, page)].map(([rule, message, warning = false]) => ({ rule, message, warning }));
}
