// The form for a new note: words, kind, text, sources; what it will look like and what is wrong with it, as it is written.

import { element, notes, say } from "./page.js";
import { bare } from "./normal.js";
import { KINDS, problems, VERDICTS } from "./suggest-rules.js";
import { address, markdown, patch, proposal, unique } from "./suggest-note.js";
import { preview } from "./suggest-preview.js";

const NAMES = {
  source: "Source: where it comes from",
  context: "Context: what one must know",
  correction: "Correction: it is not so",
  dispute: "Dispute: evidence or scholars disagree",
  hindsight: "Hindsight: what happened later",
};
const JUDGED = { failed: "did not come true", cametrue: "came true", open: "still open" };

let form = null;

/** Opens the form. */
export async function suggest(asked) {
  form ??= await Form.make(asked.place);
  form.open(asked);
}

const option = (value, textContent) => element("option", { value, textContent });

class Form {
  /** The form of a page; what it must know of the edition is fetched once. */
  static async make(place) {
    const [rules, section] = await Promise.all([place.dataset.rules, place.dataset.section].map(async (name) => {
      const answer = await fetch(new URL(`suggest/${name}.json`, import.meta.url));
      if (!answer.ok) throw new Error(`${name}: ${answer.status}`);
      return answer.json();
    }));
    return new Form(place, rules, section);
  }

  constructor(place, rules, section) {
    this.section = section;
    this.issues = place.dataset.issues ?? "";
    this.sources = new Map(rules.sources);
    this.spellings = rules.spellings;
    this.taken = new Set(rules.ids);
    this.key = `edition.draft.${section.path}`;
    this.build();
    document.body.append(this.dialog);
  }

  build() {
    const field = (id, label, control, hint = "") => {
      control.id = `suggest-${id}`;
      control.name = id;
      const about = element("small", { id: `suggest-${id}-hint`, textContent: hint });
      if (hint) control.setAttribute("aria-describedby", about.id);
      return element("p", {}, element("label", { htmlFor: control.id, textContent: label }), ...(hint ? [about] : []), control);
    };
    this.quote = element("input", { type: "text", required: true, autocomplete: "off" });
    this.phrases = element("p", { className: "suggest-phrases" });
    this.kind = element("select", {}, ...KINDS.map((kind) => option(kind, NAMES[kind])));
    this.kind.value = "context";
    this.verdict = element("select", {}, option("", "does not judge"), ...VERDICTS.map((one) => option(one, JUDGED[one] ?? one)));
    this.text = element("textarea", { rows: 7, required: true });
    this.known = element("input", { type: "text", autocomplete: "off" });
    const list = element("datalist", { id: "suggest-known" }, ...[...this.sources].map(([key, title]) => option(key, title)));
    this.known.setAttribute("list", list.id);
    const cite = element("button", { type: "button", textContent: "Cite it" });
    cite.addEventListener("click", () => this.cite());
    this.fresh = element("textarea", { rows: 2 });
    this.wrong = element("ul", { className: "suggest-problems" });
    this.status = element("p", { className: "suggest-status" });
    this.status.setAttribute("role", "status");
    this.shown = element("ol", { className: "suggest-preview" });
    const inner = element(
      "form",
      { method: "dialog", noValidate: true },
      element("h2", { id: "suggest-title", textContent: "Suggest a note" }),
      element("button", { type: "button", className: "shut", textContent: "Close", onclick: () => this.dialog.close() }),
      field("quote", "The author’s words that the note is about", this.quote, "Two to six words, exactly as the author has them; in the restated text they stand inside “ ”."),
      this.phrases,
      element("div", { className: "suggest-pair" }, field("kind", "What the note does", this.kind), field("verdict", "The claim, by the evidence, is", this.verdict)),
      field("text", "The note", this.text, "40 to 120 plain words: is it so, and how do we know? Plain Markdown; no HTML."),
      element("div", { className: "suggest-pair" }, field("known", "A source of this edition", this.known, "Type part of its title, or an address of the web."), element("p", {}, cite)),
      list,
      field("fresh", "Sources that are new here", this.fresh, "One a line: who, title, where, when, address."),
      element("h3", { textContent: "What the checks say" }),
      this.wrong,
      element("h3", { textContent: "How it will look" }),
      this.shown,
      element("p", {}, element("small", { textContent: this.how })),
      this.actions(),
    );
    this.dialog = element("dialog", { className: "suggest md-typeset" }, inner);
    this.dialog.setAttribute("aria-labelledby", "suggest-title");
    inner.addEventListener("submit", (event) => event.preventDefault());
    inner.addEventListener("input", () => this.changed());
    this.dialog.addEventListener("close", () => this.opener?.focus({ preventScroll: true }));
  }

  /** What the buttons do, for whoever has never seen such a thing. */
  get how() {
    const propose = "“Propose” opens a form where this edition is kept, filled in with your note; you send it there, with an account of that place. ";
    return `${this.issues ? propose : ""}Without an account, copy the note and send it to an editor. A patch is for those who work with Git. Until you send it, nothing leaves this device.`;
  }

  actions() {
    this.propose = element("a", { className: "suggest-propose", target: "_blank", rel: "noopener", textContent: "Propose" });
    this.propose.addEventListener("click", (event) => this.leave(event));
    const button = (textContent, onclick) => element("button", { type: "button", textContent, onclick });
    return element(
      "div",
      { className: "suggest-actions" },
      this.status,
      ...(this.issues ? [this.propose] : []),
      button("Copy the Markdown", () => this.copy()),
      button("Download a patch", () => this.download()),
      button("Start afresh", () => this.afresh()),
    );
  }

