import { ok, type Outcome } from "../../base/index.ts";
import { type Minor, MINORS, type RuntimeName, RUNTIMES } from "../../kinds/index.ts";
import type { Typed } from "../entry.ts";
import { EXIT, type ExitCode } from "../exit.ts";
import type { Fault } from "../fault.ts";
import type { Io } from "../io.ts";
import { printedData } from "../print/data.ts";
import { VERSION } from "../version.ts";

export interface VersionOptions {
  readonly output: "text" | "json" | "yaml";
}

export function versionOptions({ flags }: Typed<VersionOptions>): Outcome<VersionOptions, Fault> {
  return ok(flags);
}

export async function runVersion({ output }: VersionOptions, io: Io): Promise<ExitCode> {
  await io.out.write(output === "text" ? versionText() : await printedData(versionReport(), output));
  return EXIT.ok;
}

export interface VersionReport {
  readonly schema: "pullwhy.version/v1";
  readonly pullwhy: string;
  readonly kubelets: readonly Minor[];
  readonly runtimes: readonly RuntimeName[];
}

function versionReport(): VersionReport {
  return { schema: "pullwhy.version/v1", pullwhy: VERSION, kubelets: MINORS, runtimes: RUNTIMES };
}

function versionText(): string {
  const { pullwhy, kubelets, runtimes } = versionReport();
  return `pullwhy   ${pullwhy}\nkubelets  ${kubelets.join(", ")}\nruntimes  ${runtimes.join(", ")}\n`;
}
