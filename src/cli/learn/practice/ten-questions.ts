import { ok } from "../../../base/index.ts";
import { composeTest } from "../../../lessons/index.ts";
import type { ExitCode } from "../../exit.ts";
import type { Io } from "../../io.ts";
import type { AskingOptions } from "./options.ts";
import { practiceWorlds } from "./practice-worlds.ts";
import { practise } from "./practise.ts";
import { someSeed } from "./some-seed.ts";

/** Ten questions about as many worlds; the same ones for the same seed. */
export async function runTest({ seed: wanted, kubelet, ...options }: AskingOptions, io: Io): Promise<ExitCode> {
  const seed = wanted ?? someSeed(io);
  return practise(
    async () =>
      ok({
        mode: "test",
        about: "Three easy questions, four medium and three hard ones, without hints; what they say comes at the end.",
        seed,
        kubelet,
        questions: await composeTest({ worlds: await practiceWorlds(0), seed, kubelet }),
        isTest: true,
      }),
    options,
    io,
  );
}
