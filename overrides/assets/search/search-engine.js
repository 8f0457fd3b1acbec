// Finding: exact words first, then their beginnings, then words that differ by a letter or two.

import { files, last, numbers } from "./search-files.js";
import { dated, distance, words } from "./search-words.js";

const LETTERS = 300; // of a query; nobody types more on purpose
const WORDS = 12;
const STRETCH = 3; // files of words that the beginning of a word may span
const OTHERS = 4; // files of words that forgiving a letter may load
const CANDIDATES = 8; // files of records that are loaded to put the best hits in order
const RERANKED = 60;
const PAGE = 10;
// Little is meant by these, and every text is full of them.
const SMALL = new Set(
  "a an and are as at be but by did do doe for from had ha have he her him hi how i if in into is it its me not of on or our she so than that the their them they this to up wa we were what when where which who why will with you your".split(
    " ",
  ),
);
const WEIGHT = { actor: 1.7, term: 1.5, event: 1.2, note: 1.2, text: 1.1, page: 1, source: 0.7 };
const EXACT = 1,
  BEGINNING = 0.6,
  ALIAS = 0.8,
  NEAR = [0, 0.5, 0.35],
  NEAR_BEGINNING = 0.3,
  SECOND = 0.7,
  TITLE = 4;

/**
 * @typedef {{title: string, address: string, about: string, text: string, names: string[], sort: string}} Hit
 * @typedef {{hits: Hit[], total: number, counts: Record<string, number>, matched: Set<string>, missing: string[], more: () =>
 * Promise<Hit[]>}} Found
 */

