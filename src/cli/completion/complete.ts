import type { Command } from "commander";

import { EXIT, type ExitCode } from "../exit.ts";
import type { Io } from "../io.ts";
import { worldNames } from "../worlds/shipped.ts";
import { candidatesFor, type Candidates } from "./candidates.ts";

/** Answers a shell that asks what may stand where the cursor is. */
export async function complete(program: Command, words: readonly string[], io: Io): Promise<ExitCode> {
  offerWorlds(program);
  await io.out.write(answerText(candidatesFor(program, words)));
  return EXIT.ok;
}

/** The names of worlds are choices only here: elsewhere any path is as good. */
function offerWorlds(program: Command): void {
  const trace = program.commands.find((command) => command.name() === "trace");
  const world = trace?.registeredArguments.find((argument) => argument.name() === "world");
  if (world !== undefined) world.argChoices = worldNames();
}

/** Cobra's protocol, which kubectl speaks too: directive 4 means that no path may stand there. */
function answerText({ values, paths }: Candidates): string {
  const lines = values.map(({ value, description }) => (description === "" ? value : `${value}\t${description}`));
  return [...lines, paths ? ":0" : ":4"].map((line) => `${line}\n`).join("");
}
