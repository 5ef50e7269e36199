import { type Entry, entry } from "../entry.ts";
import { learnTestCommand } from "./practice/commands.ts";
import { learnProgressCommand } from "./progress/command.ts";
import { learnRunCommand, learnStepCommand } from "./read-command.ts";

/** What the page offers, in the terminal. */
export const LEARN_PARTS: readonly Entry[] = [
  entry(learnRunCommand, async () => {
    const { readOptions, runProse } = await import("./read.ts");
    return { options: readOptions, run: runProse };
  }),
  entry(learnStepCommand, async () => {
    const { readOptions, runSteps } = await import("./read.ts");
    return { options: readOptions, run: runSteps };
  }),
  entry(learnTestCommand, async () => {
    const { runTest, testOptions } = await import("./practice/test-mode.ts");
    return { options: testOptions, run: runTest };
  }),
  entry(learnProgressCommand, async () => {
    const { progressOptions, runProgress } = await import("./progress/run.ts");
    return { options: progressOptions, run: runProgress };
  }),
];
