import { type ChildProcess, spawn, type StdioOptions } from "node:child_process";
import process from "node:process";

import { failed, ok, type Outcome } from "../base/index.ts";

export interface Program {
  readonly command: string;
  readonly args?: readonly string[];
  /** Beside the variables of this process. */
  readonly env?: Readonly<Record<string, string>>;
  /** What it reads; nothing when absent. `terminal`: it may ask the user, and is told apart from nothing of ours. */
  readonly input?: { readonly text: string } | "terminal";
  /** Most bytes that it may print. */
  readonly limit: number;
}

export interface ProgramEnd {
  /** `null` where a signal ended it. */
  readonly exitCode: number | null;
  readonly stdout: string;
}

/** Why there is no end to tell of; never what the program has printed. */
export interface ProgramFault {
  readonly why: "absent" | "unusable" | "endless" | "late" | "interrupted";
}

/** Milliseconds that a program has to end by itself when it is asked to, and that what it has printed may still be on its way. */
const GRACE = 300;
const isWindows = process.platform === "win32";

/**
 * Runs another program to its end. When the signal aborts it is ended, with all that it has started. Whoever keeps its output open after
 * it has ended by itself is not waited for, and lives on. Its complaints (stderr) are dropped unless it has the terminal.
 */
export async function runProgram(program: Program, signal: AbortSignal): Promise<Outcome<ProgramEnd, ProgramFault>> {
  if (signal.aborted) return failed(endedBy(signal));
  const running = started(program);
  if (running === undefined) return failed({ why: "unusable" });
  const { child } = running;
  const atExit = (): void => kill(running, "SIGKILL");
  process.once("exit", atExit);
  const over = new AbortController();
  try {
    const first = await Promise.race([endOf(child, program.limit), aborted(signal, over.signal)]);
    if (first !== undefined && !("why" in first)) return ok(first);
    await end(running);
    return failed(first ?? endedBy(signal));
  } finally {
    over.abort();
    process.removeListener("exit", atExit);
    for (const stream of [child.stdin, child.stdout]) stream?.destroy();
  }
}

interface Running {
  readonly child: ChildProcess;
  /** It is the first of a group of its own, and can be ended with its children. */
  readonly isGroup: boolean;
}

/** One that has the terminal stays in our group, which alone may read there. Undefined where it cannot even be called. */
function started({ command, args = [], env, input }: Program): Running | undefined {
  const hasTerminal = input === "terminal";
  const stdin = hasTerminal ? "inherit" : input === undefined ? "ignore" : "pipe";
  const stdio: StdioOptions = [stdin, "pipe", hasTerminal ? "inherit" : "ignore"];
  const isGroup = !isWindows && !hasTerminal;
  try {
    const own = { ...process.env, ...env };
    const child = spawn(command, args, { stdio, env: own, detached: isGroup, windowsHide: true });
    child.stdin?.on("error", () => undefined);
    if (typeof input === "object") child.stdin?.end(input.text);
    return { child, isGroup };
  } catch {
    return undefined;
  }
}

function endOf(child: ChildProcess, limit: number): Promise<ProgramEnd | ProgramFault> {
  const chunks: Buffer[] = [];
  let length = 0;
  return new Promise((resolve) => {
    const done = (exitCode: number | null): void =>
      resolve({ exitCode, stdout: Buffer.concat(chunks).toString("utf8") });
    child.stdout?.on("data", (chunk: Buffer) => {
      length += chunk.length;
      if (length > limit) resolve({ why: "endless" });
      else chunks.push(chunk);
    });
    child.once("error", ({ code }: NodeJS.ErrnoException) =>
      resolve({ why: code === "ENOENT" ? "absent" : "unusable" }),
    );
    child.once("close", done);
    child.once("exit", (exitCode) => void setTimeout(done, GRACE, exitCode));
  });
}

function aborted(signal: AbortSignal, over: AbortSignal): Promise<undefined> {
  return new Promise((resolve) =>
    signal.addEventListener("abort", () => resolve(undefined), { once: true, signal: over }),
  );
}

async function end(running: Running): Promise<void> {
  const closed = new Promise<void>((resolve) => void running.child.once("close", () => resolve()));
  const late = new Promise<void>((resolve) => void setTimeout(resolve, GRACE));
  kill(running, "SIGTERM");
  await Promise.race([closed, late]);
  kill(running, "SIGKILL");
}

/** The whole group, also where its first member is gone. */
function kill({ child, isGroup }: Running, how: "SIGTERM" | "SIGKILL"): void {
  const { pid } = child;
  if (pid === undefined) return;
  try {
    if (isGroup) process.kill(-pid, how);
    else child.kill(how);
  } catch {
    // Nobody of it is left.
  }
}

/** `TimeoutError` is how `AbortSignal.timeout` aborts. */
function endedBy({ reason }: AbortSignal): ProgramFault {
  const isLate = (reason as { readonly name?: unknown } | undefined)?.name === "TimeoutError";
  return { why: isLate ? "late" : "interrupted" };
}
