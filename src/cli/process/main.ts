import module from "node:module";
import { basename } from "node:path";
import process from "node:process";

import { EXIT } from "../exit.ts";
import { runCli } from "../run-cli.ts";
import { processIo } from "./process-io.ts";

/** Runs the program on this process: its arguments, streams and signals. Sets the exit code and lets output drain. */
export async function main(): Promise<void> {
  keepCompiledCode();
  const interruption = new AbortController();
  process.once("SIGINT", () => {
    interruption.abort();
    process.once("SIGINT", () => process.exit(EXIT.interrupted));
  });
  leaveQuietlyWithoutReader(process.stdout);
  leaveQuietlyWithoutReader(process.stderr);
  const { argv, name } = calledAs(process.argv);
  const io = processIo(interruption.signal);
  const code = await runCli(argv, { io, name });
  process.exitCode = interruption.signal.aborted ? EXIT.interrupted : code;
}

/** Node 22.8 and newer start faster the second time. */
function keepCompiledCode(): void {
  (module as { readonly enableCompileCache?: () => unknown }).enableCompileCache?.();
}

/** The arguments, and what the user calls the program: kubectl runs its plugins as `kubectl-NAME`. */
function calledAs([, path = "", ...args]: readonly string[]): {
  readonly argv: readonly string[];
  readonly name: string;
} {
  switch (basename(path, ".js")) {
    case "kubectl-pullwhy":
      return { argv: args, name: "kubectl pullwhy" };
    case "kubectl_complete-pullwhy":
      return { argv: ["complete", "--", ...args], name: "kubectl pullwhy" };
    default:
      return { argv: args, name: "pullwhy" };
  }
}

/** `pullwhy … | head` closes the pipe early; that is no failure. */
function leaveQuietlyWithoutReader(stream: NodeJS.WriteStream): void {
  stream.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code === "EPIPE") process.exit(EXIT.ok);
    throw error;
  });
}
