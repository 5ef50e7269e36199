import { type JsonObject } from "../../src/base/index.ts";
import { findResource, type KubernetesObject, type Minor } from "../../src/kinds/index.ts";
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
  };
}

/** A request that may go wrong: code, content type and body of the answer. */
export async function answerStatusError(input: Input, minor: Minor): Promise<unknown> {
  const { api } = emptyServer(minor, input.namespaceExists);
  for (const object of input.objects ?? []) {
    const { namespace = "" } = object.metadata;
    const resource = findResource(object.kind)?.resource ?? "";
    api.handle({ verb: "create", resource, namespace, name: "", body: object });
  }
  const { method, path, contentType, accept, body } = input.request;
  const headers = new Headers(contentType === undefined ? {} : { "content-type": contentType });
  if (accept !== undefined) headers.set("accept", accept);
  const hasBody = body !== undefined && method !== "GET" && method !== "HEAD";
  const request = new Request(`http://x${path}`, { method, headers, ...(hasBody ? { body } : {}) });
  return answerOf(await api.fetch(request), body ?? "");
}

async function answerOf(response: Response, sent: string): Promise<unknown> {
  const contentType = response.headers.get("content-type");
  const text = await response.text();
  const warnings = warningsOf(response);
  const isJson = contentType === "application/json" && text !== "";
  const given = sent.match(/[0-9a-f]{8}-[0-9a-f-]{27}/g) ?? [];
  return {
    code: response.status,
    contentType: contentType ?? "",
    ...(isJson ? { body: comparable(JSON.parse(text) as JsonObject, given) } : { text }),
    ...(warnings.length === 0 ? {} : { warnings }),
  };
}
