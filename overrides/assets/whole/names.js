// Who is named in a text: as scripts/edition/text/names.py finds it, to which the cases of tests/text/vectors.json hold it.

import { fold } from "../copy/normal.js";

const WORD = /[\p{L}\p{N}][\p{L}\p{N}\p{M}]*/gu;
const PART = /[\p{L}\p{N}\p{M}]/u; // of a word

/**
 * Forms by their first words, longest first, each folded and with its key: made once, for many texts.
 * @param {[string, string][]} forms each with the key of whom it names
 */
export function index(forms) {
  const longest = forms
    .map(([form, key]) => [fold(form).text, key])
    .sort((one, other) => other[0].length - one[0].length || (one < other ? -1 : 1));
  const known = new Map();
  for (const entry of longest) {
    const first = entry[0].match(WORD)?.[0];
    known.set(first, [...(known.get(first) ?? []), entry]);
  }
  return known;
}

/**
 * Every mention in a text, in order. The longest form wins; a name inside a longer word is none.
 * @param {string} text
 * @param {Map} known what index() made
 * @returns {[number, number, string][]} where each begins and ends, and the key
 */
export function mentions(text, known) {
  const folded = fold(text);
  const found = [];
  let end = 0;
  for (const { 0: word, index: start } of folded.text.matchAll(WORD)) {
    if (start < end) continue;
    const named = known
      .get(word)
      ?.find(([form]) => folded.text.startsWith(form, start) && !PART.test(sign(folded.text, start + form.length)));
    if (!named) continue;
    end = start + named[0].length;
    found.push([...folded.source(start, end), named[1]]);
  }
  return found;
}

const sign = (text, at) => (at < text.length ? String.fromCodePoint(text.codePointAt(at)) : "");
