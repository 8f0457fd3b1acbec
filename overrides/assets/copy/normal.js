// The normal form of a text, and quotes found in it: the same as scripts/edition/text/normal.py and quotes.py, held to them by
// tests/text/vectors.json.

import { UNSPACED } from "./marks.js";

const QUOTES = "\"'`´‘’‚‛“”„‟‹›«»′″＂＇「」『』";
const DASHES = "-‐‑‒–—―−﹘﹣－";
const SPACES = "\t\n\v\f\r\x1c\x1d\x1e\x1f \x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000";
const LIGATURES = { ﬀ: "ff", ﬁ: "fi", ﬂ: "fl", ﬃ: "ffi", ﬄ: "ffl", ﬅ: "st", ﬆ: "st" };
const SHIFTED = [..."⁰¹²³⁴⁵⁶⁷⁸⁹ⁿⁱ₀₁₂₃₄₅₆₇₈₉"].map((sign, at) => [sign, "0123456789ni0123456789"[at]]);
/** What other copies may have in ordinary signs: ligatures, and figures that are raised or lowered. */
export const PLAIN = { ...LIGATURES, ...Object.fromEntries(SHIFTED) };
const SPACE = new RegExp(`[${SPACES}]`, "g");
const ALIKE = new Map([...QUOTES].map((mark) => [mark, "'"]).concat([...DASHES].map((dash) => [dash, "-"])));
// What a reader does not see, and a quote need not have: soft hyphens, joiners, marks of direction and of variants.
const UNSEEN = "\u00ad\u061c\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufe00-\ufe0f\ufeff";
const UNSEEN_SIGN = new RegExp(`^[${UNSEEN}]`, "u");
// Where folding changes the length: clusters with combining marks, runs of space, what is unseen, ligatures.
// In scripts without spaces a line may end anywhere in a sentence, and whoever joins two lines may put a space there.
const SPACELESS =
  "[\\u0e00-\\u0fff\\u1000-\\u109f\\u1780-\\u17ff\\u2e80-\\ua4cf\\uf900-\\ufaff\\ufe30-\\ufe4f\\uff01-\\uff9f\\u{20000}-\\u{3ffff}]";
const GAP = `(?<=${SPACELESS}) +(?=['-]?${SPACELESS})|(?<=${SPACELESS}['-]) +(?=${SPACELESS})`;
const UNEVEN = new RegExp(
  `[\\p{L}\\p{N}][\u0300-\u036f]+|(?<gap>${GAP})|  +|[${UNSEEN}]|[${Object.keys(LIGATURES).join("")}]`,
  "gu",
);
const ELLIPSIS = /\s*(?:…|\.\.\.)\s*/;
const PART = /^[\p{L}\p{N}\p{M}]$/u; // of a word
const MARK = /^\p{M}$/u;

/** The words of a text: what white space of any kind divides, composed, without soft hyphens. */
export const words = (text) => text.normalize("NFC").replaceAll("\u00ad", "").replace(SPACE, " ").split(" ").filter(Boolean);

/** The normal form in which texts are hashed: typography kept. */
export const normal = (text) => words(text).join(" ");

/** The SHA-256 of a text as it is, in hexadecimal digits. It needs a page that came over HTTPS, or from this device. */
export async function hash(text) {
  const made = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
  return Array.from(new Uint8Array(made), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** The SHA-256 of a text in normal form. */
export const digest = (text) => hash(normal(text));

/** As much of a hash as pages carry of it. */
export const brief = (hash) => hash.slice(0, 16);

/** A text folded for comparison; its unit i stands in the source from starts[i] to ends[i]. */
export function fold(text) {
  const even = text.replace(SPACE, " ").replace(/./gsu, (sign) => ALIKE.get(sign) ?? sign);
  const starts = [];
  const ends = [];
  let made = "";
  let at = 0;
  const keep = (until) => {
    for (; at < until; at++) {
      made += even[at];
      starts.push(at);
      ends.push(at + 1);
    }
  };
  for (const match of even.matchAll(UNEVEN)) {
    keep(match.index);
    const [cluster] = match;
    const short =
      match.groups.gap || UNSEEN_SIGN.test(cluster)
        ? ""
        : cluster[0] === " "
          ? " "
          : (LIGATURES[cluster] ?? cluster.normalize("NFC"));
    made += short;
    at = match.index + cluster.length;
    starts.push(...Array(short.length).fill(match.index));
    ends.push(...Array(short.length).fill(at));
    if (ends.length && !short && !match.groups.gap) ends[ends.length - 1] = at; // what is not seen belongs to the sign before it
  }
  keep(even.length);
  return { text: made, source: (start, end) => [starts[start], ends[end - 1]] };
}

/** Whether the signs on either side of a place belong to one word. */
function joined(text, at) {
  if (at <= 0 || at >= text.length) return false;
  const before = [...text.slice(Math.max(0, at - 2), at)].at(-1);
  const after = String.fromCodePoint(text.codePointAt(at));
  if (MARK.test(after)) return PART.test(before);
  return PART.test(before) && PART.test(after) && !UNSPACED.test(before + after);
}

function places(needle, text) {
  const found = [];
  for (let at = needle ? text.indexOf(needle) : -1; at >= 0; at = text.indexOf(needle, at + 1)) {
    if (!joined(text, at) && !joined(text, at + needle.length)) found.push(at);
  }
  return found;
}

/**
 * Every place where a quote stands in a text, whole words only; “first … last” spans from the one to the next of the other.
 * @returns {[number, number][]} spans of the text
 */
export function find(quote, text) {
  const folded = fold(text);
  const needle = fold(quote).text.trim();
  const whole = places(needle, folded.text).map((start) => folded.source(start, start + needle.length));
  const ends = needle.split(ELLIPSIS);
  if (whole.length || ends.length < 2) return whole;
  const [first, last] = [ends[0], needle.slice(needle.match(ELLIPSIS).index).replace(ELLIPSIS, "")];
  if (!first || !last) return [];
  const lasts = places(last, folded.text);
  return places(first, folded.text).flatMap((start) => {
    const end = lasts.find((at) => at >= start + first.length);
    return end === undefined ? [] : [folded.source(start, end + last.length)];
  });
}
