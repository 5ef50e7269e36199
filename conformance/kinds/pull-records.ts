import { type Minor, rulesOf } from "../../src/kinds/index.ts";
import type { PullRecords } from "../../src/kubelet/index.ts";
import type { NodeInput } from "./node-input.ts";
import { NodeScenario, startError } from "./node-scenario.ts";

/** The record files after each step was started, and at the end. */
export async function answerPullRecords(input: NodeInput, minor: Minor): Promise<unknown> {
  const rules = rulesOf(minor);
  const refused = startError(input, rules);
  if (refused !== undefined) return { startError: refused };
  const scenario = new NodeScenario(input, rules);
  const afterSteps: unknown[] = [];
  for (const [number, step] of input.steps.entries()) {
    await scenario.step(number, step);
    afterSteps.push(filesOf(scenario.records));
  }
  await scenario.finish();
  return { afterSteps, atEnd: filesOf(scenario.records) };
}

function filesOf(records: PullRecords): unknown {
  return { intents: records.intents(), pulled: records.pulled() };
}
