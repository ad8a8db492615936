// Home, the collections with a gift, a mallette, the workshops with registration, search: one function each, by address.
import { follow, post, read, type Schemas, type Thing } from "./api.js";
import { gift, give } from "./gift.js";
import { list, outside, tongue } from "./lists.js";
import { facts, field, html, node, refused, show } from "./page.js";
import { euros, locale, moment, words } from "./words.js";

const here = locale();
/** Where the API of its own site says all of a thing. */
const whole = (page: string) => (thing: Thing): string => `#/${page}?at=${encodeURIComponent(thing.api_url)}`;
const site = read("/api/v1/site");

async function home(): Promise<void> {
  const [found, news] = await Promise.all([
    site, read("/api/v1/things", { kind: "news", sort: "recent", limit: "6", locale: here }),
  ]);
  show(found.name, node("p", {}, found.tagline), node("h2", {}, words.news), list(news, outside));
}

async function campaigns(): Promise<void> {
  const found = await read("/api/v1/campaigns", { locale: here });
  show(words.campaigns, list(found, (thing) => `#/campaign?name=${thing.key}`));
}

async function campaign(name: string): Promise<void> {
  const found = await read("/api/v1/campaigns/{name}", { locale: here }, { name });
  const { progress } = found, own = tongue(found.locale);
  const bar = node("progress", {
    max: String(progress.optimum_cents), value: String(progress.raised_cents), "aria-label": words.raised,
  });
  const figures = facts({
    [words.raised]: euros(progress.raised_cents), [words.minimum]: euros(progress.minimum_cents),
    [words.optimum]: euros(progress.optimum_cents), [words.donors]: String(progress.donors),
    [words.ends]: progress.ends_at ? moment(progress.ends_at) : "",
  });
  const story = found.story.flatMap((part) => [node("h2", {}, part.title), node("p", { ...own, class: "plain" }, part.text)]);
  const way = found.give_url ? [node("p", {}, node("a", { href: `#/give?name=${found.slug}`, class: "button" }, words.give))] : [];
  const pictures = found.pictures.slice(0, 1).map((one) => node("img", { src: one.card_url, alt: one.alt }));
  show(found.title, node("p", own, found.summary), ...pictures, bar, figures, ...way, ...story);
}

async function kits(): Promise<void> {
  const found = await read("/api/v1/kits", { locale: here });
  show(words.kits, list(found, whole("kit")));
}

async function kit(at: string): Promise<void> {
  const found = await follow<Schemas["KitPage"]>(at);
  const sections = found.sections.flatMap((section) => [
    node("h2", {}, section.title),
    node("p", {}, section.introduction),
    node("ul", { class: "cards" }, ...section.items.map((item) => {
      const picture = item.picture?.renditions["card"];
      const link = node("a", { href: item.page.url, ...tongue(item.locale) }, item.page.title);
      const image = picture ? [node("img", { src: picture.src, alt: item.picture?.alt ?? "" })] : [];
      return node("li", {}, ...image, node("h3", {}, link), node("p", {}, item.note));
    })),
  ]);
  show(found.title, html(found.introduction), ...sections);
}

async function workshops(): Promise<void> {
  const found = await read("/api/v1/workshops", { locale: here });
  show(words.workshops, list(found, whole("workshop")));
}

async function workshop(at: string): Promise<void> {
  const found = await follow<Schemas["WorkshopOut"]>(`${at}?locale=${here}`);
  const { name, address, commune } = found.where, own = tongue(found.locale);
  const figures = facts({
    [words.when]: found.when, [words.where]: [name, address, commune].filter(Boolean).join(", "), [words.places]: found.status_text,
  });
  show(found.title, figures, node("p", { ...own, class: "plain" }, found.description), ...(found.may_register ? [form(found, at)] : []));
}

