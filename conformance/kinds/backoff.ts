import { type Minor, rulesOf } from "../../src/kinds/index.ts";
import { BackOff } from "../../src/kubelet/index.ts";

interface Input {
  readonly initialSeconds: number;
  readonly maxSeconds: number;
  readonly ops: readonly Operation[];
}

interface Operation {
  readonly at: number;
  readonly op: "next" | "isInBackOffSince" | "isInBackOffSinceUpdate" | "get" | "gc" | "reset" | "deleteEntry";
  readonly id: string;
  readonly eventAt?: number;
}

/** What client-go's calls are here. */
const OPERATIONS: Readonly<Record<Operation["op"], (backOff: BackOff, id: string, eventTime: number) => unknown>> = {
  next: (backOff, id, eventTime) => void backOff.next(id, eventTime),
  isInBackOffSince: (backOff, id, eventTime) => backOff.inBackOffSince(id, eventTime),
  isInBackOffSinceUpdate: (backOff, id, eventTime) => backOff.inBackOff(id, eventTime) !== undefined,
  get: (backOff, id) => (backOff.get(id)?.window ?? 0) / 1000,
  gc: (backOff) => backOff.sweep(),
  reset: (backOff, id) => backOff.delete(id),
  deleteEntry: (backOff, id) => backOff.delete(id),
};

export function answerBackoff({ initialSeconds, maxSeconds, ops }: Input, minor: Minor): unknown {
  let now = 0;
  const backOff = new BackOff({ ...rulesOf(minor).backoff, initialSeconds, maxSeconds }, { now: () => now });
  const results = ops.map(({ at, op, id, eventAt = at }) => {
    now = Math.round(at * 1000);
    return OPERATIONS[op](backOff, id, Math.round(eventAt * 1000)) ?? null;
  });
  return { results };
}
