// Light or dark as the reader chose, before the page is painted; and after it the reading view.

(() => {
  const KEY = "edition.scheme";
  const main = new URL("reading/main.js", document.currentScript.src);
  // What scripts say in another language than English comes before they speak.
  const { words } = document.currentScript.dataset;
  const spoken = words && new URL(`words-${words}.js`, main);
  const read = () => (spoken ? import(spoken).catch(() => {}).then(() => import(main)) : import(main));
  const dark = matchMedia("(prefers-color-scheme: dark)");

  /** The reader's choice, or what the system says where nothing is stored, or storage is forbidden. */
  function scheme() {
    try {
      return localStorage.getItem(KEY) ?? (dark.matches ? "slate" : "default");
    } catch {
      return dark.matches ? "slate" : "default";
    }
  }

  const paint = (chosen = scheme()) => document.body?.setAttribute("data-md-color-scheme", chosen);

  /** Changes light for dark; where nothing can be stored, for this page. */
  function turn() {
    const chosen = document.body.dataset.mdColorScheme === "slate" ? "default" : "slate";
    try {
      localStorage.setItem(KEY, chosen);
    } catch {
      // The choice holds for this page.
    }
    paint(chosen);
  }

  const root = document.documentElement;
  root.classList.replace("no-js", "js");
  // The body is not there yet: paint it as soon as it is.
  new MutationObserver((_, observer) => {
    if (!document.body) return;
    observer.disconnect();
    paint();
  }).observe(root, { childList: true });
  dark.addEventListener("change", () => paint());
  document.addEventListener("DOMContentLoaded", () => {
    // Where notes stand in the margin they should be there at once; on a small screen the words come first.
    if (matchMedia("(min-width: 61.5em)").matches) {
      read();
    } else {
      new PerformanceObserver(read).observe({ type: "paint", buffered: true });
      setTimeout(read, 1000); // where the browser does not tell; what is asked for twice is loaded once
    }
    const button = document.querySelector(".scheme");
    if (button) {
      button.hidden = false;
      button.addEventListener("click", turn);
    }
  });
})();
