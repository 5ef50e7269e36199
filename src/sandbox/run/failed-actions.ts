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
  /** Not one of the world's actions: the objects of the start, some of which the API server refused. */
  readonly isStart: boolean;
}

/** The commands in a trace that ended otherwise than their world says, in order. */
export function failedActions(trace: Trace): FailedAction[] {
  const wanted = new Map(
    trace.world.actions.flatMap((action) => ("run" in action ? [[`${action.at} ${action.run}`, action.exits]] : [])),
  );
  return trace.entries.flatMap((entry) => {
    if (entry.kind !== "user" || entry.data.at === "begin") return [];
    const { run, exitCode, stderr } = entry.data;
    const began = trace.entries.at(entry.cause ?? entry.seq)?.t ?? entry.t;
    const action = `${began} ${run}`;
    const expected = wanted.get(action) ?? 0;
    if (exitCode === expected) return [];
    const isStart = !wanted.has(action);
    const said = stderr === "" ? "" : `: ${stderr.trim()}`;
    const place = isStart ? "objects of the start" : `action at ${formatGoDuration(entry.t)}, ${JSON.stringify(run)}`;
    const message = isStart
      ? `${place} are refused${said}`
      : `${place}, ended with exit code ${exitCode}, wanted ${expected}${said}`;
    return [{ run, at: entry.t, exitCode, expected, message, isStart }];
  });
}
