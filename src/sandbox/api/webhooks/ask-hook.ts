import { isJsonObject, type JsonObject, listAt, objectAt, textAt } from "../../../base/index.ts";
import { newUid } from "../names.ts";
import { ADMIN } from "../auth/user.ts";
import type { Call } from "../step.ts";
import { isDryRun } from "../verbs/dry-run.ts";
import type { WebhookReply } from "./contract.ts";
import type { Occasion } from "./hooks.ts";

const VERSION = "admission.k8s.io/v1";

/** What came of asking a webhook. `later`: nothing yet, the request has to wait. */
export type Verdict =
  | { readonly kind: "answered"; readonly response: JsonObject }
  | { readonly kind: "failed"; readonly why: string }
  | { readonly kind: "later" };

/** Asks by URL; a service of the cluster has no program behind it, which is what is said. */
export function askHook(call: Call, hook: JsonObject, occasion: Occasion): Verdict {
  const client = objectAt(hook, "clientConfig");
  const seconds = typeof hook["timeoutSeconds"] === "number" ? hook["timeoutSeconds"] : 10;
  const url = `${textAt(client, "url") ?? serviceUrl(objectAt(client, "service"))}?timeout=${seconds}s`;
  const failed = (why: string): Verdict => ({ kind: "failed", why: `failed to call webhook: Post "${url}": ${why}` });
  if (textAt(client, "url") === undefined) return failed(serviceFault(call, objectAt(client, "service")));
  const { reviews } = call.request;
  // Without an HTTP request around it nobody can wait: a controller's own writes go by.
  if (reviews === undefined || call.server.callWebhook === undefined) {
    return { kind: "answered", response: { allowed: true } };
  }
  const uid = newUid(call.server.random);
  const known = reviews.known[reviews.asked];
  reviews.asked += 1;
  if (known !== undefined) return readReply(known, { uid, occasion, failed });
  const caBundle = textAt(client, "caBundle");
  const body = JSON.stringify(reviewOf(call, occasion, uid));
  reviews.wanted = { url, body, seconds, ...(caBundle === undefined ? {} : { caBundle }) };
  return { kind: "later" };
}

function serviceUrl(service: JsonObject): string {
  const [name = "", namespace = ""] = [textAt(service, "name"), textAt(service, "namespace")];
  return `https://${name}.${namespace}.svc:${portOf(service)}${textAt(service, "path") ?? ""}`;
}

function portOf(service: JsonObject): number {
  return typeof service["port"] === "number" ? service["port"] : 443;
}

function serviceFault({ server }: Call, service: JsonObject): string {
  const [name = "", namespace = ""] = [textAt(service, "name"), textAt(service, "namespace")];
  const found = server.store.get("services", namespace, name);
  if (found === undefined) return `service "${name}" not found`;
  const port = portOf(service);
  const isThere = listAt(found, "spec", "ports").some((one) => objectAt(one)["port"] === port);
  if (!isThere) return `no service port ${port} found for service "${name}"`;
  return `dial tcp ${textAt(found, "spec", "clusterIP") ?? ""}:${port}: connect: connection refused`;
}

interface Question {
  readonly uid: string;
  readonly occasion: Occasion;
  readonly failed: (why: string) => Verdict;
}

function readReply(reply: WebhookReply, { uid, occasion, failed }: Question): Verdict {
  if (!reply.ok) return failed(reply.message);
  if (reply.status < 200 || reply.status > 299)
    return { kind: "failed", why: `failed to call webhook: ${statusText(reply.status, reply.text)}` };
  const review = parsed(reply.text);
  if (review === undefined) {
    return {
      kind: "failed",
      why: "failed to call webhook: couldn't get version/kind; json parse error: invalid character",
    };
  }
  const fault = responseFault(review, uid, occasion);
  if (fault !== undefined) return { kind: "failed", why: `received invalid webhook response: ${fault}` };
  return { kind: "answered", response: objectAt(review, "response") };
}

/** As client-go tells an answer that is no success. */
function statusText(status: number, text: string): string {
  if (status === 404) return "the server could not find the requested resource";
  if (status === 403) return "Forbidden";
  if (status === 401) return "the server has asked for the client to provide credentials";
  if (status >= 500)
    return `an error on the server (${JSON.stringify(text.trim())}) has prevented the request from succeeding`;
  return "the server rejected our request for an unknown reason";
}

function parsed(text: string): JsonObject | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isJsonObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function responseFault(review: JsonObject, uid: string, { kind }: Occasion): string | undefined {
  if (!isJsonObject(review["response"])) return "webhook response was absent";
  const response = review["response"];
  const [apiVersion = "", own = ""] = [textAt(review, "apiVersion"), textAt(review, "kind")];
  const given = textAt(response, "uid") ?? "";
  if (given !== uid) return `expected response.uid=${JSON.stringify(uid)}, got ${JSON.stringify(given)}`;
  if (apiVersion !== VERSION || own !== "AdmissionReview")
    return `expected webhook response of ${VERSION}, Kind=AdmissionReview, got ${apiVersion}, Kind=${own}`;
  const { patch, patchType } = response;
  if (kind === "validating") {
    if (patch !== undefined) return "validating webhook may not return response.patch";
    return patchType === undefined ? undefined : "validating webhook may not return response.patchType";
  }
  if (patch !== undefined && patchType === undefined)
    return "webhook returned response.patch but not response.patchType";
  if (patch === undefined && patchType !== undefined)
    return "webhook returned response.patchType but not response.patch";
  return undefined;
}

function reviewOf(call: Call, { operation, object, old }: Occasion, uid: string): JsonObject {
  const { group, version, kind, resource } = call.type;
  const { user = ADMIN, namespace } = call.request;
  const what = { kind: { group, version, kind }, resource: { group, version, resource } };
  const options = { CREATE: "CreateOptions", UPDATE: "UpdateOptions", DELETE: "DeleteOptions" }[operation];
  const request = {
    uid,
    ...what,
    requestKind: what.kind,
    requestResource: what.resource,
    name: object.metadata.name,
    ...(namespace === "" ? {} : { namespace }),
    operation,
    userInfo: { username: user.name, groups: user.groups, ...(user.uid === undefined ? {} : { uid: user.uid }) },
    object: operation === "DELETE" ? null : object,
    oldObject: operation === "DELETE" ? object : (old ?? null),
    dryRun: isDryRun(call),
    options: { kind: options, apiVersion: "meta.k8s.io/v1" },
  };
  return { kind: "AdmissionReview", apiVersion: VERSION, request };
}
