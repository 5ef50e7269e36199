import { setImmediate } from "node:timers/promises";

import { type FailedAction, failedActions, type RunOptions, runWorld, showWorld } from "../../sandbox/index.ts";
import { EXIT, type ExitCode } from "../exit.ts";
import { cliFault, type Fault, refuse } from "../fault.ts";
import type { Io } from "../io.ts";
import type { Trace, World } from "../../kinds/index.ts";
import { plain } from "../print/plain.ts";
import { affordable } from "./cost.ts";
import { unknownStep } from "../unknown-step.ts";
import { gatherWorld } from "./gather.ts";
import type { TraceOptions } from "./options.ts";
import { printTrace } from "./print.ts";
import { traceReport, withWhy } from "./report.ts";

export { traceOptions } from "./options.ts";

export async function runTrace(options: TraceOptions, io: Io): Promise<ExitCode> {
  const gathered = await gatherWorld(options.target, io.in);
  if (!gathered.ok) return refuse(io, gathered.fault);
  const world = affordable({ ...gathered.value, ...options.run });
  if (!world.ok) return refuse(io, world.fault);

  const run = { ...options.run, signal: io.signal, breathe: () => setImmediate() };
  if (options.show !== undefined) return show(options.show, world.value, { run, io });
  const trace = await runWorld(world.value, run);
  if (io.signal.aborted) return EXIT.interrupted;

  const failures = failedActions(trace);
  const unmeant = failures.find(({ isStart }) => !isStart || !hasPods(trace));
  if (unmeant !== undefined) return refuse(io, actionFault(world.value.name, unmeant));

  const report = traceReport(trace);
  const shown = options.why === undefined ? report : withWhy(report, trace, options.why);
  if (shown === undefined) return refuse(io, unknownStep(options.why ?? "", report.steps));
  if (io.talk !== "quiet") {
    for (const { message } of failures) await io.err.write(`warning: ${plain(message)}\n`);
  }
  await printTrace(shown, options.output, io);
  return EXIT.ok;
}

interface Showing {
  readonly run: RunOptions;
  readonly io: Io;
}

/** kubectl's own exit code is not ours: that it refuses is an answer too. */
async function show(command: string, world: World, { run, io }: Showing): Promise<ExitCode> {
  const { stdout, stderr } = await showWorld(world, command, run);
  if (io.signal.aborted) return EXIT.interrupted;
  await io.out.write(stdout);
  await io.err.write(stderr);
  return EXIT.ok;
}

function hasPods({ entries }: Trace): boolean {
  return entries.some(({ kind }) => kind === "schedule");
}

function actionFault(world: string, { message, isStart }: FailedAction): Fault {
  const hint = isStart
    ? "Correct the objects: no pod comes of them"
    : "Correct the command, or say in the world how it is meant to end: `exits: 1`";
  return cliFault("CLI_ACTION_FAILED", `Cannot run ${world}: ${message}`, hint);
}
