import { objectAt, textAt } from "../../../base/index.ts";
import type { ApiAnswer } from "../contract.ts";
import { badRequest, notFound, notServed } from "../status/status-error.ts";
import { type Call, refusal, subjectOf } from "../step.ts";
import { stored } from "../verbs/read.ts";

/** What each of them would need, and the containers of this cluster do not have. */
const NEEDS: Readonly<Record<string, string>> = {
  exec: "its containers run no programs",
  attach: "its containers run no programs",
  portforward: "its containers listen on no ports",
  proxy: "nothing listens behind it",
};

/** `exec`, `attach`, `portforward`, `proxy`: refused as the real server does where it would, else in plain words. */
export function connect(call: Call): ApiAnswer {
  const object = stored(call);
  if (object === undefined) return refusal(notFound(subjectOf(call)));
  const { subresource = "", name } = call.request;
  if (call.type.key === "pods") {
    const node = textAt(objectAt(object, "spec"), "nodeName") ?? "";
    if (node === "") return refusal(badRequest(`pod ${name} does not have a host assigned`));
    if (call.server.store.get("nodes", "", node) === undefined)
      return refusal(notFound({ type: call.type, name: node }));
  }
  return refusal(
    notServed(`${subresource} is not available in this sandbox: ${NEEDS[subresource] ?? "it is not there"}`),
  );
}
