// How good a record is for a query.

import { root, small, telling, words } from "./words.js";

// What a word counts for: in a name or title, and in a text.
const NAMED = { actor: 1.3, term: 1.3, event: 1.3, note: 1.2, text: 1.1, page: 1, source: 0.4 };
const TOLD = { actor: 0.8, term: 0.8, event: 1.2, note: 1.3, text: 0.9, page: 0.9, source: 0.3 };
const TITLE = 4;
const BOTH = 0.05; // what a word counts for beside that because it is in a name, so that of equals what is named comes first
const BEGINNING = 0.6;
const RELATED = 0.56;

/** How surely a word of a record is the one that was asked for. */
export function agreement({ word, meant }, there) {
  if (meant.has(there)) return meant.get(there);
  if (word.length > 1 && there.startsWith(word)) return BEGINNING * Math.sqrt(word.length / there.length);
  return root(there) === root(word) ? RELATED : 0;
}

/** A record's score: its words, rare ones before others, and those of a name that was asked for most of all. */
export function likeness(record, slots) {
  const picked = slots.some(({ word }) => small(word)) ? words : (one) => telling(words(one));
  const names = [record.title, ...record.names].map(picked);
  const text = picked(`${record.about} ${record.text}`);
  const most = (slot, list) => list.reduce((best, word) => Math.max(best, agreement(slot, word)), 0);
  const each = slots.map((slot) => ({ rare: slot.rare, named: most(slot, names.flat()), told: most(slot, text) }));
  const sum = (value) => each.reduce((total, one) => total + one.rare * value(one), 0);
  const share = (test) => sum((one) => (test(one) ? 1 : 0)) / sum(() => 1);
  const title = ((TITLE * NAMED[record.sort]) / Math.sqrt(names[0].length)) * share(({ named }) => named) ** 2;
  const score = sum(
    ({ named, told }) =>
      Math.max(told * TOLD[record.sort], named * Math.max(TOLD[record.sort], title)) + named * BOTH * TOLD[record.sort],
  );
  return score * share(({ named, told }) => named || told) ** 2 * order(record.sort, names, text, slots);
}

/** A factor for words that follow one another as they were asked for, and for names that are the query. */
function order(sort, names, text, slots) {
  const long = sort !== "source" || slots.length > 3; // a source is looked for by most of its title
  const same = names.findIndex((name) => name.length === slots.length && follow(name, slots) === slots.length);
  if (same >= 0 && long) return same ? 5 : 7;
  if (slots.length < 2) return 1;
  const named = Math.max(...names.map((name) => follow(name, slots)));
  if (named === slots.length && named > 2 && long && names.some((name) => follow(name.slice(0, named), slots) === named)) return 4;
  return 1 + Math.max((sort === "source" ? 1 : 1.4) * named, follow(text, slots)) / slots.length;
}

/** How many words of the query, in order, follow one another in a text, at most. */
function follow(text, slots) {
  let [most, run] = [0, 0];
  for (const word of text) {
    if (slots[run] && agreement(slots[run], word)) run += 1;
    else run = agreement(slots[0], word) ? 1 : 0;
    most = Math.max(most, run);
  }
  return most;
}
