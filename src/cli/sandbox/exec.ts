import { spawn } from "node:child_process";
import { constants } from "node:os";
import process from "node:process";

import { failed, ok, type Outcome } from "../../base/index.ts";
import { cliFault, type Fault } from "../fault.ts";

export interface ExecOptions {
  readonly command: readonly [program: string, ...args: string[]];
  readonly kubeconfig: string;
  readonly name: string;
}

/**
 * Runs a command on this process's own streams, with the sandbox as its cluster; one word with blanks in it is a line for the shell.
 * Answers its exit code, by the shell's rule where a signal ended it. An interruption reaches it from the terminal by itself.
 */
export function execute({ command, kubeconfig, name }: ExecOptions): Promise<Outcome<number, Fault>> {
  const [program, ...args] = command;
  const isLine = args.length === 0 && /\s/.test(program);
  const env = { ...process.env, KUBECONFIG: kubeconfig, PULLWHY_SANDBOX: name };
  const child = spawn(program, args, { stdio: "inherit", env, shell: isLine });
  return new Promise((resolve) => {
    child.once("error", ({ code = "" }: NodeJS.ErrnoException) => resolve(failed(cannotRun(program, code))));
    child.once("exit", (code, signal) => resolve(ok(code ?? 128 + constants.signals[signal ?? "SIGTERM"])));
  });
}

function cannotRun(program: string, code: string): Fault {
  const why = code === "ENOENT" ? "no such program is on PATH" : code;
  return cliFault("CLI_USAGE", `Cannot run ${JSON.stringify(program)}: ${why}`);
}