/** The search over an index at an address, ready to be asked. */
export function engine(root) {
  const index = files(root);

  /** The entries of the index for a word: itself, and unless `only`, the words that begin with it. */
  async function stretch(word, only) {
    const head = await index.head();
    const first = last(head.words, word);
    const end = only || [...word].length < 2 ? first : Math.min(last(head.words, `${word}\uffff`), first + STRETCH - 1);
    const parts = await Promise.all(Array.from({ length: end - first + 1 }, (_, at) => index.words(first + at)));
    return parts.flat().filter((entry) => entry.word === word || (!only && [...word].length > 1 && entry.word.startsWith(word)));
  }

  /** Words of the index that differ from a word by as few letters as any do, the likeliest first. */
  async function near(word) {
    const most = word.length >= 9 ? 2 : word.length >= 5 ? 1 : 0;
    if (!most || /^\d/.test(word)) return [];
    const head = await index.head();
    const [from, to] = [last(head.near, word.length - most), last(head.near, word.length + most)];
    const lists = await Promise.all(Array.from({ length: to - from + 1 }, (_, at) => index.near(from + at)));
    const scored = lists.flat().map((other) => ({ other, off: distance(word, other, most) }));
    let good = scored.filter(({ off }) => off > 0 && off <= most);
    good = good.filter(({ off }) => off === Math.min(...good.map((one) => one.off)));
    if (!good.length && word.length >= 6) {
      const begun = lists.flat().filter((other) => other[0] === word[0] && distance(word, other, most, true) <= most);
      return begun.map((other) => ({ other, weight: NEAR_BEGINNING }));
    }
    const alike = ({ other }) => (other[0] === word[0] ? 0 : 1) + Math.abs(other.length - word.length) / 10;
    return good.sort((one, two) => alike(one) - alike(two)).map(({ other, off }) => ({ other, weight: NEAR[off] }));
  }

  /** The entries of the words that are near a word; if `titles`, only those that stand in titles and names, and they count for less. */
  async function forgiven(word, titles) {
    const head = await index.head();
    const allowed = new Set();
    const found = [];
    for (const { other, weight } of await near(word)) {
      const part = last(head.words, other);
      if (allowed.size >= OTHERS && !allowed.has(part)) continue;
      allowed.add(part);
      const entries = (await stretch(other, true)).filter((entry) => !titles || entry.titles);
      found.push(...entries.map((entry) => ({ entry, weight: titles ? weight * SECOND : weight })));
    }
    return found;
  }

  /** All entries that a word of the query may mean, each with how surely it does. */
  async function meanings(word) {
    let found = (await stretch(word, SMALL.has(word))).map((entry) => ({
      entry,
      weight: entry.word === word ? EXACT : BEGINNING * Math.sqrt(word.length / entry.word.length),
    }));
    // A word that no title has may still be a name spelt wrong, even where some text has it.
    if (!found.some(({ entry }) => entry.titles)) found = [...found, ...(await forgiven(word, found.length > 0))];
    const aliases = new Map(found.flatMap(({ entry, weight }) => entry.aliases.map((alias) => [alias, weight * ALIAS])));
    for (const [alias, weight] of [...aliases].slice(0, OTHERS)) {
      found = found.concat((await stretch(alias, true)).map((entry) => ({ entry, weight })));
    }
    return found;
  }

  /** For each word of the query: the records that it is in, with a weight, and the words of the index that it matched. */
  async function slot(word, head) {
    const weights = new Map();
    const matched = new Set();
    const put = (record, weight) => weights.set(record, Math.max(weights.get(record) ?? 0, weight));
    for (const { entry, weight } of await meanings(word)) {
      matched.add(entry.word);
      for (const record of numbers(entry.texts)) put(record, weight);
      for (const record of numbers(entry.titles))
        put(record, (weight * TITLE) / Math.sqrt(Math.max(1, parseInt(head.lengths[record], 36))));
    }
    const rare = Math.log(1 + head.records / Math.max(1, weights.size)) * (SMALL.has(word) ? 0.15 : 1);
    return { weights, matched, rare };
  }

  /** The records that hold what was asked, or most of it, the best first: [number, score]. */
  function ranked(slots, head) {
    const score = new Float64Array(head.records);
    const held = new Float64Array(head.records);
    for (const { weights, rare } of slots) {
      for (const [record, weight] of weights) {
        score[record] += rare * weight;
        held[record] += rare;
      }
    }
    const whole = slots.reduce((sum, { rare }) => sum + rare, 0);
    const best = held.reduce((most, one) => Math.max(most, one), 0);
    const least = best > whole * 0.7 ? whole * 0.7 : best * 0.95;
    const found = [];
    for (const { sort, begin, end } of head.sorts) {
      for (let record = begin; record < end; record += 1) {
        if (held[record] > 0 && held[record] >= least)
          found.push([record, score[record] * (held[record] / whole) ** 2 * (WEIGHT[sort] ?? 1)]);
      }
    }
    return found.sort((one, other) => other[1] - one[1] || one[0] - other[0]);
  }

  async function record(number) {
    const head = await index.head();
    const part = last(head.shown, number);
    const { sort } = head.sorts.find(({ end }) => number < end);
    return { ...(await index.shown(part))[number - head.shown[part]], sort, number };
  }

  /** The best candidates once more by what only their words show: names that are the query, and words that follow one another. */
  async function reranked(candidates, slots, head) {
    const parts = new Set();
    const chosen = candidates.slice(0, RERANKED).filter(([number]) => {
      const part = last(head.shown, number);
      if (parts.size < CANDIDATES || parts.has(part)) parts.add(part);
      return parts.has(part);
    });
    const known = await Promise.all(chosen.map(async ([number, score]) => ({ hit: await record(number), score })));
    const scored = known.map(({ hit, score }) => [hit.number, score * likeness(hit, slots)]);
    const rest = candidates.filter(([number]) => !scored.some(([one]) => one === number));
    return [...scored.sort((one, other) => other[1] - one[1] || one[0] - other[0]), ...rest];
  }

  /**
   * What the index holds for a query.
   * @param {string} query as it was typed
   * @param {string} [only] one sort of record
   * @returns {Promise<Found>}
   */
  async function find(query, only = "") {
    const head = await index.head();
    const asked = [...new Set(words(dated(query.slice(0, LETTERS))))].slice(0, WORDS);
    const slots = await Promise.all(asked.map((word) => slot(word, head)));
    const all = slots.length ? ranked(slots, head) : [];
    const counts = Object.fromEntries(
      head.sorts.map(({ sort, begin, end }) => [sort, all.filter(([one]) => one >= begin && one < end).length]),
    );
    const range = head.sorts.find(({ sort }) => sort === only);
    const wanted = range ? all.filter(([one]) => one >= range.begin && one < range.end) : all;
    const ordered = await reranked(wanted, slots, head);
    let shown = 0;
    const more = async () => {
      const page = await Promise.all(ordered.slice(shown, shown + PAGE).map(([number]) => record(number)));
      shown += page.length;
      return page;
    };
    const matched = new Set(slots.flatMap((one) => [...one.matched]));
    const missing = asked.filter((_, at) => !slots[at].weights.size);
    return { hits: await more(), total: wanted.length, counts, matched, missing, more, sorts: head.sorts };
  }

  return { find, sorts: async () => (await index.head()).sorts };
}

/** How like a record is to the query beyond its words: a factor from 1. */
function likeness(hit, slots) {
  const names = [hit.title, ...hit.names].map(words);
  const same = names.findIndex((name) => name.length === slots.length && follow(name, slots) === slots.length);
  if (same >= 0) return same ? 5 : 7;
  if (slots.length < 2) return 1;
  const named = Math.max(...names.map((name) => follow(name, slots)));
  if (named === slots.length && named > 2 && names.some((name) => follow(name.slice(0, named), slots) === named)) return 4; // a title begun
  return 1 + Math.max(1.4 * named, follow(words(hit.text), slots)) / slots.length;
}

/** How many words of the query, in order, follow one another in a text, at most. */
function follow(text, slots) {
  let [most, run] = [0, 0];
  for (const word of text) {
    if (slots[run]?.matched.has(word)) run += 1;
    else run = slots[0].matched.has(word) ? 1 : 0;
    most = Math.max(most, run);
    if (run === slots.length) break;
  }
  return most;
}
