// The API and nothing else: every answer has the type that the contract gives it.
import type { components, operations, paths } from "./contract.js";

export type Schemas = components["schemas"];
export type Thing = Schemas["ThingOut"];
export type Problem = Schemas["ProblemOut"];

type Answer<Operation> = Operation extends {
  responses: { 200: { content: { "application/json": infer Body } } };
}
  ? Body
  : never;
/** The paths that answer GET with JSON. */
type Readable = { [Path in keyof paths]: paths[Path] extends { get: infer Get } ? Get : never };

export class Refusal extends Error {
  constructor(readonly problem: Problem) {
    super(problem.detail || problem.title);
  }
}

/** Nothing that the contract knows came back. */
export class Silence extends Error {}

/** An address outside the sites that index.html names: what it answers is not to be trusted. */
export class Stranger extends Error {}

const named = document.querySelector<HTMLMetaElement>('meta[name="api-origins"]')?.content ?? "";
const trusted = named.split(/\s+/).filter(Boolean).map(
  (one) => new RegExp(`^${one.replace(/[.+?^${}()|[\]\\]/g, "\\$&").replaceAll("*", "[a-z0-9-]+")}$`),
);

/** Chosen in the address, ?api=https://…; else the site that serves this page. */
const root = new URLSearchParams(location.search).get("api") ?? location.origin;

function trust(address: string): URL {
  if (!URL.canParse(address, root)) throw new Stranger();
  const url = new URL(address, root);
  if (url.origin !== location.origin && !trusted.some((one) => one.test(url.origin))) throw new Stranger();
  return url;
}

async function ask<Body>(address: string, options: RequestInit = {}): Promise<Body> {
  const url = trust(address);
  let response: Response, body: unknown;
  try {
    response = await fetch(url, options);
    body = await response.json();
  } catch {
    throw new Silence();
  }
  if (!response.ok) throw new Refusal(body as Problem);
  return body as Body;
}

export function read<Path extends keyof Readable & string>(
  path: Path,
  query: Record<string, string> = {},
  values: Record<string, string> = {},
): Promise<Answer<Readable[Path]>> {
  const filled = path.replace(/\{(\w+)\}/g, (_all, name: string) => encodeURIComponent(values[name] ?? ""));
  const asked = new URLSearchParams(query).toString();
  return ask(asked ? `${filled}?${asked}` : filled);
}

/** Follow an address that an answer gave. */
export function follow<Body>(address: string): Promise<Body> {
  return ask(address);
}

type Creating = {
  [Name in keyof operations]: operations[Name] extends { requestBody: unknown; responses: { 201: unknown } } ? Name : never;
}[keyof operations];
type Said<Name extends Creating> = operations[Name]["requestBody"]["content"]["application/json"];
type Made<Name extends Creating> = operations[Name]["responses"][201]["content"]["application/json"];

/** Create something: `Name` is the operation, so that what is sent and answered has its types. */
export function post<Name extends Creating>(address: string, given: Said<Name>, headers: Record<string, string> = {}): Promise<Made<Name>> {
  return ask(address, {
    method: "POST",
    headers: { "Content-Type": "application/json", ...headers },
    body: JSON.stringify(given),
  });
}
