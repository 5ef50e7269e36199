import { setImmediate } from "node:timers/promises";

import { failed, ok, type Outcome } from "../../base/index.ts";
import { sentenceOf, type Step, stepsOf, transcriptOf, whyOf } from "../../lessons/index.ts";
import type { Trace } from "../../kinds/index.ts";
import { type RunOptions, runWorld } from "../../sandbox/index.ts";
import type { Typed } from "../entry.ts";
import { EXIT, type ExitCode } from "../exit.ts";
import { type Fault, refuse } from "../fault.ts";
import type { Io } from "../io.ts";
import { plain } from "../print/plain.ts";
import { wrapped } from "../print/wrapped.ts";
import { unknownStep } from "../unknown-step.ts";
import { namedWorld } from "../worlds/named-world.ts";

export interface ReadOptions {
  readonly world: string;
  readonly step?: string;
  readonly plain: boolean;
  readonly run: Pick<RunOptions, "kubelet" | "runtime" | "seed">;
}

const PLAIN_WIDTH = 80;

export function readOptions({
  args,
  flags,
}: Typed<ReadOptions["run"] & { plain?: true }>): Outcome<ReadOptions, Fault> {
  const [world = "", step] = args;
  const { plain: isPlain = false, ...run } = flags;
  return ok({ world, ...(step === undefined ? {} : { step }), plain: isPlain, run });
}

/** `learn run`: prose, a paragraph for each attempt. */
export async function runProse(options: ReadOptions, io: Io): Promise<ExitCode> {
  return told(options, io, (trace) => ok(proseLines(stepsOf(trace))));
}

/** `learn step`: a sentence for each step, or one step with what is behind it. */
export async function runSteps(options: ReadOptions, io: Io): Promise<ExitCode> {
  return told(options, io, (trace) => {
    const steps = stepsOf(trace);
    return options.step === undefined ? ok(stepLines(steps)) : oneStep(options.step, steps, trace);
  });
}

type Tell = (trace: Trace) => Outcome<readonly Line[], Fault>;

interface Line {
  readonly text: string;
  readonly indent?: string;
}

async function told({ world, plain: isPlain, run }: ReadOptions, io: Io, tell: Tell): Promise<ExitCode> {
  const named = await namedWorld(world, `For manifests: \`pullwhy trace -f ${world}\``);
  if (!named.ok) return refuse(io, named.fault);
  const trace = await runWorld(
    { ...named.value, ...run },
    { ...run, signal: io.signal, breathe: () => setImmediate() },
  );
  if (io.signal.aborted) return EXIT.interrupted;
  const lines = tell(trace);
  if (!lines.ok) return refuse(io, lines.fault);
  const width = isPlain ? PLAIN_WIDTH : io.width;
  await io.out.write(lines.value.map(({ text, indent }) => wrapped(plain(text), width, indent)).join(""));
  return EXIT.ok;
}

function proseLines(steps: readonly Step[]): readonly Line[] {
  return transcriptOf(steps).flatMap((paragraph, index) => [
    ...(index === 0 ? [] : [{ text: "" }]),
    { text: paragraph.join(" ") },
  ]);
}

function stepLines(steps: readonly Step[]): readonly Line[] {
  return steps.map((step) => ({ text: `${step.id}  ${sentenceOf(step)}` }));
}

function oneStep(id: string, steps: readonly Step[], trace: Trace): Outcome<readonly Line[], Fault> {
  const step = steps.find((each) => each.id === id);
  if (step === undefined) return failed(unknownStep(id, steps));
  const causes = whyOf(trace, step).map(({ t, text }) => ({
    text: `${(t / 1000).toFixed(1)} s  ${text}`,
    indent: "  ",
  }));
  return ok([
    { text: `${step.id}  ${sentenceOf(step)}` },
    { text: step.notes },
    { text: "Why, from effect to cause:" },
    ...causes,
  ]);
}
