import { type JsonObject, Secret, textAt } from "../../src/base/index.ts";
import { apiVersionOf, findResource, type KubernetesObject, type Minor } from "../../src/kinds/index.ts";
import type { ApiServer, AuthOptions } from "../../src/sandbox/api/index.ts";
import { bodyText } from "../body-text.ts";
import { emptyServer } from "./admission.ts";
import { comparable } from "./comparable.ts";
import { warningsOf } from "./warnings.ts";

interface Input {
  readonly objects?: readonly KubernetesObject[];
  readonly namespaceExists: string;
  readonly request: {
    readonly method: string;
    readonly path: string;
    readonly contentType?: string;
    readonly accept?: string;
    readonly body?: string;
    readonly user?: "admin" | "nobody" | "anonymous" | "stranger";
  };
  readonly continueAfterCompaction?: boolean;
}

const USERS: AuthOptions = {
  users: [
    { name: "admin", groups: ["system:masters"], token: new Secret("admin") },
    { name: "nobody", groups: [], token: new Secret("nobody") },
  ],
};

/** A request that may go wrong: code, content type and body of the answer. */
export async function answerStatusError(input: Input, minor: Minor): Promise<unknown> {
  const { api, store } = emptyServer(minor, input.namespaceExists, { auth: USERS, tracksFields: true });
  for (const object of input.objects ?? []) await create(api, object);
  const { body } = input.request;
  if (input.continueAfterCompaction !== true) return answerOf(await api.fetch(requestOf(input)), body ?? "");
  const first = (await (await api.fetch(requestOf(input))).json()) as JsonObject;
  await create(api, { apiVersion: "v1", kind: "Namespace", metadata: { name: "meanwhile" } });
  store.compact();
  const next = `&continue=${encodeURIComponent(textAt(first, "metadata", "continue") ?? "")}`;
  return answerOf(await api.fetch(requestOf(input, next)), body ?? "");
}

async function create(api: ApiServer, object: KubernetesObject): Promise<void> {
  const { namespace } = object.metadata;
  const type = findResource(object.kind);
  if (type === undefined) throw new Error(`Unknown kind: ${object.kind}`);
  const scope = namespace === undefined ? "" : `namespaces/${namespace}/`;
  const url = `http://x/${type.group === "" ? "api" : "apis"}/${apiVersionOf(type)}/${scope}${type.resource}`;
  const headers = { "content-type": "application/json", "user-agent": "Go-http-client/1.1", ...authorization("admin") };
  await api.fetch(new Request(url, { method: "POST", headers, body: JSON.stringify(object) }));
}

function requestOf({ request }: Input, more = ""): Request {
  const { method, path, contentType, accept, body, user = "admin" } = request;
  const headers = new Headers(contentType === undefined ? {} : { "content-type": contentType });
  if (accept !== undefined) headers.set("accept", accept);
  for (const [name, value] of Object.entries(authorization(user))) headers.set(name, value);
  const hasBody = body !== undefined && method !== "GET" && method !== "HEAD";
  return new Request(`http://x${path}${more}`, { method, headers, ...(hasBody ? { body } : {}) });
}

function authorization(user: string): Record<string, string> {
  return user === "anonymous" ? {} : { authorization: `Bearer ${user}` };
}

async function answerOf(response: Response, sent: string): Promise<unknown> {
  const contentType = response.headers.get("content-type");
  const allow = response.headers.get("allow");
  const text = await bodyText(response);
  const warnings = warningsOf(response);
  const isJson = contentType === "application/json" && text !== "";
  const given = sent.match(/[0-9a-f]{8}-[0-9a-f-]{27}/g) ?? [];
  return {
    code: response.status,
    contentType: contentType ?? "",
    ...(isJson ? { body: comparable(JSON.parse(text) as JsonObject, given) } : { text }),
    ...(allow === null ? {} : { allow }),
    ...(warnings.length === 0 ? {} : { warnings }),
  };
}
