// Proposes titles, topics and places while one types: the ARIA combobox pattern on a plain form.
// Recent searches stay on this device. Without a script the form simply submits.
const KEY = "recherches", MOST = 5, WAIT = 150, SHORTEST = 2;

const recent = () => {
  try { return JSON.parse(localStorage.getItem(KEY)) ?? []; } catch { return []; }
};
const keep = (searches) => {
  try { localStorage.setItem(KEY, JSON.stringify(searches.slice(0, MOST))); } catch { /* refused */ }
};
const make = (tag, attributes, ...children) => {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) if (value) element.setAttribute(name, value);
  element.append(...children);
  return element;
};

class SearchBox {
  constructor(form) {
    this.form = form;
    this.input = form.querySelector("input[type=search]");
    const id = `${this.input.id}-suggestions`;
    this.list = make("div", { id, class: "suggestions", role: "listbox", "aria-label": form.dataset.label });
    this.status = make("p", { class: "vh", role: "status" });
    this.list.hidden = true;
    this.input.after(this.list, this.status);
    const states = { role: "combobox", "aria-controls": id, "aria-expanded": "false", "aria-autocomplete": "list" };
    for (const [name, value] of Object.entries(states)) this.input.setAttribute(name, value);
    this.input.addEventListener("input", () => this.later());
    this.input.addEventListener("focus", () => this.input.value || this.showRecent());
    this.input.addEventListener("keydown", (event) => this.onKey(event));
    form.addEventListener("focusout", (event) => form.contains(event.relatedTarget) || this.close());
    form.addEventListener("submit", () => this.remember());
  }

  later() {
    clearTimeout(this.timer);
    this.asking?.abort();
    const text = this.input.value.trim();
    if (!text) return this.showRecent();
    if (text.length < SHORTEST) return this.close();
    this.timer = setTimeout(() => this.ask(text), WAIT);
  }

  async ask(text) {
    this.asking = new AbortController();
    const url = new URL(this.form.dataset.suggestions, location.href);
    url.searchParams.set("q", text);
    try {
      const answer = await fetch(url, { signal: this.asking.signal });
      if (answer.ok) this.show(await answer.json());
    } catch { /* A newer letter, or no network: the form still works. */ }
  }

  showRecent() {
    const results = this.form.action;
    const options = recent().map((text) => ({ text, url: `${results}?q=${encodeURIComponent(text)}` }));
    this.show({ status: "", groups: options.length ? [{ label: this.form.dataset.recent, options }] : [] });
  }

  show({ groups, status }) {
    let number = 0;
    this.list.replaceChildren(...groups.map(({ label, options }) => make("div", { role: "group", "aria-label": label },
      make("p", { class: "suggestions__kind", "aria-hidden": "true" }, label),
      ...options.map(({ text, url, lang }) => make("a", {
        href: url, role: "option", tabindex: "-1", lang, id: `${this.list.id}-${++number}`, "aria-selected": "false",
      }, make("bdi", {}, text))))));
    this.status.textContent = status;
    this.choose(null);
    this.list.hidden = !number;
    this.input.setAttribute("aria-expanded", String(Boolean(number)));
  }

  onKey(event) {
    const options = [...this.list.querySelectorAll("[role=option]")];
    const steps = { ArrowDown: 1, ArrowUp: -1 };
    if (event.key === "Escape" && !this.list.hidden) this.close();
    else if (event.key === "Enter" && this.chosen) this.chosen.click();
    else if (event.key in steps && options.length && !this.list.hidden) {
      const at = options.indexOf(this.chosen) + steps[event.key];
      // Past either end one is back in the field.
      this.choose(options[at === -2 ? options.length - 1 : at] ?? null);
    } else return;
    event.preventDefault();
  }

  choose(option) {
    this.chosen?.setAttribute("aria-selected", "false");
    this.chosen = option;
    option?.setAttribute("aria-selected", "true");
    option?.scrollIntoView({ block: "nearest" });
    if (option) this.input.setAttribute("aria-activedescendant", option.id);
    else this.input.removeAttribute("aria-activedescendant");
  }

  close() {
    this.list.hidden = true;
    this.input.setAttribute("aria-expanded", "false");
    this.choose(null);
  }

  remember() {
    const text = this.input.value.trim();
    if (text) keep([text, ...recent().filter((known) => known !== text)]);
  }
}

for (const form of document.querySelectorAll("form[data-suggestions]")) new SearchBox(form);
