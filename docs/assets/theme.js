// Light or dark as the reader chose, before the page is painted, and after it the reading view.
// And what the theme's bundle, where it is loaded, expects to find.

var __md_scope = new URL("..", document.currentScript.src);
var __md_hash = (text) => [...text].reduce((sum, letter) => ((sum << 5) - sum + letter.charCodeAt(0)) | 0, 0);
var __md_get = (key, store = localStorage, scope = __md_scope) => {
  try {
    return JSON.parse(store.getItem(`${scope.pathname}.${key}`));
  } catch {
    return null; // storage is forbidden
  }
};
var __md_set = (key, value, store = localStorage, scope = __md_scope) => {
  try {
    store.setItem(`${scope.pathname}.${key}`, JSON.stringify(value));
  } catch {
    // The choice holds for this page.
  }
};

(() => {
  const reading = new URL("reading.js", document.currentScript.src);
  const read = () => import(reading);
  const root = document.documentElement;
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const scheme = () => __md_get("scheme") ?? (dark.matches ? "slate" : "default");
  const paint = () => document.body?.setAttribute("data-md-color-scheme", scheme());
  // The body is not there yet: paint it as soon as it is.
  new MutationObserver((_, observer) => document.body && (paint(), observer.disconnect())).observe(root, { childList: true });
  root.classList.replace("no-js", "js");
  dark.addEventListener("change", paint);
  document.addEventListener("DOMContentLoaded", () => {
    // Where notes stand in the margin they should be there at once; on a small screen the words come first.
    if (matchMedia("(min-width: 68.75em)").matches) {
      read();
    } else {
      new PerformanceObserver(read).observe({ type: "paint", buffered: true });
      setTimeout(read, 1000); // where the browser does not tell; what is asked for twice is loaded once
    }
    const button = document.querySelector(".scheme");
    if (!button) return;
    button.hidden = false;
    button.addEventListener("click", () => {
      __md_set("scheme", scheme() === "slate" ? "default" : "slate");
      paint();
    });
  });
})();