  open({ paragraphs, paragraph, start, end }) {
    // Words that were selected have no focus to go back to; the command on their paragraph has.
    this.opener = document.activeElement === document.body ? paragraph.nextElementSibling : document.activeElement;
    this.page = {
      texts: paragraphs.map((one) => one.textContent),
      ids: paragraphs.map((one) => one.id),
      restated: paragraphs.map((one) => one.classList.contains("restated")),
      sources: this.sources,
      spellings: this.spellings,
    };
    this.noted = new Set(notes().map((note) => bare(note.querySelector("h3").firstChild.textContent)));
    this.recall();
    const text = paragraph.textContent;
    if (end > start) this.quote.value = unique(text, start, end, this.page.texts);
    this.phrases.replaceChildren(...this.choices(text));
    this.changed();
    this.dialog.showModal();
    (this.quote.value ? this.text : this.quote).focus();
  }

  /** The author’s phrases of a paragraph as buttons, for whoever cannot or will not select. */
  choices(text) {
    const phrases = [...text.matchAll(/“([^”]*)”/g)].map((match) => match[1]);
    const button = (textContent) => element("button", { type: "button", textContent, onclick: () => this.choose(textContent) });
    return phrases.length ? ["Quoted in this paragraph: ", ...phrases.map(button)] : [];
  }

  choose(phrase) {
    this.quote.value = phrase;
    this.changed();
    this.text.focus();
  }

  cite() {
    const given = this.known.value.trim();
    if (!given) return this.known.focus();
    const key = this.sources.has(given) ? given : [...this.sources].find(([, title]) => title === given)?.[0];
    const link = /^https?:\/\/([^/\s]+)\S*$/.exec(given);
    const mark = key ? ` [@${key}]` : link ? ` ([${link[1]}](${given}))` : "";
    if (!mark) {
      this.fresh.value += `${this.fresh.value ? "\n" : ""}${given}`;
    } else {
      // Before the full stop, where a citation stands.
      const at = this.text.value.slice(0, this.text.selectionEnd || undefined).replace(/[\s.]+$/, "").length;
      this.text.setRangeText(mark, at, at, "end");
    }
    this.known.value = "";
    this.changed();
    this.text.focus();
  }

  get draft() {
    const quote = bare(this.quote.value);
    return { quote, kind: this.kind.value, verdict: this.verdict.value, text: this.text.value, fresh: this.fresh.value, id: address(quote, this.taken) };
  }

  get markdown() {
    return markdown(this.draft, new Date().toLocaleDateString("sv"));
  }

  changed() {
    const { draft } = this;
    const found = problems(draft, this.page);
    const wrong = found.filter((one) => !one.warning).length;
    this.wrong.replaceChildren(...found.map(({ rule, message, warning }) => element("li", { className: warning ? "warning" : "" }, `${warning ? "warning: " : ""}${message} `, element("code", { textContent: `[${rule}]` }))));
    this.status.textContent = wrong ? `${wrong} ${wrong === 1 ? "problem" : "problems"} to mend` : "No problems: the note can be proposed.";
    this.shown.replaceChildren(preview(draft, this.sources));
    if (this.noted.has(draft.quote)) this.wrong.prepend(element("li", { className: "warning", textContent: "warning: there is a note on these words already; read it first" }));
    this.ready = !wrong;
    if (this.issues) this.address(draft);
    this.keep(draft);
  }

  address({ quote, kind, verdict, text, fresh }) {
    const fields = { section: this.section.path, quote, kind, verdict: verdict || "none", text, fresh };
    const { href, left } = proposal(this.issues, fields);
    this.left = left;
    this.propose.setAttribute("aria-disabled", String(!this.ready));
    if (this.ready) this.propose.href = href;
    else this.propose.removeAttribute("href");
  }

  /** The proposal leaves for the forge; what its address cannot hold goes by the clipboard. */
  leave(event) {
    if (!this.ready) return event.preventDefault();
    if (this.left.length) this.copy(`The note is too long for an address: its ${this.left.join(" and ")} is on the clipboard. Paste it into the form that opens.`, this.draft[this.left[0]]);
  }

  async copy(words = "The Markdown is on the clipboard", text = this.markdown) {
    try {
      await navigator.clipboard.writeText(text);
      this.status.textContent = words;
    } catch {
      this.shown.replaceChildren(element("li", {}, element("textarea", { rows: 8, readOnly: true, value: text })));
      this.status.textContent = "The clipboard is closed to this page: copy the text below.";
    }
  }

  download() {
    const made = patch({ quote: this.draft.quote, markdown: this.markdown }, this.section.source, this.page.texts, this.section.path);
    const link = element("a", { href: URL.createObjectURL(new Blob([made], { type: "text/x-patch" })), download: `${this.draft.id}.patch` });
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
    this.status.textContent = `Saved ${link.download}: apply it with git apply`;
  }

  keep(draft) {
    try {
      if (draft.text || draft.fresh) localStorage.setItem(this.key, JSON.stringify(draft));
    } catch {
      // The draft lasts as long as the page.
    }
  }

  recall() {
    try {
      const kept = JSON.parse(localStorage.getItem(this.key) ?? "null");
      for (const name of ["quote", "kind", "verdict", "text", "fresh"]) if (typeof kept?.[name] === "string") this[name].value = kept[name];
    } catch {
      // What is stored is not ours.
    }
  }

  afresh() {
    for (const name of ["quote", "text", "fresh", "known", "verdict"]) this[name].value = "";
    try {
      localStorage.removeItem(this.key);
    } catch {
      // There was none.
    }
    this.changed();
    say("The draft is gone");
  }
}
