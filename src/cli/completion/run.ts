import { ok, type Outcome } from "../../base/index.ts";
import type { Typed } from "../entry.ts";
import { EXIT, type ExitCode } from "../exit.ts";
import type { Fault } from "../fault.ts";
import type { Io } from "../io.ts";
import { SCRIPTS, type Shell } from "./scripts.data.ts";

export interface CompletionOptions {
  readonly shell: Shell;
}

export function completionOptions({ args }: Typed): Outcome<CompletionOptions, Fault> {
  return ok({ shell: args[0] as Shell });
}

export async function runCompletion({ shell }: CompletionOptions, io: Io): Promise<ExitCode> {
  await io.out.write(SCRIPTS[shell]);
  return EXIT.ok;
}
