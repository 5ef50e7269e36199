import { CommanderError } from "commander";

import { crashText } from "./crash.ts";
import { withDefaultCommand } from "./default-command.ts";
import { EXIT, type ExitCode } from "./exit.ts";
import type { Io } from "./io.ts";
import { COMMANDS, createProgram } from "./program.ts";

/** Runs one command line (without node and script). Never rejects: what pullwhy itself does wrong is one calm line. */
export async function runCli(argv: readonly string[], io: Io): Promise<ExitCode> {
  let code: ExitCode = EXIT.ok;
  const typed = withDefaultCommand(withForeignWords(argv), COMMANDS);
  const program = createProgram(io, (given) => (code = given), typed[0]);
  try {
    await program.parseAsync(typed, { from: "user" });
    return code;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.ok : EXIT.usage;
    await io.err.write(crashText(error, argv.includes("--verbose") || argv.includes("-v")));
    return EXIT.unreachable;
  }
}

/** Everything behind `--exec` is another program's: `sandbox --exec kubectl get pods -o wide`. */
function withForeignWords(argv: readonly string[]): string[] {
  const exec = argv.indexOf("--exec");
  if (exec === -1 || argv[exec + 1] === "--") return [...argv];
  return [...argv.slice(0, exec + 1), "--", ...argv.slice(exec + 1)];
}
