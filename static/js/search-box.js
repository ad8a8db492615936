// Proposes titles, topics and places while one types. Without a script the form simply submits.
import { OptionList } from "./option-list.js";
import { recent, remember } from "./recent-searches.js";

const WAIT = 150, SHORTEST = 2;
const STEPS = { ArrowDown: 1, ArrowUp: -1 };

class SearchBox {
  constructor(form) {
    this.form = form;
    this.input = form.querySelector("input[type=search]");
    this.list = new OptionList(this.input, form.dataset.label);
    this.input.addEventListener("input", () => this.later());
    this.input.addEventListener("focus", () => this.input.value || this.showRecent());
    this.input.addEventListener("keydown", (event) => this.onKey(event));
    this.input.addEventListener("blur", () => this.list.close());
    form.addEventListener("submit", () => this.input.value.trim() && remember(this.input.value.trim()));
  }

  later() {
    clearTimeout(this.timer);
    this.asking?.abort();
    const text = this.input.value.trim();
    if (!text) return this.showRecent();
    if (text.length < SHORTEST) return this.list.close();
    this.timer = setTimeout(() => this.ask(text), WAIT);
  }

  async ask(text) {
    this.asking = new AbortController();
    const url = new URL(this.form.dataset.suggestions, location.href);
    url.searchParams.set("q", text);
    try {
      const answer = await fetch(url, { signal: this.asking.signal });
      if (answer.ok) this.list.show(await answer.json());
    } catch { /* A newer letter, or no network: the form still works. */ }
  }

  showRecent() {
    const results = this.form.action;
    const options = recent().map((text) => ({ text, url: `${results}?q=${encodeURIComponent(text)}` }));
    this.list.show({ status: "", groups: options.length ? [{ label: this.form.dataset.recent, options }] : [] });
  }

  onKey(event) {
    if (event.key === "Escape" && this.list.isOpen) this.list.close();
    else if (event.key === "Enter" && this.list.chosen) this.list.chosen.click();
    else if (event.key in STEPS && this.list.isOpen) this.list.move(STEPS[event.key]);
    else return;
    event.preventDefault();
  }
}

for (const form of document.querySelectorAll("form[data-suggestions]")) new SearchBox(form);
