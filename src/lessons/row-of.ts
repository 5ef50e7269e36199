import { formatGoDuration } from "../base/index.ts";
import type { ApiData, DecisionData, Entry, EntryBase } from "../kinds/index.ts";
import type { Row } from "./draft.ts";
import { firstLine, spentOf } from "./entry-text.ts";
import type { Reading } from "./subjects.ts";

type Decision = EntryBase & { readonly data: DecisionData };

/** The row that an entry begins, or undefined when it belongs to another row. */
export function rowOf(entry: Entry, reading: Reading): Row | undefined {
  switch (entry.kind) {
    case "user":
      return entry.data.at === "begin" ? { id: "a", action: entry.data.run, result: "", notes: "" } : undefined;
    case "api":
      return entry.cause === undefined ? fromOutside(entry.data) : undefined;
    case "schedule":
      return about(entry, { id: "s", action: "Scheduler binds the pod", result: `to ${entry.data.node}`, notes: "" });
    case "node":
      return { id: "n", action: `Node ${entry.node ?? ""}`, result: nodeText(entry.data), notes: "" };
    case "decision":
      return about(entry, decisionRow(entry, reading));
    case "cri":
      return entry.data.call === "ContainerExited" ? about(entry, exitRow(entry.data.exitCode ?? 0)) : undefined;
    default:
      return undefined;
  }
}

/** A write that no command of the world made: somebody has a kubectl of their own. */
function fromOutside({ verb, resource, name, code, message = "" }: ApiData): Row {
  return { id: "a", action: `Somebody: ${verb} ${resource}/${name}`, result: code < 300 ? "done" : message, notes: "" };
}

function about({ pod, container }: EntryBase, row: Row): Row {
  return { ...row, ...(pod === undefined ? {} : { pod }), ...(container === undefined ? {} : { container }) };
}

function nodeText({ change, image }: { readonly change: string; readonly image?: string }): string {
  return image === undefined ? change : `${change}: ${image}`;
}

function exitRow(exitCode: number): Row {
  return { id: "x", action: "The container ends", result: `exit code ${exitCode}`, notes: "" };
}

function decisionRow(entry: Decision, reading: Reading): Row {
  const { image, state, reason, message } = entry.data;
  const { pulls } = reading.of(entry);
  switch (state) {
    case "pulling":
      return { id: `p${pulls}`, action: `Kubelet pulls ${image}`, result: "begins", notes: dueNote(entry.data) };
    case "pulled":
      return { id: "", ends: ".ok", action: `Kubelet pulls ${image}`, result: "pulled", notes: "" };
    case "use-present":
      return { id: "u", action: `Kubelet needs ${image}`, result: "on the node, used", notes: presentNote(entry.data) };
    case "image-pull-back-off":
      return backOffRow(entry.data, pulls);
    case "err-image-pull":
    case "registry-unavailable":
    case "signature-validation-failed":
      return {
        id: "",
        ends: ".f",
        action: `Kubelet pulls ${image}`,
        result: `${reason ?? state}: ${firstLine(message ?? "")}`,
        notes: "",
      };
    default:
      return refusedRow(entry.data);
  }
}

function backOffRow({ image, reason = "", elapsed = 0, window = 0 }: DecisionData, pulls: number): Row {
  return {
    id: `b${pulls}`,
    action: `Kubelet looks at ${image}`,
    result: `${reason}: not tried`,
    notes: spentOf(elapsed, window),
    same: `b${pulls}`,
  };
}

/** Nothing was asked of a registry: the name, the policy, the runtime or a secret stands in the way. */
function refusedRow({ image, state, reason, message = "" }: DecisionData): Row {
  const result = reason === message ? message : `${reason ?? state}: ${firstLine(message)}`;
  return { id: "r", action: `Kubelet needs ${image}`, result, notes: "nothing is pulled", same: result };
}

function dueNote({ policy, path, elapsed, window }: DecisionData): string {
  const why = path.includes("access-verified")
    ? "on the node, but this pod has to prove that it may use it"
    : path.includes("present") && policy !== "Always"
      ? `${policy}, not on the node`
      : policy;
  if (elapsed === undefined || window === undefined) return why;
  return `${why}; the window of ${formatGoDuration(window)} is over`;
}

function presentNote({ path, policy }: DecisionData): string {
  return path.includes("access-verified") ? `${policy}, and this pod may use it` : policy;
}
