// Home, the collections with a gift, a mallette, the workshops with registration, search: one function each, by address.
import { follow, post, read, type Schemas, type Thing } from "./api.js";
import { gift, give } from "./gift.js";
import { field, html, node, refused, show } from "./page.js";
import { euros, locale, words } from "./words.js";

const here = locale();

function list(things: readonly Thing[], to: (thing: Thing) => string): Node {
  if (things.length === 0) return node("p", {}, words.none);
  const items = things.map((thing) =>
    node("li", { lang: thing.locale }, node("a", { href: to(thing) }, thing.title), node("p", {}, thing.summary)),
  );
  return node("ul", {}, ...items);
}

const outside = (thing: Thing): string => thing.url;

async function home(): Promise<void> {
  const [site, news] = await Promise.all([
    read("/api/v1/site"),
    read("/api/v1/things", { kind: "news", sort: "recent", limit: "5", locale: here }),
  ]);
  show(site.name, node("p", {}, site.tagline), node("h2", {}, words.news), list(news.items, outside));
}

async function campaigns(): Promise<void> {
  const found = await read("/api/v1/campaigns", { locale: here });
  show(words.campaigns, list(found.items, (thing) => `#/campaign?name=${thing.key}`));
}

async function campaign(name: string): Promise<void> {
  const found = await read("/api/v1/campaigns/{name}", { locale: here }, { name });
  const { progress } = found;
  const bar = node("progress", {
    max: String(progress.optimum_cents), value: String(progress.raised_cents), "aria-label": words.raised,
  });
  const figures = node(
    "p", {}, `${euros(progress.raised_cents)} ${words.raised} · ${words.minimum} ${euros(progress.minimum_cents)}`,
    ` · ${words.optimum} ${euros(progress.optimum_cents)}`,
  );
  const story = found.story.flatMap((part) => [node("h2", {}, part.title), node("p", { lang: found.locale }, part.text)]);
  const way = found.give_url ? [node("p", {}, node("a", { href: `#/give?name=${found.slug}` }, words.give))] : [];
  show(found.title, node("p", { lang: found.locale }, found.summary), bar, figures, ...way, ...story);
}

async function kits(): Promise<void> {
  const found = await read("/api/v1/kits", { locale: here });
  show(words.kits, list(found.items, (thing) => `#/kit?at=${encodeURIComponent(thing.api_url)}`));
}

async function kit(at: string): Promise<void> {
  const found = await follow<Schemas["KitPage"]>(at);
  const sections = found.sections.flatMap((section) => [
    node("h2", {}, section.title),
    node("p", {}, section.introduction),
    node("ul", {}, ...section.items.map((item) => {
      const picture = item.picture?.renditions["card"];
      const link = node("a", { href: item.page.url, lang: item.locale }, item.page.title);
      const image = picture ? [node("img", { src: picture.src, alt: item.picture?.alt ?? "", width: "160" })] : [];
      return node("li", {}, ...image, link, node("p", {}, item.note));
    })),
  ]);
  show(found.title, html(found.introduction), ...sections);
}

async function workshops(): Promise<void> {
  const found = await read("/api/v1/workshops", { locale: here });
  show(words.workshops, list(found.items, (thing) => `#/workshop?key=${thing.key}`));
}

async function workshop(key: string): Promise<void> {
  const found = await read("/api/v1/workshops/{key}", { locale: here }, { key });
  const parts: Node[] = [
    node("p", {}, found.when), node("p", {}, `${found.where.name} ${found.where.commune}`),
    node("p", {}, found.status_text), node("p", {}, found.description),
  ];
  show(found.title, ...parts, ...(found.may_register ? [form(found)] : []));
}

function form(found: Schemas["WorkshopOut"]): HTMLFormElement {
  const told = node("div");
  const made = node(
    "form", { novalidate: "" }, told, field(words.name, "name"), field(words.email, "email", "email"),
    field(words.party, "party", "number", "1"), node("p", {}, node("button", {}, words.register)),
  );
  made.addEventListener("submit", (event) => {
    event.preventDefault();
    void send(made, told, found.key);
  });
  return made;
}

async function send(made: HTMLFormElement, told: HTMLElement, key: string): Promise<void> {
  const data = new FormData(made);
  const text = (name: string): string => String(data.get(name) ?? "");
  try {
    const party = Number(text("party"));
    const done = await post<"register">(`/api/v1/workshops/${key}/registrations`, { name: text("name"), email: text("email"), phone: "", party, needs: "", locale: here });
    made.replaceChildren(node("p", { role: "status" }, done.state === "confirmed" ? words.confirmed : words.waiting));
  } catch (error) {
    told.replaceChildren(node("div", { role: "alert" }, ...refused(error)));
  }
}

async function search(text: string): Promise<void> {
  const made = node("form", { role: "search" }, field(words.search, "q", "search", text), node("button", {}, words.find));
  made.addEventListener("submit", (event) => {
    event.preventDefault();
    location.hash = `#/search?q=${encodeURIComponent(String(new FormData(made).get("q") ?? ""))}`;
  });
  const found = text ? (await read("/api/v1/things", { q: text, locale: here })).items : [];
  show(words.search, made, ...(text ? [list(found, outside)] : []));
}

async function route(): Promise<void> {
  const [path, query] = location.hash.slice(1).split("?");
  const asked = new URLSearchParams(query);
  const ways: Record<string, () => Promise<void>> = {
    "/campaigns": campaigns, "/campaign": () => campaign(asked.get("name") ?? ""),
    "/give": () => give(asked.get("name") ?? ""), "/gift": () => gift(asked.get("token") ?? ""),
    "/kits": kits, "/kit": () => kit(asked.get("at") ?? ""), "/workshops": workshops,
    "/workshop": () => workshop(asked.get("key") ?? ""), "/search": () => search(asked.get("q") ?? ""),
  };
  try {
    await (ways[path ?? ""] ?? home)();
  } catch (error) {
    show("…", node("div", { role: "alert" }, ...refused(error)));
  }
}

function frame(): void {
  document.documentElement.lang = here;
  document.documentElement.dir = here === "ar" ? "rtl" : "ltr";
  const other = new URLSearchParams(location.search);
  other.set("lang", here === "fr" ? "ar" : "fr");
  const link = (href: string, text: string): Node => node("a", { href }, text);
  document.querySelector("#menu")?.replaceChildren(
    link("#/campaigns", words.campaigns), link("#/kits", words.kits), link("#/workshops", words.workshops), link("#/search", words.search),
  );
  document.querySelector("#languages")?.replaceChildren(link(`?${other.toString()}`, words.other));
}

frame();
addEventListener("hashchange", () => void route());
void route();
