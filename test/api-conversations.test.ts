import { join } from "node:path";

import { describe, expect, test } from "vitest";

import { bodyText } from "../conformance/body-text.ts";
import { readJsonLines } from "../conformance/vectors.ts";
import { isJsonObject, type JsonObject, listAt, objectAt, textAt } from "../src/base/index.ts";
import { findResource, isMinor, type KubernetesObject } from "../src/kinds/index.ts";
import { readProtobuf } from "../src/sandbox/api/protobuf/read-protobuf.ts";
import { DIFFERENCES } from "./api-differences.ts";
import { comparableAnswer } from "./comparable-answer.ts";
import { testCluster, type TestCluster } from "./cluster.ts";

interface Exchange {
  readonly request: {
    readonly method: string;
    readonly path: string;
    readonly accept?: string;
    readonly contentType?: string;
    readonly body?: unknown;
  };
  readonly response: {
    readonly status: number;
    readonly contentType?: string;
    readonly body?: unknown;
    readonly stream?: readonly unknown[];
  };
}

/** One step of a series; `kubectl` is absent where a plain client asked. */
interface Conversation {
  readonly step: string;
  readonly server: string;
  readonly kubectl?: string;
  readonly exchanges: readonly Exchange[];
}

const TABLE = "application/json;as=Table;v=v1;g=meta.k8s.io";
const FOLDER = join(import.meta.dirname, "../conformance/recordings/api");

/** Steps of one kubectl with one server, in their order; what it stored stays from step to step. Plain requests came last. */
function series(): ReadonlyMap<string, readonly Conversation[]> {
  const commands = readJsonLines(join(FOLDER, "commands.jsonl.gz")) as Conversation[];
  const all = new Map<string, Conversation[]>();
  for (const one of commands) {
    const key = `${one.server}, kubectl ${one.kubectl ?? ""}`;
    all.set(key, [...(all.get(key) ?? []), one]);
  }
  const rounds = [...all.keys()];
  let round = -1;
  for (const { step, server, request, response } of readJsonLines(join(FOLDER, "raw.jsonl.gz")) as Raw[]) {
    if (step === "raw-api") round += 1;
    const own = all.get(rounds[round] ?? "");
    const before = own?.at(-1);
    // A namespace that is deleted at the end is deleted behind the plain requests.
    const last = before?.step === "delete-namespace" ? own?.pop() : undefined;
    own?.push({ step, server, exchanges: [{ request, response }] });
    if (last !== undefined) own?.push(last);
  }
  return all;
}

type Raw = Exchange & Pick<Conversation, "step" | "server">;

/**
 * A server that stores what the recorded one answered, so that every exchange is judged from the state that it was recorded in:
 * no kubelet runs here, and what one did there is known from the answers.
 */
class Stage {
  readonly #cluster: TestCluster;

  constructor(server: string) {
    const minor = /^v(\d+\.\d+)/.exec(server)?.[1] ?? "";
    if (!isMinor(minor)) throw new Error(`Unknown minor: ${server}`);
    this.#cluster = testCluster({ minor, controllers: false, tracksFields: true, resourceVersion: 100 });
  }

  async ask({ request, response }: Exchange): Promise<unknown> {
    this.#before(request, response);
    const { method, path, accept, contentType, body } = request;
    const headers = new Headers({ "user-agent": "node" });
    headers.set("accept", accept ?? (textAt(response.body, "kind") === "Table" ? TABLE : "application/json"));
    if (contentType !== undefined) headers.set("content-type", contentType);
    const twice = new Set(duplicatesIn(response.body));
    const sent = body === undefined ? {} : { body: twice.size === 0 ? bytesOf(body) : withTwice(body, twice) };
    const answer = await this.#cluster.api.fetch(new Request(`http://x${path}`, { method, headers, ...sent }));
    const given = { code: answer.status, body: await bodyOf(answer) };
    this.#after(request, response);
    return given;
  }