function form(found: Schemas["WorkshopOut"], at: string): HTMLFormElement {
  const told = node("div");
  const made = node(
    "form", { novalidate: "" }, node("h2", {}, words.register), told, field(words.name, "name"), field(words.email, "email", "email"),
    ...(found.party_most > 1 ? [field(words.party, "party", "number", "1")] : []), node("p", {}, node("button", {}, words.register)),
  );
  made.addEventListener("submit", (event) => {
    event.preventDefault();
    void send(made, told, at);
  });
  return made;
}

async function send(made: HTMLFormElement, told: HTMLElement, at: string): Promise<void> {
  const data = new FormData(made);
  const text = (name: string): string => String(data.get(name) ?? "");
  try {
    const party = Number(text("party") || 1);
    const done = await post<"register">(`${at}/registrations`, { name: text("name"), email: text("email"), phone: "", party, needs: "", locale: here });
    made.replaceChildren(node("p", { role: "status" }, done.state === "confirmed" ? words.confirmed : words.waiting));
  } catch (error) {
    told.replaceChildren(node("div", { role: "alert" }, ...refused(error)));
    told.scrollIntoView();
  }
}

async function search(text: string): Promise<void> {
  const made = node("form", { role: "search" }, field(words.search, "q", "search", text), node("button", {}, words.find));
  made.addEventListener("submit", (event) => {
    event.preventDefault();
    location.hash = `#/search?q=${encodeURIComponent(String(new FormData(made).get("q") ?? ""))}`;
  });
  const found = text ? await read("/api/v1/things", { q: text, locale: here }) : null;
  const instead = found?.corrected ? [node("p", {}, `${words.instead}${words.colon}${found.corrected}`)] : [];
  const first = (found?.promoted ?? []).map((one) =>
    node("div", { class: "sheet" }, node("h3", {}, node("a", { href: one.url }, one.title)), node("p", {}, one.text)),
  );
  const results = found ? [node("h2", {}, `${words.found} (${found.total})`), ...instead, ...first, list(found, outside, words.nothing)] : [];
  show(words.search, made, ...results);
}

async function route(): Promise<void> {
  const [path, query] = location.hash.slice(1).split("?");
  const asked = new URLSearchParams(query);
  const said = (name: string): string => asked.get(name) ?? "";
  const ways: Record<string, () => Promise<void>> = {
    "/campaigns": campaigns, "/campaign": () => campaign(said("name")), "/give": () => give(said("name")),
    "/gift": () => gift(said("token")), "/kits": kits, "/kit": () => kit(said("at")), "/workshops": workshops,
    "/workshop": () => workshop(said("at")), "/search": () => search(said("q")),
  };
  try {
    await (ways[path ?? ""] ?? home)();
  } catch (error) {
    const again = node("button", { type: "button" }, words.again);
    again.addEventListener("click", () => location.reload());
    show(words.trouble, node("div", { role: "alert" }, ...refused(error)), again);
  }
}

function frame(isNational: boolean): void {
  document.documentElement.lang = here;
  document.documentElement.dir = here === "ar" ? "rtl" : "ltr";
  const other = new URLSearchParams(location.search);
  other.set("lang", here === "fr" ? "ar" : "fr");
  const link = (href: string, text: string, language: string = here): Node => node("a", { href, lang: language }, text);
  const menu = document.querySelector("#menu"), languages = document.querySelector("#languages");
  menu?.setAttribute("aria-label", words.sections);
  languages?.setAttribute("aria-label", words.languages);
  menu?.replaceChildren(
    // Collections are those of the whole country: its own site alone lists them.
    ...(isNational ? [link("#/campaigns", words.campaigns)] : []),
    link("#/kits", words.kits), link("#/workshops", words.workshops), link("#/search", words.search),
  );
  languages?.replaceChildren(link(`?${other.toString()}${location.hash}`, words.other, here === "fr" ? "ar" : "fr"));
}

frame(false);
addEventListener("hashchange", () => {
  void route();
  void site.then((found) => frame(found.type === "national"), () => undefined);
});
site.then((found) => frame(found.type === "national"), () => undefined);
void route();
