import { ok, type Outcome } from "../../base/index.ts";
import type { Typed } from "../entry.ts";
import { EXIT, type ExitCode } from "../exit.ts";
import type { Fault } from "../fault.ts";
import type { Io } from "../io.ts";

export interface DemoOptions {
  /** Tell everything at once. */
  readonly fast: boolean;
}

export function demoOptions({ flags }: Typed): Outcome<DemoOptions, Fault> {
  return ok({ fast: flags["fast"] === true });
}

export async function runDemo(_options: DemoOptions, io: Io): Promise<ExitCode> {
  await io.out.write("\n");
  return EXIT.ok;
}
