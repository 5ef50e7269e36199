import { randomBytes } from "node:crypto";

import { ok, type Outcome } from "../../base/index.ts";
import { listen, openBrowser } from "../../node/index.ts";
import { crashText } from "../crash.ts";
import type { Typed } from "../entry.ts";
import { EXIT, type ExitCode } from "../exit.ts";
import { type Fault, refuse } from "../fault.ts";
import type { Io } from "../io.ts";
import { pageAnswers } from "./answer.ts";
import { LiveSandbox } from "./live.ts";

export interface ServeOptions {
  readonly open: boolean;
  readonly port?: number;
}

/** The most that the page sends are all answers of somebody, imported. */
const BODY_LIMIT = 16 * 1024 * 1024;

export function serveOptions({ flags }: Typed<ServeOptions>): Outcome<ServeOptions, Fault> {
  return ok(flags);
}

/** Serves the page until the user interrupts. Its address has a token of this run, without which nothing is answered. */
export async function runServe({ open, port }: ServeOptions, io: Io): Promise<ExitCode> {
  const token = randomBytes(18).toString("base64url");
  const failed = (error: unknown): void => void io.err.write(crashText(error, io.talk === "verbose"));
  const live = new LiveSandbox(failed);
  const listener = await listen(pageAnswers(token, live), {
    name: "page",
    bodyLimit: BODY_LIMIT,
    failed,
    ...(port === undefined ? {} : { port }),
  });
  if (!listener.ok) return refuse(io, listener.fault);
  const url = `${listener.value.url}/${token}/`;
  try {
    await io.out.write(`${url}\n`);
    if (open && io.isTerminal) openBrowser(url);
    await interrupted(io.signal);
    return EXIT.interrupted;
  } finally {
    await Promise.all([listener.value.close(), live.stop()]);
  }
}

function interrupted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    signal.addEventListener("abort", () => resolve(), { once: true });
  });
}
