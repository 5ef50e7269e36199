import { ok, type Outcome } from "../../base/index.ts";
import { runWorld } from "../../sandbox/index.ts";
import type { Typed } from "../entry.ts";
import { EXIT, type ExitCode } from "../exit.ts";
import { type Fault, refuse } from "../fault.ts";
import type { Io } from "../io.ts";
import { traceReport } from "../trace/report.ts";
import { readWorldFile } from "../worlds/read-world-file.ts";
import { worldFile } from "../worlds/shipped.ts";
import { type Beat, beatsOf, closing } from "./beats.ts";

export interface DemoOptions {
  /** Tell everything at once. */
  readonly fast: boolean;
}

/** The two acts: the name is wrong, then the login is missing. */
const ACTS = ["wrong-tag", "private-no-secret"] as const;

export function demoOptions({ flags }: Typed): Outcome<DemoOptions, Fault> {
  return ok({ fast: flags["fast"] === true });
}

export async function runDemo({ fast }: DemoOptions, io: Io): Promise<ExitCode> {
  for (const [index, name] of ACTS.entries()) {
    const world = await readWorldFile(worldFile(name), name);
    if (!world.ok) return refuse(io, world.fault);
    const report = traceReport(await runWorld(world.value, { signal: io.signal }));
    await tell(
      beatsOf(report, { act: index + 1, about: world.value.about ?? "", style: io.style, width: io.width }),
      fast || !io.isTerminal,
      io,
    );
  }
  await tell([closing(io)], true, io);
  return io.signal.aborted ? EXIT.interrupted : EXIT.ok;
}

async function tell(beats: readonly Beat[], fast: boolean, io: Io): Promise<void> {
  for (const { text, pause } of beats) {
    if (io.signal.aborted) return;
    await io.out.write(text);
    if (!fast) await io.sleep(pause, io.signal);
  }
}
