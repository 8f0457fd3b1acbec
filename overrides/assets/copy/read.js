// Reads a reader's copy of the essay: plain text or a saved page. Nothing of it leaves the browser.

import { t } from "../reading/language.js";

const BLOCKS = new Set(
  (
    "address article aside blockquote button caption dd details div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 " +
    "header hr li main nav ol option p pre section select summary table td th tr ul"
  ).split(" "),
);
const UNREAD = "script, style, noscript, template, svg, math, iframe, object, textarea, head";
const LARGEST = 30_000_000; // bytes
const PAGE = /^\s*(<\?xml[^>]*>\s*)?<(!doctype html|html|head|body|article|div|p|h1)\b/i;

/** The blocks of text of a file. Throws an Error with words for the reader. */
export async function blocks(file) {
  if (file.size > LARGEST) throw new Error(t("This file is too large to be the essay."));
  const bytes = new Uint8Array(await file.arrayBuffer());
  const begins = (...signs) => signs.every((sign, at) => bytes[at] === sign);
  if (begins(0x25, 0x50, 0x44, 0x46) || begins(0x50, 0x4b, 3, 4)) {
    throw new Error(t("This is a PDF, an e-book or a word processor’s file. Open it, copy its text, and paste that here."));
  }
  return text(decoded(bytes), /\.x?html?$/i.test(file.name));
}

/** The blocks of a text that was pasted, or read from a file. */
export function text(source, html = false) {
  if (source.includes("\0")) throw new Error(t("This file holds no text."));
  if (html || PAGE.test(source)) return hypertext(new DOMParser().parseFromString(source, "text/html"));
  return source
    .replace(/\r\n?/g, "\n")
    .split(/\n[^\S\n]*\n|\f/)
    .filter((block) => block.trim());
}

function decoded(bytes) {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder("utf-16le").decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder("utf-16be").decode(bytes);
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder("windows-1252").decode(bytes); // what an old page or editor means
  }
}

/** The blocks that a reader of a page sees, in order. */
function hypertext(page) {
  page.querySelectorAll(UNREAD).forEach((node) => node.remove());
  const found = [""];
  const walk = (node) => {
    if (node.nodeType === Node.TEXT_NODE) {
      found[found.length - 1] += node.data.replace(/[ \t\n\r\f]+/g, " ");
    } else if (node.nodeType === Node.ELEMENT_NODE || node === page) {
      const block = BLOCKS.has(node.localName);
      if (node.localName === "br") found[found.length - 1] += "\n";
      if (block) found.push("");
      node.childNodes.forEach(walk);
      if (block) found.push("");
    }
  };
  walk(page);
  return found.filter((block) => block.trim());
}
