import { type Minor, type Rules, rulesOf } from "../../src/kinds/index.ts";
import type { NodeInput } from "./node-input.ts";
import { NodeScenario, startError } from "./node-scenario.ts";

export function answerImageManager(input: NodeInput, minor: Minor): Promise<unknown> {
  return playSteps(input, rulesOf(minor));
}

/** What each step leads to under the rules: reason, message, events, runtime calls. */
export async function playSteps(input: NodeInput, rules: Rules): Promise<unknown> {
  const refused = startError(input, rules);
  if (refused !== undefined) return { startError: refused };
  const scenario = new NodeScenario(input, rules);
  for (const [number, step] of input.steps.entries()) await scenario.step(number, step);
  await scenario.finish();
  return {
    steps: input.steps.map((step, number) => (step.op === undefined ? told(scenario, number) : { op: step.op })),
  };
}

function told(scenario: NodeScenario, number: number): unknown {
  const { events = [], end } = scenario.asked.get(number) ?? {};
  const runtimeCalls = scenario.runtime.callsOf(number);
  if (end === undefined) return { killed: true, events, runtimeCalls };
  const { result, at, backoffSeconds } = end;
  const outcome = result.ok
    ? { reason: null, message: null, imageRef: result.imageRef }
    : { reason: result.reason, message: result.message, imageRef: "" };
  return { ...outcome, endedAt: at, events, runtimeCalls, backoffSeconds };
}
