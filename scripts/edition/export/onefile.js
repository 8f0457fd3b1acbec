// The one file at work: a note opens over the page, and the search looks through all of it. Without scripts there are links.
(() => {
  const words = globalThis.editionWords ?? {};
  const t = (message) => words[message] ?? message;
  const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  const make = (tag, properties, ...children) => {
    const made = Object.assign(document.createElement(tag), properties);
    made.append(...children);
    return made;
  };

  // A note over the page.
  const shut = make("button", { type: "button", textContent: t("Close") });
  const holder = make("div", {});
  const card = make("aside", { className: "card", hidden: true, tabIndex: -1 }, holder, shut);
  card.setAttribute("aria-label", t("Note"));
  document.body.append(card);
  let from = null;
  const close = () => {
    if (card.hidden) return;
    card.hidden = true;
    from?.focus({ preventScroll: true });
  };
  const open = (link) => {
    const heading = document.getElementById(decodeURIComponent(link.hash.slice(1)));
    const note = heading?.closest(".note");
    if (!note) return false;
    const shown = make("div", { className: note.className });
    shown.append(...[...note.children].map((child) => child.cloneNode(true)));
    for (const one of shown.querySelectorAll("[id]")) one.removeAttribute("id");
    for (const one of shown.querySelectorAll(".back")) one.remove();
    holder.replaceChildren(shown);
    [card.hidden, from] = [false, link];
    card.scrollTop = 0;
    card.focus();
    return true;
  };
  shut.addEventListener("click", close);
  document.addEventListener("keydown", (event) => event.key === "Escape" && close());
  document.addEventListener("click", (event) => {
    const link = event.target.closest('a[role="doc-noteref"]');
    if (link && !event.ctrlKey && !event.metaKey && open(link)) event.preventDefault();
    else if (!event.target.closest(".card")) close();
  });

  // The search: every word of the query begins a word of what is found.
  const search = document.getElementById("search");
  const [field, said, found] = ["query", "said", "found"].map((id) => document.getElementById(id));
  search.hidden = false;
  let records = null;
  const read = () =>
    [...document.querySelectorAll(".note, .entry, .event, .source, p.verbatim, p.restated")].map((element) => {
      const heading = element.querySelector("h3, h4");
      const id = element.id || heading?.id;
      const title = (heading ?? element).textContent.trim().slice(0, 90);
      const kind = element.querySelector(".kind")?.textContent ?? "";
      const finding = element.querySelector(".finding")?.textContent ?? "";
      const own = heading ? fold(title) : "";
      return {
        id,
        title,
        own,
        about: [kind, finding].filter(Boolean).join(": "),
        text: ` ${fold(element.textContent).replace(/[^\p{L}\p{N}]+/gu, " ")}`,
      };
    });
  const look = () => {
    records ??= read();
    const asked = fold(field.value).match(/[\p{L}\p{N}]+/gu) ?? [];
    const hits = asked.length ? records.filter(({ text }) => asked.every((word) => text.includes(` ${word}`))) : [];
    const rate = ({ own }) => (asked.every((word) => own.includes(word)) ? 0 : 1);
    hits.sort((one, other) => rate(one) - rate(other));
    said.textContent = asked.length ? t("{count} found").replace("{count}", hits.length) : "";
    found.hidden = !hits.length;
    found.replaceChildren(
      ...hits.slice(0, 30).map(({ id, title, about }) => {
        const link = make("a", { textContent: title }, make("small", { textContent: about }));
        link.setAttribute("href", `#${id}`);
        return make("li", {}, link);
      }),
    );
  };
  field.addEventListener("input", look);
  found.addEventListener("click", (event) => {
    if (!event.target.closest("a")) return;
    field.value = "";
    look();
  });
})();
