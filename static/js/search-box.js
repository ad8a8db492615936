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
    this.input.addEventListener("blur", () => this.leave());
    form.addEventListener("submit", () => this.input.value.trim() && remember(this.input.value.trim()));
  }

  later() {
    this.forget();
    const text = this.input.value.trim();
    if (!text) return this.showRecent();
    if (text.length < SHORTEST) return this.list.close();
    this.asking = new AbortController();
    this.timer = setTimeout(() => this.ask(text, this.asking.signal), WAIT);
  }

  async ask(text, signal) {
    const url = new URL(this.form.dataset.suggestions, location.href);
    url.searchParams.set("q", text);
    try {
      const answer = await fetch(url, { signal });
      const found = answer.ok && await answer.json();
      this.asking = null;
      if (found && this.input.matches(":focus")) this.list.show(found);
    } catch { /* A newer letter, nobody in the field, or no network: the form still works. */ }
  }

  forget() {
    clearTimeout(this.timer);
    this.asking?.abort();
    this.asking = null;
  }

  // What was asked for must not open behind whoever has gone on.
  leave() {
    this.forget();
    this.list.close();
  }

  showRecent() {
    const results = this.form.action;
    const options = recent().map((text) => ({ text, url: `${results}?q=${encodeURIComponent(text)}` }));
    this.list.show({ status: "", groups: options.length ? [{ label: this.form.dataset.recent, options }] : [] });
  }

  onKey(event) {
    if (event.key === "Escape" && (this.list.isOpen || this.asking)) this.leave();
    else if (event.key === "Enter" && this.list.chosen) this.list.chosen.click();
    else if (event.key in STEPS && this.list.isOpen) this.list.move(STEPS[event.key]);
    else return;
    event.preventDefault();
  }
}

for (const form of document.querySelectorAll("form[data-suggestions]")) new SearchBox(form);
