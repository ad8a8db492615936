import { Refusal } from "./api.js";

// Nodes, never HTML from text: only the rich text that the API cleaned is inserted as it is.
export function node<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  attributes: Record<string, string> = {},
  ...children: (Node | string)[]
): HTMLElementTagNameMap[Name] {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

export function html(text: string): HTMLElement {
  const made = node("div");
  made.innerHTML = text;
  return made;
}

export function show(title: string, ...children: (Node | string)[]): void {
  const main = document.querySelector("main");
  if (!main) return;
  document.title = `${title} – Trousse`;
  main.replaceChildren(node("h1", {}, title), ...children);
  main.focus();
}

export function field(label: string, name: string, type = "text", value = ""): HTMLLabelElement {
  return node("label", {}, label, node("br"), node("input", { name, type, value }));
}

export function choice(label: string, name: string, options: Record<string, string>): HTMLLabelElement {
  const made = Object.entries(options).map(([value, text]) => node("option", { value }, text));
  return node("label", {}, label, node("br"), node("select", { name }, ...made));
}

export function tick(label: string, name: string): HTMLLabelElement {
  return node("label", {}, node("input", { name, type: "checkbox", value: "yes" }), " ", label);
}

/** What the API refused, for the person who reads it. */
export function refused(error: unknown): Node[] {
  if (!(error instanceof Refusal)) throw error;
  const said = error.problem.errors ?? [];
  return said.length ? said.map((one) => node("p", {}, one.message)) : [node("p", {}, error.message)];
}
