// Reads a reader's copy of the essay: plain text, HTML, EPUB or DOCX. Nothing of it leaves the browser.

const BLOCKS =
  "address,article,aside,blockquote,button,caption,dd,details,div,dl,dt,fieldset,figcaption,figure,footer,form,h1,h2,h3,h4,h5,h6,header,hr,li,main,nav,ol,option,p,pre,section,select,summary,table,td,th,tr,ul".split(",");
const UNREAD = "script,style,noscript,template,svg,math,iframe,object,textarea,head";
const LARGEST = 30_000_000;
const WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

/** The blocks of text of a file. Errors: Error, with words for the reader. */
export async function blocks(file) {
  if (file.size > LARGEST) throw new Error("This file is too large to be the essay.");
  const bytes = new Uint8Array(await file.arrayBuffer());
  const begins = (...signs) => signs.every((sign, at) => bytes[at] === sign);
  if (begins(0x25, 0x50, 0x44, 0x46)) throw new Error("This is a PDF, which holds pages and not paragraphs. Copy its text and paste it here.");
  if (begins(0x50, 0x4b, 3, 4)) return archive(bytes);
  return text(decoded(bytes), /\.x?html?$/i.test(file.name));
}

/** The blocks of a text that was pasted, or read from a file. */
export function text(source, html = false) {
  if (source.includes("\0")) throw new Error("This file holds no text.");
  if (html || /^\s*(<\?xml[^>]*>\s*)?<(!doctype html|html|head|body|article|div|p|h1)\b/i.test(source)) return hypertext(new DOMParser().parseFromString(source, "text/html"));
  return source.replace(/\r\n?/g, "\n").split(/\n[^\S\n]*\n|\f/).filter((block) => block.trim());
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
    if (node.nodeType === Node.TEXT_NODE) return void (found[found.length - 1] += node.data.replace(/[ \t\n\r\f]+/g, " "));
    if (node.nodeType !== Node.ELEMENT_NODE && node !== page) return;
    const name = node.localName;
    if (name === "br") found[found.length - 1] += "\n";
    const block = BLOCKS.includes(name);
    if (block) found.push("");
    node.childNodes.forEach(walk);
    if (block) found.push("");
  };
  walk(page);
  return found.filter((block) => block.trim());
}

// ---- archives

async function archive(bytes) {
  const parts = entries(bytes);
  try {
    if (parts.has("word/document.xml")) return docx(xml(await part(bytes, parts, "word/document.xml")));
    if (parts.has("META-INF/container.xml")) return await epub(bytes, parts);
  } catch {
    throw new Error("This file is damaged, or not a plain EPUB or DOCX.");
  }
  throw new Error("This is an archive, but neither EPUB nor DOCX.");
}

/** Where each part of a zip archive lies, by its central directory. */
function entries(bytes) {
  const view = new DataView(bytes.buffer);
  let end = bytes.length - 22;
  while (end >= 0 && view.getUint32(end, true) !== 0x06054b50) end--;
  const found = new Map();
  if (end < 0) return found;
  let at = view.getUint32(end + 16, true);
  for (let left = view.getUint16(end + 10, true); left && view.getUint32(at, true) === 0x02014b50; left--) {
    const [name, extra, comment] = [28, 30, 32].map((offset) => view.getUint16(at + offset, true));
    const title = new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + name));
    found.set(title, { method: view.getUint16(at + 10, true), size: view.getUint32(at + 20, true), at: view.getUint32(at + 42, true) });
    at += 46 + name + extra + comment;
  }
  return found;
}

async function part(bytes, parts, name) {
  const { method, size, at } = parts.get(name);
  const view = new DataView(bytes.buffer);
  const start = at + 30 + view.getUint16(at + 26, true) + view.getUint16(at + 28, true);
  const stream = new Blob([bytes.subarray(start, start + size)]).stream();
  return new Response(method ? stream.pipeThrough(new DecompressionStream("deflate-raw")) : stream).text();
}

const xml = (source) => new DOMParser().parseFromString(source, "application/xml");

function docx(tree) {
  return [...tree.getElementsByTagNameNS(WORD, "p")].map((paragraph) =>
    [...paragraph.getElementsByTagNameNS(WORD, "*")].map((node) => ({ t: node.textContent, br: "\n", cr: "\n", tab: " ", noBreakHyphen: "‑" })[node.localName] ?? "").join(""),
  );
}

async function epub(bytes, parts) {
  const named = (tree, name) => [...tree.getElementsByTagNameNS("*", name)];
  const path = named(xml(await part(bytes, parts, "META-INF/container.xml")), "rootfile")[0].getAttribute("full-path");
  const tree = xml(await part(bytes, parts, path));
  const items = new Map(named(tree, "item").map((item) => [item.getAttribute("id"), item]));
  const found = [];
  for (const reference of named(tree, "itemref")) {
    const href = items.get(reference.getAttribute("idref")).getAttribute("href");
    const chapter = decodeURIComponent(new URL(href, `https://book.invalid/${path}`).pathname.slice(1));
    found.push(...hypertext(new DOMParser().parseFromString(await part(bytes, parts, chapter), "text/html")));
  }
  return found;
}
