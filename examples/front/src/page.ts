import { Refusal, Stranger } from "./api.js";
import { words } from "./words.js";

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

const AUTOCOMPLETE: Record<string, string> = { name: "name", email: "email", address: "street-address", code: "one-time-code" };

export function field(label: string, name: string, type = "text", value = ""): HTMLLabelElement {
  return node("label", {}, label, node("input", { name, type, value, ...(AUTOCOMPLETE[name] ? { autocomplete: AUTOCOMPLETE[name] } : {}) }));
}

export function choice(label: string, name: string, options: Record<string, string>): HTMLLabelElement {
  const made = Object.entries(options).map(([value, text]) => node("option", { value }, text));
  return node("label", {}, label, node("select", { name }, ...made));
}

export function tick(label: string, name: string): HTMLLabelElement {
  return node("label", {}, node("input", { name, type: "checkbox", value: "yes" }), " ", label);
}

/** Names and what they are; what is empty is left out. */
export function facts(named: Record<string, string>): HTMLDListElement {
  const known = Object.entries(named).filter(([, text]) => text);
  return node("dl", {}, ...known.map(([name, text]) => node("div", {}, node("dt", {}, name), node("dd", {}, text))));
}

function labelOf(name: string): string {
  const field = document.querySelector(`main [name="${CSS.escape(name)}"]`);
  const label = field?.closest("label")?.textContent.trim();
  return label && field?.matches("input") ? `${label}${words.colon}` : "";
}

/** What went wrong, for the person who reads it: what the API refused, or that it said nothing. */
export function refused(error: unknown): Node[] {
  if (error instanceof Stranger) return [node("p", {}, words.stranger)];
  if (!(error instanceof Refusal)) return [node("p", {}, words.silence)];
  const said = error.problem.errors ?? [];
  if (said.length === 0) return [node("p", {}, error.message)];
  return said.map((one) => node("p", {}, `${labelOf(String(one.at.at(-1)))}${one.message}`));
}
