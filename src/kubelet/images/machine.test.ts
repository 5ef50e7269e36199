import { expect, test } from "vitest";

import type { NodeInput } from "../../../conformance/kinds/node-input.ts";
import { NodeScenario, startError } from "../../../conformance/kinds/node-scenario.ts";
import { readVectors } from "../../../conformance/vectors.ts";
import { type DecisionData, type Minor, rulesOf } from "../../kinds/index.ts";
import { IMAGE_MACHINE } from "./machine.data.ts";

const EDGES = new Set(IMAGE_MACHINE.transitions.map(({ from, to }) => `${from} -> ${to}`));

/** The decisions of all vectors, each with the vector that it comes from. */
async function decisions(): Promise<readonly { readonly origin: string; readonly decision: DecisionData }[]> {
  const found: { readonly origin: string; readonly decision: DecisionData }[] = [];
  for (const { id, versions, input } of readVectors("kubelet", "image-manager")) {
    const origin = `${id} ${versions[0]}`;
    const scenario = scenarioOf(input as NodeInput, versions[0] as Minor, (decision) =>
      found.push({ origin, decision }),
    );
    for (const [number, step] of (scenario ? (input as NodeInput).steps : []).entries())
      await scenario?.step(number, step);
    await scenario?.finish();
  }
  return found;
}

function scenarioOf(input: NodeInput, minor: Minor, watch: (decision: DecisionData) => void): NodeScenario | undefined {
  const rules = rulesOf(minor);
  if (startError(input, rules) !== undefined) return undefined;
  return new NodeScenario(input, rules, (kind, data) => kind === "decision" && watch(data as DecisionData));
}

const all = await decisions();

function edgesOf({ path }: DecisionData): readonly string[] {
  return path.slice(1).map((to, index) => `${path[index]} -> ${to}`);
}

test("every decision of the vectors is a walk in IMAGE_MACHINE that ends in its state", () => {
  const strays = all.filter(({ decision }) => !edgesOf(decision).every((edge) => EDGES.has(edge)));

  expect(all.length).toBeGreaterThan(2_000);
  expect(strays).toEqual([]);
  expect(all.filter(({ decision }) => decision.path.at(-1) !== decision.state)).toEqual([]);
});

test("a decision begins where a container asks or where a pull has begun, and ends where the machine rests or pulls", () => {
  const kinds = new Map(IMAGE_MACHINE.states.map(({ id, kind }) => [id, kind]));

  expect(new Set(all.map(({ decision }) => decision.path[0]))).toEqual(new Set(["accepted", "pulling"]));
  expect(new Set(all.map(({ decision }) => kinds.get(decision.state)))).toEqual(
    new Set(["success", "failure", "work"]),
  );
});

test("IMAGE_MACHINE has no transition that no vector takes", () => {
  const taken = new Set(all.flatMap(({ decision }) => edgesOf(decision)));

  expect([...EDGES].filter((edge) => !taken.has(edge))).toEqual([]);
});

test("IMAGE_MACHINE leads from its start to every state, and on from every state but the ends", () => {
  const { states, transitions } = IMAGE_MACHINE;
  const reached = new Set(["accepted"]);
  for (const { from, to } of transitions) if (reached.has(from)) reached.add(to);

  expect(states.filter(({ id }) => !reached.has(id))).toEqual([]);
  expect(states.filter(({ id }) => !transitions.some(({ from }) => from === id)).map(({ kind }) => kind)).toEqual(
    states.filter(({ kind }) => kind === "success" || kind === "failure").map(({ kind }) => kind),
  );
});
