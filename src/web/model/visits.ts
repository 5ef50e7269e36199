import type { Entry } from "../../kinds/index.ts";

/** A state of the kubelet's machine that was passed, and the entry that tells it. */
export interface Visit {
  readonly seq: number;
  readonly state: string;
}

const CALLS: Readonly<Record<string, string>> = {
  CreateContainer: "create",
  StartContainer: "start",
};

/** Every state that was passed, in order; those of `machine()`. */
export function visitsOf(entries: readonly Entry[]): readonly Visit[] {
  const looked = new Set<string>();
  return entries.flatMap((entry) => {
    // Before a container of a pod is looked at for the first time, the pod's sandbox was started.
    const isFirst = entry.kind === "decision" && !looked.has(entry.pod ?? "");
    if (isFirst) looked.add(entry.pod ?? "");
    return [...(isFirst ? ["sandbox"] : []), ...statesOf(entry)].map((state) => ({ seq: entry.seq, state }));
  });
}

function statesOf(entry: Entry): readonly string[] {
  switch (entry.kind) {
    case "schedule":
      return ["scheduled"];
    case "sync":
      return ["sync"];
    case "decision":
      // A pull's second decision goes on from the state that its first one ended in.
      return entry.data.path[0] === "pulling" ? entry.data.path.slice(1) : ["container", ...entry.data.path];
    case "cri":
      return callStates(entry.data);
    default:
      return [];
  }
}

function callStates({ call, grpcCode }: { readonly call: string; readonly grpcCode?: string }): readonly string[] {
  const state = CALLS[call];
  if (state === undefined) return [];
  if (grpcCode !== undefined) return [state, `${state === "start" ? "run" : "create"}-container-error`];
  return state === "start" ? [state, "running"] : [state];
}
