import type { Command } from "commander";

import { type Entry, entry } from "../entry.ts";
import type { ExitCode } from "../exit.ts";
import type { Io } from "../io.ts";
import { learnBreakCommand, learnFixCommand } from "./bench/commands.ts";
import type { MakeExercise } from "./bench/run.ts";
import { learnListCommand } from "./list/command.ts";
import {
  learnDiagnoseCommand,
  learnPredictCommand,
  learnReviewCommand,
  learnTestCommand,
  learnTimeCommand,
  learnWhyCommand,
} from "./practice/commands.ts";
import type { AskingOptions } from "./practice/options.ts";
import { learnProgressCommand } from "./progress/command.ts";
import { learnRunCommand, learnStepCommand } from "./read-command.ts";

/** What the page offers, in the terminal. */
export const LEARN_PARTS: readonly Entry[] = [
  entry(learnListCommand, async () => {
    const { listOptions, runList } = await import("./list/run.ts");
    return { options: listOptions, run: runList };
  }),
  entry(learnRunCommand, async () => {
    const { readOptions, runProse } = await import("./read.ts");
    return { options: readOptions, run: runProse };
  }),
  entry(learnStepCommand, async () => {
    const { readOptions, runSteps } = await import("./read.ts");
    return { options: readOptions, run: runSteps };
  }),
  asking(learnPredictCommand, async () => (await import("./practice/world-modes.ts")).runPredict),
  asking(learnWhyCommand, async () => (await import("./practice/world-modes.ts")).runWhy),
  asking(learnDiagnoseCommand, async () => (await import("./practice/world-modes.ts")).runDiagnoseMode),
  atBench(learnFixCommand, async () => (await import("./bench/fix-exercise.ts")).fixExercise),
  atBench(learnBreakCommand, async () => (await import("./bench/break-exercise.ts")).breakExercise),
  asking(learnTimeCommand, async () => (await import("./practice/world-modes.ts")).runTime),
  asking(learnReviewCommand, async () => (await import("./practice/review-mode.ts")).runReview),
  asking(learnTestCommand, async () => (await import("./practice/ten-questions.ts")).runTest),
  entry(learnProgressCommand, async () => {
    const { progressOptions, runProgress } = await import("./progress/run.ts");
    return { options: progressOptions, run: runProgress };
  }),
];

type Run = (options: AskingOptions, io: Io) => Promise<ExitCode>;

/** A way to practise that asks questions. */
function asking(define: () => Command, load: () => Promise<Run>): Entry {
  return entry(define, async () => {
    const [{ askingOptions }, run] = await Promise.all([import("./practice/options.ts"), load()]);
    return { options: askingOptions, run };
  });
}

/** A way to practise in which kubectl lines are typed. */
function atBench(define: () => Command, load: () => Promise<MakeExercise>): Entry {
  return entry(define, async () => {
    const [bench, make] = await Promise.all([import("./bench/run.ts"), load()]);
    return { options: bench.benchOptions, run: (options, io) => bench.atBench(make, options, io) };
  });
}
