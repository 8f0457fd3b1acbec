// The files of the index: loaded when they are asked for, once, and unpacked. scripts/edition/pages/search_index.py tells what they
// hold.

/** What is asked of the index cannot be had: it did not load, or what came is damaged. */
export class Unavailable extends Error {}

async function text(response) {
  const data = new Uint8Array(await response.arrayBuffer());
  // A server may have unpacked it on the way.
  if (data[0] !== 0x1f || data[1] !== 0x8b) return new TextDecoder().decode(data);
  return new Response(new Blob([data]).stream().pipeThrough(new DecompressionStream("gzip"))).text();
}

/**
 * The index at an address.
 * @param {string} root the folder of its files, ending in a slash
 */
export function files(root) {
  const known = new Map();

  /** A file, read; what failed is tried anew when it is asked for again. */
  function get(name, read, suffix, options) {
    if (!known.has(name))
      known.set(
        name,
        load(name, read, suffix, options).catch((error) => (known.delete(name), Promise.reject(error))),
      );
    return known.get(name);
  }

  async function load(name, read, suffix = "", options = {}) {
    try {
      const response = await fetch(`${root}${name}.gz${suffix}`, options);
      if (!response.ok) throw new Error(response.statusText);
      return read(await text(response));
    } catch (error) {
      throw new Unavailable(name, { cause: error });
    }
  }

  const head = () => get("index", readHead, "", { cache: "no-cache" });
  const part = async (name, number, read) => get(`${name}-${number}`, read, `?v=${(await head()).version}`);
  return {
    head,
    words: (number) => part("words", number, readWords),
    near: (number) => part("near", number, (data) => data.split("\n")),
    shown: (number) => part("shown", number, readShown),
  };
}

function readHead(data) {
  const head = JSON.parse(data);
  const lists = ["sorts", "words", "near", "shown"];
  if (!lists.every((name) => Array.isArray(head[name])) || head.lengths.length !== head.records) throw new Error("not an index");
  let begin = 0;
  head.sorts = head.sorts.map(([sort, label, count]) => ({ sort, label, begin, end: (begin += count) }));
  return head;
}

function readWords(data) {
  const found = [];
  let before = "";
  for (const line of data.split("\n")) {
    const [word, titles, texts, aliases] = line.split("\t");
    before = before.slice(0, parseInt(word[0], 36)) + word.slice(1);
    found.push({ word: before, titles: titles ?? "", texts: texts ?? "", aliases: aliases ? aliases.split(" ") : [] });
  }
  return found;
}

const readShown = (data) =>
  JSON.parse(data).map(([title, address, about, text, names]) => ({ title, address, about, text, names }));

/** The numbers that a line of the index holds as steps in base 36. */
export function numbers(steps) {
  let sum = 0;
  return steps ? steps.split(" ").map((step) => (sum += parseInt(step, 36))) : [];
}

/** The last place in a rising list whose value is not above a wanted one; 0 where all are. */
export function last(list, wanted) {
  let [low, high] = [0, list.length - 1];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (list[middle] <= wanted) low = middle;
    else high = middle - 1;
  }
  return low;
}
