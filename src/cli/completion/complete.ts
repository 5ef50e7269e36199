import type { Command } from "commander";

import { EXIT, type ExitCode } from "../exit.ts";
import type { Io } from "../io.ts";
import { worldNames } from "../worlds/shipped.ts";
import { candidatesFor, type Candidates } from "./candidates.ts";

/** Answers a shell that asks what may stand where the cursor is. */
export async function complete(program: Command, words: readonly string[], io: Io): Promise<ExitCode> {
  await offerNames(program);
  await io.out.write(answerText(candidatesFor(program, words)));
  return EXIT.ok;
}

/** Names of worlds and scenarios are choices only here: elsewhere any path is as good, or a message says which is near. */
async function offerNames(command: Command): Promise<void> {
  for (const argument of command.registeredArguments) {
    if (argument.name() === "world") argument.argChoices = worldNames();
    if (argument.name() === "scenario") argument.argChoices = await scenarioNames();
  }
  for (const each of command.commands) await offerNames(each);
}

async function scenarioNames(): Promise<string[]> {
  const { SCENARIOS } = await import("../../lessons/index.ts");
  return SCENARIOS.map(({ id }) => id).toSorted();
}

/** Cobra's protocol, which kubectl speaks too: directive 4 means that no path may stand there. */
function answerText({ values, paths }: Candidates): string {
  const lines = values.map(({ value, description }) => (description === "" ? value : `${value}\t${description}`));
  return [...lines, paths ? ":0" : ":4"].map((line) => `${line}\n`).join("");
}
