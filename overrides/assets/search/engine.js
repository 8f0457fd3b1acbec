// Finding: Pagefind finds each word of a query; which words are meant by one spelt wrong, and what counts for how much, is ours.
// scripts/edition/pages/search_index.py makes what is asked here.

import { agreement, likeness } from "./order.js";
import { alike, dated, distance, single, spelt, telling, together, words } from "./words.js";

const LETTERS = 300; // of a query; nobody types more on purpose
const WORDS = 12;
const LOADED = 24; // records that are compared with the query word by word
const OTHERS = 4; // words that may be meant by one spelt wrong
const PAGE = 10;
const NEAR = [1, 0.5, 0.35]; // how surely a word is meant that differs by so many letters
const ALIAS = 0.8; // and one that another stands for
const TEXT = 100; // words that are as near one another as those of one record

/** What is asked of the index cannot be had: it did not load, or what came is damaged. */
export class Unavailable extends Error {}

/**
 * @typedef {{title: string, address: string, about: string, text: string, names: string[], sort: string}} Hit
 * @typedef {{hits: Hit[], total: number, counts: Record<string, number>, missing: string[], sorts: Record<string, string>,
 *   matches: (word: string) => boolean, more: () => Promise<Hit[]>}} Found
 */

/** The search over an index at an address, ready to be asked. */
export function engine(root) {
  let index = null;
  let tries = 0;

  /** Pagefind and what it needs, started once, and anew after a failure. */
  const started = () => (index ??= start().catch(failed));
  function failed(cause) {
    index = null;
    throw new Unavailable("search", { cause });
  }

  async function start() {
    const script = new URL(`pagefind.js${tries ? `?${tries}` : ""}`, root); // a browser remembers what failed to load
    tries += 1;
    const [head, { createInstance }] = await Promise.all([json("index.json"), import(script)]);
    const pagefind = createInstance();
    await pagefind.init();
    const marked = async (sort) => (await pagefind.search(head.mark + sort)).results.map(({ id }) => [id, sort]);
    const sortOf = new Map((await Promise.all(Object.keys(head.sorts).map(marked))).flat());
    if (!sortOf.size) throw new Error("the index is empty");
    return { ...head, pagefind, sortOf, lists: new Map() };
  }

  async function json(name) {
    const response = await fetch(new URL(name, root), { cache: "no-cache" });
    if (!response.ok) throw new Error(`${name}: ${response.status}`);
    return response.json();
  }

  /** The words of titles and names that begin with a letter, each as Pagefind has it and with those that it stands for. */
  async function listed({ letters, lists }, letter) {
    if (!letters.includes(letter)) return new Map();
    if (!lists.has(letter)) {
      const entries = Object.entries(await json(`words-${letter.codePointAt(0).toString(16)}.json`));
      const entry = ([word, ours]) => [words(word).join(""), { spelt: spelt(word).join(""), ours: ours.flatMap(words) }];
      lists.set(letter, new Map(entries.map(entry)));
    }
    return lists.get(letter);
  }

  /** A word of the query: those it may mean, and by page the best that Pagefind finds for them. */
  async function slot(known, written) {
    const word = alike(written);
    const list = await listed(known, String.fromCodePoint(word.codePointAt(0)));
    const meant = meanings(word, list);
    const pages = new Map();
    const ask = async ([other, sure]) => {
      const asked = list.get(other)?.spelt ?? (other === word ? written : other);
      for (const hit of (await known.pagefind.search(asked)).results) {
        const sort = known.sortOf.get(hit.id);
        if (!(pages.get(hit.id)?.score > hit.score * sure)) pages.set(hit.id, { hit, sort, score: hit.score * sure });
      }
    };
    await Promise.all([...meant].map(ask));
    // Pagefind keeps quiet of what fails to load while it searches.
    if (!pages.size && list.get(word)?.ours.length === 0) throw new Error(`a title has ${word}, but nothing was found`);
    return { word, meant, pages, rare: Math.log(1 + known.pages / Math.max(3, pages.size)) };
  }

  /**
   * What the index holds for a query.
   * @param {string} query as it was typed
   * @param {string} [only] one sort of record
   * @returns {Promise<Found>}
   */
  async function find(query, only = "") {
    const known = await started();
    const asked = [...new Set(telling(spelt(dated(query.slice(0, LETTERS)))))].filter((word) => !single(word)).slice(0, WORDS);
    const slots = await Promise.all(asked.map((word) => slot(known, word))).catch(failed);
    const all = ranked(slots);
    const counts = Object.fromEntries(Object.keys(known.sorts).map((sort) => [sort, 0]));
    for (const { sort } of all) counts[sort] += 1;
    const wanted = only ? all.filter(({ sort }) => sort === only) : all;
    const ready = [];
    let [shown, loaded] = [0, 0];
    const more = async () => {
      while (ready.length < shown + PAGE && loaded < wanted.length) {
        const some = wanted.slice(loaded, loaded + Math.ceil(LOADED / known.together));
        loaded += some.length;
        const load = async ({ hit, sort }) => unpacked(await hit.data(), sort);
        const records = (await Promise.all(some.map(load)).catch(failed)).flat();
        const scored = records.map((record) => [record, likeness(record, slots)]).filter(([, score]) => score);
        ready.push(...scored.sort((one, other) => other[1] - one[1]).map(([record]) => record));
      }
      shown += PAGE;
      return ready.slice(shown - PAGE, shown);
    };
    const missing = slots.filter(({ pages }) => !pages.size).map(({ word }) => word);
    const matches = (word) => slots.some((one) => agreement(one, word) > 0);
    const hits = await more();
    // Pagefind also finds what only begins like a word; where nothing of it is one there is nothing to show.
    const total = hits.length ? wanted.length : 0;
    if (!total && !only) for (const sort of Object.keys(counts)) counts[sort] = 0;
    return { hits, total, counts, missing, matches, more, sorts: known.sorts };
  }

  return { find, sorts: async () => (await started()).sorts };
}

