// Quotation marks of many customs: the same as scripts/edition/text/marks.py, held to it by tests/text/vectors.json.

// Scripts written without spaces have no word borders to respect.
export const UNSPACED = /[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u{3ffff}]/u;
const CLOSING = new Map(
  Object.entries({
    '"': '"',
    "'": "'",
    "“": "”",
    "‘": "’",
    "„": "“”",
    "‚": "‘’",
    "«": "»",
    "‹": "›",
    "»": "«»",
    "›": "‹›",
    "”": "”",
    "’": "’",
    "「": "」",
    "『": "』",
  }),
);
const MARKS = new Set([...CLOSING].flat().join(""));
const OPENING = "“‘„‚«‹「『"; // before a space, too: « bien »
const BRACKETS = "([{—–-/";
const STARTS = "([{…¿¡$£€§#&*-—–"; // what a quotation may begin with beside letters, digits and marks
const LETTER = /[\p{L}\p{N}]/u;
const LONGEST = 2000; // characters: a longer text is no quote, and is not looked through for pairs

/** Whether a mark stands where one may open: at the beginning, after a space or a bracket, and before words. */
function mayOpen(text, at, opened) {
  const [before, after] = [text[at - 1] ?? "", text[at + 1] ?? ""];
  const free = !before.trim() || BRACKETS.includes(before) || opened.includes(at - 1) || UNSPACED.test(before);
  const words = LETTER.test(after) || MARKS.has(after) || (after && STARTS.includes(after));
  return "「『".includes(text[at]) || (free && (OPENING.includes(text[at]) || words));
}

/** The pairs of quotation marks of a text, [start, end]; an apostrophe in a word is none. */
function pairs(text) {
  const found = [];
  const opened = [];
  for (let at = 0; at < text.length; at += 1) {
    const sign = text[at];
    const within = "'’".includes(sign) && LETTER.test(text[at - 1] ?? "") && LETTER.test(text[at + 1] ?? "");
    if (!MARKS.has(sign) || within) continue;
    const opens = CLOSING.has(sign) && mayOpen(text, at, opened);
    const level = opened.findLastIndex((place) => CLOSING.get(text[place]).includes(sign));
    if (level >= 0 && !opens) {
      found.push([opened[level], at]);
      opened.length = level;
    } else if (opens) {
      opened.push(at);
    }
  }
  return found;
}

/** A text without the marks that stand around all of it, and without one at either end that belongs to no pair. */
export function unquoted(quote) {
  let text = quote.trim();
  while (text && text.length <= LONGEST && (MARKS.has(text[0]) || MARKS.has(text.at(-1)))) {
    const found = pairs(text);
    const last = text.length - 1;
    const around = found.some(([start, end]) => start === 0 && end === last);
    const paired = new Set(found.flat());
    const start = MARKS.has(text[0]) && (around || !paired.has(0));
    const end = MARKS.has(text[last]) && (around || !paired.has(last));
    if (!start && !end) break;
    text = text.slice(Number(start), end ? last : text.length).trim();
  }
  return text;
}
