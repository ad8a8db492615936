// Lists of things: cards, the next page behind a button, and what to say when there is nothing.
import { follow, Refusal, type Schemas, type Thing } from "./api.js";
import { node, refused } from "./page.js";
import { locale, moment, words } from "./words.js";

type Things = Schemas["Things"];
type Way = (thing: Thing) => string;

export const outside: Way = (thing) => thing.url;

/** What people write in may be of another language than the page: it says so, and runs its own way. */
export function tongue(language: string): Record<string, string> {
  return language === locale() ? {} : { lang: language, dir: language === "ar" ? "rtl" : "ltr" };
}

export function list(found: Things, to: Way, empty: string = words.none): Node {
  if (found.items.length === 0) return node("p", { class: "empty" }, empty);
  const kinds = new Map((found.facets["kind"] ?? []).map((one) => [one.value, one.label]));
  const cards = node("ul", { class: "cards" }, ...found.items.map((thing) => card(thing, to, kinds.get(thing.kind))));
  const whole = node("div", {}, cards);
  if (found.next) whole.append(more(found.next, cards, to));
  return whole;
}

function card(thing: Thing, to: Way, kind = ""): HTMLLIElement {
  const when = thing.starts_at ? moment(thing.starts_at) : "";
  const beside = [kind, when, thing.site_name].filter(Boolean).join(" · ");
  return node(
    "li", {}, node("h3", tongue(thing.locale), node("a", { href: to(thing) }, thing.title)),
    node("p", { class: "quiet" }, beside), node("p", tongue(thing.locale), thing.summary),
  );
}

function more(next: string, cards: HTMLElement, to: Way): HTMLElement {
  const button = node("button", { type: "button" }, words.more);
  const whole = node("p", {}, button);
  button.addEventListener("click", () => void turn(next, cards, to, whole));
  return whole;
}

async function turn(next: string, cards: HTMLElement, to: Way, place: HTMLElement): Promise<void> {
  try {
    const found = await follow<Things>(next);
    const added = found.items.map((thing) => card(thing, to));
    cards.append(...added);
    if (found.next) place.replaceWith(more(found.next, cards, to));
    else place.remove();
    added[0]?.querySelector("a")?.focus();
  } catch (error) {
    // Ranked anew meanwhile: the list begins again, nothing is skipped.
    if (error instanceof Refusal && error.problem.code === "list-changed") return location.reload();
    place.after(node("div", { role: "alert" }, ...refused(error)));
  }
}
