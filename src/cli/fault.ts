import { EXIT, type ExitCode } from "./exit.ts";
import type { Io } from "./io.ts";
import { plain } from "./print/plain.ts";

/** Why a command cannot be done as typed. Faults of other rooms fit this shape too. */
export interface Fault {
  readonly code: string;
  /** What was attempted, the value, what is wrong with it, what is wanted. */
  readonly message: string;
  /** What to do instead. */
  readonly hint?: string;
}

export function cliFault(code: CliFaultCode, message: string, hint?: string): Fault {
  return hint === undefined ? { code, message } : { code, message, hint };
}

export type CliFaultCode =
  /** Flags or arguments that do not go together, or one that is missing. */
  | "CLI_USAGE"
  /** A world that does not ship and is no file. */
  | "CLI_WORLD_UNKNOWN"
  /** A command of a world that has failed. */
  | "CLI_ACTION_FAILED"
  /** A step that the trace does not have. */
  | "CLI_STEP_UNKNOWN"
  /** A cause that the taxonomy does not have. */
  | "CLI_CAUSE_UNKNOWN"
  /** A text in which nothing was recognised. */
  | "CLI_NOTHING_UNDERSTOOD"
  /** A line of standard input that answers no question. */
  | "CLI_ANSWER_UNREADABLE"
  /** A run that gives nothing to ask in a way to practise. */
  | "CLI_NOTHING_TO_ASK"
  /** A scenario that there is none of. */
  | "CLI_SCENARIO_UNKNOWN"
  /** More work than a run may take. */
  | "CLI_TOO_MUCH";

/** Says on `err` why nothing was done. */
export async function refuse(io: Io, fault: Fault, exit: ExitCode = EXIT.usage): Promise<ExitCode> {
  const hint = fault.hint === undefined ? "" : `${plain(asCalled(fault.hint, io.program))}\n`;
  const code = io.talk === "verbose" ? `code: ${fault.code}\n` : "";
  await io.err.write(`error: ${plain(fault.message)}\n${hint}${code}`);
  return exit;
}

/** Hints name the program in code marks: `pullwhy worlds`. */
function asCalled(hint: string, program: string): string {
  return hint.replaceAll("`pullwhy ", `\`${program} `);
}
