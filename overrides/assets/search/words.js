// The words of a text as the search knows them: without case, marks, possessives and the commonest endings.

import { english, lang } from "../reading/language.js";

// Scripts without spaces: each of their signs is a word (scripts/edition/pages/search_index.py sets them apart).
const UNSPACED = "\\u0e00-\\u0eff\\u1000-\\u109f\\u1780-\\u17ff\\u3040-\\u30ff\\u3400-\\u4dbf\\u4e00-\\u9fff";
const WORD = new RegExp(`[${UNSPACED}]|(?:(?![${UNSPACED}])[\\p{L}\\p{N}\\p{Mc}])+`, "gu");
const PIECE = new RegExp(`[${UNSPACED}]\\p{M}*|(?:(?![${UNSPACED}])[\\p{L}\\p{N}\\p{M}])+`, "gu");
const POINTS = "\\u3001-\\u3003\\u3008-\\u3011\\u3014-\\u301f\\uff01-\\uff0f\\uff1a-\\uff20\\uff3b-\\uff40\\uff5b-\\uff65"; // between them
const GAP = new RegExp(
  `(?<=[${UNSPACED}${POINTS}]\\p{M}*) (?=[${UNSPACED}${POINTS}])|(?<=(?<!\\p{L})(?:[cdjlmnst]|qu)[’']) (?=\\p{L})`,
  "giu",
);
const LETTER = new RegExp(`^[^${UNSPACED}]$`, "u");
const LETTERS = { ł: "l", ø: "o", đ: "d", ð: "d", ß: "ss", æ: "ae", œ: "oe", ı: "i", þ: "th" };
// Endings of Russian cases and of adjectives; Ukrainian and Belarusian share most of them.
const CASES =
  "ами|ями|ого|его|ому|ему|ыми|ими|ыи|ои|еи|ою|ью|ым|им|ом|ем|ам|ям|ах|ях|ов|ев|ых|их|ую|юю|ая|яя|ое|ее|ые|[аеиоуыэюяіь]";
const CYRILLIC = new RegExp(`(?<=\\p{Script=Cyrillic}{3})(?:ов|ев|и)?(?:${CASES})$`, "u");
const ROOT = /(?<=[a-z]{3})(?:at)?(?:ions?|ed|ing|ors?|ers?|e)$/;
// Little is meant by these, and every text is full of them.
const SMALL = new Set(
  `a an and are as at be but by did do doe for from get got had ha have he her him hi how i if in into is it its me not of on or our she so
  than that the their them they this to up wa we were what when where which who why will with you your`.split(/\s+/),
);

/** A text in small letters without marks above or below them, as Pagefind has it. */
function bare(text) {
  const small = text.toLowerCase().replace(/['’ʼ]s(?![\p{L}\p{N}_])/gu, "");
  return small.normalize("NFKD").replace(/\p{Mn}/gu, "");
}

/** A word without the s of the plural (after Harman's S-stemmer) or the ending of a case. */
function stem(word) {
  if (!/^[a-z0-9]{3,}s$/.test(word)) return word.replace(CYRILLIC, "");
  if (word.endsWith("ies")) return "ae".includes(word.at(-4)) ? word.slice(0, -1) : `${word.slice(0, -3)}y`;
  return "us".includes(word.at(-2)) ? word : word.slice(0, -1);
}

/** The words of a text in order, without endings, as Pagefind is asked for them. */
export const spelt = (text) => (bare(text).match(WORD) ?? []).map(stem);

/** A word as it is compared, also with those who write it without letters that their keyboards lack. */
export const alike = (word) => word.replace(/[łøđðßæœıþ]/g, (letter) => LETTERS[letter]);

/** The words of a text in order, as they are compared. */
export const words = (text) => spelt(text).map(alike);

/** Whether a word is a single letter, with which too many others begin. */
export const single = (word) => LETTER.test(word);

/** Whether little is meant by a word. */
export const small = (word) => SMALL.has(word) || single(word);

/** Words without those that mean little, unless there are no others. */
export function telling(all) {
  const some = all.filter((word) => !small(word));
  return some.length ? some : all;
}

/** What is left of an English word when the ending of a verb or of what is made of one is taken off. */
export const root = (word) => word.replace(ROOT, "");

/** A text as it was before its words were set apart for Pagefind. */
export const together = (text) => text.replace(GAP, "");

/** A text cut into words and what stands between them: [piece, the word it is compared as, or nothing]. */
export function pieces(text) {
  const found = [];
  let end = 0;
  for (const match of text.matchAll(PIECE)) {
    if (match.index > end) found.push([text.slice(end, match.index), ""]);
    found.push([match[0], words(match[0]).join("")]);
    end = match.index + match[0].length;
  }
  if (end < text.length) found.push([text.slice(end), ""]);
  return found;
}

/** A query with dates such as 2023-06-24 or 24.6.2023 spelt as our texts spell them. */
export function dated(query) {
  const spelt = (whole, day, month, year) => {
    const date = new Date(Date.UTC(year, month - 1, day));
    const form = new Intl.DateTimeFormat(english() ? "en-GB" : `${lang}-u-nu-latn`, { dateStyle: "long", timeZone: "UTC" });
    return month >= 1 && month <= 12 ? form.format(date) : whole;
  };
  return query
    .replace(/\b(\d{4})-(\d\d?)-(\d\d?)\b/g, (whole, year, month, day) => spelt(whole, day, month, year))
    .replace(/\b(\d\d?)[./](\d\d?)[./](\d{4})\b/g, spelt);
}

/** How many letters two words differ by (one left out, put in, changed, or two that changed places), at most one above `most`. */
export function distance(one, other, most) {
  if (Math.abs(one.length - other.length) > most) return most + 1;
  let [before, above] = [[], Array.from({ length: other.length + 1 }, (_, at) => at)];
  for (let row = 1; row <= one.length; row += 1) {
    const line = [row];
    for (let at = 1; at <= other.length; at += 1) {
      line[at] = Math.min(above[at] + 1, line[at - 1] + 1, above[at - 1] + (one[row - 1] === other[at - 1] ? 0 : 1));
      const crossed = row > 1 && at > 1 && one[row - 1] === other[at - 2] && one[row - 2] === other[at - 1];
      if (crossed) line[at] = Math.min(line[at], before[at - 2] + 1);
    }
    if (Math.min(...line) > most) return most + 1;
    [before, above] = [above, line];
  }
  return above[other.length];
}
