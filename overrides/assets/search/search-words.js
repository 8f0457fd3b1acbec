// The words of a text as the index knows them. scripts/edition/search_words.py does the same; a test compares the two.

const LONGEST = 40;
const UNSPACED = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff";
const WORD = new RegExp(`[${UNSPACED}]|(?:(?![${UNSPACED}])[\\p{L}\\p{N}])+`, "gu");
const LETTERS = { ł: "l", ø: "o", đ: "d", ð: "d", ß: "ss", æ: "ae", œ: "oe", ı: "i", þ: "th", ь: "", ъ: "" };
const MONTHS = "January February March April May June July August September October November December".split(" ");

/** A text in small letters without marks above, below or within them. */
function folded(text) {
  const small = text.toLowerCase().replace(/['’ʼ]s(?![\p{L}\p{N}_])/gu, "");
  return small
    .normalize("NFKD")
    .replace(/\p{Mn}/gu, "")
    .replace(/[łøđðßæœıþьъ]/g, (letter) => LETTERS[letter]);
}

/** A word without the s of the plural, and no longer than anybody types. */
function stem(word) {
  let made = word;
  if (/^[a-z0-9]{3,}s$/.test(word)) {
    if (word.endsWith("ies")) made = "ae".includes(word.at(-4)) ? word.slice(0, -1) : `${word.slice(0, -3)}y`;
    else if (!"us".includes(word.at(-2))) made = word.slice(0, -1);
  }
  return [...made].slice(0, LONGEST).join("");
}

/** The words of a text in order, each as it stands in the index. */
export const words = (text) => (folded(text).match(WORD) ?? []).map(stem);

/** A text cut into words and what stands between them: [piece, its word in the index or nothing]. */
export function pieces(text) {
  const found = [];
  let end = 0;
  for (const match of text.matchAll(/[\p{L}\p{N}\p{Mn}]+/gu)) {
    if (match.index > end) found.push([text.slice(end, match.index), ""]);
    found.push([match[0], words(match[0]).join("")]);
    end = match.index + match[0].length;
  }
  if (end < text.length) found.push([text.slice(end), ""]);
  return found;
}

/** A query with dates such as 2023-06-24 or 24.6.2023 spelt as our texts spell them. */
export function dated(query) {
  const spelt = (whole, day, month, year) => (MONTHS[month - 1] ? `${Number(day)} ${MONTHS[month - 1]} ${year}` : whole);
  return query
    .replace(/\b(\d{4})-(\d\d?)-(\d\d?)\b/g, (whole, year, month, day) => spelt(whole, day, month, year))
    .replace(/\b(\d\d?)[./](\d\d?)[./](\d{4})\b/g, spelt);
}

/**
 * How many letters two words differ by (one left out, put in, changed, or two that changed places), as far as it matters.
 * @param {number} most above this the answer is most + 1
 * @param {boolean} begun whether the second word may go on after what is like the first
 */
export function distance(one, other, most, begun = false) {
  if (one.length - other.length > most || (!begun && other.length - one.length > most)) return most + 1;
  const width = begun ? Math.min(other.length, one.length + most) : other.length;
  let [before, above] = [[], Array.from({ length: width + 1 }, (_, at) => at)];
  for (let row = 1; row <= one.length; row += 1) {
    const line = [row];
    for (let at = 1; at <= width; at += 1) {
      const same = one[row - 1] === other[at - 1];
      line[at] = Math.min(above[at] + 1, line[at - 1] + 1, above[at - 1] + (same ? 0 : 1));
      if (row > 1 && at > 1 && one[row - 1] === other[at - 2] && one[row - 2] === other[at - 1])
        line[at] = Math.min(line[at], before[at - 2] + 1);
    }
    if (Math.min(...line) > most) return most + 1;
    [before, above] = [above, line];
  }
  return Math.min(most + 1, begun ? Math.min(...above) : above[width]);
}
