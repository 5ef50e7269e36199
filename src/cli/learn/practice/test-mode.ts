import { ok, type Outcome } from "../../../base/index.ts";
import { DEFAULT_MINOR, type Minor } from "../../../kinds/index.ts";
import { composeTest } from "../../../lessons/index.ts";
import type { Typed } from "../../entry.ts";
import type { ExitCode } from "../../exit.ts";
import type { Fault } from "../../fault.ts";
import type { Io } from "../../io.ts";
import { practiceWorlds } from "./practice-worlds.ts";
import { practise, type PractiseOptions } from "./practise.ts";

export interface TestOptions extends PractiseOptions {
  readonly seed?: number;
  readonly kubelet: Minor;
}

export function testOptions({
  flags,
}: Typed<Omit<Partial<TestOptions>, "output"> & Pick<TestOptions, "output">>): Outcome<TestOptions, Fault> {
  const { kubelet = DEFAULT_MINOR, plain = false, ...rest } = flags;
  return ok({ ...rest, kubelet, plain });
}

/** Ten questions about as many worlds; the same ones for the same seed. */
export async function runTest({ seed: wanted, kubelet, ...options }: TestOptions, io: Io): Promise<ExitCode> {
  const seed = wanted ?? someSeed(io);
  const make = async () => ({
    mode: "test" as const,
    about: "Three easy questions, four medium and three hard ones, without hints; what they say comes at the end.",
    seed,
    kubelet,
    questions: await composeTest({ worlds: await practiceWorlds(), seed, kubelet }),
    isTest: true,
  });
  return practise(make, options, io);
}

const SEEDS = 100_000;

/** Another one each second, short enough to be told to somebody. */
function someSeed({ now }: Pick<Io, "now">): number {
  return Math.floor(now() / 1000) % SEEDS;
}
