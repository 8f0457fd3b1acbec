// What the reader has chosen, kept on this device only.

const KEY = "edition";

/** @returns {{marks: boolean, keys: boolean, hidden: string[]}} the choices, or those one begins with */
export function load() {
  const first = { marks: true, keys: true, hidden: [] };
  try {
    return { ...first, ...JSON.parse(localStorage.getItem(KEY) ?? "{}") };
  } catch {
    return first; // storage is full, forbidden or not ours
  }
}

export function save(choices) {
  try {
    localStorage.setItem(KEY, JSON.stringify(choices));
  } catch {
    // The choices hold for this page.
  }
}
