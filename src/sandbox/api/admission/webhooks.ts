import { type JsonObject, objectAt, ok, textAt, utf8Text, binaryBytes } from "../../../base/index.ts";
import type { KubernetesObject } from "../../../kinds/index.ts";
import type { StatusError } from "../contract.ts";
import { defaulted } from "../defaults/defaulted.ts";
import { applyJsonPatch } from "../patch/json-patch.ts";
import { badRequest, failure } from "../status/status-error.ts";
import { type Call, type Draft, refuse, type Step } from "../step.ts";
import { isDryRun } from "../verbs/dry-run.ts";
import { askHook } from "../webhooks/ask-hook.ts";
import { hooksFor, type Occasion, type Operation } from "../webhooks/hooks.ts";
import type { Look, Plugin } from "./plugin.ts";

export const MUTATING_WEBHOOKS: Plugin = {
  name: "MutatingAdmissionWebhook",
  isDefault: true,
  admit: (call, draft, old) => consult(call, draft, { kind: "mutating", operation: operationOf(old), old }),
};

export const VALIDATING_WEBHOOKS: Plugin = {
  name: "ValidatingAdmissionWebhook",
  isDefault: true,
  validate: (call, draft, old) => consult(call, draft, { kind: "validating", operation: operationOf(old), old }),
};

/** What webhooks say of an object that is to go. */
export const approveDeletion: Look = (call, draft) => {
  const first = consult(call, draft, { kind: "mutating", operation: "DELETE", old: undefined });
  return first.ok ? consult(call, draft, { kind: "validating", operation: "DELETE", old: undefined }) : first;
};

function operationOf(old: KubernetesObject | undefined): Operation {
  return old === undefined ? "CREATE" : "UPDATE";
}

function consult(call: Call, draft: Draft, about: Omit<Occasion, "object">): Step<Draft> {
  if (call.request.subresource !== undefined) return ok(draft);
  let current = draft;
  for (const hook of hooksFor(call, { ...about, object: draft.object })) {
    const next = heard(call, hook, { draft: current, occasion: { ...about, object: current.object } });
    if (!next.ok) return next;
    current = next.value;
  }
  return ok(current);
}

interface Turn {
  readonly draft: Draft;
  readonly occasion: Occasion;
}

function heard(call: Call, hook: JsonObject, { draft, occasion }: Turn): Step<Draft> {
  const name = textAt(hook, "name") ?? "";
  const effects = textAt(hook, "sideEffects") ?? "";
  if (isDryRun(call) && effects !== "None" && effects !== "NoneOnDryRun") {
    return refuse(badRequest(`admission webhook ${JSON.stringify(name)} does not support dry run`));
  }
  const verdict = askHook(call, hook, occasion);
  if (verdict.kind === "later") return refuse(failure("Timeout", "A webhook has not answered yet"));
  if (verdict.kind === "failed") {
    if (textAt(hook, "failurePolicy") === "Ignore") return ok(draft);
    return refuse(unreachable(`failed calling webhook ${JSON.stringify(name)}: ${verdict.why}`));
  }
  if (verdict.response["allowed"] !== true) return refuse(denied(name, objectAt(verdict.response, "status")));
  return patched(call, draft, verdict.response);
}

function unreachable(message: string): StatusError {
  return failure("InternalError", `Internal error occurred: ${message}`, { causes: [{ message }] });
}

/** What the webhook says stands behind who says it; a code that is none of a failure becomes 400. */
function denied(name: string, told: JsonObject): StatusError {
  const by = `admission webhook ${JSON.stringify(name)} denied the request`;
  const [message = "", reason = ""] = [textAt(told, "message"), textAt(told, "reason")];
  const why = message || reason;
  const code = typeof told["code"] === "number" && told["code"] >= 400 ? told["code"] : 400;
  const { details } = told;
  return {
    kind: "Status",
    apiVersion: "v1",
    metadata: {},
    status: "Failure",
    message: why === "" ? `${by} without explanation` : `${by}: ${why}`,
    reason,
    ...(details === undefined ? {} : { details }),
    code,
  };
}

function decoded(base64: string): unknown {
  try {
    return JSON.parse(utf8Text(binaryBytes(atob(base64))) ?? "");
  } catch {
    return undefined;
  }
}

function patched(call: Call, draft: Draft, response: JsonObject): Step<Draft> {
  const text = textAt(response, "patch");
  if (text === undefined) return ok(draft);
  const patch = decoded(text);
  if (patch === undefined) return refuse(unreachable("received undecodable patch in webhook response"));
  const result = applyJsonPatch({ ...draft.object }, patch);
  if (!result.ok) return refuse(unreachable("the patch of a webhook does not fit the object"));
  const { server, type } = call;
  const whole = defaulted(type, result.value as KubernetesObject, server.rules);
  return ok({ object: whole.object, notes: [...draft.notes, ...whole.notes] });
}
