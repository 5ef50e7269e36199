import { failed, isJsonObject, type JsonObject, listAt, ok, type Outcome, textAt } from "../../base/index.ts";
import { type ApiResource, apiVersionOf } from "../../kinds/index.ts";
import type { Failure } from "./failure.ts";

/** Where an object is. */
export interface Place {
  readonly type: ApiResource;
  /** `""` for objects without one, and for all. */
  readonly namespace: string;
  /** Absent for a collection. */
  readonly name?: string;
  /** `scale` and the like. */
  readonly subresource?: string;
}

export interface SendOptions {
  readonly body?: unknown;
  readonly query?: Readonly<Record<string, string | undefined>>;
  readonly contentType?: string;
  readonly accept?: string;
}

export type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";

/** The API server as kubectl talks to it. Failures are the Status that it answered with. */
export class Server {
  readonly #fetch: (request: Request) => Promise<Response>;
  readonly #warn: (text: string) => void;

  constructor(fetch: (request: Request) => Promise<Response>, warn: (text: string) => void) {
    this.#fetch = fetch;
    this.#warn = warn;
  }

  async send(method: Method, place: Place, options: SendOptions = {}): Promise<Outcome<JsonObject, Failure>> {
    const response = await this.#fetch(requestOf(method, place, options));
    for (const text of warningsOf(response)) this.#warn(`Warning: ${text}\n`);
    const answer: unknown = await response.json().catch(() => undefined);
    const body = isJsonObject(answer) ? answer : {};
    if (response.ok) return this.#whole(body, place, options);
    const isCollection = method === "GET" && place.name === undefined;
    return failed({ kind: "status", status: isCollection ? aboutList(body, place, options) : body });
  }

  /** A list that the server has cut, with its other parts; of tables and of objects. */
  async #whole(first: JsonObject, place: Place, options: SendOptions): Promise<Outcome<JsonObject, Failure>> {
    const next = textAt(first, "metadata", "continue") ?? "";
    if (next === "") return ok(first);
    const rest = await this.send("GET", place, { ...options, query: { ...options.query, continue: next } });
    if (!rest.ok) return rest;
    const key = "rows" in first ? "rows" : "items";
    return ok({ ...first, [key]: [...listAt(first, key), ...listAt(rest.value, key)] });
  }

  get(place: Place): Promise<Outcome<JsonObject, Failure>> {
    return this.send("GET", place);
  }

  async list(place: Place, query: SendOptions["query"] = {}): Promise<Outcome<readonly JsonObject[], Failure>> {
    const answer = await this.send("GET", place, { query });
    return answer.ok ? ok(listAt(answer.value, "items").filter(isJsonObject)) : answer;
  }
}

/** kubectl tells with a refused list what it was to list. */
function aboutList(status: JsonObject, { type }: Place, { query = {} }: SendOptions): JsonObject {
  if (status["reason"] !== "BadRequest" && status["reason"] !== "NotFound") return status;
  const { labelSelector = "", fieldSelector = "" } = query;
  const resource = JSON.stringify(`${type.group}/${type.version}, Resource=${type.resource}`);
  const message = textAt(status, "message") ?? "";
  if (labelSelector === "" && fieldSelector === "")
    return { ...status, message: `Unable to list ${resource}: ${message}` };
  const selectors = `label selector ${JSON.stringify(labelSelector)}, field selector ${JSON.stringify(fieldSelector)}`;
  return { ...status, message: `Unable to find ${resource} that match ${selectors}: ${message}` };
}

function requestOf(method: Method, place: Place, options: SendOptions): Request {
  const search = new URLSearchParams();
  for (const [key, value] of Object.entries(options.query ?? {})) if (value !== undefined) search.set(key, value);
  const url = `http://cluster.local${pathOf(place)}${search.size === 0 ? "" : `?${search.toString()}`}`;
  const headers = new Headers({ accept: options.accept ?? "application/json" });
  if (options.body === undefined) return new Request(url, { method, headers });
  headers.set("content-type", options.contentType ?? "application/json");
  return new Request(url, { method, headers, body: JSON.stringify(options.body) });
}

function pathOf({ type, namespace, name, subresource }: Place): string {
  const root = type.group === "" ? "/api" : "/apis";
  const scope = namespace === "" ? [] : ["namespaces", namespace];
  const parts = [...scope, type.resource, ...[name, subresource].filter((part) => part !== undefined)];
  return [root, apiVersionOf(type), ...parts.map(encodeURIComponent)].join("/");
}

/** Texts of `Warning` headers: `299 - "text"`. */
function warningsOf(response: Response): string[] {
  const header = response.headers.get("warning");
  if (header === null) return [];
  return [...header.matchAll(/299 \S+ ("(?:[^"\\]|\\.)*")/g)].map(([, quoted]) => JSON.parse(quoted ?? '""') as string);
}
