import { applyPlan, keysOf } from "../../remedy/index.ts";
import { EXIT, type ExitCode } from "../exit.ts";
import { type Fault, refuse } from "../fault.ts";
import type { Io } from "../io.ts";
import { withWhatStands } from "./what-stands.ts";
import { choicesOf } from "./choices.ts";
import { confirmed } from "./confirm.ts";
import { type Fix, type Found, gatherFixes, verdictsNow } from "./gather.ts";
import { gatherUndo } from "./gather-undo.ts";
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
  const found = await (options.undo ? gatherUndo(options, io) : gatherFixes(options, io, choices.value));
  if (!found.ok) return refuse(io, await withWhatStands(found.fault, options, io), exitOf(found.fault));
  const outcomes = new Map<Fix, FixOutcome>();
  for (const fix of found.value.fixes) {
    const outcome = await carriedOut(fix, found.value, { options, io });
    if (outcome !== undefined) outcomes.set(fix, outcome);
  }
  await io.out.write(await printedFix(fixReport(found.value, outcomes), options.output, io));
  return io.signal.aborted ? EXIT.interrupted : endOf(found.value, outcomes);
}

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
  if (options.undo) return { result: "undone", changed, text: "It is as it was before the fix" };
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
