// Finds the author's paragraphs in a copy of any shape by their letters, as scripts/edition/original/fingerprints.py does.

import { PLAIN, brief, digest, find, hash, words } from "./normal.js";

const SHORT = 20; // letters: a shorter paragraph is looked for only as a whole line, since “Yes.” may stand anywhere
const BUDGET = 60_000; // stretches of letters that may be hashed one by one: some two seconds
const LETTER = /^[\p{L}\p{N}\p{M}]$/u;

/**
 * @typedef {{id: string, letters: number, fingerprint: string, sha256: string, words: number, quotes: string[]}} Facts
 * @typedef {{text: string, exact: boolean, whole: boolean}} Found a paragraph of the copy: to the sign; with all its letters
 */

/** The letters of a text, composed, ligatures and raised figures in ordinary signs: the same as `letters` in Python. */
export const letters = (text) => row([text]).text;

/** The letters of blocks in a row; places[i] is the block of letter i and where it stands in it. */
function row(blocks) {
  const texts = blocks.map((block) => block.normalize("NFC"));
  const made = { texts, text: "", places: [], begins: [], words: [], lines: [] };
  texts.forEach((text, at) => {
    made.begins.push(made.places.length);
    let [word, line, offset] = [true, true, 0];
    for (const sign of text) {
      if (LETTER.test(sign)) {
        if (word) made.words.push(made.text.length);
        if (line) made.lines.push(made.text.length);
        for (const one of (PLAIN[sign] ?? sign).split("")) {
          made.places.push([at, offset]);
          made.text += one;
        }
        [word, line] = [false, false];
      } else {
        [word, line] = [true, line || sign === "\n"];
      }
      offset += sign.length;
    }
  });
  made.begins.push(made.places.length);
  return made;
}

/** The words that letters from start to end belong to, with the signs around them that belong to no other words. */
function wordsOf(made, start, end) {
  let [[first, begin], [last, finish]] = [made.places[start], made.places[end - 1]];
  const [text, tail] = [made.texts[first], made.texts[last]];
  const apart = (sign) => sign && !/\s/.test(sign) && !LETTER.test(sign);
  if (start === made.begins[first]) begin = 0;
  while (begin && apart(text[begin - 1])) begin -= 1;
  finish = end === made.begins[last + 1] ? tail.length : finish + 1;
  while (apart(tail[finish])) finish += 1;
  const parts =
    first === last ? [text.slice(begin, finish)] : [text.slice(begin), ...made.texts.slice(first + 1, last), tail.slice(0, finish)];
  return words(parts.join(" ")).join(" ");
}

/** The stretches of letters that are paragraphs of the author's: [start, end, id], in order. */
async function claims(made, expected) {
  const known = new Map(expected.map((facts) => [facts.fingerprint, facts.id]).reverse());
  const found = [];
  const taken = (start, end) => found.some(([from, until]) => start < until && from < end);
  const ids = () => new Set(found.map(([, , id]) => id));
  const test = async (start, end) => {
    const id = known.get(brief(await hash(made.text.slice(start, end))));
    if (id) found.push([start, end, id]);
    return Boolean(id);
  };
  for (let at = 0; at < made.texts.length; at += 1) await test(made.begins[at], made.begins[at + 1]);
  const borders = new Set([...made.lines, made.text.length]);
  for (const starts of [made.lines, made.words]) {
    const there = ids();
    const lengths = [...new Set(expected.filter(({ id }) => !there.has(id)).map((facts) => facts.letters))].sort(
      (one, other) => other - one,
    );
    if (starts.length * lengths.length > BUDGET) continue;
    for (const start of starts) {
      for (const length of lengths) {
        const end = start + length;
        const inside = length < SHORT && !(borders.has(start) && borders.has(end));
        if (end > made.text.length || inside || taken(start, end)) continue;
        if (await test(start, end)) break;
      }
    }
  }
  return found.sort(([one], [other]) => one - other);
}

/**
 * The paragraphs that a copy has, and stretches that are plainly meant for one though their letters differ.
 * @param {string[]} copy blocks of text
 * @param {Facts[]} expected with the quotes of each paragraph's notes
 * @returns {Promise<Map<string, Found>>} by paragraph
 */
export async function compare(copy, expected) {
  const made = row(copy);
  const found = await claims(made, expected);
  const shown = new Map();
  for (const [start, end, id] of found) {
    if (shown.has(id)) continue;
    const text = wordsOf(made, start, end);
    shown.set(id, { text, exact: brief(await digest(text)) === expected.find((facts) => facts.id === id).sha256, whole: true });
  }
  const free = made.texts.filter((_, at) => !found.some(([start, end]) => start < made.begins[at + 1] && made.begins[at] < end));
  for (const facts of expected) {
    if (shown.has(facts.id)) continue;
    const rated = free.map((text) => ({ text, rate: rate(text, facts) })).sort((one, other) => other.rate - one.rate);
    if (!rated.length || rated[0].rate <= 0 || rated[0].rate === rated[1]?.rate) continue;
    free.splice(free.indexOf(rated[0].text), 1);
    shown.set(facts.id, { text: words(rated[0].text).join(" "), exact: false, whole: false });
  }
  return shown;
}

/** How plainly a stretch is meant for a paragraph, 0 for not: by the quotes in it. */
function rate(text, { quotes }) {
  const there = quotes.filter((quote) => find(quote, text).length);
  return words(there.join(" ")).length >= 4 || (there.length && there.length * 2 >= quotes.length) ? there.length : 0;
}
