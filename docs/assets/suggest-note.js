// A note in the making: its Markdown, its place in the section file, the patch, the proposal. Pure: text in, text out.

import { bare } from "./normal.js";
import { places } from "./suggest-rules.js";

const LONGEST = 6000; // bytes of an address that every forge and browser takes

/** Grows a stretch of a paragraph to whole words, then word by word until no other place of the section reads like it. */
export function unique(text, start, end, texts) {
  const letter = (at) => /[\p{L}\p{N}]/u.test(text.charAt(at));
  while (start < end && !letter(start)) start += 1;
  while (end > start && !letter(end - 1)) end -= 1;
  while (start > 0 && letter(start - 1)) start -= 1;
  while (end < text.length && letter(end)) end += 1;
  const more = (at) => at + (text.slice(at).match(/^[^\p{L}\p{N}]*[\p{L}\p{N}]+/u)?.[0].length ?? 0);
  const less = (at) => at - (text.slice(0, at).match(/[\p{L}\p{N}]+[^\p{L}\p{N}]*$/u)?.[0].length ?? 0);
  while (end > start && places(text.slice(start, end), texts).length > 1) {
    const [first, last] = [more(end), less(start)];
    if (first > end) end = first;
    else if (last < start) start = last;
    else break;
  }
  return text.slice(start, end);
}

/** The address of a note: its first six words in plain letters, with a number where that is taken. */
export function address(quote, taken) {
  const plain = quote.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  const slug = (plain.match(/[a-z0-9]+/g) ?? []).slice(0, 6).join("-") || "note";
  let made = /^(?:p\d+|notes|sources|card|card-title|said|menu|own-copy|search-count|suggest)$/.test(slug) ? `${slug}-note` : slug;
  for (let number = 2; taken.has(made); number += 1) made = `${slug}-${number}`;
  return made;
}

/** A note as it stands in its file. */
export function markdown({ quote, id, kind, verdict, text }, today) {
  const classes = [`#${id}`, `.${kind}`, verdict && `.${verdict}`, `reviewed=${today}`].filter(Boolean).join(" ");
  return `### “${bare(quote)}” { ${classes} }\n\n${text.trim()}\n`;
}

/** The line of a section file (from 0) before which a note on a quote belongs: notes follow the order of the text. */
export function lineFor(quote, source, texts) {
  const lines = source.replace(/\n+$/, "").split("\n");
  const [own] = places(bare(quote), texts);
  const after = lines.lastIndexOf("## Notes");
  const later = lines.findIndex((line, at) => {
    if (at <= after || !line.startsWith("### ") || !own) return false;
    const [place] = places(bare(line.slice(4).replace(/[ \t]*\{[^{}]*\}[ \t]*$/, "")), texts);
    return place && (place[0] > own[0] || (place[0] === own[0] && place[1] > own[1]));
  });
  return later < 0 ? lines.length : later;
}

/** A patch that adds a note to a section file, as `git apply` takes it. */
export function patch(note, source, texts, path) {
  const lines = source.replace(/\n+$/, "").split("\n");
  const at = lineFor(note.quote, source, texts);
  const added = at === lines.length ? ["", ...note.markdown.trimEnd().split("\n")] : [...note.markdown.trimEnd().split("\n"), ""];
  const [from, to] = [Math.max(0, at - 3), Math.min(lines.length, at + 3)];
  const head = `@@ -${from + 1},${to - from} +${from + 1},${to - from + added.length} @@`;
  const hunk = [...lines.slice(from, at).map((line) => ` ${line}`), ...added.map((line) => `+${line}`), ...lines.slice(at, to).map((line) => ` ${line}`)];
  return [`--- a/${path}`, `+++ b/${path}`, head, ...hunk, ""].join("\n");
}

/**
 * The address of the forge's form, filled in; what does not fit is left out, longest first.
 * @returns {{href: string, left: string[]}} the address, and the names of the fields left out
 */
export function proposal(issues, fields) {
  const params = { template: "note.yml", title: `Note on “${bare(fields.quote)}”`, ...fields };
  const href = () => `${issues}?${new URLSearchParams(params)}`;
  const left = [];
  while (href().length > LONGEST) {
    const longest = Object.keys(fields).sort((one, other) => (params[other]?.length ?? 0) - (params[one]?.length ?? 0))[0];
    if (!params[longest]) break;
    delete params[longest];
    left.push(longest);
  }
  return { href: href(), left };
}
