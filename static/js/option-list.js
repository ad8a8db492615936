// The list under a field of the ARIA combobox pattern: groups of links, one of which may be chosen.
const make = (tag, attributes, ...children) => {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) if (value) element.setAttribute(name, value);
  element.append(...children);
  return element;
};

export class OptionList {
  constructor(input, label) {
    this.input = input;
    const id = `${input.id}-suggestions`;
    this.list = make("div", { id, class: "suggestions", role: "listbox", "aria-label": label });
    this.status = make("p", { class: "vh", role: "status" });
    this.list.hidden = true;
    // A click leaves the focus in the field: some browsers would drop it, and the list would close first.
    this.list.addEventListener("mousedown", (event) => event.preventDefault());
    input.after(this.list, this.status);
    const states = { role: "combobox", "aria-controls": id, "aria-expanded": "false", "aria-autocomplete": "list" };
    for (const [name, value] of Object.entries(states)) input.setAttribute(name, value);
  }

  get isOpen() { return !this.list.hidden; }

  show({ groups, status }) {
    let number = 0;
    this.list.replaceChildren(...groups.map(({ label, options }) => make("div", { role: "group", "aria-label": label },
      make("p", { class: "suggestions__kind", "aria-hidden": "true" }, label),
      ...options.map(({ text, url, lang }) => make("a", {
        href: url, role: "option", tabindex: "-1", lang, id: `${this.list.id}-${++number}`, "aria-selected": "false",
      }, make("bdi", {}, text))))));
    this.status.textContent = status;
    this.open(Boolean(number));
  }

  open(isOpen) {
    this.choose(null);
    this.list.hidden = !isOpen;
    this.input.setAttribute("aria-expanded", String(isOpen));
  }

  close() { this.open(false); }

  // Past either end one is back in the field.
  move(by) {
    const options = [...this.list.querySelectorAll("[role=option]")];
    const at = options.indexOf(this.chosen) + by;
    this.choose(options[at === -2 ? options.length - 1 : at] ?? null);
  }

  choose(option) {
    this.chosen?.setAttribute("aria-selected", "false");
    this.chosen = option;
    option?.setAttribute("aria-selected", "true");
    option?.scrollIntoView({ block: "nearest" });
    if (option) this.input.setAttribute("aria-activedescendant", option.id);
    else this.input.removeAttribute("aria-activedescendant");
  }
}
