// Finds the author's paragraphs in a copy of any shape, by their lengths and hashes: the same as matching.py and variants.py.

import { LIGATURES, digest, find, words } from "./normal.js";

const SHORTEST = 5; // shorter paragraphs are looked for only as whole lines: “Yes.” may stand anywhere
const BUDGET = 60000; // how many stretches of words may be hashed one by one: some two seconds

// ---- the ways in which copies differ without a word being changed

const INVISIBLE = /[\u200b\u200c\u2060\ufeff]/g;
const LIGATURE = new RegExp(`[${Object.keys(LIGATURES).join("")}]`, "g");
const OPENS = /(?<![^\s([{—–“‘/-])("|'(?!\d\d))(?=\S)/g;
const CURLY = { "“": '"', "”": '"', "‘": "'", "’": "'", "„": '"', "«": '"', "»": '"' };
const BREAK = /([\p{L}\p{N}_])[-‐]\n[^\S\n]*(?=[\p{L}\p{N}_])/gu;
const DASH = /[^\S\n]*-{2,3}[^\S\n]*|[^\S\n]+[-–][^\S\n]+|[^\S\n]*—[^\S\n]*/g;
const DOTS = /\. ?\. ?\.|…/g;

const same = (text) => text;
const clean = (text) => text.replace(INVISIBLE, "").replace(LIGATURE, (sign) => LIGATURES[sign]);
const put = (pattern, instead) => (text) => text.replace(pattern, instead);
const straight = (text) => text.replace(/[“”‘’„«»]/g, (sign) => CURLY[sign]);

/** Straight quotation marks as curly ones. An opening mark may follow an opening mark, so the pattern is applied twice. */
export function educated(text) {
  const open = (mark) => (mark === '"' ? "“" : "‘");
  const opened = text.replaceAll("``", "“").replaceAll("''", "”").replace(OPENS, open).replace(OPENS, open);
  return opened.replaceAll('"', "”").replaceAll("'", "’");
}

const BREAKS = [same, put(BREAK, "$1"), put(BREAK, "$1-")];
const MARKS = [same, educated, straight];
const DASHES = [same, put(DASH, "—"), put(DASH, " — "), put(DASH, " – ")];
const ELLIPSES = [same, put(DOTS, "…"), put(DOTS, "...")];

export const WAYS = [same];
for (const lines of BREAKS)
  for (const dots of ELLIPSES)
    for (const dashes of DASHES) for (const marks of MARKS) WAYS.push((text) => marks(dots(dashes(lines(clean(text))))));

// ---- matching

/**
 * The copy with every paragraph of the author's in the place of its words.
 * @param {string[]} copy blocks of text
 * @param {{id: string, sha256: string, emended: string, words: number}[]} expected
 * @returns {Promise<({id: string, text: string} | {text: string})[]>} in the order of the copy
 */
export async function match(copy, expected) {
  const ids = new Map(expected.flatMap((facts) => [[facts.emended, facts.id], [facts.sha256, facts.id]]).filter(([hash]) => hash));
  // An emended paragraph may have a word more or less than the printed one.
  const lengths = new Set(expected.flatMap((facts) => (facts.emended ? [facts.words - 1, facts.words, facts.words + 1] : [facts.words])));
  const wanted = { ids, counts: [...lengths].sort((one, other) => other - one), budget: BUDGET, found: new Set() };
  let items = copy.map((text) => ({ text }));
  for (const way of WAYS) {
    if (expected.every((facts) => wanted.found.has(facts.id))) break;
    const open = items.filter((item) => !item.id);
    if (way !== same && open.every((item) => way(item.text) === item.text)) continue;
    const next = [];
    for (const item of items) next.push(...(item.id ? [item] : await divided(item, way, wanted)));
    items = next;
  }
  return items;
}

async function divided(item, way, wanted) {
  const text = way(item.text);
  const lines = text.split("\n").map(words);
  const all = lines.flat();
  const begins = new Set();
  lines.reduce((at, line) => (begins.add(at), at + line.length), 0);
  begins.add(all.length);
  const hits = await windows(all, begins, wanted);
  if (!hits.length) return [item];
  const made = [];
  let done = 0;
  // A piece keeps its line breaks: a short paragraph is known only as a whole line.
  const piece = (start, end) => all.slice(start, end).map((word, at) => (at && begins.has(start + at) ? `\n${word}` : at ? ` ${word}` : word)).join("");
  const rest = async (until) => {
    if (done < until) made.push(...(await divided({ text: piece(done, until) }, way, wanted)));
  };
  for (const [start, end, id] of hits) {
    await rest(start);
    made.push({ id, text: all.slice(start, end).join(" ") });
    wanted.found.add(id);
    done = end;
  }
  await rest(all.length);
  return made;
}

/** Where the author's paragraphs are among words: first the whole, then from line to line, then anywhere. */
async function windows(all, begins, wanted) {
  if (wanted.counts.includes(all.length)) {
    const id = wanted.ids.get(await digest(all.join(" ")));
    if (id) return [[0, all.length, id]];
  }
  const found = await scan(all, [...begins].filter((at) => at < all.length), begins, wanted);
  const fits = wanted.counts.filter((count) => count <= all.length).length;
  return found.length || all.length * fits > wanted.budget ? found : scan(all, all.keys(), new Set(), wanted);
}

async function scan(all, starts, ends, wanted) {
  const found = [];
  let done = 0;
  for (const start of starts) {
    if (start < done) continue;
    const counts = wanted.counts.filter((count) => start + count <= all.length && (count >= SHORTEST || ends.has(start + count)));
    if (wanted.budget < counts.length) continue;
    wanted.budget -= counts.length;
    const hashes = await Promise.all(counts.map((count) => digest(all.slice(start, start + count).join(" "))));
    const at = hashes.findIndex((hash) => wanted.ids.has(hash));
    if (at < 0) continue;
    done = start + counts[at];
    found.push([start, done, wanted.ids.get(hashes[at])]);
  }
  return found;
}

// ---- what does not verify but is plainly meant

/**
 * The paragraphs that a copy has: verified ones, and those that are plainly meant though their words differ.
 * @param {{id: string, words: number, quotes: string[]}[]} expected with the quotes of each paragraph's notes
 * @returns {Promise<Map<string, {text: string, verified: boolean}>>} by paragraph
 */
export async function compare(copy, expected) {
  const items = await match(copy, expected);
  const shown = new Map();
  for (const item of items) if (item.id && !shown.has(item.id)) shown.set(item.id, { text: item.text, verified: true });
  const taken = new Set();
  expected.forEach((facts, at) => {
    if (shown.has(facts.id)) return;
    const [before, after] = [items.findLastIndex((item) => item.id === expected[at - 1]?.id), items.findIndex((item) => item.id === expected[at + 1]?.id)];
    const alone = before >= 0 && after > before;
    const open = items.map((item, index) => ({ ...item, index })).filter(({ id, index }) => !id && !taken.has(index));
    const near = open.filter(({ index }) => !alone || (index > before && index < after));
    const rated = near.map((item) => ({ ...item, rate: rate(item.text, facts, alone) })).sort((one, other) => other.rate - one.rate);
    if (!rated.length || rated[0].rate <= 0 || rated[0].rate === rated[1]?.rate) return;
    taken.add(rated[0].index);
    shown.set(facts.id, { text: words(rated[0].text).join(" "), verified: false });
  });
  return shown;
}

/** How plainly a stretch is meant for a paragraph, 0 for not: by its length, and by the quotes in it or its place between two sure ones. */
function rate(text, facts, alone) {
  const length = words(text).length / facts.words;
  if (length < 0.6 || length > 1.6) return 0;
  const there = facts.quotes.filter((quote) => find(quote, text).length);
  const heavy = words(there.join(" ")).length >= 4 && there.length * 2 >= facts.quotes.length;
  return heavy || alone ? there.length + 1 - Math.abs(1 - length) : 0;
}
