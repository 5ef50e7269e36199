import { applyPlan, keysOf } from "../../remedy/index.ts";
import { EXIT, type ExitCode } from "../exit.ts";
import { type Fault, refuse } from "../fault.ts";
import type { Io } from "../io.ts";
import { choicesOf } from "./choices.ts";
import { confirmed } from "./confirm.ts";
import { type Fix, type Found, gatherFixes, verdictsNow } from "./gather.ts";
import { gatherUndo } from "./gather-undo.ts";
import { gatherUnfinished } from "./gather-unfinished.ts";
import { type FixOptions, needsYes } from "./options.ts";
import { printedFix } from "./print.ts";
import { type FixOutcome, fixReport, stoppedText } from "./report.ts";
import { watchPods } from "./watch-pods.ts";

export { fixOptions } from "./options.ts";

export async function runFix(options: FixOptions, io: Io): Promise<ExitCode> {
  if (options.apply && !options.yes && io.keys === undefined) return refuse(io, needsYes(), EXIT.usage);
  const choices = await choicesOf(options, io);
  if (!choices.ok) return refuse(io, choices.fault);
  if (options.filenames.length > 0) {
    const { runFixFiles } = await import("./run-files.ts");
    return runFixFiles(options, io, choices.value);
  }
  const outcomes = new Map<Fix, FixOutcome>();
  const way = { options, io, outcomes };
  const unfinished = await gatherUnfinished(options, io);
  if (unfinished !== undefined && !(await carryOut(unfinished, way))) return told(unfinished, unfinished, way);
  const found = await (options.undo ? gatherUndo(options, io) : gatherFixes(options, io, choices.value));
  if (!found.ok) return refuse(io, found.fault, exitOf(found.fault));
  await carryOut(found.value, way);
  const all = { ...found.value, fixes: [...(unfinished?.fixes ?? []), ...found.value.fixes] };
  return told(all, found.value.fixes.length === 0 ? all : found.value, way);
}

async function told(all: Found, last: Found, { options, io, outcomes }: Run): Promise<ExitCode> {
  await io.out.write(await printedFix(fixReport(all, outcomes), options.output, io));
  return io.signal.aborted ? EXIT.interrupted : endOf(last, outcomes);
}

/** Whether all of it was done, whatever has come of it. */
async function carryOut(found: Found, run: Run): Promise<boolean> {
  for (const fix of found.fixes) {
    const outcome = await carriedOut(fix, found, run);
    if (outcome !== undefined) run.outcomes.set(fix, outcome);
  }
  return found.fixes.every((fix) => DONE.has(run.outcomes.get(fix)?.result ?? ""));
}

const DONE: ReadonlySet<string> = new Set(["applied", "fixed", "undone"]);

function endOf({ fixes }: Found, outcomes: ReadonlyMap<Fix, FixOutcome>): ExitCode {
  const results = fixes.map((fix) => outcomes.get(fix)?.result);
  if (results.every((result) => result === "fixed" || result === "undone")) return EXIT.ok;
  const changed = [...outcomes.values()].some((outcome) => outcome.changed > 0 && outcome.result !== "fixed");
  return changed ? EXIT.unverified : EXIT.problems;
}

interface Way {
  readonly options: FixOptions;
  readonly io: Io;
}

interface Run extends Way {
  readonly outcomes: Map<Fix, FixOutcome>;
}

const LONGEST_WRITING = 120_000;

async function carriedOut(fix: Fix, found: Found, { options, io }: Way): Promise<FixOutcome | undefined> {
  const { access } = found;
  const { plan, around } = fix;
  const dryRun = options.dryRun === "server";
  if (plan.changes.length === 0 || !(options.apply || dryRun) || options.dryRun === "client") return undefined;
  const refused = options.force ? undefined : managedOutcome(plan);
  if (refused !== undefined) return refused;
  if (!(dryRun || options.yes || (await isWanted(fix, found, io)))) return undefined;
  // What has begun is ended, also where the user interrupts: nothing is left deleted.
  const applied = await applyPlan(plan, { access, signal: AbortSignal.timeout(LONGEST_WRITING), dryRun }, io);
  const changed = dryRun ? 0 : applied.done.length;
  if (applied.stopped !== undefined) return { result: "stopped", changed, text: stoppedText(applied) };
  if (dryRun) return { result: "checked", changed, text: "The API server would accept it" };
  if (options.undo && plan.cause === "undo")
    return { result: "undone", changed, text: "It is as it was before the fix" };
  const waits = plan.waits?.latest ?? 0;
  const seen = await watchPods(around.workloads, { access, io, before: keysOf(around.pods), waits });
  if (seen.kind === "pulled") return { result: "fixed", changed, text: "The images are pulled, the pods go on" };
  if (seen.kind === "waiting") return { result: "applied", changed, text: `Not seen to pull yet: ${seen.text}` };
  const now = await verdictsNow(options, io);
  const still = now.ok ? now.value.verdicts.map(({ cause, summary }) => ({ cause, found: summary })) : [];
  return { result: "applied", changed, text: `A pull failed again: ${seen.text}`, still };
}

async function isWanted(fix: Fix, found: Found, io: Io): Promise<boolean> {
  const report = fixReport({ ...found, fixes: [fix], notSeen: [] }, new Map());
  await io.err.write(await printedFix(report, "text", { ...io, asks: true }));
  return confirmed("Apply this change?", io);
}

function managedOutcome({ changes }: Fix["plan"]): FixOutcome | undefined {
  const managed = changes.find((change) => change.managed !== undefined)?.managed;
  if (managed === undefined) return undefined;
  const text = `${managed.by} would take it back: change it ${managed.instead}; with --force it is changed here all the same`;
  return { result: "refused", changed: 0, text };
}

export function exitOf({ code }: Fault): ExitCode {
  return code.startsWith("CLUSTER_") ? EXIT.unreachable : EXIT.usage;
}
