import type { Minor } from "../../src/kinds/index.ts";
import type { NodeInput } from "./node-input.ts";
import { NodeScenario, startError } from "./node-scenario.ts";

/** What each step led to: reason, message, events, runtime calls. */
export async function answerImageManager(input: NodeInput, minor: Minor): Promise<unknown> {
  const refused = startError(input, minor);
  if (refused !== undefined) return { startError: refused };
  const scenario = new NodeScenario(input, minor);
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
