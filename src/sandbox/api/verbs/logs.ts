import { listAt, objectAt, textAt } from "../../../base/index.ts";
import type { KubernetesObject } from "../../../kinds/index.ts";
import type { ApiAnswer } from "../contract.ts";
import { badRequest, invalid, notFound } from "../status/status-error.ts";
import { type Call, refusal, subjectOf } from "../step.ts";
import { logOptionProblems } from "../validate/log-options.ts";
import { stored } from "./read.ts";

const LISTS = ["initContainers", "containers", "ephemeralContainers"] as const;

/** GET of a pod's log: which container is checked here, what it has written is asked of its node. */
export function logs(call: Call): ApiAnswer {
  const pod = stored(call);
  if (pod === undefined) return refusal(notFound(subjectOf(call)));
  const { query = {}, name } = call.request;
  const options = logOptionProblems(query, call.server.rules);
  if (!options.ok) return refusal(badRequest(options.fault));
  const type = { ...call.type, kind: "PodLogOptions" };
  if (options.value.length > 0) return refusal(invalid({ type, name }, options.value));
  const container = containerOf(pod, query["container"]);
  if (!container.ok) return refusal(badRequest(container.fault));
  return nodeLogs(call, pod, container.value);
}

type Chosen = { readonly ok: true; readonly value: string } | { readonly ok: false; readonly fault: string };

function containerOf(pod: KubernetesObject, wanted = ""): Chosen {
  const { name = "" } = pod.metadata;
  const names = LISTS.flatMap((list) => listAt(pod, "spec", list)).map((item) => textAt(item, "name") ?? "");
  if (wanted !== "") {
    const known = names.includes(wanted);
    return known
      ? { ok: true, value: wanted }
      : { ok: false, fault: `container ${wanted} is not valid for pod ${name}` };
  }
  const [only, ...others] = listAt(pod, "spec", "containers").map((item) => textAt(item, "name") ?? "");
  const isAlone = only !== undefined && others.length === 0 && names.length === 1;
  if (isAlone) return { ok: true, value: only };
  const choice = `choose one of: [${names.join(" ")}]`;
  return { ok: false, fault: `a container name must be specified for pod ${name}, ${choice}` };
}

/** A pod without a node has an empty log. */
function nodeLogs(call: Call, pod: KubernetesObject, container: string): ApiAnswer {
  const node = textAt(objectAt(pod, "spec"), "nodeName") ?? "";
  const { server, request, type } = call;
  if (node === "") return { ok: true, code: 204, text: "" };
  if (server.store.get("nodes", "", node) === undefined) return refusal(notFound({ type, name: node }));
  const reply = server.logs?.(pod, { ...request.query, container });
  if (reply === undefined) return { ok: true, code: 200, text: "" };
  return reply.ok ? { ok: true, code: 200, text: reply.text } : refusal(badRequest(reply.message));
}
