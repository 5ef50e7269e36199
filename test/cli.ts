import type { ExitCode } from "../src/cli/exit.ts";
import type { Io, Output } from "../src/cli/io.ts";
import { createStyle } from "../src/cli/print/style.ts";
import { runCli } from "../src/cli/run-cli.ts";

export interface CliRun {
  readonly code: ExitCode;
  readonly out: string;
  readonly err: string;
}

export interface CliSetting {
  /** What is piped in; nothing is when absent. */
  readonly stdin?: string;
  readonly io?: Partial<Io>;
}

/** Runs a command line in this process, on a terminal that is none: 80 columns, Unicode, no colour, no waiting. */
export async function cli(argv: readonly string[], { stdin, io }: CliSetting = {}): Promise<CliRun> {
  const out: string[] = [];
  const err: string[] = [];
  const code = await runCli(argv, { ...ioTo(out, err, stdin), ...io });
  return { code, out: out.join(""), err: err.join("") };
}

function ioTo(out: string[], err: string[], stdin: string | undefined): Io {
  return {
    program: "pullwhy",
    out: collecting(out),
    err: collecting(err),
    in: {
      isPiped: stdin !== undefined,
      read: (limit) => Promise.resolve((stdin ?? "").length > limit ? undefined : (stdin ?? "")),
    },
    isTerminal: false,
    style: createStyle({ colour: false, unicode: true }),
    width: 80,
    talk: "normal",
    now: () => Date.now(),
    sleep: () => Promise.resolve(),
    lines: () => linesOf(stdin ?? ""),
    signal: new AbortController().signal,
  };
}

async function* linesOf(text: string): AsyncGenerator<string> {
  const lines = text.split("\n");
  if (lines.at(-1) === "") lines.pop();
  yield* await Promise.resolve(lines);
}

function collecting(texts: string[]): Output {
  return {
    write: (text) => {
      texts.push(text);
      return Promise.resolve();
    },
  };
}
