import { failed, ok, type Outcome } from "../../base/index.ts";
import { CAUSES, explanationOf, type Cause, type Explanation } from "../../diagnosis/index.ts";
import { nearest } from "../choice.ts";
import type { Typed } from "../entry.ts";
import { EXIT, type ExitCode } from "../exit.ts";
import { cliFault, type Fault, refuse } from "../fault.ts";
import type { Io } from "../io.ts";
import type { EXPLAIN_FORMATS } from "./command.ts";
import { printedExplanations } from "./print.ts";

export interface ExplainOptions {
  /** Id of a cause or name of a family; all causes where nothing was typed. */
  readonly cause?: string;
  readonly output: (typeof EXPLAIN_FORMATS)[number];
}

export interface ExplainReport {
  readonly schema: "pullwhy.explain/v1";
  readonly causes: readonly Explanation[];
}

export function explainOptions({ args, flags }: Typed<Pick<ExplainOptions, "output">>): Outcome<ExplainOptions, Fault> {
  const [cause] = args;
  const { output } = flags;
  return ok(cause === undefined ? { output } : { cause, output });
}

export async function runExplain(options: ExplainOptions, io: Io): Promise<ExitCode> {
  const causes = causesOf(options.cause);
  if (!causes.ok) return refuse(io, causes.fault);
  const report: ExplainReport = { schema: "pullwhy.explain/v1", causes: causes.value.map(explanationOf) };
  await io.out.write(await printedExplanations(report, options, io));
  return EXIT.ok;
}

function causesOf(wanted: string | undefined): Outcome<readonly Cause[], Fault> {
  if (wanted === undefined) return ok(CAUSES);
  const found = CAUSES.filter(({ id, family }) => id === wanted || family === wanted);
  return found.length > 0 ? ok(found) : failed(unknownCause(wanted));
}

function unknownCause(wanted: string): Fault {
  const names = new Set(CAUSES.flatMap(({ id, family }) => [id, family]));
  const meant = nearest(wanted, [...names]);
  const suggestion = meant === undefined ? "" : `Did you mean ${meant}? `;
  const message = `Cannot explain ${JSON.stringify(wanted)}: no cause and no family of causes has this name`;
  return cliFault("CLI_CAUSE_UNKNOWN", message, `${suggestion}\`pullwhy explain\` lists all`);
}