/** The words that one of the query may mean: itself, those it stands for, and where no title has it those that it is near. */
function meanings(word, list) {
  const found = new Map([[word, 1]]);
  const most = /^\d/.test(word) ? 0 : word.length >= 9 ? 2 : word.length >= 5 ? 1 : 0;
  if (most && ![...list.keys()].some((one) => one.startsWith(word))) {
    const near = [...list.keys()].map((one) => [one, distance(word, one, most)]);
    const least = Math.min(most, ...near.map(([, off]) => off));
    near
      .filter(([, off]) => off === least)
      .slice(0, OTHERS)
      .forEach(([one, off]) => found.set(one, NEAR[off]));
  }
  const others = [...found].flatMap(([one, sure]) => (list.get(one)?.ours ?? []).map((ours) => [ours, sure * ALIAS]));
  for (const [ours, sure] of others) found.set(ours, Math.max(found.get(ours) ?? 0, sure));
  return found;
}

/** The pages that hold what was asked or most of it, the best first, as far as can be told before they are loaded. */
function ranked(slots) {
  const whole = slots.reduce((sum, { rare }) => sum + rare, 0);
  const pages = new Map(slots.flatMap(({ pages }) => [...pages]));
  const found = [...pages].map(([id, { hit, sort }]) => {
    const score = slots.reduce((sum, { pages }) => sum + (pages.get(id)?.score ?? 0), 0);
    const held = slots.reduce((sum, { pages, rare }) => sum + (pages.has(id) ? rare : 0), 0) / whole;
    return { hit, sort, held, score: score * held ** 2 * closeness(slots, id) * (sort === "source" ? 0.3 : 1) };
  });
  const most = Math.max(...found.map(({ held }) => held));
  return found.filter(({ held }) => held >= most * 0.6).sort((one, other) => other.score - one.score);
}

/** How near one another the words of a query stand on a page: a factor from 1. */
function closeness(slots, id) {
  const places = slots.flatMap(({ pages }, nth) => (pages.get(id)?.hit.words ?? []).map((at) => ({ at, nth })));
  places.sort((one, other) => one.at - other.at);
  let [most, run] = [0, 0];
  const last = slots.map(() => -Infinity);
  for (const [turn, { at, nth }] of places.entries()) {
    run = turn && nth === places[turn - 1].nth + 1 && at - places[turn - 1].at < 4 ? run + 1 : 0;
    last[nth] = at;
    most = Math.max(most, last.filter((place) => at - place < TEXT).length - 1 + 3 * run);
  }
  return 1 + most;
}

/** The records of a page that Pagefind read. */
function unpacked({ anchors, content }, sort) {
  const all = content.split(" ");
  return anchors.map(({ id, text, location }, at) => {
    const parts = all
      .slice(location, anchors[at + 1]?.location)
      .join(" ")
      .split("¦");
    const [about, names, told] = parts.slice(1).map((part) => together(part.trim()));
    const address = decodeURIComponent(id);
    return { title: together(text), address, about, names: names ? names.split(" | ") : [], text: told, sort };
  });
}
