// A gift: how much and who, the code that proves the address, then the provider's page or the transfer.
import { post, read, Refusal, type Schemas } from "./api.js";
import { choice, field, node, refused, show, tick } from "./page.js";
import { euros, locale, words } from "./words.js";

type Terms = Schemas["GiftTerms"];
type Campaign = Schemas["CampaignOut"];
/** What was typed, read once. */
type Typed = (name: string) => string;

const here = locale();
const back = `${location.origin}${location.pathname}${location.search}#/gift?token={token}`;

export async function give(name: string): Promise<void> {
  const [campaign, terms] = await Promise.all([
    read("/api/v1/campaigns/{name}", { locale: here }, { name }),
    read("/api/v1/gifts/terms", { campaign: name, locale: here }),
  ]);
  const told = node("p", {}, `${words.minimum} ${euros(terms.least_cents)} · ${words.left} ${euros(terms.left_cents ?? 0)}`);
  show(`${words.give}${words.colon}${campaign.title}`, ...(terms.is_open ? [told, form(campaign, terms)] : [node("p", {}, words.closed)]));
}

function form(campaign: Campaign, terms: Terms): HTMLFormElement {
  const told = node("div");
  const amount = (terms.presets_cents.at(-1) ?? terms.least_cents) / 100;
  const made = node(
    "form", { novalidate: "" }, told,
    field(words.amount, "amount", "text", String(amount)), field(words.email, "email", "email"),
    choice(words.failure, "on_failure", { refund: words.refund, fund: words.fund }),
    choice(words.method, "method", { card: words.card, ...(terms.transfer_until ? { transfer: words.transfer } : {}) }),
    field(words.message, "message"), field(words.pseudonym, "pseudonym"),
    tick(words.receipt, "wants_receipt"), field(words.name, "name"), field(words.address, "address"),
    tick(words.adult, "is_adult"), node("p", {}, node("button", {}, words.next)),
  );
  onSubmit(made, told, () => go(made, told, campaign));
  return made;
}

/** Do it when the form is sent; what is refused is said at its top, and what was typed stays. */
function onSubmit(made: HTMLFormElement, told: HTMLElement, act: () => Promise<void>): void {
  made.addEventListener("submit", (event) => {
    event.preventDefault();
    void saying(told, act);
  });
}

async function saying(told: HTMLElement, act: () => Promise<void>): Promise<void> {
  try {
    told.replaceChildren();
    await act();
  } catch (error) {
    told.replaceChildren(node("div", { role: "alert" }, ...refused(error)));
    told.scrollIntoView();
  }
}

/** Proofs of addresses, and one key for each gift: asked again when no answer came, it is the same. */
const proofs = new Map<string, string>();
const keys = new Map<string, string>();

async function go(made: HTMLFormElement, told: HTMLElement, campaign: Campaign): Promise<void> {
  const data = new FormData(made);
  const typed: Typed = (name) => String(data.get(name) ?? "");
  if (await begun(wish(typed, campaign))) return;
  const sent = await post<"send_code">("/api/v1/gifts/codes", { email: typed("email"), locale: here });
  const wrong = node("div");
  const code = node("form", {}, wrong, field(words.code, "code"), node("p", {}, node("button", {}, words.pay)));
  onSubmit(code, wrong, async () => {
    const digits = String(new FormData(code).get("code") ?? "");
    proofs.set(typed("email"), (await prove(typed("email"), sent.token, digits)).proof);
    code.remove();
    made.hidden = false;
    await saying(told, () => go(made, told, campaign));
  });
  made.hidden = true;
  made.before(code);
}

/** Begin with the proof of this address; false when there is none, or none that still lives: it asks for a code. */
async function begun(wanted: Omit<Schemas["GiftIn"], "proof">): Promise<boolean> {
  const proof = proofs.get(wanted.email);
  if (!proof) return false;
  try {
    await begin(wanted, proof);
    return true;
  } catch (error) {
    if (!(error instanceof Refusal) || error.problem.code !== "address-not-proven") throw error;
    proofs.delete(wanted.email);
    return false;
  }
}

function prove(email: string, token: string, code: string): Promise<Schemas["ProofOut"]> {
  return post<"prove_address">("/api/v1/gifts/proofs", { email, token, code, locale: here });
}

function wish(typed: Typed, campaign: Campaign): Omit<Schemas["GiftIn"], "proof"> {
  return {
    campaign: campaign.slug, earmark: "", email: typed("email"), kind: "person", siret: "", reward: "",
    amount_cents: Math.round(Number(typed("amount").replace(",", ".")) * 100) || 1,
    on_failure: typed("on_failure") === "fund" ? "fund" : "refund",
    method: typed("method") === "transfer" ? "transfer" : "card",
    is_adult: typed("is_adult") !== "", wants_receipt: typed("wants_receipt") !== "",
    name: typed("name"), address: typed("address"), message: typed("message"), pseudonym: typed("pseudonym"),
    return_url: back, cancel_url: back, locale: here,
  };
}

async function begin(wanted: Omit<Schemas["GiftIn"], "proof">, proof: string): Promise<void> {
  const said = JSON.stringify(wanted);
  const key = keys.get(said) ?? crypto.randomUUID();
  keys.set(said, key);
  const started = await post<"begin_gift">("/api/v1/gifts", { ...wanted, proof }, { "Idempotency-Key": key });
  if (started.checkout_url) location.assign(started.checkout_url);
  else location.hash = `#/gift?token=${started.token}`;
}

/** What became of it, for whoever has its token. */
export async function gift(token: string): Promise<void> {
  const found = await read("/api/v1/gifts/{token}", {}, { token });
  const states: Record<string, string> = {
    paid: words.paid, pending: words.pending, unpaid: words.unpaid, awaited: words.awaited, partial: words.awaited,
  };
  const transfer = found.transfer ? [
    node("p", {}, found.transfer.name), node("p", {}, `IBAN ${found.transfer.iban}`),
    node("p", {}, `${words.reference} ${found.transfer.reference}`),
    node("p", {}, `${euros(found.transfer.missing_cents)} · ${words.until} ${new Date(found.transfer.until).toLocaleDateString(here)}`),
  ] : [];
  show(
    found.target.title, node("p", { role: "status" }, states[found.state] ?? found.state),
    node("p", {}, `${euros(found.amount_cents)} · ${found.reference}`), ...transfer,
  );
}