  /** What must be there, or must not. */
  #before({ method, path }: Exchange["request"], { status, body, stream }: Exchange["response"]): void {
    const seen = plainBody(body);
    this.#namespace(path);
    if (stream !== undefined && path.includes("resourceVersion=0&")) this.#wereThere(path, stream);
    if (status === 404 && method !== "POST") this.#remove(path);
    if (method === "POST" && status === 201) this.#remove(path, textAt(seen, "metadata", "name"));
    if (path.endsWith("/eviction")) this.#put(evicted(path));
    if (status !== 200 || !isJsonObject(seen)) return;
    if (method !== "GET") this.#happened(seen);
    else if (Array.isArray(seen["items"])) this.#replaceAll(path, seen);
    else if (textAt(seen, "kind") === "Scale") this.#scaled(path, seen);
    else this.#put(seen);
  }

  /** What a watch begins with was there. */
  #wereThere(path: string, stream: readonly unknown[]): void {
    const { resource, namespace } = placeOf(path);
    const { store } = this.#cluster;
    for (const { metadata } of store.list(resource, namespace)) store.remove(resource, namespace, metadata.name ?? "");
    for (const event of stream) if (textAt(event, "type") === "ADDED") this.#put(objectAt(event)["object"]);
  }

  /** What kubelets and controllers had done to an object before it was written. */
  #happened(seen: JsonObject): void {
    const resource = findResource(textAt(seen, "kind") ?? "")?.resource;
    const [namespace = "", name = ""] = [textAt(seen, "metadata", "namespace"), textAt(seen, "metadata", "name")];
    const { store } = this.#cluster;
    const now = resource === undefined ? undefined : store.get(resource, namespace, name);
    if (resource === undefined || now === undefined) return;
    const spec = objectAt(now, "spec");
    const { nodeName, ephemeralContainers } = objectAt(seen, "spec");
    const given = Object.entries({ nodeName, ephemeralContainers }).filter(([, value]) => value !== undefined);
    const kept = Object.keys(spec).length === 0 ? objectAt(seen, "spec") : { ...spec, ...Object.fromEntries(given) };
    const own = resource === "pods" ? { spec: kept } : {};
    this.#write(resource, { ...now, ...own, status: seen["status"] });
  }

  #write(resource: string, object: JsonObject): void {
    this.#cluster.store.put(resource, object as unknown as KubernetesObject);
  }

  #scaled(path: string, scale: JsonObject): void {
    const { resource, namespace, name } = placeOf(path);
    const { store } = this.#cluster;
    const now = store.get(resource, namespace, name);
    if (now === undefined) return;
    const { replicas } = objectAt(scale, "spec");
    const status = { ...objectAt(now, "status"), replicas: objectAt(scale, "status")["replicas"] };
    this.#write(resource, { ...now, spec: { ...objectAt(now, "spec"), replicas }, status });
  }

  #after({ method, path }: Exchange["request"], { status, body }: Exchange["response"]): void {
    const seen = plainBody(body);
    if (method === "GET" || status >= 300 || path.includes("dryRun=All")) return;
    if (textAt(seen, "kind") === "Status" && method === "DELETE") this.#remove(path);
    else this.#put(seen);
  }

  #namespace(path: string): void {
    const [, name] = /\/namespaces\/([^/?]+)/.exec(path) ?? [];
    const { api, store } = this.#cluster;
    if (name === undefined || name === "nosuch" || store.get("namespaces", "", name) !== undefined) return;
    const metadata = { name };
    api.handle({ verb: "create", resource: "namespaces", namespace: "", name: "", body: { metadata } });
    const account = { metadata: { name: "default" } };
    api.handle({ verb: "create", resource: "serviceaccounts", namespace: name, name: "", body: account });
  }

  #put(value: unknown): void {
    if (!isJsonObject(value)) return;
    const resource = findResource(textAt(value, "kind") ?? "")?.resource;
    if (resource === undefined || !isJsonObject(value["metadata"])) return;
    const { store } = this.#cluster;
    const object = value as unknown as KubernetesObject;
    const { namespace = "", name = "" } = object.metadata;
    // Owners of fields were left out of some recordings.
    const { managedFields } = objectAt(store.get(resource, namespace, name), "metadata");
    const owners = managedFields === undefined ? {} : { managedFields };
    store.put(resource, { ...object, metadata: { ...owners, ...object.metadata } });
  }

  #replaceAll(path: string, list: JsonObject): void {
    const { resource, namespace } = placeOf(path);
    const { store } = this.#cluster;
    const isWhole = !path.includes("elector=") && !path.includes("limit=1");
    for (const { metadata } of isWhole ? store.list(resource, namespace) : [])
      store.remove(resource, namespace, metadata.name ?? "");
    const partial = textAt(list, "kind") === "PartialObjectMetadataList";
    const kind = partial ? "Pod" : textAt(list, "kind")?.replace(/List$/, "");
    const apiVersion = partial ? "v1" : list["apiVersion"];
    for (const item of listAt(list, "items")) this.#put({ ...objectAt(item), kind, apiVersion });
  }

  #remove(path: string, named?: string): void {
    const { resource, namespace, name } = placeOf(path);
    this.#cluster.store.remove(resource, namespace, named ?? name);
  }
}

