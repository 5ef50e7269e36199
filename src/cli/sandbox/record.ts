import { ok, type Outcome } from "../../base/index.ts";
import type { Trace } from "../../kinds/index.ts";
import type { Typed } from "../entry.ts";
import { EXIT, type ExitCode } from "../exit.ts";
import { cliFault, type Fault, refuse } from "../fault.ts";
import type { Io } from "../io.ts";
import { printTrace } from "../trace/print.ts";
import { traceReport, withWhy } from "../trace/report.ts";
import type { TraceFormat } from "../trace/options.ts";
import { askSandbox } from "./ask-sandbox.ts";

export interface RecordOptions {
  readonly sandbox?: string;
  /** Only the last so many milliseconds. */
  readonly last: number;
  /** Id of a step. */
  readonly why?: string;
  readonly output: TraceFormat;
}

interface RecordFlags {
  readonly sandbox?: string;
  readonly for?: number;
  readonly why?: string;
  readonly output: TraceFormat;
}

/** Longer than any sandbox lives. */
const ALL = 1e12;

export function recordOptions({ flags }: Typed<RecordFlags>): Outcome<RecordOptions, Fault> {
  const { for: last = ALL, ...rest } = flags;
  return ok({ ...rest, last });
}

/** Prints what has happened in a running sandbox as `trace` prints a run. */
export async function runRecord({ sandbox, last, why, output }: RecordOptions, io: Io): Promise<ExitCode> {
  const answer = await askSandbox(sandbox, { do: "record", last });
  if (!answer.ok) return refuse(io, answer.fault, answer.fault.exit);
  const trace = answer.value as Trace;
  const report = { ...traceReport(trace), for: Math.round(trace.entries.at(-1)?.t ?? 0) };
  const shown = why === undefined ? report : withWhy(report, trace, why);
  if (shown === undefined) {
    return refuse(
      io,
      cliFault("CLI_STEP_UNKNOWN", `Cannot tell why of step ${JSON.stringify(why)}: there is no such step`),
    );
  }
  await printTrace(shown, output, io);
  return EXIT.ok;
}
