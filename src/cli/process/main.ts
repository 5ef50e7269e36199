import module from "node:module";
import { basename } from "node:path";
import process from "node:process";

import { EXIT } from "../exit.ts";
import { runCli } from "../run-cli.ts";
import { processIo } from "./process-io.ts";

/** Ctrl-C, `kill`, and a terminal that closes. */
const INTERRUPTIONS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/** Runs the program on this process: its arguments, streams and signals. Sets the exit code and lets output drain. */
export async function main(): Promise<void> {
  keepCompiledCode();
  const interruption = new AbortController();
  for (const signal of INTERRUPTIONS) {
    process.once(signal, () => {
      interruption.abort();
      process.once(signal, () => process.exit(EXIT.interrupted));
    });
  }
  leaveQuietlyWithoutReader(process.stdout);
  leaveQuietlyWithoutReader(process.stderr);
  const { argv, program } = calledAs(process.argv);
  const code = await runCli(argv, processIo(program, interruption.signal));
  process.exitCode = interruption.signal.aborted ? EXIT.interrupted : code;
}

/** Node 22.8 and newer start faster the second time. */
function keepCompiledCode(): void {
  (module as { readonly enableCompileCache?: () => unknown }).enableCompileCache?.();
}

interface Call {
  readonly argv: readonly string[];
  readonly program: string;
}

/** What was typed, and for which program: kubectl runs its plugins as `kubectl-NAME`, npm its `start` script. */
function calledAs([, path = "", ...argv]: readonly string[]): Call {
  switch (basename(path, ".js")) {
    case "kubectl-pullwhy":
      return { argv, program: "kubectl pullwhy" };
    case "kubectl_complete-pullwhy":
      return { argv: ["complete", "--", ...argv], program: "kubectl pullwhy" };
    default:
      return { argv, program: process.env["npm_lifecycle_event"] === "start" ? "npm start --" : "pullwhy" };
  }
}

/** `pullwhy … | head` closes the pipe early; that is no failure. */
function leaveQuietlyWithoutReader(stream: NodeJS.WriteStream): void {
  stream.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code === "EPIPE") process.exit(EXIT.ok);
    throw error;
  });
}
