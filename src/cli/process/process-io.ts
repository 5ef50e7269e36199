import { once } from "node:events";
import { fstatSync } from "node:fs";
import process from "node:process";
import { isatty } from "node:tty";

import { readAll, readInputLines, systemSleep } from "../../node/index.ts";
import type { Input, Io, Output } from "../io.ts";
import { pressedKeys } from "./pressed-keys.ts";
import { createStyle } from "../print/style.ts";

const DEFAULT_WIDTH = 80;

/** The streams of this process as commands see them. */
export function processIo(program: string, signal: AbortSignal): Io {
  const { stdout, stderr, env } = process;
  const isTerminal = isatty(stdout.fd);
  return {
    program,
    out: outputTo(stdout),
    err: outputTo(stderr),
    in: standardInput(),
    isTerminal,
    style: createStyle({ colour: wantsColour(isTerminal, env), unicode: knowsUnicode(env) }),
    width: (isTerminal && stdout.columns) || DEFAULT_WIDTH,
    talk: "normal",
    now: Date.now,
    sleep: systemSleep,
    ...(isTerminal && process.stdin.isTTY && env["TERM"] !== "dumb" ? { keys: pressedKeys } : {}),
    lines: (until) => readInputLines(process.stdin, until),
    signal,
  };
}

function outputTo(stream: NodeJS.WriteStream): Output {
  return {
    write: async (text) => {
      if (!stream.write(text)) await once(stream, "drain");
    },
  };
}

/** no-color.org and the older `TERM=dumb`; `FORCE_COLOR` paints into a file too. */
function wantsColour(isTerminal: boolean, env: NodeJS.ProcessEnv): boolean {
  if (env["NO_COLOR"]) return false;
  if (env["FORCE_COLOR"] !== undefined) return env["FORCE_COLOR"] !== "0";
  return isTerminal && env["TERM"] !== "dumb";
}

/** The locale decides where there is one; Windows terminals and macOS know Unicode without saying so. */
function knowsUnicode(env: NodeJS.ProcessEnv): boolean {
  const locale = env["LC_ALL"] || env["LC_CTYPE"] || env["LANG"];
  return locale ? /utf-?8/i.test(locale) : process.platform !== "linux";
}

function standardInput(): Input {
  return {
    isPiped: !process.stdin.isTTY && holdsSomething(),
    read: (limit) => readAll(process.stdin, limit),
  };
}

/** Pipes, sockets and files may hold something; `/dev/null` and a closed descriptor do not. */
function holdsSomething(): boolean {
  try {
    const stat = fstatSync(0);
    return stat.isFIFO() || stat.isSocket() || stat.isFile();
  } catch {
    return false;
  }
}
