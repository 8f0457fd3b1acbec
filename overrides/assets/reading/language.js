// What scripts say. English stands in them; another language is in words-….js, made from its catalogue, which boot.js loads before.

const words = () => globalThis.editionWords ?? {};
export const lang = document.documentElement.lang || "en";
/** Whether the page speaks English. */
export const english = () => !globalThis.editionWords;

const filled = (said, fields) => said.replace(/\{(\w+)\}/g, (field, name) => (name in fields ? fields[name] : field));

/** A message in the language of the page, its fields {name} filled in. */
export const t = (message, fields = {}) => filled(words()[message] ?? message, fields);

/** A message in the form that a number asks for; {count} in it is the number. */
export function tn(one, many, count, fields = {}) {
  const forms = words()[one];
  const said = forms ? (forms[new Intl.PluralRules(lang).select(count)] ?? forms.other) : count === 1 ? one : many;
  return filled(said, { ...fields, count });
}

/** A day (2023-06-24) in words, as the pages have it. */
export const day = (date) =>
  new Intl.DateTimeFormat(`${lang}-u-nu-latn`, { dateStyle: "long", timeZone: "UTC" }).format(new Date(`${date}T00:00Z`));
