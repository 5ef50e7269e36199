import { describe, expect, test } from "vitest";

import { shellWords } from "../../src/kubectl/index.ts";
import { arrival, brokenWorld, type Deed, type Scenario, SCENARIOS, solve } from "../../src/lessons/index.ts";
import { kubectl, kubectlPath } from "../contract/real-kubectl.ts";
import { startTestSandbox, type TestSandbox } from "../contract/test-sandbox.ts";
import { shippedWorld } from "./shipped-world.ts";

const MINOR = "1.36";

/** Done by hand and by kubectl alone: the lines that a learner would type. */
async function typedRepair(scenario: Scenario): Promise<readonly Extract<Deed, { readonly run: string }>[]> {
  const { minimal } = await solve(scenario, await shippedWorld(scenario.world));
  const repairs = minimal.map(({ moves }) => moves.flatMap(({ deeds }) => deeds));
  const typed = repairs.map((deeds) => deeds.flatMap((deed) => ("run" in deed ? deed : [])));
  return typed.find((deeds, index) => deeds.length === repairs[index]?.length) ?? [];
}

/** What `kubectl get pods` prints of those that are not ready. */
async function troubled(sandbox: TestSandbox): Promise<readonly string[]> {
  const pods = (await sandbox.run("get pods --no-headers")).stdout.trimEnd().split("\n");
  return pods.filter((line) => !/^\S+ +(\d+)\/\1 +Running /.test(line));
}

/** What is still in trouble after ten minutes; nothing as soon as every pod is ready. */
async function leftInTrouble(sandbox: TestSandbox): Promise<readonly string[]> {
  let left = await troubled(sandbox);
  for (let seconds = 0; seconds < 600 && left.length > 0; seconds += 10) {
    await sandbox.jump(10_000);
    left = await troubled(sandbox);
  }
  return left;
}

/** No kubectl line repairs these in as few. */
const OUTSIDE = new Set<Scenario["id"]>([
  "tls-unknown-ca",
  "arch-mismatch",
  "policy-never",
  "disk-full",
  "cached-hides-deleted-tag",
  "crashloop-lookalike",
]);
const REPAIRED = SCENARIOS.filter(({ id, par }) => par > 0 && !OUTSIDE.has(id));

describe.skipIf(kubectlPath(MINOR) === undefined)(`kubectl ${MINOR}`, () => {
  test.each(REPAIRED)(
    "A-18 $id is repaired by the real kubectl in the $par that the solver found",
    { timeout: 180_000 },
    async (scenario) => {
      const world = await shippedWorld(scenario.world);
      const { actions } = brokenWorld(scenario, world);
      const sandbox = await startTestSandbox(MINOR, { world: scenario.world, actions });
      try {
        sandbox.live.play();
        await sandbox.jump(arrival(scenario, world));
        expect(await troubled(sandbox)).not.toEqual([]);
        const deeds = await typedRepair(scenario);
        for (const { run, stdin = "" } of deeds) {
          const words = shellWords(run);
          const argv = words.ok ? words.value.slice(1) : [];
          expect(await kubectl(MINOR, argv, { kubeconfig: sandbox.kubeconfig, stdin })).toMatchObject({ exitCode: 0 });
        }
        expect(deeds).toHaveLength(scenario.par);
        expect(await leftInTrouble(sandbox)).toEqual([]);
      } finally {
        await sandbox.stop();
      }
    },
  );
});