function placeOf(path: string): { readonly resource: string; readonly namespace: string; readonly name: string } {
  const parts = (path.split("?")[0] ?? "").split("/").slice(path.startsWith("/api/") ? 3 : 4);
  const [first = "", namespace = "", resource = "", name = ""] = parts;
  if (first !== "namespaces" || parts.length < 3) return { resource: first, namespace: "", name: namespace };
  return { resource, namespace, name };
}

/** The pod that an eviction is about. */
function evicted(path: string): JsonObject {
  const { namespace, name } = placeOf(path);
  return { kind: "Pod", apiVersion: "v1", metadata: { namespace, name } };
}

function plainBody(body: unknown): unknown {
  const packed = textAt(body, "base64");
  return packed === undefined ? body : readProtobuf(Buffer.from(packed, "base64"));
}

function bytesOf(body: unknown): Uint8Array<ArrayBuffer> | string {
  const packed = textAt(body, "base64");
  if (packed !== undefined) return new Uint8Array(Buffer.from(packed, "base64"));
  return typeof body === "string" ? body : JSON.stringify(body);
}

/** Members that stood twice in a body, as its answer names them; what was recorded of the body has each once. */
function duplicatesIn(answer: unknown): readonly string[] {
  return [...(textAt(answer, "message") ?? "").matchAll(/duplicate field "([^"]+)"/g)].map(([, field]) => field ?? "");
}

function withTwice(value: unknown, twice: ReadonlySet<string>, at = ""): string {
  if (!isJsonObject(value)) return JSON.stringify(value);
  const members = Object.entries(value).flatMap(([key, inner]) => {
    const path = at === "" ? key : `${at}.${key}`;
    const member = `${JSON.stringify(key)}:${withTwice(inner, twice, path)}`;
    return twice.has(path) ? [member, member] : [member];
  });
  return `{${members.join(",")}}`;
}

/** JSON, text, or the first lines of a watch. */
async function bodyOf(answer: Response): Promise<unknown> {
  const text = await bodyText(answer);
  try {
    return JSON.parse(text.split("\n")[0] ?? "") as unknown;
  } catch {
    return text;
  }
}

function recorded({ response }: Exchange): unknown {
  const { status, body, stream } = response;
  return { code: status, body: stream === undefined ? (plainBody(body) ?? "") : (stream[0] ?? "") };
}

describe.each([...series()])("%s", (_name, steps) => {
  const [first] = steps;
  const stage = new Stage(first?.server ?? "");
  test.each(steps)("$step is answered as it was", async ({ step, server, exchanges }) => {
    const isOther = step in DIFFERENCES || `${server} ${step}` in DIFFERENCES;
    for (const exchange of exchanges) {
      const given = comparableAnswer(await stage.ask(exchange), exchange.request);
      const wanted = comparableAnswer(recorded(exchange), exchange.request);
      if (isOther) continue;
      expect({ asked: `${exchange.request.method} ${exchange.request.path}`, ...given }).toEqual({
        asked: `${exchange.request.method} ${exchange.request.path}`,
        ...wanted,
      });
    }
  });
});
