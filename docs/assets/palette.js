// The reader's choice of light or dark, made before the page is painted; without one the device decides.

(() => {
  const dark = matchMedia("(prefers-color-scheme: dark)").matches;
  const chosen = __md_get("__palette")?.color?.scheme;
  const inputs = [...document.querySelectorAll("[data-md-component=palette] input")];
  const scheme = chosen ?? inputs[dark ? 1 : 0]?.dataset.mdColorScheme;
  if (scheme) document.body.setAttribute("data-md-color-scheme", scheme);
})();
