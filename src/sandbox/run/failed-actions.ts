import { formatGoDuration } from "../../base/index.ts";
import type { Trace } from "../../kinds/index.ts";

/** A command of the world that did not end as the world says it does. */
export interface FailedAction {
  readonly run: string;
  /** Milliseconds since the start. */
  readonly at: number;
  readonly exitCode: number;
  readonly expected: number;
  readonly message: string;
}

/** The commands in a trace that ended otherwise than their world says, in order. */
export function failedActions(trace: Trace): FailedAction[] {
  const wanted = new Map(
    trace.world.actions.flatMap((action) => ("run" in action ? [[`${action.at} ${action.run}`, action.exits]] : [])),
  );
  return trace.entries.flatMap((entry) => {
    if (entry.kind !== "user" || entry.data.at === "begin") return [];
    const { run, exitCode, stderr } = entry.data;
    const began = trace.entries[entry.cause ?? entry.seq]?.t ?? entry.t;
    const expected = wanted.get(`${began} ${run}`) ?? 0;
    if (exitCode === expected) return [];
    const place = `action at ${formatGoDuration(entry.t)}, ${JSON.stringify(run)}`;
    const result = `ended with exit code ${exitCode}, wanted ${expected}`;
    const message = stderr === "" ? `${place}, ${result}` : `${place}, ${result}: ${stderr.trim()}`;
    return [{ run, at: entry.t, exitCode, expected, message }];
  });
}
