import type { About, ApiData, KubernetesObject } from "../../kinds/index.ts";
import type { StatusError } from "./contract.ts";
import type { Call, Draft } from "./step.ts";

/** Writes down a refused write of a user. */
export function recordRefusal(call: Call, status: StatusError): void {
  if (call.request.actor !== "user") return;
  const { name, cause } = call.request;
  const data = { ...apiData(call, name, status.code), message: status.message };
  call.server.recorder.record("api", data, cause === undefined ? {} : { cause });
}

/**
 * Writes down a write that will now happen, and what was set on the object on its way. Answers the seq that the change
 * is caused by.
 */
export function recordWrite(call: Call, draft: Draft, code: number): number | undefined {
  const name = draft.object.metadata.name ?? "";
  const about = aboutOf(call, draft.object);
  const { recorder } = call.server;
  const seq =
    call.request.actor === "user" ? recorder.record("api", apiData(call, name, code), about) : call.request.cause;
  const because = seq === undefined ? about : { ...about, cause: seq };
  for (const note of draft.notes) recorder.record("admission", note, because);
  if (call.type.key === "secrets") recordSecret(call, draft.object, because);
  return seq;
}

const CHANGES = {
  create: "created",
  update: "changed",
  patch: "changed",
  delete: "deleted",
  deletecollection: "deleted",
} as const;

function recordSecret({ server, request }: Call, { metadata }: KubernetesObject, about: About): void {
  const { verb } = request;
  if (verb === "get" || verb === "list") return;
  const { namespace = "", name = "" } = metadata;
  server.recorder.record("secret", { namespace, name, change: CHANGES[verb] }, about);
}

function apiData({ request, type }: Call, name: string, code: number): ApiData {
  const resource = request.subresource === undefined ? type.resource : `${type.resource}/${request.subresource}`;
  return { verb: request.verb, resource, namespace: request.namespace, name, code };
}

function aboutOf({ request, type }: Call, { metadata }: KubernetesObject): About {
  return {
    ...(type.key === "pods" ? { pod: `${metadata.namespace ?? ""}/${metadata.name ?? ""}` } : {}),
    ...(request.cause === undefined ? {} : { cause: request.cause }),
  };
}
