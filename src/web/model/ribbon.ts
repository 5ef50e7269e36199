import type { Entry } from "../../kinds/index.ts";

/** A stretch of time in which kubectl shows one STATUS. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
  readonly status: string;
}

/** What `kubectl get pods` shows of one pod, from its creation to the end of the run or its deletion. */
export function ribbonOf(entries: readonly Entry[], pod: string, length: number): readonly Stretch[] {
  const stretches: { from: number; to: number; status: string }[] = [];
  for (const entry of entries) {
    if (entry.pod !== pod) continue;
    const status = statusOf(entry);
    const last = stretches.at(-1);
    if (status === undefined || last?.status === status) continue;
    if (last !== undefined) last.to = entry.t;
    stretches.push({ from: entry.t, to: length, status });
  }
  return stretches.filter(({ status, from, to }) => status !== GONE && to > from);
}

const GONE = "";

function statusOf(entry: Entry): string | undefined {
  if (entry.kind === "status") return entry.data.status;
  if (entry.kind !== "api" || entry.data.resource !== "pods" || entry.data.code >= 300) return undefined;
  if (entry.data.verb === "create") return "Pending";
  return entry.data.verb === "delete" ? GONE : undefined;
}
