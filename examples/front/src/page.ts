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
